#include "nabla/math/streamline.h"

#include <math.h>
#include <string.h>

#include "nabla/math/streamline_step.h"

// In spacings: how near lines come to each other, how long a step is, how near its start a line must pass to
// close, and how far along itself a line may be near itself.
#define NEAR 0.5f
#define STEP 0.4f
#define CLOSE 0.05f
#define ALONG 2.0f

enum { MOST_CELLS = 1000 };

typedef struct entry {
  nb_vec2 p;
  uint32_t next; // in its cell, plus one
  uint32_t line;
  float arc; // how far from its line's start, negative behind it
} entry;

// All points so far, in cells as wide as the spacing.
typedef struct places {
  uint32_t columns, rows;
  uint32_t *cells; // the latest of each, plus one
  entry *entries;
  uint32_t count;
} places;

typedef struct tracer {
  nb_flow flow;   // with its defaults filled in
  places *places; // NULL: lines do not heed each other
  nb_streamlines *lines;
  uint32_t room; // points that the line may take
  bool full;     // something did not fit
} tracer;

static bool fill_defaults(nb_flow *flow)
{
  nb_rect r = flow->area;
  float side = fmaxf(r.width, r.height);
  if (!(r.width > 0) || !(r.height > 0) || !isfinite(r.x) || !isfinite(r.y) || !isfinite(r.width + r.height))
    return false;
  flow->spacing = flow->spacing > 0 ? flow->spacing : side / 40;
  flow->longest = flow->longest > 0 ? flow->longest : 2 * (r.width + r.height);
  flow->tolerance = flow->tolerance > 0 ? flow->tolerance : 1e-3f * flow->spacing;
  return isfinite(flow->spacing) && flow->spacing >= side / MOST_CELLS;
}

static uint32_t count_cells(float size, float spacing)
{
  return (uint32_t)(size / spacing) + 1;
}

static uint32_t column_of(const tracer *t, float x)
{
  uint32_t column = (uint32_t)fmaxf(0, (x - t->flow.area.x) / t->flow.spacing);
  return column < t->places->columns ? column : t->places->columns - 1;
}

static uint32_t row_of(const tracer *t, float y)
{
  uint32_t row = (uint32_t)fmaxf(0, (y - t->flow.area.y) / t->flow.spacing);
  return row < t->places->rows ? row : t->places->rows - 1;
}

static uint32_t *cell_of(const tracer *t, nb_vec2 p)
{
  return t->places->cells + (size_t)row_of(t, p.y) * t->places->columns + column_of(t, p.x);
}

// Points of the line itself count only where they are not near along it, and not about its start, where it may
// be about to close.
static bool counts(const tracer *t, const entry *e, uint32_t line, float arc)
{
  return e->line != line ||
         (fabsf(e->arc - arc) > ALONG * t->flow.spacing && fabsf(e->arc) > 0.75f * t->flow.spacing);
}

// True where p, on a line and so far along it, comes nearer to a point than distance.
static bool is_near(const tracer *t, nb_vec2 p, float distance, uint32_t line, float arc)
{
  const places *s = t->places;
  uint32_t column = column_of(t, p.x), row = row_of(t, p.y);
  for (uint32_t r = row > 0 ? row - 1 : 0; r <= row + 1 && r < s->rows; r++)
    for (uint32_t c = column > 0 ? column - 1 : 0; c <= column + 1 && c < s->columns; c++)
      for (uint32_t k = s->cells[(size_t)r * s->columns + c]; k != 0; k = s->entries[k - 1].next) {
        const entry *e = &s->entries[k - 1];
        float x = e->p.x - p.x, y = e->p.y - p.y;
        if (x * x + y * y < distance * distance && counts(t, e, line, arc))
          return true;
      }
  return false;
}

// A point of the line that is being traced. False where there is no room for it.
static bool add(tracer *t, nb_streamline *line, nb_vec2 p, float arc)
{
  if (line->count == t->room) {
    t->full = true;
    return false;
  }
  t->lines->points[line->first + line->count++] = p;
  if (t->places != NULL) {
    uint32_t *cell = cell_of(t, p);
    t->places->entries[t->places->count] = (entry){p, *cell, t->lines->line_count, arc};
    *cell = ++t->places->count;
  }
  return true;
}

// Where the way from a to b leaves the area.
static nb_vec2 leave(nb_rect r, nb_vec2 a, nb_vec2 b)
{
  float t = 1, x = b.x - a.x, y = b.y - a.y;
  if (b.x < r.x)
    t = fminf(t, (r.x - a.x) / x);
  if (b.x > r.x + r.width)
    t = fminf(t, (r.x + r.width - a.x) / x);
  if (b.y < r.y)
    t = fminf(t, (r.y - a.y) / y);
  if (b.y > r.y + r.height)
    t = fminf(t, (r.y + r.height - a.y) / y);
  return nb_at(fminf(fmaxf(a.x + t * x, r.x), r.x + r.width), fminf(fmaxf(a.y + t * y, r.y), r.y + r.height));
}

// True where the way from a to b passes close by p.
static bool passes(nb_vec2 a, nb_vec2 b, nb_vec2 p, float distance)
{
  nb_vec2 way = nb_sub(b, a), to = nb_sub(p, a);
  float along = nb_dot(to, way) / fmaxf(nb_dot(way, way), 1e-30f);
  along = fminf(fmaxf(along, 0), 1);
  return nb_length(nb_sub(to, nb_scale(along, way))) < distance;
}

