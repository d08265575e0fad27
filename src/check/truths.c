// What is right, as the scene says it: asked at the end of every question's step.
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

// A truth beyond the parameter's range is one that no viewer can give.
static bool is_within_reach(check *c, const nb_param *param, const void *truth, void *room)
{
  const char *field = (const char *)stage_state(c->stage) + param->offset;
  memcpy(room, field, param->bytes);
  bool within = !nb_failed(stage_set(c->stage, param->offset, truth, param->bytes)) &&
                memcmp(field, truth, param->bytes) == 0;
  (void)stage_set(c->stage, param->offset, room, param->bytes);
  return within;
}

static void check_truth(check *c, int step, const nb_param *param)
{
  char *truth = malloc(2 * (size_t)param->bytes);
  nb_error e = truth ? stage_truth(c->stage, step, truth) : nb_fail(NB_NO_MEMORY, "no memory for an answer");
  if (nb_failed(e))
    check_found(
        c, "truth", "", NB_CHALK, NULL,
        "the function is given the state, to read, and room for one value of the answer's parameter, to fill",
        "%s", e.text);
  else if (!is_within_reach(c, param, truth, truth + param->bytes))
    check_found(c, "truth", "reach", NB_CHALK, NULL, "give the parameter a range in which the truth lies",
                "what is right lies beyond the range of its parameter \"%.80s\": nobody can answer so",
                param->name);
  free(truth);
}

void check_truths(check *c)
{
  for (int step = 0; step < c->scene->step_count; step++) {
    const nb_param *param = stage_answer_param(c->stage, step);
    if (param && c->scene->steps[step].truth &&
        !nb_failed(stage_jump(c->stage, (stage_position){step, c->scene->steps[step].seconds})))
      check_truth(c, step, param);
  }
}
