// Text on the board: where anchors put it, numbers that keep still, writing, matrices, axes, and text that is
// no text.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/record.h"

// Stands in for HarfBuzz's own, and counts.
typedef void shape_function(void *font, void *buffer, const void *features, unsigned count);
__attribute__((visibility("default"))) void hb_shape(void *font, void *buffer, const void *features,
                                                     unsigned count);

static int shaped;

void hb_shape(void *font, void *buffer, const void *features, unsigned count)
{
  shaped++;
  void *real = dlsym(RTLD_NEXT, "hb_shape");
  shape_function *call;
  memcpy(&call, &real, sizeof call);
  call(font, buffer, features, count);
}

static nb_fonts *fonts;
static nb_board *board;

static int open_board(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&board, fonts));
}

static int close_board(void **state)
{
  (void)state;
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

static void near(const char *what, double got, double wanted, double slack)
{
  if (!(fabs(got - wanted) <= slack))
    fail_msg("%s: got %.6f, wanted %.6f within %g", what, got, wanted, slack);
}

enum { MAX_RUNS = 128, MAX_GRABS = 16 };

typedef struct seen_run {
  nb_font font;
  float size;
  uint32_t mode, count;
  nb_rgba color;
  nb_glyph glyph[64];
} seen_run;

// What a frame recorded.
typedef struct picture {
  seen_run run[MAX_RUNS];
  nb_grab_fixed grab[MAX_GRABS];
  int runs, grabs, paths, groups;
  size_t size;
} picture;

static picture seen;

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

static void keep_run(const nb_command *c)
{
  assert_true(seen.runs < MAX_RUNS);
  seen_run *run = &seen.run[seen.runs++];
  *run = (seen_run){(nb_font)c->glyphs.font, c->glyphs.size,        c->glyphs.mode,
                    c->glyphs.glyph_count,   c->glyphs.paint.color, {{0}}};
  memcpy(run->glyph, c->glyph, sizeof *c->glyph * (run->count < 64 ? run->count : 64));
}

static const picture *finish(void)
{
  const void *list;
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  seen = (picture){0};
  assert_false(nb_failed(nb_board_finish(board, &list, &seen.size)));
  assert_false(nb_failed(nb_list_read(&reader, list, seen.size)));
  for (;;) {
    nb_error e = nb_list_next(&reader, &c, &done);
    if (nb_failed(e))
      fail_msg("%s", e.text);
    if (done)
      return &seen;
    if (c.op == NB_OP_GLYPHS)
      keep_run(&c);
    if (c.op == NB_OP_GRAB && seen.grabs < MAX_GRABS)
      seen.grab[seen.grabs++] = c.grab;
    seen.paths += c.op == NB_OP_PATH;
    seen.groups += c.op == NB_OP_GROUP;
  }
}

static const picture *text(const char *words, nb_style style)
{
  begin();
  nb_text(board, nb_at(1, 2), words, style);
  return finish();
}

// ---------------------------------------------------------------------------------------------------------------

static void anchors_agree_with_the_width(void **state)
{
  (void)state;
  const char *words = "Where will it land?";
  float width = nb_text_width(board, words, nb_style(.size = 60));
  near("twice the size", width, 2 * nb_text_width(board, words, nb_style()), 1e-5);
  static const struct {
    nb_anchor anchor;
    float share;
  } cases[] = {{NB_LEFT_BASELINE, 0},      {NB_LEFT, 0},           {NB_TOP_LEFT, 0},
               {NB_CENTER_BASELINE, 0.5f}, {NB_CENTER, 0.5f},      {NB_TOP, 0.5f},
               {NB_BOTTOM, 0.5f},          {NB_RIGHT_BASELINE, 1}, {NB_RIGHT, 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const picture *p = text(words, nb_style(.size = 60, .anchor = cases[i].anchor));
    near("left edge", p->run[0].glyph[0].where.x, 1 - cases[i].share * width, 1e-5);
  }
}

// Capitals reach from the baseline to the cap height: that is what is centred and topped.
static void anchors_go_by_capitals(void **state)
{
  (void)state;
  float em = 60 / NB_POINTS_PER_UNIT, cap = nb_font_measure(fonts, NB_FONT_REGULAR).cap_height * em;
  near("baseline", text("H", nb_style(.size = 60))->run[0].glyph[0].where.y, 2, 1e-6);
  near("middle", text("H", nb_style(.size = 60, .anchor = NB_CENTER))->run[0].glyph[0].where.y, 2 - cap / 2,
       1e-6);
  near("top", text("H", nb_style(.size = 60, .anchor = NB_TOP))->run[0].glyph[0].where.y, 2 - cap, 1e-6);
  assert_true(text("g", nb_style(.size = 60, .anchor = NB_BOTTOM))->run[0].glyph[0].where.y > 2);
}

static void lines_stand_below_each_other(void **state)
{
  (void)state;
  const picture *p = text("one\ntwo", nb_style(.size = 60, .anchor = NB_CENTER));
  assert_int_equal(p->runs, 2);
  near("leading", p->run[0].glyph[0].where.y - p->run[1].glyph[0].where.y, 1.3 * 60 / 120, 1e-5);
  float cap = nb_font_measure(fonts, NB_FONT_REGULAR).cap_height * 0.5f;
  near("middle of both", 0.5f * (p->run[0].glyph[0].where.y + cap + p->run[1].glyph[0].where.y), 2, 1e-5);
}

static uint32_t glyph_of(nb_font font, const char *letter)
{
  nb_glyph g;
  float width;
  nb_font_shape(fonts, font, letter, strlen(letter), &g, 1, &width);
  return g.id;
}

static void stars_make_italics(void **state)
{
  (void)state;
  const picture *p = text("a *b* c", nb_style());
  assert_int_equal(p->runs, 3);
  assert_int_equal(p->run[1].font, NB_FONT_ITALIC);
  assert_int_equal(p->run[1].glyph[0].id, glyph_of(NB_FONT_ITALIC, "b"));
  assert_int_equal(p->run[2].font, NB_FONT_REGULAR);
  assert_int_equal(text("2 * 3", nb_style())->run[0].count, 3);
  assert_int_equal(text("*", nb_style())->run[0].count, 1);
}

static void formulas_have_italic_letters(void **state)
{
  (void)state;
  const picture *p = text("h-x\u03b7i\u0302", nb_style(.font = NB_FONT_MATH));
  static const char *const wanted[] = {"\u210e",     "\u2212",     "\U0001D465",
                                       "\U0001D702", "\U0001D6A4", "\u0302"};
  assert_int_equal(p->runs, 1);
  assert_int_equal(p->run[0].count, 6);
  for (int i = 0; i < 6; i++)
    assert_int_equal(p->run[0].glyph[i].id, glyph_of(NB_FONT_MATH, wanted[i]));
}

static void what_a_font_lacks_comes_from_another(void **state)
{
  (void)state;
  const picture *p = text("Follow \u2207f of x\u20d7.", nb_style());
  int math = 0;
  for (int i = 0; i < p->runs; i++)
    math += p->run[i].font == NB_FONT_MATH;
  assert_int_equal(math, 2);
  assert_int_equal(p->run[0].font, NB_FONT_REGULAR);
}

// ---------------------------------------------------------------------------------------------------------------

static seen_run number(float value, nb_anchor anchor)
{
  begin();
  nb_number(board, nb_at(0, 0), value, 2, nb_style(.anchor = anchor));
  return finish()->run[0];
}

// The figures of the longer one that come last stand where those of the other stand.
static void same_places(seen_run a, seen_run b, uint32_t figures)
{
  for (uint32_t i = 1; i <= figures; i++)
    near("a figure's place", a.glyph[a.count - i].where.x, b.glyph[b.count - i].where.x, 1e-6);
}

static void numbers_do_not_shake(void **state)
{
  (void)state;
  static const nb_anchor anchors[] = {NB_LEFT_BASELINE, NB_CENTER, NB_RIGHT};
  for (int i = 0; i < 3; i++) {
    seen_run calm = number(12.34f, anchors[i]);
    assert_int_equal(calm.count, 5);
    same_places(calm, number(11.11f, anchors[i]), 5);
    same_places(number(-12.34f, anchors[i]), calm, 5);
  }
  same_places(number(9.99f, NB_RIGHT), number(10, NB_RIGHT), 4);
}

static void numbers_have_a_true_minus_where_they_need_it(void **state)
{
  (void)state;
  seen_run minus = number(-1.5f, NB_LEFT_BASELINE);
  assert_int_equal(minus.count, 5);
  assert_int_equal(minus.glyph[0].id, glyph_of(NB_FONT_MATH, "\u2212"));
  assert_true(minus.glyph[0].where.x >= 0);
  assert_int_equal(number(-0.001f, NB_LEFT_BASELINE).count, 4);
  assert_int_equal(number(-0.0f, NB_LEFT_BASELINE).count, 4);
  assert_int_equal(number(NAN, NB_LEFT_BASELINE).count, 3);
  assert_int_equal(number(-INFINITY, NB_LEFT_BASELINE).count, 2);
  assert_true(number(-3e38f, NB_LEFT_BASELINE).count > 39);
}

// ---------------------------------------------------------------------------------------------------------------

static void writing_begins_with_nothing_and_ends_exact(void **state)
{
  (void)state;
  const char *words = "Each column *lands*.";
  const picture *p = text(words, nb_style(.reveal = 0));
  assert_int_equal(p->runs + p->paths, 0);
  begin();
  nb_text(board, nb_at(1, 2), words, nb_style(.halo = NB_GROUND));
  const void *list;
  size_t size;
  nb_board_finish(board, &list, &size);
  void *whole = malloc(size);
  memcpy(whole, list, size);
  begin();
  nb_text(board, nb_at(1, 2), words, nb_style(.halo = NB_GROUND, .reveal = 1));
  size_t again;
  nb_board_finish(board, &list, &again);
  assert_int_equal(size, again);
  assert_memory_equal(whole, list, size);
  free(whole);
}

static void writing_goes_on_and_never_back(void **state)
{
  (void)state;
  uint32_t before = 0;
  for (int step = 0; step <= 200; step++) {
    const picture *p = text("Walk downhill", nb_style(.reveal = (float)step / 200));
    uint32_t whole = 0;
    for (int i = 0; i < p->runs; i++)
      whole += p->run[i].count;
    assert_true(whole >= before);
    assert_true(step == 0 || whole == 12 || p->paths > 0);
    before = whole;
  }
  assert_int_equal(before, 12);
}

// ---------------------------------------------------------------------------------------------------------------

static void what_is_no_text_draws_nothing(void **state)
{
  (void)state;
  static const float sizes[] = {NAN, INFINITY, -INFINITY, -3};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    assert_int_equal(text("x", nb_style(.size = sizes[i]))->runs, 0);
    assert_true(nb_text_width(board, "x", nb_style(.size = sizes[i])) == 0);
  }
  assert_int_equal(text(NULL, nb_style())->runs, 0);
  assert_int_equal(text("", nb_style())->runs, 0);
  assert_int_equal(text("x", nb_style(.angle = NAN))->runs, 0);
  begin();
  nb_text(board, nb_at(NAN, 0), "x", nb_style());
  nb_path_text(board, nb_at(INFINITY, 0), "x", nb_style());
  nb_draw(board, nb_style());
  nb_number(board, nb_at(0, NAN), 1, 2, nb_style());
  nb_axes(board, (nb_plane){{0, 0, 1, 1}, 0, 0, 0, NAN}, (nb_axes_spec){0}, nb_style());
  assert_int_equal(finish()->runs, 0);
}

static void bad_bytes_are_set_all_the_same(void **state)
{
  (void)state;
  static const char *const bad[] = {"\xff\xfe*\xc3", "\xed\xa0\x80",       "*", "**", "*a", "\n\n\n",
                                    "\u20d7",        "a\u0302\u0302\u0302"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    for (int font = -1; font <= NB_FONT_COUNT; font++) {
      text(bad[i],
           nb_style(.font = (nb_font)font, .reveal = 0.5f, .angle = 1, .alpha = 0.5f, .halo = NB_GROUND));
      assert_true(isfinite(nb_text_width(board, bad[i], nb_style(.font = (nb_font)font))));
    }
}

static void huge_text_is_cut_and_small_text_forgotten(void **state)
{
  (void)state;
  size_t size = 1 << 20;
  char *huge = malloc(size + 1);
  memset(huge, 'a', size);
  huge[size] = 0;
  begin();
  nb_text(board, nb_at(0, 0), huge, nb_style());
  const void *list;
  size_t bytes;
  assert_false(nb_failed(nb_board_finish(board, &list, &bytes)));
  assert_true(bytes < 1 << 20);
  free(huge);
  for (int i = 0; i < 5000; i++) {
    char words[32];
    snprintf(words, sizeof words, "epoch %d", i);
    text(words, nb_style());
  }
}

static void draw_all_kinds(void)
{
  begin();
  nb_text(board, nb_at(0, 0), "Each column is where a basis vector *lands*.", nb_style(.halo = NB_GROUND));
  nb_text(board, nb_at(0, 1), "v\u20d7 = 1 i\u0302", nb_style(.font = NB_FONT_MATH, .reveal = 0.4f));
  nb_number(board, nb_at(3, 0), -2.5f, 2, nb_style());
  nb_axes(board, (nb_plane){{-7, -3, 9, 6}, -3, 4, -2, 2}, (nb_axes_spec){.x_label = "x"}, nb_style());
  finish();
}

static void what_does_not_change_is_shaped_once(void **state)
{
  (void)state;
  draw_all_kinds();
  shaped = 0;
  draw_all_kinds();
  assert_int_equal(shaped, 0);
  text("something never set before", nb_style());
  assert_int_equal(shaped, 1);
}

// ---------------------------------------------------------------------------------------------------------------

// Numbers at a plane's ticks, as boxes around their ink.
static nb_rect ink_box(const seen_run *run)
{
  float em = run->size / NB_POINTS_PER_UNIT, x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  for (uint32_t i = 0; i < run->count; i++) {
    nb_rect box = nb_font_outline(fonts, run->font, run->glyph[i].id).box;
    nb_vec2 at = run->glyph[i].where;
    x0 = fminf(x0, at.x + em * box.x);
    x1 = fmaxf(x1, at.x + em * (box.x + box.width));
    y0 = fminf(y0, at.y + em * box.y);
    y1 = fmaxf(y1, at.y + em * (box.y + box.height));
  }
  return (nb_rect){x0, y0, x1 - x0, y1 - y0};
}

static bool overlap(nb_rect a, nb_rect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static void axis_numbers_never_overlap(void **state)
{
  (void)state;
  static const float spans[][2] = {{-3.2f, 4.1f},   {0, 1},  {0, 1e-4f}, {-2e5f, 1e5f}, {1000, 1003},
                                   {-1e30f, 1e30f}, {5, -5}, {0, 7.3f},  {-0.02f, 0.9f}};
  for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
    for (int edges = 0; edges < 2; edges++) {
      nb_plane plane = {{-7, -3, 6, 5}, spans[i][0], spans[i][1], spans[i][0], spans[i][1]};
      begin();
      nb_axes(board, plane, (nb_axes_spec){.at_edges = edges}, nb_style());
      const picture *p = finish();
      nb_rect boxes[MAX_RUNS];
      int count = 0;
      for (int k = 0; k < p->runs; k++)
        if (p->run[k].mode != NB_STROKE)
          boxes[count++] = ink_box(&p->run[k]);
      if (count < 4)
        fail_msg("span %zu: only %d numbers", i, count);
      for (int k = 0; k < count; k++)
        for (int m = 0; m < k; m++)
          if (overlap(boxes[k], boxes[m]))
            fail_msg("span %zu, edges %d: numbers %d and %d overlap", i, edges, k, m);
    }
}

static void a_shown_number_is_what_stands_there(void **state)
{
  (void)state;
  assert_float_equal(nb_shown(1.449f, 1), 1.4f, 0);
  assert_float_equal(nb_shown(-2.05f, 2), -2.05f, 0);
  assert_float_equal(nb_shown2(nb_at(0.26f, -1.04f), 1).x, 0.3f, 0);
  const float values[] = {-2.05f, 1.5f, 0.125f, NAN};
  assert_true(nb_exact(values, 2, 2));
  assert_false(nb_exact(values, 3, 2));
  assert_true(nb_exact(values, 3, 3));
  assert_false(nb_exact(values, 4, 3));
  assert_float_equal(nb_shown2(nb_at(0.26f, -1.04f), 1).y, -1, 0);
  assert_float_equal(nb_shown(2.5f, -3), 2, 0); // no fewer than none, and halves as C prints them
  assert_false(signbit(nb_shown(-0.04f, 1)));
  assert_true(isnan(nb_shown(NAN, 1)) && isinf(nb_shown(-INFINITY, 1)));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_shown_number_is_what_stands_there),
      cmocka_unit_test(anchors_agree_with_the_width),
      cmocka_unit_test(anchors_go_by_capitals),
      cmocka_unit_test(lines_stand_below_each_other),
      cmocka_unit_test(stars_make_italics),
      cmocka_unit_test(formulas_have_italic_letters),
      cmocka_unit_test(what_a_font_lacks_comes_from_another),
      cmocka_unit_test(numbers_do_not_shake),
      cmocka_unit_test(numbers_have_a_true_minus_where_they_need_it),
      cmocka_unit_test(writing_begins_with_nothing_and_ends_exact),
      cmocka_unit_test(writing_goes_on_and_never_back),
      cmocka_unit_test(what_is_no_text_draws_nothing),
      cmocka_unit_test(bad_bytes_are_set_all_the_same),
      cmocka_unit_test(huge_text_is_cut_and_small_text_forgotten),
      cmocka_unit_test(what_does_not_change_is_shaped_once),
      cmocka_unit_test(axis_numbers_never_overlap),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
