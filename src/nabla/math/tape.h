// A tape: a computation on small tensors written down once, run forward and differentiated backward as often
// as one likes (reverse-mode differentiation; Linnainmaa 1970, Griewank and Walther, "Evaluating
// Derivatives", 2008, chapter 3).
//
//   tape        nb_tape_over nb_tape_error nb_tape_used
//   leaves      nb_tape_input nb_tape_variable nb_tape_parameter nb_tape_parameters nb_tape_start
//   by element  nb_tape_add nb_tape_subtract nb_tape_multiply nb_tape_minimum nb_tape_scale nb_tape_clamp
//               nb_tape_exponential nb_tape_activate
//   products    nb_tape_matmul nb_tape_matmul_transposed nb_tape_linear nb_tape_conv2d nb_tape_attention
//   by row      nb_tape_softmax nb_tape_masked_softmax nb_tape_log_softmax nb_tape_layer_norm nb_tape_pick
//               nb_tape_embedding
//   shape       nb_tape_broadcast nb_tape_reshape nb_tape_transpose nb_tape_slice nb_tape_concat
//   to a number nb_tape_sum nb_tape_mean nb_tape_cross_entropy nb_tape_mean_squared_error
//   running     nb_tape_forward nb_tape_backward
//   looking     nb_tape_name nb_tape_find nb_tape_nodes nb_tape_name_of nb_tape_operation nb_tape_operand
//               nb_tape_shape nb_tape_count nb_tape_value nb_tape_gradient nb_tape_place
//
// Every node is an operation on the nodes before it. Forward computes the values from the first node to the
// last. Backward goes the other way: each node knows how the cost changes with it, v' = dcost/dv, and adds to
// each of its operands u what it owes them, by the chain rule:
//
//      x ---> z = xW ---> a = tanh z ---> cost           u' = sum over the nodes v made from u of v' dv/du
//      W -----^
//
//   nb_tape *t;
//   nb_error e = nb_tape_over(s->arena, sizeof s->arena, &t);
//   nb_var x = nb_tape_input(t, "x", (nb_shape){{4, 2}});
//   nb_var target = nb_tape_input(t, "target", (nb_shape){{4, 1}});
//   nb_var w = nb_tape_parameter(t, "w", (nb_shape){{1, 2}}, NB_GLOROT);
//   nb_var cost = nb_tape_mean_squared_error(t, nb_tape_matmul_transposed(t, x, w), target);
//   if (nb_failed(nb_tape_error(t))) ..     // once, after everything has been written down
//   memcpy(nb_tape_value(t, NULL, x), corners, sizeof corners);
//   nb_tape_forward(t, parameters);
//   nb_tape_backward(t, parameters, cost, gradient);
//
// A tape lies in memory of the caller's and holds no pointer, so it may be copied and may lie in a scene's
// state. Parameters are one flat array of floats, and so is their gradient, kept by their owner: several
// tapes may share them. All other values and gradients stay in the tape until it is run again, to be drawn.
//
// A mistake (shapes that do not fit, a full arena) makes the node 0; operations on node 0 give 0, and the
// tape keeps the first error. One thread computes; sums are taken in a fixed order and all functions are our
// own, so the same numbers in give the same bits out on every machine.
#ifndef NABLA_MATH_TAPE_H
#define NABLA_MATH_TAPE_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/initial.h"
#include "nabla/math/network.h"

enum {
  NB_TAPE_RANK = 4,
  NB_TAPE_NAME = 32,             // bytes of a name, its end with them
  NB_TAPE_MAX_FLOATS = 1u << 26, // of one node
};

// A node by its number; 0 is no node.
typedef uint32_t nb_var;

// How long a tensor is in each direction, outermost first, 0 after the last: {{3, 4}} is 3 rows of 4, which
// lie one after the other. {{0}} is a single number.
typedef struct nb_shape {
  uint32_t sizes[NB_TAPE_RANK];
} nb_shape;

typedef struct nb_tape nb_tape;

// Begins an empty tape in bytes of the caller's memory, which must be aligned as a uint64_t is; *tape is its
// first byte. Fails, with *tape NULL, where the memory does not even hold an empty tape.
NB_API nb_error nb_tape_over(void *memory, size_t bytes, nb_tape **tape);

