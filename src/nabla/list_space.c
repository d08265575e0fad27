#include "nabla/list_space.h"

#include <string.h>

#include "nabla/list_inside.h"

// Of length 1 to within a thousandth.
static bool is_unit(nb_vec3 v)
{
  float square = v.x * v.x + v.y * v.y + v.z * v.z;
  return square > 0.998f && square < 1.002f;
}

static bool are_square(nb_vec3 a, nb_vec3 b)
{
  float product = a.x * b.x + a.y * b.y + a.z * b.z;
  return product > -0.001f && product < 0.001f;
}

static bool is_rigid(const nb_mat3 *m)
{
  return is_unit(m->i) && is_unit(m->j) && is_unit(m->k) && are_square(m->i, m->j) &&
         are_square(m->j, m->k) && are_square(m->k, m->i);
}

static bool is_distance(float x)
{
  return x >= NB_LIST_MIN_SPACE && x <= NB_LIST_MAX_SPACE;
}

const char *list_read_space(list_tail *t, nb_command *c)
{
  const nb_space_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a space";
  c->space = *fixed;
  if (!list_is_rect(c->space.area))
    return "a rectangle that is not sound";
  if (!is_rigid(&c->space.turn) || !list_all_within(&c->space.shift, 3, NB_LIST_MAX_SPACE))
    return "a camera that is not sound";
  if (c->space.projection > NB_ORTHOGRAPHIC)
    return "an unknown projection";
  if (!is_distance(c->space.height) || !is_distance(c->space.near))
    return "a view's height or nearest distance out of range";
  if (!list_is_share(c->space.alpha))
    return "an alpha out of range";
  if (!is_unit(c->space.light) || !list_is_share(c->space.ambient) || !list_is_share(c->space.diffuse))
    return "a light that is not sound";
  return NULL;
}

static const char *take_places(list_tail *t, nb_command *c, uint32_t count)
{
  c->places = list_take(t, count, sizeof *c->places);
  if (c->places == NULL)
    return "too short for its points";
  return list_all_within(c->places, 3 * (size_t)count, NB_LIST_MAX_SPACE) ? NULL : "a point too far away";
}

static const char *take_colors(list_tail *t, nb_command *c, uint32_t count, uint32_t point_count)
{
  if (count != 1 && count != point_count)
    return "a number of colours that its points do not have";
  c->colors = list_take(t, count, sizeof *c->colors);
  return c->colors == NULL ? "too short for its colours" : NULL;
}

static const char *take_normals(list_tail *t, nb_command *c)
{
  uint32_t count = c->mesh.normal_count;
  if (count != 0 && count != c->mesh.point_count)
    return "a number of normals that its points do not have";
  c->normals = list_take(t, count, sizeof *c->normals);
  if (c->normals == NULL)
    return "too short for its normals";
  return list_all_within(c->normals, 3 * (size_t)count, NB_LIST_MAX_SPACE) ? NULL : "a normal out of range";
}

static const char *take_corners(list_tail *t, nb_command *c)
{
  size_t count = 3 * (size_t)c->mesh.triangle_count;
  c->corners = list_take(t, count, sizeof *c->corners);
  if (c->corners == NULL)
    return "too short for its triangles";
  uint32_t bad = 0;
  for (size_t k = 0; k < count; k++)
    bad |= c->corners[k] >= c->mesh.point_count;
  return bad == 0 ? NULL : "a triangle's corner that is none of its points";
}

const char *list_read_mesh(list_tail *t, nb_command *c)
{
  const nb_mesh_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a mesh";
  c->mesh = *fixed;
  if (c->mesh.two_sided > 1)
    return "a mesh with neither one side nor two";
  if (!list_is_share(c->mesh.shine))
    return "a shine out of range";
  const char *wrong = take_places(t, c, c->mesh.point_count);
  if (wrong == NULL)
    wrong = take_normals(t, c);
  if (wrong == NULL)
    wrong = take_colors(t, c, c->mesh.color_count, c->mesh.point_count);
  return wrong != NULL ? wrong : take_corners(t, c);
}

static bool is_lift(float lift)
{
  return lift >= 0 && lift <= NB_LIST_MAX_LIFT;
}

static const char *take_lengths(list_tail *t, nb_command *c)
{
  c->lengths = list_take(t, c->strokes.run_count, sizeof *c->lengths);
  if (c->lengths == NULL)
    return "too short for its runs";
  uint64_t sum = 0;
  for (uint32_t k = 0; k < c->strokes.run_count; k++) {
    if (c->lengths[k] == 0)
      return "a run without points";
    sum += c->lengths[k];
  }
  return sum == c->strokes.point_count ? NULL : "a number of points that its runs do not use";
}

const char *list_read_strokes(list_tail *t, nb_command *c)
{
  const nb_strokes_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for strokes";
  c->strokes = *fixed;
  if (!list_is_size(c->strokes.width) || c->strokes.cap > NB_CAP_BUTT)
    return "a line's width or cap out of range";
  if (!is_lift(c->strokes.lift))
    return "a lift out of range";
  const char *wrong = take_places(t, c, c->strokes.point_count);
  if (wrong == NULL)
    wrong = take_colors(t, c, c->strokes.color_count, c->strokes.point_count);
  return wrong != NULL ? wrong : take_lengths(t, c);
}

static const char *take_sizes(list_tail *t, nb_command *c)
{
  uint32_t count = c->dots.size_count;
  if (count != 1 && count != c->dots.point_count)
    return "a number of sizes that its points do not have";
  c->sizes = list_take(t, count, sizeof *c->sizes);
  if (c->sizes == NULL)
    return "too short for its sizes";
  for (uint32_t k = 0; k < count; k++)
    if (!list_is_size(c->sizes[k]))
      return "a dot's size out of range";
  return NULL;
}

const char *list_read_dots(list_tail *t, nb_command *c)
{
  const nb_dots_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for dots";
  c->dots = *fixed;
  if (!is_lift(c->dots.lift))
    return "a lift out of range";
  const char *wrong = take_places(t, c, c->dots.point_count);
  if (wrong == NULL)
    wrong = take_colors(t, c, c->dots.color_count, c->dots.point_count);
  return wrong != NULL ? wrong : take_sizes(t, c);
}
