// The stage, with scenes in a child and in this process: opening, positions, playing, parameters, pictures and handles.
#include "staged.h"

#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nabla/list.h"
#define State Plain
#include "scenes/plain.h"
#undef State
#define State Ticked
#include "scenes/ticked.h"
#undef State

// ---------------------------------------------------------------------------------------------------------------
// Opening

static void assert_refused(const char *path, nb_error_id id, const char *says)
{
  stage *s = (stage *)1;
  nb_error e = stage_open(&s, path, (stage_options){.assets = NABLA_ASSETS, .in_process = staged_in_process});
  assert_null(s);
  if (e.id != id || strstr(e.text, says) == NULL)
    fail_msg("%s: \"%s: %s\" is not \"%s: ...%s...\"", path, nb_error_words(e.id), e.text, nb_error_words(id),
             says);
}

static void test_files_that_are_no_scenes_are_refused(void **unused)
{
  (void)unused;
  char text[] = "/tmp/nabla-stage-XXXXXX.so";
  int file = mkstemps(text, 3);
  assert_int_equal(write(file, "not a plugin", 12), 12);
  close(file);
  assert_refused("/no/such/plugin.so", NB_MISSING_FILE, "/no/such/plugin.so");
  assert_refused("plugin.so", NB_MISSING_FILE, "plugin.so");
  assert_refused("", NB_MISSING_FILE, "");
  assert_refused("/tmp", NB_NOT_A_PLUGIN, "/tmp");
  assert_refused(text, NB_NOT_A_PLUGIN, text);
  assert_refused(TEST_SCENE("no_scene"), NB_NOT_A_PLUGIN, "NB_SCENE");
  unlink(text);
}

static void test_descriptions_that_are_wrong_are_refused(void **unused)
{
  (void)unused;
  // In the order of the enum in scenes/broken.c, from 1.
  static const struct {
    nb_error_id id;
    const char *says;
  } expected[] = {
      {NB_WRONG_ABI, "version 7"},
      {NB_WRONG_ABI, "bytes"},
      {NB_BAD_SCENE, "no title"},
      {NB_BAD_SCENE, "0 steps"},
      {NB_BAD_SCENE, "step 2: it has no title"},
      {NB_BAD_SCENE, "step 2 \"Broken\": it takes 0 seconds"},
      {NB_BAD_SCENE, "step 2 \"Broken\": it takes nan seconds"},
      {NB_BAD_SCENE, "answer \"nobody\""},
      {NB_BAD_SCENE, "outside the state"},
      {NB_BAD_SCENE, "shares bytes of the state with \"a\""},
      {NB_BAD_SCENE, "same name"},
      {NB_BAD_SCENE, "parameter 1: it has no name"},
      {NB_BAD_SCENE, "no known kind (77)"},
      {NB_BAD_SCENE, "takes 4 bytes, its field has 8"},
      {NB_BAD_SCENE, "range is 2 to 1"},
      {NB_BAD_SCENE, "at the start \"b\" is 0, not within 0.5 to 1"},
      {NB_BAD_SCENE, "at the start \"b\" is nan"},
      {NB_BAD_SCENE, "choices"},
      {NB_BAD_SCENE, "no zero at its end"},
      {NB_BAD_SCENE, "state has 0 bytes"},
      {NB_BAD_SCENE, "state has 67108865 bytes"},
      {NB_BAD_SCENE, "draws nothing"},
      {NB_BAD_SCENE, "at the start \"b\" is 5"},
      {NB_MISSING_FILE, "no-such-data"},
      {NB_BAD_SCENE, "../digits"},
      {0, NULL}, // its groups are uneven, and
      {0, NULL}, // its draw writes: found out later
      {NB_BAD_SCENE,
       "step 2 \"Broken\": its move of \"tex\": there is no such parameter; did you mean \"text\"?"},
      {NB_BAD_SCENE, "its move of \"a\": it does not say where to"},
      {NB_BAD_SCENE, "its move of \"a\": \"a\" cannot be \"11\": it takes a number from -10 to 10"},
      {NB_BAD_SCENE, "its move of \"a\": it ends after 2.2 s, and the step takes 2"},
      {NB_BAD_SCENE, "its move of \"a\": it ends after 2.1 s, and the step takes 2"},
      {NB_BAD_SCENE, "its move of \"a\": it begins at -0.1 s"},
      {NB_BAD_SCENE, "its move of \"a\": it begins after 0.5 s, and the one before it ends after 0.7"},
      {NB_BAD_SCENE, "its move of \"a\": it begins after 0.5 s, and the one before it ends after 1.5"},
      {NB_BAD_SCENE, "its move of \"c\": what cannot glide changes at once; leave its .seconds out"},
  };
  for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
    char path[300];
    snprintf(path, sizeof path, NABLA_BUILD "/tests/scenes/tests/broken_%zu.so", k + 1);
    if (expected[k].says)
      assert_refused(path, expected[k].id, expected[k].says);
  }
}

