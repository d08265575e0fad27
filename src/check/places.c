// Where in a display list one is: what groups, clips and spaces do to what follows.
#include <math.h>

#include "check/inside.h"

nb_rect check_meet(nb_rect a, nb_rect b)
{
  float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(fminf(a.x + a.width, b.x + b.width) - x, 0),
                   fmaxf(fminf(a.y + a.height, b.y + b.height) - y, 0)};
}

nb_rect check_moved(nb_affine m, nb_rect r)
{
  nb_vec2 low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
  for (int corner = 0; corner < 4; corner++) {
    nb_vec2 p =
        nb_affine_apply(m, nb_at(corner & 1 ? r.x + r.width : r.x, corner & 2 ? r.y + r.height : r.y));
    low = nb_at(fminf(low.x, p.x), fminf(low.y, p.y));
    high = nb_at(fmaxf(high.x, p.x), fmaxf(high.y, p.y));
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
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
      to->clip = check_meet(from->clip, check_moved(to->at, group->clip));
    p->depth++;
  } else if (command->op == NB_OP_SPACE) {
    *to = *from;
    to->alpha *= command->space.alpha;
    to->clip = check_meet(from->clip, check_moved(from->at, command->space.area));
    p->depth++;
  }
  return &p->at[p->depth];
}
