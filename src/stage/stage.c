#include "stage/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "actor/description.h"
#include "actor/parameter.h"
#include "stage/hand.h"

// Snapshots, from the 200 MB that the whole program may take.
#define HISTORY_BUDGET ((size_t)96 << 20)

// ---------------------------------------------------------------------------------------------------------------
// Opening and closing

static nb_error make_state(stage *s)
{
  size_t size = s->scene->state_size;
  void *state = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  s->state = state == MAP_FAILED ? NULL : state;
  s->initial = malloc(size);
  s->present = malloc(actor_viewer_size(s->scene));
  if (s->state == NULL || s->initial == NULL || s->present == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory for the state of %s (%zu bytes)", s->file, size);
  memcpy(s->state, s->scene->state, size);
  return nb_ok();
}

static nb_error run_init(stage *s)
{
  if (s->scene->init != NULL) {
    nb_frame frame = stage_frame(s, (stage_position){0});
    nb_error e = host_init(s->host, &frame, s->state);
    if (nb_failed(e))
      return nb_fail(e.id, "%s: at the start %.400s", s->file, e.text);
  }
  for (int k = 0; k < s->scene->param_count; k++) {
    const nb_param *p = &s->scene->params[k];
    nb_error e = parameter_check(p, s->state + p->offset);
    if (nb_failed(e))
      return nb_fail(NB_BAD_SCENE, "%s: at the start %.300s", s->file, e.text);
  }
  memcpy(s->initial, s->state, s->scene->state_size);
  return nb_ok();
}

history *stage_new_history(stage *s)
{
  actor_gather(s->scene, s->initial, 0, s->present);
  return history_create(s->initial, s->scene->state_size, s->present, actor_viewer_size(s->scene),
                        HISTORY_BUDGET);
}

static nb_error start_history(stage *s)
{
  if (s->scene->tick == NULL)
    return nb_ok();
  s->spare = malloc(s->scene->state_size);
  s->history = stage_new_history(s);
  return s->history == NULL || s->spare == NULL
             ? nb_fail(NB_NO_MEMORY, "out of memory for the history of %s", s->file)
             : nb_ok();
}

static uint64_t read_code(const char *path)
{
  uint8_t part[4096];
  size_t read;
  uint64_t key = STAGE_HASH;
  FILE *file = fopen(path, "rb");
  if (file == NULL)
    return 0;
  while ((read = fread(part, 1, sizeof part, file)) > 0)
    key = stage_hash(key, part, read);
  bool whole = !ferror(file);
  fclose(file);
  return whole ? key : 0;
}

static nb_error fill(stage *s, const char *path, stage_options options)
{
  description_file(path, s->file, sizeof s->file);
  s->code = read_code(path);
  nb_error e = options.in_process ? host_open_here(&s->host, path, &options)
                                  : host_open_child(&s->host, path, &options);
  if (nb_failed(e))
    return e;
  s->scene = s->host->scene;
  s->timeline = timeline_of(s->scene);
  e = hand_check(s->scene, s->file);
  if (nb_failed(e) || options.described)
    return e;
  e = make_state(s);
  if (!nb_failed(e))
    e = run_init(s);
  if (!nb_failed(e))
    e = start_history(s);
  return e;
}

nb_error stage_open(stage **out, const char *plugin_path, stage_options options)
{
  *out = NULL;
  stage *s = calloc(1, sizeof *s);
  if (s == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory while opening %s", plugin_path);
  nb_error e = fill(s, plugin_path, options);
  if (nb_failed(e))
    stage_close(s);
  else
    *out = s;
  return e;
}

void stage_close(stage *s)
{
  if (s == NULL)
    return;
  history_destroy(s->history);
  other_forget(s);
  if (s->state != NULL)
    munmap(s->state, s->scene->state_size);
  host_close(s->host);
  free(s->initial);
  free(s->spare);
  free(s->present);
  free(s->grabs);
  free(s);
}

// ---------------------------------------------------------------------------------------------------------------
// What it is

const nb_scene *stage_scene(const stage *s)
{
  return s->scene;
}

const void *stage_state(const stage *s)
{
  return s->state;
}

stage_position stage_where(const stage *s)
{
  return s->where;
}

uint64_t stage_answers(const stage *s)
{
  return s->answered;
}

float stage_step_start(const stage *s, int step)
{
  return timeline_seconds_before(&s->timeline, step);
}

stage_position stage_at(const stage *s, float seconds)
{
  return timeline_at(&s->timeline, seconds);
}

float stage_step_reached(const stage *s, int step)
{
  if (step < 0 || step >= s->scene->step_count)
    return 0;
  float reached = s->scene->steps[step].seconds;
  float lived = (float)s->timeline.lived[step] / NB_TICKS_PER_SECOND;
  if (lived > reached)
    reached = lived;
  if (s->where.step == step && s->where.seconds > reached)
    reached = s->where.seconds;
  return reached;
}

nb_frame stage_frame(const stage *s, stage_position where)
{
  return (nb_frame){
      .step = where.step,
      .seconds = where.seconds,
      .duration = s->scene->steps[where.step].seconds,
      .reached = s->scene->steps[where.step].seconds,
      .answered = s->answered,
      .playing = true,
  };
}

nb_error stage_named(const stage *s, stage_position where, nb_error e)
{
  return nb_fail(e.id, "%s: step %d \"%.80s\" at %.2f s: %.300s", s->file, where.step + 1,
                 s->scene->steps[where.step].title, where.seconds, e.text);
}
