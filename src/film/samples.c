#include "film/samples.h"

#include "film/yuv.h"

enum { STRIP = 64 }; // pixels that are made straight at once, two rows of them

static size_t stride_of(samples_kind kind, int width, int plane)
{
  if (kind == SAMPLES_420 && plane == 3)
    return 0;
  size_t bytes = (size_t)width / (size_t)samples_part(kind, plane) * (kind == SAMPLES_4444_10BIT ? 2 : 1);
  return (bytes + 31) / 32 * 32;
}

int samples_part(samples_kind kind, int plane)
{
  return kind != SAMPLES_4444_10BIT && (plane == 1 || plane == 2) ? 2 : 1;
}

size_t samples_bytes(samples_kind kind, int width, int height)
{
  size_t bytes = 0;
  for (int plane = 0; plane < 4; plane++)
    bytes += stride_of(kind, width, plane) * (size_t)(height / samples_part(kind, plane));
  return bytes;
}

samples samples_place(samples_kind kind, uint8_t *memory, int width, int height)
{
  samples s = {.kind = kind, .width = width, .height = height};
  for (int plane = 0; plane < 4; plane++) {
    s.strides[plane] = stride_of(kind, width, plane);
    s.planes[plane] = s.strides[plane] ? memory : NULL;
    memory += s.strides[plane] * (size_t)(height / samples_part(kind, plane));
  }
  return s;
}

// ---------------------------------------------------------------------------------------------------------------

typedef struct straight {
  uint8_t r, g, b, a;
} straight;

static uint8_t divide(uint8_t value, uint8_t alpha)
{
  int whole = (value * 255 + alpha / 2) / alpha;
  return (uint8_t)(whole < 255 ? whole : 255);
}

static straight straight_pixel(pixels from, int x, int y, nb_rgba ground)
{
  const uint8_t *at = from.bytes + (size_t)y * from.stride + 4 * (size_t)x;
  int red = from.order == PIXEL_RGBA ? 0 : 2;
  uint8_t alpha = at[3];
  if (alpha == 0)
    return (straight){(uint8_t)ground, (uint8_t)(ground >> 8), (uint8_t)(ground >> 16), 0};
  return (straight){divide(at[red], alpha), divide(at[1], alpha), divide(at[2 - red], alpha), alpha};
}

static yuv_picture yuv_of(samples s)
{
  return (yuv_picture){.width = s.width,
                       .height = s.height,
                       .planes = {s.planes[0], s.planes[1], s.planes[2]},
                       .strides = {s.strides[0], s.strides[1], s.strides[2]}};
}

// Two rows of a few pixels, with the neighbour that the first chroma sample takes in on their left.
static void convert_strip(samples to, pixels from, nb_rgba ground, int x, int y, int until)
{
  uint8_t room[2][4 * (STRIP + 2)], planes[3][2 * (STRIP + 2)];
  int width = until - x < STRIP ? until - x : STRIP, before = x > 0 ? 2 : 0;
  for (int row = 0; row < 2; row++)
    for (int column = -before; column < width; column++) {
      straight p = straight_pixel(from, x + column, y + row, ground);
      uint8_t *at = room[row] + 4 * (column + before);
      at[0] = p.r, at[1] = p.g, at[2] = p.b, at[3] = 255;
      if (column >= 0)
        to.planes[3][(size_t)(y + row) * to.strides[3] + (size_t)(x + column)] = p.a;
    }
  yuv_picture part = {.width = width + before,
                      .height = 2,
                      .planes = {planes[0], planes[1], planes[2]},
                      .strides = {STRIP + 2, STRIP + 2, STRIP + 2}};
  yuv_convert(part, (pixels){.width = part.width, .height = 2, .stride = sizeof room[0], .bytes = room[0]},
              (patch){0, 0, part.width, 2});
  yuv_picture whole = yuv_of(to);
  for (int plane = 0; plane < 3; plane++) {
    size_t by = plane ? 2 : 1;
    for (size_t row = 0; row < 2 / by; row++)
      for (size_t column = 0; column < (size_t)width / by; column++)
        whole.planes[plane][((size_t)y / by + row) * whole.strides[plane] + (size_t)x / by + column] =
            planes[plane][row * (STRIP + 2) + (size_t)before / by + column];
  }
}

// Ten bits: ITU-R BT.709-6, 3.2 and 3.4, and table 3.5's 10-bit levels.
static void convert_row_10bit(samples to, pixels from, nb_rgba ground, int first, int until, int y)
{
  uint16_t *row[4];
  for (int plane = 0; plane < 4; plane++)
    row[plane] = (uint16_t *)(void *)(to.planes[plane] + (size_t)y * to.strides[plane]);
  for (int x = first; x < until; x++) {
    straight p = straight_pixel(from, x, y, ground);
    float r = (float)p.r / 255, g = (float)p.g / 255, b = (float)p.b / 255;
    float luma = 0.2126f * r + 0.7152f * g + 0.0722f * b;
    row[0][x] = (uint16_t)(64.5f + 876 * luma);
    row[1][x] = (uint16_t)(512.5f + 896 * (b - luma) / 1.8556f);
    row[2][x] = (uint16_t)(512.5f + 896 * (r - luma) / 1.5748f);
    row[3][x] = (uint16_t)((p.a * 1023 + 127) / 255);
  }
}

void samples_convert(samples to, pixels from, nb_rgba ground, patch changed)
{
  if (changed.right < to.width && to.kind != SAMPLES_4444_10BIT)
    changed.right += 2;
  if (to.kind == SAMPLES_420)
    yuv_convert(yuv_of(to), from, changed);
  else if (to.kind == SAMPLES_420_ALPHA)
    for (int y = changed.top; y < changed.bottom; y += 2)
      for (int x = changed.left; x < changed.right; x += STRIP)
        convert_strip(to, from, ground, x, y, changed.right);
  else
    for (int y = changed.top; y < changed.bottom; y++)
      convert_row_10bit(to, from, ground, changed.left, changed.right, y);
}
