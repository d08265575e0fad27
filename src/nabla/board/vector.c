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

// An arrow and its name, which comes with the second half of it.
static void draw_named(nb_board *b, nb_vec2 from, nb_vec2 to, nb_vec2 side, const char *name, nb_style style)
{
  nb_arrow(b, from, to, style);
  nb_style label = nb_style(.color = style.color, .size = style.size);
  label.alpha = style.alpha * fmaxf(0, 2 * style.reveal - 1);
  if (name != NULL)
    nb_label(b, to, side, name, label);
}

void nb_vector(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style)
{
  nb_vec2 from = nb_on_plane(plane, tail), to = nb_on_plane(plane, nb_add(tail, v));
  draw_named(b, from, to, beside_tip(nb_sub(to, from), style.anchor), name, style);
}

void nb_basis(nb_board *b, nb_plane plane, nb_mat2 m, nb_style style)
{
  nb_vec2 home = nb_on_plane(plane, nb_origin()), i = nb_unit(m.i), j = nb_unit(m.j);
  nb_vec2 apart = nb_unit(nb_sub(i, j));
  style.color = NB_I;
  draw_named(b, home, nb_on_plane(plane, m.i), nb_add(nb_scale(0.4f, i), apart), "\\hat\\imath", style);
  style.color = NB_J;
  draw_named(b, home, nb_on_plane(plane, m.j), nb_sub(nb_scale(0.4f, j), apart), "\\hat\\jmath", style);
}
