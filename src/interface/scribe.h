// What the parts of the interface record with: the board, the words, and where whole pixels lie on the board.
#ifndef INTERFACE_SCRIBE_H
#define INTERFACE_SCRIBE_H

#include "interface/interface.h"
#include "interface/words.h"

typedef struct scribe {
  nb_board *board;
  words *words;
  int width, height; // of the target, pixels
  float unit;        // pixels to a board unit
  bool letters;      // words are recorded as text, not as images: for vectors
  float text;        // how much larger than usual words are set: a viewer's setting, 0.8 to 1.6
} scribe;

// One line for a moment, over all else: "theme: board".
void interface_notice(const scribe *s, const char *text);

// What else is to be recorded over an interface's picture is recorded with this, with the same words. text: as in a
// scribe.
scribe interface_scribe(interface *i, nb_board *b, int width, int height, float text);

// Where the bytes [from, to) of a view's caption stand on the board: the box begins on the baseline. False where they
// are not on one line.
bool interface_caption_spot(const scribe *s, const interface_view *view, int from, int to, nb_rect *box);

// Where words stand: at.y is the first line's baseline, at.x a part `share` of their width from their left
// edge (0: begins there, 0.5: centred, 1: ends there).
typedef struct scribe_place {
  nb_vec2 at;
  float share;
} scribe_place;

// Sets words on whole pixels. Returns what they cover, in board units; of width 0 where there are none.
nb_rect scribe_words(const scribe *s, const char *text, const words_style *style, scribe_place place,
                     float alpha);

// How many lines words take; 0 where there are none.
int scribe_lines(const scribe *s, const char *text, const words_style *style);

// What words would cover.
nb_rect scribe_measure(const scribe *s, const char *text, const words_style *style, scribe_place place);

// The bytes of a role in the board's theme.
nb_rgba scribe_color(const scribe *s, nb_color color);

// What of the board's plane the target shows, margins and all.
nb_rect scribe_target(const scribe *s);

// A panel: a rounded rectangle with a fine line around it.
void scribe_panel(const scribe *s, nb_rect r, nb_color line);

#endif
