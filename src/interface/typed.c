#include "interface/typed.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char more[] = "…";

static bool begins_sign(char byte)
{
  return ((unsigned char)byte & 0xc0) != 0x80;
}

static typed show(const char *words, int from, int to)
{
  typed t = {.shift = from > 0 ? from - (int)strlen(more) : 0};
  snprintf(t.text, sizeof t.text, "%s%.*s%s", from > 0 ? more : "", to - from, words + from,
           words[to] ? more : "");
  return t;
}

typed typed_around(const char *words, int caret, float room, float (*wide)(void *with, const char *text),
                   void *with)
{
  int from = 0, to = (int)strnlen(words, TYPED_BYTES - 8), last = caret + 1;
  while (last < to && !begins_sign(words[last]))
    last++;
  typed t = show(words, from, to);
  // A sign goes on the side where more of them stand.
  while ((from < caret || to > last) && wide(with, t.text) > room) {
    if (caret - from > to - last)
      do
        from++;
      while (from < caret && !begins_sign(words[from]));
    else
      do
        to--;
      while (to > last && !begins_sign(words[to]));
    t = show(words, from, to);
  }
  return t;
}
