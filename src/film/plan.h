// What a film consists of: so many frames, encoded in closed groups, and the steps that they show. A film's parts
// carry it with them, so that they can be joined where no scene is.
#ifndef FILM_PLAN_H
#define FILM_PLAN_H

#include <stdint.h>
#include <stdio.h>

#include "film/film.h"
#include "film/format.h"
#include "film/shot.h"

typedef struct plan_step {
  int64_t first; // frame in which it begins; the first step of a film begins with it
  char title[128], say[512];
} plan_step;

typedef struct film_plan {
  uint64_t key; // of all that decides about the pictures and their bytes: parts of one film have the same
  film_format format;
  film_captions captions;
  bool transparent;
  int width, height, fps;
  double from, speed;   // seconds of the scene at frame 0, and scene's seconds to a second of film
  int64_t frames;       // of the film, at least 1
  int64_t group_frames; // of a group; the last may have fewer
  int64_t groups;
  int step_count;
  plan_step steps[NB_MAX_STEPS];
} film_plan;

// Plans the film of a job that is complete, and checks what the format can hold. Fails as job_stretch does, with
// NB_USAGE or NB_OUT_OF_RANGE.
nb_error film_plan_make(film_plan *plan, const film_job *job, const shot *s);

// The frames of group `index`: from *first, *count of them.
void film_plan_group(const film_plan *plan, int64_t index, int64_t *first, int64_t *count);

// Writes the plan as lines of text, ended by an empty line; and reads it. A plan that was read holds no value that
// a film could not have; false where it does not.
void film_plan_write(const film_plan *plan, FILE *to);
bool film_plan_read(film_plan *plan, FILE *from);

#endif
