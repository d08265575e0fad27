// The lesson on backpropagation: the three factors are the slope that the network's own gradient has, a hidden neuron's blame is the sum
// that is shown, and in thirty seconds it learns to read.
#include "lesson.h"

#include "nabla/record.h"

#include <stdio.h>
#include <string.h>

#include "../scenes/neural-networks/backpropagation.c"

static State state;
static nb_data data;
static nb_board *board;

static int start(void **unused)
{
  (void)unused;
  static char bytes[1 << 23];
  FILE *file = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  data = (nb_data){bytes, file ? fread(bytes, 1, sizeof bytes, file) : 0};
  if (file)
    fclose(file);
  state = *(const State *)nabla_scene.state;
  init(&state, &(nb_frame){.data = &data, .data_count = 1});
  return data.size == 0 || nb_failed(nb_board_create(&board, NULL));
}

static int end(void **unused)
{
  (void)unused;
  nb_board_destroy(board);
  return 0;
}

static nb_reading at(int step, float seconds)
{
  nb_frame f = {.step = step, .seconds = seconds, .data = &data, .data_count = 1};
  nb_board_begin(board, NB_CHALK, NULL, 0);
  return read_now(board, &f, &state);
}

static void three_factors_are_the_slope(void **unused)
{
  (void)unused;
  nb_reading r = at(WEIGHT, 1);
  assert_int_equal(r.label, WANTED); // the caption says so
  assert_int_equal(nb_largest(r.pass.a[2], HIDDEN), RINGED);
  float before = r.pass.a[2][RINGED], after = r.pass.a[3][r.label];
  assert_float_equal(r.diagram.gradients[LAST + r.label * HIDDEN + RINGED],
                     before * after * (1 - after) * 2 * (after - 1), 1e-6f);
  assert_true(before * after * (1 - after) * (after - 1) < 0); // "raise w", says the column
}

// While it is turned all that it moves is computed anew: what is shown then is true, too.
static void a_turned_weight_moves_what_it_feeds_alone(void **unused)
{
  (void)unused;
  float still[DIGITS], weight, z, cost;
  nb_reading r = at(WEIGHT, 1);
  memcpy(still, r.pass.a[3], sizeof still);
  weight = r.diagram.weights[LAST + WANTED * HIDDEN + RINGED], z = r.pass.z[3][WANTED], cost = r.cost;
  r = at(WEIGHT, 3.5f);
  float turned = r.diagram.weights[LAST + WANTED * HIDDEN + RINGED] - weight;
  assert_true(turned > 0.9f && r.cost < cost);
  assert_float_equal(r.pass.z[3][WANTED] - z, turned * r.pass.a[2][RINGED], 1e-5f);
  for (int j = 0; j < DIGITS; j++)
    assert_true((j == WANTED) == (r.pass.a[3][j] != still[j]));
}

static void blame_is_summed_over_all_ten(void **unused)
{
  (void)unused;
  nb_reading r = at(BACK, 1);
  const float *w = state.reader.parameters + nb_network_weights(&net, 3);
  for (int k = 0; k < HIDDEN; k++) {
    float sum = 0;
    for (int j = 0; j < DIGITS; j++) {
      float a = r.pass.a[3][j];
      sum += w[j * HIDDEN + k] * a * (1 - a) * 2 * (a - (j == r.label ? 1 : 0));
    }
    assert_float_equal(sum, r.pass.da[2][k], 1e-5f);
  }
  float heard[DIGITS], all = 0, shown = 0;
  hear(&r, heard);
  for (int j = 0; j < DIGITS; j++)
    all += heard[j], shown += nb_shown(heard[j], 3);
  assert_float_equal(all, r.pass.da[2][RINGED], 1e-5f);
  assert_float_equal(nb_shown(shown, 3), nb_shown(all, 3),
                     1e-6f);             // who adds up the ten numbers finds the sum
  assert_true(r.pass.da[2][RINGED] > 0); // "should fall", says the column
}

// What the batch's digits say one by one comes to the average.
static void the_average_is_that_of_thirty_two(void **unused)
{
  (void)unused;
  enum { EDGES = LAST + HIDDEN * DIGITS };
  double sum[EDGES] = {0};
  nb_digits digits = nb_frame_digits(&(nb_frame){.data = &data, .data_count = 1});
  for (uint32_t k = 0; k < NB_READER_BATCH; k++) {
    nb_board_begin(board, NB_CHALK, NULL, 0);
    nb_pass one = nb_read_all(board, &net, state.reader.parameters, &digits.train, BATCH + k, 1);
    nb_reading r = read_back(board, state.reader.parameters, one);
    assert_int_equal(r.label, digits.train.labels[BATCH + k]);
    for (int e = 0; e < EDGES; e++)
      sum[e] += (double)r.diagram.gradients[e] / NB_READER_BATCH;
  }
  nb_reading r = at(AVERAGE, 7);
  assert_int_equal(r.pass.count, NB_READER_BATCH);
  for (int e = 0; e < EDGES; e++)
    assert_float_equal(r.diagram.gradients[e], (float)sum[e], 1e-5f);
  for (int j = 0; j < DIGITS; j++) { // "near 0.5: so all fall first", says the column
    float said = 0, blame = 0;
    for (int k = 0; k < NB_READER_BATCH; k++)
      said += r.pass.a[3][k * DIGITS + j] / NB_READER_BATCH, blame += r.pass.dz[3][k * DIGITS + j];
    assert_in_range((int)(100 * said), 25, 75);
    assert_true(blame > 0);
  }
}

// Trained last, as it changes the state.
static void it_learns_to_read(void **unused)
{
  (void)unused;
  float before = state.right;
  for (int k = 0; k < 600; k++) // half of the step's time
    tick(&state, &(nb_frame){.step = TRAIN, .tick = (uint64_t)k, .data = &data, .data_count = 1});
  assert_int_equal(state.reader.steps, 600 * STEPS_A_TICK);
  assert_int_equal(state.cost.count, 600);
  assert_true(before < 0.25f && state.right > 0.8f);
  assert_int_equal(3600,
                   (int)steps[TRAIN].seconds * NB_TICKS_PER_SECOND * STEPS_A_TICK); // as the question says
  nb_reading own = at(YOURS, 4);
  assert_true(inked(&own) && own.label == -1);
  nb_reading unwritten = at(YOURS, 0.3f);
  assert_false(inked(&unwritten));
  state.canvas[PIXELS - 1] = 1; // what the viewer draws doesn't wait for what is being written
  nb_reading drawn = at(YOURS, 0.3f);
  assert_true(inked(&drawn));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(three_factors_are_the_slope),
      cmocka_unit_test(a_turned_weight_moves_what_it_feeds_alone),
      cmocka_unit_test(blame_is_summed_over_all_ten),
      cmocka_unit_test(the_average_is_that_of_thirty_two),
      cmocka_unit_test(it_learns_to_read),
  };
  return cmocka_run_group_tests(tests, start, end);
}
