#include "nabla/math/expression.h"

#include <math.h>

#include "nabla/math/expression_code.h"

static double function_value(int op, double x)
{
  switch (op) {
#define CASE(id, name, value, derivatives)                                                                   \
  case EXPRESSION_##id:                                                                                      \
    return value;
    EXPRESSION_FUNCTIONS(CASE)
  default:
    return -x;
  }
}

static double pair_value(int op, double x, double y)
{
  switch (op) {
    EXPRESSION_PAIRS(CASE)
#undef CASE
  default:
    return 0;
  }
}

double nb_expression_value(const nb_expression *f, const double *variables)
{
  double stack[NB_EXPRESSION_DEPTH] = {0};
  int top = -1;
  for (uint32_t at = 0; at < f->size; at++) {
    int op = f->code[at];
    if (op == EXPRESSION_CONSTANT)
      stack[++top] = f->constants[f->code[++at]];
    else if (op == EXPRESSION_VARIABLE)
      stack[++top] = variables[f->code[++at]];
    else if (op == EXPRESSION_WHOLE)
      stack[top] = expression_whole_power(stack[top], f->code[++at] - 128);
    else if (op < EXPRESSION_FIRST_PAIR)
      stack[top] = function_value(op, stack[top]);
    else {
      stack[top - 1] = pair_value(op, stack[top - 1], stack[top]);
      top--;
    }
  }
  return stack[0];
}

static nb_expression_at moved_to(const nb_expression_at *at, nb_vec2 p)
{
  nb_expression_at moved = *at;
  moved.variables[0] = p.x, moved.variables[1] = p.y;
  return moved;
}

float nb_expression_of_x(float x, const void *at)
{
  nb_expression_at moved = *(const nb_expression_at *)at;
  moved.variables[0] = x;
  return (float)nb_expression_value(moved.f, moved.variables);
}

float nb_expression_of_point(nb_vec2 p, const void *at)
{
  nb_expression_at moved = moved_to(at, p);
  return (float)nb_expression_value(moved.f, moved.variables);
}

nb_vec2 nb_expression_of_flow(nb_vec2 p, const void *at)
{
  nb_expression_at moved = moved_to(at, p);
  return nb_at((float)nb_expression_value(moved.f, moved.variables),
               (float)nb_expression_value(moved.g, moved.variables));
}
