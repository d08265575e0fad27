#include "notebook/care.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "notebook/care_inside.h"
#include "notebook/ink_log.h"
#include "notebook/recording.h"
#include "notebook/schema.h"

nb_error care_open(sqlite3 **db, const char *path)
{
  *db = NULL;
  if (access(path, F_OK) != 0)
    return nb_fail(NB_MISSING_FILE, "there is no notebook %s", path);
  nb_error e = nb_ok();
  if (sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    e = nb_fail(NB_BAD_FILE, "%s cannot be opened: %s", path, *db ? sqlite3_errmsg(*db) : "no memory");
  if (!nb_failed(e)) {
    sqlite3_busy_timeout(*db, 2000);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    e = schema_check(*db, path);
  }
  if (nb_failed(e)) {
    sqlite3_close(*db);
    *db = NULL;
  }
  return e;
}

nb_error care_open_scratch(sqlite3 **db)
{
  nb_error e = nb_ok();
  if (sqlite3_open_v2("", db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
      SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "there is no place for a temporary file");
  if (!nb_failed(e))
    e = schema_migrate(*db, "a temporary file");
  if (nb_failed(e)) {
    sqlite3_close(*db);
    *db = NULL;
  }
  return e;
}

bool care_has(sqlite3 *db, const char *name)
{
  return sqlite3_table_column_metadata(db, "main", name, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

void care_columns(const table *t, const char *before, char *text, size_t capacity)
{
  size_t length = 0;
  text[0] = 0;
  for (int k = 0; t->columns[k] && length < capacity; k++)
    length += (size_t)snprintf(text + length, capacity - length, "%s%s\"%s\"", k ? ", " : "", before,
                               t->columns[k]);
}

// ---------------------------------------------------------------------------------------------------------------
// Copies

nb_error care_copy(sqlite3 *to, sqlite3 *from, const char *path)
{
  sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
  int status = b ? SQLITE_OK : sqlite3_errcode(to);
  for (int tries = 0; b && tries < 100 && status != SQLITE_DONE; tries++) {
    status = sqlite3_backup_step(b, -1);
    if (status != SQLITE_BUSY && status != SQLITE_LOCKED)
      break;
    sqlite3_sleep(20);
  }
  sqlite3_backup_finish(b);
  if (status == SQLITE_DONE)
    return nb_ok();
  return nb_fail(status == SQLITE_CORRUPT || status == SQLITE_NOTADB ? NB_BAD_FILE : NB_CANNOT_WRITE,
                 "%s cannot be copied: %s", path, sqlite3_errstr(status));
}

static bool sync_file(const char *path)
{
  int file = open(path, O_RDONLY | O_CLOEXEC);
  bool well = file >= 0 && fsync(file) == 0;
  if (file >= 0)
    close(file);
  return well;
}

static nb_error copy_beside(sqlite3 *from, const char *beside, const char *to)
{
  sqlite3 *copy = NULL;
  if (sqlite3_open_v2(beside, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      NULL) != SQLITE_OK) {
    nb_error e =
        nb_fail(NB_CANNOT_WRITE, "%s cannot be written: %s", to, copy ? sqlite3_errmsg(copy) : "no memory");
    sqlite3_close(copy);
    return e;
  }
  nb_error e = care_copy(copy, from, to);
  // A copy is one file: what a notebook in use has beside it is in it.
  if (!nb_failed(e) && sqlite3_exec(copy, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) != SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "%s cannot be written: %s", to, sqlite3_errmsg(copy));
  sqlite3_close(copy);
  return e;
}

nb_error care_backup(const char *path, const char *to)
{
  sqlite3 *from;
  char beside[1200];
  nb_error e = care_open(&from, path);
  if (nb_failed(e))
    return e;
  snprintf(beside, sizeof beside, "%.1100s.part-%ld", to, (long)getpid());
  e = copy_beside(from, beside, to);
  sqlite3_close(from);
  if (!nb_failed(e) && (!sync_file(beside) || rename(beside, to) != 0))
    e = nb_fail(NB_CANNOT_WRITE, "%s cannot be written: %s", to, strerror(errno));
  if (nb_failed(e))
    unlink(beside);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Looking through

typedef struct looking {
  sqlite3 *db;
  void (*say)(void *context, const char *words);
  void *context;
  int wrong;
  // The page of ink whose log is being read.
  char scene[128];
  int step, events;
  ink_page page;
  bool broken;
} looking;

static void complain(looking *l, const char *words)
{
  l->wrong++;
  l->say(l->context, words);
}

long long care_unsound(sqlite3 *db, const table *t)
{
  char text[2000];
  sqlite3_stmt *s;
  long long count = -1;
  snprintf(text, sizeof text, "SELECT count(*) FROM \"%s\" WHERE (%s) IS NOT TRUE", t->name, t->sound);
  if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(s) == SQLITE_ROW)
    count = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return count;
}

static void check_pages(looking *l)
{
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(l->db, "PRAGMA integrity_check(20)", -1, &s, NULL) != SQLITE_OK) {
    complain(l, sqlite3_errmsg(l->db));
    return;
  }
  int status;
  while ((status = sqlite3_step(s)) == SQLITE_ROW) {
    const char *words = (const char *)sqlite3_column_text(s, 0);
    if (words && strcmp(words, "ok") != 0)
      complain(l, words);
  }
  if (status != SQLITE_DONE)
    complain(l, sqlite3_errmsg(l->db));
  sqlite3_finalize(s);
}

static void check_rows(looking *l)
{
  char words[300];
  const table *t;
  for (int k = 0; (t = table_at(k)); k++) {
    bool there = care_has(l->db, t->name);
    long long unsound = there ? care_unsound(l->db, t) : 0;
    if (!there && !schema_is_older(l->db))
      snprintf(words, sizeof words, "the table %s is missing", t->name);
    else if (unsound < 0)
      snprintf(words, sizeof words, "the table %s cannot be read: %.200s", t->name, sqlite3_errmsg(l->db));
    else if (unsound > 0)
      snprintf(words, sizeof words, "%lld row%s of %s %s no sense, and %s left out", unsound,
               unsound == 1 ? "" : "s", t->name, unsound == 1 ? "makes" : "make",
               unsound == 1 ? "is" : "are");
    else
      continue;
    complain(l, words);
  }
}

static void check_event(looking *l, const char *scene, int step, const void *event, size_t size)
{
  char words[300];
  if (strcmp(scene, l->scene) != 0 || step != l->step) {
    ink_page_free(&l->page);
    l->page = (ink_page){0};
    l->broken = false;
    l->events = 0;
    snprintf(l->scene, sizeof l->scene, "%s", scene);
    l->step = step;
  }
  l->events++;
  if (l->broken || !nb_failed(ink_log_apply(&l->page, event, size)))
    return;
  l->broken = true;
  snprintf(words, sizeof words, "the ink on %s, step %d, cannot be read from its change %d on", scene,
           step + 1, l->events);
  complain(l, words);
}

static void check_ink(looking *l)
{
  sqlite3_stmt *s;
  static const char all[] =
      "SELECT scene, step, event FROM ink WHERE typeof(scene) = 'text' AND typeof(event) = 'blob'"
      " ORDER BY scene, step, id";
  if (!care_has(l->db, "ink") || sqlite3_prepare_v2(l->db, all, -1, &s, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step(s) == SQLITE_ROW)
    check_event(l, (const char *)sqlite3_column_text(s, 0), sqlite3_column_int(s, 1),
                sqlite3_column_blob(s, 2), (size_t)sqlite3_column_bytes(s, 2));
  sqlite3_finalize(s);
  ink_page_free(&l->page);
}

// The log of every recording, event by event.
static void check_recordings(looking *l)
{
  sqlite3_stmt *s;
  static const char all[] =
      "SELECT recording, number, first, bytes FROM recording_piece WHERE typeof(bytes) = 'blob'"
      " ORDER BY recording, number";
  if (!care_has(l->db, "recording_piece") || sqlite3_prepare_v2(l->db, all, -1, &s, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step(s) == SQLITE_ROW) {
    char words[200];
    recording_event event;
    nb_error e = nb_ok();
    recording_reader r = recording_read(sqlite3_column_blob(s, 3), (size_t)sqlite3_column_bytes(s, 3),
                                        sqlite3_column_int64(s, 2));
    while (recording_next(&r, &event, &e))
      ;
    if (!nb_failed(e))
      continue;
    snprintf(words, sizeof words, "recording %lld: piece %lld of its log cannot be read",
             (long long)sqlite3_column_int64(s, 0), (long long)sqlite3_column_int64(s, 1));
    complain(l, words);
  }
  sqlite3_finalize(s);
}

nb_error care_check(const char *path, void (*say)(void *context, const char *words), void *context,
                    int *wrong)
{
  looking l = {.say = say, .context = context};
  nb_error e = care_open(&l.db, path);
  *wrong = 0;
  if (nb_failed(e))
    return e;
  check_pages(&l);
  check_rows(&l);
  check_ink(&l);
  check_recordings(&l);
  sqlite3_close(l.db);
  *wrong = l.wrong;
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------

nb_error care_import(notebook *n, const char *from, care_counts *counts)
{
  notebook_status state = notebook_state(n);
  sqlite3 *db = NULL;
  *counts = (care_counts){0};
  if (state.mode != NOTEBOOK_WRITES)
    return nb_fail(NB_CANNOT_WRITE, "nothing was imported: %s", state.trouble);
  nb_error e = nb_ok();
  if (sqlite3_open_v2(notebook_path(n), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "%s cannot be opened", notebook_path(n));
  sqlite3_busy_timeout(db, 2000);
  if (!nb_failed(e))
    e = care_merge(db, from, counts);
  sqlite3_close(db);
  return e;
}
