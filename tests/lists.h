// Display lists written by hand, for tests and benchmarks that want to say exactly what is in them.
#ifndef TESTS_LISTS_H
#define TESTS_LISTS_H

#include <stdlib.h>
#include <string.h>

#include "nabla/list.h"
#include "nabla/math/vector3.h"

typedef struct lists {
  uint8_t *bytes;
  size_t size, capacity;
  uint32_t commands;
  size_t command; // where the one at hand begins
} lists;

static inline void lists_put(lists *l, const void *bytes, size_t size)
{
  if (l->size + size + 4 > l->capacity) {
    l->capacity = 2 * (l->size + size) + 4096;
    l->bytes = realloc(l->bytes, l->capacity);
    if (!l->bytes)
      abort();
  }
  if (bytes && size)
    memcpy(l->bytes + l->size, bytes, size);
  l->size += size;
}

static inline void lists_begin(lists *l)
{
  nb_list_header header = {0};
  l->size = 0;
  l->commands = 0;
  lists_put(l, &header, sizeof header);
}

static inline void lists_command(lists *l, nb_op op)
{
  nb_command_header header = {op, 0};
  l->command = l->size;
  l->commands++;
  lists_put(l, &header, sizeof header);
}

static inline void lists_end_command(lists *l)
{
  const uint8_t zeros[4] = {0};
  lists_put(l, zeros, (4 - l->size % 4) % 4);
  uint32_t bytes = (uint32_t)(l->size - l->command);
  memcpy(l->bytes + l->command + 4, &bytes, sizeof bytes);
}

static inline void lists_finish(lists *l)
{
  nb_list_header header = {NB_LIST_MAGIC, NB_LIST_VERSION, (uint32_t)l->size, l->commands};
  memcpy(l->bytes, &header, sizeof header);
}

static inline void lists_free(lists *l)
{
  free(l->bytes);
  *l = (lists){0};
}

static inline void lists_path(lists *l, nb_path_fixed fixed, const nb_stop *stops, const float *dashes,
                              const nb_vec2 *points, const uint8_t *verbs)
{
  lists_command(l, NB_OP_PATH);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, stops, fixed.paint.stop_count * sizeof *stops);
  lists_put(l, dashes, fixed.stroke.dash_count * sizeof *dashes);
  lists_put(l, points, fixed.point_count * sizeof *points);
  lists_put(l, verbs, fixed.verb_count);
  lists_end_command(l);
}

// A closed polygon of at most 256 corners, filled in one colour.
static inline void lists_polygon(lists *l, nb_path_mode mode, nb_rgba color, const nb_vec2 *points,
                                 uint32_t count)
{
  uint8_t verbs[257];
  memset(verbs, NB_LINE, sizeof verbs);
  verbs[0] = NB_MOVE;
  verbs[count] = NB_CLOSE;
  nb_path_fixed fixed = {.mode = mode, .paint.color = color, .point_count = count, .verb_count = count + 1};
  fixed.stroke.width = 1;
  lists_path(l, fixed, NULL, NULL, points, verbs);
}

// A line from a to b, width in points.
static inline void lists_line(lists *l, nb_rgba color, float width, nb_vec2 a, nb_vec2 b)
{
  nb_path_fixed fixed = {.mode = NB_STROKE, .paint.color = color, .point_count = 2, .verb_count = 2};
  fixed.stroke = (nb_stroke_style){.width = width, .cap = NB_CAP_BUTT};
  lists_path(l, fixed, NULL, NULL, (nb_vec2[]){a, b}, (uint8_t[]){NB_MOVE, NB_LINE});
}

static inline void lists_glyphs(lists *l, nb_glyphs_fixed fixed, const nb_stop *stops, const nb_glyph *glyphs)
{
  lists_command(l, NB_OP_GLYPHS);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, stops, fixed.paint.stop_count * sizeof *stops);
  lists_put(l, glyphs, fixed.glyph_count * sizeof *glyphs);
  lists_end_command(l);
}

