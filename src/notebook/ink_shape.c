#include "notebook/ink_shape.h"

#include <math.h>

#define TRACE 512          // points along the stroke that are looked at
#define LEAST 0.15f        // board units at the board's own size: a smaller stroke is no shape
#define STRAIGHT 0.07f     // how far a line may stray, as a share of its length
#define DETOUR 1.12f       // how much longer than its chord a line may be
#define OPEN 0.2f          // how far the ends of a closed shape may lie apart, as a share of its length
#define ROUND 0.13f        // how far a circle or a box may stray, as a share of its size
#define HEAD 0.7f          // the longest head of an arrow, as a share of its shaft
#define LEAST_HEAD 0.1f    // and the shortest
#define LEVEL 0.07f        // radians from level, upright or 45 degrees
#define NEARLY_ROUND 1.3f  // an ellipse with axes of no greater ratio is a circle
#define QUARTER 0.5522847f // the handle of a cubic that is nearly a quarter of a circle

// The stroke as points equally far from each other.
typedef struct trace {
  nb_vec2 points[TRACE];
  int count;
  float step, left; // between points, and up to the next one
  float length, least;
  nb_vec2 last;
  bool begun;
} trace;

static void measure(nb_vec2 at, float width, void *context)
{
  (void)width;
  trace *t = context;
  if (t->begun)
    t->length += nb_length(nb_sub(at, t->last));
  t->begun = true;
  t->last = at;
}

static void walk(nb_vec2 at, float width, void *context)
{
  (void)width;
  trace *t = context;
  if (t->begun) {
    float way = nb_length(nb_sub(at, t->last)), done = t->left;
    for (; done <= way && t->count < TRACE - 1; done += t->step)
      t->points[t->count++] = nb_mix2(t->last, at, done / way);
    t->left = done - way;
  } else {
    t->points[t->count++] = at;
    t->left = t->step;
  }
  t->begun = true;
  t->last = at;
}

static void trace_stroke(trace *t, const ink_knot *knots, int count, float scale)
{
  *t = (trace){.least = LEAST * scale};
  ink_follow(knots, count, 0.005f * scale, measure, t);
  t->step = t->length / (TRACE - 2);
  t->begun = false;
  if (t->length >= t->least)
    ink_follow(knots, count, 0.005f * scale, walk, t);
}

// How far the points stray from the line between two of them, and how long they are, both as shares of its length.
static bool is_straight(const trace *t, int first, int last)
{
  nb_vec2 chord = nb_sub(t->points[last], t->points[first]);
  float length = nb_length(chord), most = 0;
  if (!(length >= t->least) || (float)(last - first) * t->step > DETOUR * length)
    return false;
  for (int k = first; k <= last; k++)
    most = fmaxf(most, fabsf(nb_cross(chord, nb_sub(t->points[k], t->points[first]))) / length);
  return most <= STRAIGHT * length;
}

// A line's end, turned to level, upright or 45 degrees where it nearly is.
static nb_vec2 levelled(nb_vec2 from, nb_vec2 to)
{
  nb_vec2 way = nb_sub(to, from);
  float angle = atan2f(way.y, way.x), eighth = 0.78539816f;
  float nearest = eighth * roundf(angle / eighth);
  return fabsf(angle - nearest) <= LEVEL ? nb_add(from, nb_polar(nb_length(way), nearest)) : to;
}

static int add_corner(ink_knot *shape, int count, nb_vec2 at)
{
  shape[count] = (ink_knot){.in = at, .at = at, .out = at, .width = 1};
  if (count > 0) {
    shape[count - 1].out = nb_mix2(shape[count - 1].at, at, 1.0f / 3);
    shape[count].in = nb_mix2(shape[count - 1].at, at, 2.0f / 3);
  }
  return count + 1;
}

static int make_line(const trace *t, ink_knot *shape)
{
  if (!is_straight(t, 0, t->count - 1))
    return 0;
  int count = add_corner(shape, 0, t->points[0]);
  return add_corner(shape, count, levelled(t->points[0], t->points[t->count - 1]));
}

// Where a shaft that sets out from the first point ends: the first place that is about as far from there as any.
static int tip_of(const trace *t)
{
  float farthest = 0;
  for (int k = 1; k < t->count; k++)
    farthest = fmaxf(farthest, nb_length(nb_sub(t->points[k], t->points[0])));
  int tip = 1;
  while (tip < t->count - 1 && nb_length(nb_sub(t->points[tip], t->points[0])) < 0.94f * farthest)
    tip++;
  while (tip < t->count - 1 && nb_length(nb_sub(t->points[tip + 1], t->points[0])) >
                                   nb_length(nb_sub(t->points[tip], t->points[0])))
    tip++;
  return tip;
}

