// Lists, groups, arguments and scripts, by recursive descent. Every level down is counted, so the stack is
// bounded.
#include "nabla/type/tex_parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/letters.h"

// TeX's space between words, in mu.
static const float word_space = 6;

tex_node *tex_node_make(tex_job *job, tex_kind kind, tex_class class, tex_span span)
{
  tex_node *node = tex_take(job, sizeof *node);
  if (node == NULL)
    return NULL;
  node->kind = kind;
  node->class = class;
  node->span = span;
  node->value = -1;
  return node;
}

void tex_link(tex_chain *out, tex_node *node)
{
  if (out->last == NULL)
    out->first = node;
  else
    out->last->next = node;
  out->last = node;
}

tex_node *tex_append(tex_job *job, tex_chain *out, tex_kind kind, tex_class class, tex_span span)
{
  tex_node *node = tex_node_make(job, kind, class, span);
  if (node != NULL)
    tex_link(out, node);
  return node;
}

bool tex_append_space(tex_job *job, tex_chain *out, tex_span span, float mu)
{
  tex_node *node = tex_append(job, out, TEX_SPACE, TEX_ORD, span);
  if (node == NULL)
    return false;
  node->amount = mu;
  node->variant = 1;
  return true;
}

tex_node *tex_symbol_make(tex_job *job, uint32_t code, tex_class class, tex_span span)
{
  uint32_t glyph;
  if (!tex_find_glyph(job, code, span, &glyph))
    return NULL;
  tex_node *node = tex_node_make(job, TEX_SYMBOL, class, span);
  if (node != NULL) {
    node->code = code;
    node->glyph = glyph;
  }
  return node;
}

// ---------------------------------------------------------------------------------------------------------------
// Where lists end

static bool ends_list(const tex_job *job, const tex_token *t)
{
  switch (t->kind) {
  case TEX_END:
  case TEX_END_GROUP:
  case TEX_CELL:
    return true;
  case TEX_DOLLAR:
    return job->scope.dollar;
  case TEX_CHAR:
    return job->scope.bracket && t->code == ']';
  case TEX_COMMAND:
    return tex_is_command(t, "right") || tex_is_command(t, "end") || tex_is_command(t, "\\") ||
           tex_is_command(t, "cr");
  default:
    return false;
  }
}

bool tex_stray(tex_job *job, const tex_token *t)
{
  if (t->kind == TEX_END_GROUP)
    return tex_fail(job, t->span, "no { is open here", "a } too many");
  if (t->kind == TEX_CELL)
    return tex_fail(job, t->span, "it stands between the cells of a table; \\& is the sign", "misplaced &");
  if (t->kind == TEX_DOLLAR)
    return tex_fail(job, t->span, "a formula needs none; \\$ is the sign", "misplaced $");
  if (tex_is_command(t, "right"))
    return tex_fail(job, t->span, "a \\left belongs before this", "\\right without \\left");
  if (tex_is_command(t, "end"))
    return tex_fail(job, t->span, "a \\begin belongs before this", "\\end without \\begin");
  if (t->kind == TEX_COMMAND)
    return tex_fail(job, t->span, "it ends the rows of a table", "misplaced \\%.*s", (int)t->name_bytes,
                    t->name);
  return tex_fail(job, t->span, "something else belongs here", "the formula ends too early");
}

// ---------------------------------------------------------------------------------------------------------------
// Groups and arguments

// The nodes behind a { up to its }, in `list`.
static bool parse_group(tex_job *job, tex_span open, tex_node *list)
{
  tex_chain chain = {0};
  tex_scope outer = job->scope;
  job->scope.fence = job->scope.bracket = job->scope.dollar = false;
  bool ok = tex_descend(job, open) && tex_parse_list(job, &chain);
  job->depth--;
  job->scope = outer;
  if (!ok)
    return false;
  tex_token t = tex_next(job);
  if (t.kind == TEX_END)
    return tex_fail(job, open, "this { is never closed", "missing }");
  if (t.kind != TEX_END_GROUP)
    return tex_stray(job, &t);
  list->body = chain.first;
  list->span.bytes = t.span.at > list->span.at ? t.span.at + 1 - list->span.at : list->span.bytes;
  return true;
}

