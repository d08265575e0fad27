#include "interface/keys.h"

#include <math.h>

// Board units, of a sheet that need not be made smaller.
static const float column_step = 4.8f, margin = 0.4f, most_width = 15.7f, most_height = 8.7f;
static const float row_step = 0.4f, title_step = 0.43f, title_air = 0.2f;
static const float caps_room = 1.62f, does_room = 2.95f;

// How a sheet is drawn: everything `scale` times as large as the measures say, words with it.
typedef struct pencil {
  const scribe *s;
  float scale;
} pencil;

// Returns the cap's right edge.
static float record_cap(pencil p, const char *text, float x, float y)
{
  words_style style = {.face = WORDS_MEDIUM, .size = 18, .color = scribe_color(p.s, NB_TEXT)};
  float inside = scribe_measure(p.s, text, &style, (scribe_place){nb_at(x, y), 0}).width;
  float width = fmaxf(inside + p.scale * 0.22f, p.scale * 0.36f);
  nb_rectangle(p.s->board, (nb_rect){x, y - p.scale * 0.12f, width, p.scale * 0.35f}, p.scale * 0.07f,
               nb_style(.fill = NB_GROUND, .color = NB_TRACK, .width = 1.5f));
  scribe_words(p.s, text, &style, (scribe_place){nb_at(x + 0.5f * width, y), 0.5f}, 1);
  return x + width;
}

static void record_row(pencil p, const keys_row *row, float x, float y)
{
  words_style title = {.face = WORDS_SEMIBOLD, .size = 22, .color = scribe_color(p.s, NB_TEXT)};
  words_style does = {.face = WORDS_REGULAR, .size = 19, .color = scribe_color(p.s, NB_TEXT)};
  if (row->title) {
    scribe_words(p.s, row->title, &title, (scribe_place){nb_at(x, y), 0}, 1);
    return;
  }
  float at = x;
  for (int k = 0; k < row->cap_count; k++)
    at = record_cap(p, row->caps[k], at, y) + p.scale * 0.08f;
  float left = fmaxf(x + p.scale * caps_room, at + p.scale * 0.06f);
  does.width = x + p.scale * (caps_room + does_room) - left;
  scribe_words(p.s, row->does, &does, (scribe_place){nb_at(left, y), 0}, 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Where rows stand

// From a sheet's upper left corner, unscaled.
typedef struct spot {
  const keys_row *row;
  int column;
  float down; // of the baseline
} spot;

typedef struct plan {
  spot spots[KEYS_COLUMNS * KEYS_ROWS];
  int count, columns;
  float height; // of the highest column, with the margins
  float scale;
} plan;

// How far down a row stands from the one before it.
static float step_after(const keys_row *before, const keys_row *row)
{
  return (before->title ? title_step : row_step) + (row->title ? title_air : 0);
}

static void gather(plan *p, const keys_sheet *sheet)
{
  for (int c = 0; c < KEYS_COLUMNS; c++)
    for (int k = 0; k < sheet->columns[c].count; k++)
      p->spots[p->count++] = (spot){.row = &sheet->columns[c].rows[k], .column = c};
}

// The height of a group: its title and the rows below it.
static float group_height(const plan *p, int title)
{
  float height = title_air;
  for (int k = title + 1; k < p->count && !p->spots[k].row->title; k++)
    height += step_after(p->spots[k - 1].row, p->spots[k].row);
  return height + row_step;
}

// Groups go to the next column where that is nearer to as many rows in each.
static void spread(plan *p, int columns)
{
  float all = 0, done = 0;
  for (int k = 0; k < p->count; k++)
    all += p->spots[k].row->title ? group_height(p, k) : 0;
  int column = 0;
  for (int k = 0; k < p->count; k++) {
    bool title = p->spots[k].row->title != NULL;
    float height = title ? group_height(p, k) : 0, share = all * (float)(column + 1) / (float)columns;
    if (title && column + 1 < columns && done + 0.5f * height > share)
      column++;
    done += height;
    p->spots[k].column = column;
  }
}

static void stack(plan *p)
{
  float most = 0;
  for (int k = 0; k < p->count; k++) {
    bool first = k == 0 || p->spots[k].column != p->spots[k - 1].column;
    p->spots[k].down =
        first ? margin + 0.2f : p->spots[k - 1].down + step_after(p->spots[k - 1].row, p->spots[k].row);
    most = fmaxf(most, p->spots[k].down);
  }
  p->height = most + margin + 0.05f;
}

static float width_of(int columns)
{
  return margin + (float)columns * column_step;
}

static plan plan_of(const keys_sheet *sheet, float text)
{
  plan p = {.columns = KEYS_COLUMNS};
  gather(&p, sheet);
  stack(&p);
  p.scale = fminf(1, most_height / p.height) * fmaxf(text, 1);
  while (p.columns > 1 && p.scale * width_of(p.columns) > most_width)
    p.columns--;
  if (p.columns < KEYS_COLUMNS) {
    spread(&p, p.columns);
    stack(&p);
  }
  return p;
}

float keys_scroll_room(const scribe *s, const keys_sheet *sheet)
{
  plan p = plan_of(sheet, s->text);
  return fmaxf(p.scale * p.height - most_height, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Recording

// How much of it is seen, and where: at the right edge.
static void record_bar(const scribe *s, nb_rect panel, float height, float scroll)
{
  float part = panel.height / height, room = panel.height - 0.4f;
  nb_rect bar = {panel.x + panel.width - 0.14f,
                 panel.y + panel.height - 0.2f - room * (scroll / height + part), 0.06f, room * part};
  nb_rectangle(s->board, bar, 0.03f, nb_style(.fill = NB_DIM, .width = -1));
}

void keys_record(const scribe *s, const keys_sheet *sheet, float scroll)
{
  plan p = plan_of(sheet, s->text);
  scribe sized = *s;
  sized.text = p.scale;
  float width = p.scale * width_of(p.columns), height = p.scale * p.height, seen = fminf(height, most_height);
  nb_rect panel = {-0.5f * width, -0.5f * seen, width, seen};
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.7f));
  scribe_panel(&sized, panel, NB_TRACK);
  nb_clip(s->board, panel);
  for (int k = 0; k < p.count; k++) {
    float y = panel.y + panel.height + scroll - p.scale * p.spots[k].down;
    float x = panel.x + p.scale * (margin + column_step * (float)p.spots[k].column);
    if (y > panel.y - p.scale && y < panel.y + panel.height + p.scale)
      record_row((pencil){&sized, p.scale}, p.spots[k].row, x, y);
  }
  nb_end(s->board);
  if (height > seen)
    record_bar(s, panel, height, scroll);
}
