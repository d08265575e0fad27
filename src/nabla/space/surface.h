// What is asked of heights: shared by surface.c and surface_lines.c.
#ifndef NABLA_SPACE_SURFACE_H
#define NABLA_SPACE_SURFACE_H

#include "nabla/space.h"

enum { SURFACE_MOST = 1024 };

bool surface_is_sound(const nb_heights *h);
nb_vec3 surface_at(const nb_heights *h, int column, int row);
// True where the four corners of a cell are there, and the surface does not jump between them.
bool surface_has_cell(const nb_heights *h, int column, int row);

#endif
