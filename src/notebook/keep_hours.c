// Hours in the notebook: spans, all in memory.
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"

static bool is_span(const hours_span *s)
{
  return (unsigned)s->kind < HOURS_KINDS && (!s->scene[0] || record_is_id(s->scene)) &&
         record_is_time(s->began) && record_is_time(s->ended) && s->ended >= s->began && s->east >= -1440 &&
         s->east <= 1440;
}

// From the end: it is mostly the last that grows.
static hours_span *find(const notebook *n, int64_t id)
{
  hours_span *rows = n->spans.rows;
  for (int k = n->spans.count - 1; k >= 0; k--)
    if (rows[k].id == id)
      return &rows[k];
  return NULL;
}

static bool keep(notebook *n, const hours_span *span)
{
  hours_span *row = find(n, span->id);
  if (!row)
    row = record_add_row(&n->spans, sizeof *row);
  if (row)
    *row = *span;
  return row != NULL;
}

int64_t notebook_new_span(notebook *n)
{
  return ++n->last_span;
}

void notebook_keep_span(notebook *n, const hours_span *s)
{
  if (!is_span(s) || s->id <= 0 || !keep(n, s))
    return;
  RECORD_PUT(n, "INSERT OR REPLACE INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", WRITER_INT(s->id),
             WRITER_INT(s->kind), WRITER_WORDS(s->scene), WRITER_NUMBER(s->began), WRITER_NUMBER(s->ended),
             WRITER_INT(s->east), WRITER_INT(s->thought));
}

int notebook_spans(const notebook *n, const hours_span **spans)
{
  *spans = n->spans.rows;
  return n->spans.count;
}

static void read(notebook *n, sqlite3_stmt *s)
{
  sqlite3_int64 kind = sqlite3_column_int64(s, 1), east = sqlite3_column_int64(s, 5);
  hours_span span = {.id = sqlite3_column_int64(s, 0),
                     .kind = kind >= 0 && kind < HOURS_KINDS ? (hours_kind)kind : HOURS_KINDS,
                     .began = sqlite3_column_double(s, 3),
                     .ended = sqlite3_column_double(s, 4),
                     .east = east >= -1440 && east <= 1440 ? (int)east : 10000,
                     .thought = sqlite3_column_int(s, 6) != 0};
  record_id(s, 2, span.scene);
  if (span.id > n->last_span && span.id < INT64_MAX)
    n->last_span = span.id;
  if (!is_span(&span))
    return;
  // They come in order, and each once.
  hours_span *row = record_add_row(&n->spans, sizeof *row);
  if (row)
    *row = span;
}

bool hours_load(notebook *n)
{
  return record_read(n, "SELECT id, kind, scene, began, ended, east, thought FROM span ORDER BY id", read);
}

void hours_free(notebook *n)
{
  free(n->spans.rows);
}
