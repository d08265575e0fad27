#include <cairo-svg.h>
#include <errno.h>

#include "film/film.h"
#include "film/output.h"
#include "paint/cairo.h"

static void paint_ground(cairo_t *to, nb_rgba c)
{
  cairo_set_source_rgba(to, (c & 255) / 255.0, (c >> 8 & 255) / 255.0, (c >> 16 & 255) / 255.0,
                        (c >> 24) / 255.0);
  cairo_paint(to);
}

static nb_error draw(const char *path, const char *partial, const nb_fonts *fonts, nb_rgba ground,
                     const paint_layer *layer, int width, int height)
{
  cairo_surface_t *surface = cairo_svg_surface_create(partial, width, height);
  cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
  cairo_t *to = cairo_create(surface);
  paint_ground(to, ground);
  nb_error e = paint_with_cairo(to, fonts, layer, 1);
  cairo_destroy(to);
  errno = 0;
  cairo_surface_finish(surface);
  cairo_status_t status = cairo_surface_status(surface);
  if (!nb_failed(e) && status != CAIRO_STATUS_SUCCESS)
    e = status == CAIRO_STATUS_NO_MEMORY ? nb_fail(NB_NO_MEMORY, "no memory to write %s", path)
                                         : output_failed(path, errno ? errno : EIO);
  cairo_surface_destroy(surface);
  return e;
}

nb_error film_write_svg(const char *path, const nb_fonts *fonts, nb_rgba ground, const paint_layer *layer,
                        int width, int height)
{
  output o;
  nb_error e = output_begin(&o, path);
  if (nb_failed(e))
    return e;
  e = draw(path, o.partial, fonts, ground, layer, width, height);
  if (nb_failed(e)) {
    output_drop(&o);
    return e;
  }
  return output_keep(&o);
}
