// What of sound the files of the encoder's module share.
#ifndef FILM_SOUND_LIBAV_H
#define FILM_SOUND_LIBAV_H

#include <libavcodec/avcodec.h>

#include "film/sound.h"

// Opens an encoder of mono sound: Opus at 40 kbit/s, or AAC at 96. *out, where it is not NULL, is to be freed in any case.
// Fails with NB_NO_ENCODER or NB_NO_MEMORY.
nb_error libav_open_sound(AVCodecContext **out, enum AVCodecID codec);

// A frame for `codec->frame_size` samples, with memory of its own; NULL without memory.
AVFrame *libav_sound_frame(const AVCodecContext *codec);

// Puts samples into a frame, as the codec's form has them.
void libav_fill_sound(AVFrame *frame, const float *wave, int count);

nb_error libav_voice_open(void **out, sound_sink *sink, void *to, int *delay);
nb_error libav_voice_write(void *encoder, const float *wave, int count);
nb_error libav_voice_finish(void *encoder);
void libav_voice_close(void *encoder);
nb_error libav_speech_open(void **out);
int libav_speech_read(void *decoder, const void *bytes, size_t size, float *wave, int capacity);
void libav_speech_close(void *decoder);

#endif
