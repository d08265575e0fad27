// Formulas beside real LaTeX: tests/data/tex_reference.txt says where lualatex put each glyph
// and each level rule.
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

enum { LINE = 8192, MOST_GLYPHS = 256, MOST_RULES = 64, SLACK = 20 }; // SLACK: thousandths of an em

// Formulas that are meant to differ, and why.
static const struct {
  const char *formula, *reason;
} exceptions[] = {
    {"\\xrightarrow{f}", "the font's own long arrow, not an arrow and a minus over each other"},
    {"\\xrightarrow[g]{fgh}", "the same"},
    {"f\\star g", "the star's italic correction, which LuaTeX leaves out"},
    {"\\boldsymbol{\\theta}\\boldsymbol{x}", "unicode-math has no bold version of the font; ours is bold"},
    {"a\\equiv b\\pmod n", "amsmath takes the reference for a formula in a line, where the gap is smaller"},
    {"\\overbrace{\\underbrace{a}_{1}+b}^{2}",
     "unicode-math puts an empty atom, and so a space, before the operator"},
    {"\\cancel{x}+y", "LaTeX's stroke is as high as its picture environment makes it; ours as the symbol"},
};

typedef struct glyph {
  int id, x, y, size;
  bool found;
} glyph;

typedef struct reference {
  char formula[LINE];
  int width, height, depth;
  glyph glyphs[MOST_GLYPHS];
  int count;
  int rules[MOST_RULES][4]; // x, y, width, thickness
  int rule_count;
} reference;

static bool read_reference(FILE *file, reference *r)
{
  static char line[LINE];
  if (fgets(r->formula, LINE, file) == NULL)
    return false;
  r->formula[strcspn(r->formula, "\n")] = 0;
  assert_non_null(fgets(line, LINE, file));
  assert_int_equal(sscanf(line, "%d %d %d", &r->width, &r->height, &r->depth), 3);
  assert_non_null(fgets(line, LINE, file));
  r->count = 0;
  int read;
  for (char *at = line; r->count < MOST_GLYPHS; at += read) {
    glyph *g = &r->glyphs[r->count];
    if (sscanf(at, " %d,%d,%d,%d%n", &g->id, &g->x, &g->y, &g->size, &read) != 4)
      break;
    g->found = false;
    r->count++;
  }
  assert_non_null(fgets(line, LINE, file));
  r->rule_count = 0;
  for (char *at = line; r->rule_count < MOST_RULES; at += read) {
    int *n = r->rules[r->rule_count];
    if (sscanf(at, " %d,%d,%d,%d%n", &n[0], &n[1], &n[2], &n[3], &read) != 4)
      break;
    r->rule_count++;
  }
  return true;
}

static int milli(float ems)
{
  return (int)lroundf(1000 * ems);
}

static bool near(int a, int b)
{
  return abs(a - b) <= SLACK;
}

static bool matches(const glyph *theirs, const nb_tex_glyph *ours)
{
  return !theirs->found && theirs->id == (int)ours->id && near(theirs->size, milli(ours->scale)) &&
         near(theirs->x, milli(ours->where.x)) && near(theirs->y, milli(ours->where.y));
}

// How many glyphs, ours and theirs, have no partner; they are printed.
static int compare(const reference *wanted, const nb_tex *got)
{
  reference r = *wanted;
  int alone = 0;
  for (uint32_t k = 0; k < got->glyph_count; k++) {
    int n = 0;
    while (n < r.count && !matches(&r.glyphs[n], &got->glyphs[k]))
      n++;
    if (n < r.count) {
      r.glyphs[n].found = true;
      continue;
    }
    const nb_tex_glyph *g = &got->glyphs[k];
    print_message("    ours alone:   %u at %d,%d size %d\n", g->id, milli(g->where.x), milli(g->where.y),
                  milli(g->scale));
    alone++;
  }
  for (int n = 0; n < r.count; n++)
    if (!r.glyphs[n].found) {
      print_message("    theirs alone: %d at %d,%d size %d\n", r.glyphs[n].id, r.glyphs[n].x, r.glyphs[n].y,
                    r.glyphs[n].size);
      alone++;
    }
  return alone;
}

// How many of their level rules are not among ours; they are printed.
static int compare_rules(const reference *wanted, const nb_tex *got)
{
  int alone = 0;
  for (int n = 0; n < wanted->rule_count; n++) {
    const int *theirs = wanted->rules[n];
    bool found = false;
    for (uint32_t k = 0; k < got->rule_count && !found; k++) {
      const nb_tex_rule *r = &got->rules[k];
      found = r->from.y == r->to.y && near(theirs[0], milli(fminf(r->from.x, r->to.x))) &&
              near(theirs[1], milli(r->from.y)) && near(theirs[2], milli(fabsf(r->to.x - r->from.x))) &&
              abs(theirs[3] - milli(r->thickness)) <= 1;
    }
    if (!found)
      print_message("    their rule alone: %d,%d %d by %d\n", theirs[0], theirs[1], theirs[2], theirs[3]);
    alone += !found;
  }
  return alone;
}

static bool is_exception(const char *formula)
{
  for (size_t k = 0; k < sizeof exceptions / sizeof *exceptions; k++)
    if (strcmp(exceptions[k].formula, formula) == 0)
      return true;
  return false;
}

static bool agrees(const nb_fonts *fonts, const reference *r)
{
  nb_arena memory = {0};
  nb_tex tex;
  nb_error e = nb_tex_layout(&tex, fonts, r->formula, strlen(r->formula), &memory, NULL);
  bool same = !nb_failed(e) && near(r->width, milli(tex.width)) && near(r->height, milli(tex.height)) &&
              near(r->depth, milli(tex.depth));
  if (nb_failed(e))
    print_message("%s\n", e.text);
  else if (!same)
    print_message("%s\n    width, height, depth: ours %d %d %d, theirs %d %d %d\n", r->formula,
                  milli(tex.width), milli(tex.height), milli(tex.depth), r->width, r->height, r->depth);
  if (!nb_failed(e) && compare(r, &tex) + compare_rules(r, &tex) > 0) {
    if (same)
      print_message("^ %s\n", r->formula);
    same = false;
  }
  nb_arena_free(&memory);
  return same;
}

static void formulas_stand_as_in_latex(void **state)
{
  (void)state;
  static reference r;
  nb_fonts *fonts;
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  FILE *file = fopen(NABLA_TESTS "/data/tex_reference.txt", "r");
  assert_non_null(file);
  int count = 0, differ = 0;
  while (read_reference(file, &r)) {
    count++;
    if (!is_exception(r.formula) && !agrees(fonts, &r))
      differ++;
  }
  fclose(file);
  nb_fonts_close(fonts);
  print_message("%d of %d formulas agree with LaTeX's\n", count - differ, count);
  assert_true(count >= 200);
  assert_int_equal(differ, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(formulas_stand_as_in_latex)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
