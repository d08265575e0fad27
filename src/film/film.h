// Pixels to files: pictures, films, contact sheets. Every file is written beside its name and renamed when it
// is whole, so an interrupted one leaves nothing.
//
//   shot      a scene set up to have its picture taken: display lists of any moment
//   reel      the moments of a film, drawn, painted and converted by several threads, in order
//   yuv       pixels to the samples that H.264 wants
//   encoder   samples to a film
//   png       pixels to a picture file
//   svg       a display list to a drawing file
//   output    a file that appears only when it is whole
#ifndef FILM_FILM_H
#define FILM_FILM_H

#include <signal.h>
#include <stdbool.h>

#include "nabla/color.h"
#include "nabla/error.h"
#include "paint/painter.h"

// What is needed to make a picture of a moment. A range or size that is wrong fails with NB_USAGE or
// NB_OUT_OF_RANGE before anything is written.
typedef struct film_job {
  const char *plugin;          // path
  const char *assets;          // folder
  const char *const *settings; // "name=value" for parameters
  int setting_count;
  nb_theme theme;
  int width,
      height; // pixels, 16 to 16384, even for a video; 0: 1920 x 1080, for a sheet's pictures 800 x 450
  int fps;    // 1 to 240; 0: 60
  int jobs;   // how many work at once, 1 to 64; 0: as many as there are cores
  int step;   // film_picture: the end of this step, counted from 1; 0: the moment `from`
  bool has_from, has_to;
  float from, to; // seconds from the scene's start (nominal); without has_to, to its end
  const char *output;
  bool quiet;      // no progress
  bool in_process; // run the scene in this process: stage.h
  // Where not NULL: the work ends with NB_INTERRUPTED soon after a signal handler has set it.
  const volatile sig_atomic_t *stop;
} film_job;

// One moment as PNG.
nb_error film_picture(const film_job *job);
// Every step at its end as OUT-01.png, OUT-02.png, ... for an output named OUT.png.
nb_error film_steps(const film_job *job);
// H.264 in MP4: yuv420p, BT.709 tagged, faststart. The same bytes whatever job->jobs. Live and waiting steps
// take their nominal seconds. The picture of frame k is that of the moment from + k / fps.
nb_error film_video(const film_job *job);
// Every step, mid-motion and at rest, on one picture.
nb_error film_sheet(const film_job *job);

// Writes pixels (premultiplied, any order and stride) as PNG: RGB where all are opaque, else RGBA.
// Fails with NB_CANNOT_WRITE, saying why; the path then holds what it held before.
nb_error film_write_png(const char *path, pixels picture);

// Paints a display list with Cairo, over ground (straight RGBA), as SVG of width x height pixels; glyphs are outlines.
// Fails with NB_BAD_LIST, NB_NO_MEMORY, or NB_CANNOT_WRITE; the path then holds what it held before.
nb_error film_write_svg(const char *path, const nb_fonts *fonts, nb_rgba ground, const paint_layer *layer,
                        int width, int height);

#endif
