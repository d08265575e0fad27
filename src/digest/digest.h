// What is to be read the next morning in twenty minutes: of each lesson the notes, what was missed, and the key picture of
// each step that matters with one's own ink over it; as Markdown with pictures beside it, or on paper.
//
//   gather.c   the notebook to parts: text (Markdown) and pictures, in the order of reading
//   file.c     the parts to a .md, and its pictures to a folder beside it
//   paper.c    the parts to a .pdf, set by note/page.h and film/vector.h
//
// A step matters where somebody wrote over it, missed something there, or, where there is no such step, where it holds what
// a good explanation says.
#ifndef DIGEST_DIGEST_H
#define DIGEST_DIGEST_H

#include "film/film.h"
#include "nabla/scene.h"
#include "notebook/ink_page.h"
#include "notebook/notebook.h"

typedef struct digest_part {
  char *text; // Markdown
  int step;   // whose picture follows it; -1: none
} digest_part;

enum { DIGEST_PARTS = NB_MAX_STEPS + 1 };

// A lesson.
typedef struct digest {
  char scene[NOTEBOOK_ID];
  digest_part parts[DIGEST_PARTS];
  int count;
  ink_page ink[NB_MAX_STEPS];
  bool unread; // not all of its ink could be read
} digest;

// Gathers what the notebook has of a scene. Fails with NB_NO_MEMORY.
nb_error digest_gather(digest *d, notebook *n, const char *id, const nb_scene *scene);
void digest_free(digest *d);

// A lesson that is to be written: its id, and the plugin that shows it.
typedef struct digest_lesson {
  const char *id, *plugin;
} digest_lesson;

// Writes lessons as job->output, whose ending says as what (.md, .pdf): of the job its folders count. Fails as the scenes
// and the file do; what was there is then as it was.
nb_error digest_write(const film_job *job, notebook *n, const digest_lesson *lessons, int count);

#endif
