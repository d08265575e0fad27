#include "note/markdown.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/utf8.h"

#define UNKNOWN UINT32_MAX
enum { LISTS = 32 };

typedef struct reader {
  markdown *m;
  const char *text;
  size_t bytes;
  int strong, emphasis, verbatim, link, struck; // how many of each are open
  unsigned formula;                             // the style of the one that is open, or 0
  size_t formula_at;                            // where in the room it begins
  uint32_t formula_from;
  bool open; // a block is, the last one
  int depth, quotes;
  int number;         // of an item that no block begins yet, or -1
  int numbers[LISTS]; // of the next item; 0: bullets
  uint32_t last;      // the end of what was read last
  bool failed;
} reader;

// ---------------------------------------------------------------------------------------------------------------
// Rows

static void *grow(void *rows, int count, int *capacity, int most, size_t size)
{
  if (count < *capacity)
    return rows;
  int wanted = 2 * *capacity + 64;
  wanted = wanted < most ? wanted : most;
  void *more = wanted > count ? realloc(rows, (size_t)wanted * size) : NULL;
  if (more)
    *capacity = wanted;
  return more;
}

static markdown_block *add_block(reader *r, markdown_kind kind)
{
  markdown *m = r->m;
  void *rows = m->block_count < MARKDOWN_BLOCKS
                   ? grow(m->blocks, m->block_count, &m->block_capacity, MARKDOWN_BLOCKS, sizeof *m->blocks)
                   : NULL;
  r->failed = !rows;
  if (!rows)
    return NULL;
  m->blocks = rows;
  markdown_block *b = &m->blocks[m->block_count++];
  *b = (markdown_block){.kind = kind,
                        .depth = r->depth,
                        .quotes = r->quotes,
                        .number = r->number,
                        .first = m->run_count,
                        .from = UNKNOWN};
  r->number = -1;
  return b;
}

static void open_block(reader *r, markdown_kind kind, int level)
{
  markdown_block *b = add_block(r, kind);
  if (b)
    b->level = level;
  r->open = b != NULL;
}

static void add_run(reader *r, markdown_run run)
{
  markdown *m = r->m;
  if (!r->open) // in a tight list there are no paragraphs
    open_block(r, MARKDOWN_PARAGRAPH, 0);
  void *rows = r->open && m->run_count < MARKDOWN_RUNS
                   ? grow(m->runs, m->run_count, &m->run_capacity, MARKDOWN_RUNS, sizeof *m->runs)
                   : NULL;
  r->failed = !rows;
  if (!rows)
    return;
  m->runs = rows;
  m->runs[m->run_count++] = run;
  markdown_block *b = &m->blocks[m->block_count - 1];
  b->count++;
  if (run.from == run.to)
    return;
  b->from = run.from < b->from ? run.from : b->from;
  b->to = run.to > b->to ? run.to : b->to;
}

// ---------------------------------------------------------------------------------------------------------------
// What md4c calls

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
  reader *r = context;
  switch (type) {
  case MD_BLOCK_QUOTE:
    r->quotes++;
    break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL:
    if (r->number >= 0)
      open_block(r, MARKDOWN_PARAGRAPH, 0); // an item that begins with a list
    if (r->depth < LISTS)
      r->numbers[r->depth] = type == MD_BLOCK_UL ? 0 : (int)((MD_BLOCK_OL_DETAIL *)detail)->start;
    r->depth++;
    break;
  case MD_BLOCK_LI: {
    int *next = &r->numbers[r->depth <= LISTS ? r->depth - 1 : LISTS - 1];
    r->number = *next > 0 ? (*next)++ : 0;
    break;
  }
  case MD_BLOCK_HR:
    open_block(r, MARKDOWN_RULE, 0);
    r->open = false;
    return r->failed;
  case MD_BLOCK_H:
    open_block(r, MARKDOWN_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
    return r->failed;
  case MD_BLOCK_CODE:
    open_block(r, MARKDOWN_CODE, 0);
    return r->failed;
  case MD_BLOCK_P:
    open_block(r, MARKDOWN_PARAGRAPH, 0);
    return r->failed;
  default:
    break;
  }
  r->open = false;
  return r->failed;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
  reader *r = context;
  (void)detail;
  if (type == MD_BLOCK_QUOTE)
    r->quotes--;
  if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    r->depth--;
  if (type == MD_BLOCK_LI && r->number >= 0)
    open_block(r, MARKDOWN_PARAGRAPH, 0); // an empty one
  r->open = false;
  return r->failed;
}

// The bytes of the source around a formula, with its $ or $$.
static void around_formula(const reader *r, const char *mark, uint32_t *from, uint32_t *to)
{
  size_t width = strlen(mark);
  while (*from > 0 && strchr(" \t\n>", r->text[*from - 1]))
    (*from)--;
  while (*to < r->bytes && strchr(" \t\n>", r->text[*to]))
    (*to)++;
  *from -= *from >= width ? (uint32_t)width : *from;
  *to += *to + width <= r->bytes ? (uint32_t)width : 0;
}

