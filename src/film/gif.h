// GIF: pictures to the blocks of an animation, each with only what differs from the picture before; and the file around
// them. By W3C's copy of the specification: https://www.w3.org/Graphics/GIF/spec-gif89a.txt
#ifndef FILM_GIF_H
#define FILM_GIF_H

#include <stdio.h>

#include "film/packet.h"
#include "film/palette.h"

typedef struct gif gif;

typedef enum gif_use {
  GIF_SHOWN,
  GIF_LEAD, // only what the next picture is compared with
} gif_use;

// Fails with NB_NO_MEMORY; *out is then NULL.
nb_error gif_open(gif **out, const palette *colors, int width, int height, packet_sink *sink, void *to);
void gif_close(gif *g);

// Makes a packet of a picture (taken as opaque), the film's frame `number`; none of one that is as the picture
// before, whatever its first.
nb_error gif_write(gif *g, pixels picture, int64_t number, gif_use use);

// What stands before all packets, before each (shown for so many hundredths of a second), and behind them all.
void gif_put_header(FILE *to, int width, int height, const uint8_t colors[768]);
void gif_put_delay(FILE *to, int64_t hundredths);
void gif_put_end(FILE *to);

#endif
