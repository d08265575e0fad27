#include "film/damage.h"

#include <math.h>
#include <string.h>

// What is known of a list while it is read.
typedef struct walk {
  nb_list_reader reader;
  nb_command command;
  size_t at; // of the command in the list
  bool done;
} walk;

// The upper and lower end of something, in pixels, y down.
typedef struct extent {
  double top, bottom;
} extent;

rows rows_both(rows a, rows b)
{
  if (a.until <= a.from)
    return b;
  if (b.until <= b.from)
    return a;
  return (rows){a.from < b.from ? a.from : b.from, a.until > b.until ? a.until : b.until};
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

static void include(extent *e, nb_affine place, nb_vec2 p)
{
  double y = (double)place.i.y * (double)p.x + (double)place.j.y * (double)p.y + (double)place.origin.y;
  e->top = fmin(e->top, y);
  e->bottom = fmax(e->bottom, y);
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

static extent extent_of(const nb_command *c, nb_affine place, const nb_rect *space, const nb_fonts *fonts)
{
  extent e = {INFINITY, -INFINITY};
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
    include_box(&e, place, *space); // may show anywhere in it
  }
  return (extent){e.top - margin, e.bottom + margin};
}

static rows rows_of(extent e, int height)
{
  if (!(e.top < height && e.bottom > 0))
    return (rows){0, 0};
  int from = e.top > 0 ? (int)e.top / 4 * 4 : 0;
  int until = e.bottom < height - 4 ? ((int)e.bottom / 4 + 1) * 4 : height;
  return (rows){from, until};
}

rows damage_between(const paint_layer *before, const paint_layer *after, const nb_fonts *fonts, int height)
{
  const rows all = {0, height};
  rows damaged = {0, 0};
  walk a = {0}, b = {0};
  nb_affine places[NB_LIST_MAX_DEPTH + 1] = {after->place};
  nb_rect area = {0}; // of the space that is open; where that differs, both have been damaged
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
      damaged = rows_both(damaged, rows_of(extent_of(&a.command, places[depth], &area, fonts), height));
      damaged = rows_both(damaged, rows_of(extent_of(&b.command, places[depth], &area, fonts), height));
    }
    if (a.command.op == NB_OP_GROUP) {
      places[depth + 1] = nb_affine_multiply(places[depth], a.command.group.transform);
      depth++;
    } else if (a.command.op == NB_OP_SPACE) {
      places[depth + 1] = places[depth];
      area = a.command.space.area;
      depth++;
    } else if (a.command.op == NB_OP_END) {
      depth--;
    }
  }
  return all; // a broken list: painting says what is wrong with it
}
