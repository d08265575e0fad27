// Small pictures of moments, and where two of them differ.
#include <stdlib.h>

#include "check/inside.h"

enum { CHANGED = 60 /* of 255 */ };

static bool differ(const uint8_t *a, const uint8_t *b)
{
  for (int channel = 0; channel < 3; channel++)
    if (abs(a[channel] - b[channel]) > CHANGED)
      return true;
  return false;
}

static nb_rect on_board(int left, int top, int right, int bottom)
{
  const float unit = CHECK_WIDTH / 16.0f;
  return (nb_rect){(float)left / unit - 8, 4.5f - (float)(bottom + 1) / unit,
                   (float)(right + 1 - left) / unit, (float)(bottom + 1 - top) / unit};
}

check_change check_compare(const uint8_t *a, const uint8_t *b)
{
  int count = 0, left = CHECK_WIDTH, top = CHECK_HEIGHT, right = 0, bottom = 0;
  for (int y = 0; y < CHECK_HEIGHT; y++)
    for (int x = 0; x < CHECK_WIDTH; x++) {
      size_t at = 4 * ((size_t)y * CHECK_WIDTH + (size_t)x);
      if (!differ(a + at, b + at))
        continue;
      count++;
      left = x < left ? x : left, right = x > right ? x : right;
      top = y < top ? y : top, bottom = y > bottom ? y : bottom;
    }
  return (check_change){count, on_board(left, top, right, bottom)};
}

bool check_paint(check *c, const void *list, size_t size, uint8_t *bytes)
{
  pixels picture = {CHECK_WIDTH, CHECK_HEIGHT, 4 * CHECK_WIDTH, bytes, PIXEL_RGBA};
  paint_layer layer = {.list = list, .size = size, .place = board_place(CHECK_WIDTH, CHECK_HEIGHT)};
  return !nb_failed(painter_paint(c->painter, picture, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1));
}
