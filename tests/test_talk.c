// Talks and reviews in the notebook: what was put in is there again, what a talk means for what comes back, and rows that
// no program of ours would write.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>

#include "folder.h"
#include "notebook/review.h"

#define DAY 86400.0

static const double noon = 1795777200 + 3600; // 2026-11-27, 12:00 UTC

static notebook *open_at(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  assert_non_null(n);
  assert_string_equal(notebook_state(n).trouble, "");
  return n;
}

// A notebook of its own for a test, and away with it.
typedef struct place {
  folder folder;
  char *path;
  notebook *n;
} place;

static place begin(void)
{
  place p = {.folder = folder_make()};
  p.path = folder_file(&p.folder, "notebook.sqlite");
  p.n = open_at(p.path);
  return p;
}

static void again(place *p)
{
  notebook_close(p->n);
  p->n = open_at(p->path);
}

static void end(place *p)
{
  notebook_close(p->n);
  free(p->path);
  folder_remove_all(&p->folder);
}

// A talk of three steps: two points at the first, one at the second, one at the third, which is not reached.
static int64_t talk_of(notebook *n, double at)
{
  int64_t id = talk_begin(n, "a/one", at);
  talk_hear(n, id, 0, "lines stay lines", 0);
  talk_hear(n, id, 0, "the origin stays", 0);
  talk_hear(n, id, 1, "columns land", 0);
  talk_hear(n, id, 2, "and so everything", 0);
  talk_spend(n, id, 0, 30);
  talk_spend(n, id, 1, 20);
  return id;
}

static void say_all(notebook *n, int64_t id, double at)
{
  talk_hear(n, id, 0, "lines stay lines", at);
  talk_hear(n, id, 0, "the origin stays", at);
  talk_hear(n, id, 1, "columns land", at);
  talk_hear(n, id, 2, "and so everything", at);
  talk_spend(n, id, 2, 5);
}

static schedule_grade graded(const notebook *n, int step, const char *words)
{
  const review *r = review_find(n, (review_key){"a/one", step, words});
  if (!r)
    return (schedule_grade)0;
  for (int g = SCHEDULE_AGAIN; g <= SCHEDULE_EASY; g++) // of a first review the stability tells the grade
    if (schedule_review((schedule_memory){0}, 0, (schedule_grade)g).stability == r->memory.stability)
      return (schedule_grade)g;
  return (schedule_grade)9;
}

// ---------------------------------------------------------------------------------------------------------------

static void a_talk_is_there_again(void **state)
{
  (void)state;
  place p = begin();
  char moment[] = "a moment\nof it";
  int64_t id = talk_of(p.n, noon);
  talk_hear(p.n, id, 0, "the origin stays", noon + 7);
  talk_hear(p.n, id, 1, "columns land", noon + 8);
  talk_hear(p.n, id, 1, "columns land", 0); // taken back
  talk_be_lost(p.n, id, &(talk_lost){1, 3.5f, moment, noon + 9});
  talk_spend(p.n, id, 3, 1.5f); // passed over
  talk_end(p.n, id, noon + 60);
  for (int round = 0; round < 2; round++) {
    const talk *t = talk_last(p.n, "a/one");
    assert_non_null(t);
    assert_true(t->id == id && t->began == noon && t->ended == noon + 60);
    assert_int_equal(t->point_count, 4);
    assert_string_equal(t->points[0].words, "lines stay lines");
    assert_string_equal(t->points[1].words, "the origin stays");
    assert_int_equal(t->points[2].step, 1);
    assert_true(t->points[0].heard == 0 && t->points[1].heard == noon + 7 && t->points[2].heard == 0);
    assert_int_equal(talk_said(t), 1);
    assert_float_equal(talk_seconds(t), 51.5, 0);
    assert_true(talk_reached(t, 1) && !talk_reached(t, 3));
    assert_true(talk_is_gap(t, &t->points[0]) && !talk_is_gap(t, &t->points[1]));
    assert_false(talk_is_gap(t, &t->points[3])); // its step was not reached
    assert_int_equal(t->lost_count, 1);
    assert_string_equal(t->lost[0].moment, moment);
    assert_float_equal(t->lost[0].seconds, 3.5f, 0);
    again(&p);
  }
  assert_null(talk_last(p.n, "a/two"));
  talk_drop(p.n, id);
  again(&p);
  assert_null(talk_find(p.n, id));
  end(&p);
}

