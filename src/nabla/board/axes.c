// Axes with ticks and numbers at round places.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/board/recorder.h"
#include "nabla/type/utf8.h"

enum { MAX_TICKS = 200 };

static const float number_size = 20;   // points
static const float tick_reach = 0.07f; // board units to either side
static const float number_air = 0.16f; // between axis and numbers

// One direction of the plane: numbers from low to high lie on the board from start on, so long.
typedef struct range {
  float low, high, start, length;
} range;

static bool good_range(range r)
{
  return isfinite(r.low) && isfinite(r.high) && r.low != r.high && isfinite(r.start) && r.length > 0 &&
         isfinite(r.length) && isfinite(r.high - r.low);
}

static float on_board(range r, float value)
{
  return r.start + (value - r.low) / (r.high - r.low) * r.length;
}

// The smallest of 1, 2 and 5 times a power of ten that is not below `least`.
static float round_step(float least)
{
  float power = powf(10, floorf(log10f(least)));
  float ratio = least / power;
  float factor = ratio <= 1.0001f ? 1 : ratio <= 2.0001f ? 2 : ratio <= 5.0001f ? 5 : 10;
  return factor * power;
}

// As many places as a step needs: 0.25 takes two, 20 none.
static int places_of(float step)
{
  int places = 0;
  for (float s = step; places < 6 && fabsf(s - roundf(s)) > 1e-3f * fabsf(s); s *= 10)
    places++;
  return places;
}

// Writes a tick's number with a true minus.
static void write_number(char *text, size_t size, float value, float step)
{
  bool plain = fabsf(value) < 1e6f && fabsf(step) >= 1e-6f;
  const char *sign = value < 0 ? "\u2212" : "";
  if (plain)
    snprintf(text, size, "%s%.*f", sign, places_of(step), fabs((double)value));
  else
    snprintf(text, size, "%s%.3g", sign, fabs((double)value));
}

static float number_width(nb_board *b, float value, float step, nb_style style)
{
  char text[64];
  write_number(text, sizeof text, value, step);
  return nb_text_width(b, text, style);
}

// The step between ticks, so that the widest numbers keep apart: `apart` board units and, along x, their
// width.
static float choose_step(nb_board *b, range r, float asked, bool across, nb_style numbers)
{
  float span = fabsf(r.high - r.low), apart = across ? 0.45f : 0.5f;
  if (asked > 0 && span / asked <= MAX_TICKS)
    return asked;
  float step = round_step(span * fmaxf(apart, 0.8f) / r.length);
  for (int k = 0; across && k < 8; k++) {
    float widest = fmaxf(number_width(b, floorf(r.low / step) * step, step, numbers),
                         number_width(b, ceilf(r.high / step) * step, step, numbers));
    if (widest + apart <= step / span * r.length)
      break;
    step = round_step(1.5f * step);
  }
  return step;
}

// ---------------------------------------------------------------------------------------------------------------

typedef struct axis {
  range along;
  float across; // where it stands in the other direction, board units
  float step;
  bool vertical;
  float skip; // the value whose number would stand on the other axis; NaN: none
} axis;

static nb_vec2 axis_point(const axis *a, float along, float across)
{
  return a->vertical ? nb_at(across, along) : nb_at(along, across);
}

static void draw_tick(nb_board *b, const axis *a, float value, nb_axes_spec spec, const nb_style *line,
                      const nb_style *number)
{
  float at = on_board(a->along, value);
  if (!spec.no_ticks)
    nb_line(b, axis_point(a, at, a->across - tick_reach), axis_point(a, at, a->across + tick_reach), *line);
  if (spec.no_numbers || fabsf(value - a->skip) < 0.01f * a->step)
    return;
  char text[64];
  write_number(text, sizeof text, value, a->step);
  nb_text(b, axis_point(a, at, a->across - number_air), text, *number);
}

// The index of the first tick at or above the lower end, and how many there are.
static int count_ticks(const axis *a, float *first)
{
  float low = fminf(a->along.low, a->along.high), high = fmaxf(a->along.low, a->along.high);
  float slack = 1e-3f;
  *first = ceilf(low / a->step - slack);
  float count = floorf(high / a->step + slack) - *first + 1;
  return count > 0 && count <= 2 * MAX_TICKS ? (int)count : 0;
}

