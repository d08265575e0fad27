#include "note/page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/utf8.h"
#include "note/inside.h"

enum { NAME = 28 }; // bytes of a formula that its mistake is told with

static float units(float points)
{
  return points / NB_POINTS_PER_UNIT;
}

// ---------------------------------------------------------------------------------------------------------------
// Blocks

static float heading_size(float size, int level)
{
  static const float sizes[] = {1.5f, 1.25f, 1.1f, 1};
  return size * sizes[level < 1 ? 0 : level > 4 ? 3 : level - 1];
}

static void take_style(setter *s, const markdown_block *b, float size)
{
  s->size = size;
  s->font = NB_FONT_REGULAR;
  s->color = b->kind == MARKDOWN_SOURCE ? NB_DIM : NB_TEXT;
  s->whole = b->kind == MARKDOWN_CODE;
  if (b->kind == MARKDOWN_HEADING) {
    s->size = heading_size(size, b->level);
    s->font = NB_FONT_SEMIBOLD;
  }
  if (b->kind == MARKDOWN_CODE) {
    s->size = 0.94f * size;
    s->font = NB_FONT_MONO;
  }
}

// `before` is the block before it. A ground has room of its own around it.
static float gap_before(const markdown_block *b, const markdown_block *before, float em)
{
  if (b->kind == MARKDOWN_CODE || before->kind == MARKDOWN_CODE)
    return (b->kind == MARKDOWN_HEADING ? 0.9f : 0.7f) * em;
  if (b->kind == MARKDOWN_HEADING)
    return (b->spaced ? 0.75f : 0.3f) * em;
  return b->spaced ? 0.5f * em : b->number >= 0 ? 0.1f * em : 0;
}

static void put_bullet(setter *s, const markdown_block *b, float em)
{
  char text[16] = "•";
  if (b->number > 0)
    snprintf(text, sizeof text, "%d.", b->number);
  size_t bytes = strlen(text);
  char *kept = nb_arena_take(&s->page->texts, bytes);
  if (!kept)
    return;
  memcpy(kept, text, bytes);
  note_piece p = {
      .kind = NOTE_BULLET, .font = NB_FONT_REGULAR, .size = s->size, .color = NB_DIM, .from = b->from};
  p.to = p.from;
  p.text = kept;
  p.bytes = (uint32_t)bytes;
  p.width = set_width(s->board, &p, p.bytes);
  p.x = s->left - 0.42f * em - p.width;
  set_piece(s, p);
  s->first++; // it is no part of the text
}

static bool has_formula(const markdown *m, const markdown_block *b)
{
  for (int k = b->first; k < b->first + b->count; k++)
    if (m->runs[k].style & MARKDOWN_FORMULA)
      return true;
  return false;
}

static void set_runs(setter *s, const markdown_block *b)
{
  const markdown *m = &s->page->markdown;
  for (int k = b->first; k < b->first + b->count; k++) {
    const markdown_run *run = &m->runs[k];
    bool last_newline =
        b->kind == MARKDOWN_CODE && k == b->first + b->count - 1 && run->bytes == 1 && *run->text == '\n';
    if (run->style & MARKDOWN_BREAK)
      set_break(s);
    else if (run->style & MARKDOWN_FORMULA)
      set_formula(s, run);
    else if (!last_newline)
      set_text(s, run);
  }
}

// How much of a formula names it: whole letters, and no more than a few.
static int bytes_of_name(const markdown_run *run)
{
  uint32_t bytes = run->bytes;
  if (bytes > NAME)
    for (bytes = NAME; bytes > 0 && (run->text[bytes] & 0xc0) == 0x80; bytes--)
      ;
  return (int)bytes;
}

// What is wrong with a formula of the block, and with which: the first line of the message says it, behind the place.
static void say_mistake(setter *s)
{
  const char *text = s->mistake.text, *colon = strstr(text, ": ");
  int name = bytes_of_name(s->mistaken);
  text = strncmp(text, "line ", 5) == 0 && colon ? colon + 2 : text;
  size_t room = strcspn(text, "\n") + (size_t)name + 16;
  char *kept = nb_arena_take(&s->page->texts, room);
  if (!kept)
    return;
  int bytes = snprintf(kept, room, "%.*s%s: %.*s", name, s->mistaken->text,
                       (uint32_t)name < s->mistaken->bytes ? "…" : "", (int)strcspn(text, "\n"), text);
  markdown_run run = {.text = kept, .bytes = (uint32_t)bytes, .from = s->like.from, .to = s->like.from};
  note_line like = s->like;
  float size = s->size;
  s->size = 0.8f * s->page->options.size;
  s->font = NB_FONT_MEDIUM;
  s->color = NB_NEGATIVE;
  s->whole = false;
  set_begin(s, like, s->left, s->right);
  set_text(s, &run);
  set_break(s);
  s->size = size;
}

