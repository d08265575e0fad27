// Reviews in the notebook, kept in memory as record.c keeps its rows.
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "notebook/inside.h"
#include "notebook/review.h"

static review *find(const notebook *n, review_key key)
{
  review *rows = n->reviews.rows;
  for (int k = 0; k < n->reviews.count; k++)
    if (rows[k].step == key.step && strcmp(rows[k].scene, key.scene) == 0 &&
        strcmp(rows[k].words, key.words) == 0)
      return &rows[k];
  return NULL;
}

static bool is_sound(const review_key *key)
{
  return record_is_id(key->scene) && (key->step == -1 || record_is_step(key->step)) && key->words &&
         strlen(key->words) < TALK_WORDS && (key->step >= 0 || !*key->words);
}

static review *add(notebook *n, review_key key)
{
  char *words = is_sound(&key) ? strdup(key.words) : NULL;
  review *r = words ? record_add_row(&n->reviews, sizeof *r) : NULL;
  if (!r) {
    free(words);
    return NULL;
  }
  r->step = key.step;
  r->words = words;
  memcpy(r->scene, key.scene, strlen(key.scene) + 1);
  return r;
}

// How far the clocks on the wall are ahead of UTC.
static long east_at(double at)
{
  time_t whole = (time_t)at;
  struct tm local;
  return localtime_r(&whole, &local) ? local.tm_gmtoff : 0;
}

// The scene's own row says when the first of its reviews comes.
static void keep_due(notebook *n, const char *scene)
{
  const notebook_scene *known = notebook_find(n, scene);
  notebook_scene row = known ? *known : (notebook_scene){0};
  const review *rows = n->reviews.rows;
  double due = 0;
  for (int k = 0; k < n->reviews.count; k++)
    if (strcmp(rows[k].scene, scene) == 0 && (due == 0 || rows[k].due < due))
      due = rows[k].due;
  if (known && known->due == due)
    return;
  memcpy(row.id, scene, strlen(scene) + 1);
  row.due = due;
  notebook_keep(n, &row);
}

void review_grade(notebook *n, review_key key, schedule_grade grade, double at)
{
  review *r = find(n, key);
  if (!record_is_time(at) || (!r && !(r = add(n, key))))
    return;
  long east = east_at(at), today = schedule_day(at, east);
  long days = r->reviewed > 0 ? today - schedule_day(r->reviewed, east) : 0;
  r->memory = schedule_review(r->memory, days > 0 ? (int)days : 0, grade);
  r->reviewed = at;
  double morning = schedule_morning(today + schedule_interval(r->memory), east);
  r->due = morning + (double)(east - east_at(morning)); // summer time may begin until then
  RECORD_PUT(n, "INSERT OR REPLACE INTO review VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", WRITER_WORDS(r->scene),
             WRITER_INT(r->step), WRITER_WORDS(r->words), WRITER_NUMBER(r->memory.stability),
             WRITER_NUMBER(r->memory.difficulty), WRITER_NUMBER(r->reviewed), WRITER_NUMBER(r->due));
  keep_due(n, key.scene);
}

int review_list(const notebook *n, const review **list)
{
  *list = n->reviews.rows;
  return n->reviews.count;
}

const review *review_find(const notebook *n, review_key key)
{
  return find(n, key);
}

int review_due(const notebook *n, const char *scene, double at)
{
  const review *rows = n->reviews.rows;
  int due = 0;
  for (int k = 0; k < n->reviews.count; k++)
    due += rows[k].due <= at && (!scene || strcmp(rows[k].scene, scene) == 0);
  return due;
}

static const review *earliest(const notebook *n, review_filter counts, const void *context)
{
  const review *rows = n->reviews.rows, *first = NULL;
  for (int k = 0; k < n->reviews.count; k++)
    if ((!first || rows[k].due < first->due) && (!counts || counts(context, rows[k].scene)))
      first = &rows[k];
  return first;
}

// The scene of what came due first, and of this scene what is due, step by step.
const review *review_next_of(const notebook *n, double at, review_filter counts, const void *context)
{
  const review *rows = n->reviews.rows, *next = earliest(n, counts, context);
  if (!next || next->due > at)
    return next;
  for (int k = 0; k < n->reviews.count; k++) {
    const review *r = &rows[k];
    bool before = r->step != next->step ? r->step < next->step : strcmp(r->words, next->words) < 0;
    if (r->due <= at && before && strcmp(r->scene, next->scene) == 0)
      next = r;
  }
  return next;
}

const review *review_next(const notebook *n, double at)
{
  return review_next_of(n, at, NULL, NULL);
}

// ---------------------------------------------------------------------------------------------------------------

static void read_review(notebook *n, sqlite3_stmt *s)
{
  char scene[NOTEBOOK_ID];
  int step = sqlite3_column_int64(s, 1) == -1 ? -1 : record_small(s, 1);
  schedule_memory m = {sqlite3_column_double(s, 3), sqlite3_column_double(s, 4)};
  double reviewed = sqlite3_column_double(s, 5), due = sqlite3_column_double(s, 6);
  const char *words = record_text(s, 2);
  bool sound = record_id(s, 0, scene) && words && (step >= 0 || sqlite3_column_int64(s, 1) == -1) &&
               m.stability >= 0.001 && m.stability <= 36500 && m.difficulty >= 1 && m.difficulty <= 10 &&
               record_is_time(reviewed) && record_is_time(due);
  review *r = sound ? add(n, (review_key){scene, step, words}) : NULL;
  if (!r)
    return;
  r->memory = m;
  r->reviewed = reviewed;
  r->due = due;
}

bool reviews_load(notebook *n)
{
  return record_read(n, "SELECT scene, step, words, stability, difficulty, reviewed, due FROM review",
                     read_review);
}

void reviews_free(notebook *n)
{
  review *rows = n->reviews.rows;
  for (int k = 0; k < n->reviews.count; k++)
    free(rows[k].words);
  free(rows);
}
