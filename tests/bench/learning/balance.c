#include <string.h>

#include "learning.h"
#include "nabla/math/cart_pole.h"
#include "nabla/math/elementary.h"
#include "nabla/math/layers.h"
#include "nabla/math/optimizer.h"
#include "nabla/math/probability.h"
#include "nabla/math/reinforcement.h"

enum { CARTS = 8, MOMENTS = 128, SAMPLES = CARTS * MOMENTS, BATCH = 128, ROUNDS = 40, EPOCHS = 6 };
enum { EPISODE = 500, EPISODES = 20, ARENA = 1 << 20, PARAMETERS = 1 << 10 };

// The same two networks over so many rows, to act with and to learn with: a tape each, the parameters in
// common.
typedef struct actor {
  nb_tape *tape;
  nb_var seen, logits, value;
  nb_var actions, old_logs, advantages, returns, cost; // to learn
} actor;

static actor write_down(void *arena, uint32_t rows)
{
  actor a;
  nb_tape_over(arena, ARENA, &a.tape);
  a.seen = nb_tape_input(a.tape, "seen", (nb_shape){{rows, 4}});
  a.logits = nb_layer_linear(a.tape, "logits", nb_layer_dense(a.tape, "policy", a.seen, 32, NB_TANH), 2);
  a.value = nb_layer_linear(a.tape, "value", nb_layer_dense(a.tape, "critic", a.seen, 32, NB_TANH), 1);
  return a;
}

static actor write_down_learning(void *arena)
{
  actor a = write_down(arena, BATCH);
  a.actions = nb_tape_input(a.tape, "actions", (nb_shape){{BATCH}});
  a.old_logs = nb_tape_input(a.tape, "old logs", (nb_shape){{BATCH}});
  a.advantages = nb_tape_input(a.tape, "advantages", (nb_shape){{BATCH}});
  a.returns = nb_tape_input(a.tape, "returns", (nb_shape){{BATCH, 1}});
  nb_var policy =
      nb_ppo_cost(a.tape, nb_chosen_logs(a.tape, a.logits, a.actions), a.old_logs, a.advantages, 0.2f);
  nb_var critic = nb_tape_mean_squared_error(a.tape, a.value, a.returns);
  nb_var entropy = nb_mean_entropy(a.tape, a.logits);
  a.cost = nb_tape_add(a.tape, policy, nb_tape_scale(a.tape, critic, 0.5f));
  a.cost = nb_tape_subtract(a.tape, a.cost, nb_tape_scale(a.tape, entropy, 0.01f));
  return a;
}

// What each cart went through, moment after moment; one value more than moments.
typedef struct history {
  float seen[CARTS][MOMENTS][4], actions[CARTS][MOMENTS], logs[CARTS][MOMENTS], rewards[CARTS][MOMENTS];
  float ended[CARTS][MOMENTS], values[CARTS][MOMENTS + 1];
  float advantages[CARTS][MOMENTS], returns[CARTS][MOMENTS];
} history;

static void look(const actor *a, const float *parameters, const nb_cart_pole *carts, uint32_t count)
{
  memcpy(nb_tape_value(a->tape, NULL, a->seen), carts, count * sizeof *carts);
  nb_tape_forward(a->tape, parameters);
}

static void act(history *h, const actor *a, nb_cart_pole *cart, uint32_t *age, int c, int t,
                nb_random *random)
{
  float chances[2];
  nb_softmax(nb_tape_value(a->tape, NULL, a->logits) + c * 2, chances, 2);
  uint32_t action = nb_categorical(random, chances, 2);
  memcpy(h->seen[c][t], cart, sizeof *cart);
  h->actions[c][t] = (float)action;
  h->logs[c][t] = nb_logarithm(chances[action]);
  h->rewards[c][t] = 1;
  *cart = nb_cart_pole_push(*cart, action ? NB_CART_POLE_PUSH : -NB_CART_POLE_PUSH);
  h->ended[c][t] = nb_cart_pole_fallen(*cart) || ++*age >= EPISODE;
  if (h->ended[c][t] != 0) {
    *cart = nb_cart_pole_start(random);
    *age = 0;
  }
}

