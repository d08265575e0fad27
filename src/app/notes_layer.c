// The layer of notes: what keys, the mouse and the clipboard do to the page.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"
#include "app/room.h"

static bool holds(nb_rect r, nb_vec2 at)
{
  return at.x >= r.x && at.x <= r.x + r.width && at.y >= r.y && at.y <= r.y + r.height;
}

static bool has_pointer(const player *p)
{
  return p->notes.open &&
         (p->notes.selecting || (p->pointer.inside && holds(notes_area(p), pointer_on_window(p))));
}

static void touched(player *p)
{
  p->notes.touched = player_now();
  p->notes.follow = true;
  p->stale = true;
}

// ---------------------------------------------------------------------------------------------------------------
// Clipboard

static void copy(notes *n)
{
  char *text = editor_copy(&n->editor);
  if (text)
    SDL_SetClipboardText(text);
  free(text);
}

static void paste(notes *n)
{
  char *text = SDL_GetClipboardText();
  if (text && *text)
    editor_put(&n->editor, text);
  SDL_free(text);
}

// ---------------------------------------------------------------------------------------------------------------
// Keys

// Up and down by lines as they are shown, `rows` of them.
static void go_rows(player *p, float rows, bool select)
{
  notes *n = &p->notes;
  float x;
  notes_set(p);
  int k = note_caret(&n->page, p->board, (uint32_t)n->editor.caret, &x);
  if (k < 0)
    return;
  const note_line *l = &n->page.lines[k];
  float row = 1.42f * n->shown.size / NB_POINTS_PER_UNIT;
  float edge = rows < 0 ? l->top : l->top + l->height, y = edge + (rows + (rows < 0 ? 0.5f : -0.5f)) * row;
  n->aim = n->aim < 0 ? x : n->aim;
  if (y < 0)
    editor_go(&n->editor, EDITOR_START, select);
  else if (y > n->page.height)
    editor_go(&n->editor, EDITOR_END, select);
  else
    editor_go_to(&n->editor, note_at(&n->page, p->board, n->aim, y), select);
}

// To the ends of the row that is shown.
static void go_row_end(player *p, bool end, bool select)
{
  notes *n = &p->notes;
  float x;
  notes_set(p);
  int k = note_caret(&n->page, p->board, (uint32_t)n->editor.caret, &x);
  if (k < 0)
    return;
  const note_line *l = &n->page.lines[k];
  editor_go_to(&n->editor, end ? note_at(&n->page, p->board, 1e6f, l->top + 0.5f * l->height) : l->from,
               select);
}

static bool move(player *p, SDL_Keycode code, bool ctrl, bool shift)
{
  editor *e = &p->notes.editor;
  float rows = floorf(notes_view(p).height / (1.42f * p->notes.shown.size / NB_POINTS_PER_UNIT)) - 1;
  bool keeps_aim = true;
  switch (code) {
  case SDLK_UP:
  case SDLK_DOWN:
    go_rows(p, code == SDLK_UP ? -1 : 1, shift);
    break;
  case SDLK_PAGEUP:
  case SDLK_PAGEDOWN:
    go_rows(p, code == SDLK_PAGEUP ? -rows : rows, shift);
    break;
  default:
    keeps_aim = false;
  }
  if (keeps_aim)
    return true;
  p->notes.aim = -1;
  switch (code) {
  case SDLK_LEFT:
    editor_go(e, ctrl ? EDITOR_WORD_LEFT : EDITOR_LEFT, shift);
    return true;
  case SDLK_RIGHT:
    editor_go(e, ctrl ? EDITOR_WORD_RIGHT : EDITOR_RIGHT, shift);
    return true;
  case SDLK_HOME:
  case SDLK_END:
    if (ctrl)
      editor_go(e, code == SDLK_HOME ? EDITOR_START : EDITOR_END, shift);
    else
      go_row_end(p, code == SDLK_END, shift);
    return true;
  default:
    return false;
  }
}

static bool change(player *p, SDL_Keycode code, bool ctrl)
{
  editor *e = &p->notes.editor;
  switch (code) {
  case SDLK_BACKSPACE:
    editor_erase(e, ctrl ? EDITOR_WORD_LEFT : EDITOR_LEFT);
    return true;
  case SDLK_DELETE:
    editor_erase(e, ctrl ? EDITOR_WORD_RIGHT : EDITOR_RIGHT);
    return true;
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    editor_break(e);
    return true;
  case SDLK_TAB:
    editor_put(e, "  ");
    return true;
  default:
    return false;
  }
}

static bool command(player *p, SDL_Keycode code, bool shift)
{
  notes *n = &p->notes;
  switch (code) {
  case SDLK_a:
    editor_select_all(&n->editor);
    return true;
  case SDLK_c:
  case SDLK_x:
    copy(n);
    if (code == SDLK_x && n->editor.caret != n->editor.anchor)
      editor_erase(&n->editor, EDITOR_LEFT);
    return true;
  case SDLK_v:
    paste(n);
    return true;
  case SDLK_z:
    if (shift)
      editor_redo(&n->editor);
    else
      editor_undo(&n->editor);
    return true;
  case SDLK_y:
    editor_redo(&n->editor);
    return true;
  default:
    return false;
  }
}

