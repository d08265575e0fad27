// Cues: how far along something is, at any place in a scene.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/record.h"
#include "nabla/scene.h"
#include "recorded.h"

static nb_frame at(int step, float seconds)
{
  return (nb_frame){.step = step, .seconds = seconds, .duration = 10};
}

static float cue(int step, float seconds)
{
  nb_frame f = at(step, seconds);
  return nb_cue(&f, 2, 1, 4);
}

static void rises_within_its_step(void **state)
{
  (void)state;
  assert_float_equal(cue(1, 9), 0, 0);
  assert_float_equal(cue(2, 0), 0, 0);
  assert_float_equal(cue(2, 1), 0, 0);
  assert_float_equal(cue(2, 3), 0.5f, 0);
  assert_float_equal(cue(2, 5), 1, 0);
  assert_float_equal(cue(2, 9), 1, 0);
  assert_float_equal(cue(3, 0), 1, 0); // also where step 2 was left early
}

static void never_falls(void **state)
{
  (void)state;
  float last = 0;
  for (int k = 0; k <= 4000; k++) {
    float now = cue(2, (float)k / 400);
    assert_true(now >= last && now <= 1);
    last = now;
  }
}

static void is_linear_on_demand(void **state)
{
  (void)state;
  nb_frame f = at(2, 2);
  assert_float_equal(nb_cue_linear(&f, 2, 1, 4), 0.25f, 0);
}

// Each leg starts from where the number is, and what lies behind counts wherever one jumps to.
static void a_course_goes_from_value_to_value(void **state)
{
  (void)state;
  const struct {
    int step;
    float seconds, is;
  } looks[] = {{0, 9, 3},  {1, 1, 3},  {1, 2, 4}, {1, 3, 5}, {1, 4.5f, 5},  {1, 5, -1},
               {1, 9, -1}, {2, 0, -1}, {2, 1, 0}, {2, 2, 1}, {3, 0, 0.25f}, {9, 0, 0.25f}};
  for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
    nb_frame f = at(looks[k].step, looks[k].seconds);
    float is = NB_COURSE(&f, 3, {1, 1, 2, 5}, {1, 5, 0, -1}, {2, 0, 2, 1}, {3, 0, 0, 0.25f});
    if (is != looks[k].is)
      fail_msg("step %d at %g s: %g where %g was expected", looks[k].step, (double)looks[k].seconds,
               (double)is, (double)looks[k].is);
  }
}

// To the last bit, so that a scene can ask whether it has come there: what glides to the viewer's own number is then theirs to drag.
static void a_course_ends_where_it_goes_to(void **state)
{
  (void)state;
  nb_frame end = at(1, 4);
  for (int k = 1; k <= 200; k++)
    for (int from = -3; from <= 3; from++)
      assert_float_equal(NB_COURSE(&end, 0.63f * (float)from, {1, 1, 2, 0.01f * (float)k}), 0.01f * (float)k,
                         0);
}

static void without_seconds_it_is_a_switch(void **state)
{
  (void)state;
  nb_frame before = at(2, 0.9f), then = at(2, 1);
  assert_float_equal(nb_cue(&before, 2, 1, 0), 0, 0);
  assert_float_equal(nb_cue(&then, 2, 1, 0), 1, 0);
}

static void goes_there_and_back(void **state)
{
  (void)state;
  nb_frame before = at(1, 9), start = at(2, 1), middle = at(2, 3), end = at(2, 5), after = at(3, 0);
  assert_float_equal(nb_visit(&before, 2, 1, 4), 0, 0);
  assert_float_equal(nb_visit(&start, 2, 1, 4), 0, 0);
  assert_float_equal(nb_visit(&middle, 2, 1, 4), 1, 0);
  assert_float_equal(nb_visit(&end, 2, 1, 4), 0, 0);
  assert_float_equal(nb_visit(&after, 2, 1, 4), 0, 0);
}

