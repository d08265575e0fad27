// Formulas: what is built, how it is spaced, what is said of mistakes, and where it ends.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex.h"
#include "nabla/type/utf8.h"

static nb_fonts *fonts;
static nb_arena memory;

static int open_fonts(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS));
}

static int close_fonts(void **state)
{
  (void)state;
  nb_arena_free(&memory);
  nb_fonts_close(fonts);
  return 0;
}

static nb_error lay_with(nb_tex *tex, const char *source, nb_tex_options options)
{
  return nb_tex_layout(tex, fonts, source, strlen(source), &memory, &options);
}

// A formula that must be right; good until the next.
static nb_tex lay(const char *source)
{
  nb_tex tex;
  nb_error e = lay_with(&tex, source, (nb_tex_options){0});
  if (nb_failed(e))
    fail_msg("%s", e.text);
  return tex;
}

static nb_tex lay_values(const char *source, const float *values, size_t count)
{
  nb_tex tex;
  nb_error e = lay_with(&tex, source, (nb_tex_options){.values = values, .value_count = count});
  if (nb_failed(e))
    fail_msg("%s", e.text);
  return tex;
}

static void near(const char *what, double got, double wanted, double slack)
{
  if (!(fabs(got - wanted) <= slack))
    fail_msg("%s: got %.6f, wanted %.6f within %g", what, got, wanted, slack);
}

static uint32_t glyph_of(uint32_t code)
{
  char text[5] = "";
  nb_glyph glyph;
  float width;
  nb_utf8_put(text, code);
  nb_font_shape(fonts, NB_FONT_MATH, text, strlen(text), &glyph, 1, &width);
  return glyph.id;
}

static float width_of(const char *source)
{
  return lay(source).width;
}

// ---------------------------------------------------------------------------------------------------------------
// Spaces

// The TeXbook, chapter 18: thin, medium and thick spaces are 3, 4 and 5 eighteenths of an em.
static void atoms_are_spaced_by_class(void **state)
{
  (void)state;
  static const struct {
    const char *together;
    const char *apart[3];
    double mu;
  } cases[] = {
      {"a+b", {"a", "+", "b"}, 8},
      {"a=b", {"a", "=", "b"}, 10},
      {"a,b", {"a", ",", "b"}, 3},
      {"-b", {"-", "b", ""}, 0},
      {"a(b", {"a", "(", "b"}, 0},
      {"a\\sin b", {"a", "\\sin", "b"}, 6},
      {"a=-b", {"a=", "-", "b"}, 5},
      {"a\\cdot b", {"a", "\\cdot", "b"}, 8},
      {"a\\to b", {"a", "\\to", "b"}, 10},
      {"a\\mathrel{x}b", {"a", "x", "b"}, 10},
      {"a\\mathbin{x}b", {"a", "x", "b"}, 8},
      {"a\\left(b\\right)c", {"a", "\\left(b\\right)", "c"}, 6},
      {"a^{b+c}", {"a^{b}", "{}^{+}", "{}^{c}"}, -2 * 0.056 * 18},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    double apart = 0;
    for (int n = 0; n < 3; n++)
      apart += (double)width_of(cases[k].apart[n]);
    near(cases[k].together, (double)width_of(cases[k].together) - apart, cases[k].mu / 18, 1e-4);
  }
}

static void marks_do_not_change_spaces(void **state)
{
  (void)state;
  near("part", width_of("a\\part{p}{+}b"), width_of("a+b"), 1e-6);
  near("colour", width_of("a\\textcolor{v}{+b=}c"), width_of("a+b=c"), 1e-6);
  near("switch", width_of("a\\color{v}+b"), width_of("a+b"), 1e-6);
  near("script", width_of("\\part{p}{a+b}^2"), width_of("{a+b}^2"), 1e-6);
}

