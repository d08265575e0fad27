// The display list's 3-D groups.
//
// NB_OP_SPACE opens a space, NB_OP_END closes it; in it stand meshes, strokes and dots alone, and no other space
// or group. What shows at a sample of the picture is decided by depth, whatever the order in the list: of what
// is nearer than the nearest opaque surface all is blended, the farthest first; where depths are equal, as those of all that
// lies in one plane, in the list's order. The result is one layer at the space's place in the order of the list.
//
// WORLD AND CAMERA. A point p of the world has the camera coordinates q = turn p + shift: x to the right, y up, z
// toward the viewer, so that what lies before the camera has the distance d = -q.z > 0. On the board it stands at
//
//    c + s (q.x, q.y),   c = the middle of area,   s = area.height / height      (NB_ORTHOGRAPHIC)
//                                                  s = area.height / (height d)  (NB_PERSPECTIVE)
//
// What is nearer than `near` is cut away; so is what falls outside area, as by a group's clip.
//
// LIGHT. A mesh with normals is lit at its points, and the colours between are interpolated in the world (right
// under perspective), premultiplied. With n the normal, l the direction toward the light, v that toward the viewer (in
// perspective the camera's place, else z) and h the direction of l + v, a colour c (0 to 1, each of red, green, blue) becomes
//
//    a = min(1, c (ambient + diffuse (1 + n.l) / 2)),   a + (1 - a) shine max(0, n.h)^16
//
// so that light falls off softly all the way round. A triangle has its front where its points run counter-clockwise;
// seen from behind it is lit with its normals turned about, or not drawn where the mesh is not two-sided.
//
// LINES AND DOTS lie in planes that face the camera: their width is in points, as on the board, and is scaled by the groups that
// are open, not by distance. `lift` brings them toward the viewer by so many of their own widths (at their distance: a
// point of width is height d / (120 area.height) units of the world in perspective), so that lines on a surface win over it.
#ifndef NABLA_LIST_SPACE_H
#define NABLA_LIST_SPACE_H

#include <stdint.h>

#include "nabla/math/vector.h"

#define NB_LIST_MAX_SPACE 1e6f  // units of the world: of a coordinate, a distance, a height
#define NB_LIST_MIN_SPACE 1e-6f // of a height and of near
#define NB_LIST_MAX_LIFT 100.0f // widths

typedef enum nb_projection {
  NB_PERSPECTIVE,
  NB_ORTHOGRAPHIC,
} nb_projection;

typedef struct nb_space_fixed {
  nb_rect area; // board units under the open groups
  nb_mat3 turn; // columns of length 1, square to each other, to within a thousandth
  nb_vec3 shift;
  uint32_t projection; // nb_projection
  float height;        // units of the world that fill area's height: at distance 1, or at any if orthographic
  float near;          // distance
  float alpha;         // 0 to 1, of the layer
  nb_vec3 light;       // toward it, in camera coordinates, of length 1 to within a thousandth
  float ambient, diffuse; // 0 to 1
} nb_space_fixed;

// Tails, in this order:
//   mesh    points (nb_vec3), normals (nb_vec3), colours (nb_rgba), corners (uint32_t, 3 a triangle)
//   strokes points, colours, lengths (uint32_t, each at least 1: points of a run; they sum to point_count)
//   dots    points, colours, sizes (float)
// Coordinates are within NB_LIST_MAX_SPACE. Normals may have any length; one of zero is square to everything.

typedef struct nb_mesh_fixed {
  uint32_t point_count;
  uint32_t normal_count; // point_count, or 0: not lit
  uint32_t color_count;  // point_count, or 1
  uint32_t triangle_count;
  uint32_t two_sided; // 0 or 1
  float shine;        // 0 to 1
} nb_mesh_fixed;

// Runs of points joined by lines, with round joins: where two lines of a run join they count once. A run of one
// point, or of length zero, is a dot where caps are round, else nothing.
typedef struct nb_strokes_fixed {
  float width;  // points, above 0
  uint32_t cap; // nb_cap
  float lift;   // widths, 0 to NB_LIST_MAX_LIFT
  uint32_t point_count;
  uint32_t color_count; // point_count, or 1
  uint32_t run_count;
} nb_strokes_fixed;

// Round discs that face the camera.
typedef struct nb_dots_fixed {
  float lift; // sizes, 0 to NB_LIST_MAX_LIFT
  uint32_t point_count;
  uint32_t color_count; // point_count, or 1
  uint32_t size_count;  // point_count, or 1: points across, above 0
} nb_dots_fixed;

#endif
