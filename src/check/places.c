// Where in a display list one is: what groups, clips and spaces do to what follows.
#include <math.h>

#include "check/inside.h"

nb_rect check_meet(nb_rect a, nb_rect b)
{
  float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(fminf(a.x + a.width, b.x + b.width) - x, 0),
                   fmaxf(fminf(a.y + a.height, b.y + b.height) - y, 0)};
}

check_places check_at_start(void)
{
  return (check_places){.at = {{nb_affine_identity(), 1, {-1e6f, -1e6f, 2e6f, 2e6f}}}};
}

const check_place *check_follow(check_places *p, const nb_command *command)
{
  const check_place *from = &p->at[p->depth];
  check_place *to = &p->at[p->depth + 1];
  if (command->op == NB_OP_END) {
    p->depth--;
  } else if (command->op == NB_OP_GROUP) {
    const nb_group_fixed *group = &command->group;
    *to =
        (check_place){nb_affine_multiply(from->at, group->transform), from->alpha * group->alpha, from->clip};
    if (group->has_clip)
      to->clip = check_meet(from->clip, nb_affine_bounds(to->at, group->clip));
    p->depth++;
  } else if (command->op == NB_OP_SPACE) {
    *to = *from;
    to->alpha *= command->space.alpha;
    to->clip = check_meet(from->clip, nb_affine_bounds(from->at, command->space.area));
    p->depth++;
  }
  return &p->at[p->depth];
}
