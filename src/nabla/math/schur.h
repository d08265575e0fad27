// Schur form: A = Z T Z^T with Z's columns square on each other, and T an upper triangle but for 2 x 2 blocks
// on its diagonal, one for each pair of complex eigenvalues. Not part of the interface.
#ifndef NABLA_MATH_SCHUR_H
#define NABLA_MATH_SCHUR_H

#include "nabla/math/matrix.h"

// Turns t, which holds A on entry with entries of about 1, into T; z becomes Z. False where it does not
// converge.
bool mat_schur(nb_mat t, nb_mat z);

#endif
