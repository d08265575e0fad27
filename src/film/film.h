// Pixels to files: pictures, films, contact sheets. Every file is written beside its name and renamed when it
// is whole, so an interrupted one leaves nothing.
//
//   source    pictures from elsewhere: a recording
//   shot      a scene set up to have its picture taken: display lists of any moment
//   travel    how it goes from moment to moment where nobody has a hand
//
//   plan      what a film consists of: frames in closed groups, steps, captions
//   stretch   the pictures of a group in order: drawn, and painted where they change
//   cutout    pictures without a ground
//   samples   pixels to what a codec wants; yuv is the kind that films want most
//   encoder   pictures to packets: libavcodec (encoder_libav, a module), or our own GIF (gif, palette)
//   part      a group's packets as a file
//   crew      the processes that make the parts
//   video     all of it; join: parts to a film, by a muxer (in the module, or our own)
//
//   png, vector    a picture to a file of pixels, or of lines and letters
//   font_face what a page for browsers needs of a font
//   output    a file that appears only when it is whole
#ifndef FILM_FILM_H
#define FILM_FILM_H

#include <signal.h>
#include <stdbool.h>

#include "nabla/color.h"
#include "nabla/error.h"
#include "paint/painter.h"

// Where a film's captions go.
typedef enum film_captions {
  FILM_BURNT,    // into the picture, as in the player
  FILM_SRT,      // beside it: OUT.srt
  FILM_VTT,      // OUT.vtt
  FILM_CHAPTERS, // into the titles of the file's chapters
  FILM_SILENT,   // nowhere
} film_captions;

// What is needed to make a picture of a moment. A range or size that is wrong fails with NB_USAGE or
// NB_OUT_OF_RANGE before anything is written.
typedef struct film_job {
  const char *plugin;               // path
  const struct film_source *source; // of a film: source.h; the plugin is then NULL
  const char *assets;               // folder
  const char *const *settings;      // "name=value" for parameters, which the steps' moves then leave so
  int setting_count;
  nb_theme theme;
  int width,
      height; // pixels, 16 to 16384, even for a video; 0: 1920 x 1080, for a sheet's pictures and a GIF 800 x 450
  int fps;  // 1 to 240; 0: 60, for a GIF 25
  int jobs; // how many work at once, 1 to 64; 0: as many as there are cores
  int step; // film_picture: the end of this step, counted from 1; 0: the moment `from`
  bool has_from, has_to;
  float from, to; // seconds from the scene's start (nominal); without has_to, to its end
  float speed;    // how much faster than in the player; 0: 1
  film_captions captions;
  bool transparent; // no ground: for pictures, .webm and .mov
  bool letters;     // what surrounds the scene is set as text, not as images: film_picture decides
  bool bare;        // the scene alone: no title, caption, step strip
  int part, parts;  // film_video: only the part'th of so many parts of the film; 0: all of it
  bool keeps_parts; // film_video: they stay in their folder, until film_forget_parts
  const char *output;
  painter_choice painter; // of pictures and sheets: the processor unless it is PAINTER_GL
  bool quiet;             // no progress
  bool in_process;        // run the scene in this process: stage.h
  // Where not NULL: the work ends with NB_INTERRUPTED soon after a signal handler has set it.
  const volatile sig_atomic_t *stop;
} film_job;

// One moment as PNG, SVG or PDF, which the output's ending names. Of what is no line and no letter, the last two hold
// images. A PDF's text can be searched; it is half a point (1/144 inch) to a pixel.
nb_error film_picture(const film_job *job);
// Every step at its end as OUT-01.png, OUT-02.png, ... for an output named OUT.png (or OUT.svg); as the pages of a PDF.
nb_error film_steps(const film_job *job);
// A film, of the kind that the output's ending names (format.h). The same bytes whatever job->jobs: every film
// is encoded in closed groups of frames, each from nothing by one process and one thread. Live and waiting steps
// take their nominal seconds, and the steps' moves are made (nb_move in nabla/scene.h). The picture of frame k is that of the
// moment from + speed * k / fps.
//
// Groups that are whole lie in the folder OUTPUT.parts until the film is put together. A film that was interrupted
// goes on from them; so does one whose parts were made on other machines with job->part, where nothing but parts
// is made. Parts of another film, or of another build of the program, are not used. Besides what a job can have
// wrong, fails with NB_USAGE where the format cannot hold what is asked for, NB_NO_ENCODER, NB_CANNOT_WRITE, and as
// the scene does, saying which frame; the text ends with where the parts lie if there are any.
nb_error film_video(const film_job *job);
// Takes away what film_video kept in FILM.parts.
void film_forget_parts(const char *film);
// Puts the parts in the folders together to the film `path`, without encoding again; no part is removed, and some folders may be empty. Fails with
// NB_MISSING_FILE, naming what is missing, and NB_BAD_FILE for a part that is damaged or of another film.
nb_error film_join(const char *const *folders, int folder_count, const char *path, bool quiet);
// Every step, mid-motion and at rest, on one picture.
nb_error film_sheet(const film_job *job);

// Writes pixels (premultiplied, any order and stride) as PNG: RGB where all are opaque, else RGBA.
// Fails with NB_CANNOT_WRITE, saying why; the path then holds what it held before.
nb_error film_write_png(const char *path, pixels picture);

// Writes a display list as SVG or PDF, which the path's ending names, of width x height pixels (a PDF has 96 to an
// inch) over ground (straight RGBA); letters are in the fonts of the assets' folder. Fails with NB_BAD_LIST,
// NB_NO_MEMORY, or NB_CANNOT_WRITE; the path then holds what it held before.
nb_error film_write_vector(const char *path, const char *assets, const nb_fonts *fonts, nb_rgba ground,
                           const paint_layer *layer, int width, int height);

#endif
