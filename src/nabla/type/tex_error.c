// What is wrong with a formula, shown as a person would point at it.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "nabla/type/tex_job.h"
#include "nabla/type/utf8.h"

enum { SHOWN = 72 }; // characters of the source's line

bool tex_failed(const tex_job *job)
{
  return nb_failed(job->error);
}

void *tex_take(tex_job *job, size_t size)
{
  void *taken = nb_arena_take(job->memory, size);
  if (taken == NULL && !tex_failed(job))
    job->error = nb_fail(NB_NO_MEMORY, "no memory for a formula");
  else if (taken != NULL)
    memset(taken, 0, size);
  return taken;
}

bool tex_descend(tex_job *job, tex_span span)
{
  if (++job->depth <= NB_TEX_MAX_DEPTH)
    return true;
  return tex_fail(job, span, "fewer groups within each other would do", "more than %d levels deep",
                  NB_TEX_MAX_DEPTH);
}

// Where the caret's line stands in the source, and in it the caret.
typedef struct place {
  const char *line, *caret, *end;
  int number, column; // both from 1, the column in characters
} place;

static int characters(const char *from, const char *until)
{
  int count = 0;
  while (from < until) {
    nb_utf8_next(&from, until);
    count++;
  }
  return count;
}

static place find_place(const tex_job *job, uint32_t at)
{
  const char *end = job->source + job->bytes;
  place p = {.line = job->source, .caret = job->source + (at < job->bytes ? at : job->bytes), .number = 1};
  for (const char *c = job->source; c < p.caret; c++)
    if (*c == '\n') {
      p.line = c + 1;
      p.number++;
    }
  p.end = memchr(p.caret, '\n', (size_t)(end - p.caret));
  if (p.end == NULL)
    p.end = end;
  p.column = 1 + characters(p.line, p.caret);
  return p;
}

// The line, cut to what is around the caret. Control characters are shown as blanks.
static int show_line(char *out, place p)
{
  int skipped = p.column - 1 > SHOWN * 2 / 3 ? p.column - 1 - SHOWN * 2 / 3 : 0;
  for (int k = 0; k < skipped; k++)
    nb_utf8_next(&p.line, p.end);
  if (skipped > 0)
    out += sprintf(out, "…");
  for (int k = 0; k < SHOWN && p.line < p.end; k++) {
    uint32_t code = nb_utf8_next(&p.line, p.end);
    out += nb_utf8_put(out, code < 0x20 || code == 0x7f ? ' ' : code);
  }
  if (p.line < p.end)
    out += sprintf(out, "…");
  *out = 0;
  return p.column - 1 - skipped + (skipped > 0);
}

bool tex_fail(tex_job *job, tex_span span, const char *hint, const char *format, ...)
{
  if (tex_failed(job))
    return false;
  char what[200], line[4 * SHOWN + 16];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  place p = find_place(job, span.at);
  int indent = show_line(line, p);
  job->error = nb_fail(NB_BAD_FORMULA, "line %d, column %d: %s\n  %s\n  %*s^ %s", p.number, p.column, what,
                       line, indent, "", hint);
  return false;
}

bool tex_find_glyph(tex_job *job, uint32_t code, tex_span span, uint32_t *glyph)
{
  if (tex_font_find(&job->font, code, glyph))
    return true;
  if (code < 0x20) // what C makes of \f, \b, \a, \v, \t and \r
    return tex_fail(job, span, "\\\\frac, not \\frac", "in a C string a backslash is written twice");
  char shown[8] = "";
  if (code >= 0x20 && code != 0x7f)
    shown[nb_utf8_put(shown, code)] = 0;
  return tex_fail(job, span, "another letter, sign or alphabet would do", "the font has no %s (U+%04X)",
                  shown, (unsigned)code);
}
