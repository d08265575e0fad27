// Postfix code to TeX. What an operation works on has been written last and stands together, so each operation only puts
// something before, between and behind that.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/expression_code.h"

// How tightly something holds together: brackets are put around what is looser than its place asks for.
typedef enum tightness { SUM, SIGNED, PRODUCT, POWER, ATOM } tightness;

// A value on the stack.
typedef struct piece {
  size_t start; // where it begins in the text
  size_t name;  // of a function of one number: where an exponent goes, else 0
  tightness tight;
} piece;

typedef struct writing {
  char *text;
  size_t size, length;
  piece stack[NB_EXPRESSION_DEPTH];
  int top; // pieces on the stack
  bool full;
} writing;

static void insert(writing *w, size_t at, const char *what)
{
  size_t length = strlen(what);
  if (w->length + length + 1 > w->size) {
    w->full = true;
    return;
  }
  memmove(w->text + at + length, w->text + at, w->length + 1 - at);
  memcpy(w->text + at, what, length);
  w->length += length;
}

static void append(writing *w, const char *what)
{
  insert(w, w->length, what);
}

static piece *last(writing *w)
{
  return &w->stack[w->top - 1];
}

// Puts brackets around what has been written last, where it is looser than `least`.
static void bracket(writing *w, tightness least)
{
  if (last(w)->tight >= least)
    return;
  insert(w, last(w)->start, "\\left(");
  append(w, "\\right)");
  last(w)->tight = ATOM;
}

// The same of the value before the last.
static void bracket_first(writing *w, tightness least)
{
  piece second = *last(w);
  size_t before = w->length;
  if (w->stack[w->top - 2].tight >= least)
    return;
  insert(w, second.start, "\\right)");
  insert(w, w->stack[w->top - 2].start, "\\left(");
  w->stack[w->top - 2].tight = ATOM;
  last(w)->start += w->length - before;
}

// ---------------------------------------------------------------------------------------------------------------
// Numbers: as a fraction, or a part of pi, where they are one

static bool is_near(double a, double b)
{
  return fabs(a - b) <= 1e-12 * fabs(b);
}

static bool write_fraction(writing *w, double value, const char *unit)
{
  char text[48];
  for (int below = 1; below <= 12; below++) {
    double above = rint(value * below);
    if (above < 1 || above > 99 || !is_near(value * below, above))
      continue;
    if (below == 1 && above == 1 && *unit)
      snprintf(text, sizeof text, "%s", unit);
    else if (below == 1)
      snprintf(text, sizeof text, "%.0f%s", above, unit);
    else if (above == 1 && *unit)
      snprintf(text, sizeof text, "\\frac{%s}{%d}", unit, below);
    else
      snprintf(text, sizeof text, "\\frac{%.0f%s}{%d}", above, unit, below);
    append(w, text);
    last(w)->tight = below == 1 && (!*unit || above == 1) ? ATOM : PRODUCT;
    return true;
  }
  return false;
}

static void write_decimal(writing *w, double value)
{
  char text[48];
  snprintf(text, sizeof text, "%.6g", value);
  char *exponent = strchr(text, 'e');
  int power = exponent ? (int)strtol(exponent + 1, NULL, 10) : 0;
  if (exponent)
    *exponent = '\0';
  append(w, text);
  if (!exponent)
    return;
  snprintf(text, sizeof text, " \\cdot 10^{%d}", power);
  append(w, text);
  last(w)->tight = PRODUCT;
}

// As decimals where four of them say it.
static void write_number(writing *w, double value)
{
  double size = fabs(value);
  bool short_one = is_near(size * 1e4, rint(size * 1e4));
  last(w)->tight = ATOM;
  if (is_near(size, 2.71828182845904523536))
    append(w, "e");
  else if (short_one ||
           !(write_fraction(w, size / 3.14159265358979323846, "\\pi") || write_fraction(w, size, "")))
    write_decimal(w, size);
  if (value < 0) {
    insert(w, last(w)->start, "-");
    last(w)->tight = SIGNED;
  }
}

static void write_variable(writing *w, const char *variables, int index)
{
  char name[48];
  variables += strspn(variables, " ");
  for (int k = 0; k < index; k++) {
    variables += strcspn(variables, " ");
    variables += strspn(variables, " ");
  }
  int length = (int)strcspn(variables, " ");
  snprintf(name, sizeof name, length == 1 ? "%.*s" : "\\mathit{%.*s}", length, variables);
  append(w, name);
  last(w)->tight = ATOM;
}

// ---------------------------------------------------------------------------------------------------------------
// Functions

// Those that are not a name before brackets: what stands before their number and behind it.
static const struct {
  uint8_t op;
  const char *before, *behind;
  tightness tight;
} signs[] = {
    {EXPRESSION_SQRT, "\\sqrt{", "}", ATOM},
    {EXPRESSION_CBRT, "\\sqrt[3]{", "}", ATOM},
    {EXPRESSION_ABS, "\\left|", "\\right|", ATOM},
    {EXPRESSION_FLOOR, "\\left\\lfloor ", "\\right\\rfloor ", ATOM},
    {EXPRESSION_CEIL, "\\left\\lceil ", "\\right\\rceil ", ATOM},
    {EXPRESSION_EXP, "e^{", "}", POWER},
};

