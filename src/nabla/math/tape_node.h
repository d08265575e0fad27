// What a tape is made of, for the files that write it down and run it.
//
//   | nb_tape | node 1 | node 2 | ..  -->   free   <--  .. | floats of node 2 | floats of node 1 |
//
// Nodes hold offsets alone, counted in floats from the tape's first byte.
#ifndef NABLA_MATH_TAPE_NODE_H
#define NABLA_MATH_TAPE_NODE_H

#include <stdbool.h>

#include "nabla/math/dense.h"
#include "nabla/math/tape.h"

// The operations: name and words. Each but the leaves has a TAPE_NAME_forward and _backward.
#define TAPE_LEAVES(X)                                                                                       \
  X(input)                                                                                                   \
  X(variable)                                                                                                \
  X(parameter)
#define TAPE_OPERATIONS(X)                                                                                   \
  X(add)                                                                                                     \
  X(subtract)                                                                                                \
  X(multiply)                                                                                                \
  X(minimum)                                                                                                 \
  X(scale)                                                                                                   \
  X(clamp)                                                                                                   \
  X(exponential)                                                                                             \
  X(activate)                                                                                                \
  X(matmul)                                                                                                  \
  X(linear)                                                                                                  \
  X(conv2d)                                                                                                  \
  X(softmax)                                                                                                 \
  X(log_softmax)                                                                                             \
  X(layer_norm)                                                                                              \
  X(pick)                                                                                                    \
  X(embedding)                                                                                               \
  X(broadcast)                                                                                               \
  X(reshape)                                                                                                 \
  X(transpose)                                                                                               \
  X(slice)                                                                                                   \
  X(concat)                                                                                                  \
  X(sum)                                                                                                     \
  X(cross_entropy)                                                                                           \
  X(mean_squared_error)

#define TAPE_ID(name) TAPE_##name,
typedef enum tape_operation {
  TAPE_LEAVES(TAPE_ID) TAPE_OPERATIONS(TAPE_ID) TAPE_OPERATION_COUNT
} tape_operation;
#undef TAPE_ID

typedef struct tape_node {
  char name[NB_TAPE_NAME];
  tape_operation operation;
  nb_shape shape;
  uint32_t count; // of elements
  nb_var from[3];
  uint32_t value, gradient; // offsets; a parameter's are both its place in the flat array
  uint32_t kept;            // floats that forward leaves for backward
  uint32_t whole[4];        // the operation's integers
  float real[2];            // and its numbers
  bool of_parameter;        // value and gradient lie in the flat arrays
  bool wanted;              // has a gradient
} tape_node;

struct nb_tape {
  uint32_t capacity;   // of the arena, in floats, this header with it
  uint32_t low, high;  // what is free, in floats
  uint32_t nodes;      // how many, from the header on
  uint32_t parameters; // floats of the flat array that have been given to nodes
  nb_error error;
};

// One run over a tape.
typedef struct tape_run {
  nb_tape *tape;
  const float *parameters;
  float *gradient;
  const nb_dense_kernels *kernels;
} tape_run;

// ---- writing down

static inline tape_node *tape_node_at(const nb_tape *tape, nb_var node)
{
  return (tape_node *)(tape + 1) + node - 1;
}

// Fails the tape, which keeps its first error; gives node 0.
nb_var tape_fail(nb_tape *tape, nb_error error);

// Fails the tape with what operation does not accept: the shapes of a and b (which may be 0) in words, then
// what would be right.
nb_var tape_misfit(nb_tape *tape, const char *operation, nb_var a, nb_var b, const char *right);

// Are these nodes of the tape, and the tape sound? count of them; those that are allowed to be 0 are left
// out by the caller.
bool tape_sound(nb_tape *tape, const nb_var *nodes, uint32_t count);

// Adds a node filled with operation, shape, from and the operation's numbers. kept is how many floats it
// keeps for itself. Its value, gradient and kept floats are zero.
nb_var tape_append(nb_tape *tape, tape_node node, uint32_t kept);

// How many sizes a shape has; how many elements, UINT32_MAX where those are too many.
uint32_t tape_rank(nb_shape shape);
uint32_t tape_elements(nb_shape shape);
bool tape_same(nb_shape a, nb_shape b);

// The last size of a shape; 1 of a single number.
uint32_t tape_last(nb_shape shape);

// A shape in words: "[3, 4]".
enum { TAPE_WORDS = 64 };
const char *tape_words(nb_shape shape, char *words);

// ---- running

static inline float *tape_value(const tape_run *run, nb_var node)
{
  return nb_tape_value(run->tape, run->parameters, node);
}

static inline float *tape_gradient(const tape_run *run, nb_var node)
{
  return nb_tape_gradient(run->tape, run->gradient, node);
}

static inline float *tape_kept(const tape_run *run, const tape_node *node)
{
  return (float *)run->tape + node->kept;
}

static inline float *tape_own(const tape_run *run, const tape_node *node)
{
  return (float *)run->tape + node->value;
}

static inline const float *tape_own_gradient(const tape_run *run, const tape_node *node)
{
  return (float *)run->tape + node->gradient;
}

// A node's rows: of its first operand, x, whose last size they are as long as; value and gradient are the
// node's. dx is NULL where it is not wanted.
typedef struct tape_rows {
  uint32_t rows, size;
  const float *x, *gradient;
  float *value, *dx;
} tape_rows;

// A whole number below size from a float: the nearest there is.
uint32_t tape_index(float index, uint32_t size);

tape_rows tape_rows_of(const tape_run *run, const tape_node *node);

// value = the log of the softmax of r's rows x, and shares = the softmax.
void tape_log_shares(const tape_run *run, const tape_rows *r, float *value, float *shares);

#define TAPE_DECLARE(name)                                                                                   \
  void tape_##name##_forward(const tape_run *run, const tape_node *node);                                    \
  void tape_##name##_backward(const tape_run *run, const tape_node *node);
TAPE_OPERATIONS(TAPE_DECLARE)
#undef TAPE_DECLARE

#endif
