// Jumps from step to step: what a step ends with is what the next one begins with, and moves from there.
#include <stdlib.h>

#include "check/inside.h"

static bool paint_at(check *c, int step, float seconds, uint8_t *bytes)
{
  const void *list;
  size_t size;
  return check_draw_at(c, step, seconds, NB_CHALK, &list, &size) && check_paint(c, list, size, bytes);
}

void check_cuts(check *c)
{
  uint8_t *before = malloc(CHECK_BYTES), *after = malloc(CHECK_BYTES);
  stage_reset(c->stage);
  for (int step = 0; step + 1 < c->scene->step_count && before && after; step++) {
    if (!paint_at(c, step, c->scene->steps[step].seconds, before) || !paint_at(c, step + 1, 0, after))
      break;
    check_change found = check_compare(before, after);
    if (found.pixels >= CHECK_SEEN)
      check_found(
          c, "cut", "", NB_CHALK, &found.where,
          "begin as the step before ended, and let nb_cue lead away from it; what leaves fades by nb_during",
          "the picture jumps as the step begins: %.2f %% of it changes at once",
          100.0 * found.pixels / (CHECK_WIDTH * CHECK_HEIGHT));
  }
  free(before);
  free(after);
}
