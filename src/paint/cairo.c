#include "paint/cairo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/cairo_space.h"

typedef struct open_group {
  bool hidden; // nothing of it can be seen
  float alpha;
  const uint8_t *verbs; // of its mask; NULL: none
  const nb_vec2 *points;
  uint32_t verb_count;
} open_group;

typedef struct drawing {
  cairo_t *to;
  const nb_fonts *fonts;
  const cairo_type *type; // NULL: glyphs are outlines
  open_group open[NB_LIST_MAX_DEPTH + 1];
  int depth;
} drawing;

static double channel(nb_rgba color, int shift)
{
  return (color >> shift & 255) / 255.0;
}

static cairo_matrix_t matrix(nb_affine m)
{
  cairo_matrix_t c;
  cairo_matrix_init(&c, m.i.x, m.i.y, m.j.x, m.j.y, m.origin.x, m.origin.y);
  return c;
}

// How much the present transform scales lengths.
static double scale_of(cairo_t *to)
{
  cairo_matrix_t m;
  cairo_get_matrix(to, &m);
  return sqrt(fabs(m.xx * m.yy - m.xy * m.yx));
}

static bool singular(cairo_t *to)
{
  cairo_matrix_t m;
  cairo_get_matrix(to, &m);
  return cairo_matrix_invert(&m) != CAIRO_STATUS_SUCCESS;
}

// Cairo mixes straight colours, a list premultiplied ones: more stops in between make up for that.
static void add_stops(cairo_pattern_t *p, nb_stop a, nb_stop b)
{
  int parts = a.color >> 24 == b.color >> 24 ? 1 : 64;
  for (int k = 0; k <= parts; k++) {
    double t = (double)k / parts, wa = (1 - t) * channel(a.color, 24), wb = t * channel(b.color, 24);
    double alpha = wa + wb, by = alpha > 0 ? 1 / alpha : 0;
    double rgb[3];
    for (int c = 0; c < 3; c++)
      rgb[c] = (wa * channel(a.color, 8 * c) + wb * channel(b.color, 8 * c)) * by;
    cairo_pattern_add_color_stop_rgba(p, a.at + t * ((double)b.at - a.at), rgb[0], rgb[1], rgb[2], alpha);
  }
}

static void set_color(cairo_t *to, nb_rgba c)
{
  cairo_set_source_rgba(to, channel(c, 0), channel(c, 8), channel(c, 16), channel(c, 24));
}

static void set_paint(cairo_t *to, const nb_paint *paint, const nb_stop *stops)
{
  if (paint->stop_count == 0) {
    set_color(to, paint->color);
    return;
  }
  if (paint->from.x == paint->to.x && paint->from.y == paint->to.y) {
    set_color(to, stops[paint->stop_count - 1].color);
    return;
  }
  cairo_pattern_t *p = cairo_pattern_create_linear(paint->from.x, paint->from.y, paint->to.x, paint->to.y);
  for (uint32_t k = 0; k + 1 < paint->stop_count; k++)
    add_stops(p, stops[k], stops[k + 1]);
  cairo_set_source(to, p);
  cairo_pattern_destroy(p);
}

