#include "actor/actor.h"

#include <string.h>

// ---------------------------------------------------------------------------------------------------------------
// The viewer's block

size_t actor_viewer_size(const nb_scene *scene)
{
  size_t size = sizeof(uint64_t);
  for (int k = 0; k < scene->param_count; k++)
    size += scene->params[k].bytes;
  return size;
}

void actor_gather(const nb_scene *scene, const void *state, uint64_t answered, void *block)
{
  uint8_t *to = block;
  memcpy(to, &answered, sizeof answered);
  to += sizeof answered;
  for (int k = 0; k < scene->param_count; k++) {
    const nb_param *p = &scene->params[k];
    memcpy(to, (const uint8_t *)state + p->offset, p->bytes);
    to += p->bytes;
  }
}

void actor_lay(const nb_scene *scene, const void *block, void *state)
{
  const uint8_t *from = (const uint8_t *)block + sizeof(uint64_t);
  for (int k = 0; k < scene->param_count; k++) {
    const nb_param *p = &scene->params[k];
    memcpy((uint8_t *)state + p->offset, from, p->bytes);
    from += p->bytes;
  }
}

uint64_t actor_answered(const void *block)
{
  uint64_t answered;
  memcpy(&answered, block, sizeof answered);
  return answered;
}

// ---------------------------------------------------------------------------------------------------------------
// The scene's functions

static nb_frame with_data(const actor *a, const nb_frame *frame)
{
  nb_frame f = *frame;
  f.data = a->data;
  f.data_count = a->data_count;
  return f;
}

void actor_init(const actor *a, const nb_frame *frame, void *state)
{
  nb_frame f = with_data(a, frame);
  if (a->scene->init != NULL)
    a->scene->init(state, &f);
}

static nb_frame tick_frame(const actor *a, const actor_ticks *ticks, int k)
{
  float seconds = a->scene->steps[ticks->moments[k].step].seconds;
  nb_frame frame = {
      .step = ticks->moments[k].step,
      .seconds = ticks->moments[k].seconds,
      .duration = seconds,
      .reached = seconds,
      .tick = ticks->first + (uint64_t)k,
      .answered = actor_answered(ticks->viewer),
      .playing = true,
  };
  return with_data(a, &frame);
}

void actor_tick(const actor *a, const actor_ticks *ticks, void *state, volatile uint32_t *done)
{
  actor_lay(a->scene, ticks->viewer, state);
  for (int k = 0; k < ticks->count; k++) {
    nb_frame frame = tick_frame(a, ticks, k);
    a->scene->tick(state, &frame);
    actor_lay(a->scene, ticks->viewer, state);
    if (done != NULL)
      *done = (uint32_t)k + 1;
  }
}

nb_error actor_draw(const actor *a, const nb_frame *frame, const void *state, const void **list, size_t *size)
{
  nb_frame f = with_data(a, frame);
  nb_board_begin(a->board, f.theme, state, a->scene->state_size);
  a->scene->draw(a->board, &f, state);
  return nb_board_finish(a->board, list, size);
}

void actor_truth(const actor *a, int step, const void *state, void *truth, size_t bytes)
{
  memset(truth, 0, bytes);
  a->scene->steps[step].truth(state, truth);
}
