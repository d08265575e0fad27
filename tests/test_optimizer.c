// Optimizers against PyTorch's, clipping, schedules.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "nabla/math/optimizer.h"

#include "data/optimizer_reference.h"

// The sequence that make_optimizer_reference.py uses.
static float number(uint32_t i, uint32_t salt)
{
  return ((float)((i * 2654435761u + salt * 40503u) >> 21) - 1024) / 2048;
}

static void assert_reaches(const char *name, nb_optimizer optimizer, const double *expected)
{
  float parameters[OPTIMIZED], moments[2 * OPTIMIZED] = {0}, gradient[OPTIMIZED];
  nb_progress progress = {0};
  for (uint32_t i = 0; i < OPTIMIZED; i++)
    parameters[i] = number(i, 1);
  for (uint32_t step = 0; step < OPTIMIZED_STEPS; step++) {
    for (uint32_t i = 0; i < OPTIMIZED; i++)
      gradient[i] = parameters[i] - number(i, 5 + step);
    nb_optimize(&optimizer, &progress, parameters, moments, gradient, OPTIMIZED);
  }
  for (int i = 0; i < OPTIMIZED; i++)
    if (!(fabs(parameters[i] - expected[i]) <= 3e-6))
      fail_msg("%s: parameter %d is %.9g, PyTorch has %.9g", name, i, parameters[i], expected[i]);
}

static void every_optimizer_equals_pytorchs(void **state)
{
  (void)state;
  assert_reaches("descent", (nb_optimizer){.rate = 0.125f}, descent_parameters);
  assert_reaches("momentum", (nb_optimizer){.rate = 0.125f, .momentum = 0.875f}, momentum_parameters);
  assert_reaches("rmsprop", (nb_optimizer){.method = NB_RMSPROP, .rate = 0.0625f}, rmsprop_parameters);
  assert_reaches("adam", (nb_optimizer){.method = NB_ADAM, .rate = 0.0625f}, adam_parameters);
  assert_reaches(
      "adam as told",
      (nb_optimizer){
          .method = NB_ADAM, .rate = 0.0625f, .first = 0.75f, .second = 0.875f, .epsilon = 0.03125f},
      adam_told_parameters);
}

static void no_step_leaves_the_limits(void **state)
{
  (void)state;
  for (nb_method method = NB_DESCENT; method <= NB_ADAM; method++) {
    float parameters[] = {1, 2, 3, 4}, moments[8] = {0};
    const float gradient[] = {FLT_MAX, NAN, INFINITY, 0};
    nb_progress progress = {0};
    const nb_optimizer optimizer = {.method = method, .rate = 0.5f};
    for (int step = 0; step < 3; step++)
      nb_optimize(&optimizer, &progress, parameters, moments, gradient, 4);
    for (int i = 0; i < 4; i++)
      assert_true(fabsf(parameters[i]) <= 1e6f);
    assert_true(parameters[3] == 4 && parameters[1] == 2);
    for (int i = 0; i < 8; i++)
      assert_false(isnan(moments[i]));
  }
}

static void clipping_keeps_the_direction(void **state)
{
  (void)state;
  float gradient[] = {3, 0, -4};
  assert_float_equal(nb_clip_gradient(gradient, 3, 10), 5, 1e-6);
  assert_memory_equal(gradient, ((float[]){3, 0, -4}), sizeof gradient);
  assert_float_equal(nb_clip_gradient(gradient, 3, 1), 5, 1e-6);
  assert_float_equal(gradient[0], 0.6f, 1e-6);
  assert_float_equal(gradient[2], -0.8f, 1e-6);
  float huge[] = {FLT_MAX / 2, FLT_MAX / 2};
  nb_clip_gradient(huge, 2, 2);
  assert_float_equal(huge[0], sqrtf(2), 1e-5);
  float wild[] = {1, NAN};
  assert_true(nb_clip_gradient(wild, 2, 1) == 0 && wild[0] == 0 && wild[1] == 0);
}

static void rates_follow_their_schedules(void **state)
{
  (void)state;
  const nb_schedule constant = {.rate = 2, .warmup = 3};
  assert_float_equal(nb_rate(&constant, 0), 0.5f, 1e-6);
  assert_float_equal(nb_rate(&constant, 2), 1.5f, 1e-6);
  assert_float_equal(nb_rate(&constant, 900), 2, 1e-6);
  const nb_schedule stairs = {.decay = NB_DECAY_STAIRS, .rate = 8, .factor = 0.5f, .steps = 10};
  assert_float_equal(nb_rate(&stairs, 9), 8, 1e-5);
  assert_float_equal(nb_rate(&stairs, 10), 4, 1e-5);
  assert_float_equal(nb_rate(&stairs, 39), 1, 1e-5);
  const nb_schedule smooth = {.decay = NB_DECAY_EXPONENTIAL, .rate = 8, .factor = 0.25f, .steps = 10};
  assert_float_equal(nb_rate(&smooth, 5), 4, 1e-5);
  const nb_schedule line = {.decay = NB_DECAY_LINEAR, .rate = 8, .factor = 0.25f, .steps = 10};
  assert_float_equal(nb_rate(&line, 5), 5, 1e-5);
  assert_float_equal(nb_rate(&line, 50), 2, 1e-5);
  const nb_schedule wave = {.decay = NB_DECAY_COSINE, .rate = 8, .steps = 10, .warmup = 10};
  assert_float_equal(nb_rate(&wave, 10), 8, 1e-5);
  assert_float_equal(nb_rate(&wave, 15), 4, 1e-5);
  assert_float_equal(nb_rate(&wave, 20), 0, 1e-5);
  for (uint32_t step = 10; step < 20; step++)
    assert_true(nb_rate(&wave, step + 1) < nb_rate(&wave, step));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_optimizer_equals_pytorchs),
      cmocka_unit_test(no_step_leaves_the_limits),
      cmocka_unit_test(clipping_keeps_the_direction),
      cmocka_unit_test(rates_follow_their_schedules),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
