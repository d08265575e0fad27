// The log of ink in the notebook. It may be long, and is read from the file when it is asked for, over a connection of
// its own: the other is the writer's.
#include <stdio.h>

#include "notebook/inside.h"

enum { LARGEST = 16 << 20 };

static bool is_page(int step)
{
  return step >= 0 && step < NOTEBOOK_STEPS + NOTEBOOK_PAGES;
}

void notebook_add_ink(notebook *n, const char *scene, int step, const void *event, size_t size, double at)
{
  if (!n->writer || !record_is_id(scene) || !is_page(step) || size > LARGEST)
    return;
  const writer_value values[] = {WRITER_WORDS(scene), WRITER_INT(step), WRITER_BYTES(event, size),
                                 WRITER_NUMBER(at)};
  writer_put(n->writer, "INSERT INTO ink (scene, step, event, at) VALUES (?1, ?2, ?3, ?4)", values, 4);
}

nb_error record_open_reader(const notebook *n, sqlite3 **db)
{
  if (sqlite3_open_v2(n->path, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK) {
    sqlite3_busy_timeout(*db, 200);
    return nb_ok();
  }
  nb_error e = nb_fail(NB_BAD_FILE, "what is in %s cannot be read: %s", n->path, sqlite3_errmsg(*db));
  sqlite3_close(*db);
  *db = NULL;
  return e;
}

nb_error notebook_read_ink(notebook *n, const char *scene,
                           void (*read)(int step, const void *event, size_t size, void *context),
                           void *context)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *s = NULL;
  if (notebook_state(n).mode == NOTEBOOK_OFF)
    return nb_ok();
  if (n->writer)
    writer_flush(n->writer);
  nb_error e = record_open_reader(n, &db);
  if (nb_failed(e))
    return e;
  int status =
      sqlite3_prepare_v2(db, "SELECT step, event FROM ink WHERE scene = ?1 ORDER BY id", -1, &s, NULL);
  if (status == SQLITE_OK)
    status = sqlite3_bind_text(s, 1, scene, -1, SQLITE_STATIC);
  while (status == SQLITE_OK || status == SQLITE_ROW) {
    status = sqlite3_step(s);
    int step = sqlite3_column_int(s, 0);
    if (status == SQLITE_ROW && is_page(step) && sqlite3_column_type(s, 1) == SQLITE_BLOB)
      read(step, sqlite3_column_blob(s, 1), (size_t)sqlite3_column_bytes(s, 1), context);
  }
  if (status != SQLITE_DONE)
    e = nb_fail(NB_BAD_FILE, "the ink in %s cannot be read: %s", n->path, sqlite3_errmsg(db));
  sqlite3_finalize(s);
  sqlite3_close(db);
  return e;
}
