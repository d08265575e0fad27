// What the encoder's module, nabla-encoder.so, exports as `nabla_encoder`: encoders and muxers by libavcodec and
// libavformat.
//
// It is a module because libavcodec brings 130 libraries with it that take half of the program's start: they are
// loaded when there is something to film.
#ifndef FILM_ENCODER_MODULE_H
#define FILM_ENCODER_MODULE_H

#include "film/encoder.h"
#include "film/plan.h"
#include "film/samples.h"

typedef struct encoder_module {
  nb_error (*open)(void **out, const encoder_options *options, packet_sink *sink, void *to);
  nb_error (*write)(void *encoder, samples picture);
  nb_error (*finish)(void *encoder);
  void (*close)(void *encoder);
  nb_error (*mux_open)(void **out, const film_plan *plan, const char *path, const char *name);
  nb_error (*mux_write)(void *muxer, const film_packet *packet);
  nb_error (*mux_finish)(void *muxer);
  void (*mux_close)(void *muxer);
} encoder_module;

// Loads the module. It stays loaded: libavcodec leaves threads and tables behind that would outlive it. Fails with
// NB_NO_ENCODER.
nb_error encoder_module_load(const encoder_module **out);

// The kind of samples that a format's encoder wants.
static inline samples_kind encoder_samples(film_format format, bool transparent)
{
  return format == FILM_MOV ? SAMPLES_4444_10BIT : transparent ? SAMPLES_420_ALPHA : SAMPLES_420;
}

#endif
