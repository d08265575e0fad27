// What Nabla adds to the language: colours by meaning, named parts, live numbers.
#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex_parse.h"

static const struct {
  const char *name;
  nb_color color;
} roles[] = {
    {"text", NB_TEXT},
    {"dim", NB_DIM},
    {"ground", NB_GROUND},
    {"grid", NB_GRID},
    {"plane", NB_PLANE},
    {"axis", NB_AXIS},
    {"i", NB_I},
    {"j", NB_J},
    {"k", NB_K},
    {"v", NB_V},
    {"learning", NB_LEARNING},
    {"positive", NB_POSITIVE},
    {"negative", NB_NEGATIVE},
    // LaTeX's own names are those of the theme that come nearest, so that they can be read on both grounds.
    {"black", NB_TEXT},
    {"gray", NB_DIM},
    {"green", NB_I},
    {"red", NB_J},
    {"blue", NB_K},
    {"orange", NB_V},
    {"yellow", NB_V},
    {"purple", NB_LEARNING},
    {"violet", NB_LEARNING}};

static bool find_color(tex_job *job, const char *name, tex_span span, nb_color *color)
{
  for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
    if (strcmp(roles[k].name, name) == 0) {
      *color = roles[k].color;
      return true;
    }
  char *end;
  if (name[0] == '#' && strlen(name) == 7 && strspn(name + 1, "0123456789abcdefABCDEF") == 6) {
    unsigned long rgb = strtoul(name + 1, &end, 16);
    *color = (nb_color)(rgb >> 16 | (rgb & 0xff00) | (rgb & 0xff) << 16 | 0xff000000);
    return true;
  }
  return tex_fail(
      job, span,
      "a theme's: text dim i j k v learning positive negative; red green blue orange purple gray; #rrggbb",
      "no colour is called %s", name);
}

static const tex_mark *keep_mark(tex_job *job, tex_mark mark)
{
  tex_mark *kept = tex_take(job, sizeof *kept);
  if (kept != NULL)
    *kept = mark;
  return kept;
}

static bool append_mark(tex_job *job, tex_chain *out, tex_kind kind, const tex_mark *mark, tex_span span)
{
  tex_node *node = mark == NULL ? NULL : tex_append(job, out, kind, TEX_ORD, span);
  if (node != NULL)
    node->mark = mark;
  return node != NULL;
}

// The argument between two marks: in the list itself, so that it is spaced as if they were not there, unless
// a script follows, which belongs to it all.
static bool append_marked(tex_job *job, tex_chain *out, const tex_token *t, const tex_mark *mark, int k,
                          int count)
{
  tex_node *body = mark == NULL ? NULL : tex_parse_argument(job, t, k, count);
  if (body == NULL)
    return false;
  tex_token next = tex_peek(job);
  tex_span span = {t->span.at, body->span.at + body->span.bytes - t->span.at};
  bool script = next.kind == TEX_SUPERSCRIPT || next.kind == TEX_SUBSCRIPT || next.kind == TEX_PRIME;
  tex_chain inner = {0}, *into = script ? &inner : out;
  if (!append_mark(job, into, TEX_BEGIN_MARK, mark, span))
    return false;
  into->last->next = body->body;
  while (into->last->next != NULL)
    into->last = into->last->next;
  if (!append_mark(job, into, TEX_END_MARK, mark, span))
    return false;
  tex_node *list = script ? tex_append(job, out, TEX_LIST, TEX_ORD, span) : NULL;
  if (list != NULL)
    list->body = inner.first;
  return !tex_failed(job);
}

// \color{v}, to the end of the list: as all that is left of it were the argument of \textcolor{v}.
static bool color_rest(tex_job *job, tex_chain *out, const tex_token *t, const tex_mark *mark)
{
  return append_mark(job, out, TEX_BEGIN_MARK, mark, t->span) && tex_parse_list(job, out) &&
         append_mark(job, out, TEX_END_MARK, mark, t->span);
}

bool tex_parse_color(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  tex_mark mark = {.color = NB_DEFAULT};
  char name[NB_TEX_MAX_NAME];
  tex_span span;
  if (!tex_read_name(job, t, "such as {v}", name, sizeof name, &span) ||
      !find_color(job, name, span, &mark.color))
    return false;
  if (c->variant == 1)
    return append_marked(job, out, t, keep_mark(job, mark), 1, 2);
  bool ok = tex_descend(job, t->span) && color_rest(job, out, t, keep_mark(job, mark));
  job->depth--;
  return ok;
}

bool tex_parse_part(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_mark mark = {.color = NB_DEFAULT};
  tex_span span;
  if (!tex_read_name(job, t, "such as {slope}", mark.name, sizeof mark.name, &span))
    return false;
  job->part_count++;
  return append_marked(job, out, t, keep_mark(job, mark), 1, 2);
}

// ---------------------------------------------------------------------------------------------------------------
// \val[+3.2]

static bool bad_format(tex_job *job, const tex_token *t)
{
  return tex_fail(job, t->span, "such as 2 for two decimals, 3.2, +2, -2 or ~2",
                  "not how a number can be set");
}

static bool take_digit(tex_job *job, int least, int most, uint8_t *digit)
{
  tex_token t = tex_next(job);
  if (t.kind != TEX_CHAR || t.code < (uint32_t)('0' + least) || t.code > (uint32_t)('0' + most))
    return bad_format(job, &t);
  *digit = (uint8_t)(t.code - '0');
  return true;
}

static bool parse_format(tex_job *job, nb_tex_format *format)
{
  tex_token t = tex_peek(job);
  if (!tex_is_char(&t, '['))
    return true;
  tex_next(job);
  t = tex_peek(job);
  if (tex_is_char(&t, '+') || tex_is_char(&t, '-')) {
    format->sign = (char)t.code;
    tex_next(job);
  }
  uint8_t first = 0;
  t = tex_peek(job);
  bool fitted = t.kind == TEX_TIE && format->sign != '-';
  if (fitted)
    tex_next(job);
  if (!take_digit(job, 0, 9, &first))
    return false;
  format->decimals = first;
  format->fitted = fitted ? first + 1 : 0;
  tex_token dot = tex_peek(job);
  if (tex_is_char(&dot, '.')) {
    tex_next(job);
    if (first == 0)
      return bad_format(job, &dot);
    format->figures = first;
    if (!take_digit(job, 0, 6, &format->decimals))
      return false;
  } else if (first > 6) {
    return bad_format(job, &t);
  }
  t = tex_next(job);
  return tex_is_char(&t, ']') || bad_format(job, &t);
}

bool tex_parse_value(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_node *node = tex_append(job, out, TEX_NUMBER, TEX_ORD, t->span);
  if (node == NULL)
    return false;
  size_t given = job->options->value_count;
  if (job->value_count == NB_TEX_MAX_VALUES)
    return tex_fail(job, t->span, "fewer would do", "more than %d numbers", NB_TEX_MAX_VALUES);
  if (given > 0 && job->value_count >= given)
    return tex_fail(job, t->span, "each \\val takes one number", "number %u, but %zu were given",
                    job->value_count + 1, given);
  node->value = (int32_t)job->value_count++;
  node->format = (nb_tex_format){.decimals = 2, .figures = 1};
  return parse_format(job, &node->format);
}
