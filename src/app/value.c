#include "app/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/drag.h"
#include "nabla/math/camera.h"

#define DEGREES 57.29577951f

// The numbers of a camera as they are shown, in two rows of four. What is 0 has a default.
enum { AZIMUTH, ELEVATION, DISTANCE, FIELD_OF_VIEW, TARGET, FLAT = 7, CAMERA_NUMBERS };

static const struct {
  uint32_t offset;
  float min, max, snap, unit, zero;
  int decimals;
} of_camera[CAMERA_NUMBERS] = {
    [AZIMUTH] = {offsetof(nb_camera, azimuth), -180, 180, 15, DEGREES, 0, 0},
    [ELEVATION] = {offsetof(nb_camera, elevation), -90, 90, 15, DEGREES, 0, 0},
    [DISTANCE] = {offsetof(nb_camera, distance), 0.5f, 50, 1, 1, 8, 1},
    [FIELD_OF_VIEW] = {offsetof(nb_camera, field_of_view), 3, 150, 5, DEGREES, 0.6f, 0},
    [TARGET] = {offsetof(nb_camera, target.x), -20, 20, 0.5f, 1, 0, 1},
    [TARGET + 1] = {offsetof(nb_camera, target.y), -20, 20, 0.5f, 1, 0, 1},
    [TARGET + 2] = {offsetof(nb_camera, target.z), -20, 20, 0.5f, 1, 0, 1},
    [FLAT] = {offsetof(nb_camera, orthographic), 0, 1, 1, 1, 0, 0},
};

static bool of_a_camera(value v)
{
  return v.param->kind == NB_KIND_CAMERA;
}

int value_count(const nb_param *param, int *columns)
{
  int count = 1;
  *columns = 1;
  switch (param->kind) {
  case NB_KIND_POINT:
    count = *columns = 2;
    break;
  case NB_KIND_POINT3:
    count = *columns = 3;
    break;
  case NB_KIND_CAMERA:
    count = CAMERA_NUMBERS, *columns = 4;
    break;
  case NB_KIND_MATRIX:
    count = 4, *columns = 2;
    break;
  case NB_KIND_MATRIX3:
    count = 9, *columns = 3;
    break;
  case NB_KIND_TEXT:
  case NB_KIND_CANVAS:
    count = 0;
    break;
  default:
    break;
  }
  return count;
}

uint32_t value_offset(value v)
{
  int columns;
  int count = value_count(v.param, &columns), rows = count / columns;
  if (of_a_camera(v))
    return v.param->offset + of_camera[v.number].offset;
  // It is read row by row, and lies column by column.
  int place = v.number % columns * rows + v.number / columns;
  return v.param->offset + (uint32_t)place * (uint32_t)sizeof(float);
}

bool value_is_whole(value v)
{
  return v.param->kind == NB_KIND_INTEGER || v.param->kind == NB_KIND_SWITCH ||
         v.param->kind == NB_KIND_CHOICE;
}

bool value_is_word(value v)
{
  return of_a_camera(v) && v.number == FLAT;
}

static float unit_of(value v)
{
  if (of_a_camera(v))
    return of_camera[v.number].unit;
  return v.param->kind == NB_KIND_ANGLE ? DEGREES : 1;
}

// The parameter with its range in the units that are shown.
static nb_param shown(value v)
{
  nb_param p = *v.param;
  if (of_a_camera(v)) {
    p.logarithmic = v.number == DISTANCE;
    p.min = of_camera[v.number].min;
    p.max = of_camera[v.number].max;
    p.snap = of_camera[v.number].snap;
  } else if (p.kind == NB_KIND_ANGLE) {
    p.min *= DEGREES;
    p.max *= DEGREES;
    p.snap = 15;
  } else if (!(p.max > p.min)) {
    p.min = -10;
    p.max = 10;
  }
  return p;
}

static bool by_factors(const nb_param *p)
{
  return p->logarithmic && p->min > 0;
}

static int decimals(value v)
{
  nb_param p = shown(v);
  float range = p.max - p.min;
  if (of_a_camera(v))
    return of_camera[v.number].decimals;
  return value_is_whole(v) ? 0 : unit_of(v) != 1 ? 1 : by_factors(&p) || range < 1 ? 3 : range < 100 ? 2 : 1;
}

float value_get(value v, const stage *s)
{
  const char *field = (const char *)stage_state(s) + value_offset(v);
  float number;
  int32_t whole;
  memcpy(&number, field, sizeof number);
  memcpy(&whole, field, sizeof whole);
  if (of_a_camera(v) && number == 0)
    number = of_camera[v.number].zero;
  return value_is_whole(v) ? (float)whole : number * unit_of(v);
}

nb_error value_set(value v, stage *s, float to)
{
  if (!isfinite(to))
    return nb_fail(NB_OUT_OF_RANGE, "that is no number");
  nb_param p = shown(v);
  to = fminf(fmaxf(to, p.min), p.max);
  int32_t whole = (int32_t)lrintf(to);
  float number = (value_is_word(v) ? roundf(to) : to) / unit_of(v);
  return value_is_whole(v) ? stage_set(s, value_offset(v), &whole, sizeof whole)
                           : stage_set(s, value_offset(v), &number, sizeof number);
}

float value_step(value v, float from, float count, bool snap, bool fine)
{
  nb_param p = shown(v);
  if (value_is_whole(v) || value_is_word(v))
    return fminf(fmaxf(from + (count > 0 ? ceilf(count) : floorf(count)), p.min), p.max);
  nb_grab_fixed as_shown = {.kind = NB_GRAB_NUMBER, .decimals = (uint32_t)decimals(v)};
  return drag_step(&as_shown, &p, from, count, snap, fine);
}

float value_along(value v, float number)
{
  nb_param p = shown(v);
  float along = by_factors(&p) ? logf(fmaxf(number, p.min) / p.min) / logf(p.max / p.min)
                               : (number - p.min) / (p.max - p.min);
  return fminf(fmaxf(along, 0), 1);
}

float value_at(value v, float along, bool snap)
{
  nb_param p = shown(v);
  along = fminf(fmaxf(along, 0), 1);
  float number = by_factors(&p) ? p.min * powf(p.max / p.min, along) : p.min + along * (p.max - p.min);
  // Steps as a person writes them: to the decimals that are shown, or with Shift to the parameter's own.
  float step = snap && !by_factors(&p) ? (p.snap > 0 ? p.snap : 0.5f) : powf(10, -(float)decimals(v));
  return fminf(fmaxf(roundf(number / step) * step, p.min), p.max);
}

void value_print(value v, float number, char text[VALUE_BYTES])
{
  char plain[VALUE_BYTES - 6];
  if (value_is_word(v)) {
    snprintf(text, VALUE_BYTES, "%s", number > 0.5f ? "orthographic" : "perspective");
    return;
  }
  snprintf(plain, sizeof plain, "%.*f", decimals(v), fabs((double)number));
  bool minus = number < 0 && strpbrk(plain, "123456789") != NULL;
  snprintf(text, VALUE_BYTES, "%s%s%s", minus ? "\u2212" : "", plain, unit_of(v) != 1 ? "°" : "");
}

bool value_parse(value v, const char *text, float *number)
{
  char plain[VALUE_BYTES], *end;
  size_t length = 0;
  (void)v;
  for (; *text && length + 1 < sizeof plain; text++)
    plain[length++] = *text == ',' ? '.' : *text;
  plain[length] = '\0';
  *number = strtof(plain, &end);
  return end != plain && *end == '\0' && isfinite(*number);
}
