// The stage as a plane, and vectors on it.
#include <math.h>

#include "nabla/board.h"

nb_rect nb_stage(void)
{
  return (nb_rect){-8, -3.3f, 11.1f, 7};
}

nb_plane nb_stage_plane(nb_vec2 origin, float unit)
{
  nb_rect area = nb_stage();
  return (nb_plane){area, (area.x - origin.x) / unit, (area.x + area.width - origin.x) / unit,
                    (area.y - origin.y) / unit, (area.y + area.height - origin.y) / unit};
}

nb_grid_spec nb_plane_grid(nb_plane plane)
{
  return (nb_grid_spec){
      .area = plane.area, .origin = nb_on_plane(plane, nb_origin()), .unit = nb_plane_scale(plane).i.x};
}

// Ahead of the tip and to one side: there the arrow never is.
static nb_vec2 beside_tip(nb_vec2 way, nb_anchor side)
{
  nb_vec2 along = nb_unit(way), aside = nb_perp(along);
  if (along.x == 0 && along.y == 0)
    return nb_at(0, 1);
  return side == NB_LEFT ? nb_add(along, aside) : nb_sub(along, aside);
}

void nb_vector(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style)
{
  nb_vec2 from = nb_on_plane(plane, tail), to = nb_on_plane(plane, nb_add(tail, v));
  nb_arrow(b, from, to, style);
  if (name == NULL)
    return;
  nb_style label = nb_style(.color = style.color, .size = style.size);
  label.alpha = style.alpha * fmaxf(0, 2 * style.reveal - 1);
  nb_label(b, to, beside_tip(nb_sub(to, from), style.anchor), name, label);
}