static void what_cannot_be_is_not_taken(void **state)
{
  (void)state;
  place p = begin();
  char long_words[1000];
  memset(long_words, 'x', sizeof long_words - 1);
  long_words[sizeof long_words - 1] = 0;
  memcpy(long_words + TALK_WORDS - 2, "é", 2); // across the end
  assert_true(talk_begin(p.n, "", noon) == 0);
  assert_true(talk_begin(p.n, "a/one", -1) == 0);
  int64_t id = talk_begin(p.n, "a/one", noon);
  talk_hear(p.n, id, 64, "beyond", 0);
  talk_hear(p.n, id, -1, "before", 0);
  talk_hear(p.n, id, 0, "", 0);
  talk_hear(p.n, id + 1, 0, "another's", 0);
  assert_int_equal(talk_find(p.n, id)->point_count, 0);
  talk_hear(p.n, id, 0, long_words, 0);
  talk_hear(p.n, id, 0, long_words, noon);
  assert_int_equal(talk_find(p.n, id)->point_count, 1);
  assert_int_equal(strlen(talk_find(p.n, id)->points[0].words), TALK_WORDS - 2);
  for (int k = 0; k < TALK_POINTS + 10; k++) {
    char words[20];
    snprintf(words, sizeof words, "point %d", k);
    talk_hear(p.n, id, k % 64, words, 0);
  }
  assert_int_equal(talk_find(p.n, id)->point_count, TALK_POINTS);
  end(&p);
}

// What was not said comes back tomorrow morning, what was said does not, and what was not reached neither.
static void gaps_become_reviews(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_of(p.n, noon);
  talk_hear(p.n, id, 0, "the origin stays", noon + 7);
  talk_be_lost(p.n, id, &(talk_lost){1, 2, NULL, noon + 9});
  review_learn(p.n, id, noon + 60);
  again(&p);
  assert_int_equal(graded(p.n, 0, "lines stay lines"), SCHEDULE_AGAIN);
  assert_int_equal(graded(p.n, 0, "the origin stays"), 0);
  assert_int_equal(graded(p.n, 1, "columns land"), SCHEDULE_AGAIN);
  assert_int_equal(graded(p.n, 1, ""), SCHEDULE_AGAIN); // lost
  assert_int_equal(graded(p.n, 2, "and so everything"), 0);
  assert_int_equal(graded(p.n, -1, ""), 0); // it has not been explained
  assert_true(notebook_find(p.n, "a/one")->explained == 0);
  double morning = noon + 16 * 3600; // four o'clock, in UTC
  assert_true(notebook_find(p.n, "a/one")->due == morning);
  assert_int_equal(review_due(p.n, NULL, morning - 1), 0);
  assert_int_equal(review_due(p.n, "a/one", morning), 3);
  assert_int_equal(review_due(p.n, "a/two", morning), 0);
  const review *next = review_next(p.n, morning);
  assert_string_equal(next->words, "lines stay lines");
  end(&p);
}

static void all_said_is_explained_and_comes_back(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_of(p.n, noon);
  say_all(p.n, id, noon + 5);
  review_learn(p.n, id, noon + 60);
  again(&p);
  assert_true(notebook_find(p.n, "a/one")->explained == noon + 60);
  assert_int_equal(graded(p.n, -1, ""), SCHEDULE_GOOD);
  const review *list;
  assert_int_equal(review_list(p.n, &list), 1);
  assert_true(list[0].due == noon + 16 * 3600 + DAY); // two days, says the schedule
  end(&p);
}

static void all_but_little_is_enough(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_of(p.n, noon);
  talk_hear(p.n, id, 2, "a fifth", 0);
  say_all(p.n, id, noon + 5);
  review_learn(p.n, id, noon + 60);
  assert_true(notebook_find(p.n, "a/one")->explained != 0);
  assert_int_equal(graded(p.n, -1, ""), SCHEDULE_HARD);
  assert_int_equal(graded(p.n, 2, "a fifth"), SCHEDULE_AGAIN);
  end(&p);
}

// The next day the gap is said: it comes back later, by the schedule, and the other day's loss with it.
static void a_gap_that_was_closed_comes_later(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_of(p.n, noon);
  talk_be_lost(p.n, id, &(talk_lost){1, 2, NULL, noon + 9});
  review_learn(p.n, id, noon + 60);
  id = talk_of(p.n, noon + DAY);
  say_all(p.n, id, noon + DAY + 5);
  review_learn(p.n, id, noon + DAY + 60);
  schedule_memory m = schedule_review((schedule_memory){0}, 0, SCHEDULE_AGAIN);
  m = schedule_review(m, 1, SCHEDULE_GOOD);
  const review *r = review_find(p.n, (review_key){"a/one", 0, "lines stay lines"});
  const review *lost = review_find(p.n, (review_key){"a/one", 1, ""});
  assert_float_equal(r->memory.stability, m.stability, 0);
  assert_float_equal(lost->memory.stability, m.stability, 0);
  assert_true(r->due == noon + 16 * 3600 + DAY * schedule_interval(m));
  assert_true(notebook_find(p.n, "a/one")->explained == noon + DAY + 60);
  end(&p);
}

