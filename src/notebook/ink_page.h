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
// Beside its strokes a page has pictures of scenes, as display lists, and pins: what strokes are fastened to in the scene
// that they lie over. Both are added, and stay; a stroke names the one that it shows or hangs on by its number. A pinned
// stroke is shown where its knots are, shifted by as much as its pin has moved since it was pinned.
//
// A page grows in its own memory, and never shrinks until it is freed.
//
// Who asks for the strokes of a part of the page is not led past all others: strokes that were written one after the other
// mostly lie near each other, so what each INK_BLOCK of them reach over is kept, and a block that is elsewhere is passed
// over at once.
#ifndef NOTEBOOK_INK_PAGE_H
#define NOTEBOOK_INK_PAGE_H

#include "nabla/error.h"
#include "nabla/list.h"
#include "notebook/ink_stroke.h"

enum {
  INK_MAX_STROKES = 1 << 20,
  INK_MAX_PAGE_KNOTS = 1 << 25,
  INK_BLOCK = 64,
  INK_MAX_PICTURES = 64,           // of a page
  INK_FACES = 2,                   // of a picture: a dark and a light one
  INK_MAX_PICTURE_BYTES = 8 << 20, // of one
  INK_MAX_PINS = 255,
  INK_PIN_NAME = 64,
};

// A picture of a scene: the display list of a moment, of a board of 16 x 9, as it is in one theme; in an older notebook that is
// all there is.
typedef struct ink_face {
  const void *list; // on a page: checked, and the page's own
  size_t size;
  nb_rgba ground;
} ink_face;

typedef struct ink_picture {
  ink_face faces[INK_FACES]; // so that ink, which has the colours of the theme, can be read on one of them
  int face_count;            // at least 1
} ink_picture;

typedef enum ink_pin_kind {
  INK_PIN_HANDLE, // a point that can be taken hold of
  INK_PIN_SPACE,  // a place in a space of the scene
  INK_PIN_KINDS,
} ink_pin_kind;

// What strokes are fastened to.
typedef struct ink_pin {
  uint32_t kind;           // ink_pin_kind
  char name[INK_PIN_NAME]; // of a handle: the parameter's
  uint32_t within;         // bytes into it
  uint32_t which;          // of the handles of the same field, or of the spaces: 0 is the first in the list
  nb_vec3 place;           // in that space
  nb_vec2 from;            // where it stood on the board when it was pinned
  nb_vec2 shift;           // how far from there it stands now: of this moment, and kept nowhere
} ink_pin;

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
  uint32_t *taken;  // numbers of strokes
  nb_rect *blocks;  // what each INK_BLOCK strokes reach over, shown or not
  uint64_t *found;  // what was last asked for: place in the order, then number
  uint32_t *drawn;  // their numbers
  uint32_t *pinned; // strokes, shown or not; they are in no block
  ink_picture *pictures;
  ink_pin *pins;
  uint32_t stroke_count, knot_count, edit_count, taken_count, pinned_count, picture_count, pin_count;
  uint32_t stroke_capacity, knot_capacity, edit_capacity, taken_capacity, block_capacity, found_capacity,
      drawn_capacity, pinned_capacity, picture_capacity, pin_capacity;
  uint32_t done;    // edits that count; those after it have been undone
  uint32_t changes; // grows with every change of what is shown
  bool editing;
} ink_page;

void ink_page_free(ink_page *page);

// Adds a picture with one face, another face of the last picture (lists are copied), or a pin; its number is then the last.
// Fails with NB_OUT_OF_RANGE where there are too many, or it is too large or no picture or pin, with NB_BAD_LIST, and with
// NB_NO_MEMORY.
nb_error ink_page_add_picture(ink_page *page, ink_face face);
nb_error ink_page_add_face(ink_page *page, ink_face face);
nb_error ink_page_add_pin(ink_page *page, const ink_pin *pin);

// The face for a ground: the one whose own is nearest to it.
const ink_face *ink_picture_on(const ink_picture *picture, nb_rgba ground);

// Begins an edit. Edits that had been undone can no more be done again.
nb_error ink_page_edit(ink_page *page);

// Puts a stroke in; where `like` is not negative it takes that stroke's place in the order, else it lies on top. Fails
// with NB_OUT_OF_RANGE where the stroke is not sound or the page is full, and with NB_NO_MEMORY; the page is then as
// it was.
nb_error ink_page_put(ink_page *page, ink_look look, const ink_knot *knots, int count, int32_t like);

// Takes a stroke that is shown away.
nb_error ink_page_take(ink_page *page, uint32_t stroke);

// Ends the edit. False where it did nothing: it is dropped then.
bool ink_page_end(ink_page *page);

// Undoes the last edit that counts, or does the last undone one again. False where there is none.
bool ink_page_undo(ink_page *page);
bool ink_page_redo(ink_page *page);

// True where a stroke can be put on this page.
bool ink_page_takes(const ink_page *page, ink_look look, const ink_knot *knots, int count);

// How far a stroke is shown from where its knots are, and what it covers there.
nb_vec2 ink_page_shift(const ink_page *page, const ink_stroke *stroke);
nb_rect ink_page_covers(const ink_page *page, const ink_stroke *stroke);

// The strokes that are shown and reach into `area`, from the lowest up. Valid until the next call; NULL where there are
// none or memory ran out.
const uint32_t *ink_page_find(ink_page *page, nb_rect area, uint32_t *count);

// The same of the whole page.
const uint32_t *ink_page_shown(ink_page *page, uint32_t *count);

// What all strokes that are shown reach over; of width 0 where there are none.
nb_rect ink_page_bounds(const ink_page *page);

#endif
