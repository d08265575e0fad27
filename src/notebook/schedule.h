// When something comes back: the published schedule FSRS-6, with its published parameters.
//
//   schedule_memory m = {0};                                     // nothing has been asked yet
//   m = schedule_review(m, days, SCHEDULE_GOOD);                 // it was asked, `days` after the last time
//   due = schedule_morning(schedule_day(now, east) + schedule_interval(m), east);
//
//   known of it
//   1.0 |`.        |`.
//   0.9 |..`-......|..`---..........|     it comes back when one in ten would have been forgotten:
//       |          |                |     after a day, then longer, and sooner again where it was not known
//       +----------+----------------+---> days
//      asked     asked            asked
//
// Source: "The Algorithm", the wiki of open-spaced-repetition/fsrs4anki, section FSRS-6; after J. Ye, J. Su and Y. Cao,
// "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition Scheduling", KDD 2022. It knows of no clock and
// no file.
#ifndef NOTEBOOK_SCHEDULE_H
#define NOTEBOOK_SCHEDULE_H

// How well it was known.
typedef enum schedule_grade {
  SCHEDULE_AGAIN = 1,
  SCHEDULE_HARD,
  SCHEDULE_GOOD,
  SCHEDULE_EASY
} schedule_grade;

typedef struct schedule_memory {
  double stability;  // days after which nine in ten are still known: 0.001 to 36,500; 0: never asked
  double difficulty; // 1 to 10; 0: never asked
} schedule_memory;

// What is remembered after it was asked and graded, whole days after the last time (the first time: they do not matter;
// 0: on the same day).
schedule_memory schedule_review(schedule_memory m, int days, schedule_grade grade);

// The chance that it is still known, 0 to 1, so many days after it was asked.
double schedule_known(schedule_memory m, int days);

// Days until it is to be asked again: 1 to 36,500.
int schedule_interval(schedule_memory m);

// Days are a person's own: one begins at four in the morning, so that what one explained in the afternoon comes back with
// the next morning's notes, and what one did after midnight belongs to the evening. `at` is seconds since 1970, `east`
// how far the clocks on the wall are ahead of UTC, seconds.
long schedule_day(double at, long east);
double schedule_morning(long day, long east);

#endif
