// Predicting, in the player: what is kept of an answer, and where its ghost and the truth stand. The scene is
// tests/scenes/truths.c.
#include "played.h"

#include <math.h>

#define State Truths
#include "scenes/truths.h"
#undef State

static const char *const id = "zoo/truths";

static void set(const char *name, const char *text)
{
  assert_false(nb_failed(stage_set_text(p.stage, name, text)));
}

// Answers the question of a step as a viewer does: at its end, by Space.
static void answer(int step)
{
  stand_at(step, 0);
  playback_do(&p.playback, PLAYBACK_AGAIN); // asked anew
  stand_at(step, 1);
  assert_true(playback_waits(&p.playback));
  key(SDLK_SPACE, 0);
  p.playback.playing = false;
}

static float kept(int step)
{
  float off;
  return notebook_answered(p.notebook, id, step, &off) ? off : NAN;
}

static void assert_near(float got, float wanted)
{
  if (!(fabsf(got - wanted) <= 1e-4f))
    fail_msg("%g is not %g", (double)got, (double)wanted);
}

static void a_point_has_a_ghost_beside_the_truth(void **unused)
{
  (void)unused;
  set("point", "0.3,1.1"); // the truth is (0, 1.5)
  answer(TRUTH_POINT);
  assert_true(p.predict.on && p.predict.known && p.predict.placed && p.predict.right_placed);
  assert_string_equal(p.predict.words, "0.5 off: near");
  assert_near(p.predict.given.x, 0.3f);
  assert_near(p.predict.given.y, 1.1f);
  assert_near(p.predict.right.x, 0);
  assert_near(p.predict.right.y, 1.5f);
  assert_near(kept(TRUTH_POINT), 0.5f / 8);
  const Truths *s = stage_state(p.stage); // looking where the truth would stand has changed nothing
  assert_near(s->point.x, 0.3f);
  assert_false(undo_note(p.changes.undo, p.stage, false));
}

// How much of the window differs from the same moment without it.
static int pixels_of_it(int step, float seconds)
{
  stand_at(step, seconds);
  size_t size = p.picture.layers[PICTURE_AROUND].size;
  bool on = p.predict.on;
  p.predict.on = false;
  stand_at(step, seconds);
  size_t without = p.picture.layers[PICTURE_AROUND].size;
  p.predict.on = on;
  return (int)(size - without);
}

static void it_shows_once_the_answer_has_played(void **unused)
{
  (void)unused;
  set("point", "1,1");
  answer(TRUTH_POINT);
  int early = pixels_of_it(TRUTH_POINT + 1, 0.4f), late = pixels_of_it(TRUTH_POINT + 1, 0.9f);
  assert_true(early > 0 && late > 2 * early); // the ghost; then the truth and the words, too
  assert_int_equal(pixels_of_it(TRUTH_POINT + 2, 0.9f), 0);
  assert_int_equal(pixels_of_it(TRUTH_POINT, 1), 0);
  stand_at(TRUTH_POINT, 0.5f);
  playback_do(&p.playback, PLAYBACK_AGAIN); // it is asked again
  assert_int_equal(pixels_of_it(TRUTH_POINT + 1, 0.9f), 0);
}

// The box of the words about an answer: what is drawn with it alone, and is no ring.
static nb_rect words_box(void)
{
  nb_list_reader reader;
  nb_command c;
  nb_rect box = {0};
  bool done = false;
  size_t size = p.picture.layers[PICTURE_AROUND].size;
  assert_false(nb_failed(nb_list_read(&reader, p.picture.layers[PICTURE_AROUND].bytes, size)));
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done) {
    if (c.op != NB_OP_PATH)
      continue;
    nb_vec2 low = c.points[0], high = low;
    for (uint32_t k = 1; k < c.path.point_count; k++) {
      low = nb_at(fminf(low.x, c.points[k].x), fminf(low.y, c.points[k].y));
      high = nb_at(fmaxf(high.x, c.points[k].x), fmaxf(high.y, c.points[k].y));
    }
    if (fabsf(high.y - low.y - 0.48f) < 1e-3f)
      box = (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
  }
  assert_true(box.width > 1);
  return box;
}

