#include "interface/keys.h"

#include <math.h>

// Board units, of a sheet that need not be made smaller.
static const float panel_width = 14.8f, column_step = 4.8f, margin = 0.4f, most_height = 8.7f;
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

// How far down a row stands from the one before it.
static float step_before(const keys_column *column, int k)
{
  if (k == 0)
    return 0;
  return (column->rows[k - 1].title ? title_step : row_step) + (column->rows[k].title ? title_air : 0);
}

static float height_of(const keys_sheet *sheet)
{
  float most = 0;
  for (int c = 0; c < KEYS_COLUMNS; c++) {
    float height = 0;
    for (int k = 0; k < sheet->columns[c].count; k++)
      height += step_before(&sheet->columns[c], k);
    most = fmaxf(most, height);
  }
  return most + 2 * margin + 0.25f;
}

void keys_record(const scribe *s, const keys_sheet *sheet)
{
  float height = height_of(sheet), scale = fminf(1, most_height / height);
  scribe sized = *s; // however large words are wanted, it has no room for more
  sized.text = scale;
  pencil p = {&sized, scale};
  nb_rect panel = {-0.5f * scale * panel_width, -0.5f * scale * height, scale * panel_width, scale * height};
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.7f));
  scribe_panel(&sized, panel, NB_TRACK);
  for (int c = 0; c < KEYS_COLUMNS; c++) {
    const keys_column *column = &sheet->columns[c];
    float x = panel.x + scale * (margin + column_step * (float)c);
    float y = panel.y + panel.height - scale * (margin + 0.2f);
    for (int k = 0; k < column->count; k++) {
      y -= scale * step_before(column, k);
      record_row(p, &column->rows[k], x, y);
    }
  }
}
