// Right angles: A = Q R, and what comes nearest.
//
//   nb_qr nb_mat_least_squares
//
//   The columns of Q have length one and stand square on each other; R, an upper triangle, says how those of
//   A are made of them: the first lies along q1, the second in the plane of q1 and q2, and so on.
//
//        b |\               Of all points a x the nearest to b is its foot: what is left over, b - a x, is
//          | \  b - a x     square to every column of a.
//          |__\_______
//              a x
//
// By Householder's reflections (Golub and Van Loan, "Matrix Computations", 5.2 and 5.3): each mirrors what is
// left of a column on to an axis. 2 m n^2 multiplications.
#ifndef NABLA_MATH_QR_H
#define NABLA_MATH_QR_H

#include "nabla/math/matrix.h"

// Of an m x n matrix with m >= n: q is m x n, r is n x n with no negative number on its diagonal. Where a
// column depends on those before it r has a number near zero there, and q a direction of its own choice.
NB_API nb_error nb_qr(nb_mat a, nb_mat q, nb_mat r);

// The x for which a x is nearest to b, column by column: a has at least as many rows as columns. NB_SINGULAR
// where columns of a depend on each other to the last few bits, so that there are many: nb_mat_nearest (in
// svd.h) then finds the shortest.
NB_API nb_error nb_mat_least_squares(nb_mat a, nb_mat b, nb_mat x);

#endif
