// Lines along a flow: one, or as many as fill a picture evenly.
//
//   nb_streamline nb_streamlines nb_streamlines_memory nb_trace_streamline nb_trace_streamlines
//
//   A streamline goes along the field everywhere. It is followed by Runge-Kutta steps of fourth and fifth order
//   that choose their own length (Dormand and Prince, "A family of embedded Runge-Kutta formulae", 1980), along
//   the direction alone, so that steps are measured in length and not in time.
//
//   Evenly spaced lines (Jobard and Lefer, "Creating evenly-spaced streamlines of arbitrary density", 1997): a
//   new line begins at `spacing` beside one that is there, wherever there is room, and both its ends go on until
//   they come nearer than half of that to another line.
//
//      ~~~~~~~~~~~~~~~~~
//         . ~~~~~~~~~ .      . a start at `spacing`
//      ~~~~~~~~~~~~~~~~~
//
// No memory but the caller's.
#ifndef NABLA_MATH_STREAMLINE_H
#define NABLA_MATH_STREAMLINE_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/field.h"

typedef struct nb_streamline {
  uint32_t first, count; // of its points, in the direction of the flow
  bool closed;           // the first point follows the last again
} nb_streamline;

// Lines in memory of the caller's; the counts say what has been found. What does not fit is left out, whole
// lines at a time.
typedef struct nb_streamlines {
  nb_vec2 *points;
  uint32_t point_capacity;
  nb_streamline *lines;
  uint32_t line_capacity;
  uint32_t point_count, line_count;
} nb_streamlines;

// A field over an area, and how lines lie in it.
typedef struct nb_flow {
  nb_vector_field_function f;
  const void *context;
  nb_rect area;    // lines end where they leave it
  float spacing;   // between lines; 0: a fortieth of the area's greater side
  float longest;   // a line's length at most, to each side; 0: both sides of the area together
  float tolerance; // of a step; 0: a thousandth of the spacing
} nb_flow;

// How many bytes nb_trace_streamlines needs to work with, for so many points.
NB_API size_t nb_streamlines_memory(const nb_flow *flow, uint32_t point_capacity);

// Adds the line through p, to both sides. False, and nothing added, where the field is zero or not finite at p,
// p lies outside, or the line does not fit.
NB_API bool nb_trace_streamline(const nb_flow *flow, nb_vec2 p, nb_streamlines *lines);

// Fills the area with evenly spaced lines; memory is nb_streamlines_memory bytes, aligned to 8. The first line
// goes through the middle of the area. False where not all have fitted, or where the spacing is below a
// thousandth of the area's greater side (then there are none).
NB_API bool nb_trace_streamlines(const nb_flow *flow, void *memory, nb_streamlines *lines);

#endif