// Adds the points to one side of start, which is itself added by the caller.
static void trace_side(tracer *t, nb_streamline *line, nb_vec2 start, float sense)
{
  streamline_walk w;
  float arc = 0, spacing = t->flow.spacing;
  if (!streamline_begin(&w, &t->flow, start, sense, STEP * spacing))
    return;
  while (arc < t->flow.longest && !t->full) {
    nb_vec2 last = w.p;
    if (!streamline_step(&w))
      return;
    if (!nb_inside(t->flow.area, w.p)) {
      add(t, line, leave(t->flow.area, last, w.p), sense * arc);
      return;
    }
    arc += nb_length(nb_sub(w.p, last));
    line->closed = arc > ALONG * spacing && passes(last, w.p, start, CLOSE * spacing);
    if (line->closed)
      return;
    if (t->places != NULL && is_near(t, w.p, NEAR * spacing, t->lines->line_count, sense * arc))
      return;
    add(t, line, w.p, sense * arc);
  }
}

static void reverse(nb_vec2 *points, uint32_t count)
{
  for (uint32_t k = 0; k < count / 2; k++) {
    nb_vec2 kept = points[k];
    points[k] = points[count - 1 - k];
    points[count - 1 - k] = kept;
  }
}

static float length_of(const nb_vec2 *points, uint32_t count)
{
  float length = 0;
  for (uint32_t k = 1; k < count; k++)
    length += nb_length(nb_sub(points[k], points[k - 1]));
  return length;
}

// Takes the latest `count` points out of their cells again.
static void forget(tracer *t, uint32_t count)
{
  for (; count > 0 && t->places != NULL; count--) {
    entry *e = &t->places->entries[--t->places->count];
    *cell_of(t, e->p) = e->next;
  }
}

// The line through p, at least so long. False, and nothing changed, where there is none or it does not fit.
static bool trace_line(tracer *t, nb_vec2 p, float shortest)
{
  nb_streamlines *all = t->lines;
  nb_streamline line = {.first = all->point_count};
  t->room = all->point_capacity - all->point_count;
  t->full = all->line_count == all->line_capacity;
  if (t->full || !add(t, &line, p, 0))
    return false;
  nb_vec2 *points = all->points + line.first;
  trace_side(t, &line, p, 1);
  uint32_t forward = line.count;
  if (!line.closed)
    trace_side(t, &line, p, -1);
  reverse(points, line.count);
  reverse(points + line.count - forward, forward);
  if (t->full || line.count < 2 || length_of(points, line.count) < shortest) {
    forget(t, line.count);
    return false;
  }
  all->lines[all->line_count++] = line;
  all->point_count += line.count;
  return true;
}

// Begins a line where there is room for one.
static void try_start(tracer *t, nb_vec2 p)
{
  float spacing = t->flow.spacing;
  if (!t->full && nb_inside(t->flow.area, p) && !is_near(t, p, 0.999f * spacing, UINT32_MAX, 0))
    trace_line(t, p, spacing);
}

// Beside each point of each line, those too that come of it.
static void start_beside_lines(tracer *t, uint32_t from)
{
  nb_streamlines *all = t->lines;
  for (uint32_t l = from; l < all->line_count; l++)
    for (uint32_t k = 0; k + 1 < all->lines[l].count && !t->full; k++) {
      nb_vec2 p = all->points[all->lines[l].first + k], next = all->points[all->lines[l].first + k + 1];
      nb_vec2 across = nb_scale(t->flow.spacing, nb_perp(nb_unit(nb_sub(next, p))));
      try_start(t, nb_add(p, across));
      try_start(t, nb_sub(p, across));
    }
}

// Then wherever there is room yet: fields can have parts that no line leads to.
static void start_everywhere(tracer *t)
{
  nb_rect r = t->flow.area;
  for (uint32_t row = 0; row < t->places->rows; row++)
    for (uint32_t column = 0; column < t->places->columns && !t->full; column++) {
      uint32_t lines = t->lines->line_count;
      try_start(t, nb_at(r.x + ((float)column + 0.5f) * t->flow.spacing,
                         r.y + ((float)row + 0.5f) * t->flow.spacing));
      start_beside_lines(t, lines);
    }
}

bool nb_trace_streamline(const nb_flow *flow, nb_vec2 p, nb_streamlines *lines)
{
  tracer t = {.flow = *flow, .lines = lines};
  return fill_defaults(&t.flow) && nb_inside(t.flow.area, p) && trace_line(&t, p, 0);
}

size_t nb_streamlines_memory(const nb_flow *flow, uint32_t point_capacity)
{
  nb_flow full = *flow;
  if (!fill_defaults(&full))
    return 0;
  size_t cells =
      (size_t)count_cells(full.area.width, full.spacing) * count_cells(full.area.height, full.spacing);
  return cells * sizeof(uint32_t) + (size_t)point_capacity * sizeof(entry);
}

bool nb_trace_streamlines(const nb_flow *flow, void *memory, nb_streamlines *lines)
{
  places s = {0};
  tracer t = {.flow = *flow, .places = &s, .lines = lines};
  lines->point_count = lines->line_count = 0;
  if (!fill_defaults(&t.flow))
    return false;
  s.columns = count_cells(t.flow.area.width, t.flow.spacing);
  s.rows = count_cells(t.flow.area.height, t.flow.spacing);
  s.entries = memory;
  s.cells = (uint32_t *)(s.entries + lines->point_capacity);
  memset(s.cells, 0, (size_t)s.columns * s.rows * sizeof *s.cells);
  nb_rect r = t.flow.area;
  try_start(&t, nb_at(r.x + r.width / 2, r.y + r.height / 2));
  start_beside_lines(&t, 0);
  start_everywhere(&t);
  return !t.full;
}