static void spaces_are_as_wide_as_they_say(void **state)
{
  (void)state;
  static const struct {
    const char *space;
    double ems;
  } cases[] = {{"\\,", 3 / 18.0},       {"\\:", 4 / 18.0},     {"\\;", 5 / 18.0},
               {"\\!", -3 / 18.0},      {"\\quad", 1},         {"\\qquad", 2},
               {"\\ ", 6 / 18.0},       {"~", 6 / 18.0},       {"\\hspace{1.5em}", 1.5},
               {"\\hspace{-2pt}", -.2}, {"\\mspace{9mu}", 0.5}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    char source[64];
    snprintf(source, sizeof source, "1%s2", cases[k].space);
    near(cases[k].space, width_of(source) - width_of("12"), cases[k].ems, 1e-5);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Structure

static void scripts_get_smaller_and_no_smaller_than_half(void **state)
{
  (void)state;
  nb_tex tex = lay("a^{b^{c^{d}}}");
  static const float scales[] = {1, 0.7f, 0.5f, 0.5f};
  assert_int_equal(tex.glyph_count, 4);
  for (int k = 0; k < 4; k++) {
    near("scale", tex.glyphs[k].scale, scales[k], 1e-6);
    if (k > 0)
      assert_true(tex.glyphs[k].where.y > tex.glyphs[k - 1].where.y);
  }
}

static void delimiters_reach_around_what_they_enclose(void **state)
{
  (void)state;
  static const char *const inner[] = {"x", "\\frac{a}{b}",
                                      "\\begin{matrix}a\\\\b\\\\c\\\\d\\\\e\\\\f\\end{matrix}"};
  float last = 0;
  for (int k = 0; k < 3; k++) {
    char source[128];
    snprintf(source, sizeof source, "\\left(%s\\right)", inner[k]);
    nb_tex tex = lay(source);
    float height = tex.height + tex.depth;
    assert_true(height > last);
    // Centred on the axis.
    near("middle", (tex.height - tex.depth) / 2, 0.25, 0.15);
    last = height;
  }
}

static void what_is_written_means_the_same(void **state)
{
  (void)state;
  static const char *const pairs[][2] = {
      {"∇f", "\\nabla f"},
      {"α≤β→γ", "\\alpha\\le\\beta\\to\\gamma"},
      {"ŷ", "\\hat y"},
      {"ȳ", "\\bar y"},
      {"x²", "x^2"},
      {"x₁²", "x_1^2"},
      {"x⁻¹", "x^{-1}"},
      {"î", "\\hat\\imath"},
      {"a−b", "a-b"},
      {"a \n b % c\n d", "abd"},
      {"{x}^2", "x^2"},
      {"\\frac12", "\\frac{1}{2}"},
      {"x_i^2", "x^2_i"},
      {"f''", "f^{\\prime\\prime}"},
      {"\\sqrt x", "\\sqrt{x}"},
      {"a\\not=b", "a\\ne b"},
      {"\\lbrace\\rbrace", "\\{\\}"},
      {"\\newcommand{\\R}{\\mathbb{R}}\\R^n", "\\mathbb{R}^n"},
      {"\\newcommand\\grad[1]{\\nabla_{#1}}\\grad{x}+\\grad y", "\\nabla_{x}+\\nabla_{y}"},
      {"\\newcommand{\\f}[2]{\\frac{#1}{#2}}\\newcommand{\\g}[1]{\\f{#1}{2}}\\g{\\g{x}}",
       "\\frac{\\frac{x}{2}}{2}"},
  };
  for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
    nb_tex first = lay(pairs[k][0]);
    void *room = malloc(nb_tex_bytes(&first) + 1);
    nb_tex a = nb_tex_copy(&first, room), b = lay(pairs[k][1]);
    // f'' is one sign, and not two.
    bool primes = strstr(pairs[k][0], "''") != NULL;
    if (!primes) {
      near(pairs[k][0], a.width, b.width, 1e-5);
      near(pairs[k][0], a.height, b.height, 1e-5);
      assert_int_equal(a.glyph_count, b.glyph_count);
      for (uint32_t n = 0; n < a.glyph_count; n++) {
        assert_int_equal(a.glyphs[n].id, b.glyphs[n].id);
        near(pairs[k][0], a.glyphs[n].where.x, b.glyphs[n].where.x, 1e-5);
      }
    }
    free(room);
  }
}

static void order_is_that_of_reading(void **state)
{
  (void)state;
  nb_tex tex = lay("\\frac{a}{b}+c");
  assert_int_equal(tex.glyph_count, 4);
  assert_int_equal(tex.rule_count, 1);
  assert_int_equal(tex.glyphs[0].order, 0);
  assert_int_equal(tex.rules[0].order, 1);
  for (uint32_t k = 1; k < 4; k++)
    assert_int_equal(tex.glyphs[k].order, k + 1);
}

static void glyphs_know_their_source(void **state)
{
  (void)state;
  static const char source[] = "\\alpha+\\frac{x}{\\beta}";
  nb_tex tex = lay(source);
  static const char *const pieces[] = {"\\alpha", "+", "x", "\\beta"};
  assert_int_equal(tex.glyph_count, 4);
  for (int k = 0; k < 4; k++) {
    assert_int_equal(tex.glyphs[k].bytes, strlen(pieces[k]));
    assert_memory_equal(source + tex.glyphs[k].source, pieces[k], strlen(pieces[k]));
  }
}

static void inline_style_is_lower(void **state)
{
  (void)state;
  nb_tex display = lay("\\sum_{i=1}^n"), in_line;
  float height = display.height, width = display.width;
  assert_false(nb_failed(lay_with(&in_line, "\\sum_{i=1}^n", (nb_tex_options){.style = NB_TEX_INLINE})));
  assert_true(in_line.height < height && in_line.width > width);
}

static void phantoms_have_room_and_nothing_in_it(void **state)
{
  (void)state;
  nb_tex tex = lay("\\phantom{\\frac{a}{b}}");
  assert_int_equal(tex.glyph_count + tex.rule_count, 0);
  near("width", tex.width, width_of("\\frac{a}{b}"), 1e-6);
}

// ---------------------------------------------------------------------------------------------------------------
// Colours and parts

static void colours_are_roles_or_exact(void **state)
{
  (void)state;
  nb_tex tex = lay("\\textcolor{i}{a}b\\textcolor{#ff8000}{c{\\color{dim}d}e}f");
  const nb_color wanted[] = {NB_I, NB_DEFAULT, 0xff0080ff, NB_DIM, 0xff0080ff, NB_DEFAULT};
  assert_int_equal(tex.glyph_count, 6);
  for (int k = 0; k < 6; k++)
    assert_int_equal(tex.glyphs[k].color, wanted[k]);
}

// LaTeX's names are the nearest colours of the theme: what was pasted from a paper can be read on both grounds.
static void names_of_latex_are_the_themes(void **state)
{
  (void)state;
  nb_tex tex = lay("\\color{red}a\\color{blue}b\\color{green}c\\color{orange}d\\color{gray}e\\color{black}f");
  const nb_color wanted[] = {NB_J, NB_K, NB_I, NB_V, NB_DIM, NB_TEXT};
  for (int k = 0; k < 6; k++)
    assert_int_equal(tex.glyphs[k].color, wanted[k]);
}

// As they are pasted: numbered or not, they are one formula.
static void environments_of_a_page_are_formulas(void **state)
{
  (void)state;
  near("equation", width_of("\\begin{equation}a+b\\end{equation}"), width_of("\\displaystyle a+b"), 1e-6);
  near("align", width_of("\\begin{align*}a&=b\\\\c&=d\\end{align*}"),
       width_of("\\begin{aligned}a&=b\\\\c&=d\\end{aligned}"), 1e-6);
  near("gather", width_of("\\begin{gather*}a\\\\b+c\\end{gather*}"),
       width_of("\\begin{gathered}a\\\\b+c\\end{gathered}"), 1e-6);
}

static void parts_are_boxes_within_boxes(void **state)
{
  (void)state;
  nb_tex tex = lay("x=\\part{slope}{\\frac{\\part{rise}{a+b}}{c}}\\,y\\part{rest}{}");
  const nb_tex_part *slope = nb_tex_find(&tex, "slope"), *rise = nb_tex_find(&tex, "rise");
  assert_non_null(slope);
  assert_non_null(rise);
  assert_null(nb_tex_find(&tex, "ris"));
  int32_t outer = (int32_t)(slope - tex.parts), inner = (int32_t)(rise - tex.parts);
  assert_int_equal(slope->parent, -1);
  assert_int_equal(rise->parent, outer);
  assert_true(nb_tex_within(&tex, inner, outer) && !nb_tex_within(&tex, outer, inner));
  assert_true(nb_tex_within(&tex, inner, -1) && !nb_tex_within(&tex, -1, inner));
  assert_true(rise->box.x >= slope->box.x && rise->box.y >= slope->box.y);
  assert_true(rise->box.y + rise->box.height <= slope->box.y + slope->box.height + 1e-6f);
  near("rise", rise->box.width, width_of("a+b"), 1e-5);
  tex = lay("x=\\part{slope}{\\frac{\\part{rise}{a+b}}{c}}\\,y\\part{rest}{}");
  int counts[3] = {0};
  for (uint32_t k = 0; k < tex.glyph_count; k++)
    if (tex.glyphs[k].part >= 0)
      counts[tex.glyphs[k].part]++;
  assert_int_equal(counts[outer], 1);
  assert_int_equal(counts[inner], 3);
  assert_int_equal(tex.rules[0].part, outer);
}

// ---------------------------------------------------------------------------------------------------------------
// Numbers

static void shown_is(const nb_tex *tex, uint32_t k, const char *wanted)
{
  char got[64] = "";
  const nb_tex_value *v = &tex->values[k];
  uint32_t blank = glyph_of(' '), minus = glyph_of(0x2212);
  for (uint32_t n = 0; n < v->count; n++) {
    uint32_t id = tex->glyphs[v->first + n].id;
    char sign = id == minus ? '-' : 0;
    for (char c = '!'; c < 127 && sign == 0; c++)
      if (id == glyph_of((uint32_t)c))
        sign = c;
    if (id != blank && sign != 0)
      strncat(got, &sign, 1);
    assert_int_equal(tex->glyphs[v->first + n].value, k);
  }
  assert_string_equal(got, wanted);
}

static void numbers_are_set_as_their_format_says(void **state)
{
  (void)state;
  static const struct {
    const char *source;
    float value;
    const char *shown;
  } cases[] = {
      {"\\val", 1.5f, "1.50"},       {"\\val", -1.5f, "-1.50"},       {"\\val[0]", 12.4f, "12"},
      {"\\val[+1]", 0.25f, "+0.2"},  {"\\val[+1]", 0.01f, "+0.0"},    {"\\val[1]", -0.04f, "0.0"},
      {"\\val[-1]", -3.14f, "-3.1"}, {"\\val[3.2]", 42.0f, "42.00"},  {"\\val[2]", 1234.5f, "1234.50"},
      {"\\val", NAN, "nan"},         {"\\val[6]", -0.0f, "0.000000"}, {"\\val[~2]", 2, "2"},
      {"\\val[~2]", 10.5f, "10.5"},  {"\\val[~2]", -1.999f, "-2"},    {"\\val[~1]", -0.04f, "0"},
      {"\\val[+~1]", 1, "+1"},       {"\\val[+~1]", -0.25f, "-0.2"},  {"\\val[~0]", 100, "100"},
      {"\\val[~3]", NAN, "nan"},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    nb_tex tex = lay_values(cases[k].source, &cases[k].value, 1);
    assert_int_equal(tex.value_count, 1);
    shown_is(&tex, 0, cases[k].shown);
  }
}

// A term is set as if its sign stood in the source: in the middle between what it parts.
static void a_sign_stands_between_its_terms(void **state)
{
  (void)state;
  float two = 2, sum = lay_values("x+\\val[-1]", &two, 1).width;
  assert_float_equal(lay_values("x\\val[+1]", &two, 1).width, sum, 1e-4f);
}

// Without room for a sign a minus stands clear of what is to its left, too, and what was wide is narrow again.
static void a_minus_makes_room_for_itself(void **state)
{
  (void)state;
  float two = 2, less = -2;
  nb_tex tex = lay_values("a\\cdot\\val[-1]", &two, 1);
  float narrow = tex.width;
  assert_false(nb_tex_set_value(&tex, fonts, 0, less));
  tex = lay_values("a\\cdot\\val[-1]", &less, 1);
  near("as a sign in the source", tex.width, lay_values("a\\cdot{-}2.0", NULL, 0).width, 1e-4f);
  const nb_tex_value *v = &tex.values[0];
  for (uint32_t n = 0; n < v->count; n++)
    assert_true(tex.glyphs[v->first + n].where.x >= v->box.x - 1e-5f);
  near("again", lay_values("a\\cdot\\val[-1]", &two, 1).width, narrow, 0);
}

static void a_changed_number_moves_nothing_else(void **state)
{
  (void)state;
  static const char source[] =
      "\\begin{bmatrix}\\val&x\\\\\\val[3.1]&\\frac{\\val}{2}\\end{bmatrix}+y^{\\val[1]}";
  const float first[] = {1, 2, 3, 4}, second[] = {-9.25f, 999.9f, 0, -1};
  nb_tex tex = lay_values(source, first, 4);
  size_t size = nb_tex_bytes(&tex);
  void *room = malloc(size), *again = malloc(size);
  nb_tex before = nb_tex_copy(&tex, room);
  for (uint32_t k = 0; k < 4; k++)
    assert_true(nb_tex_set_value(&before, fonts, k, second[k]));
  shown_is(&before, 0, "-9.25");
  shown_is(&before, 1, "999.9");
  // Laid out with the second numbers, it is the same to the last bit.
  tex = lay_values(source, second, 4);
  assert_int_equal(nb_tex_bytes(&tex), size);
  nb_tex_copy(&tex, again);
  assert_memory_equal(room, again, size);
  free(room);
  free(again);
}

static void figures_end_where_they_ended(void **state)
{
  (void)state;
  const float start = 7;
  nb_tex tex = lay_values("a=\\val[4.2]+b", &start, 1);
  const nb_tex_value *v = &tex.values[0];
  float right = v->right, width = v->box.width;
  static const float values[] = {0, -1, 9999, -9999, 0.005f, -0.001f, INFINITY, -INFINITY, NAN};
  for (size_t k = 0; k < sizeof values / sizeof *values; k++) {
    assert_true(nb_tex_set_value(&tex, fonts, 0, values[k]));
    near("right", v->right, right, 0);
    near("room", v->box.width, width, 0);
    float last = -1;
    for (uint32_t n = 0; n < v->count; n++) {
      const nb_tex_glyph *g = &tex.glyphs[v->first + n];
      assert_true(g->where.x >= last && g->where.x >= v->box.x - 1e-5f && g->where.x < right);
      last = g->where.x;
    }
  }
}

// How far the last figure of number k ends from the right end of its room.
static float spare(const nb_tex *tex, uint32_t k)
{
  const nb_tex_value *v = &tex->values[k];
  return v->box.x + v->box.width - v->right;
}

static void a_column_without_a_sign_shares_out_the_room_for_it(void **state)
{
  (void)state;
  static const char source[] = "\\begin{bmatrix}\\color{i}\\val&\\val\\\\\\val&2\\val\\end{bmatrix}=\\val";
  const float first[] = {1, -2, 3, 4, 5};
  nb_tex tex = lay_values(source, first, 5);
  float half = width_of("{-}") / 2;
  const float wanted[] = {half, 0, half, 0, 0}; // one has a sign, two are not alone
  for (uint32_t k = 0; k < 5; k++)
    near("spare", spare(&tex, k), wanted[k], 1e-5);
  assert_true(nb_tex_set_value(&tex, fonts, 2, -3)); // both of its column make room
  near("spare", spare(&tex, 0), 0, 1e-5);
  near("spare", spare(&tex, 2), 0, 1e-5);
  assert_true(nb_tex_set_value(&tex, fonts, 2, 3) && nb_tex_set_value(&tex, fonts, 1, 2));
  for (uint32_t k = 0; k < 3; k++)
    near("spare", spare(&tex, k), half, 1e-5);
}

// What is fitted takes the room that its figures would take, had they been typed; another shape is refused.
static void a_fitted_number_is_as_wide_as_if_it_were_typed(void **state)
{
  (void)state;
  static const struct {
    float value;
    const char *typed;
  } cases[] = {{2, "a=2b"}, {-2, "a={-2}b"}, {0.5f, "a=0.5b"}, {12.25f, "a=12.25b"}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
    near("width", lay_values("a=\\val[~2]b", &cases[k].value, 1).width, width_of(cases[k].typed), 1e-5);
  const float two = 2;
  nb_tex tex = lay_values("\\val[~2]", &two, 1);
  assert_true(nb_tex_set_value(&tex, fonts, 0, 3.001f));
  shown_is(&tex, 0, "3");
  assert_false(nb_tex_set_value(&tex, fonts, 0, 3.5f));
  assert_false(nb_tex_set_value(&tex, fonts, 0, -3));
  assert_false(nb_tex_set_value(&tex, fonts, 0, 30));
  shown_is(&tex, 0, "3");
}

static void a_number_that_outgrows_its_room_is_refused(void **state)
{
  (void)state;
  const float start = 1;
  nb_tex tex = lay_values("\\val[1]", &start, 1);
  assert_false(nb_tex_set_value(&tex, fonts, 0, 10));
  assert_false(nb_tex_set_value(&tex, fonts, 0, 9.96f)); // is shown as 10.0
  assert_false(nb_tex_set_value(&tex, fonts, 1, 1));
  shown_is(&tex, 0, "1.0");
  near("value", tex.values[0].value, 1, 0);
  const float large = 3.4e38f;
  tex = lay_values("\\val[1]", &large, 1);
  assert_true(tex.values[0].format.figures == 39);
}

// ---------------------------------------------------------------------------------------------------------------
// Mistakes

static void mistake(const char *source, const char *wanted)
{
  nb_tex tex;
  nb_error e = lay_with(&tex, source, (nb_tex_options){0});
  assert_int_equal(e.id, NB_BAD_FORMULA);
  assert_string_equal(e.text, wanted);
  assert_int_equal(tex.glyph_count, 0);
}

static void mistakes_are_shown_where_they_are(void **state)
{
  (void)state;
  mistake("\\nabla f = \\frac{\\partial f}", "line 1, column 29: \\frac needs two groups, found one\n"
                                             "  \\nabla f = \\frac{\\partial f}\n"
                                             "                              ^ a second {…} belongs here");
  mistake("a + \\alpah", "line 1, column 5: unknown command \\alpah\n"
                         "  a + \\alpah\n"
                         "      ^ perhaps \\alpha?");
  mistake("x^{2", "line 1, column 3: missing }\n"
                  "  x^{2\n"
                  "    ^ this { is never closed");
  mistake("x\n+ y}", "line 2, column 4: a } too many\n"
                     "  + y}\n"
                     "     ^ no { is open here");
  mistake("α & β", "line 1, column 3: misplaced &\n"
                   "  α & β\n"
                   "    ^ it stands between the cells of a table; \\& is the sign");
  mistake("\\left( x", "line 1, column 1: \\left without \\right\n"
                       "  \\left( x\n"
                       "  ^ a \\right) or \\right. belongs behind what this encloses");
  mistake("x \\right)", "line 1, column 3: \\right without \\left\n"
                        "  x \\right)\n"
                        "    ^ a \\left belongs before this");
  mistake("\\mathcal{a}", "line 1, column 10: the font has no 𝒶 (U+1D4B6)\n"
                          "  \\mathcal{a}\n"
                          "           ^ another letter, sign or alphabet would do");
  mistake("\\color{mauve} x",
          "line 1, column 8: no colour is called mauve\n"
          "  \\color{mauve} x\n"
          "         ^ a theme's: text dim i j k v learning positive negative; red green blue "
          "orange purple gray; #rrggbb");
  mistake("x \\tag{1}", "line 1, column 3: unknown command \\tag\n"
                        "  x \\tag{1}\n"
                        "    ^ formulas on a board have no numbers: leave it out");
  mistake("\\begin{matrx}a\\end{matrx}", "line 1, column 8: unknown environment matrx\n"
                                         "  \\begin{matrx}a\\end{matrx}\n"
                                         "         ^ perhaps matrix?");
  mistake("\\begin{cases}a&b&c\\end{cases}", "line 1, column 17: row 1 of cases has more than 2 cells\n"
                                             "  \\begin{cases}a&b&c\\end{cases}\n"
                                             "                  ^ \\\\ ends a row");
  mistake("x^a^b", "line 1, column 4: two superscripts\n"
                   "  x^a^b\n"
                   "     ^ braces say which belongs to which: {x^a}^b or x^{a^b}");
}

static void long_lines_are_shown_around_the_mistake(void **state)
{
  (void)state;
  char source[400];
  memset(source, 'x', sizeof source);
  memcpy(source + 300, "\\foo", 4);
  source[sizeof source - 1] = 0;
  nb_tex tex;
  nb_error e = lay_with(&tex, source, (nb_tex_options){0});
  assert_non_null(strstr(e.text, "line 1, column 301: unknown command \\fooxxx"));
  assert_non_null(strstr(e.text, "  …xxx"));
  assert_non_null(strstr(e.text, "\\fooxxxxx"));
}

static void every_mistake_is_a_message(void **state)
{
  (void)state;
  static const char *const sources[] = {
      "{",
      "}",
      "\\",
      "\\frac",
      "\\frac{a}",
      "\\sqrt[3",
      "^",
      "x^",
      "x__a",
      "x'^2'",
      "\\left",
      "\\left x",
      "\\right",
      "\\middle|",
      "\\big",
      "\\begin",
      "\\begin{",
      "\\begin{x}",
      "\\begin{array}",
      "\\begin{array}{x}",
      "\\begin{matrix}",
      "\\begin{matrix}a\\end{cases}",
      "\\end{matrix}",
      "\\\\",
      "&",
      "\\not",
      "\\not{ab}",
      "\\limits",
      "x\\limits",
      "\\hspace",
      "\\hspace{x}",
      "\\hspace{1}",
      "\\color",
      "\\color{}",
      "\\textcolor{v}",
      "\\part",
      "\\part{a}",
      "\\part{a b!}{x}",
      "\\part{",
      "\\val[",
      "\\val[9]",
      "\\val[0.1]",
      "\\val[1.7]",
      "\\val[-~1]",
      "\\val[~]",
      "\\newcommand",
      "\\newcommand{x}{y}",
      "\\newcommand{\\x}",
      "\\newcommand{\\x}[12]{y}",
      "\\newcommand{\\x}[1]{y}\\x",
      "\\newcommand{\\x}{\\x}\\x",
      "\\text",
      "\\text{a_b}",
      "\\text{$x}",
      "$x$",
      "\xff",
      "a\xc3",
      "\\substack{a&b}",
      "\\substack a",
      "\\operatorname",
      "\\mathbb",
      "\\mathfrak{1}\\nope",
      "\\begin{matrix}a\\\\[x]b\\end{matrix}",
      "\\newcommand{\\a}[1]{#1#1}\\newcommand{\\b}[1]{\\a{\\a{\\a{\\a{#1}}}}}\\newcommand{\\c}[1]{\\b{\\b{"
      "\\b{"
      "\\b{#1}}}}}\\c{\\c{x}}",
  };
  for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
    nb_tex tex;
    nb_error e = lay_with(&tex, sources[k], (nb_tex_options){0});
    if (e.id != NB_BAD_FORMULA)
      fail_msg("%s: %s", sources[k], nb_failed(e) ? e.text : "was taken");
    assert_memory_equal(e.text, "line ", 5);
    assert_non_null(strstr(e.text, "^ "));
  }
}

static void wrong_counts_of_numbers_are_mistakes(void **state)
{
  (void)state;
  const float values[] = {1, 2, 3};
  nb_tex tex;
  nb_error e = lay_with(&tex, "\\val+\\val", (nb_tex_options){.values = values, .value_count = 3});
  assert_non_null(strstr(e.text, "3 numbers were given, and \\val stands here 2 times"));
  e = lay_with(&tex, "\\val+\\val", (nb_tex_options){.values = values, .value_count = 1});
  assert_non_null(strstr(e.text, "column 6: number 2, but 1 were given"));
}

// ---------------------------------------------------------------------------------------------------------------
// Limits

// `count` times before, middle, `count` times after.
static char *nested(const char *before, const char *middle, const char *after, int count)
{
  char *source = calloc(1, (strlen(before) + strlen(after)) * (size_t)count + strlen(middle) + 1);
  for (int k = 0; k < count; k++)
    strcat(source, before);
  strcat(source, middle);
  for (int k = 0; k < count; k++)
    strcat(source, after);
  return source;
}

static void is_refused_with(char *source, const char *words)
{
  nb_tex tex;
  nb_error e = lay_with(&tex, source, (nb_tex_options){0});
  assert_int_equal(e.id, NB_BAD_FORMULA);
  if (strstr(e.text, words) == NULL)
    fail_msg("%s", e.text);
  free(source);
}

static void depth_and_size_have_ends(void **state)
{
  (void)state;
  static const char *const around[][2] = {{"{", "}"},          {"\\sqrt{", "}"},
                                          {"x^{", "}"},        {"\\left(", "\\right)"},
                                          {"\\frac{1}{", "}"}, {"\\begin{matrix}", "\\end{matrix}"},
                                          {"\\text{$", "$}"},  {"\\hat ", ""},
                                          {"\\not ", ""},      {"\\color{v}", ""}};
  for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
    is_refused_with(nested(around[k][0], "x", around[k][1], 100), "more than 64 levels deep");
    if (strcmp(around[k][0], "\\not ") != 0 && strcmp(around[k][0], "\\text{$") != 0) {
      char *fine = nested(around[k][0], "x", around[k][1], 30);
      lay(fine);
      free(fine);
    }
  }
  is_refused_with(nested("x", "", "", NB_TEX_MAX_BYTES + 1), "more than 16384 bytes");
  is_refused_with(nested("\\val", "", "", 300), "more than 256 numbers");
  is_refused_with(nested("", "\\begin{matrix}", "\\\\", 300), "more than 256 rows");
}

