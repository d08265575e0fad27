// The curriculum: the scenes that Nabla teaches, whether they have been written yet or not, in the order of
// the path. It is a text file, ASSETS/curriculum/scenes.txt, that says itself how a line looks.
#ifndef WORKSHOP_CURRICULUM_H
#define WORKSHOP_CURRICULUM_H

#include "nabla/error.h"
#include "nabla/scene.h"

typedef enum curriculum_kind {
  CURRICULUM_CORE,     // on the path
  CURRICULUM_OPTIONAL, // on the path, and may be left out
  CURRICULUM_SKIP,     // off the path on purpose, opened by those who are stuck for want of it
  CURRICULUM_MISSING,  // what courses of this kind leave out, and should not
} curriculum_kind;

typedef struct curriculum_entry {
  const char *id; // "subject/name"
  curriculum_kind kind;
  const char *needs[NB_MAX_NEEDS]; // ids that it rests on; NULL after the last
  const char *title;
  const char *name;  // a short one, for the map; the title where none is given
  const char *terms; // that it teaches: "term, term"; empty where none are given
} curriculum_entry;

typedef struct curriculum {
  curriculum_entry *entries;
  int count;
  char *text; // what the entries point into
} curriculum;

// Reads the curriculum of an assets folder. Fails with NB_MISSING_FILE, or with NB_BAD_FILE naming the line
// and what is wrong with it; *out is then empty.
nb_error curriculum_open(curriculum *out, const char *assets);
void curriculum_close(curriculum *c);

// The entry of an id, or NULL.
const curriculum_entry *curriculum_find(const curriculum *c, const char *id);

#endif
