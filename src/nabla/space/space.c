#include <math.h>

#include "nabla/space/inside.h"

// How bright what lies in the shade is: on a light ground it would look dirty where it is dark.
static float shade_of(const nb_board *b)
{
  nb_theme theme = nb_board_theme(b);
  return theme == NB_BOARD || theme == NB_BOARD_STRONG ? 0.66f : 0.42f;
}

static const nb_vec3 from_above_left = {-0.46f, 0.62f, 0.64f};

void nb_space(nb_board *b, nb_view view, nb_space_spec spec)
{
  bool lit = nb_length3(spec.light) > 0;
  float ambient = spec.ambient == 0 ? shade_of(b) : board_unit(spec.ambient);
  nb_space_fixed fixed = {
      .area = view.area,
      .turn = view.turn,
      .shift = view.shift,
      .projection = view.projection,
      .height = view.height,
      .near = view.near,
      .alpha = spec.alpha == 0 ? 1 : spec.alpha,
      .light = nb_unit3(lit ? spec.light : from_above_left),
      .ambient = ambient,
      .diffuse =
          fminf(1, 1.08f - ambient), // what faces the light is a little overexposed, so that most is bright
  };
  b->last = (board_space){.view = view};
  board_append_space(b, &fixed);
}

bool space_is_finite(nb_vec3 p)
{
  return isfinite(p.x) && isfinite(p.y) && isfinite(p.z);
}

float space_point_size(const nb_board *b, nb_vec3 p)
{
  float scale = nb_view_scale(b->last.view, p) * NB_POINTS_PER_UNIT;
  return scale > 0 && isfinite(scale) ? 1 / scale : 0;
}

#define STEEPEST 8.0f // beyond that a surface is hardly seen

nb_vec3 space_raised(const nb_board *b, nb_vec3 p, nb_vec3 normal, float width)
{
  const nb_view *view = &b->last.view;
  nb_mat3 back = nb_transpose3(view->turn);
  nb_vec3 eye = nb_apply3(back, nb_scale3(-1, view->shift));
  nb_vec3 toward = view->projection == NB_PERSPECTIVE ? nb_unit3(nb_sub3(eye, p)) : back.k;
  float size = nb_length3(normal), facing = fabsf(nb_dot3(normal, toward)) / size;
  if (!(size > 0) || !isfinite(facing))
    return p;
  float steep = fminf(sqrtf(fmaxf(0, 1 - facing * facing)) / fmaxf(facing, 1e-6f), STEEPEST);
  return nb_add3(p, nb_scale3(steep * width * space_point_size(b, p), toward));
}

void space_sides(nb_vec3 along, nb_vec3 *u, nb_vec3 *v)
{
  nb_vec3 aside = fabsf(along.z) < 0.9f * nb_length3(along) ? nb_at3(0, 0, 1) : nb_at3(1, 0, 0);
  *u = nb_unit3(nb_cross3(aside, along));
  *v = nb_unit3(nb_cross3(along, *u));
}

// ---------------------------------------------------------------------------------------------------------------
// Hands

void nb_grab_camera(nb_board *b, const nb_camera *field, nb_view view)
{
  board_grab_field(
      b, field,
      &(nb_grab_fixed){.kind = NB_GRAB_CAMERA,
                       .bytes = sizeof *field,
                       .at = {view.area.x + 0.5f * view.area.width, view.area.y + 0.5f * view.area.height},
                       .area = view.area});
}

// The field's change for a step of the handle to the right and up the board is `right` and `up`.
static void grab_point(nb_board *b, const nb_vec3 *field, nb_view view, nb_vec3 right, nb_vec3 up)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_POINT3,
                        .bytes = sizeof *field,
                        .at = nb_on_view(view, *field),
                        .right = right,
                        .up = up};
  if (nb_inside(view.area, grab.at) && space_is_finite(right) && space_is_finite(up))
    board_grab_field(b, field, &grab);
}

void nb_grab3(nb_board *b, const nb_vec3 *field, nb_view view)
{
  nb_mat3 back = nb_transpose3(view.turn); // its columns are the camera's axes
  float unit = 1 / nb_view_scale(view, *field);
  grab_point(b, field, view, nb_scale3(unit, back.i), nb_scale3(unit, back.j));
}

// How the handle moves when the field moves along a direction.
static nb_vec2 moved_along(const nb_vec2 moves[3], nb_vec3 d)
{
  return nb_add(nb_scale(d.x, moves[0]), nb_add(nb_scale(d.y, moves[1]), nb_scale(d.z, moves[2])));
}

void nb_grab_along(nb_board *b, const nb_vec3 *field, nb_vec3 direction, nb_view view)
{
  nb_vec2 moves[3];
  nb_view_moves(view, *field, moves);
  nb_vec2 m = moved_along(moves, direction);
  float square = nb_dot(m, m);
  if (square > 1e-6f) // else it points at the viewer
    grab_point(b, field, view, nb_scale3(m.x / square, direction), nb_scale3(m.y / square, direction));
}

void nb_grab_on(nb_board *b, const nb_vec3 *field, nb_vec3 u, nb_vec3 v, nb_view view)
{
  nb_vec2 moves[3];
  nb_view_moves(view, *field, moves);
  nb_mat2 m = nb_columns(moved_along(moves, u), moved_along(moves, v));
  nb_vec2 right = nb_least_squares2(m, nb_at(1, 0)), up = nb_least_squares2(m, nb_at(0, 1));
  grab_point(b, field, view, nb_add3(nb_scale3(right.x, u), nb_scale3(right.y, v)),
             nb_add3(nb_scale3(up.x, u), nb_scale3(up.y, v)));
}

void nb_grab_over(nb_board *b, const nb_vec2 *field, nb_vec3 at, nb_vec3 u, nb_vec3 v, nb_view view)
{
  nb_vec2 moves[3], place = nb_on_view(view, at);
  nb_view_moves(view, at, moves);
  if (nb_inside(view.area, place))
    nb_grab(b, field, place, nb_columns(moved_along(moves, u), moved_along(moves, v)));
}

void nb_grab_value3(nb_board *b, const float *field, nb_vec3 at, nb_vec3 u, nb_view view)
{
  nb_vec2 moves[3], place = nb_on_view(view, at);
  nb_view_moves(view, at, moves);
  if (nb_inside(view.area, place))
    nb_grab_value(b, field, place, moved_along(moves, u));
}
