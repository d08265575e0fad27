#include "app/action.h"

#include <stdio.h>
#include <string.h>

static const action_group *const groups[] = {
    &time_actions,   &hand_actions,    &ink_actions,   &page_actions,   &record_actions,
    &lesson_actions, &explain_actions, &notes_actions, &window_actions,
};

enum { GROUPS = sizeof groups / sizeof *groups };

static bool is_key(const action_key *k, SDL_Keycode code, int mod)
{
  bool ctrl = (mod & KMOD_CTRL) != 0, shift = (mod & KMOD_SHIFT) != 0;
  return k->code != 0 && k->code == code && k->ctrl == ctrl && k->shift == shift;
}

static const action *find(bool (*is)(const action_key *, SDL_Keycode, int), SDL_Keycode code, int mod)
{
  for (int g = 0; g < GROUPS; g++)
    for (int k = 0; k < groups[g]->count; k++)
      for (int n = 0; n < ACTION_KEYS; n++)
        if (is(&groups[g]->actions[k].keys[n], code, mod))
          return &groups[g]->actions[k];
  return NULL;
}

const action *actions_of_key(SDL_Keycode code, int mod)
{
  const action *a = mod & KMOD_GUI ? NULL : find(is_key, code, mod);
  bool shift_alone = (mod & KMOD_SHIFT) && !(mod & (KMOD_CTRL | KMOD_GUI));
  return a || !shift_alone ? a : find(is_key, code, mod & ~KMOD_SHIFT);
}

static bool is_sign(const action_key *k, SDL_Keycode sign, int mod)
{
  (void)mod;
  return k->sign != 0 && k->sign == sign;
}

const action *actions_of_sign(char sign)
{
  return find(is_sign, (SDL_Keycode)sign, 0);
}

bool action_is_of(const action *a, const action_group *group)
{
  return a >= group->actions && a < group->actions + group->count;
}

const action *actions_at(int n)
{
  for (int g = 0; g < GROUPS; n -= groups[g++]->count)
    if (n < groups[g]->count)
      return &groups[g]->actions[n];
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The sheet

static const struct {
  SDL_Keycode code;
  const char *name;
} names[] = {
    {SDLK_SPACE, "Space"}, {SDLK_RIGHT, "→"},      {SDLK_LEFT, "←"},         {SDLK_UP, "↑"},
    {SDLK_DOWN, "↓"},      {SDLK_PAGEUP, "Pg Up"}, {SDLK_PAGEDOWN, "Pg Dn"}, {SDLK_ESCAPE, "Esc"},
    {SDLK_TAB, "Tab"},     {SDLK_RETURN, "Enter"}, {SDLK_BACKSPACE, "Bksp"}, {SDLK_EQUALS, "+"},
    {SDLK_MINUS, "−"},
};

static void name_key(const action_key *k, char *out, size_t capacity)
{
  const char *name = k->sign ? (char[]){k->sign, '\0'} : SDL_GetKeyName(k->code);
  for (size_t n = 0; n < sizeof names / sizeof *names; n++)
    if (k->code && names[n].code == k->code)
      name = names[n].name;
  snprintf(out, capacity, "%s%s%s", k->ctrl ? "Ctrl " : "", k->shift ? "⇧ " : "", name);
}

// What the hand already knows: the keypad's, and + with the Shift that some keyboards want for it.
static bool goes_without_saying(const action_key *k)
{
  bool keypad = k->code >= SDLK_KP_DIVIDE && k->code <= SDLK_KP_PERIOD;
  return keypad || (k->code == SDLK_EQUALS && k->shift);
}

static void add_caps(keys_row *row, const action *a, int most)
{
  for (int n = 0; n < ACTION_KEYS && most > 0; n++) {
    const action_key *k = &a->keys[n];
    if ((k->code || k->sign) && row->cap_count < KEYS_CAPS && !goes_without_saying(k)) {
      name_key(k, row->caps[row->cap_count++], KEYS_CAP_BYTES);
      most--;
    }
  }
}

static void add_action(keys_column *column, const action *a)
{
  if (!a->does && column->count > 0) {
    add_caps(&column->rows[column->count - 1], a, 1);
  } else if (a->does && column->count < KEYS_ROWS) {
    keys_row *row = &column->rows[column->count++];
    *row = (keys_row){.does = a->does};
    add_caps(row, a, KEYS_CAPS);
    if (a->hand)
      snprintf(row->caps[row->cap_count++], KEYS_CAP_BYTES, "%s", a->hand);
  }
}

void actions_fill(keys_sheet *sheet)
{
  *sheet = (keys_sheet){0};
  for (int g = 0; g < GROUPS; g++) {
    keys_column *column = &sheet->columns[groups[g]->column];
    if (column->count < KEYS_ROWS)
      column->rows[column->count++] = (keys_row){.title = groups[g]->title};
    for (int k = 0; k < groups[g]->count; k++)
      add_action(column, &groups[g]->actions[k]);
  }
}
