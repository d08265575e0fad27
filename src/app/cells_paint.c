// Cells are painted: what is stale of them, or a stroke over them.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/cells_inside.h"
#include "notebook/ink_draw.h"

double cells_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool is_apart(const cells_view *v, uint32_t stroke)
{
  uint32_t low = 0, high = v->apart_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (v->apart[middle] < stroke)
      low = middle + 1;
    else
      high = middle;
  }
  return low < v->apart_count && v->apart[low] == stroke;
}

// Pinned strokes move with what they are pinned to: they never rest.
bool cells_want(const cells *c, uint32_t stroke)
{
  const ink_stroke *s = &c->page->strokes[stroke];
  return s->shown && s->look.pin == 0 && is_apart(&c->view, stroke) == c->view.only_apart;
}

static bool make_scratch(cells *c, box b)
{
  size_t pixel_count = (size_t)(b.x1 - b.x0) * (size_t)(b.y1 - b.y0);
  if (pixel_count <= c->scratch_pixels)
    return true;
  uint32_t *larger = realloc(c->scratch, pixel_count * sizeof *larger);
  if (larger) {
    c->scratch = larger;
    c->scratch_pixels = pixel_count;
  }
  return larger != NULL;
}

// Those that are wanted, moved to the front of a list of their own. Returns how many there are.
static uint32_t sift(cells *c, const uint32_t *strokes, uint32_t count, uint32_t *wanted)
{
  uint32_t kept = 0;
  for (uint32_t k = 0; k < count; k++)
    if (cells_want(c, strokes[k]))
      wanted[kept++] = strokes[k];
  return kept;
}

// Paints strokes to a box of the page's pixels: into c->scratch, row by row.
static bool paint_strokes(cells *c, box b, const uint32_t *strokes, uint32_t count)
{
  uint32_t *wanted = malloc((count + 1) * sizeof *wanted);
  bool well = wanted && make_scratch(c, b);
  if (well) {
    paint_layer lines = {.place = c->now.place};
    lines.place.origin = nb_sub(lines.place.origin, nb_at((float)b.x0, (float)b.y0));
    nb_board_begin(c->board, c->view.theme, NULL, 0);
    ink_draw_strokes(c->board, c->page, wanted, sift(c, strokes, count, wanted), 1 / c->now.place.i.x);
    pixels target = {.width = b.x1 - b.x0,
                     .height = b.y1 - b.y0,
                     .stride = sizeof(uint32_t) * (size_t)(b.x1 - b.x0),
                     .bytes = (uint8_t *)c->scratch,
                     .order = PIXEL_RGBA};
    well = !nb_failed(nb_board_finish(c->board, &lines.list, &lines.size)) &&
           !nb_failed(painter_paint(c->painter, target, 0, &lines, 1));
  }
  free(wanted);
  return well;
}

bool cells_make_room(cell *to)
{
  if (!to->pixels)
    to->pixels = calloc((size_t)CELL_SIDE * CELL_SIDE, sizeof *to->pixels);
  return to->pixels != NULL;
}

// What of a cell lies in the scratch's box goes there.
static void copy_to(const cells *c, cell *to, box from)
{
  box part = box_common(box_shifted(box_whole_cell(), CELL_SIDE * to->x, CELL_SIDE * to->y), from);
  for (int y = part.y0; y < part.y1 && !box_is_empty(part); y++)
    memcpy(to->pixels + (size_t)(y - CELL_SIDE * to->y) * CELL_SIDE + (part.x0 - CELL_SIDE * to->x),
           c->scratch + (size_t)(y - from.y0) * (size_t)(from.x1 - from.x0) + (part.x0 - from.x0),
           (size_t)(part.x1 - part.x0) * sizeof *to->pixels);
}

