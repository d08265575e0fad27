// Formulas placed on the board: sizes, anchors, parts' boxes.
#include "nabla/board/formula.h"

#include <math.h>
#include <string.h>

static const float default_size = 30;

// How far above the anchor the baseline stands, ems.
static float baseline_of(const nb_tex *tex, nb_anchor anchor)
{
  switch (anchor) {
  case NB_LEFT:
  case NB_CENTER:
  case NB_RIGHT:
    return 0.5f * (tex->depth - tex->height);
  case NB_TOP_LEFT:
  case NB_TOP:
    return -tex->height;
  case NB_BOTTOM:
    return tex->depth;
  default:
    return 0;
  }
}

static nb_rect on_board(const nb_formula *f, nb_rect r)
{
  return (nb_rect){f->origin.x + f->em * r.x, f->origin.y + f->em * r.y, f->em * r.width, f->em * r.height};
}

static void place(nb_formula *f, nb_vec2 at, const nb_tex *tex)
{
  nb_anchor anchor = f->style.anchor;
  nb_vec2 ems = {-text_share_left(anchor) * tex->width, baseline_of(tex, anchor)};
  f->origin = nb_add(at, nb_scale(f->em, ems));
  f->box = on_board(f, (nb_rect){0, -tex->depth, tex->width, tex->height + tex->depth});
}

// One line of the source as it is, where the formula would stand.
static void place_source(nb_board *b, nb_formula *f, nb_vec2 at)
{
  f->origin = at;
  float width = nb_text_width(b, f->source, f->style), height = f->em;
  f->box = (nb_rect){at.x - text_share_left(f->style.anchor) * width, at.y - 0.3f * height, width, height};
}

static void note_mistake(nb_board *b, const char *source, const nb_error *mistake)
{
  if (b->has_mistake)
    return;
  b->has_mistake = true;
  // A message of the layout shows the source itself.
  bool shows_source = strchr(mistake->text, '\n') != NULL;
  nb_error told = shows_source ? *mistake : nb_fail(mistake->id, "%.160s: %.300s", source, mistake->text);
  board_append_mistake(b, told.text);
}

static bool copy_addresses(nb_board *b, nb_formula *f, const float *const *values, size_t count)
{
  const float **kept = board_take(b, count * sizeof *kept);
  if (kept == NULL)
    return false;
  memcpy(kept, values, count * sizeof *kept);
  f->values = kept;
  return true;
}

nb_formula nb_formula_set(nb_board *b, nb_vec2 at, const char *source, nb_style style,
                          const float *const *values, int count)
{
  style.size = text_size(style.size, default_size);
  nb_formula f = {.style = style, .origin = at, .em = style.size / NB_POINTS_PER_UNIT, .at = at};
  f.box = (nb_rect){at.x, at.y, 0, 0};
  if (b->fonts == NULL || source == NULL || style.size == 0 || !isfinite(at.x) || !isfinite(at.y) ||
      count < 0 || count > NB_TEX_MAX_VALUES)
    return f;
  float numbers[NB_TEX_MAX_VALUES];
  for (int k = 0; k < count; k++)
    numbers[k] = values[k] == NULL ? NAN : *values[k];
  const nb_error *mistake;
  const nb_tex *tex = formulas_find(&b->formulas, b->fonts, source, strnlen(source, NB_TEX_MAX_BYTES + 1),
                                    numbers, (size_t)count, &b->arena, &mistake);
  if (tex != NULL && copy_addresses(b, &f, values, (size_t)count)) {
    f.layout = tex;
    place(&f, at, tex);
  } else if (mistake != NULL) {
    f.source = source;
    f.style.font = NB_FONT_REGULAR;
    place_source(b, &f, at);
    note_mistake(b, source, mistake);
  } else {
    board_trouble(b, NB_NO_MEMORY, "no memory for a formula");
  }
  return f;
}

nb_formula nb_formula_within(nb_formula f, float width)
{
  if (!(f.box.width > width && width > 0))
    return f;
  float smaller = width / f.box.width;
  nb_vec2 corner = nb_sub(nb_at(f.box.x, f.box.y), f.at);
  f.origin = nb_add(f.at, nb_scale(smaller, nb_sub(f.origin, f.at)));
  f.box = (nb_rect){f.at.x + smaller * corner.x, f.at.y + smaller * corner.y, smaller * f.box.width,
                    smaller * f.box.height};
  f.em *= smaller;
  f.style.size *= smaller;
  return f;
}

nb_rect nb_formula_part(nb_formula f, const char *name)
{
  const nb_tex_part *part = f.layout == NULL || name == NULL ? NULL : nb_tex_find(f.layout, name);
  return part == NULL ? f.box : on_board(&f, part->box);
}
