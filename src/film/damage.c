#include "film/damage.h"

#include <math.h>
#include <string.h>

#include "paint/space_view.h"

// What is known of a list while it is read.
typedef struct walk {
  nb_list_reader reader;
  nb_command command;
  size_t at; // of the command in the list
  bool done;
} walk;

// The ends of something, in pixels, y down.
typedef struct extent {
  double left, top, right, bottom;
} extent;

static int lesser(int a, int b)
{
  return a < b ? a : b;
}

static int greater(int a, int b)
{
  return a > b ? a : b;
}

patch patch_both(patch a, patch b)
{
  if (patch_is_none(a))
    return b;
  if (patch_is_none(b))
    return a;
  return (patch){lesser(a.left, b.left), lesser(a.top, b.top), greater(a.right, b.right),
                 greater(a.bottom, b.bottom)};
}

bool patch_meets(patch a, patch b)
{
  return !patch_is_none((patch){greater(a.left, b.left), greater(a.top, b.top), lesser(a.right, b.right),
                                lesser(a.bottom, b.bottom)});
}

static bool advance(walk *w)
{
  w->at = w->reader.at;
  return !nb_failed(nb_list_next(&w->reader, &w->command, &w->done));
}

static bool are_equal(const walk *a, const walk *b)
{
  size_t size = a->reader.at - a->at;
  return size == b->reader.at - b->at && memcmp(a->reader.bytes + a->at, b->reader.bytes + b->at, size) == 0;
}

static void include_pixel(extent *e, double x, double y)
{
  e->left = fmin(e->left, x);
  e->right = fmax(e->right, x);
  e->top = fmin(e->top, y);
  e->bottom = fmax(e->bottom, y);
}

static void include(extent *e, nb_affine place, nb_vec2 p)
{
  double x = (double)place.i.x * (double)p.x + (double)place.j.x * (double)p.y + (double)place.origin.x;
  double y = (double)place.i.y * (double)p.x + (double)place.j.y * (double)p.y + (double)place.origin.y;
  include_pixel(e, x, y);
}

static void include_box(extent *e, nb_affine place, nb_rect box)
{
  for (int corner = 0; corner < 4; corner++)
    include(e, place, (nb_vec2){box.x + (corner & 1 ? box.width : 0), box.y + (corner & 2 ? box.height : 0)});
}

// A board unit in pixels: the most that place makes of one in any of its own directions.
static double scale_of(nb_affine place)
{
  return fmax(hypot((double)place.i.x, (double)place.i.y), hypot((double)place.j.x, (double)place.j.y));
}

// Of what stands in a space: where its points are seen; all of the space's area where one is too near to be.
static extent extent_in_space(const nb_command *c, nb_affine place, const nb_space_fixed *space)
{
  extent area = {INFINITY, INFINITY, -INFINITY, -INFINITY}, e = area;
  raster_affine to = raster_affine_from(place);
  space_view v = space_view_make(space, &to, 0, 0);
  uint32_t count = c->op == NB_OP_MESH      ? c->mesh.point_count
                   : c->op == NB_OP_STROKES ? c->strokes.point_count
                                            : c->dots.point_count;
  float wide = c->op == NB_OP_STROKES ? c->strokes.width : 0;
  for (uint32_t i = 0; c->op == NB_OP_DOTS && i < c->dots.size_count; i++)
    wide = fmaxf(wide, c->sizes[i]);
  include_box(&area, place, space->area);
  for (uint32_t i = 0; i < count; i++) {
    space_place at = space_view_place(&v, c->places[i]);
    if (!(at.distance > v.near))
      return area;
    include_pixel(&e, v.middle.x + at.x / at.w, v.middle.y + at.y / at.w);
  }
  double margin = (double)wide * v.point;
  return (extent){fmax(e.left - margin, area.left), fmax(e.top - margin, area.top),
                  fmin(e.right + margin, area.right), fmin(e.bottom + margin, area.bottom)};
}

