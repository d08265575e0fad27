// What the steps' moves make of parameters in films: the same for who jumps and who plays, where they say they go, and never
// in the window.
#include "staged.h"

#include <math.h>

#include "film/film.h"
#include "film/shot.h"
#include "folder.h"
#include "scenes/moved.h"

static film_job job_of(const char *scene, const char *const *settings, int count)
{
  return (film_job){
      .plugin = scene, .assets = NABLA_ASSETS, .settings = settings, .setting_count = count, .quiet = true};
}

static shot *open_shot(const char *scene, const char *const *settings, int count)
{
  shot *s;
  film_job job = job_of(scene, settings, count);
  assert_ok(shot_open(&s, &job));
  return s;
}

static const State *take(shot *s, int step, float seconds)
{
  shot_picture taken;
  assert_ok(shot_take(s, (stage_position){step, seconds}, 320, 180, &taken));
  return stage_state(shot_stage(s));
}

// Do both show the same now, of the scene alone?
static void assert_look_alike(shot *a, shot *b)
{
  picture of_a = take_picture(shot_stage(a), NB_CHALK), of_b = take_picture(shot_stage(b), NB_CHALK);
  assert_same_picture(of_a, of_b, stage_where(shot_stage(a)));
  free(of_a.list);
  free(of_b.list);
}

// ---------------------------------------------------------------------------------------------------------------

static void moves_go_where_they_say(void **state)
{
  (void)state;
  shot *s = open_shot(TEST_SCENE("moved"), NULL, 0);
  assert_float_equal(take(s, FIRST, 0)->c, 0, 0);
  assert_float_equal(take(s, FIRST, 0.4f)->c, 1, 1e-6); // eased: halfway at half of its time,
  assert_true(take(s, FIRST, 0.1f)->c < 0.1f);          // and slow at first
  assert_float_equal(take(s, FIRST, 0.8f)->c, 2, 0);
  assert_float_equal(take(s, FIRST, 0.75f)->p.x, 0.5f,
                     1e-6); // both parts of a point, in one second where none are said
  assert_float_equal(take(s, FIRST, 0.75f)->p.y, -1, 1e-6);
  assert_float_equal(take(s, FIRST, 1.31f)->p.y, -2, 0);
  assert_float_equal(take(s, LIVE, 0)->c, 2, 0); // and stays there
  assert_float_equal(take(s, LIVE, 0.35f)->c, 0.5f, 1e-6);
  assert_float_equal(take(s, LIVE, 0.6f)->c, -1, 0);
  assert_float_equal(take(s, LIVE, 0.9f)->rate, 1, 1e-5); // by factors: halfway from a hundredth to a hundred
  assert_int_equal(take(s, LIVE, 0.69f)->on, 0);
  assert_int_equal(take(s, LIVE, 0.71f)->on, 1); // at once
  assert_int_equal(take(s, ASK, 0)->on, 0);
  assert_int_equal(take(s, LIVE, 0.95f)->count, 5); // whole numbers between
  assert_int_equal(take(s, ASK, 0.49f)->shape, 0);
  assert_int_equal(take(s, ASK, 0.51f)->shape, 2);
  assert_float_equal(take(s, ASK, 0.75f)->m.i.x, 0.5f, 1e-6); // row by row: its i goes to (0, 1)
  assert_float_equal(take(s, ASK, 1.5f)->m.i.y, 1, 0);
  assert_float_equal(take(s, ASK, 1.5f)->m.j.x, -1, 0);
  assert_string_equal(take(s, ASK, 0.99f)->f, "x^2");
  assert_string_equal(take(s, ASK, 1.01f)->f, "sin(x)");
  float away = take(s, LAST, 0.7f)->camera.distance; // from 8, by factors
  assert_true(away > 4.1f && away < 7.9f);
  assert_float_equal(take(s, LAST, 1.6f)->camera.distance, 4, 0);
  assert_float_equal(take(s, LAST, 1.6f)->c, 0, 0);
  shot_close(s);
}

// Frame by frame at any pace, and in any order: one state and one picture of a moment.
static void who_jumps_sees_what_one_sees_who_plays(const char *scene)
{
  enum { MOMENTS = 24 };
  static const float pace[] = {1 / 60.0f, 1 / 24.0f, 0.37f, 7};
  nb_random random = nb_random_seed(5, 1);
  for (int k = 0; k < MOMENTS; k++) {
    shot *jumps = open_shot(scene, NULL, 0);
    float length = shot_length(jumps), second = length * (float)k / (MOMENTS - 1), between = pace[k % 4];
    stage_position at = shot_at(jumps, second);
    State there = *take(jumps, at.step, at.seconds);

    shot *plays = open_shot(scene, NULL, 0);
    for (float t = 0; t < second; t += between) {
      stage_position here = shot_at(plays, t);
      take(plays, here.step, here.seconds);
    }
    State played = *take(plays, at.step, at.seconds);
    assert_memory_equal(&played, &there, sizeof there);
    assert_look_alike(plays, jumps);
    // Far away and back, again and again: no other.
    for (int n = 0; n < 3; n++) {
      stage_position far = shot_at(plays, length * nb_random_float(&random));
      take(plays, far.step, far.seconds);
      State back = *take(plays, at.step, at.seconds);
      assert_memory_equal(&back, &there, sizeof there);
    }
    shot_close(plays);
    shot_close(jumps);
  }
}

