// The meshes of a space: lit at their points, and made into triangles of solids.
#ifndef PAINT_SPACE_MESH_H
#define PAINT_SPACE_MESH_H

#include "paint/space_view.h"

// A point of a mesh after the projection. Where it lies beyond something, its corner stands nowhere.
typedef struct space_point {
  solid_corner corner; // with the colour of the front
  uint32_t back;       // that of the back, premultiplied
  uint32_t beyond;     // BEYOND_NEAR, ...
} space_point;

// Room for the corners of a triangle that is cut at all planes.
enum { SPACE_CUT_CORNERS = 4 + BEYOND_PLANES };

// Projects and lights `count` points of a mesh from number `first` on, into points[first] and on.
void space_mesh_points(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                       space_point *points);

// Whether a triangle of which no point lies beyond anything is seen from behind, where its corners run so. `area` is
// solid_area of them.
static inline bool space_mesh_behind(const space_view *v, int64_t area)
{
  return (area > 0) != v->mirrored;
}

// What shows of a triangle of which a point lies beyond something: returns how many corners the polygon has, 0 where nothing
// does, and puts them into to, with the colours of the side that is seen. beyond: of all its points.
int space_mesh_cut(const space_view *v, const nb_command *mesh, const uint32_t corner[3],
                   const space_point *points, unsigned beyond, solid_corner to[SPACE_CUT_CORNERS]);

// Adds its triangles from number `first` on.
void space_mesh_triangles(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                          const space_point *points, solids *out);

#endif
