#include "film/encoder.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "film/damage.h"
#include "film/encoder_module.h"
#include "film/film.h"
#include "film/gif.h"

struct encoder {
  encoder_options options;
  const encoder_module *module; // of a format that libavcodec encodes
  void *film;                   // what the module opened
  samples samples;
  uint8_t *memory; // of the samples
  gif *gif;
  int64_t next; // the number of the next picture
};

static nb_error open_module(encoder *e, packet_sink *sink, void *to)
{
  const encoder_options *o = &e->options;
  samples_kind kind = encoder_samples(o->format, o->transparent);
  e->memory = malloc(samples_bytes(kind, o->width, o->height));
  if (!e->memory)
    return nb_fail(NB_NO_MEMORY, "no memory for a picture of %d x %d pixels", o->width, o->height);
  e->samples = samples_place(kind, e->memory, o->width, o->height);
  nb_error error = encoder_module_load(&e->module);
  return nb_failed(error) ? error : e->module->open(&e->film, o, sink, to);
}

nb_error encoder_open(encoder **out, encoder_options options, packet_sink *sink, void *to)
{
  *out = NULL;
  encoder *e = calloc(1, sizeof *e);
  if (!e)
    return nb_fail(NB_NO_MEMORY, "no memory for the encoder");
  e->options = options;
  e->next = options.first;
  nb_error error = nb_ok();
  if (format_of(options.format)->encoded)
    error = open_module(e, sink, to);
  else if (options.format == FILM_GIF)
    error = gif_open(&e->gif, options.palette, options.width, options.height, sink, to);
  if (nb_failed(error))
    encoder_close(e);
  else
    *out = e;
  return error;
}

nb_error encoder_lead(encoder *e, pixels picture)
{
  return e->gif ? gif_write(e->gif, picture, e->next - 1, GIF_LEAD) : nb_ok();
}

static nb_error write_picture_file(encoder *e, pixels picture)
{
  char path[4200];
  nb_error error = format_frame_path(path, sizeof path, e->options.output, (long long)e->next);
  return nb_failed(error) ? error : film_write_png(path, picture);
}

nb_error encoder_write(encoder *e, pixels picture, const patch *changed, int change_count)
{
  nb_error error;
  if (e->gif) {
    error = gif_write(e->gif, picture, e->next, GIF_SHOWN);
  } else if (!e->module) {
    error = write_picture_file(e, picture);
  } else {
    for (int i = 0; i < change_count; i++)
      if (!patch_is_none(changed[i]))
        samples_convert(e->samples, picture, e->options.ground, changed[i]);
    error = e->module->write(e->film, e->samples);
  }
  e->next++;
  return error;
}

nb_error encoder_finish(encoder *e)
{
  return e->module ? e->module->finish(e->film) : nb_ok();
}

void encoder_close(encoder *e)
{
  if (!e)
    return;
  if (e->film)
    e->module->close(e->film);
  gif_close(e->gif);
  free(e->memory);
  free(e);
}