static float during(int step, float seconds)
{
  nb_frame f = at(step, seconds);
  return nb_during(&f, 1, 2);
}

static void comes_and_goes(void **state)
{
  (void)state;
  assert_float_equal(during(0, 9), 0, 0);
  assert_float_equal(during(1, 0), 0, 0);
  assert_float_equal(during(1, 0.25f), 0.5f, 0);
  assert_float_equal(during(1, 0.5f), 1, 0);
  assert_float_equal(during(2, 9), 1, 0);
  assert_float_equal(during(3, 0), 1, 0);
  assert_float_equal(during(3, 0.25f), 0.5f, 0);
  assert_float_equal(during(3, 0.5f), 0, 0);
  assert_float_equal(during(4, 0), 0, 0);
}

static void knows_what_is_behind(void **state)
{
  (void)state;
  nb_frame f = at(2, 0);
  assert_true(nb_after(&f, 1));
  assert_false(nb_after(&f, 2));
}

// Nothing shows at the moment at which the new takes the old one's place.
static void what_begins_anew_changes_unseen(void **state)
{
  (void)state;
  for (int k = 0; k <= 20; k++) {
    nb_frame f = at(2, 0.04f * (float)k);
    float shown = NB_ANEW(&f, 2, 5);
    assert_true(shown >= 0 && shown <= 1);
    assert_true(nb_begun(&f, 2) == (f.seconds >= 0.3f));
  }
  nb_frame before = at(1, 3), middle = at(5, 0.3f), other = at(3, 0.3f), after = at(6, 0);
  assert_float_equal(NB_ANEW(&before, 2, 5), 1, 0);
  assert_float_equal(NB_ANEW(&middle, 2, 5), 0, 1e-6);
  assert_float_equal(NB_ANEW(&other, 2, 5), 1, 0);
  assert_float_equal(NB_ANEW(&after, 2, 5), 1, 0);
  assert_true(!nb_begun(&before, 2) && nb_begun(&after, 5));
}

static void knows_what_was_answered(void **state)
{
  (void)state;
  nb_frame f = {.answered = UINT64_C(1) << 63 | 1u << 3};
  assert_true(nb_answered(&f, 3));
  assert_true(nb_answered(&f, 63));
  assert_false(nb_answered(&f, 4));
  assert_false(nb_answered(&f, -1));
  assert_false(nb_answered(&f, 64));
}

// A guess comes after its question and goes with it, and stays for the answer where there is one.
static void a_guess_stays_where_it_was_given(void **state)
{
  (void)state;
  nb_frame f = at(2, 0.3f);
  assert_float_equal(nb_guessed(&f, 2), 0, 0); // what was before makes room first
  f = at(2, 5);
  assert_float_equal(nb_guessed(&f, 2), 1, 0);
  assert_float_equal(nb_guessed(&f, 3), 0, 0);
  f = at(3, 5);
  assert_float_equal(nb_guessed(&f, 2), 0, 0);
  f.answered = 1u << 2;
  assert_float_equal(nb_guessed(&f, 2), 1, 0);
  f.step = 4;
  assert_float_equal(nb_guessed(&f, 2), 0, 0);
}

// A right guess makes room, a wrong one stays to be compared.
static void a_right_guess_goes(void **state)
{
  (void)state;
  nb_vec2 truth = nb_at(3, 1), near = nb_at(3.4f, 1), wrong = nb_at(3.4f, 1.4f);
  nb_frame before = at(2, 1), during = at(2, 1.4f), after = at(3, 0);
  assert_float_equal(nb_right_goes(&before, 2, 1, near, truth), 1, 0);
  assert_float_equal(nb_right_goes(&during, 2, 1, near, truth), 0.5f, 0.01f);
  assert_float_equal(nb_right_goes(&after, 2, 1, near, truth), 0, 0);
  assert_float_equal(nb_right_goes(&after, 2, 1, wrong, truth), 1, 0);
}

