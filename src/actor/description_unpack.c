// A description out of bytes that came from a stranger's process.
#include <stdlib.h>
#include <string.h>

#include "actor/description.h"

// The bytes are never written to, and all that is read from them is what they were checked to be: nothing in
// them can overlap into trouble.
typedef struct source {
  const uint8_t *bytes;
  size_t size;
  uint64_t base;
  bool sound;
} source;

// A description with pointers into the source, or into itself.
typedef struct view {
  nb_scene scene;
  nb_step steps[NB_MAX_STEPS];
  nb_param params[NB_MAX_PARAMS];
  const char *choices[NB_MAX_PARAMS][DESCRIPTION_MAX_CHOICES + 1];
} view;

// `size` bytes at what was `pointer` there, or NULL where that is none or leads out of the source.
static const void *find(source *s, const void *pointer, size_t size)
{
  uint64_t at = (uint64_t)(uintptr_t)pointer - s->base;
  if (pointer == NULL)
    return NULL;
  if (at > s->size || size > s->size - at) {
    s->sound = false;
    return NULL;
  }
  return s->bytes + at;
}

static void find_text(source *s, const char **text)
{
  *text = find(s, *text, 1);
  if (*text != NULL && memchr(*text, 0, s->size - (size_t)((const uint8_t *)*text - s->bytes)) == NULL) {
    s->sound = false;
    *text = NULL;
  }
}

static void find_texts(source *s, const char **texts, int count)
{
  for (int k = 0; k < count; k++)
    find_text(s, &texts[k]);
}

// Copies count things, where there are any and no more than most.
static void *find_array(source *s, void *to, const void *pointer, int count, int most, size_t size)
{
  if (count < 0 || count > most || pointer == NULL) {
    s->sound = s->sound && count == 0;
    return NULL;
  }
  const void *from = find(s, pointer, (size_t)count * size);
  return from == NULL ? NULL : memcpy(to, from, (size_t)count * size);
}

// A bool may be any byte there; here it has to be one.
static void settle(bool *flag)
{
  uint8_t byte;
  memcpy(&byte, flag, 1);
  *flag = byte != 0;
}

// ---------------------------------------------------------------------------------------------------------------
// What stands for functions that are in another process

static void no_draw(nb_board *b, const nb_frame *f, const void *state)
{
  (void)b, (void)f, (void)state;
}

static void no_tick(void *state, const nb_frame *f)
{
  (void)state, (void)f;
}

static void no_truth(const void *state, void *truth)
{
  (void)state, (void)truth;
}

// ---------------------------------------------------------------------------------------------------------------
// The description

static void find_step(source *s, nb_step *step)
{
  find_text(s, &step->title);
  find_text(s, &step->say);
  find_text(s, &step->ask);
  find_text(s, &step->answer);
  find_texts(s, step->hear, NB_MAX_HEARD);
  find_texts(s, step->needs, NB_MAX_NEEDS);
  for (int k = 0; k < NB_MAX_MOVES; k++) {
    find_text(s, &step->moves[k].param);
    find_text(s, &step->moves[k].to);
  }
  settle(&step->wait);
  settle(&step->live);
  step->truth = step->truth == NULL ? NULL : no_truth;
}

static void find_param(source *s, nb_param *p, const char **choices)
{
  find_text(s, &p->name);
  find_text(s, &p->variables);
  settle(&p->logarithmic);
  const char *const *from = p->choices;
  p->choices = NULL;
  for (int k = 0; from != NULL && k <= DESCRIPTION_MAX_CHOICES; k++) {
    const void *choice = find(s, from + k, sizeof *from);
    if (choice == NULL)
      return;
    memcpy(&choices[k], choice, sizeof *from);
    find_text(s, &choices[k]);
    if (choices[k] == NULL) {
      p->choices = choices;
      return;
    }
  }
}

static void find_scene(source *s, view *v)
{
  nb_scene *scene = &v->scene;
  if (s->size < sizeof *scene) {
    s->sound = false;
    return;
  }
  memcpy(scene, s->bytes, sizeof *scene);
  find_text(s, &scene->title);
  find_texts(s, scene->data, NB_MAX_DATA);
  find_texts(s, scene->needs, NB_MAX_NEEDS);
  scene->steps = find_array(s, v->steps, scene->steps, scene->step_count, NB_MAX_STEPS, sizeof *v->steps);
  scene->params =
      find_array(s, v->params, scene->params, scene->param_count, NB_MAX_PARAMS, sizeof *v->params);
  scene->state = find(s, scene->state, scene->state_size);
  scene->draw = scene->draw == NULL ? NULL : no_draw;
  scene->tick = scene->tick == NULL ? NULL : no_tick;
  scene->init = scene->init == NULL ? NULL : no_tick;
  for (int k = 0; s->sound && k < scene->step_count; k++)
    find_step(s, &v->steps[k]);
  for (int k = 0; s->sound && k < scene->param_count; k++)
    find_param(s, &v->params[k], v->choices[k]);
}

nb_error description_unpack(nb_scene **out, const void *bytes, size_t size, uint64_t base, const char *file)
{
  *out = NULL;
  source s = {bytes, size, base, true};
  view *v = calloc(1, sizeof *v);
  if (v == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory while opening %s", file);
  find_scene(&s, v);
  nb_error e = nb_ok();
  size_t copied;
  if (!s.sound)
    e = nb_fail(NB_BAD_SCENE, "%s: its description is broken: it leads out of itself", file);
  else
    e = description_check(&v->scene, file);
  if (!nb_failed(e) && (*out = description_copy(&v->scene, &copied)) == NULL)
    e = nb_fail(NB_NO_MEMORY, "out of memory while opening %s", file);
  free(v);
  return e;
}
