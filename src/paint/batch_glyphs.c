// Runs of glyphs. Small ones are stamped: the coverage of each comes from the cache, or is made as if it came from
// there. Runs with a glyph that is large or that the clip cuts within tiles are filled as one path.
#include <math.h>
#include <stdlib.h>

#include "paint/batch_inside.h"
#include "raster/flatten.h"

// A glyph run on the target.
typedef struct run {
  const nb_glyphs_fixed *fixed;
  raster_point i, j;  // where a step of one em goes
  stroke_style style; // width 0 where the glyphs are filled
} run;

// Where a glyph of a run is to be stamped.
typedef struct batch_stamp {
  nb_outline outline;
  uint32_t glyph;
  raster_point at;    // its origin, on the grid
  int x, y;           // the tile in which that lies
  int x0, y0, x1, y1; // the tiles that it may touch
} batch_stamp;

static run run_of(const plan_job *job)
{
  const nb_glyphs_fixed *f = &job->command.glyphs;
  double em = f->size / (double)NB_POINTS_PER_UNIT;
  double scale = raster_affine_scale(&job->place) / (double)NB_POINTS_PER_UNIT;
  return (run){f,
               {job->place.i.x * em, job->place.i.y * em},
               {job->place.j.x * em, job->place.j.y * em},
               {f->mode == NB_STROKE ? f->width * scale : 0, NB_JOIN_ROUND, NB_CAP_ROUND}};
}

// The outlines of one glyph, as they are filled.
static void add_outline(polyline *lines, const run *r, nb_outline o, raster_point at, raster_box view)
{
  raster_affine m = {r->i, r->j, at};
  flatten_path(lines, (raster_path){o.verbs, o.points, o.verb_count}, &m, view, r->style.width / 2);
}

// ---------------------------------------------------------------------------------------------------------------
// As one path

static void fill_run(batch *b, batch_work *w, const nb_fonts *fonts, const plan_job *job, const run *r,
                     batch_shape shape)
{
  raster_box view = batch_view(job->clip, r->style.width);
  polyline_clear(&w->lines);
  for (uint32_t k = 0; k < r->fixed->glyph_count; k++) {
    nb_glyph g = job->command.glyph[k];
    add_outline(&w->lines, r, nb_font_outline(fonts, (nb_font)r->fixed->font, g.id),
                raster_affine_apply(&job->place, g.where), view);
  }
  if (r->style.width > 0)
    batch_stroke(b, w, job, &w->lines, r->style, shape);
  else
    batch_fill(b, w, job, &w->lines, RASTER_NONZERO, shape);
}

// ---------------------------------------------------------------------------------------------------------------
// As stamps

// The box around an outline whose origin lies at `at`, with the pen's width.
static raster_box box_around(const run *r, nb_rect box, raster_point at)
{
  double left = box.x * r->i.x, right = (box.x + (double)box.width) * r->i.x;
  raster_box out = {raster_min(left, right), 0, raster_max(left, right), 0};
  double low = box.y * r->j.x, high = (box.y + (double)box.height) * r->j.x;
  out.x0 += raster_min(low, high);
  out.x1 += raster_max(low, high);
  left = box.x * r->i.y, right = (box.x + (double)box.width) * r->i.y;
  low = box.y * r->j.y, high = (box.y + (double)box.height) * r->j.y;
  out.y0 = raster_min(left, right) + raster_min(low, high);
  out.y1 = raster_max(left, right) + raster_max(low, high);
  double margin = r->style.width / 2 + 1.0 / GLYPH_GRID;
  return (raster_box){at.x + out.x0 - margin, at.y + out.y0 - margin, at.x + out.x1 + margin,
                      at.y + out.y1 + margin};
}

static bool outside(raster_box b, raster_clip c)
{
  return b.x1 <= c.x0 || b.x0 >= c.x1 || b.y1 <= c.y0 || b.y0 >= c.y1;
}

// Whether what the clip cuts off of the box are whole tiles, so that the rest of a stamp can be put down as it is. Rows of
// a picture that are painted alone cut so.
static bool cut_by_tiles(raster_box b, raster_clip c)
{
  return (b.x0 >= c.x0 || c.x0 % STRIP_TILE == 0) && (b.x1 <= c.x1 || c.x1 % STRIP_TILE == 0) &&
         (b.y0 >= c.y0 || c.y0 % STRIP_TILE == 0) && (b.y1 <= c.y1 || c.y1 % STRIP_TILE == 0);
}

static int tile_of(double v)
{
  return (int)floor(v * (1.0 / STRIP_TILE));
}

static int tile_after(double v)
{
  return (int)ceil(v * (1.0 / STRIP_TILE));
}

// Finds where a glyph belongs; *s has no outline where there is nothing to be seen of it. False where it cannot be
// stamped.
static bool place_stamp(batch_stamp *s, const nb_fonts *fonts, const plan_job *job, const run *r, nb_glyph g)
{
  s->outline = nb_font_outline(fonts, (nb_font)r->fixed->font, g.id);
  if (s->outline.verb_count == 0)
    return true;
  raster_point at = raster_affine_apply(&job->place, g.where);
  raster_box box = box_around(r, s->outline.box, at);
  if (outside(box, job->clip)) {
    s->outline.verb_count = 0;
    return true;
  }
  if (!cut_by_tiles(box, job->clip))
    return false;
  s->glyph = g.id;
  s->at = (raster_point){rint(at.x * GLYPH_GRID) / GLYPH_GRID, rint(at.y * GLYPH_GRID) / GLYPH_GRID};
  s->x = tile_of(s->at.x);
  s->y = tile_of(s->at.y);
  s->x0 = tile_of(box.x0);
  s->y0 = tile_of(box.y0);
  s->x1 = tile_after(box.x1);
  s->y1 = tile_after(box.y1);
  return s->x1 - s->x0 <= STAMP_MOST && s->y1 - s->y0 <= STAMP_MOST;
}

