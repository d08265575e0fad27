// The bar: what one can do, in words, for those who have no keyboard at hand. It stands where the title else is, as the pen
// tray does, so that it covers nothing of the scene.
//
//    ( ‹  play  ›   undo   map   stuck   values   pen   keys )
#ifndef INTERFACE_BAR_H
#define INTERFACE_BAR_H

#include "interface/scribe.h"

enum { BAR_MOST = 12, BAR_NOTHING = -1, BAR_GROUND = -2 };

typedef struct bar_view {
  const char *words[BAR_MOST]; // ended by NULL
  int over;                    // the word under the pointer, or BAR_NOTHING
} bar_view;

// Which word is at p (board units); BAR_GROUND: the bar itself, between its words.
int bar_at(const scribe *s, const bar_view *v, nb_vec2 p);

void bar_record(const scribe *s, const bar_view *v);

#endif
