#include "paint/batch.h"

#include <math.h>
#include <stdlib.h>

#include "paint/batch_inside.h"
#include "paint/kernel.h"
#include "raster/dash.h"
#include "raster/fill.h"
#include "raster/flatten.h"

void batch_free(batch *b)
{
  strips_free(&b->strips);
  free(b->shapes);
  free(b->sources);
  *b = (batch){0};
}

void batch_work_free(batch_work *work)
{
  fill_free(&work->fill);
  polyline_free(&work->lines);
  polyline_free(&work->dashes);
  polyline_free(&work->outline);
  stroke_work_free(&work->stroke);
  stamp_sheet_free(&work->sheet);
  strips_free(&work->stamped);
  glyph_notes_free(&work->notes);
  free(work->stamps);
  *work = (batch_work){0};
}

// Room for one more item; at first, for 4 kB of them.
static bool grow(batch *b, void **items, size_t *capacity, size_t count, size_t size)
{
  if (count < *capacity)
    return true;
  size_t more = count * 2 + 4096 / size + 1;
  void *grown = realloc(*items, more * size);
  if (!grown) {
    b->failed = true;
    return false;
  }
  *items = grown;
  *capacity = more;
  return true;
}

static source *new_source(batch *b)
{
  if (!grow(b, (void **)&b->sources, &b->source_capacity, b->source_count, sizeof *b->sources))
    return NULL;
  return &b->sources[b->source_count];
}

raster_box batch_view(raster_clip c, double margin)
{
  return (raster_box){c.x0 - margin, c.y0 - margin, c.x1 + margin, c.y1 + margin};
}

bool batch_paint_with(batch *b, const plan_job *job, const nb_paint *paint, batch_shape *shape)
{
  *shape = (batch_shape){.group = job->group, .color = premultiply(paint->color)};
  if (paint->stop_count == 0)
    return shape->color != 0;
  source *s = new_source(b);
  if (!s || !source_gradient(s, paint, job->command.stops, &job->place))
    return false;
  shape->source = (uint32_t)++b->source_count;
  return true;
}

bool batch_add(batch *b, batch_shape shape, uint32_t *number)
{
  if (!grow(b, (void **)&b->shapes, &b->shape_capacity, b->shape_count, sizeof *b->shapes))
    return false;
  *number = (uint32_t)b->shape_count;
  b->shapes[b->shape_count++] = shape;
  return true;
}

void batch_fill(batch *b, batch_work *w, const plan_job *job, const polyline *p, raster_rule rule,
                batch_shape shape)
{
  uint32_t number;
  if (!batch_add(b, shape, &number))
    return;
  raster_fill(&w->fill, p, rule, job->clip, number, &b->strips);
  b->failed = b->failed || p->failed || w->fill.edges.failed;
}

void batch_stroke(batch *b, batch_work *w, const plan_job *job, const polyline *p, stroke_style style,
                  batch_shape shape)
{
  polyline_clear(&w->outline);
  stroke_outline(&w->outline, p, style, &w->stroke);
  batch_fill(b, w, job, &w->outline, RASTER_NONZERO, shape);
}

static void path(batch *b, batch_work *w, const plan_job *job)
{
  const nb_command *c = &job->command;
  const nb_path_fixed *f = &c->path;
  batch_shape shape;
  if (!batch_paint_with(b, job, &f->paint, &shape))
    return;
  double scale = raster_affine_scale(&job->place) / (double)NB_POINTS_PER_UNIT;
  stroke_style style = {f->stroke.width * scale, f->stroke.join, f->stroke.cap};
  raster_box view = batch_view(job->clip, f->mode == NB_STROKE ? 2 * style.width + 1 : 0);
  polyline_clear(&w->lines);
  flatten_path(&w->lines, (raster_path){c->verbs, c->points, f->verb_count}, &job->place, view,
               f->mode == NB_STROKE ? style.width / 2 : 0);
  if (f->mode != NB_STROKE) {
    batch_fill(b, w, job, &w->lines, f->mode == NB_FILL_EVENODD ? RASTER_EVENODD : RASTER_NONZERO, shape);
    return;
  }
  dash_pattern pattern = {c->dashes, f->stroke.dash_count, f->stroke.dash_phase, scale};
  bool dashed = pattern.count > 0 && dash_shows(pattern, style);
  if (dashed) {
    polyline_clear(&w->dashes);
    dash_cut(&w->dashes, &w->lines, pattern, view);
  }
  batch_stroke(b, w, job, dashed ? &w->dashes : &w->lines, style, shape);
}

