// Functions typed by the viewer: values by muParser, derivatives by SymPy, what is refused, grids.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/math/expression.h"
#include "nabla/math/field.h"
#include "nabla/math/random.h"

#include "data/expression_reference.h"

enum { EXPRESSIONS = sizeof expressions / sizeof *expressions };

static const double points[3][2] = {{0.7, -1.3}, {1.9, 0.4}, {-0.8, 2.1}};

static nb_expression parse(const char *text, const char *variables)
{
  nb_expression f;
  int column;
  nb_error e = nb_expression_parse(text, variables, &f, &column);
  if (nb_failed(e))
    fail_msg("\"%s\": %s", text, e.text);
  assert_int_equal(column, 0);
  return f;
}

static void assert_close(double ours, double theirs, const char *text, const char *what)
{
  if (!(fabs(ours - theirs) <= 1e-12 * fmax(1, fabs(theirs))))
    fail_msg("%s of \"%s\" is %.17g and should be %.17g", what, text, ours, theirs);
}

static void values_and_derivatives_are_right(void **state)
{
  (void)state;
  static const char *const what[] = {"the value", "d/dx", "d/dy", "d2/dx2", "d2/dx dy", "d2/dy2"};
  for (int i = 0; i < EXPRESSIONS; i++)
    for (int k = 0; k < 3; k++) {
      const char *text = expressions[i].text;
      nb_expression f = parse(text, "x y");
      nb_dual d = nb_expression_derivatives(&f, points[k]);
      double ours[] = {d.value, d.first[0], d.first[1], d.second[0], d.second[1], d.second[3]};
      for (int n = 0; n < 6; n++)
        assert_close(ours[n], expressions[i].at[k][n], text, what[n]);
      assert_close(nb_expression_value(&f, points[k]), expressions[i].at[k][0], text, "the value");
    }
}

static void floors_and_signs_are_steps(void **state)
{
  (void)state;
  const double at[] = {2.5, -1.25};
  nb_expression f = parse("floor(x) + 10 ceil(y) + 100 round(x) + 1000 sign(y) + 10000 mod(y, 1)", "x y");
  nb_dual d = nb_expression_derivatives(&f, at);
  assert_true(d.value == 2 - 10 + 300 - 1000 + 7500);
  assert_true(d.value == nb_expression_value(&f, at));
  assert_true(d.first[0] == 0 && d.first[1] == 10000 && d.second[0] == 0);
}

static void any_variables_can_be_named(void **state)
{
  (void)state;
  const double at[] = {2, 3, 5, 7};
  nb_expression f = parse("theta t + e^2 - r", " t theta  e r");
  assert_int_equal(f.variable_count, 4);
  assert_int_equal(f.uses, 15);
  assert_true(nb_expression_value(&f, at) == 6 + 25 - 7);
  nb_dual d = nb_expression_derivatives(&f, at);
  assert_true(d.first[0] == 3 && d.first[1] == 2 && d.first[2] == 10);
  f = parse("2pi", "");
  assert_true(nb_expression_value(&f, NULL) == 6.28318530717958647693);
  f = parse("x1", "x");
  assert_true(nb_expression_value(&f, at) == 2);
}

static void what_is_constant_is_worked_out(void **state)
{
  (void)state;
  nb_expression f = parse("x + sin(2pi/3)^2 - (1+2+3+4+5)/7", "x"), g = parse("x", "x");
  assert_int_equal(f.size, g.size + 6); // two numbers with their signs
  f = parse("1+2+3+4+5+6+7+8+9+10+11+12+13+14+15+16+17+18+19+20+21+22+23+24+25+26+27+28+29+30+31+32+33+34",
            "");
  assert_true(nb_expression_value(&f, NULL) == 595);
  f = parse("sqrt(-1) + x", "x");
  assert_false(isfinite(nb_expression_value(&f, points[0])));
  nb_expression zero = {0};
  assert_true(nb_expression_value(&zero, NULL) == 0 && nb_expression_derivatives(&zero, NULL).value == 0);
}

typedef struct mistake {
  const char *text;
  int column;
  const char *said;
} mistake;

