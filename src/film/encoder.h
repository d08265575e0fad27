// Pictures to packets: one closed group of frames, from nothing.
//
// The packets depend on the pictures and the options alone: every encoder runs in one thread, and writes no dates
// and no names.
#ifndef FILM_ENCODER_H
#define FILM_ENCODER_H

#include "film/damage.h"
#include "film/format.h"
#include "film/packet.h"
#include "film/palette.h"
#include "paint/painter.h"

typedef struct encoder encoder;

typedef struct encoder_options {
  film_format format;
  int width, height, fps;
  bool transparent;
  nb_rgba ground;         // what is behind transparent pictures, at a guess: samples.h
  int64_t first;          // the group's first frame in the film
  const palette *palette; // of a GIF, which must outlive the encoder
  const char *output;     // of a sequence of pictures: their name
} encoder_options;

// Begins a group. Fails with NB_NO_ENCODER (no such encoder in this system's libavcodec, or it does not take this
// size) or NB_NO_MEMORY; *out is then NULL.
nb_error encoder_open(encoder **out, encoder_options options, packet_sink *sink, void *to);

// Of a GIF's group but the first, before anything else: the picture before the group, which the first is drawn over.
nb_error encoder_lead(encoder *e, pixels picture);

// Appends one picture, which outside of the given boxes (as damage_between gives them) is as it was before.
nb_error encoder_write(encoder *e, pixels picture, const patch *changed, int change_count);

// Hands out what the encoder still has.
nb_error encoder_finish(encoder *e);

void encoder_close(encoder *e);

#endif
