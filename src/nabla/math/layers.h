// Layers of networks, written down on a tape: functions that declare their parameters there and give the node
// of what comes out.
//
//   dense        nb_layer_linear nb_layer_dense nb_layer_norm
//   residual     nb_layer_residual
//   recurrent    nb_recurrent nb_recurrent_cell nb_recurrent_step nb_recurrent_run
//   transformer  nb_transformer nb_layer_transformer nb_causal_mask
//
// Each takes a name, which its parameters and steps begin with: nb_layer_dense(t, "h", ..) makes h.weights,
// h.biases, h.z and h, to be found by nb_tape_find. Parameters come in the flat array in the order in which
// they are listed here. A mistake is the tape's error, and the node 0.
//
//   nb_tape_input(t, "digit", (nb_shape){{32, 784}});
//   nb_var h = nb_layer_dense(t, "h", nb_tape_find(t, "digit"), 16, NB_RELU);
//   nb_var logits = nb_layer_linear(t, "logits", h, 10);
#ifndef NABLA_MATH_LAYERS_H
#define NABLA_MATH_LAYERS_H

#include "nabla/export.h"
#include "nabla/math/tape.h"

// x (.. inputs) to .. outputs: NAME.weights (outputs x inputs, NB_GLOROT), NAME.biases (zeros).
NB_API nb_var nb_layer_linear(nb_tape *tape, const char *name, nb_var x, uint32_t outputs);

// The same, as NAME.z, and an activation. Before ReLU and GELU the weights start as NB_HE.
NB_API nb_var nb_layer_dense(nb_tape *tape, const char *name, nb_var x, uint32_t outputs,
                             nb_activation activation);

// Layer norm over the last size: NAME.gains (ones), NAME.biases (zeros).
NB_API nb_var nb_layer_norm(nb_tape *tape, const char *name, nb_var x);

// x + linear(activation(linear(norm x))): what the layer does is added to what goes by it, with the norm
// first (He et al., "Identity mappings in deep residual networks", 2016). NAME.norm, NAME.hidden of so many
// neurons, NAME.back; the sum is NAME.
NB_API nb_var nb_layer_residual(nb_tape *tape, const char *name, nb_var x, uint32_t hidden,
                                nb_activation activation);

// ---- recurrent: one cell, used once for each moment. h is batch x size.

typedef enum nb_recurrence {
  NB_RNN, // h' = tanh(W x + b + U h + c) (Elman, "Finding structure in time", 1990)
  NB_GRU, // Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014, as PyTorch has it:
          //   reset r, update z = sigmoid(W x + b + U h + c)
          //   n = tanh(W x + b + r (U h + c)),  h' = (1 - z) n + z h
} nb_recurrence;

typedef struct nb_recurrent {
  nb_recurrence kind;
  uint32_t size;
  nb_var input_weights, hidden_weights; // W, U: NAME.input.weights, NAME.hidden.weights
  nb_var input_biases, hidden_biases;   // b, c: rows for r, z and n one after the other where it is a GRU
} nb_recurrent;

// Declares a cell for so many inputs; all weights start as NB_GLOROT.
NB_API nb_recurrent nb_recurrent_cell(nb_tape *tape, const char *name, nb_recurrence kind, uint32_t inputs,
                                      uint32_t size);

// The next h from x (batch x inputs) and h. It is named NAME, and within a GRU there are NAME.reset,
// NAME.update and NAME.new for r, z and n.
NB_API nb_var nb_recurrent_step(nb_tape *tape, const nb_recurrent *cell, const char *name, nb_var x,
                                nb_var h);

// Through all of x (moments x batch x inputs), from an h of zeros: the last h. The step at moment 0 is
// named NAME.0, and so on.
NB_API nb_var nb_recurrent_run(nb_tape *tape, const nb_recurrent *cell, const char *name, nb_var x);

// ---- transformer

typedef struct nb_transformer {
  uint32_t heads;  // 0 means 1; they share the width, which must be a multiple
  uint32_t hidden; // neurons between the two layers; 0 means 4 times the width
  nb_var mask;     // tokens x tokens, 0 where a token may not look; 0 for none
} nb_transformer;

// A block with the norms first, as GPT-2's (Vaswani et al., "Attention is all you need", 2017; Xiong et al.,
// "On layer normalization in the transformer architecture", 2020), over x (batch x tokens x width):
//
//      x -+-> norm -> q, k, v -> attention in each head -> back -(+)-+-> norm -> hidden, GELU -> back -(+)->
//         +--------------------------------------------------------+ +-----------------------------------+
//
// NAME.norm, NAME.qkv (queries, keys and values side by side), NAME.queries, NAME.keys and NAME.values (batch
// x heads x tokens x a head's width), NAME.attention (and .scores, .weights: batch x heads x tokens x
// tokens), NAME.back, NAME.seen (the first sum), NAME.mlp (a residual layer).
NB_API nb_var nb_layer_transformer(nb_tape *tape, const char *name, nb_var x, nb_transformer how);

// An input of tokens x tokens in which each token may look at itself and those before it.
NB_API nb_var nb_causal_mask(nb_tape *tape, const char *name, uint32_t tokens);

#endif
