#include "nabla/board/writing.h"

#include <math.h>

float writing_reached(float reveal, uint32_t k, uint32_t count)
{
  float lag = fminf(0.2f, 4 / ((float)count + 1));
  float clock = reveal * (1 + lag * (float)(count - 1));
  return reveal >= 1 ? 1 : board_unit(clock - lag * (float)k);
}

void writing_outline(board_pen *pen, nb_outline outline, nb_affine place)
{
  const nb_vec2 *p = outline.points;
  for (uint32_t i = 0; i < outline.verb_count; i++) {
    nb_vec2 q[3];
    uint8_t verb = outline.verbs[i];
    uint32_t count = verb == NB_CLOSE ? 0 : verb == NB_CUBIC ? 3 : verb == NB_QUAD ? 2 : 1;
    for (uint32_t n = 0; n < count; n++)
      q[n] = nb_affine_apply(place, *p++);
    switch (verb) {
    case NB_MOVE:
      pen_move(pen, q[0]);
      break;
    case NB_LINE:
      pen_line(pen, q[0]);
      break;
    case NB_QUAD:
      pen_quad(pen, q[0], q[1]);
      break;
    case NB_CUBIC:
      pen_cubic(pen, q[0], q[1], q[2]);
      break;
    default:
      pen_close(pen);
    }
  }
}

nb_rgba writing_fade(nb_rgba color, float alpha)
{
  return (color & 0xffffffu) | (nb_rgba)((float)(color >> 24) * alpha + 0.5f) << 24;
}

void writing_draw(nb_board *b, nb_path outline, writing_look look, float t)
{
  float inside = board_unit(2 * t - 1);
  // Thin enough, and gone late enough, that the ink on the board never grows less while a sign is written.
  board_ink halo = {.paint.color = writing_fade(look.halo, inside)},
            fill = {.paint.color = writing_fade(look.color, inside)},
            line = {.paint.color = writing_fade(look.color, 1 - inside * inside)};
  nb_style plain = {.join = NB_JOIN_ROUND};
  board_stroke(b, outline, &halo, &plain, look.halo_width);
  board_fill(b, outline, &fill, false);
  float width = fmaxf(1, 0.022f * look.size);
  board_stroke(b, board_reveal(b, outline, fminf(1, 2 * t)), &line, &plain, width);
}
