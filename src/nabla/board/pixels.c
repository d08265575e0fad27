#include <string.h>

#include "nabla/board/recorder.h"

void nb_pixels(nb_board *b, nb_rect where, const float *values, int columns, int rows, nb_style style)
{
  if (columns < 1 || rows < 1 || columns > 256 || rows > 256 || style.alpha <= 0 || style.reveal <= 0)
    return;
  size_t row_size = (size_t)columns * sizeof *values;
  float *upright = nb_scratch(b, (size_t)rows * row_size); // a heat map's first row is its lowest
  if (upright == NULL)
    return;
  for (int row = 0; row < rows; row++)
    memcpy(upright + row * columns, values + (rows - 1 - row) * columns, row_size);
  nb_color lit = style.color == NB_DEFAULT ? NB_TEXT : style.color;
  nb_heat_spec spec = {.high = 1, .filter = NB_NEAREST};
  nb_style shades = nb_style(.color = NB_GROUND, .fill = lit, .alpha = style.alpha * style.reveal);
  if (style.fill != NB_DEFAULT)
    spec.low = -1, spec.middle = NB_GROUND, shades.color = style.fill;
  nb_heat_map(b, (nb_plane){.area = where}, upright, columns, rows, spec, shades);

  board_pen *pen = board_shape(b);
  float across = where.width / (float)columns, down = where.height / (float)rows;
  for (int column = 1; column < columns; column++) {
    float x = where.x + across * (float)column;
    pen_move(pen, nb_at(x, where.y));
    pen_line(pen, nb_at(x, where.y + where.height));
  }
  for (int row = 1; row < rows; row++) {
    float y = where.y + down * (float)row;
    pen_move(pen, nb_at(where.x, y));
    pen_line(pen, nb_at(where.x + where.width, y));
  }
  float gap = 0.09f * (across < down ? across : down) * NB_POINTS_PER_UNIT;
  nb_style line = nb_style(.color = NB_GROUND, .width = gap, .cap = NB_CAP_BUTT, .alpha = style.alpha);
  board_draw(b, pen_path(pen), &line, (board_look){0});
}
