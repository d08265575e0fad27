#include "nabla/math/contour.h"

#include <math.h>
#include <string.h>

typedef struct tracer {
  const nb_samples *samples;
  float level;
  uint8_t *marks; // for each cell, bits 0 to 3: its code; bit 4 + edge / 2: the line entering by edge has
                  // been followed
  nb_contour *contour;
} tracer;

typedef struct place {
  uint32_t column, row; // of the cell
  uint32_t edge;        // by which it is entered
} place;

static float corner(const tracer *t, place p, uint32_t index)
{
  uint32_t column = p.column + (index == 1 || index == 2), row = p.row + (index >= 2);
  return t->samples->values[(size_t)row * t->samples->columns + column];
}

static uint8_t *mark_of(const tracer *t, place p)
{
  return t->marks + (size_t)p.row * (t->samples->columns - 1) + p.column;
}

static uint32_t code_of(const tracer *t, place p)
{
  return *mark_of(t, p) & 15;
}

static uint8_t followed_bit(place p)
{
  return (uint8_t)(16 << p.edge / 2);
}

static bool followed(const tracer *t, place p)
{
  return *mark_of(t, p) & followed_bit(p);
}

static bool enters(uint32_t code, uint32_t edge)
{
  return (code >> edge & 1) && !(code >> (edge + 1) % 4 & 1);
}

// The edge by which a line that enters at p leaves. Of two lines in a cell each turns round its own corner:
// round those below where the middle is above, else round those above.
static uint32_t exit_edge(const tracer *t, place p, uint32_t code)
{
  if (code == 5 || code == 10) {
    float middle = 0;
    for (uint32_t i = 0; i < 4; i++)
      middle += 0.25f * corner(t, p, i);
    return (p.edge + (middle >= t->level ? 1 : 3)) % 4;
  }
  for (uint32_t edge = (p.edge + 1) % 4;; edge = (edge + 1) % 4)
    if ((code >> edge & 1) != (code >> (edge + 1) % 4 & 1))
      return edge;
}

// The cell across an edge of p's, entered by that edge. False at the border.
static bool across(const tracer *t, place p, uint32_t edge, place *next)
{
  static const int right[] = {0, 1, 0, -1}, up[] = {-1, 0, 1, 0};
  int64_t column = (int64_t)p.column + right[edge], row = (int64_t)p.row + up[edge];
  if (column < 0 || row < 0 || column >= (int64_t)t->samples->columns - 1 ||
      row >= (int64_t)t->samples->rows - 1)
    return false;
  *next = (place){(uint32_t)column, (uint32_t)row, (edge + 2) % 4};
  return true;
}

// Where the level crosses an edge, reckoned from its lower or left end, so that both of its cells find the
// same bits.
static nb_vec2 crossing(const tracer *t, place p, uint32_t edge)
{
  static const uint32_t from[] = {0, 1, 3, 0}, to[] = {1, 2, 2, 3};
  const nb_samples *s = t->samples;
  double a = corner(t, p, from[edge]), b = corner(t, p, to[edge]);
  double along = (t->level - a) / (b - a);
  double column = p.column + (edge == 1) + (edge % 2 ? 0 : along),
         row = p.row + (edge == 2) + (edge % 2 ? along : 0);
  return nb_at((float)(s->area.x + s->area.width * column / (s->columns - 1)),
               (float)(s->area.y + s->area.height * row / (s->rows - 1)));
}

static bool same(nb_vec2 a, nb_vec2 b)
{
  return a.x == b.x && a.y == b.y;
}

// A line on its way into the contour.
typedef struct line_pen {
  nb_contour *contour;
  nb_contour_line line;
  nb_vec2 first, last;
} line_pen;

// Levels through a sample cross several edges in one point: of those one is kept.
static void pen_add(line_pen *pen, nb_vec2 point)
{
  if (pen->line.count == 0)
    pen->first = point;
  else if (same(point, pen->last))
    return;
  uint64_t at = (uint64_t)pen->line.first + pen->line.count++;
  if (at < pen->contour->point_capacity)
    pen->contour->points[at] = point;
  pen->last = point;
}

