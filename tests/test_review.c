// Reviews in the player: what is due is asked, on the board or to the empty room, and graded by what came of it.
#include "played.h"

#include "app/task.h"

static const char *const id = "tests/said";
static const double yesterday = 86400;

// A review that is due: it was forgotten long ago.
static void make_due(int step, const char *point)
{
  double then = explaining_now() - 10 * yesterday;
  review_grade(p.notebook, (review_key){id, step, point}, SCHEDULE_AGAIN, then);
}

static const review *found(int step, const char *point)
{
  const review *r = review_find(p.notebook, (review_key){id, step, point});
  assert_non_null(r);
  return r;
}

// How a review that make_due made was graded just now.
static int graded(int step, const char *point)
{
  const review *r = found(step, point);
  schedule_memory m = schedule_review((schedule_memory){0}, 0, SCHEDULE_AGAIN);
  for (int days = 9; days <= 11; days++) // a day may have begun meanwhile
    for (int g = SCHEDULE_AGAIN; g <= SCHEDULE_EASY; g++)
      if (schedule_review(m, days, (schedule_grade)g).stability == r->memory.stability)
        return g;
  return m.stability == r->memory.stability ? 0 : -1;
}

static void forget_all(void)
{
  const review *list;
  int count = review_list(p.notebook, &list);
  for (int k = 0; k < count; k++)
    if (list[k].due <= explaining_now())
      review_grade(p.notebook, (review_key){list[k].scene, list[k].step, list[k].words}, SCHEDULE_EASY,
                   explaining_now());
  reviewing_end(&p);
  player_frame(&p);
}

static void letter(const char *text)
{
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
  snprintf(e.text.text, sizeof e.text.text, "%s", text);
  player_event(&p, &e);
  player_frame(&p);
}

// ---------------------------------------------------------------------------------------------------------------

static void what_is_asked_is_what_is_due(void **state)
{
  (void)state;
  static const nb_step steps[] = {
      {"One", .seconds = 1, .hear = {"a", "b", "c"}},
      {"Two", .seconds = 1},
  };
  static const nb_scene scene = {.title = "A scene", NB_STEPS(steps)};
  notebook *n = notebook_open(&(notebook_options){.path = "/dev/null/none"});
  double now = 1e9, then = now - 9 * yesterday;
  review_grade(n, (review_key){"a/one", 0, "c"}, SCHEDULE_AGAIN, then);
  review_grade(n, (review_key){"a/one", 0, "a"}, SCHEDULE_AGAIN, then);
  review_grade(n, (review_key){"a/one", 0, "gone"}, SCHEDULE_AGAIN, then);
  review_grade(n, (review_key){"a/one", 0, "b"}, SCHEDULE_EASY, now);
  task t;
  task_fill(&t, n, &scene, review_next(n, now), now);
  assert_int_equal(t.count, 3);
  assert_string_equal(t.points[0].words, "a"); // in the scene's order,
  assert_string_equal(t.points[1].words, "c");
  assert_string_equal(t.points[2].words, "gone"); // and what an edited scene has no more
  assert_false(t.live || t.whole_step);
  t.points[0].said = true;
  task_grade_said(&t, n, now);
  assert_int_equal(t.days, 1); // what was not said
  assert_true(review_find(n, (review_key){"a/one", 0, "a"})->due > now + 1.5 * yesterday);
  assert_int_equal(review_due(n, NULL, now), 0);

  // Lost at a step: all that it wants said is on the list, and graded as a whole.
  review_grade(n, (review_key){"a/one", 0, ""}, SCHEDULE_AGAIN, then);
  task_fill(&t, n, &scene, review_next(n, now), now);
  assert_true(t.whole_step);
  assert_int_equal(t.count, 3);
  for (int k = 0; k < 3; k++) {
    assert_false(t.points[k].due);
    t.points[k].said = true;
  }
  assert_true(task_all_said(&t));
  task_grade_said(&t, n, now + 10);
  assert_true(review_find(n, (review_key){"a/one", 0, "b"})->reviewed == now); // it was not due by itself
  assert_true(review_find(n, (review_key){"a/one", 0, ""})->due > now + 1.5 * yesterday);

  // A step that names nothing asks for itself, and one that is no more for the last.
  review_grade(n, (review_key){"a/one", 60, ""}, SCHEDULE_AGAIN, then);
  task_fill(&t, n, &scene, review_next(n, now), now);
  assert_int_equal(t.step, 1);
  assert_int_equal(t.count, 1);
  assert_string_equal(t.points[0].words, "Two");
  notebook_close(n);
}

