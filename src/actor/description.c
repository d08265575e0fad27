// Copying a description: one walk over it, done twice, first to measure and then to fill the block.
#include "actor/description.h"

#include <stdlib.h>
#include <string.h>

#include "actor/parameter.h"

// Without a base it only counts.
typedef struct block {
  char *base;
  size_t used;
} block;

static void *copy_bytes(block *to, const void *from, size_t bytes, size_t alignment)
{
  to->used = (to->used + alignment - 1) / alignment * alignment;
  char *place = to->base == NULL ? NULL : to->base + to->used;
  to->used += bytes;
  if (place != NULL && from != NULL)
    memcpy(place, from, bytes);
  return place;
}

static const char *copy_text(block *to, const char *text)
{
  return text == NULL ? NULL : copy_bytes(to, text, strlen(text) + 1, 1);
}

static void copy_texts(block *to, const char **texts, int capacity)
{
  for (int k = 0; k < capacity; k++)
    texts[k] = copy_text(to, texts[k]);
}

static nb_step copy_step(block *to, nb_step step)
{
  step.title = copy_text(to, step.title);
  step.say = copy_text(to, step.say);
  step.ask = copy_text(to, step.ask);
  step.answer = copy_text(to, step.answer);
  copy_texts(to, step.hear, NB_MAX_HEARD);
  copy_texts(to, step.needs, NB_MAX_NEEDS);
  for (int k = 0; k < NB_MAX_MOVES; k++) {
    step.moves[k].param = copy_text(to, step.moves[k].param);
    step.moves[k].to = copy_text(to, step.moves[k].to);
  }
  return step;
}

static nb_param copy_param(block *to, nb_param param)
{
  param = parameter_with_defaults(param);
  param.name = copy_text(to, param.name);
  param.variables = copy_text(to, param.variables);
  if (param.kind != NB_KIND_CHOICE) {
    param.choices = NULL;
    return param;
  }
  int count = (int)param.max + 1;
  const char **choices = copy_bytes(to, NULL, sizeof *choices * ((size_t)count + 1), _Alignof(const char *));
  for (int k = 0; k < count; k++) {
    const char *choice = copy_text(to, param.choices[k]);
    if (choices != NULL)
      choices[k] = choice;
  }
  if (choices != NULL)
    choices[count] = NULL;
  param.choices = choices;
  return param;
}

static void copy_scene(block *to, const nb_scene *from)
{
  nb_scene scene = *from;
  nb_scene *place = copy_bytes(to, from, sizeof scene, _Alignof(nb_scene));
  nb_step *steps = copy_bytes(to, from->steps, sizeof *steps * (size_t)from->step_count, _Alignof(nb_step));
  nb_param *params =
      copy_bytes(to, from->params, sizeof *params * (size_t)from->param_count, _Alignof(nb_param));
  scene.steps = steps;
  scene.params = params;
  scene.title = copy_text(to, from->title);
  copy_texts(to, scene.data, NB_MAX_DATA);
  copy_texts(to, scene.needs, NB_MAX_NEEDS);
  for (int k = 0; k < from->step_count; k++) {
    nb_step step = copy_step(to, from->steps[k]);
    if (steps != NULL)
      steps[k] = step;
  }
  for (int k = 0; k < from->param_count; k++) {
    nb_param param = copy_param(to, from->params[k]);
    if (params != NULL)
      params[k] = param;
  }
  // Zeroed first where the scene gives no state: a state is zero but for what is said of it.
  char *state = copy_bytes(to, from->state, from->state_size, 64);
  if (state != NULL && from->state == NULL)
    memset(state, 0, from->state_size);
  scene.state = state;
  if (place != NULL)
    *place = scene;
}

nb_scene *description_copy(const nb_scene *scene, size_t *bytes)
{
  block measure = {0};
  copy_scene(&measure, scene);
  size_t size = (measure.used + 63) / 64 * 64;
  block filled = {.base = aligned_alloc(64, size)};
  if (filled.base == NULL)
    return NULL;
  copy_scene(&filled, scene);
  memset(filled.base + filled.used, 0, size - filled.used);
  *bytes = size;
  return (nb_scene *)filled.base;
}
