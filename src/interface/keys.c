#include "interface/keys.h"

#include <math.h>

// Board units.
static const float panel_width = 14.8f, column_step = 4.8f, margin = 0.45f;
static const float row_step = 0.43f, title_step = 0.46f, title_air = 0.25f;
static const float caps_room = 1.62f, does_room = 2.95f;

// Returns the cap's right edge.
static float record_cap(const scribe *s, const char *text, float x, float y)
{
  words_style style = {.face = WORDS_MEDIUM, .size = 18, .color = scribe_color(s, NB_TEXT)};
  float inside = scribe_measure(s, text, &style, (scribe_place){nb_at(x, y), 0}).width;
  float width = fmaxf(inside + 0.22f, 0.36f);
  nb_rectangle(s->board, (nb_rect){x, y - 0.12f, width, 0.36f}, 0.07f,
               nb_style(.fill = NB_GROUND, .color = NB_TRACK, .width = 1.5f));
  scribe_words(s, text, &style, (scribe_place){nb_at(x + 0.5f * width, y), 0.5f}, 1);
  return x + width;
}

static void record_row(const scribe *s, const keys_row *row, float x, float y)
{
  words_style title = {.face = WORDS_SEMIBOLD, .size = 22, .color = scribe_color(s, NB_TEXT)};
  words_style does = {
      .face = WORDS_REGULAR, .size = 19, .color = scribe_color(s, NB_TEXT), .width = does_room};
  if (row->title) {
    scribe_words(s, row->title, &title, (scribe_place){nb_at(x, y), 0}, 1);
    return;
  }
  float at = x;
  for (int k = 0; k < row->cap_count; k++)
    at = record_cap(s, row->caps[k], at, y) + 0.08f;
  float left = fmaxf(x + caps_room, at + 0.06f);
  does.width = x + caps_room + does_room - left;
  scribe_words(s, row->does, &does, (scribe_place){nb_at(left, y), 0}, 1);
}

// How far down a row stands from the one before it.
static float step_before(const keys_column *column, int k)
{
  if (k == 0)
    return 0;
  return (column->rows[k - 1].title ? title_step : row_step) + (column->rows[k].title ? title_air : 0);
}

static float height_of(const keys_column *column)
{
  float height = 0;
  for (int k = 0; k < column->count; k++)
    height += step_before(column, k);
  return height;
}

void keys_record(const scribe *s, const keys_sheet *sheet)
{
  scribe usual = *s; // it is full
  usual.text = 1;
  s = &usual;
  float height = 0;
  for (int c = 0; c < KEYS_COLUMNS; c++)
    height = fmaxf(height, height_of(&sheet->columns[c]));
  height += 2 * margin + 0.25f;
  nb_rect panel = {-0.5f * panel_width, -0.5f * height, panel_width, height};
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.7f));
  scribe_panel(s, panel, NB_TRACK);
  for (int c = 0; c < KEYS_COLUMNS; c++) {
    const keys_column *column = &sheet->columns[c];
    float y = 0.5f * height - margin - 0.2f;
    for (int k = 0; k < column->count; k++) {
      y -= step_before(column, k);
      record_row(s, &column->rows[k], panel.x + margin + column_step * (float)c, y);
    }
  }
}
