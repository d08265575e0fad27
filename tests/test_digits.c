// The digits: what the file holds, what is refused, and that a network learns to read them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/digits.h"

enum {
  BATCH = 32,
  PARAMETERS = NB_DENSE_FLOATS(784, 16) + NB_DENSE_FLOATS(16, 16) + NB_DENSE_FLOATS(16, 10)
};

static const nb_network net = {
    .sizes = {784, 16, 16, 10}, .hidden = NB_SIGMOID, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};

typedef struct file {
  uint8_t *bytes;
  size_t size;
} file;

static int read_file(void **state)
{
  static file all;
  FILE *in = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  if (!in)
    return -1;
  fseek(in, 0, SEEK_END);
  all.size = (size_t)ftell(in);
  all.bytes = malloc(all.size);
  rewind(in);
  size_t got = fread(all.bytes, 1, all.size, in);
  fclose(in);
  *state = &all;
  return got == all.size ? 0 : -1;
}

static int free_file(void **state)
{
  free(((file *)*state)->bytes);
  return 0;
}

static nb_digits view(void **state)
{
  file *all = *state;
  nb_digits digits;
  nb_error e = nb_digits_view(all->bytes, all->size, &digits);
  assert_string_equal(e.text, "");
  return digits;
}

static void count_classes(nb_examples set, uint32_t expected)
{
  uint32_t counts[NB_DIGITS_CLASSES] = {0};
  for (uint32_t i = 0; i < set.count; i++)
    counts[set.labels[i]]++;
  for (int c = 0; c < NB_DIGITS_CLASSES; c++)
    assert_int_equal(counts[c], expected);
}

static void holds_as_many_of_each_class(void **state)
{
  nb_digits digits = view(state);
  count_classes(digits.train, 400);
  count_classes(digits.test, 100);
}

// Each is centred by mass already, so centring it again changes nothing.
static void every_digit_is_centered(void **state)
{
  nb_digits digits = view(state);
  for (uint32_t n = 0; n < digits.test.count; n++) {
    float drawing[NB_DIGITS_PIXELS], picture[NB_DIGITS_PIXELS];
    for (int i = 0; i < NB_DIGITS_PIXELS; i++)
      drawing[i] = (float)digits.test.pixels[n * NB_DIGITS_PIXELS + i] / 255;
    nb_digit_fit(drawing, picture);
    assert_memory_equal(drawing, picture, sizeof drawing);
  }
}

static void centering_undoes_a_shift(void **state)
{
  nb_digits digits = view(state);
  const uint8_t *pixels = digits.test.pixels;
  float drawing[NB_DIGITS_PIXELS] = {0}, picture[NB_DIGITS_PIXELS];
  for (int y = 0; y < 26; y++)
    for (int x = 3; x < 28; x++)
      drawing[(y + 2) * 28 + x - 3] = (float)pixels[y * 28 + x] / 255; // there is a margin of 4
  nb_digit_fit(drawing, picture);
  for (int i = 0; i < NB_DIGITS_PIXELS; i++)
    assert_true(picture[i] == (float)pixels[i] / 255);

  memset(drawing, 0, sizeof drawing);
  nb_digit_fit(drawing, picture);
  assert_memory_equal(drawing, picture, sizeof drawing);
}

// A stroke down the whole canvas becomes one of 16 pixels, and a dash of 5 grows to as many.
static void fitting_scales_to_the_box(void **state)
{
  (void)state;
  for (int height = 5; height <= 28; height += 23) {
    float drawing[NB_DIGITS_PIXELS] = {0}, picture[NB_DIGITS_PIXELS];
    for (int y = 0; y < height; y++)
      drawing[y * 28 + 5] = 1;
    nb_digit_fit(drawing, picture);
    int rows = 0;
    for (int y = 0; y < 28; y++) {
      float ink = 0;
      for (int x = 0; x < 28; x++)
        ink += picture[y * 28 + x];
      rows += ink > 0.3f;
    }
    assert_in_range(rows, 15, 17);
  }
}

static void a_picture_is_its_bytes_as_fractions(void **state)
{
  nb_digits digits = view(state);
  float picture[NB_DIGITS_PIXELS];
  nb_digit_picture(&digits.test, 1007, picture); // there are a thousand
  for (int i = 0; i < NB_DIGITS_PIXELS; i++)
    assert_true(picture[i] == (float)digits.test.pixels[7 * NB_DIGITS_PIXELS + i] / 255);
  const nb_examples later = nb_digits_from(digits.test, 1);
  assert_int_equal(later.count, digits.test.count - 1);
  assert_ptr_equal(later.labels, digits.test.labels + 1);
  assert_ptr_equal(later.pixels, digits.test.pixels + NB_DIGITS_PIXELS);
  assert_null(nb_digits_from(digits.test, 1000).pixels);
  nb_digit_picture(&(nb_examples){0}, 3, picture);
  for (int i = 0; i < NB_DIGITS_PIXELS; i++)
    assert_true(picture[i] == 0);
}