static extent extent_of(const nb_command *c, nb_affine place, const nb_space_fixed *space,
                        const nb_fonts *fonts)
{
  extent e = {INFINITY, INFINITY, -INFINITY, -INFINITY};
  double margin = 1; // pixels: what is smoothed or filtered over an edge
  if (c->op == NB_OP_PATH) {
    for (uint32_t i = 0; i < c->path.point_count; i++)
      include(&e, place, c->points[i]);
    if (c->path.mode == NB_STROKE) // a miter reaches two widths out
      margin += 2 * (double)(c->path.stroke.width / NB_POINTS_PER_UNIT) * scale_of(place);
  } else if (c->op == NB_OP_GLYPHS) {
    float em = c->glyphs.size / NB_POINTS_PER_UNIT;
    for (uint32_t i = 0; i < c->glyphs.glyph_count; i++) {
      nb_rect box = nb_font_outline(fonts, (nb_font)c->glyphs.font, c->glyph[i].id).box;
      nb_vec2 at = c->glyph[i].where;
      include_box(&e, place,
                  (nb_rect){at.x + em * box.x, at.y + em * box.y, em * box.width, em * box.height});
    }
    if (c->glyphs.mode == NB_STROKE)
      margin += (double)(c->glyphs.width / NB_POINTS_PER_UNIT) * scale_of(place);
  } else if (c->op == NB_OP_IMAGE) {
    include_box(&e, place, c->image.where);
  } else if (c->op == NB_OP_SPACE) {
    include_box(&e, place, c->space.area); // another camera, or light: nothing of it shows outside
  } else if (c->op == NB_OP_MESH || c->op == NB_OP_STROKES || c->op == NB_OP_DOTS) {
    e = extent_in_space(c, place, space);
  }
  return (extent){e.left - margin, e.top - margin, e.right + margin, e.bottom + margin};
}

// The stretch from low to high within 0 to `most`, outward to multiples of `step`. False where there is none of it.
static bool stretch_of(double low, double high, int most, int step, int *from, int *until)
{
  *from = low > 0 && low < most ? (int)low / step * step : 0;
  *until = high < most - step ? ((int)high / step + 1) * step : most;
  return low < most && high > 0;
}

static patch patch_of(extent e, int width, int height)
{
  patch p;
  bool seen = stretch_of(e.left, e.right, width, 16, &p.left, &p.right);
  return stretch_of(e.top, e.bottom, height, 4, &p.top, &p.bottom) && seen ? p : (patch){0};
}

patch damage_between(const paint_layer *before, const paint_layer *after, const nb_fonts *fonts, int width,
                     int height)
{
  const patch all = {0, 0, width, height};
  patch damaged = {0};
  walk a = {0}, b = {0};
  nb_affine places[NB_LIST_MAX_DEPTH + 1] = {after->place};
  nb_space_fixed space = {0}; // that is open; where it differs, all of its area has been damaged
  int depth = 0;
  if (nb_failed(nb_list_read(&a.reader, before->list, before->size)) ||
      nb_failed(nb_list_read(&b.reader, after->list, after->size)))
    return all;
  while (advance(&a) && advance(&b)) {
    if (a.done && b.done)
      return damaged;
    if (a.done || b.done || a.command.op != b.command.op)
      return all;
    if (!are_equal(&a, &b)) {
      if (a.command.op == NB_OP_GROUP)
        return all;
      const nb_command *differ[] = {&a.command, &b.command};
      for (int k = 0; k < 2; k++)
        damaged =
            patch_both(damaged, patch_of(extent_of(differ[k], places[depth], &space, fonts), width, height));
    }
    if (a.command.op == NB_OP_GROUP) {
      places[depth + 1] = nb_affine_multiply(places[depth], a.command.group.transform);
      depth++;
    } else if (a.command.op == NB_OP_SPACE) {
      places[depth + 1] = places[depth];
      space = a.command.space;
      depth++;
    } else if (a.command.op == NB_OP_END) {
      depth--;
    }
  }
  return all; // a broken list: painting says what is wrong with it
}