static void end_formula(reader *r)
{
  markdown *m = r->m;
  const char *mark = r->formula & MARKDOWN_DISPLAY ? "$$" : "$";
  markdown_run run = {.text = m->room + r->formula_at, .style = r->formula};
  run.bytes = (uint32_t)(m->room_used - r->formula_at);
  run.from = r->formula_from == UNKNOWN ? r->last : r->formula_from;
  run.to = r->last;
  m->room[m->room_used++] = 0;
  if (run.from < run.to)
    around_formula(r, mark, &run.from, &run.to);
  r->last = run.to;
  r->formula = 0;
  add_run(r, run);
}

static int count_span(MD_SPANTYPE type, reader *r, int by)
{
  switch (type) {
  case MD_SPAN_EM:
    r->emphasis += by;
    break;
  case MD_SPAN_STRONG:
    r->strong += by;
    break;
  case MD_SPAN_A:
  case MD_SPAN_IMG:
    r->link += by;
    break;
  case MD_SPAN_CODE:
    r->verbatim += by;
    break;
  case MD_SPAN_DEL:
    r->struck += by;
    break;
  default:
    break;
  }
  return r->failed;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
  reader *r = context;
  (void)detail;
  if (type == MD_SPAN_LATEXMATH || type == MD_SPAN_LATEXMATH_DISPLAY) {
    r->formula = MARKDOWN_FORMULA | (type == MD_SPAN_LATEXMATH_DISPLAY ? MARKDOWN_DISPLAY : 0u);
    r->formula_at = r->m->room_used;
    r->formula_from = UNKNOWN;
  }
  return count_span(type, r, 1);
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
  reader *r = context;
  (void)detail;
  if (r->formula)
    end_formula(r);
  return count_span(type, r, -1);
}

static unsigned style_of(const reader *r)
{
  return (r->strong > 0 ? MARKDOWN_STRONG : 0u) | (r->emphasis > 0 ? MARKDOWN_EMPHASIS : 0u) |
         (r->verbatim > 0 ? MARKDOWN_VERBATIM : 0u) | (r->link > 0 ? MARKDOWN_LINK : 0u) |
         (r->struck > 0 ? MARKDOWN_STRUCK : 0u);
}

static const char *put_room(reader *r, const char *text, size_t bytes)
{
  markdown *m = r->m;
  char *at = m->room + m->room_used;
  if (bytes + 1 > m->room_size - m->room_used) {
    r->failed = true;
    return NULL;
  }
  memcpy(at, text, bytes);
  m->room_used += bytes;
  return at;
}

// The few entities that people write, and those that are numbers; others stay as they were written.
static size_t decode(const char *entity, size_t bytes, char out[4])
{
  static const struct {
    const char *name;
    uint32_t code;
  } known[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
               {"&quot;", '"'}, {"&nbsp;", 0xa0}, {"&apos;", '\''}};
  for (size_t k = 0; k < sizeof known / sizeof *known; k++)
    if (strlen(known[k].name) == bytes && memcmp(known[k].name, entity, bytes) == 0)
      return nb_utf8_put(out, known[k].code);
  if (bytes < 4 || bytes > 12 || entity[1] != '#')
    return 0;
  bool hex = entity[2] == 'x' || entity[2] == 'X';
  unsigned long code = strtoul(entity + (hex ? 3 : 2), NULL, hex ? 16 : 10);
  bool sound = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return nb_utf8_put(out, sound ? (uint32_t)code : 0xfffd);
}

static bool in_source(const reader *r, const char *text)
{
  return (uintptr_t)text >= (uintptr_t)r->text && (uintptr_t)text <= (uintptr_t)r->text + r->bytes;
}

static markdown_run run_of(reader *r, const char *text, size_t bytes)
{
  bool inside = in_source(r, text);
  uint32_t from = inside ? (uint32_t)(text - r->text) : r->last;
  markdown_run run = {.text = text, .bytes = (uint32_t)bytes, .from = from, .to = from, .exact = inside};
  if (inside)
    r->last = run.to = from + (uint32_t)bytes;
  run.style = style_of(r);
  return run;
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE bytes, void *context)
{
  reader *r = context;
  char code[4];
  size_t decoded = type == MD_TEXT_ENTITY ? decode(text, bytes, code) : 0;
  markdown_run run = run_of(r, text, bytes);
  if (r->formula) {
    if (run.exact && r->formula_from == UNKNOWN)
      r->formula_from = run.from;
    put_room(r, text, bytes);
    return r->failed;
  }
  if (type == MD_TEXT_BR) {
    run = (markdown_run){.text = "", .from = r->last, .to = r->last, .style = MARKDOWN_BREAK};
  } else if (type == MD_TEXT_SOFTBR || type == MD_TEXT_NULLCHAR) {
    run = (markdown_run){.text = type == MD_TEXT_SOFTBR ? " " : "\xef\xbf\xbd", .style = style_of(r)};
    run.bytes = (uint32_t)strlen(run.text);
    run.from = run.to = r->last;
  } else if (decoded > 0) {
    run.text = put_room(r, code, decoded);
    run.bytes = (uint32_t)decoded;
    run.exact = false;
  }
  if (run.text && (run.bytes > 0 || run.style == MARKDOWN_BREAK))
    add_run(r, run);
  return r->failed;
}

