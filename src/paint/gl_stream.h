// What of a picture goes to the card, in the form in which it lies there.
//
//   instances  16 bytes for each run of tiles, in the order in which they are painted
//   data       16-byte texels, read like memory: each batch's coverage, then its sources (ramps and images)
//
// Spaces, whose layers the card paints, go there by themselves (paint/gl_solids.h).
//
// Both are written by all threads at once into memory that the driver gives. The buffers are orphaned for every picture and
// the texture is one of three used in turn, so that nothing waits for a picture that the card is still painting.
#ifndef PAINT_GL_STREAM_H
#define PAINT_GL_STREAM_H

#include "paint/gl_api.h"
#include "paint/gl_shaders.h"

enum { GL_STREAM_TEXTURES = 3 };

// Tiles: x0 <= x < x1, y0 <= y < y1; none where x1 <= x0.
typedef struct gl_bounds {
  int x0, y0, x1, y1;
} gl_bounds;

static inline void gl_bounds_unite(gl_bounds *b, gl_bounds with)
{
  b->x0 = with.x0 < b->x0 ? with.x0 : b->x0;
  b->y0 = with.y0 < b->y0 ? with.y0 : b->y0;
  b->x1 = with.x1 > b->x1 ? with.x1 : b->x1;
  b->y1 = with.y1 > b->y1 ? with.y1 : b->y1;
}

// Instances one after the other that have a group and a program in common, and of spaces are of one.
typedef struct gl_segment {
  uint32_t group, first, count;
  uint32_t through; // the group that shows through a mask, else 0
  uint32_t space;   // of the plan
  gl_program_id program;
  gl_bounds bounds;
} gl_segment;

// The segments of a batch, kept from picture to picture.
typedef struct gl_segments {
  gl_segment *items;
  uint32_t count, capacity;
  bool failed; // memory ran out
} gl_segments;

typedef struct gl_stream {
  unsigned array, instances, staging; // vertex array and buffers
  unsigned textures[GL_STREAM_TEXTURES];
  int texture_rows[GL_STREAM_TEXTURES]; // of 1,024 texels
  int most_rows, turn;
  size_t instance_capacity, data_capacity; // bytes
  gl_segments segments[BATCHES_MAX];
} gl_stream;

void gl_stream_open(gl_stream *s, const gl_api *api);
void gl_stream_close(gl_stream *s, const gl_api *api);

// Brings a picture's batches to the card; the data's texture is then bound, and s->segments say what to draw. Fails with
// NB_NO_GRAPHICS or NB_NO_MEMORY.
nb_error gl_stream_send(gl_stream *s, const gl_api *api, pool *threads, const gl_picture *picture);

// Draws instances `first` to first + count - 1 with the program in use.
void gl_stream_draw(const gl_stream *s, const gl_api *api, uint32_t first, uint32_t count);

#endif
