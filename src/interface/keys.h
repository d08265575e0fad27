// The sheet of keys: what the player understands, on a panel over everything else.
#ifndef INTERFACE_KEYS_H
#define INTERFACE_KEYS_H

#include "interface/scribe.h"

enum { KEYS_COLUMNS = 3, KEYS_ROWS = 20, KEYS_CAPS = 3, KEYS_CAP_BYTES = 16 };

typedef struct keys_row {
  const char *title; // of the rows that follow; NULL: a row of keys
  char caps[KEYS_CAPS][KEYS_CAP_BYTES];
  int cap_count;
  const char *does;
} keys_row;

typedef struct keys_column {
  keys_row rows[KEYS_ROWS];
  int count;
} keys_column;

typedef struct keys_sheet {
  keys_column columns[KEYS_COLUMNS];
} keys_sheet;

// At a viewer's usual size of words all of it is seen at once, in its three columns. Larger, it has fewer columns, and what has
// no room comes by scrolling.
void keys_record(const scribe *s, const keys_sheet *sheet, float scroll);

// How far it can be scrolled (board units).
float keys_scroll_room(const scribe *s, const keys_sheet *sheet);

#endif
