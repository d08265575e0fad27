// What stands in a space, recorded so that the list's reader accepts it.
#include "nabla/record_inside.h"

// True where all of count floats may stand in a space: a NaN may not. Without branches, so that compilers make SIMD of it.
static bool all_within(const void *floats, size_t count)
{
  const float *x = floats;
  int bad = 0;
  for (size_t k = 0; k < count; k++)
    bad |= !(x[k] >= -NB_LIST_MAX_SPACE) | !(x[k] <= NB_LIST_MAX_SPACE);
  return bad == 0;
}

static bool is_distance(float x)
{
  return x >= NB_LIST_MIN_SPACE && x <= NB_LIST_MAX_SPACE;
}

void board_append_space(nb_board *b, const nb_space_fixed *fixed)
{
  if (b->space > 0) {
    board_trouble(b, NB_BAD_SCENE, "nb_space within a space that is still open");
    b->hidden++;
    return;
  }
  bool shows = fixed->alpha > 0 && record_is_share(fixed->alpha) && record_is_rect(fixed->area) &&
               fixed->area.width > 0 && fixed->area.height > 0 && record_all_finite(&fixed->turn, 9) &&
               all_within(&fixed->shift, 3) && is_distance(fixed->height) && is_distance(fixed->near);
  record_writer w;
  uint32_t depth = b->depth;
  if (record_open(b, &w, NB_OP_SPACE, sizeof *fixed, shows))
    record_put(&w, fixed, sizeof *fixed);
  b->space = b->depth > depth ? b->depth : 0;
  b->last.alpha = b->space > 0 ? fixed->alpha : 0;
  b->last.from = b->list.size;
}

static bool stands_in_space(nb_board *b)
{
  if (b->space == 0 && b->hidden == 0)
    board_trouble(b, NB_BAD_SCENE, "something in three dimensions outside of nb_space ... nb_end");
  return b->space > 0;
}

void board_append_mesh(nb_board *b, const board_mesh *mesh)
{
  record_writer w;
  nb_mesh_fixed f = mesh->fixed;
  size_t points = f.point_count, corners = 3 * (size_t)f.triangle_count;
  if (!stands_in_space(b) || f.triangle_count == 0 || !all_within(mesh->points, 3 * points) ||
      !all_within(mesh->normals, 3 * (size_t)f.normal_count))
    return;
  if (!record_begin(b, &w, NB_OP_MESH,
                    sizeof f + (points + (uint64_t)f.normal_count) * sizeof(nb_vec3) +
                        (uint64_t)f.color_count * sizeof(nb_rgba) + (uint64_t)corners * sizeof(uint32_t)))
    return;
  record_put(&w, &f, sizeof f);
  record_put(&w, mesh->points, points * sizeof(nb_vec3));
  record_put(&w, mesh->normals, f.normal_count * sizeof(nb_vec3));
  record_put(&w, mesh->colors, f.color_count * sizeof(nb_rgba));
  record_put(&w, mesh->corners, corners * sizeof(uint32_t));
}

void board_append_strokes(nb_board *b, const board_strokes *strokes)
{
  record_writer w;
  nb_strokes_fixed f = strokes->fixed;
  if (!stands_in_space(b) || f.run_count == 0 || !record_is_size(f.width) ||
      !all_within(strokes->points, 3 * (size_t)f.point_count))
    return;
  if (!record_begin(b, &w, NB_OP_STROKES,
                    sizeof f + (uint64_t)f.point_count * sizeof(nb_vec3) +
                        (uint64_t)f.color_count * sizeof(nb_rgba) + (uint64_t)f.run_count * sizeof(uint32_t)))
    return;
  record_put(&w, &f, sizeof f);
  record_put(&w, strokes->points, f.point_count * sizeof(nb_vec3));
  record_put(&w, strokes->colors, f.color_count * sizeof(nb_rgba));
  record_put(&w, strokes->lengths, f.run_count * sizeof(uint32_t));
}

static bool are_sizes(const float *sizes, uint32_t count)
{
  for (uint32_t k = 0; k < count; k++)
    if (!record_is_size(sizes[k]))
      return false;
  return true;
}

void board_append_dots(nb_board *b, const board_dots *dots)
{
  record_writer w;
  nb_dots_fixed f = dots->fixed;
  if (!stands_in_space(b) || f.point_count == 0 || !are_sizes(dots->sizes, f.size_count) ||
      !all_within(dots->points, 3 * (size_t)f.point_count))
    return;
  if (!record_begin(b, &w, NB_OP_DOTS,
                    sizeof f + (uint64_t)f.point_count * sizeof(nb_vec3) +
                        (uint64_t)f.color_count * sizeof(nb_rgba) + (uint64_t)f.size_count * sizeof(float)))
    return;
  record_put(&w, &f, sizeof f);
  record_put(&w, dots->points, f.point_count * sizeof(nb_vec3));
  record_put(&w, dots->colors, f.color_count * sizeof(nb_rgba));
  record_put(&w, dots->sizes, f.size_count * sizeof(float));
}
