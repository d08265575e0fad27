#include <math.h>

#include "nabla/board/recorder.h"

#define LENGTH 3.5f

void nb_either(nb_board *b, nb_vec2 left, const float *field, const char *const words[2], nb_style style)
{
  int chosen = *field >= 0.5f;
  nb_vec2 way = nb_at(LENGTH, 0), ring = nb_add(left, nb_scale((float)chosen, way));
  if (!isfinite(*field) || !(style.alpha > 0))
    return;
  nb_line(b, left, nb_add(left, way), nb_style(.color = NB_TRACK, .width = 5, .alpha = style.alpha));
  nb_circle(b, ring, 0.12f,
            nb_style(.color = style.color, .fill = NB_GROUND, .width = 4, .alpha = style.alpha));
  for (int k = 0; k < 2; k++) {
    nb_style word = nb_style(.color = NB_DIM, .size = 26, .alpha = style.alpha);
    if (k == chosen)
      word.color = style.color, word.font = NB_FONT_SEMIBOLD;
    word.anchor = k == 0 ? NB_LEFT_BASELINE : NB_RIGHT_BASELINE;
    nb_text(b, nb_add(left, nb_at(way.x * (float)k, 0.25f)), words[k], word);
  }
  // The words belong to it.
  board_grab_on_track(b, field, ring, way, (nb_rect){left.x, left.y - 0.15f, LENGTH, 0.7f});
}
