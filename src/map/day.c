#include "map/day.h"

#include <math.h>
#include <stdio.h>

static const float left = -6.85f, right = 6.85f, high = 0.09f;
enum { LEAST_HOURS = 8, MOST_PIECES = 4096 };

nb_color day_color(hours_kind kind)
{
  static const nb_color colors[HOURS_KINDS] = {
      [HOURS_WATCHING] = NB_POSITIVE,   [HOURS_STEPPING] = NB_I,     [HOURS_WHITEBOARD] = NB_V,
      [HOURS_EXPLAINING] = NB_LEARNING, [HOURS_NOTES] = NB_NEGATIVE, [HOURS_BUILDING] = NB_TEXT,
      [HOURS_PAUSE] = NB_TRACK,
  };
  return (unsigned)kind < HOURS_KINDS ? colors[kind] : NB_TRACK;
}

static float say(const scribe *s, const char *text, nb_color color, float x, float y, float share)
{
  words_style style = {.face = WORDS_REGULAR, .size = 16.5f, .color = scribe_color(s, color)};
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(x, y), share}, 1);
  return r.x + r.width;
}

// The hours that are shown: all in which something was done, and not too few.
typedef struct hours_range {
  int from, to;
} hours_range;

static hours_range range_of(const hours_piece *pieces, int count)
{
  hours_range r = {24, 0};
  for (int k = 0; k < count; k++) {
    r.from = (int)fmin(r.from, floor(pieces[k].from / 3600));
    r.to = (int)fmax(r.to, ceil(pieces[k].to / 3600));
  }
  while (r.to - r.from < LEAST_HOURS) {
    if (r.to < 24)
      r.to++;
    if (r.to - r.from < LEAST_HOURS && r.from > 0)
      r.from--;
  }
  return r;
}

static float x_of(hours_range r, double seconds)
{
  return left + (right - left) * (float)((seconds / 3600 - r.from) / (r.to - r.from));
}

static void record_strip(const scribe *s, const hours_piece *pieces, int count, hours_range r, float y)
{
  char text[16];
  nb_rectangle(s->board, (nb_rect){left, y - high, right - left, high}, 0,
               nb_style(.fill = NB_PANEL, .width = -1));
  for (int k = 0; k < count; k++) {
    float from = x_of(r, pieces[k].from), wide = fmaxf(x_of(r, pieces[k].to) - from, 0.01f);
    nb_rectangle(s->board, (nb_rect){from, y - high, wide, high}, 0,
                 nb_style(.fill = day_color(pieces[k].kind), .width = -1));
  }
  for (int hour = r.from + 1; hour < r.to; hour++)
    nb_line(s->board, nb_at(x_of(r, 3600.0 * hour), y), nb_at(x_of(r, 3600.0 * hour), y - high),
            nb_style(.color = NB_GROUND, .width = 2));
  snprintf(text, sizeof text, "%d", r.from);
  say(s, text, NB_DIM, left - 0.1f, y - high, 1);
  snprintf(text, sizeof text, "%d", r.to);
  say(s, text, NB_DIM, right + 0.1f, y - high, 0);
}

static void record_sums(const scribe *s, const hours_span *spans, int count, hours_day day, float y)
{
  double sums[HOURS_KINDS];
  float x = left;
  hours_sum(spans, count, day, sums);
  for (int k = 0; k < HOURS_KINDS; k++) {
    char text[48];
    int minutes = (int)(sums[k] / 60 + 0.5);
    if (minutes == 0)
      continue;
    nb_rectangle(s->board, (nb_rect){x, y - 0.005f, 0.11f, 0.11f}, 0.02f,
                 nb_style(.fill = day_color((hours_kind)k), .width = -1));
    snprintf(text, sizeof text, "%s %d:%02d", hours_name((hours_kind)k), minutes / 60, minutes % 60);
    x = say(s, text, NB_DIM, x + 0.2f, y, 0) + 0.4f;
  }
}

void day_record(const scribe *s, const hours_span *spans, int count, hours_day day, float y)
{
  hours_piece pieces[MOST_PIECES];
  int found = hours_of_day(spans, count, day, pieces, MOST_PIECES);
  found = found < MOST_PIECES ? found : MOST_PIECES;
  if (found == 0)
    return;
  record_strip(s, pieces, found, range_of(pieces, found), y);
  record_sums(s, spans, count, day, y - 0.3f);
}
