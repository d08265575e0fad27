// Hours as the player logs them, and as `nabla log` prints them.
#include "played.h"

#include <math.h>
#include <time.h>

#include "scenes/hands.h"

static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                 .notebook = NABLA_BUILD "/test_log.notebook",
                                 .in_process = true};

static const hours_span *last(void)
{
  const hours_span *spans;
  int count = notebook_spans(p.notebook, &spans);
  assert_true(count > 0);
  return &spans[count - 1];
}

// As if so many seconds had passed for the player since it last looked.
static void later(double seconds)
{
  p.timekeeper.told -= seconds;
  p.timekeeper.hand -= seconds;
  p.timekeeper.stepped -= seconds;
  p.timekeeper.hours.steady -= seconds;
  p.timekeeper.hours.now.began -= seconds;
  p.timekeeper.hours.now.ended -= seconds;
}

static void move_pointer(void)
{
  player_event(&p, &(SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 5, .y = 5}});
  player_frame(&p);
}

static void each_kind_of_work_is_known(void **state)
{
  (void)state;
  later(2);
  key(SDLK_RIGHT, 0);
  assert_int_equal(last()->kind, HOURS_STEPPING);
  assert_string_equal(last()->scene, p.scene);
  later(2);
  key(SDLK_d, 0);
  assert_int_equal(last()->kind, HOURS_WHITEBOARD);
  later(2);
  key(SDLK_d, 0);
  later(2);
  key(SDLK_n, 0);
  assert_int_equal(last()->kind, HOURS_NOTES);
  key(SDLK_ESCAPE, 0);
  key(SDLK_ESCAPE, 0);
  stand_at(MOVE, 0);
  p.playback.playing = true;
  player_frame(&p);
  later(30); // nobody has touched it for a while, and it plays
  player_frame(&p);
  assert_int_equal(last()->kind, HOURS_WATCHING);
  p.playback.playing = false;
}

static void nothing_happens_while_nothing_happens(void **state)
{
  (void)state;
  const hours_span *spans;
  player_frame(&p);
  later(60);
  int count = notebook_spans(p.notebook, &spans);
  double ended = last()->ended;
  p.timekeeper.happened = false;
  player_frame(&p);
  player_frame(&p);
  assert_int_equal(notebook_spans(p.notebook, &spans), count);
  assert_float_equal(last()->ended, ended, 1e-6);
}

// Ten minutes of talking are no break, though no hand touches anything.
static void talking_is_no_break(void **state)
{
  (void)state;
  key(SDLK_p, 0);
  move_pointer();
  for (int minute = 0; minute < 10; minute++) {
    later(60);
    player_frame(&p);
  }
  assert_int_equal(last()->kind, HOURS_EXPLAINING);
  move_pointer();
  assert_int_equal(last()->kind, HOURS_EXPLAINING);
  assert_true(last()->ended - last()->began > 590);
  key(SDLK_p, 0);
  key(SDLK_ESCAPE, 0);
}

static void a_break_is_told_and_taken_back(void **state)
{
  (void)state;
  const hours_span *spans;
  move_pointer();
  later(700);
  move_pointer();
  int count = notebook_spans(p.notebook, &spans);
  assert_int_equal(spans[count - 2].kind, HOURS_PAUSE);
  assert_true(fabs(spans[count - 2].ended - spans[count - 2].began - 700) <
              70); // it may have begun a little earlier
  assert_non_null(strstr(p.notice, "I was thinking"));
  key(SDLK_u, 0);
  count = notebook_spans(p.notebook, &spans);
  assert_non_null(strstr(p.notice, "thinking, not a break"));
  for (int k = 0; k < count; k++)
    assert_int_not_equal(spans[k].kind, HOURS_PAUSE);
  key(SDLK_u, 0);
  assert_non_null(strstr(p.notice, "no break"));
}

// ---------------------------------------------------------------------------------------------------------------

static char printed[20000];

static int print(const char *arguments)
{
  char command[2000];
  snprintf(command, sizeof command, "TZ=XYZ-3 ASAN_OPTIONS=detect_leaks=0 " NABLA_BUILD "/nabla log %s 2>&1",
           arguments);
  FILE *out = popen(command, "r");
  assert_non_null(out);
  printed[fread(printed, 1, sizeof printed - 1, out)] = 0;
  return pclose(out);
}

static void has(const char *text)
{
  if (!strstr(printed, text))
    fail_msg("\"%s\" is not in:\n%s", text, printed);
}

static void it_is_printed_for_people_and_for_toggl(void **state)
{
  (void)state;
  const char *path = NABLA_BUILD "/test_log_printed.notebook";
  remove(path);
  notebook *n = notebook_open(&(notebook_options){.path = path});
  // Three hours east of UTC: today's midnight there, and the evening before.
  double midnight = 86400 * (double)hours_day_of((double)time(NULL), 180) - 180 * 60;
  const hours_span spans[] = {
      {.kind = HOURS_WATCHING,
       .scene = "a/b",
       .began = midnight - 1800,
       .ended = midnight + 600,
       .east = 180},
      {.kind = HOURS_WATCHING,
       .scene = "a/b",
       .began = midnight + 600,
       .ended = midnight + 1200,
       .east = 180},
      {.kind = HOURS_PAUSE, .began = midnight + 1200, .ended = midnight + 2400, .east = 180},
      {.kind = HOURS_NOTES,
       .scene = "a,\"b\"",
       .began = midnight + 2400,
       .ended = midnight + 2465,
       .east = 180},
      {.kind = HOURS_NOTES,
       .scene = "c",
       .began = midnight - 9 * 86400,
       .ended = midnight - 9 * 86400 + 60,
       .east = 180},
  };
  for (size_t k = 0; k < sizeof spans / sizeof *spans; k++) {
    hours_span s = spans[k];
    s.id = notebook_new_span(n);
    notebook_keep_span(n, &s);
  }
  notebook_close(n);
  assert_int_equal(print("--notebook " NABLA_BUILD "/test_log_printed.notebook"), 0);
  has("21 min, and 20 min of breaks"); // of today, which began at midnight
  has("  00:00  00:20  watching    a/b\n");
  has("  00:20  00:40  break\n");
  has("  00:40  00:41  notes       a,\"b\"\n");
  assert_null(strstr(printed, "23:30"));
  assert_int_equal(print("--days 2 --notebook " NABLA_BUILD "/test_log_printed.notebook"), 0);
  has("  23:30  24:00  watching    a/b\n");
  assert_int_equal(
      print("--csv --days 2 --email me@example.org --notebook " NABLA_BUILD "/test_log_printed.notebook"), 0);
  has("Email,Project,Description,Start date,Start time,Duration,Tags\n");
  has(",23:30:00,00:50:00,watching\n"); // one entry, with its start and length
  has("me@example.org,Nabla,\"a,\"\"b\"\"\",");
  has(",00:40:00,00:01:05,notes\n");
  assert_null(strstr(printed, "break"));
  assert_null(strstr(printed, ",c,"));
  assert_int_not_equal(print("--notebook " NABLA_BUILD "/no-such.notebook"), 0);
  has("there is no notebook");
  assert_int_not_equal(print("--days 0"), 0);
}

static int set_up(void **state)
{
  (void)state;
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_kind_of_work_is_known),
      cmocka_unit_test(nothing_happens_while_nothing_happens),
      cmocka_unit_test(talking_is_no_break),
      cmocka_unit_test(a_break_is_told_and_taken_back),
      cmocka_unit_test(it_is_printed_for_people_and_for_toggl),
  };
  return cmocka_run_group_tests(tests, set_up, close_player);
}