static inline void lists_image(lists *l, nb_image_fixed fixed, const uint8_t *bytes)
{
  lists_command(l, NB_OP_IMAGE);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, bytes, (size_t)4 * fixed.width * fixed.height);
  lists_end_command(l);
}

static inline void lists_group(lists *l, nb_group_fixed fixed)
{
  lists_command(l, NB_OP_GROUP);
  lists_put(l, &fixed, sizeof fixed);
  lists_end_command(l);
}

// A group that shows through a closed polygon of at most 256 corners. fixed says no more of its mask.
static inline void lists_masked(lists *l, nb_group_fixed fixed, const nb_vec2 *points, uint32_t count)
{
  uint8_t verbs[257];
  memset(verbs, NB_LINE, sizeof verbs);
  verbs[0] = NB_MOVE;
  verbs[count] = NB_CLOSE;
  fixed.mask_points = count;
  fixed.mask_verbs = count + 1;
  lists_command(l, NB_OP_GROUP);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, points, count * sizeof *points);
  lists_put(l, verbs, count + 1);
  lists_end_command(l);
}

static inline void lists_end(lists *l)
{
  lists_command(l, NB_OP_END);
  lists_end_command(l);
}

static inline void lists_grab(lists *l, nb_grab_fixed fixed)
{
  lists_command(l, NB_OP_GRAB);
  lists_put(l, &fixed, sizeof fixed);
  lists_end_command(l);
}

// ---- spaces

// A space over area whose camera stands on the z axis, looking at the origin in perspective from `distance`, and shows
// as many units of the world there as there are board units. Light from the camera.
static inline nb_space_fixed lists_facing(nb_rect area, float distance)
{
  return (nb_space_fixed){.area = area,
                          .turn = nb_identity3(),
                          .shift = {0, 0, -distance},
                          .height = area.height / distance,
                          .near = 0.01f,
                          .alpha = 1,
                          .light = {0, 0, 1},
                          .ambient = 0.5f,
                          .diffuse = 0.5f};
}

static inline void lists_space(lists *l, nb_space_fixed fixed) // closed by lists_end
{
  lists_command(l, NB_OP_SPACE);
  lists_put(l, &fixed, sizeof fixed);
  lists_end_command(l);
}

static inline void lists_mesh(lists *l, nb_mesh_fixed fixed, const nb_vec3 *points, const nb_vec3 *normals,
                              const nb_rgba *colors, const uint32_t *corners)
{
  lists_command(l, NB_OP_MESH);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, points, fixed.point_count * sizeof *points);
  lists_put(l, normals, fixed.normal_count * sizeof *normals);
  lists_put(l, colors, fixed.color_count * sizeof *colors);
  lists_put(l, corners, 3 * (size_t)fixed.triangle_count * sizeof *corners);
  lists_end_command(l);
}

static inline void lists_strokes(lists *l, nb_strokes_fixed fixed, const nb_vec3 *points,
                                 const nb_rgba *colors, const uint32_t *lengths)
{
  lists_command(l, NB_OP_STROKES);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, points, fixed.point_count * sizeof *points);
  lists_put(l, colors, fixed.color_count * sizeof *colors);
  lists_put(l, lengths, fixed.run_count * sizeof *lengths);
  lists_end_command(l);
}

static inline void lists_dots(lists *l, nb_dots_fixed fixed, const nb_vec3 *points, const nb_rgba *colors,
                              const float *sizes)
{
  lists_command(l, NB_OP_DOTS);
  lists_put(l, &fixed, sizeof fixed);
  lists_put(l, points, fixed.point_count * sizeof *points);
  lists_put(l, colors, fixed.color_count * sizeof *colors);
  lists_put(l, sizes, fixed.size_count * sizeof *sizes);
  lists_end_command(l);
}

#endif
