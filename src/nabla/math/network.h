// Networks of dense layers, trained by gradient descent: forward, backward, descend.
//
//   shape      nb_network nb_network_check nb_network_layers NB_DENSE_FLOATS
//   parameters nb_network_parameters nb_network_weights nb_network_biases nb_network_start
//   passes     nb_pass nb_pass_over nb_pass_floats NB_PASS_FLOATS nb_network_forward nb_network_cost
//              nb_network_backward
//   training   nb_examples nb_pass_load nb_pass_draw nb_sgd nb_network_descend nb_network_step nb_network_score
//   numbers    nb_softmax nb_largest
//
// A network is plain data. Its parameters are one flat array of floats that its owner keeps, a scene in its
// State:
//
//   enum { PARAMETERS = NB_DENSE_FLOATS(784, 16) + NB_DENSE_FLOATS(16, 16) + NB_DENSE_FLOATS(16, 10) };
//   static const nb_network net = {
//       .sizes = {784, 16, 16, 10},
//       .output = NB_SOFTMAX,
//       .cost = NB_CROSS_ENTROPY,
//   };
//   typedef struct {
//     float parameters[PARAMETERS], velocity[PARAMETERS];
//   } State;
//
// Each layer but the input has its weights and then its biases there. The weights into one neuron lie side by
// side:
//
//   | layer 1: w00 w01 .. w0m, w10 .. w1m, .., wn0 .. wnm | b0 .. bn | layer 2: w00 .. | b0 .. | ..
//              into neuron 0   neuron 1                     z_j = sum_k w_jk a_k + b_j
//
// Training works on a pass: the activations and derivatives of a number of examples, in memory of the
// caller's.
//
//   float memory[NB_PASS_FLOATS(32, 784, 16 + 16, 10)], gradient[PARAMETERS];
//   nb_pass pass = nb_pass_over(&net, 32, memory);
//   nb_pass_load(&net, &pass, &digits.train, picks);
//   float cost = nb_network_step(&net, s->parameters, s->velocity, gradient, &pass, (nb_sgd){.rate = 0.1f});
//
// Sums are taken in a fixed order, eight lanes wide, whatever the machine offers, and exponentials and
// logarithms are our own, so the same numbers in give the same bits out everywhere. Nothing allocates. The network must pass nb_network_check wherever one is
// asked for.
#ifndef NABLA_MATH_NETWORK_H
#define NABLA_MATH_NETWORK_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/random.h"

enum {
  NB_NETWORK_MAX_LAYERS = 8, // layers of neurons, the input with them
  NB_NETWORK_MAX_SIZE = 4096,
};

typedef enum nb_activation {
  NB_SIGMOID, // 1 / (1 + e^-z)
  NB_RELU,    // max(z, 0)
  NB_TANH,
  NB_IDENTITY, // z
  NB_GELU,     // z times how much of a standard normal lies below z (Hendrycks and Gimpel, 2016)
  NB_SOFTMAX,  // e^z over the layer's sum of them; for the output alone
} nb_activation;

typedef enum nb_cost {
  NB_QUADRATIC,     // the sum over the outputs of (a - target)^2
  NB_CROSS_ENTROPY, // minus the sum over the outputs of target ln a; the output must be NB_SOFTMAX
} nb_cost;

typedef struct nb_network {
  uint32_t sizes[NB_NETWORK_MAX_LAYERS]; // neurons in each layer, input first; 0 after the last
  nb_activation hidden, output;
  nb_cost cost;
} nb_network;

// How many floats the weights and biases between two layers are: for the sizes of arrays.
#define NB_DENSE_FLOATS(from, to) ((from) * (to) + (to))

// Is it a network: two layers or more, sizes up to NB_NETWORK_MAX_SIZE, an output that fits the cost?
NB_API nb_error nb_network_check(const nb_network *network);

// How many layers it has, the input with them: 4 for 784-16-16-10.
NB_API uint32_t nb_network_layers(const nb_network *network);

// How many parameters there are in all.
NB_API size_t nb_network_parameters(const nb_network *network);

// Where the weights, and the biases, of layer 1, 2, .. start among the parameters. The weight from neuron k
// to neuron j of that layer is at nb_network_weights(network, layer) + j * sizes[layer - 1] + k.
NB_API size_t nb_network_weights(const nb_network *network, uint32_t layer);
NB_API size_t nb_network_biases(const nb_network *network, uint32_t layer);

