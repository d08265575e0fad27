// The commands that build something; tex_command_table.c says which is which.
#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex_parse.h"

// From a command to the end of what it took.
static tex_span span_to_here(const tex_span from, const tex_node *last)
{
  tex_span span = from;
  if (last != NULL && last->span.at + last->span.bytes > from.at)
    span.bytes = last->span.at + last->span.bytes - from.at;
  return span;
}

// ---------------------------------------------------------------------------------------------------------------
// Delimiters and lengths

static bool is_delimiter(uint32_t code, tex_class class)
{
  static const uint32_t others[] = {'|',    '/',    '\\',   '<',    '>',    0x2016,
                                    0x2191, 0x2193, 0x2195, 0x21d1, 0x21d3, 0x21d5};
  if (class == TEX_OPEN || class == TEX_CLOSE)
    return code != '!' && code != '?';
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    if (others[k] == code)
      return true;
  return false;
}

bool tex_parse_delimiter(tex_job *job, const tex_token *command, uint32_t *code, tex_span *span)
{
  tex_token t = tex_next(job);
  const tex_symbol *symbol = t.kind == TEX_COMMAND ? tex_symbol_find(t.name, t.name_bytes) : NULL;
  *span = t.span;
  *code = symbol != NULL ? symbol->code : t.code;
  bool dot = tex_is_char(&t, '.');
  tex_class class = symbol != NULL ? symbol->class : tex_class_of(code);
  if ((t.kind != TEX_CHAR && symbol == NULL) || (!dot && !is_delimiter(*code, class)))
    return tex_fail(job, t.span, "such as ( or | or \\langle, or . for none", "\\%.*s needs a delimiter",
                    (int)command->name_bytes, command->name);
  // The angles of the keyboard.
  *code = dot ? 0 : *code == '<' ? 0x27e8 : *code == '>' ? 0x27e9 : *code;
  return true;
}

static const struct {
  const char name[3];
  float ems;
} units[] = {{"pt", 0.1f}, {"em", 1}, {"ex", 0.431f}, {"mu", 1}, {"px", 0.1f}};

bool tex_parse_length(tex_job *job, const tex_token *command, float *length, bool *mu)
{
  char text[32] = "";
  size_t bytes = 0;
  tex_token first = tex_peek(job), t = first;
  while (t.kind == TEX_CHAR && t.code < 0x80 && t.code != ']' && bytes + 1 < sizeof text) {
    text[bytes++] = (char)t.code;
    text[bytes] = 0;
    tex_next(job);
    t = tex_peek(job);
  }
  char *unit;
  float value = strtof(text, &unit);
  for (size_t k = 0; k < sizeof units / sizeof *units; k++)
    if (unit != text && strcmp(unit, units[k].name) == 0 && value >= -100 && value <= 100) {
      *mu = strcmp(unit, "mu") == 0;
      *length = value * units[k].ems;
      return true;
    }
  return tex_fail(job, first.span, "such as 1em, -2pt or 3mu, at most 100", "\\%.*s needs a length",
                  (int)command->name_bytes, command->name);
}

// ---------------------------------------------------------------------------------------------------------------
// Parsers

bool tex_parse_space(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *node = tex_append(job, out, TEX_SPACE, TEX_ORD, t->span);
  if (node == NULL)
    return false;
  node->amount = c->amount;
  node->variant = c->variant;
  return true;
}

bool tex_parse_measured_space(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_node *node = tex_append(job, out, TEX_SPACE, TEX_ORD, t->span);
  tex_token open = tex_next(job);
  bool mu = false;
  if (node == NULL)
    return false;
  if (open.kind != TEX_BEGIN_GROUP)
    return tex_fail(job, open.span, "such as {1em}", "\\%.*s needs a length", (int)t->name_bytes, t->name);
  if (!tex_parse_length(job, t, &node->amount, &mu))
    return false;
  node->variant = mu;
  tex_token close = tex_next(job);
  return close.kind == TEX_END_GROUP || tex_fail(job, open.span, "this { is never closed", "missing }");
}

bool tex_parse_style(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *node = tex_append(job, out, TEX_STYLE, TEX_ORD, t->span);
  if (node != NULL)
    node->style = c->variant;
  return node != NULL;
}

bool tex_parse_fraction(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *over = tex_parse_argument(job, t, 0, 2);
  tex_node *under = over == NULL ? NULL : tex_parse_argument(job, t, 1, 2);
  tex_node *node =
      under == NULL ? NULL : tex_append(job, out, TEX_FRACTION, TEX_ORD, span_to_here(t->span, under));
  if (node == NULL)
    return false;
  node->over = over;
  node->under = under;
  node->code = c->code;
  node->close = c->code == 0 ? 0 : ')';
  node->close_span = t->span;
  node->amount = c->amount;
  node->style = c->variant;
  return true;
}

