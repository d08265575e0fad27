// Axes, and lattices that a matrix moves.
#include <stdio.h>

#include "nabla/space/inside.h"

enum { MOST_REACH = 8 };

static nb_vec3 unit_of(int axis)
{
  return nb_at3(axis == 0, axis == 1, axis == 2);
}

static void ticks(nb_board *b, nb_vec3 unit, nb_axes3_spec spec, float reveal, nb_style style)
{
  style.width = 6;
  style.reveal = 1;
  for (int k = 1; k < (int)(spec.reach + 0.5f); k++) {
    if ((float)k > reveal * spec.reach)
      break;
    nb_point3(b, nb_scale3((float)k, unit), style);
    if (spec.negative)
      nb_point3(b, nb_scale3((float)-k, unit), style);
  }
}

static void name(nb_board *b, nb_vec3 end, nb_vec3 unit, const char *label, nb_style style)
{
  nb_vec2 tip = nb_on_view(b->last.view, end),
          toward = nb_sub(tip, nb_on_view(b->last.view, nb_sub3(end, unit)));
  if (nb_length(toward) < 0.05f)
    toward = nb_at(0, 1); // the axis points at the viewer
  nb_label3(
      b, b->last.view, end, toward, label,
      nb_style(.color = style.color, .size = 30, .alpha = style.alpha * board_unit(4 * style.reveal - 3)));
}

void nb_axes3(nb_board *b, nb_axes3_spec spec, nb_style style)
{
  static const char *const usual[3] = {"x", "y", "z"};
  if (!board_shows(&style))
    return;
  spec.reach = spec.reach > 0 ? spec.reach : 3;
  style.color = style.color == NB_DEFAULT ? NB_AXIS : style.color;
  style.width = style.width == 0 ? 3 : style.width;
  for (int k = 0; k < 3; k++) {
    nb_vec3 unit = unit_of(k), end = nb_scale3(spec.reach, unit);
    nb_arrow3(b, spec.negative ? nb_scale3(-style.reveal * spec.reach, unit) : nb_at3(0, 0, 0),
              nb_scale3(board_unit(style.reveal), end),
              nb_style(.color = style.color, .width = style.width, .alpha = style.alpha));
    if (!spec.no_ticks)
      ticks(b, unit, spec, board_unit(style.reveal), style);
    name(b, end, unit, spec.label[k] ? spec.label[k] : usual[k], style);
  }
}

// The lines along one of the lattice's directions, through all points of the other two.
static void family(space_runs *r, nb_mat3 m, int axis, int reach)
{
  nb_vec3 along = nb_scale3((float)reach, unit_of(axis));
  for (int u = -reach; u <= reach; u++) {
    for (int v = -reach; v <= reach; v++) {
      nb_vec3 at =
          nb_add3(nb_scale3((float)u, unit_of((axis + 1) % 3)), nb_scale3((float)v, unit_of((axis + 2) % 3)));
      space_runs_move(r);
      space_runs_go(r, nb_apply3(m, nb_sub3(at, along)));
      space_runs_go(r, nb_apply3(m, nb_add3(at, along)));
    }
  }
}

void nb_grid3(nb_board *b, nb_mat3 m, int reach, nb_style style)
{
  reach = reach <= 0 ? 2 : reach > MOST_REACH ? MOST_REACH : reach;
  uint32_t lines = 3 * (uint32_t)(2 * reach + 1) * (uint32_t)(2 * reach + 1);
  if (!board_shows(&style))
    return;
  space_runs r = space_runs_begin(b, 2 * lines, lines);
  for (int axis = 0; axis < 3; axis++)
    family(&r, m, axis, reach);
  space_runs_draw(&r, &style, NB_PLANE, 1.5f, 0);
}
