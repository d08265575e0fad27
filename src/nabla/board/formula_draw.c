// Formulas drawn: their signs, and the handles of their numbers.
#include <math.h>
#include <string.h>

#include "nabla/board/formula.h"

bool formula_open_group(nb_board *b, const nb_formula *f)
{
  const nb_style *style = &f->style;
  bool turned = style->angle != 0 && isfinite(style->angle);
  if (!turned && (style->halo == NB_DEFAULT || style->alpha >= 1))
    return false;
  nb_mat2 turn = nb_rotation(turned ? style->angle : 0);
  nb_group(b, (nb_affine){turn.i, turn.j, f->at}, style->alpha);
  return true;
}

formula_halo formula_halo_of(const nb_board *b, const nb_formula *f, bool grouped)
{
  const nb_style *style = &f->style;
  // The stroke runs along the outline: half of it lies under the sign.
  return (formula_halo){.color = board_rgba(b, style->halo, NB_GROUND, grouped ? 1 : style->alpha),
                        .width = style->halo == NB_DEFAULT ? 0 : 2 * board_width(style->halo_width, 5)};
}

// How wide a minus is, ems.
static float minus_width(nb_board *b)
{
  const char *minus = "\u2212";
  const text_layout *l = layout_find(&b->layouts, b->fonts, NB_FONT_MATH, LAYOUT_PLAIN, minus, strlen(minus));
  return l == NULL ? 0 : l->line_widths[0];
}

// A handle for each number that lies in the state: on its figures, not on the room of its sign.
static void offer_numbers(nb_board *b, const nb_formula *f, nb_vec2 origin)
{
  const nb_tex *tex = f->layout;
  float minus = tex->value_count == 0 ? 0 : minus_width(b);
  for (uint32_t k = 0; k < tex->value_count; k++) {
    const nb_tex_value *v = &tex->values[k];
    float sign = v->format.sign == '-' ? 0 : fminf(minus * tex->glyphs[v->first].scale, v->box.width);
    float width = v->box.width - sign;
    nb_rect room = {origin.x + f->em * (v->right - width), origin.y + f->em * v->box.y, f->em * width,
                    f->em * v->box.height};
    board_grab_number(b, f->values[k], room,
                      v->format.fitted > 0 ? v->format.fitted - 1u : v->format.decimals);
  }
}

static void draw_source(nb_board *b, const nb_formula *f)
{
  nb_style style = f->style;
  style.color = NB_NEGATIVE;
  nb_text(b, f->at, f->source, style);
}

nb_formula nb_formula_draw(nb_board *b, nb_formula f)
{
  uint32_t count;
  if (!board_shows(&f.style))
    return f;
  if (f.source != NULL)
    draw_source(b, &f);
  if (f.layout == NULL)
    return f;
  bool grouped = formula_open_group(b, &f);
  formula_sign *signs = formula_signs(b, &f, grouped, &count);
  if (signs != NULL) {
    formula_record(b, signs, count, formula_halo_of(b, &f, grouped));
    offer_numbers(b, &f, grouped ? nb_sub(f.origin, f.at) : f.origin);
  }
  if (grouped)
    nb_end(b);
  return f;
}

nb_formula nb_formula_below(nb_board *b, nb_column *column, nb_formula f)
{
  nb_vec2 down = {0, column->at.y - f.box.y - f.box.height};
  f.at = nb_add(f.at, down);
  f.origin = nb_add(f.origin, down);
  f.box.y += down.y;
  column->at.y = f.box.y - (column->gap > 0 ? column->gap : 0.3f);
  return nb_formula_draw(b, f);
}
