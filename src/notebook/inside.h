// What a notebook is made of: for notebook.c, which opens it, and for record.c and keep_*.c, which keep its rows.
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
  char given[NOTEBOOK_ANSWER], right[NOTEBOOK_ANSWER]; // empty: none, or too long to be remembered
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

  record_rows places, crumbs, scenes, answers, stuck, settings, notes, spans, recordings, talks, reviews;
  int64_t last_span; // the largest id of one
};

// Room for one more, zeroed; NULL without memory, or where there are far too many.
void *record_add_row(record_rows *r, size_t size);
void record_drop_row(record_rows *r, int k, size_t size);

// Hands a statement to the writer, where there is one.
void record_put(notebook *n, const char *statement, const writer_value *values, int count);

#define RECORD_PUT(n, statement, ...)                                                                        \
  record_put(n, statement, (const writer_value[]){__VA_ARGS__},                                              \
             (int)(sizeof((const writer_value[]){__VA_ARGS__}) / sizeof(writer_value)))

// True where a scene's id, or the number of a step, can be one.
bool record_is_id(const char *id);
bool record_is_step(int step);
bool record_is_time(double at); // seconds since 1970

// A column's text, or NULL; a scene's id, or false where the column holds none.
const char *record_text(sqlite3_stmt *s, int column);
bool record_id(sqlite3_stmt *s, int column, char *id);

// A column's number; -1 where it holds none that a step, or a count of them, can be.
int record_small(sqlite3_stmt *s, int column);

// Hands out all rows of a statement; false where they cannot be read.
bool record_read(notebook *n, const char *statement, void (*read)(notebook *n, sqlite3_stmt *s));

// Reads all rows; what is not sound is left out. False where the file cannot be read.
bool record_load(notebook *n);

// A connection of its own, to read by: the other is the writer's. Fails with NB_BAD_FILE.
nb_error record_open_reader(const notebook *n, sqlite3 **db);

// Frees the rows.
void record_free(notebook *n);

// The same of the parts that have files of their own: keep_notes.c, keep_hours.c, keep_recording.c, keep_talk.c, keep_review.c.
bool notes_load(notebook *n);
void notes_free(notebook *n);
bool hours_load(notebook *n);
void hours_free(notebook *n);
bool recordings_load(notebook *n);
bool talks_load(notebook *n);
void talks_free(notebook *n);
bool reviews_load(notebook *n);
void reviews_free(notebook *n);

#endif
