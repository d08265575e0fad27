#include <math.h>

#include "nabla/board/recorder.h"

// The colours that samples can take, from low to high.
enum { SHADES = 256 };

static void span_of(const float *values, size_t count, float *low, float *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (size_t k = 0; k < count; k++) {
    if (!isfinite(values[k]))
      continue;
    *low = fminf(*low, values[k]);
    *high = fmaxf(*high, values[k]);
  }
}

static void make_shades(const nb_board *b, const nb_style *style, nb_color middle, nb_rgba shades[SHADES])
{
  nb_color low = style->color == NB_DEFAULT ? NB_GROUND : style->color;
  nb_color high = style->fill == NB_DEFAULT ? NB_K : style->fill;
  for (int k = 0; k < SHADES; k++) {
    float t = (float)k / (SHADES - 1);
    nb_rgba c = middle == NB_DEFAULT ? nb_mix(b, low, high, t)
                : t < 0.5f           ? nb_mix(b, low, middle, 2 * t)
                                     : nb_mix(b, middle, high, 2 * t - 1);
    nb_rgba alpha = c >> 24, premultiplied = alpha << 24;
    for (int shift = 0; shift < 24; shift += 8)
      premultiplied |= ((c >> shift & 0xff) * alpha + 127) / 255 << shift;
    shades[k] = premultiplied;
  }
}

// Top row first, as images are; a sample that is not finite is a hole.
static void paint_samples(nb_rgba *pixels, const float *values, int columns, int rows, nb_heat_spec spec,
                          const nb_rgba shades[SHADES])
{
  double scale = spec.high > spec.low ? (SHADES - 1) / ((double)spec.high - spec.low) : 0;
  for (int row = 0; row < rows; row++) {
    const float *from = values + (size_t)(rows - 1 - row) * (size_t)columns;
    for (int column = 0; column < columns; column++) {
      double shade = fmin(fmax(((double)from[column] - spec.low) * scale, 0), SHADES - 1);
      *pixels++ = isfinite(from[column]) ? shades[(int)(shade + 0.5)] : 0;
    }
  }
}

void nb_heat_map(nb_board *b, nb_plane plane, const float *values, int columns, int rows, nb_heat_spec spec,
                 nb_style style)
{
  nb_rect area = plane.area, where = area;
  nb_rgba shades[SHADES];
  if (!board_shows(&style) || values == NULL || columns < 1 || rows < 1 || columns > NB_LIST_MAX_IMAGE ||
      rows > NB_LIST_MAX_IMAGE)
    return;
  size_t count = (size_t)columns * (size_t)rows;
  nb_rgba *pixels = count * 4 <= NB_LIST_MAX_BYTES ? board_take(b, count * sizeof *pixels) : NULL;
  if (pixels == NULL)
    return;
  if (spec.low == 0 && spec.high == 0)
    span_of(values, count, &spec.low, &spec.high);
  make_shades(b, &style, spec.middle, shades);
  paint_samples(pixels, values, columns, rows, spec, shades);
  // Smooth: a sample stands at a point of the grid, and its pixel's middle with it, so that the outermost
  // pixels reach half a cell beyond the area.
  if (spec.filter == NB_LINEAR && columns > 1 && rows > 1) {
    float x = area.width / (float)(columns - 1), y = area.height / (float)(rows - 1);
    where = (nb_rect){area.x - 0.5f * x, area.y - 0.5f * y, area.width + x, area.height + y};
  }
  nb_clip(b, area);
  nb_image(b, where, (const uint8_t *)pixels, columns, rows, spec.filter, style);
  nb_end(b);
}
