// Notes in the notebook: a text a scene, all in memory.
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"

typedef struct note {
  char scene[NOTEBOOK_ID];
  char *text;
  double at;
} note;

static note *find(const notebook *n, const char *scene)
{
  note *rows = n->notes.rows;
  for (int k = 0; k < n->notes.count; k++)
    if (strcmp(rows[k].scene, scene) == 0)
      return &rows[k];
  return NULL;
}

static bool keep(notebook *n, const char *scene, const char *text, double at)
{
  char *copy = strdup(text);
  note *row = find(n, scene);
  if (copy && !row && (row = record_add_row(&n->notes, sizeof *row)))
    memcpy(row->scene, scene, strlen(scene) + 1);
  if (!copy || !row) {
    free(copy);
    return false;
  }
  free(row->text);
  row->text = copy;
  row->at = at;
  return true;
}

const char *notebook_note(const notebook *n, const char *scene)
{
  const note *row = find(n, scene);
  return row && row->text[0] ? row->text : NULL;
}

bool notebook_keep_note(notebook *n, const char *scene, const char *text, double at)
{
  if (!record_is_id(scene) || !record_is_time(at) || strlen(text) > NOTEBOOK_MAX_NOTE ||
      !keep(n, scene, text, at))
    return false;
  // What is gone stays as an empty row: who merges two notebooks has to know when.
  RECORD_PUT(n, "INSERT OR REPLACE INTO note VALUES (?1, ?2, ?3)", WRITER_WORDS(scene), WRITER_WORDS(text),
             WRITER_NUMBER(at));
  return true;
}

static int later_first(const void *a, const void *b)
{
  const note *p = *(const note *const *)a, *q = *(const note *const *)b;
  return (p->at < q->at) - (p->at > q->at);
}

int notebook_noted(const notebook *n, const char **scenes, int capacity)
{
  const note *rows = n->notes.rows;
  const note **order = malloc(((size_t)n->notes.count + 1) * sizeof *order);
  int count = 0;
  for (int k = 0; order && k < n->notes.count; k++)
    if (rows[k].text[0])
      order[count++] = &rows[k];
  if (count > 0)
    qsort(order, (size_t)count, sizeof *order, later_first);
  for (int k = 0; k < count && k < capacity; k++)
    scenes[k] = order[k]->scene;
  free(order);
  return count;
}

static void read(notebook *n, sqlite3_stmt *s)
{
  char scene[NOTEBOOK_ID];
  const char *text = record_text(s, 1);
  double at = sqlite3_column_double(s, 2);
  if (record_id(s, 0, scene) && text && strlen(text) <= NOTEBOOK_MAX_NOTE && record_is_time(at))
    keep(n, scene, text, at);
}

bool notes_load(notebook *n)
{
  return record_read(n, "SELECT scene, text, at FROM note", read);
}

void notes_free(notebook *n)
{
  note *rows = n->notes.rows;
  for (int k = 0; k < n->notes.count; k++)
    free(rows[k].text);
  free(rows);
}
