// The board from the program's side: made, begun, ended, read. Scenes do not need this.
#ifndef NABLA_RECORD_H
#define NABLA_RECORD_H

#include "nabla/board.h"
#include "nabla/error.h"

// A board that sets text in `fonts`, which must outlive it; without fonts (NULL) it sets none. Fails with
// NB_NO_MEMORY.
NB_API nb_error nb_board_create(nb_board **out, const nb_fonts *fonts);
NB_API void nb_board_destroy(nb_board *b); // NULL is let pass

// Forgets what nb_memo kept. To be called when a scene's code has changed: a function made anew may stand
// where the old one stood and give other results for the same key.
NB_API void nb_board_forget(nb_board *b);

// Begins a frame in theme. state (size bytes, or NULL) is what grabs point into; it must stay until
// nb_board_finish. Nothing may be drawn before the first nb_board_begin.
NB_API void nb_board_begin(nb_board *b, nb_theme theme, const void *state, size_t size);

// Ends the frame: the display list, 4-aligned, valid until the next nb_board_begin. Groups left open are
// closed. Fails with NB_NO_MEMORY where the frame did not fit, or with NB_BAD_SCENE where it outgrew
// NB_LIST_MAX_BYTES or NB_LIST_MAX_DEPTH, or ended a group that it had not opened.
NB_API nb_error nb_board_finish(nb_board *b, const void **list, size_t *size);

// Puts what is to be seen of another list on the board, under the groups that are open: no handles, no mistakes. Fails with
// NB_BAD_LIST where it is not sound, and within a space.
NB_API nb_error nb_board_insert(nb_board *b, const void *list, size_t size);

// Text exactly as it is, in one line: no star is emphasis, no letter becomes another. Of the style colour, size, font, alpha
// and a baseline's anchor count. What the font lacks is taken from another.
NB_API void nb_plain_text(nb_board *b, nb_vec2 at, const char *text, size_t bytes, nb_style style);
NB_API float nb_plain_width(nb_board *b, const char *text, size_t bytes, nb_style style); // board units

#endif
