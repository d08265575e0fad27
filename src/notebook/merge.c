// Another notebook's rows into this one: what is the same thing is one row (tables.h), numbers that rows have are given
// anew. Ink is merged by merge_ink.c.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "notebook/care_inside.h"
#include "notebook/schema.h"

// A row that others belong to: its number there and here.
typedef struct mapped {
  const char *owner;
  sqlite3_int64 from, to;
  bool added;
} mapped;

typedef struct merging {
  sqlite3 *from, *to;
  mapped *map;
  int map_count, map_capacity;
  care_counts *counts;
} merging;

static nb_error broken(const merging *m, const table *t)
{
  return nb_fail(NB_CANNOT_WRITE, "%s cannot be merged: %s", t->name, sqlite3_errmsg(m->to));
}

// ---------------------------------------------------------------------------------------------------------------
// Numbers

static bool add_mapped(merging *m, mapped row)
{
  if (m->map_count == m->map_capacity) {
    int capacity = 2 * m->map_capacity + 64;
    mapped *map = realloc(m->map, (size_t)capacity * sizeof *map);
    if (!map)
      return false;
    m->map = map;
    m->map_capacity = capacity;
  }
  m->map[m->map_count++] = row;
  return true;
}

static const mapped *find_mapped(const merging *m, const char *owner, sqlite3_int64 from)
{
  for (int k = m->map_count - 1; k >= 0; k--)
    if (m->map[k].from == from && strcmp(m->map[k].owner, owner) == 0)
      return &m->map[k];
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// Rows

// What is done with each row of a table.
typedef struct steps {
  sqlite3_stmt *read, *find, *update, *insert;
} steps;

static bool prepare(sqlite3 *db, sqlite3_stmt **s, const char *text)
{
  return sqlite3_prepare_v2(db, text, -1, s, NULL) == SQLITE_OK;
}

static bool prepare_steps(const merging *m, const table *t, steps *s)
{
  char columns[400], marks[400], text[2000];
  care_columns(t, "", columns, sizeof columns);
  size_t length = 0;
  for (int k = 0; t->columns[k]; k++)
    length += (size_t)snprintf(marks + length, sizeof marks - length, "%s:%s", k ? ", " : "", t->columns[k]);
  bool numbered = t->owns || !t->key;
  snprintf(text, sizeof text, "SELECT %s%s FROM \"%s\"%s", columns, t->owns ? ", id" : "", t->name,
           numbered ? " ORDER BY id" : "");
  bool well = prepare(m->from, &s->read, text);
  snprintf(text, sizeof text, "SELECT %s FROM \"%s\" WHERE %s", t->owns ? "id" : "1", t->name,
           t->key ? t->key : "0");
  well = well && prepare(m->to, &s->find, text);
  snprintf(text, sizeof text, "INSERT INTO \"%s\" (%s) VALUES (%s)", t->name, columns, marks);
  well = well && prepare(m->to, &s->insert, text);
  if (!well || !t->update)
    return well;
  snprintf(text, sizeof text, "UPDATE \"%s\" SET %s %s %s", t->name, t->update,
           strstr(t->update, " WHERE ") ? "AND" : "WHERE", t->key);
  return prepare(m->to, &s->update, text);
}

static void finish_steps(steps *s)
{
  sqlite3_finalize(s->read);
  sqlite3_finalize(s->find);
  sqlite3_finalize(s->update);
  sqlite3_finalize(s->insert);
}

// Binds a row that was read to what a statement has of :columns.
static void bind_row(const table *t, sqlite3_stmt *row, sqlite3_stmt *to, const mapped *owner)
{
  char name[64];
  sqlite3_reset(to);
  for (int k = 0; t->columns[k]; k++) {
    snprintf(name, sizeof name, ":%s", t->columns[k]);
    int place = sqlite3_bind_parameter_index(to, name);
    if (place > 0 && k == 0 && owner)
      sqlite3_bind_int64(to, place, owner->to);
    else if (place > 0)
      sqlite3_bind_value(to, place, sqlite3_column_value(row, k));
  }
}

static int columns_of(const table *t)
{
  int count = 0;
  while (t->columns[count])
    count++;
  return count;
}

// A take of a recording names the one that it was taken of.
static void name_source(const merging *m, const table *t, steps *s)
{
  const mapped *source = NULL;
  int place = sqlite3_bind_parameter_index(s->insert, ":take_of");
  for (int k = 0; place > 0 && t->columns[k]; k++)
    if (strcmp(t->columns[k], "take_of") == 0)
      source = find_mapped(m, t->name, sqlite3_column_int64(s->read, k));
  if (place > 0)
    sqlite3_bind_int64(s->insert, place, source ? source->to : 0);
}

static nb_error merge_row(merging *m, const table *t, steps *s)
{
  const mapped *owner = t->owner ? find_mapped(m, t->owner, sqlite3_column_int64(s->read, 0)) : NULL;
  // Without a key a row belongs to what was added as a whole.
  if (t->owner && (!owner || (!t->key && !owner->added)))
    return nb_ok();
  bind_row(t, s->read, s->find, owner);
  bool found = sqlite3_step(s->find) == SQLITE_ROW;
  sqlite3_int64 number = found ? sqlite3_column_int64(s->find, 0) : 0;
  sqlite3_reset(s->find);
  sqlite3_stmt *change = found ? s->update : s->insert;
  if (change) {
    bind_row(t, s->read, change, owner);
    if (!found)
      name_source(m, t, s);
    if (sqlite3_step(change) != SQLITE_DONE)
      return broken(m, t);
    sqlite3_reset(change);
  }
  m->counts->added += !found;
  if (!t->owns)
    return nb_ok();
  mapped row = {t->name, sqlite3_column_int64(s->read, columns_of(t)),
                found ? number : sqlite3_last_insert_rowid(m->to), !found};
  return add_mapped(m, row) ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory to merge notebooks");
}

static nb_error merge_table(merging *m, const table *t)
{
  steps s = {0};
  nb_error e = prepare_steps(m, t, &s) ? nb_ok() : broken(m, t);
  while (!nb_failed(e) && sqlite3_step(s.read) == SQLITE_ROW) {
    m->counts->rows++;
    e = merge_row(m, t, &s);
  }
  finish_steps(&s);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// All of it

static nb_error merge_all(merging *m)
{
  const table *t;
  nb_error e = nb_ok();
  for (int k = 0; !nb_failed(e) && (t = table_at(k)); k++)
    e = strcmp(t->name, "ink") == 0 ? care_merge_ink(m->to, m->from, m->counts) : merge_table(m, t);
  return e;
}

// What is not sound is not let in.
static nb_error check_sound(sqlite3 *db, const char *from)
{
  const table *t;
  for (int k = 0; (t = table_at(k)); k++) {
    long long unsound = care_unsound(db, t);
    if (unsound != 0)
      return nb_fail(NB_BAD_FILE, "%s: %lld row%s of %s make no sense; nothing was imported", from,
                     unsound < 0 ? 0 : unsound, unsound == 1 ? "" : "s", t->name);
  }
  return nb_ok();
}

static bool is_folder(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static nb_error read_other(sqlite3 **db, const char *from)
{
  sqlite3 *file;
  nb_error e = care_open_scratch(db);
  if (nb_failed(e))
    return e;
  if (is_folder(from)) {
    e = care_read_form(*db, from);
  } else if (!nb_failed(e = care_open(&file, from))) {
    e = care_copy(*db, file, from);
    sqlite3_close(file);
    if (!nb_failed(e))
      e = schema_migrate(*db, "a temporary file");
  }
  return nb_failed(e) ? e : check_sound(*db, from);
}

nb_error care_merge(sqlite3 *to, const char *from, care_counts *counts)
{
  merging m = {.to = to, .counts = counts};
  *counts = (care_counts){0};
  nb_error e = read_other(&m.from, from);
  if (!nb_failed(e) && sqlite3_exec(to, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "the notebook cannot be written: %s", sqlite3_errmsg(to));
  if (!nb_failed(e))
    e = merge_all(&m);
  if (!nb_failed(e) && sqlite3_exec(to, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "the notebook cannot be written: %s", sqlite3_errmsg(to));
  if (nb_failed(e) && !sqlite3_get_autocommit(to))
    sqlite3_exec(to, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close(m.from);
  free(m.map);
  return e;
}
