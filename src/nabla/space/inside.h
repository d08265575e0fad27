// What the files of this folder share.
#ifndef NABLA_SPACE_INSIDE_H
#define NABLA_SPACE_INSIDE_H

#include "nabla/board/recorder.h"
#include "nabla/space.h"

bool space_is_finite(nb_vec3 p);

// Units of space that a point (1/120 board unit) is at p, in the space that is open. 0 where none is.
float space_point_size(const nb_board *b, nb_vec3 p);

// A point of a surface with that normal (of any length; 0: none), nearer to the viewer by as much as the surface falls off
// within `width` points beside it: a line of that width is not cut where the surface is seen from the side. It stands
// where it stood on the board.
nb_vec3 space_raised(const nb_board *b, nb_vec3 p, nb_vec3 normal, float width);

// Some point further than p in a direction square to `along`, and another square to both: all of length 1.
void space_sides(nb_vec3 along, nb_vec3 *u, nb_vec3 *v);

// The style of the k-th of three legs, 0 to 2, that come one after the other with reveal, as nb_way3 and nb_shares3 have them.
nb_style space_leg(nb_style style, int k);

// `count` items moved to where there is room for `capacity`; what the arena had taken stays until the frame ends. NULL
// without memory.
void *space_larger(nb_board *b, const void *items, uint32_t count, uint32_t capacity, size_t size);

// ---------------------------------------------------------------------------------------------------------------
// Runs of lines, collected and drawn at once.

typedef struct space_runs {
  nb_board *board;
  nb_vec3 *points;
  nb_rgba *colors; // where each point has its own
  uint32_t *lengths;
  uint32_t point_count, run_count, point_capacity, run_capacity;
  bool pen_down; // the last run goes on
  bool failed;
} space_runs;

space_runs space_runs_begin(nb_board *b, uint32_t points, uint32_t runs);
void space_runs_move(space_runs *r);          // what comes next begins a run
void space_runs_go(space_runs *r, nb_vec3 p); // to p; one that is not finite breaks the run
// Draws what was collected up to `reveal` of its whole length.
void space_runs_draw(space_runs *r, const nb_style *style, nb_color fallback, float width, float lift);

// ---------------------------------------------------------------------------------------------------------------
// A mesh being put together.

typedef struct space_corner {
  nb_vec3 at, normal;
  nb_rgba color;
} space_corner;

typedef struct space_body {
  nb_board *board;
  nb_vec3 *points, *normals;
  nb_rgba *colors;
  uint32_t *corners;
  uint32_t point_count, point_capacity, corner_count, corner_capacity;
  bool failed;
} space_body;

// Room for so many at first; it grows.
space_body space_body_begin(nb_board *b, uint32_t points, uint32_t triangles);
uint32_t space_body_point(space_body *m, space_corner c); // its number
void space_body_triangle(space_body *m, uint32_t a, uint32_t b, uint32_t c);
// A flat face with `count` corners, counter-clockwise from its front.
void space_body_face(space_body *m, const nb_vec3 *points, int count, nb_rgba color);
void space_body_draw(space_body *m, float shine);

// The colour of a body's surface.
nb_rgba space_fill(const nb_board *b, const nb_style *style, nb_color fallback);

#endif
