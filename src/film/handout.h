// A handout to print: a page a step with its picture, caption, question and formulas, and room for writing.
//
//   title                      step 3 of 9
//   Read the columns
//   +----------------------------------+
//   |             picture              |    the light theme, as lines and letters
//   +----------------------------------+
//   caption, or | question
//   formulas, larger than in the picture
//   . . . . . . . . . . . . . . . . . .     dots to write on
//                    12
#ifndef FILM_HANDOUT_H
#define FILM_HANDOUT_H

#include "film/film.h"

typedef enum handout_paper { HANDOUT_A4, HANDOUT_LETTER } handout_paper;

// Writes the steps of the scenes `plugins`, one after the other, to the PDF job->output. Of the job are used assets,
// output, quiet, in_process and stop. Fails as film_picture does.
nb_error film_handout(const film_job *job, const char *const *plugins, int plugin_count, handout_paper paper);

#endif
