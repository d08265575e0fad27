#include "app/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/cells_inside.h"

enum { ON_TOP = 64 }; // strokes put on top at once; more are painted with all that is there

cells *cells_create(const nb_fonts *fonts, int threads)
{
  cells *c = calloc(1, sizeof *c);
  if (!c || nb_failed(painter_create(&c->painter, fonts, threads)) ||
      nb_failed(nb_board_create(&c->board, fonts))) {
    cells_destroy(c);
    return NULL;
  }
  c->stroke_seconds = 20e-6;
  return c;
}

static void drop(grid *g)
{
  for (int k = 0; k < g->columns * g->rows && g->cells; k++)
    free(g->cells[k].pixels);
  free(g->cells);
  *g = (grid){0};
}

void cells_destroy(cells *c)
{
  if (!c)
    return;
  drop(&c->now);
  drop(&c->before);
  painter_destroy(c->painter);
  nb_board_destroy(c->board);
  free(c->seen);
  free(c->scratch);
  free(c->images);
  free(c);
}

// ---------------------------------------------------------------------------------------------------------------
// What has changed

// A stroke has come or gone: what it covers is to be painted.
static void spoil(cells *c, uint32_t stroke)
{
  box b = box_of(&c->now, c->page->strokes[stroke].bounds), which = box_common(box_cells(b), box_in_sight(c));
  for (int y = which.y0; y < which.y1; y++)
    for (int x = which.x0; x < which.x1; x++) {
      cell *to = cell_at(&c->now, x, y);
      to->stale =
          box_around(to->stale, box_common(box_shifted(b, -CELL_SIDE * x, -CELL_SIDE * y), box_whole_cell()));
    }
}

static bool make_room_to_see(cells *c)
{
  uint32_t count = c->page ? c->page->stroke_count : 0;
  if (count > c->seen_capacity) {
    bool *larger = realloc(c->seen, (count + count / 2) * sizeof *larger);
    if (!larger)
      return false;
    c->seen = larger;
    c->seen_capacity = count + count / 2;
  }
  for (; c->seen_count < count; c->seen_count++)
    c->seen[c->seen_count] = false;
  return true;
}

// What is gone is spoilt; what stays tells how high the highest of all lies: one more than its place in the order.
static uint32_t see_gone(cells *c)
{
  uint32_t highest = 0;
  for (uint32_t k = 0; k < c->seen_count; k++) {
    if (!c->seen[k])
      continue;
    const ink_stroke *stroke = &c->page->strokes[k];
    if (stroke->shown && (c->view.apart_count == 0 || cells_want(c, k)) && stroke->order >= highest)
      highest = stroke->order + 1;
    else if (!cells_want(c, k)) {
      c->seen[k] = false;
      spoil(c, k);
    }
  }
  return highest;
}

static void see_new(cells *c, uint32_t highest)
{
  int on_top = 0;
  for (uint32_t k = 0; k < c->seen_count; k++) {
    if (c->seen[k] || !c->page->strokes[k].shown || !cells_want(c, k))
      continue;
    c->seen[k] = true;
    bool above = c->page->strokes[k].order >= highest;
    highest = above ? c->page->strokes[k].order + 1 : highest;
    if (!above || ++on_top > ON_TOP || !cells_paint_over(c, k))
      spoil(c, k);
  }
}

static void see_changes(cells *c)
{
  bool same =
      c->page->changes == c->seen_changes && c->view.apart_count == c->seen_apart && c->seen_apart == 0;
  if (same || !make_room_to_see(c))
    return;
  c->seen_changes = c->page->changes;
  c->seen_apart = c->view.apart_count;
  see_new(c, see_gone(c));
}

// ---------------------------------------------------------------------------------------------------------------
// The view

static bool is_near(float a, float b, float off)
{
  return fabsf(a - b) <= off;
}

// The place without its whole pixels, which are c->left and c->top.
static nb_affine split(cells *c, nb_affine place)
{
  c->left = (int)floorf(place.origin.x + 0.001f);
  c->top = (int)floorf(place.origin.y + 0.001f);
  place.origin = nb_sub(place.origin, nb_at((float)c->left, (float)c->top));
  return place;
}

static bool fits(const grid *g, nb_affine place, int columns, int rows)
{
  return g->cells && g->columns == columns && g->rows == rows &&
         is_near(g->place.i.x, place.i.x, 1e-5f * place.i.x) &&
         is_near(g->place.origin.x, place.origin.x, 0.01f) &&
         is_near(g->place.origin.y, place.origin.y, 0.01f);
}

// Another scale: what was painted stands in for it, if all of it was.
static void begin_grid(cells *c, nb_affine place, int columns, int rows)
{
  if (c->whole) {
    drop(&c->before);
    c->before = c->now;
    c->now = (grid){0};
  }
  drop(&c->now);
  c->now = (grid){.place = place, .columns = columns, .rows = rows};
  c->now.cells = calloc((size_t)columns * (size_t)rows, sizeof *c->now.cells);
  if (!c->now.cells)
    c->now.columns = c->now.rows = 0;
}

