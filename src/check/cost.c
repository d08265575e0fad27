// How long a frame takes to draw, and how large it is.
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "check/inside.h"

// A whole frame has 16 ms, and painting it needs most of them. With sanitizers everything takes ten times as long.
#if defined(__SANITIZE_ADDRESS__)
static const double most_ms = 120;
#else
static const double most_ms = 12;
#endif
static const size_t most_bytes = 8 << 20;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

// The best of five draws of a moment: what the scene needs, whatever else the machine does. In either theme by turns, as what
// takes long is not drawn again while nothing has changed.
static double draw_ms(stage *s, size_t *size)
{
  double best = INFINITY;
  for (int k = 0; k < 5; k++) {
    const void *list;
    double start = now_ms();
    if (nb_failed(stage_draw(s, k % 2 ? NB_BOARD : NB_CHALK, &list, size))) {
      *size = 0;
      return 0;
    }
    best = fmin(best, now_ms() - start);
  }
  return best;
}

void check_cost(check *c)
{
  stage_reset(c->stage);
  c->report->state_bytes = c->scene->state_size;
  for (int step = 0; step < c->scene->step_count; step++)
    for (int part = 1; part <= 4; part++) {
      size_t size = 0;
      if (nb_failed(
              stage_jump(c->stage, (stage_position){step, c->scene->steps[step].seconds * (float)part / 4})))
        return;
      double ms = draw_ms(c->stage, &size);
      c->report->draw_ms = fmax(c->report->draw_ms, ms);
      if (size > c->report->list_bytes)
        c->report->list_bytes = size;
      if (ms > most_ms)
        check_found(
            c, "time", "", NB_CHALK, NULL,
            "what is dear to compute and depends on little goes through nb_memo; what evolves goes into tick",
            "drawing this takes %.1f ms; a frame has 16 ms for all", ms);
      if (size > most_bytes)
        check_found(c, "memory", "", NB_CHALK, NULL, "draw fewer things, or one path of many parts",
                    "this picture is a list of %.1f MB", (double)size / (1 << 20));
    }
}
