// Sound: what somebody said to packets of Opus and back. All sound is mono, floats from -1 to 1, SOUND_RATE of them a second.
//
// The work is done by libavcodec, in the encoder's module (encoder_module.h).
#ifndef FILM_SOUND_H
#define FILM_SOUND_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

enum { SOUND_RATE = 48000, SOUND_PACKET = 960 }; // wave a second, and of a packet of Opus

// Where packets go. What it is given is valid during the call.
typedef void sound_sink(void *to, const void *bytes, size_t size);

typedef struct voice voice;

// Begins to encode. *delay is set to how many samples come out of a decoder before the first that is written. Fails with
// NB_NO_ENCODER or NB_NO_MEMORY; *out is then NULL.
nb_error voice_open(voice **out, sound_sink *sink, void *to, int *delay);
nb_error voice_write(voice *v, const float *wave, int count);
void voice_close(voice *v); // hands out what is still in it

typedef struct speech speech;

// Begins to decode. Fails as voice_open.
nb_error speech_open(speech **out);
void speech_close(speech *s);

// What a packet says: the count of samples, at most `capacity`; 0 where it is no packet.
int speech_read(speech *s, const void *bytes, size_t size, float *wave, int capacity);

// Sound as a film asks for it: `count` samples from sample `first` of it on; where there is none they are zero.
typedef struct film_sound {
  void (*read)(void *context, int64_t first, float *wave, int count);
  void *context;
} film_sound;

#endif