static const struct {
  uint8_t op;
  const char *name;
} names[] = {
    {EXPRESSION_SIN, "\\sin"},
    {EXPRESSION_COS, "\\cos"},
    {EXPRESSION_TAN, "\\tan"},
    {EXPRESSION_SEC, "\\sec"},
    {EXPRESSION_CSC, "\\csc"},
    {EXPRESSION_COT, "\\cot"},
    {EXPRESSION_ASIN, "\\arcsin"},
    {EXPRESSION_ACOS, "\\arccos"},
    {EXPRESSION_ATAN, "\\arctan"},
    {EXPRESSION_SINH, "\\sinh"},
    {EXPRESSION_COSH, "\\cosh"},
    {EXPRESSION_TANH, "\\tanh"},
    {EXPRESSION_LN, "\\ln"},
    {EXPRESSION_LOG2, "\\log_{2}"},
    {EXPRESSION_LOG10, "\\log_{10}"},
    {EXPRESSION_MIN, "\\min"},
    {EXPRESSION_MAX, "\\max"},
    {EXPRESSION_ASINH, "\\operatorname{asinh}"},
    {EXPRESSION_ACOSH, "\\operatorname{acosh}"},
    {EXPRESSION_ATANH, "\\operatorname{atanh}"},
    {EXPRESSION_SIGN, "\\operatorname{sign}"},
    {EXPRESSION_ROUND, "\\operatorname{round}"},
    {EXPRESSION_SIGMOID, "\\operatorname{sigmoid}"},
    {EXPRESSION_RELU, "\\operatorname{relu}"},
    {EXPRESSION_ATAN2, "\\operatorname{atan2}"},
    {EXPRESSION_MOD, "\\operatorname{mod}"},
    {EXPRESSION_HYPOT, "\\operatorname{hypot}"},
};

static const char *name_of(int op)
{
  size_t k = 0;
  while (k + 1 < sizeof names / sizeof *names && names[k].op != op)
    k++;
  return names[k].name;
}

// A name and brackets around what begins at a place.
static void call(writing *w, const char *name, size_t start)
{
  insert(w, start, "\\left(");
  insert(w, start, name);
  append(w, "\\right)");
}

static void write_function(writing *w, int op)
{
  piece *of = last(w);
  for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
    if (signs[k].op != op)
      continue;
    insert(w, of->start, signs[k].before);
    append(w, signs[k].behind);
    of->name = 0;
    of->tight = signs[k].tight;
    return;
  }
  if (op == EXPRESSION_NEG) {
    bracket(w, PRODUCT);
    insert(w, of->start, "-");
    of->name = 0;
    of->tight = SIGNED;
    return;
  }
  call(w, name_of(op), of->start);
  of->name = of->start + strlen(name_of(op));
  of->tight = POWER;
}

static void write_whole(writing *w, int exponent)
{
  char text[16];
  piece *of = last(w);
  snprintf(text, sizeof text, "^{%d}", exponent);
  if (of->name && exponent > 0 && exponent < 10) { // sin^2
    insert(w, of->name, text);
    of->name = 0;
    return;
  }
  bracket(w, ATOM);
  append(w, text);
  of->tight = POWER;
}

// ---------------------------------------------------------------------------------------------------------------
// Pairs

static void write_sum(writing *w, int op)
{
  bracket(w, op == EXPRESSION_SUB ? PRODUCT : SUM);
  if (op == EXPRESSION_SUB)
    insert(w, last(w)->start, "-");
  else if (w->text[last(w)->start] != '-')
    insert(w, last(w)->start, "+");
}

static void write_product(writing *w)
{
  bracket(w, PRODUCT);
  bracket_first(w, SIGNED);
  const piece *second = last(w);
  char next = w->text[second->start];
  bool after_digit = second->start > 0 && strchr("0123456789", w->text[second->start - 1]) != NULL;
  insert(w, second->start,
         strchr("0123456789", next) || (after_digit && !strncmp(w->text + second->start, "\\frac", 5))
             ? " \\cdot "
             : " ");
}

static void write_pair(writing *w, int op)
{
  piece *first = &w->stack[w->top - 2];
  tightness tight = PRODUCT;
  if (op == EXPRESSION_ADD || op == EXPRESSION_SUB) {
    write_sum(w, op);
    tight = SUM;
  } else if (op == EXPRESSION_MUL) {
    tight = first->tight == SIGNED ? SIGNED : PRODUCT;
    write_product(w);
  } else if (op == EXPRESSION_DIV) {
    insert(w, last(w)->start, "}{");
    insert(w, first->start, "\\frac{");
    append(w, "}");
  } else if (op == EXPRESSION_POW) {
    bracket_first(w, ATOM);
    insert(w, last(w)->start, "^{");
    append(w, "}");
    tight = POWER;
  } else {
    insert(w, last(w)->start, ", ");
    call(w, name_of(op), first->start);
    tight = POWER;
  }
  w->top--;
  *last(w) = (piece){.start = first->start, .tight = tight};
}

static void write_all(writing *w, const nb_expression *f, const char *variables)
{
  for (uint32_t at = 0; at < f->size && !w->full; at++) {
    int op = f->code[at];
    if (op <= EXPRESSION_VARIABLE)
      w->stack[w->top++] = (piece){.start = w->length};
    if (op == EXPRESSION_CONSTANT)
      write_number(w, f->constants[f->code[++at]]);
    else if (op == EXPRESSION_VARIABLE)
      write_variable(w, variables, f->code[++at]);
    else if (op == EXPRESSION_WHOLE)
      write_whole(w, f->code[++at] - 128);
    else if (op < EXPRESSION_FIRST_PAIR)
      write_function(w, op);
    else
      write_pair(w, op);
  }
}

bool nb_expression_tex(const nb_expression *f, const char *variables, char *tex, size_t size)
{
  writing w = {.text = tex, .size = size};
  if (size == 0)
    return false;
  *tex = '\0';
  if (f->size == 0)
    append(&w, "0");
  write_all(&w, f, variables);
  if (w.full)
    *tex = '\0';
  return !w.full;
}