static void nothing_due_says_what_comes_next(void **state)
{
  (void)state;
  key(SDLK_r, KMOD_LCTRL);
  assert_false(p.reviewing.on);
  assert_non_null(strstr(p.notice, "nothing is due"));
  review_grade(p.notebook, (review_key){id, 0, "one is said"}, SCHEDULE_EASY, explaining_now());
  key(SDLK_r, KMOD_LCTRL);
  assert_false(p.reviewing.on);
  assert_non_null(strstr(p.notice, "next: tests/said"));
}

static void a_point_is_explained_and_ticked(void **state)
{
  (void)state;
  make_due(0, "and one more");
  make_due(1, "two is said");
  stand_at(3, 0.5f);
  key(SDLK_r, KMOD_LCTRL);
  assert_true(reviewing_asks(&p));
  assert_int_equal(stage_where(p.stage).step, 0);
  assert_false(p.playback.playing);
  assert_true(player_view(&p).hide_caption); // it would tell
  assert_true(board_area(&p).width < 500);
  letter("1"); // the list is not there yet
  assert_false(p.reviewing.task.points[0].said);
  key(SDLK_SPACE, 0); // whoever only wants to go on is told nothing
  assert_false(p.reviewing.shown || p.playback.playing);
  assert_non_null(strstr(p.notice, "aloud"));
  key(SDLK_RETURN, 0);
  assert_true(p.reviewing.shown);
  assert_false(player_view(&p).hide_caption);
  letter("1");
  assert_true(p.reviewing.task.points[0].said);
  assert_true(p.reviewing.moves_on > 0); // all is ticked: no other key is needed
  p.reviewing.moves_on = 1;
  player_frame(&p);
  assert_int_equal(graded(0, "and one more"), SCHEDULE_GOOD);
  assert_int_equal(p.reviewing.task.step, 1);
  assert_int_equal(stage_where(p.stage).step, 1);
  key(SDLK_RETURN, 0); // meant for the one before: it tells nothing of this one
  assert_false(p.reviewing.shown);
  p.reviewing.moved = 0;
  key(SDLK_RETURN, 0);
  key(SDLK_RETURN, 0); // nothing of it was said
  assert_int_equal(graded(1, "two is said"), SCHEDULE_AGAIN);
  assert_false(p.reviewing.on);
  assert_non_null(strstr(p.notice, "next: "));
}

// Space at a question is the answer; how far off it was is the grade.
static void a_question_is_asked_on_the_board(void **state)
{
  (void)state;
  static const char *const given[] = {"1", "1.3", "3"};
  static const schedule_grade want[] = {SCHEDULE_EASY, SCHEDULE_GOOD, SCHEDULE_AGAIN};
  for (int k = 0; k < 3; k++) {
    review_grade(p.notebook, (review_key){id, 2, "it is one"}, SCHEDULE_AGAIN, 1000);
    key(SDLK_r, KMOD_LCTRL);
    assert_true(p.reviewing.task.live);
    assert_int_equal(stage_where(p.stage).step, 2);
    assert_true(p.playback.playing);
    char text[40];
    stage_get_text(p.stage, stage_param(p.stage, "guess"), text, sizeof text);
    assert_string_equal(text, "0.5"); // not what was answered last time
    assert_false(player_view(&p).hide_caption);
    stand_at(2, 1);
    assert_true(playback_waits(&p.playback));
    assert_false(nb_failed(stage_set_text(p.stage, "guess", given[k])));
    schedule_memory before = found(2, "it is one")->memory;
    key(SDLK_SPACE, 0);
    p.playback.playing = false;
    assert_true(p.reviewing.graded);
    const review *r = found(2, "it is one");
    int days = (int)(explaining_now() / 86400 + 100); // since 1970: the exact day does not tell grades apart
    schedule_grade got = SCHEDULE_AGAIN;
    for (int g = SCHEDULE_AGAIN; g <= SCHEDULE_EASY; g++)
      for (int d = days - 102; d <= days; d++)
        if (schedule_review(before, d, (schedule_grade)g).stability == r->memory.stability)
          got = (schedule_grade)g;
    assert_int_equal(got, want[k]);
    key(SDLK_RETURN, 0);
    assert_false(p.reviewing.on);
  }
}

static void an_answer_that_was_only_thought_is_ticked(void **state)
{
  (void)state;
  stage_reset(p.stage);
  review_grade(p.notebook, (review_key){id, 2, "it is one"}, SCHEDULE_AGAIN, 1000);
  key(SDLK_r, KMOD_LCTRL);
  stand_at(2, 1);
  key(SDLK_SPACE, 0); // nothing was answered on the board
  assert_false(p.reviewing.shown);
  assert_int_equal(stage_where(p.stage).step, 2);
  assert_non_null(strstr(p.notice, "Space once more"));
  key(SDLK_SPACE, 0);
  p.playback.playing = false;
  assert_true(p.reviewing.shown);
  assert_false(p.reviewing.graded);
  double due = found(2, "it is one")->due;
  letter("1");
  key(SDLK_RETURN, 0);
  assert_true(found(2, "it is one")->due > due);
  assert_false(p.reviewing.on);
}