// A straight shaft, and then what stays near its tip and reaches back to one or both sides of it.
static int make_arrow(const trace *t, ink_knot *shape)
{
  nb_vec2 from = t->points[0];
  int tip = tip_of(t);
  if (tip == t->count - 1 || !is_straight(t, 0, tip))
    return 0;
  float shaft = nb_length(nb_sub(t->points[tip], from)), head = 0;
  for (int k = tip; k < t->count; k++)
    head = fmaxf(head, nb_length(nb_sub(t->points[k], t->points[tip])));
  if (head < LEAST_HEAD * shaft || head > HEAD * shaft || (float)(t->count - 1 - tip) * t->step > 4.5f * head)
    return 0;
  nb_vec2 to = levelled(from, t->points[tip]), back = nb_scale(head, nb_unit(nb_sub(from, to)));
  int count = add_corner(shape, 0, from);
  count = add_corner(shape, count, to);
  count = add_corner(shape, count, nb_add(to, nb_apply(nb_rotation(0.5f), back)));
  count = add_corner(shape, count, to);
  return add_corner(shape, count, nb_add(to, nb_apply(nb_rotation(-0.5f), back)));
}

static nb_rect box_of(const trace *t)
{
  nb_vec2 low = t->points[0], high = low;
  for (int k = 1; k < t->count; k++) {
    low = nb_at(fminf(low.x, t->points[k].x), fminf(low.y, t->points[k].y));
    high = nb_at(fmaxf(high.x, t->points[k].x), fmaxf(high.y, t->points[k].y));
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

// The mean distance of the points from the ellipse that fills the box, and from the box itself, as shares of its size.
static float off_ellipse(const trace *t, nb_vec2 center, nb_vec2 radii)
{
  float sum = 0;
  for (int k = 0; k < t->count; k++) {
    nb_vec2 p = nb_sub(t->points[k], center);
    sum += fabsf(nb_length(nb_at(p.x / radii.x, p.y / radii.y)) - 1);
  }
  return sum / (float)t->count;
}

static float off_box(const trace *t, nb_vec2 center, nb_vec2 radii)
{
  float sum = 0;
  for (int k = 0; k < t->count; k++) {
    nb_vec2 p = nb_sub(t->points[k], center);
    sum += fabsf(fmaxf(fabsf(p.x) / radii.x, fabsf(p.y) / radii.y) - 1);
  }
  return sum / (float)t->count;
}

static int make_ellipse(nb_vec2 center, nb_vec2 radii, ink_knot *shape)
{
  if (fmaxf(radii.x, radii.y) <= NEARLY_ROUND * fminf(radii.x, radii.y))
    radii.x = radii.y = 0.5f * (radii.x + radii.y);
  for (int k = 0; k <= 4; k++) {
    nb_vec2 spoke = nb_polar(1, 1.5707963f * (float)k), along = nb_scale(QUARTER, nb_perp(spoke));
    nb_vec2 at = nb_at(radii.x * spoke.x, radii.y * spoke.y),
            handle = nb_at(radii.x * along.x, radii.y * along.y);
    at = nb_add(center, at);
    shape[k] = (ink_knot){.in = nb_sub(at, handle), .at = at, .out = nb_add(at, handle), .width = 1};
  }
  return 5;
}

static int make_box(nb_vec2 center, nb_vec2 radii, ink_knot *shape)
{
  static const nb_vec2 corners[] = {{-1, 1}, {1, 1}, {1, -1}, {-1, -1}, {-1, 1}};
  int count = 0;
  for (int k = 0; k < 5; k++)
    count = add_corner(shape, count, nb_add(center, nb_at(corners[k].x * radii.x, corners[k].y * radii.y)));
  return count;
}

static int make_closed(const trace *t, ink_knot *shape)
{
  nb_rect box = box_of(t);
  nb_vec2 radii = nb_at(0.5f * box.width, 0.5f * box.height);
  nb_vec2 center = nb_at(box.x + radii.x, box.y + radii.y);
  bool closed = nb_length(nb_sub(t->points[t->count - 1], t->points[0])) <= OPEN * t->length;
  if (!closed || fminf(radii.x, radii.y) < 0.25f * t->least)
    return 0;
  // A scribble that goes round several times is no shape.
  float around = 4 * (radii.x + radii.y), ellipse = off_ellipse(t, center, radii),
        rectangle = off_box(t, center, radii);
  if (t->length > 1.3f * around || fminf(ellipse, rectangle) > ROUND)
    return 0;
  return rectangle < ellipse ? make_box(center, radii, shape) : make_ellipse(center, radii, shape);
}

int ink_shape(const ink_knot *knots, int count, float scale, ink_knot *shape)
{
  trace t;
  trace_stroke(&t, knots, count, scale);
  if (t.count < TRACE / 2)
    return 0;
  int made = make_line(&t, shape);
  if (made == 0)
    made = make_closed(&t, shape);
  if (made == 0)
    made = make_arrow(&t, shape);
  for (int k = 0; k < made; k++)
    shape[k].width = scale;
  return made;
}
