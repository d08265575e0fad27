// The thread that writes: takes statements from a queue, and commits what has queued up together.
//
// A statement that the disk does not take stays at the head of the queue and is tried again every two seconds; the
// program is told, and told again when it is well.
#ifndef NOTEBOOK_WRITER_H
#define NOTEBOOK_WRITER_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

// How long a statement may wait for others, so that one sync of the disk serves them all: from when it came, also where it
// came while the disk was still at the one before. With what a recording gathers first it is half a second, so that on a busy
// machine, too, nothing older than a second is lost.
#define WRITER_COMMIT_SECONDS 0.25

enum { WRITER_VALUES = 10 };

typedef enum writer_kind { WRITER_NULL, WRITER_INTEGER, WRITER_REAL, WRITER_TEXT, WRITER_BLOB } writer_kind;

typedef struct writer_value {
  writer_kind kind;
  int64_t integer;
  double real;
  const char *text;  // copied
  const void *bytes; // likewise
  size_t size;       // of the bytes
} writer_value;

#define WRITER_INT(x) ((writer_value){.kind = WRITER_INTEGER, .integer = (int64_t)(x)})
#define WRITER_NUMBER(x) ((writer_value){.kind = WRITER_REAL, .real = (double)(x)})
#define WRITER_BYTES(x, length) ((writer_value){.kind = WRITER_BLOB, .bytes = (x), .size = (length)})
#define WRITER_WORDS(x) ((writer_value){.kind = (x) ? WRITER_TEXT : WRITER_NULL, .text = (x)})

typedef struct writer writer;

// Writes to db from now on, which is nobody else's until writer_close. `path` is for messages; `changed` is called
// in the writer's thread when writing begins to fail, with why, and when it is well again. Fails with NB_NO_MEMORY
// or NB_FAILED.
nb_error writer_open(writer **out, sqlite3 *db, const char *path,
                     void (*changed)(void *context, const char *trouble), void *context);

// Queues a statement (a constant text) with its values ?1, ?2, ... Returns at once. False without memory, or where
// 20,000 wait already.
bool writer_put(writer *w, const char *statement, const writer_value *values, int count);

// Waits until what is queued has been written, or could not be: so long at most as writer_close does.
void writer_flush(writer *w);

// Writes what is queued and ends the thread; gives up after two seconds of a disk that takes nothing.
void writer_close(writer *w);

#endif