static void test_description_is_copied_with_defaults(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  const nb_scene *scene = stage_scene(s);
  assert_string_equal(scene->title, "Plain");
  assert_int_equal(scene->step_count, 3);
  assert_string_equal(scene->steps[0].hear[0], "something");
  assert_string_equal(scene->steps[0].needs[0], "tests/ticked");
  assert_null(scene->steps[1].say);
  assert_string_equal(stage_param(s, "choice")->choices[2], "triangle");
  assert_null(stage_param(s, "choice")->choices[3]);
  assert_float_equal(stage_param(s, "point")->min, -10, 0);
  assert_float_equal(stage_param(s, "point")->snap, 0.5f, 0);
  assert_float_equal(stage_param(s, "integer")->snap, 1, 0);
  assert_null(stage_param(s, "nobody"));
  assert_int_equal((uintptr_t)stage_state(s) % 64, 0);
  stage_close(s);
}

// Of one whose beginning fails (INIT_BREAKS_RANGE in scenes/broken.c), too.
static void test_a_description_alone_begins_nothing(void **unused)
{
  (void)unused;
  stage *s;
  assert_ok(stage_open(&s, NABLA_BUILD "/tests/scenes/tests/broken_23.so",
                       (stage_options){.assets = NABLA_ASSETS, .described = true}));
  assert_string_equal(stage_scene(s)->title, "Broken");
  assert_float_equal(stage_step_start(s, 2), 3, 0);
  stage_close(s);
}

static void test_init_comes_before_anything_and_reset_goes_back_to_it(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  const Ticked *state = stage_state(s);
  assert_float_equal(state->push.y, 0.25f, 0);
  assert_float_equal(state->rate, 1, 0);
  assert_ok(stage_set_text(s, "push", "1,1"));
  assert_ok(stage_set_text(s, "rate", "2"));
  stage_reset_param(s, stage_param(s, "push"));
  assert_float_equal(state->push.y, 0.25f, 0);
  assert_float_equal(state->rate, 2, 0);
  stage_reset(s);
  assert_float_equal(state->rate, 1, 0);
  stage_close(s);
}

// ---------------------------------------------------------------------------------------------------------------
// Where we are

static void assert_at(const stage *s, int step, float seconds)
{
  assert_int_equal(stage_where(s).step, step);
  assert_float_equal(stage_where(s).seconds, seconds, 1e-5f);
}

static void test_positions_are_clamped_to_the_scene(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, -5, 3);
  assert_at(s, OPENING, 0);
  jump(s, 99, 0);
  assert_at(s, ENDING, 1.01f);
  jump(s, OPENING, 50);
  assert_at(s, OPENING, 1.3f);
  jump(s, OPENING, -1);
  assert_at(s, OPENING, 0);
  jump(s, OPENING, NAN);
  assert_at(s, OPENING, 0);
  jump(s, LIVE, 50);
  assert_at(s, LIVE, 50);
  jump(s, LIVE, INFINITY);
  assert_at(s, LIVE, 3600);
  assert_float_equal(stage_step_reached(s, LIVE), 3600, 0);
  assert_float_equal(stage_step_reached(s, OPENING), 1.3f, 0);
  assert_float_equal(stage_step_reached(s, 99), 0, 0);
  stage_close(s);
}

