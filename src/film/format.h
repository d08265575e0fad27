// The kinds of films there are, told by the ending of a file's name.
#ifndef FILM_FORMAT_H
#define FILM_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/error.h"

typedef enum film_format {
  FILM_MP4,  // H.264 by x264, crf 18
  FILM_WEBM, // VP9 by libvpx; AV1's encoders take ten times as long here, and carry no alpha
  FILM_MOV,  // ProRes 4444, 10 bits: what editors take
  FILM_GIF,  // a palette for the whole film, ordered dithering (palette.h)
  FILM_PNG,  // a file a frame: the name holds %d or %05d for its number, from 0
  FILM_FORMAT_COUNT,
} film_format;

typedef struct format_info {
  const char *ending;
  bool encoded;     // by libavcodec; the others are our own
  bool even;        // its chroma needs an even width and height
  bool transparent; // it can hold a transparent ground
  bool chapters;    // it can hold chapters
  int max_fps;
  int fps, width, height; // where nothing else is asked for
  int group_seconds; // of a closed group of frames: what is encoded by itself, and where a player can jump to
} format_info;

const format_info *format_of(film_format format);

// The format of a file to be written. Fails with NB_USAGE where the name has none of the endings.
nb_error format_find(film_format *out, const char *path);

// Whether a name stands for many files: it has one %d, or %0Nd with one digit N, and no other %.
bool format_is_sequence(const char *path);

// The file of frame `number` of a sequence. Fails with NB_CANNOT_WRITE where the name is too long.
nb_error format_frame_path(char *to, size_t capacity, const char *path, long long number);

#endif
