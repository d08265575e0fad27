// Writes the code of an expression, value by value, as the parser finds them: not part of the interface.
//
// Each function writes the code for what happens to the last values on the stack that the code will have. Where
// those are constants it is done at once.
#ifndef NABLA_MATH_EXPRESSION_WRITER_H
#define NABLA_MATH_EXPRESSION_WRITER_H

#include "nabla/math/expression_code.h"

typedef struct expression_writer {
  nb_expression *f;
  uint16_t starts[NB_EXPRESSION_DEPTH + 1]; // where the code of each value on the stack begins
  int depth;                                // values on the stack
  const char *trouble; // what did not fit, else NULL; then nothing that is written counts
} expression_writer;

void expression_put_constant(expression_writer *w, double value);
void expression_put_variable(expression_writer *w, int index);

// A function of the last value, or EXPRESSION_NEG.
void expression_put_function(expression_writer *w, int op);
// The last value to a whole power, at most WHOLE_MAX either way.
void expression_put_whole(expression_writer *w, int exponent);
// A function or operator of the last two values.
void expression_put_pair(expression_writer *w, int op);

#endif