bool tex_parse_radical(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  bool degree;
  tex_node *over = tex_parse_optional(job, &degree);
  tex_node *body = over == NULL ? NULL : tex_parse_argument(job, t, 0, 1);
  tex_node *node =
      body == NULL ? NULL : tex_append(job, out, TEX_RADICAL, TEX_ORD, span_to_here(t->span, body));
  if (node == NULL)
    return false;
  node->body = body;
  node->over = degree ? over : NULL;
  node->code = c->code;
  return true;
}

bool tex_parse_accent(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *body = tex_parse_argument(job, t, 0, 1);
  tex_node *node =
      body == NULL ? NULL : tex_append(job, out, TEX_ACCENT, TEX_ORD, span_to_here(t->span, body));
  if (node == NULL)
    return false;
  node->body = body;
  node->variant = c->variant;
  return tex_find_glyph(job, c->code, node->span, &node->glyph);
}

// An accent as wide as what it is over or under, to which a script adds a limit.
bool tex_parse_brace(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_chain inner = {0};
  if (!tex_parse_accent(job, &inner, t, c))
    return false;
  inner.first->variant |= TEX_CENTRED;
  tex_node *node = tex_append(job, out, TEX_LIST, TEX_OP, inner.first->span);
  if (node == NULL)
    return false;
  node->body = inner.first;
  node->limits = TEX_LIMITS_ALWAYS;
  return true;
}

static bool parse_body(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c, tex_kind kind)
{
  tex_node *body = tex_parse_argument(job, t, 0, 1);
  tex_node *node = body == NULL ? NULL : tex_append(job, out, kind, TEX_ORD, span_to_here(t->span, body));
  if (node == NULL)
    return false;
  node->body = body;
  node->variant = c->variant;
  return true;
}

bool tex_parse_line(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  return parse_body(job, out, t, c, TEX_LINE);
}

bool tex_parse_frame(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  return parse_body(job, out, t, c, TEX_FRAME);
}

// Above or below something as limits are; the whole is spaced as that something.
bool tex_parse_stack(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *script = tex_parse_argument(job, t, 0, 2);
  tex_node *body = script == NULL ? NULL : tex_parse_argument(job, t, 1, 2);
  tex_node *outer =
      body == NULL ? NULL : tex_append(job, out, TEX_LIST, TEX_ORD, span_to_here(t->span, body));
  tex_node *base = outer == NULL ? NULL : tex_node_make(job, TEX_LIST, TEX_OP, body->span);
  if (base == NULL)
    return false;
  const tex_node *only = tex_only_symbol(body);
  bool spaced = only != NULL && (only->class == TEX_BIN || only->class == TEX_REL);
  outer->class = c->amount > 0 ? TEX_REL : spaced ? only->class : TEX_ORD;
  outer->body = base;
  base->body = body->body;
  base->limits = TEX_LIMITS_ALWAYS;
  *(c->variant == 0 ? &base->sup : &base->sub) = script;
  return true;
}

bool tex_parse_arrow(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  bool below;
  tex_node *under = tex_parse_optional(job, &below);
  tex_node *over = under == NULL ? NULL : tex_parse_argument(job, t, 0, 1);
  tex_node *node =
      over == NULL ? NULL : tex_append(job, out, TEX_ARROW, TEX_REL, span_to_here(t->span, over));
  if (node == NULL)
    return false;
  node->over = over;
  node->under = below ? under : NULL;
  return tex_find_glyph(job, c->code, node->span, &node->glyph);
}

bool tex_parse_fence(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_node *node = tex_append(job, out, TEX_FENCE, TEX_INNER, t->span);
  if (node == NULL || !tex_parse_delimiter(job, t, &node->code, &node->span))
    return false;
  tex_chain chain = {0};
  tex_scope outer = job->scope;
  job->scope.fence = true;
  job->scope.bracket = job->scope.dollar = false;
  bool ok = tex_descend(job, t->span) && tex_parse_list(job, &chain);
  job->depth--;
  job->scope = outer;
  tex_token end = tex_next(job);
  if (!ok)
    return false;
  if (!tex_is_command(&end, "right"))
    return tex_fail(job, t->span, "a \\right) or \\right. belongs behind what this encloses",
                    "\\left without \\right");
  node->body = chain.first;
  return tex_parse_delimiter(job, &end, &node->close, &node->close_span);
}

bool tex_parse_middle(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  if (!job->scope.fence)
    return tex_fail(job, t->span, "it belongs between \\left and \\right", "misplaced \\middle");
  tex_node *node = tex_append(job, out, TEX_MIDDLE, TEX_REL, t->span);
  return node != NULL && tex_parse_delimiter(job, t, &node->code, &node->span);
}

