#include "app/fresh.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actor/parameter.h"
#include "nabla/math/random.h"
#include "stage/answer.h"

enum { TRIES = 120, LOOKS = 24 };
#define FAR 0.25f     // of a parameter's range: how far from its start, and
#define FARTHEST 0.6f // in the end, where nothing nearer would do
#define OTHER 0.06f   // of the answer's range: less far apart are two answers alike

// What is looked at while numbers are sought.
typedef struct search {
  stage *stage;
  int step;
  const nb_param *answer;
  nb_random random;
  float far;
  char *start, *now; // what is right: at the scene's start, and now
} search;

static const char *field(const stage *s, const nb_param *p)
{
  return (const char *)stage_state(s) + p->offset;
}

static bool can_change(const search *f, const nb_param *p)
{
  bool kind = p->kind == NB_KIND_NUMBER || p->kind == NB_KIND_INTEGER || p->kind == NB_KIND_ANGLE ||
              p->kind == NB_KIND_POINT || p->kind == NB_KIND_MATRIX || p->kind == NB_KIND_POINT3 ||
              p->kind == NB_KIND_MATRIX3;
  return kind && p != f->answer && p->bytes <= sizeof(float[FRESH_PARTS]) && strlen(p->name) < FRESH_NAME;
}

// The greatest round step that is no more: 1, 2, 2.5 or 5 times a power of ten.
static float round_step(float most)
{
  static const float rounds[] = {5, 2.5f, 2, 1};
  float ten = powf(10, floorf(log10f(most)));
  int k = 0;
  while (k < 3 && rounds[k] * ten > most)
    k++;
  return rounds[k] * ten;
}

// Some step from where it is, none at all among them: of a coarse one as much of the range as of a fine one.
static float moved(search *f, const nb_param *p, float from)
{
  float range = p->max - p->min, snap = p->snap > 0 ? p->snap : 0.5f;
  snap = p->kind == NB_KIND_INTEGER ? 1 : snap > range / 16 ? round_step(range / 16) : snap;
  float by = (2 * nb_random_float(&f->random) - 1) * f->far * range;
  return fminf(fmaxf(snap * roundf((from + by) / snap), p->min), p->max);
}

static void move(search *f, const nb_param *p)
{
  float parts[FRESH_PARTS];
  memcpy(parts, field(f->stage, p), p->bytes);
  if (p->kind == NB_KIND_INTEGER) {
    int32_t whole;
    memcpy(&whole, parts, sizeof whole);
    whole = (int32_t)moved(f, p, (float)whole);
    memcpy(parts, &whole, sizeof whole);
  } else {
    for (int k = 0; k < parameter_parts(p); k++)
      parts[k] = moved(f, p, parts[k]);
  }
  (void)stage_set(f->stage, p->offset, parts, p->bytes);
}

static bool learn(search *f, char *truth)
{
  return !nb_failed(stage_truth(f->stage, f->step, truth)) && !nb_failed(parameter_check(f->answer, truth));
}

static bool differ(const search *f, const void *a, const void *b)
{
  float off = answer_measure(f->answer, a, b).share;
  return off < 0 || off > OTHER;
}

// Whether what is right depends on a parameter.
static bool matters(search *f, const nb_param *p)
{
  bool does = false;
  for (int k = 0; k < LOOKS && !does; k++) {
    move(f, p);
    does =
        !nb_failed(stage_truth(f->stage, f->step, f->now)) && memcmp(f->now, f->start, f->answer->bytes) != 0;
    stage_reset_param(f->stage, p);
  }
  return does;
}

static bool is_good(search *f)
{
  const void *list;
  size_t size;
  return learn(f, f->now) && differ(f, f->now, f->start) && differ(f, f->now, field(f->stage, f->answer)) &&
         !nb_failed(stage_draw(f->stage, NB_CHALK, &list, &size));
}

static int find_params(search *f, fresh *keep, const nb_param **params)
{
  const nb_scene *scene = stage_scene(f->stage);
  keep->count = 0;
  for (int k = 0; k < scene->param_count && keep->count < FRESH_PARAMS; k++) {
    const nb_param *p = &scene->params[k];
    if (!can_change(f, p))
      continue;
    fresh_value *before = &keep->before[keep->count];
    snprintf(before->name, sizeof before->name, "%s", p->name);
    memcpy(before->parts, field(f->stage, p), p->bytes);
    params[keep->count++] = p;
    stage_reset_param(f->stage, p);
  }
  int used = 0;
  bool known = learn(f, f->start);
  for (int k = 0; k < keep->count; k++)
    if (known && matters(f, params[k]))
      params[used++] = params[k];
  return used;
}

static bool seek(search *f, fresh *keep)
{
  const nb_param *params[FRESH_PARAMS];
  int used = find_params(f, keep, params);
  for (int k = 0; k < TRIES && used > 0; k++) {
    f->far = FAR + (FARTHEST - FAR) * (float)k / TRIES;
    for (int n = 0; n < used; n++) {
      stage_reset_param(f->stage, params[n]);
      move(f, params[n]);
    }
    if (is_good(f))
      return true;
  }
  for (int n = 0; n < used; n++)
    stage_reset_param(f->stage, params[n]);
  return false;
}

bool fresh_lay(fresh *f, stage *s, int step, uint64_t seed)
{
  search sought = {.stage = s,
                   .step = step,
                   .answer = stage_answer_param(s, step),
                   .far = FAR,
                   .random = nb_random_seed(seed, (uint64_t)step)};
  *f = (fresh){0};
  if (!sought.answer || !stage_scene(s)->steps[step].truth)
    return false;
  sought.start = calloc(2, sought.answer->bytes);
  if (!sought.start)
    return false;
  sought.now = sought.start + sought.answer->bytes;
  bool found = seek(&sought, f);
  free(sought.start);
  return found;
}

void fresh_restore(fresh *f, stage *s)
{
  for (int k = 0; k < f->count; k++) {
    const nb_param *p = stage_param(s, f->before[k].name);
    if (p && p->bytes <= sizeof f->before[k].parts)
      (void)stage_set(s, p->offset, f->before[k].parts, p->bytes);
  }
  f->count = 0;
}
