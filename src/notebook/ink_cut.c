#include "notebook/ink_cut.h"

#include <math.h>
#include <string.h>

#define FINE 0.01f  // board units: how near lines follow a curve
#define LOOKS 24    // places on a curve where it is asked whether it lies under the sweep
#define HALVINGS 20 // to find where it comes out

static float distance(ink_sweep sweep, nb_vec2 p)
{
  nb_vec2 along = nb_sub(sweep.to, sweep.from);
  float length2 = nb_dot(along, along);
  float t = length2 > 0 ? fminf(fmaxf(nb_dot(nb_sub(p, sweep.from), along) / length2, 0), 1) : 0;
  return nb_length(nb_sub(p, nb_mix2(sweep.from, sweep.to, t)));
}

typedef struct touch {
  ink_sweep sweep;
  float width;
  nb_vec2 last;
  bool begun, found;
} touch;

// Between the ends of a short line and the ends of the sweep: two segments are nearest at an end of one of them, or
// cross.
static float between_segments(ink_sweep sweep, nb_vec2 a, nb_vec2 b)
{
  ink_sweep line = {.from = a, .to = b};
  nb_vec2 u = nb_sub(b, a), v = nb_sub(sweep.to, sweep.from), w = nb_sub(sweep.from, a);
  float cross = nb_cross(u, v), s = nb_cross(w, v) / cross, t = nb_cross(w, u) / cross;
  if (cross != 0 && s >= 0 && s <= 1 && t >= 0 && t <= 1)
    return 0;
  return fminf(fminf(distance(sweep, a), distance(sweep, b)),
               fminf(distance(line, sweep.from), distance(line, sweep.to)));
}

static void look(nb_vec2 at, float width, void *context)
{
  touch *t = context;
  if (!t->begun)
    t->last = at;
  if (between_segments(t->sweep, t->last, at) <= t->sweep.radius + 0.5f * width * t->width)
    t->found = true;
  t->begun = true;
  t->last = at;
}

bool ink_touches(const ink_knot *knots, int count, float width, ink_sweep sweep)
{
  touch t = {.sweep = sweep, .width = width};
  ink_follow(knots, count, FINE, look, &t);
  return t.found;
}

// The pieces as they are made.
typedef struct pieces {
  ink_knot *out;
  int room, used;
  int *counts;
  int most, count;
  bool open; // the last piece goes on
  bool full;
} pieces;

static void add_knot(pieces *p, ink_knot knot)
{
  if (p->used == p->room) {
    p->full = true;
    return;
  }
  p->out[p->used++] = knot;
  p->counts[p->count - 1]++;
}

// The part of a curve from t0 to t1 goes to the open piece, or begins one.
static void keep(pieces *p, ink_knot a, ink_knot b, float t0, float t1)
{
  if (t1 < 1) {
    b = ink_divide(&a, &b, t1);
    b.out = b.at;
  }
  if (!p->open) {
    ink_knot start = t0 > 0 ? ink_divide(&a, &b, t0 / t1) : a;
    start.in = start.at;
    if (p->count == p->most) {
      p->full = true;
      return;
    }
    p->counts[p->count++] = 0;
    add_knot(p, start);
  } else if (p->used > 0) {
    p->out[p->used - 1].out = a.out;
  }
  add_knot(p, b);
  p->open = t1 >= 1;
}

static bool is_under(ink_sweep sweep, const ink_knot *a, const ink_knot *b, float t)
{
  return distance(sweep, ink_between(a, b, t)) <= sweep.radius;
}

// Where between t0 and t1 the curve goes under the sweep or comes out.
static float crossing(ink_sweep sweep, const ink_knot *a, const ink_knot *b, float t0, float t1)
{
  bool before = is_under(sweep, a, b, t0);
  for (int k = 0; k < HALVINGS; k++) {
    float middle = 0.5f * (t0 + t1);
    if (is_under(sweep, a, b, middle) == before)
      t0 = middle;
    else
      t1 = middle;
  }
  return 0.5f * (t0 + t1);
}

static void cut_curve(pieces *p, ink_sweep sweep, const ink_knot *a, const ink_knot *b)
{
  bool under = is_under(sweep, a, b, 0);
  float from = 0;
  p->open = p->open && !under;
  for (int k = 1; k <= LOOKS; k++) {
    float before = (float)(k - 1) / LOOKS, t = (float)k / LOOKS;
    if (is_under(sweep, a, b, t) == under)
      continue;
    float where = crossing(sweep, a, b, before, t);
    if (!under)
      keep(p, *a, *b, from, where);
    under = !under;
    from = where;
  }
  if (!under)
    keep(p, *a, *b, from, 1);
}

int ink_cut(const ink_knot *knots, int count, ink_sweep sweep, ink_knot *out, int room, int *counts, int most)
{
  pieces p = {.out = out, .room = room, .counts = counts, .most = most};
  if (count == 1) {
    bool gone = distance(sweep, knots[0].at) <= sweep.radius;
    if (!gone && room > 0 && most > 0)
      out[0] = knots[0], counts[0] = 1;
    return gone ? 0 : room > 0 && most > 0 ? 1 : -1;
  }
  for (int k = 0; k + 1 < count; k++)
    cut_curve(&p, sweep, &knots[k], &knots[k + 1]);
  return p.full ? -1 : p.count;
}

typedef struct share {
  const nb_vec2 *polygon;
  int corners;
  nb_vec2 last;
  bool begun;
  float inside, whole;
} share;

static bool holds(const nb_vec2 *polygon, int corners, nb_vec2 p)
{
  bool inside = false;
  for (int k = 0, before = corners - 1; k < corners; before = k++) {
    nb_vec2 a = polygon[before], b = polygon[k];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
      inside = !inside;
  }
  return inside;
}

static void weigh(nb_vec2 at, float width, void *context)
{
  (void)width;
  share *s = context;
  // A dot has no length: it counts by being there.
  float way = s->begun ? nb_length(nb_sub(at, s->last)) : 1e-6f;
  nb_vec2 middle = s->begun ? nb_mix2(s->last, at, 0.5f) : at;
  s->whole += way;
  if (holds(s->polygon, s->corners, middle))
    s->inside += way;
  s->begun = true;
  s->last = at;
}

// True where one of the polygon's sides may reach into a box.
static bool reaches_into(const nb_vec2 *polygon, int corners, nb_rect box)
{
  for (int k = 0, before = corners - 1; k < corners; before = k++) {
    nb_vec2 a = polygon[before], b = polygon[k];
    bool beside = fmaxf(a.x, b.x) < box.x || fminf(a.x, b.x) > box.x + box.width || fmaxf(a.y, b.y) < box.y ||
                  fminf(a.y, b.y) > box.y + box.height;
    if (!beside)
      return true;
  }
  return false;
}

// Of thousands of strokes most lie so far from the polygon's sides that one point says it for the whole of them: 67 ms for
// 13,000 became 18.
bool ink_is_inside(const ink_knot *knots, int count, const nb_vec2 *polygon, int corners)
{
  if (!reaches_into(polygon, corners, ink_bounds(knots, count)))
    return holds(polygon, corners, knots[0].at);
  share s = {.polygon = polygon, .corners = corners};
  ink_follow(knots, count, FINE, weigh, &s);
  return s.inside > 0.5f * s.whole;
}
