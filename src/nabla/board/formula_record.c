// Signs to commands.
#include <math.h>
#include <string.h>

#include "nabla/board/formula.h"
#include "nabla/board/writing.h"

static bool is_rule(const formula_sign *s)
{
  return s->glyph == FORMULA_RULE;
}

// Signs of one kind that a single command can show. Rules are paths, and differ in thickness at will.
static bool alike(const formula_sign *a, const formula_sign *b)
{
  return is_rule(a) == is_rule(b) && a->color == b->color && (is_rule(a) || a->size == b->size);
}

// As much of a rule as has been written, as four corners.
static void add_rule(board_pen *pen, const formula_sign *s)
{
  nb_vec2 along = nb_scale(s->written, nb_sub(s->to, s->at));
  nb_vec2 side = nb_scale(0.5f * s->size / NB_POINTS_PER_UNIT, nb_perp(nb_unit(along)));
  nb_vec2 end = nb_add(s->at, along);
  pen_polygon(pen,
              (nb_vec2[]){nb_add(s->at, side), nb_sub(s->at, side), nb_sub(end, side), nb_add(end, side)}, 4);
}

// What a batch is drawn with: the fill, or a halo around it.
typedef struct brush {
  uint32_t mode;
  float width;
  bool own; // each sign's own colour, or `color`
  nb_rgba color;
} brush;

static void record_rules(nb_board *b, const formula_sign *const *signs, uint32_t count, const brush *with)
{
  board_pen *pen = board_shape(b);
  for (uint32_t k = 0; k < count; k++)
    add_rule(pen, signs[k]);
  board_ink ink = {.paint.color = with->own ? signs[0]->color : with->color};
  if (with->mode == NB_STROKE)
    board_stroke(b, pen_path(pen), &ink, &(nb_style){0}, with->width);
  else
    board_fill(b, pen_path(pen), &ink, false);
}

static void record_glyphs(nb_board *b, const formula_sign *const *signs, uint32_t count, nb_glyph *room,
                          const brush *with)
{
  for (uint32_t k = 0; k < count; k++)
    room[k] = (nb_glyph){signs[k]->glyph, signs[k]->at};
  nb_glyphs_fixed fixed = {.font = NB_FONT_MATH,
                           .size = signs[0]->size,
                           .mode = with->mode,
                           .width = with->width,
                           .paint.color = with->own ? signs[0]->color : with->color,
                           .glyph_count = count};
  board_append_glyphs(b, &fixed, NULL, room);
}

// All whole signs: one command for those that are alike, in the order in which their first ones are read. `batch`,
// `room` and `done` have a place for every sign.
static void record_whole(nb_board *b, const formula_sign *signs, uint32_t count, const formula_sign **batch,
                         nb_glyph *room, bool *done, const brush *with)
{
  memset(done, 0, count * sizeof *done);
  for (uint32_t first = 0; first < count; first++) {
    uint32_t size = 0;
    if (done[first] || signs[first].written < 1)
      continue;
    for (uint32_t k = first; k < count; k++)
      if (!done[k] && signs[k].written >= 1 && alike(&signs[first], &signs[k])) {
        done[k] = true;
        batch[size++] = &signs[k];
      }
    if (is_rule(batch[0]))
      record_rules(b, batch, size, with);
    else
      record_glyphs(b, batch, size, room, with);
  }
}

static void record_written(nb_board *b, const formula_sign *s, formula_halo halo)
{
  board_pen *pen = board_shape(b);
  if (is_rule(s)) {
    add_rule(pen, s);
    board_ink ink = {.paint.color = s->color};
    board_fill(b, pen_path(pen), &ink, false);
    return;
  }
  float em = s->size / NB_POINTS_PER_UNIT;
  nb_outline outline = nb_font_outline(b->fonts, NB_FONT_MATH, s->glyph);
  writing_outline(pen, outline, (nb_affine){{em, 0}, {0, em}, s->at});
  writing_draw(b, pen_path(pen), (writing_look){s->color, halo.color, halo.width, s->size}, s->written);
}

void formula_record(nb_board *b, const formula_sign *signs, uint32_t count, formula_halo halo)
{
  const formula_sign **batch = board_take(b, count * sizeof *batch);
  nb_glyph *room = board_take(b, count * sizeof *room);
  bool *done = board_take(b, count * sizeof *done);
  if (batch == NULL || room == NULL || done == NULL)
    return;
  if (halo.width > 0)
    record_whole(b, signs, count, batch, room, done,
                 &(brush){.mode = NB_STROKE, .width = halo.width, .color = halo.color});
  record_whole(b, signs, count, batch, room, done, &(brush){.mode = NB_FILL_NONZERO, .own = true});
  for (uint32_t k = 0; k < count; k++)
    if (signs[k].written < 1)
      record_written(b, &signs[k], halo);
}