// True where the key is the page's: all but those that are for the window whatever is open.
static bool key(player *p, const SDL_Keysym *k)
{
  bool ctrl = (k->mod & (KMOD_CTRL | KMOD_GUI)) != 0, shift = (k->mod & KMOD_SHIFT) != 0;
  p->notes.fresh = false;
  if (k->sym == SDLK_ESCAPE || k->sym == SDLK_F1 || k->sym == SDLK_F11)
    return false;
  if (p->notes.composing[0])
    return true; // the input method's
  if (move(p, k->sym, ctrl, shift) || change(p, k->sym, ctrl))
    return true;
  return !ctrl || command(p, k->sym, shift);
}

// ---------------------------------------------------------------------------------------------------------------
// The mouse

static uint32_t byte_under(player *p)
{
  nb_rect view = notes_view(p);
  nb_vec2 at = pointer_on_window(p);
  notes_set(p);
  return note_at(&p->notes.page, p->board, at.x - view.x, view.y + view.height - at.y + p->notes.scroll);
}

static void press(player *p, const SDL_MouseButtonEvent *button)
{
  notes *n = &p->notes;
  if (button->button != SDL_BUTTON_LEFT)
    return;
  bool select = n->writing && (SDL_GetModState() & KMOD_SHIFT) != 0;
  n->writing = n->selecting = true;
  n->fresh = false;
  n->aim = -1;
  editor_go_to(&n->editor, byte_under(p), select);
  if (button->clicks == 2)
    editor_select_word(&n->editor);
  if (button->clicks >= 3) {
    editor_go(&n->editor, EDITOR_LINE_START, false);
    editor_go(&n->editor, EDITOR_LINE_END, true);
  }
  n->selecting = button->clicks == 1;
  touched(p);
}

static void drag(player *p)
{
  uint32_t at = byte_under(p);
  if (at != p->notes.editor.caret)
    editor_go_to(&p->notes.editor, at, true);
  touched(p);
}

static void wheel(player *p, const SDL_MouseWheelEvent *w)
{
  float count = w->preciseY != 0 ? w->preciseY : (float)w->y;
  p->notes.scroll -= 0.6f * (w->direction == SDL_MOUSEWHEEL_FLIPPED ? -count : count);
  p->notes.follow = false;
  p->stale = true;
}

static bool mouse(player *p, const SDL_Event *e)
{
  notes *n = &p->notes;
  switch (e->type) {
  case SDL_MOUSEBUTTONDOWN:
    pointer_move(p, e->button.x, e->button.y);
    if (!has_pointer(p)) {
      n->writing = false; // who takes hold of the board is at the board
      return false;
    }
    press(p, &e->button);
    return true;
  case SDL_MOUSEBUTTONUP: {
    bool was = n->selecting;
    n->selecting = false;
    return was;
  }
  case SDL_MOUSEMOTION:
    if (!n->selecting)
      return false;
    pointer_move(p, e->motion.x, e->motion.y);
    drag(p);
    return true;
  case SDL_MOUSEWHEEL:
    if (has_pointer(p))
      wheel(p, &e->wheel);
    return has_pointer(p);
  default:
    return false;
  }
}

// ---------------------------------------------------------------------------------------------------------------

static bool write_event(player *p, const SDL_Event *e)
{
  notes *n = &p->notes;
  if (e->type == SDL_KEYDOWN) {
    if (!key(p, &e->key.keysym))
      return false;
  } else if (e->type == SDL_TEXTINPUT) {
    if (!n->fresh && !editor_type(&n->editor, e->text.text))
      player_notify(p, "these notes are full: 256 kB");
    n->composing[0] = 0;
    n->fresh = false;
    n->aim = -1;
  } else if (e->type == SDL_TEXTEDITING) {
    snprintf(n->composing, sizeof n->composing, "%s", e->edit.text);
  } else {
    return false;
  }
  touched(p);
  return true;
}

// A click on the question at the end of a scene.
static bool ask_event(player *p, const SDL_Event *e)
{
  if (e->type != SDL_MOUSEBUTTONDOWN || e->button.button != SDL_BUTTON_LEFT || !notes_ask(p) ||
      layers_cover(p))
    return false;
  nb_rect area = board_area(p);
  scribe s =
      interface_scribe(p->interface, p->board, (int)area.width, (int)area.height, p->settings.text_size);
  pointer_move(p, e->button.x, e->button.y);
  if (!holds(notes_ask_area(p, &s), pointer_on_board(p)))
    return false;
  notes_write(p);
  return true;
}

static bool event(player *p, const SDL_Event *e)
{
  if (p->notes.writing && write_event(p, e))
    return true;
  return ask_event(p, e) || (p->notes.open && mouse(p, e));
}

static bool back(player *p)
{
  notes *n = &p->notes;
  bool did = n->open;
  if (n->writing)
    n->writing = false;
  else
    notes_close(p);
  n->composing[0] = 0;
  return did;
}

static float column(const player *p)
{
  return p->notes.open ? notes_area(p).width : 0;
}

static void record_column(player *p, const scribe *s)
{
  notes_record(p, s);
}

static void record(player *p, const scribe *s)
{
  notes_keep(p, false); // also while something else has the whole window
  notes_record_ask(p, s);
}

static double next_change(const player *p, double now)
{
  const notes *n = &p->notes;
  if (!n->open)
    return INFINITY;
  double blink =
      n->writing && !p->settings.reduced_motion ? now + 0.53 - fmod(now - n->touched, 0.53) : INFINITY;
  return fmin(n->due, blink);
}

const layer notes_layer = {.name = "notes",
                           .event = event,
                           .back = back,
                           .record = record,
                           .column = column,
                           .record_column = record_column,
                           .covers = has_pointer,
                           .next_change = next_change};
