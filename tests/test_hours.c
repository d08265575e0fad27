// Hours: from what happens to spans, and from spans to days.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "notebook/hours.h"
#include "notebook/notebook.h"

enum { MOST = 4096 };

// What a notebook would hold.
typedef struct kept {
  hours_span spans[MOST];
  int count;
} kept;

static void keep(kept *k, hours *h, hours_changes c)
{
  for (int n = 0; n < c.count; n++) {
    hours_span s = c.spans[n];
    if (s.id == 0)
      s.id = k->count + 1;
    if (n == c.count - 1)
      h->now.id = s.id;
    assert_in_range(s.id, 1, MOST);
    k->spans[s.id - 1] = s;
    k->count = (int)s.id > k->count ? (int)s.id : k->count;
  }
}

static void tell(kept *k, hours *h, double wall, double steady, hours_kind kind, const char *scene)
{
  keep(k, h, hours_tell(h, &(hours_event){.wall = wall, .steady = steady, .kind = kind, .scene = scene}));
}

static void is(const hours_span *s, hours_kind kind, double began, double ended)
{
  if (s->kind != kind || fabs(s->began - began) > 1e-6 || fabs(s->ended - ended) > 1e-6)
    fail_msg("got %s %.3f to %.3f, wanted %s %.3f to %.3f", hours_name(s->kind), s->began, s->ended,
             hours_name(kind), began, ended);
}

// ---------------------------------------------------------------------------------------------------------------

static void one_thing_is_one_span(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  for (int s = 0; s <= 100; s++)
    tell(&k, &h, 1000 + s, s, HOURS_WATCHING, "a/b");
  assert_int_equal(k.count, 1);
  is(&k.spans[0], HOURS_WATCHING, 1000, 1100);
  assert_string_equal(k.spans[0].scene, "a/b");
}

static void another_thing_or_scene_is_another_span(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  tell(&k, &h, 1000, 0, HOURS_WATCHING, "a/b");
  tell(&k, &h, 1010, 10, HOURS_NOTES, "a/b");
  tell(&k, &h, 1030, 30, HOURS_NOTES, "c/d");
  tell(&k, &h, 1040, 40, HOURS_NOTES, "c/d");
  assert_int_equal(k.count, 3);
  is(&k.spans[0], HOURS_WATCHING, 1000, 1010);
  is(&k.spans[1], HOURS_NOTES, 1010, 1030);
  is(&k.spans[2], HOURS_NOTES, 1030, 1040);
}

static void a_break_begins_with_the_last_thing(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  tell(&k, &h, 1000, 0, HOURS_STEPPING, "a");
  tell(&k, &h, 1000 + HOURS_BREAK - 1, HOURS_BREAK - 1, HOURS_STEPPING, "a"); // a look at paper is none
  assert_int_equal(k.count, 1);
  double last = HOURS_BREAK - 1, back = last + HOURS_BREAK;
  tell(&k, &h, 1000 + back, back, HOURS_NOTES, "a");
  tell(&k, &h, 1007 + back, back + 7, HOURS_NOTES, "a");
  assert_int_equal(k.count, 3);
  is(&k.spans[0], HOURS_STEPPING, 1000, 1000 + last);
  is(&k.spans[1], HOURS_PAUSE, 1000 + last, 1000 + back);
  is(&k.spans[2], HOURS_NOTES, 1000 + back, 1007 + back);
}

static void whoever_was_thinking_says_so_once(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  hours_span changed;
  tell(&k, &h, 1000, 0, HOURS_WHITEBOARD, "a");
  assert_false(hours_was_thinking(k.spans, k.count, &changed));
  tell(&k, &h, 2000, 1000, HOURS_WATCHING, "b");
  assert_true(hours_was_thinking(k.spans, k.count, &changed));
  is(&changed, HOURS_WHITEBOARD, 1000, 2000);
  assert_string_equal(changed.scene, "a");
  assert_int_equal(changed.id, k.spans[1].id);
  k.spans[1] = changed;
  assert_false(hours_was_thinking(k.spans, k.count, &changed));
  // A later break is another matter.
  tell(&k, &h, 3000, 2000, HOURS_WATCHING, "b");
  assert_true(hours_was_thinking(k.spans, k.count, &changed));
  is(&changed, HOURS_WATCHING, 2000, 3000);
}

static void sleep_is_a_break(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  tell(&k, &h, 1000, 0, HOURS_WATCHING, "a");
  tell(&k, &h, 1060, 60, HOURS_WATCHING, "a");
  tell(&k, &h, 1060 + 28800, 60 + 28800, HOURS_WATCHING, "a"); // both clocks go on while a machine sleeps
  assert_int_equal(k.count, 3);
  is(&k.spans[1], HOURS_PAUSE, 1060, 29860);
}

