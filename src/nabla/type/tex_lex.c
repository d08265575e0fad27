// Tokens are read from a stack of cursors: the source at the bottom, a macro's body or argument above it.
// Bodies and arguments are stretches of the source, so nothing is copied; an argument remembers the arguments
// of the macro in whose body it was written.
#include "nabla/type/tex_lex.h"

#include <string.h>

#include "nabla/type/utf8.h"

enum { MAX_ARGUMENTS = 9, BYTES_PER_TOKEN = 16 };

typedef struct tex_arguments tex_arguments;

// A stretch of source, and what #1, #2, ... mean in it.
typedef struct stretch {
  const char *at, *end;
  const tex_arguments *arguments;
} stretch;

struct tex_arguments {
  int count;
  stretch value[MAX_ARGUMENTS];
};

struct tex_cursor {
  stretch text;
  tex_cursor *below;
};

struct tex_macro {
  const char *name;
  uint32_t name_bytes;
  int argument_count;
  stretch body;
  tex_macro *next;
};

static bool push(tex_job *job, stretch text)
{
  // A text that is read to its end makes room, so that a macro that ends with itself does not pile up.
  while (job->cursor != NULL && job->cursor->text.at == job->cursor->text.end && job->cursor->below != NULL)
    job->cursor = job->cursor->below;
  tex_cursor *cursor = tex_take(job, sizeof *cursor);
  if (cursor == NULL)
    return false;
  *cursor = (tex_cursor){.text = text, .below = job->cursor};
  job->cursor = cursor;
  return true;
}

