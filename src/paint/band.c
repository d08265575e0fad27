#include "paint/band.h"

#include <stdlib.h>
#include <string.h>

// The group that is open at one depth, and which of its tiles were painted.
typedef struct open_group {
  uint32_t group;
  int from, until;
} open_group;

typedef struct painting {
  const band_picture *picture;
  uint32_t *pixels, *sources;
  size_t stride; // pixels of one band
  int y;
  uint32_t depth;
  open_group open[NB_LIST_MAX_DEPTH + 1];
} painting;

static size_t band_size(int width)
{
  return (size_t)(width + 3) / 4 * 16;
}

bool band_resize(band_work *w, int width, uint32_t depth)
{
  size_t wanted = band_size(width) * (depth + 2);
  if (wanted <= w->capacity)
    return true;
  band_work_free(w);
  w->pixels = malloc(wanted * sizeof *w->pixels);
  w->capacity = w->pixels ? wanted : 0;
  return w->pixels != NULL;
}

void band_work_free(band_work *w)
{
  free(w->pixels);
  *w = (band_work){0};
}

static uint32_t *band_at(painting *p, uint32_t depth, int x)
{
  return p->pixels + depth * p->stride + 16 * (size_t)x;
}

static void push(painting *p, uint32_t group)
{
  p->depth++;
  p->open[p->depth] = (open_group){group, INT32_MAX, 0};
  p->picture->kernel->fill(band_at(p, p->depth, 0), p->stride / 16, 0);
}

// Of the target nobody asks: it is copied whole.
static void note_painted(painting *p, int from, int until)
{
  if (p->depth == 0)
    return;
  open_group *o = &p->open[p->depth];
  o->from = from < o->from ? from : o->from;
  o->until = until > o->until ? until : o->until;
}

// Blends the innermost group into the one around it; one with a mask has been, where that is.
static void pop(painting *p)
{
  open_group o = p->open[p->depth--];
  if (o.from >= o.until || p->picture->plan->groups[o.group].masked)
    return;
  uint32_t alpha = p->picture->plan->groups[o.group].alpha * 0x01010101u;
  p->picture->kernel->span_from(band_at(p, p->depth, o.from), (size_t)(o.until - o.from),
                                band_at(p, p->depth + 1, o.from), alpha);
  note_painted(p, o.from, o.until);
}

// Closes and opens groups until `group` is the innermost.
static void enter(painting *p, uint32_t group)
{
  const plan_group *groups = p->picture->plan->groups;
  uint32_t path[NB_LIST_MAX_DEPTH + 1];
  int count = 0;
  uint32_t at = group;
  for (; groups[at].depth > p->depth || p->open[groups[at].depth].group != at; at = groups[at].parent)
    path[count++] = at;
  while (p->depth > groups[at].depth)
    pop(p);
  while (count > 0)
    push(p, path[--count]);
}

// The pixels that a run is painted with: those of its source, or of the group that its mask has just closed.
static const uint32_t *fetch(painting *p, const batch *b, const batch_shape *shape, strip_run run)
{
  if (shape->through)
    return band_at(p, p->depth + 1, run.x);
  return source_fetch(&b->sources[shape->source - 1], p->sources, run.x, p->y, run.count);
}

static void paint_strip(painting *p, const batch *b, const batch_shape *shape, strip_run run)
{
  const paint_kernel *k = p->picture->kernel;
  uint32_t *to = band_at(p, p->depth, run.x);
  const uint8_t *coverage = b->strips.coverage + 16 * (size_t)run.data;
  if (shape->source || shape->through) {
    k->mask_from(to, run.count, fetch(p, b, shape, run), coverage);
  } else {
    k->mask(to, run.count, shape->color, coverage);
  }
}

static void paint_span(painting *p, const batch *b, const batch_shape *shape, strip_run run)
{
  const paint_kernel *k = p->picture->kernel;
  uint32_t *to = band_at(p, p->depth, run.x);
  if (shape->source || shape->through) {
    k->span_from(to, run.count, fetch(p, b, shape, run), run.data);
  } else if (run.data == 0xffffffff && shape->color >> 24 == 255) {
    k->fill(to, run.count, shape->color);
  } else {
    k->span(to, run.count, shape->color, run.data);
  }
}

static bool is_open(const painting *p, uint32_t group)
{
  uint32_t depth = p->picture->plan->groups[group].depth;
  return depth <= p->depth && p->open[depth].group == group;
}

static void paint_row(painting *p, const batch *b, const strip_row *row)
{
  const batch_shape *shape = &b->shapes[row->shape];
  if (shape->through && !is_open(p, shape->through))
    return; // nothing was painted in the group
  if (p->open[p->depth].group != shape->group)
    enter(p, shape->group);
  const strip_run *runs = b->strips.runs + row->first;
  for (uint32_t k = 0; k < row->count; k++) {
    strip_run run = runs[k];
    if (run.count & STRIP_SPAN) {
      run.count &= (uint16_t)~STRIP_SPAN;
      paint_span(p, b, shape, run);
    } else {
      paint_strip(p, b, shape, run);
    }
  }
  strip_run last = runs[row->count - 1];
  note_painted(p, runs[0].x, last.x + (last.count & ~STRIP_SPAN));
}

// The strips of a row lie all over the batch: asking for those of the next shape early saves a tenth of the
// time.
static void paint_batch(painting *p, const batch *b)
{
  const strips *s = &b->strips;
  uint32_t at = p->y < s->height ? s->head[p->y] : 0;
  while (at) {
    const strip_row *row = &s->rows[at - 1];
    at = row->next;
    if (at) {
      const strip_row *next = &s->rows[at - 1];
      __builtin_prefetch(&s->runs[next->first]);
      __builtin_prefetch(s->coverage + 16 * (size_t)next->tile);
      __builtin_prefetch(s->coverage + 16 * (size_t)next->tile + 64);
      __builtin_prefetch(&b->shapes[next->shape]);
      __builtin_prefetch(&s->rows[next->next - (next->next > 0)]);
    }
    paint_row(p, b, row);
  }
}

static void store(painting *p)
{
  const pixels *t = &p->picture->target;
  int rows = t->height - 4 * p->y < 4 ? t->height - 4 * p->y : 4;
  p->picture->kernel->store(t->bytes + (size_t)(4 * p->y) * t->stride, t->stride, rows, p->pixels,
                            (size_t)t->width, t->order == PIXEL_BGRA);
}

void band_paint(band_work *w, const band_picture *picture, int y)
{
  painting p = {.picture = picture, .pixels = w->pixels, .stride = band_size(picture->target.width), .y = y};
  p.sources = w->pixels + p.stride * (picture->plan->depth + 1);
  picture->kernel->fill(p.pixels, p.stride / 16, picture->ground);
  for (int k = 0; k < picture->batch_count; k++) {
    const batch *b = &picture->batches[k];
    paint_batch(&p, b);
  }
  enter(&p, 0);
  store(&p);
}
