// A piece of an encoded film: what an encoder makes of a picture, and a muxer puts into a file.
#ifndef FILM_PACKET_H
#define FILM_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

typedef struct film_packet {
  int64_t pts, dts; // in frames since the film's start: when it is shown, and when it is decoded
  bool key;         // decoding can begin with it
  const uint8_t *bytes;
  size_t size;
  const uint8_t *alpha; // of VP9: the alpha plane's own packet; NULL where there is none
  size_t alpha_size;
} film_packet;

// Where packets go. What it is given is valid during the call.
typedef nb_error packet_sink(void *to, const film_packet *packet);

#endif
