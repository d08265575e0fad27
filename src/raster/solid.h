// Solids: triangles, lines and dots of a space after its projection, sorted by the rows of tiles that they touch.
//
// The picture is cut into tiles of 16 x 16 pixels. A batch of solids has a list for each row of tiles, once all are added:
//
//     row of tiles 0:  solid 0 (columns 3 to 4), solid 7 (columns 2 to 2), ...
//     row of tiles 1:  solid 0 (columns 3 to 3), ...
//
// Batches are made by several threads, and read row by row in the order of their numbers, so that nobody can tell
// how many threads there were.
//
// Coordinates are pixels from the picture's upper left corner, y down. Depth grows toward the viewer, and is linear
// on the picture: 1 / distance under perspective, -distance without.
//
// The rules, which another painter has to follow to give the same picture:
//
//   corners     are rounded to 1/256 pixel; a sample belongs to a triangle where it lies inside, or on an upper or
//               left edge. Triangles that share an edge cover each sample of it once.
//   colours     are premultiplied sRGB bytes at a triangle's corners, linear between them in the world: c = (sum of
//               c_k d_k b_k) / (sum of d_k b_k) under perspective, b_k being the weights of the corners on the
//               picture, and are computed once for a pixel and a triangle: at the pixel's centre where the triangle
//               covers it or they change by at most 4 of 255 a pixel, else at the middle of the samples that it
//               covers.
//   surfaces    Triangles of one surface that meet within a pixel, share no sample there, and are nowhere less than half
//               a pixel high become one as far as that pixel goes: with the colour and the depth of the one that covers the
//               pixel's centre (of the first, where none does); where their colours differ by more than 3 of 255, with
//               the mean of them by samples.
//   quads       Two triangles that are the halves of a cell, and are one plane as far as can be seen, are painted as one
//               face: there are half as many, and no seam to join.
//   lines       are all that lies within half their width of the segment on the picture (less what lies beyond a butt
//               end), less the same of the segment before it in its run. Their depth is that of the nearest point
//               of the segment, so that a line is flat across its width. Dots are lines of length 0. Lines of one opaque
//               colour that meet within a pixel become one there.
//   thin        lines and dots of less than a pixel are a pixel wide, and fainter: alpha times their width (for a
//               dot, times its square).
//   order       at every sample by depth; where two are equal the later one is in front. (What lies in one plane is equal but for
//               rounding: whoever adds it brings the later nearer by more than that, as space_view_of does.)
//   blending    at every sample, from the farthest to the nearest, d' = s + d (1 - s.alpha); a pixel is the mean of
//               its samples.
#ifndef RASTER_SOLID_H
#define RASTER_SOLID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  SOLID_TILE = 16,
  SOLID_GRID = 256,  // of corners in a pixel
  SOLID_LATTICE = 8, // of these: half a step of the samples
  SOLID_REACH =
      7680, // corners and ends of lines lie within so many pixels of the picture's middle, both ways
};

typedef enum solid_kind {
  SOLID_FACE, // a triangle or a quad
  SOLID_LINE,
} solid_kind;

enum {
  SOLID_BUTT_START = 1, // the line ends square where it starts
  SOLID_BUTT_END = 2,
  SOLID_JOINED = 4, // another segment of the run ends where it starts
  SOLID_TURNS = 8,  // and it goes back on it
};

// Two cache lines, the first of which has all that a dot is painted from, and a line of one colour.
typedef struct solid {
  uint8_t kind;           // solid_kind
  uint8_t flat;           // one colour all over
  uint8_t quad;           // a face with four corners
  uint8_t deep;           // a face whose colours are times depth: they are to be divided by it
  uint8_t steep;          // a face whose colours are not to be believed outside of it
  uint8_t flags;          // of a line: SOLID_BUTT_START, ...
  uint32_t surface;       // of a face: that it is part of; 0 for none
  uint32_t color;         // where flat: premultiplied RGBA
  float slack;            // of a face: by how much its depth may be off
  float depth;            // at a face's first corner, a line's start
  float depth_x, depth_y; // a pixel; of a line, of its middle
  union {
    struct {
      int32_t corner_x[4], corner_y[4]; // 1/256 pixel, less the 1/32 that samples lie off their lattice;
                                        // clockwise; a triangle's fourth is its first
      uint32_t corner_key[4]; // of its place, depth and colour: who has the same key has the same of these
    };
    struct {
      float x, y;                     // its start
      float along_x, along_y, length; // direction of length 1 (0 for a dot), pixels
      float radius;
      float before_x, before_y, before_length; // of the segment that ends at the start
    };
  };
  float colors[3][4]; // there, a pixel right, a pixel down (a line: there, a pixel along it): RGBA, 0 to 255
} solid;

