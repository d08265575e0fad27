#include "paint/batch.h"

#include <math.h>
#include <stdlib.h>

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
}

// Room for one more item.
static bool grow(batch *b, void **items, size_t *capacity, size_t count, size_t size)
{
  if (count < *capacity)
    return true;
  size_t more = count * 2 + 64;
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

static raster_box view_of(raster_clip c, double margin)
{
  return (raster_box){c.x0 - margin, c.y0 - margin, c.x1 + margin, c.y1 + margin};
}

// What the shape that comes next is painted with; false where that is nothing.
static bool paint_with(batch *b, const plan_job *job, const nb_paint *paint, batch_shape *shape)
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

static void add_shape(batch *b, batch_work *w, const plan_job *job, const polyline *p, raster_rule rule,
                      batch_shape shape)
{
  if (!grow(b, (void **)&b->shapes, &b->shape_capacity, b->shape_count, sizeof *b->shapes))
    return;
  b->shapes[b->shape_count] = shape;
  raster_fill(&w->fill, p, rule, job->clip, (uint32_t)b->shape_count++, &b->strips);
  b->failed = b->failed || p->failed || w->fill.edges.failed;
}

static void add_stroke(batch *b, batch_work *w, const plan_job *job, const polyline *p, stroke_style style,
                       batch_shape shape)
{
  polyline_clear(&w->outline);
  stroke_outline(&w->outline, p, style, &w->stroke);
  add_shape(b, w, job, &w->outline, RASTER_NONZERO, shape);
}

static void path(batch *b, batch_work *w, const plan_job *job)
{
  const nb_command *c = &job->command;
  const nb_path_fixed *f = &c->path;
  batch_shape shape;
  if (!paint_with(b, job, &f->paint, &shape))
    return;
  double scale = raster_affine_scale(&job->place) / (double)NB_POINTS_PER_UNIT;
  stroke_style style = {f->stroke.width * scale, f->stroke.join, f->stroke.cap};
  raster_box view = view_of(job->clip, f->mode == NB_STROKE ? 2 * style.width + 1 : 0);
  polyline_clear(&w->lines);
  flatten_path(&w->lines, (raster_path){c->verbs, c->points, f->verb_count}, &job->place, view,
               f->mode == NB_STROKE ? style.width / 2 : 0);
  if (f->mode != NB_STROKE) {
    add_shape(b, w, job, &w->lines, f->mode == NB_FILL_EVENODD ? RASTER_EVENODD : RASTER_NONZERO, shape);
    return;
  }
  dash_pattern pattern = {c->dashes, f->stroke.dash_count, f->stroke.dash_phase, scale};
  bool dashed = pattern.count > 0 && dash_shows(pattern, style);
  if (dashed) {
    polyline_clear(&w->dashes);
    dash_cut(&w->dashes, &w->lines, pattern, view);
  }
  add_stroke(b, w, job, dashed ? &w->dashes : &w->lines, style, shape);
}

// The glyphs of a run are one shape: where they overlap nothing is painted twice.
static void glyphs(batch *b, batch_work *w, const nb_fonts *fonts, const plan_job *job)
{
  const nb_glyphs_fixed *f = &job->command.glyphs;
  batch_shape shape;
  if (!fonts || !paint_with(b, job, &f->paint, &shape))
    return;
  double scale = raster_affine_scale(&job->place) / (double)NB_POINTS_PER_UNIT;
  stroke_style style = {f->width * scale, NB_JOIN_ROUND, NB_CAP_ROUND};
  raster_box view = view_of(job->clip, f->mode == NB_STROKE ? style.width : 0);
  double em = f->size / (double)NB_POINTS_PER_UNIT;
  polyline_clear(&w->lines);
  for (uint32_t k = 0; k < f->glyph_count; k++) {
    nb_glyph g = job->command.glyph[k];
    nb_outline o = nb_font_outline(fonts, (nb_font)f->font, g.id);
    raster_point at = raster_affine_apply(&job->place, g.where);
    raster_affine m = {
        {job->place.i.x * em, job->place.i.y * em}, {job->place.j.x * em, job->place.j.y * em}, at};
    flatten_path(&w->lines, (raster_path){o.verbs, o.points, o.verb_count}, &m, view,
                 f->mode == NB_STROKE ? style.width / 2 : 0);
  }
  if (f->mode == NB_STROKE)
    add_stroke(b, w, job, &w->lines, style, shape);
  else
    add_shape(b, w, job, &w->lines, RASTER_NONZERO, shape);
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
  flatten_path(&w->lines, (raster_path){verbs, corners, 5}, &job->place, view_of(job->clip, 0), 0);
  batch_shape shape = {.group = job->group, .source = (uint32_t)++b->source_count};
  add_shape(b, w, job, &w->lines, RASTER_NONZERO, shape);
}

void batch_make(batch *b, batch_work *work, const nb_fonts *fonts, const plan_job *jobs, size_t count,
                int rows)
{
  b->shape_count = b->source_count = 0;
  b->failed = false;
  work->fill.edges.failed = false;
  strips_clear(&b->strips, rows);
  for (size_t k = 0; k < count; k++) {
    switch (jobs[k].command.op) {
    case NB_OP_PATH:
      path(b, work, &jobs[k]);
      break;
    case NB_OP_GLYPHS:
      glyphs(b, work, fonts, &jobs[k]);
      break;
    default:
      image(b, work, &jobs[k]);
    }
  }
  b->failed = b->failed || b->strips.failed;
}
