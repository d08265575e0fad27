#include <math.h>

#include "nabla/board/recorder.h"

// Of a bar's share of the plane's width: the bar itself.
#define BAR 0.7f
#define STAGGER 1.0f

static float within(float x, float low, float high)
{
  return fminf(fmaxf(x, fminf(low, high)), fmaxf(low, high));
}

// The bar of one value, from 0 as far as it has grown, cut to the plane.
static nb_rect bar_of(nb_plane plane, float value, float left, float width, float grown)
{
  float foot = nb_on_plane(plane, nb_at(plane.x0, within(0, plane.y0, plane.y1))).y;
  float top = nb_on_plane(plane, nb_at(plane.x0, within(value, plane.y0, plane.y1))).y;
  float height = (top - foot) * grown;
  return (nb_rect){left, fminf(foot, foot + height), width, fabsf(height)};
}

void nb_bars(nb_board *b, nb_plane plane, const float *values, int count, const char *const *labels,
             nb_style style)
{
  if (!board_shows(&style) || count < 1)
    return;
  float share = plane.area.width / (float)count, width = BAR * share;
  board_pen *pen = board_shape(b);
  for (int k = 0; k < count; k++) {
    float grown = board_stagger(style.reveal, (float)k / (float)count, STAGGER);
    float left = plane.area.x + share * (float)k + 0.5f * (share - width);
    if (isfinite(values[k]) && grown > 0)
      pen_rectangle(pen, bar_of(plane, values[k], left, width, grown), 0);
  }
  nb_style bars = style;
  bars.reveal = 1;
  bars.width = style.width == 0 ? -1 : style.width;
  board_draw(b, pen_path(pen), &bars,
             (board_look){.color = NB_TEXT, .fill = style.color == NB_DEFAULT ? NB_K : style.color});
  for (int k = 0; labels != NULL && k < count; k++) {
    nb_vec2 under = nb_at(plane.area.x + share * ((float)k + 0.5f), plane.area.y - 0.1f);
    if (labels[k] != NULL)
      nb_text(b, under, labels[k],
              nb_style(.color = NB_DIM, .anchor = NB_TOP, .size = style.size == 0 ? 20 : style.size,
                       .alpha = style.alpha, .reveal = style.reveal));
  }
}
