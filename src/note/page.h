// A page of notes: Markdown set in lines of a width, for a panel and for paper alike. It is measured with a board, and
// records itself on one.
//
//   0 ------------------------> x      a line is a stretch of the page from edge to edge; its pieces stand on its
//   |  Columns                         baseline. Lengths are board units; y is downwards, from the page's top
//   |  A matrix is two spots:
//   |  •  where î lands
//   v y
//
// While somebody writes, the blocks that the selection touches are shown as they were typed, and what is in them of
// formulas is set below; all the others are set. A formula with a mistake is shown as it was typed, in warning colour, and
// what is wrong with it stands below its line.
#ifndef NOTE_PAGE_H
#define NOTE_PAGE_H

#include "nabla/arena.h"
#include "nabla/record.h"
#include "note/markdown.h"

typedef enum note_kind {
  NOTE_TEXT,
  NOTE_FORMULA,
  NOTE_BULLET,
  NOTE_RULE, // from x, `width` long
} note_kind;

typedef struct note_piece {
  note_kind kind;
  float x, width;
  nb_font font;
  float size; // points
  nb_color color;
  bool struck, underlined;
  const char *text;
  uint32_t bytes;
  uint32_t from, to; // bytes of the source
  bool exact;        // its text lies in the source, byte by byte
} note_piece;

typedef struct note_line {
  float top, height, baseline; // the baseline from the page's top
  int first, count;            // pieces
  uint32_t from, to;           // bytes of the source that are shown on it
  bool source;                 // as it was typed: a caret may stand there
  bool ground;                 // on a ground of its own: code, and what is set of what is being written
  int quotes;
  float left; // where its text begins
} note_line;

typedef struct note_options {
  float width;       // board units
  float size;        // of the text, points; 0: 22
  bool writing;      // the blocks from `from` to `to` are shown as they were typed
  uint32_t from, to; // bytes of the selection
} note_options;

typedef struct note_page {
  note_piece *pieces;
  note_line *lines;
  int piece_count, piece_capacity, line_count, line_capacity;
  float height;
  int mistakes; // in formulas
  markdown markdown;
  nb_arena formula; // the one that is measured
  nb_arena texts;   // of pieces, where they are not in the source
  note_options options;
  const char *text;
  uint32_t bytes;
} note_page;

// Sets a text (at most EDITOR_MOST bytes; it has to stay where it is) between nb_board_begin and nb_board_finish. All
// zero at first. Fails with NB_NO_MEMORY: the page is then empty.
nb_error note_set(note_page *p, nb_board *b, const nb_fonts *fonts, const char *text, size_t bytes,
                  note_options options);
void note_free(note_page *p);

// Records the lines [first, end): the page's top left corner is at `at`.
void note_record(const note_page *p, nb_board *b, nb_vec2 at, int first, int end);

// How many lines, from the first on, stand whole within a height.
int note_lines_within(const note_page *p, float height);

// Where the caret stands before a byte that is shown as it was typed: its line (-1: nowhere), and x.
int note_caret(const note_page *p, nb_board *b, uint32_t at, float *x);

// The byte at a place of the page.
uint32_t note_at(const note_page *p, nb_board *b, float x, float y);

// The line at a height of the page, the nearest where there is none; -1 on an empty page.
int note_line_at(const note_page *p, float y);

#endif
