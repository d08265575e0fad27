#include "nabla/math/digits.h"

#include <math.h>
#include <string.h>

#include "nabla/math/vector.h"

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

nb_examples nb_digits_from(nb_examples digits, uint32_t first)
{
  if (first >= digits.count)
    return (nb_examples){0};
  digits.pixels += (size_t)first * NB_DIGITS_PIXELS, digits.labels += first, digits.count -= first;
  return digits;
}

enum { SIDE = NB_DIGITS_SIDE, BOX = 16, SMALLEST = 11 };

// The longer side of the smallest rectangle around the ink, and its middle.
static float ink_box(const float *drawing, nb_vec2 *middle)
{
  int left = SIDE, right = -1, top = SIDE, bottom = -1;
  for (int i = 0; i < NB_DIGITS_PIXELS; i++) {
    if (!(drawing[i] > 0.1f))
      continue;
    int x = i % SIDE, y = i / SIDE;
    left = x < left ? x : left;
    right = x > right ? x : right;
    top = y < top ? y : top;
    bottom = y > bottom ? y : bottom;
  }
  *middle = (nb_vec2){(float)(left + right + 1) / 2, (float)(top + bottom + 1) / 2};
  return fmaxf((float)(right - left + 1), (float)(bottom - top + 1));
}

static float ink_at(const float *drawing, float x, float y)
{
  return x >= 0 && x < SIDE && y >= 0 && y < SIDE ? drawing[(int)y * SIDE + (int)x] : 0;
}

// The drawing about its middle, `scale` times as large: each pixel the mean of 8 x 8 points.
static void resize(const float *drawing, nb_vec2 middle, float scale, float *picture)
{
  enum { FINE = 8 };
  for (int i = 0; i < NB_DIGITS_PIXELS; i++) {
    float sum = 0;
    for (int k = 0; k < FINE * FINE; k++) {
      float x = (float)(i % SIDE) + ((float)(k % FINE) + 0.5f) / FINE - SIDE / 2.0f;
      float y = (float)(i / SIDE) + ((float)(k / FINE) + 0.5f) / FINE - SIDE / 2.0f;
      sum += ink_at(drawing, middle.x + x / scale, middle.y + y / scale);
    }
    picture[i] = sum / (FINE * FINE);
  }
}

// By how many whole pixels a middle of mass is to be moved: sum is of ink times pixel centre.
static int shift(float sum, float ink)
{
  float by = SIDE / 2.0f - sum / ink;
  return fabsf(by) < SIDE ? (int)lrintf(by) : 0;
}

static void center(const float *drawing, float *picture)
{
  float ink = 0, across = 0, down = 0;
  for (int i = 0; i < NB_DIGITS_PIXELS; i++) {
    ink += drawing[i];
    across += drawing[i] * ((float)(i % SIDE) + 0.5f);
    down += drawing[i] * ((float)(i / SIDE) + 0.5f);
  }
  memset(picture, 0, NB_DIGITS_PIXELS * sizeof *picture);
  if (!(ink > 0))
    return;
  int right = shift(across, ink), below = shift(down, ink);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      if (x + right >= 0 && x + right < SIDE && y + below >= 0 && y + below < SIDE)
        picture[(y + below) * SIDE + x + right] = drawing[y * SIDE + x];
}

void nb_digit_fit(const float *drawing, float *picture)
{
  float resized[NB_DIGITS_PIXELS];
  nb_vec2 middle;
  float longer = ink_box(drawing, &middle);
  if (longer <= BOX && longer >= SMALLEST) {
    center(drawing, picture);
    return;
  }
  resize(drawing, middle, longer > 0 ? BOX / longer : 1, resized);
  center(resized, picture);
}

void nb_digit_picture(const nb_examples *digits, uint32_t which, float *picture)
{
  size_t from = digits->count ? (size_t)(which % digits->count) * NB_DIGITS_PIXELS : 0;
  for (size_t k = 0; k < NB_DIGITS_PIXELS; k++)
    picture[k] = digits->count ? (float)digits->pixels[from + k] / 255 : 0;
}
