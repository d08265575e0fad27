// What is asked of heights: shared by surface.c and surface_lines.c.
#ifndef NABLA_SPACE_SURFACE_H
#define NABLA_SPACE_SURFACE_H

#include "nabla/space.h"

enum { SURFACE_MOST = 1024 };

bool surface_is_sound(const nb_heights *h);
nb_vec3 surface_at(const nb_heights *h, int column, int row);
// True where the four corners of a cell are there, and the surface does not jump between them.
bool surface_has_cell(const nb_heights *h, int column, int row);

// The last point of the surface on the edge from a sample to the next along x, or up along y, where it ends there: true.
bool surface_end(const nb_heights *h, int column, int row, bool up, nb_vec3 *end);

// True where a cell's rim runs through it: the points where it does, in *a and *b.
bool surface_rim(const nb_heights *h, int column, int row, nb_vec3 *a, nb_vec3 *b);

#endif