static void what_was_no_talk_leaves_nothing(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_begin(p.n, "a/one", noon);
  talk_hear(p.n, id, 0, "lines stay lines", 0);
  talk_spend(p.n, id, 0, 3);
  review_learn(p.n, id, noon + 3);
  again(&p);
  assert_null(talk_last(p.n, "a/one"));
  assert_null(review_next(p.n, noon));
  end(&p);
}

// One that was killed has not ended, can be gone on with for an hour, and is then taken as it was.
static void a_talk_that_was_cut_off_counts(void **state)
{
  (void)state;
  place p = begin();
  int64_t id = talk_of(p.n, noon);
  talk_hear(p.n, id, 0, "the origin stays", noon + 40);
  again(&p);
  review_learn_cut_off(p.n, noon + 600);
  assert_true(talk_find(p.n, id)->ended == 0);
  review_learn_cut_off(p.n, noon + 2 * DAY);
  assert_true(talk_find(p.n, id)->ended == noon + 50);
  const review *r = review_find(p.n, (review_key){"a/one", 0, "lines stay lines"});
  assert_non_null(r);
  assert_true(r->due == noon + 16 * 3600);
  end(&p);
}

// Of two scenes first the one that came due first, and of it step by step, the scene as a whole before its points.
static void reviews_come_in_order(void **state)
{
  (void)state;
  place p = begin();
  review_grade(p.n, (review_key){"b/two", 1, "x"}, SCHEDULE_AGAIN, noon - 3 * DAY);
  review_grade(p.n, (review_key){"a/one", 4, "y"}, SCHEDULE_AGAIN, noon - 4 * DAY);
  review_grade(p.n, (review_key){"a/one", 2, "z"}, SCHEDULE_AGAIN, noon - 2 * DAY);
  review_grade(p.n, (review_key){"a/one", -1, ""}, SCHEDULE_AGAIN, noon - 2 * DAY);
  static const char *const scenes[] = {"a/one", "a/one", "a/one", "b/two"};
  static const int steps[] = {-1, 2, 4, 1};
  for (int k = 0; k < 4; k++) {
    const review *r = review_next(p.n, noon);
    assert_string_equal(r->scene, scenes[k]);
    assert_int_equal(r->step, steps[k]);
    review_grade(p.n, (review_key){r->scene, r->step, r->words}, SCHEDULE_GOOD, noon);
  }
  assert_int_equal(review_due(p.n, NULL, noon), 0);
  assert_true(review_next(p.n, noon)->due > noon);
  end(&p);
}

static void grades_need_nobody(void **state)
{
  (void)state;
  assert_int_equal(review_grade_of_answer(0), SCHEDULE_EASY);
  assert_int_equal(review_grade_of_answer(0.03f), SCHEDULE_GOOD);
  assert_int_equal(review_grade_of_answer(0.1f), SCHEDULE_HARD);
  assert_int_equal(review_grade_of_answer(0.5f), SCHEDULE_AGAIN);
  assert_int_equal(review_grade_of_answer(-1), SCHEDULE_AGAIN);
  assert_int_equal(review_grade_of_said(3, 3), SCHEDULE_GOOD);
  assert_int_equal(review_grade_of_said(4, 5), SCHEDULE_HARD);
  assert_int_equal(review_grade_of_said(2, 5), SCHEDULE_AGAIN);
}

// ---------------------------------------------------------------------------------------------------------------

static void run_sql(const char *path, const char *words)
{
  sqlite3 *db;
  char *why = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, words, NULL, NULL, &why) != SQLITE_OK)
    fail_msg("%s: %s", words, why);
  sqlite3_close(db);
}

