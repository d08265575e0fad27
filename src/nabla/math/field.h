// Functions of the plane and what calculus does with them, by numbers.
//
//   nb_field_gradient nb_field_hessian nb_field_flow nb_descent nb_descend nb_walk nb_walk_down
//
// A function is a C function with a context that is passed on; one that the viewer typed is such a function too
// (expression.h). Functions written in dual numbers have exact derivatives (derivative.h). What flows is drawn by
// streamline.h and particles.h. None of these gives anything that is not
// finite, however the function misbehaves.
#ifndef NABLA_MATH_FIELD_H
#define NABLA_MATH_FIELD_H

#include "nabla/export.h"
#include "nabla/math/vector.h"

typedef float (*nb_scalar_field)(nb_vec2 p, const void *context);
typedef nb_vec2 (*nb_vector_field_function)(nb_vec2 p, const void *context);

// The partial derivatives of f at p by central differences. They are right to about 1e-4 of f's size where f
// bends on a scale of 1. Zero where f is not finite around p.
NB_API nb_vec2 nb_field_gradient(nb_scalar_field f, const void *context, nb_vec2 p);

// The second derivatives of f at p, by central differences: columns (f_xx, f_xy) and (f_xy, f_yy). They are
// right to about 1e-3 of f's size. Zero where f is not finite around p.
NB_API nb_mat2 nb_field_hessian(nb_scalar_field f, const void *context, nb_vec2 p);

// Where a particle at p is after seconds dt (backwards for dt below 0) of p' = f(p), by one step of the
// classical Runge-Kutta method of fourth order. It stays at p where f is not finite on the way.
NB_API nb_vec2 nb_field_flow(nb_vector_field_function f, const void *context, nb_vec2 p, float dt);

// A walk downhill: from a place against the gradient there, `rate` times as far as it is long, again and again.
typedef struct nb_descent {
  nb_vec2 from;
  float rate;
  float steps;    // how many; the last of them is made in part
  float aim;      // for nb_walk_down: the last part of a step's time, 0 to below 1, when it stands and aims
  nb_rect within; // it ends with the first place outside; no width: nowhere
} nb_descent;

// Writes the places of the walk, its start first, and gives how many: at most `most`, 1 or more.
NB_API int nb_descend(nb_vector_field_function gradient, const void *context, nb_descent descent,
                      nb_vec2 *places, int most);

enum { NB_WALK_PLACES = 200 };

// That walk as one tells it, step by step: it goes to the next place, stands there, and aims for the one after. Before the first step
// it has aimed. It is the same at the same descent.steps, so that one can go back and forth in it.
//
//   o--------o-----*- - ->         o--------o--------*
//          foot   now, aimed 1                  foot = now, aimed 0 to 1
//   made 1, count 3                made 2, count 3
typedef struct nb_walk {
  float rate;                     // the descent's
  nb_vec2 places[NB_WALK_PLACES]; // the start, one after each whole step, and where it is on its way
  int count, made;                // of places, 1 to NB_WALK_PLACES; of whole steps
  nb_vec2 now, foot;              // where it is, and where it set off from or stands,
  nb_vec2 slope;                  // with the gradient there, by which it goes
  float aimed;                    // 0 to 1, gently: how far it has aimed from foot; 1 on its way
} nb_walk;

// The walk as far as descent.steps says. With .aim 0 it goes evenly, else gently from place to place.
NB_API nb_walk nb_walk_down(nb_vector_field_function gradient, const void *context, nb_descent descent);

#endif
