// A job with every choice made: what film_picture, film_video and the others share.
#ifndef FILM_JOB_H
#define FILM_JOB_H

#include "film/film.h"
#include "film/shot.h"

// Puts the defaults where the job has zeros, and checks the numbers that need no scene. Fails with
// NB_OUT_OF_RANGE.
nb_error job_complete(film_job *job, int default_width, int default_height);

// Checks the job's stretch of time against the scene's length, and finds its ends: *from <= *to. Fails with
// NB_OUT_OF_RANGE, saying how long the scene is.
nb_error job_stretch(const film_job *job, const shot *s, float *from, float *to);

// Whether the job is to end now.
bool job_stopped(const film_job *job);

// Memory for a picture of width x height, in *picture with its stride. Fails with NB_NO_MEMORY.
nb_error job_canvas(pixels *picture, int width, int height);

// Opens the job's scene and a painter that uses the job's threads. On failure both are NULL. Where OpenGL was asked for and
// cannot be had, one line says so and the processor paints.
//
// Unless it is asked for, a card paints no files: the processor's pixels are the same on every machine of a kind, and
// nothing has to be read back.
nb_error job_open(const film_job *job, shot **s, painter **p);

#endif
