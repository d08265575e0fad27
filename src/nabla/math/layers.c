#include "nabla/math/layers.h"

#include <stdio.h>

#include "nabla/math/tape_node.h"

// NAME.part, for a node's name, which the tape cuts where it is too long.
typedef struct full_name {
  char text[2 * NB_TAPE_NAME];
} full_name;

static full_name join(const char *name, const char *part)
{
  full_name full;
  snprintf(full.text, sizeof full.text, "%s.%s", name, part);
  return full;
}

static nb_var parameter(nb_tape *tape, const char *name, const char *part, nb_shape shape, nb_initial initial)
{
  return nb_tape_parameter(tape, join(name, part).text, shape, initial);
}

static uint32_t width(const nb_tape *tape, nb_var x)
{
  return tape_last(nb_tape_shape(tape, x));
}

static nb_var linear(nb_tape *tape, const char *name, nb_var x, uint32_t outputs, nb_initial initial)
{
  nb_var weights = parameter(tape, name, "weights", (nb_shape){{outputs, width(tape, x)}}, initial);
  nb_var biases = parameter(tape, name, "biases", (nb_shape){{outputs}}, NB_ZEROS);
  return nb_tape_linear(tape, x, weights, biases);
}

nb_var nb_layer_linear(nb_tape *tape, const char *name, nb_var x, uint32_t outputs)
{
  return nb_tape_name(tape, linear(tape, name, x, outputs, NB_GLOROT), name);
}

nb_var nb_layer_dense(nb_tape *tape, const char *name, nb_var x, uint32_t outputs, nb_activation activation)
{
  nb_initial initial = activation == NB_RELU || activation == NB_GELU ? NB_HE : NB_GLOROT;
  nb_var z = linear(tape, name, x, outputs, initial);
  nb_tape_name(tape, z, join(name, "z").text);
  return nb_tape_name(tape, nb_tape_activate(tape, z, activation), name);
}

nb_var nb_layer_norm(nb_tape *tape, const char *name, nb_var x)
{
  nb_shape row = {{width(tape, x)}};
  nb_var gains = parameter(tape, name, "gains", row, NB_ONES);
  nb_var biases = parameter(tape, name, "biases", row, NB_ZEROS);
  return nb_tape_name(tape, nb_tape_layer_norm(tape, x, gains, biases), name);
}

nb_var nb_layer_residual(nb_tape *tape, const char *name, nb_var x, uint32_t hidden, nb_activation activation)
{
  nb_var normal = nb_layer_norm(tape, join(name, "norm").text, x);
  nb_var inner = nb_layer_dense(tape, join(name, "hidden").text, normal, hidden, activation);
  nb_var back = nb_layer_linear(tape, join(name, "back").text, inner, width(tape, x));
  return nb_tape_name(tape, nb_tape_add(tape, x, back), name);
}

static bool three_sizes(nb_tape *tape, const char *layer, nb_var x)
{
  if (tape_sound(tape, &x, 1) && tape_rank(nb_tape_shape(tape, x)) != 3)
    tape_misfit(tape, layer, x, 0, "three sizes are needed");
  return !nb_failed(nb_tape_error(tape));
}

// ---- recurrent

nb_recurrent nb_recurrent_cell(nb_tape *tape, const char *name, nb_recurrence kind, uint32_t inputs,
                               uint32_t size)
{
  uint32_t rows = kind == NB_GRU ? 3 * size : size;
  nb_recurrent cell = {.kind = kind, .size = size};
  cell.input_weights = parameter(tape, name, "input.weights", (nb_shape){{rows, inputs}}, NB_GLOROT);
  cell.hidden_weights = parameter(tape, name, "hidden.weights", (nb_shape){{rows, size}}, NB_GLOROT);
  cell.input_biases = parameter(tape, name, "input.biases", (nb_shape){{rows}}, NB_ZEROS);
  cell.hidden_biases = parameter(tape, name, "hidden.biases", (nb_shape){{rows}}, NB_ZEROS);
  return cell;
}

// Gate number 0, 1 or 2 of what a GRU's rows came to.
static nb_var gate(nb_tape *tape, nb_var rows, uint32_t number, uint32_t size)
{
  return nb_tape_slice(tape, rows, 1, number * size, size);
}

