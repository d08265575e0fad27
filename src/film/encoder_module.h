// What the encoder's module, nabla-encoder.so, exports as `nabla_encoder`: the functions of encoder.h on what they opened.
//
// It is a module because libavcodec brings 130 libraries with it that take half of the program's start: they are
// loaded when there is something to film.
#ifndef FILM_ENCODER_MODULE_H
#define FILM_ENCODER_MODULE_H

#include "film/encoder.h"

typedef struct encoder_module {
  nb_error (*open)(void **out, const char *path, const char *name, encoder_options options);
  nb_error (*write)(void *film, yuv_picture picture);
  nb_error (*finish)(void *film);
  void (*close)(void *film);
} encoder_module;

#endif