static void test_nominal_seconds_lead_to_positions_and_back(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  assert_float_equal(stage_step_start(s, 0), 0, 0);
  assert_float_equal(stage_step_start(s, STEPS), 5.81f, 1e-5f);
  for (int k = 0; k < STEPS; k++) {
    assert_int_equal(stage_at(s, stage_step_start(s, k)).step, k);
    assert_float_equal(stage_at(s, stage_step_start(s, k)).seconds, 0, 1e-6f);
    assert_int_equal(stage_at(s, stage_step_start(s, k) + 0.5f).step, k);
    assert_float_equal(stage_at(s, stage_step_start(s, k) + 0.5f).seconds, 0.5f, 1e-5f);
  }
  assert_int_equal(stage_at(s, 100).step, ENDING);
  assert_float_equal(stage_at(s, 100).seconds, 1.01f, 0);
  assert_int_equal(stage_at(s, NAN).step, 0);
  assert_float_equal(stage_at(s, -1).seconds, 0, 0);
  stage_close(s);
}

static void test_playing_passes_from_step_to_step(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  assert_true(stage_play(s, 0.9f));
  assert_at(s, 0, 0.9f);
  assert_true(stage_play(s, 0.3f));
  assert_at(s, 1, 0.2f);
  assert_true(stage_play(s, NAN));
  assert_true(stage_play(s, -1));
  assert_at(s, 1, 0.2f);
  assert_false(stage_play(s, 0.5f));
  assert_at(s, 2, 0.1f);
  assert_false(stage_play(s, 0.5f));
  jump(s, 0, 0.5f);
  assert_true(stage_play(s, 500)); // a second at most
  assert_at(s, 2, 0);
  stage_close(s);
}

static void test_questions_hold_time_until_answered(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  const Ticked *state = stage_state(s);
  jump(s, QUESTION, 0.5f);
  assert_false(stage_play(s, 0.9f));
  assert_at(s, QUESTION, 0.7f);
  uint32_t count = state->count;
  assert_false(stage_play(s, 0.9f)); // nor does anything tick
  assert_int_equal(state->count, count);
  stage_answer(s, QUESTION, true);
  assert_true(stage_play(s, 0.25f));
  assert_at(s, AGAIN, 0.25f);
  assert_int_equal(state->answered, 1 << QUESTION);
  stage_answer(s, QUESTION, false);
  jump(s, QUESTION, 0.6f);
  assert_false(stage_play(s, 0.5f));
  stage_answer(s, 99, true); // no such step
  jump(s, ENDING, 0);        // or one goes on
  assert_true(stage_play(s, 0.5f));
  stage_close(s);
}

static void test_live_steps_run_on(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 1.5f);
  for (int k = 0; k < 10; k++)
    assert_true(stage_play(s, 1));
  assert_at(s, LIVE, 11.5f);
  assert_float_equal(stage_step_reached(s, LIVE), 11.5f, 1e-5f);
  jump(s, LIVE, 3600);
  assert_false(stage_play(s, 0.1f));
  stage_close(s);
}

static void test_ticks_see_the_moment_they_move_from(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  const Ticked *state = stage_state(s);
  jump(s, QUESTION, 11.2f / 60);
  assert_int_equal(state->step, QUESTION);
  assert_float_equal(state->seconds, 10 / 60.0f, 1e-6f);
  assert_float_equal(state->duration, 0.7f, 0);
  assert_float_equal(state->reached, 0.7f, 0);
  assert_int_equal(state->tick, 78 + 120 + 10);
  assert_int_equal(state->count, 120 + 11);
  assert_float_equal(state->rate, 1, 0); // which the tick has no business to write
  stage_close(s);
}

