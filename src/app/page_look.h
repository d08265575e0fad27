// How an endless page is looked at: which of its points is in the middle, and how large it is shown.
//
//   page            board                   window
//   x, y      -->   zoom (p - middle)  -->  pixels, whole ones, so that ink at rest is moved and not painted anew
//
// Pages reach PAGE_REACH board units from their middle, about sixty screens each way; no look leaves them.
#ifndef APP_PAGE_LOOK_H
#define APP_PAGE_LOOK_H

#include "nabla/math/vector.h"

#define PAGE_REACH 950.0f
#define PAGE_LEAST (1.0f / 128) // zoom: all that a page can be
#define PAGE_MOST 16.0f

// All zero: the page's middle, as large as the board.
typedef struct page_look {
  nb_vec2 middle;
  float closer; // the zoom's logarithm
} page_look;

// One that a file tells of, within what there can be.
page_look page_within(page_look look);

float page_zoom(page_look look);

// From the page to pixels, where `board` leads from the board to them.
nb_affine page_place(page_look look, nb_affine board);

// Shown larger by a factor, with what is at `at` (board units) staying there.
page_look page_zoomed(page_look look, nb_vec2 at, float factor);

// Moved as a hand moves paper, by board units.
page_look page_moved(page_look look, nb_vec2 by);

// So that `what` of the page fits the board with some air around it; no larger than the board itself. Of width 0: the
// first look of all.
page_look page_showing(nb_rect what);

// How far apart the dots of its ground are, in units of the page: a power of two, so that they are half a unit to one unit
// apart on the board.
float page_spacing(page_look look);

#endif
