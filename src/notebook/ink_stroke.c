#include "notebook/ink_stroke.h"

#include <math.h>

#define FAR 1000.0f   // board units
#define MOST_PARTS 64 // lines that a curve is made of

float ink_look_points(ink_look look)
{
  static const float pen[INK_WIDTHS] = {3, 5, 9}, highlighter[INK_WIDTHS] = {16, 26, 40};
  uint32_t width = look.width < INK_WIDTHS ? look.width : INK_WIDTHS - 1;
  return look.tool == INK_HIGHLIGHTER ? highlighter[width] : pen[width];
}

nb_vec2 ink_between(const ink_knot *a, const ink_knot *b, float t)
{
  ink_knot from = *a, to = *b;
  return ink_divide(&from, &to, t).at;
}

float ink_width_between(const ink_knot *a, const ink_knot *b, float t)
{
  return a->width + t * (b->width - a->width);
}

ink_knot ink_divide(ink_knot *a, ink_knot *b, float t)
{
  nb_vec2 first = nb_mix2(a->at, a->out, t), middle = nb_mix2(a->out, b->in, t),
          last = nb_mix2(b->in, b->at, t);
  ink_knot knot = {.in = nb_mix2(first, middle, t), .out = nb_mix2(middle, last, t)};
  knot.at = nb_mix2(knot.in, knot.out, t);
  knot.width = ink_width_between(a, b, t);
  a->out = first;
  b->in = last;
  return knot;
}

static void widen(nb_vec2 *low, nb_vec2 *high, nb_vec2 p)
{
  *low = nb_at(fminf(low->x, p.x), fminf(low->y, p.y));
  *high = nb_at(fmaxf(high->x, p.x), fmaxf(high->y, p.y));
}

nb_rect ink_bounds(const ink_knot *knots, int count)
{
  nb_vec2 low = nb_at(INFINITY, INFINITY), high = nb_at(-INFINITY, -INFINITY);
  for (int k = 0; k < count; k++) {
    widen(&low, &high, knots[k].in);
    widen(&low, &high, knots[k].at);
    widen(&low, &high, knots[k].out);
  }
  return count > 0 ? (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y} : (nb_rect){0};
}

// Into how many lines of equal parameter a cubic has to be cut to stay within the tolerance of it (the second
// difference bounds the second derivative; Sederberg, "Computer Aided Geometric Design", 10.6).
static int parts_of(const ink_knot *a, const ink_knot *b, float tolerance)
{
  nb_vec2 bend1 = nb_add(nb_sub(a->at, nb_scale(2, a->out)), b->in);
  nb_vec2 bend2 = nb_add(nb_sub(a->out, nb_scale(2, b->in)), b->at);
  float most = fmaxf(nb_length(bend1), nb_length(bend2));
  return (int)fminf(fmaxf(ceilf(sqrtf(0.75f * most / tolerance)), 1), MOST_PARTS);
}

void ink_follow(const ink_knot *knots, int count, float tolerance,
                void (*go)(nb_vec2 at, float width, void *context), void *context)
{
  if (count > 0)
    go(knots[0].at, knots[0].width, context);
  for (int k = 0; k + 1 < count; k++) {
    const ink_knot *a = &knots[k], *b = &knots[k + 1];
    int parts = parts_of(a, b, tolerance);
    for (int part = 1; part < parts; part++) {
      float t = (float)part / (float)parts;
      go(ink_between(a, b, t), ink_width_between(a, b, t), context);
    }
    go(b->at, b->width, context);
  }
}

static bool is_near(nb_vec2 p)
{
  return fabsf(p.x) <= FAR && fabsf(p.y) <= FAR; // false for NaN, too
}

bool ink_is_sound(const ink_knot *knots, int count)
{
  if (count < 1 || count > INK_MAX_KNOTS)
    return false;
  for (int k = 0; k < count; k++)
    if (!is_near(knots[k].in) || !is_near(knots[k].at) || !is_near(knots[k].out) ||
        !(knots[k].width >= 0 && knots[k].width <= INK_WIDEST))
      return false;
  return true;
}
