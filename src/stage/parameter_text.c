// Parameters as text, there and back.
#include "stage/parameter_text.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actor/parameter.h"
#include "nabla/math/expression.h"
#include "stage/library.h"

// A matrix is typed row by row and lies column by column.
static int place_of_part(const nb_param *p, int k)
{
  int side = p->kind == NB_KIND_MATRIX ? 2 : p->kind == NB_KIND_MATRIX3 ? 3 : 1;
  return side > 1 ? k % side * side + k / side : k;
}

static const char *skip_spaces(const char *text)
{
  while (isspace((unsigned char)*text))
    text++;
  return text;
}

static nb_error refuse(const nb_param *p, const char *text, const char *form)
{
  return nb_fail(NB_OUT_OF_RANGE, "\"%s\" cannot be \"%.60s\": %s", p->name, text, form);
}

static nb_error refuse_form(const nb_param *p, const char *text)
{
  char form[200];
  if (p->kind == NB_KIND_POINT)
    snprintf(form, sizeof form, "it takes a point \"x,y\" with parts from %g to %g", p->min, p->max);
  else if (p->kind == NB_KIND_MATRIX)
    snprintf(form, sizeof form, "it takes a matrix row by row, \"a,b,c,d\", with entries from %g to %g",
             p->min, p->max);
  else if (p->kind == NB_KIND_POINT3)
    snprintf(form, sizeof form, "it takes a point \"x,y,z\" with parts from %g to %g", p->min, p->max);
  else if (p->kind == NB_KIND_MATRIX3)
    snprintf(form, sizeof form, "it takes a matrix row by row, nine entries from %g to %g with commas",
             p->min, p->max);
  else if (p->kind == NB_KIND_CAMERA)
    snprintf(form, sizeof form,
             "it takes a camera \"x,y,z,distance,azimuth,elevation,field of view,0 or 1\": where it "
             "looks, from where (radians), and 1 for orthographic");
  else if (p->kind == NB_KIND_CANVAS)
    snprintf(form, sizeof form, "it takes %d numbers from 0 to 1 with commas, row by row",
             parameter_parts(p));
  else if (p->kind == NB_KIND_INTEGER)
    snprintf(form, sizeof form, "it takes a whole number from %g to %g", ceil(p->min), floor(p->max));
  else if (p->kind == NB_KIND_ANGLE)
    snprintf(form, sizeof form, "it takes an angle in radians from %g to %g", p->min, p->max);
  else
    snprintf(form, sizeof form, "it takes a number from %g to %g", p->min, p->max);
  return refuse(p, text, form);
}

// Numbers with commas between them, `parts` of them and nothing else.
static bool next_number(const char **at, bool last, float *value)
{
  char *end;
  *value = strtof(*at, &end);
  if (end == *at || !isfinite(*value))
    return false;
  const char *rest = skip_spaces(end);
  if (*rest != (last ? '\0' : ','))
    return false;
  *at = last ? rest : rest + 1;
  return true;
}

static bool number_fits(const nb_param *p, float value)
{
  return value >= p->min && value <= p->max;
}

static nb_error parse_floats(const nb_param *p, char *field, const char *text)
{
  int parts = parameter_parts(p);
  // Read twice, so that a mistake at the end leaves the field as it was.
  for (int writes = 0; writes < 2; writes++) {
    const char *at = text;
    for (int k = 0; k < parts; k++) {
      float value;
      if (!next_number(&at, k == parts - 1, &value) || !number_fits(p, value))
        return refuse_form(p, text);
      if (writes)
        memcpy(field + 4 * place_of_part(p, k), &value, sizeof value);
    }
  }
  return nb_ok();
}

static nb_error parse_integer(const nb_param *p, char *field, const char *text)
{
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  bool whole = end != text && *skip_spaces(end) == '\0' && errno == 0;
  if (!whole || (double)value < p->min || (double)value > p->max || value < INT32_MIN || value > INT32_MAX)
    return refuse_form(p, text);
  memcpy(field, &(int32_t){(int32_t)value}, sizeof(int32_t));
  return nb_ok();
}

