// What setting a page is made of: for page.c, which goes through its blocks, and set.c, which fills lines.
#ifndef NOTE_INSIDE_H
#define NOTE_INSIDE_H

#include "note/page.h"

#define NOTE_SIZE 22.0f    // points
#define NOTE_LEADING 1.42f // ems
#define NOTE_INDENT 1.35f  // ems a level of lists
#define NOTE_QUOTE 0.9f    // ems a level of quotations

enum { SETTER_FRAGMENTS = 64 };

// A line that is being filled.
typedef struct setter {
  note_page *page;
  nb_board *board;
  const nb_fonts *fonts;
  float left, right; // of the lines
  float x;           // how far it is filled
  float size;        // of the block's text
  nb_color color;
  nb_font font;
  int first;                         // of the line's pieces
  float rise, fall;                  // of what stands on it
  uint32_t from, to;                 // of what stands on it
  note_piece word[SETTER_FRAGMENTS]; // that is not on the line yet; x is unused
  int fragments;
  float word_width, word_rise, word_fall;
  note_piece space;             // before it; bytes 0: none
  bool whole;                   // the block's text is not parted at spaces: code
  note_line like;               // what lines of the block have in common
  nb_error mistake;             // the first of the block
  const markdown_run *mistaken; // the formula that it is in
  bool failed;
} setter;

// Begins a block's lines, with what is in s->size, s->font, s->color and s->whole.
void set_begin(setter *s, note_line like, float left, float right);

// Adds a run of text; a formula; ends a line.
void set_text(setter *s, const markdown_run *run);
void set_formula(setter *s, const markdown_run *run);
void set_break(setter *s);

// A block's lines of the source as they were typed, wrapped.
void set_source(setter *s, uint32_t from, uint32_t to);

// Leaves a gap.
void set_gap(setter *s, float height);

// A piece on the line itself, not in its text.
void set_piece(setter *s, note_piece piece);

// How wide a piece's text is.
float set_width(nb_board *b, const note_piece *p, uint32_t bytes);

#endif
