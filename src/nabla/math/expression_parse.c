// Recursive descent: a function for each level of the grammar in expression.h, which writes postfix code as it
// goes.
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/expression_writer.h"

enum { MOST_NESTED = 64 };

typedef enum kind { KIND_VARIABLE, KIND_CONSTANT, KIND_FUNCTION, KIND_PAIR, KIND_NONE } kind;

// A name that was found in the text.
typedef struct word {
  kind kind;
  int id; // a variable's index, a constant's, or an operation
  size_t length;
} word;

typedef struct parser {
  const char *text, *at;
  const char *variables;
  expression_writer writer;
  int nested;
  int bars; // of |..| that are open: inside, a bar closes
  nb_error error;
  int column;
} parser;

static const struct {
  const char *name;
  int op;
} names[] = {
#define NAME(id, name, value, derivatives) {name, EXPRESSION_##id},
    EXPRESSION_FUNCTIONS(NAME) EXPRESSION_PAIRS(NAME)
#undef NAME
        {"arcsin", EXPRESSION_ASIN},
    {"arccos", EXPRESSION_ACOS},
    {"arctan", EXPRESSION_ATAN},
    {"log", EXPRESSION_LN},
    {"√", EXPRESSION_SQRT},
};

static const struct {
  const char *name;
  double value;
} constants[] = {
    {"pi", 3.14159265358979323846}, {"π", 3.14159265358979323846}, {"tau", 6.28318530717958647693},
    {"τ", 6.28318530717958647693},  {"e", 2.71828182845904523536},
};

__attribute__((format(printf, 3, 4))) static void fail(parser *p, const char *at, const char *format, ...)
{
  char said[200];
  va_list arguments;
  if (nb_failed(p->error))
    return;
  va_start(arguments, format);
  vsnprintf(said, sizeof said, format, arguments);
  va_end(arguments);
  p->column = (int)(at - p->text) + 1;
  p->error = nb_fail(NB_BAD_EXPRESSION, "at %d: %s", p->column, said);
}

