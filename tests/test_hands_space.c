// What a hand does in a space: it goes round it, moves it, comes nearer, and takes hold of what stands in it. The scene is
// tests/scenes/space.c.
#include "staged.h"

#include <math.h>

#include "app/hands.h"
#include "app/value.h"
#include "scenes/space.h"

typedef struct table {
  playback playback;
  hands hands;
} table;

static const nb_vec2 empty = {-6, 2.5f}; // where nothing stands

static void draw(table *t, nb_vec2 pointer)
{
  const void *list;
  size_t size;
  assert_ok(stage_draw(t->playback.stage, NB_CHALK, &list, &size));
  hands_look(&t->hands, pointer, false);
}

static void open_table(table *t, void *fonts)
{
  t->playback = playback_start(open_scene(TEST_SCENE("space"), fonts));
  t->hands = hands_start(&t->playback);
}

static void close_table(table *t)
{
  hands_end(&t->hands);
  stage_close(t->playback.stage);
}

static State now(const table *t)
{
  return *(const State *)stage_state(t->playback.stage);
}

static nb_vec2 seen(const table *t, nb_vec3 p)
{
  return nb_on_view(nb_look(now(t).camera, nb_stage()), p);
}

// In ten frames, and one more, which corrects what a handle that moves in perspective has left.
static void drag(table *t, nb_vec2 from, nb_vec2 to, bool shift)
{
  draw(t, from);
  assert_true(hands_take(&t->hands, false));
  for (int k = 0; k <= 11; k++) {
    nb_vec2 p = nb_mix2(from, to, fminf((float)k / 10, 1));
    hands_move(&t->hands, p, shift, false);
    assert_ok(hands_apply(&t->hands));
    draw(t, p);
  }
}

