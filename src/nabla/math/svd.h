// What a matrix does to lengths: A = U S V^T.
//
//   nb_svd nb_rank nb_null_space nb_column_space nb_pseudo_inverse nb_mat_nearest
//
//   Every matrix takes some directions with right angles between them, the columns of V, to others with right
//   angles, those of U, and stretches them by the singular values s1 >= s2 >= .. >= 0. A circle becomes an
//   ellipse with the half axes s1 u1 and s2 u2.
//
//         v2 |                         s1 u1
//            |                        /
//            +---- v1      A        .+.
//                        ----->    /   ' s2 u2
//
// By one-sided Jacobi rotations (Hestenes 1958; Demmel and Veselic, "Jacobi's method is more accurate than
// QR", 1992): columns are turned in pairs until all stand square; their lengths are then the singular values.
// The small ones come out as exactly as the large where only the columns' scales differ.
#ifndef NABLA_MATH_SVD_H
#define NABLA_MATH_SVD_H

#include "nabla/math/matrix.h"

// Of an m x n matrix, with k the smaller of m and n: u is m x k, s is k numbers, the greatest first, v is n x
// k. Columns of u whose singular value is 0 (or below 2^-450 of the largest entry) are chosen to stand square on
// the others.
NB_API nb_error nb_svd(nb_mat a, nb_mat u, double *s, nb_mat v);

// How many dimensions are left when a has done its work: the singular values above max(m, n) eps s1.
NB_API nb_error nb_rank(nb_mat a, uint32_t *rank);

// What a takes to zero: the first *count columns of basis (n x n) stand square and have length one; the others
// are zero.
NB_API nb_error nb_null_space(nb_mat a, nb_mat basis, uint32_t *count);

// Where a can reach: the first *count columns of basis (m x m), likewise.
NB_API nb_error nb_column_space(nb_mat a, nb_mat basis, uint32_t *count);

// The n x m matrix that undoes what can be undone of a (Moore and Penrose): V S^-1 U^T, where what nb_rank
// does not count is left out.
NB_API nb_error nb_pseudo_inverse(nb_mat a, nb_mat result);

// The shortest of all x for which a x is nearest to b, column by column; of any shape and rank.
NB_API nb_error nb_mat_nearest(nb_mat a, nb_mat b, nb_mat x);

#endif
