// What the files that take matrices apart share: not part of the interface.
#ifndef NABLA_MATH_MATRIX_INSIDE_H
#define NABLA_MATH_MATRIX_INSIDE_H

#include <stddef.h>

#include "nabla/math/matrix.h"

#define MAT_EPSILON 0x1p-52

static inline double *mat_at(nb_mat m, uint32_t row, uint32_t column)
{
  return m.entries + (size_t)row * m.columns + column;
}

// NB_BAD_SHAPE unless m is rows x columns; `who` asks, `name` is what m is called there.
nb_error mat_expect(nb_mat m, uint32_t rows, uint32_t columns, const char *who, const char *name);

// NB_BAD_SHAPE unless m has 1 to NB_MAT_MAX rows and columns, NB_NOT_FINITE unless its entries are finite.
nb_error mat_check(nb_mat m, const char *who, const char *name);

// mat_check, and NB_BAD_SHAPE unless m is square.
nb_error mat_check_square(nb_mat m, const char *who, const char *name);

// NB_NOT_FINITE, and m all zeros, unless its entries are finite.
nb_error mat_check_result(nb_mat m, const char *who);

void mat_zero(nb_mat m);

void mat_swap_rows(nb_mat m, uint32_t a, uint32_t b);

// The largest absolute entry; 0 where there is none.
double mat_largest(nb_mat m);

// Multiplies all entries by 2^exponent, which loses nothing while they stay normal.
void mat_scale_by_power(nb_mat m, int exponent);

// The exponent by which m's largest entry is brought to 0.5 .. 1; 0 for a zero matrix.
int mat_power_to_one(nb_mat m);

// The sum over `count` of x[k * x_step] * y[k * y_step], in order.
double mat_dot(const double *x, size_t x_step, const double *y, size_t y_step, uint32_t count);

#endif
