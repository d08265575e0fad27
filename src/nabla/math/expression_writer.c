#include "nabla/math/expression_writer.h"

#include <math.h>
#include <string.h>

static void trouble(expression_writer *w, const char *what)
{
  if (w->trouble == NULL)
    w->trouble = what;
}

static void put(expression_writer *w, int byte)
{
  if (w->f->size < NB_EXPRESSION_CODE)
    w->f->code[w->f->size++] = (uint8_t)byte;
  else
    trouble(w, "the expression is too long");
}

// A new value comes on the stack; its code begins here.
static void push(expression_writer *w)
{
  if (w->depth < NB_EXPRESSION_DEPTH)
    w->starts[w->depth++] = w->f->size;
  else
    trouble(w, "too many values wait for each other here; brackets less deep would do");
}

void expression_put_constant(expression_writer *w, double value)
{
  nb_expression *f = w->f;
  uint8_t k = 0;
  push(w);
  while (k < f->constant_count && memcmp(&f->constants[k], &value, sizeof value) != 0)
    k++;
  if (k == NB_EXPRESSION_CONSTANTS) {
    _Static_assert(NB_EXPRESSION_CONSTANTS == 32, "the text says how many");
    trouble(w, "there are more than 32 different numbers");
    return;
  }
  if (k == f->constant_count)
    f->constants[f->constant_count++] = value;
  put(w, EXPRESSION_CONSTANT);
  put(w, k);
}

void expression_put_variable(expression_writer *w, int index)
{
  push(w);
  put(w, EXPRESSION_VARIABLE);
  put(w, index);
  w->f->uses |= (uint8_t)(1u << index);
}

// The constant that the value `below` the top of the stack is, if it is one.
static bool constant_at(const expression_writer *w, int below, double *value)
{
  if (w->depth <= below)
    return false;
  uint16_t start = w->starts[w->depth - 1 - below];
  uint16_t end = below == 0 ? w->f->size : w->starts[w->depth - below];
  if (end - start != 2 || w->f->code[start] != EXPRESSION_CONSTANT)
    return false;
  *value = w->f->constants[w->f->code[start + 1]];
  return true;
}

// Takes the last value off the stack again, with its code and the numbers that nothing else uses.
static void take_back(expression_writer *w)
{
  nb_expression *f = w->f;
  f->size = w->starts[--w->depth];
  f->constant_count = 0;
  for (uint32_t at = 0; at < f->size; at += f->code[at] <= EXPRESSION_WHOLE ? 2 : 1)
    if (f->code[at] == EXPRESSION_CONSTANT && f->code[at + 1] >= f->constant_count)
      f->constant_count = (uint8_t)(f->code[at + 1] + 1);
}

// What has just been written for the last value is worked out where it is made of constants alone.
static void fold(expression_writer *w)
{
  nb_expression alone = {0};
  uint16_t start = w->starts[w->depth - 1];
  alone.size = (uint16_t)(w->f->size - start);
  memcpy(alone.code, w->f->code + start, alone.size);
  memcpy(alone.constants, w->f->constants, sizeof alone.constants);
  double value = nb_expression_value(&alone, NULL);
  if (!isfinite(value))
    return;
  take_back(w);
  expression_put_constant(w, value);
}

void expression_put_function(expression_writer *w, int op)
{
  double value;
  bool constant = constant_at(w, 0, &value);
  put(w, op);
  if (constant && w->trouble == NULL)
    fold(w);
}

void expression_put_whole(expression_writer *w, int exponent)
{
  double value;
  bool constant = constant_at(w, 0, &value);
  if (exponent == 1)
    return;
  put(w, EXPRESSION_WHOLE);
  put(w, exponent + 128);
  if (constant && w->trouble == NULL)
    fold(w);
}

// Where the value before the last is the constant e, the power that they would make is exp of the last: quicker and
// more exact. Takes the constant out.
static bool is_exponential(expression_writer *w)
{
  double base;
  if (!constant_at(w, 1, &base) || base != 2.71828182845904523536)
    return false;
  uint16_t start = w->starts[w->depth - 2], end = w->starts[w->depth - 1];
  memmove(w->f->code + start, w->f->code + end, (size_t)(w->f->size - end));
  w->f->size = (uint16_t)(w->f->size - (end - start));
  w->depth--;
  return true;
}

void expression_put_pair(expression_writer *w, int op)
{
  double a, b;
  if (w->trouble != NULL)
    return;
  bool right = constant_at(w, 0, &b), both = right && constant_at(w, 1, &a);
  if (op == EXPRESSION_POW && right && b == rint(b) && fabs(b) <= WHOLE_MAX) {
    take_back(w);
    expression_put_whole(w, (int)b);
    return;
  }
  if (op == EXPRESSION_POW && is_exponential(w)) {
    expression_put_function(w, EXPRESSION_EXP);
    return;
  }
  put(w, op);
  w->depth--;
  if (both && w->trouble == NULL)
    fold(w);
}
