// Pictures to a film: H.264 by x264 in MP4, through libavcodec and libavformat.
//
// The bytes depend on the pictures and the options alone: x264 is given a fixed number of threads, and no
// dates or names of versions are written.
#ifndef FILM_ENCODER_H
#define FILM_ENCODER_H

#include "film/yuv.h"
#include "nabla/error.h"

typedef struct encoder encoder;

typedef struct encoder_options {
  int width, height; // pixels, even
  int fps;
} encoder_options;

// Begins a film in the file `path`; `name` is what messages call it. Fails with NB_NO_ENCODER (no x264 in
// this libavcodec, or it does not take this size) or NB_CANNOT_WRITE; *out is then NULL.
nb_error encoder_open(encoder **out, const char *path, const char *name, encoder_options options);

// Appends one picture, which the caller may change as soon as this returns.
nb_error encoder_write(encoder *e, yuv_picture picture);

// Writes what is still in x264, and the index in front of it all.
nb_error encoder_finish(encoder *e);

// Closes the file, finished or not.
void encoder_close(encoder *e);

#endif
