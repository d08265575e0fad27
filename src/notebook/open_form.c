// The open form: a row a line of JSON, by Jansson.
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "notebook/care_inside.h"
#include "notebook/schema.h"

enum { LONGEST_LINE = 128 << 20 };

static nb_error cannot_write(const char *path)
{
  return nb_fail(NB_CANNOT_WRITE, "%s cannot be written: %s", path, strerror(errno));
}

// ---------------------------------------------------------------------------------------------------------------
// Out

static json_t *hex_of(const unsigned char *bytes, size_t size)
{
  static const char figures[] = "0123456789abcdef";
  char *text = malloc(2 * size + 1);
  if (!text)
    return NULL;
  for (size_t k = 0; k < size; k++) {
    text[2 * k] = figures[bytes[k] >> 4];
    text[2 * k + 1] = figures[bytes[k] & 15];
  }
  json_t *o = json_pack("{s:o}", "hex", json_stringn_nocheck(text, 2 * size));
  free(text);
  return o;
}

static json_t *value_of(sqlite3_stmt *s, int column)
{
  switch (sqlite3_column_type(s, column)) {
  case SQLITE_INTEGER:
    return json_integer(sqlite3_column_int64(s, column));
  case SQLITE_FLOAT: {
    json_t *real = json_real(sqlite3_column_double(s, column));
    return real ? real : json_null(); // no number
  }
  case SQLITE_TEXT: {
    const char *text = (const char *)sqlite3_column_text(s, column);
    size_t size = (size_t)sqlite3_column_bytes(s, column);
    json_t *string = json_stringn(text, size);
    return string ? string : hex_of((const unsigned char *)text, size); // it is not UTF-8
  }
  case SQLITE_BLOB:
    return hex_of(sqlite3_column_blob(s, column), (size_t)sqlite3_column_bytes(s, column));
  default:
    return json_null();
  }
}

// False where it cannot be written.
static bool write_row(sqlite3_stmt *s, FILE *to)
{
  json_t *row = json_object();
  bool well = row != NULL;
  for (int k = 0; well && k < sqlite3_column_count(s); k++)
    well = json_object_set_new(row, sqlite3_column_name(s, k), value_of(s, k)) == 0;
  well = well && json_dumpf(row, to, JSON_COMPACT | JSON_REAL_PRECISION(17)) == 0 && fputc('\n', to) != EOF;
  json_decref(row);
  return well;
}

static nb_error write_table(sqlite3 *db, const table *t, const char *folder)
{
  char path[1200], columns[400], text[600];
  sqlite3_stmt *s;
  snprintf(path, sizeof path, "%s/%s.jsonl", folder, t->name);
  care_columns(t, "", columns, sizeof columns);
  bool ordered = t->owns || !t->key; // a log is read in its order
  snprintf(text, sizeof text, "SELECT %s%s FROM \"%s\"%s", t->owns ? "id, " : "", columns, t->name,
           ordered ? " ORDER BY id" : "");
  if (!care_has(db, t->name))
    return nb_ok();
  if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
    return nb_fail(NB_BAD_FILE, "the table %s cannot be read: %s", t->name, sqlite3_errmsg(db));
  errno = 0;
  FILE *to = fopen(path, "w");
  bool well = to != NULL;
  int status = SQLITE_DONE;
  while (well && (status = sqlite3_step(s)) == SQLITE_ROW)
    well = write_row(s, to);
  nb_error e = nb_ok();
  if (well && status != SQLITE_DONE)
    e = nb_fail(NB_BAD_FILE, "the table %s cannot be read: %s", t->name, sqlite3_errmsg(db));
  well = to && fflush(to) == 0 && fsync(fileno(to)) == 0 && well;
  if (to)
    well = fclose(to) == 0 && well;
  sqlite3_finalize(s);
  return nb_failed(e) ? e : well ? nb_ok() : cannot_write(path);
}