static void mistakes_are_told_with_their_place(void **state)
{
  (void)state;
  static const mistake mistakes[] = {
      {"", 1, "missing"},
      {"   ", 4, "missing"},
      {"2 +", 4, "missing"},
      {"(x + 1", 7, "\"(\" at 1 is not closed"},
      {"sin(x + (2 y)", 14, "\"(\" at 4 is not closed"},
      {"|x + 1", 7, "\"|\" at 1 is not closed"},
      {"x + 1)", 6, "closes nothing"},
      {"x + )", 5, "before this \")\""},
      {"x + foo", 5, "\"foo\" is unknown"},
      {"2 3", 3, "between two numbers"},
      {"1.2.3", 4, "second point"},
      {"x # y", 3, "\"#\" cannot stand here"},
      {"x * / y", 5, "\"/\" cannot stand here"},
      {"max(x)", 6, "the second belong here"},
      {"max x", 5, "max(a, b)"},
      {"x, y", 2, "a \",\" parts"},
      {"x = y = 2", 7, "may only follow a name"},
      {"sin^-1 x", 4, "the inverse is asin"},
      {"1e999", 1, "too large"},
      {"x ∫ y", 3, "unknown"},
  };
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    nb_expression f;
    int column;
    nb_error e = nb_expression_parse(mistakes[i].text, "x y", &f, &column);
    if (e.id != NB_BAD_EXPRESSION || column != mistakes[i].column || strstr(e.text, mistakes[i].said) == NULL)
      fail_msg("\"%s\" at %d: %s", mistakes[i].text, column, e.text);
    assert_int_equal(f.size, 0);
  }
}

static void too_much_is_refused(void **state)
{
  (void)state;
  char text[2000];
  nb_expression f;
  memset(text, '(', 400);
  text[400] = '\0';
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
  memset(text, '-', 400);
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
  memset(text, 'x', 501);
  text[501] = '\0';
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
  text[300] = '\0'; // x x x ..: more code than there is room for
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
  assert_int_equal(nb_expression_parse("x", "a b c d e f g h i", &f, NULL).id, NB_BAD_EXPRESSION);
  text[0] = '\0';
  for (int k = 0; k < 40; k++) // numbers that differ
    snprintf(text + strlen(text), 20, "+%dx", k + 5);
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
  text[0] = '\0';
  for (int k = 0; k < 30; k++) // values that wait
    strcat(text, "x+(");
  assert_int_equal(nb_expression_parse(text, "x", &f, NULL).id, NB_BAD_EXPRESSION);
}

static void grids_hold_the_same_values(void **state)
{
  (void)state;
  static float values[150 * 7];
  nb_rect area = {-3, 0.5f, 6, 2};
  for (int i = 0; i < EXPRESSIONS; i++) {
    nb_expression f = parse(expressions[i].text, "x y");
    nb_expression_grid(&f, NULL, area, 150, 7, values);
    for (uint32_t k = 0; k < 150 * 7; k++) {
      double at[] = {-3 + 6.0 * (k % 150) / 149, 0.5 + 2.0 * (k / 150) / 6};
      float value = (float)nb_expression_value(&f, at);
      if (!(values[k] == value || (!isfinite(value) && !isfinite(values[k]))))
        fail_msg("\"%s\" at (%g, %g): %g and %g", expressions[i].text, at[0], at[1], values[k], value);
    }
  }
  const double others[] = {0, 0, 4};
  nb_expression f = parse("a", "x y a");
  nb_expression_grid(&f, others, area, 2, 2, values);
  assert_true(values[0] == 4 && values[3] == 4);
}

// What takes C functions takes typed ones.
static void typed_functions_serve_as_functions(void **state)
{
  (void)state;
  nb_expression line = parse("a x + 1", "x a"), hill = parse("a x^2 y", "x y a");
  nb_expression left = parse("-a y", "x y a"), up = parse("x", "x y a");
  nb_expression_at by_x = {.f = &line, .variables = {0, 3}};
  assert_true(nb_expression_of_x(2, &by_x) == 7);
  nb_expression_at at = {.f = &hill, .variables = {0, 0, 2}};
  assert_true(nb_expression_of_point(nb_at(3, 5), &at) == 90);
  nb_vec2 g = nb_field_gradient(nb_expression_of_point, &at, nb_at(1, 2));
  assert_float_equal(g.x, 8, 1e-2f);
  assert_float_equal(g.y, 2, 1e-2f);
  nb_expression_at flow = {.f = &left, .g = &up, .variables = {0, 0, 1}};
  nb_vec2 p = nb_at(1, 0);
  for (int k = 0; k < 100; k++)
    p = nb_field_flow(nb_expression_of_flow, &flow, p, 3.14159265f / 100);
  assert_float_equal(p.x, -1, 1e-4f); // half a turn
  assert_float_equal(p.y, 0, 1e-4f);
}

// ---------------------------------------------------------------------------------------------------------------
// As TeX

// What TeX's words are where functions are typed; what stands in braces behind them, between those of the third column.
static const struct {
  const char *tex, *typed, *behind;
} words[] = {
    {"\\frac{", "((", ")/("},
    {"\\sqrt[3]{", "cbrt(", ")"},
    {"\\sqrt{", "sqrt(", ")"},
    {"^{", "^(", ")"},
    {"\\operatorname{", "", ""},
    {"\\mathit{", "", ""},
    {"\\left|", "abs(", NULL},
    {"\\right|", ")", NULL},
    {"\\left\\lfloor ", "floor(", NULL},
    {"\\right\\rfloor ", ")", NULL},
    {"\\left\\lceil ", "ceil(", NULL},
    {"\\right\\rceil ", ")", NULL},
    {"\\left(", "(", NULL},
    {"\\right)", ")", NULL},
    {"\\cdot", "*", NULL},
    {"\\log_{2}", "log2", NULL},
    {"\\log_{10}", "log10", NULL},
    {"\\", " ", NULL},
};

