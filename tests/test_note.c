// Notes: Markdown to blocks, blocks to lines, and where things stand on the page.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "note/page.h"

static nb_fonts *fonts;
static nb_board *board;
static note_page p;

static markdown read_text(const char *text)
{
  markdown m = {0};
  nb_error e = markdown_read(&m, text, strlen(text));
  if (nb_failed(e))
    fail_msg("%s", e.text);
  return m;
}

static void run_is(const markdown *m, int k, const char *text, unsigned style)
{
  assert_in_range(k, 0, m->run_count - 1);
  char got[200];
  snprintf(got, sizeof got, "%.*s", (int)m->runs[k].bytes, m->runs[k].text);
  assert_string_equal(got, text);
  assert_int_equal(m->runs[k].style, style);
}

static void block_is(const markdown *m, const char *text, int k, markdown_kind kind, const char *lines)
{
  assert_in_range(k, 0, m->block_count - 1);
  char got[300];
  const markdown_block *b = &m->blocks[k];
  snprintf(got, sizeof got, "%.*s", (int)(b->to - b->from), text + b->from);
  assert_string_equal(got, lines);
  assert_int_equal(b->kind, kind);
}

static void blocks_know_their_lines(void **state)
{
  (void)state;
  const char *text = "# Columns\n"
                     "A matrix is **two** spots:\n"
                     "\n"
                     "- where $\\hat\\imath$ lands\n"
                     "- *and*\n"
                     "  the other\n"
                     "    1. deep\n"
                     "\n"
                     "---\n"
                     "```c\n"
                     "int a;\n"
                     "\n"
                     "```\n"
                     "> a quotation\n";
  markdown m = read_text(text);
  assert_int_equal(m.block_count, 8);
  block_is(&m, text, 0, MARKDOWN_HEADING, "# Columns");
  block_is(&m, text, 1, MARKDOWN_PARAGRAPH, "A matrix is **two** spots:");
  block_is(&m, text, 2, MARKDOWN_PARAGRAPH, "- where $\\hat\\imath$ lands");
  block_is(&m, text, 3, MARKDOWN_PARAGRAPH, "- *and*\n  the other");
  block_is(&m, text, 4, MARKDOWN_PARAGRAPH, "    1. deep");
  block_is(&m, text, 5, MARKDOWN_RULE, "---");
  block_is(&m, text, 6, MARKDOWN_CODE, "```c\nint a;\n\n```");
  block_is(&m, text, 7, MARKDOWN_PARAGRAPH, "> a quotation");
  assert_int_equal(m.blocks[1].number, -1);
  assert_int_equal(m.blocks[2].number, 0);
  assert_int_equal(m.blocks[4].number, 1);
  assert_int_equal(m.blocks[4].depth, 2);
  assert_int_equal(m.blocks[7].quotes, 1);
  assert_true(m.blocks[2].spaced && !m.blocks[3].spaced && m.blocks[5].spaced);
  run_is(&m, m.blocks[1].first + 1, "two", MARKDOWN_STRONG);
  run_is(&m, m.blocks[2].first + 1, "\\hat\\imath", MARKDOWN_FORMULA);
  run_is(&m, m.blocks[3].first, "and", MARKDOWN_EMPHASIS);
  markdown_free(&m);
}

static void formulas_know_their_marks(void **state)
{
  (void)state;
  const char *text = "so $x$ and\n$$\n\\det A\n$$\nthen";
  markdown m = read_text(text);
  int found = 0;
  for (int k = 0; k < m.run_count; k++)
    if (m.runs[k].style & MARKDOWN_FORMULA) {
      char got[40];
      snprintf(got, sizeof got, "%.*s", (int)(m.runs[k].to - m.runs[k].from), text + m.runs[k].from);
      assert_string_equal(got, found++ ? "$$\n\\det A\n$$" : "$x$");
    }
  assert_int_equal(found, 2);
  markdown_free(&m);
}