static void a_clock_that_is_set_makes_no_time(void **state)
{
  (void)state;
  static const double by[] = {-7200, 7200, -3, 3};
  for (size_t n = 0; n < sizeof by / sizeof *by; n++) {
    kept k = {.count = 0};
    hours h = {0};
    tell(&k, &h, 100000, 0, HOURS_WATCHING, "a");
    tell(&k, &h, 100060, 60, HOURS_WATCHING, "a");
    tell(&k, &h, 100070 + by[n], 70, HOURS_WATCHING, "a");
    tell(&k, &h, 100080 + by[n], 80, HOURS_WATCHING, "a");
    assert_int_equal(k.count, 2);
    is(&k.spans[0], HOURS_WATCHING, 100000, 100070);
    is(&k.spans[1], HOURS_WATCHING, 100070 + by[n], 100080 + by[n]);
  }
  // The steady clock of another machine, or of one that was started anew, is earlier: nothing has passed.
  kept k = {.count = 0};
  hours h = {0};
  tell(&k, &h, 100000, 500, HOURS_WATCHING, "a");
  tell(&k, &h, 100010, 10, HOURS_WATCHING, "a");
  is(&k.spans[0], HOURS_WATCHING, 100000, 100000);
}

// Whatever happens, and however the clock is set: spans have no holes on the steady clock, never run backwards, and
// take together what passed.
static void spans_take_what_passed(void **state)
{
  (void)state;
  srand(8);
  for (int round = 0; round < 50; round++) {
    kept k = {.count = 0};
    hours h = {0};
    double steady = 0, wall = 1e9, sum = 0;
    for (int n = 0; n < 200; n++) {
      double step = rand() % 10 == 0 ? 200 + rand() % 400 : rand() % 20;
      steady += step;
      wall += step + (rand() % 20 == 0 ? rand() % 8000 - 4000 : 0);
      tell(&k, &h, wall, steady, (hours_kind)(rand() % HOURS_PAUSE), rand() % 2 ? "a" : "b");
      if (n == 0)
        steady = 0, h.steady = 0;
    }
    for (int n = 0; n < k.count; n++) {
      assert_true(k.spans[n].ended >= k.spans[n].began);
      sum += k.spans[n].ended - k.spans[n].began;
    }
    if (fabs(sum - steady) > 1e-3)
      fail_msg("%g s passed, and the spans take %g", steady, sum);
  }
}

// ---------------------------------------------------------------------------------------------------------------

static void days_are_those_of_the_calendar(void **state)
{
  (void)state;
  for (int64_t day = -200000; day < 200000; day += 97) {
    time_t t = (time_t)(day * 86400);
    struct tm tm;
    int year, month, date;
    gmtime_r(&t, &tm);
    hours_date(day, &year, &month, &date);
    assert_int_equal(year, tm.tm_year + 1900);
    assert_int_equal(month, tm.tm_mon + 1);
    assert_int_equal(date, tm.tm_mday);
    assert_int_equal(hours_day_from(year, month, date), day);
    assert_int_equal(hours_day_of((double)t, 0), day);
    assert_int_equal(hours_day_of((double)t - 1, 0), day - 1);
  }
}

static void a_span_over_midnight_is_in_both_days(void **state)
{
  (void)state;
  // 23:50 to 00:20 in Kathmandu, 5:45 east.
  double midnight = 86400 * 20000.0 - 345 * 60;
  hours_span s = {
      .id = 1, .kind = HOURS_NOTES, .began = midnight - 600, .ended = midnight + 1200, .east = 345};
  hours_piece piece;
  assert_int_equal(hours_of_day(&s, 1, 19999, &piece, 1), 1);
  assert_float_equal(piece.from, 85800, 1e-6);
  assert_float_equal(piece.to, 86400, 1e-6);
  assert_int_equal(hours_of_day(&s, 1, 20000, &piece, 1), 1);
  assert_float_equal(piece.from, 0, 1e-6);
  assert_float_equal(piece.to, 1200, 1e-6);
  assert_int_equal(hours_of_day(&s, 1, 20001, &piece, 1), 0);
}

// The night in which clocks go from 3 back to 2: an hour comes twice, and both are counted.
static void the_hour_that_comes_twice_counts_twice(void **state)
{
  (void)state;
  kept k = {.count = 0};
  hours h = {0};
  double start = 86400 * 20000.0; // 02:00 in summer time, 2 hours east, is UTC midnight
  for (int minute = 0; minute <= 120; minute++)
    keep(&k, &h,
         hours_tell(&h, &(hours_event){.wall = start + 60 * minute,
                                       .steady = 60 * minute,
                                       .east = minute < 60 ? 120 : 60,
                                       .kind = HOURS_BUILDING,
                                       .scene = ""}));
  double sums[HOURS_KINDS];
  hours_piece pieces[4];
  assert_int_equal(k.count, 2);
  hours_sum(k.spans, k.count, 20000, sums);
  assert_float_equal(sums[HOURS_BUILDING], 7200, 1e-6);
  assert_int_equal(hours_of_day(k.spans, k.count, 20000, pieces, 4), 2);
  assert_float_equal(pieces[0].from, 7200, 1e-6); // both from 2 to 3
  assert_float_equal(pieces[0].to, 10800, 1e-6);
  assert_float_equal(pieces[1].from, 7200, 1e-6);
  assert_float_equal(pieces[1].to, 10800, 1e-6);
}