#define assert_close(a, b)                                                                                   \
  if (!(fabsf((a) - (b)) < 1e-4f))                                                                           \
  fail_msg("%s is %.9g, not %.9g", #a, (a), (b))

static void test_orbit(void **state)
{
  table t;
  open_table(&t, *state);
  nb_camera before = now(&t).camera;
  drag(&t, empty, nb_at(-5, 2), false);
  nb_camera c = now(&t).camera;
  // What is before the camera follows the hand: to the right and down, so the camera goes left and up.
  assert_true(c.azimuth < before.azimuth - 0.05f && c.elevation > before.elevation + 0.05f);
  assert_close(c.distance, before.distance);
  assert_close(nb_length3(nb_sub3(c.target, before.target)), 0.0f);
  assert_ok(hands_cancel(&t.hands));
  assert_close(now(&t).camera.azimuth, before.azimuth);
  close_table(&t);
}

// A point at the target's distance goes with the hand.
static void test_pan(void **state)
{
  table t;
  open_table(&t, *state);
  nb_camera before = now(&t).camera;
  nb_vec2 origin = seen(&t, nb_at3(0, 0, 0));
  drag(&t, empty, nb_at(-5.2f, 1.9f), true);
  nb_camera c = now(&t).camera;
  assert_close(c.azimuth, before.azimuth);
  assert_close(c.elevation, before.elevation);
  assert_close(seen(&t, nb_at3(0, 0, 0)).x, origin.x + 0.8f);
  assert_close(seen(&t, nb_at3(0, 0, 0)).y, origin.y - 0.6f);
  close_table(&t);
}

static void test_wheel_and_back(void **state)
{
  table t;
  open_table(&t, *state);
  draw(&t, empty);
  assert_true(hands_step(&t.hands, 3, false, false));
  assert_close(now(&t).camera.distance, 9 * powf(0.9f, 3));
  assert_true(hands_reset(&t.hands)); // a double click
  assert_close(now(&t).camera.distance, 9.0f);
  close_table(&t);
}

// What stands in the space is taken hold of first, and stays under the hand, as far from the viewer as it was.
static void test_point(void **state)
{
  table t;
  open_table(&t, *state);
  nb_view view = nb_look(now(&t).camera, nb_stage());
  nb_vec2 from = seen(&t, now(&t).p), to = nb_add(from, nb_at(0.7f, -0.4f));
  float depth = nb_view_depth(view, now(&t).p);
  drag(&t, from, to, false);
  assert_string_equal(t.hands.held.param->name, "p");
  assert_close(seen(&t, now(&t).p).x, to.x);
  assert_close(seen(&t, now(&t).p).y, to.y);
  assert_close(nb_view_depth(view, now(&t).p), depth);
  close_table(&t);
}

// A column of a matrix, that moves along an axis alone.
static void test_column(void **state)
{
  table t;
  open_table(&t, *state);
  nb_vec2 from = seen(&t, now(&t).m.k);
  drag(&t, from, seen(&t, nb_at3(0, 0, 1.6f)), false);
  assert_string_equal(t.hands.held.param->name, "m");
  assert_close(now(&t).m.k.z, 1.6f);
  assert_close(now(&t).m.k.x, 0.0f);
  assert_close(now(&t).m.i.x, 1.0f);
  close_table(&t);
}

// What --set takes, and a reload carries over, comes back as it was.
static void test_as_text(void **state)
{
  table t;
  open_table(&t, *state);
  stage *s = t.playback.stage;
  char text[200];
  assert_ok(stage_set_text(s, "camera", "0.5,0,1,7,2.5,-0.3,0.8,1"));
  assert_ok(stage_set_text(s, "m", "1,2,0,0.5,1,0,0,0,-1"));
  assert_ok(stage_set_text(s, "p", "0.1,-2,3"));
  assert_close(now(&t).camera.elevation, -0.3f);
  assert_close(now(&t).m.j.x, 2.0f); // row by row
  for (int k = 0; k < 3; k++) {
    const nb_param *p = &stage_scene(s)->params[k];
    State before = now(&t);
    stage_get_text(s, p, text, sizeof text);
    stage_reset_param(s, p);
    assert_ok(stage_set_text(s, p->name, text));
    State after = now(&t);
    assert_memory_equal(&before, &after, sizeof before);
  }
  assert_true(nb_failed(stage_set_text(s, "camera", "0,0,0,nan,0,0,0,0")));
  assert_true(nb_failed(stage_set_text(s, "p", "1,2")));
  close_table(&t);
}

// In the panel every number of a camera can be had: all that moves it, without a mouse.
static void test_every_number_of_a_camera(void **state)
{
  static const float set[8] = {30, -15, 4, 60, 1, -2, 0.5f, 1};
  table t;
  open_table(&t, *state);
  stage *s = t.playback.stage;
  const nb_param *camera = &stage_scene(s)->params[0];
  int columns;
  assert_int_equal(value_count(camera, &columns), 8);
  assert_int_equal(columns, 4);
  assert_close(value_get((value){camera, 3}, s), 0.6f * 57.29578f); // what 0 stands for
  for (int k = 0; k < 8; k++) {
    assert_ok(value_set((value){camera, k}, s, set[k]));
    assert_close(value_get((value){camera, k}, s), set[k]);
  }
  nb_camera c = now(&t).camera;
  assert_close(c.azimuth * 57.29578f, 30.0f);
  assert_close(c.elevation * 57.29578f, -15.0f);
  assert_close(c.distance, 4.0f);
  assert_close(c.field_of_view * 57.29578f, 60.0f);
  assert_close(c.target.x, 1.0f);
  assert_close(c.target.y, -2.0f);
  assert_close(c.target.z, 0.5f);
  assert_close(c.orthographic, 1.0f);
  // The last is a word, and has no number between its two.
  value kind = {camera, 7};
  char text[VALUE_BYTES];
  for (int on = 0; on < 2; on++) {
    assert_ok(value_set(kind, s, on ? 0.7f : 0.3f));
    assert_close(value_get(kind, s), (float)on);
    value_print(kind, value_get(kind, s), text);
    assert_string_equal(text, on ? "orthographic" : "perspective");
    assert_close(value_step(kind, (float)on, on ? -1 : 1, false, true), (float)!on);
  }
  close_table(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_orbit),
      cmocka_unit_test(test_pan),
      cmocka_unit_test(test_wheel_and_back),
      cmocka_unit_test(test_point),
      cmocka_unit_test(test_column),
      cmocka_unit_test(test_as_text),
      cmocka_unit_test(test_every_number_of_a_camera),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