static void add(char *to, const char *what)
{
  assert_true(strlen(to) + strlen(what) < NB_EXPRESSION_TEXT);
  strcat(to, what);
}

// Reads TeX up to the end, or the brace that closes it, and writes what one would type for it.
static const char *type_tex(const char *tex, char *to)
{
  while (*tex && *tex != '}') {
    size_t k = 0;
    while (k < sizeof words / sizeof *words && strncmp(tex, words[k].tex, strlen(words[k].tex)) != 0)
      k++;
    if (k == sizeof words / sizeof *words) {
      add(to, (char[]){*tex++, '\0'});
      continue;
    }
    // sin^{2}: of a function's power there is one figure, without brackets.
    bool figure = words[k].tex[0] == '^' && *to && to[strlen(to) - 1] >= 'a' && tex[3] == '}' &&
                  strncmp(tex + 4, "\\left(", 6) == 0 && strlen(to) > 1 && to[strlen(to) - 2] >= 'a';
    tex += strlen(words[k].tex);
    add(to, figure ? "^" : words[k].typed);
    if (words[k].behind == NULL)
      continue;
    tex = type_tex(tex, to) + 1;
    add(to, figure ? "" : words[k].behind);
    if (strcmp(words[k].behind, ")/(") == 0) {
      tex = type_tex(tex + 1, to) + 1;
      add(to, "))");
    }
  }
  return tex;
}

static void what_is_written_as_tex_is_the_same_function(void **state)
{
  (void)state;
  for (int i = 0; i < EXPRESSIONS; i++) {
    char tex[2000], typed[NB_EXPRESSION_TEXT] = "";
    nb_expression f = parse(expressions[i].text, "x y");
    assert_true(nb_expression_tex(&f, "x y", tex, sizeof tex));
    assert_string_equal(type_tex(tex, typed), "");
    nb_expression again = parse(typed, "x y");
    for (int k = 0; k < 3; k++) {
      double a = nb_expression_value(&f, points[k]), b = nb_expression_value(&again, points[k]);
      if (!(fabs(a - b) <= 1e-4 * fmax(1, fabs(a))) && (isfinite(a) || isfinite(b)))
        fail_msg("\"%s\" is written as %s: %.9g and %.9g", expressions[i].text, tex, a, b);
    }
  }
}

static void tex_is_as_in_print(void **state)
{
  (void)state;
  static const char *const cases[][2] = {
      {"3cos(x^2 + y^2)/(1 + x^2 + y^2)", "\\frac{3 \\cos\\left(x^{2}+y^{2}\\right)}{1+x^{2}+y^{2}}"},
      {"-(x + y)^2", "-\\left(x+y\\right)^{2}"},
      {"x - (y - 1)", "x-\\left(y-1\\right)"},
      {"sin^2 x y", "\\sin^{2}\\left(x y\\right)"},
      {"2^3 x*2", "8 x \\cdot 2"},
      {"pi/3 x", "\\frac{\\pi}{3} x"},
      {"e^-x/3", "\\frac{e^{-x}}{3}"},
      {"0.5x", "0.5 x"},
      {"x + -y", "x-y"},
      {"|x|^(y/2)", "\\left|x\\right|^{\\frac{y}{2}}"},
      {"max(x, -y)", "\\max\\left(x, -y\\right)"},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    char tex[200];
    nb_expression f = parse(cases[k][0], "x y");
    assert_true(nb_expression_tex(&f, "x y", tex, sizeof tex));
    assert_string_equal(tex, cases[k][1]);
    for (size_t size = 0; size <= strlen(cases[k][1]); size++) { // too few bytes
      memset(tex, 'x', sizeof tex);
      assert_false(nb_expression_tex(&f, "x y", tex, size));
      assert_true(size == 0 || tex[0] == '\0');
      assert_int_equal(tex[size], 'x');
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_and_derivatives_are_right),
      cmocka_unit_test(what_is_written_as_tex_is_the_same_function),
      cmocka_unit_test(tex_is_as_in_print),
      cmocka_unit_test(floors_and_signs_are_steps),
      cmocka_unit_test(any_variables_can_be_named),
      cmocka_unit_test(what_is_constant_is_worked_out),
      cmocka_unit_test(mistakes_are_told_with_their_place),
      cmocka_unit_test(too_much_is_refused),
      cmocka_unit_test(grids_hold_the_same_values),
      cmocka_unit_test(typed_functions_serve_as_functions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