static void add_path(cairo_t *to, const uint8_t *verbs, uint32_t count, const nb_vec2 *p)
{
  for (uint32_t k = 0; k < count; k++) {
    double x = 0, y = 0;
    switch (verbs[k]) {
    case NB_MOVE:
      cairo_move_to(to, p[0].x, p[0].y);
      p += 1;
      break;
    case NB_LINE:
      cairo_line_to(to, p[0].x, p[0].y);
      p += 1;
      break;
    case NB_QUAD:
      cairo_get_current_point(to, &x, &y);
      cairo_curve_to(to, (x + 2 * p[0].x) / 3, (y + 2 * p[0].y) / 3, (p[1].x + 2 * p[0].x) / 3.0,
                     (p[1].y + 2 * p[0].y) / 3.0, p[1].x, p[1].y);
      p += 2;
      break;
    case NB_CUBIC:
      cairo_curve_to(to, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
      p += 3;
      break;
    default:
      cairo_close_path(to);
    }
  }
}

static void set_dashes(cairo_t *to, const nb_command *c, double unit)
{
  double lengths[NB_LIST_MAX_DASHES], total = 0;
  for (uint32_t k = 0; k < c->path.stroke.dash_count; k++) {
    lengths[k] = c->dashes[k] * unit;
    total += lengths[k];
  }
  if (total > 0)
    cairo_set_dash(to, lengths, (int)c->path.stroke.dash_count, c->path.stroke.dash_phase * unit);
}

// Strokes the present path with a pen that is round in pixels.
static void stroke(cairo_t *to, double width, nb_join join, nb_cap cap)
{
  static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_MITER,
                                            CAIRO_LINE_JOIN_BEVEL};
  cairo_set_line_width(to, width);
  cairo_set_line_join(to, joins[join]);
  cairo_set_miter_limit(to, 4);
  cairo_set_line_cap(to, cap == NB_CAP_ROUND ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_identity_matrix(to);
  cairo_stroke(to);
}

// Whether all of a path lies outside of the clip: Cairo writes it to files all the same.
static bool is_clipped_away(cairo_t *to, const nb_command *c)
{
  double left, top, right, bottom, margin = 0;
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  cairo_clip_extents(to, &left, &top, &right, &bottom);
  for (uint32_t k = 0; k < c->path.point_count; k++) {
    x0 = fmin(x0, (double)c->points[k].x), x1 = fmax(x1, (double)c->points[k].x);
    y0 = fmin(y0, (double)c->points[k].y), y1 = fmax(y1, (double)c->points[k].y);
  }
  if (c->path.mode == NB_STROKE) { // a miter reaches two widths out, further where a group is squeezed
    cairo_matrix_t m;
    cairo_get_matrix(to, &m);
    double least = fmin(hypot(m.xx, m.yx), hypot(m.xy, m.yy));
    margin = 2 * c->path.stroke.width / (double)NB_POINTS_PER_UNIT * scale_of(to) / fmax(least, 1e-9);
  }
  return x1 + margin < left || x0 - margin > right || y1 + margin < top || y0 - margin > bottom;
}

static void path(drawing *d, const nb_command *c)
{
  cairo_t *to = d->to;
  const nb_path_fixed *f = &c->path;
  if (d->type && is_clipped_away(to, c))
    return;
  cairo_new_path(to);
  add_path(to, c->verbs, f->verb_count, c->points);
  set_paint(to, &f->paint, c->stops);
  if (f->mode == NB_STROKE) {
    double unit = scale_of(to) / (double)NB_POINTS_PER_UNIT;
    set_dashes(to, c, unit);
    stroke(to, f->stroke.width * unit, f->stroke.join, f->stroke.cap);
  } else {
    cairo_set_fill_rule(to, f->mode == NB_FILL_EVENODD ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_fill(to);
  }
}

static void glyphs(drawing *d, const nb_command *c)
{
  cairo_t *to = d->to;
  const nb_glyphs_fixed *f = &c->glyphs;
  if (d->type && f->mode != NB_STROKE) {
    set_paint(to, &f->paint, c->stops);
    cairo_type_show(d->type, to, (nb_font)f->font, f->size / (double)NB_POINTS_PER_UNIT, c->glyph,
                    f->glyph_count);
    return;
  }
  cairo_new_path(to);
  for (uint32_t k = 0; k < f->glyph_count; k++) {
    nb_outline o = nb_font_outline(d->fonts, (nb_font)f->font, c->glyph[k].id);
    cairo_save(to);
    cairo_translate(to, c->glyph[k].where.x, c->glyph[k].where.y);
    cairo_scale(to, f->size / (double)NB_POINTS_PER_UNIT, f->size / (double)NB_POINTS_PER_UNIT);
    add_path(to, o.verbs, o.verb_count, o.points);
    cairo_restore(to);
  }
  set_paint(to, &f->paint, c->stops);
  if (f->mode == NB_STROKE)
    stroke(to, f->width * scale_of(to) / (double)NB_POINTS_PER_UNIT, NB_JOIN_ROUND, NB_CAP_ROUND);
  else
    cairo_fill(to);
}

// The pixels in Cairo's order. Null without memory.
static cairo_surface_t *image_surface(const nb_image_fixed *f, const uint8_t *rows)
{
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)f->width, (int)f->height);
  if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy(s);
    return NULL;
  }
  unsigned char *bytes = cairo_image_surface_get_data(s);
  size_t stride = (size_t)cairo_image_surface_get_stride(s);
  for (uint32_t y = 0; y < f->height; y++) {
    for (uint32_t x = 0; x < f->width; x++) {
      const uint8_t *from = rows + 4 * ((size_t)y * f->width + x);
      uint32_t argb = (uint32_t)from[3] << 24 | (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
      memcpy(bytes + y * stride + 4 * (size_t)x, &argb, sizeof argb);
    }
  }
  cairo_surface_mark_dirty(s);
  return s;
}

