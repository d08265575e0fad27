#include "app/drag.h"

#include <math.h>

#define BRUSH 1.3f  // the radius of the brush, in cells of a canvas of 28 columns
#define AROUND 0.1f // board units around a number that belong to it
#define NUMBER 1.7f // how much farther a number reaches to its sides
#define LONG 6.0f   // board units that are the whole range of a number
#define STILL 0.03f // board units that are no movement
#define STEPS 100   // of a wheel over the whole range
#define SOFT 0.5f   // of the radius: over how much its edge fades, to either side

static void range_of(const nb_param *param, float *min, float *max)
{
  bool none = param->min == 0 && param->max == 0;
  *min = none ? -10 : param->min;
  *max = none ? 10 : param->max;
}

static float into_range(const nb_param *param, float x)
{
  float min, max;
  range_of(param, &min, &max);
  return fminf(fmaxf(x, min), max);
}

static float snap_to(float x, float step)
{
  return step > 0 ? step * roundf(x / step) : x;
}

// The nearest of 1, 2 and 5 times a power of ten, by ratio.
static float snap_round(float x)
{
  float power = powf(10, floorf(log10f(x)));
  float lead = x / power; // 1 to 10
  float round = lead < sqrtf(2) ? 1 : lead < sqrtf(10) ? 2 : lead < sqrtf(50) ? 5 : 10;
  return round * power;
}

static bool is_finite2(nb_vec2 v)
{
  return isfinite(v.x) && isfinite(v.y);
}

nb_vec2 drag_point(const nb_grab_fixed *grab, const nb_param *param, nb_vec2 field, nb_vec2 want, bool snap)
{
  nb_vec2 to = nb_add(field, nb_least_squares2(grab->moves, nb_sub(want, grab->at)));
  if (!is_finite2(to))
    return field;
  float step = !snap ? 0 : param->snap > 0 ? param->snap : 0.5f;
  return nb_at(into_range(param, snap_to(to.x, step)), into_range(param, snap_to(to.y, step)));
}

nb_vec3 drag_point3(const nb_grab_fixed *grab, const nb_param *param, nb_vec3 field, nb_vec2 want, bool snap)
{
  nb_vec2 way = nb_sub(want, grab->at);
  nb_vec3 to = nb_add3(field, nb_add3(nb_scale3(way.x, grab->right), nb_scale3(way.y, grab->up)));
  float step = !snap ? 0 : param->snap > 0 ? param->snap : 0.5f;
  if (!isfinite(to.x) || !isfinite(to.y) || !isfinite(to.z))
    return field;
  return nb_at3(into_range(param, snap_to(to.x, step)), into_range(param, snap_to(to.y, step)),
                into_range(param, snap_to(to.z, step)));
}

nb_camera drag_camera(const nb_grab_fixed *grab, nb_camera before, nb_vec2 way, bool pan)
{
  nb_vec2 share = nb_scale(1 / grab->area.height, way);
  if (!is_finite2(share))
    return before;
  const float round = 3.14159265f; // for the whole height
  return pan ? nb_camera_pan(before, -share.x, -share.y)
             : nb_camera_orbit(before, -round * share.x, -round * share.y);
}

static bool goes_by_factors(const nb_param *param, float field)
{
  return param->logarithmic && param->min > 0 && field > 0;
}

static float snapped(const nb_param *param, bool by_factors, float x)
{
  if (by_factors && !(param->snap > 0))
    return snap_round(x);
  return snap_to(x, param->snap > 0 ? param->snap : 0.5f);
}

float drag_value(const nb_grab_fixed *grab, const nb_param *param, float field, nb_vec2 want, bool snap)
{
  nb_vec2 direction = grab->moves.i;
  float change = nb_dot(nb_sub(want, grab->at), direction) / nb_dot(direction, direction);
  bool by_factors = goes_by_factors(param, field);
  if (!isfinite(field) || !isfinite(change))
    return field;
  // Where a slider stands at log(value) its handle moves by 1/value: change / field is the change of the
  // logarithm.
  float to = into_range(param, by_factors ? field * expf(change / field) : field + change);
  return into_range(param, snap ? snapped(param, by_factors, to) : to);
}

// What is shown is what it is.
static float shown(const nb_grab_fixed *grab, float x)
{
  return grab->kind == NB_GRAB_NUMBER ? snap_to(x, powf(10, -(float)grab->decimals)) : x;
}

float drag_number(const nb_grab_fixed *grab, const nb_param *param, float field, nb_vec2 way, bool snap)
{
  float min, max, share = (way.x + way.y) / LONG;
  bool by_factors = goes_by_factors(param, field);
  range_of(param, &min, &max);
  if (!isfinite(field) || !isfinite(share) || !(nb_length(way) > STILL))
    return field;
  float to = into_range(param, by_factors ? field * powf(max / min, share) : field + share * (max - min));
  return into_range(param, snap ? snapped(param, by_factors, to) : shown(grab, to));
}

