// Which command is read by which parser, sorted by name; and what to say of one that is not there.
#include <stdio.h>
#include <string.h>

#include "nabla/type/tex_parse.h"
#include "nabla/type/tex_suggest.h"

static const tex_command commands[] = {
    {.name = " ", .parse = tex_parse_space, .variant = 1, .amount = 6},
    {.name = "!", .parse = tex_parse_space, .variant = 1, .amount = -3},
    {.name = ",", .parse = tex_parse_space, .variant = 1, .amount = 3},
    {.name = ":", .parse = tex_parse_space, .variant = 1, .amount = 4},
    {.name = ";", .parse = tex_parse_space, .variant = 1, .amount = 5},
    {.name = ">", .parse = tex_parse_space, .variant = 1, .amount = 4},
    {.name = "Big", .parse = tex_parse_big, .variant = TEX_ORD, .amount = 1.5f},
    {.name = "Bigg", .parse = tex_parse_big, .variant = TEX_ORD, .amount = 2.5f},
    {.name = "Biggl", .parse = tex_parse_big, .variant = TEX_OPEN, .amount = 2.5f},
    {.name = "Biggm", .parse = tex_parse_big, .variant = TEX_REL, .amount = 2.5f},
    {.name = "Biggr", .parse = tex_parse_big, .variant = TEX_CLOSE, .amount = 2.5f},
    {.name = "Bigl", .parse = tex_parse_big, .variant = TEX_OPEN, .amount = 1.5f},
    {.name = "Bigm", .parse = tex_parse_big, .variant = TEX_REL, .amount = 1.5f},
    {.name = "Bigr", .parse = tex_parse_big, .variant = TEX_CLOSE, .amount = 1.5f},
    {.name = "Pr", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "acute", .parse = tex_parse_accent, .code = 0x301},
    {.name = "allowbreak", .parse = tex_parse_nothing},
    {.name = "arccos", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "arcsin", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "arctan", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "arg", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "argmax", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "argmin", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "bar", .parse = tex_parse_accent, .code = 0x304},
    {.name = "bcancel", .parse = tex_parse_frame, .variant = TEX_BACK_CANCEL},
    {.name = "begin", .parse = tex_parse_environment},
    {.name = "big", .parse = tex_parse_big, .variant = TEX_ORD, .amount = 1},
    {.name = "bigg", .parse = tex_parse_big, .variant = TEX_ORD, .amount = 2},
    {.name = "biggl", .parse = tex_parse_big, .variant = TEX_OPEN, .amount = 2},
    {.name = "biggm", .parse = tex_parse_big, .variant = TEX_REL, .amount = 2},
    {.name = "biggr", .parse = tex_parse_big, .variant = TEX_CLOSE, .amount = 2},
    {.name = "bigl", .parse = tex_parse_big, .variant = TEX_OPEN, .amount = 1},
    {.name = "bigm", .parse = tex_parse_big, .variant = TEX_REL, .amount = 1},
    {.name = "bigr", .parse = tex_parse_big, .variant = TEX_CLOSE, .amount = 1},
    {.name = "binom", .parse = tex_parse_fraction, .code = '(', .variant = -1},
    {.name = "bm", .parse = tex_parse_alphabet, .variant = TEX_BOLD_ITALIC},
    {.name = "bmod", .parse = tex_parse_modulo, .variant = 1},
    {.name = "boldsymbol", .parse = tex_parse_alphabet, .variant = TEX_BOLD_ITALIC},
    {.name = "boxed", .parse = tex_parse_frame, .variant = TEX_BOXED},
    {.name = "breve", .parse = tex_parse_accent, .code = 0x306},
    {.name = "cancel", .parse = tex_parse_frame, .variant = TEX_CANCEL},
    {.name = "cfrac", .parse = tex_parse_fraction, .amount = 1},
    {.name = "check", .parse = tex_parse_accent, .code = 0x30c},
    {.name = "colon", .parse = tex_parse_colon, .code = 0x2236},
    {.name = "color", .parse = tex_parse_color},
    {.name = "cos", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "cosh", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "cot", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "coth", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "csc", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "dbinom", .parse = tex_parse_fraction, .code = '('},
    {.name = "dddot", .parse = tex_parse_accent, .code = 0x20db},
    {.name = "ddot", .parse = tex_parse_accent, .code = 0x308},
    {.name = "deg", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "det", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "dfrac", .parse = tex_parse_fraction, .amount = 1},
    {.name = "dim", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "displaystyle", .parse = tex_parse_style},
    {.name = "dot", .parse = tex_parse_accent, .code = 0x307},
    {.name = "dots", .parse = tex_parse_dots, .variant = 1},
    {.name = "dotsc", .parse = tex_parse_dots},
    {.name = "dotso", .parse = tex_parse_dots},
    {.name = "enspace", .parse = tex_parse_space, .amount = 0.5f},
    {.name = "exp", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "frac", .parse = tex_parse_fraction, .variant = -1, .amount = 1},
    {.name = "gcd", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "grave", .parse = tex_parse_accent, .code = 0x300},
    {.name = "hat", .parse = tex_parse_accent, .code = 0x302},
    {.name = "hom", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "hphantom", .parse = tex_parse_frame, .variant = TEX_PHANTOM_WIDTH},
    {.name = "hspace", .parse = tex_parse_measured_space},
    {.name = "iff", .parse = tex_parse_implication, .code = 0x27fa, .amount = 5},
    {.name = "impliedby", .parse = tex_parse_implication, .code = 0x27f8, .amount = 5},
    {.name = "implies", .parse = tex_parse_implication, .code = 0x27f9, .amount = 5},
    {.name = "inf", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "ker", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "ldots", .parse = tex_parse_dots},
    {.name = "left", .parse = tex_parse_fence},
    {.name = "lg", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "lim", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "liminf", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "limits", .parse = tex_parse_limits, .variant = TEX_LIMITS_ALWAYS},
    {.name = "limsup", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "ln", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "log", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "mathbb", .parse = tex_parse_alphabet, .variant = TEX_DOUBLE},
    {.name = "mathbf", .parse = tex_parse_alphabet, .variant = TEX_BOLD},
    {.name = "mathbin", .parse = tex_parse_class, .variant = TEX_BIN},
    {.name = "mathcal", .parse = tex_parse_alphabet, .variant = TEX_SCRIPT},
    {.name = "mathclose", .parse = tex_parse_class, .variant = TEX_CLOSE},
    {.name = "mathfrak", .parse = tex_parse_alphabet, .variant = TEX_FRAKTUR},
    {.name = "mathinner", .parse = tex_parse_class, .variant = TEX_INNER},
    {.name = "mathit", .parse = tex_parse_alphabet, .variant = TEX_ITALIC},
    {.name = "mathnormal", .parse = tex_parse_alphabet, .variant = TEX_PLAIN},
    {.name = "mathop", .parse = tex_parse_class, .variant = TEX_OP},
    {.name = "mathopen", .parse = tex_parse_class, .variant = TEX_OPEN},
    {.name = "mathord", .parse = tex_parse_class, .variant = TEX_ORD},
    {.name = "mathpunct", .parse = tex_parse_class, .variant = TEX_PUNCT},
    {.name = "mathrel", .parse = tex_parse_class, .variant = TEX_REL},
    {.name = "mathring", .parse = tex_parse_accent, .code = 0x30a},
    {.name = "mathrm", .parse = tex_parse_alphabet, .variant = TEX_UPRIGHT},
    {.name = "mathscr", .parse = tex_parse_alphabet, .variant = TEX_SCRIPT},
    {.name = "mathsf", .parse = tex_parse_alphabet, .variant = TEX_SANS},
    {.name = "mathtt", .parse = tex_parse_alphabet, .variant = TEX_MONO},
    {.name = "mathup", .parse = tex_parse_alphabet, .variant = TEX_UPRIGHT},
    {.name = "max", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "mbox", .parse = tex_parse_words, .variant = TEX_UPRIGHT},
    {.name = "medspace", .parse = tex_parse_space, .variant = 1, .amount = 4},
    {.name = "middle", .parse = tex_parse_middle},
    {.name = "min", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "mod", .parse = tex_parse_modulo, .variant = 2},
    {.name = "mspace", .parse = tex_parse_measured_space},
    {.name = "negthinspace", .parse = tex_parse_space, .variant = 1, .amount = -3},
    {.name = "newcommand", .parse = tex_parse_definition},
    {.name = "nobreakspace", .parse = tex_parse_space, .variant = 1, .amount = 6},
    {.name = "nolimits", .parse = tex_parse_limits, .variant = TEX_LIMITS_NEVER},
    {.name = "nonumber", .parse = tex_parse_nothing},
    {.name = "not", .parse = tex_parse_not},
    {.name = "notag", .parse = tex_parse_nothing},
    {.name = "operatorname", .parse = tex_parse_operator},
    {.name = "overbrace", .parse = tex_parse_brace, .code = 0x23de, .variant = TEX_STRETCH},
    {.name = "overbracket", .parse = tex_parse_brace, .code = 0x23b4, .variant = TEX_STRETCH},
    {.name = "overleftarrow", .parse = tex_parse_accent, .code = 0x20d6, .variant = TEX_STRETCH},
    {.name = "overleftrightarrow", .parse = tex_parse_accent, .code = 0x20e1, .variant = TEX_STRETCH},
    {.name = "overline", .parse = tex_parse_line},
    {.name = "overparen", .parse = tex_parse_brace, .code = 0x23dc, .variant = TEX_STRETCH},
    {.name = "overrightarrow", .parse = tex_parse_accent, .code = 0x20d7, .variant = TEX_STRETCH},
    {.name = "overset", .parse = tex_parse_stack},
    {.name = "part", .parse = tex_parse_part},
    {.name = "phantom", .parse = tex_parse_frame, .variant = TEX_PHANTOM},
    {.name = "pmod", .parse = tex_parse_modulo},
    {.name = "providecommand", .parse = tex_parse_definition},
    {.name = "qquad", .parse = tex_parse_space, .amount = 2},
    {.name = "quad", .parse = tex_parse_space, .amount = 1},
    {.name = "relax", .parse = tex_parse_nothing},
    {.name = "renewcommand", .parse = tex_parse_definition},
    {.name = "scriptscriptstyle", .parse = tex_parse_style, .variant = 6},
    {.name = "scriptstyle", .parse = tex_parse_style, .variant = 4},
    {.name = "sec", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "sin", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "sinh", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "smash", .parse = tex_parse_frame, .variant = TEX_SMASH},
    {.name = "space", .parse = tex_parse_space, .variant = 1, .amount = 6},
    {.name = "sqrt", .parse = tex_parse_radical, .code = 0x221a},
    {.name = "stackrel", .parse = tex_parse_stack, .amount = 1},
    {.name = "substack", .parse = tex_parse_substack},
    {.name = "sup", .parse = tex_parse_function, .variant = TEX_LIMITS_IN_DISPLAY},
    {.name = "tan", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "tanh", .parse = tex_parse_function, .variant = TEX_LIMITS_NEVER},
    {.name = "tbinom", .parse = tex_parse_fraction, .code = '(', .variant = 2},
    {.name = "text", .parse = tex_parse_words, .variant = TEX_UPRIGHT},
    {.name = "textbf", .parse = tex_parse_words, .variant = TEX_BOLD},
    {.name = "textcolor", .parse = tex_parse_color, .variant = 1},
    {.name = "textit", .parse = tex_parse_words, .variant = TEX_ITALIC},
    {.name = "textnormal", .parse = tex_parse_words, .variant = TEX_UPRIGHT},
    {.name = "textrm", .parse = tex_parse_words, .variant = TEX_UPRIGHT},
    {.name = "textsf", .parse = tex_parse_words, .variant = TEX_SANS},
    {.name = "textstyle", .parse = tex_parse_style, .variant = 2},
    {.name = "texttt", .parse = tex_parse_words, .variant = TEX_MONO},
    {.name = "tfrac", .parse = tex_parse_fraction, .variant = 2, .amount = 1},
    {.name = "thickspace", .parse = tex_parse_space, .variant = 1, .amount = 5},
    {.name = "thinspace", .parse = tex_parse_space, .variant = 1, .amount = 3},
    {.name = "tilde", .parse = tex_parse_accent, .code = 0x303},
    {.name = "underbar", .parse = tex_parse_line, .variant = 1},
    {.name = "underbrace", .parse = tex_parse_brace, .code = 0x23df, .variant = TEX_STRETCH | TEX_BELOW},
    {.name = "underbracket", .parse = tex_parse_brace, .code = 0x23b5, .variant = TEX_STRETCH | TEX_BELOW},
    {.name = "underline", .parse = tex_parse_line, .variant = 1},
    {.name = "underparen", .parse = tex_parse_brace, .code = 0x23dd, .variant = TEX_STRETCH | TEX_BELOW},
    {.name = "underset", .parse = tex_parse_stack, .variant = 1},
    {.name = "val", .parse = tex_parse_value},
    {.name = "vec", .parse = tex_parse_accent, .code = 0x20d7},
    {.name = "vphantom", .parse = tex_parse_frame, .variant = TEX_PHANTOM_HEIGHT},
    {.name = "widecheck", .parse = tex_parse_accent, .code = 0x30c, .variant = TEX_STRETCH},
    {.name = "widehat", .parse = tex_parse_accent, .code = 0x302, .variant = TEX_STRETCH},
    {.name = "widetilde", .parse = tex_parse_accent, .code = 0x303, .variant = TEX_STRETCH},
    {.name = "xLeftarrow", .parse = tex_parse_arrow, .code = 0x21d0},
    {.name = "xRightarrow", .parse = tex_parse_arrow, .code = 0x21d2},
    {.name = "xcancel", .parse = tex_parse_frame, .variant = TEX_CROSS_CANCEL},
    {.name = "xleftarrow", .parse = tex_parse_arrow, .code = 0x2190},
    {.name = "xleftrightarrow", .parse = tex_parse_arrow, .code = 0x2194},
    {.name = "xmapsto", .parse = tex_parse_arrow, .code = 0x21a6},
    {.name = "xrightarrow", .parse = tex_parse_arrow, .code = 0x2192},
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const tex_command *find(const tex_token *t)
{
  int low = 0, high = COMMAND_COUNT;
  while (low < high) {
    int middle = (low + high) / 2;
    int order = strncmp(commands[middle].name, t->name, t->name_bytes);
    if (order == 0 && commands[middle].name[t->name_bytes] == 0)
      return &commands[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

// What belongs to a page and not to a formula, and what to do instead.
static const struct {
  const char *name, *hint;
} elsewhere[] = {{"tag", "formulas on a board have no numbers: leave it out"},
                 {"label", "formulas on a board have no numbers: leave it out"},
                 {"nonumber", "formulas on a board have no numbers: leave it out"},
                 {"notag", "formulas on a board have no numbers: leave it out"},
                 {"def", "\\newcommand{\\name}{…} makes a command"},
                 {"renewcommand", "\\newcommand{\\name}{…} makes a command"},
                 {"DeclareMathOperator", "\\newcommand{\\name}{\\operatorname{…}} makes an operator"}};

static const char *hint_for(const tex_token *t)
{
  for (size_t k = 0; k < sizeof elsewhere / sizeof *elsewhere; k++)
    if (strlen(elsewhere[k].name) == t->name_bytes && memcmp(elsewhere[k].name, t->name, t->name_bytes) == 0)
      return elsewhere[k].hint;
  return NULL;
}

static bool unknown(tex_job *job, const tex_token *t)
{
  const char *known = hint_for(t);
  tex_suggestion s = tex_suggest_start(t->name, t->name_bytes);
  for (int k = 0; k < COMMAND_COUNT; k++)
    tex_suggest(&s, commands[k].name);
  for (int k = 0; k < tex_symbol_count; k++)
    tex_suggest(&s, tex_symbols[k].name);
  char hint[80] = "\\text{…} sets words, \\newcommand makes a command";
  if (known != NULL)
    snprintf(hint, sizeof hint, "%s", known);
  else if (s.best != NULL)
    snprintf(hint, sizeof hint, "perhaps \\%s?", s.best);
  return tex_fail(job, t->span, hint, "unknown command \\%.*s", t->name_bytes < 64 ? (int)t->name_bytes : 64,
                  t->name);
}

bool tex_parse_command(tex_job *job, tex_chain *out, const tex_token *t)
{
  const tex_command *command = find(t);
  if (command != NULL)
    return command->parse(job, out, t, command);
  const tex_symbol *symbol = tex_symbol_find(t->name, t->name_bytes);
  if (symbol == NULL)
    return unknown(job, t);
  tex_node *node =
      tex_symbol_make(job, tex_letter(job->scope.alphabet, symbol->code), symbol->class, t->span);
  if (node == NULL)
    return false;
  bool integral = symbol->code >= 0x222b && symbol->code <= 0x2233;
  node->limits = integral ? TEX_LIMITS_NEVER : TEX_LIMITS_IN_DISPLAY;
  node->plain = job->scope.text;
  tex_link(out, node);
  return true;
}
