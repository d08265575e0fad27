#include "nabla/board/piece.h"

#include <math.h>

enum { CHORDS = 24 };

nb_vec2 piece_at(const piece *c, float t)
{
  piece p = *c;
  for (int level = c->degree; level > 0; level--)
    for (int k = 0; k < level; k++)
      p.p[k] = nb_mix2(p.p[k], p.p[k + 1], t);
  return p.p[0];
}

// In doubles, which hold the square of any float.
static double distance(nb_vec2 a, nb_vec2 b)
{
  double x = (double)b.x - a.x, y = (double)b.y - a.y;
  return sqrt(x * x + y * y);
}

double piece_length(const piece *c)
{
  if (c->degree == 1)
    return distance(c->p[0], c->p[1]);
  double length = 0;
  nb_vec2 last = c->p[0];
  for (int k = 1; k <= CHORDS; k++) {
    nb_vec2 next = piece_at(c, (float)k / CHORDS);
    length += distance(last, next);
    last = next;
  }
  return length;
}

float piece_parameter(const piece *c, double length)
{
  if (c->degree == 1) {
    double whole = distance(c->p[0], c->p[1]);
    return whole > length ? (float)(length / whole) : 1;
  }
  nb_vec2 last = c->p[0];
  for (int k = 1; k <= CHORDS; k++) {
    nb_vec2 next = piece_at(c, (float)k / CHORDS);
    double chord = distance(last, next);
    if (length <= chord && chord > 0)
      return ((float)(k - 1) + (float)(length / chord)) / CHORDS;
    length -= chord;
    last = next;
  }
  return 1;
}

piece piece_before(const piece *c, float t)
{
  piece cut = *c, p = *c;
  for (int level = 1; level <= c->degree; level++) {
    for (int k = 0; k <= c->degree - level; k++)
      p.p[k] = nb_mix2(p.p[k], p.p[k + 1], t);
    cut.p[level] = p.p[0];
  }
  return cut;
}

static piece piece_reversed(const piece *c)
{
  piece back = *c;
  for (int k = 0; k <= c->degree; k++)
    back.p[k] = c->p[c->degree - k];
  return back;
}

piece piece_after(const piece *c, float t)
{
  piece back = piece_reversed(c), cut = piece_before(&back, 1 - t);
  return piece_reversed(&cut);
}

piece piece_raised(const piece *c)
{
  const nb_vec2 *p = c->p;
  if (c->degree == 1)
    return (piece){{p[0], nb_mix2(p[0], p[1], 1 / 3.0f), nb_mix2(p[0], p[1], 2 / 3.0f), p[1]}, 3};
  if (c->degree == 2)
    return (piece){{p[0], nb_mix2(p[0], p[1], 2 / 3.0f), nb_mix2(p[2], p[1], 2 / 3.0f), p[2]}, 3};
  return *c;
}

bool piece_next(piece_walk *w, nb_verb *verb, piece *c)
{
  if (w->verb == w->path.verb_count)
    return false;
  *verb = (nb_verb)w->path.verbs[w->verb++];
  if (*verb == NB_MOVE) {
    w->here = w->start = w->path.points[w->point++];
    return true;
  }
  c->p[0] = w->here;
  c->degree = *verb == NB_QUAD ? 2 : *verb == NB_CUBIC ? 3 : 1;
  for (int k = 1; k <= c->degree; k++)
    c->p[k] = *verb == NB_CLOSE ? w->start : w->path.points[w->point++];
  w->here = c->p[c->degree];
  return true;
}