static nb_var gru_step(nb_tape *tape, const char *name, nb_var from_x, nb_var from_h, nb_var h, uint32_t size)
{
  nb_var open[2];
  for (uint32_t g = 0; g < 2; g++) {
    nb_var sum = nb_tape_add(tape, gate(tape, from_x, g, size), gate(tape, from_h, g, size));
    open[g] = nb_tape_activate(tape, sum, NB_SIGMOID);
    nb_tape_name(tape, open[g], join(name, g == 0 ? "reset" : "update").text);
  }
  nb_var reset = nb_tape_multiply(tape, open[0], gate(tape, from_h, 2, size));
  nb_var fresh = nb_tape_activate(tape, nb_tape_add(tape, gate(tape, from_x, 2, size), reset), NB_TANH);
  nb_tape_name(tape, fresh, join(name, "new").text);
  nb_var kept = nb_tape_multiply(tape, open[1], nb_tape_subtract(tape, h, fresh));
  return nb_tape_add(tape, fresh, kept);
}

nb_var nb_recurrent_step(nb_tape *tape, const nb_recurrent *cell, const char *name, nb_var x, nb_var h)
{
  nb_var from_x = nb_tape_linear(tape, x, cell->input_weights, cell->input_biases);
  nb_var from_h = nb_tape_linear(tape, h, cell->hidden_weights, cell->hidden_biases);
  nb_var next = cell->kind == NB_GRU ? gru_step(tape, name, from_x, from_h, h, cell->size)
                                     : nb_tape_activate(tape, nb_tape_add(tape, from_x, from_h), NB_TANH);
  return nb_tape_name(tape, next, name);
}

nb_var nb_recurrent_run(nb_tape *tape, const nb_recurrent *cell, const char *name, nb_var x)
{
  nb_shape shape = nb_tape_shape(tape, x);
  if (!three_sizes(tape, "recurrent run", x))
    return 0;
  nb_var h = nb_tape_input(tape, join(name, "start").text, (nb_shape){{shape.sizes[1], cell->size}});
  for (uint32_t moment = 0; h && moment < shape.sizes[0]; moment++) {
    char number[16];
    snprintf(number, sizeof number, "%u", moment);
    nb_var now = nb_tape_slice(tape, x, 0, moment, 1);
    now = nb_tape_reshape(tape, now, (nb_shape){{shape.sizes[1], shape.sizes[2]}});
    h = nb_recurrent_step(tape, cell, join(name, number).text, now, h);
  }
  return h;
}

// ---- transformer

// One of queries, keys and values, heads apart: batch x heads x tokens x a head's width.
static nb_var part_of(nb_tape *tape, const char *name, nb_var qkv, uint32_t number, uint32_t heads)
{
  static const char *const parts[] = {"queries", "keys", "values"};
  nb_shape shape = nb_tape_shape(tape, qkv);
  uint32_t size = shape.sizes[2] / 3;
  nb_var part = nb_tape_slice(tape, qkv, 2, number * size, size);
  nb_shape apart = {{shape.sizes[0], shape.sizes[1], heads, size / heads}};
  part = nb_tape_transpose(tape, nb_tape_reshape(tape, part, apart), 1, 2);
  return nb_tape_name(tape, part, join(name, parts[number]).text);
}

static nb_var attend(nb_tape *tape, const char *name, nb_var x, uint32_t heads, nb_var mask)
{
  uint32_t size = width(tape, x);
  nb_var normal = nb_layer_norm(tape, join(name, "norm").text, x);
  nb_var qkv = nb_layer_linear(tape, join(name, "qkv").text, normal, 3 * size);
  nb_var queries = part_of(tape, name, qkv, 0, heads), keys = part_of(tape, name, qkv, 1, heads);
  nb_var values = part_of(tape, name, qkv, 2, heads);
  nb_var seen = nb_tape_attention(tape, join(name, "attention").text, queries, keys, values, mask);
  seen = nb_tape_reshape(tape, nb_tape_transpose(tape, seen, 1, 2), nb_tape_shape(tape, x));
  return nb_layer_linear(tape, join(name, "back").text, seen, size);
}

nb_var nb_layer_transformer(nb_tape *tape, const char *name, nb_var x, nb_transformer how)
{
  if (!three_sizes(tape, "transformer", x))
    return 0;
  uint32_t size = width(tape, x), heads = how.heads ? how.heads : 1;
  uint32_t hidden = how.hidden ? how.hidden : 4 * size;
  nb_var seen = nb_tape_add(tape, x, attend(tape, name, x, heads, how.mask));
  nb_tape_name(tape, seen, join(name, "seen").text);
  return nb_tape_name(tape, nb_layer_residual(tape, join(name, "mlp").text, seen, hidden, NB_GELU), name);
}

nb_var nb_causal_mask(nb_tape *tape, const char *name, uint32_t tokens)
{
  nb_var mask = nb_tape_input(tape, name, (nb_shape){{tokens, tokens}});
  float *value = nb_tape_value(tape, NULL, mask);
  for (uint32_t row = 0; value && row < tokens; row++)
    for (uint32_t column = 0; column <= row; column++)
      value[row * tokens + column] = 1;
  return mask;
}