static void draw_ticks(nb_board *b, const axis *a, nb_axes_spec spec, const nb_style *line,
                       const nb_style *number)
{
  float first;
  int count = count_ticks(a, &first);
  for (int k = 0; k < count; k++) {
    float index = first + (float)k;
    draw_tick(b, a, index == 0 ? 0 : index * a->step, spec, line, number);
  }
}

static void draw_grid(nb_board *b, const axis *a, range other, const nb_style *style)
{
  float first;
  int count = count_ticks(a, &first);
  nb_style line = nb_style(.color = NB_GRID, .width = 1.5f, .alpha = style->alpha, .reveal = style->reveal);
  for (int k = 0; k < count; k++) {
    float at = on_board(a->along, (first + (float)k) * a->step);
    nb_line(b, axis_point(a, at, other.start), axis_point(a, at, other.start + other.length), line);
  }
}

// The axis grows from where the axes cross to both its ends.
static void draw_axis(nb_board *b, const axis *a, float crossing, const nb_style *style)
{
  float ends[] = {a->along.start, a->along.start + a->along.length};
  for (int k = 0; k < 2; k++)
    if (ends[k] != crossing)
      nb_line(b, axis_point(a, crossing, a->across), axis_point(a, ends[k], a->across), *style);
}

static float clamp(float x, float low, float high)
{
  return fminf(fmaxf(x, low), high);
}

// Where an axis stands in the direction r: through 0, or at the edge nearest to it.
static float stand(range r, bool at_edge)
{
  return at_edge ? r.start : clamp(on_board(r, 0), r.start, r.start + r.length);
}

static void draw_labels(nb_board *b, const axis *x, const axis *y, nb_axes_spec spec, nb_style style)
{
  style.size *= 1.3f;
  style.color = NB_TEXT;
  style.anchor = NB_LEFT;
  if (spec.x_label != NULL)
    nb_tex(b, nb_at(x->along.start + x->along.length + 0.15f, x->across), spec.x_label, style);
  style.anchor = NB_BOTTOM;
  if (spec.y_label != NULL)
    nb_tex(b, nb_at(y->across, y->along.start + y->along.length + 0.08f), spec.y_label, style);
}

void nb_axes(nb_board *b, nb_plane plane, nb_axes_spec spec, nb_style style)
{
  range across = {plane.x0, plane.x1, plane.area.x, plane.area.width};
  range up = {plane.y0, plane.y1, plane.area.y, plane.area.height};
  if (!board_shows(&style) || !good_range(across) || !good_range(up))
    return;
  nb_style line = style;
  line.color = style.color == NB_DEFAULT ? NB_AXIS : style.color;
  nb_style tick = line;
  tick.width = 0.7f * board_width(style.width, 3);
  // Ticks and numbers come once the axes are half drawn.
  nb_style number =
      nb_style(.color = NB_DIM, .font = style.font, .size = style.size == 0 ? number_size : style.size,
               .halo = style.halo == NB_DEFAULT ? NB_GROUND : style.halo, .halo_width = style.halo_width,
               .anchor = NB_TOP, .alpha = style.alpha * board_unit(2 * style.reveal - 1));
  tick.alpha = number.alpha;
  tick.reveal = 1;

  axis x = {across, stand(up, spec.at_edges), 0, false, spec.at_edges ? NAN : 0};
  axis y = {up, stand(across, spec.at_edges), 0, true, spec.at_edges ? NAN : 0};
  x.step = choose_step(b, across, spec.step.x, true, number);
  y.step = choose_step(b, up, spec.step.y, false, number);
  if (spec.grid) {
    draw_grid(b, &x, up, &style);
    draw_grid(b, &y, across, &style);
  }
  draw_axis(b, &x, y.across, &line);
  draw_axis(b, &y, x.across, &line);
  draw_ticks(b, &x, spec, &tick, &number);
  number.anchor = NB_RIGHT;
  draw_ticks(b, &y, spec, &tick, &number);
  nb_style label = number;
  draw_labels(b, &x, &y, spec, label);
}
