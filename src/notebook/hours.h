// Hours: what was done when. What happens is told as it happens, and becomes spans of time, each of one kind; a break is
// a span in which nothing happened. Pure: it knows of no clock, no file and no window.
//
//   told        w w w     n n n n                              w w
//   spans      |watching |notes   |break                      |watching
//              ^began             ^ the last thing before it   ^ the first thing after it
//
// A break begins with the last thing that happened, once nothing has for HOURS_BREAK: shorter pauses belong to what was
// done before them. Five minutes is the shortest that time trackers offer before they call somebody idle (Hubstaff's
// choices are 5, 10 and 20); less would cut a person's look at a sheet of paper out of their day, and more would count
// a coffee as mathematics. Whoever was thinking says so, and the break becomes what was done before it.
//
// Two clocks are told of: the one on the wall, and a steady one that goes on while the machine sleeps. Where they
// disagree somebody has set the one on the wall, and a new span begins on it: no span is ever longer than the time that
// passed. A span keeps how far east of UTC it was lived, and a new one begins where that changes (a journey, daylight
// saving), so that a day is the day as it was on that wall.
#ifndef NOTEBOOK_HOURS_H
#define NOTEBOOK_HOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HOURS_BREAK 300.0 // seconds

enum { HOURS_SCENE = 128 }; // bytes, as NOTEBOOK_ID

// Never renumbered: notebooks hold the numbers.
typedef enum hours_kind {
  HOURS_WATCHING,   // a scene plays
  HOURS_STEPPING,   // from step to step, dragging, typing
  HOURS_WHITEBOARD, // a pen is in the hand
  HOURS_EXPLAINING,
  HOURS_NOTES,
  HOURS_BUILDING, // a scene's source is played
  HOURS_PAUSE,    // a break
  HOURS_KINDS,
} hours_kind;

// "watching", ..., "break".
const char *hours_name(hours_kind kind);

typedef struct hours_span {
  int64_t id; // in the notebook
  hours_kind kind;
  char scene[HOURS_SCENE]; // empty: none
  double began, ended;     // seconds since 1970
  int east;                // of UTC, minutes: what the clock on the wall shows is UTC and this
  bool thought;            // it was a break, but the person says that they were thinking
} hours_span;

// Something happened.
typedef struct hours_event {
  double wall;   // seconds since 1970
  double steady; // seconds, of a clock that nobody sets and that goes on in sleep
  int east;
  hours_kind kind; // not HOURS_PAUSE
  const char *scene;
} hours_event;

// All zero at first.
typedef struct hours {
  hours_span now; // the span that grows
  double steady;  // of the last event
} hours;

// What telling of an event did: at most a span that has ended, a break, and one that has begun. Each has to be kept;
// those with id 0 are new, and whoever keeps them numbers them (the last one in h->now, too).
enum { HOURS_MOST_CHANGES = 3 };

typedef struct hours_changes {
  hours_span spans[HOURS_MOST_CHANGES];
  int count;
} hours_changes;

hours_changes hours_tell(hours *h, const hours_event *e);

// The last break of the spans turns into what was done before it: true, and *changed is what has to be kept. False where
// there is none, or the last one is already taken back.
bool hours_was_thinking(const hours_span *spans, int count, hours_span *changed);

// ---------------------------------------------------------------------------------------------------------------
// Days

// A day on the wall, counted from 1 January 1970; negative before.
typedef int64_t hours_day;

hours_day hours_day_of(double wall, int east);
hours_day hours_day_from(int year, int month, int day);
void hours_date(hours_day day, int *year, int *month, int *date); // month and date from 1

// A part of a span that lies within one day: seconds of that day, 0 to 86,400.
typedef struct hours_piece {
  hours_kind kind;
  double from, to;
  const hours_span *span;
} hours_piece;

// The pieces of a day in the order of its clock; writes at most `capacity`, returns how many there are.
int hours_of_day(const hours_span *spans, int count, hours_day day, hours_piece *pieces, int capacity);

// How long each kind took on a day, seconds.
void hours_sum(const hours_span *spans, int count, hours_day day, double sums[HOURS_KINDS]);

#endif
