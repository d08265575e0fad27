// What of a picture's spaces goes to the card: one buffer, written by all threads at once and orphaned for every picture.
//
//   points    24 bytes for each point of all meshes, and of triangles that were cut; then three for each triangle that is
//             not opaque, for it has to know its own order: two may be equally deep, as the faces of a flattened box
//   lines     64 bytes for each line and each dot
//   corners   the numbers of the points of opaque triangles
//
// All lie space by space, and lines that are opaque before those that are not.
#ifndef PAINT_GL_SOLIDS_H
#define PAINT_GL_SOLIDS_H

#include "paint/gl_api.h"
#include "paint/space.h"

// What there is of a space.
typedef struct gl_solid_set {
  size_t lines[SPACE_PARTS]; // where they lie in the buffer, bytes
  size_t corners;            // of what is opaque, the same
  uint32_t points;           // of what is not, the number of the first
  uint32_t corner_count[SPACE_PARTS], line_count[SPACE_PARTS];
  float low, high;    // depths are between these
  int x0, y0, x1, y1; // pixels of the canvas that may show something: x0 <= x < x1
} gl_solid_set;

typedef struct gl_solid_piece gl_solid_piece; // where a piece's part begins

typedef struct gl_solids {
  unsigned buffer;
  size_t capacity; // bytes
  gl_solid_set *sets;
  gl_solid_piece *pieces;
  size_t set_capacity, piece_capacity;
} gl_solids;

void gl_solids_open(gl_solids *s, const gl_api *api);
void gl_solids_close(gl_solids *s, const gl_api *api);

// Brings what spaces_make has made to the card: s->sets then has one for each space. Fails with NB_NO_GRAPHICS or
// NB_NO_MEMORY.
nb_error gl_solids_send(gl_solids *s, const gl_api *api, pool *threads, const spaces *from);

// Lets the vertex array that is bound read points (for triangles), or the lines that lie at `lines` as instances.
void gl_solids_read_points(const gl_solids *s, const gl_api *api);
void gl_solids_read_lines(const gl_solids *s, const gl_api *api, size_t lines);

#endif
