// Matrices of any size, in memory of the caller's: rows x columns doubles, row after row.
//
//   nb_mat nb_mat_identity nb_mat_copy nb_mat_multiply nb_mat_transpose nb_mat_norm nb_mat_from2
//   nb_mat_from3
//
//   double entries[] = {2, 1,
//                       1, 3};
//   nb_mat a = {2, 2, entries};
//
// What one does with them lies in a header for each way of taking a matrix apart:
//
//   lu.h           P A = L U      solving, determinant, inverse
//   cholesky.h     A = L L^T      of a positive definite matrix
//   qr.h           A = Q R        least squares, Gram-Schmidt, projections
//   eigen.h        A v = c v      of symmetric matrices, and of any
//   svd.h          A = U S V^T    rank, null and column space, what comes nearest
//   exponential.h  e^A            where x' = A x takes the plane
//   basis.h        P^-1 A P       the same map in other words
//
// For the plane vector.h and mat2.h are quicker, for space vector3.h.
//
// Entries are doubles, so that what is worked out here is right to a small multiple of n eps |A|, eps =
// 2^-52. Working memory is on the stack (at most 300 kB), which is why what takes a matrix apart stops at
// NB_MAT_MAX rows and columns. A result may not share memory with what it is made from, unless its function
// says so. Shapes that do not fit, numbers that are not finite and problems without an answer come back as an
// error with its text; the results are then all zeros.
#ifndef NABLA_MATH_MATRIX_H
#define NABLA_MATH_MATRIX_H

#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/vector.h"

enum { NB_MAT_MAX = 64 }; // rows or columns where a matrix is taken apart

typedef struct nb_mat {
  uint32_t rows, columns;
  double *entries; // entry (row, column) is entries[row * columns + column]
} nb_mat;

// Ones on the diagonal, zeros elsewhere.
NB_API void nb_mat_identity(nb_mat result);

// The entries of a plane matrix, in result (2 x 2).
NB_API nb_error nb_mat_from2(nb_mat2 m, nb_mat result);
// The entries of a matrix of space, in result (3 x 3).
NB_API nb_error nb_mat_from3(nb_mat3 m, nb_mat result);

// result (of a's shape) = a.
NB_API nb_error nb_mat_copy(nb_mat a, nb_mat result);

// result (a.rows x b.columns) = a b. NB_BAD_SHAPE unless a has as many columns as b has rows.
NB_API nb_error nb_mat_multiply(nb_mat a, nb_mat b, nb_mat result);

// result (a.columns x a.rows) = a turned over its diagonal.
NB_API nb_error nb_mat_transpose(nb_mat a, nb_mat result);

// The root of the sum of all squares (Frobenius), without overflow on the way; infinite where an entry is
// not finite.
NB_API double nb_mat_norm(nb_mat a);

#endif
