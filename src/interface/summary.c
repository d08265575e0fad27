#include "interface/summary.h"

#include <math.h>
#include <stdio.h>

#include "interface/tick.h"

static const float left = -7.2f, right = 7.2f;
static const float middle = 0.75f; // where what was said begins
static const float list_top = 2.34f, list_floor = -2.35f;
static const float strip_y = -3.13f;

static bool holds(nb_rect r, nb_vec2 p)
{
  return r.width > 0 && p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y && p.y <= r.y + r.height;
}

int summary_at(const summary_spots *spots, nb_vec2 p, bool *on_box)
{
  for (int k = 0; k < spots->count; k++)
    if (holds(spots->row[k], p)) {
      *on_box = holds(spots->box[k], p);
      return k;
    }
  return -1;
}

static nb_rect say(const scribe *s, const char *text, words_style style, nb_color color, nb_vec2 at,
                   float share)
{
  style.color = scribe_color(s, color);
  return scribe_words(s, text, &style, (scribe_place){at, share}, 1);
}

static void minutes(float seconds, char *text, size_t room)
{
  snprintf(text, room, "%d:%02d", (int)seconds / 60, (int)seconds % 60);
}

static float total(const summary_view *v)
{
  float sum = 0;
  for (int k = 0; k < v->scene->step_count; k++)
    sum += v->spent[k];
  return sum;
}

// ---------------------------------------------------------------------------------------------------------------
// The head

static int count_rows(const summary_view *v, summary_kind kind, bool ticked)
{
  int count = 0;
  for (int k = 0; k < v->count; k++)
    count += v->rows[k].kind == kind && v->rows[k].ticked == ticked;
  return count;
}

// "Of 11 to be said 3 were, 2 were not, 6 were not come to  ·  lost once": numbers that add up.
static void write_counts(const summary_view *v, char *text, size_t room)
{
  int lost = count_rows(v, SUMMARY_LOST, false), unsaid = count_rows(v, SUMMARY_UNSAID, false);
  int said = v->said_count + count_rows(v, SUMMARY_UNSAID, true), rest = v->all - said - unsaid;
  size_t used = 0;
  text[0] = 0;
  if (v->all > 0)
    used += (size_t)snprintf(text, room, "Of %d to be said: %d said, %d not", v->all, said, unsaid);
  if (v->all > 0 && rest > 0)
    used += (size_t)snprintf(text + used, room - used, ", %d in steps not reached", rest);
  if (lost > 0)
    used += (size_t)snprintf(text + used, room - used, lost == 1 ? "%slost once" : "%slost %d times",
                             used ? "  ·  " : "", lost);
  if (v->pages > 0)
    used += (size_t)snprintf(text + used, room - used, "%s%d page%s written", used ? "  ·  " : "", v->pages,
                             v->pages == 1 ? "" : "s");
  snprintf(text + used, room - used, "%s%s", used ? "  ·  " : "",
           v->explained ? "explained: it comes back in a few days" : "not explained yet");
}

static void record_head(const scribe *s, const summary_view *v)
{
  char text[300], time[40];
  snprintf(text, sizeof text, "What was said: %s", v->scene->title);
  say(s, text, (words_style){.face = WORDS_SEMIBOLD, .size = 29, .width = 12}, NB_TEXT, nb_at(left, 3.6f), 0);
  minutes(total(v), time, sizeof time);
  say(s, time, (words_style){.face = WORDS_MEDIUM, .size = 34}, NB_TEXT, nb_at(right, 3.6f), 1);
  write_counts(v, text, sizeof text);
  say(s, text, (words_style){.face = WORDS_REGULAR, .size = 22, .width = 13}, NB_DIM, nb_at(left, 3.16f), 0);
}

// ---------------------------------------------------------------------------------------------------------------
// What was not said, and where the partner was lost

// Sets a row; false where it does not fit.
static bool record_row(const scribe *s, const summary_view *v, int k, float *y, summary_spots *spots)
{
  const summary_row *row = &v->rows[k];
  const float box = 0.28f, wide = middle - 0.6f - left;
  char where[24];
  words_style style = {.face = WORDS_REGULAR, .size = 23, .width = wide - box - 0.8f, .lines = 2};
  nb_vec2 at = nb_at(left + box + 0.18f, *y - 0.15f);
  int lines = scribe_lines(s, row->words, &style);
  float height = 0.46f + 0.25f * s->text * (float)(lines > 1);
  if (*y - height < list_floor)
    return false;
  nb_rect area = {left - 0.14f, *y - height + 0.13f, wide + 0.28f, height};
  if (k == v->selected)
    nb_rectangle(s->board, area, 0.1f, nb_style(.fill = NB_PANEL, .color = NB_V, .width = 2));
  say(s, row->words, style, row->ticked ? NB_DIM : NB_TEXT, at, 0);
  snprintf(where, sizeof where, "step %d", row->step + 1);
  say(s, where, (words_style){.face = WORDS_REGULAR, .size = 18}, NB_DIM, nb_at(left + wide, at.y), 1);
  if (row->kind == SUMMARY_LOST)
    nb_point(s->board, nb_at(left + 0.5f * box, *y - 0.08f), nb_style(.color = NB_V, .width = 15));
  else
    tick_record(s, nb_at(left, *y - 0.08f - 0.5f * box), box, row->ticked, false);
  spots->row[k] = area;
  if (row->kind == SUMMARY_UNSAID)
    spots->box[k] = (nb_rect){area.x, area.y, box + 0.25f, area.height};
  *y -= height;
  return true;
}

static void label(const scribe *s, const char *text, float x, float *y)
{
  say(s, text, (words_style){.face = WORDS_REGULAR, .size = 20}, NB_DIM, nb_at(x, *y), 0);
  *y -= 0.3f;
}

