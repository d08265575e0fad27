// What cells.c, cells_box.c and cells_paint.c share, and nobody else.
#ifndef APP_CELLS_INSIDE_H
#define APP_CELLS_INSIDE_H

#include "app/cells.h"
#include "nabla/record.h"

enum { CELL_SIDE = 128 }; // pixels

typedef struct box {
  int x0, y0, x1, y1; // pixels; x0 >= x1: none
} box;

// Pixel (0, 0) of cell (x, y) is pixel (CELL_SIDE x, CELL_SIDE y) of the page as it is shown.
typedef struct cell {
  int x, y;
  bool used;        // it is that cell's
  box stale;        // what of it has to be painted, in its own pixels
  uint32_t *pixels; // premultiplied RGBA; NULL: nothing shows
} cell;

// The cells of one scale. Cell (x, y) lies at (x modulo columns, y modulo rows), so that as many as a view needs are kept.
typedef struct grid {
  nb_affine place; // board units to pixels of the page: less than a pixel off the origin
  cell *cells;
  int columns, rows;
} grid;

struct cells {
  painter *painter;
  nb_board *board;
  ink_page *page;
  cells_view view; // of the last update
  int left, top;   // where the page's pixel (0, 0) stands in it
  grid now, before;
  bool whole; // all of `now` that is in sight is painted
  bool *seen; // of each stroke: it is in the cells, or in what is stale of them
  uint32_t seen_count, seen_capacity, seen_changes, seen_apart;
  uint32_t *scratch; // where cells are painted
  size_t scratch_pixels;
  double stroke_seconds; // what painting one took, lately
  double deadline;       // of this update, as cells_now has it
  paint_image *images;
  int image_count, image_capacity;
  bool changed;
};

// Boxes of pixels.
box box_whole_cell(void);
bool box_is_empty(box b);
bool box_holds(box b, int x, int y);
box box_common(box a, box b);
box box_around(box a, box b); // an empty a counts for nothing
box box_shifted(box b, int x, int y);

// The pixels of the page that a rectangle of the board reaches into, by whole tiles of the painter, with one more for the
// soft edge; and back.
box box_of(const grid *g, nb_rect r);
nb_rect box_on_board(const grid *g, box b);

// The cells that a box of pixels reaches into, as a box of cells; those in sight.
box box_cells(box b);
box box_in_sight(const cells *c);

cell *cell_at(const grid *g, int x, int y);

// True for a stroke that is shown and is to be painted here.
bool cells_want(const cells *c, uint32_t stroke);

// Pixels for a cell that had none: nothing shows. False without memory.
bool cells_make_room(cell *to);

double cells_now(void); // seconds

// Paints what is stale of the cells in sight, the middle first, until the deadline, but one cell at least. True where nothing is
// stale any more.
bool cells_paint_stale(cells *c);

// Paints one stroke over what is there. False where a part of it is stale anyway, or there is no memory.
bool cells_paint_over(cells *c, uint32_t stroke);

#endif