static void test_small_steps_of_time_add_up(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 0);
  for (int k = 0; k < 100000; k++)
    stage_play(s, 0.0001f);
  assert_at(s, LIVE, 10);
  stage_close(s);
}

// ---------------------------------------------------------------------------------------------------------------
// Parameters

#define OFFSET(field) ((uint32_t)offsetof(Plain, field))

static void test_values_are_clamped_by_kind(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  const Plain *state = stage_state(s);
  assert_ok(stage_set(s, OFFSET(number), &(float){99}, 4));
  assert_float_equal(state->number, 3, 0);
  assert_ok(stage_set(s, OFFSET(integer), &(int32_t){INT32_MIN}, 4));
  assert_int_equal(state->integer, 1);
  assert_ok(stage_set(s, OFFSET(on), &(int32_t){7}, 4));
  assert_int_equal(state->on, 1);
  assert_ok(stage_set(s, OFFSET(choice), &(int32_t){9}, 4));
  assert_int_equal(state->choice, 2);
  assert_ok(stage_set(s, OFFSET(point), &(nb_vec2){-50, 5}, 8));
  assert_float_equal(state->point.x, -10, 0);
  assert_float_equal(state->point.y, 5, 0);
  assert_ok(stage_set(s, OFFSET(matrix.j), &(nb_vec2){2, 7}, 8)); // a column
  assert_float_equal(state->matrix.j.y, 3, 0);
  assert_float_equal(state->matrix.i.x, 1, 0);
  assert_ok(stage_set(s, OFFSET(canvas[5]), (float[]){0.5f, 2}, 8)); // a few pixels
  assert_float_equal(state->canvas[6], 1, 0);
  assert_ok(stage_set(s, OFFSET(text), "a text too long for it", 12));
  assert_string_equal(state->text, "a text too ");
  assert_ok(stage_set(s, OFFSET(text), "x", 1));
  assert_memory_equal(state->text, "x\0\0\0\0\0\0\0\0\0\0", 12);
  stage_close(s);
}

static void assert_set_fails(stage *s, uint32_t offset, const void *value, uint32_t bytes, nb_error_id id)
{
  Plain before;
  memcpy(&before, stage_state(s), sizeof before);
  assert_int_equal(stage_set(s, offset, value, bytes).id, id);
  assert_memory_equal(stage_state(s), &before, sizeof before);
}

static void test_bytes_that_are_no_parameter_are_refused(void **unused)
{
  (void)unused;
  static const float zeros[64];
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  assert_set_fails(s, OFFSET(own), zeros, 4, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(number), zeros, 2, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(number), zeros, 8, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(number), zeros, 0, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(point) + 2, zeros, 4, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(text) + 1, zeros, 2, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, sizeof(Plain), zeros, 4, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, UINT32_MAX, zeros, 4, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, 0, zeros, UINT32_MAX, NB_UNKNOWN_PARAMETER);
  assert_set_fails(s, OFFSET(point), (float[]){1, NAN}, 8, NB_OUT_OF_RANGE);
  assert_set_fails(s, OFFSET(angle), &(float){INFINITY}, 4, NB_OUT_OF_RANGE);
  assert_ptr_equal(stage_param_at(s, OFFSET(matrix.j.x), 4), stage_param(s, "matrix"));
  assert_null(stage_param_at(s, OFFSET(matrix.j.y), 8));
  stage_close(s);
}

static void assert_text(stage *s, const char *name, const char *text, const char *comes_back)
{
  char back[300];
  assert_ok(stage_set_text(s, name, text));
  stage_get_text(s, stage_param(s, name), back, sizeof back);
  assert_string_equal(back, comes_back);
  assert_ok(stage_set_text(s, name, back));
}

