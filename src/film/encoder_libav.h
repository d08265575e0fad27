// What the files of the encoder's module share.
#ifndef FILM_ENCODER_LIBAV_H
#define FILM_ENCODER_LIBAV_H

#include <libavcodec/avcodec.h>

#include "film/encoder_module.h"

// NB_CANNOT_WRITE (or NB_NO_MEMORY) with libav's words: "cannot WHAT NAME: ...".
nb_error libav_failed(const char *what, const char *name, int code);

// Opens a format's encoder; *out, where it is not NULL, is to be freed in any case. Fails with NB_NO_ENCODER or
// NB_NO_MEMORY.
nb_error libav_open_codec(AVCodecContext **out, film_format format, int width, int height, int fps,
                          bool transparent);

nb_error libav_mux_open(void **out, const film_plan *plan, const char *path, const char *name,
                        const film_sound *sound);
nb_error libav_mux_write(void *muxer, const film_packet *packet);
nb_error libav_mux_finish(void *muxer);
void libav_mux_close(void *muxer);

#endif