// Random weights to start from, uniform around 0, and biases of 0: NB_HE of initial.h before ReLU, else
// NB_GLOROT.
NB_API void nb_network_start(const nb_network *network, float *parameters, nb_random *random);

// What count examples leave in the layers: every array has count rows, a row for an example, each as long as
// its layer. Only a[0] exists of layer 0.
typedef struct nb_pass {
  uint32_t count;
  float *a[NB_NETWORK_MAX_LAYERS];  // activations; a[0] is the input, to be filled by the caller
  float *z[NB_NETWORK_MAX_LAYERS];  // weighted sums, before the activation
  float *da[NB_NETWORK_MAX_LAYERS]; // how each example's cost changes with a
  float *dz[NB_NETWORK_MAX_LAYERS]; // and with z
  float *targets;                   // what the last a ought to be, to be filled by the caller
} nb_pass;

// How many floats a pass over count examples takes. The macro says the same to the compiler, for inputs,
// hidden (the sum of the hidden layers' sizes) and outputs.
NB_API size_t nb_pass_floats(const nb_network *network, uint32_t count);
#define NB_PASS_FLOATS(count, inputs, hidden, outputs) ((count) * ((inputs) + 4 * (hidden) + 5 * (outputs)))

// Lays a pass out over nb_pass_floats floats of the caller's, whose contents are kept.
NB_API nb_pass nb_pass_over(const nb_network *network, uint32_t count, float *memory);

// From pass->a[0] to z and a of every layer.
NB_API void nb_network_forward(const nb_network *network, const float *parameters, nb_pass *pass);

// The mean over the examples of the cost that forward came to.
NB_API float nb_network_cost(const nb_network *network, const nb_pass *pass);

// After forward: da and dz of every layer from pass->targets, and the mean gradient over the examples, laid
// out as the parameters are. An output of 0 counts as 1e-12 in da where the cost divides by it.
NB_API void nb_network_backward(const nb_network *network, const float *parameters, nb_pass *pass,
                                float *gradient);

// Labelled pictures: count rows of bytes, as many as the network has inputs, where 0 stands for 0 and 255
// for 1.
typedef struct nb_examples {
  const uint8_t *pixels, *labels;
  uint32_t count;
} nb_examples;

// Fills the pass's inputs with the pass->count examples that picks names, and its targets with 1 at the label
// and 0 elsewhere. A pick beyond the examples counts round from 0 again; a label beyond the outputs sets no
// target.
NB_API void nb_pass_load(const nb_network *network, nb_pass *pass, const nb_examples *examples,
                         const uint32_t *picks);

// The same with examples that chance picks, each of them as likely as any other.
NB_API void nb_pass_draw(const nb_network *network, nb_pass *pass, const nb_examples *examples,
                         nb_random *random);

// Stochastic gradient descent.
typedef struct nb_sgd {
  float rate;     // how far down the gradient a step goes
  float momentum; // how much of the step before goes on, 0 to below 1
} nb_sgd;

// velocity = momentum * velocity + gradient, parameters = parameters - rate * velocity, count of each. A
// parameter that would leave +-1e6, or cease to be a number, stays where it is and loses its velocity:
// training can diverge, but a network of four layers or fewer stays finite.
NB_API void nb_network_descend(nb_sgd sgd, float *parameters, float *velocity, const float *gradient,
                               size_t count);

// Forward, backward and descend on a loaded pass. Returns the mean cost before the step.
NB_API float nb_network_step(const nb_network *network, float *parameters, float *velocity, float *gradient,
                             nb_pass *pass, nb_sgd sgd);

typedef struct nb_score {
  float cost;     // the mean
  float accuracy; // 0 to 1: how often the largest output is the label's
} nb_score;

// How well the network does on all examples, pass->count at a time; the pass is overwritten. Zeros for no
// examples.
NB_API nb_score nb_network_score(const nb_network *network, const float *parameters,
                                 const nb_examples *examples, nb_pass *pass);

// e^z over their sum, for count numbers; z and a may be the same. No finite z overflows.
NB_API void nb_softmax(const float *z, float *a, uint32_t count);

// The index of the largest of count numbers, the first of equals; 0 for none.
NB_API uint32_t nb_largest(const float *numbers, uint32_t count);

#endif