static void test_texts_are_taken_and_given_back(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  const Plain *state = stage_state(s);
  assert_text(s, "number", "0.1", "0.1");
  assert_text(s, "number", " -1.5e0 ", "-1.5");
  assert_text(s, "integer", "7", "7");
  assert_text(s, "on", "yes", "true");
  assert_text(s, "on", "0", "false");
  assert_text(s, "choice", "triangle", "triangle");
  assert_text(s, "point", "1, -2.25", "1,-2.25");
  assert_text(s, "matrix", "1,2,0,-1", "1,2,0,-1");
  assert_float_equal(state->matrix.j.x, 2, 0); // row by row
  assert_float_equal(state->matrix.i.y, 0, 0);
  assert_text(s, "text", "cos(x)", "cos(x)");
  assert_text(s, "text", "", "");
  assert_text(s, "canvas", "0,1,0,0,0.5,0,0,0,0,0,0,0.25", "0,1,0,0,0.5,0,0,0,0,0,0,0.25");

  nb_random random = nb_random_seed(1, 1);
  for (int k = 0; k < 1000; k++) { // every float comes back exactly
    float value = between(&random, -2, 3);
    char text[40];
    assert_ok(stage_set(s, OFFSET(number), &value, 4));
    stage_get_text(s, stage_param(s, "number"), text, sizeof text);
    assert_ok(stage_set_text(s, "number", text));
    assert_memory_equal(&state->number, &value, 4);
  }
  char little[4] = "abc";
  stage_get_text(s, stage_param(s, "matrix"), little, sizeof little);
  assert_string_equal(little, "");
  stage_close(s);
}

static void assert_text_fails(stage *s, const char *name, const char *text, nb_error_id id, const char *says)
{
  Plain before;
  memcpy(&before, stage_state(s), sizeof before);
  nb_error e = stage_set_text(s, name, text);
  if (e.id != id || strstr(e.text, says) == NULL)
    fail_msg("%s=%s: \"%s: %s\" does not say \"%s\"", name, text, nb_error_words(e.id), e.text, says);
  assert_memory_equal(stage_state(s), &before, sizeof before);
}

static void test_texts_of_the_wrong_form_are_refused(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("plain"), NULL);
  static const char *const no_numbers[] = {"", "x", "1x", "1,", "nan", "inf", "1e99", "3.1", "-2.1", "1 2"};
  for (size_t k = 0; k < sizeof no_numbers / sizeof *no_numbers; k++)
    assert_text_fails(s, "number", no_numbers[k], NB_OUT_OF_RANGE, "a number from -2 to 3");
  assert_text_fails(s, "angle", "90", NB_OUT_OF_RANGE, "an angle in radians from -4 to 4");
  assert_text_fails(s, "integer", "1.5", NB_OUT_OF_RANGE, "a whole number from 1 to 9");
  assert_text_fails(s, "integer", "99999999999999999999", NB_OUT_OF_RANGE, "from 1 to 9");
  assert_text_fails(s, "integer", "10", NB_OUT_OF_RANGE, "from 1 to 9");
  assert_text_fails(s, "on", "maybe", NB_OUT_OF_RANGE, "true or false");
  assert_text_fails(s, "choice", "circel", NB_OUT_OF_RANGE, "did you mean \"circle\"?");
  assert_text_fails(s, "choice", "dodecahedron", NB_OUT_OF_RANGE, "\"square\", \"circle\", \"triangle\"");
  assert_text_fails(s, "point", "1", NB_OUT_OF_RANGE, "\"x,y\" with parts from -10 to 10");
  assert_text_fails(s, "point", "1,2,3", NB_OUT_OF_RANGE, "\"x,y\"");
  assert_text_fails(s, "point", "1,11", NB_OUT_OF_RANGE, "-10 to 10");
  assert_text_fails(s, "matrix", "1,0,0", NB_OUT_OF_RANGE, "row by row");
  assert_text_fails(s, "text", "123456789012", NB_OUT_OF_RANGE, "at most 11 bytes");
  assert_text_fails(s, "canvas", "1,2", NB_OUT_OF_RANGE, "12 numbers");
  assert_text_fails(s, "nubmer", "1", NB_UNKNOWN_PARAMETER, "did you mean \"number\"?");
  assert_text_fails(s, "temperature", "1", NB_UNKNOWN_PARAMETER, "it has \"number\", \"integer\"");
  stage_close(s);
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures and handles

