// Running a tape: forward from the first node, backward from the cost.
#include <string.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

typedef void (*step)(const tape_run *run, const tape_node *node);

static const struct {
  step forward, backward;
} steps[TAPE_OPERATION_COUNT] = {
#define TAPE_STEPS(name) [TAPE_##name] = {tape_##name##_forward, tape_##name##_backward},
    TAPE_OPERATIONS(TAPE_STEPS)
#undef TAPE_STEPS
};

static nb_error not_finite(const nb_tape *tape, nb_var node, const char *what)
{
  return nb_fail(NB_NOT_FINITE, "tape: %s of node %u, %s \"%s\", is not finite", what, node,
                 nb_tape_operation(tape, node), nb_tape_name_of(tape, node));
}

nb_error nb_tape_forward(nb_tape *tape, const float *parameters)
{
  tape_run run = {tape, parameters, NULL, nb_dense_best()};
  if (nb_failed(tape->error))
    return tape->error;
  for (nb_var var = 1; var <= tape->nodes; var++) {
    const tape_node *node = tape_node_at(tape, var);
    if (steps[node->operation].forward)
      steps[node->operation].forward(&run, node);
    if (!run.kernels->finite(tape_value(&run, var), node->count))
      return not_finite(tape, var, "a value");
  }
  return nb_ok();
}

static void clear_gradients(const tape_run *run)
{
  if (run->tape->parameters > 0)
    memset(run->gradient, 0, run->tape->parameters * sizeof *run->gradient);
  for (nb_var var = 1; var <= run->tape->nodes; var++) {
    const tape_node *node = tape_node_at(run->tape, var);
    if (node->wanted && !node->of_parameter)
      memset((float *)run->tape + node->gradient, 0, node->count * sizeof(float));
  }
}

// The first parameter's node whose gradient is not finite, 0 for none.
static nb_var wild(const tape_run *run)
{
  for (nb_var var = 1; var <= run->tape->nodes; var++)
    if (tape_node_at(run->tape, var)->operation == TAPE_parameter &&
        !run->kernels->finite(tape_gradient(run, var), tape_node_at(run->tape, var)->count))
      return var;
  return 0;
}

nb_error nb_tape_backward(nb_tape *tape, const float *parameters, nb_var cost, float *gradient)
{
  tape_run run = {tape, parameters, gradient, nb_dense_best()};
  clear_gradients(&run);
  if (nb_failed(tape->error))
    return tape->error;
  if (nb_tape_count(tape, cost) != 1)
    return nb_fail(NB_BAD_SHAPE, "tape: the cost, node %u, has %zu elements; one is needed", cost,
                   nb_tape_count(tape, cost));
  if (!tape_gradient(&run, cost))
    return nb_ok();
  *tape_gradient(&run, cost) = 1;
  for (nb_var var = cost; var > 0; var--) {
    const tape_node *node = tape_node_at(tape, var);
    if (node->wanted && steps[node->operation].backward)
      steps[node->operation].backward(&run, node);
  }
  nb_var beyond = wild(&run);
  if (!beyond)
    return nb_ok();
  clear_gradients(&run);
  return not_finite(tape, beyond, "the gradient");
}
