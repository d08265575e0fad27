// Writing a tape down, and looking into it.
#include "nabla/math/tape.h"

#include <stdio.h>
#include <string.h>

#include "nabla/math/tape_node.h"

enum { WORD = sizeof(float), ALIGNED = 8 };

nb_error nb_tape_over(void *memory, size_t bytes, nb_tape **tape)
{
  *tape = NULL;
  if (bytes < sizeof **tape)
    return nb_fail(NB_NO_MEMORY, "tape: %zu bytes do not hold even an empty tape, which takes %zu", bytes,
                   sizeof **tape);
  uint32_t capacity = bytes / WORD < UINT32_MAX ? (uint32_t)(bytes / WORD) : UINT32_MAX;
  *tape = memory;
  **tape = (nb_tape){.capacity = capacity,
                     .low = sizeof **tape / WORD,
                     .high = capacity / ALIGNED * ALIGNED,
                     .error = {.id = NB_OK}};
  return nb_ok();
}

nb_error nb_tape_error(const nb_tape *tape)
{
  return tape->error;
}

size_t nb_tape_used(const nb_tape *tape)
{
  return ((size_t)tape->low + tape->capacity - tape->high) * WORD;
}

// ---- shapes

uint32_t tape_rank(nb_shape shape)
{
  uint32_t rank = 0;
  while (rank < NB_TAPE_RANK && shape.sizes[rank] > 0)
    rank++;
  return rank;
}

uint32_t tape_elements(nb_shape shape)
{
  uint64_t count = 1;
  for (uint32_t axis = 0; axis < tape_rank(shape); axis++) {
    count *= shape.sizes[axis];
    if (count > NB_TAPE_MAX_FLOATS)
      return UINT32_MAX;
  }
  return (uint32_t)count;
}

bool tape_same(nb_shape a, nb_shape b)
{
  uint32_t rank = tape_rank(a);
  return rank == tape_rank(b) && memcmp(a.sizes, b.sizes, rank * sizeof *a.sizes) == 0;
}

uint32_t tape_last(nb_shape shape)
{
  uint32_t rank = tape_rank(shape);
  return rank ? shape.sizes[rank - 1] : 1;
}

const char *tape_words(nb_shape shape, char *words)
{
  int at = snprintf(words, TAPE_WORDS, "[");
  for (uint32_t axis = 0; axis < tape_rank(shape); axis++)
    at += snprintf(words + at, (size_t)(TAPE_WORDS - at), "%s%u", axis ? ", " : "", shape.sizes[axis]);
  snprintf(words + at, (size_t)(TAPE_WORDS - at), "]");
  return words;
}

// ---- errors

nb_var tape_fail(nb_tape *tape, nb_error error)
{
  if (!nb_failed(tape->error))
    tape->error = error;
  return 0;
}

nb_var tape_misfit(nb_tape *tape, const char *operation, nb_var a, nb_var b, const char *right)
{
  char words[2][TAPE_WORDS];
  tape_words(nb_tape_shape(tape, a), words[0]);
  if (!b)
    return tape_fail(tape, nb_fail(NB_BAD_SHAPE, "tape: %s of \"%s\" %s: %s", operation,
                                   nb_tape_name_of(tape, a), words[0], right));
  tape_words(nb_tape_shape(tape, b), words[1]);
  return tape_fail(tape,
                   nb_fail(NB_BAD_SHAPE, "tape: %s of \"%s\" %s and \"%s\" %s: %s", operation,
                           nb_tape_name_of(tape, a), words[0], nb_tape_name_of(tape, b), words[1], right));
}

bool tape_sound(nb_tape *tape, const nb_var *nodes, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (nodes[i] == 0 || nodes[i] > tape->nodes) {
      tape_fail(tape, nb_fail(NB_OUT_OF_RANGE, "tape: there is no node %u among %u", nodes[i], tape->nodes));
      return false;
    }
  return !nb_failed(tape->error);
}

// ---- nodes

// The offset of so many zeros at the upper end, 0 where they have no room.
static uint32_t take(nb_tape *tape, uint64_t floats)
{
  uint64_t rounded = (floats + ALIGNED - 1) / ALIGNED * ALIGNED;
  if (rounded > tape->high - tape->low)
    return 0;
  tape->high -= (uint32_t)rounded;
  memset((float *)tape + tape->high, 0, rounded * WORD);
  return tape->high;
}

static bool wants_gradient(const nb_tape *tape, const tape_node *node)
{
  if (node->operation == TAPE_variable || node->operation == TAPE_parameter)
    return true;
  for (int i = 0; i < 3; i++)
    if (node->from[i] && tape_node_at(tape, node->from[i])->wanted)
      return true;
  return false;
}

// Where the value and gradient are to lie: for a reshaped node where they were, for a parameter in the flat
// arrays, else in the arena. False where that is full.
static bool place(nb_tape *tape, tape_node *node, uint32_t kept)
{
  if (node->operation == TAPE_reshape) {
    const tape_node *source = tape_node_at(tape, node->from[0]);
    node->value = source->value, node->gradient = source->gradient;
    node->of_parameter = source->of_parameter;
    return true;
  }
  if (node->operation == TAPE_parameter) {
    node->value = node->gradient = tape->parameters;
    node->of_parameter = true;
    tape->parameters += node->count;
    return true;
  }
  node->value = take(tape, node->count);
  node->gradient = node->wanted ? take(tape, node->count) : 0;
  node->kept = kept ? take(tape, kept) : 0;
  return node->value && (!node->wanted || node->gradient) && (!kept || node->kept);
}