// What the scene ticked draws first: a line from (seconds, step) to (reached, playing).
static void assert_frame(stage *s, float seconds, int step, float reached, bool playing)
{
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  assert_ok(stage_draw(s, NB_BOARD, &list, &size));
  assert_ok(nb_list_read(&reader, list, size));
  assert_ok(nb_list_next(&reader, &command, &done));
  assert_int_equal(command.op, NB_OP_PATH);
  assert_float_equal(command.points[0].x, seconds, 1e-5f);
  assert_float_equal(command.points[0].y, step, 0);
  assert_float_equal(command.points[1].x, reached, 1e-5f);
  assert_float_equal(command.points[1].y, playing, 0);
}

static void test_draw_sees_the_exact_moment(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 0.123f);
  assert_frame(s, 0.123f, LIVE, 2, true);
  jump(s, LIVE, 3.5f);
  assert_frame(s, 3.5f, LIVE, 3.5f, true);
  jump(s, LIVE, 3);
  assert_frame(s, 3, LIVE, 3.5f, true);
  jump(s, QUESTION, 1);
  assert_frame(s, 0.7f, QUESTION, 0.7f, false);
  stage_answer(s, QUESTION, true);
  assert_frame(s, 0.7f, QUESTION, 0.7f, true);
  jump(s, ENDING, 2);
  assert_frame(s, 1.01f, ENDING, 1.01f, false);
  stage_close(s);
}

// Without the way there: the end of the step at any second of it, and a live step as it is.
static void test_arrived_is_the_end_of_the_step(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("hands"), NULL);
  const void *list;
  size_t size;
  jump(s, 0, 6);
  picture end = take_picture(s, NB_CHALK);
  jump(s, 0, 0.5f);
  assert_ok(stage_draw_arrived(s, NB_CHALK, &list, &size));
  assert_int_equal(size, end.size);
  // All but whether time runs is the end's: its marks, and the handles that stand at them.
  assert_memory_equal(list, end.list, size);
  jump(s, 2, 1);
  picture live = take_picture(s, NB_CHALK);
  assert_ok(stage_draw_arrived(s, NB_CHALK, &list, &size));
  assert_int_equal(size, live.size);
  assert_memory_equal(list, live.list, size);
  free(end.list);
  free(live.list);
  stage_close(s);
}

static void test_handles_come_with_their_groups_applied(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  const stage_grab *grabs;
  const void *list;
  size_t size;
  assert_int_equal(stage_grabs(s, &grabs), 0);
  assert_ok(stage_set_text(s, "push", "0.5,-0.25"));
  assert_ok(stage_draw(s, NB_CHALK, &list, &size));
  assert_int_equal(stage_grabs(s, &grabs), 3); // without the one that is no parameter
  // (x, y) goes to (0.5 - y, x), and that to (2 * 1st + 1, 3 * 2nd - 1).
  assert_ptr_equal(grabs[0].param, stage_param(s, "push"));
  assert_float_equal(grabs[0].grab.at.x, 2 * 0.75f + 1, 1e-6f);
  assert_float_equal(grabs[0].grab.at.y, 3 * 0.5f - 1, 1e-6f);
  assert_float_equal(grabs[0].grab.moves.i.x, 0, 1e-6f);
  assert_float_equal(grabs[0].grab.moves.i.y, 3, 1e-6f);
  assert_float_equal(grabs[0].grab.moves.j.x, -2, 1e-6f);
  assert_float_equal(grabs[0].grab.moves.j.y, 0, 1e-6f);
  assert_null(grabs[1].param);
  assert_int_equal(grabs[1].grab.kind, NB_GRAB_TIME);
  assert_float_equal(grabs[1].grab.area.x, 0, 1e-6f);
  assert_float_equal(grabs[1].grab.area.y, -1, 1e-6f);
  assert_float_equal(grabs[1].grab.area.width, 2, 1e-6f);
  assert_float_equal(grabs[1].grab.area.height, 6, 1e-6f);
  assert_ptr_equal(grabs[2].param, stage_param(s, "rate"));
  assert_float_equal(grabs[2].grab.at.x, 1, 0);
  stage_close(s);

  s = open_scene(TEST_SCENE("plain"), NULL);
  assert_ok(stage_draw(s, NB_CHALK, &list, &size));
  assert_int_equal(stage_grabs(s, &grabs), 3); // without the one across two columns
  assert_string_equal(grabs[0].param->name, "canvas");
  assert_string_equal(grabs[1].param->name, "matrix");
  assert_string_equal(grabs[2].param->name, "matrix");
  stage_close(s);
}

