// What `nabla check` tells the scene's author of a picture that nobody would guess from looking at it.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/board/recorder.h"

static void advise(nb_board *b, bool *known, const char *words)
{
  if (!*known && b->hidden == 0)
    board_append_mistake(b, words);
  *known |= b->hidden == 0;
}

void board_lost(nb_board *b, const nb_style *style, const char *call)
{
  char words[160];
  if (style->alpha <= 0 || style->reveal <= 0)
    return;
  snprintf(words, sizeof words, NB_LIST_ADVICE "nan: %s is given a number that is none, and draws nothing",
           call);
  advise(b, &b->has_lost, words);
}

// "$x^2$" and not "$5 or $7": what stands between them has no space at its ends.
static bool has_formula(const char *text)
{
  const char *open = strchr(text, '$'), *close = open ? strchr(open + 1, '$') : NULL;
  return close && close > open + 1 && open[1] != ' ' && close[-1] != ' ';
}

void board_typed(nb_board *b, const nb_style *style, const char *text)
{
  char words[160];
  if (!text || !board_shows(style) || !has_formula(text))
    return;
  snprintf(words, sizeof words, NB_LIST_ADVICE "words: nb_text shows \"%.60s\" with its $...$ as it is typed",
           text);
  advise(b, &b->has_typed, words);
}
