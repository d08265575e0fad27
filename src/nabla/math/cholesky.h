// The square root of a positive definite matrix: A = L L^T.
//
//   nb_cholesky nb_cholesky_solve
//
// A symmetric matrix is positive definite where x^T A x > 0 for every x but 0: a bowl, a covariance, a Gram
// matrix of independent vectors. L is a lower triangle with a positive diagonal; it takes round clouds of
// points to clouds whose covariance is A. (Golub and Van Loan, 4.2.)
#ifndef NABLA_MATH_CHOLESKY_H
#define NABLA_MATH_CHOLESKY_H

#include "nabla/math/matrix.h"

// The factor of a symmetric a; only its lower triangle is read. NB_SINGULAR, and l zero, where a is not
// positive definite.
NB_API nb_error nb_cholesky(nb_mat a, nb_mat l);

// Solves l l^T x = b, with l as nb_cholesky gave it; b and x have as many columns as there are right-hand
// sides.
NB_API nb_error nb_cholesky_solve(nb_mat l, nb_mat b, nb_mat x);

#endif
