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

// Projects and lights `count` points of a mesh from number `first` on, into points[first] and on.
void space_mesh_points(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                       space_point *points);

// Adds its triangles from number `first` on.
void space_mesh_triangles(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                          const space_point *points, solids *out);

#endif
