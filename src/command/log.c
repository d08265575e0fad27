// Prints what was done when: for people, or as the CSV that Toggl Track imports.
//
// Its columns are those of Toggl's "Editing and uploading a CSV file"
// (https://support.toggl.com/import-and-export/csv-import/editing-and-uploading-a-csv-file): comma-separated UTF-8 with
// English headers in any order; a time entry needs Email, Start date, Start time and Duration. Breaks are no entries.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command/commands.h"
#include "command/notebook_reader.h"

#define SHORT 60.0 // seconds

enum { MOST_PIECES = 20000 };

static int minutes_east(time_t t)
{
  struct tm local;
  return localtime_r(&t, &local) ? (int)(local.tm_gmtoff / 60) : 0;
}

// What follows the span without a hole and is the same work is printed with it.
static bool goes_on(const hours_span *a, double ended, const hours_span *b)
{
  return a->kind == b->kind && a->east == b->east && strcmp(a->scene, b->scene) == 0 &&
         fabs(b->began - ended) < 1.5;
}

// ---------------------------------------------------------------------------------------------------------------
// For people

static void print_length(double seconds)
{
  int minutes = (int)(seconds / 60 + 0.5);
  if (minutes == 0)
    printf("under 1 min");
  else if (minutes >= 60)
    printf("%d h %02d min", minutes / 60, minutes % 60);
  else
    printf("%d min", minutes);
}

static void print_clock(double seconds)
{
  int minutes = (int)(seconds / 60);
  printf("%02d:%02d", minutes / 60, minutes % 60);
}

static void print_title(hours_day day, const double *sums)
{
  static const char *const weekdays[] = {"Thursday", "Friday",  "Saturday", "Sunday",
                                         "Monday",   "Tuesday", "Wednesday"};
  int year, month, date;
  double work = 0;
  for (int k = 0; k < HOURS_PAUSE; k++)
    work += sums[k];
  hours_date(day, &year, &month, &date);
  printf("%s %d-%02d-%02d: ", weekdays[(day % 7 + 7) % 7], year, month, date);
  print_length(work);
  if (sums[HOURS_PAUSE] >= 30) {
    printf(", and ");
    print_length(sums[HOURS_PAUSE]);
    printf(" of breaks");
  }
  putchar('\n');
}

static bool is_same_work(const hours_piece *a, const hours_piece *b)
{
  return a->kind == b->kind && strcmp(a->span->scene, b->span->scene) == 0;
}

// What took less than a minute has no line of its own: the sums have it, and what it interrupted for so long goes on.
static void print_pieces(const hours_piece *pieces, int count)
{
  for (int k = 0; k < count;) {
    const hours_piece *first = &pieces[k];
    double to = first->to;
    int next = k + 1;
    for (int n = next; n < count && pieces[n].from - to < SHORT; n++)
      if (is_same_work(first, &pieces[n])) {
        to = pieces[n].to;
        next = n + 1;
      }
    k = next;
    if (to - first->from < SHORT)
      continue;
    printf("  ");
    print_clock(first->from);
    printf("  ");
    print_clock(to);
    if (first->kind == HOURS_PAUSE)
      puts("  break");
    else
      printf("  %-12s%s%s\n", hours_name(first->kind), first->span->scene,
             first->span->thought ? "  (thinking)" : "");
  }
}

static void print_day(const hours_span *spans, int count, hours_day day, hours_piece *room)
{
  double sums[HOURS_KINDS];
  int found = hours_of_day(spans, count, day, room, MOST_PIECES);
  if (found == 0)
    return;
  hours_sum(spans, count, day, sums);
  print_title(day, sums);
  print_pieces(room, found < MOST_PIECES ? found : MOST_PIECES);
  for (int k = 0; k < HOURS_KINDS; k++)
    if (sums[k] >= 1) {
      printf("  %-14s", hours_name((hours_kind)k));
      print_length(sums[k]);
      putchar('\n');
    }
  putchar('\n');
}

// ---------------------------------------------------------------------------------------------------------------
// For Toggl Track

// A field as RFC 4180 has it.
static void print_field(const char *text, char end)
{
  bool quoted = strpbrk(text, ",\"\r\n") != NULL;
  if (quoted)
    putchar('"');
  for (; *text; text++) {
    if (*text == '"')
      putchar('"');
    putchar(*text);
  }
  if (quoted)
    putchar('"');
  putchar(end);
}

static void print_entry(const hours_span *s, double ended, const char *email)
{
  int year, month, date;
  double local = s->began + 60.0 * s->east;
  hours_day day = hours_day_of(s->began, s->east);
  int clock = (int)(local - 86400.0 * (double)day), length = (int)(ended - s->began + 0.5);
  hours_date(day, &year, &month, &date);
  print_field(email, ',');
  print_field("Nabla", ',');
  print_field(s->scene, ',');
  printf("%04d-%02d-%02d,%02d:%02d:%02d,%02d:%02d:%02d,%s\n", year, month, date, clock / 3600,
         clock / 60 % 60, clock % 60, length / 3600, length / 60 % 60, length % 60, hours_name(s->kind));
}

static void print_csv(const hours_span *spans, int count, hours_day from, const char *email)
{
  puts("Email,Project,Description,Start date,Start time,Duration,Tags");
  for (int k = 0; k < count;) {
    const hours_span *first = &spans[k];
    double ended = first->ended;
    for (k++; k < count && goes_on(first, ended, &spans[k]); k++)
      ended = spans[k].ended;
    if (first->kind != HOURS_PAUSE && ended - first->began >= 1 &&
        hours_day_of(first->began, first->east) >= from)
      print_entry(first, ended, email);
  }
}

// ---------------------------------------------------------------------------------------------------------------

static nb_error print_all(const options *o, const hours_span *spans, int count)
{
  time_t now = time(NULL);
  hours_day today = hours_day_of((double)now, minutes_east(now)),
            from = today - (o->days > 0 ? o->days : 1) + 1;
  if (o->csv) {
    if (!o->email)
      fputs("nabla log: Toggl Track imports entries of an address only: --email ADDRESS\n", stderr);
    print_csv(spans, count, from, o->email ? o->email : "");
    return nb_ok();
  }
  hours_piece *room = malloc(MOST_PIECES * sizeof *room);
  if (!room)
    return nb_fail(NB_NO_MEMORY, "no memory for the hours of a day");
  for (hours_day day = from; day <= today; day++)
    print_day(spans, count, day, room);
  free(room);
  return nb_ok();
}

nb_error command_log(const options *o, const places *p)
{
  (void)p;
  const hours_span *spans;
  notebook *n;
  nb_error e = notebook_reader(&n, o);
  if (nb_failed(e))
    return e;
  int count = notebook_spans(n, &spans);
  e = print_all(o, spans, count);
  notebook_close(n);
  return e;
}