static void set_rule(setter *s, float em)
{
  set_piece(s, (note_piece){.kind = NOTE_RULE,
                            .x = s->left,
                            .width = s->right - s->left,
                            .size = 0.3f * em,
                            .color = NB_TRACK,
                            .from = s->like.from,
                            .to = s->like.to});
  set_break(s);
}

static void set_block(setter *s, const markdown_block *b, bool preview)
{
  float size = s->page->options.size, em = units(size);
  float air = b->kind == MARKDOWN_CODE || preview ? 0.55f * em : 0;
  float left = NOTE_INDENT * em * (float)(b->depth < 8 ? b->depth : 8) +
               NOTE_QUOTE * em * (float)(b->quotes < 6 ? b->quotes : 6) + air;
  note_line like = {.from = b->from, .to = b->to, .quotes = b->quotes, .ground = air > 0};
  take_style(s, b, size);
  set_begin(s, like, left, s->page->options.width - air);
  int before = s->page->line_count;
  if (b->number >= 0 && !preview)
    put_bullet(s, b, em);
  int bullet = s->first - 1;
  if (b->kind == MARKDOWN_RULE) {
    set_rule(s, em);
  } else if (b->kind == MARKDOWN_SOURCE) {
    set_source(s, b->from, b->to);
  } else {
    set_runs(s, b);
    // A formula on a line of its own has ended it.
    if (s->x > s->left || s->fragments > 0 || s->page->line_count == before)
      set_break(s);
  }
  if (b->number >= 0 && !preview && s->page->line_count > before) {
    note_line *first = &s->page->lines[before];
    first->count += first->first - bullet;
    first->first = bullet;
  }
  for (int k = before; k < s->page->line_count && b->kind == MARKDOWN_SOURCE; k++)
    s->page->lines[k].source = false;
  if (nb_failed(s->mistake))
    say_mistake(s);
}

static bool touched(const note_options *o, uint32_t from, uint32_t to)
{
  return o->writing && from <= o->to && to >= o->from;
}

// As it was typed, and what is in it of formulas as it will be.
static void show_source(setter *s, const markdown_block *b)
{
  const markdown *m = &s->page->markdown;
  take_style(s, b, s->page->options.size);
  s->color = NB_TEXT;
  set_begin(s, (note_line){.source = true, .from = b->from, .to = b->to}, 0, s->page->options.width);
  set_source(s, b->from, b->to);
  if (has_formula(m, b)) {
    float air = 0.28f * units(s->page->options.size);
    set_gap(s, air);
    set_block(s, b, true);
    set_gap(s, air);
  }
}

// Blank lines are seen only where the caret is among them.
static void show_blank(setter *s, uint32_t from, uint32_t to)
{
  if (from > to || !touched(&s->page->options, from, to))
    return;
  markdown_block plain = {.kind = MARKDOWN_PARAGRAPH};
  take_style(s, &plain, s->page->options.size);
  set_begin(s, (note_line){.source = true}, 0, s->page->options.width);
  set_source(s, from, to);
}

static void set_all(setter *s)
{
  note_page *p = s->page;
  uint32_t at = 0;
  for (int k = 0; k < p->markdown.block_count && !s->failed; k++) {
    const markdown_block *b = &p->markdown.blocks[k];
    if (b->from > at)
      show_blank(s, at, b->from - 1);
    if (k > 0)
      set_gap(s, gap_before(b, b - 1, units(p->options.size)));
    if (touched(&p->options, b->from, b->to))
      show_source(s, b);
    else
      set_block(s, b, false);
    at = b->to + 1;
  }
  if (at <= p->bytes)
    show_blank(s, at, p->bytes);
}

nb_error note_set(note_page *p, nb_board *b, const nb_fonts *fonts, const char *text, size_t bytes,
                  note_options options)
{
  p->piece_count = p->line_count = p->mistakes = 0;
  p->height = 0;
  p->text = text;
  p->bytes = (uint32_t)bytes;
  p->options = options;
  p->options.size = options.size > 0 ? options.size : NOTE_SIZE;
  nb_arena_reset(&p->texts);
  nb_error e = markdown_read(&p->markdown, text, bytes);
  if (nb_failed(e))
    return e;
  setter *s = calloc(1, sizeof *s);
  if (!s)
    return nb_fail(NB_NO_MEMORY, "no memory to set notes");
  s->page = p;
  s->board = b;
  s->fonts = fonts;
  set_all(s);
  bool failed = s->failed;
  free(s);
  if (!failed)
    return nb_ok();
  p->piece_count = p->line_count = 0;
  return nb_fail(NB_NO_MEMORY, "no memory to set notes");
}

void note_free(note_page *p)
{
  free(p->pieces);
  free(p->lines);
  markdown_free(&p->markdown);
  nb_arena_free(&p->formula);
  nb_arena_free(&p->texts);
  *p = (note_page){0};
}

// ---------------------------------------------------------------------------------------------------------------
// Recording

