// Care of a notebook's file: is it whole, a copy of it, an open form of it, and what another one holds.
//
// THE OPEN FORM is a folder of text files, for other programs and later ones:
//
//   notebook.json     {"format": "nabla notebook", "version": 5}
//   TABLE.jsonl       a row a line, {"scene": "…", "step": 3, …}; bytes are {"hex": "00ff…"}
//   notes/SCENE.md    the notes once more, to be read, and
//   ink/SCENE-step-4.svg, SCENE-page-1.svg   the ink once more, to be seen (digest/digest.h writes it): import looks at neither
//
// What is imported is merged: what is in both is one thing, of what has changed the later counts, and no text, stroke,
// span or recording of either is lost (tables.h says which rows are the same thing). So importing twice is importing once.
#ifndef NOTEBOOK_CARE_H
#define NOTEBOOK_CARE_H

#include "notebook/ink_page.h"
#include "notebook/notebook.h"

// Looks at every page of the file and every row. What is wrong is said, a line each; *wrong is how many lines there were.
// The file may be open elsewhere. Fails with NB_MISSING_FILE or NB_BAD_FILE where it cannot be looked at at all.
nb_error care_check(const char *path, void (*say)(void *context, const char *words), void *context,
                    int *wrong);

// Copies the notebook as it is now, open elsewhere or not, to a file, beside it first and then in its place. Fails with
// NB_MISSING_FILE, NB_BAD_FILE or NB_CANNOT_WRITE; what was there is then as it was.
nb_error care_backup(const char *path, const char *to);

// Writes the open form into a folder that is made, or is empty. Fails likewise.
nb_error care_export(const char *path, const char *folder);

// Calls `take` for every page of the notebook with something on it, the ink of each as far as it can be read: a step's, or from
// NOTEBOOK_STEPS on a blank one's. Fails as care_check does, and as `take` does.
typedef nb_error care_take_page(void *context, const char *scene, int step, ink_page *page);
nb_error care_each_page(const char *path, care_take_page *take, void *context);

typedef struct care_counts {
  int rows, added; // in the folder; not in the notebook before
} care_counts;

// Merges an open form, or another notebook's file, into the notebook, all or nothing; nothing of it was read before, or is
// written by others meanwhile. Fails with NB_MISSING_FILE, NB_BAD_FILE (naming the file and the line) or NB_CANNOT_WRITE.
nb_error care_import(notebook *n, const char *from, care_counts *counts);

#endif