static nb_error image(drawing *d, const nb_command *c)
{
  const nb_image_fixed *f = &c->image;
  if (f->where.width == 0 || f->where.height == 0)
    return nb_ok();
  cairo_surface_t *s = image_surface(f, c->pixels);
  if (!s)
    return nb_fail(NB_NO_MEMORY, "cairo: no memory for an image of %u x %u pixels", f->width, f->height);
  cairo_t *to = d->to;
  cairo_rectangle(to, f->where.x, f->where.y, f->where.width, f->where.height);
  cairo_clip(to);
  cairo_translate(to, f->where.x, (double)f->where.y + f->where.height);
  cairo_scale(to, f->where.width / (double)f->width, -f->where.height / (double)f->height);
  cairo_set_source_surface(to, s, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(to),
                           f->filter == NB_NEAREST ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend(cairo_get_source(to), CAIRO_EXTEND_PAD);
  cairo_paint_with_alpha(to, f->alpha);
  cairo_surface_destroy(s);
  return nb_ok();
}

// Clips to the box around r, snapped to whole pixels.
static void clip(cairo_t *to, nb_rect r)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  for (int k = 0; k < 4; k++) {
    double x = r.x + (k & 1 ? (double)r.width : 0), y = r.y + (k & 2 ? (double)r.height : 0);
    cairo_user_to_device(to, &x, &y);
    x0 = fmin(x0, x), x1 = fmax(x1, x);
    y0 = fmin(y0, y), y1 = fmax(y1, y);
  }
  cairo_matrix_t m;
  cairo_get_matrix(to, &m);
  cairo_identity_matrix(to);
  x0 = floor(x0 + 0.5), y0 = floor(y0 + 0.5);
  cairo_rectangle(to, x0, y0, floor(x1 + 0.5) - x0, floor(y1 + 0.5) - y0);
  cairo_clip(to);
  cairo_set_matrix(to, &m);
}

static bool by_itself(const open_group *o)
{
  return o->alpha < 1 || o->verbs != NULL;
}

static void begin_group(drawing *d, const nb_command *c)
{
  cairo_t *to = d->to;
  const nb_group_fixed *g = &c->group;
  open_group *o = &d->open[++d->depth];
  *o = (open_group){.alpha = g->alpha,
                    .verbs = g->mask_verbs > 0 ? c->verbs : NULL,
                    .points = c->points,
                    .verb_count = g->mask_verbs};
  cairo_save(to);
  cairo_matrix_t m = matrix(g->transform), before;
  cairo_get_matrix(to, &before);
  cairo_matrix_multiply(&m, &m, &before);
  // Cairo takes no singular matrix; what is flattened like that has no area.
  cairo_matrix_t back = m;
  o->hidden = o[-1].hidden || cairo_matrix_invert(&back) != CAIRO_STATUS_SUCCESS;
  if (o->hidden)
    return;
  cairo_set_matrix(to, &m);
  if (g->has_clip)
    clip(to, g->clip);
  if (by_itself(o))
    cairo_push_group(to);
}