static nb_error write_note(const char *folder, const char *scene, const char *text)
{
  char path[1400];
  int length = snprintf(path, sizeof path, "%s/notes/", folder);
  snprintf(path + length, sizeof path - (size_t)length, "%s.md", scene);
  for (char *c = path + length; *c; c++)
    *c = *c == '/' ? '-' : *c;
  FILE *to = fopen(path, "w");
  bool well = to && fputs(text, to) >= 0;
  if (to)
    well = fclose(to) == 0 && well;
  return well ? nb_ok() : cannot_write(path);
}

static nb_error write_notes(sqlite3 *db, const char *folder)
{
  char path[1100];
  sqlite3_stmt *s;
  nb_error e = nb_ok();
  snprintf(path, sizeof path, "%s/notes", folder);
  if (!care_has(db, "note") ||
      sqlite3_prepare_v2(db, "SELECT scene, text FROM note WHERE text <> ''", -1, &s, NULL) != SQLITE_OK)
    return nb_ok();
  if (mkdir(path, 0777) != 0)
    e = cannot_write(path);
  while (!nb_failed(e) && sqlite3_step(s) == SQLITE_ROW) {
    const char *scene = (const char *)sqlite3_column_text(s, 0),
               *text = (const char *)sqlite3_column_text(s, 1);
    if (scene && text)
      e = write_note(folder, scene, text);
  }
  sqlite3_finalize(s);
  return e;
}

// The last to be written: what has none was not finished.
static nb_error write_head(const char *folder)
{
  char path[1100];
  snprintf(path, sizeof path, "%s/notebook.json", folder);
  json_t *head = json_pack("{s:s, s:i}", "format", "nabla notebook", "version", schema_version());
  bool well = head && json_dump_file(head, path, JSON_INDENT(2)) == 0;
  json_decref(head);
  return well ? nb_ok() : cannot_write(path);
}

