// The bundled fonts: what opens, what is measured, how text is shaped, where accents stand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nabla/type/font.h"

static nb_fonts *fonts;

static int open_fonts(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS));
}

static int close_fonts(void **state)
{
  (void)state;
  nb_fonts_close(fonts);
  return 0;
}

static void near(const char *what, double got, double wanted, double slack)
{
  if (!(fabs(got - wanted) <= slack))
    fail_msg("%s: got %.6f, wanted %.6f within %g", what, got, wanted, slack);
}

typedef struct line {
  nb_glyph glyph[64];
  size_t count;
  float width;
} line;

static line shape(nb_font font, const char *text)
{
  line l = {0};
  l.count = nb_font_shape(fonts, font, text, strlen(text), l.glyph, 64, &l.width);
  assert_true(l.count <= 64);
  return l;
}

// The middle of a glyph's ink, where the line put it.
static float ink_middle(nb_font font, nb_glyph g)
{
  nb_rect box = nb_font_outline(fonts, font, g.id).box;
  return g.where.x + box.x + box.width / 2;
}

static void missing_fonts_are_named(void **state)
{
  (void)state;
  nb_fonts *none = fonts;
  nb_error e = nb_fonts_open(&none, "/nowhere");
  assert_int_equal(e.id, NB_MISSING_FILE);
  assert_null(none);
  assert_non_null(strstr(e.text, "/nowhere/fonts/Inter-Regular.otf"));
}

static void a_file_that_is_no_font_is_named(void **state)
{
  (void)state;
  char folder[] = "/tmp/test_font_XXXXXX", path[128];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/fonts", folder);
  mkdir(path, 0700);
  snprintf(path, sizeof path, "%s/fonts/Inter-Regular.otf", folder);
  FILE *file = fopen(path, "w");
  fputs("this is not a font", file);
  fclose(file);

  nb_fonts *none;
  nb_error e = nb_fonts_open(&none, folder);
  assert_int_equal(e.id, NB_BAD_FILE);
  assert_non_null(strstr(e.text, path));

  unlink(path);
  snprintf(path, sizeof path, "%s/fonts", folder);
  rmdir(path);
  rmdir(folder);
}

// Inter's and Latin Modern's published metrics, in ems.
static void measures_are_the_fonts_own(void **state)
{
  (void)state;
  nb_font_measures inter = nb_font_measure(fonts, NB_FONT_REGULAR);
  near("Inter's cap height", inter.cap_height, 2048.0 / 2816, 1e-4);
  near("Inter's x-height", inter.x_height, 1536.0 / 2816, 1e-4);
  near("Inter's ascent", inter.ascent, 2728.0 / 2816, 1e-4);
  near("Inter's descent", inter.descent, 680.0 / 2816, 1e-4);
  nb_font_measures math = nb_font_measure(fonts, NB_FONT_MATH);
  near("Latin Modern's digit", math.digit_width, 0.5, 1e-4);
  near("Latin Modern's cap height", math.cap_height, 0.683, 1e-4);
}

static void figures_have_one_width(void **state)
{
  (void)state;
  // One of Inter's tabular figures is two or three units of 2,816 narrower than the others: the font's own
  // slip.
  const double slack = 1.1e-3;
  for (int font = 0; font < NB_FONT_COUNT; font++)
    for (char digit = '0'; digit <= '9'; digit++) {
      line l = shape((nb_font)font, (char[]){digit, 0});
      near("a figure's width", l.width, nb_font_measure(fonts, (nb_font)font).digit_width, slack);
    }
  assert_true(shape(NB_FONT_REGULAR, "1111").width == shape(NB_FONT_REGULAR, "8888").width);
}

static void the_minus_is_as_wide_as_the_plus(void **state)
{
  (void)state;
  for (int font = 0; font < NB_FONT_COUNT; font++) {
    line minus = shape((nb_font)font, "\u2212"), plus = shape((nb_font)font, "+");
    assert_true(nb_font_outline(fonts, (nb_font)font, minus.glyph[0].id).verb_count > 0);
    near("minus", minus.width, plus.width, 1e-3);
  }
}

static void pairs_are_kerned(void **state)
{
  (void)state;
  assert_true(shape(NB_FONT_REGULAR, "AV").width <
              shape(NB_FONT_REGULAR, "A").width + shape(NB_FONT_REGULAR, "V").width - 0.02f);
}

// Where TeX sets \vec v, \hat\imath and \hat\jmath in Computer Modern: half the letter's width and its skew
// to the right (cmmi10.tfm: v 0.48472 and 0.02778, dotless i 0.32246 and 0.02778, dotless j 0.38403 and
// 0.08334).
static void accents_stand_where_tex_sets_them(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double middle;
  } cases[] = {{"\U0001D463\u20D7", 0.48472 / 2 + 0.02778},
               {"\U0001D6A4\u0302", 0.32246 / 2 + 0.02778},
               {"\U0001D6A5\u0302", 0.38403 / 2 + 0.08334}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    line l = shape(NB_FONT_MATH, cases[i].text);
    assert_int_equal(l.count, 2);
    near(cases[i].text, ink_middle(NB_FONT_MATH, l.glyph[1]), cases[i].middle, 0.03);
    near("height over a low letter", l.glyph[1].where.y, 0, 1e-6);
  }
}

