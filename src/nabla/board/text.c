#include "nabla/board/text.h"

#include <string.h>

static const float default_size = 30;

// The layout of a text in the style's font, and the style's size made good. NULL where nothing is to be set.
static const text_layout *lay_out_as(nb_board *b, layout_kind kind, const char *text, size_t bytes,
                                     nb_style *style)
{
  style->size = text_size(style->size, default_size);
  style->font = (unsigned)style->font < NB_FONT_COUNT ? style->font : NB_FONT_REGULAR;
  if (b->fonts == NULL || text == NULL || style->size == 0)
    return NULL;
  bytes = bytes < LAYOUT_MAX_BYTES ? bytes : LAYOUT_MAX_BYTES;
  const text_layout *l = layout_find(&b->layouts, b->fonts, style->font, kind, text, bytes);
  if (l == NULL)
    board_trouble(b, NB_NO_MEMORY, "no memory for text");
  return l;
}

static const text_layout *lay_out(nb_board *b, const char *text, nb_style *style)
{
  return lay_out_as(b, LAYOUT_MARKED, text, text ? strnlen(text, LAYOUT_MAX_BYTES) : 0, style);
}

// The layout's runs, each where its line and the anchor put it. NULL without memory or without runs.
static text_run *place_runs(nb_board *b, const text_layout *l, const nb_style *style)
{
  text_run *runs = l->run_count == 0 ? NULL : board_take(b, l->run_count * sizeof *runs);
  float share = text_share_left(style->anchor);
  float first = text_first_baseline(b, style->font, style->anchor, l->line_count);
  for (uint32_t r = 0; runs != NULL && r < l->run_count; r++) {
    const layout_run *run = &l->runs[r];
    runs[r] =
        (text_run){.font = run->font,
                   .glyphs = l->glyphs + run->first,
                   .count = run->count,
                   .origin = {-share * l->line_widths[run->line], first - TEXT_LEADING * (float)run->line}};
  }
  return runs;
}

static void draw_layout(nb_board *b, nb_vec2 at, const text_layout *l, const nb_style *style)
{
  const text_run *runs = l == NULL ? NULL : place_runs(b, l, style);
  if (runs != NULL)
    text_draw(b, at, runs, l->run_count, style, NB_TEXT);
}

void nb_text(nb_board *b, nb_vec2 at, const char *text, nb_style style)
{
  board_typed(b, &style, text);
  if (board_shows(&style))
    draw_layout(b, at, lay_out(b, text, &style), &style);
}

void nb_plain_text(nb_board *b, nb_vec2 at, const char *text, size_t bytes, nb_style style)
{
  if (board_shows(&style))
    draw_layout(b, at, lay_out_as(b, LAYOUT_PLAIN, text, bytes, &style), &style);
}

void nb_path_text(nb_board *b, nb_vec2 at, const char *text, nb_style style)
{
  const text_layout *l = lay_out(b, text, &style);
  const text_run *runs = l == NULL ? NULL : place_runs(b, l, &style);
  if (runs != NULL)
    text_outline(b, &b->path, at, runs, l->run_count, &style);
}

static float width_of(const text_layout *l, const nb_style *style)
{
  float width = 0;
  for (uint32_t k = 0; l != NULL && k < l->line_count; k++)
    width = l->line_widths[k] > width ? l->line_widths[k] : width;
  return width * style->size / NB_POINTS_PER_UNIT;
}

float nb_text_width(nb_board *b, const char *text, nb_style style)
{
  const text_layout *l = lay_out(b, text, &style);
  return width_of(l, &style);
}

float nb_plain_width(nb_board *b, const char *text, size_t bytes, nb_style style)
{
  const text_layout *l = lay_out_as(b, LAYOUT_PLAIN, text, bytes, &style);
  return width_of(l, &style);
}