// The rows from one on, as many as fit. Returns the row that no more did.
static int record_from(const scribe *s, const summary_view *v, int first, summary_spots *spots)
{
  float y = list_top;
  for (int k = first; k < v->count; k++) {
    bool begins = k == first || v->rows[k].kind != v->rows[k - 1].kind;
    if (begins && k > first)
      y -= 0.24f;
    if (begins && y - 0.8f < list_floor)
      return k;
    if (begins)
      label(s, v->rows[k].kind == SUMMARY_LOST ? "Lost here" : "Not said", left, &y);
    if (!record_row(s, v, k, &y, spots))
      return k;
  }
  return v->count;
}

// Where rows of one line each would begin so that the selected one is seen.
static int first_shown(const summary_view *v)
{
  const int fit = 6;
  int first = v->selected - fit + 1;
  return first > 0 ? first : 0;
}

static void record_gaps(const scribe *s, const summary_view *v, summary_spots *spots)
{
  float y = list_top;
  char more[40];
  if (v->count == 0) {
    bool any = v->all > 0;
    label(s, any ? "Not said" : "Nothing to tick", left, &y);
    say(s, any ? "Nothing: all that was reached was said." : "This scene does not say what to listen for.",
        (words_style){.face = WORDS_MEDIUM, .size = 26, .width = 6.8f, .lines = 2}, NB_TEXT,
        nb_at(left, y - 0.2f), 0);
    return;
  }
  int end = record_from(s, v, first_shown(v), spots);
  snprintf(more, sizeof more, "and %d more", v->count - end);
  if (end < v->count)
    say(s, more, (words_style){.face = WORDS_REGULAR, .size = 19}, NB_DIM, nb_at(left, list_floor - 0.1f), 0);
}

static void record_said(const scribe *s, const summary_view *v)
{
  float y = list_top;
  char more[40];
  words_style style = {.face = WORDS_REGULAR, .size = 20, .width = right - middle - 0.4f, .lines = 2};
  if (v->said_count == 0)
    return;
  label(s, "Said", middle, &y);
  y -= 0.1f;
  for (int k = 0; k < v->said_count; k++) {
    int lines = scribe_lines(s, v->said[k], &style);
    float height = 0.36f + 0.22f * s->text * (float)(lines > 1);
    if (y - height < list_floor + (k + 1 < v->said_count ? 0.3f : 0)) {
      snprintf(more, sizeof more, "and %d more", v->said_count - k);
      say(s, more, style, NB_DIM, nb_at(middle + 0.38f, y), 0);
      return;
    }
    tick_record_sign(s, nb_at(middle, y - 0.06f), 0.26f, NB_I);
    say(s, v->said[k], style, nb_mix(s->board, NB_DIM, NB_TEXT, 0.5f), nb_at(middle + 0.38f, y), 0);
    y -= height;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// How long each step took

static void record_times(const scribe *s, const summary_view *v)
{
  const float gap = 0.07f, least = 0.42f;
  int shown = 0;
  for (int k = 0; k < v->scene->step_count; k++)
    shown += v->spent[k] > 0;
  if (shown == 0)
    return;
  float room = right - left - gap * (float)(shown - 1) - least * (float)shown, x = left, all = total(v);
  if (room < 0)
    return;
  for (int k = 0; k < v->scene->step_count; k++) {
    char text[80], time[40];
    if (v->spent[k] <= 0)
      continue;
    float width = least + room * v->spent[k] / all;
    bool here = v->selected >= 0 && v->rows[v->selected].step == k;
    nb_color bar =
        here ? nb_mix(s->board, NB_GROUND, NB_V, 0.85f) : nb_mix(s->board, NB_GROUND, NB_TEXT, 0.42f);
    nb_rectangle(s->board, (nb_rect){x, strip_y, width, 0.09f}, 0.045f, nb_style(.fill = bar, .width = -1));
    minutes(v->spent[k], time, sizeof time);
    words_style small = {.face = WORDS_REGULAR, .size = 17, .width = width};
    snprintf(text, sizeof text, "%d", k + 1);
    say(s, text, small, NB_DIM, nb_at(x + 0.02f, strip_y + 0.19f), 0);
    say(s, time, small, NB_TEXT, nb_at(x + 0.02f, strip_y - 0.23f), 0);
    if (width > 1.5f)
      say(s, v->scene->steps[k].title,
          (words_style){.face = WORDS_REGULAR, .size = 17, .width = width - 0.3f}, NB_DIM,
          nb_at(x + 0.24f, strip_y + 0.19f), 0);
    x += width + gap;
  }
}

static void record_foot(const scribe *s, const summary_view *v)
{
  char text[400];
  words_style small = {.face = WORDS_REGULAR, .size = 19, .width = 10};
  if (v->count > 0 && v->selected >= 0 && v->rests) {
    snprintf(text, sizeof text, "step %d rests on %s", v->rows[v->selected].step + 1, v->rests);
    say(s, text, (words_style){.face = WORDS_MEDIUM, .size = 19, .width = 7}, NB_LEARNING,
        nb_at(right, -3.83f), 1);
  }
  say(s,
      v->count > 0 ? "Enter goes to its step  ·  S to what it rests on  ·  Space: it was said after all" : "",
      small, NB_DIM, nb_at(left, -3.83f), 0);
  say(s, "P goes on explaining  ·  Esc is done: what is not ticked comes back tomorrow", small, NB_DIM,
      nb_at(left, -4.12f), 0);
}

void summary_record(const scribe *s, const summary_view *v, summary_spots *spots)
{
  *spots = (summary_spots){.count = v->count};
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1));
  record_head(s, v);
  record_gaps(s, v, spots);
  record_said(s, v);
  record_times(s, v);
  record_foot(s, v);
}
