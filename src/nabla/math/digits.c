#include "nabla/math/digits.h"

#include <math.h>
#include <string.h>

// Numbers are little-endian in the file, whatever they are here.
static uint32_t number(const uint8_t *at)
{
  return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

nb_error nb_digits_view(const void *bytes, size_t size, nb_digits *digits)
{
  enum { HEADER = 32, VERSION = 1 };
  const uint8_t *file = bytes;
  *digits = (nb_digits){0};
  if (size < HEADER || memcmp(file, "NBDG", 4) != 0)
    return nb_fail(NB_BAD_FILE, "digits: not a file of digits");
  if (number(file + 4) != VERSION)
    return nb_fail(NB_BAD_FILE, "digits: version %u, expected %d", number(file + 4), VERSION);
  uint32_t train = number(file + 8), test = number(file + 12), side = number(file + 16),
           classes = number(file + 20);
  if (side != NB_DIGITS_SIDE || classes != NB_DIGITS_CLASSES)
    return nb_fail(NB_BAD_FILE, "digits: %u classes of side %u, expected %d of side %d", classes, side,
                   NB_DIGITS_CLASSES, NB_DIGITS_SIDE);
  uint64_t count = (uint64_t)train + test;
  if (size != HEADER + count * (1 + NB_DIGITS_PIXELS))
    return nb_fail(NB_BAD_FILE, "digits: %zu bytes do not hold %u + %u digits", size, train, test);
  const uint8_t *labels = file + HEADER, *pixels = labels + count;
  for (uint64_t i = 0; i < count; i++)
    if (labels[i] >= NB_DIGITS_CLASSES)
      return nb_fail(NB_BAD_FILE, "digits: digit %u has the label %u", (uint32_t)i, labels[i]);
  digits->train = (nb_examples){pixels, labels, train};
  digits->test = (nb_examples){pixels + (size_t)train * NB_DIGITS_PIXELS, labels + train, test};
  return nb_ok();
}

// By how many whole pixels a middle of mass is to be moved: sum is of ink times pixel centre.
static int shift(float sum, float ink)
{
  float by = NB_DIGITS_SIDE / 2.0f - sum / ink;
  return fabsf(by) < NB_DIGITS_SIDE ? (int)lrintf(by) : 0;
}

void nb_digit_center(const float *drawing, float *picture)
{
  float ink = 0, across = 0, down = 0;
  for (int i = 0; i < NB_DIGITS_PIXELS; i++) {
    ink += drawing[i];
    across += drawing[i] * ((float)(i % NB_DIGITS_SIDE) + 0.5f);
    down += drawing[i] * ((float)(i / NB_DIGITS_SIDE) + 0.5f);
  }
  memset(picture, 0, NB_DIGITS_PIXELS * sizeof *picture);
  if (!(ink > 0))
    return;
  int right = shift(across, ink), below = shift(down, ink);
  for (int y = 0; y < NB_DIGITS_SIDE; y++)
    for (int x = 0; x < NB_DIGITS_SIDE; x++)
      if (x + right >= 0 && x + right < NB_DIGITS_SIDE && y + below >= 0 && y + below < NB_DIGITS_SIDE)
        picture[(y + below) * NB_DIGITS_SIDE + x + right] = drawing[y * NB_DIGITS_SIDE + x];
}