static nb_error parse_switch(const nb_param *p, char *field, const char *text)
{
  static const char *const words[2][4] = {{"false", "off", "no", "0"}, {"true", "on", "yes", "1"}};
  for (int32_t value = 0; value < 2; value++)
    for (int k = 0; k < 4; k++)
      if (strcmp(text, words[value][k]) == 0) {
        memcpy(field, &value, sizeof value);
        return nb_ok();
      }
  return refuse(p, text, "it takes true or false");
}

static nb_error parse_choice(const nb_param *p, char *field, const char *text)
{
  int count = 0;
  for (; p->choices[count] != NULL; count++)
    if (strcmp(text, p->choices[count]) == 0) {
      memcpy(field, &(int32_t){count}, sizeof(int32_t));
      return nb_ok();
    }
  char form[240];
  const char *nearest = library_nearest(text, p->choices, count);
  size_t used = (size_t)snprintf(form, sizeof form, "it takes one of");
  for (int k = 0; k < count && used < sizeof form; k++)
    used += (size_t)snprintf(form + used, sizeof form - used, "%s \"%s\"", k == 0 ? "" : ",", p->choices[k]);
  if (nearest != NULL)
    snprintf(form, sizeof form, "did you mean \"%.100s\"?", nearest);
  return refuse(p, text, form);
}

static nb_error parse_text(const nb_param *p, char *field, const char *text)
{
  nb_expression parsed;
  nb_error wrong = p->variables != NULL ? nb_expression_parse(text, p->variables, &parsed, NULL) : nb_ok();
  if (nb_failed(wrong))
    return nb_fail(NB_OUT_OF_RANGE, "\"%s\": %.300s", p->name, wrong.text);
  size_t length = strlen(text);
  if (length >= p->bytes) {
    char form[80];
    snprintf(form, sizeof form, "it takes at most %u bytes", p->bytes - 1);
    return refuse(p, text, form);
  }
  memset(field, 0, p->bytes);
  memcpy(field, text, length);
  return nb_ok();
}

nb_error parameter_parse(const nb_param *p, void *field, const char *text)
{
  switch (p->kind) {
  case NB_KIND_INTEGER:
    return parse_integer(p, field, text);
  case NB_KIND_SWITCH:
    return parse_switch(p, field, text);
  case NB_KIND_CHOICE:
    return parse_choice(p, field, text);
  case NB_KIND_TEXT:
    return parse_text(p, field, text);
  default:
    return parse_floats(p, field, text);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Printing

static void print_float(float value, char *text, size_t capacity)
{
  // Nine figures always bring a float back; fewer mostly do, and read better.
  for (int figures = 6; figures <= 9; figures++) {
    snprintf(text, capacity, "%.*g", figures, value);
    if (strtof(text, NULL) == value)
      return;
  }
}

static void print_floats(const nb_param *p, const char *field, char *text, size_t capacity)
{
  size_t used = 0;
  for (int k = 0; k < parameter_parts(p); k++) {
    float value;
    char number[32];
    memcpy(&value, field + 4 * place_of_part(p, k), sizeof value);
    print_float(value, number, sizeof number);
    int more = snprintf(text + used, capacity - used, "%s%s", k == 0 ? "" : ",", number);
    used += (size_t)more;
    if (used >= capacity) {
      text[0] = '\0';
      return;
    }
  }
}

void parameter_print(const nb_param *p, const void *field, char *text, size_t capacity)
{
  if (capacity == 0)
    return;
  int32_t integer = 0;
  if (!parameter_is_float(p) && p->kind != NB_KIND_TEXT)
    memcpy(&integer, field, sizeof integer);
  int length = 0;
  if (p->kind == NB_KIND_TEXT)
    length = snprintf(text, capacity, "%.*s", (int)p->bytes, (const char *)field);
  else if (p->kind == NB_KIND_SWITCH)
    length = snprintf(text, capacity, "%s", integer ? "true" : "false");
  else if (p->kind == NB_KIND_CHOICE)
    length = snprintf(text, capacity, "%s", p->choices[integer]);
  else if (p->kind == NB_KIND_INTEGER)
    length = snprintf(text, capacity, "%d", integer);
  else
    print_floats(p, field, text, capacity);
  if (length >= (int)capacity)
    text[0] = '\0';
}
