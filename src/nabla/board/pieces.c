// Formulas put together by hand: a piece after the other, and brackets around what has been set.
#include "nabla/board.h"

nb_vec2 nb_write(nb_board *b, nb_vec2 at, const char *text, nb_style style)
{
  if (style.font == NB_FONT_REGULAR)
    style.font = NB_FONT_MATH;
  style.anchor = NB_LEFT_BASELINE;
  nb_text(b, at, text, style);
  return nb_at(at.x + nb_text_width(b, text, style), at.y);
}

static void add_bracket(nb_board *b, float x, float foot, nb_rect r)
{
  nb_move_to(b, nb_at(foot, r.y + r.height));
  nb_line_to(b, nb_at(x, r.y + r.height));
  nb_line_to(b, nb_at(x, r.y));
  nb_line_to(b, nb_at(foot, r.y));
}

void nb_brackets(nb_board *b, nb_rect around, nb_style style)
{
  const float foot = 0.08f;
  add_bracket(b, around.x, around.x + foot, around);
  add_bracket(b, around.x + around.width, around.x + around.width - foot, around);
  style.fill = NB_DEFAULT;
  style.join = NB_JOIN_MITER;
  style.cap = NB_CAP_BUTT;
  nb_draw(b, style);
}
