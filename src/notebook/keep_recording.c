// Recordings, put into the notebook. Only what a list of them tells is in memory.
#include <stdio.h>
#include <string.h>

#include "notebook/inside.h"
#include "notebook/recording.h"

static bool put(notebook *n, const char *statement, const writer_value *values, int count)
{
  return n->writer && writer_put(n->writer, statement, values, count);
}

#define PUT(n, statement, ...)                                                                               \
  put(n, statement, (const writer_value[]){__VA_ARGS__},                                                     \
      (int)(sizeof((const writer_value[]){__VA_ARGS__}) / sizeof(writer_value)))

int notebook_recordings(const notebook *n, const notebook_recording **list)
{
  *list = n->recordings.rows;
  return n->recordings.count;
}

static notebook_recording *find(const notebook *n, int number)
{
  notebook_recording *rows = n->recordings.rows;
  for (int k = 0; k < n->recordings.count; k++)
    if (rows[k].number == number)
      return &rows[k];
  return NULL;
}

static void read_row(notebook *n, sqlite3_stmt *s)
{
  const char *title = record_text(s, 2);
  sqlite3_int64 number = sqlite3_column_int64(s, 0);
  notebook_recording row = {.began = sqlite3_column_double(s, 3),
                            .take_of = sqlite3_column_int(s, 4),
                            .taken = sqlite3_column_double(s, 5)};
  bool sound = record_id(s, 1, row.scene) && number > 0 && number < INT32_MAX && record_is_time(row.began);
  notebook_recording *to = sound ? record_add_row(&n->recordings, sizeof *to) : NULL;
  if (!to)
    return;
  row.number = (int)number;
  snprintf(row.title, sizeof row.title, "%s", title ? title : "");
  *to = row;
}

bool recordings_load(notebook *n)
{
  return record_read(n, "SELECT id, scene, title, began, take_of, taken FROM recording ORDER BY id",
                     read_row);
}

int notebook_begin_recording(notebook *n, const notebook_recording *about)
{
  const notebook_recording *rows = n->recordings.rows;
  int last = n->recordings.count > 0 ? rows[n->recordings.count - 1].number : 0;
  notebook_recording *row = NULL;
  if (n->writer && record_is_id(about->scene) && last < INT32_MAX - 1)
    row = record_add_row(&n->recordings, sizeof *row);
  if (!row)
    return 0;
  *row = *about;
  row->number = last + 1;
  PUT(n, "INSERT INTO recording VALUES (?1, ?2, ?3, ?4, ?5, ?6)", WRITER_INT(row->number),
      WRITER_WORDS(row->scene), WRITER_WORDS(row->title), WRITER_NUMBER(row->began), WRITER_INT(row->take_of),
      WRITER_NUMBER(row->taken));
  return row->number;
}

int notebook_begin_take(notebook *n, const notebook_recording *about, int pieces, int64_t until)
{
  int number = notebook_begin_recording(n, about);
  if (!number)
    return 0;
  const writer_value values[] = {WRITER_INT(number), WRITER_INT(about->take_of), WRITER_INT(pieces),
                                 WRITER_INT(until)};
  static const char *const copies[] = {
      "INSERT INTO recording_piece SELECT ?1, number, first, last, bytes FROM recording_piece"
      " WHERE recording = ?2 AND number < ?3",
      "INSERT INTO recording_state SELECT ?1, number, at, bytes FROM recording_state"
      " WHERE recording = ?2 AND number <= ?3",
      "INSERT INTO recording_sound SELECT ?1, first, bytes FROM recording_sound"
      " WHERE recording = ?2 AND first < ?4",
      "INSERT INTO recording_ink (recording, scene, step, event) SELECT ?1, scene, step, event FROM "
      "recording_ink"
      " WHERE recording = ?2 ORDER BY id",
  };
  for (size_t k = 0; k < sizeof copies / sizeof *copies; k++)
    put(n, copies[k], values, 4);
  return number;
}

bool notebook_add_piece(notebook *n, int recording, int number, int64_t first, int64_t last,
                        const void *bytes, size_t size)
{
  return PUT(n, "INSERT INTO recording_piece VALUES (?1, ?2, ?3, ?4, ?5)", WRITER_INT(recording),
             WRITER_INT(number), WRITER_INT(first), WRITER_INT(last), WRITER_BYTES(bytes, size));
}

bool notebook_add_state(notebook *n, int recording, int number, int64_t at, const void *bytes, size_t size)
{
  return PUT(n, "INSERT INTO recording_state VALUES (?1, ?2, ?3, ?4)", WRITER_INT(recording),
             WRITER_INT(number), WRITER_INT(at), WRITER_BYTES(bytes, size));
}

bool notebook_add_sound(notebook *n, int recording, int64_t first, const void *bytes, size_t size)
{
  return PUT(n, "INSERT INTO recording_sound VALUES (?1, ?2, ?3)", WRITER_INT(recording), WRITER_INT(first),
             WRITER_BYTES(bytes, size));
}

void notebook_add_recorded_ink(notebook *n, int recording, const char *scene)
{
  if (record_is_id(scene))
    PUT(n,
        "INSERT INTO recording_ink (recording, scene, step, event) SELECT ?1, scene, step, event FROM ink"
        " WHERE scene = ?2 ORDER BY id",
        WRITER_INT(recording), WRITER_WORDS(scene));
}

bool notebook_drop_recording(notebook *n, int recording)
{
  notebook_recording *row = find(n, recording);
  if (!row || !n->writer)
    return false;
  static const char *const drops[] = {
      "DELETE FROM recording WHERE id = ?1",
      "DELETE FROM recording_piece WHERE recording = ?1",
      "DELETE FROM recording_state WHERE recording = ?1",
      "DELETE FROM recording_sound WHERE recording = ?1",
      "DELETE FROM recording_ink WHERE recording = ?1",
  };
  const writer_value value = WRITER_INT(recording);
  for (size_t k = 0; k < sizeof drops / sizeof *drops; k++)
    put(n, drops[k], &value, 1);
  notebook_recording *rows = n->recordings.rows;
  memmove(row, row + 1, (size_t)(rows + n->recordings.count - (row + 1)) * sizeof *row);
  n->recordings.count--;
  return true;
}