static void pen_end(line_pen *pen)
{
  if (pen->line.closed && same(pen->first, pen->last))
    pen->line.count--;
  if (pen->line.count < 2)
    return;
  nb_contour *contour = pen->contour;
  contour->point_count += pen->line.count;
  if (contour->line_count < contour->line_capacity && contour->point_count <= contour->point_capacity)
    contour->lines[contour->line_count] = pen->line;
  contour->line_count++;
}

// Follows the line that enters at p until it ends or comes round.
static void follow(const tracer *t, place p)
{
  line_pen pen = {.contour = t->contour, .line.first = t->contour->point_count};
  pen_add(&pen, crossing(t, p, p.edge));
  bool goes_on = true;
  while (goes_on) {
    *mark_of(t, p) |= followed_bit(p);
    uint32_t edge = exit_edge(t, p, code_of(t, p));
    pen_add(&pen, crossing(t, p, edge));
    goes_on = across(t, p, edge, &p) && code_of(t, p) != 0;
    pen.line.closed = goes_on && followed(t, p);
    goes_on = goes_on && !pen.line.closed;
  }
  pen_end(&pen);
}

// Does a line begin by entering the cell here, rather than come from the next cell?
static bool begins(const tracer *t, place p)
{
  place before;
  return !across(t, p, p.edge, &before) || code_of(t, before) == 0;
}

// Most cells are wholly above the level or below it: how many of the next cells of a row certainly are, told from
// eight marks at a time.
static uint32_t idle_cells(const uint8_t *marks, uint32_t left)
{
  uint64_t eight;
  if (left < sizeof eight)
    return *marks == 0 || *marks == 15;
  memcpy(&eight, marks, sizeof eight);
  if (eight == 0 || eight == UINT64_C(0x0f0f0f0f0f0f0f0f))
    return sizeof eight;
  return *marks == 0 || *marks == 15;
}

// The lines that begin somewhere or, when those have been followed, the rest, which is closed.
static void follow_all(const tracer *t, bool closed)
{
  uint32_t columns = t->samples->columns - 1;
  for (uint32_t row = 0; row + 1 < t->samples->rows; row++)
    for (uint32_t column = 0; column < columns;) {
      place p = {column, row, 0};
      uint32_t idle = idle_cells(mark_of(t, p), columns - column);
      for (; idle == 0 && p.edge < 4; p.edge++)
        if (enters(code_of(t, p), p.edge) && !followed(t, p) && (closed || begins(t, p)))
          follow(t, p);
      column += idle == 0 ? 1 : idle;
    }
}

// Bit i of a cell's mark where its corner i is above; 0, where no line passes, for a cell that is left out.
// Without branches, so that compilers make SIMD of it: x - x is 0 where x is finite, and else NaN.
static void classify_all(const tracer *t)
{
  uint32_t columns = t->samples->columns;
  float level = t->level;
  for (uint32_t row = 0; row + 1 < t->samples->rows; row++) {
    const float *low = t->samples->values + (size_t)row * columns, *high = low + columns;
    uint8_t *marks = t->marks + (size_t)row * (columns - 1);
    for (uint32_t c = 0; c + 1 < columns; c++) {
      float sum =
          (low[c] - low[c]) + (low[c + 1] - low[c + 1]) + (high[c] - high[c]) + (high[c + 1] - high[c + 1]);
      int code = (low[c] >= level) | (low[c + 1] >= level) << 1 | (high[c + 1] >= level) << 2 |
                 (high[c] >= level) << 3;
      marks[c] = (uint8_t)(code & -(sum == 0));
    }
  }
}

size_t nb_contour_marks(uint32_t columns, uint32_t rows)
{
  return columns < 2 || rows < 2 ? 0 : (size_t)(columns - 1) * (rows - 1);
}

bool nb_contour_trace(const nb_samples *samples, float level, uint8_t *marks, nb_contour *contour)
{
  if (samples->columns >= 2 && samples->rows >= 2 && isfinite(level)) {
    tracer t = {samples, level, marks, contour};
    classify_all(&t);
    follow_all(&t, false);
    follow_all(&t, true);
  }
  return contour->point_count <= contour->point_capacity && contour->line_count <= contour->line_capacity;
}