static void a_strangers_rows_are_left_out(void **state)
{
  (void)state;
  place p = begin();
  notebook_close(p.n);
  run_sql(
      p.path,
      "INSERT INTO talk VALUES (-5, 'a/one', 1, 2), (7, NULL, 1, 2), (8, 'a/one', 'x', 1e300),"
      " (9, 'a/one', 10, 20);"
      "INSERT INTO talk_point (talk, step, words, heard) VALUES (9, 3, 'good', 0), (9, -3, 'bad', 0),"
      " (9, 99999999999, 'bad', 0), (9, 3, NULL, 0), (9, 3, '', 0), (9, 3, 'bad', -1), (77, 3, 'bad', 0);"
      "INSERT INTO talk_spent VALUES (9, 3, 1e30), (9, 64, 1), (9, -1, 1), (77, 0, 1), (9, 4, 'x');"
      "INSERT INTO talk_lost (talk, step, seconds, moment, at) VALUES (9, 3, -8, 'm', 5), (9, 70, 1, 'm', 5),"
      " (9, 3, 1, NULL, 1e300);"
      "INSERT INTO review VALUES ('a/one', 0, 'good', 1, 5, 1, 2), ('a/one', 0, 'bad1', 0, 5, 1, 2),"
      " ('a/one', 0, 'bad2', 1, 11, 1, 2), ('a/one', -2, 'bad3', 1, 5, 1, 2), ('a/one', -1, 'bad4', 1, 5, 1, "
      "2),"
      " ('', 0, 'bad5', 1, 5, 1, 2), ('a/one', 0, 'bad6', 1, 5, 1e300, 2), ('a/one', 1e18, 'bad7', 1, 5, 1, "
      "2)");
  p.n = open_at(p.path);
  const talk *talks;
  const review *reviews;
  assert_int_equal(talk_list(p.n, &talks), 1);
  assert_int_equal(talks[0].point_count, 1);
  assert_string_equal(talks[0].points[0].words, "good");
  assert_int_equal(talks[0].lost_count, 1);
  assert_true(talks[0].lost[0].seconds == 0);
  assert_true(talks[0].spent[3] <= 1e6f && talks[0].spent[4] == 0);
  assert_int_equal(review_list(p.n, &reviews), 1);
  assert_string_equal(reviews[0].words, "good");
  end(&p);
}

// A notebook of the version before has neither, and gains both.
static void an_older_notebook_gains_them(void **state)
{
  (void)state;
  place p = begin();
  notebook_close(p.n);
  run_sql(p.path, "DROP TABLE talk; DROP TABLE talk_point; DROP TABLE talk_spent; DROP TABLE talk_lost;"
                  "DROP TABLE review;"
                  "ALTER TABLE place DROP COLUMN state; ALTER TABLE crumb DROP COLUMN state;"
                  "PRAGMA user_version = 4");
  p.n = open_at(p.path);
  int64_t id = talk_of(p.n, noon);
  again(&p);
  assert_non_null(talk_find(p.n, id));
  end(&p);
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Ticks a point every five milliseconds, each at its time, until it is killed.
static void talk_until_killed(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  int64_t id = talk_begin(n, "a/one", now());
  for (int k = 0;; k++) {
    char words[20];
    snprintf(words, sizeof words, "point %d", k);
    talk_hear(n, id, k % 64, words, now());
    talk_spend(n, id, 0, (float)k);
    nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
  }
}

static void a_kill_loses_the_last_second_alone(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  pid_t child = fork();
  if (child == 0)
    talk_until_killed(path);
  nanosleep(&(struct timespec){.tv_sec = 1, .tv_nsec = 700000000}, NULL);
  double killed = now();
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  notebook *n = open_at(path);
  const talk *t = talk_last(n, "a/one");
  assert_non_null(t);
  assert_true(t->ended == 0);
  double last = t->began;
  for (int k = 0; k < t->point_count; k++)
    last = t->points[k].heard > last ? t->points[k].heard : last;
  if (last < killed - 1)
    fail_msg("the last of %d points is %.3f s older than the kill", t->point_count, killed - last);
  // None is missing in between.
  for (int k = 0; k < t->point_count; k++) {
    char words[20];
    bool found = false;
    snprintf(words, sizeof words, "point %d", k);
    for (int m = 0; m < t->point_count; m++)
      found = found || strcmp(t->points[m].words, words) == 0;
    assert_true(found);
  }
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

int main(void)
{
  setenv("TZ", "UTC", 1);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_talk_is_there_again),
      cmocka_unit_test(what_cannot_be_is_not_taken),
      cmocka_unit_test(gaps_become_reviews),
      cmocka_unit_test(all_said_is_explained_and_comes_back),
      cmocka_unit_test(all_but_little_is_enough),
      cmocka_unit_test(a_gap_that_was_closed_comes_later),
      cmocka_unit_test(what_was_no_talk_leaves_nothing),
      cmocka_unit_test(a_talk_that_was_cut_off_counts),
      cmocka_unit_test(reviews_come_in_order),
      cmocka_unit_test(grades_need_nobody),
      cmocka_unit_test(a_strangers_rows_are_left_out),
      cmocka_unit_test(an_older_notebook_gains_them),
      cmocka_unit_test(a_kill_loses_the_last_second_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