nb_error care_export(const char *path, const char *folder)
{
  sqlite3 *db;
  const table *t;
  nb_error e = care_open(&db, path);
  if (nb_failed(e))
    return e;
  if (mkdir(folder, 0777) != 0 && (errno != EEXIST || rmdir(folder) != 0 || mkdir(folder, 0777) != 0))
    e = nb_fail(NB_CANNOT_WRITE, "%s cannot be made: %s", folder,
                errno == ENOTEMPTY || errno == EEXIST
                    ? "there is something in it: name a new folder, or one that is empty"
                    : strerror(errno));
  // All tables as they are at one moment.
  if (!nb_failed(e) && sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    e = nb_fail(NB_BAD_FILE, "%s cannot be read: %s", path, sqlite3_errmsg(db));
  for (int k = 0; !nb_failed(e) && (t = table_at(k)); k++)
    e = write_table(db, t, folder);
  if (!nb_failed(e))
    e = write_notes(db, folder);
  if (!nb_failed(e))
    e = write_head(folder);
  sqlite3_close(db);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// In

static int figure(char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// Binds bytes from their figures. False where they are none.
static bool bind_hex(sqlite3_stmt *s, int place, const char *text, size_t length)
{
  unsigned char *bytes = malloc(length / 2 + 1);
  bool well = bytes && length % 2 == 0;
  for (size_t k = 0; well && k < length / 2; k++) {
    int high = figure(text[2 * k]), low = figure(text[2 * k + 1]);
    well = high >= 0 && low >= 0;
    if (well)
      bytes[k] = (unsigned char)(high << 4 | low);
  }
  if (!well) {
    free(bytes);
    return false;
  }
  return sqlite3_bind_blob64(s, place, bytes, length / 2, free) == SQLITE_OK;
}

static bool bind(sqlite3_stmt *s, int place, const json_t *value)
{
  const json_t *hex = json_is_object(value) ? json_object_get(value, "hex") : NULL;
  if (!value || json_is_null(value))
    return sqlite3_bind_null(s, place) == SQLITE_OK;
  if (json_is_integer(value))
    return sqlite3_bind_int64(s, place, json_integer_value(value)) == SQLITE_OK;
  if (json_is_real(value))
    return sqlite3_bind_double(s, place, json_real_value(value)) == SQLITE_OK;
  if (json_is_string(value))
    return sqlite3_bind_text64(s, place, json_string_value(value), json_string_length(value),
                               SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
  return json_is_string(hex) && bind_hex(s, place, json_string_value(hex), json_string_length(hex));
}

static bool read_row(sqlite3_stmt *s, const table *t, const char *line, size_t length)
{
  json_t *row = json_loadb(line, length, 0, NULL);
  int place = 1;
  bool well = json_is_object(row);
  sqlite3_reset(s);
  if (well && t->owns)
    well = bind(s, place++, json_object_get(row, "id"));
  for (int k = 0; well && t->columns[k]; k++)
    well = bind(s, place++, json_object_get(row, t->columns[k]));
  well = well && sqlite3_step(s) == SQLITE_DONE;
  json_decref(row);
  return well;
}

static nb_error read_lines(FILE *from, const char *path, const table *t, sqlite3_stmt *s)
{
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  int number = 0;
  nb_error e = nb_ok();
  while (!nb_failed(e) && (length = getline(&line, &capacity, from)) > 0) {
    number++;
    if (length > LONGEST_LINE || (length > 1 && !read_row(s, t, line, (size_t)length)))
      e = nb_fail(NB_BAD_FILE, "%s: line %d is no row of %s", path, number, t->name);
  }
  free(line);
  return e;
}

static nb_error read_table(sqlite3 *db, const table *t, const char *folder)
{
  char path[1200], columns[400], text[900], marks[100] = "";
  sqlite3_stmt *s;
  snprintf(path, sizeof path, "%s/%s.jsonl", folder, t->name);
  FILE *from = fopen(path, "r");
  if (!from)
    return errno == ENOENT ? nb_ok() : nb_fail(NB_BAD_FILE, "%s cannot be read: %s", path, strerror(errno));
  care_columns(t, "", columns, sizeof columns);
  for (int k = 0; t->columns[k]; k++)
    strcat(marks, k ? ", ?" : "?");
  snprintf(text, sizeof text, "INSERT INTO \"%s\" (%s%s) VALUES (%s%s)", t->name, t->owns ? "id, " : "",
           columns, t->owns ? "?, " : "", marks);
  nb_error e = nb_ok();
  if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
    e = nb_fail(NB_FAILED, "%s: %s", path, sqlite3_errmsg(db));
  else
    e = read_lines(from, path, t, s);
  sqlite3_finalize(s);
  fclose(from);
  return e;
}

static nb_error read_head(const char *folder)
{
  char path[1100];
  json_error_t why;
  snprintf(path, sizeof path, "%s/notebook.json", folder);
  if (access(path, F_OK) != 0)
    return nb_fail(NB_MISSING_FILE, "%s is no notebook's open form: it has no notebook.json", folder);
  json_t *head = json_load_file(path, 0, &why);
  const char *format = json_string_value(json_object_get(head, "format"));
  long long version = json_integer_value(json_object_get(head, "version"));
  nb_error e = nb_ok();
  if (!head)
    e = nb_fail(NB_BAD_FILE, "%s: line %d: %s", path, why.line, why.text);
  else if (!format || strcmp(format, "nabla notebook") != 0)
    e = nb_fail(NB_BAD_FILE, "%s is no notebook's: its format is not \"nabla notebook\"", path);
  else if (version < 1 || version > schema_version())
    e = nb_fail(NB_BAD_FILE,
                "%s is of version %lld, and this program knows them up to %d: a newer Nabla can read it",
                path, version, schema_version());
  json_decref(head);
  return e;
}

nb_error care_read_form(sqlite3 *db, const char *folder)
{
  const table *t;
  nb_error e = read_head(folder);
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  for (int k = 0; !nb_failed(e) && (t = table_at(k)); k++)
    e = read_table(db, t, folder);
  if (!nb_failed(e) && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    e = nb_fail(NB_CANNOT_WRITE, "there is no place for a temporary file: %s", sqlite3_errmsg(db));
  return e;
}