static bool missing_argument(tex_job *job, const tex_token *command, int k, int count)
{
  static const char *const numbers[] = {"none", "one", "two", "three"};
  static const char *const ordinals[] = {"a", "a second", "a third"};
  char hint[64];
  snprintf(hint, sizeof hint, "%s {…} belongs here", count == 1 ? "a" : ordinals[k]);
  return tex_fail(job, tex_peek(job).span, hint, "\\%.*s needs %s group%s, found %s",
                  (int)command->name_bytes, command->name, count == 1 ? "a" : numbers[count],
                  count == 1 ? "" : "s", numbers[k]);
}

tex_node *tex_parse_argument(tex_job *job, const tex_token *command, int k, int count)
{
  tex_token t = tex_peek(job);
  tex_node *list = tex_node_make(job, TEX_LIST, TEX_ORD, t.span);
  if (list == NULL)
    return NULL;
  if (t.kind == TEX_BEGIN_GROUP) {
    tex_next(job);
    return parse_group(job, t.span, list) ? list : NULL;
  }
  if (ends_list(job, &t) || t.kind == TEX_SUPERSCRIPT || t.kind == TEX_SUBSCRIPT) {
    missing_argument(job, command, k, count);
    return NULL;
  }
  tex_chain chain = {0};
  bool ok = tex_descend(job, t.span) && tex_parse_atom(job, &chain);
  job->depth--;
  list->body = chain.first;
  return ok ? list : NULL;
}

tex_node *tex_parse_optional(tex_job *job, bool *found)
{
  tex_token t = tex_peek(job);
  tex_node *list = tex_node_make(job, TEX_LIST, TEX_ORD, t.span);
  *found = tex_is_char(&t, '[');
  if (list == NULL || !*found)
    return list;
  tex_next(job);
  tex_chain chain = {0};
  tex_scope outer = job->scope;
  job->scope.fence = job->scope.dollar = false;
  job->scope.bracket = true;
  bool ok = tex_descend(job, t.span) && tex_parse_list(job, &chain);
  job->depth--;
  job->scope = outer;
  tex_token end = tex_next(job);
  if (!ok || !tex_is_char(&end, ']')) {
    tex_fail(job, t.span, "this [ is never closed", "missing ]");
    return NULL;
  }
  list->body = chain.first;
  return list;
}

// ---------------------------------------------------------------------------------------------------------------
// Scripts

// What a script that comes now belongs to: the last node, else nothing at all.
static tex_node *nucleus(tex_job *job, tex_chain *out, tex_span span)
{
  if (out->last != NULL && tex_is_atom(out->last))
    return out->last;
  return tex_append(job, out, TEX_LIST, TEX_ORD, (tex_span){span.at, 0});
}

// Adds to a script's list, which keeps its end at hand.
static void extend(tex_node *list, tex_node *more)
{
  tex_node **end = list->last == NULL ? &list->body : &list->last->next;
  for (*end = more; *end != NULL; end = &(*end)->next)
    list->last = *end;
}

static bool parse_script(tex_job *job, tex_node *base, const tex_token *t)
{
  tex_node **script = t->kind == TEX_SUPERSCRIPT ? &base->sup : &base->sub;
  // A prime may be followed by a superscript, and nothing else by another of its kind.
  if (*script != NULL && (*script)->variant == 0)
    return tex_fail(job, t->span, "braces say which belongs to which: {x^a}^b or x^{a^b}", "two %sscripts",
                    t->kind == TEX_SUPERSCRIPT ? "super" : "sub");
  tex_token next = tex_peek(job);
  if (ends_list(job, &next) || next.kind == TEX_SUPERSCRIPT || next.kind == TEX_SUBSCRIPT)
    return tex_fail(job, next.span, "a letter or {…} belongs here", "nothing follows %s",
                    t->kind == TEX_SUPERSCRIPT ? "^" : "_");
  tex_node *list = tex_parse_argument(job, t, 0, 1);
  if (list == NULL ||
      (*script == NULL && (*script = tex_node_make(job, TEX_LIST, TEX_ORD, list->span)) == NULL))
    return false;
  extend(*script, list->body);
  (*script)->variant = 0;
  return true;
}

