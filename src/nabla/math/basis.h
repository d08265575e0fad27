// Bases: making one of given vectors, projecting on what they span, and seeing a map in another.
//
//   nb_gram_schmidt nb_project nb_change_basis
//
// Vectors stand side by side as the columns of a matrix.
#ifndef NABLA_MATH_BASIS_H
#define NABLA_MATH_BASIS_H

#include "nabla/math/matrix.h"

// Gram-Schmidt, each column in turn: what lies along the directions found so far is taken away, and the rest
// is brought to length one; a column of which nothing but rounding is left is passed over. q is of a's shape;
// its first *count columns are then a basis of what a's span, with right angles, and the others zero. What
// cancels is taken away twice, which keeps the angles right to the last bits (Giraud and others, "Rounding
// error analysis of the classical Gram-Schmidt orthogonalization process", 2005).
NB_API nb_error nb_gram_schmidt(nb_mat a, nb_mat q, uint32_t *count);

// The foot of b, column by column, on what the columns of a span: the nearest point there.
NB_API nb_error nb_project(nb_mat a, nb_mat b, nb_mat foot);

// The map `a` for one whose basis vectors are the columns of p: p^-1 a p. Their words are turned into ours by
// p, moved, and turned back. NB_SINGULAR where the columns of p are no basis.
NB_API nb_error nb_change_basis(nb_mat a, nb_mat p, nb_mat result);

#endif
