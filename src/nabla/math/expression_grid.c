// Expressions on a grid: operation by operation over blocks of a row, so that the cost of reading the code is
// shared and the compiler can use vectors. What depends on the row alone is worked out once for all of it.
#include <math.h>
#include <string.h>

#include "nabla/math/expression_code.h"

// Small enough that the stack stays in the first cache.
enum { BLOCK = 64 };

// A value for each place of a block, or one for all of them.
typedef struct lane {
  double at[BLOCK];
  bool same;
} lane;

static void widen(lane *x)
{
  for (int k = 1; k < BLOCK && x->same; k++)
    x->at[k] = x->at[0];
  x->same = false;
}

static void apply_function(int op, lane *a)
{
  int count = a->same ? 1 : BLOCK;
  switch (op) {
#define CASE(id, name, value, derivatives)                                                                   \
  case EXPRESSION_##id:                                                                                      \
    for (int k = 0; k < count; k++) {                                                                        \
      double x = a->at[k];                                                                                   \
      a->at[k] = value;                                                                                      \
    }                                                                                                        \
    break;
    EXPRESSION_FUNCTIONS(CASE)
#undef CASE
  default:
    for (int k = 0; k < count; k++)
      a->at[k] = -a->at[k];
  }
}

static void apply_pair(int op, lane *a, lane *b)
{
  int count = a->same && b->same ? 1 : BLOCK;
  if (count == BLOCK) {
    widen(a);
    widen(b);
  }
  switch (op) {
#define CASE(id, name, value, derivatives)                                                                   \
  case EXPRESSION_##id:                                                                                      \
    for (int k = 0; k < count; k++) {                                                                        \
      double x = a->at[k], y = b->at[k];                                                                     \
      a->at[k] = value;                                                                                      \
    }                                                                                                        \
    break;
    EXPRESSION_PAIRS(CASE)
#undef CASE
  default:
    break;
  }
}

// expression_whole_power, step by step for all places; squares, the most frequent, in one.
static void apply_whole(int n, lane *a)
{
  int count = a->same ? 1 : BLOCK;
  if (n == 2) {
    for (int k = 0; k < count; k++)
      a->at[k] *= a->at[k];
    return;
  }
  double power[BLOCK];
  for (int k = 0; k < count; k++) {
    power[k] = 1;
    a->at[k] = n < 0 ? 1 / a->at[k] : a->at[k];
  }
  for (unsigned left = (unsigned)(n < 0 ? -n : n); left > 0; left >>= 1) {
    for (int k = 0; k < count && (left & 1); k++)
      power[k] *= a->at[k];
    for (int k = 0; k < count; k++)
      a->at[k] *= a->at[k];
  }
  memcpy(a->at, power, (size_t)count * sizeof *power);
}

// stack[0] becomes the values; `first` holds the first variable's, the others are the same everywhere.
static void evaluate(const nb_expression *f, const double *first, const double *variables, lane *stack)
{
  int top = -1;
  stack[0].same = true, stack[0].at[0] = 0;
  for (uint32_t at = 0; at < f->size; at++) {
    int op = f->code[at];
    if (op == EXPRESSION_CONSTANT || (op == EXPRESSION_VARIABLE && f->code[at + 1] > 0)) {
      stack[++top].same = true;
      stack[top].at[0] =
          op == EXPRESSION_CONSTANT ? f->constants[f->code[at + 1]] : variables[f->code[at + 1]];
      at++;
    } else if (op == EXPRESSION_VARIABLE) {
      stack[++top].same = false;
      memcpy(stack[top].at, first, sizeof stack[top].at);
      at++;
    } else if (op == EXPRESSION_WHOLE) {
      apply_whole(f->code[++at] - 128, &stack[top]);
    } else if (op < EXPRESSION_FIRST_PAIR) {
      apply_function(op, &stack[top]);
    } else {
      apply_pair(op, &stack[top - 1], &stack[top]);
      top--;
    }
  }
  widen(&stack[0]);
}

static double between(double from, double size, uint32_t k, uint32_t count)
{
  return count > 1 ? from + size * k / (count - 1) : from;
}

void nb_expression_grid(const nb_expression *f, const double *variables, nb_rect area, uint32_t columns,
                        uint32_t rows, float *values)
{
  lane stack[NB_EXPRESSION_DEPTH];
  double others[NB_EXPRESSION_VARIABLES] = {0}, first[BLOCK];
  for (int k = 2; k < f->variable_count && variables != NULL; k++)
    others[k] = variables[k];
  for (uint32_t start = 0; start < columns; start += BLOCK) {
    uint32_t count = columns - start < BLOCK ? columns - start : BLOCK;
    for (uint32_t k = 0; k < BLOCK; k++)
      first[k] = between(area.x, area.width, start + (k < count ? k : 0), columns);
    for (uint32_t row = 0; row < rows; row++) {
      others[1] = between(area.y, area.height, row, rows);
      evaluate(f, first, others, stack);
      for (uint32_t k = 0; k < count; k++)
        values[(size_t)row * columns + start + k] = (float)stack[0].at[k];
    }
  }
}
