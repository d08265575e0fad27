// Talks in the notebook: few, and small, so they are kept in memory as record.c keeps its rows.
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"
#include "notebook/talk.h"

#define LONGEST 1e6f // seconds at a step

static talk *find(const notebook *n, int64_t id)
{
  talk *rows = n->talks.rows;
  for (int k = n->talks.count - 1; k >= 0; k--)
    if (rows[k].id == id)
      return &rows[k];
  return NULL;
}

static float sound_seconds(double seconds)
{
  return seconds >= 0 ? (float)(seconds < (double)LONGEST ? seconds : (double)LONGEST) : 0;
}

// Words no longer than they may be, cut before a letter.
static char *copy_words(const char *words)
{
  size_t length = strnlen(words, TALK_WORDS - 1);
  while (words[length] && length > 0 && ((unsigned char)words[length] & 0xc0) == 0x80)
    length--;
  return strndup(words, length);
}

static void free_talk(talk *t)
{
  for (int k = 0; k < t->point_count; k++)
    free(t->points[k].words);
  for (int k = 0; k < t->lost_count; k++)
    free(t->lost[k].moment);
  free(t->points);
  free(t->lost);
}

// ---------------------------------------------------------------------------------------------------------------
// In memory

static bool keep_talk(notebook *n, int64_t id, const char *scene, double began, double ended)
{
  if (id <= 0 || !record_is_id(scene) || !record_is_time(began) || !record_is_time(ended))
    return false;
  talk *t = record_add_row(&n->talks, sizeof *t);
  if (!t)
    return false;
  *t = (talk){.id = id, .began = began, .ended = ended};
  memcpy(t->scene, scene, strlen(scene) + 1);
  return true;
}

static talk_point *find_point(const talk *t, int step, const char *words)
{
  for (int k = 0; k < t->point_count; k++)
    if (t->points[k].step == step && strncmp(t->points[k].words, words, strlen(t->points[k].words)) == 0 &&
        (!words[strlen(t->points[k].words)] || strlen(words) >= TALK_WORDS))
      return &t->points[k];
  return NULL;
}

// Points lie step by step, so that what reads them need not sort.
static talk_point *add_point(talk *t, int step, const char *words)
{
  talk_point *points =
      t->point_count < TALK_POINTS ? realloc(t->points, (size_t)(t->point_count + 1) * sizeof *points) : NULL;
  if (!points)
    return NULL;
  t->points = points;
  char *copy = copy_words(words);
  if (!copy)
    return NULL;
  int at = t->point_count++;
  for (; at > 0 && points[at - 1].step > step; at--)
    points[at] = points[at - 1];
  points[at] = (talk_point){.step = step, .words = copy};
  return &points[at];
}

static talk_point *keep_point(talk *t, int step, const char *words, double heard)
{
  if (!t || !record_is_step(step) || !words || !*words || !record_is_time(heard))
    return NULL;
  talk_point *p = find_point(t, step, words);
  if (!p)
    p = add_point(t, step, words);
  if (p)
    p->heard = heard;
  return p;
}

