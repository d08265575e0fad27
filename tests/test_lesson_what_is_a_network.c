// The lesson on networks: its neuron is a weighted sum, its network learns to read while one watches, and is sure of static.
#include "lesson.h"

#include <stdio.h>

#include "nabla/math/dense.h"

#include "../scenes/neural-networks/what-is-a-network.c"

static State random_one, trained;
static nb_data data;

// As the lesson goes: to the end of the step in which it learns.
static int learn_once(void **unused)
{
  (void)unused;
  static char bytes[1 << 23];
  FILE *file = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  data = (nb_data){bytes, file ? fread(bytes, 1, sizeof bytes, file) : 0};
  if (file)
    fclose(file);
  nb_frame f = {.step = LEARN, .data = &data, .data_count = 1};
  random_one = *(const State *)nabla_scene.state;
  init(&random_one, &f);
  trained = random_one;
  for (int k = 0; k < (int)steps[LEARN].seconds * NB_TICKS_PER_SECOND; k++) {
    f.seconds = (float)k / NB_TICKS_PER_SECOND;
    tick(&trained, &f);
  }
  return data.size == 0;
}

static void a_neuron_is_a_weighted_sum_and_a_squash(void **unused)
{
  (void)unused;
  float sigmoid[1], sum = weighted_sum(&trained, trained.drawing), shifted = sum + trained.bias;
  double wanted = 0;
  for (int k = 0; k < PIXELS; k++)
    wanted += (double)painted_weight(&trained, k) * trained.drawing[k];
  assert_float_equal(sum, (float)wanted, 1e-4f);
  nb_dense_best()->activate(NB_SIGMOID, &shifted, sigmoid, 1);
  assert_float_equal(nb_squash(shifted), sigmoid[0], 1e-6f);
}

// The heaviest drawing is not the one with the largest sum: that is the ring.
static void more_ink_is_not_more_light(void **unused)
{
  (void)unused;
  float ink[SAMPLES] = {0}, truth, ring;
  for (int k = 0; k < SAMPLES * PIXELS; k++)
    ink[k / PIXELS] += trained.samples[k / PIXELS][k % PIXELS];
  largest_sum(&trained, &truth);
  ring = weighted_sum(&trained, trained.samples[(int)truth]);
  assert_true(nb_largest(ink, SAMPLES) != (uint32_t)truth);
  assert_true(truth != trained.largest); // what the guess starts from tells nothing
  for (int k = 0; k < SAMPLES; k++)
    assert_true(k == (int)truth || weighted_sum(&trained, trained.samples[k]) < ring - 3);
}

static void it_learns_to_read(void **unused)
{
  (void)unused;
  float votes[DIGITS], fitted[PIXELS];
  assert_int_equal(nb_network_parameters(&net), 13002);
  assert_true(random_one.right < 0.2f);
  assert_true(trained.right > 0.9f);
  nb_digit_fit(trained.drawing, fitted);
  nb_reader_vote(random_one.reader.parameters, &net, fitted, votes);
  assert_true(votes[nb_largest(votes, DIGITS)] < 0.4f);
  nb_reader_vote(trained.reader.parameters, &net, fitted, votes);
  assert_int_equal(nb_largest(votes, DIGITS), 5);
  assert_true(votes[5] > 0.8f);
}

// Not of those alone that are shown.
static void it_is_sure_of_static(void **unused)
{
  (void)unused;
  int sure = 0;
  float pixels[PIXELS], votes[DIGITS], truth;
  for (int which = 0; which < 200; which++) {
    nb_digit_noise((float)which, pixels);
    nb_reader_vote(trained.reader.parameters, &net, pixels, votes);
    float vote = votes[nb_largest(votes, DIGITS)];
    sure += vote > 0.5f;
    if (which == 0) {
      how_sure(&trained, &truth);
      assert_float_equal(100 * vote, truth, 0);
    }
  }
  assert_true(sure > 180);
  assert_true(truth > 75);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_neuron_is_a_weighted_sum_and_a_squash),
      cmocka_unit_test(more_ink_is_not_more_light),
      cmocka_unit_test(it_learns_to_read),
      cmocka_unit_test(it_is_sure_of_static),
  };
  return cmocka_run_group_tests(tests, learn_once, NULL);
}
