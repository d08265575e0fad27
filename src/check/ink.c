// Whether two signs cover each other: not their boxes, which a formula sets into one another (an integral and its
// limits, a root and its degree), but their ink.
#include <math.h>

#include "check/inside.h"

enum { PIECES = 6, SAMPLES = 16 }; // lines to a curve; points across what both boxes cover

// By how much a line winds about a point: it is counted where it crosses the ray to the right of it.
static int crossing(nb_vec2 from, nb_vec2 to, nb_vec2 p)
{
  if ((from.y <= p.y) == (to.y <= p.y))
    return 0;
  float x = from.x + (p.y - from.y) / (to.y - from.y) * (to.x - from.x);
  return x <= p.x ? 0 : to.y > from.y ? 1 : -1;
}

// A point of the curve through `from` that the next points bend.
static nb_vec2 on_curve(uint8_t verb, nb_vec2 from, const nb_vec2 *next, float t)
{
  if (verb == NB_LINE)
    return nb_mix2(from, next[0], t);
  nb_vec2 a = nb_mix2(from, next[0], t), b = nb_mix2(next[0], next[1], t);
  if (verb == NB_QUAD)
    return nb_mix2(a, b, t);
  nb_vec2 c = nb_mix2(next[1], next[2], t);
  return nb_mix2(nb_mix2(a, b, t), nb_mix2(b, c, t), t);
}

// By the non-zero rule. `p` in em units.
static bool inked(nb_outline o, nb_vec2 p)
{
  static const int takes[] = {[NB_MOVE] = 1, [NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3, [NB_CLOSE] = 0};
  nb_vec2 start = {0}, at = {0};
  const nb_vec2 *next = o.points;
  int winding = 0;
  for (uint32_t k = 0; k < o.verb_count; k++) {
    uint8_t verb = o.verbs[k];
    if (verb == NB_MOVE || verb == NB_CLOSE) { // the fill closes every contour
      winding += crossing(at, start, p);
      at = verb == NB_MOVE ? start = next[0] : start;
    } else {
      nb_vec2 from = at;
      for (int piece = 1; piece <= PIECES; piece++) {
        nb_vec2 to = on_curve(verb, from, next, (float)piece / PIECES);
        winding += crossing(at, to, p);
        at = to;
      }
    }
    next += takes[verb];
  }
  return winding + crossing(at, start, p) != 0;
}

static bool inked_at(const nb_fonts *fonts, const check_glyph *g, nb_vec2 p)
{
  nb_affine back;
  return nb_affine_inverse(g->place, &back) &&
         inked(nb_font_outline(fonts, g->font, g->id), nb_affine_apply(back, p));
}

bool check_ink_meets(const nb_fonts *fonts, const check_glyph *a, const check_glyph *b)
{
  nb_rect both = check_meet(a->box, b->box);
  for (int k = 0; k < SAMPLES * SAMPLES; k++) {
    nb_vec2 p = {both.x + both.width * ((float)(k % SAMPLES) + 0.5f) / SAMPLES,
                 both.y + both.height * ((float)(k / SAMPLES) + 0.5f) / SAMPLES};
    if (inked_at(fonts, a, p) && inked_at(fonts, b, p))
      return true;
  }
  return false;
}