static bool keep_lost(talk *t, const talk_lost *lost)
{
  bool sound = t && record_is_step(lost->step) && record_is_time(lost->at) && t->lost_count < TALK_LOST &&
               (!lost->moment || strlen(lost->moment) < NOTEBOOK_MAX_MOMENT);
  talk_lost *all = sound ? realloc(t->lost, (size_t)(t->lost_count + 1) * sizeof *all) : NULL;
  if (!all)
    return false;
  t->lost = all;
  talk_lost *row = &all[t->lost_count];
  *row = *lost;
  row->seconds = sound_seconds((double)lost->seconds);
  row->moment = lost->moment ? strdup(lost->moment) : NULL;
  if (lost->moment && !row->moment)
    return false;
  t->lost_count++;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Written

int64_t talk_begin(notebook *n, const char *scene, double at)
{
  const talk *rows = n->talks.rows;
  int64_t id = 1;
  for (int k = 0; k < n->talks.count; k++)
    id = rows[k].id >= id ? rows[k].id + 1 : id;
  if (!keep_talk(n, id, scene, at, 0))
    return 0;
  RECORD_PUT(n, "INSERT INTO talk VALUES (?1, ?2, ?3, 0)", WRITER_INT(id), WRITER_WORDS(scene),
             WRITER_NUMBER(at));
  return id;
}

void talk_hear(notebook *n, int64_t id, int step, const char *words, double heard)
{
  const talk_point *p = keep_point(find(n, id), step, words, heard);
  if (p)
    RECORD_PUT(n,
               "INSERT INTO talk_point (talk, step, words, heard) VALUES (?1, ?2, ?3, ?4)"
               " ON CONFLICT (talk, step, words) DO UPDATE SET heard = excluded.heard",
               WRITER_INT(id), WRITER_INT(step), WRITER_WORDS(p->words), WRITER_NUMBER(heard));
}

void talk_spend(notebook *n, int64_t id, int step, float seconds)
{
  talk *t = find(n, id);
  if (!t || !record_is_step(step))
    return;
  t->spent[step] = sound_seconds((double)seconds);
  RECORD_PUT(n, "INSERT OR REPLACE INTO talk_spent VALUES (?1, ?2, ?3)", WRITER_INT(id), WRITER_INT(step),
             WRITER_NUMBER(t->spent[step]));
}

void talk_be_lost(notebook *n, int64_t id, const talk_lost *lost)
{
  if (keep_lost(find(n, id), lost))
    RECORD_PUT(n, "INSERT INTO talk_lost (talk, step, seconds, moment, at) VALUES (?1, ?2, ?3, ?4, ?5)",
               WRITER_INT(id), WRITER_INT(lost->step), WRITER_NUMBER(lost->seconds),
               WRITER_WORDS(lost->moment), WRITER_NUMBER(lost->at));
}

void talk_end(notebook *n, int64_t id, double at)
{
  talk *t = find(n, id);
  if (!t || !record_is_time(at))
    return;
  t->ended = at;
  RECORD_PUT(n, "UPDATE talk SET ended = ?2 WHERE id = ?1", WRITER_INT(id), WRITER_NUMBER(at));
}

void talk_drop(notebook *n, int64_t id)
{
  talk *t = find(n, id);
  if (!t)
    return;
  free_talk(t);
  record_drop_row(&n->talks, (int)(t - (talk *)n->talks.rows), sizeof *t);
  RECORD_PUT(n, "DELETE FROM talk_point WHERE talk = ?1", WRITER_INT(id));
  RECORD_PUT(n, "DELETE FROM talk_spent WHERE talk = ?1", WRITER_INT(id));
  RECORD_PUT(n, "DELETE FROM talk_lost WHERE talk = ?1", WRITER_INT(id));
  RECORD_PUT(n, "DELETE FROM talk WHERE id = ?1", WRITER_INT(id));
}

// ---------------------------------------------------------------------------------------------------------------
// Read

int talk_list(const notebook *n, const talk **talks)
{
  *talks = n->talks.rows;
  return n->talks.count;
}

const talk *talk_find(const notebook *n, int64_t id)
{
  return find(n, id);
}

const talk *talk_last(const notebook *n, const char *scene)
{
  const talk *rows = n->talks.rows;
  for (int k = n->talks.count - 1; k >= 0; k--)
    if (strcmp(rows[k].scene, scene) == 0)
      return &rows[k];
  return NULL;
}

float talk_seconds(const talk *t)
{
  float sum = 0;
  for (int k = 0; k < TALK_STEPS; k++)
    sum += t->spent[k];
  return sum;
}

int talk_said(const talk *t)
{
  int said = 0;
  for (int k = 0; k < t->point_count; k++)
    said += t->points[k].heard != 0;
  return said;
}

bool talk_reached(const talk *t, int step)
{
  return step >= 0 && step < TALK_STEPS && t->spent[step] >= TALK_REACHED;
}

bool talk_is_gap(const talk *t, const talk_point *p)
{
  return p->heard == 0 && talk_reached(t, p->step);
}

double talk_last_sign(const talk *t)
{
  double at = t->began + (double)talk_seconds(t);
  for (int k = 0; k < t->point_count; k++)
    at = t->points[k].heard > at ? t->points[k].heard : at;
  for (int k = 0; k < t->lost_count; k++)
    at = t->lost[k].at > at ? t->lost[k].at : at;
  return at;
}

// ---------------------------------------------------------------------------------------------------------------
// The file

static void read_talk(notebook *n, sqlite3_stmt *s)
{
  keep_talk(n, sqlite3_column_int64(s, 0), record_text(s, 1), sqlite3_column_double(s, 2),
            sqlite3_column_double(s, 3));
}

static void read_point(notebook *n, sqlite3_stmt *s)
{
  keep_point(find(n, sqlite3_column_int64(s, 0)), record_small(s, 1), record_text(s, 2),
             sqlite3_column_double(s, 3));
}

static void read_spent(notebook *n, sqlite3_stmt *s)
{
  talk *t = find(n, sqlite3_column_int64(s, 0));
  int step = record_small(s, 1);
  if (t && record_is_step(step))
    t->spent[step] = sound_seconds(sqlite3_column_double(s, 2));
}

static void read_lost(notebook *n, sqlite3_stmt *s)
{
  talk_lost lost = {.step = record_small(s, 1),
                    .seconds = (float)sqlite3_column_double(s, 2),
                    .moment = (char *)(uintptr_t)record_text(s, 3), // copied by keep_lost
                    .at = sqlite3_column_double(s, 4)};
  keep_lost(find(n, sqlite3_column_int64(s, 0)), &lost);
}

bool talks_load(notebook *n)
{
  return record_read(n, "SELECT id, scene, began, ended FROM talk ORDER BY id", read_talk) &&
         record_read(n, "SELECT talk, step, words, heard FROM talk_point ORDER BY id", read_point) &&
         record_read(n, "SELECT talk, step, seconds FROM talk_spent", read_spent) &&
         record_read(n, "SELECT talk, step, seconds, moment, at FROM talk_lost ORDER BY id", read_lost);
}

void talks_free(notebook *n)
{
  talk *rows = n->talks.rows;
  for (int k = 0; k < n->talks.count; k++)
    free_talk(&rows[k]);
  free(rows);
}
