// A scene set up to have its picture taken, as the player would show it: the stage, the interface around it,
// and the fonts of both. One thread at a time may use it; what it gives may be painted on any thread.
#ifndef FILM_SHOT_H
#define FILM_SHOT_H

#include "film/film.h"
#include "stage/stage.h"

typedef struct shot shot;

// Opens the job's scene and sets its parameters. Fails as stage_open, stage_set_text, nb_fonts_open and
// interface_create do; *out is then NULL.
nb_error shot_open(shot **out, const film_job *job);
void shot_close(shot *s);

const nb_scene *shot_scene(const shot *s); // NULL of a job with a source
stage *shot_stage(shot *s);                // likewise
const nb_fonts *shot_fonts(const shot *s);

// Nominal seconds of the whole scene (or of the source), and the position at nominal seconds from its start.
float shot_length(const shot *s);
stage_position shot_at(const shot *s, float seconds);

// The picture of a moment for a target of width x height pixels: the scene, and the interface over it.
enum { SHOT_LAYERS = 2 };
typedef struct shot_picture {
  nb_rgba ground;                  // cutout.h where it is transparent
  paint_layer layers[SHOT_LAYERS]; // the lists are valid until the next shot_take
  double stage_ms;                 // what ticking and drawing the scene took
} shot_picture;

// Goes to a position and draws it. Moments in order of time tick a ticked scene only once. Fails as
// stage_jump and stage_draw do, or with NB_INTERRUPTED. A mistake in a formula is no failure: it is told on stderr.
nb_error shot_take(shot *s, stage_position at, int width, int height, shot_picture *picture);

// The same as shot_take for a second of the film, of a job with a source too. Its pictures are drawn as the source has them.
nb_error shot_take_second(shot *s, double second, int width, int height, shot_picture *picture);

#endif