static void nonsense_is_left_out_of_days(void **state)
{
  (void)state;
  hours_span s[] = {{.id = 1, .began = 5, .ended = 5},
                    {.id = 2, .began = 0, .ended = 1e11},
                    {.id = 3, .began = NAN, .ended = 7},
                    {.id = 4, .began = 10, .ended = 30}};
  hours_piece pieces[4];
  assert_int_equal(hours_of_day(s, 4, 0, pieces, 4), 1);
  assert_int_equal(pieces[0].span->id, 4);
}

// ---------------------------------------------------------------------------------------------------------------

static void the_notebook_keeps_hours_and_notes(void **state)
{
  (void)state;
  const char *path = NABLA_BUILD "/test_hours.notebook", *scenes[4];
  const hours_span *spans;
  remove(path);
  notebook *n = notebook_open(&(notebook_options){.path = path});
  int64_t id = notebook_new_span(n);
  hours_span s = {.id = id, .kind = HOURS_NOTES, .scene = "a/b", .began = 10, .ended = 20, .east = -150};
  notebook_keep_span(n, &s);
  s.ended = 50;
  notebook_keep_span(n, &s);
  s.id = notebook_new_span(n);
  s.ended = 5; // before it began
  notebook_keep_span(n, &s);
  assert_true(notebook_keep_note(n, "a/b", "# ∇", 100));
  assert_true(notebook_keep_note(n, "a/b", "# ∇f", 101));
  assert_true(notebook_keep_note(n, "c/d", "later", 102));
  assert_true(notebook_keep_note(n, "e/f", "", 103));
  char *long_text = calloc(1, NOTEBOOK_MAX_NOTE + 2);
  memset(long_text, 'x', NOTEBOOK_MAX_NOTE + 1);
  assert_false(notebook_keep_note(n, "a/b", long_text, 104));
  free(long_text);
  notebook_close(n);

  n = notebook_open(&(notebook_options){.path = path});
  assert_int_equal(notebook_spans(n, &spans), 1);
  is(&spans[0], HOURS_NOTES, 10, 50);
  assert_string_equal(spans[0].scene, "a/b");
  assert_int_equal(spans[0].east, -150);
  assert_true(notebook_new_span(n) > id);
  assert_string_equal(notebook_note(n, "a/b"), "# ∇f");
  assert_null(notebook_note(n, "e/f"));
  assert_null(notebook_note(n, "g/h"));
  assert_int_equal(notebook_noted(n, scenes, 4), 2);
  assert_string_equal(scenes[0], "c/d");
  assert_string_equal(scenes[1], "a/b");
  notebook_close(n);
}

// The notebook of an older version lacks what has come since, and is read all the same, and left as it is.
static void an_older_notebook_is_read(void **state)
{
  (void)state;
  const char *path = NABLA_BUILD "/test_hours_older.notebook";
  const hours_span *spans;
  sqlite3 *db;
  remove(path);
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(
      sqlite3_exec(
          db,
          "CREATE TABLE place (scene TEXT PRIMARY KEY, step INT, seconds REAL, moment TEXT, at REAL) WITHOUT "
          "ROWID; INSERT INTO place VALUES ('a/b', 2, 1.5, NULL, 100); PRAGMA application_id=1315005036;"
          "PRAGMA user_version=1",
          NULL, NULL, NULL),
      SQLITE_OK);
  sqlite3_close(db);
  notebook *n = notebook_open(&(notebook_options){.path = path, .reads = true});
  if (notebook_state(n).mode != NOTEBOOK_READS)
    fail_msg("%s", notebook_state(n).trouble);
  assert_string_equal(notebook_last(n), "a/b");
  assert_int_equal(notebook_spans(n, &spans), 0);
  assert_null(notebook_note(n, "a/b"));
  notebook_close(n);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_thing_is_one_span),
      cmocka_unit_test(another_thing_or_scene_is_another_span),
      cmocka_unit_test(a_break_begins_with_the_last_thing),
      cmocka_unit_test(whoever_was_thinking_says_so_once),
      cmocka_unit_test(sleep_is_a_break),
      cmocka_unit_test(a_clock_that_is_set_makes_no_time),
      cmocka_unit_test(spans_take_what_passed),
      cmocka_unit_test(days_are_those_of_the_calendar),
      cmocka_unit_test(a_span_over_midnight_is_in_both_days),
      cmocka_unit_test(the_hour_that_comes_twice_counts_twice),
      cmocka_unit_test(nonsense_is_left_out_of_days),
      cmocka_unit_test(the_notebook_keeps_hours_and_notes),
      cmocka_unit_test(an_older_notebook_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
