// What a notebook is made of: for notebook.c, which opens it, and record.c, which keeps its rows.
#ifndef NOTEBOOK_INSIDE_H
#define NOTEBOOK_INSIDE_H

#include <pthread.h>

#include "notebook/notebook.h"
#include "notebook/writer.h"

typedef struct record_place {
  notebook_place place;
  double at;
} record_place;

typedef struct record_answer {
  char scene[NOTEBOOK_ID];
  int step;
  float off;
} record_answer;

typedef struct record_setting {
  char *name, *value;
} record_setting;

// Rows of one kind, and how many there are.
typedef struct record_rows {
  void *rows;
  int count, capacity;
} record_rows;

struct notebook {
  notebook_options options;
  char path[1024];
  int lock_file; // held by the one that writes; -1: not held
  sqlite3 *db;   // the writer's alone, where there is one
  writer *writer;
  notebook_mode mode;
  pthread_mutex_t lock; // of the trouble
  char trouble[480];

  record_rows places, crumbs, scenes, answers, stuck, settings;
};

// True where a scene's id, or the number of a step, can be one.
bool record_is_id(const char *id);
bool record_is_step(int step);

// Reads all rows; what is not sound is left out. False where the file cannot be read.
bool record_load(notebook *n);

// Frees the rows.
void record_free(notebook *n);

#endif
