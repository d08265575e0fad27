// Spaces drawn with Cairo: as images, made by the CPU painter.
//
// Where Cairo draws pixels, the image has theirs; where it writes a file, so many that a board of 16 units across has 4,000:
// 300 to the inch on a page of 13 inches, as slides and handouts are.
#ifndef PAINT_CAIRO_SPACE_H
#define PAINT_CAIRO_SPACE_H

#include <cairo.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

// Draws the commands of a display list from an NB_OP_SPACE to its NB_OP_END, `size` bytes and `count` commands that have been
// checked, where Cairo's unit is the board's. Fails with NB_NO_MEMORY.
nb_error cairo_space(cairo_t *to, const void *commands, size_t size, uint32_t count);

#endif
