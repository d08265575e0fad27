// For every scene there is: the picture after jumping somewhere is the picture after playing there; and it is the same bytes
// whether it was drawn in a stage process or in this one.
#include "staged.h"

#include "stage/library.h"

enum { MOMENTS = 100 };

typedef struct moment {
  stage_position at;
  picture picture;
} moment;

static nb_fonts *fonts;

static float whole_length(const stage *s)
{
  return stage_step_start(s, stage_scene(s)->step_count);
}

static int by_time(const void *a, const void *b)
{
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

// Plays through the scene, and keeps pictures at or just after random times.
static int play_through(const char *path, nb_random *random, moment *moments)
{
  stage *s = open_scene(path, fonts);
  float times[MOMENTS];
  for (int k = 0; k < MOMENTS; k++)
    times[k] = between(random, 0, whole_length(s));
  qsort(times, MOMENTS, sizeof *times, by_time);
  int count = 0;
  stage_position end = stage_at(s, whole_length(s));
  while (count < MOMENTS) {
    stage_position at = stage_where(s);
    if (stage_step_start(s, at.step) + at.seconds >= times[count])
      moments[count++] = (moment){at, take_picture(s, NB_CHALK)};
    else if (at.step == end.step && at.seconds >= end.seconds)
      break;
    else
      play_a_little(s, random);
  }
  stage_close(s);
  return count;
}

static void assert_jump_shows(stage *s, const moment *m)
{
  assert_ok(stage_jump(s, m->at));
  picture p = take_picture(s, NB_CHALK);
  assert_same_picture(p, m->picture, m->at);
  free(p.list);
  p = take_picture(s, NB_CHALK);
  assert_same_picture(p, m->picture, m->at); // drawing twice draws the same
  free(p.list);
}

// Every step of a stage in a child, and of one in this process: how it begins, is under way, and ends.
static void assert_same_in_process(const char *path)
{
  stage *there = open_scene(path, fonts);
  staged_in_process = true;
  stage *here = open_scene(path, fonts);
  staged_in_process = false;
  for (int k = 0; k < 3 * stage_scene(there)->step_count; k++) {
    float seconds = stage_scene(there)->steps[k / 3].seconds * (float)(k % 3) / 2;
    nb_theme theme = k % 2 ? NB_BOARD : NB_CHALK;
    jump(there, k / 3, seconds);
    jump(here, k / 3, seconds);
    picture a = take_picture(there, theme), b = take_picture(here, theme);
    assert_same_picture(a, b, stage_where(there));
    assert_same_state(there, here);
    free(a.list);
    free(b.list);
  }
  stage_close(there);
  stage_close(here);
}

static void check_scene(const char *path)
{
  printf("%s\n", path);
  assert_same_in_process(path);
  nb_random random = nb_random_seed(20, 1);
  moment moments[MOMENTS];
  uint32_t order[MOMENTS];
  int count = play_through(path, &random, moments);
  assert_true(count > MOMENTS / 2);
  for (int k = 0; k < count; k++)
    order[k] = (uint32_t)k;
  nb_random_shuffle(&random, order, (uint32_t)count);

  stage *s = open_scene(path, fonts); // one that jumps to and fro
  for (int k = 0; k < count; k++)
    assert_jump_shows(s, &moments[order[k]]);
  stage_close(s);
  for (int k = 0; k < 3; k++) { // and some that have been nowhere else
    s = open_scene(path, fonts);
    assert_jump_shows(s, &moments[order[k]]);
    stage_close(s);
  }
  for (int k = 0; k < count; k++)
    free(moments[k].picture.list);
}

static bool fails_on_purpose(const char *id)
{
  return strncmp(id, "tests/broken", 12) == 0 || strcmp(id, "tests/no_scene") == 0 ||
         strcmp(id, "tests/crash_late") == 0;
}

static void check_library(const char *folder)
{
  library l;
  assert_ok(library_open(&l, folder));
  for (int k = 0; k < l.count; k++)
    if (!fails_on_purpose(l.entries[k].id))
      check_scene(l.entries[k].path);
  library_close(&l);
}

static void test_our_scenes_jump_as_they_play(void **unused)
{
  (void)unused;
  check_library(NABLA_BUILD "/scenes");
}

static void test_test_scenes_jump_as_they_play(void **unused)
{
  (void)unused;
  check_library(NABLA_BUILD "/tests/scenes");
}

static int open_fonts(void **unused)
{
  (void)unused;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS));
}

static int close_fonts(void **unused)
{
  (void)unused;
  nb_fonts_close(fonts);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_test_scenes_jump_as_they_play),
      cmocka_unit_test(test_our_scenes_jump_as_they_play),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