enum { SOLID_CACHE_LINE = 64 };
_Static_assert(sizeof(solid) == 2 * SOLID_CACHE_LINE, "solids lie in batches as cache lines do");

// A solid in a row of tiles.
typedef struct solid_entry {
  uint32_t solid;
  uint16_t row, first, last; // tiles down, and across
} solid_entry;

// A batch. Reused from frame to frame.
typedef struct solids {
  solid *items;
  solid_entry *entries; // in the order of the solids
  solid_entry *
      sorted; // by rows, after solids_sort: those of row r are from number until[r - 1] (0 for row 0) to until[r] - 1
  uint32_t *until;
  uint32_t count, capacity, entry_count, entry_capacity, sorted_capacity;
  int columns, rows, rows_capacity; // tiles
  float
      slack; // by how much the depth of faces may be off, where they are deep as a share of it; set by whoever adds them
  uint32_t surface; // of the faces that are added, set by whoever adds them; 0 for none
  bool loose;       // lines are kept wherever they lie, and put into no rows; set like surface
  bool failed;      // memory ran out: solids are missing
} solids;

// What lies in one row of tiles: from `at` to before `end`.
typedef struct solid_row {
  const solid_entry *at, *end;
} solid_row;

// A corner of a triangle.
typedef struct solid_corner {
  int32_t x, y; // solid_fixed of the place
  float depth;
  uint32_t color; // premultiplied
} solid_corner;

// An end of a line.
typedef struct solid_end {
  double x, y;
  float depth;
  uint32_t color; // premultiplied
} solid_end;

// A coordinate as corners have it. |v| must be below 2 SOLID_REACH.
int32_t solid_fixed(double v);

// And back: of where a face has its depth and colours, to begin with.
static inline float solid_from_fixed(int32_t v)
{
  return (float)(v + SOLID_LATTICE) / SOLID_GRID;
}

// Twice the area of a triangle on the picture, above 0 where its corners run clockwise (y down).
static inline int64_t solid_area(const solid_corner *a, const solid_corner *b, const solid_corner *c)
{
  return ((int64_t)b->x - a->x) * ((int64_t)c->y - a->y) - ((int64_t)c->x - a->x) * ((int64_t)b->y - a->y);
}

// Forgets all solids and makes ready for a picture of columns x rows tiles.
void solids_clear(solids *s, int columns, int rows);
void solids_free(solids *s);

// Sorts what was added by rows of tiles.
void solids_sort(solids *s);

// A row of what was sorted; an empty one where there is none.
static inline solid_row solids_row(const solids *s, int row)
{
  if (row >= s->rows || !s->sorted)
    return (solid_row){0};
  return (solid_row){s->sorted + (row > 0 ? s->until[row - 1] : 0), s->sorted + s->until[row]};
}

// Adds a triangle, in whichever direction its corners run. `deep`: depth is 1 / distance (see colours above).
void solids_triangle(solids *s, const solid_corner *a, const solid_corner *b, const solid_corner *c,
                     bool deep);

// Adds the triangles a b c and a c d as one face, where they are one on the picture, too: convex, in one plane to within the
// slack, and their colours linear to within 1 of 255. False where they are not; then they are to be added one by one.
bool solids_quad(solids *s, const solid_corner *a, const solid_corner *b, const solid_corner *c,
                 const solid_corner *d, bool deep);

// Adds a line `width` pixels wide, or a dot where both ends are one. flags: SOLID_BUTT_START and SOLID_BUTT_END. before:
// where the segment before it starts, which ends at a; null for none.
void solids_line(solids *s, const solid_end *a, const solid_end *b, double width, unsigned flags,
                 const solid_end *before);

#endif