static void large_formulas_are_laid_out(void **state)
{
  (void)state;
  char *source = nested("x+", "y", "", 8000);
  nb_tex tex = lay(source);
  assert_int_equal(tex.glyph_count, 16001);
  assert_true(isfinite(tex.width) && tex.width > 8000);
  free(source);
}

static void memory_is_used_again(void **state)
{
  (void)state;
  static const char source[] = "\\begin{bmatrix}\\frac{a}{b}&\\sqrt{x}\\end{bmatrix}";
  lay(source);
  const nb_arena_block *block = memory.blocks;
  const void *glyphs = lay(source).glyphs;
  for (int k = 0; k < 10; k++)
    assert_ptr_equal(lay(source).glyphs, glyphs);
  assert_ptr_equal(memory.blocks, block);
}

static void nothing_is_a_formula_too(void **state)
{
  (void)state;
  static const char *const sources[] = {"",
                                        " ",
                                        "{}",
                                        "{}^{}_{}",
                                        "\\frac{}{}",
                                        "\\sqrt{}",
                                        "\\left.\\right.",
                                        "\\begin{matrix}\\end{matrix}",
                                        "\\overline{}",
                                        "\\hat{}",
                                        "\\underbrace{}",
                                        "\\text{}",
                                        "\\boxed{}",
                                        "\\cancel{}",
                                        "\\sum_{}^{}",
                                        "\\xrightarrow{}"};
  for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
    nb_tex tex = lay(sources[k]);
    assert_true(isfinite(tex.width) && isfinite(tex.height) && isfinite(tex.depth));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(atoms_are_spaced_by_class),
      cmocka_unit_test(marks_do_not_change_spaces),
      cmocka_unit_test(spaces_are_as_wide_as_they_say),
      cmocka_unit_test(scripts_get_smaller_and_no_smaller_than_half),
      cmocka_unit_test(delimiters_reach_around_what_they_enclose),
      cmocka_unit_test(what_is_written_means_the_same),
      cmocka_unit_test(order_is_that_of_reading),
      cmocka_unit_test(glyphs_know_their_source),
      cmocka_unit_test(inline_style_is_lower),
      cmocka_unit_test(phantoms_have_room_and_nothing_in_it),
      cmocka_unit_test(colours_are_roles_or_exact),
      cmocka_unit_test(names_of_latex_are_the_themes),
      cmocka_unit_test(environments_of_a_page_are_formulas),
      cmocka_unit_test(parts_are_boxes_within_boxes),
      cmocka_unit_test(numbers_are_set_as_their_format_says),
      cmocka_unit_test(a_sign_stands_between_its_terms),
      cmocka_unit_test(a_minus_makes_room_for_itself),
      cmocka_unit_test(a_changed_number_moves_nothing_else),
      cmocka_unit_test(figures_end_where_they_ended),
      cmocka_unit_test(a_column_without_a_sign_shares_out_the_room_for_it),
      cmocka_unit_test(a_fitted_number_is_as_wide_as_if_it_were_typed),
      cmocka_unit_test(a_number_that_outgrows_its_room_is_refused),
      cmocka_unit_test(mistakes_are_shown_where_they_are),
      cmocka_unit_test(long_lines_are_shown_around_the_mistake),
      cmocka_unit_test(every_mistake_is_a_message),
      cmocka_unit_test(wrong_counts_of_numbers_are_mistakes),
      cmocka_unit_test(depth_and_size_have_ends),
      cmocka_unit_test(large_formulas_are_laid_out),
      cmocka_unit_test(memory_is_used_again),
      cmocka_unit_test(nothing_is_a_formula_too),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