// The same, laid over what is there.
static uint32_t over(uint32_t above, uint32_t below)
{
  uint32_t left = 255 - (above >> 24), even = (below & 0xff00ff) * left, odd = (below >> 8 & 0xff00ff) * left;
  even = (even + 0x800080 + (even >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
  odd = (odd + 0x800080 + (odd >> 8 & 0xff00ff)) & 0xff00ff00;
  return above + (even | odd);
}

static void lay_over(const cells *c, cell *to, box from)
{
  box part = box_common(box_shifted(box_whole_cell(), CELL_SIDE * to->x, CELL_SIDE * to->y), from);
  for (int y = part.y0; y < part.y1; y++) {
    uint32_t *row = to->pixels + (size_t)(y - CELL_SIDE * to->y) * CELL_SIDE - CELL_SIDE * to->x;
    const uint32_t *above = c->scratch + (size_t)(y - from.y0) * (size_t)(from.x1 - from.x0) - from.x0;
    for (int x = part.x0; x < part.x1; x++)
      row[x] = over(above[x], row[x]);
  }
}

// What is stale of the cells [x0, x1) of a row, together.
static box stale_of(const cells *c, int y, int x0, int x1)
{
  box b = {0};
  for (int x = x0; x < x1; x++)
    b = box_around(b, box_shifted(cell_at(&c->now, x, y)->stale, CELL_SIDE * x, CELL_SIDE * y));
  return b;
}

static void paint_run(cells *c, int y, int x0, int x1, const uint32_t *strokes, uint32_t count)
{
  double begun = cells_now();
  box b = stale_of(c, y, x0, x1);
  bool well = paint_strokes(c, b, strokes, count);
  for (int x = x0; x < x1; x++) {
    cell *to = cell_at(&c->now, x, y);
    if (count == 0 && to->stale.x1 - to->stale.x0 == CELL_SIDE && to->stale.y1 - to->stale.y0 == CELL_SIDE) {
      free(to->pixels);
      to->pixels = NULL;
    } else if (well && (count > 0 || to->pixels) && cells_make_room(to)) {
      copy_to(c, to, b);
    }
    to->stale = (box){0};
  }
  if (count > 16)
    c->stroke_seconds += 0.3 * ((cells_now() - begun) / count - c->stroke_seconds);
  c->changed = true;
}

// Paints the stale cells from x on, as many together as time is left for. Returns where it came to: x, where there is time for
// none of them. The first of an update is painted however long it takes.
static int paint_from(cells *c, int y, int x, int until, bool first)
{
  double left = c->deadline - cells_now();
  int end = x + 1;
  while (end < until && !box_is_empty(cell_at(&c->now, end, y)->stale))
    end++;
  for (;; end = x + (end - x) / 2) {
    uint32_t count;
    const uint32_t *strokes = ink_page_find(c->page, box_on_board(&c->now, stale_of(c, y, x, end)), &count);
    if (count * c->stroke_seconds <= left || (first && end == x + 1)) {
      paint_run(c, y, x, end, strokes, count);
      return end;
    }
    if (end == x + 1)
      return x;
  }
}

// False where time ran out.
static bool paint_row(cells *c, int y, bool *first)
{
  box sight = box_in_sight(c);
  for (int x = sight.x0; x < sight.x1;) {
    if (box_is_empty(cell_at(&c->now, x, y)->stale)) {
      x++;
      continue;
    }
    int end = paint_from(c, y, x, sight.x1, *first);
    if (end == x)
      return false;
    *first = false;
    x = end;
  }
  return true;
}

// From the middle outwards.
bool cells_paint_stale(cells *c)
{
  box sight = box_in_sight(c);
  bool first = true;
  int middle = (sight.y0 + sight.y1) / 2;
  for (int away = 0; away <= sight.y1 - sight.y0; away++) {
    if (middle + away < sight.y1 && !paint_row(c, middle + away, &first))
      return false;
    if (away > 0 && middle - away >= sight.y0 && !paint_row(c, middle - away, &first))
      return false;
  }
  return true;
}

bool cells_paint_over(cells *c, uint32_t stroke)
{
  box sight = box_in_sight(c);
  box b = box_common(
      box_of(&c->now, c->page->strokes[stroke].bounds),
      (box){CELL_SIDE * sight.x0, CELL_SIDE * sight.y0, CELL_SIDE * sight.x1, CELL_SIDE * sight.y1});
  box which = box_cells(b);
  if (box_is_empty(b))
    return true;
  bool clean = true;
  for (int y = which.y0; y < which.y1; y++)
    for (int x = which.x0; x < which.x1; x++)
      clean = clean && box_is_empty(cell_at(&c->now, x, y)->stale);
  if (!clean || !paint_strokes(c, b, &stroke, 1))
    return false;
  for (int y = which.y0; y < which.y1; y++)
    for (int x = which.x0; x < which.x1; x++)
      if (cells_make_room(cell_at(&c->now, x, y)))
        lay_over(c, cell_at(&c->now, x, y), b);
  c->changed = true;
  return true;
}
