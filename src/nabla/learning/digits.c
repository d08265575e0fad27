#include <math.h>
#include <string.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"
#include "nabla/math/random.h"

void nb_digit(nb_board *b, nb_rect where, const float *drawing, nb_style style)
{
  nb_pixels(b, where, drawing, NB_DIGITS_SIDE, NB_DIGITS_SIDE, style);
  nb_rectangle(b, where, 0.05f,
               nb_style(.color = NB_TRACK, .width = 2, .alpha = style.alpha, .reveal = style.reveal));
}

const float *nb_digit_written(nb_board *b, const nb_examples *digits, uint32_t k, const float *canvas,
                              float reveal)
{
  float *pixels = nb_scratch(b, NB_DIGITS_PIXELS * sizeof *pixels), rows = NB_DIGITS_SIDE * reveal;
  if (pixels == NULL)
    return canvas;
  nb_digit_picture(digits, k, pixels);
  if (memcmp(pixels, canvas, NB_DIGITS_PIXELS * sizeof *pixels) != 0)
    return canvas;
  for (int p = 0; p < NB_DIGITS_PIXELS; p++)
    pixels[p] *= nb_ease_linear(rows - (float)(p / NB_DIGITS_SIDE));
  return pixels;
}

void nb_digit_noise(float which, float *pixels)
{
  uint64_t first = (uint64_t)which;
  nb_random one = nb_random_seed(40, first), other = nb_random_seed(40, first + 1);
  for (int k = 0; k < NB_DIGITS_PIXELS; k++) {
    float a = nb_random_float(&one), c = nb_random_float(&other);
    pixels[k] = a + (which - (float)first) * (c - a);
  }
}

// Which digit stands there (-1: one's own), and its picture.
static int at_place(const nb_examples *digits, int count, int place, const float *own, float *pixels)
{
  if (place < 1 || place > count || digits->count == 0) {
    memcpy(pixels, own, NB_DIGITS_PIXELS * sizeof *pixels);
    return -1;
  }
  nb_digit_picture(digits, (uint32_t)place - 1, pixels);
  return (int)((uint32_t)(place - 1) % digits->count);
}

#define COMES_IN 0.25f // of a place

int nb_digits_in_turn(const nb_examples *digits, int count, float place, const float *own, float *pixels)
{
  float before[NB_DIGITS_PIXELS], come = nb_smooth((place - floorf(place)) / COMES_IN);
  int was = at_place(digits, count, (int)place - 1, own, before);
  int is = at_place(digits, count, (int)place, own, pixels);
  for (int k = 0; k < NB_DIGITS_PIXELS; k++)
    pixels[k] = come < 1 ? before[k] + come * (pixels[k] - before[k]) : pixels[k];
  return come < 0.5f ? was : is;
}

nb_rect nb_sheet_square(nb_rect area, int across, int k)
{
  float side = area.width / (float)across;
  float column = (float)(k % across), row = (float)(k / across);
  return (nb_rect){area.x + side * column, area.y + area.height - side * (row + 1), side, side};
}

void nb_digit_sheet(nb_board *b, nb_rect area, const nb_examples *digits, int count, int across, int chosen,
                    nb_style style)
{
  float picture[NB_DIGITS_PIXELS];
  nb_style frame = nb_style(.color = NB_V, .width = 2, .alpha = (chosen < 0 ? 0.35f : 1) * style.alpha);
  for (int k = 0; k < count; k++) {
    nb_digit_picture(digits, (uint32_t)k, picture);
    nb_pixels(b, nb_sheet_square(area, across, k), picture, NB_DIGITS_SIDE, NB_DIGITS_SIDE, style);
  }
  for (int k = 0; k < count; k++) // over all pictures, which would cover half of a line
    if (chosen == k || k < -chosen)
      nb_rectangle(b, nb_sheet_square(area, across, k), 0.04f, frame);
}