// Every line that is not blank belongs to exactly one block, whatever was typed.
static void every_line_belongs_to_a_block(void **state)
{
  (void)state;
  static const char *const bits[] = {"#",   " ",     "-",    "\n",   "\n\n", "`",         "```\n", "$",
                                     "$$",  "a",     "*",    "**",   "> ",   "1. ",       "---",   "[x]",
                                     ": ",  "&amp;", "\\",   "    ", "=",    "∇",         "<b>",   "~~",
                                     "(u)", "!",     "  \n", "+ ",   "\t",   "http://a.b"};
  srand(5);
  for (int round = 0; round < 4000; round++) {
    char text[400] = "";
    int parts = rand() % 40;
    for (int k = 0; k < parts; k++)
      strcat(text, bits[(size_t)rand() % (sizeof bits / sizeof *bits)]);
    markdown m = read_text(text);
    uint32_t at = 0;
    for (int k = 0; k < m.block_count; k++) {
      const markdown_block *b = &m.blocks[k];
      if (b->from < at || b->to < b->from || b->to > strlen(text) + 1)
        fail_msg("block %d is %u to %u, after %u, in:\n%s", k, b->from, b->to, at, text);
      for (; at < b->from; at++)
        if (!strchr(" \t\n>", text[at]))
          fail_msg("byte %u belongs to no block:\n%s", at, text);
      at = b->to + 1;
    }
    for (; at < strlen(text); at++)
      if (!strchr(" \t\n>", text[at]))
        fail_msg("byte %u belongs to no block:\n%s", at, text);
    for (int k = 0; k < m.run_count; k++) {
      const markdown_run *r = &m.runs[k];
      assert_true(r->from <= r->to && r->to <= strlen(text));
      if (r->exact)
        assert_ptr_equal(r->text, text + r->from);
    }
    markdown_free(&m);
  }
}

// ---------------------------------------------------------------------------------------------------------------

static void set(const char *text, note_options options)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
  nb_error e = note_set(&p, board, fonts, text, strlen(text), options);
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

static void finish(void)
{
  const void *list;
  size_t size;
  note_record(&p, board, nb_origin(), 0, p.line_count);
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
}

static void nothing_stands_beyond_the_edge(void **state)
{
  (void)state;
  const char *text =
      "# A heading that is quite long and has to go over several lines\n"
      "Words and **strong** words and a formula $\\frac{a}{b}$, andaveryveryveryverylongwordthatfitsnowhere "
      "and `code in the middle of it`.\n\n- an item with **bold**, $x_1 + x_2 + x_3 + x_4$ and more\n\n"
      "$$\\sum_{k=1}^n k = \\frac{n(n+1)}{2} = 1 + 2 + 3 + 4 + 5 + \\dots + n$$\n\n```\na line of code that "
      "is far too long\n```\n";
  for (float width = 0.6f; width < 6; width += 0.3f)
    for (int writing = 0; writing < 2; writing++) {
      set(text,
          (note_options){.width = width, .writing = writing, .to = writing ? (uint32_t)strlen(text) : 0});
      float y = 0;
      for (int k = 0; k < p.line_count; k++) {
        const note_line *l = &p.lines[k];
        assert_true(l->top >= y - 1e-4f && l->baseline > l->top && l->baseline < l->top + l->height);
        y = l->top + l->height;
        for (int n = l->first; n < l->first + l->count; n++)
          if (p.pieces[n].x + p.pieces[n].width > width + 0.12f && p.pieces[n].bytes > 3)
            fail_msg("width %g: a piece ends at %g: %.*s", (double)width,
                     (double)(p.pieces[n].x + p.pieces[n].width), (int)p.pieces[n].bytes, p.pieces[n].text);
      }
      finish();
    }
}

// What is written first stands first, and nothing lies on anything else.
static void it_is_read_in_the_order_in_which_it_was_written(void **state)
{
  (void)state;
  const char *const texts[] = {"First line\nSecond $x^2$ end", "a\nb\n$x$\nc",
                               "one\n**two** $y$ `three`\nfour",
                               "A saddle:\nof $\\frac{x^2-y^2}{4}$ and $\\frac{1$ more\nand more"};
  for (int t = 0; t < 4; t++)
    for (float width = 1; width < 7; width += 0.5f) {
      set(texts[t], (note_options){.width = width});
      for (int k = 0; k < p.line_count; k++) {
        const note_line *l = &p.lines[k];
        for (int n = l->first; n < l->first + l->count; n++) {
          const note_piece *is = &p.pieces[n], *next = is + 1;
          assert_null(memchr(is->text, '\n', is->bytes)); // it would be painted on two lines
          if (n + 1 < l->first + l->count && !(next->x >= is->x + is->width - 1e-3f))
            fail_msg("%s, width %g: %.*s lies on %.*s", texts[t], (double)width, (int)next->bytes, next->text,
                     (int)is->bytes, is->text);
        }
        if (k > 0 && l->count > 0 && p.pieces[l->first].color != NB_NEGATIVE)
          assert_true(p.pieces[l->first].from >= p.pieces[l->first - 1].from);
      }
      finish();
    }
}

