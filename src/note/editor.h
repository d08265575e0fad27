// A text that is being edited: UTF-8, a caret, a selection, undo. It knows of no window and of no lines but those that
// end in \n; where wrapped lines lie is the page's to say (note/page.h).
//
//   "a matrix is ==two landing spots=="       anchor        caret
//                                                |____________|     what is selected
#ifndef NOTE_EDITOR_H
#define NOTE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EDITOR_MOST = 256 << 10, EDITOR_UNDO = 200 }; // bytes of a text; steps that are kept

typedef struct editor_step {
  size_t at;
  char *out, *in;       // what was taken out there, and what was put in
  size_t caret, anchor; // before
  bool typed;           // letter by letter: the next letter joins it
} editor_step;

typedef struct editor {
  char *text; // ends with a 0; never NULL once editor_open went well
  size_t length, capacity;
  size_t caret, anchor; // bytes before them; the same where nothing is selected
  editor_step steps[EDITOR_UNDO];
  int step_count, step_now; // steps from step_now on were undone
  uint64_t version;         // grows whenever the text changes
} editor;

// With a text, which is copied; what is not UTF-8 in it becomes U+FFFD, \r\n becomes \n, a tab two spaces, and what is beyond EDITOR_MOST
// is cut. False without memory.
bool editor_open(editor *e, const char *text);
void editor_close(editor *e);

// The selection, from <= to.
size_t editor_from(const editor *e);
size_t editor_to(const editor *e);

// Puts text in place of the selection. What would not fit is not put: false. Typed text joins what was typed just before
// it in one step of undo, up to the end of a word.
bool editor_put(editor *e, const char *text);
bool editor_type(editor *e, const char *text);

// A new line; in a list or a quotation it begins the next one, and in an empty item it ends the list.
bool editor_break(editor *e);

// Erases the selection, or else what lies between the caret and where the move would lead.
typedef enum editor_move {
  EDITOR_LEFT,
  EDITOR_RIGHT,
  EDITOR_WORD_LEFT,
  EDITOR_WORD_RIGHT,
  EDITOR_LINE_START, // of the text's line, not of a wrapped one
  EDITOR_LINE_END,
  EDITOR_START,
  EDITOR_END,
} editor_move;

void editor_erase(editor *e, editor_move move);

// Moves the caret; with `select` the anchor stays.
void editor_go(editor *e, editor_move move, bool select);
void editor_go_to(editor *e, size_t at, bool select); // moved to the letter that begins at or before `at`
void editor_select_word(editor *e);                   // around the caret
void editor_select_all(editor *e);

// The selected text, to free(); NULL where nothing is selected, or without memory.
char *editor_copy(const editor *e);

bool editor_undo(editor *e);
bool editor_redo(editor *e);

#endif