static const char *const operations[] = {
#define TAPE_WORD(name) #name,
    TAPE_LEAVES(TAPE_WORD) TAPE_OPERATIONS(TAPE_WORD)
#undef TAPE_WORD
};

nb_var tape_append(nb_tape *tape, tape_node node, uint32_t kept)
{
  enum { NODE = sizeof node / WORD };
  char words[TAPE_WORDS];
  if (nb_failed(tape->error))
    return 0;
  node.count = tape_elements(node.shape);
  if (node.count == UINT32_MAX || kept > NB_TAPE_MAX_FLOATS)
    return tape_fail(tape,
                     nb_fail(NB_OUT_OF_RANGE, "tape: %s of shape %s has more than %u elements",
                             operations[node.operation], tape_words(node.shape, words), NB_TAPE_MAX_FLOATS));
  node.wanted = wants_gradient(tape, &node);
  uint32_t low = tape->low;
  bool fits = tape->high - low >= NODE;
  tape->low += fits ? NODE : 0;
  if (!fits || !place(tape, &node, kept)) {
    tape->low = low;
    return tape_fail(tape, nb_fail(NB_NO_MEMORY, "tape: %zu bytes are full at node %u, %s of shape %s",
                                   (size_t)tape->capacity * WORD, tape->nodes + 1, operations[node.operation],
                                   tape_words(node.shape, words)));
  }
  *tape_node_at(tape, ++tape->nodes) = node;
  return tape->nodes;
}

static nb_var leaf(nb_tape *tape, tape_operation operation, const char *name, nb_shape shape,
                   nb_initial initial)
{
  return nb_tape_name(
      tape, tape_append(tape, (tape_node){.operation = operation, .shape = shape, .whole = {initial}}, 0),
      name);
}

nb_var nb_tape_input(nb_tape *tape, const char *name, nb_shape shape)
{
  return leaf(tape, TAPE_input, name, shape, NB_ZEROS);
}

nb_var nb_tape_variable(nb_tape *tape, const char *name, nb_shape shape)
{
  return leaf(tape, TAPE_variable, name, shape, NB_ZEROS);
}

nb_var nb_tape_parameter(nb_tape *tape, const char *name, nb_shape shape, nb_initial initial)
{
  return leaf(tape, TAPE_parameter, name, shape, initial);
}

size_t nb_tape_parameters(const nb_tape *tape)
{
  return tape->parameters;
}

void nb_tape_start(const nb_tape *tape, float *parameters, nb_random *random)
{
  for (nb_var var = 1; var <= tape->nodes; var++) {
    const tape_node *node = tape_node_at(tape, var);
    if (node->operation != TAPE_parameter)
      continue;
    uint32_t outputs = node->shape.sizes[0] ? node->shape.sizes[0] : 1;
    nb_initialise((nb_initial)node->whole[0], node->count / outputs, outputs, parameters + node->value,
                  node->count, random);
  }
}

// ---- looking

nb_var nb_tape_name(nb_tape *tape, nb_var node, const char *name)
{
  if (node > 0 && node <= tape->nodes)
    snprintf(tape_node_at(tape, node)->name, NB_TAPE_NAME, "%s", name);
  return node;
}

nb_var nb_tape_find(const nb_tape *tape, const char *name)
{
  for (nb_var node = 1; node <= tape->nodes; node++)
    if (strcmp(tape_node_at(tape, node)->name, name) == 0)
      return node;
  return 0;
}

uint32_t nb_tape_nodes(const nb_tape *tape)
{
  return tape->nodes;
}

static const tape_node *look(const nb_tape *tape, nb_var node)
{
  static const tape_node none;
  return node > 0 && node <= tape->nodes ? tape_node_at(tape, node) : &none;
}

const char *nb_tape_name_of(const nb_tape *tape, nb_var node)
{
  return look(tape, node)->name;
}

const char *nb_tape_operation(const nb_tape *tape, nb_var node)
{
  return node > 0 && node <= tape->nodes ? operations[look(tape, node)->operation] : "";
}

nb_var nb_tape_operand(const nb_tape *tape, nb_var node, uint32_t index)
{
  return index < 3 ? look(tape, node)->from[index] : 0;
}

nb_shape nb_tape_shape(const nb_tape *tape, nb_var node)
{
  return look(tape, node)->shape;
}

size_t nb_tape_count(const nb_tape *tape, nb_var node)
{
  return look(tape, node)->count;
}

size_t nb_tape_place(const nb_tape *tape, nb_var parameter)
{
  return look(tape, parameter)->value;
}

float *nb_tape_value(const nb_tape *tape, const float *parameters, nb_var node)
{
  const tape_node *found = look(tape, node);
  if (found->count == 0)
    return NULL;
  return found->of_parameter ? (float *)parameters + found->value : (float *)tape + found->value;
}

float *nb_tape_gradient(const nb_tape *tape, const float *gradient, nb_var node)
{
  const tape_node *found = look(tape, node);
  if (!found->wanted)
    return NULL;
  return found->of_parameter ? (float *)gradient + found->gradient : (float *)tape + found->gradient;
}
