// Level lines of a sampled function: marching squares (Lorensen and Cline, "Marching cubes", 1987, in the
// plane), the pieces joined to lines.
//
//   nb_samples nb_contour_line nb_contour nb_contour_marks nb_contour_trace
//
//   Each cell's corners are above the level or not. A line enters a cell through the edge that has the higher
//   side on its left, and leaves it through another. Where the corners above lie opposite each other, the mean of
//   the four says whether they are joined through the middle.
//
//      3 --- 2 --- 2        corners have their numbers at the corners,
//      |           |        edges in their middles
//      3           1
//      |           |
//      0 --- 0 --- 1
#ifndef NABLA_MATH_CONTOUR_H
#define NABLA_MATH_CONTOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/vector.h"

// Samples on a grid: values[row * columns + column], row 0 at the lower edge of area and column 0 at its
// left.
typedef struct nb_samples {
  const float *values;
  uint32_t columns, rows; // 2 or more each, or there is nothing between them
  nb_rect area;
} nb_samples;

// A level line. The higher side is on its left.
typedef struct nb_contour_line {
  uint32_t first, count; // of its points, 2 or more
  bool closed;           // the first point follows the last again
} nb_contour_line;

// Lines in memory of the caller's. The counts go on where the capacities end, so that they say what would be
// needed.
typedef struct nb_contour {
  nb_vec2 *points;
  uint32_t point_capacity;
  nb_contour_line *lines;
  uint32_t line_capacity;
  uint32_t point_count, line_count; // what was found
} nb_contour;

// How many bytes of marks nb_contour_trace needs for columns x rows samples: one for each cell.
NB_API size_t nb_contour_marks(uint32_t columns, uint32_t rows);

// Adds the lines where the samples cross level to the contour, whose counts start at 0. A sample at the level
// counts as above. Cells with a corner that is not finite are left out, and lines end there as they do at the
// border. marks is working memory. True where everything has fitted; what has not is missing from the end,
// and a line lacks no points.
NB_API bool nb_contour_trace(const nb_samples *samples, float level, uint8_t *marks, nb_contour *contour);

#endif
