#include "paint/cairo_space.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "paint/painter.h"

// A board of its full width, 13 inches, has so many pixels that it is printed on A4 at 300 to an inch; what stands smaller on
// paper needs no more of them to an inch.
enum { BOARD_PIXELS = 3400, IMAGE_MAX = 8192 };
static const double paper_pixels = 300.0 / 72; // to a point

// What an image covers: whole pixels, of which `scale` go into a unit of the device.
typedef struct frame {
  double scale;
  int x, y, width, height;
} frame;

static nb_error no_memory(void)
{
  return nb_fail(NB_NO_MEMORY, "cairo: no memory for a space");
}

static double scale_for(cairo_t *to, const cairo_matrix_t *m)
{
  if (cairo_surface_get_type(cairo_get_group_target(to)) == CAIRO_SURFACE_TYPE_IMAGE)
    return 1;
  double unit = sqrt(fabs(m->xx * m->yy - m->xy * m->yx));
  double scale = unit > 0 ? fmax(1, BOARD_PIXELS / 16.0 / unit) : 1;
  return cairo_surface_get_type(cairo_get_target(to)) == CAIRO_SURFACE_TYPE_PDF ? fmin(scale, paper_pixels)
                                                                                : scale;
}

// The box around the area of the space, as far as the clip lets it show.
static frame frame_for(cairo_t *to, const cairo_matrix_t *m, nb_rect area)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, clip[4];
  for (int k = 0; k < 4; k++) {
    double x = area.x + (k & 1 ? (double)area.width : 0), y = area.y + (k & 2 ? (double)area.height : 0);
    cairo_matrix_transform_point(m, &x, &y);
    x0 = fmin(x0, x), x1 = fmax(x1, x);
    y0 = fmin(y0, y), y1 = fmax(y1, y);
  }
  cairo_save(to);
  cairo_identity_matrix(to);
  cairo_clip_extents(to, &clip[0], &clip[1], &clip[2], &clip[3]);
  cairo_restore(to);
  x0 = fmax(x0, clip[0]), y0 = fmax(y0, clip[1]);
  x1 = fmin(x1, clip[2]), y1 = fmin(y1, clip[3]);
  frame f = {.scale = scale_for(to, m)};
  double longest = fmax(x1 - x0, y1 - y0);
  if (!(longest > 0))
    return f;
  f.scale = fmin(f.scale, (IMAGE_MAX - 2) / longest);
  f.x = (int)floor(x0 * f.scale);
  f.y = (int)floor(y0 * f.scale);
  f.width = (int)ceil(x1 * f.scale) - f.x;
  f.height = (int)ceil(y1 * f.scale) - f.y;
  return f;
}

// A display list of these commands alone.
static void *list_of(const void *commands, size_t size, uint32_t count, size_t *bytes)
{
  nb_list_header header = {NB_LIST_MAGIC, NB_LIST_VERSION, (uint32_t)(sizeof header + size), count};
  uint8_t *list = malloc(sizeof header + size);
  if (!list)
    return NULL;
  memcpy(list, &header, sizeof header);
  memcpy(list + sizeof header, commands, size);
  *bytes = sizeof header + size;
  return list;
}

static nb_error paint(const frame *f, const cairo_matrix_t *m, const void *list, size_t size,
                      cairo_surface_t *image)
{
  painter *p;
  nb_error e = painter_create(&p, NULL, 0);
  if (nb_failed(e))
    return e;
  double s = f->scale;
  paint_layer layer = {.list = list,
                       .size = size,
                       .place = {{(float)(m->xx * s), (float)(m->yx * s)},
                                 {(float)(m->xy * s), (float)(m->yy * s)},
                                 {(float)(m->x0 * s - f->x), (float)(m->y0 * s - f->y)}}};
  pixels target = {f->width, f->height, (size_t)cairo_image_surface_get_stride(image),
                   cairo_image_surface_get_data(image), PIXEL_BGRA};
  e = painter_paint(p, target, 0, &layer, 1);
  cairo_surface_mark_dirty(image);
  painter_destroy(p);
  return e;
}

static void show(cairo_t *to, const frame *f, cairo_surface_t *image)
{
  cairo_save(to);
  cairo_identity_matrix(to);
  cairo_scale(to, 1 / f->scale, 1 / f->scale);
  cairo_set_source_surface(to, image, f->x, f->y);
  cairo_pattern_set_filter(cairo_get_source(to), f->scale == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_paint(to);
  cairo_restore(to);
}

nb_error cairo_space(cairo_t *to, const void *commands, size_t size, uint32_t count)
{
  nb_space_fixed space;
  memcpy(&space, (const uint8_t *)commands + sizeof(nb_command_header), sizeof space);
  cairo_matrix_t m;
  cairo_get_matrix(to, &m);
  frame f = frame_for(to, &m, space.area);
  if (f.width <= 0 || f.height <= 0)
    return nb_ok();
  size_t bytes = 0;
  void *list = list_of(commands, size, count, &bytes);
  cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, f.width, f.height);
  nb_error e = list && cairo_surface_status(image) == CAIRO_STATUS_SUCCESS ? nb_ok() : no_memory();
  if (!nb_failed(e))
    e = paint(&f, &m, list, bytes, image);
  if (!nb_failed(e))
    show(to, &f, image);
  cairo_surface_destroy(image);
  free(list);
  return e;
}
