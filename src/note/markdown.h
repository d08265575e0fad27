// Markdown to blocks and runs: what notes are written in, as CommonMark says (md4c reads it), with formulas in $…$ and
// $$…$$.
//
//   # Columns                    heading, level 1         one block each, in the order of the text, however deep they
//   A matrix is **two** spots:   paragraph, 3 runs        lie in lists and quotations; a block knows its own lines of
//   - where $\hat\imath$ lands   paragraph, depth 1       the source, and a run its bytes
//   $$\det A = ad - bc$$         paragraph, a formula
//
// HTML, tables and pictures are text like any other.
#ifndef NOTE_MARKDOWN_H
#define NOTE_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

enum { MARKDOWN_BLOCKS = 20000, MARKDOWN_RUNS = 100000 }; // at most; what is beyond is left out

typedef enum markdown_kind {
  MARKDOWN_PARAGRAPH,
  MARKDOWN_HEADING,
  MARKDOWN_CODE, // runs are its lines
  MARKDOWN_RULE,
  MARKDOWN_SOURCE, // lines that nothing is made of: a link's address, an item that is still empty
} markdown_kind;

enum {
  MARKDOWN_STRONG = 1,
  MARKDOWN_EMPHASIS = 2,
  MARKDOWN_VERBATIM = 4, // code within a line
  MARKDOWN_LINK = 8,
  MARKDOWN_STRUCK = 16,
  MARKDOWN_FORMULA = 32,
  MARKDOWN_DISPLAY = 64, // a formula on a line of its own
  MARKDOWN_BREAK = 128,  // a new line begins; no text
};

// Text in one style. It lies in the source where `exact`, and stands for the bytes [from, to) of it.
typedef struct markdown_run {
  const char *text;
  uint32_t bytes, from, to;
  unsigned style;
  bool exact;
} markdown_run;

typedef struct markdown_block {
  markdown_kind kind;
  int level;         // of a heading, 1 to 6
  int depth;         // of lists that it lies in
  int quotes;        // and quotations
  int number;        // of the item that it begins; 0: a bullet, -1: it begins none
  bool spaced;       // a blank line stands before it
  int first, count;  // its runs
  uint32_t from, to; // its lines: the first byte, and the end of the last one without its \n
} markdown_block;

typedef struct markdown {
  markdown_block *blocks;
  markdown_run *runs;
  int block_count, run_count;
  int block_capacity, run_capacity;
  char *room; // texts that do not lie in the source
  size_t room_used, room_size;
} markdown;

// Reads a text, which has to stay where it is. All zero at first; what was read before is let go of. Fails with
// NB_NO_MEMORY.
nb_error markdown_read(markdown *m, const char *text, size_t bytes);
void markdown_free(markdown *m);

#endif
