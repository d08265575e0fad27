// Runs to lines: words are gathered until the line is full.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex.h"
#include "nabla/type/utf8.h"
#include "note/inside.h"

// Of a line of text: what stands above the baseline and below it, ems. Together they are the leading.
#define RISE 1.0f
#define FALL (NOTE_LEADING - RISE)
#define FORMULA 1.12f // formulas are set so much larger: the small letters of both are then about as high
#define MONO 0.98f
#define AIR 0.12f // ems above and below what is higher than a line

static float units(float points)
{
  return points / NB_POINTS_PER_UNIT;
}

static void *grow(void *rows, int count, int *capacity, size_t size)
{
  if (count < *capacity)
    return rows;
  void *more = realloc(rows, (size_t)(2 * *capacity + 64) * size);
  if (more)
    *capacity = 2 * *capacity + 64;
  return more;
}

float set_width(nb_board *b, const note_piece *p, uint32_t bytes)
{
  return nb_plain_width(b, p->text, bytes, nb_style(.size = p->size, .font = p->font));
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

void set_piece(setter *s, note_piece piece)
{
  note_page *p = s->page;
  void *rows = grow(p->pieces, p->piece_count, &p->piece_capacity, sizeof *p->pieces);
  s->failed = s->failed || !rows;
  if (!rows)
    return;
  p->pieces = rows;
  p->pieces[p->piece_count++] = piece;
}

static void start_line(setter *s)
{
  s->x = s->left;
  s->first = s->page->piece_count;
  s->rise = s->fall = 0;
  s->from = UINT32_MAX;
  s->to = 0;
}

void set_begin(setter *s, note_line like, float left, float right)
{
  s->like = like;
  s->left = left;
  s->right = right;
  s->fragments = 0;
  s->word_width = s->word_rise = s->word_fall = 0;
  s->space.bytes = 0;
  s->mistake = nb_ok();
  start_line(s);
}

void set_gap(setter *s, float height)
{
  s->page->height += height;
}

static void end_line(setter *s)
{
  note_page *p = s->page;
  float em = units(s->size), air = AIR * em;
  void *rows = grow(p->lines, p->line_count, &p->line_capacity, sizeof *p->lines);
  s->failed = s->failed || !rows;
  if (!rows)
    return;
  p->lines = rows;
  note_line line = s->like;
  float rise = fmaxf(RISE * em, s->rise + air), fall = fmaxf(FALL * em, s->fall + air);
  line.top = p->height;
  line.height = rise + fall;
  line.baseline = line.top + rise;
  line.first = s->first;
  line.count = p->piece_count - s->first;
  line.left = s->left;
  if (s->from <= s->to) {
    line.from = s->from;
    line.to = s->to;
  }
  p->lines[p->line_count++] = line;
  p->height += line.height;
  start_line(s);
}

// ---------------------------------------------------------------------------------------------------------------
// Words

static bool same_style(const note_piece *a, const note_piece *b)
{
  return a->kind == NOTE_TEXT && b->kind == NOTE_TEXT && a->font == b->font && a->size == b->size &&
         a->color == b->color && a->struck == b->struck && a->underlined == b->underlined &&
         a->exact == b->exact;
}

// Whether a piece goes on where another ends, but for spaces: the end of a line in the source is none, though a space is shown.
static bool goes_on(const setter *s, const note_piece *last, const note_piece *piece)
{
  uint32_t space = s->space.bytes;
  const char *end = last->text + last->bytes;
  return same_style(last, piece) && end + space == piece->text && (space == 0 || s->space.text == end) &&
         (!piece->exact || last->to + space == piece->from);
}

// Puts a piece on the line; one that goes on where the last one ends becomes a part of it.
static void put(setter *s, note_piece piece)
{
  note_page *p = s->page;
  note_piece *last = p->piece_count > s->first ? &p->pieces[p->piece_count - 1] : NULL;
  uint32_t space = s->space.bytes;
  if (last && goes_on(s, last, &piece)) {
    last->bytes += space + piece.bytes;
    last->to = piece.to;
    last->width = set_width(s->board, last, last->bytes);
    s->x = last->x + last->width;
  } else {
    s->x += space > 0 ? s->space.width : 0;
    piece.x = s->x;
    s->x += piece.width;
    set_piece(s, piece);
  }
  s->space.bytes = 0;
  s->from = piece.from < s->from ? piece.from : s->from;
  s->to = piece.to > s->to ? piece.to : s->to;
}

static bool is_empty(const setter *s)
{
  return s->page->piece_count == s->first;
}

// How many bytes of a piece fit into a width: whole letters, and one at least.
static uint32_t letters_that_fit(nb_board *b, const note_piece *p, float width)
{
  const char *at = p->text, *end = p->text + p->bytes;
  uint32_t best = 0;
  while (at < end) {
    nb_utf8_next(&at, end);
    if (best > 0 && set_width(b, p, (uint32_t)(at - p->text)) > width)
      break;
    best = (uint32_t)(at - p->text);
  }
  return best;
}

// A piece of text that is longer than a line is parted between letters.
static void put_parted(setter *s, note_piece piece)
{
  while (piece.kind == NOTE_TEXT && s->x + piece.width > s->right && piece.bytes > 1) {
    note_piece part = piece;
    part.bytes = letters_that_fit(s->board, &piece, s->right - s->x);
    if (part.bytes == piece.bytes)
      break;
    part.width = set_width(s->board, &part, part.bytes);
    part.to = piece.exact ? piece.from + part.bytes : piece.to;
    put(s, part);
    end_line(s);
    piece.text += part.bytes;
    piece.bytes -= part.bytes;
    piece.from = piece.exact ? part.to : piece.from;
    piece.width = set_width(s->board, &piece, piece.bytes);
  }
  put(s, piece);
}

static void end_word(setter *s)
{
  float space = s->space.bytes > 0 ? s->space.width : 0;
  if (s->fragments == 0)
    return;
  if (!is_empty(s) && s->x + space + s->word_width > s->right + 1e-4f) {
    s->space.bytes = 0;
    end_line(s);
  }
  s->rise = fmaxf(s->rise, s->word_rise);
  s->fall = fmaxf(s->fall, s->word_fall);
  bool longer = s->word_width > s->right - s->left;
  for (int k = 0; k < s->fragments; k++)
    if (longer)
      put_parted(s, s->word[k]);
    else
      put(s, s->word[k]);
  s->fragments = 0;
  s->word_width = s->word_rise = s->word_fall = 0;
}

static void add_fragment(setter *s, note_piece piece)
{
  if (s->fragments == SETTER_FRAGMENTS)
    end_word(s);
  s->word[s->fragments++] = piece;
  s->word_width += piece.width;
}

void set_break(setter *s)
{
  end_word(s);
  s->space.bytes = 0;
  end_line(s);
}

// ---------------------------------------------------------------------------------------------------------------
// Text

static note_piece piece_of(const setter *s, const markdown_run *run)
{
  note_piece p = {.font = s->font, .size = s->size, .color = s->color, .exact = run->exact};
  bool strong = (run->style & MARKDOWN_STRONG) != 0;
  if (run->style & MARKDOWN_EMPHASIS)
    p.font = NB_FONT_ITALIC;
  if (strong)
    p.font = NB_FONT_SEMIBOLD;
  if (run->style & MARKDOWN_VERBATIM) {
    p.font = NB_FONT_MONO;
    p.size *= MONO;
  }
  if (run->style & MARKDOWN_LINK)
    p.color = NB_POSITIVE;
  p.underlined = (run->style & MARKDOWN_LINK) != 0;
  p.struck = (run->style & MARKDOWN_STRUCK) != 0;
  return p;
}

static void cut(note_piece *p, nb_board *b, const markdown_run *run, const char *from, const char *to)
{
  p->text = from;
  p->bytes = (uint32_t)(to - from);
  p->from = run->exact ? run->from + (uint32_t)(from - run->text) : run->from;
  p->to = run->exact ? p->from + p->bytes : run->to;
  p->width = set_width(b, p, p->bytes);
}

void set_text(setter *s, const markdown_run *run)
{
  const char *at = run->text, *end = run->text + run->bytes;
  note_piece piece = piece_of(s, run);
  while (at < end) {
    const char *from = at;
    if (*at == '\n') {
      at++;
      set_break(s);
    } else if (*at == ' ' && !s->whole) {
      at++;
      end_word(s);
      if (!is_empty(s) && s->space.bytes == 0) {
        s->space = piece;
        cut(&s->space, s->board, run, from, at);
      } else if (s->space.bytes > 0 && run->exact && s->space.text + s->space.bytes == from) {
        s->space.bytes++; // of several one is shown
      }
    } else {
      while (at < end && *at != '\n' && (*at != ' ' || s->whole))
        at++;
      cut(&piece, s->board, run, from, at);
      add_fragment(s, piece);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Formulas

static char *kept(setter *s, const char *before, const markdown_run *run, const char *after)
{
  size_t size = strlen(before) + run->bytes + strlen(after) + 1;
  char *text = nb_arena_take(&s->page->texts, size);
  s->failed = s->failed || !text;
  if (!text)
    return NULL;
  strcpy(text, before);
  memcpy(text + strlen(before), run->text, run->bytes);
  strcpy(text + strlen(before) + run->bytes, after);
  return text;
}

static void set_mistaken(setter *s, const markdown_run *run, nb_error e)
{
  bool display = (run->style & MARKDOWN_DISPLAY) != 0;
  const char *mark = display ? "$$" : "$";
  note_piece piece = {
      .font = NB_FONT_MONO, .size = s->size * MONO, .color = NB_NEGATIVE, .from = run->from, .to = run->to};
  piece.text = kept(s, mark, run, mark);
  if (!piece.text)
    return;
  piece.bytes = (uint32_t)strlen(piece.text);
  piece.width = set_width(s->board, &piece, piece.bytes);
  add_fragment(s, piece);
  s->page->mistakes++;
  if (!nb_failed(s->mistake)) {
    s->mistake = e;
    s->mistaken = run;
  }
}

void set_formula(setter *s, const markdown_run *run)
{
  bool display = (run->style & MARKDOWN_DISPLAY) != 0;
  nb_tex tex;
  nb_error e = nb_tex_layout(&tex, s->fonts, run->text, run->bytes, &s->page->formula,
                             &(nb_tex_options){.style = display ? NB_TEX_DISPLAY : NB_TEX_INLINE});
  if (nb_failed(e)) {
    set_mistaken(s, run, e);
    return;
  }
  note_piece piece = {
      .kind = NOTE_FORMULA, .size = FORMULA * s->size, .color = s->color, .from = run->from, .to = run->to};
  // A board sets all formulas as those on a line of their own.
  piece.text = kept(s, display ? "" : "\\textstyle ", run, "");
  float room = s->right - s->left, em = units(piece.size);
  if (tex.width * em > room && tex.width > 0) { // one that is wider than the page is set smaller
    piece.size *= room / (tex.width * em);
    em = units(piece.size);
  }
  piece.width = tex.width * em;
  if (!piece.text)
    return;
  if (display) {
    end_word(s);
    s->space.bytes = 0;
    if (!is_empty(s))
      end_line(s);
    s->x += 0.5f * (room - piece.width);
  }
  s->word_rise = fmaxf(s->word_rise, tex.height * em + (display ? 0.25f * em : 0));
  s->word_fall = fmaxf(s->word_fall, tex.depth * em + (display ? 0.25f * em : 0));
  add_fragment(s, piece);
  if (display) {
    end_word(s);
    end_line(s);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// As it was typed

// The end of the row that begins at `from`: behind a space where there is one.
static uint32_t row_end(setter *s, note_piece *row, uint32_t from, uint32_t to)
{
  const char *text = s->page->text;
  uint32_t at = from, best = from;
  float wide = 0, room = s->right - s->left;
  while (at < to) {
    uint32_t word = at;
    while (at < to && text[at] != ' ')
      at++;
    row->text = text + word;
    float letters = set_width(s->board, row, at - word);
    if (wide + letters > room)
      break;
    while (at < to && text[at] == ' ')
      at++;
    wide += set_width(s->board, row, at - word); // with the spaces, which may hang over
    best = at;
  }
  if (best > from || from == to)
    return best;
  row->text = text + from;
  row->bytes = to - from;
  return from + letters_that_fit(s->board, row, room);
}

void set_source(setter *s, uint32_t from, uint32_t to)
{
  const char *text = s->page->text;
  while (from <= to) {
    const char *newline = memchr(text + from, '\n', to - from);
    uint32_t end = newline ? (uint32_t)(newline - text) : to;
    uint32_t row = from;
    do {
      note_piece piece = {.font = s->font, .size = s->size, .color = s->color, .exact = true, .x = s->left};
      uint32_t until = row_end(s, &piece, row, end);
      piece.text = text + row;
      piece.bytes = until - row;
      piece.from = s->from = row;
      piece.to = s->to = until;
      piece.width = set_width(s->board, &piece, piece.bytes);
      if (piece.bytes > 0)
        set_piece(s, piece);
      end_line(s);
      row = until;
    } while (row < end);
    from = end + 1;
  }
}
