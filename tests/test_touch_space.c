// Fingers on a space: one goes round it, two come nearer and move it, two taps put the camera back. The scene is
// tests/scenes/space.c.
#include "fingers.h"

#include <math.h>

#include "scenes/space.h"

static const nb_vec2 empty = {-5, 2}; // where nothing stands

static nb_camera camera(void)
{
  return ((const State *)stage_state(p.stage))->camera;
}

// Both fingers, `apart` from each other, about a place.
static void two_fingers(Uint32 type, float apart, float x, float y)
{
  finger(type, 0, x - apart / 2, y);
  finger(type, 1, x + apart / 2, y);
}

static void one_goes_round(void **state)
{
  (void)state;
  nb_camera before = camera();
  finger(SDL_FINGERDOWN, 0, empty.x, empty.y);
  for (int k = 1; k <= 10; k++)
    finger(SDL_FINGERMOTION, 0, empty.x + 0.1f * (float)k, empty.y - 0.1f * (float)k);
  finger(SDL_FINGERUP, 0, empty.x + 1, empty.y - 1);
  assert_true(camera().azimuth < before.azimuth - 0.05f && camera().elevation > before.elevation + 0.05f);
  assert_true(camera().distance == before.distance);
}

static void two_come_nearer(void **state)
{
  (void)state;
  nb_camera before = camera();
  two_fingers(SDL_FINGERDOWN, 0.6f, empty.x, empty.y);
  for (int k = 1; k <= 10; k++)
    two_fingers(SDL_FINGERMOTION, 0.6f + 0.2f * (float)k, empty.x, empty.y);
  two_fingers(SDL_FINGERUP, 2.6f, empty.x, empty.y);
  float nearer = before.distance / camera().distance; // as the fingers went, to within a turn of the wheel
  assert_true(nearer > 2.6f / 0.6f / 1.12f && nearer < 2.6f / 0.6f * 1.12f);
  assert_true(camera().azimuth == before.azimuth);
}

static void two_move_it(void **state)
{
  (void)state;
  nb_camera before = camera();
  two_fingers(SDL_FINGERDOWN, 2, empty.x, empty.y);
  for (int k = 1; k <= 10; k++)
    two_fingers(SDL_FINGERMOTION, 2, empty.x + 0.1f * (float)k, empty.y);
  two_fingers(SDL_FINGERUP, 2, empty.x + 1, empty.y);
  nb_camera after = camera();
  assert_true(hypotf(after.target.x - before.target.x, after.target.y - before.target.y) >
              0.05f * before.distance);
  assert_true(after.azimuth == before.azimuth);
}

static void two_taps_put_it_back(void **state)
{
  (void)state;
  for (int k = 0; k < 2; k++) {
    finger(SDL_FINGERDOWN, 0, empty.x, empty.y);
    finger(SDL_FINGERUP, 0, empty.x, empty.y);
  }
  const nb_camera *first = &((const State *)stage_scene(p.stage)->state)->camera, now = camera();
  assert_memory_equal(&now, first, sizeof now);
}

static int open(void **state)
{
  (void)state;
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/space.so",
                                   .notebook = NABLA_BUILD "/test_touch_space.notebook",
                                   .in_process = true};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_goes_round),
      cmocka_unit_test(two_come_nearer),
      cmocka_unit_test(two_move_it),
      cmocka_unit_test(two_taps_put_it_back),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
