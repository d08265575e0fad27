// Land to be walked on: round hills on sloping ground, as a function of the plane.
//
//   nb_land_height nb_land_gradient nb_land_level nb_land_along
//
//   height(p) = base + slope . p + the sum over the hills of rise exp(-|p - middle|^2 / (2 spread^2))
//
//              .-"-.             a hill is steepest one spread from its middle:
//          .-'   |   '-.         there it climbs by 0.61 rise / spread a unit
//   ___.-'  rise |       '-.___
//                |-----|
//                 spread
//
// height and gradient are functions as nb_curve's and field.h's are: the land is their context.
#ifndef NABLA_MATH_LAND_H
#define NABLA_MATH_LAND_H

#include "nabla/export.h"
#include "nabla/math/vector.h"

enum { NB_LAND_HILLS = 4 };

typedef struct nb_hill {
  nb_vec2 middle;
  float rise;   // below 0: a valley; 0: there is none
  float spread; // above 0
} nb_hill;

typedef struct nb_land {
  float base;    // the height of the ground at (0, 0)
  nb_vec2 slope; // of the ground, along x and along y
  nb_hill hills[NB_LAND_HILLS];
} nb_land;

NB_API float nb_land_height(nb_vec2 p, const void *land);
NB_API nb_vec2 nb_land_gradient(nb_vec2 p, const void *land);

// Where the land is level near `from`: the top of a hill, the bottom of a valley, or the pass between two, whichever Newton's
// method on the gradient comes to by steps of at most half the smallest spread. `from` where it comes to none.
NB_API nb_vec2 nb_land_level(const nb_land *land, nb_vec2 from);

// Where one comes to from `from` along the contour line through it, that far (to 1e-3 of it for ways as long as a spread), with the
// higher ground at one's right hand; below 0: at one's left. `from` where the land is level there.
NB_API nb_vec2 nb_land_along(const nb_land *land, nb_vec2 from, float way);

#endif
