#include "notebook/hours.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SET_BY 2.0      // seconds by which the clocks may disagree before one was set
#define DAY 86400.0     // seconds
enum { LONGEST = 366 }; // days that a span may go over; what is longer is no span

const char *hours_name(hours_kind kind)
{
  static const char *const names[HOURS_KINDS] = {
      [HOURS_WATCHING] = "watching",     [HOURS_STEPPING] = "stepping", [HOURS_WHITEBOARD] = "whiteboard",
      [HOURS_EXPLAINING] = "explaining", [HOURS_NOTES] = "notes",       [HOURS_BUILDING] = "building",
      [HOURS_PAUSE] = "break",
  };
  return (unsigned)kind < HOURS_KINDS ? names[kind] : "";
}

// ---------------------------------------------------------------------------------------------------------------
// Events to spans

static hours_span begin(const hours_event *e, hours_kind kind, double at, double until)
{
  hours_span s = {.kind = kind, .began = at, .ended = until, .east = e->east};
  snprintf(s.scene, sizeof s.scene, "%s", e->scene ? e->scene : "");
  return s;
}

static void add(hours_changes *c, hours_span span)
{
  c->spans[c->count++] = span;
}

static bool same_work(const hours_span *s, const hours_event *e)
{
  return s->kind == e->kind && s->east == e->east && strcmp(s->scene, e->scene ? e->scene : "") == 0;
}

hours_changes hours_tell(hours *h, const hours_event *e)
{
  hours_changes c = {.count = 0};
  bool first = h->now.began == 0 && h->now.ended == 0;
  double passed = first ? 0 : fmax(e->steady - h->steady, 0);
  double expected = h->now.ended + passed;
  bool set = !first && fabs(e->wall - expected) > SET_BY;
  double began = e->wall;
  h->steady = e->steady;
  if (!first && passed >= HOURS_BREAK) {
    // On the old clock: the new one may have been set meanwhile.
    hours_span pause = begin(e, HOURS_PAUSE, h->now.ended, expected);
    pause.east = h->now.east;
    add(&c, h->now);
    add(&c, pause);
  } else if (!first) {
    h->now.ended = expected;
    add(&c, h->now);
    if (!set && same_work(&h->now, e))
      return c;
    began = set ? e->wall : expected;
  }
  h->now = begin(e, e->kind, began, began);
  add(&c, h->now);
  return c;
}

bool hours_was_thinking(const hours_span *spans, int count, hours_span *changed)
{
  for (int k = count - 1; k > 0; k--) {
    if (spans[k].thought)
      return false;
    if (spans[k].kind != HOURS_PAUSE)
      continue;
    *changed = spans[k];
    changed->kind = spans[k - 1].kind;
    memcpy(changed->scene, spans[k - 1].scene, sizeof changed->scene);
    changed->thought = true;
    return true;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------------------
// Days

hours_day hours_day_of(double wall, int east)
{
  return (hours_day)floor((wall + 60.0 * east) / DAY);
}

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil and civil_from_days. A year begins in
// March, so that the day that is not always there is its last.
hours_day hours_day_from(int year, int month, int day)
{
  int64_t y = year - (month <= 2);
  int64_t era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void hours_date(hours_day day, int *year, int *month, int *date)
{
  int64_t z = day + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
  *date = (int)(of_year - (153 * m + 2) / 5 + 1);
  *month = (int)(m < 10 ? m + 3 : m - 9);
  *year = (int)(y + era * 400 + (*month <= 2));
}

static int by_clock(const void *a, const void *b)
{
  const hours_piece *p = a, *q = b;
  return p->from != q->from ? (p->from > q->from) - (p->from < q->from) : (p->to > q->to) - (p->to < q->to);
}

int hours_of_day(const hours_span *spans, int count, hours_day day, hours_piece *pieces, int capacity)
{
  int found = 0;
  for (int k = 0; k < count; k++) {
    double midnight = (double)day * DAY - 60.0 * spans[k].east;
    double from = fmax(spans[k].began - midnight, 0), to = fmin(spans[k].ended - midnight, DAY);
    if (!(from < to) || !(spans[k].ended - spans[k].began <= LONGEST * DAY))
      continue;
    if (found < capacity)
      pieces[found] = (hours_piece){spans[k].kind, from, to, &spans[k]};
    found++;
  }
  qsort(pieces, (size_t)(found < capacity ? found : capacity), sizeof *pieces, by_clock);
  return found;
}

void hours_sum(const hours_span *spans, int count, hours_day day, double sums[HOURS_KINDS])
{
  memset(sums, 0, HOURS_KINDS * sizeof *sums);
  for (int k = 0; k < count; k++) {
    hours_piece piece;
    if (hours_of_day(&spans[k], 1, day, &piece, 1) == 1)
      sums[piece.kind] += piece.to - piece.from;
  }
}