static void accents_clear_tall_letters(void **state)
{
  (void)state;
  line l = shape(NB_FONT_MATH, "\U0001D453\u20D7\u0302"); // f, arrow, hat
  nb_rect letter = nb_font_outline(fonts, NB_FONT_MATH, l.glyph[0].id).box;
  float top = letter.y + letter.height;
  for (int i = 1; i < 3; i++) {
    nb_rect box = nb_font_outline(fonts, NB_FONT_MATH, l.glyph[i].id).box;
    float bottom = box.y + l.glyph[i].where.y;
    if (!(bottom > top))
      fail_msg("accent %d begins at %f, below %f", i, bottom, top);
    top = bottom + box.height;
  }
}

static void an_accent_alone_is_drawn(void **state)
{
  (void)state;
  line l = shape(NB_FONT_MATH, "\u20D7");
  assert_true(l.count >= 1);
  assert_true(isfinite(l.width));
}

static void outlines_are_whole_contours(void **state)
{
  (void)state;
  static const unsigned takes[] = {
      [NB_MOVE] = 1, [NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3, [NB_CLOSE] = 0};
  for (int font = 0; font < NB_FONT_COUNT; font++)
    for (uint32_t glyph = 0; glyph < nb_font_glyph_count(fonts, (nb_font)font); glyph++) {
      nb_outline o = nb_font_outline(fonts, (nb_font)font, glyph);
      uint32_t points = 0;
      for (uint32_t i = 0; i < o.verb_count; i++) {
        assert_true(o.verbs[i] <= NB_CLOSE);
        bool begins = i == 0 || o.verbs[i - 1] == NB_CLOSE;
        assert_true(begins == (o.verbs[i] == NB_MOVE));
        points += takes[o.verbs[i]];
      }
      assert_int_equal(points, o.point_count);
      assert_true(o.verb_count == 0 || o.verbs[o.verb_count - 1] == NB_CLOSE);
      for (uint32_t i = 0; i < o.point_count; i++)
        assert_true(fabsf(o.points[i].x) < 10 && fabsf(o.points[i].y) < 10);
    }
}

static void glyphs_that_are_not_there_are_empty(void **state)
{
  (void)state;
  assert_int_equal(nb_font_outline(fonts, NB_FONT_MATH, UINT32_MAX).verb_count, 0);
  assert_int_equal(nb_font_outline(fonts, NB_FONT_MATH, nb_font_glyph_count(fonts, NB_FONT_MATH)).verb_count,
                   0);
  assert_int_equal(nb_font_outline(fonts, NB_FONT_MATH, shape(NB_FONT_MATH, " ").glyph[0].id).verb_count, 0);
}

static void bad_text_is_shaped_all_the_same(void **state)
{
  (void)state;
  static const char *const bad[] = {"\xff\xfe", "a\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x83", ""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    for (int font = 0; font < NB_FONT_COUNT; font++)
      assert_true(isfinite(shape((nb_font)font, bad[i]).width));
}

static void room_that_is_too_small_is_not_left(void **state)
{
  (void)state;
  nb_glyph two[3] = {[2] = {.id = 12345}};
  float width;
  assert_int_equal(nb_font_shape(fonts, NB_FONT_REGULAR, "gradient", 8, two, 2, &width), 8);
  assert_int_equal(two[2].id, 12345);
}

static void *ask_for_all(void *found)
{
  const nb_vec2 **points = found;
  for (uint32_t i = 0; i < 200; i++)
    points[i] = nb_font_outline(fonts, NB_FONT_SEMIBOLD, i).points;
  return NULL;
}

static void threads_share_outlines(void **state)
{
  (void)state;
  nb_fonts *kept = fonts;
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  pthread_t thread[4];
  static const nb_vec2 *points[4][200];
  for (int i = 0; i < 4; i++)
    pthread_create(&thread[i], NULL, ask_for_all, points[i]);
  for (int i = 0; i < 4; i++)
    pthread_join(thread[i], NULL);
  for (int i = 1; i < 4; i++)
    assert_memory_equal(points[0], points[i], sizeof points[0]);
  nb_fonts_close(fonts);
  fonts = kept;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missing_fonts_are_named),
      cmocka_unit_test(a_file_that_is_no_font_is_named),
      cmocka_unit_test(measures_are_the_fonts_own),
      cmocka_unit_test(figures_have_one_width),
      cmocka_unit_test(the_minus_is_as_wide_as_the_plus),
      cmocka_unit_test(pairs_are_kerned),
      cmocka_unit_test(accents_stand_where_tex_sets_them),
      cmocka_unit_test(accents_clear_tall_letters),
      cmocka_unit_test(an_accent_alone_is_drawn),
      cmocka_unit_test(outlines_are_whole_contours),
      cmocka_unit_test(glyphs_that_are_not_there_are_empty),
      cmocka_unit_test(bad_text_is_shaped_all_the_same),
      cmocka_unit_test(room_that_is_too_small_is_not_left),
      cmocka_unit_test(threads_share_outlines),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
