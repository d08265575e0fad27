// Elimination: P A = L U, and what it solves.
//
//   nb_lu nb_mat_solve nb_mat_determinant nb_mat_inverse
//
//   P puts the rows in another order; L is a lower triangle with ones on its diagonal, which holds by how
//   much of one row another was lessened; U is the upper triangle that was left.
//
//        | 1         |  | u u u |
//        | l  1      |  |   u u |        det A = +-u11 u22 u33
//        | l  l   1  |  |     u |
//
// With partial pivoting (Golub and Van Loan, "Matrix Computations", 4th edition, 3.4): each pivot is the
// largest left in its column. n^3 / 3 multiplications.
#ifndef NABLA_MATH_LU_H
#define NABLA_MATH_LU_H

#include "nabla/math/matrix.h"

// Eliminates in a square a. In lu (of a's shape; it may be a itself) stand U on and above the diagonal and L
// below it. order[k] is the row of a that came to be row k, for a.rows of them; *odd is set where that takes
// an odd number of swaps. A singular matrix has zeros on U's diagonal and is no error.
NB_API nb_error nb_lu(nb_mat a, nb_mat lu, uint32_t *order, bool *odd);

// Solves a x = b for a square a; b and x have as many columns as there are right-hand sides. NB_SINGULAR
// where a pivot is no more than what rounding leaves of numbers that cancel. NB_NOT_FINITE where x does not
// fit doubles.
NB_API nb_error nb_mat_solve(nb_mat a, nb_mat b, nb_mat x);

// The determinant of a square a, by which it multiplies volumes. NB_NOT_FINITE where it does not fit a
// double.
NB_API nb_error nb_mat_determinant(nb_mat a, double *determinant);

// The inverse of a square a. Fails where nb_mat_solve does.
NB_API nb_error nb_mat_inverse(nb_mat a, nb_mat result);

#endif
