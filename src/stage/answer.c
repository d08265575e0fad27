#include "stage/answer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "actor/parameter.h"
#include "stage/parameter_text.h"

#define TURN 6.283185307f

static float part(const void *value, int k)
{
  float number;
  memcpy(&number, (const char *)value + sizeof number * (size_t)k, sizeof number);
  return number;
}

static int32_t whole(const void *value)
{
  int32_t number;
  memcpy(&number, value, sizeof number);
  return number;
}

static float share_of(float distance, float range)
{
  return range > 0 ? fminf(distance / range, 1) : distance > 0 ? 1 : 0;
}

static answer_off right_or_not(bool right)
{
  return right ? (answer_off){0, 0} : (answer_off){1, 1};
}

static answer_off measure_floats(const nb_param *p, const void *given, const void *truth)
{
  int parts = parameter_parts(p);
  double sum = 0;
  for (int k = 0; k < parts; k++) {
    double d = (double)part(given, k) - (double)part(truth, k);
    sum += d * d;
  }
  if (p->kind == NB_KIND_CANVAS)
    sum /= parts > 0 ? parts : 1;
  float distance = (float)sqrt(sum);
  return (answer_off){distance, share_of(distance, p->max - p->min)};
}

static answer_off measure_number(const nb_param *p, const void *given, const void *truth)
{
  answer_off off = measure_floats(p, given, truth);
  float a = part(given, 0), b = part(truth, 0);
  if (p->logarithmic && p->min > 0 && a > 0 && b > 0)
    off.share = share_of(fabsf(logf(a / b)), logf(p->max / p->min));
  return off;
}

// A range of more than a turn holds places that are the same.
static answer_off measure_angle(const nb_param *p, const void *given, const void *truth)
{
  float distance = fabsf(remainderf(part(given, 0) - part(truth, 0), TURN));
  return (answer_off){distance, share_of(distance, fminf(p->max - p->min, TURN / 2))};
}

// Blanks mean nothing. Whether two texts that differ say the same is more than letters tell.
static answer_off measure_text(const char *given, const char *truth)
{
  for (;; given++, truth++) {
    given += strspn(given, " ");
    truth += strspn(truth, " ");
    if (*given != *truth)
      return (answer_off){1, -1};
    if (!*given)
      return (answer_off){0, 0};
  }
}

answer_off answer_measure(const nb_param *param, const void *given, const void *truth)
{
  float distance;
  switch (param->kind) {
  case NB_KIND_CHOICE:
  case NB_KIND_SWITCH:
    return right_or_not(whole(given) == whole(truth));
  case NB_KIND_INTEGER:
    distance = fabsf((float)((double)whole(given) - (double)whole(truth)));
    return (answer_off){distance, share_of(distance, param->max - param->min)};
  case NB_KIND_TEXT:
    return measure_text(given, truth);
  case NB_KIND_ANGLE:
    return measure_angle(param, given, truth);
  case NB_KIND_NUMBER:
    return measure_number(param, given, truth);
  default:
    return measure_floats(param, given, truth);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Words

const char *answer_nearness(float share)
{
  return !(share >= 0)          ? ""
         : share <= 0.005f      ? "spot on"
         : share <= 0.05f       ? "very near"
         : share <= ANSWER_NEAR ? "near"
                                : "a surprise: look again";
}

// Two figures are enough to judge by.
static void print_distance(const nb_param *p, float distance, char *text, size_t capacity)
{
  if (p->kind == NB_KIND_ANGLE)
    snprintf(text, capacity, "%.0f°", (double)(distance * 360 / TURN));
  else
    snprintf(text, capacity, distance < 99.5f ? "%.2g" : "%.0f", (double)distance);
}

void answer_words(const nb_param *param, answer_off off, const void *truth, char *text, size_t capacity)
{
  char words[80];
  bool names = param->kind == NB_KIND_CHOICE || param->kind == NB_KIND_SWITCH || param->kind == NB_KIND_TEXT;
  if (names && off.distance == 0) {
    snprintf(text, capacity, "right");
  } else if (names) {
    parameter_print(param, truth, words, sizeof words);
    snprintf(text, capacity, "it is %s", words);
  } else if (off.share <= 0.005f) {
    snprintf(text, capacity, "%s", answer_nearness(off.share));
  } else {
    print_distance(param, off.distance, words, sizeof words);
    snprintf(text, capacity, "%s off: %s", words, answer_nearness(off.share));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Places

static bool stays(const nb_scene *scene)
{
  for (int k = 0; k < scene->param_count; k++)
    if (scene->params[k].kind == NB_KIND_CAMERA)
      return false;
  return true;
}

bool answer_place(const stage *s, const nb_param *param, nb_vec2 *at)
{
  const stage_grab *grabs;
  int count = stays(stage_scene(s)) ? stage_grabs(s, &grabs) : 0;
  for (int k = 0; k < count; k++) {
    uint32_t kind = grabs[k].grab.kind;
    bool shows = kind == NB_GRAB_POINT || kind == NB_GRAB_VALUE;
    if (grabs[k].param == param && grabs[k].grab.offset == param->offset && shows) {
      *at = grabs[k].grab.at;
      return true;
    }
  }
  return false;
}
