// A scene that evolves is there again as it was left, to the bit: at the next start, after a kill, and where one comes back to it
// from another scene. The scene is tests/scenes/ticked.c.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/parts.h"
#include "folder.h"
#include "scenes/ticked.h"

static const char *const file = NABLA_BUILD "/test_resume.sqlite";
static const shelf scenes = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
static const char *const ticked = NABLA_BUILD "/tests/scenes/tests/ticked.so";
static const char *const unmoved = NABLA_BUILD "/tests/scenes/tests/hands.so";
static player p;

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

static stage *open_scene(const char *path)
{
  stage *s;
  assert_ok(stage_open(&s, path, (stage_options){.assets = NABLA_ASSETS}));
  return s;
}

static void jump(stage *s, int step, float seconds)
{
  assert_ok(stage_jump(s, (stage_position){step, seconds}));
}

static void forget_file(void)
{
  char command[600];
  snprintf(command, sizeof command, "rm -f '%s' '%s-wal' '%s-shm' '%s-lock'", file, file, file, file);
  assert_int_equal(system(command), 0);
}

static void open_player(void)
{
  static player_options options;
  options = (player_options){.plugin = ticked,
                             .notebook = file,
                             .assets = NABLA_ASSETS,
                             .shelf = &scenes,
                             .settings = {.text_size = 1},
                             .width = 320,
                             .height = 180,
                             .threads = 1};
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  assert_ok(player_set_up(&p, &options));
  assert_int_equal(notebook_state(p.notebook).mode, NOTEBOOK_WRITES);
}

static State state_now(void)
{
  State s;
  memcpy(&s, stage_state(p.stage), sizeof s);
  return s;
}

static void run(stage *s, float seconds)
{
  for (; seconds > 0; seconds -= 1 / 60.0f)
    stage_play(s, 1 / 60.0f);
}

// A past that its parameters alone do not tell: they were others on the way, and time went back.
static void live(stage *s)
{
  jump(s, LIVE, 0);
  run(s, 1.5f);
  assert_ok(stage_set_text(s, "rate", "3"));
  run(s, 2);
  jump(s, LIVE, 2);
  assert_ok(stage_set_text(s, "push", "0.5,-0.5"));
  run(s, 1.21f);
  assert_ok(stage_set_text(s, "rate", "0.7"));
  run(s, 0.508f); // and a part of a tick
}

static void expect_same(const State *left)
{
  State s = state_now();
  if (memcmp(&s, left, sizeof s) != 0)
    fail_msg("it is at tick %d of its walk, at %g, %g; it was left at %d, at %g, %g", (int)s.count,
             (double)s.walk[s.count % WALK].x, (double)s.walk[s.count % WALK].y, (int)left->count,
             (double)left->walk[left->count % WALK].x, (double)left->walk[left->count % WALK].y);
}

static void expect_said_where(void)
{
  assert_non_null(strstr(p.notice, "where you were"));
}

static void it_is_there_again_at_the_next_start(void **unused)
{
  (void)unused;
  forget_file();
  open_player();
  p.playback.playing = false;
  live(p.stage);
  stage *beside = open_scene(ticked);
  size_t size;
  void *kept = stage_keep(p.stage, &size);
  assert_ok(stage_restore(beside, kept, size));
  free(kept);
  player_take_down(&p);
  open_player();
  expect_said_where();
  State left;
  memcpy(&left, stage_state(beside), sizeof left);
  expect_same(&left);
  assert_memory_equal(&(stage_position[]){stage_where(p.stage)}, &(stage_position[]){stage_where(beside)},
                      sizeof(stage_position));
  // What comes, and what was, are the same too.
  const struct {
    int step;
    float seconds;
  } to[] = {{LIVE, 6}, {LIVE, 0.7f}, {LIVE, 3.3f}, {ENDING, 0.5f}};
  for (int k = 0; k < 4; k++) {
    jump(p.stage, to[k].step, to[k].seconds);
    jump(beside, to[k].step, to[k].seconds);
    memcpy(&left, stage_state(beside), sizeof left);
    expect_same(&left);
  }
  stage_close(beside);
  player_take_down(&p);
}

// ---------------------------------------------------------------------------------------------------------------

typedef struct witness {
  stage_position at;
  State state;
} witness;

enum { WITNESSES = 4000 };

typedef struct log_of {
  int count;
  witness list[WITNESSES];
} log_of;

// Plays until it is killed, and notes what is shown.
static void play_on(log_of *log)
{
  open_player();
  p.playback.playing = false;
  live(p.stage);
  p.playback.playing = true;
  while (log->count < WITNESSES) {
    player_frame(&p);
    log->list[log->count] = (witness){stage_where(p.stage), state_now()};
    log->count++;
    usleep(8000);
  }
  _exit(1);
}

