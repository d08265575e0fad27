// A network that reads digits, as it stands in a State: it learns, the same every time; how its cost goes is kept whole; and the
// plane through three networks.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/math/field.h"
#include "nabla/math/history.h"
#include "nabla/math/reader.h"
#include "nabla/math/weight_plane.h"

static const nb_network net = {NB_READER_SIZES, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};
static nb_digits digits;

static int read_digits(void **unused)
{
  (void)unused;
  static char bytes[1 << 23];
  FILE *file = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
  if (file)
    fclose(file);
  return nb_failed(nb_digits_view(bytes, size, &digits)) ? -1 : 0;
}

static void it_learns_to_read(void **unused)
{
  (void)unused;
  static nb_reader r, again;
  nb_reader_start(&r, &net, 3);
  assert_int_equal(nb_network_parameters(&net), NB_READER_PARAMETERS);
  assert_true(nb_reader_right(&r, &net, &digits.test) < 0.25f);
  float first =
      nb_reader_train(&r, &net, &digits.train, (nb_training){.steps = 1, .rate = 0.1f, .momentum = 0.9f});
  float last =
      nb_reader_train(&r, &net, &digits.train, (nb_training){.steps = 399, .rate = 0.1f, .momentum = 0.9f});
  assert_float_equal(first, logf(10), 0.3f);
  assert_true(last < first);
  assert_int_equal(r.steps, 400);
  assert_true(nb_reader_right(&r, &net, &digits.test) > 0.8f);
  // In as many steps at once it comes to the same bits.
  nb_reader_start(&again, &net, 3);
  (void)nb_reader_train(&again, &net, &digits.train,
                        (nb_training){.steps = 400, .rate = 0.1f, .momentum = 0.9f});
  assert_memory_equal(&again, &r, sizeof r);
}

static void its_votes_are_its_last_layer(void **unused)
{
  (void)unused;
  nb_reader r;
  float votes[NB_DIGITS_CLASSES], picture[NB_DIGITS_PIXELS], memory[NB_READER_PASS(1)], sum = 0;
  nb_reader_start(&r, &net, 1);
  nb_digit_picture(&digits.test, 5, picture);
  nb_reader_vote(r.parameters, &net, picture, votes);
  nb_pass pass = nb_pass_over(&net, 1, memory);
  nb_pass_load(&net, &pass, &digits.test, (const uint32_t[]){5});
  nb_network_forward(&net, r.parameters, &pass);
  for (int k = 0; k < NB_DIGITS_CLASSES; k++) {
    assert_float_equal(votes[k], pass.a[3][k], 1e-6f);
    sum += votes[k];
  }
  assert_float_equal(sum, 1, 1e-5f);
}

// Moved pictures hold the same ink; only a rate of 0 keeps the weights.
static void shifts_and_nothing(void **unused)
{
  (void)unused;
  static nb_reader r, still;
  nb_reader_start(&r, &net, 2);
  still = r;
  assert_float_equal(nb_reader_train(&r, &net, &(nb_examples){0}, (nb_training){.steps = 3, .rate = 1}), 0,
                     0);
  assert_float_equal(nb_reader_train(&r, &net, &digits.train, (nb_training){.rate = 1}), 0, 0);
  assert_memory_equal(&r, &still, sizeof r);
  (void)nb_reader_train(&r, &net, &digits.train, (nb_training){.steps = 2, .shift = 1});
  assert_memory_equal(r.parameters, still.parameters, sizeof r.parameters);
  float straight = nb_reader_train(&still, &net, &digits.train, (nb_training){.steps = 2});
  assert_true(straight > 0 && isfinite(straight));
}

static void a_history_holds_all_of_it(void **unused)
{
  (void)unused;
  static nb_history h;
  double sum = 0;
  assert_int_equal(nb_history_points(&h), 0);
  for (int k = 1; k <= 10000; k++) {
    nb_history_add(&h, (float)(k % 7));
    sum += k % 7;
    int points = nb_history_points(&h);
    assert_true(points >= 1 && points <= NB_HISTORY_POINTS);
    assert_int_equal(h.count, k);
    if (k % 1111 != 0)
      continue;
    double whole = 0; // the points' means, by how many numbers each stands for
    for (int p = 0; p < points; p++)
      whole += (double)h.points[p] * (p < points - 1 ? h.stride : k - (points - 1) * h.stride);
    if (!(fabs(whole - sum) < 1e-3 * sum))
      fail_msg("after %d numbers the points hold %g, not %g", k, whole, sum);
  }
  assert_int_equal(h.stride, 16);
}

// Distances on the plane are distances between weights, in units of half the way from a to b.
static void the_plane_is_true(void **unused)
{
  (void)unused;
  enum { COUNT = 50 };
  float a[COUNT], b[COUNT], c[COUNT], w[COUNT], v[COUNT];
  nb_random random = nb_random_seed(5, 0);
  for (int k = 0; k < COUNT; k++)
    a[k] = nb_random_normal(&random), b[k] = nb_random_normal(&random), c[k] = nb_random_normal(&random);
  nb_weight_plane plane = nb_weights_through(a, b, c, COUNT);
  const nb_vec2 three[] = {{-1, 0}, {1, 0}, plane.at};
  const float *weights[] = {a, b, c};
  double half = 0;
  for (int k = 0; k < COUNT; k++)
    half += pow(((double)b[k] - a[k]) / 2, 2);
  for (int n = 0; n < 3; n++) {
    nb_weights_on(&plane, three[n], w);
    for (int k = 0; k < COUNT; k++)
      assert_float_equal(w[k], weights[n][k], 1e-5f);
  }
  for (int n = 0; n < 20; n++) {
    nb_vec2 p = {nb_random_normal(&random), nb_random_normal(&random)},
            q = {nb_random_normal(&random), nb_random_normal(&random)};
    double far = 0;
    nb_weights_on(&plane, p, w);
    nb_weights_on(&plane, q, v);
    for (int k = 0; k < COUNT; k++)
      far += pow((double)w[k] - v[k], 2);
    assert_float_equal((float)sqrt(far / half), nb_length(nb_sub(p, q)), 1e-3f);
  }
}

static nb_vec2 bowl(nb_vec2 p, const void *unused)
{
  (void)unused;
  return nb_at(2 * p.x, 2 * p.y);
}

static void walks_go_down_and_end(void **unused)
{
  (void)unused;
  nb_vec2 places[64];
  nb_descent d = {.from = {3, -4}, .rate = 0.25f, .steps = 2.5f};
  assert_int_equal(nb_descend(bowl, NULL, d, places, 64), 4);
  assert_float_equal(places[1].x, 1.5f, 1e-6f); // each whole step halves the way
  assert_float_equal(places[2].y, -1, 1e-6f);
  assert_float_equal(places[3].x, 0.75f * 0.75f, 1e-6f); // and half a step leaves three quarters
  d.steps = 1000;
  assert_int_equal(nb_descend(bowl, NULL, d, places, 64), 64);
  d.rate = 1.5f, d.within = (nb_rect){-10, -10, 20, 20}; // it doubles, and leaves
  int count = nb_descend(bowl, NULL, d, places, 64);
  assert_int_equal(count, 3);
  assert_true(nb_inside(d.within, places[1]) && !nb_inside(d.within, places[2]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_learns_to_read),  cmocka_unit_test(its_votes_are_its_last_layer),
      cmocka_unit_test(shifts_and_nothing), cmocka_unit_test(a_history_holds_all_of_it),
      cmocka_unit_test(the_plane_is_true),  cmocka_unit_test(walks_go_down_and_end),
  };
  return cmocka_run_group_tests(tests, read_digits, NULL);
}
