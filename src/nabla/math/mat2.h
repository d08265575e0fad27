// Matrices of the plane taken apart, and the way from one to another.
//
//   nb_transpose2 nb_trace2 nb_eigen2_of nb_svd2_of nb_polar2_of nb_mat2_turned nb_mat2_path
//
//   A map of the plane keeps the directions of its eigenvectors; it makes of the unit circle an ellipse, whose
//   half axes the singular values measure; and it is a stretch along two directions with a right angle,
//   followed by a rotation (the polar decomposition, M = R S):
//
//         .-.                .---.               .--.
//        (   )    S         (     )     R       /  /
//         '-'   ----->       '---'    ----->    '-'
//
// All are closed forms, worked out in double. Numbers that are not finite give zeros, and paths that end at
// once at b.
#ifndef NABLA_MATH_MAT2_H
#define NABLA_MATH_MAT2_H

#include "nabla/math/eigen.h"
#include "nabla/math/vector.h"

NB_API nb_mat2 nb_transpose2(nb_mat2 m);
NB_API float nb_trace2(nb_mat2 m); // the sum of the diagonal, and of the eigenvalues

// The eigenvalues, the greater first, or a pair of conjugates, the one with the positive imaginary part first.
typedef struct nb_eigen2 {
  nb_complex values[2];
  nb_vec2 directions[2]; // of length one; zero where the values are complex; the same twice for a shear
} nb_eigen2;

NB_API nb_eigen2 nb_eigen2_of(nb_mat2 m);

// m = u diag(s1, s2) v^T with s1 >= s2 >= 0. v is a rotation; u is one too unless m turns the plane over.
typedef struct nb_svd2 {
  nb_mat2 u, v;
  float s1, s2;
} nb_svd2;

NB_API nb_svd2 nb_svd2_of(nb_mat2 m);

// m = nb_rotation(angle) stretch, with a symmetric stretch; angle from -pi to pi. The stretch has a negative
// eigenvalue where m turns the plane over. Of all rotations this one is nearest to m.
typedef struct nb_polar2 {
  float angle;
  nb_mat2 stretch;
} nb_polar2;

NB_API nb_polar2 nb_polar2_of(nb_mat2 m);

// From a (t = 0) to b (t = 1) by turning and stretching evenly: what takes a to b, b a^-1, is a stretch and
// then a rotation, and at t both have gone so far. The plane never collapses on the way where det a and det b
// have the same sign. Entry by entry where a is singular.
NB_API nb_mat2 nb_mat2_turned(nb_mat2 a, nb_mat2 b, float t);

// From a to b as one would have it look. The rule: entry by entry (nb_mat2_between) where that shows what
// stays, turned where it would crush the plane.
//
// - Where b a^-1 has eigenvectors with positive eigenvalues, going entry by entry keeps both directions still
//   all the way: a shear shears, a stretch stretches.
// - Where every direction moves (complex eigenvalues) or both flip (negative ones), going entry by entry would
//   shrink the plane, for a half turn to a point: there it goes by nb_mat2_turned, and a rotation rotates.
// - Where the plane is turned over, or a or b is singular, it must collapse on the way, and does so once, entry
//   by entry.
//
// Both ways are smooth in t; between a shear and a rotation the rule changes over at once, so a matrix that is
// dragged across that line in the middle of its path is seen to jump.
NB_API nb_mat2 nb_mat2_path(nb_mat2 a, nb_mat2 b, float t);

#endif
