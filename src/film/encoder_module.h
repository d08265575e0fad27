// What the encoder's module, nabla-encoder.so, exports as `nabla_encoder`: encoders, decoders and muxers by
// libavcodec and libavformat.
//
// It is a module because libavcodec brings 130 libraries with it that take half of the program's start: they are
// loaded when there is something to film.
#ifndef FILM_ENCODER_MODULE_H
#define FILM_ENCODER_MODULE_H

#include "film/encoder.h"
#include "film/plan.h"
#include "film/samples.h"
#include "film/sound.h"

typedef struct encoder_module {
  nb_error (*open)(void **out, const encoder_options *options, packet_sink *sink, void *to);
  nb_error (*write)(void *encoder, samples picture);
  nb_error (*finish)(void *encoder);
  void (*close)(void *encoder);
  nb_error (*mux_open)(void **out, const film_plan *plan, const char *path, const char *name,
                       const film_sound *sound);
  nb_error (*mux_write)(void *muxer, const film_packet *packet);
  nb_error (*mux_finish)(void *muxer);
  void (*mux_close)(void *muxer);
  nb_error (*voice_open)(void **out, sound_sink *sink, void *to, int *delay);
  nb_error (*voice_write)(void *encoder, const float *wave, int count);
  nb_error (*voice_finish)(void *encoder);
  void (*voice_close)(void *encoder);
  nb_error (*speech_open)(void **out);
  int (*speech_read)(void *decoder, const void *bytes, size_t size, float *wave, int capacity);
  void (*speech_close)(void *decoder);
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
