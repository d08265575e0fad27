// When things come back: as FSRS-6 was published, against figures of its authors' own program, and days as people have them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "data/schedule_reference.h"
#include "notebook/schedule.h"

enum { REVIEWS = sizeof schedule_reference / sizeof *schedule_reference };

// The reference rounds to eight decimals after every review.
static void near(int k, const char *what, double got, double wanted)
{
  if (!(fabs(got - wanted) <= 1e-6 * fmax(1, fabs(wanted))))
    fail_msg("review %d: %s is %.9f, wanted %.9f", k, what, got, wanted);
}

static void reviews_are_as_published(void **state)
{
  (void)state;
  schedule_memory m = {0};
  for (int k = 0; k < REVIEWS; k++) {
    if (k == 0 || schedule_reference[k].sequence != schedule_reference[k - 1].sequence)
      m = (schedule_memory){0};
    int days = schedule_reference[k].days;
    near(k, "what is known", schedule_known(m, days), schedule_reference[k].known);
    m = schedule_review(m, days, (schedule_grade)schedule_reference[k].grade);
    near(k, "stability", m.stability, schedule_reference[k].stability);
    near(k, "difficulty", m.difficulty, schedule_reference[k].difficulty);
    assert_int_equal(schedule_interval(m), schedule_reference[k].interval);
  }
}

// The figures that py-fsrs, another program of theirs, is tested with: a card that is learnt on the first day, asked when
// it is due, forgotten twice, and learnt again.
static void intervals_are_as_published(void **state)
{
  (void)state;
  static const int grades[] = {3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3};
  static const int intervals[] = {0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21};
  schedule_memory m = {0};
  for (int k = 0; k < 13; k++) {
    m = schedule_review(m, k ? intervals[k - 1] : 0, (schedule_grade)grades[k]);
    if (intervals[k] > 0)
      assert_int_equal(schedule_interval(m), intervals[k]);
  }
}

// Likewise: forgotten at first, then known after 0, 1, 3, 8 and 21 days.
static void memory_is_as_published(void **state)
{
  (void)state;
  static const int days[] = {0, 0, 1, 3, 8, 21};
  schedule_memory m = {0};
  for (int k = 0; k < 6; k++)
    m = schedule_review(m, days[k], k ? SCHEDULE_GOOD : SCHEDULE_AGAIN);
  near(5, "stability", m.stability, 53.62691);
  near(5, "difficulty", m.difficulty, 6.3574867);
}

// "Comes back after a day, then longer": whatever was forgotten comes tomorrow, and what is known every time comes later
// and later.
static void it_comes_back_after_a_day_then_longer(void **state)
{
  (void)state;
  schedule_memory m = schedule_review((schedule_memory){0}, 0, SCHEDULE_AGAIN);
  assert_int_equal(schedule_interval(m), 1);
  int last = 1;
  for (int k = 0; k < 10 && last < 36500; k++) {
    m = schedule_review(m, last, SCHEDULE_GOOD);
    int next = schedule_interval(m);
    if (next < last || (k > 1 && next == last && next < 36500))
      fail_msg("review %d: %d days after %d", k, next, last);
    last = next;
  }
  assert_true(last > 60);
  double before = m.stability;
  m = schedule_review(m, last, SCHEDULE_AGAIN);
  assert_true(m.stability < 0.2 * before);
}

static void better_grades_come_back_later(void **state)
{
  (void)state;
  schedule_memory m = schedule_review((schedule_memory){0}, 0, SCHEDULE_GOOD);
  for (int days = 0; days < 400; days += days / 3 + 1) {
    double last = 0;
    for (int g = SCHEDULE_AGAIN; g <= SCHEDULE_EASY; g++) {
      double now = schedule_review(m, days, (schedule_grade)g).stability;
      if (!(now > last) && !(days == 0 && now >= last))
        fail_msg("after %d days grade %d gives %g days, and the one below %g", days, g, now, last);
      last = now;
    }
  }
}

static void memory_stays_in_its_range(void **state)
{
  (void)state;
  for (int g = SCHEDULE_AGAIN; g <= SCHEDULE_EASY; g++) {
    schedule_memory m = {0};
    for (int k = 0; k < 200; k++) {
      m = schedule_review(m, k % 3 ? schedule_interval(m) : 0, (schedule_grade)g);
      assert_true(m.stability >= 0.001 && m.stability <= 36500);
      assert_true(m.difficulty >= 1 && m.difficulty <= 10);
      assert_true(schedule_interval(m) >= 1 && schedule_interval(m) <= 36500);
    }
  }
}

// 2026-11-27, in Berlin, an hour ahead of UTC.
static void days_begin_at_four_in_the_morning(void **state)
{
  (void)state;
  const double midnight = 1795734000; // there
  const long east = 3600;
  long today = schedule_day(midnight + 15 * 3600, east);
  assert_int_equal(schedule_day(midnight + 4 * 3600, east), today);
  assert_int_equal(schedule_day(midnight + 4 * 3600 - 1, east), today - 1);
  assert_int_equal(schedule_day(midnight + 27 * 3600, east), today);
  assert_true(schedule_morning(today + 1, east) == midnight + 28 * 3600);
  for (long day = -3; day < 30000; day += 100)
    assert_int_equal(schedule_day(schedule_morning(day, -5 * 3600), -5 * 3600), day);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reviews_are_as_published),
      cmocka_unit_test(intervals_are_as_published),
      cmocka_unit_test(memory_is_as_published),
      cmocka_unit_test(it_comes_back_after_a_day_then_longer),
      cmocka_unit_test(better_grades_come_back_later),
      cmocka_unit_test(memory_stays_in_its_range),
      cmocka_unit_test(days_begin_at_four_in_the_morning),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