static void a_scene_is_explained_again(void **state)
{
  (void)state;
  make_due(-1, "");
  stand_at(3, 0.5f);
  key(SDLK_r, KMOD_LCTRL);
  assert_true(explaining_goes_on(&p));
  assert_int_equal(stage_where(p.stage).step, 0);
  for (int step = 0; step < 4; step++) {
    stand_at(step, 0.5f);
    p.explaining.talk.unkept += 20;
    letter("1");
    if (step == 0)
      letter("2");
  }
  key(SDLK_p, 0);
  assert_true(p.explaining.summary.open);
  key(SDLK_ESCAPE, 0);
  player_frame(&p);
  assert_int_equal(graded(-1, ""), SCHEDULE_GOOD);
  assert_true(notebook_find(p.notebook, id)->explained > 0);
  assert_false(p.reviewing.on);
}

static void esc_grades_nothing(void **state)
{
  (void)state;
  forget_all();
  // What is due of a scene that is gone keeps nobody from the rest.
  review_grade(p.notebook, (review_key){"tests/gone", 0, "lost for ever"}, SCHEDULE_AGAIN, 500);
  review_grade(p.notebook, (review_key){id, 3, "four is said"}, SCHEDULE_AGAIN, 1000);
  double due = found(3, "four is said")->due;
  key(SDLK_r, KMOD_LCTRL);
  assert_string_equal(p.reviewing.task.scene, id);
  key(SDLK_RETURN, 0);
  key(SDLK_ESCAPE, 0);
  assert_false(p.reviewing.on);
  assert_true(board_area(&p).width == 640);
  assert_true(found(3, "four is said")->due == due);
}

// Where the scene was left, as the notebook has it by now.
static void left_at(char *moment, size_t room)
{
  notebook_place place;
  p.diary.due = 0;
  player_frame(&p);
  assert_true(notebook_place_of(p.notebook, p.scene, &place));
  snprintf(moment, room, "%s", place.moment);
}

static float value_of(const char *name)
{
  const nb_param *param = stage_param(p.stage, name);
  assert_non_null(param);
  return ((const float *)((const char *)stage_state(p.stage) + param->offset))[0];
}

// Whoever is killed while a review asks with other numbers finds their own at the next start.
static void numbers_of_a_review_are_nobodys(void **state)
{
  (void)state;
  static const shelf lessons = {.scenes = NABLA_BUILD "/scenes", .sources = NABLA_BUILD "/no-scenes"};
  static player_options options = {.plugin = NABLA_BUILD "/scenes/linear-algebra/transformations.so",
                                   .shelf = &lessons,
                                   .notebook = NABLA_BUILD "/test-review-numbers.sqlite"};
  char before[4000], during[4000], after[4000];
  player_take_down(&p);
  played = false;
  assert_int_equal(open_player(&options), 0);
  assert_false(nb_failed(stage_set_text(p.stage, "v", "-1.25, 0.75")));
  left_at(before, sizeof before);
  int step = 0;
  while (!stage_answer_param(p.stage, step))
    step++;
  review_grade(p.notebook, (review_key){p.scene, step, ""}, SCHEDULE_AGAIN, 1000);
  key(SDLK_r, KMOD_LCTRL);
  assert_true(p.reviewing.fresh.count > 0);
  assert_true(value_of("v") != -1.25f);
  left_at(during, sizeof during);
  assert_string_equal(before, during);
  key(SDLK_ESCAPE, 0);
  assert_true(value_of("v") == -1.25f);
  left_at(after, sizeof after); // the step has changed, and that is kept again
  assert_true(strcmp(before, after) != 0);
  assert_non_null(strstr(after, "-1.25"));
}

static int open(void **unused)
{
  (void)unused;
  static const shelf here = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/said.so",
                                   .shelf = &here,
                                   .notebook = NABLA_BUILD "/test-review.sqlite"};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_asked_is_what_is_due),
      cmocka_unit_test(nothing_due_says_what_comes_next),
      cmocka_unit_test(a_point_is_explained_and_ticked),
      cmocka_unit_test(a_question_is_asked_on_the_board),
      cmocka_unit_test(an_answer_that_was_only_thought_is_ticked),
      cmocka_unit_test(a_scene_is_explained_again),
      cmocka_unit_test(esc_grades_nothing),
      cmocka_unit_test(numbers_of_a_review_are_nobodys),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
