#include "film/vector.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "film/cutout.h"
#include "film/film.h"
#include "paint/cairo.h"

struct vector {
  output output;
  FILE *file; // NULL once it is kept
  int reason; // why it could not be written; 0: it could
  bool pdf;
  const nb_fonts *fonts;
  cairo_type *type;
  cairo_surface_t *surface; // NULL before an SVG's page
};

static bool ends(const char *path, const char *ending)
{
  size_t length = strlen(path);
  return length > 4 && strcasecmp(path + length - 4, ending) == 0;
}

bool vector_is(const char *path)
{
  return ends(path, ".svg") || ends(path, ".pdf");
}

// Cairo's own files forget why they could not be written, and after an error it leaks fonts: it is not told of any.
static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned size)
{
  vector *v = to;
  errno = 0;
  if (v->reason == 0 && fwrite(bytes, 1, size, v->file) != size)
    v->reason = errno ? errno : EIO;
  return CAIRO_STATUS_SUCCESS;
}

static void open_pdf(vector *v)
{
  v->surface = cairo_pdf_surface_create_for_stream(write_bytes, v, 1, 1);
  cairo_pdf_surface_set_metadata(v->surface, CAIRO_PDF_METADATA_CREATOR, "Nabla");
  // The same film of the same scene is the same file.
  cairo_pdf_surface_set_metadata(v->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

nb_error vector_open(vector **out, const char *path, vector_options options)
{
  *out = NULL;
  vector *v = calloc(1, sizeof *v);
  if (!v)
    return nb_fail(NB_NO_MEMORY, "no memory to write %s", path);
  v->fonts = options.fonts;
  v->pdf = ends(path, ".pdf");
  nb_error e = output_open(&v->output, &v->file, path);
  if (nb_failed(e)) {
    free(v);
    return e;
  }
  e = cairo_type_open(&v->type, options.fonts, options.assets);
  if (!nb_failed(e) && v->pdf)
    open_pdf(v);
  if (nb_failed(e))
    vector_close(v);
  else
    *out = v;
  return e;
}

static void paint_ground(cairo_t *to, nb_rgba c)
{
  if (c >> 24 == 0)
    return;
  cairo_set_source_rgba(to, (c & 255) / 255.0, (c >> 8 & 255) / 255.0, (c >> 16 & 255) / 255.0,
                        (c >> 24) / 255.0);
  cairo_paint(to);
}

// What hides things in the ground's colour is left out where there is no ground.
static nb_error paint_clear(vector *v, cairo_t *to, nb_rgba ground, paint_layer layer)
{
  void *clear = malloc(layer.size);
  if (!clear)
    return nb_fail(NB_NO_MEMORY, "no memory to write %s", v->output.path);
  cutout_recolor(clear, &layer, ground, 0);
  layer.list = clear;
  nb_error e = paint_with_cairo_type(to, v->fonts, v->type, &layer, 1);
  free(clear);
  return e;
}

static nb_error paint_layers(vector *v, cairo_t *to, nb_rgba ground, const paint_layer *layers, int count)
{
  nb_error e = nb_ok();
  if (ground >> 24 || ground == 0)
    return paint_with_cairo_type(to, v->fonts, v->type, layers, count);
  for (int k = 0; k < count && !nb_failed(e); k++)
    e = paint_clear(v, to, ground, layers[k]);
  return e;
}

nb_error vector_page(vector *v, nb_rgba ground, const paint_layer *layers, int layer_count, int width,
                     int height, double width_points)
{
  double scale = v->pdf ? width_points / width : 1;
  if (v->pdf) {
    cairo_pdf_surface_set_size(v->surface, width_points, height * scale);
  } else {
    v->surface = cairo_svg_surface_create_for_stream(write_bytes, v, width, height);
    cairo_svg_surface_set_document_unit(v->surface, CAIRO_SVG_UNIT_PX);
  }
  cairo_t *to = cairo_create(v->surface);
  cairo_scale(to, scale, scale);
  paint_ground(to, ground);
  nb_error e = paint_layers(v, to, ground, layers, layer_count);
  cairo_show_page(to);
  cairo_destroy(to);
  return v->reason ? output_failed(v->output.path, v->reason) : e;
}

void vector_title(vector *v, const char *title)
{
  if (v->pdf)
    cairo_pdf_surface_set_metadata(v->surface, CAIRO_PDF_METADATA_TITLE, title);
}

nb_error vector_keep(vector *v)
{
  cairo_surface_finish(v->surface);
  cairo_status_t status = cairo_surface_status(v->surface);
  if (status == CAIRO_STATUS_NO_MEMORY)
    return nb_fail(NB_NO_MEMORY, "no memory to write %s", v->output.path);
  if (v->reason || status != CAIRO_STATUS_SUCCESS)
    return output_failed(v->output.path, v->reason ? v->reason : EIO);
  FILE *file = v->file;
  v->file = NULL;
  return output_close(&v->output, file);
}

void vector_close(vector *v)
{
  if (!v)
    return;
  if (v->surface)
    cairo_surface_destroy(v->surface);
  cairo_type_close(v->type);
  if (v->file) {
    fclose(v->file);
    output_drop(&v->output);
  }
  free(v);
}

nb_error film_write_vector(const char *path, const char *assets, const nb_fonts *fonts, nb_rgba ground,
                           const paint_layer *layer, int width, int height)
{
  vector *v;
  nb_error e = vector_open(&v, path, (vector_options){.fonts = fonts, .assets = assets});
  if (nb_failed(e))
    return e;
  e = vector_page(v, ground, layer, 1, width, height, 0.75 * width);
  if (!nb_failed(e))
    e = vector_keep(v);
  vector_close(v);
  return e;
}
