// What was asked of the stage, told to who listens, and asked again.
#include "stage/inside.h"

#include <string.h>

void stage_listen(stage *s, void (*hear)(void *context, const stage_deed *deed), void *context)
{
  s->hear = hear;
  s->context = context;
}

void stage_tell(const stage *s, stage_deed deed)
{
  if (s->hear != NULL)
    s->hear(s->context, &deed);
}

nb_error stage_do(stage *s, const stage_deed *deed)
{
  switch (deed->kind) {
  case STAGE_JUMP:
    return stage_jump(s, deed->to);
  case STAGE_PLAY:
    stage_play(s, deed->seconds);
    return nb_ok();
  case STAGE_SET:
    if (deed->from > deed->param->bytes || deed->bytes > deed->param->bytes - deed->from)
      return nb_fail(NB_UNKNOWN_PARAMETER, "%s: \"%.80s\" has %u bytes, not %u from %u on", s->file,
                     deed->param->name, deed->param->bytes, deed->bytes, deed->from);
    return stage_set(s, deed->param->offset + deed->from, deed->value, deed->bytes);
  case STAGE_RESET:
    stage_reset_param(s, deed->param);
    return nb_ok();
  case STAGE_ANSWER:
    stage_answer(s, deed->step, deed->answered);
    return nb_ok();
  case STAGE_TAKE_OTHER:
    return stage_take_other(s);
  }
  return nb_ok();
}

uint64_t stage_hash(uint64_t key, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  for (size_t k = 0; k < size; k++)
    key = (key ^ at[k]) * 0x100000001b3;
  return key;
}

// The state is hashed as the description has it, not as init left it: that may differ in its last bits from machine to
// machine.
uint64_t stage_build(const stage *s)
{
  const nb_scene *scene = s->scene;
  const uint64_t sizes[] = {scene->state_size, (uint64_t)scene->step_count, (uint64_t)scene->param_count,
                            scene->tick != NULL};
  uint64_t key = stage_hash(STAGE_HASH, sizes, sizeof sizes);
  key = stage_hash(key, scene->state, scene->state_size);
  for (int k = 0; k < scene->step_count; k++) {
    const nb_step *step = &scene->steps[k];
    const uint32_t flags[] = {step->wait, step->live};
    key = stage_hash(key, &step->seconds, sizeof step->seconds);
    key = stage_hash(key, flags, sizeof flags);
  }
  for (int k = 0; k < scene->param_count; k++) {
    const nb_param *p = &scene->params[k];
    const uint32_t form[] = {(uint32_t)p->kind, p->offset, p->bytes};
    key = stage_hash(key, p->name, strlen(p->name) + 1);
    key = stage_hash(key, form, sizeof form);
  }
  return key;
}