// A slider's guess has handles while the question stands: its knob and its number.
static void a_guess_on_a_slider_moves_until_it_is_answered(void **state)
{
  (void)state;
  nb_board *board;
  nb_fonts *fonts;
  float guess = 1;
  nb_frame frames[] = {at(2, 5), at(3, 0.2f)};
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  assert_false(nb_failed(nb_board_create(&board, fonts)));
  for (int k = 0; k < 2; k++) {
    recorded r;
    int grabs = 0, circles = 0;
    frames[k].answered = 1u << 2;
    nb_board_begin(board, NB_CHALK, &guess, sizeof guess);
    nb_guess_slider(board, &frames[k], 2, nb_at(0, 0), &guess, (nb_slider_spec){.max = 3});
    record_read(board, &r);
    for (int n = 0; n < r.count; n++) {
      grabs += r.commands[n].op == NB_OP_GRAB;
      circles += r.commands[n].op == NB_OP_PATH;
    }
    assert_int_equal(grabs, k == 0 ? 2 : 0);
    assert_true(circles > 0); // it is still there
  }
  nb_board_destroy(board);
  nb_fonts_close(fonts);
}

// A piece of a style is what it says.
static void pieces_of_a_style(void **state)
{
  (void)state;
  for (int k = 0; k < 200; k++) {
    nb_frame f = at(k / 40, 0.1f * (float)(k % 40));
    nb_style from = nb_style(NB_FROM(&f, 2, 1, 2), .width = 5), in = nb_style(NB_IN(&f, 2, 1, 2)),
             between = nb_style(NB_BETWEEN(&f, 1, 3, 1, 2));
    assert_float_equal(from.reveal, nb_cue(&f, 2, 1, 2), 0);
    assert_float_equal(from.alpha, 1, 0);
    assert_float_equal(from.width, 5, 0);
    assert_float_equal(in.reveal, nb_cue(&f, 2, 1, 2), 0);
    assert_float_equal(in.alpha, nb_during(&f, 2, 2), 0);
    assert_float_equal(between.reveal, nb_cue(&f, 1, 1, 2), 0);
    assert_float_equal(between.alpha, nb_during(&f, 1, 3), 0);
    assert_float_equal(nb_style(NB_FADED(&f, 1, 3, 1, 2)).alpha, nb_during(&f, 1, 3) * nb_cue(&f, 1, 1, 2),
                       0);
    assert_float_equal(nb_style(NB_FADED(&f, 1, 3, 1, 2)).reveal, 1, 0);
  }
}

// A ring can be moved while the question stands, once it is there.
static void a_ring_is_for_its_question(void **state)
{
  (void)state;
  nb_board *board;
  nb_frame frames[] = {at(1, 9), at(2, 0.1f), at(2, 2), at(3, 0.1f), at(3, 2)};
  const bool moves[] = {false, false, true, false, false};
  assert_false(nb_failed(nb_board_create(&board, NULL)));
  nb_board_begin(board, NB_CHALK, NULL, 0);
  for (int k = 0; k < 5; k++) {
    frames[k].answered = 1u << 2;
    assert_int_equal(nb_guess_in(board, &frames[k], 2, nb_at(0, 0), nb_at(1, 1)), moves[k]);
  }
  nb_board_destroy(board);
}

// While the question stands it is what one looks at; beside the truth it is dim.
static void a_guess_is_dim_beside_the_truth(void **state)
{
  (void)state;
  const uint32_t colors[] = {NB_V, NB_DIM};
  nb_board *board;
  assert_false(nb_failed(nb_board_create(&board, NULL)));
  for (int k = 0; k < 2; k++) {
    nb_frame f = at(2 + k, 5);
    recorded shown, meant;
    f.answered = 1u << 2;
    nb_board_begin(board, NB_CHALK, NULL, 0);
    nb_guess_in(board, &f, 2, nb_at(0, 0), nb_at(1, 1));
    record_read(board, &shown);
    nb_rgba is = shown.commands[0].path.paint.color;
    assert_true(shown.count > 0);
    nb_board_begin(board, NB_CHALK, NULL, 0);
    nb_guess(board, nb_at(0, 0), nb_at(1, 1), nb_style(.color = colors[k]));
    record_read(board, &meant);
    assert_int_equal(shown.count, meant.count);
    assert_memory_equal(&is, &meant.commands[0].path.paint.color, sizeof is);
  }
  nb_board_destroy(board);
}