static void end_group(drawing *d)
{
  const open_group *o = &d->open[d->depth--];
  if (!o->hidden && by_itself(o)) {
    cairo_pop_group_to_source(d->to);
    if (o->verbs) {
      cairo_new_path(d->to);
      add_path(d->to, o->verbs, o->verb_count, o->points);
      cairo_set_fill_rule(d->to, CAIRO_FILL_RULE_WINDING);
      cairo_fill(d->to);
    } else {
      cairo_paint_with_alpha(d->to, o->alpha);
    }
  }
  cairo_restore(d->to);
}

static nb_error command(drawing *d, const nb_command *c)
{
  nb_error e = nb_ok();
  if (c->op == NB_OP_GROUP) {
    begin_group(d, c);
  } else if (c->op == NB_OP_END) {
    end_group(d);
  } else if (!d->open[d->depth].hidden) {
    cairo_save(d->to);
    if (c->op == NB_OP_PATH)
      path(d, c);
    else if (c->op == NB_OP_GLYPHS && d->fonts)
      glyphs(d, c);
    else if (c->op == NB_OP_IMAGE)
      e = image(d, c);
    cairo_restore(d->to);
  }
  return e;
}

// Reads on to the end of a space, of which all commands but the first are still to come, and draws it.
static nb_error space(drawing *d, nb_list_reader *reader, size_t start)
{
  nb_command c = {.op = NB_OP_SPACE};
  uint32_t commands = 1;
  bool done = false;
  for (; c.op != NB_OP_END; commands++) {
    nb_error e = nb_list_next(reader, &c, &done);
    if (nb_failed(e) || done)
      return e;
  }
  if (d->open[d->depth].hidden)
    return nb_ok();
  return cairo_space(d->to, reader->bytes + start, reader->at - start, commands);
}

static nb_error draw_layer(cairo_t *to, const nb_fonts *fonts, const cairo_type *type,
                           const paint_layer *layer)
{
  drawing d = {.to = to, .fonts = fonts, .type = type};
  nb_list_reader reader;
  nb_command c = {0};
  bool done = false;
  cairo_matrix_t m = matrix(layer->place);
  cairo_save(to);
  if (layer->clip.width > 0)
    clip(to, layer->clip);
  cairo_transform(to, &m);
  d.open[0].hidden = singular(to);
  nb_error e = nb_list_read(&reader, layer->list, layer->size);
  while (!nb_failed(e)) {
    size_t start = reader.at;
    e = nb_list_next(&reader, &c, &done);
    if (nb_failed(e) || done)
      break;
    e = c.op == NB_OP_SPACE ? space(&d, &reader, start) : command(&d, &c);
  }
  while (d.depth > 0)
    end_group(&d);
  cairo_restore(to);
  return e;
}

nb_error paint_with_cairo(cairo_t *to, const nb_fonts *fonts, const paint_layer *layers, int layer_count)
{
  return paint_with_cairo_type(to, fonts, NULL, layers, layer_count);
}

nb_error paint_with_cairo_type(cairo_t *to, const nb_fonts *fonts, const cairo_type *type,
                               const paint_layer *layers, int layer_count)
{
  for (int k = 0; k < layer_count; k++) {
    nb_error e = draw_layer(to, fonts, type, &layers[k]);
    if (nb_failed(e))
      return e;
  }
  if (cairo_status(to) != CAIRO_STATUS_SUCCESS)
    return nb_fail(NB_FAILED, "cairo: %s", cairo_status_to_string(cairo_status(to)));
  return nb_ok();
}