// Over or under a row stands what it is about.
static void words_about_a_row_stand_at_its_end(void **unused)
{
  (void)unused;
  set("point", "0.3,1.1"); // the truth is (0, 1.5): no row
  answer(TRUTH_POINT);
  stand_at(TRUTH_POINT + 1, 0.9f);
  assert_true(words_box().y > 1.5f + 0.2f);
  static const char *const rows[] = {"0,1.5", "1,1.5", "-3,1.5", "2.6,1.5"};
  for (int k = 0; k < 4; k++) {
    set("point", rows[k]);
    answer(TRUTH_POINT);
    stand_at(TRUTH_POINT + 1, 0.9f);
    nb_rect box = words_box();
    float first = fminf(p.predict.given.x, 0), last = fmaxf(p.predict.given.x, 0);
    assert_true(box.y < 1.5f && box.y + box.height > 1.5f);
    assert_true(box.x > last + 0.2f || box.x + box.width < first - 0.2f);
    assert_true(box.x + box.width < NB_COLUMN);
  }
  p.predict.given = nb_at(NB_COLUMN + 1, -1),
  p.predict.right = nb_at(NB_COLUMN + 2, -1); // on a slider in the column
  stand_at(TRUTH_POINT + 1, 0.9f);
  nb_rect box = words_box();
  assert_true(box.y + box.height < -1 - 0.1f && box.x > NB_COLUMN);
}

static void what_was_not_changed_was_only_said(void **unused)
{
  (void)unused;
  stage_reset(p.stage);
  answer(TRUTH_POINT);
  assert_false(p.predict.on);
  assert_true(kept(TRUTH_POINT) < 0);
  assert_null(predict_last(&p));
}

static void a_choice_and_a_text_are_right_or_not(void **unused)
{
  (void)unused;
  set("choice", "triangle");
  answer(TRUTH_CHOICE);
  assert_string_equal(p.predict.words, "it is circle");
  assert_false(p.predict.placed);
  set("choice", "circle");
  answer(TRUTH_CHOICE);
  assert_string_equal(p.predict.words, "right");
  assert_near(kept(TRUTH_CHOICE), 0);
  set("text", " x^2");
  answer(TRUTH_TEXT);
  assert_string_equal(p.predict.words, "right");
}

static void last_time_is_told(void **unused)
{
  (void)unused;
  set("point", "0,1.6");
  answer(TRUTH_POINT);
  stand_at(TRUTH_POINT, 1);
  assert_string_equal(predict_last(&p), "very near");
}

static void scenes_that_fail_at_it_go_on(void **unused)
{
  (void)unused;
  static const int bad[] = {TRUTH_NONE,         TRUTH_NAN,   TRUTH_NO_CHOICE,
                            TRUTH_ENDLESS_TEXT, TRUTH_CRASH, TRUTH_WRITES};
  set("number", "0.25");
  set("choice", "circle");
  set("text", "x");
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    answer(bad[k]);
    assert_false(p.predict.on);
    assert_true(kept(bad[k]) < 0); // what they said is kept
    assert_string_equal(p.trouble, "");
    assert_true(playback_answered(&p.playback));
  }
}

static void type(const char *text)
{
  for (; *text; text++) {
    SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
    e.text.text[0] = *text;
    player_event(&p, &e);
  }
  player_frame(&p);
}

// It stays as it was, and the panel marks the sign; once that is mended it is taken.
static void a_typed_function_goes_wrong_at_its_column(void **unused)
{
  (void)unused;
  const Truths *s = stage_state(p.stage);
  set("text", "x");
  key(SDLK_v, 0);
  for (int tries = 0; tries < 20 && !(p.focus.kind == FOCUS_PANEL && p.focus.row == 3); tries++)
    key(SDLK_TAB, 0);
  key(SDLK_RETURN, 0);
  type(" +* 2");
  key(SDLK_RETURN, 0);
  assert_true(p.panel.typing && strstr(p.panel.mistake, "at 4:"));
  assert_int_equal(p.panel.column, 4);
  panel_view v = panel_view_of(&p);
  assert_int_equal(v.rows[3].wrong, 4); // before the caret's bar
  assert_string_equal(s->text, "x");
  for (int k = 0; k < 3; k++)
    key(SDLK_BACKSPACE, 0);
  type("x");
  assert_int_equal(p.panel.column, 0);
  key(SDLK_RETURN, 0);
  assert_false(p.panel.typing);
  assert_string_equal(s->text, "x +x");
  key(SDLK_ESCAPE, 0);
  key(SDLK_v, 0);
}

static int open(void **unused)
{
  (void)unused;
  static player_options options = {.plugin = NABLA_BUILD "/tests/zoo/truths.so",
                                   .notebook = NABLA_BUILD "/test_predict.notebook"};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_point_has_a_ghost_beside_the_truth),
      cmocka_unit_test(it_shows_once_the_answer_has_played),
      cmocka_unit_test(words_about_a_row_stand_at_its_end),
      cmocka_unit_test(what_was_not_changed_was_only_said),
      cmocka_unit_test(a_choice_and_a_text_are_right_or_not),
      cmocka_unit_test(last_time_is_told),
      cmocka_unit_test(scenes_that_fail_at_it_go_on),
      cmocka_unit_test(a_typed_function_goes_wrong_at_its_column),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
