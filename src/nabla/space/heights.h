// How heights are sampled: shared by heights.c, heights_adapt.c and heights_poles.c.
#ifndef NABLA_SPACE_HEIGHTS_H
#define NABLA_SPACE_HEIGHTS_H

#include "nabla/space.h"

typedef struct sampler {
  float (*f)(nb_vec2 p, const void *context);
  const void *context;
  nb_heights h;
  nb_height_end *right, *up;
  float *z;
  uint8_t *cut, *block;
  float low, high;   // of the samples, or the bounds
  bool holes, jumps; // there are some
} sampler;

nb_vec2 sampler_place(const nb_heights *h, int column, int row);

// f at a sample; a little beside it where it is infinite, for a pole that samples lie on (1/x at 0) is as good as one between
// them: it is crossed, not a hole.
float sampler_ask(const sampler *s, int column, int row);

// From where to where the surface goes, into low and high. False where it is nowhere.
bool sampler_range(sampler *s);

// Columns or rows as sampler_adapt wants them, at least as many.
int sampler_adapted(int side);

// Samples f where it bends, and fills the rest between: z, block, low and high. False where the surface is nowhere. columns
// and rows are sampler_adapted.
bool sampler_adapt(sampler *s);

// Marks the edge from a sample to the right, or up, at which the surface jumps, and the cells to both sides of it.
void sampler_cut(sampler *s, int column, int row, bool up, nb_height_end end);

// Marks where a surface that has bounds runs off to infinity: the same way on both sides of a line, as 1/x^2 does, or around
// a lone point.
void sampler_find_poles(sampler *s);

#endif
