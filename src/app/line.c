#include "app/line.h"

#include <stdio.h>
#include <string.h>

line line_start(const char *text, size_t room)
{
  line l = {.room = room < LINE_BYTES - 1 ? room : LINE_BYTES - 1, .fresh = true};
  snprintf(l.text, sizeof l.text, "%s", text);
  l.caret = strlen(l.text);
  return l;
}

void line_type(line *l, const char *text)
{
  size_t more = strlen(text), length = strlen(l->text);
  if (l->fresh || l->marked)
    l->text[0] = '\0', l->caret = length = 0;
  l->fresh = l->marked = false;
  if (length + more > l->room)
    return;
  memmove(l->text + l->caret + more, l->text + l->caret, length - l->caret + 1);
  memcpy(l->text + l->caret, text, more);
  l->caret += more;
}

static bool inside_letter(const line *l, size_t at)
{
  return ((unsigned char)l->text[at] & 0xc0) == 0x80;
}

static size_t letter_before(const line *l)
{
  size_t at = l->caret;
  while (at > 0 && inside_letter(l, --at))
    ;
  return at;
}

static size_t letter_after(const line *l)
{
  size_t at = l->caret;
  if (l->text[at])
    at++;
  while (l->text[at] && inside_letter(l, at))
    at++;
  return at;
}

static void erase(line *l, size_t from, size_t until)
{
  memmove(l->text + from, l->text + until, strlen(l->text + until) + 1);
  l->caret = from;
}

void line_mark(line *l)
{
  l->marked = l->text[0] != '\0';
  l->fresh = false;
  l->caret = strlen(l->text);
}

// Where all is marked: a key that erases erases all of it, and to the left is where it begins.
static bool key_to_marked(line *l, SDL_Keycode key)
{
  bool erases = key == SDLK_BACKSPACE || key == SDLK_DELETE;
  if (erases)
    erase(l, 0, strlen(l->text));
  else if (key == SDLK_LEFT)
    l->caret = 0;
  return erases || key == SDLK_LEFT || key == SDLK_RIGHT;
}

bool line_key(line *l, SDL_Keycode key)
{
  if (l->marked && key_to_marked(l, key)) {
    l->marked = false;
    return true;
  }
  switch (key) {
  case SDLK_LEFT:
    l->caret = letter_before(l);
    break;
  case SDLK_RIGHT:
    l->caret = letter_after(l);
    break;
  case SDLK_HOME:
    l->caret = 0;
    break;
  case SDLK_END:
    l->caret = strlen(l->text);
    break;
  case SDLK_BACKSPACE:
    erase(l, letter_before(l), l->caret);
    break;
  case SDLK_DELETE:
    erase(l, l->caret, letter_after(l));
    break;
  default:
    return false;
  }
  l->fresh = l->marked = false;
  return true;
}

void line_show(const line *l, char *text, size_t size)
{
  snprintf(text, size, "%s%.*s|%s", l->marked ? "|" : "", (int)l->caret, l->text, l->text + l->caret);
}
