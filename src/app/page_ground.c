#include "app/page_ground.h"

#include <math.h>

#include "paint/painter.h"

#define DOT (1.4f / 120) // half a dot

// Little squares are enough: nobody sees their corners. They stand where the page's whole pixels do.
static void add_dots(nb_board *b, page_look look, nb_affine on_board, nb_rect view)
{
  float spacing = page_spacing(look), apart = page_zoom(look) * spacing;
  float x0 = ceilf((view.x - on_board.origin.x) / apart), y0 = ceilf((view.y - on_board.origin.y) / apart);
  for (float y = y0; on_board.origin.y + apart * y < view.y + view.height; y++)
    for (float x = x0; on_board.origin.x + apart * x < view.x + view.width; x++) {
      nb_vec2 at = nb_affine_apply(on_board, nb_at(spacing * x, spacing * y));
      nb_path_rectangle(b, (nb_rect){at.x - DOT, at.y - DOT, 2 * DOT, 2 * DOT}, 0);
    }
}

void page_record_ground(nb_board *b, page_look look, int width, int height)
{
  nb_affine board = board_place(width, height), back;
  float wide = (float)width / board.i.x, high = (float)height / board.i.x;
  nb_rect view = {-0.5f * wide, -0.5f * high, wide, high};
  nb_path_rectangle(b, view, 0);
  nb_draw(b, nb_style(.fill = NB_GROUND, .width = -1));
  if (!nb_affine_inverse(board, &back))
    return;
  add_dots(b, look, nb_affine_multiply(back, page_place(look, board)), view);
  nb_draw(b, nb_style(.fill = NB_DIM, .width = -1, .alpha = 0.4f));
}