float drag_step(const nb_grab_fixed *grab, const nb_param *param, float field, float count, bool snap,
                bool fine)
{
  float min, max;
  bool by_factors = goes_by_factors(param, field);
  range_of(param, &min, &max);
  if (!isfinite(field) || !isfinite(count) || count == 0)
    return field;
  float least = grab->kind == NB_GRAB_NUMBER ? powf(10, -(float)grab->decimals) : 0;
  float step = by_factors ? field * (powf(max / min, 1.0f / STEPS) - 1) : (max - min) / STEPS;
  step = fmaxf(snap_round(fine ? 0.1f * step : step), least);
  if (snap && !by_factors)
    step = param->snap > 0 ? param->snap : 0.5f;
  return into_range(param, shown(grab, snap_to(field + count * step, snap ? step : 0)));
}

float drag_time(const nb_grab_fixed *grab, nb_vec2 p)
{
  float along = (p.x - grab->area.x) / grab->area.width;
  if (!isfinite(along))
    return grab->from;
  return grab->from + (grab->until - grab->from) * fminf(fmaxf(along, 0), 1);
}

static float brush_cells(const nb_grab_fixed *grab, bool wipe)
{
  float radius = fmaxf(0.7f, BRUSH * (float)grab->columns / 28);
  return wipe ? 2 * radius : radius;
}

float drag_brush_radius(const nb_grab_fixed *grab, bool wipe)
{
  return brush_cells(grab, wipe) * grab->area.width / (float)grab->columns;
}

// A board point in cells of the canvas, from its upper left corner.
static nb_vec2 in_cells(const nb_grab_fixed *grab, nb_vec2 p)
{
  return nb_at((p.x - grab->area.x) / grab->area.width * (float)grab->columns,
               (grab->area.y + grab->area.height - p.y) / grab->area.height * (float)grab->rows);
}

static float distance_to_line(nb_vec2 p, nb_vec2 a, nb_vec2 b)
{
  nb_vec2 along = nb_sub(b, a);
  float length2 = nb_dot(along, along);
  float t = length2 > 0 ? fminf(fmaxf(nb_dot(nb_sub(p, a), along) / length2, 0), 1) : 0;
  return nb_length(nb_sub(p, nb_mix2(a, b, t)));
}

static int clamp_to(float x, uint32_t most)
{
  return (int)fminf(fmaxf(x, 0), (float)most);
}

void drag_brush(const nb_grab_fixed *grab, float *canvas, nb_vec2 a, nb_vec2 b, bool wipe, int *first,
                int *last)
{
  float radius = brush_cells(grab, wipe), soft = SOFT * brush_cells(grab, false), reach = radius + soft;
  a = in_cells(grab, a), b = in_cells(grab, b);
  *first = *last = 0;
  if (!is_finite2(a) || !is_finite2(b))
    return;
  int left = clamp_to(fminf(a.x, b.x) - reach, grab->columns);
  int right = clamp_to(ceilf(fmaxf(a.x, b.x) + reach), grab->columns);
  *first = clamp_to(fminf(a.y, b.y) - reach, grab->rows);
  *last = clamp_to(ceilf(fmaxf(a.y, b.y) + reach), grab->rows);
  for (int row = *first; row < *last; row++) {
    for (int column = left; column < right; column++) {
      float away = distance_to_line(nb_at((float)column + 0.5f, (float)row + 0.5f), a, b);
      float ink = fminf(fmaxf((reach - away) / (2 * soft), 0), 1);
      float *cell = &canvas[row * (int)grab->columns + column];
      *cell = wipe ? fminf(*cell, 1 - ink) : fmaxf(*cell, ink);
    }
  }
}

static bool lies_in(nb_rect r, nb_vec2 p)
{
  return p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y && p.y <= r.y + r.height;
}

bool drag_on_track(const nb_grab_fixed *grab, nb_vec2 p)
{
  return grab->kind == NB_GRAB_VALUE && grab->area.width > 0 && lies_in(grab->area, p);
}

float drag_distance(const nb_grab_fixed *grab, nb_vec2 p)
{
  if (grab->kind == NB_GRAB_CANVAS || grab->kind == NB_GRAB_TIME || grab->kind == NB_GRAB_CAMERA)
    return lies_in(grab->area, p) ? 1 : INFINITY;
  nb_vec2 away = nb_sub(p, grab->at);
  if (grab->kind == NB_GRAB_NUMBER)
    return fmaxf(fabsf(away.x) / (0.5f * grab->area.width + AROUND),
                 fabsf(away.y) / (0.5f * grab->area.height + AROUND));
  if (grab->kind == NB_GRAB_VALUE)
    away.x /= NUMBER; // figures are wider than they are high
  float distance = nb_length(away) / DRAG_REACH;
  return drag_on_track(grab, p) ? fminf(distance, 1) : distance;
}