// Fills the outline of a glyph into its stamp.
static bool make_stamp(batch_work *w, const run *r, const batch_stamp *p, const glyph_key *key, stamp *s)
{
  *s = (stamp){.x = p->x0 - p->x, .y = p->y0 - p->y};
  s->width = (uint16_t)(p->x1 - p->x0);
  s->height = (uint16_t)(p->y1 - p->y0);
  raster_point at = {(double)key->x / GLYPH_GRID - STRIP_TILE * s->x,
                     (double)key->y / GLYPH_GRID - STRIP_TILE * s->y};
  raster_clip all = {0, 0, STRIP_TILE * s->width, STRIP_TILE * s->height};
  polyline_clear(&w->lines);
  add_outline(&w->lines, r, p->outline, at, batch_view(all, r->style.width));
  if (r->style.width > 0) {
    polyline_clear(&w->outline);
    stroke_outline(&w->outline, &w->lines, r->style, &w->stroke);
  }
  return stamp_fill(s, r->style.width > 0 ? &w->outline : &w->lines, RASTER_NONZERO, &w->fill, &w->stamped);
}

static const stamp *stamp_of(batch_work *w, glyph_cache *cache, const run *r, const batch_stamp *p)
{
  glyph_key key = {.i = r->i, .j = r->j, .width = r->style.width, .font = r->fixed->font, .glyph = p->glyph};
  key.x = (uint32_t)((p->at.x - STRIP_TILE * p->x) * GLYPH_GRID);
  key.y = (uint32_t)((p->at.y - STRIP_TILE * p->y) * GLYPH_GRID);
  uint64_t hash = glyph_key_hash(&key);
  const stamp *found = glyph_cache_find(cache, &key, hash);
  if (found)
    return found;
  stamp *made = glyph_cache_miss(cache, &w->notes, &key, hash, p->x1 - p->x0, p->y1 - p->y0);
  if (!made || make_stamp(w, r, p, &key, made))
    return made;
  w->notes.count--; // what is not whole is not kept
  return NULL;
}

static void cover(raster_clip *all, const batch_stamp *s)
{
  all->x0 = s->x0 < all->x0 ? s->x0 : all->x0;
  all->y0 = s->y0 < all->y0 ? s->y0 : all->y0;
  all->x1 = s->x1 > all->x1 ? s->x1 : all->x1;
  all->y1 = s->y1 > all->y1 ? s->y1 : all->y1;
}

static void keep_within(raster_clip *all, raster_clip tiles)
{
  all->x0 = tiles.x0 > all->x0 ? tiles.x0 : all->x0;
  all->y0 = tiles.y0 > all->y0 ? tiles.y0 : all->y0;
  all->x1 = tiles.x1 < all->x1 ? tiles.x1 : all->x1;
  all->y1 = tiles.y1 < all->y1 ? tiles.y1 : all->y1;
}

// Finds where the glyphs of a run belong, and the tiles of the clip that they may touch. False where they cannot be
// stamped.
static bool place_run(batch_work *w, const nb_fonts *fonts, const plan_job *job, const run *r,
                      raster_clip *all)
{
  uint32_t count = r->fixed->glyph_count;
  *all = (raster_clip){INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
  if (count > w->stamp_capacity) {
    free(w->stamps);
    w->stamps = malloc(count * sizeof *w->stamps);
    w->stamp_capacity = w->stamps ? count : 0;
    if (!w->stamps)
      return false;
  }
  for (uint32_t k = 0; k < count; k++) {
    batch_stamp *s = &w->stamps[k];
    if (!place_stamp(s, fonts, job, r, job->command.glyph[k]))
      return false;
    if (s->outline.verb_count > 0)
      cover(all, s);
  }
  const raster_clip *c = &job->clip;
  keep_within(all, (raster_clip){tile_of(c->x0), tile_of(c->y0), tile_after(c->x1), tile_after(c->y1)});
  return true;
}

static void stamp_run(batch *b, batch_work *w, glyph_cache *cache, const run *r, raster_clip all,
                      batch_shape shape)
{
  uint32_t number;
  if (!stamp_sheet_begin(&w->sheet, all.x0, all.y0, all.x1 - all.x0, all.y1 - all.y0)) {
    b->failed = true;
    return;
  }
  for (uint32_t k = 0; k < r->fixed->glyph_count; k++) {
    const batch_stamp *p = &w->stamps[k];
    const stamp *s = p->outline.verb_count > 0 ? stamp_of(w, cache, r, p) : NULL;
    if (s)
      stamp_press(&w->sheet, s, p->x, p->y);
    else
      b->failed = b->failed || p->outline.verb_count > 0;
  }
  if (batch_add(b, shape, &number))
    stamp_lift(&w->sheet, number, &b->strips);
}

void batch_glyphs(batch *b, batch_work *w, const batch_type *type, const plan_job *job)
{
  batch_shape shape;
  if (!type->fonts || !batch_paint_with(b, job, &job->command.glyphs.paint, &shape))
    return;
  run r = run_of(job);
  raster_clip all;
  if (!place_run(w, type->fonts, job, &r, &all))
    fill_run(b, w, type->fonts, job, &r, shape);
  else if (all.x0 < all.x1 && all.y0 < all.y1)
    stamp_run(b, w, type->cache, &r, all, shape);
}