bool tex_parse_big(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *node = tex_append(job, out, TEX_BIG, (tex_class)c->variant, t->span);
  if (node == NULL)
    return false;
  node->amount = c->amount;
  return tex_parse_delimiter(job, t, &node->code, &node->span);
}

bool tex_parse_alphabet(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_alphabet outer = job->scope.alphabet;
  job->scope.alphabet = (tex_alphabet)c->variant;
  tex_node *list = tex_parse_argument(job, t, 0, 1);
  job->scope.alphabet = outer;
  if (list == NULL)
    return false;
  const tex_node *only = tex_only_symbol(list);
  if (only != NULL)
    tex_link(out, list->body);
  else
    tex_link(out, list);
  return true;
}

// \mathbin{…} and the like: spaced as said.
bool tex_parse_class(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_node *list = tex_parse_argument(job, t, 0, 1);
  if (list == NULL)
    return false;
  list->class = (tex_class)c->variant;
  tex_link(out, list);
  return true;
}

bool tex_parse_limits(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  if (out->last == NULL || out->last->class != TEX_OP)
    return tex_fail(job, t->span, "it belongs behind an operator such as \\sum", "misplaced \\%.*s",
                    (int)t->name_bytes, t->name);
  out->last->limits = (tex_limits)c->variant;
  return true;
}

bool tex_parse_not(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_chain inner = {0};
  tex_token next = tex_peek(job);
  if (next.kind != TEX_CHAR && next.kind != TEX_COMMAND)
    return tex_fail(job, next.span, "a relation belongs here", "\\not has nothing to negate");
  if (!tex_descend(job, t->span) || !tex_parse_atom(job, &inner))
    return false;
  job->depth--;
  tex_node *negated = inner.first;
  if (negated == NULL || negated != inner.last || negated->kind != TEX_SYMBOL)
    return tex_fail(job, next.span, "a relation belongs here", "\\not has nothing to negate");
  hb_codepoint_t code, glyph;
  if (hb_unicode_compose(hb_unicode_funcs_get_default(), negated->code, 0x338, &code) &&
      tex_font_find(&job->font, code, &glyph)) {
    negated->code = code;
    negated->glyph = glyph;
    tex_link(out, negated);
    return true;
  }
  tex_node *list = tex_node_make(job, TEX_LIST, TEX_ORD, negated->span);
  tex_node *frame = tex_append(job, out, TEX_FRAME, negated->class, negated->span);
  if (list == NULL || frame == NULL)
    return false;
  list->body = negated;
  frame->body = list;
  frame->variant = TEX_CANCEL;
  return true;
}

static bool append_symbol(tex_job *job, tex_chain *out, uint32_t code, tex_class class, tex_span span)
{
  tex_node *node = tex_symbol_make(job, code, class, span);
  if (node != NULL)
    tex_link(out, node);
  return node != NULL;
}

static tex_class class_of_next(tex_job *job)
{
  tex_token next = tex_peek(job);
  if (tex_is_command(&next, "right"))
    return TEX_CLOSE;
  if (next.kind == TEX_CHAR)
    return tex_class_of(&next.code);
  const tex_symbol *symbol = next.kind == TEX_COMMAND ? tex_symbol_find(next.name, next.name_bytes) : NULL;
  return symbol == NULL ? TEX_ORD : symbol->class;
}

// As amsmath: \dots (variant 1) is raised between operators, which what comes next tells, and dots on the
// line stand off from a closing delimiter.
bool tex_parse_dots(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_class next = class_of_next(job);
  bool raised = c->variant == 1 && (next == TEX_BIN || next == TEX_REL || next == TEX_OP);
  if (!append_symbol(job, out, raised ? 0x22ef : 0x2026, TEX_INNER, t->span))
    return false;
  return raised || next != TEX_CLOSE || tex_append_space(job, out, t->span, 3);
}

// An arrow that says that one thing follows from another has more room than relations have.
bool tex_parse_implication(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  return tex_append_space(job, out, t->span, c->amount) &&
         append_symbol(job, out, c->code, TEX_REL, t->span) && tex_append_space(job, out, t->span, c->amount);
}

// \colon, as in f: A -> B.
bool tex_parse_colon(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  return tex_append_space(job, out, t->span, 2) && append_symbol(job, out, c->code, TEX_ORD, t->span) &&
         tex_append_space(job, out, t->span, 6);
}

bool tex_parse_definition(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)out;
  (void)c;
  return tex_define(job, t);
}

bool tex_parse_nothing(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)job;
  (void)out;
  (void)t;
  (void)c;
  return true;
}
