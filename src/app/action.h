// What a viewer can ask for with a key. Every part of the player has a table of its actions; from these tables
// come what a key does (input.c), and the sheet of keys.
//
// To add an action: a line in its part's table, actions_PART.c. To add a part: a table of its own, and its name
// in actions.c.
#ifndef APP_ACTION_H
#define APP_ACTION_H

#include <SDL.h>
#include <stdbool.h>

#include "interface/keys.h"

typedef struct player player;

// A sign is taken from the text that a key types, so that it is where the viewer's keyboard has it; a code is
// taken from the key.
typedef struct action_key {
  SDL_Keycode code;
  bool ctrl,
      shift; // with a code: with these held down. Where neither is named, Shift does not matter: what asks for it
             // comes first in its table
  char sign; // one of both
} action_key;

#define ACTION_KEY(key)                                                                                      \
  {                                                                                                          \
    .code = (key)                                                                                            \
  }
#define ACTION_CTRL(key)                                                                                     \
  {                                                                                                          \
    .code = (key), .ctrl = true                                                                              \
  }
#define ACTION_CTRL_SHIFT(key)                                                                               \
  {                                                                                                          \
    .code = (key), .ctrl = true, .shift = true                                                               \
  }
#define ACTION_SHIFT(key)                                                                                    \
  {                                                                                                          \
    .code = (key), .shift = true                                                                             \
  }
#define ACTION_SIGN(character)                                                                               \
  {                                                                                                          \
    .sign = (character)                                                                                      \
  }

enum { ACTION_KEYS = 3 };

typedef struct action {
  const char *name;             // "next-step": no other action's
  const char *does;             // on the sheet of keys; NULL: its first key stands in the row above
  action_key keys[ACTION_KEYS]; // the sheet names them in this order
  const char *hand;             // instead of keys: what a hand does ("drag"), for the sheet alone
  bool repeats;                 // while the key is held
  void (*run)(player *p, int with);
  int with; // what run is given
} action;

typedef struct action_group {
  const char *title; // on the sheet of keys
  int column;        // of the sheet, 0 to KEYS_COLUMNS - 1; groups of one stand in the order of actions.c
  const action *actions;
  int count;
} action_group;

#define ACTION_GROUP(name, the_title, the_column, table)                                                     \
  const action_group name = {.title = (the_title),                                                           \
                             .column = (the_column),                                                         \
                             .actions = (table),                                                             \
                             .count = sizeof(table) / sizeof *(table)}

// The parts' tables.
extern const action_group notes_actions, time_actions, lesson_actions, explain_actions, hand_actions,
    ink_actions, page_actions, record_actions, window_actions;

// The action of a key that went down (with SDL_Keymod's bits), or of a sign; NULL for none.
const action *actions_of_key(SDL_Keycode code, int mod);
const action *actions_of_sign(char sign);

bool action_is_of(const action *a, const action_group *group);

// The n-th of all actions, from 0; NULL after the last.
const action *actions_at(int n);

// Writes all tables as the sheet shows them.
void actions_fill(keys_sheet *sheet);

#endif
