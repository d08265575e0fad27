// The lesson on vector fields: its pendulum keeps its energy without friction and loses it with, and the answer to its question
// is where a finer integration ends.
#include <stdio.h>

#include "lesson.h"

#include "../scenes/multivariable-calculus/vector-fields.c"

static double energy(nb_vec2 p)
{
  return 0.5 * (double)p.y * (double)p.y - cos((double)p.x);
}

static void energy_stays_without_friction(void **unused)
{
  (void)unused;
  for (int k = 0; k < 50; k++) {
    nb_vec2 way[TRAIL], from = lesson_point(k, 3);
    int count = travel(from, longest, 0, way);
    assert_int_equal(count, TRAIL);
    for (int n = 0; n < count; n++)
      assert_float_equal(energy(way[n]), energy(from), 2e-4);
  }
}

static void friction_only_takes(void **unused)
{
  (void)unused;
  nb_vec2 way[TRAIL], from = {-1.9f, 1.1f};
  int count = travel(from, longest, 0.5f, way);
  for (int n = 1; n < count; n++)
    assert_true(energy(way[n]) <= energy(way[n - 1]) + 1e-6);
  assert_true(energy(way[count - 1]) < -0.95); // nearly at rest, where it is -1
}

// As the captions say: the first way stays in its eddy, and comes round; the one in the stream goes over the top twice without a
// turn; and with friction both come to hang.
static void eddies_swing_and_streams_go_over(void **unused)
{
  (void)unused;
  nb_vec2 way[TRAIL], at = ((const State *)nabla_scene.state)->at;
  int count = travel(at, longest, 0, way);
  float least = 9;
  for (int n = 0; n < count; n++) {
    assert_true(fabsf(way[n].x) < NB_TURN / 2);
    if (n > count / 2)
      least = fminf(least, nb_length(nb_sub(way[n], at)));
  }
  assert_true(least < 0.1f);
  nb_frame f = {.step = OVER, .seconds = steps[OVER].seconds};
  nb_vec2 stream = asked_at(&f, nabla_scene.state);
  count = travel(stream, steps[OVER].seconds - 1.2f, 0, way);
  for (int n = 0; n < count; n++)
    assert_true(way[n].y > 1);
  assert_true(turns(&f, way[0]) == 0 && turns(&f, way[count - 1]) == 2);
  for (int k = 0; k < 2; k++) {
    count = travel(k == 0 ? at : stream, 24, 0.35f, way);
    assert_true(nb_length(way[count - 1]) < 0.1f);
  }
}

// The film guesses what is easily believed, as far as three of the first arrow go straight on; and is far from right.
static void the_film_guesses_straight_on(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  nb_vec2 guess, truth, straight = nb_add(s->at, nb_scale(travel_time, field(s->at, &none)));
  assert_int_equal(sscanf(steps[ASK].moves[0].to, "%f,%f", &guess.x, &guess.y), 2);
  destination(s, &truth);
  assert_true(nb_length(nb_sub(guess, straight)) < 0.05f);
  assert_true(nb_length(nb_sub(guess, truth)) > 2);
}

// Heun's method in doubles, a thousand times finer.
static void the_truth_is_where_it_ends(void **unused)
{
  (void)unused;
  for (int k = 0; k < 20; k++) {
    State s = {.at = lesson_point(k, 3)};
    double x = (double)s.at.x, y = (double)s.at.y, h = (double)travel_time / 60000;
    for (int n = 0; n < 60000; n++) {
      double x1 = x + h * y, y1 = y - h * sin(x);
      x += h / 2 * (y + y1), y += h / 2 * (-sin(x) - sin(x1));
    }
    nb_vec2 truth;
    destination(&s, &truth);
    assert_float_equal(truth.x, x, 1e-3);
    assert_float_equal(truth.y, y, 1e-3);
  }
}

static void a_traveller_does_not_depend_on_frames(void **unused)
{
  (void)unused;
  nb_vec2 way[TRAIL], one = {-1.9f, 1.1f};
  nb_vec2 half = way[travel(one, 1.5f, 0, way) - 1];
  nb_vec2 whole = way[travel(half, 1.5f, 0, way) - 1], at_once = way[travel(one, 3, 0, way) - 1];
  assert_true(nb_length(nb_sub(whole, at_once)) < 1e-4f);
}

// Friction's way begins anew where the start has been put, and runs on while it stays.
static void a_moved_start_begins_anew(void **unused)
{
  (void)unused;
  State s = *(const State *)nabla_scene.state;
  nb_frame f = {.step = PLAY, .seconds = 5, .duration = steps[PLAY].seconds};
  init(&s, &f);
  for (int k = 0; k <= NB_TICKS_PER_SECOND; k++)
    tick(&s, &f);
  assert_float_equal(travelled(&f, &s), 1, 1e-3);
  s.at.x += 0.5f;
  tick(&s, &f);
  assert_true(travelled(&f, &s) == 0);
  tick(&s, &f);
  assert_float_equal(travelled(&f, &s), 1.0 / NB_TICKS_PER_SECOND, 1e-6);
}

// The pendulum swings on while its dot comes into the eddy, and waits only where it begins anew.
static void the_swing_goes_on_when_the_dot_comes(void **unused)
{
  (void)unused;
  State s = *(const State *)nabla_scene.state;
  nb_frame f = {.step = PENDULUM, .seconds = 5, .duration = steps[PENDULUM].seconds};
  init(&s, &f);
  for (int k = 0; k <= NB_TICKS_PER_SECOND; k++)
    tick(&s, &f);
  f.step = SWING, f.seconds = 0.5f;
  tick(&s, &f);
  assert_true(travelled(&f, &s) > 1);
  f.step = OVER;
  tick(&s, &f);
  assert_true(travelled(&f, &s) == 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(energy_stays_without_friction),
      cmocka_unit_test(friction_only_takes),
      cmocka_unit_test(eddies_swing_and_streams_go_over),
      cmocka_unit_test(the_truth_is_where_it_ends),
      cmocka_unit_test(the_film_guesses_straight_on),
      cmocka_unit_test(a_traveller_does_not_depend_on_frames),
      cmocka_unit_test(a_moved_start_begins_anew),
      cmocka_unit_test(the_swing_goes_on_when_the_dot_comes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
