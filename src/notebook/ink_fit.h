// Smooth curves through what a hand drew.
//
// Samples become as few cubic curves as stay within a tolerance of every sample (Philip J. Schneider, "An Algorithm
// for Automatically Fitting Digitized Curves", Graphics Gems, 1990): a cubic is fitted by least squares, its
// parameters are improved by Newton's method, and where that does not do it is cut where it is farthest off. Corners
// are found first and stay corners: a sample where the line arrives in one direction and leaves in quite another.
#ifndef NOTEBOOK_INK_FIT_H
#define NOTEBOOK_INK_FIT_H

#include "notebook/ink_stroke.h"

enum { INK_FIT_SAMPLES = 256 }; // at most in one call

// Fits curves to count samples (2 to INK_FIT_SAMPLES, no two neighbours equal, all finite) so that no sample is
// farther than `tolerance` (board units) from them. `start` is the direction in which they set out, or zero where it
// is to be found. Writes knots, the first of them at samples[0] and the last at samples[count - 1], and for each the
// number of its sample; both arrays have room for count. Widths are left alone. Returns how many there are.
int ink_fit(const nb_vec2 *samples, int count, nb_vec2 start, float tolerance, ink_knot *knots, int *at);

#endif