static bool failed(parser *p)
{
  if (p->writer.trouble != NULL)
    fail(p, p->at, "%s", p->writer.trouble);
  return nb_failed(p->error);
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static void skip_spaces(parser *p)
{
  while (*p->at == ' ' || *p->at == '\t' || *p->at == '\n' || *p->at == '\r')
    p->at++;
}

static bool starts_with(const char *text, const char *with)
{
  return strncmp(text, with, strlen(with)) == 0;
}

// Passes over sign where it stands next.
static bool accept(parser *p, const char *sign)
{
  skip_spaces(p);
  if (!starts_with(p->at, sign))
    return false;
  p->at += strlen(sign);
  return true;
}

static bool accept_power(parser *p)
{
  return accept(p, "^") || accept(p, "**");
}

static bool accept_times(parser *p)
{
  skip_spaces(p);
  if (starts_with(p->at, "**"))
    return false;
  return accept(p, "*") || accept(p, "·") || accept(p, "×") || accept(p, "⋅");
}

static bool accept_minus(parser *p)
{
  return accept(p, "-") || accept(p, "−");
}

static void longer(word *best, kind found, int id, size_t length, const char *at, const char *name)
{
  if (length > best->length && strncmp(at, name, length) == 0)
    *best = (word){found, id, length};
}

static word find_variable(const parser *p, word best)
{
  const char *name = p->variables;
  for (int k = 0; *name != '\0'; k++) {
    size_t length = strcspn(name, " ");
    longer(&best, KIND_VARIABLE, k, length, p->at, name);
    name += length + strspn(name + length, " ");
  }
  return best;
}

// The longest name that stands next; of the same length a variable comes first.
static word find_word(parser *p)
{
  skip_spaces(p);
  word best = find_variable(p, (word){KIND_NONE, 0, 0});
  for (size_t k = 0; k < sizeof constants / sizeof *constants; k++)
    longer(&best, KIND_CONSTANT, (int)k, strlen(constants[k].name), p->at, constants[k].name);
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if ((unsigned char)names[k].name[0] > '^') // operators are not words
      longer(&best, names[k].op < EXPRESSION_FIRST_PAIR ? KIND_FUNCTION : KIND_PAIR, names[k].op,
             strlen(names[k].name), p->at, names[k].name);
  return best;
}

static void parse_sum(parser *p);
static void parse_signed(parser *p);
static void parse_argument(parser *p);

static void parse_number(parser *p)
{
  const char *c = p->at, *start = c;
  char copy[64];
  while (is_digit(*c))
    c++;
  if (*c == '.')
    c++;
  while (is_digit(*c))
    c++;
  // An e belongs to the number only where digits follow: 2e is twice e.
  const char *exponent = *c == 'e' || *c == 'E' ? c + 1 : c;
  if (exponent > c && (*exponent == '+' || *exponent == '-'))
    exponent++;
  if (exponent > c && is_digit(*exponent))
    for (c = exponent; is_digit(*c);)
      c++;
  size_t length = (size_t)(c - start);
  if (length >= sizeof copy) {
    fail(p, start, "a number of %zu figures; %zu are enough", length, sizeof copy - 1);
    return;
  }
  if (*c == '.') {
    fail(p, c, "a second point in a number");
    return;
  }
  memcpy(copy, start, length);
  copy[length] = '\0';
  double value = strtod(copy, NULL);
  if (!isfinite(value))
    fail(p, start, "this number is too large");
  p->at = c;
  expression_put_constant(&p->writer, value);
}

// What an opened bracket holds, up to its closing sign.
static void parse_bracket(parser *p, const char *opened, const char *close)
{
  parse_sum(p);
  if (!failed(p) && !accept(p, close))
    fail(p, p->at, "the \"%c\" at %d is not closed; a \"%s\" belongs here", *opened,
         (int)(opened - p->text) + 1, close);
}

static void parse_bars(parser *p, const char *opened)
{
  int outside = p->bars;
  p->bars = 1;
  parse_bracket(p, opened, "|");
  p->bars = outside;
  expression_put_function(&p->writer, EXPRESSION_ABS);
}

static void parse_round(parser *p, const char *opened)
{
  int outside = p->bars;
  p->bars = 0;
  parse_bracket(p, opened, ")");
  p->bars = outside;
}

static void parse_pair(parser *p, word w, const char *name)
{
  const char *opened;
  int outside = p->bars;
  skip_spaces(p);
  opened = p->at;
  if (!accept(p, "(")) {
    fail(p, p->at, "%.*s takes two numbers: %.*s(a, b)", (int)w.length, name, (int)w.length, name);
    return;
  }
  p->bars = 0;
  parse_sum(p);
  if (!failed(p) && !accept(p, ","))
    fail(p, p->at, "%.*s takes two numbers; a \",\" and the second belong here", (int)w.length, name);
  if (!failed(p))
    parse_bracket(p, opened, ")");
  p->bars = outside;
  expression_put_pair(&p->writer, w.id);
}

// The exponent of sin^2 x, 1 where there is none.
static int parse_function_power(parser *p, word w, const char *name)
{
  const char *start = p->at;
  if (accept(p, "²"))
    return 2;
  if (accept(p, "³"))
    return 3;
  if (!accept_power(p))
    return 1;
  skip_spaces(p);
  if (is_digit(*p->at) && !is_digit(p->at[1]))
    return *p->at++ - '0';
  fail(
      p, start,
      "after %.*s only a power of one figure may stand here; (%.*s x)^.. takes any, and the inverse is a%.*s",
      (int)w.length, name, (int)w.length, name, (int)w.length, name);
  return 1;
}

static void parse_function(parser *p, word w, const char *name)
{
  int power = parse_function_power(p, w, name);
  skip_spaces(p);
  const char *opened = p->at;
  if (accept(p, "("))
    parse_round(p, opened);
  else
    parse_argument(p);
  if (failed(p))
    return;
  expression_put_function(&p->writer, w.id);
  expression_put_whole(&p->writer, power);
}

static void unknown(parser *p)
{
  int length = 0;
  while (is_letter(p->at[length]))
    length++;
  if (length > 0)
    fail(p, p->at, "\"%.*s\" is unknown; the variables are: %s", length, p->at,
         *p->variables != '\0' ? p->variables : "none");
  else if (*p->at == '\0')
    fail(p, p->at, "something is missing at the end: a number, a variable or a bracket");
  else if (*p->at == ')')
    fail(p, p->at, "a number, a variable or a bracket belongs before this \")\"");
  else if ((unsigned char)*p->at < 128)
    fail(p, p->at, "\"%c\" cannot stand here; a number, a variable or a bracket can", *p->at);
  else
    fail(p, p->at, "this sign is unknown; a number, a variable or a bracket can stand here");
}

static void parse_primary(parser *p)
{
  skip_spaces(p);
  const char *start = p->at;
  if (is_digit(*p->at) || (*p->at == '.' && is_digit(p->at[1]))) {
    parse_number(p);
    return;
  }
  if (accept(p, "(")) {
    parse_round(p, start);
    return;
  }
  if (accept(p, "|")) {
    parse_bars(p, start);
    return;
  }
  word w = find_word(p);
  p->at += w.length;
  if (w.kind == KIND_VARIABLE)
    expression_put_variable(&p->writer, w.id);
  else if (w.kind == KIND_CONSTANT)
    expression_put_constant(&p->writer, constants[w.id].value);
  else if (w.kind == KIND_FUNCTION)
    parse_function(p, w, start);
  else if (w.kind == KIND_PAIR)
    parse_pair(p, w, start);
  else
    unknown(p);
}

static void parse_power(parser *p)
{
  parse_primary(p);
  while (!failed(p) && (starts_with(p->at, "²") || starts_with(p->at, "³")))
    expression_put_whole(&p->writer, accept(p, "²") ? 2 : (accept(p, "³"), 3));
  if (failed(p) || !accept_power(p))
    return;
  parse_signed(p);
  expression_put_pair(&p->writer, EXPRESSION_POW);
}

// Signs and powers call themselves and each other: what is nested too deeply is refused, so that the C stack holds.
static void parse_signed(parser *p)
{
  if (failed(p))
    return;
  if (++p->nested > MOST_NESTED) {
    fail(p, p->at, "nested too deeply; %d levels are allowed", MOST_NESTED);
  } else if (accept_minus(p)) {
    parse_signed(p);
    if (!failed(p))
      expression_put_function(&p->writer, EXPRESSION_NEG);
  } else if (accept(p, "+")) {
    parse_signed(p);
  } else {
    parse_power(p);
  }
  p->nested--;
}

// True where a factor without a sign in front of it may follow: a number, a name, an opening bracket; a bar
// where none is open.
static bool factor_follows(parser *p)
{
  skip_spaces(p);
  const char *before = p->at;
  while (before > p->text && before[-1] == ' ')
    before--;
  if (before > p->text && is_digit(before[-1]) && is_digit(*p->at))
    fail(p, p->at, "a sign is missing between two numbers");
  if (is_digit(*p->at) || *p->at == '.' || *p->at == '(' || (*p->at == '|' && p->bars == 0))
    return true;
  return is_letter(*p->at) || find_word(p).kind != KIND_NONE;
}

// The argument of a function without brackets: a signed first factor, then those that are no function and no
// bracket.
static void parse_argument(parser *p)
{
  parse_signed(p);
  while (!failed(p) && factor_follows(p)) {
    word w = find_word(p);
    if (*p->at == '(' || *p->at == '|' || w.kind == KIND_FUNCTION || w.kind == KIND_PAIR)
      return;
    parse_power(p);
    expression_put_pair(&p->writer, EXPRESSION_MUL);
  }
}

static void parse_product(parser *p)
{
  parse_signed(p);
  while (!failed(p)) {
    int op = EXPRESSION_MUL;
    if (accept(p, "/") || accept(p, "÷"))
      op = EXPRESSION_DIV;
    else if (!accept_times(p) && !factor_follows(p))
      return;
    parse_signed(p);
    expression_put_pair(&p->writer, op);
  }
}

static void parse_sum(parser *p)
{
  parse_product(p);
  while (!failed(p)) {
    int op = EXPRESSION_ADD;
    if (accept_minus(p))
      op = EXPRESSION_SUB;
    else if (!accept(p, "+"))
      return;
    parse_product(p);
    expression_put_pair(&p->writer, op);
  }
}

// Passes over "f(x, y) =" or "y =" in front.
static void skip_name(parser *p)
{
  const char *c = p->at + strspn(p->at, " \t"), *start = c;
  while (is_letter(*c))
    c++;
  if (c == start)
    return;
  c += strspn(c, " \t");
  if (*c == '(') {
    while (is_letter(*++c) || *c == ',' || *c == ' ')
      ;
    if (*c++ != ')')
      return;
    c += strspn(c, " \t");
  }
  if (*c == '=')
    p->at = c + 1;
}

static int count_variables(const char *variables)
{
  int count = 0;
  for (const char *c = variables; *c != '\0'; c++)
    count += *c != ' ' && (c == variables || c[-1] == ' ');
  return count;
}

static void parse_all(parser *p)
{
  if (strnlen(p->text, NB_EXPRESSION_TEXT + 1) > NB_EXPRESSION_TEXT) {
    fail(p, p->text + NB_EXPRESSION_TEXT, "the text is longer than %d bytes", NB_EXPRESSION_TEXT);
    return;
  }
  skip_name(p);
  parse_sum(p);
  skip_spaces(p);
  if (failed(p) || *p->at == '\0')
    return;
  if (*p->at == ')')
    fail(p, p->at, "this \")\" closes nothing");
  else if (*p->at == '=')
    fail(p, p->at, "an \"=\" may only follow a name: f(x) = ..");
  else if (*p->at == ',')
    fail(p, p->at,
         "a \",\" parts the two numbers of atan2, min, max, mod and hypot, and none of them is open; a "
         "decimal point is \".\"");
  else
    unknown(p);
}

nb_error nb_expression_parse(const char *text, const char *variables, nb_expression *f, int *column)
{
  parser p = {.text = text, .at = text, .variables = variables + strspn(variables, " "), .writer.f = f};
  p.error = nb_ok();
  memset(f, 0, sizeof *f);
  int count = count_variables(variables);
  f->variable_count = (uint8_t)(count <= NB_EXPRESSION_VARIABLES ? count : 0);
  if (count > NB_EXPRESSION_VARIABLES)
    fail(&p, text, "%d variables; %d are allowed", count, NB_EXPRESSION_VARIABLES);
  else
    parse_all(&p);
  if (failed(&p))
    memset(f, 0, sizeof *f);
  if (column != NULL)
    *column = failed(&p) ? p.column : 0;
  return p.error;
}