// Near enough to the largest is right as it stands; else the largest is.
static void a_ring_near_the_largest_is_right(void **state)
{
  (void)state;
  const float values[] = {1, -3, 7, 2};
  assert_float_equal(nb_right_pick(0, values, 4), 2, 0);
  assert_float_equal(nb_right_pick(1.4f, values, 4), 2, 0);
  assert_float_equal(nb_right_pick(1.6f, values, 4), 1.6f, 0);
  assert_float_equal(nb_right_pick(2.4f, values, 4), 2.4f, 0);
  assert_float_equal(nb_right_pick(3, values, 4), 2, 0);
}

// A fact comes at its time, keeps its place before that, goes with the last of its steps, and takes its numbers.
static void facts_come_and_go(void **state)
{
  (void)state;
  nb_board *board;
  const float three = 3;
  const struct {
    nb_frame frame;
    int signs; // of both
  } cases[] = {{at(1, 9), 0}, {at(2, 2), 1}, {at(2, 9), 3}, {at(3, 9), 3}, {at(4, 9), 0}};
  nb_fonts *fonts;
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  assert_false(nb_failed(nb_board_create(&board, fonts)));
  float places[2] = {0};
  for (int k = 0; k < 5; k++) {
    const void *list;
    size_t size;
    nb_list_reader reader;
    nb_command command;
    bool done = false;
    int signs = 0;
    nb_board_begin(board, NB_CHALK, NULL, 0);
    nb_facts(board, &cases[k].frame, (nb_facts_spec){2, 3, .size = 40},
             NB_FACTS({1, "x"}, {5, "\\val[-0]\\,y", NB_V, 60, {&three}}));
    assert_false(nb_failed(nb_board_finish(board, &list, &size)));
    assert_false(nb_failed(nb_list_read(&reader, list, size)));
    while (!nb_failed(nb_list_next(&reader, &command, &done)) && !done)
      for (uint32_t n = 0; command.op == NB_OP_GLYPHS && n < command.glyphs.glyph_count; n++) {
        places[signs > 0] = command.glyph[n].where.y;
        assert_float_equal(command.glyphs.size, signs > 0 ? 60 : 40, 0);
        signs++;
      }
    assert_int_equal(signs, cases[k].signs);
    if (signs == 3)
      assert_true(places[1] < places[0] - 0.4f);
  }
  nb_board_destroy(board);
  nb_fonts_close(fonts);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rises_within_its_step),
      cmocka_unit_test(never_falls),
      cmocka_unit_test(is_linear_on_demand),
      cmocka_unit_test(goes_there_and_back),
      cmocka_unit_test(a_course_goes_from_value_to_value),
      cmocka_unit_test(a_course_ends_where_it_goes_to),
      cmocka_unit_test(without_seconds_it_is_a_switch),
      cmocka_unit_test(comes_and_goes),
      cmocka_unit_test(knows_what_is_behind),
      cmocka_unit_test(what_begins_anew_changes_unseen),
      cmocka_unit_test(knows_what_was_answered),
      cmocka_unit_test(a_guess_stays_where_it_was_given),
      cmocka_unit_test(a_right_guess_goes),
      cmocka_unit_test(a_guess_on_a_slider_moves_until_it_is_answered),
      cmocka_unit_test(pieces_of_a_style),
      cmocka_unit_test(a_ring_is_for_its_question),
      cmocka_unit_test(a_guess_is_dim_beside_the_truth),
      cmocka_unit_test(a_ring_near_the_largest_is_right),
      cmocka_unit_test(facts_come_and_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
