#include "stage/carry.h"

#include <stdlib.h>
#include <string.h>

#include "actor/description.h"

typedef struct value {
  char *name;
  char *text;  // its value as stage_set_text takes it, or NULL
  void *bytes; // of a canvas, or NULL
  uint32_t size;
} value;

typedef struct moment {
  char *title;
  float reached; // seconds
  bool answered;
} moment;

struct carry {
  stage_position where;
  moment steps[NB_MAX_STEPS];
  int step_count;
  value values[NB_MAX_PARAMS];
  int value_count;
};

static bool is_touched(const stage *s, const nb_param *p)
{
  const uint8_t *initial = stage_scene(s)->state, *state = stage_state(s);
  return memcmp(state + p->offset, initial + p->offset, p->bytes) != 0;
}

static bool take_value(value *v, const stage *s, const nb_param *p)
{
  char text[DESCRIPTION_MAX_PARAM_TEXT];
  v->name = strdup(p->name);
  if (p->kind == NB_KIND_CANVAS) {
    v->size = p->bytes;
    v->bytes = malloc(p->bytes);
    if (v->bytes)
      memcpy(v->bytes, (const uint8_t *)stage_state(s) + p->offset, p->bytes);
    return v->name && v->bytes;
  }
  stage_get_text(s, p, text, sizeof text);
  v->text = strdup(text);
  return v->name && v->text;
}

carry *carry_take(const stage *s, uint64_t answered)
{
  carry *c = calloc(1, sizeof *c);
  const nb_scene *scene = stage_scene(s);
  bool whole = c != NULL;
  if (whole)
    c->where = stage_where(s);
  for (int k = 0; whole && k < scene->step_count; k++) {
    moment *m = &c->steps[c->step_count++];
    *m = (moment){strdup(scene->steps[k].title), stage_step_reached(s, k), answered >> k & 1};
    whole = m->title != NULL;
  }
  for (int k = 0; whole && k < scene->param_count; k++)
    if (is_touched(s, &scene->params[k]))
      whole = take_value(&c->values[c->value_count++], s, &scene->params[k]);
  if (!whole) {
    carry_free(c);
    return NULL;
  }
  return c;
}

void carry_free(carry *c)
{
  if (!c)
    return;
  for (int k = 0; k < c->step_count; k++)
    free(c->steps[k].title);
  for (int k = 0; k < c->value_count; k++) {
    free(c->values[k].name);
    free(c->values[k].text);
    free(c->values[k].bytes);
  }
  free(c);
}

// The step of the scene that was step k: of the same title, the nearest where several have it, else of the same
// number; -1 where there is none.
static int find_step(const carry *c, int k, const nb_scene *scene)
{
  int nearest = -1;
  for (int i = 0; i < scene->step_count; i++)
    if (strcmp(scene->steps[i].title, c->steps[k].title) == 0 &&
        (nearest < 0 || abs(i - k) < abs(nearest - k)))
      nearest = i;
  return nearest >= 0 ? nearest : k < scene->step_count ? k : -1;
}

static void lay_value(const value *v, stage *to)
{
  const nb_param *p = stage_param(to, v->name);
  if (!p)
    return;
  // A value that the parameter cannot have any more is left out.
  if (v->text)
    (void)stage_set_text(to, v->name, v->text);
  else if (p->kind == NB_KIND_CANVAS && p->bytes == v->size)
    (void)stage_set(to, p->offset, v->bytes, v->size);
}

// The live steps on the way last as long as they did.
static nb_error live_again(const carry *c, stage *to, int before)
{
  nb_error e = nb_ok();
  for (int k = 0; k < c->where.step && !nb_failed(e); k++) {
    int step = find_step(c, k, stage_scene(to));
    if (step < 0 || step >= before)
      continue;
    const nb_step *about = &stage_scene(to)->steps[step];
    if (about->live && c->steps[k].reached > about->seconds)
      e = stage_jump(to, (stage_position){step, c->steps[k].reached});
  }
  return e;
}

nb_error carry_lay(const carry *c, stage *to, uint64_t *answered)
{
  *answered = 0;
  for (int k = 0; k < c->value_count; k++)
    lay_value(&c->values[k], to);
  for (int k = 0; k < c->step_count; k++) {
    int step = find_step(c, k, stage_scene(to));
    if (step < 0 || !c->steps[k].answered)
      continue;
    stage_answer(to, step, true);
    *answered |= (uint64_t)1 << step;
  }
  int step = find_step(c, c->where.step, stage_scene(to));
  if (step < 0)
    return stage_jump(to, (stage_position){stage_scene(to)->step_count, 0});
  nb_error e = live_again(c, to, step);
  return nb_failed(e) ? e : stage_jump(to, (stage_position){step, c->where.seconds});
}
