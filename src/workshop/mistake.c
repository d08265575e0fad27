#include "workshop/mistake.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The number at *at, and the colon behind it passed; 0 where there is none.
static int number_and_colon(const char **at)
{
  char *end;
  if (!isdigit((unsigned char)**at))
    return 0;
  long number = strtol(*at, &end, 10);
  if (*end != ':' || number <= 0 || number > 10000000)
    return 0;
  *at = end + 1;
  return (int)number;
}

static bool starts_with(const char **words, const char *start)
{
  while (**words == ' ')
    ++*words;
  bool does = strncmp(*words, start, strlen(start)) == 0;
  if (does)
    *words += strlen(start);
  return does;
}

static bool is_mistake(const char **words)
{
  return starts_with(words, "error: ") || starts_with(words, "fatal error: ") ||
         strncmp(*words, "undefined reference", 19) == 0;
}

// Where a macro was used in which a mistake lies.
static bool is_use(const char **words)
{
  return starts_with(words, "note: in expansion of macro ");
}

// Reads "FILE:LINE:COLUMN: error: WHAT" (the column may lack), or another kind of line. path gets the file with its
// folders.
static bool read_line(compile_mistake *m, bool (*is_kind)(const char **words), const char *line,
                      size_t length, char *path, size_t capacity)
{
  char copy[1200];
  snprintf(copy, sizeof copy, "%.*s", (int)length, line);
  for (char *colon = strchr(copy, ':'); colon; colon = strchr(colon + 1, ':')) {
    const char *at = colon + 1;
    int number = number_and_colon(&at);
    if (!number)
      continue;
    int column = number_and_colon(&at);
    if (!is_kind(&at))
      continue;
    *colon = 0;
    const char *slash = strrchr(copy, '/');
    snprintf(path, capacity, "%s", copy);
    snprintf(m->file, sizeof m->file, "%.*s", (int)sizeof m->file - 1, slash ? slash + 1 : copy);
    snprintf(m->what, sizeof m->what, "%.*s", (int)sizeof m->what - 1, at);
    m->line = number;
    m->column = column;
    return true;
  }
  return false;
}

// The line itself, without the space before it.
static void quote(compile_mistake *m, const char *path)
{
  char *source;
  if (nb_failed(text_read(&source, path)))
    return;
  char *line = source;
  for (int k = 1; k < m->line && line; k++) {
    line = strchr(line, '\n');
    line = line ? line + 1 : NULL;
  }
  if (line) {
    m->indent = (int)strspn(line, " \t");
    line += m->indent;
    snprintf(m->text, sizeof m->text, "%.*s", (int)strcspn(line, "\r\n"), line);
  }
  free(source);
}

// A mistake in a macro of the SDK is the author's where the macro is used; the last that is told is the outermost.
static void move_to_use(compile_mistake *m, const compile_mistake *use, char *path, const char *used_in)
{
  snprintf(m->file, sizeof m->file, "%s", use->file);
  m->line = use->line;
  m->column = use->column;
  strcpy(path, used_in);
  if (strstr(m->what, "compatible with any")) // what a compiler says of _Generic
    snprintf(m->what, sizeof m->what,
             "the field is of another type than this takes: NB_NUMBER and NB_ANGLE take a float, NB_INTEGER, "
             "NB_SWITCH "
             "and NB_CHOICE an int32_t, NB_POINT an nb_vec2, NB_MATRIX an nb_mat2");
}

// A macro that takes its argument three times has a wrong one told three times.
static bool is_told_again(const compile_mistake *now, const compile_mistake *before)
{
  return now->line == before->line && now->column == before->column && strcmp(now->file, before->file) == 0 &&
         strcmp(now->what, before->what) == 0;
}

static bool ends_with_h(const char *file)
{
  size_t length = strlen(file);
  return length > 2 && strcmp(file + length - 2, ".h") == 0;
}

compile_mistake mistake_find(const char *said)
{
  compile_mistake m = {0}, last = {0}, other = {0};
  bool in_header = false;
  char path[1200] = "";
  for (const char *line = said; *line;
       line += line[strcspn(line, "\n")] ? strcspn(line, "\n") + 1 : strlen(line)) {
    char elsewhere[1200];
    size_t length = strcspn(line, "\n");
    if (read_line(&other, is_mistake, line, length, elsewhere, sizeof elsewhere)) {
      if (m.count == 0) {
        m = other;
        strcpy(path, elsewhere);
      }
      m.count += !is_told_again(&other, &last);
      last = other;
      in_header = ends_with_h(other.file);
    } else if (in_header && m.count == 1 &&
               read_line(&other, is_use, line, length, elsewhere, sizeof elsewhere))
      move_to_use(&m, &other, path, elsewhere);
  }
  if (m.count > 0)
    quote(&m, path);
  else
    snprintf(m.what, sizeof m.what, "%.*s", (int)strcspn(said, "\n"), said);
  return m;
}

void mistake_print(const compile_mistake *m, char *words, size_t capacity)
{
  size_t used = 0;
  if (m->file[0])
    used = (size_t)snprintf(words, capacity, m->column ? "%.80s:%d:%d: " : "%.80s:%d: ", m->file, m->line,
                            m->column);
  if (used < capacity)
    used += (size_t)snprintf(words + used, capacity - used, "%s", m->what);
  if (m->text[0] && used < capacity)
    used += (size_t)snprintf(words + used, capacity - used, "\n    %s", m->text);
  if (m->text[0] && m->column > m->indent && used < capacity)
    used += (size_t)snprintf(words + used, capacity - used, "\n    %*s^", m->column - m->indent - 1, "");
  if (m->count > 1 && used < capacity)
    snprintf(words + used, capacity - used, "\nand %d more", m->count - 1);
}
