// Formulas on the board: sizes and anchors, writing, parts, numbers, morphs, mistakes; and that what was drawn
// before never shows.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "nabla/math/random.h"
#include "nabla/type/tex.h"
#include "paint/painter.h"

#include "lists.h"
#include "recorded.h"

enum { WIDTH = 640, HEIGHT = 360 };

static const char *const formulas[] = {
    "x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}",
    "\\color{v}\\vec v \\color{text} = \\begin{bmatrix} \\color{i} 1 \\\\ \\color{j} 2 \\end{bmatrix}",
    "\\sum_{k=1}^n \\boxed{k^2} = \\cancel{y}",
    "-",
};
enum { FORMULAS = sizeof formulas / sizeof *formulas };

static nb_fonts *fonts;
static nb_board *board;
static painter *brush;
static recorded seen;

static int open_board(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&board, fonts)) ||
         nb_failed(painter_create(&brush, fonts, 0));
}

static int close_board(void **state)
{
  (void)state;
  painter_destroy(brush);
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

// The frame's list, copied.
typedef struct list {
  void *bytes;
  size_t size;
} list;

static list finish(nb_board *b)
{
  const void *bytes;
  list l;
  nb_error e = nb_board_finish(b, &bytes, &l.size);
  assert_string_equal(e.text, "");
  assert_string_equal(nb_list_check(bytes, l.size).text, "");
  l.bytes = malloc(l.size);
  memcpy(l.bytes, bytes, l.size);
  return l;
}

static void assert_same(list a, list b)
{
  assert_int_equal(a.size, b.size);
  assert_memory_equal(a.bytes, b.bytes, a.size);
  free(a.bytes);
  free(b.bytes);
}

// ---------------------------------------------------------------------------------------------------------------
// Places

// The box around all ink that was recorded, board units.
static nb_rect ink_box(void)
{
  float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  record_read(board, &seen);
  for (int c = 0; c < seen.count; c++) {
    const nb_command *k = &seen.commands[c];
    uint32_t count = k->op == NB_OP_GLYPHS ? k->glyphs.glyph_count : 0;
    for (uint32_t g = 0; g < count; g++) {
      nb_outline o = nb_font_outline(fonts, NB_FONT_MATH, k->glyph[g].id);
      for (uint32_t p = 0; p < o.point_count; p++) {
        nb_vec2 at = nb_add(k->glyph[g].where, nb_scale(k->glyphs.size / NB_POINTS_PER_UNIT, o.points[p]));
        x0 = fminf(x0, at.x), x1 = fmaxf(x1, at.x), y0 = fminf(y0, at.y), y1 = fmaxf(y1, at.y);
      }
    }
    for (uint32_t p = 0; k->op == NB_OP_PATH && p < k->path.point_count; p++) {
      nb_vec2 at = k->points[p];
      x0 = fminf(x0, at.x), x1 = fmaxf(x1, at.x), y0 = fminf(y0, at.y), y1 = fmaxf(y1, at.y);
    }
  }
  return (nb_rect){x0, y0, x1 - x0, y1 - y0};
}

static void assert_within(nb_rect inner, nb_rect outer, float slack)
{
  if (!(inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
        inner.x + inner.width <= outer.x + outer.width + slack &&
        inner.y + inner.height <= outer.y + outer.height + slack))
    fail_msg("(%g, %g) %g x %g is not within (%g, %g) %g x %g", inner.x, inner.y, inner.width, inner.height,
             outer.x, outer.y, outer.width, outer.height);
}

static void the_box_holds_the_ink(void **state)
{
  (void)state;
  for (int n = 0; n < FORMULAS; n++)
    for (int size = 20; size <= 80; size += 30) {
      begin();
      nb_formula f = nb_tex(board, nb_at(-1, 0.5f), formulas[n], nb_style(.size = (float)size));
      assert_within(ink_box(), f.box, 0.06f * f.em);
      assert_true(f.em == (float)size / 120);
    }
}

static void anchors_are_of_the_box(void **state)
{
  (void)state;
  nb_vec2 at = {1.25f, -0.75f};
  begin();
  for (nb_anchor a = NB_LEFT_BASELINE; a <= NB_BOTTOM; a++) {
    nb_formula f = nb_formula_at(board, at, formulas[0], nb_style(.anchor = a));
    nb_rect r = f.box;
    bool left = a == NB_LEFT_BASELINE || a == NB_LEFT || a == NB_TOP_LEFT;
    bool right = a == NB_RIGHT_BASELINE || a == NB_RIGHT;
    float x = left ? r.x : right ? r.x + r.width : r.x + 0.5f * r.width;
    float y = a <= NB_RIGHT_BASELINE            ? f.origin.y
              : a == NB_TOP || a == NB_TOP_LEFT ? r.y + r.height
              : a == NB_BOTTOM                  ? r.y
                                                : r.y + 0.5f * r.height;
    assert_true(fabsf(x - at.x) < 1e-5f && fabsf(y - at.y) < 1e-5f);
  }
  free(finish(board).bytes);
}

// ---------------------------------------------------------------------------------------------------------------
// Writing

// The coverage of every pixel.
static void ink_of(const void *bytes, size_t size, uint8_t ink[WIDTH * HEIGHT])
{
  static uint8_t painted[WIDTH * HEIGHT * 4];
  pixels target = {.width = WIDTH, .height = HEIGHT, .stride = WIDTH * 4, .bytes = painted};
  paint_layer layer = {.list = bytes, .size = size, .place = board_place(WIDTH, HEIGHT)};
  assert_string_equal(painter_paint(brush, target, 0, &layer, 1).text, "");
  for (size_t k = 0; k < WIDTH * HEIGHT; k++)
    ink[k] = painted[4 * k + 3];
}

// Adds what a list of one command covers to the number of signs in every pixel.
static void count_sign(lists *l, uint8_t signs[WIDTH * HEIGHT])
{
  static uint8_t ink[WIDTH * HEIGHT];
  lists_finish(l);
  ink_of(l->bytes, l->size, ink);
  for (size_t k = 0; k < WIDTH * HEIGHT; k++)
    signs[k] = (uint8_t)(signs[k] + (ink[k] > 0));
  lists_begin(l);
}

// How many signs of the frame show in every pixel.
static void count_signs(uint8_t signs[WIDTH * HEIGHT])
{
  lists l = {0};
  lists_begin(&l);
  record_read(board, &seen);
  memset(signs, 0, WIDTH * HEIGHT);
  for (int c = 0; c < seen.count; c++) {
    const nb_command *k = &seen.commands[c];
    if (k->op == NB_OP_PATH) {
      lists_path(&l, k->path, k->stops, k->dashes, k->points, k->verbs);
      count_sign(&l, signs);
    }
    for (uint32_t g = 0; k->op == NB_OP_GLYPHS && g < k->glyphs.glyph_count; g++) {
      nb_glyphs_fixed one = k->glyphs;
      one.glyph_count = 1;
      lists_glyphs(&l, one, k->stops, &k->glyph[g]);
      count_sign(&l, signs);
    }
  }
  lists_free(&l);
}

static list written(const char *source, float reveal)
{
  begin();
  nb_tex(board, nb_origin(), source, nb_style(.size = 90, .anchor = NB_CENTER, .reveal = reveal));
  return finish(board);
}

static list empty(void)
{
  begin();
  return finish(board);
}

static void writing_begins_with_nothing_and_ends_with_the_formula(void **state)
{
  (void)state;
  for (int n = 0; n < FORMULAS; n++) {
    assert_same(written(formulas[n], 0), empty());
    assert_same(written(formulas[n], -1), empty());
    assert_same(written(formulas[n], NAN), empty());
    begin();
    nb_tex(board, nb_origin(), formulas[n], nb_style(.size = 90, .anchor = NB_CENTER));
    assert_same(written(formulas[n], 1), finish(board));
  }
}

// No pixel ever has less ink than before, and that is so for faint ink too. Allowed for are: roundings, of 8 bits and of
// points to 1/256 pixel; pixels in which two signs touch, as these are blended while they are written and made as one
// when they are whole; and once in a while a pixel with a sharp corner, of which that 1/256 may decide a tenth.
static void writing_goes_on_and_on(void **state)
{
  (void)state;
  static uint8_t before[WIDTH * HEIGHT], now[WIDTH * HEIGHT], signs[WIDTH * HEIGHT];
  for (int n = 0; n < 2 * FORMULAS; n++) {
    nb_style style = {.size = 90, .anchor = NB_CENTER, .reveal = 1, .alpha = n % 2 ? 0.5f : 1};
    int inked = 0, touching = 0, corners = 0;
    begin();
    nb_tex(board, nb_origin(), formulas[n / 2], style);
    count_signs(signs);
    for (int p = 0; p < WIDTH * HEIGHT; p++)
      inked += signs[p] > 0, touching += signs[p] > 1;
    assert_true(20 * touching < inked);
    memset(before, 0, sizeof before);
    for (int k = 0; k <= 50; k++) {
      style.reveal = (float)k / 50;
      begin();
      nb_tex(board, nb_origin(), formulas[n / 2], style);
      list l = finish(board);
      ink_of(l.bytes, l.size, now);
      free(l.bytes);
      for (int p = 0; p < WIDTH * HEIGHT; p++) {
        corners += signs[p] < 2 && now[p] + 8 < before[p];
        if (signs[p] < 2 && now[p] + (corners > 3 ? 8 : 26) < before[p])
          fail_msg("formula %d at %d / 50: ink %d after %d in pixel (%d, %d)", n / 2, k, now[p], before[p],
                   p % WIDTH, p / WIDTH);
      }
      memcpy(before, now, sizeof before);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Parts

static void a_part_has_its_box(void **state)
{
  (void)state;
  const char *source = "y = \\part{half}{\\frac{1}{2}} + \\part{rest}{g t^2}";
  begin();
  nb_formula f = nb_formula_at(board, nb_at(-2, 1), source, nb_style(.size = 60));
  nb_rect half = nb_formula_part(f, "half"), rest = nb_formula_part(f, "rest");
  nb_rect none = nb_formula_part(f, "else");
  assert_within(half, f.box, 1e-5f);
  assert_within(rest, f.box, 1e-5f);
  assert_true(half.x + half.width < rest.x);
  assert_memory_equal(&none, &f.box, sizeof none);
  // With all else hidden only the part's ink is left.
  nb_tex(board, nb_at(-2, 1), source,
         nb_style(.size = 60, .parts = NB_PARTS({.name = "half"}, {"", .hidden = 1})));
  assert_within(ink_box(), half, 0.05f * f.em);
}

// What is too wide is as it would be set at the smaller size; what is not stays.
static void a_wide_formula_is_set_smaller(void **state)
{
  (void)state;
  const char *source = "y = \\frac{1}{2} + g t^2";
  begin();
  nb_formula f = nb_formula_at(board, nb_at(-2, 1), source, nb_style(.size = 60, .anchor = NB_CENTER));
  nb_formula half = nb_formula_within(f, 0.5f * f.box.width), same = nb_formula_within(f, f.box.width);
  nb_formula small = nb_formula_at(board, nb_at(-2, 1), source, nb_style(.size = 30, .anchor = NB_CENTER));
  assert_within(half.box, small.box, 1e-5f);
  assert_within(small.box, half.box, 1e-5f);
  assert_float_equal(half.origin.x, small.origin.x, 1e-5f);
  assert_float_equal(half.origin.y, small.origin.y, 1e-5f);
  assert_float_equal(half.em, small.em, 1e-6f);
  assert_memory_equal(&same.box, &f.box, sizeof f.box);
  nb_formula_draw(board, half);
  assert_within(ink_box(), small.box, 0.05f * small.em);
}

// The pieces of source take their numbers as they say: a column from the top, a matrix row by row.
static void pieces_of_source_are_formulas(void **state)
{
  (void)state;
  const float x[] = {1, 2, 3, 4};
  begin();
  nb_formula m = nb_formula_at(board, nb_origin(), NB_TEX_MATRIX("1"), nb_style(), x, x + 1, x + 2, x + 3);
  nb_formula c = nb_formula_at(board, nb_origin(), NB_TEX_COLUMN("v", "0"), nb_style(), x, x + 1);
  nb_formula c3 = nb_formula_at(board, nb_origin(), NB_TEX_COLUMN3("v", "0"), nb_style(), x, x + 1, x + 2);
  assert_non_null(m.layout);
  assert_non_null(c.layout);
  assert_non_null(c3.layout);
  nb_rect i = nb_formula_part(m, "i"), j = nb_formula_part(m, "j");
  assert_true(i.x + i.width < j.x);
  assert_int_equal(m.layout->value_count, 4);
  const nb_tex_value *v = m.layout->values;
  assert_true(v[0].box.x < v[1].box.x && v[0].box.y > v[2].box.y && v[2].box.x < v[3].box.x);
  assert_true(c.layout->values[0].box.y > c.layout->values[1].box.y);
  assert_int_equal(c3.layout->value_count, 3);
  assert_true(c3.layout->values[0].box.y > c3.layout->values[1].box.y &&
              c3.layout->values[1].box.y > c3.layout->values[2].box.y);
  const nb_mat3 of = {{1, 4, 7}, {2, 5, 8}, {3, 6, 9}}; // columns, to be read row by row
  nb_formula m3 = nb_formula_at(board, nb_origin(), NB_TEX_MATRIX3("0"), nb_style(), NB_ENTRIES3(of));
  assert_non_null(m3.layout);
  assert_int_equal(m3.layout->value_count, 9);
  const float *const entries[] = {NB_ENTRIES3(of)};
  for (int k = 0; k < 9; k++)
    assert_float_equal(*entries[k], (float)(k + 1), 0);
  nb_rect second = nb_formula_part(m3, "j"), third = nb_formula_part(m3, "k");
  assert_true(second.x + second.width < third.x);
}

static bool has_color(nb_rgba color)
{
  for (int c = 0; c < seen.count; c++)
    if (seen.commands[c].op == NB_OP_GLYPHS && seen.commands[c].glyphs.paint.color == color)
      return true;
  return false;
}

static void a_part_stands_out(void **state)
{
  (void)state;
  const char *source = "a\\part{p}{b \\part{q}{c}}d";
  begin();
  nb_formula plain = nb_formula_at(board, nb_origin(), source, nb_style(.size = 60));
  nb_rect at = nb_formula_part(plain, "q");
  nb_tex(board, nb_origin(), source,
         nb_style(.size = 60, .parts = NB_PARTS({"q", .color = NB_V, .raise = 60, .grow = 0.5f},
                                                {"p", .dim = 1}, {"", .hidden = 1})));
  nb_rect ink = ink_box();
  assert_true(has_color(0x40000000u | (nb_theme_color(NB_CHALK, NB_V) & 0xffffffu)));
  assert_true(has_color(0x40000000u | (nb_theme_color(NB_CHALK, NB_TEXT) & 0xffffffu)));
  assert_true(ink.y + ink.height > at.y + at.height + 0.5f);
  // What does nothing changes nothing.
  begin();
  nb_tex(board, nb_origin(), source,
         nb_style(.parts = NB_PARTS({.name = "p"}, {.name = "q"}, {.name = ""}, {"none", .dim = 1})));
  list l = finish(board);
  begin();
  nb_tex(board, nb_origin(), source, nb_style());
  assert_same(l, finish(board));
}

// ---------------------------------------------------------------------------------------------------------------
// Numbers

static void numbers_in_the_state_are_handles(void **state)
{
  (void)state;
  float fields[4] = {1, -2.5f, 0, 33}, outside = 5;
  nb_board_begin(board, NB_CHALK, fields, sizeof fields);
  nb_formula f = nb_tex(board, nb_at(-3, 1), "\\val + \\val[3.1] + \\val", nb_style(.size = 50), &fields[1],
                        &fields[3], &outside);
  int found = 0;
  record_read(board, &seen);
  for (int c = 0; c < seen.count; c++) {
    const nb_grab_fixed *g = &seen.commands[c].grab;
    if (seen.commands[c].op != NB_OP_GRAB)
      continue;
    assert_int_equal(g->kind, NB_GRAB_NUMBER);
    assert_int_equal(g->offset, found == 0 ? 4 : 12);
    assert_int_equal(g->decimals, found == 0 ? 2 : 1);
    assert_int_equal(g->bytes, 4);
    assert_within(g->area, f.box, 1e-4f);
    found++;
  }
  assert_int_equal(found, 2);
}

// The places of the last `count` glyphs of the only run.
static void last_places(float x, nb_vec2 *places, uint32_t count)
{
  begin();
  nb_tex(board, nb_origin(), "\\val", nb_style(), &x);
  record_read(board, &seen);
  assert_int_equal(seen.count, 1);
  uint32_t first = seen.commands[0].glyphs.glyph_count - count;
  for (uint32_t k = 0; k < count; k++)
    places[k] = seen.commands[0].glyph[first + k].where;
}

static void figures_keep_still_as_they_change(void **state)
{
  (void)state;
  nb_vec2 still[4], now[4];
  last_places(1.5f, still, 4);
  for (int k = 0; k < 100; k++) {
    last_places(5 - 0.1f * (float)k, now, 4);
    assert_memory_equal(now, still, sizeof still);
  }
}

// Many frames whose numbers fit and do not fit their places: each is as on a board that is new.
static void what_was_drawn_before_never_shows(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(7, 1);
  for (int frame = 0; frame < 300; frame++) {
    float values[6];
    for (int k = 0; k < 6; k++) {
      float scale = powf(10, (float)nb_random_below(&random, 7) - 2);
      values[k] = nb_random_below(&random, 12) == 0 ? INFINITY : scale * (2 * nb_random_float(&random) - 1);
      values[k] = nb_random_below(&random, 12) == 0 ? NAN : values[k];
    }
    list both[2];
    for (int fresh = 0; fresh < 2; fresh++) {
      nb_board *b = board;
      if (fresh)
        assert_false(nb_failed(nb_board_create(&b, fonts)));
      nb_board_begin(b, NB_BOARD, NULL, 0);
      for (int k = (int)(values[0] > 0); k < 5; k++)
        nb_tex(b, nb_at(0, (float)k), "x = \\frac{\\val}{\\val[+3]}^{\\val[-1]}", nb_style(), &values[k],
               &values[k + 1], &values[5 - k]);
      both[fresh] = finish(b);
      if (fresh)
        nb_board_destroy(b);
    }
    assert_same(both[0], both[1]);
  }
}

// More formulas than are kept.
static void a_thousand_formulas_are_right(void **state)
{
  (void)state;
  list both[2];
  for (int frame = 0; frame < 2; frame++) {
    begin();
    for (int k = 0; k < 3000; k++) {
      char source[32];
      snprintf(source, sizeof source, "x_{%d} = \\val", k % 2000);
      nb_tex(board, nb_at(0, (float)k), source, nb_style(), &(float){(float)k});
    }
    both[frame] = finish(board);
  }
  assert_same(both[0], both[1]);
}

// ---------------------------------------------------------------------------------------------------------------
// Morphs

static nb_formula morphed(int k, nb_style style)
{
  static const char *const sources[] = {"\\part{a}{x^2} + \\part{b}{\\frac{y}{2}} = 1",
                                        "\\part{b}{\\frac{y}{3}} = 1 - \\part{a}{x^2}", "\\sqrt{x}", ""};
  return nb_formula_at(board, nb_at((float)k, 1 - (float)k), sources[k], style);
}

static void a_morph_ends_in_its_formulas(void **state)
{
  (void)state;
  for (int k = 0; k < 4; k++)
    for (int turned = 0; turned < 2; turned++)
      for (int t = 0; t < 2; t++) {
        nb_style style = nb_style(.size = 44, .halo = NB_GROUND, .angle = turned ? 0.5f : 0);
        begin();
        nb_formula_morph(board, morphed(k, style), morphed((k + 1) % 4, style), t ? 1.5f : 0);
        list l = finish(board);
        begin();
        nb_formula_draw(board, morphed((k + t) % 4, style));
        assert_same(l, finish(board));
      }
}

// Where each recorded glyph stands, by its id: the first of its kind.
static nb_vec2 glyph_place(uint32_t id)
{
  for (int c = 0; c < seen.count; c++)
    for (uint32_t g = 0; seen.commands[c].op == NB_OP_GLYPHS && g < seen.commands[c].glyphs.glyph_count; g++)
      if (seen.commands[c].glyph[g].id == id)
        return seen.commands[c].glyph[g].where;
  return nb_at(NAN, NAN);
}

static void what_is_in_both_travels_without_a_jump(void **state)
{
  (void)state;
  nb_vec2 before = {0};
  begin();
  nb_formula f = morphed(0, nb_style());
  uint32_t x = f.layout->glyphs[0].id;
  free(finish(board).bytes);
  for (int k = 0; k <= 200; k++) {
    begin();
    nb_formula_morph(board, morphed(0, nb_style()), morphed(1, nb_style()), (float)k / 200);
    record_read(board, &seen);
    nb_vec2 at = glyph_place(x);
    assert_true(isfinite(at.x) && (k == 0 || nb_length(nb_sub(at, before)) < 0.05f));
    before = at;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Mistakes

// The words of the first mistake that was recorded, or "".
static const char *told(void)
{
  static char words[NB_LIST_MAX_WORDS + 1];
  int found = 0;
  words[0] = '\0';
  for (int c = 0; c < seen.count; c++)
    if (seen.commands[c].op == NB_OP_MISTAKE && found++ == 0) {
      memcpy(words, seen.commands[c].words, seen.commands[c].mistake.bytes);
      words[seen.commands[c].mistake.bytes] = '\0';
    }
  assert_true(found <= 1);
  return words;
}

static void a_mistake_is_shown_and_the_scene_goes_on(void **state)
{
  (void)state;
  begin();
  nb_formula f = nb_tex(board, nb_origin(), "\\frac{x}", nb_style());
  nb_tex(board, nb_at(1, 1), "y", nb_style());
  nb_tex(board, nb_at(1, 1), "\\val", nb_style());
  assert_true(f.layout == NULL && f.box.width > 0);
  record_read(board, &seen);
  assert_non_null(strstr(told(), "\\frac"));
  assert_true(has_color(nb_theme_color(NB_CHALK, NB_NEGATIVE)));
  assert_true(has_color(nb_theme_color(NB_CHALK, NB_TEXT)));

  // Backslashes that C took: a tab, a new line, a form feed.
  static const char *const lost[] = {"x + \theta", "\nabla f", "\frac{1}{2}"};
  for (size_t k = 0; k < sizeof lost / sizeof *lost; k++) {
    begin();
    assert_null(nb_tex(board, nb_origin(), lost[k], nb_style()).layout);
    record_read(board, &seen);
    assert_non_null(strstr(told(), "a backslash is written twice"));
  }

  begin();
  nb_tex(board, nb_origin(), "\\val + \\val", nb_style(), &(float){1});
  record_read(board, &seen);
  assert_string_equal(told(), "\\val + \\val: it has 2 \\val, and 1 number is given: each \\val takes one");

  begin();
  nb_tex(board, nb_origin(), "y", nb_style());
  record_read(board, &seen);
  assert_string_equal(told(), "");
}

static void what_cannot_be_set_draws_nothing(void **state)
{
  (void)state;
  static const float *many[NB_TEX_MAX_VALUES + 1];
  begin();
  nb_tex(board, nb_at(NAN, 0), "x", nb_style());
  nb_tex(board, nb_origin(), NULL, nb_style());
  nb_tex(board, nb_origin(), "x", nb_style(.size = -3));
  nb_tex(board, nb_origin(), "x", nb_style(.alpha = 0));
  nb_tex(board, nb_origin(), "", nb_style());
  nb_formula_draw(board, nb_formula_set(board, nb_origin(), "x", nb_style(), many, NB_TEX_MAX_VALUES + 1));
  nb_formula_morph(board, (nb_formula){0}, (nb_formula){0}, 0.5f);
  assert_same(finish(board), empty());
}

static void a_box_is_pointed_at(void **state)
{
  (void)state;
  nb_rect box = {1, 1, 2, 0.5f};
  begin();
  nb_arrow_at(board, nb_at(2, -2), box, nb_style());
  nb_rect arrow = ink_box();
  assert_true(arrow.y + arrow.height < box.y && arrow.y + arrow.height > box.y - 0.15f);
  begin();
  nb_arrow_at(board, nb_at(2, 1.2f), box, nb_style());
  assert_same(finish(board), empty());
  begin();
  nb_brace_under(board, box, "x", nb_style());
  assert_true(ink_box().y + ink_box().height < box.y);
  begin();
  nb_brace_over(board, box, NULL, nb_style());
  assert_true(ink_box().y > box.y + box.height);
  begin();
  nb_brace_beside(board, box, "x", nb_style());
  assert_true(ink_box().x > box.x + box.width);
  begin();
  nb_brace_beside(board, box, NULL, nb_style()); // as high as what it counts
  assert_float_equal(ink_box().height, box.height, 0.05f);
}

// Each of a column stands a gap below the one before, hidden ones too.
static void a_column_goes_down(void **state)
{
  (void)state;
  float x = -2.5f, top = 3;
  nb_column column = {nb_at(-2, top), 0.25f};
  begin();
  for (size_t k = 0; k < sizeof formulas / sizeof *formulas; k++) {
    nb_formula f = nb_tex_below(board, &column, formulas[k], nb_style(.size = 30, .reveal = (float)(k % 2)),
                                &x, &x, &x, &x, &x, &x, &x, &x);
    assert_float_equal(f.box.x, -2, 1e-5f);
    assert_float_equal(f.box.y + f.box.height, top, 1e-4f);
    assert_float_equal(column.at.y, f.box.y - 0.25f, 1e-5f);
    top = column.at.y;
  }
  begin();
  column.at = nb_at(-2, 1);
  nb_rect said = nb_tex_below(board, &column, "\\frac{x}{2}", nb_style()).box;
  assert_within(ink_box(), said, 0.05f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_box_holds_the_ink),
      cmocka_unit_test(anchors_are_of_the_box),
      cmocka_unit_test(writing_begins_with_nothing_and_ends_with_the_formula),
      cmocka_unit_test(writing_goes_on_and_on),
      cmocka_unit_test(a_part_has_its_box),
      cmocka_unit_test(a_wide_formula_is_set_smaller),
      cmocka_unit_test(pieces_of_source_are_formulas),
      cmocka_unit_test(a_part_stands_out),
      cmocka_unit_test(numbers_in_the_state_are_handles),
      cmocka_unit_test(figures_keep_still_as_they_change),
      cmocka_unit_test(what_was_drawn_before_never_shows),
      cmocka_unit_test(a_thousand_formulas_are_right),
      cmocka_unit_test(a_morph_ends_in_its_formulas),
      cmocka_unit_test(what_is_in_both_travels_without_a_jump),
      cmocka_unit_test(a_mistake_is_shown_and_the_scene_goes_on),
      cmocka_unit_test(what_cannot_be_set_draws_nothing),
      cmocka_unit_test(a_box_is_pointed_at),
      cmocka_unit_test(a_column_goes_down),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
