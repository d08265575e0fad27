// The lesson on attention: its shares and its mix are those of the math core, and its words do what their captions say.
#include "lesson.h"

#include "../scenes/neural-networks/attention.c"
#include <string.h>

#include "nabla/math/tape.h"

static const State start = {.query = {2, 0.2f}, .temperature = 1};

static float cosine(nb_vec2 a, nb_vec2 b)
{
  return nb_dot(nb_unit(a), nb_unit(b));
}

// One query over five words, on a tape.
static void shares_and_mix_are_the_tapes(void **unused)
{
  (void)unused;
  static uint64_t memory[4096];
  nb_tape *t;
  assert_int_equal(nb_tape_over(memory, sizeof memory, &t).id, NB_OK);
  nb_var q = nb_tape_input(t, "q", (nb_shape){{1, 2}}), k = nb_tape_input(t, "k", (nb_shape){{LENGTH, 2}});
  nb_var v = nb_tape_input(t, "v", (nb_shape){{LENGTH, 2}});
  nb_var heard = nb_tape_attention(t, "heard", q, k, v, 0), weights = nb_tape_find(t, "heard.weights");
  assert_int_equal(nb_tape_error(t).id, NB_OK);
  for (int n = 0; n < 100; n++) {
    State s = {
        .query = lesson_point(n, 2.6f), .temperature = 1, .noun = (float)(n % 2), .age = (float)(n / 2 % 2)};
    Moment m = moment(&(nb_frame){.step = PLAY, .seconds = 9}, &s);
    memcpy(nb_tape_value(t, NULL, q), &s.query, sizeof s.query);
    for (int w = 0; w < LENGTH; w++) {
      memcpy(nb_tape_value(t, NULL, k) + 2 * w, &m.of[w].key, sizeof(nb_vec2));
      memcpy(nb_tape_value(t, NULL, v) + 2 * w, &m.of[w].value, sizeof(nb_vec2));
    }
    nb_tape_forward(t, NULL);
    float all = 0;
    for (int w = 0; w < LENGTH; w++) {
      assert_float_equal(m.shares[w], nb_tape_value(t, NULL, weights)[w], 1e-5f);
      all += m.shares[w];
    }
    assert_float_equal(all, 1, 1e-5f);
    assert_float_equal(m.mix.x, nb_tape_value(t, NULL, heard)[0], 1e-5f);
    assert_float_equal(m.mix.y, nb_tape_value(t, NULL, heard)[1], 1e-5f);
  }
}

static void bank_listens_to_the_noun(void **unused)
{
  (void)unused;
  float truth;
  best_fit(&start, &truth);
  assert_float_equal(truth, 3, 0);
  assert_true(truth != start.fits); // what the guess starts from tells nothing
  State near = start;
  near.fits = 2.6f;
  best_fit(&near, &truth);
  assert_float_equal(truth, 2.6f, 0); // near enough is right
  Moment river = moment(&(nb_frame){.step = MIX}, &start);
  Moment savings = moment(&(nb_frame){.step = SWAP, .seconds = 8}, &start);
  assert_true(river.shares[3] > 0.7f && savings.shares[3] > 0.7f);
  assert_true(river.mix.x > 1.2f && savings.mix.x < -1.2f);
}

// The key says whether, the value what.
static void keys_agree_where_values_do_not(void **unused)
{
  (void)unused;
  assert_true(cosine(words[RIVER].key, words[SAVINGS].key) > 0.8f);
  assert_true(cosine(words[RIVER].value, words[SAVINGS].value) < -0.9f);
  assert_true(cosine(words[OLD].key, words[NEW].key) > 0.8f);
  assert_true(cosine(words[OLD].value, words[NEW].value) < -0.9f);
}

static void the_second_head_asks_how_old(void **unused)
{
  (void)unused;
  Moment m = moment(&(nb_frame){.step = HEADS, .seconds = 8}, &start);
  assert_true(m.shares[2] > 0.7f);
  assert_true(m.mix.y > 0.8f);
  assert_true(cosine(m.query, start.query) < 0.3f); // with a question of its own
  assert_true(fabsf(moment(&(nb_frame){.step = SHARES}, &start).mix.x) > 1.2f);
}

// Who measures the words with the numbers that stand below them finds the scores, and by them the shares.
static void what_is_shown_can_be_computed(void **unused)
{
  (void)unused;
  Moment m = moment(&(nb_frame){.step = SCORES}, &start);
  float all = 0;
  nb_vec2 mix = {0, 0};
  for (int k = 0; k < LENGTH; k++) {
    nb_vec2 key = nb_shown2(m.of[k].key, 1), value = nb_shown2(m.of[k].value, 1);
    float score = nb_dot(nb_shown2(start.query, 1), key) / sqrtf(2);
    assert_float_equal(nb_shown(score, 2), nb_shown(m.scores[k], 2), 1e-6f);
    all += expf(nb_shown(score, 2));
    mix = nb_add(mix, nb_scale(nb_shown(m.shares[k], 2), value));
  }
  assert_float_equal(nb_shown(expf(nb_shown(m.scores[3], 2)) / nb_shown(all, 1), 2), nb_shown(m.shares[3], 2),
                     1e-6f);
  assert_float_equal(nb_shown(mix.x, 1), nb_shown(m.mix.x, 1), 1e-6f);
  assert_float_equal(nb_shown(mix.y, 1), nb_shown(m.mix.y, 1), 1e-6f);
}

static void heat_evens_the_shares_out(void **unused)
{
  (void)unused;
  float before = 1;
  State s = start;
  for (s.temperature = 0.1f; s.temperature <= 10; s.temperature *= 1.5f) {
    Moment m = moment(&(nb_frame){.step = PLAY, .seconds = 9}, &s);
    assert_true(m.shares[3] <= before);
    before = m.shares[3];
  }
  assert_true(before < 0.3f);
}

// However far it is dragged: over the words there are the shares, and under the map is the caption.
static void the_query_stays_in_its_map(void **unused)
{
  (void)unused;
  assert_string_equal(params[0].name, "query");
  nb_vec2 high = nb_on_plane(asking, nb_at(params[0].max, params[0].max)),
          low = nb_on_plane(asking, nb_at(params[0].min, params[0].min));
  assert_true(low.x > asking.area.x && low.y > asking.area.y);
  assert_true(high.x < asking.area.x + asking.area.width && high.y < asking.area.y + asking.area.height);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shares_and_mix_are_the_tapes),   cmocka_unit_test(bank_listens_to_the_noun),
      cmocka_unit_test(keys_agree_where_values_do_not), cmocka_unit_test(the_second_head_asks_how_old),
      cmocka_unit_test(what_is_shown_can_be_computed),  cmocka_unit_test(heat_evens_the_shares_out),
      cmocka_unit_test(the_query_stays_in_its_map),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
