#include "interface/keys.h"

#include <stddef.h>

enum { MAX_CAPS = 3 };

typedef struct row {
  const char *caps[MAX_CAPS];
  const char *does;
} row;

static const row playing[] = {
    {{"Space"}, "play, pause, go on"},
    {{"→", "Page Down"}, "next step"},
    {{"←", "Page Up"}, "previous step"},
    {{"Home", "End"}, "first, last step"},
    {{"[", "]"}, "slower, faster"},
    {{",", "."}, "a frame back, on"},
    {{"strip"}, "drag it to any moment"},
    {{"T"}, "dark or light"},
    {{"F"}, "full screen"},
};

static const row around[] = {
    {{"drag"}, "a point, a number, a curve"},
    {{"Shift", "Alt"}, "while dragging: snap, fine"},
    {{"wheel"}, "or ↑ ↓: the number it is on"},
    {{"click"}, "a number, and type another"},
    {{"double-click"}, "put one thing back"},
    {{"R"}, "put everything back"},
    {{"?"}, "this sheet"},
    {{"Esc"}, "back, one level"},
    {{"Q"}, "quit"},
};

// Board units.
static const nb_rect panel = {-5.6f, -3.25f, 11.2f, 6.0f};
static const float first_row = 1.4f, row_step = 0.53f, caps_room = 2.05f;

// Returns the cap's right edge.
static float record_cap(const scribe *s, const char *text, float x, float y)
{
  words_style style = {.face = WORDS_MEDIUM, .size = 19, .color = scribe_color(s, NB_TEXT)};
  float inside = scribe_measure(s, text, &style, (scribe_place){nb_at(x, y), 0}).width;
  float width = inside + 0.24f > 0.38f ? inside + 0.24f : 0.38f;
  nb_rectangle(s->board, (nb_rect){x, y - 0.13f, width, 0.38f}, 0.07f,
               nb_style(.fill = NB_GROUND, .color = NB_TRACK, .width = 1.5f));
  scribe_words(s, text, &style, (scribe_place){nb_at(x + 0.5f * width, y), 0.5f}, 1);
  return x + width;
}

static void record_column(const scribe *s, const row *rows, size_t count, float x)
{
  words_style style = {.face = WORDS_REGULAR, .size = 21, .color = scribe_color(s, NB_TEXT)};
  for (size_t i = 0; i < count; i++) {
    float y = first_row - row_step * (float)i, at = x;
    for (int k = 0; k < MAX_CAPS && rows[i].caps[k]; k++)
      at = record_cap(s, rows[i].caps[k], at, y) + 0.1f;
    scribe_words(s, rows[i].does, &style, (scribe_place){nb_at(x + caps_room, y), 0}, 1);
  }
}

void keys_record(const scribe *s)
{
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.7f));
  scribe_panel(s, panel, NB_TRACK);
  words_style title = {.face = WORDS_SEMIBOLD, .size = 28, .color = scribe_color(s, NB_TEXT)};
  scribe_words(s, "Keys", &title, (scribe_place){nb_at(panel.x + 0.5f, 2.12f), 0}, 1);
  record_column(s, playing, sizeof playing / sizeof *playing, panel.x + 0.5f);
  record_column(s, around, sizeof around / sizeof *around, panel.x + 6.1f);
}
