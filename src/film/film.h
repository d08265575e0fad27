// Pixels to files: pictures, films, contact sheets. Every file is written beside its name and renamed when it
// is whole, so an interrupted one leaves nothing.
#ifndef FILM_FILM_H
#define FILM_FILM_H

#include "interface/interface.h"
#include "paint/painter.h"
#include "stage/stage.h"

// What is needed to make a picture of a moment.
typedef struct film_job {
  const char *plugin;          // path
  const char *assets;          // folder
  const char *const *settings; // "name=value" for parameters
  int setting_count;
  nb_theme theme;
  int width, height; // pixels, 16 to 16384, even for a video; 0: 1920 x 1080
  int fps;           // 1 to 240; 0: 60
  int jobs;          // how many work at once, 1 to 64; 0: as many as there are cores
  bool has_from, has_to;
  float from, to; // seconds from the scene's start (nominal); without has_to, to its end
  const char *output;
  bool quiet; // no progress
} film_job;

// One moment as PNG (at job->from).
nb_error film_picture(const film_job *job);
// Every step at its end as OUT-01.png, OUT-02.png, ... for an output named OUT.png.
nb_error film_steps(const film_job *job);
// H.264 in MP4: yuv420p, BT.709 tagged, faststart. The same bytes whatever job->jobs.
nb_error film_video(const film_job *job);
// Every step, mid-motion and at rest, on one picture.
nb_error film_sheet(const film_job *job);

// Writes pixels (premultiplied, any order and stride) as PNG.
nb_error film_write_png(const char *path, pixels picture);

#endif