bool tex_lex_start(tex_job *job)
{
  return push(job, (stretch){job->source, job->source + job->bytes, NULL});
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// From a % to the next line.
static const char *skip_comment(const char *at, const char *end)
{
  const char *newline = memchr(at, '\n', (size_t)(end - at));
  return newline == NULL ? end : newline + 1;
}

// Past spaces and comments; true where there were any. A comment takes its line's end with it.
static bool skip_spaces(stretch *s)
{
  bool any = false;
  while (s->at < s->end && (is_space(*s->at) || *s->at == '%')) {
    if (*s->at == '%') {
      s->at = skip_comment(s->at, s->end);
    } else {
      any = true;
      s->at++;
    }
  }
  return any;
}

static void scan_command(stretch *s, tex_token *t)
{
  t->kind = TEX_COMMAND;
  t->name = s->at;
  if (s->at < s->end && !is_letter(*s->at)) {
    nb_utf8_next(&s->at, s->end);
  } else {
    while (s->at < s->end && is_letter(*s->at))
      s->at++;
  }
  t->name_bytes = (uint32_t)(s->at - t->name);
  if (t->name_bytes > 0 && is_letter(t->name[0]))
    skip_spaces(s);
}

static tex_token_kind kind_of(uint32_t code)
{
  switch (code) {
  case '{':
    return TEX_BEGIN_GROUP;
  case '}':
    return TEX_END_GROUP;
  case '^':
    return TEX_SUPERSCRIPT;
  case '_':
    return TEX_SUBSCRIPT;
  case '&':
    return TEX_CELL;
  case '\'':
    return TEX_PRIME;
  case '~':
    return TEX_TIE;
  case '$':
    return TEX_DOLLAR;
  default:
    return TEX_CHAR;
  }
}

// One token of the text, which is not empty; nothing is expanded.
static tex_token scan(tex_job *job, stretch *s)
{
  tex_token t = {.span.at = (uint32_t)(s->at - job->source)};
  const char *start = s->at;
  t.code = nb_utf8_next(&s->at, s->end);
  uint32_t bytes = (uint32_t)(s->at - start);
  if (t.code == '\\') {
    scan_command(s, &t);
    bytes = 1 + t.name_bytes;
  } else {
    t.kind = kind_of(t.code);
  }
  t.span.bytes = bytes;
  if (t.code == 0xfffd)
    tex_fail(job, t.span, "this byte does not belong", "the formula is not UTF-8");
  else if (t.kind == TEX_COMMAND && t.name_bytes == 0)
    tex_fail(job, t.span, "a command's name belongs behind the \\", "the formula ends in a \\");
  return t;
}

static bool count_tokens(tex_job *job, uint32_t count, tex_span span)
{
  job->tokens += count;
  if (job->tokens <= NB_TEX_MAX_TOKENS)
    return true;
  return tex_fail(job, span, "a macro that calls itself?", "more than %d symbols, with its macros expanded",
                  NB_TEX_MAX_TOKENS);
}

// ---------------------------------------------------------------------------------------------------------------
// Macros

static tex_macro *find_macro(const tex_job *job, const tex_token *t)
{
  for (tex_macro *m = job->macros; m != NULL; m = m->next)
    if (m->name_bytes == t->name_bytes && memcmp(m->name, t->name, t->name_bytes) == 0)
      return m;
  return NULL;
}

// Steps into #1 in a macro's body, where that comes next.
static bool enter_argument(tex_job *job)
{
  stretch *s = &job->cursor->text;
  while (s->arguments != NULL && s->end - s->at >= 2 && *s->at == '#') {
    int k = s->at[1] - '1';
    if (k < 0 || k >= s->arguments->count)
      break;
    tex_span span = {(uint32_t)(s->at - job->source), 2};
    s->at += 2;
    if (!count_tokens(job, 1, span) || !push(job, s->arguments->value[k]))
      return false;
    s = &job->cursor->text;
  }
  return true;
}

// To where the next token stands: over spaces and the ends of bodies, into arguments. False at the end of
// everything.
static bool settle(tex_job *job, bool *after_space)
{
  for (;;) {
    *after_space |= skip_spaces(&job->cursor->text);
    if (!enter_argument(job))
      return false;
    stretch *s = &job->cursor->text;
    if (s->at < s->end && !is_space(*s->at) && *s->at != '%')
      return true;
    if (s->at < s->end)
      continue;
    if (job->cursor->below == NULL)
      return false;
    job->cursor = job->cursor->below;
  }
}

// From behind a { to behind its }; NULL without one.
static const char *find_close(const char *at, const char *end)
{
  for (int depth = 1; at < end; at++) {
    if (*at == '\\' && at + 1 < end)
      at++;
    else if (*at == '%')
      at = skip_comment(at, end) - 1;
    else if (*at == '{')
      depth++;
    else if (*at == '}' && --depth == 0)
      return at + 1;
  }
  return NULL;
}

// A group, without its braces, or one token.
static bool read_argument(tex_job *job, const tex_token *macro, int k, int count, stretch *out)
{
  bool space = false;
  if (!settle(job, &space))
    return tex_fail(job, (tex_span){job->bytes, 0}, "another argument belongs here",
                    "\\%.*s takes %d arguments, found %d", (int)macro->name_bytes, macro->name, count, k);
  stretch *s = &job->cursor->text;
  *out = *s;
  if (*s->at != '{') {
    if (*s->at == '}')
      return tex_fail(job, (tex_span){(uint32_t)(s->at - job->source), 1},
                      "another argument belongs before this", "\\%.*s takes %d arguments, found %d",
                      (int)macro->name_bytes, macro->name, count, k);
    scan(job, s);
    out->end = s->at;
    return !tex_failed(job);
  }
  const char *close = find_close(s->at + 1, s->end);
  tex_span open = {(uint32_t)(s->at - job->source), 1};
  if (close == NULL)
    return tex_fail(job, open, "this { is never closed", "missing }");
  // To look for its end has taken as long as a few tokens would, which adds up where macros call macros.
  if (!count_tokens(job, (uint32_t)(close - s->at) / BYTES_PER_TOKEN, open))
    return false;
  out->at = s->at + 1;
  out->end = close - 1;
  s->at = close;
  return true;
}

static bool expand(tex_job *job, const tex_macro *m, const tex_token *t)
{
  tex_arguments *arguments = NULL;
  if (m->argument_count > 0) {
    arguments = tex_take(job, sizeof *arguments);
    if (arguments == NULL)
      return false;
    arguments->count = m->argument_count;
  }
  for (int k = 0; k < m->argument_count; k++)
    if (!read_argument(job, t, k, m->argument_count, &arguments->value[k]))
      return false;
  stretch body = m->body;
  body.arguments = arguments;
  return push(job, body);
}

static tex_token read_token(tex_job *job)
{
  bool after_space = false;
  while (!tex_failed(job) && settle(job, &after_space)) {
    tex_token t = scan(job, &job->cursor->text);
    if (tex_failed(job) || !count_tokens(job, 1, t.span))
      break;
    const tex_macro *m = t.kind == TEX_COMMAND ? find_macro(job, &t) : NULL;
    if (m == NULL) {
      t.after_space = after_space;
      return t;
    }
    if (!expand(job, m, &t))
      break;
  }
  return (tex_token){.kind = TEX_END, .after_space = after_space, .span = {job->bytes, 0}};
}

tex_token tex_peek(tex_job *job)
{
  if (!job->has_ahead) {
    job->ahead = read_token(job);
    job->has_ahead = true;
  }
  if (tex_failed(job))
    job->ahead.kind = TEX_END;
  return job->ahead;
}

tex_token tex_next(tex_job *job)
{
  tex_token t = tex_peek(job);
  job->has_ahead = false;
  return t;
}

bool tex_is_command(const tex_token *t, const char *name)
{
  return t->kind == TEX_COMMAND && strlen(name) == t->name_bytes && memcmp(t->name, name, t->name_bytes) == 0;
}

bool tex_is_char(const tex_token *t, uint32_t code)
{
  return t->kind == TEX_CHAR && t->code == code;
}

// ---------------------------------------------------------------------------------------------------------------
// What is read as it stands

// The macro's name, with or without braces around it.
static bool read_macro_name(tex_job *job, const tex_token *command, tex_token *name)
{
  bool space = false, braces;
  stretch *s = &job->cursor->text;
  if (!settle(job, &space))
    return tex_fail(job, (tex_span){job->bytes, 0}, "{\\name}{body} belongs here", "\\%.*s defines nothing",
                    (int)command->name_bytes, command->name);
  s = &job->cursor->text;
  braces = *s->at == '{';
  if (braces) {
    s->at++;
    skip_spaces(s);
  }
  if (s->at == s->end || *s->at != '\\')
    return tex_fail(job, (tex_span){(uint32_t)(s->at - job->source), 1}, "\\name belongs here",
                    "\\%.*s needs the name of a macro", (int)command->name_bytes, command->name);
  *name = scan(job, s);
  if (tex_failed(job))
    return false;
  skip_spaces(s);
  if (!braces)
    return true;
  if (s->at == s->end || *s->at != '}')
    return tex_fail(job, (tex_span){(uint32_t)(s->at - job->source), 1}, "a } belongs here", "missing }");
  s->at++;
  return true;
}

static bool read_count(tex_job *job, int *count)
{
  stretch *s = &job->cursor->text;
  skip_spaces(s);
  if (s->at == s->end || *s->at != '[')
    return true;
  if (s->end - s->at < 3 || s->at[1] < '0' || s->at[1] > '9' || s->at[2] != ']')
    return tex_fail(job, (tex_span){(uint32_t)(s->at - job->source), 1}, "such as [2]",
                    "a macro takes 0 to 9 arguments");
  *count = s->at[1] - '0';
  s->at += 3;
  return true;
}

bool tex_define(tex_job *job, const tex_token *command)
{
  tex_token name = {0};
  tex_macro m = {0};
  if (!read_macro_name(job, command, &name) || !read_count(job, &m.argument_count))
    return false;
  bool space = false;
  if (!settle(job, &space) || *job->cursor->text.at != '{') {
    const char *at = job->cursor->text.at;
    return tex_fail(job, (tex_span){(uint32_t)(at - job->source), 1}, "{…} belongs here",
                    "\\%.*s has no body", (int)name.name_bytes, name.name);
  }
  if (!read_argument(job, command, 1, 2, &m.body))
    return false;
  m.name = name.name;
  m.name_bytes = name.name_bytes;
  m.next = job->macros;
  job->macros = tex_take(job, sizeof m);
  if (job->macros == NULL)
    return false;
  *job->macros = m;
  return true;
}

static bool in_name(uint32_t code)
{
  return (code < 0x80 && is_letter((char)code)) || (code >= '0' && code <= '9') ||
         (code != 0 && code < 0x80 && strchr("-*#.", (int)code) != NULL);
}

bool tex_read_name(tex_job *job, const tex_token *command, const char *what, char *name, size_t room,
                   tex_span *span)
{
  tex_token t = tex_next(job);
  size_t bytes = 0;
  if (t.kind != TEX_BEGIN_GROUP)
    return tex_fail(job, t.span, what, "\\%.*s needs a name in braces", (int)command->name_bytes,
                    command->name);
  for (t = tex_next(job), *span = t.span; t.kind != TEX_END_GROUP; t = tex_next(job)) {
    bool fits = t.kind == TEX_SUBSCRIPT || (t.kind == TEX_CHAR && in_name(t.code));
    if (!fits)
      return tex_fail(job, t.span, "letters, digits, - and _, closed by a }", "this cannot be in a name");
    if (bytes + 1 == room)
      return tex_fail(job, *span, "a shorter one would do", "a name longer than %d characters",
                      (int)room - 1);
    name[bytes++] = t.kind == TEX_SUBSCRIPT ? '_' : (char)t.code;
    span->bytes = t.span.at + t.span.bytes - span->at;
  }
  name[bytes] = 0;
  if (bytes == 0)
    return tex_fail(job, t.span, what, "\\%.*s needs a name", (int)command->name_bytes, command->name);
  return true;
}
