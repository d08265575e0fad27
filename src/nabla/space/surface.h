// What is asked of heights: shared by surface.c and surface_lines.c.
#ifndef NABLA_SPACE_SURFACE_H
#define NABLA_SPACE_SURFACE_H

#include "nabla/space.h"

enum { SURFACE_MOST = 1024 };

// Which heights show. Where a surface goes on beyond its bounds it is cut away, and fades before it is, which says so.
typedef struct surface_reach {
  float low, high;           // what lies beyond is cut away
  float full_low, full_high; // what lies between does not fade
  bool bounded;
} surface_reach;

// Between them it fades in so many bands, straight in each: so a face that is cut where they meet fades as its neighbours do,
// however large they are.
enum { SURFACE_BANDS = 4 };

surface_reach surface_reach_of(const nb_heights *h);
float surface_shows(const surface_reach *r, float z); // how much, 0 to 1

bool surface_is_sound(const nb_heights *h);
nb_vec3 surface_at(const nb_heights *h, int column, int row);
// True where the four corners of a cell are there, and the surface does not jump between them.
bool surface_has_cell(const nb_heights *h, int column, int row);

// The normal over a point of the floor, by the corners of its cell; NaN where one of them is a hole.
nb_vec3 surface_normal(const nb_heights *h, nb_vec2 p);

// True where the surface jumps within a cell.
bool surface_jumps_in(const nb_heights *h, int column, int row);

// Where the surface jumps on an edge of a cell (0 right of its corner, 1 upward from the next, 2 and 3 beyond): true; and
// whether it runs off to infinity there.
bool surface_jump(const nb_heights *h, int column, int row, int edge, nb_vec2 *at, bool *pole);

// True where it runs off to infinity around a lone point of a cell.
bool surface_lone_pole(const nb_heights *h, int column, int row, nb_vec2 *at);

// The last point of the surface on the edge from a sample to the next along x, or up along y, where it ends there: true.
bool surface_end(const nb_heights *h, int column, int row, bool up, nb_vec3 *end);

bool surface_cell_end(const nb_heights *h, int column, int row, int edge,
                      nb_vec3 *end); // on an edge of a cell

// True where a cell's rim runs through it: the points where it does, in *a and *b.
bool surface_rim(const nb_heights *h, int column, int row, nb_vec3 *a, nb_vec3 *b);

#endif
