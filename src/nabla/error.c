#include "nabla/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

static const struct {
  bool usage;
  const char *words;
} table[] = {
#define ENTRY(id, usage, words) [id] = {usage, words},
    NB_ERRORS(ENTRY)
#undef ENTRY
};

// Not an initialiser: that would zero the whole text, for every command of every list.
nb_error nb_ok(void)
{
  nb_error e;
  e.id = NB_OK;
  e.text[0] = '\0';
  return e;
}

nb_error nb_fail(nb_error_id id, const char *format, ...)
{
  nb_error e = {.id = id};
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(e.text, sizeof e.text, format, arguments);
  va_end(arguments);
  return e;
}

bool nb_failed(nb_error e)
{
  return e.id != NB_OK;
}

const char *nb_error_words(nb_error_id id)
{
  size_t count = sizeof table / sizeof *table;
  return (size_t)id < count ? table[id].words : "unknown error";
}

int nb_exit_status(nb_error e)
{
  if (e.id == NB_OK)
    return 0;
  return table[e.id].usage ? 2 : 1;
}
