// Directions that a map keeps: A v = c v.
//
//   nb_eigen_symmetric nb_eigenvalues nb_eigenvectors nb_complex
//
//   Along an eigenvector v the map only stretches, by its eigenvalue c. A symmetric matrix has n of them with
//   right angles between; another has as many real eigenvalues as directions that stay, and pairs of complex
//   ones, p + iq and p - iq, where it turns a plane.
//
//        ^  A v = 2 v
//       /      ^ A w         v keeps its direction, w does not
//      ^ v    /
//     /   w ->
//
// Symmetric matrices: cyclic Jacobi rotations (Golub and Van Loan, "Matrix Computations", 8.5). Others: to
// Hessenberg form by Householder's reflections and on to Schur form by Francis's double-shifted QR steps (the
// same, 7.4 and 7.5), then back substitution.
#ifndef NABLA_MATH_EIGEN_H
#define NABLA_MATH_EIGEN_H

#include "nabla/math/matrix.h"

typedef struct nb_complex {
  double real, imaginary;
} nb_complex;

// Of a symmetric a (the upper triangle is not read): values are a.rows numbers, the greatest first; the
// columns of vectors, of a's shape, are their directions, of length one and with right angles.
NB_API nb_error nb_eigen_symmetric(nb_mat a, double *values, nb_mat vectors);

// The eigenvalues of a square a, a.rows of them: by their real parts, the greatest first, and of a pair the one
// with the positive imaginary part first. Pairs are exact conjugates, and real values have 0 as their
// imaginary part. NB_NOT_CONVERGED where they do not settle, which no matrix is known to bring about.
NB_API nb_error nb_eigenvalues(nb_mat a, nb_complex *values);

// The same, and for the real ones the directions that stay: column k of vectors (of a's shape) has length one
// and belongs to values[k]; for complex values it is zero. A matrix that lacks directions, such as a shear,
// has some of them twice.
NB_API nb_error nb_eigenvectors(nb_mat a, nb_complex *values, nb_mat vectors);

#endif
