#include <math.h>

#include "nabla/board/recorder.h"

enum { MOST = 32 };
#define STAGGER 2.0f

void nb_table(nb_board *b, nb_rect where, const float *values, int columns, int rows, int decimals,
              nb_style style)
{
  if (!board_shows(&style) || columns < 1 || rows < 1 || columns > MOST || rows > MOST)
    return;
  float across = where.width / (float)columns, down = where.height / (float)rows;
  float least = 0.5f * powf(0.1f, (float)decimals);
  nb_style number = style;
  number.anchor = NB_CENTER;
  if (style.size == 0)
    number.size = 0.45f * down * NB_POINTS_PER_UNIT;
  for (int k = 0; k < columns * rows; k++) {
    nb_vec2 middle = nb_at(where.x + across * ((float)(k % columns) + 0.5f),
                           where.y + where.height - down * ((float)(k / columns) + 0.5f));
    number.reveal = 1;
    number.alpha = style.alpha * board_stagger(style.reveal, (float)k / (float)(columns * rows), STAGGER);
    number.color = fabsf(values[k]) < least ? NB_DIM : style.color;
    nb_number(b, middle, values[k], decimals, number);
  }
}
