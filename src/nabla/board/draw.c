#include <math.h>
#include <string.h>

#include "nabla/board/recorder.h"
#include "nabla/math/ease.h"

float board_unit(float x)
{
  return nb_ease_linear(x);
}

bool board_shows(const nb_style *style)
{
  return style->alpha > 0 && style->reveal > 0;
}

float board_stagger(float reveal, float place, float stagger)
{
  return reveal >= 1 ? 1 : board_unit((1 + stagger) * reveal - stagger * board_unit(place));
}

nb_rgba board_rgba(const nb_board *b, nb_color color, nb_color fallback, float alpha)
{
  nb_rgba c = nb_theme_color(b->theme, color == NB_DEFAULT ? fallback : color);
  return (c & 0xffffffu) | (uint32_t)((float)(c >> 24) * board_unit(alpha) + 0.5f) << 24;
}

float board_width(float width, float fallback)
{
  width = width == 0 ? fallback : width;
  return width > 0 ? fminf(width, NB_LIST_MAX_SIZE) : 0;
}

board_ink board_solid(const nb_board *b, nb_color color, nb_color fallback, float alpha)
{
  return (board_ink){.paint = {.color = board_rgba(b, color, fallback, alpha)}};
}

static bool has_gradient(const nb_gradient *g)
{
  return g->count >= 2 && g->count <= 4 && (g->from.x != g->to.x || g->from.y != g->to.y);
}

static board_ink gradient_ink(const nb_board *b, const nb_gradient *g, float alpha)
{
  board_ink ink = {.paint = {.stop_count = (uint32_t)g->count, .from = g->from, .to = g->to}};
  for (int k = 0; k < g->count; k++)
    ink.stops[k] = (nb_stop){(float)k / (float)(g->count - 1), board_rgba(b, g->color[k], NB_TEXT, alpha)};
  return ink;
}

static bool ink_shows(const board_ink *ink)
{
  uint32_t alpha = ink->paint.stop_count == 0 ? ink->paint.color >> 24 : 0;
  for (uint32_t k = 0; k < ink->paint.stop_count; k++)
    alpha |= ink->stops[k].color >> 24;
  return alpha != 0;
}

void board_fill(nb_board *b, nb_path path, const board_ink *ink, bool even_odd)
{
  nb_path_fixed fixed = {.mode = even_odd ? NB_FILL_EVENODD : NB_FILL_NONZERO, .paint = ink->paint};
  if (ink_shows(ink))
    board_append_path(b, &fixed, ink->stops, NULL, path);
}

// A dash of which on and off do not make a pattern is a whole line.
static uint32_t dashes_of(const nb_style *style, float dashes[2])
{
  if (!(style->dash[0] > 0 && style->dash[1] > 0 && style->dash[0] + style->dash[1] >= NB_LIST_MIN_DASHES))
    return 0;
  for (int k = 0; k < 2; k++)
    dashes[k] = fminf(style->dash[k], NB_LIST_MAX_SIZE);
  return 2;
}

void board_stroke(nb_board *b, nb_path path, const board_ink *ink, const nb_style *style, float width)
{
  float dashes[2];
  uint32_t join = (uint32_t)style->join, cap = (uint32_t)style->cap;
  nb_path_fixed fixed = {.mode = NB_STROKE,
                         .paint = ink->paint,
                         .stroke = {.width = width,
                                    .join = join <= NB_JOIN_BEVEL ? join : NB_JOIN_ROUND,
                                    .cap = cap <= NB_CAP_BUTT ? cap : NB_CAP_ROUND,
                                    .dash_count = dashes_of(style, dashes)}};
  if (ink_shows(ink) && width > 0)
    board_append_path(b, &fixed, ink->stops, dashes, path);
}

board_pen *board_shape(nb_board *b)
{
  if (b->shape.failed)
    board_trouble(b, NB_NO_MEMORY, "no memory for a path");
  pen_clear(&b->shape);
  return &b->shape;
}

void board_draw(nb_board *b, nb_path path, const nb_style *style, board_look look)
{
  if (!board_shows(style))
    return;
  bool gradient = has_gradient(&style->gradient);
  float inside = board_unit(style->alpha) * board_unit(2 * style->reveal - 1);
  if (inside > 0 && (gradient || style->fill != NB_DEFAULT || look.fill != NB_DEFAULT)) {
    board_ink ink =
        gradient ? gradient_ink(b, &style->gradient, inside) : board_solid(b, style->fill, look.fill, inside);
    board_fill(b, path, &ink, style->even_odd);
  }
  float width = board_width(style->width, look.width == 0 ? 3 : look.width);
  if (width > 0) {
    board_ink ink = board_solid(b, style->color, look.color, style->alpha);
    board_stroke(b, board_reveal(b, path, style->reveal), &ink, style, width);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The scene's own path

void nb_move_to(nb_board *b, nb_vec2 p)
{
  pen_move(&b->path, p);
}

void nb_line_to(nb_board *b, nb_vec2 p)
{
  pen_line(&b->path, p);
}

void nb_quad_to(nb_board *b, nb_vec2 control, nb_vec2 p)
{
  pen_quad(&b->path, control, p);
}

void nb_cubic_to(nb_board *b, nb_vec2 control1, nb_vec2 control2, nb_vec2 p)
{
  pen_cubic(&b->path, control1, control2, p);
}

void nb_close(nb_board *b)
{
  pen_close(&b->path);
}

void nb_path_circle(nb_board *b, nb_vec2 center, float radius)
{
  pen_ellipse(&b->path, center, nb_at(radius, radius), 0);
}

void nb_path_ellipse(nb_board *b, nb_vec2 center, nb_vec2 radii, float angle)
{
  pen_ellipse(&b->path, center, radii, angle);
}

void nb_path_rectangle(nb_board *b, nb_rect r, float corner)
{
  pen_rectangle(&b->path, r, corner);
}

void nb_path_polygon(nb_board *b, const nb_vec2 *points, int count)
{
  pen_polygon(&b->path, points, count);
}

void nb_path_arc(nb_board *b, nb_vec2 center, float radius, float from, float to)
{
  pen_arc(&b->path, center, radius, from, to, true);
}

void nb_draw(nb_board *b, nb_style style)
{
  board_draw(b, pen_path(&b->path), &style, (board_look){0});
  if (b->path.failed)
    board_trouble(b, NB_NO_MEMORY, "no memory for a path");
  pen_clear(&b->path);
}

nb_path board_keep(nb_board *b, board_pen *pen)
{
  nb_path built = pen_path(pen), kept = {0};
  size_t point_bytes = built.point_count * sizeof(nb_vec2);
  uint8_t *bytes = built.verb_count == 0 ? NULL : board_take(b, point_bytes + built.verb_count);
  if (bytes != NULL) {
    memcpy(bytes, built.points, point_bytes);
    memcpy(bytes + point_bytes, built.verbs, built.verb_count);
    kept = (nb_path){bytes + point_bytes, (nb_vec2 *)(void *)bytes, built.verb_count, built.point_count};
  }
  if (pen->failed)
    board_trouble(b, NB_NO_MEMORY, "no memory for a path");
  pen_clear(pen);
  return kept;
}

nb_path nb_take_path(nb_board *b)
{
  return board_keep(b, &b->path);
}

void nb_draw_path(nb_board *b, nb_path path, nb_style style)
{
  board_draw(b, path, &style, (board_look){0});
}