static bool parse_primes(tex_job *job, tex_node *base, tex_token t)
{
  static const uint32_t codes[] = {0x2032, 0x2033, 0x2034, 0x2057};
  if (base->sup != NULL)
    return tex_fail(job, t.span, "write f'^2 or {f^2}'", "a prime behind a superscript");
  int count = 1;
  for (tex_token next = tex_peek(job); next.kind == TEX_PRIME && count < 4; next = tex_peek(job)) {
    t.span.bytes = next.span.at + next.span.bytes - t.span.at;
    tex_next(job);
    count++;
  }
  tex_node *prime = tex_symbol_make(job, codes[count - 1], TEX_ORD, t.span);
  base->sup = tex_node_make(job, TEX_LIST, TEX_ORD, t.span);
  if (prime == NULL || base->sup == NULL)
    return false;
  extend(base->sup, prime);
  base->sup->variant = 1; // more may follow
  return true;
}

// ² and ₂, typed as they are.
static bool parse_raised(tex_job *job, tex_chain *out, const tex_token *t, uint32_t code, bool up)
{
  tex_node *base = nucleus(job, out, t->span);
  tex_node *node = tex_symbol_make(job, code, tex_class_of(&code), t->span);
  if (base == NULL || node == NULL)
    return false;
  tex_node **script = up ? &base->sup : &base->sub;
  if (*script == NULL && (*script = tex_node_make(job, TEX_LIST, TEX_ORD, t->span)) == NULL)
    return false;
  extend(*script, node);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Atoms

static bool parse_word_character(tex_job *job, tex_chain *out, const tex_token *t)
{
  uint32_t code = tex_letter(job->scope.alphabet, t->kind == TEX_PRIME ? 0x2019 : t->code);
  tex_node *node = tex_symbol_make(job, code, TEX_ORD, t->span);
  if (node == NULL)
    return false;
  node->plain = true;
  tex_link(out, node);
  return true;
}

static bool accent(tex_job *job, tex_node *node, uint32_t accent_code, tex_span span)
{
  tex_node *inner = tex_node_make(job, TEX_LIST, TEX_ORD, node->span);
  tex_node *moved = tex_node_make(job, TEX_SYMBOL, TEX_ORD, node->span);
  uint32_t glyph;
  if (inner == NULL || moved == NULL)
    return false;
  if (!tex_find_glyph(job, accent_code, span, &glyph))
    return false;
  tex_node *next = node->next;
  *moved = *node;
  moved->next = NULL;
  inner->body = moved;
  *node = (tex_node){.kind = TEX_ACCENT,
                     .span = {node->span.at, span.at + span.bytes - node->span.at},
                     .next = next,
                     .body = inner,
                     .glyph = glyph,
                     .value = -1};
  return true;
}

static uint32_t dotless(uint32_t code)
{
  return code == 'i' ? 0x131 : code == 'j' ? 0x237 : code;
}

static bool parse_character(tex_job *job, tex_chain *out, const tex_token *t)
{
  uint32_t code = t->code, base, mark;
  bool up;
  if (nb_is_accent(code) && out->last != NULL && tex_is_atom(out->last))
    return accent(job, out->last, code, t->span);
  if (tex_raised(&code, &up))
    return parse_raised(job, out, t, code, up);
  bool composed = code >= 0xc0 && hb_unicode_decompose(hb_unicode_funcs_get_default(), code, &base, &mark) &&
                  nb_is_accent(mark);
  if (composed)
    code = dotless(base);
  tex_class class = tex_class_of(&code);
  tex_node *node = tex_symbol_make(job, tex_letter(job->scope.alphabet, code), class, t->span);
  if (node == NULL)
    return false;
  tex_link(out, node);
  return !composed || accent(job, node, mark, t->span);
}

static bool parse_braces(tex_job *job, tex_chain *out, const tex_token *t)
{
  tex_node *list = tex_node_make(job, TEX_LIST, TEX_ORD, t->span);
  if (list == NULL || !parse_group(job, t->span, list))
    return false;
  // A letter alone in braces is that letter: its scripts stand as close.
  tex_node *only = tex_only_symbol(list);
  tex_link(out, only != NULL && only->class == TEX_ORD ? only : list);
  return true;
}

// $ … $ within \text.
static bool parse_dollars(tex_job *job, tex_chain *out, const tex_token *t)
{
  if (!job->scope.text)
    return tex_stray(job, t);
  tex_node *list = tex_append(job, out, TEX_LIST, TEX_ORD, t->span);
  tex_chain chain = {0};
  tex_scope outer = job->scope;
  job->scope = (tex_scope){.dollar = true};
  bool ok = list != NULL && tex_descend(job, t->span) && tex_parse_list(job, &chain);
  job->depth--;
  job->scope = outer;
  tex_token end = tex_next(job);
  if (!ok || end.kind != TEX_DOLLAR)
    return tex_fail(job, t->span, "this $ is never closed", "missing $");
  list->body = chain.first;
  return true;
}

bool tex_parse_atom(tex_job *job, tex_chain *out)
{
  tex_token t = tex_next(job);
  switch (t.kind) {
  case TEX_COMMAND:
    return tex_parse_command(job, out, &t);
  case TEX_BEGIN_GROUP:
    return parse_braces(job, out, &t);
  case TEX_TIE:
    return tex_append_space(job, out, t.span, word_space);
  case TEX_DOLLAR:
    return parse_dollars(job, out, &t);
  case TEX_CHAR:
  case TEX_PRIME:
    return job->scope.text ? parse_word_character(job, out, &t) : parse_character(job, out, &t);
  default:
    return tex_stray(job, &t);
  }
}

static bool parse_next(tex_job *job, tex_chain *out, const tex_token *t)
{
  bool script = t->kind == TEX_SUPERSCRIPT || t->kind == TEX_SUBSCRIPT;
  if (!script && (t->kind != TEX_PRIME || job->scope.text))
    return tex_parse_atom(job, out);
  if (job->scope.text)
    return tex_fail(job, t->span, "between $ and $ there may be some", "a script within words");
  tex_next(job);
  tex_node *base = nucleus(job, out, t->span);
  if (base == NULL)
    return false;
  return script ? parse_script(job, base, t) : parse_primes(job, base, *t);
}

bool tex_parse_list(tex_job *job, tex_chain *out)
{
  for (;;) {
    tex_token t = tex_peek(job);
    if (tex_failed(job))
      return false;
    if (job->scope.text && t.after_space && t.kind != TEX_END &&
        !tex_append_space(job, out, t.span, word_space))
      return false;
    if (ends_list(job, &t))
      return true;
    if (!parse_next(job, out, &t))
      return false;
  }
}

tex_node *tex_parse(tex_job *job)
{
  tex_chain chain = {0};
  tex_node *list = tex_node_make(job, TEX_LIST, TEX_ORD, (tex_span){0, job->bytes});
  if (list == NULL || !tex_lex_start(job) || !tex_parse_list(job, &chain))
    return NULL;
  tex_token t = tex_next(job);
  if (t.kind != TEX_END)
    tex_stray(job, &t);
  list->body = chain.first;
  return tex_failed(job) ? NULL : list;
}
