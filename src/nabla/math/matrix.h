// Matrices of any size, in memory of the caller's: rows x columns floats, row after row.
//
//   nb_matrix nb_matrix_multiply nb_matrix_transpose nb_matrix_determinant nb_matrix_solve
//   nb_matrix_inverse nb_matrix_least_squares
//
//   float entries[] = {2, 1,
//                      1, 3};
//   nb_matrix a = {2, 2, entries};
//
// Sums are taken in double. A result may not share memory with what it is made from. Shapes that do not fit
// are a breach of contract. For the plane vector.h is quicker.
#ifndef NABLA_MATH_MATRIX_H
#define NABLA_MATH_MATRIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"

enum { NB_MATRIX_MAX = 32 }; // rows or columns where one is solved, inverted or its determinant taken

typedef struct nb_matrix {
  uint32_t rows, columns;
  float *entries; // entry (row, column) is entries[row * columns + column]
} nb_matrix;

// result (a.rows x b.columns) = a b.
NB_API void nb_matrix_multiply(nb_matrix a, nb_matrix b, nb_matrix result);

// result (a.columns x a.rows) = a turned over its diagonal.
NB_API void nb_matrix_transpose(nb_matrix a, nb_matrix result);

// The determinant of a square a, by elimination with partial pivoting. It can be infinite where entries are
// huge; 0 where one is not finite.
NB_API double nb_matrix_determinant(nb_matrix a);

// Solves a x = b for a square a; b and x have as many columns as there are right-hand sides. By elimination
// with partial pivoting (Golub and Van Loan, "Matrix Computations", 3.4). False, and x zero, where a is
// singular to the precision of floats (a pivot is below 1e-7 of the largest entry), an entry is not finite,
// or x does not fit floats.
NB_API bool nb_matrix_solve(nb_matrix a, nb_matrix b, nb_matrix x);

// The inverse of a square a. False, and result zero, where nb_matrix_solve says so.
NB_API bool nb_matrix_inverse(nb_matrix a, nb_matrix result);

// The x for which a x is nearest to b, column by column: a has at least as many rows as columns. By
// Householder reflections (the same, 5.3). False, and x zero, where the columns of a depend on each other to
// the precision of floats, an entry is not finite, or x does not fit floats.
NB_API bool nb_matrix_least_squares(nb_matrix a, nb_matrix b, nb_matrix x);

#endif
