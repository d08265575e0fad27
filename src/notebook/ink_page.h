// A page of ink: strokes, and the edits that made it what it is.
//
// A stroke never changes. An edit takes strokes away and puts others in: writing puts one in, erasing takes some away,
// cutting, moving and recolouring do both. So undoing an edit is the same for all of them, and what is kept of a page
// (in a notebook, in a recording) is a log to which lines are added.
//
//    edits     write   write   erase    move          undo, undo
//    puts in     a       b       -       b'
//    takes away  -       -       a       b
//    shown       a      a b      b       b'             a b
//
// A page grows in its own memory, and never shrinks until it is freed.
//
// Who asks for the strokes of a part of the page is not led past all others: strokes that were written one after the other
// mostly lie near each other, so what each INK_BLOCK of them reach over is kept, and a block that is elsewhere is passed
// over at once.
#ifndef NOTEBOOK_INK_PAGE_H
#define NOTEBOOK_INK_PAGE_H

#include "nabla/error.h"
#include "notebook/ink_stroke.h"

enum { INK_MAX_STROKES = 1 << 20, INK_MAX_PAGE_KNOTS = 1 << 25, INK_BLOCK = 64 };

typedef struct ink_stroke {
  ink_look look;
  uint32_t first, count; // knots
  uint32_t order;        // strokes are drawn in this order; pieces and moved ones have that of what they were
  nb_rect bounds;        // with its width
  bool shown;
} ink_stroke;

typedef struct ink_edit {
  uint32_t put, put_count;     // strokes
  uint32_t taken, taken_count; // places in page->taken
} ink_edit;

// All zero is an empty page.
typedef struct ink_page {
  ink_stroke *strokes;
  ink_knot *knots;
  ink_edit *edits;
  uint32_t *taken; // numbers of strokes
  nb_rect *blocks; // what each INK_BLOCK strokes reach over, shown or not
  uint64_t *found; // what was last asked for: place in the order, then number
  uint32_t *drawn; // their numbers
  uint32_t stroke_count, knot_count, edit_count, taken_count;
  uint32_t stroke_capacity, knot_capacity, edit_capacity, taken_capacity, block_capacity, found_capacity,
      drawn_capacity;
  uint32_t done;    // edits that count; those after it have been undone
  uint32_t changes; // grows with every change of what is shown
  bool editing;
} ink_page;

void ink_page_free(ink_page *page);

// Begins an edit. Edits that had been undone can no more be done again.
nb_error ink_page_edit(ink_page *page);

// Puts a stroke in; where `like` is not negative it takes that stroke's place in the order, else it lies on top. Fails
// with NB_OUT_OF_RANGE where the knots are not sound or the page is full, and with NB_NO_MEMORY; the page is then as
// it was.
nb_error ink_page_put(ink_page *page, ink_look look, const ink_knot *knots, int count, int32_t like);

// Takes a stroke that is shown away.
nb_error ink_page_take(ink_page *page, uint32_t stroke);

// Ends the edit. False where it did nothing: it is dropped then.
bool ink_page_end(ink_page *page);

// Undoes the last edit that counts, or does the last undone one again. False where there is none.
bool ink_page_undo(ink_page *page);
bool ink_page_redo(ink_page *page);

// The strokes that are shown and reach into `area`, from the lowest up. Valid until the next call; NULL where there are
// none or memory ran out.
const uint32_t *ink_page_find(ink_page *page, nb_rect area, uint32_t *count);

// The same of the whole page.
const uint32_t *ink_page_shown(ink_page *page, uint32_t *count);

// What all strokes that are shown reach over; of width 0 where there are none.
nb_rect ink_page_bounds(const ink_page *page);

#endif
