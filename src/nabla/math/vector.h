// Vectors and matrices of the plane, passed by value and laid out as cglm's.
//
//   angles     NB_TURN
//   types      nb_vec2 nb_vec3 nb_mat2 nb_mat3 nb_affine nb_rect (those of space: vector3.h)
//   vectors    nb_at nb_origin nb_add nb_sub nb_scale nb_dot nb_cross nb_length nb_unit nb_perp
//              nb_mix2 nb_polar
//   matrices   nb_identity2 nb_columns nb_apply nb_multiply nb_determinant nb_inverse nb_rotation
//              nb_least_squares2 nb_mat2_between
//   rectangle  nb_inside nb_rect_between
//   affine     nb_affine_identity nb_affine_apply nb_affine_multiply nb_affine_inverse nb_affine_bounds
//
// A matrix is its columns, named for what they are: where the basis vectors land.
//
//        | i.x  j.x |          nb_apply(m, v) = v.x * m.i + v.y * m.j
//    m = |          |
//        | i.y  j.y |
#ifndef NABLA_MATH_VECTOR_H
#define NABLA_MATH_VECTOR_H

#include <stdbool.h>

#include "nabla/export.h"

// A whole turn in radians. A float: NB_TURN / 4 is exactly the nearest to a right angle.
#define NB_TURN 6.2831853f

typedef struct nb_vec2 {
  float x, y;
} nb_vec2;

typedef struct nb_vec3 {
  float x, y, z;
} nb_vec3;

typedef struct nb_mat2 {
  nb_vec2 i, j; // the columns
} nb_mat2;

typedef struct nb_mat3 {
  nb_vec3 i, j, k; // the columns
} nb_mat3;

// A linear map followed by a shift: p goes to p.x * i + p.y * j + origin.
typedef struct nb_affine {
  nb_vec2 i, j, origin;
} nb_affine;

// An axis-aligned rectangle: its lower left corner (y points up) and its size.
typedef struct nb_rect {
  float x, y, width, height;
} nb_rect;

NB_API nb_vec2 nb_at(float x, float y);
NB_API nb_vec2 nb_origin(void);
NB_API nb_vec2 nb_add(nb_vec2 a, nb_vec2 b);
NB_API nb_vec2 nb_sub(nb_vec2 a, nb_vec2 b);
NB_API nb_vec2 nb_scale(float factor, nb_vec2 v);
NB_API float nb_dot(nb_vec2 a, nb_vec2 b);
NB_API float nb_cross(nb_vec2 a, nb_vec2 b); // a.x b.y - a.y b.x: the signed area that a and b span
NB_API float nb_length(nb_vec2 v);
NB_API nb_vec2 nb_unit(nb_vec2 v);                     // v / |v|; the zero vector stays zero
NB_API nb_vec2 nb_perp(nb_vec2 v);                     // v turned by +90 degrees
NB_API nb_vec2 nb_mix2(nb_vec2 a, nb_vec2 b, float t); // a at t = 0, b at t = 1, beyond them for t outside
NB_API nb_vec2 nb_polar(float radius, float angle);    // angle in radians from the x axis, counter-clockwise

NB_API nb_mat2 nb_identity2(void);
NB_API nb_mat2 nb_columns(nb_vec2 i, nb_vec2 j);
NB_API nb_mat2 nb_rotation(float angle); // radians, counter-clockwise
NB_API nb_vec2 nb_apply(nb_mat2 m, nb_vec2 v);
NB_API nb_mat2 nb_multiply(nb_mat2 a, nb_mat2 b); // b first, then a
NB_API float nb_determinant(nb_mat2 m);

// The inverse of m in *out. False, with *out untouched, where m is singular: |det m| <= 1e-12 of the product
// of its columns' lengths.
NB_API bool nb_inverse(nb_mat2 m, nb_mat2 *out);

// The shortest x for which m x comes nearest to b: the inverse's answer, or where m is singular (its smaller
// singular value below a millionth of the greater) the pseudo-inverse's. Zero where m is zero, or where an
// entry or the answer is not finite. This is how a dragged handle finds the field that moves it.
NB_API nb_vec2 nb_least_squares2(nb_mat2 m, nb_vec2 b);

// Entry by entry from a (t = 0, exactly) to b (t = 1, exactly): straight lines for where the basis vectors
// land. A rotation is crushed that way; nb_mat2_path (in mat2.h) turns it.
NB_API nb_mat2 nb_mat2_between(nb_mat2 a, nb_mat2 b, float t);

NB_API bool nb_inside(nb_rect r, nb_vec2 p);                   // in it or on its border
NB_API nb_rect nb_rect_between(nb_rect a, nb_rect b, float t); // a at t = 0, b at t = 1

NB_API nb_affine nb_affine_identity(void);
NB_API nb_vec2 nb_affine_apply(nb_affine m, nb_vec2 p);
NB_API nb_affine nb_affine_multiply(nb_affine a, nb_affine b); // b first, then a
NB_API bool nb_affine_inverse(nb_affine m, nb_affine *out); // false, with *out untouched, where m is singular
NB_API nb_rect nb_affine_bounds(nb_affine m, nb_rect r); // the smallest upright rectangle around r moved by m

#endif