static void test_bad_pictures_are_named(void **unused)
{
  (void)unused;
  stage *s = open_scene(NABLA_BUILD "/tests/scenes/tests/broken_26.so", NULL); // ends a group it never opened
  const void *list;
  size_t size;
  const stage_grab *grabs;
  jump(s, 1, 0.25f);
  nb_error e = stage_draw(s, NB_CHALK, &list, &size);
  assert_int_equal(e.id, NB_BAD_SCENE);
  assert_non_null(strstr(e.text, "broken_26.c: step 2 \"Broken\" at 0.25 s"));
  assert_int_equal(stage_grabs(s, &grabs), 0);
  stage_close(s);
}

// In this process it is ended, rather than have pictures that depend on what was drawn before.
static void test_draw_cannot_write_to_the_state(void **unused)
{
  (void)unused;
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    signal(SIGSEGV, SIG_DFL);
    staged_in_process = true;
    stage *s = open_scene(NABLA_BUILD "/tests/scenes/tests/broken_27.so", NULL);
    const void *list;
    size_t size;
    (void)stage_draw(s, NB_CHALK, &list, &size);
    _exit(0);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status));
  assert_int_equal(WTERMSIG(status), SIGSEGV);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_files_that_are_no_scenes_are_refused),
      cmocka_unit_test(test_descriptions_that_are_wrong_are_refused),
      cmocka_unit_test(test_description_is_copied_with_defaults),
      cmocka_unit_test(test_a_description_alone_begins_nothing),
      cmocka_unit_test(test_init_comes_before_anything_and_reset_goes_back_to_it),
      cmocka_unit_test(test_positions_are_clamped_to_the_scene),
      cmocka_unit_test(test_nominal_seconds_lead_to_positions_and_back),
      cmocka_unit_test(test_playing_passes_from_step_to_step),
      cmocka_unit_test(test_questions_hold_time_until_answered),
      cmocka_unit_test(test_live_steps_run_on),
      cmocka_unit_test(test_ticks_see_the_moment_they_move_from),
      cmocka_unit_test(test_small_steps_of_time_add_up),
      cmocka_unit_test(test_values_are_clamped_by_kind),
      cmocka_unit_test(test_bytes_that_are_no_parameter_are_refused),
      cmocka_unit_test(test_texts_are_taken_and_given_back),
      cmocka_unit_test(test_texts_of_the_wrong_form_are_refused),
      cmocka_unit_test(test_draw_sees_the_exact_moment),
      cmocka_unit_test(test_arrived_is_the_end_of_the_step),
      cmocka_unit_test(test_handles_come_with_their_groups_applied),
      cmocka_unit_test(test_bad_pictures_are_named),
      cmocka_unit_test(test_draw_cannot_write_to_the_state),
  };
  int failed = cmocka_run_group_tests_name("in a child", tests, NULL, NULL);
  staged_in_process = true;
  return failed + cmocka_run_group_tests_name("in this process", tests, NULL, NULL);
}