static void damaged_files_are_refused(void **state)
{
  file *all = *state;
  static const struct {
    size_t at;
    uint8_t value;
  } damage[] = {{0, 'X'}, {4, 2}, {8, 1}, {15, 255}, {16, 27}, {20, 11}, {32, 10}, {5031, 255}};
  nb_digits digits;
  for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
    uint8_t whole = all->bytes[damage[i].at];
    all->bytes[damage[i].at] = damage[i].value;
    assert_int_equal(nb_digits_view(all->bytes, all->size, &digits).id, NB_BAD_FILE);
    assert_null(digits.train.pixels);
    all->bytes[damage[i].at] = whole;
  }
  for (size_t size = 0; size < 40; size++)
    assert_int_equal(nb_digits_view(all->bytes, size, &digits).id, NB_BAD_FILE);
  assert_int_equal(nb_digits_view(all->bytes, all->size - 1, &digits).id, NB_BAD_FILE);
}

typedef struct training {
  float parameters[PARAMETERS], velocity[PARAMETERS];
  nb_random random;
} training;

static void train(training *t, const nb_digits *digits, int steps, nb_sgd sgd)
{
  static float memory[NB_PASS_FLOATS(BATCH, 784, 16 + 16, 10)], gradient[PARAMETERS];
  nb_pass pass = nb_pass_over(&net, BATCH, memory);
  for (int step = 0; step < steps; step++) {
    uint32_t picks[BATCH];
    for (int i = 0; i < BATCH; i++)
      picks[i] = nb_random_below(&t->random, digits->train.count);
    nb_pass_load(&net, &pass, &digits->train, picks);
    nb_network_step(&net, t->parameters, t->velocity, gradient, &pass, sgd);
  }
}

static training fresh(uint64_t seed)
{
  training t = {.random = nb_random_seed(seed, 0)};
  nb_network_start(&net, t.parameters, &t.random);
  return t;
}

static nb_score score(const training *t, const nb_digits *digits)
{
  static float memory[NB_PASS_FLOATS(BATCH, 784, 16 + 16, 10)];
  nb_pass pass = nb_pass_over(&net, BATCH, memory);
  return nb_network_score(&net, t->parameters, &digits->test, &pass);
}

static void learns_to_read_nine_in_ten(void **state)
{
  nb_digits digits = view(state);
  static training t;
  t = fresh(1);
  nb_score before = score(&t, &digits);
  train(&t, &digits, 1500, (nb_sgd){.rate = 0.1f, .momentum = 0.9f});
  nb_score after = score(&t, &digits);
  print_message("accuracy %.3f then %.3f, cost %.3f then %.3f\n", before.accuracy, after.accuracy,
                before.cost, after.cost);
  assert_true(before.accuracy < 0.3f);
  assert_true(after.accuracy >= 0.9f);
  assert_true(after.cost < 0.5f);
}

static void the_same_training_gives_the_same_bits(void **state)
{
  nb_digits digits = view(state);
  static training a, b;
  a = fresh(2);
  b = fresh(2);
  train(&a, &digits, 20, (nb_sgd){.rate = 0.1f, .momentum = 0.9f});
  train(&b, &digits, 15, (nb_sgd){.rate = 0.1f, .momentum = 0.9f});
  train(&b, &digits, 5, (nb_sgd){.rate = 0.1f, .momentum = 0.9f}); // a snapshot ticked on
  assert_memory_equal(&a, &b, sizeof a);
}

// FNV-1a over the parameters after a hundred steps: one number for every compiler, optimisation and kernel.
// It changes only with the order of sums, the start, the generator or the digits.
static void every_machine_gives_these_bits(void **state)
{
  nb_digits digits = view(state);
  static training t;
  t = fresh(1);
  train(&t, &digits, 100, (nb_sgd){.rate = 0.1f, .momentum = 0.9f});
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < PARAMETERS; i++) {
    uint32_t bits;
    memcpy(&bits, &t.parameters[i], sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  }
  assert_int_equal(hash, 0x05f299ae0377d973);
}

// A rate dragged far too high must not leave numbers behind that cannot be drawn.
static void training_that_diverges_stays_finite(void **state)
{
  nb_digits digits = view(state);
  static training t;
  t = fresh(3);
  train(&t, &digits, 50, (nb_sgd){.rate = 1e30f, .momentum = 0.99f});
  nb_score s = score(&t, &digits);
  assert_true(s.cost >= 0 && s.cost < 1e30f);
  for (int i = 0; i < PARAMETERS; i++)
    assert_true(t.parameters[i] >= -1e6f && t.parameters[i] <= 1e6f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(holds_as_many_of_each_class),
      cmocka_unit_test(every_digit_is_centered),
      cmocka_unit_test(centering_undoes_a_shift),
      cmocka_unit_test(fitting_scales_to_the_box),
      cmocka_unit_test(a_picture_is_its_bytes_as_fractions),
      cmocka_unit_test(damaged_files_are_refused),
      cmocka_unit_test(learns_to_read_nine_in_ten),
      cmocka_unit_test(the_same_training_gives_the_same_bits),
      cmocka_unit_test(every_machine_gives_these_bits),
      cmocka_unit_test(training_that_diverges_stays_finite),
  };
  return cmocka_run_group_tests(tests, read_file, free_file);
}
