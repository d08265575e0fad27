#include "notebook/schema.h"

#include <stdio.h>

// Larger files are not read through at every start: 8 MB take 20 ms.
enum { CHECK_PAGES = 2048 };

// What makes version k + 1 of version k. Never changed once a program that has it has been given away; a new
// version is a new entry.
static const char *const versions[] = {
    "CREATE TABLE place (scene TEXT PRIMARY KEY, step INT, seconds REAL, moment TEXT, at REAL) WITHOUT ROWID;"
    "CREATE TABLE crumb (depth INTEGER PRIMARY KEY, scene TEXT, step INT, seconds REAL, moment TEXT);"
    "CREATE TABLE scene (id TEXT PRIMARY KEY, seen INT, steps INT, spent REAL, begun REAL, watched REAL,"
    " explained REAL, due REAL, skipped INT) WITHOUT ROWID;"
    "CREATE TABLE answer (id INTEGER PRIMARY KEY, scene TEXT, step INT, question TEXT, given TEXT,"
    " \"right\" TEXT, off REAL, at REAL);"
    "CREATE TABLE stuck (id INTEGER PRIMARY KEY, scene TEXT, step INT, need TEXT, at REAL, over REAL);"
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;",
    "CREATE TABLE ink (id INTEGER PRIMARY KEY, scene TEXT, step INT, event BLOB, at REAL);"
    "CREATE INDEX ink_scene ON ink (scene, id);",
    "CREATE TABLE note (scene TEXT PRIMARY KEY, text TEXT, at REAL) WITHOUT ROWID;"
    "CREATE TABLE span (id INTEGER PRIMARY KEY, kind INT, scene TEXT, began REAL, ended REAL, east INT,"
    " thought INT);",
    // A recording: its log in pieces, its sound, its state at intervals, and the ink that lay on its scenes before.
    "CREATE TABLE recording (id INTEGER PRIMARY KEY, scene TEXT, title TEXT, began REAL, take_of INT, taken"
    " REAL);"
    "CREATE TABLE recording_piece (recording INT, number INT, first INT, last INT, bytes BLOB,"
    " PRIMARY KEY (recording, number));"
    "CREATE TABLE recording_sound (recording INT, first INT, bytes BLOB, PRIMARY KEY (recording, first));"
    "CREATE TABLE recording_state (recording INT, number INT, at INT, bytes BLOB, PRIMARY KEY (recording,"
    " number));"
    "CREATE TABLE recording_ink (id INTEGER PRIMARY KEY, recording INT, scene TEXT, step INT, event BLOB);"
    "CREATE INDEX recording_ink_scene ON recording_ink (recording, scene, id);",
    // What was explained aloud, and what comes back of it.
    "CREATE TABLE talk (id INTEGER PRIMARY KEY, scene TEXT, began REAL, ended REAL);"
    "CREATE TABLE talk_point (id INTEGER PRIMARY KEY, talk INT, step INT, words TEXT, heard REAL,"
    " UNIQUE (talk, step, words));"
    "CREATE TABLE talk_spent (talk INT, step INT, seconds REAL, PRIMARY KEY (talk, step)) WITHOUT ROWID;"
    "CREATE TABLE talk_lost (id INTEGER PRIMARY KEY, talk INT, step INT, seconds REAL, moment TEXT, at REAL);"
    "CREATE TABLE review (scene TEXT, step INT, words TEXT, stability REAL, difficulty REAL, reviewed REAL,"
    " due REAL, PRIMARY KEY (scene, step, words)) WITHOUT ROWID;",
    // What a scene that evolves was at a place.
    "ALTER TABLE place ADD COLUMN state BLOB;"
    "ALTER TABLE crumb ADD COLUMN state BLOB;",
    // Pictures on pages have a face for each theme: an event of ink that older programs do not know.
    "",
};

int schema_version(void)
{
  return (int)(sizeof versions / sizeof *versions);
}

// The one number that a statement gives, or -1.
static long long number_of(sqlite3 *db, const char *statement)
{
  sqlite3_stmt *s;
  long long value = -1;
  if (sqlite3_prepare_v2(db, statement, -1, &s, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(s) == SQLITE_ROW)
    value = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return value;
}

bool schema_is_older(sqlite3 *db)
{
  long long version = number_of(db, "PRAGMA user_version");
  return version >= 0 && version < schema_version();
}

static bool is_whole(sqlite3 *db)
{
  sqlite3_stmt *s;
  if (number_of(db, "PRAGMA page_count") > CHECK_PAGES)
    return true;
  if (sqlite3_prepare_v2(db, "PRAGMA quick_check(1)", -1, &s, NULL) != SQLITE_OK)
    return false;
  const unsigned char *words = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_text(s, 0) : NULL;
  bool whole = words && words[0] == 'o' && words[1] == 'k' && !words[2];
  sqlite3_finalize(s);
  return whole;
}

nb_error schema_check(sqlite3 *db, const char *path)
{
  long long tables = number_of(db, "SELECT count(*) FROM sqlite_schema");
  long long application = number_of(db, "PRAGMA application_id");
  long long version = number_of(db, "PRAGMA user_version");
  int why = sqlite3_errcode(db) & 0xff;
  if (tables < 0 && why != SQLITE_CORRUPT && why != SQLITE_NOTADB)
    return nb_fail(NB_BAD_FILE, "%s cannot be read: %s; it is left as it is", path, sqlite3_errmsg(db));
  if (tables < 0 || application < 0 || version < 0)
    return nb_fail(
        NB_BAD_FILE,
        "%s is no notebook, or is damaged (%s); it is left as it is. Move it away, and a new one is "
        "begun",
        path, sqlite3_errmsg(db));
  if (tables == 0 && application == 0)
    return nb_ok();
  if (application != SCHEMA_APPLICATION)
    return nb_fail(NB_BAD_FILE, "%s is no notebook of Nabla's but another program's; it is left as it is",
                   path);
  if (version > schema_version())
    return nb_fail(NB_BAD_FILE,
                   "%s is a notebook of version %lld, and this program knows them up to %d: it is left as it "
                   "is. A newer Nabla can open it",
                   path, version, schema_version());
  if (!is_whole(db))
    return nb_fail(NB_BAD_FILE,
                   "%s is damaged; it is left as it is. Move it away, and a new one is begun; `sqlite3 FILE "
                   ".recover` may save what is in it",
                   path);
  return nb_ok();
}

nb_error schema_migrate(sqlite3 *db, const char *path)
{
  char end[120];
  int version = (int)number_of(db, "PRAGMA user_version");
  if (version == schema_version())
    return nb_ok();
  bool well = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
  for (int k = version; well && k < schema_version(); k++)
    well = sqlite3_exec(db, versions[k], NULL, NULL, NULL) == SQLITE_OK;
  snprintf(end, sizeof end, "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", SCHEMA_APPLICATION,
           schema_version());
  well = well && sqlite3_exec(db, end, NULL, NULL, NULL) == SQLITE_OK;
  if (well)
    return nb_ok();
  nb_error e = nb_fail(NB_CANNOT_WRITE, "%s cannot be written: %s", path, sqlite3_errmsg(db));
  sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return e;
}
