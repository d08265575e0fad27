#include <math.h>

#include "nabla/board.h"

// A number on a ramp: beside a point, on the side that is named.
static void draw_number(nb_board *b, nb_vec2 at, nb_vec2 side, float value, nb_style style)
{
  nb_label(b, at, side, nb_words(b, "%.2f", (double)nb_shown(value, 2)), style);
}

// What of it is drawn while the whole's reveal goes from `from` on, for `part` of it.
static nb_style until(nb_style style, float from, float part, float width)
{
  style.reveal = fminf(fmaxf((style.reveal - from) / part, 0), 1);
  style.width = width;
  return style;
}

nb_vec2 nb_ramp(nb_board *b, nb_vec2 foot, float unit, float way, float slope, nb_style style)
{
  float rise = slope * way, up = rise < 0 ? -1 : 1;
  nb_vec2 end = nb_add(foot, nb_at(unit * fabsf(way), 0)), top = nb_add(end, nb_at(0, unit * rise));
  if (style.size == 0)
    style.size = 26;
  nb_style level = until(style, 0, 0.35f, 2), steep = until(style, 0.3f, 0.4f, 5),
           side = until(style, 0.7f, 0.3f, 2);
  nb_line(b, foot, end, level);
  draw_number(b, nb_mix2(foot, end, 0.5f), nb_at(0, -up), way, level);
  side.dash[0] = 4, side.dash[1] = 5;
  nb_line(b, end, top, side);
  draw_number(b, nb_mix2(end, top, 0.2f), nb_at(1, 0), rise, side); // low, where the next ramp's way is far
  nb_line(b, foot, top, steep);
  steep.font = NB_FONT_MEDIUM, steep.size *= 0.85f;
  float shown = nb_shown(slope, 2);
  nb_label(b, nb_mix2(foot, top, 0.5f), nb_at(-0.6f, up),
           nb_words(b, "slope %s%.2f", shown < 0 ? "−" : "", (double)fabsf(shown)), steep);
  return top;
}

void nb_two_ramps(nb_board *b, nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes, nb_style style)
{
  nb_vec2 foot = nb_at(left.x, left.y - 0.5f * unit * nb_dot(way, slopes));
  float reveal = style.reveal;
  style.color = NB_I, style.reveal = fminf(2 * reveal, 1);
  foot = nb_ramp(b, foot, unit, way.x, slopes.x, style);
  style.color = NB_J, style.reveal = fmaxf(2 * reveal - 1, 0);
  nb_ramp(b, foot, unit, way.y, slopes.y, style);
}
