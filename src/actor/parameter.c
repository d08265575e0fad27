#include "actor/parameter.h"

#include <math.h>
#include <string.h>

nb_param parameter_with_defaults(nb_param p)
{
  if (p.kind == NB_KIND_SWITCH || p.kind == NB_KIND_CANVAS) {
    p.min = 0;
    p.max = 1;
  } else if (p.kind == NB_KIND_CHOICE) {
    p.min = p.max = 0;
    while (p.choices != NULL && p.choices[(int)p.max + 1] != NULL)
      p.max++;
  } else if (p.kind == NB_KIND_CAMERA) {
    p.min = -1000;
    p.max = 1000;
  } else if (p.min == 0 && p.max == 0) {
    p.min = -10;
    p.max = 10;
  }
  if (p.snap == 0)
    p.snap = p.kind == NB_KIND_INTEGER ? 1.0f : 0.5f;
  return p;
}

int parameter_parts(const nb_param *p)
{
  switch (p->kind) {
  case NB_KIND_POINT:
    return 2;
  case NB_KIND_MATRIX:
    return 4;
  case NB_KIND_POINT3:
    return 3;
  case NB_KIND_MATRIX3:
    return 9;
  case NB_KIND_CAMERA:
    return sizeof(nb_camera) / sizeof(float);
  case NB_KIND_CANVAS:
    return p->columns * p->rows;
  case NB_KIND_TEXT:
    return 0;
  default:
    return 1;
  }
}

bool parameter_is_float(const nb_param *p)
{
  switch (p->kind) {
  case NB_KIND_NUMBER:
  case NB_KIND_ANGLE:
  case NB_KIND_POINT:
  case NB_KIND_MATRIX:
  case NB_KIND_CANVAS:
  case NB_KIND_POINT3:
  case NB_KIND_MATRIX3:
  case NB_KIND_CAMERA:
    return true;
  default:
    return false;
  }
}

static bool has_parts(const nb_param *p)
{
  return parameter_is_float(p) && parameter_parts(p) > 1;
}

// ---------------------------------------------------------------------------------------------------------------
// Checking

static nb_error check_float(const nb_param *p, float value)
{
  if (!isfinite(value) || value < p->min || value > p->max)
    return nb_fail(NB_OUT_OF_RANGE, "\"%s\" is %g, not within %g to %g", p->name, value, p->min, p->max);
  return nb_ok();
}

static nb_error check_integer(const nb_param *p, int32_t value)
{
  if ((double)value < p->min || (double)value > p->max)
    return nb_fail(NB_OUT_OF_RANGE, "\"%s\" is %d, not within %g to %g", p->name, value, p->min, p->max);
  return nb_ok();
}

nb_error parameter_check(const nb_param *p, const void *field)
{
  if (p->kind == NB_KIND_TEXT)
    return memchr(field, 0, p->bytes) != NULL
               ? nb_ok()
               : nb_fail(NB_OUT_OF_RANGE, "\"%s\" has no zero at its end", p->name);
  for (int k = 0; k < parameter_parts(p); k++) {
    const char *part = (const char *)field + 4 * k;
    float value;
    int32_t integer;
    memcpy(&value, part, sizeof value);
    memcpy(&integer, part, sizeof integer);
    nb_error e = parameter_is_float(p) ? check_float(p, value) : check_integer(p, integer);
    if (nb_failed(e))
      return e;
  }
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Writing

static nb_error write_floats(const nb_param *p, char *to, const char *from, uint32_t bytes)
{
  for (uint32_t k = 0; k < bytes; k += 4) {
    float value;
    memcpy(&value, from + k, sizeof value);
    if (!isfinite(value))
      return nb_fail(NB_OUT_OF_RANGE, "\"%s\" takes numbers from %g to %g", p->name, p->min, p->max);
  }
  for (uint32_t k = 0; k < bytes; k += 4) {
    float value;
    memcpy(&value, from + k, sizeof value);
    value = fminf(fmaxf(value, p->min), p->max);
    memcpy(to + k, &value, sizeof value);
  }
  return nb_ok();
}

static void write_integer(const nb_param *p, char *to, const char *from)
{
  int32_t value;
  memcpy(&value, from, sizeof value);
  // In double, which holds every int32_t; the ends of the range are rounded inwards.
  double low = ceil((double)p->min), high = floor((double)p->max);
  value = (int32_t)fmin(fmax((double)value, low), high);
  memcpy(to, &value, sizeof value);
}

// The rest is zeroed, so that equal texts are equal bytes.
static void write_text(const nb_param *p, char *to, const char *from, uint32_t bytes)
{
  size_t room = p->bytes - 1;
  size_t length = strnlen(from, bytes < room ? bytes : room);
  memmove(to, from, length);
  memset(to + length, 0, p->bytes - length);
}

nb_error parameter_write(const nb_param *p, void *field, uint32_t at, const void *value, uint32_t bytes)
{
  bool inside = at <= p->bytes && bytes <= p->bytes - at && bytes > 0;
  bool part = has_parts(p) && at % 4 == 0 && bytes % 4 == 0;
  bool whole = at == 0 && (bytes == p->bytes || p->kind == NB_KIND_TEXT);
  if (!inside || !(part || whole))
    return nb_fail(NB_UNKNOWN_PARAMETER, "bytes %u to %u are no part of \"%s\"", at, at + bytes, p->name);
  char *to = (char *)field + at;
  if (parameter_is_float(p))
    return write_floats(p, to, value, bytes);
  if (p->kind == NB_KIND_TEXT)
    write_text(p, to, value, bytes);
  else
    write_integer(p, to, value);
  return nb_ok();
}
