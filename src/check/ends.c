// Steps that are over before what begins in them has come: it jumps into the next one, or nobody ever sees it.
//
// What begins is more than there was, and was not growing already: who walks on, or turns, has begun before the end. (Where that is
// over too early, the next step jumps: cuts.c.)
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

// How far beyond a step's end is looked, and in how many steps. What moves even then moves without end, on purpose.
static const float beyond = 10, apart = 0.5f;

static uint32_t commands_of(const void *list)
{
  nb_list_header header;
  memcpy(&header, list, sizeof header);
  return header.commands;
}

// The picture of so much later, and how many commands it takes; 0 where there is none.
static uint32_t paint_later(check *c, float later, uint8_t *bytes)
{
  const void *list;
  size_t size;
  float seconds = c->scene->steps[stage_where(c->stage).step].seconds + later;
  if (nb_failed(stage_draw_later(c->stage, seconds, NB_CHALK, &list, &size)) ||
      !check_paint(c, list, size, bytes))
    return 0;
  return commands_of(list);
}

// How long after its end the step comes to rest at the picture `last`; `beyond` where it does not.
static float rest_after(check *c, const uint8_t *last, uint8_t *bytes)
{
  float later = beyond;
  while (later > apart && paint_later(c, later - apart, bytes) &&
         check_compare(bytes, last).pixels < CHECK_SEEN)
    later -= apart;
  return later;
}

static void look_at_end(check *c, int step, uint8_t *ended, uint8_t *last, uint8_t *between)
{
  const void *list;
  size_t size;
  float seconds = c->scene->steps[step].seconds;
  if (!check_draw_at(c, step, seconds, NB_CHALK, &list, &size))
    return;
  uint32_t before = paint_later(c, -apart, between), at_end = paint_later(c, 0, ended);
  if (before < at_end || at_end >= paint_later(c, beyond, last))
    return;
  check_change found = check_compare(ended, last);
  float later = found.pixels < CHECK_SEEN ? beyond : rest_after(c, last, between);
  if (later < beyond)
    check_found(c, "short", "", NB_CHALK, &found.where,
                "give the step more .seconds, or let what it shows begin earlier",
                "the step is over after %.1f s, and what begins in it has not come before %.1f s",
                (double)seconds, (double)(seconds + later));
}

void check_ends(check *c)
{
  uint8_t *ended = malloc(CHECK_BYTES), *last = malloc(CHECK_BYTES), *between = malloc(CHECK_BYTES);
  stage_reset(c->stage);
  for (int step = 0; step < c->scene->step_count && ended && last && between; step++)
    if (!c->scene->steps[step].live)
      look_at_end(c, step, ended, last, between);
  free(ended);
  free(last);
  free(between);
}
