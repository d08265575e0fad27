// The triangles of a mesh as a graphics card draws them: each three numbers of points. Those that reach beyond what can be
// shown are cut as they are for the processor (paint/space_mesh.h), and what is left of them has points of its own.
#ifndef PAINT_SPACE_FACES_H
#define PAINT_SPACE_FACES_H

#include "paint/space_mesh.h"

// What of a space is drawn first, by depth alone, and what shows only in order. What is opaque here and there is of the second
// kind.
typedef enum space_part {
  SPACE_OPAQUE,
  SPACE_CLEAR,
  SPACE_PARTS,
} space_part;

// In a corner: the number of one of the faces' own points.
#define SPACE_FACES_OWN 0x80000000u

// Reused from picture to picture.
typedef struct space_faces {
  uint32_t *corners[SPACE_PARTS];                     // three a triangle
  uint32_t count[SPACE_PARTS], capacity[SPACE_PARTS]; // of them
  space_point *points;
  uint32_t point_count, point_capacity;
  bool failed; // memory ran out: triangles are missing
} space_faces;

void space_faces_clear(space_faces *f);
void space_faces_free(space_faces *f);

// Adds triangles first to first + count - 1 of a mesh, whose points are points[0] and on; the first of these has the
// number `base`.
void space_faces_add(space_faces *f, const space_view *v, const nb_command *mesh, uint32_t first,
                     uint32_t count, const space_point *points, uint32_t base);

#endif