static void a_formula_with_a_mistake_says_what_is_wrong(void **state)
{
  (void)state;
  set("so $\\frac{1}$ is", (note_options){.width = 5});
  assert_int_equal(p.mistakes, 1);
  bool shown = false, said = false;
  for (int k = 0; k < p.piece_count; k++) {
    char text[200];
    snprintf(text, sizeof text, "%.*s", (int)p.pieces[k].bytes, p.pieces[k].text);
    if (p.pieces[k].color == NB_NEGATIVE && strcmp(text, "$\\frac{1}$") == 0)
      shown = true;
    if (p.pieces[k].color == NB_NEGATIVE && strstr(text, "\\frac{1}: \\frac needs two groups"))
      said = true;
  }
  assert_true(shown && said);
  finish();
  // Of several formulas it says which, or how that begins.
  set("so $x^2$ and $a^2 + b^2 + c^2 + d^2 + \\frac{1}$ is", (note_options){.width = 20});
  said = false;
  for (int k = 0; k < p.piece_count; k++)
    said = said || (p.pieces[k].bytes > 38 &&
                    strncmp(p.pieces[k].text, "a^2 + b^2 + c^2 + d^2 + \\fra…: \\frac", 38) == 0);
  assert_true(said);
  finish();
  set("so $\\frac{1}{2}$ is", (note_options){.width = 5});
  assert_int_equal(p.mistakes, 0);
  finish();
}

// Wherever the caret may be, it is shown, and a click there finds it again.
static void the_caret_is_where_a_click_puts_it(void **state)
{
  (void)state;
  const char *text =
      "# Head ∇\n\n\nSome words that are long enough to be wrapped over two lines, or three.\n- item\n\n"
      "```\ncode  here\n```\n$$x$$\n\nend";
  for (uint32_t at = 0; at <= strlen(text); at++) {
    if (((unsigned char)text[at] & 0xc0) == 0x80)
      continue;
    float x;
    set(text, (note_options){.width = 4, .writing = true, .from = at, .to = at});
    int line = note_caret(&p, board, at, &x);
    if (line < 0)
      fail_msg("byte %u is nowhere", at);
    const note_line *l = &p.lines[line];
    uint32_t found = note_at(&p, board, x, l->top + 0.5f * l->height);
    if (found != at)
      fail_msg("byte %u is found as %u", at, found);
    finish();
  }
}

// A click on what is set leads into the source of what was clicked.
static void a_click_on_set_text_finds_its_source(void **state)
{
  (void)state;
  const char *text = "An *emphatic* word";
  set(text, (note_options){.width = 6});
  for (int k = 0; k < p.piece_count; k++)
    if (p.pieces[k].font == NB_FONT_ITALIC) {
      const note_piece *i = &p.pieces[k];
      assert_int_equal(note_at(&p, board, i->x + 0.001f, 0.1f), 4);
      assert_int_equal(note_at(&p, board, i->x + i->width - 0.001f, 0.1f), 12);
    }
  finish();
}

// What is shown where there is little room ends with a whole line, and the next would not have fitted.
static void no_line_is_cut_in_two(void **state)
{
  (void)state;
  set("# Columns\nA matrix is *two* spots:\n\n- $\\frac{a}{b}$\n- and $\\sum_{k=1}^n k$, which is "
      "high\n\nthe end",
      (note_options){.width = 3});
  assert_true(p.line_count >= 5);
  for (float high = -1; high < p.height + 1; high += 0.01f) {
    int whole = note_lines_within(&p, high);
    assert_in_range(whole, 0, p.line_count);
    if (whole > 0)
      assert_true(p.lines[whole - 1].top + p.lines[whole - 1].height <= high);
    if (whole < p.line_count)
      assert_true(p.lines[whole].top + p.lines[whole].height > high);
  }
  assert_int_equal(note_lines_within(&p, p.height + 1), p.line_count);
  finish();
}

static void a_long_page_is_set_again_and_again(void **state)
{
  (void)state;
  char *text = malloc(200000);
  size_t length = 0;
  while (length < 150000)
    length += (size_t)sprintf(text + length, "## Part %zu\nSome words, $x^2$ and *more*.\n\n", length);
  set(text, (note_options){.width = 5});
  assert_true(p.line_count > 2000);
  finish();
  free(text);
}

static int open_all(void **state)
{
  (void)state;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  return nb_failed(e) || nb_failed(nb_board_create(&board, fonts));
}

static int close_all(void **state)
{
  (void)state;
  note_free(&p);
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_know_their_lines),
      cmocka_unit_test(formulas_know_their_marks),
      cmocka_unit_test(every_line_belongs_to_a_block),
      cmocka_unit_test(nothing_stands_beyond_the_edge),
      cmocka_unit_test(it_is_read_in_the_order_in_which_it_was_written),
      cmocka_unit_test(a_formula_with_a_mistake_says_what_is_wrong),
      cmocka_unit_test(the_caret_is_where_a_click_puts_it),
      cmocka_unit_test(a_click_on_set_text_finds_its_source),
      cmocka_unit_test(no_line_is_cut_in_two),
      cmocka_unit_test(a_long_page_is_set_again_and_again),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
