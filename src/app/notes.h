// Notes in the player: a page of Markdown a scene, written in a column beside the board.
//
//   notes.c         what is open, and when it is put into the notebook
//   notes_draw.c    where it stands in the column, and the picture of it
//   notes_layer.c   what hands and keys do to it
//
// While somebody writes, all keys are the page's; Esc gives them back to the lesson, and the page stays.
#ifndef APP_NOTES_H
#define APP_NOTES_H

#include <SDL.h>
#include <stdbool.h>

#include "interface/scribe.h"
#include "note/editor.h"
#include "note/page.h"
#include "notebook/notebook.h"

typedef struct player player;

enum { NOTES_COMPOSING = 96 };

typedef struct notes {
  bool open;    // the column is shown
  bool writing; // keys are the page's
  bool fresh;   // the letter of the key that opened it is still to come
  char scene[NOTEBOOK_ID];
  editor editor; // of the scene's page, while it is open
  note_page page;
  uint64_t set;       // the editor's version that the page shows
  note_options shown; // and how
  uint64_t kept;      // the version that the notebook has
  double due;         // when the next is to be kept, on the player's clock; INFINITY: all is kept
  double touched;     // when something was typed or moved last: the caret is seen then
  float scroll;       // down, board units
  float aim;          // x that a move up or down keeps to; below 0: the caret's own
  bool selecting;     // with the mouse
  bool follow;        // the caret has moved, and is to be seen
  char composing[NOTES_COMPOSING]; // by an input method, not typed yet
} notes;

// N: shows the page of the scene, and lets write. Where the scene was watched to its end and there is no summary yet, it
// is begun.
void notes_write(player *p);
void notes_close(player *p);

// Another scene is shown, or none any more: what was written is kept.
void notes_turn(player *p, const char *scene);
void notes_end(player *p);

// Whoever has just watched the last step to its end and has said nothing of it is asked for a summary.
bool notes_ask(const player *p);

// Puts what has been written into the notebook where it is time.
void notes_keep(player *p, bool now);

// Where things stand on the window's plane: the column, and in it the page's part that is seen.
nb_rect notes_area(const player *p);
nb_rect notes_view(const player *p);

// Brings the page up to date with what was typed.
void notes_set(player *p);

void notes_record(player *p, const scribe *s);
void notes_record_ask(player *p, const scribe *s);
nb_rect notes_ask_area(player *p, const scribe *s);

#endif