// The first thing that went wrong in writing the tape down, or NB_OK.
NB_API nb_error nb_tape_error(const nb_tape *tape);

// How many bytes of its memory it has taken.
NB_API size_t nb_tape_used(const nb_tape *tape);

// ---- leaves; names are cut to NB_TAPE_NAME - 1 bytes

// Data, which the caller sets through nb_tape_value. It begins as zeros and gets no gradient.
NB_API nb_var nb_tape_input(nb_tape *tape, const char *name, nb_shape shape);

// The same with a gradient.
NB_API nb_var nb_tape_variable(nb_tape *tape, const char *name, nb_shape shape);

// The next floats of the flat array of parameters, which nb_tape_start fills as initial says.
NB_API nb_var nb_tape_parameter(nb_tape *tape, const char *name, nb_shape shape, nb_initial initial);

// How many floats the parameters are in all.
NB_API size_t nb_tape_parameters(const nb_tape *tape);

// Random parameters to start from. The inputs of a parameter's neurons are all its sizes but the first.
NB_API void nb_tape_start(const nb_tape *tape, float *parameters, nb_random *random);

// ---- by element. The shapes of a and b need not be equal: they are put together at their last sizes, and
// where one has a size of 1, or none, it is repeated (NumPy's rule).

NB_API nb_var nb_tape_add(nb_tape *tape, nb_var a, nb_var b);
NB_API nb_var nb_tape_subtract(nb_tape *tape, nb_var a, nb_var b); // a - b
NB_API nb_var nb_tape_multiply(nb_tape *tape, nb_var a, nb_var b);
NB_API nb_var nb_tape_minimum(nb_tape *tape, nb_var a, nb_var b); // of equals, the gradient is a's
NB_API nb_var nb_tape_scale(nb_tape *tape, nb_var x, float factor);
NB_API nb_var nb_tape_clamp(nb_tape *tape, nb_var x, float low, float high); // no gradient beyond them
NB_API nb_var nb_tape_exponential(nb_tape *tape, nb_var x);                  // x is held within +-87
NB_API nb_var nb_tape_activate(nb_tape *tape, nb_var x, nb_activation activation);

// ---- products

// The matrices in the last two sizes: .. m k times .. k n is .. m n. The sizes before them are equal, or b
// has none.
NB_API nb_var nb_tape_matmul(nb_tape *tape, nb_var a, nb_var b);

// The same with b as .. n k: a times the transpose of b.
NB_API nb_var nb_tape_matmul_transposed(nb_tape *tape, nb_var a, nb_var b);

// x times the transpose of weights, plus biases: .. inputs, outputs x inputs, outputs. biases may be 0.
NB_API nb_var nb_tape_linear(nb_tape *tape, nb_var x, nb_var weights, nb_var biases);

typedef struct nb_conv2d {
  uint32_t stride;  // 0 means 1
  uint32_t padding; // zeros around the picture
} nb_conv2d;

// Pictures (count, channels, height, width) each compared with filters (filters, channels, height, width) at
// every place, plus biases (filters), which may be 0: cross-correlation, as the field has it.
NB_API nb_var nb_tape_conv2d(nb_tape *tape, nb_var pictures, nb_var filters, nb_var biases, nb_conv2d how);

// Scaled dot-product attention (Vaswani et al., "Attention is all you need", 2017, 3.2.1): each row of
// queries (.. n d) takes from values (.. m e) in proportion to the softmax of its products with keys (.. m
// d) over sqrt(d). mask (n m) is 0 where a query may not look; it may be 0 for none. What was scored and
// weighted is found by the names NAME.scores and NAME.weights.
NB_API nb_var nb_tape_attention(nb_tape *tape, const char *name, nb_var queries, nb_var keys, nb_var values,
                                nb_var mask);

// ---- by row: the last size

NB_API nb_var nb_tape_softmax(nb_tape *tape, nb_var x);
NB_API nb_var nb_tape_log_softmax(nb_tape *tape, nb_var x);

// Softmax over what the mask, which fits the last sizes of x, does not have 0 for; 0 for the rest.
NB_API nb_var nb_tape_masked_softmax(nb_tape *tape, nb_var x, nb_var mask);

