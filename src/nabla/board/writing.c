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

// A rectangle so much larger than an outline that its own edges are nowhere near it.
static void around(nb_path outline, nb_vec2 corners[4])
{
  const float margin = 0.1f;
  nb_vec2 low = outline.points[0], high = low;
  for (uint32_t k = 1; k < outline.point_count; k++) {
    nb_vec2 p = outline.points[k];
    low = nb_at(fminf(low.x, p.x), fminf(low.y, p.y));
    high = nb_at(fmaxf(high.x, p.x), fmaxf(high.y, p.y));
  }
  corners[0] = nb_at(low.x - margin, low.y - margin);
  corners[1] = nb_at(high.x + margin, low.y - margin);
  corners[2] = nb_at(high.x + margin, high.y + margin);
  corners[3] = nb_at(low.x - margin, high.y + margin);
}

// All shows through the sign itself, and nothing goes again that has been drawn: in no pixel does ink grow less. The
// outer half of the pen's stroke is never seen.
void writing_draw(nb_board *b, nb_path outline, writing_look look, float t)
{
  static const uint8_t rectangle[] = {NB_MOVE, NB_LINE, NB_LINE, NB_LINE, NB_CLOSE};
  nb_rgba opaque = look.color | 0xff000000u;
  float alpha = (float)(look.color >> 24) / 255, inside = board_unit(2 * t - 1);
  board_ink halo = {.paint.color = writing_fade(look.halo, inside)},
            fill = {.paint.color = writing_fade(opaque, inside)}, line = {.paint.color = opaque};
  nb_style plain = {.join = NB_JOIN_ROUND};
  nb_vec2 corners[4] = {{0, 0}};
  if (outline.point_count == 0)
    return;
  board_stroke(b, outline, &halo, &plain, look.halo_width);
  around(outline, corners);
  if (alpha < 1)
    nb_group(b, nb_affine_identity(), alpha);
  nb_clip_path(b, outline);
  board_fill(b, (nb_path){rectangle, corners, 5, 4}, &fill, false);
  board_stroke(b, board_reveal(b, outline, fminf(1, 2 * t)), &line, &plain, fmaxf(2, 0.044f * look.size));
  nb_end(b);
  if (alpha < 1)
    nb_end(b);
}
