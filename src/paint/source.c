#include "paint/source.h"

#include <math.h>
#include <string.h>

#include "paint/kernel.h"

static bool invert(const raster_affine *m, raster_affine *out)
{
  double d = m->i.x * m->j.y - m->i.y * m->j.x;
  if (!(fabs(d) > 0) || !isfinite(1 / d))
    return false;
  raster_point i = {m->j.y / d, -m->i.y / d}, j = {-m->j.x / d, m->i.x / d};
  *out = (raster_affine){
      i, j, {-(m->origin.x * i.x + m->origin.y * j.x), -(m->origin.x * i.y + m->origin.y * j.y)}};
  return true;
}

static uint32_t mix(uint32_t a, uint32_t b, double t)
{
  uint32_t mixed = 0;
  for (int k = 0; k < 32; k += 8) {
    double from = a >> k & 255, to = b >> k & 255;
    mixed |= (uint32_t)lrint(from + (to - from) * t) << k;
  }
  return mixed;
}

static uint32_t color_at(const nb_stop *stops, uint32_t count, double t)
{
  uint32_t next = 0;
  while (next < count && stops[next].at <= t)
    next++;
  if (next == 0)
    return premultiply(stops[0].color);
  if (next == count)
    return premultiply(stops[count - 1].color);
  const nb_stop *a = &stops[next - 1], *b = &stops[next];
  return mix(premultiply(a->color), premultiply(b->color), (t - a->at) / ((double)b->at - a->at));
}

bool source_gradient(source *s, const nb_paint *paint, const nb_stop *stops, const raster_affine *place)
{
  raster_affine back;
  if (!invert(place, &back))
    return false;
  double x = (double)paint->to.x - paint->from.x, y = (double)paint->to.y - paint->from.y,
         square = x * x + y * y;
  s->pixels = NULL;
  s->layer = NULL;
  for (int k = 0; k < SOURCE_RAMP; k++)
    s->ramp[k] = color_at(stops, paint->stop_count, k / (SOURCE_RAMP - 1.0));
  if (square == 0) { // from and to are one point: all lies beyond the end
    s->from_pixels = (raster_affine){.origin = {1, 0}};
    return true;
  }
  x /= square;
  y /= square;
  double start = paint->from.x * x + paint->from.y * y;
  s->from_pixels = (raster_affine){{back.i.x * x + back.i.y * y, 0},
                                   {back.j.x * x + back.j.y * y, 0},
                                   {back.origin.x * x + back.origin.y * y - start, 0}};
  return true;
}

// Where each of an image's pixels is one of the target's, nothing is mixed. `to` leads from its pixels to those.
static bool lies_on_pixels(source *s, const raster_affine *to)
{
  double x = floor(to->origin.x + 0.5), y = floor(to->origin.y + 0.5), w = s->width, h = s->height;
  double off_x = fabs(to->origin.x - x) + w * fabs(to->i.x - 1) + h * fabs(to->j.x);
  double off_y = fabs(to->origin.y - y) + w * fabs(to->i.y) + h * fabs(to->j.y - 1);
  double least = s->filter == NB_NEAREST ? 0.499 : 1.0 / 512; // a place between pixels is told to 1/256
  if (!(off_x < least && off_y < least && fabs(x) < 1e6 && fabs(y) < 1e6))
    return false;
  s->left = (int)x;
  s->top = (int)y;
  return true;
}

bool source_image(source *s, const nb_image_fixed *image, const uint8_t *pixels, const raster_affine *place)
{
  nb_rect r = image->where;
  raster_affine texels = {{r.width / (double)image->width, 0},
                          {0, -r.height / (double)image->height},
                          {r.x, (double)r.y + r.height}};
  raster_affine m = raster_affine_multiply(*place, texels);
  s->pixels = pixels;
  s->layer = NULL;
  s->width = image->width;
  s->height = image->height;
  s->filter = image->filter;
  s->alpha = (uint32_t)lrintf(image->alpha * 255);
  s->own = lies_on_pixels(s, &m);
  return s->alpha > 0 && invert(&m, &s->from_pixels);
}

static uint32_t texel(const source *s, int64_t x, int64_t y)
{
  x = x < 0 ? 0 : x >= s->width ? s->width - 1 : x;
  y = y < 0 ? 0 : y >= s->height ? s->height - 1 : y;
  uint32_t pixel;
  memcpy(&pixel, s->pixels + 4 * ((size_t)y * s->width + (size_t)x), sizeof pixel);
  return pixel;
}