// What a column, or a row, of pixels is stretched from: the old grid's cell, and the pixel in it.
typedef struct from_old {
  int cell, pixel;
} from_old;

static from_old find_old(float p, float now_origin, float old_origin, float shrink)
{
  int old = (int)floorf((p + 0.5f - now_origin) * shrink + old_origin);
  int which = box_cells((box){old, old, old + 1, old + 1}).x0;
  return (from_old){which, old - CELL_SIDE * which};
}

// A row of a cell's pixels is stretched from a row of the old ones, old cell by old cell.
static void stretch_row(cell *to, int y, const grid *old, const from_old *columns, from_old row)
{
  for (int x = 0, end; x < CELL_SIDE; x = end) {
    for (end = x + 1; end < CELL_SIDE && columns[end].cell == columns[x].cell;)
      end++;
    const cell *from = cell_at(old, columns[x].cell, row.cell);
    if (!from->pixels || from->x != columns[x].cell || from->y != row.cell || !cells_make_room(to))
      continue;
    const uint32_t *old_row = from->pixels + row.pixel * CELL_SIDE;
    for (int k = x; k < end; k++)
      to->pixels[y * CELL_SIDE + k] = old_row[columns[k].pixel];
  }
}

// The old scale stands in for a cell that has not been painted: what lay there, stretched. It is seen for a moment, while
// something moves, so that the nearest pixel will do.
static void stand_in(cells *c, cell *to)
{
  const grid *now = &c->now, *old = &c->before;
  float shrink = old->place.i.x / now->place.i.x;
  from_old columns[CELL_SIDE];
  for (int x = 0; x < CELL_SIDE; x++)
    columns[x] = find_old((float)(CELL_SIDE * to->x + x), now->place.origin.x, old->place.origin.x, shrink);
  for (int y = 0; y < CELL_SIDE; y++)
    stretch_row(to, y, old, columns,
                find_old((float)(CELL_SIDE * to->y + y), now->place.origin.y, old->place.origin.y, shrink));
}

// Cells that have come into sight take the places of those that have left it.
static void take_places(cells *c)
{
  box sight = box_in_sight(c);
  for (int k = 0; k < c->now.columns * c->now.rows; k++) {
    cell *left = &c->now.cells[k];
    if (left->used && !box_holds(sight, left->x, left->y)) {
      free(left->pixels);
      *left = (cell){0};
    }
  }
  for (int y = sight.y0; y < sight.y1; y++)
    for (int x = sight.x0; x < sight.x1; x++) {
      cell *place = cell_at(&c->now, x, y);
      if (place->used)
        continue;
      *place = (cell){.x = x, .y = y, .used = true, .stale = box_whole_cell()};
      if (c->before.cells)
        stand_in(c, place);
      c->changed = true;
    }
}

static void forget(cells *c)
{
  c->changed = c->changed || c->image_count > 0;
  drop(&c->now);
  drop(&c->before);
  c->whole = false;
  c->seen_count = 0;
}

bool cells_update(cells *c, ink_page *page, const cells_view *view)
{
  c->deadline = cells_now() + CELLS_SECONDS;
  if (page != c->page || view->theme != c->view.theme || view->only_apart != c->view.only_apart)
    forget(c);
  bool moved = memcmp(&view->place, &c->view.place, sizeof view->place) != 0;
  c->page = page;
  c->view = *view;
  c->changed = c->changed || (moved && c->image_count > 0);
  if (!page || page->stroke_count == 0)
    return true;
  nb_affine place = split(c, view->place);
  int columns = view->width / CELL_SIDE + 2, rows = view->height / CELL_SIDE + 2;
  if (!fits(&c->now, place, columns, rows))
    begin_grid(c, place, columns, rows);
  if (!c->now.cells)
    return true;
  take_places(c);
  see_changes(c);
  c->whole = cells_paint_stale(c);
  if (c->whole)
    drop(&c->before);
  return c->whole;
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures

static void add_image(cells *c, const cell *from, nb_rect where)
{
  if (c->image_count == c->image_capacity) {
    int capacity = 2 * c->image_capacity + 64;
    paint_image *larger = realloc(c->images, (size_t)capacity * sizeof *larger);
    if (!larger)
      return;
    c->images = larger;
    c->image_capacity = capacity;
  }
  c->images[c->image_count++] = (paint_image){(const uint8_t *)from->pixels, CELL_SIDE, CELL_SIDE, where};
}

const paint_image *cells_images(cells *c, int *count)
{
  c->image_count = 0;
  box sight = box_in_sight(c);
  for (int y = sight.y0; c->page && c->now.cells && y < sight.y1; y++)
    for (int x = sight.x0; x < sight.x1; x++) {
      const cell *k = cell_at(&c->now, x, y);
      nb_rect area = {(float)(CELL_SIDE * x + c->left), (float)(CELL_SIDE * y + c->top), CELL_SIDE,
                      CELL_SIDE};
      if (k->pixels)
        add_image(c, k, area);
    }
  *count = c->image_count;
  return c->images;
}

bool cells_changed(cells *c)
{
  bool changed = c->changed;
  c->changed = false;
  return changed;
}
