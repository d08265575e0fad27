// Words in formulas: \text, named functions, \operatorname, \pmod.
#include <string.h>

#include "nabla/type/tex_parse.h"

bool tex_parse_words(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_scope outer = job->scope;
  job->scope.text = true;
  job->scope.alphabet = (tex_alphabet)c->variant;
  tex_node *list = tex_parse_argument(job, t, 0, 1);
  job->scope = outer;
  if (list != NULL)
    tex_link(out, list);
  return list != NULL;
}

// The letters of a word, upright; a blank between two of them is a thin space.
static bool append_letters(tex_job *job, tex_chain *out, const char *letters, size_t bytes, tex_span span)
{
  for (size_t k = 0; k < bytes; k++) {
    tex_node *node = letters[k] == ' ' ? tex_node_make(job, TEX_SPACE, TEX_ORD, span)
                                       : tex_symbol_make(job, (unsigned char)letters[k], TEX_ORD, span);
    if (node == NULL)
      return false;
    node->amount = 3;
    node->variant = 1;
    tex_link(out, node);
  }
  return true;
}

static tex_node *append_word(tex_job *job, tex_chain *out, tex_class class, const char *letters, size_t bytes,
                             tex_span span)
{
  tex_chain chain = {0};
  tex_node *node = tex_append(job, out, TEX_LIST, class, span);
  if (node == NULL || !append_letters(job, &chain, letters, bytes, span))
    return NULL;
  node->body = chain.first;
  return node;
}

bool tex_parse_function(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  static const char *const spaced[][2] = {
      {"limsup", "lim sup"}, {"liminf", "lim inf"}, {"argmax", "arg max"}, {"argmin", "arg min"}};
  const char *letters = c->name;
  for (size_t k = 0; k < sizeof spaced / sizeof *spaced; k++)
    if (strcmp(spaced[k][0], letters) == 0)
      letters = spaced[k][1];
  tex_node *node = append_word(job, out, TEX_OP, letters, strlen(letters), t->span);
  if (node != NULL)
    node->limits = (tex_limits)c->variant;
  return node != NULL;
}

bool tex_parse_operator(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_token next = tex_peek(job);
  bool star = tex_is_char(&next, '*');
  if (star)
    tex_next(job);
  tex_scope outer = job->scope;
  job->scope.text = true;
  job->scope.alphabet = TEX_UPRIGHT;
  tex_node *list = tex_parse_argument(job, t, 0, 1);
  job->scope = outer;
  if (list == NULL)
    return false;
  for (tex_node *node = list->body; node != NULL; node = node->next)
    node->plain = false; // its letters stand as those of \\sin
  list->class = TEX_OP;
  list->limits = star ? TEX_LIMITS_IN_DISPLAY : TEX_LIMITS_NEVER;
  tex_link(out, list);
  return true;
}

enum { PMOD, BMOD, MOD };

// As amsmath: a mod b, a (mod b), a mod b with more space before.
bool tex_parse_modulo(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  static const float around = 1; // mu more than a binary operator has
  if (c->variant == BMOD)
    return tex_append_space(job, out, t->span, around) && append_word(job, out, TEX_BIN, "mod", 3, t->span) &&
           tex_append_space(job, out, t->span, around);
  tex_node *body = tex_parse_argument(job, t, 0, 1);
  bool pmod = c->variant == PMOD, display = job->options->style == NB_TEX_DISPLAY;
  if (body == NULL || !tex_append_space(job, out, t->span, display ? 18 : pmod ? 8 : 12))
    return false;
  tex_node *open = pmod ? tex_symbol_make(job, '(', TEX_OPEN, t->span) : NULL;
  tex_node *close = pmod ? tex_symbol_make(job, ')', TEX_CLOSE, t->span) : NULL;
  if (pmod && (open == NULL || close == NULL))
    return false;
  if (pmod)
    tex_link(out, open);
  if (!append_word(job, out, TEX_ORD, "mod", 3, t->span) || !tex_append_space(job, out, t->span, 6))
    return false;
  tex_link(out, body);
  if (pmod)
    tex_link(out, close);
  return true;
}
