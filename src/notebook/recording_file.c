#include "notebook/recording_file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"
#include "notebook/schema.h"

typedef struct piece_row {
  size_t at, size; // in the log
  int64_t first, last;
  int number;
} piece_row;

struct recording_file {
  char path[1024];
  sqlite3 *db;
  sqlite3_stmt *state, *sound, *sound_after;
  notebook_recording about;
  piece_row *pieces;
  int piece_count, piece_capacity;
  uint8_t *log;
  size_t log_size, log_capacity;
  int64_t length;
};

static nb_error unreadable(const recording_file *f)
{
  return nb_fail(NB_BAD_FILE, "recording %d in %s cannot be read: %s", f->about.number, f->path,
                 sqlite3_errmsg(f->db));
}

static sqlite3_stmt *prepare(recording_file *f, const char *statement)
{
  sqlite3_stmt *s = NULL;
  if (sqlite3_prepare_v2(f->db, statement, -1, &s, NULL) == SQLITE_OK)
    sqlite3_bind_int(s, 1, f->about.number);
  return s;
}

// ---------------------------------------------------------------------------------------------------------------
// The log

static bool make_room(void **memory, size_t *capacity, size_t needed, size_t size)
{
  if (needed <= *capacity)
    return true;
  size_t larger = needed + needed / 2 + 64;
  void *moved = realloc(*memory, larger * size);
  if (moved) {
    *memory = moved;
    *capacity = larger;
  }
  return moved != NULL;
}

static bool keep_piece(recording_file *f, piece_row p, const void *bytes)
{
  size_t capacity = (size_t)f->piece_capacity;
  bool room = make_room((void **)&f->pieces, &capacity, (size_t)f->piece_count + 1, sizeof *f->pieces);
  f->piece_capacity = (int)capacity;
  if (!room || !make_room((void **)&f->log, &f->log_capacity, f->log_size + p.size, 1))
    return false;
  p.at = f->log_size;
  memcpy(f->log + p.at, bytes, p.size);
  f->log_size += p.size;
  f->pieces[f->piece_count++] = p;
  f->length = p.last;
  return true;
}

// A piece that can be one, after those that there are.
static bool is_sound(const recording_file *f, const piece_row *p)
{
  bool follows = f->piece_count == 0 || (p->number > f->pieces[f->piece_count - 1].number &&
                                         p->first >= f->pieces[f->piece_count - 1].first);
  return follows && p->number >= 0 && p->number < RECORDING_MAX_PIECES && p->first >= 0 &&
         p->last >= p->first && p->last <= RECORDING_MAX_TIME && p->size <= RECORDING_MAX_LOG - f->log_size;
}