// ---------------------------------------------------------------------------------------------------------------
// Lines: which block each belongs to

static bool is_blank(const char *text, uint32_t from, uint32_t to)
{
  while (from < to && (text[from] == ' ' || text[from] == '\t' || text[from] == '>'))
    from++;
  return from == to;
}

static uint32_t line_end(const reader *r, uint32_t at)
{
  const char *end = memchr(r->text + at, '\n', r->bytes - at);
  return (uint32_t)(end ? (size_t)(end - r->text) : r->bytes);
}

static uint32_t line_start(const reader *r, uint32_t at)
{
  while (at > 0 && r->text[at - 1] != '\n')
    at--;
  return at;
}

// The blocks as they were read, and as they are with their lines.
typedef struct covering {
  markdown_block *to;
  int count;
  uint32_t at;   // all before it belongs to a block, or is blank
  bool unclosed; // the last one is code, whose closing fence has not come
} covering;

static void put_block(covering *c, markdown_block b, bool spaced)
{
  b.spaced = spaced;
  c->at = b.to + 1;
  c->unclosed = b.kind == MARKDOWN_CODE;
  c->to[c->count++] = b;
}

static bool is_fence(const char *text, uint32_t from, uint32_t to)
{
  while (from < to && strchr(" \t>", text[from]))
    from++;
  return to - from >= 3 && (memcmp(text + from, "```", 3) == 0 || memcmp(text + from, "~~~", 3) == 0);
}

// The lines up to `end` that no block has claimed, and whether a blank one stands before the next block. The first may
// close the one before, the last may open `next`; and a block of which nothing is known begins here.
static bool claim(const reader *r, covering *c, uint32_t end, markdown_block *next)
{
  bool blank = c->count == 0;
  while (c->at < end) {
    uint32_t from = c->at, to = line_end(r, from);
    bool fence = is_fence(r->text, from, to);
    c->at = to + 1;
    if (is_blank(r->text, from, to)) {
      blank = true;
    } else if (fence && c->unclosed) {
      c->to[c->count - 1].to = to;
      c->unclosed = blank = false;
    } else if (next && (next->from == UNKNOWN || (fence && next->kind == MARKDOWN_CODE))) {
      next->to = next->from == UNKNOWN ? to : next->to;
      next->from = from;
      return blank;
    } else if (!blank) {
      c->to[c->count - 1].to = to;
    } else {
      put_block(c, (markdown_block){.kind = MARKDOWN_SOURCE, .number = -1, .from = from, .to = to}, true);
      blank = false;
    }
  }
  return blank;
}

// Where the lines of the next block begin of which that is known.
static uint32_t next_known(const reader *r, int k)
{
  const markdown *m = r->m;
  while (k < m->block_count && m->blocks[k].from == UNKNOWN)
    k++;
  return k < m->block_count ? line_start(r, m->blocks[k].from) : (uint32_t)r->bytes;
}

// Every line that is not blank belongs to one block.
static bool cover(reader *r)
{
  markdown *m = r->m;
  size_t lines = 1;
  for (size_t k = 0; k < r->bytes; k++)
    lines += r->text[k] == '\n';
  covering c = {.to = malloc(((size_t)m->block_count + lines) * sizeof *c.to)};
  if (!c.to)
    return false;
  for (int k = 0; k < m->block_count; k++) {
    markdown_block b = m->blocks[k];
    uint32_t end = next_known(r, k);
    if (b.from != UNKNOWN) {
      b.to = line_end(r, b.to > b.from ? b.to - 1 : b.to);
      b.from = end > c.at ? end : c.at;
    }
    bool covered = b.from != UNKNOWN && b.to < c.at, spaced = claim(r, &c, end, &b);
    if (b.from != UNKNOWN && !covered)
      put_block(&c, b, spaced);
  }
  claim(r, &c, (uint32_t)r->bytes, NULL);
  free(m->blocks);
  m->blocks = c.to;
  m->block_count = m->block_capacity = c.count;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------

nb_error markdown_read(markdown *m, const char *text, size_t bytes)
{
  static const MD_PARSER how = {.flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML |
                                         MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEURLAUTOLINKS,
                                .enter_block = enter_block,
                                .leave_block = leave_block,
                                .enter_span = enter_span,
                                .leave_span = leave_span,
                                .text = take_text};
  markdown_free(m);
  reader r = {.m = m, .text = text, .bytes = bytes, .number = -1};
  // A formula is no longer than its source, and an entity is shorter than its name.
  m->room_size = 2 * bytes + 64;
  m->room = malloc(m->room_size);
  bool well = m->room && bytes < UNKNOWN && (md_parse(text, (MD_SIZE)bytes, &how, &r) == 0 || r.failed);
  if (well && cover(&r))
    return nb_ok();
  markdown_free(m);
  return nb_fail(NB_NO_MEMORY, "no memory to set %zu bytes of notes", bytes);
}

void markdown_free(markdown *m)
{
  free(m->blocks);
  free(m->runs);
  free(m->room);
  *m = (markdown){0};
}
