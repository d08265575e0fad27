// The viewer's side of the state: their parameters and answers.
#include "stage/inside.h"

#include <float.h>
#include <string.h>

#include "actor/parameter.h"
#include "stage/library.h"
#include "stage/parameter_text.h"

const nb_param *stage_param_at(const stage *s, uint32_t offset, uint32_t bytes)
{
  for (int k = 0; k < s->scene->param_count; k++) {
    const nb_param *p = &s->scene->params[k];
    if (offset >= p->offset && offset - p->offset < p->bytes && bytes <= p->bytes - (offset - p->offset))
      return p;
  }
  return NULL;
}

const nb_param *stage_param(const stage *s, const char *name)
{
  for (int k = 0; k < s->scene->param_count; k++)
    if (strcmp(s->scene->params[k].name, name) == 0)
      return &s->scene->params[k];
  return NULL;
}

nb_error stage_set(stage *s, uint32_t offset, const void *value, uint32_t bytes)
{
  const nb_param *p = stage_param_at(s, offset, bytes);
  if (p == NULL)
    return nb_fail(NB_UNKNOWN_PARAMETER, "%s: bytes %u to %llu of the state belong to no one parameter",
                   s->file, offset, (unsigned long long)offset + bytes);
  s->trouble = nb_ok();
  nb_error e = parameter_write(p, s->state + p->offset, offset - p->offset, value, bytes);
  if (!nb_failed(e))
    stage_tell(
        s, (stage_deed){
               .kind = STAGE_SET, .param = p, .from = offset - p->offset, .bytes = bytes, .value = value});
  return e;
}

static nb_error unknown(const stage *s, const char *name)
{
  const char *names[NB_MAX_PARAMS];
  for (int k = 0; k < s->scene->param_count; k++)
    names[k] = s->scene->params[k].name;
  const char *nearest = library_nearest(name, names, s->scene->param_count);
  if (nearest != NULL)
    return nb_fail(NB_UNKNOWN_PARAMETER, "%s has no parameter \"%.80s\"; did you mean \"%.80s\"?", s->file,
                   name, nearest);
  char list[240] = "";
  for (int k = 0; k < s->scene->param_count; k++) {
    strncat(list, k == 0 ? "\"" : ", \"", sizeof list - strlen(list) - 1);
    strncat(list, names[k], sizeof list - strlen(list) - 1);
    strncat(list, "\"", sizeof list - strlen(list) - 1);
  }
  return nb_fail(NB_UNKNOWN_PARAMETER, "%s has no parameter \"%.80s\"; it has %s", s->file, name,
                 s->scene->param_count == 0 ? "none" : list);
}

nb_error stage_set_text(stage *s, const char *name, const char *text)
{
  const nb_param *p = stage_param(s, name);
  s->trouble = nb_ok();
  nb_error e = p == NULL ? unknown(s, name) : parameter_parse(p, s->state + p->offset, text);
  if (!nb_failed(e))
    stage_tell(s,
               (stage_deed){.kind = STAGE_SET, .param = p, .bytes = p->bytes, .value = s->state + p->offset});
  return e;
}

void stage_get_text(const stage *s, const nb_param *param, char *text, size_t capacity)
{
  parameter_print(param, s->state + param->offset, text, capacity);
}

void stage_reset_param(stage *s, const nb_param *param)
{
  stage_tell(s, (stage_deed){.kind = STAGE_RESET, .param = param});
  s->trouble = nb_ok();
  memcpy(s->state + param->offset, s->initial + param->offset, param->bytes);
}

void stage_reset(stage *s)
{
  for (int k = 0; k < s->scene->param_count; k++)
    stage_reset_param(s, &s->scene->params[k]);
}

bool stage_is_changed(const stage *s, const nb_param *param)
{
  return memcmp(s->state + param->offset, s->initial + param->offset, param->bytes) != 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Answers

const nb_param *stage_answer_param(const stage *s, int step)
{
  bool known = step >= 0 && step < s->scene->step_count && s->scene->steps[step].answer;
  return known ? stage_param(s, s->scene->steps[step].answer) : NULL;
}

// A truth may lie where the viewer cannot go; but it has to be a number, a choice that there is, a text.
static nb_error check_truth(const nb_param *param, const void *truth)
{
  nb_param wide = *param;
  bool counts = param->kind != NB_KIND_CHOICE && param->kind != NB_KIND_SWITCH;
  wide.min = counts ? -FLT_MAX : param->min;
  wide.max = counts ? FLT_MAX : param->max;
  return parameter_check(&wide, truth);
}

nb_error stage_truth(stage *s, int step, void *truth)
{
  const nb_param *param = stage_answer_param(s, step);
  if (param == NULL || s->scene->steps[step].truth == NULL)
    return nb_fail(NB_OUT_OF_RANGE, "%s: step %d does not say what is right", s->file, step + 1);
  nb_error e = host_truth(s->host, step, s->state, truth, param->bytes);
  if (!nb_failed(e))
    e = check_truth(param, truth);
  if (!nb_failed(e))
    return e;
  return nb_fail(e.id == NB_OUT_OF_RANGE ? NB_BAD_SCENE : e.id, "%s: step %d \"%.80s\": its truth: %.300s",
                 s->file, step + 1, s->scene->steps[step].title, e.text);
}
