// What is to be read the next morning in twenty minutes: of each lesson the notes, what was missed, and the key picture of
// each step that matters with one's own ink over it; as Markdown with pictures beside it, or on paper.
//
//   gather.c   the notebook to parts: text (Markdown) and pictures, in the order of reading
//   picture.c  a part's picture
//   file.c     the parts to a .md, and its pictures to a folder beside it
//   ink.c      ink alone, a file a page
//   paper.c    the parts to a .pdf, set by note/page.h and film/vector.h
//
// A step matters where somebody wrote over it, missed something there, or, where there is no such step, where it holds what
// a good explanation says. What was missed holds until a later talk goes through that step and does better. Where a question
// was answered on the board, its picture has the answer and what is right. Blank pages that were written on come last.
#ifndef DIGEST_DIGEST_H
#define DIGEST_DIGEST_H

#include "film/film.h"
#include "nabla/scene.h"
#include "notebook/ink_page.h"
#include "notebook/notebook.h"

typedef struct digest_part {
  char *text; // Markdown
  int step;   // whose picture follows it, from NB_MAX_STEPS on a blank page's; -1: none
} digest_part;

enum { DIGEST_PAGES = NB_MAX_STEPS + NOTEBOOK_PAGES, DIGEST_PARTS = DIGEST_PAGES + 1 };

// What was answered to a step's question, and what is right, as parameter_print has them. Empty: not known.
typedef struct digest_answer {
  char given[NOTEBOOK_ANSWER], right[NOTEBOOK_ANSWER];
} digest_answer;

// A lesson.
typedef struct digest {
  char scene[NOTEBOOK_ID];
  digest_part parts[DIGEST_PARTS];
  int count;
  ink_page ink[DIGEST_PAGES];
  digest_answer answers[NB_MAX_STEPS];
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

// Writes the ink of a notebook's file (path) into FOLDER/ink, which is made: an SVG a page, named for its scene and step (or blank page),
// on a clear ground, but for pages with pictures of dark scenes. Returns how many in *count. Fails as care_each_page and as the
// files do.
nb_error digest_export_ink(const char *path, const char *folder, const char *assets, int *count);

#endif