static void it_is_there_again_after_a_kill(void **unused)
{
  (void)unused;
  forget_file();
  log_of *log = mmap(NULL, sizeof *log, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(log != MAP_FAILED);
  pid_t child = fork();
  if (child == 0)
    play_on(log);
  // Two of its places have been put in, at least.
  for (int tries = 0; log->count < 180 && tries < 2000; tries++)
    usleep(10000);
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  open_player();
  expect_said_where();
  stage_position at = stage_where(p.stage);
  int k = 0;
  while (k < log->count && !(log->list[k].at.step == at.step && log->list[k].at.seconds == at.seconds))
    k++;
  if (k == log->count)
    fail_msg("it was never shown at step %d, %.9g s", at.step, (double)at.seconds);
  expect_same(&log->list[k].state);
  assert_true(at.step == LIVE && at.seconds > 3.5f); // and it had gone on since
  player_take_down(&p);
  munmap(log, sizeof *log);
}

static void wait_for(const char *scene)
{
  SDL_Event e;
  for (int tries = 0; strcmp(p.scene, scene) != 0 && tries < 1000; tries++) {
    while (SDL_PollEvent(&e))
      player_event(&p, &e);
    usleep(5000);
  }
  assert_string_equal(p.scene, scene);
}

static void it_is_there_again_when_one_comes_back(void **unused)
{
  (void)unused;
  forget_file();
  open_player();
  p.playback.playing = false;
  live(p.stage);
  State left = state_now();
  assert_true(lessons_look_up(&p, "tests/hands"));
  wait_for("tests/hands");
  assert_true(lessons_return(&p));
  wait_for("tests/ticked");
  expect_same(&left);
  // And by the map, which knows where it was left.
  run(p.stage, 0.4f);
  left = state_now();
  assert_true(player_open(&p, "tests/hands", NULL));
  wait_for("tests/hands");
  assert_true(player_open(&p, "tests/ticked", NULL));
  wait_for("tests/ticked");
  expect_same(&left);
  player_take_down(&p);
}

// The pointer may lie on the strip, on a step that the next scene does not have.
static void the_next_scene_may_have_fewer_steps(void **unused)
{
  (void)unused;
  const char *const ids[] = {"tests/hands", "tests/ticked"};
  forget_file();
  open_player();
  for (int k = 0; k < 3; k++) {
    p.pointer.on_strip = true;
    p.pointer.step = stage_scene(p.stage)->step_count - 1;
    p.pointer.along = 0.5f;
    assert_true(player_open(&p, ids[k % 2], NULL));
    wait_for(ids[k % 2]);
    assert_false(p.pointer.on_strip && p.pointer.step >= stage_scene(p.stage)->step_count);
    player_frame(&p);
  }
  player_take_down(&p);
}

// What was kept is for the very code that it was kept of, even where the description is the same.
static void another_build_is_not_fed_with_it(void **unused)
{
  (void)unused;
  folder f = folder_make();
  char *copy = folder_file(&f, "ticked.so"), command[1400];
  snprintf(command, sizeof command, "cp '%s' '%s' && printf x >> '%s'", ticked, copy, copy);
  assert_int_equal(system(command), 0);
  stage *one = open_scene(ticked), *same = open_scene(ticked), *other = open_scene(copy),
        *still = open_scene(unmoved);
  live(one);
  size_t size;
  void *kept = stage_leave(one, &size);
  assert_non_null(kept);
  assert_ok(stage_return_to(same, kept, size));
  assert_memory_equal(stage_state(same), stage_state(one), sizeof(State));
  State before;
  memcpy(&before, stage_state(other), sizeof before);
  assert_int_equal(stage_build(other), stage_build(one));
  assert_int_equal(stage_return_to(other, kept, size).id, NB_BAD_FILE);
  assert_memory_equal(stage_state(other), &before, sizeof before);
  for (size_t part = 0; part < size; part += 1 + size / 50)
    assert_int_equal(stage_return_to(same, kept, part).id, NB_BAD_FILE);
  free(kept);
  assert_null(stage_leave(still, &size)); // its moment and its parameters say all
  stage_close(one);
  stage_close(same);
  stage_close(other);
  stage_close(still);
  free(copy);
  folder_remove_all(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_there_again_after_a_kill), // before this process has a window
      cmocka_unit_test(it_is_there_again_at_the_next_start),
      cmocka_unit_test(it_is_there_again_when_one_comes_back),
      cmocka_unit_test(the_next_scene_may_have_fewer_steps),
      cmocka_unit_test(another_build_is_not_fed_with_it),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  forget_file();
  return failed;
}