// Each row less its mean, over the root of its variance plus 1e-5, times gains, plus biases (Ba et al.,
// "Layer normalization", 2016).
NB_API nb_var nb_tape_layer_norm(nb_tape *tape, nb_var x, nb_var gains, nb_var biases);

// The element of each row that indices, an input of x's shape without its last size, names. Indices are whole
// numbers as floats; one out of range is taken to the nearest in range.
NB_API nb_var nb_tape_pick(nb_tape *tape, nb_var x, nb_var indices);

// The row of table (rows, d) that each of indices names: the shape of indices, then d.
NB_API nb_var nb_tape_embedding(nb_tape *tape, nb_var table, nb_var indices);

// ---- shape

NB_API nb_var nb_tape_broadcast(nb_tape *tape, nb_var x, nb_shape shape); // by NumPy's rule
NB_API nb_var nb_tape_reshape(nb_tape *tape, nb_var x, nb_shape shape);   // as many elements, where they lie
NB_API nb_var nb_tape_transpose(nb_tape *tape, nb_var x, uint32_t one, uint32_t other); // two sizes swapped

// count of size number axis, from first on.
NB_API nb_var nb_tape_slice(nb_tape *tape, nb_var x, uint32_t axis, uint32_t first, uint32_t count);

// b after a along axis; their other sizes are equal.
NB_API nb_var nb_tape_concat(nb_tape *tape, nb_var a, nb_var b, uint32_t axis);

// ---- to a single number

NB_API nb_var nb_tape_sum(nb_tape *tape, nb_var x);
NB_API nb_var nb_tape_mean(nb_tape *tape, nb_var x);

// The mean over the rows of minus the log of the softmax that logits give to the target: targets are indices
// as of nb_tape_pick, or distributions of the shape of logits. They get no gradient.
NB_API nb_var nb_tape_cross_entropy(nb_tape *tape, nb_var logits, nb_var targets);

// The mean over all elements of (a - b)^2.
NB_API nb_var nb_tape_mean_squared_error(nb_tape *tape, nb_var a, nb_var b);

// ---- running

// Computes all nodes. Fails where the tape has an error, and with NB_NOT_FINITE at the first node with a
// value that is not finite, which it names; the nodes after it are then as they were.
NB_API nb_error nb_tape_forward(nb_tape *tape, const float *parameters);

// After forward: the gradient of cost, a single number, in all nodes, and in gradient as the parameters are
// laid out. Fails, with gradient zero, where the tape has an error, cost is not a single number, or the
// gradient is not finite. A tape without parameters takes NULL for both arrays.
NB_API nb_error nb_tape_backward(nb_tape *tape, const float *parameters, nb_var cost, float *gradient);

// ---- looking

// Gives a node a name, and returns the node.
NB_API nb_var nb_tape_name(nb_tape *tape, nb_var node, const char *name);

// The first node of that name, 0 where there is none.
NB_API nb_var nb_tape_find(const nb_tape *tape, const char *name);

// How many nodes there are: 1 to that number.
NB_API uint32_t nb_tape_nodes(const nb_tape *tape);

// Of a node: its name ("" where it has none), its operation's ("matmul"), the nodes it is made from (index 0,
// 1, 2; 0 where it has no such operand), its shape, its number of elements. Of node 0: "", 0, a single
// number, 0.
NB_API const char *nb_tape_name_of(const nb_tape *tape, nb_var node);
NB_API const char *nb_tape_operation(const nb_tape *tape, nb_var node);
NB_API nb_var nb_tape_operand(const nb_tape *tape, nb_var node, uint32_t index);
NB_API nb_shape nb_tape_shape(const nb_tape *tape, nb_var node);
NB_API size_t nb_tape_count(const nb_tape *tape, nb_var node);

// Where a node's value lies. A parameter's lies in parameters; for other nodes that may be NULL. NULL for
// node 0.
NB_API float *nb_tape_value(const nb_tape *tape, const float *parameters, nb_var node);

// Where its gradient lies, a parameter's in gradient; NULL where it gets none, as inputs and what is computed
// from nothing else.
NB_API float *nb_tape_gradient(const nb_tape *tape, const float *gradient, nb_var node);

// Where a parameter begins in the flat array.
NB_API size_t nb_tape_place(const nb_tape *tape, nb_var parameter);

#endif