static void jumping_is_playing(void **state)
{
  (void)state;
  who_jumps_sees_what_one_sees_who_plays(TEST_SCENE("moved"));
  who_jumps_sees_what_one_sees_who_plays(TEST_SCENE("moved_ticked"));
}

// The last picture is that of a scene in which somebody has set what the moves lead to.
static void the_end_is_what_set_makes_of_it(void **state)
{
  (void)state;
  static const char *const ends[] = {"c=0",
                                     "rate=100",
                                     "p=1,-2",
                                     "on=false",
                                     "count=9",
                                     "m=0,-1,1,0",
                                     "shape=triangle",
                                     "f(x)=sin(x)",
                                     "camera=0,0,1,4,3,1.2,0.6,0"};
  shot *moved = open_shot(TEST_SCENE("moved"), NULL, 0),
       *set = open_shot(TEST_SCENE("moved"), ends, sizeof ends / sizeof *ends);
  State a = *take(moved, LAST, 1.6f), b = *take(set, LAST, 1.6f);
  assert_memory_equal(&a, &b, sizeof a);
  assert_look_alike(moved, set);
  shot_close(moved);
  shot_close(set);
}

static void what_is_set_stays(void **state)
{
  (void)state;
  static const char *const held[] = {"c=1.5", "on=true"};
  shot *s = open_shot(TEST_SCENE("moved_ticked"), held, 2);
  for (int step = 0; step < STEPS; step++)
    for (float t = 0; t < 1.3f; t += 0.1f) {
      const State *now = take(s, step, t);
      assert_float_equal(now->c, 1.5f, 0);
      assert_int_equal(now->on, 1);
    }
  assert_float_equal(take(s, LAST, 1.6f)->p.x, 1, 0); // the others move
  shot_close(s);
}

static void nothing_moves_in_the_window(void **state)
{
  (void)state;
  stage *s = open_scene(TEST_SCENE("moved"), NULL);
  const State *now = stage_state(s);
  while (stage_play(s, 0.1f) && stage_where(s).step < LIVE)
    assert_float_equal(now->c, 0, 0);
  jump(s, LAST, 1.6f);
  assert_float_equal(now->c, 0, 0);
  assert_float_equal(now->p.x, 0, 0);
  stage_close(s);
}

// ---------------------------------------------------------------------------------------------------------------

static void film(const char *path, int jobs, int part, int parts)
{
  film_job job = job_of(TEST_SCENE("moved_ticked"), NULL, 0);
  job.output = path;
  job.width = 160;
  job.height = 90;
  job.fps = 25;
  job.jobs = jobs;
  job.part = part;
  job.parts = parts;
  assert_ok(film_video(&job));
}

// By one process, by three, and by parts that know nothing of one another.
static void parts_of_a_film_move_alike(void **state)
{
  (void)state;
  folder f = folder_make();
  char *paths[3] = {folder_file(&f, "one.gif"), folder_file(&f, "three.gif"), folder_file(&f, "parts.gif")};
  char parts[600];
  const char *of[] = {parts};
  snprintf(parts, sizeof parts, "%s.parts", paths[2]);
  film(paths[0], 1, 0, 0);
  film(paths[1], 3, 0, 0);
  film(paths[2], 1, 2, 2);
  film(paths[2], 1, 1, 2);
  assert_ok(film_join(of, 1, paths[2], true));
  size_t size, other;
  unsigned char *one = file_bytes(paths[0], &size);
  for (int k = 1; k < 3; k++) {
    unsigned char *bytes = file_bytes(paths[k], &other);
    assert_int_equal(size, other);
    assert_memory_equal(one, bytes, size);
    free(bytes);
  }
  free(one);
  film_forget_parts(paths[2]);
  for (int k = 0; k < 3; k++)
    free(paths[k]);
  folder_remove(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(moves_go_where_they_say),         cmocka_unit_test(jumping_is_playing),
      cmocka_unit_test(the_end_is_what_set_makes_of_it), cmocka_unit_test(what_is_set_stays),
      cmocka_unit_test(nothing_moves_in_the_window),     cmocka_unit_test(parts_of_a_film_move_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