static nb_error read_log(recording_file *f)
{
  sqlite3_stmt *s = prepare(
      f, "SELECT number, first, last, bytes FROM recording_piece WHERE recording = ?1 ORDER BY number");
  nb_error e = nb_ok();
  int status = s ? SQLITE_ROW : SQLITE_ERROR;
  while (status == SQLITE_ROW && !nb_failed(e) && (status = sqlite3_step(s)) == SQLITE_ROW) {
    const void *bytes = sqlite3_column_blob(s, 3);
    sqlite3_int64 number = sqlite3_column_int64(s, 0);
    piece_row p = {.first = sqlite3_column_int64(s, 1),
                   .last = sqlite3_column_int64(s, 2),
                   .number = number >= 0 && number < RECORDING_MAX_PIECES ? (int)number : -1,
                   .size = (size_t)sqlite3_column_bytes(s, 3)};
    if (bytes && is_sound(f, &p) && !keep_piece(f, p, bytes))
      e = nb_fail(NB_NO_MEMORY, "no memory for recording %d", f->about.number);
  }
  if (!nb_failed(e) && status != SQLITE_DONE)
    e = unreadable(f);
  sqlite3_finalize(s);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Opening

// Those that there are, for somebody who named another.
static nb_error no_such(recording_file *f)
{
  char known[160] = "";
  sqlite3_stmt *s = prepare(f, "SELECT id FROM recording WHERE ?1 ORDER BY id DESC LIMIT 12");
  for (size_t length = 0; s && sqlite3_step(s) == SQLITE_ROW && length < sizeof known;)
    length += (size_t)snprintf(known + length, sizeof known - length, "%s%d", length ? ", " : "",
                               sqlite3_column_int(s, 0));
  sqlite3_finalize(s);
  return nb_fail(NB_MISSING_FILE, "there is no recording %d in %s; %s%s", f->about.number, f->path,
                 known[0] ? "there are (the last ones first) " : "K in the window makes one", known);
}

static nb_error read_about(recording_file *f)
{
  sqlite3_stmt *s = prepare(f, "SELECT scene, title, began, take_of, taken FROM recording WHERE id = ?1");
  int status = s ? sqlite3_step(s) : SQLITE_ERROR;
  const char *scene = status == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
  if (record_is_id(scene)) {
    const char *title = (const char *)sqlite3_column_text(s, 1);
    snprintf(f->about.scene, sizeof f->about.scene, "%s", scene);
    snprintf(f->about.title, sizeof f->about.title, "%s", title ? title : "");
    f->about.began = sqlite3_column_double(s, 2);
    f->about.take_of = sqlite3_column_int(s, 3);
    f->about.taken = sqlite3_column_double(s, 4);
  }
  nb_error e = f->about.scene[0]                               ? nb_ok()
               : status == SQLITE_DONE || status == SQLITE_ROW ? no_such(f)
                                                               : unreadable(f);
  sqlite3_finalize(s);
  return e;
}

static void read_length(recording_file *f)
{
  recording_sound last;
  const uint8_t *bytes;
  size_t size;
  if (!recording_sound_at(f, INT64_MAX, &last) || last.first < 0 ||
      last.first > RECORDING_MAX_TIME / RECORDING_SECOND * RECORDING_RATE)
    return;
  int64_t end = last.first;
  while (recording_next_packet(&last, &bytes, &size))
    end += RECORDING_PACKET;
  end = end * RECORDING_SECOND / RECORDING_RATE;
  f->length = end > f->length ? end : f->length;
}

static nb_error open_file(recording_file *f)
{
  if (sqlite3_open_v2(f->path, &f->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return nb_fail(NB_MISSING_FILE, "there is no notebook %s: %s", f->path,
                   f->db ? sqlite3_errmsg(f->db) : "no memory");
  sqlite3_busy_timeout(f->db, 2000);
  sqlite3_db_config(f->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(f->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit(f->db, SQLITE_LIMIT_LENGTH, 64 << 20);
  nb_error e = schema_check(f->db, f->path);
  if (nb_failed(e))
    return e;
  e = read_about(f);
  f->state = prepare(f, "SELECT number, bytes FROM recording_state WHERE recording = ?1 AND number <= ?2"
                        " AND at <= ?3 ORDER BY number DESC LIMIT 1");
  f->sound = prepare(f, "SELECT first, bytes FROM recording_sound WHERE recording = ?1 AND first <= ?2"
                        " ORDER BY first DESC LIMIT 1");
  f->sound_after = prepare(f, "SELECT first, bytes FROM recording_sound WHERE recording = ?1 AND first > ?2"
                              " ORDER BY first LIMIT 1");
  if (!nb_failed(e) && !(f->state && f->sound && f->sound_after))
    e = unreadable(f);
  return nb_failed(e) ? e : read_log(f);
}

nb_error recording_open(recording_file **out, const char *path, int number)
{
  *out = NULL;
  recording_file *f = calloc(1, sizeof *f);
  if (!f)
    return nb_fail(NB_NO_MEMORY, "no memory for recording %d", number);
  snprintf(f->path, sizeof f->path, "%s", path);
  f->about.number = number;
  nb_error e = open_file(f);
  if (nb_failed(e)) {
    recording_close(f);
    return e;
  }
  read_length(f);
  *out = f;
  return e;
}

void recording_close(recording_file *f)
{
  if (!f)
    return;
  sqlite3_finalize(f->state);
  sqlite3_finalize(f->sound);
  sqlite3_finalize(f->sound_after);
  sqlite3_close(f->db);
  free(f->pieces);
  free(f->log);
  free(f);
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

const notebook_recording *recording_about(const recording_file *f)
{
  return &f->about;
}

int64_t recording_length(const recording_file *f)
{
  return f->length;
}

int64_t recording_size(recording_file *f)
{
  static const char *const sums[] = {
      "SELECT sum(length(bytes)) FROM recording_piece WHERE recording = ?1",
      "SELECT sum(length(bytes)) FROM recording_state WHERE recording = ?1",
      "SELECT sum(length(bytes)) FROM recording_sound WHERE recording = ?1",
      "SELECT sum(length(event)) FROM recording_ink WHERE recording = ?1",
  };
  int64_t size = 0;
  for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
    sqlite3_stmt *s = prepare(f, sums[k]);
    if (s && sqlite3_step(s) == SQLITE_ROW)
      size += sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
  }
  return size;
}

bool recording_has_sound(recording_file *f)
{
  recording_sound any;
  return recording_sound_at(f, INT64_MAX, &any);
}

bool recording_is_whole(const recording_file *f)
{
  recording_event e;
  recording_kind last = RECORDING_SCENE;
  if (f->piece_count == 0)
    return false;
  recording_reader r = recording_piece_at(f, f->piece_count - 1);
  while (recording_next(&r, &e, NULL))
    last = e.kind;
  return last == RECORDING_END;
}

int recording_pieces(const recording_file *f)
{
  return f->piece_count;
}

recording_reader recording_piece_at(const recording_file *f, int k)
{
  const piece_row *p = &f->pieces[k];
  return recording_read(f->log + p->at, p->size, p->first);
}

int recording_piece_number(const recording_file *f, int k)
{
  return f->pieces[k].number;
}

// The first piece whose number is not below.
static int piece_from(const recording_file *f, int number)
{
  int low = 0, high = f->piece_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (f->pieces[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool recording_state_before(recording_file *f, int before, int64_t at, int *piece, const void **bytes,
                            size_t *size)
{
  sqlite3_reset(f->state);
  sqlite3_bind_int(f->state, 2, before < f->piece_count ? f->pieces[before].number : RECORDING_MAX_PIECES);
  sqlite3_bind_int64(f->state, 3, at);
  if (sqlite3_step(f->state) != SQLITE_ROW || sqlite3_column_type(f->state, 1) != SQLITE_BLOB)
    return false;
  *piece = piece_from(f, sqlite3_column_int(f->state, 0));
  *bytes = sqlite3_column_blob(f->state, 1);
  *size = (size_t)sqlite3_column_bytes(f->state, 1);
  return true;
}

nb_error recording_read_ink(recording_file *f, const char *scene,
                            void (*read)(int step, const void *event, size_t size, void *context),
                            void *context)
{
  sqlite3_stmt *s =
      prepare(f, "SELECT step, event FROM recording_ink WHERE recording = ?1 AND scene = ?2 ORDER BY id");
  int status = s ? sqlite3_bind_text(s, 2, scene, -1, SQLITE_STATIC) : SQLITE_ERROR;
  while (status == SQLITE_OK || status == SQLITE_ROW) {
    status = sqlite3_step(s);
    int step = status == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1;
    if (step >= 0 && step < NOTEBOOK_STEPS + NOTEBOOK_PAGES && sqlite3_column_type(s, 1) == SQLITE_BLOB)
      read(step, sqlite3_column_blob(s, 1), (size_t)sqlite3_column_bytes(s, 1), context);
  }
  sqlite3_finalize(s);
  return status == SQLITE_DONE ? nb_ok() : unreadable(f);
}

// ---------------------------------------------------------------------------------------------------------------
// Sound

static bool row_of(sqlite3_stmt *s, int64_t sample, recording_sound *row)
{
  sqlite3_reset(s);
  sqlite3_bind_int64(s, 2, sample);
  if (sqlite3_step(s) != SQLITE_ROW || sqlite3_column_type(s, 1) != SQLITE_BLOB)
    return false;
  *row = (recording_sound){.first = sqlite3_column_int64(s, 0),
                           .bytes = sqlite3_column_blob(s, 1),
                           .size = (size_t)sqlite3_column_bytes(s, 1)};
  return true;
}

bool recording_sound_at(recording_file *f, int64_t sample, recording_sound *row)
{
  return row_of(f->sound, sample, row);
}

bool recording_sound_after(recording_file *f, int64_t first, recording_sound *row)
{
  return row_of(f->sound_after, first, row);
}

bool recording_next_packet(recording_sound *row, const uint8_t **bytes, size_t *size)
{
  if (row->size < 2)
    return false;
  size_t length = row->bytes[0] | (size_t)row->bytes[1] << 8;
  if (length == 0 || length > RECORDING_MAX_PACKET || length > row->size - 2)
    return false;
  *bytes = row->bytes + 2;
  *size = length;
  row->bytes += 2 + length;
  row->size -= 2 + length;
  row->first += RECORDING_PACKET;
  return true;
}

size_t recording_put_packet(uint8_t *to, const void *bytes, size_t size)
{
  to[0] = (uint8_t)size;
  to[1] = (uint8_t)(size >> 8);
  memcpy(to + 2, bytes, size);
  return size + 2;
}