static void collect(history *h, const actor *a, const float *parameters, nb_cart_pole *carts, uint32_t *ages,
                    nb_random *random)
{
  for (int t = 0; t <= MOMENTS; t++) {
    look(a, parameters, carts, CARTS);
    for (int c = 0; c < CARTS; c++) {
      h->values[c][t] = nb_tape_value(a->tape, NULL, a->value)[c];
      if (t < MOMENTS)
        act(h, a, &carts[c], &ages[c], c, t, random);
    }
  }
  for (int c = 0; c < CARTS; c++) {
    nb_advantages(h->rewards[c], h->ended[c], h->values[c], MOMENTS, 0.98f, 0.9f, h->advantages[c]);
    for (int t = 0; t < MOMENTS; t++)
      h->returns[c][t] = (h->advantages[c][t] + h->values[c][t]);
  }
  nb_normalise(&h->advantages[0][0], SAMPLES);
}

static void gather(const history *h, const actor *a, const uint32_t *picks)
{
  const float *sources[] = {&h->actions[0][0], &h->logs[0][0], &h->advantages[0][0], &h->returns[0][0]};
  const nb_var inputs[] = {a->actions, a->old_logs, a->advantages, a->returns};
  for (int row = 0; row < BATCH; row++) {
    memcpy(nb_tape_value(a->tape, NULL, a->seen) + row * 4, &h->seen[0][0][0] + picks[row] * 4,
           4 * sizeof(float));
    for (int i = 0; i < 4; i++)
      nb_tape_value(a->tape, NULL, inputs[i])[row] = sources[i][picks[row]];
  }
}

static float balanced(const actor *a, const float *parameters, nb_random *random)
{
  nb_cart_pole carts[CARTS] = {0};
  float steps = 0;
  for (int episode = 0; episode < EPISODES; episode++) {
    carts[0] = nb_cart_pole_start(random);
    for (int t = 0; t < EPISODE && !nb_cart_pole_fallen(carts[0]); t++, steps++) {
      look(a, parameters, carts, CARTS);
      uint32_t action = nb_largest(nb_tape_value(a->tape, NULL, a->logits), 2);
      carts[0] = nb_cart_pole_push(carts[0], action ? NB_CART_POLE_PUSH : -NB_CART_POLE_PUSH);
    }
  }
  return steps / EPISODES;
}

float learn_to_balance(uint64_t seed)
{
  static uint64_t acting[ARENA / 8], learning[ARENA / 8];
  static float parameters[PARAMETERS], gradient[PARAMETERS], moments[2 * PARAMETERS];
  static history h;
  actor a = write_down(acting, CARTS), l = write_down_learning(learning);
  size_t count = nb_tape_parameters(l.tape);
  nb_random random = nb_random_seed(seed, 0);
  nb_progress progress = {0};
  nb_cart_pole carts[CARTS];
  uint32_t ages[CARTS] = {0}, order[SAMPLES];
  const nb_schedule schedule = {.decay = NB_DECAY_LINEAR, .rate = 3e-3f, .steps = ROUNDS};
  memset(moments, 0, sizeof moments);
  nb_tape_start(l.tape, parameters, &random);
  for (int c = 0; c < CARTS; c++)
    carts[c] = nb_cart_pole_start(&random);
  for (uint32_t i = 0; i < SAMPLES; i++)
    order[i] = i;
  for (uint32_t round = 0; round < ROUNDS; round++) {
    collect(&h, &a, parameters, carts, ages, &random);
    for (int step = 0; step < EPOCHS * SAMPLES / BATCH; step++) {
      if (step % (SAMPLES / BATCH) == 0)
        nb_random_shuffle(&random, order, SAMPLES);
      gather(&h, &l, order + step % (SAMPLES / BATCH) * BATCH);
      nb_tape_forward(l.tape, parameters);
      nb_tape_backward(l.tape, parameters, l.cost, gradient);
      nb_clip_gradient(gradient, count, 0.5f);
      nb_optimize(&(nb_optimizer){.method = NB_ADAM, .rate = nb_rate(&schedule, round)}, &progress,
                  parameters, moments, gradient, count);
    }
  }
  return balanced(&a, parameters, &random);
}