// Mixes four pixels; fx and fy are the weights of the right and the lower ones, in 1/256.
static uint32_t mix_four(const uint32_t p[4], uint32_t fx, uint32_t fy)
{
  uint32_t mixed = 0;
  for (int k = 0; k < 32; k += 8) {
    uint32_t upper = (p[0] >> k & 255) * (256 - fx) + (p[1] >> k & 255) * fx;
    uint32_t lower = (p[2] >> k & 255) * (256 - fx) + (p[3] >> k & 255) * fx;
    mixed |= (upper * (256 - fy) + lower * fy + 32768) >> 16 << k;
  }
  return mixed;
}

// A place in the image in 1/256 of a pixel; far outside is as good as just outside.
static int64_t grid(double v, uint32_t size)
{
  return llrint(raster_min(raster_max(v, -2), size + 2.0) * 256);
}

static uint32_t sample(const source *s, double x, double y)
{
  if (s->filter == NB_NEAREST)
    return texel(s, grid(x, s->width) >> 8, grid(y, s->height) >> 8);
  int64_t gx = grid(x - 0.5, s->width), gy = grid(y - 0.5, s->height);
  int64_t tx = gx >> 8, ty = gy >> 8;
  if (((gx | gy) & 255) == 0)
    return texel(s, tx, ty);
  uint32_t four[4] = {texel(s, tx, ty), texel(s, tx + 1, ty), texel(s, tx, ty + 1), texel(s, tx + 1, ty + 1)};
  return mix_four(four, gx & 255, gy & 255);
}

static void fetch_ramp(const source *s, uint32_t *to, raster_point at, int tiles)
{
  for (int k = 0; k < 4 * tiles; k++) {
    double t = at.x + k * s->from_pixels.i.x;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    to[k / 4 * 16 + k % 4] = s->ramp[(int)(t * (SOURCE_RAMP - 1) + 0.5)];
  }
}

// A row of an image that lies on the target's pixels, from its pixel (x, y) on; what reaches beyond its border is as the border.
static void fetch_own(const source *s, uint32_t *to, int x, int y, int tiles)
{
  int count = 4 * tiles;
  if (x >= 0 && x + count <= (int)s->width && y >= 0 && y < (int)s->height) {
    const uint8_t *pixels = s->pixels + 4 * ((size_t)y * s->width + (size_t)x);
    for (int k = 0; k < tiles; k++)
      memcpy(to + 16 * k, pixels + 16 * (size_t)k, 16);
  } else {
    for (int k = 0; k < count; k++)
      to[k / 4 * 16 + k % 4] = texel(s, x + k, y);
  }
}

static void fetch_sampled(const source *s, uint32_t *to, raster_point at, int tiles)
{
  for (int k = 0; k < 4 * tiles; k++)
    to[k / 4 * 16 + k % 4] = sample(s, at.x + k * s->from_pixels.i.x, at.y + k * s->from_pixels.i.y);
}

static void fade(const source *s, uint32_t *to, int tiles)
{
  for (int k = 0; k < 16 * tiles && s->alpha < 255; k++)
    to[k] = scale_pixel(to[k], s->alpha);
}

void source_space(source *s, const space_layer *layer)
{
  s->pixels = NULL;
  s->layer = layer;
}

const uint32_t *source_fetch(const source *s, uint32_t *to, int x, int y, int tiles)
{
  if (s->layer)
    return space_layer_at(s->layer, x - s->layer->x / 4, y - s->layer->y / 4);
  for (int row = 0; row < 4; row++) {
    nb_vec2 centre = {(float)(4 * x) + 0.5f, (float)(4 * y + row) + 0.5f};
    raster_point at = raster_affine_apply(&s->from_pixels, centre);
    if (!s->pixels)
      fetch_ramp(s, to + 4 * row, at, tiles);
    else if (s->own)
      fetch_own(s, to + 4 * row, 4 * x - s->left, 4 * y + row - s->top, tiles);
    else
      fetch_sampled(s, to + 4 * row, at, tiles);
  }
  if (s->pixels)
    fade(s, to, tiles);
  return to;
}