static void mask(batch *b, batch_work *w, const plan_job *job)
{
  const nb_command *c = &job->command;
  polyline_clear(&w->lines);
  flatten_path(&w->lines, (raster_path){c->verbs, c->points, c->group.mask_verbs}, &job->place,
               batch_view(job->clip, 0), 0);
  batch_fill(b, w, job, &w->lines, RASTER_NONZERO,
             (batch_shape){.group = job->group, .through = job->through});
}

static void image(batch *b, batch_work *w, const plan_job *job)
{
  const nb_image_fixed *f = &job->command.image;
  source *s = new_source(b);
  if (!s || !source_image(s, f, job->command.pixels, &job->place))
    return;
  nb_rect r = f->where;
  nb_vec2 corners[4] = {
      {r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
  const uint8_t verbs[5] = {NB_MOVE, NB_LINE, NB_LINE, NB_LINE, NB_CLOSE};
  polyline_clear(&w->lines);
  flatten_path(&w->lines, (raster_path){verbs, corners, 5}, &job->place, batch_view(job->clip, 0), 0);
  batch_shape shape = {.group = job->group, .source = (uint32_t)++b->source_count};
  batch_fill(b, w, job, &w->lines, RASTER_NONZERO, shape);
}

// The spans of a row of tiles that show something of a layer.
static void layer_row(batch *b, const space_layer *l, int y, uint32_t coverage, int columns)
{
  strips *s = &b->strips;
  if (!strips_reserve(s, 1, 0, (uint32_t)l->columns))
    return;
  uint32_t first = s->run_count;
  const uint8_t *painted = l->painted + (size_t)(y / 4) * (size_t)l->columns;
  for (int x = 0; x < l->columns; x++) {
    int from = l->x / 4 + 4 * x, until = from + 4 < columns ? from + 4 : columns;
    if (!painted[x] || from >= until)
      continue;
    strip_run *last = &s->runs[s->run_count];
    if (s->run_count > first && last[-1].x + (last[-1].count & ~STRIP_SPAN) == from)
      last[-1].count = (uint16_t)(last[-1].count + (until - from));
    else
      s->runs[s->run_count++] =
          (strip_run){(uint16_t)from, (uint16_t)((until - from) | STRIP_SPAN), coverage};
  }
  strips_end_row(s, l->y / 4 + y, (uint32_t)b->shape_count, first, s->tile_count);
}

static void space(batch *b, const spaces *all, const plan_job *job, int columns)
{
  const space_layer *l = spaces_layer(all, job->space);
  source *s = new_source(b);
  if (!s || !grow(b, (void **)&b->shapes, &b->shape_capacity, b->shape_count, sizeof *b->shapes))
    return;
  source_space(s, l);
  uint32_t alpha = (uint32_t)lrintf(job->command.space.alpha * 255);
  b->shapes[b->shape_count] = (batch_shape){.group = job->group, .source = (uint32_t)++b->source_count};
  for (int y = 0; y < 4 * l->rows; y++)
    layer_row(b, l, y, alpha * 0x01010101u, columns);
  b->shape_count++;
}

void batch_make(batch *b, batch_work *work, const batch_type *type, const spaces *all, const plan_job *jobs,
                size_t count, batch_size size)
{
  b->shape_count = b->source_count = 0;
  b->failed = false;
  work->fill.edges.failed = false;
  strips_clear(&b->strips, size.rows);
  for (size_t k = 0; k < count; k++) {
    switch (jobs[k].command.op) {
    case NB_OP_PATH:
      path(b, work, &jobs[k]);
      break;
    case NB_OP_GROUP:
      mask(b, work, &jobs[k]);
      break;
    case NB_OP_GLYPHS:
      batch_glyphs(b, work, type, &jobs[k]);
      break;
    case NB_OP_SPACE:
      if (jobs[k].space < all->count)
        space(b, all, &jobs[k], size.columns);
      break;
    default:
      image(b, work, &jobs[k]);
    }
  }
  b->failed = b->failed || b->strips.failed;
}

void batch_end(const batch_type *type, batch_work *works, int count)
{
  for (int k = 0; k < count; k++)
    glyph_cache_keep(type->cache, &works[k].notes);
  glyph_cache_next(type->cache);
}
