// Vectors and matrices of space, passed by value and laid out as cglm's. Axes are right-handed: x to the
// right, y away, z up, or as one likes; i x j = k.
//
//   vectors    nb_at3 nb_add3 nb_sub3 nb_scale3 nb_dot3 nb_cross3 nb_length3 nb_unit3 nb_mix3 nb_part3
//   matrices   nb_identity3 nb_columns3 nb_apply3 nb_multiply3 nb_transpose3 nb_determinant3 nb_inverse3
//              nb_rotation3 nb_mat3_between nb_mat3_turned nb_mat3_path
//
// A matrix is its columns, where the basis vectors land: nb_apply3(m, v) = v.x m.i + v.y m.j + v.z m.k. Its
// eigenvectors and singular values are found by eigen.h and svd.h, through nb_mat_from3.
#ifndef NABLA_MATH_VECTOR3_H
#define NABLA_MATH_VECTOR3_H

#include "nabla/math/vector.h"

NB_API nb_vec3 nb_at3(float x, float y, float z);
NB_API nb_vec3 nb_add3(nb_vec3 a, nb_vec3 b);
NB_API nb_vec3 nb_sub3(nb_vec3 a, nb_vec3 b);
NB_API nb_vec3 nb_scale3(float factor, nb_vec3 v);
NB_API float nb_dot3(nb_vec3 a, nb_vec3 b);
NB_API nb_vec3 nb_cross3(nb_vec3 a, nb_vec3 b); // square to both, as long as the area that they span
NB_API float nb_length3(nb_vec3 v);
NB_API nb_vec3 nb_unit3(nb_vec3 v);                    // v / |v|; the zero vector stays zero
NB_API nb_vec3 nb_mix3(nb_vec3 a, nb_vec3 b, float t); // a at t = 0, b at t = 1
NB_API nb_vec3 nb_part3(nb_vec3 v, nb_vec3 way); // v's shadow on the line along `way`; zero where that is

NB_API nb_mat3 nb_identity3(void);
NB_API nb_mat3 nb_columns3(nb_vec3 i, nb_vec3 j, nb_vec3 k);
NB_API nb_vec3 nb_apply3(nb_mat3 m, nb_vec3 v);
NB_API nb_mat3 nb_multiply3(nb_mat3 a, nb_mat3 b); // b first, then a
NB_API nb_mat3 nb_transpose3(nb_mat3 m);
NB_API float nb_determinant3(nb_mat3 m); // the signed volume that the columns span

// The inverse of m in *inverse. False, with *inverse untouched, where m is singular: |det m| <= 1e-12 of the
// product of its columns' lengths, or the inverse does not fit floats.
NB_API bool nb_inverse3(nb_mat3 m, nb_mat3 *inverse);

// Turns about an axis of any length, counter-clockwise for one whom it points at (Rodrigues). The identity
// where the axis is zero.
NB_API nb_mat3 nb_rotation3(nb_vec3 axis, float angle);

// From a to b: entry by entry; by turning and stretching evenly; and whichever of them shows what stays, as in
// mat2.h: turned where b a^-1 has complex or negative eigenvalues and does not turn space inside out.
NB_API nb_mat3 nb_mat3_between(nb_mat3 a, nb_mat3 b, float t);
NB_API nb_mat3 nb_mat3_turned(nb_mat3 a, nb_mat3 b, float t);
NB_API nb_mat3 nb_mat3_path(nb_mat3 a, nb_mat3 b, float t);

#endif