static void record_piece(const note_piece *p, nb_board *b, nb_vec2 at, float baseline)
{
  nb_vec2 from = nb_at(at.x + p->x, at.y - baseline);
  float em = units(p->size);
  switch (p->kind) {
  case NOTE_FORMULA:
    nb_tex(b, from, p->text, nb_style(.size = p->size, .color = p->color));
    return;
  case NOTE_RULE:
    nb_line(b, nb_at(from.x, from.y + p->size), nb_at(from.x + p->width, from.y + p->size),
            nb_style(.color = p->color, .width = 1.5f));
    return;
  default:
    nb_plain_text(b, from, p->text, p->bytes, nb_style(.size = p->size, .color = p->color, .font = p->font));
  }
  float line = p->struck ? 0.27f * em : -0.16f * em;
  if (p->struck || p->underlined)
    nb_line(b, nb_at(from.x, from.y + line), nb_at(from.x + p->width, from.y + line),
            nb_style(.color = p->color, .width = fmaxf(0.05f * p->size, 0.6f)));
}

// Lines on a ground that follow one another share it.
static void record_ground(const note_page *p, nb_board *b, nb_vec2 at, int *k, int end)
{
  float top = p->lines[*k].top, bottom = top, air = 0.16f * units(p->options.size);
  while (*k < end && p->lines[*k].ground && p->lines[*k].top <= bottom + 1e-4f)
    bottom = p->lines[*k].top + p->lines[*k].height, ++*k;
  nb_rectangle(b, (nb_rect){at.x, at.y - bottom - air, p->options.width, bottom - top + 2 * air}, 0.06f,
               nb_style(.fill = NB_PANEL, .width = -1));
}

static void record_quotes(const note_page *p, nb_board *b, nb_vec2 at, const note_line *line)
{
  float em = units(p->options.size), top = at.y - line->top, bottom = top - line->height;
  for (int k = 0; k < line->quotes && k < 6; k++) {
    float x = at.x + (NOTE_QUOTE * (float)k + 0.12f) * em;
    nb_line(b, nb_at(x, top), nb_at(x, bottom), nb_style(.color = NB_TRACK, .width = 2.5f));
  }
}

void note_record(const note_page *p, nb_board *b, nb_vec2 at, int first, int end)
{
  for (int k = first; k < end;)
    if (p->lines[k].ground)
      record_ground(p, b, at, &k, end);
    else
      k++;
  for (int k = first; k < end; k++) {
    const note_line *line = &p->lines[k];
    record_quotes(p, b, at, line);
    for (int n = line->first; n < line->first + line->count; n++)
      record_piece(&p->pieces[n], b, at, line->baseline);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Places

int note_line_at(const note_page *p, float y)
{
  int best = p->line_count - 1;
  for (int k = 0; k < p->line_count; k++)
    if (y < p->lines[k].top + p->lines[k].height) {
      best = k;
      break;
    }
  return best;
}

int note_lines_within(const note_page *p, float height)
{
  int count = 0;
  while (count < p->line_count && p->lines[count].top + p->lines[count].height <= height)
    count++;
  return count;
}

int note_caret(const note_page *p, nb_board *b, uint32_t at, float *x)
{
  int found = -1;
  for (int k = 0; k < p->line_count; k++)
    if (p->lines[k].source && at >= p->lines[k].from && at <= p->lines[k].to)
      found = k; // the end of a row is the start of the next
  if (found < 0)
    return -1;
  const note_line *line = &p->lines[found];
  const note_piece *piece = line->count > 0 ? &p->pieces[line->first] : NULL;
  *x = piece ? piece->x + set_width(b, piece, at - piece->from) : line->left;
  return found;
}

// The byte of an exact piece that is nearest to x.
static uint32_t byte_at(const note_piece *p, nb_board *b, float x)
{
  const char *at = p->text, *end = p->text + p->bytes;
  float before = 0;
  while (at < end) {
    const char *from = at;
    nb_utf8_next(&at, end);
    float after = set_width(b, p, (uint32_t)(at - p->text));
    if (p->x + 0.5f * (before + after) > x)
      return p->from + (uint32_t)(from - p->text);
    before = after;
  }
  return p->to;
}

uint32_t note_at(const note_page *p, nb_board *b, float x, float y)
{
  int k = note_line_at(p, y);
  const note_line *line = k >= 0 ? &p->lines[k] : NULL;
  const note_piece *piece = NULL;
  if (!line)
    return 0;
  for (int n = line->first; n < line->first + line->count; n++)
    if (!piece || p->pieces[n].x <= x)
      piece = &p->pieces[n];
  if (!piece || piece->kind == NOTE_BULLET)
    return line->from;
  uint32_t at = piece->exact                         ? byte_at(piece, b, x)
                : x > piece->x + 0.5f * piece->width ? piece->to
                                                     : piece->from;
  bool wrapped = line->source && at == line->to && at > line->from && at < p->bytes && p->text[at] != '\n';
  return wrapped && p->text[at - 1] == ' ' ? at - 1 : at;
}
