// States of scenes that evolve. They may be large, and are read from the file when one is asked for, as ink is.
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"

static void *copy_of(const void *bytes, size_t size, size_t *out)
{
  void *copy = size > 0 ? malloc(size) : NULL;
  if (copy)
    memcpy(copy, bytes, size);
  *out = copy ? size : 0;
  return copy;
}

// The one blob that a statement gives, `scene` being its ?1 where it has one.
static void *read_state(notebook *n, const char *statement, const char *scene, size_t *size)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *s = NULL;
  void *state = NULL;
  *size = 0;
  if (notebook_state(n).mode == NOTEBOOK_OFF)
    return NULL;
  if (n->writer)
    writer_flush(n->writer);
  if (nb_failed(record_open_reader(n, &db)))
    return NULL;
  bool well = sqlite3_prepare_v2(db, statement, -1, &s, NULL) == SQLITE_OK &&
              (!scene || sqlite3_bind_text(s, 1, scene, -1, SQLITE_STATIC) == SQLITE_OK);
  if (well && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) == SQLITE_BLOB &&
      sqlite3_column_bytes(s, 0) <= NOTEBOOK_MAX_STATE)
    state = copy_of(sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0), size);
  sqlite3_finalize(s);
  sqlite3_close(db);
  return state;
}

void *notebook_state_of(notebook *n, const char *scene, size_t *size)
{
  notebook_place known;
  if (notebook_place_of(n, scene, &known) && known.state_size > 0)
    return copy_of(known.state, known.state_size, size);
  return read_state(n, "SELECT state FROM place WHERE scene = ?1", scene, size);
}

void *notebook_crumb_state(notebook *n, size_t *size)
{
  notebook_place known;
  *size = 0;
  if (!notebook_crumb(n, notebook_trail(n) - 1, &known))
    return NULL;
  if (known.state_size > 0)
    return copy_of(known.state, known.state_size, size);
  return read_state(n, "SELECT state FROM crumb ORDER BY depth DESC LIMIT 1", NULL, size);
}
