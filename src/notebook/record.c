#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "notebook/inside.h"
#include "notebook/schema.h"

enum { MOST_ROWS = 100000, MOST_STEPS = 64, LONGEST = 3600 }; // as scenes have them: nabla/scene.h, stage.h

// ---------------------------------------------------------------------------------------------------------------
// Rows

void *record_add_row(record_rows *r, size_t size)
{
  if (r->count == r->capacity) {
    int capacity = r->capacity ? 2 * r->capacity : 16;
    void *rows = capacity > 2 * MOST_ROWS ? NULL : realloc(r->rows, (size_t)capacity * size);
    if (!rows)
      return NULL;
    r->rows = rows;
    r->capacity = capacity;
  }
  return memset((char *)r->rows + (size_t)r->count++ * size, 0, size);
}

void record_drop_row(record_rows *r, int k, size_t size)
{
  char *at = (char *)r->rows + (size_t)k * size;
  memmove(at, at + size, (size_t)(r->count - k - 1) * size);
  r->count--;
}

void record_put(notebook *n, const char *statement, const writer_value *values, int count)
{
  if (n->writer)
    writer_put(n->writer, statement, values, count);
}

// ---------------------------------------------------------------------------------------------------------------
// What is sound

bool record_is_id(const char *id)
{
  if (!id || !*id || strlen(id) >= NOTEBOOK_ID)
    return false;
  for (const char *c = id; *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7f)
      return false;
  return true;
}

bool record_is_step(int step)
{
  return step >= 0 && step < MOST_STEPS;
}

bool record_is_time(double at)
{
  return at >= 0 && at < 1e11;
}

static bool is_place(const notebook_place *p)
{
  return record_is_id(p->scene) && record_is_step(p->step) && p->seconds >= 0 && p->seconds <= LONGEST &&
         (!p->moment || strlen(p->moment) < NOTEBOOK_MAX_MOMENT);
}

static float within(float x, float low, float high)
{
  return x >= low ? fminf(x, high) : low;
}

// ---------------------------------------------------------------------------------------------------------------
// Places

static record_place *find_place(const notebook *n, const char *scene)
{
  record_place *rows = n->places.rows;
  for (int k = 0; k < n->places.count; k++)
    if (strcmp(rows[k].place.scene, scene) == 0)
      return &rows[k];
  return NULL;
}

static void free_place(notebook_place *p)
{
  free(p->moment);
  free(p->state);
}

// Copies a place over another; its state only where there is no file for it.
static bool copy_place(const notebook *n, notebook_place *to, const notebook_place *from)
{
  bool stays = !n->writer && from->state_size > 0 && from->state_size <= NOTEBOOK_MAX_STATE;
  notebook_place copy = *from;
  copy.moment = from->moment ? strdup(from->moment) : NULL;
  copy.state = stays ? malloc(from->state_size) : NULL;
  copy.state_size = stays ? from->state_size : 0;
  if ((from->moment && !copy.moment) || (stays && !copy.state)) {
    free_place(&copy);
    return false;
  }
  if (stays)
    memcpy(copy.state, from->state, from->state_size);
  free_place(to);
  *to = copy;
  return true;
}

// While the disk takes nothing, states are not queued up: they are large, and the next one takes the place of all.
static writer_value state_value(notebook *n, const notebook_place *p)
{
  bool fits = p->state_size > 0 && p->state_size <= NOTEBOOK_MAX_STATE && !notebook_state(n).trouble[0];
  return fits ? WRITER_BYTES(p->state, p->state_size) : (writer_value){.kind = WRITER_NULL};
}

static bool keep_place(notebook *n, const notebook_place *place, double at)
{
  record_place *row = find_place(n, place->scene);
  if (!row)
    row = record_add_row(&n->places, sizeof *row);
  if (!row)
    return false;
  row->at = at;
  return copy_place(n, &row->place, place);
}

void notebook_leave(notebook *n, const notebook_place *place, double at)
{
  if (!is_place(place) || !record_is_time(at) || !keep_place(n, place, at))
    return;
  RECORD_PUT(n, "INSERT OR REPLACE INTO place VALUES (?1, ?2, ?3, ?4, ?5, ?6)", WRITER_WORDS(place->scene),
             WRITER_INT(place->step), WRITER_NUMBER(place->seconds), WRITER_WORDS(place->moment),
             WRITER_NUMBER(at), state_value(n, place));
}

bool notebook_place_of(const notebook *n, const char *scene, notebook_place *place)
{
  const record_place *row = find_place(n, scene);
  if (row)
    *place = row->place;
  return row != NULL;
}

const char *notebook_last(const notebook *n)
{
  const record_place *rows = n->places.rows, *last = NULL;
  for (int k = 0; k < n->places.count; k++)
    if (!last || rows[k].at > last->at)
      last = &rows[k];
  return last ? last->place.scene : NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The trail

int notebook_trail(const notebook *n)
{
  return n->crumbs.count;
}

bool notebook_crumb(const notebook *n, int k, notebook_place *place)
{
  if (k < 0 || k >= n->crumbs.count)
    return false;
  *place = ((const notebook_place *)n->crumbs.rows)[k];
  return true;
}

static void forget_oldest_crumb(notebook *n)
{
  notebook_place *rows = n->crumbs.rows;
  free_place(&rows[0]);
  record_drop_row(&n->crumbs, 0, sizeof *rows);
  RECORD_PUT(n, "DELETE FROM crumb WHERE depth = (SELECT min(depth) FROM crumb)", WRITER_INT(0));
}

static bool keep_crumb(notebook *n, const notebook_place *place)
{
  notebook_place *row = record_add_row(&n->crumbs, sizeof *row);
  if (row && copy_place(n, row, place))
    return true;
  n->crumbs.count -= row != NULL;
  return false;
}

void notebook_drop_crumb(notebook *n, const notebook_place *place)
{
  if (!is_place(place) || !keep_crumb(n, place))
    return;
  RECORD_PUT(n, "INSERT INTO crumb (scene, step, seconds, moment, state) VALUES (?1, ?2, ?3, ?4, ?5)",
             WRITER_WORDS(place->scene), WRITER_INT(place->step), WRITER_NUMBER(place->seconds),
             WRITER_WORDS(place->moment), state_value(n, place));
  if (n->crumbs.count > NOTEBOOK_MAX_TRAIL)
    forget_oldest_crumb(n);
}

void notebook_pick_crumb(notebook *n)
{
  notebook_place *rows = n->crumbs.rows;
  if (n->crumbs.count == 0)
    return;
  free_place(&rows[--n->crumbs.count]);
  RECORD_PUT(n, "DELETE FROM crumb WHERE depth = (SELECT max(depth) FROM crumb)", WRITER_INT(0));
}

// ---------------------------------------------------------------------------------------------------------------
// Progress

static notebook_scene *find_scene(const notebook *n, const char *id)
{
  notebook_scene *rows = n->scenes.rows;
  for (int k = 0; k < n->scenes.count; k++)
    if (strcmp(rows[k].id, id) == 0)
      return &rows[k];
  return NULL;
}

const notebook_scene *notebook_find(const notebook *n, const char *scene)
{
  return find_scene(n, scene);
}

int notebook_scenes(const notebook *n, const notebook_scene **scenes)
{
  *scenes = n->scenes.rows;
  return n->scenes.count;
}

static double sound_time(double at)
{
  return record_is_time(at) ? at : 0;
}

static notebook_scene sound_scene(const notebook_scene *s)
{
  notebook_scene sound = *s;
  sound.steps = s->steps < 0 ? 0 : s->steps > MOST_STEPS ? MOST_STEPS : s->steps;
  sound.spent = within(s->spent, 0, 1e9f);
  sound.begun = sound_time(s->begun);
  sound.watched = sound_time(s->watched);
  sound.explained = sound_time(s->explained);
  sound.due = sound_time(s->due);
  return sound;
}

static bool keep_scene(notebook *n, const notebook_scene *s)
{
  notebook_scene sound = sound_scene(s), *row = find_scene(n, s->id);
  if (!row)
    row = record_add_row(&n->scenes, sizeof *row);
  if (row)
    *row = sound;
  return row != NULL;
}

void notebook_keep(notebook *n, const notebook_scene *scene)
{
  if (!record_is_id(scene->id) || !keep_scene(n, scene))
    return;
  notebook_scene s = sound_scene(scene);
  RECORD_PUT(n, "INSERT OR REPLACE INTO scene VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
             WRITER_WORDS(s.id), WRITER_INT(s.seen), WRITER_INT(s.steps), WRITER_NUMBER(s.spent),
             WRITER_NUMBER(s.begun), WRITER_NUMBER(s.watched), WRITER_NUMBER(s.explained),
             WRITER_NUMBER(s.due), WRITER_INT(s.skipped));
}

// ---------------------------------------------------------------------------------------------------------------
// Answers

static record_answer *find_answer(const notebook *n, const char *scene, int step)
{
  record_answer *rows = n->answers.rows;
  for (int k = 0; k < n->answers.count; k++)
    if (rows[k].step == step && strcmp(rows[k].scene, scene) == 0)
      return &rows[k];
  return NULL;
}

// The last one alone stays in memory.
static bool keep_answer(notebook *n, const notebook_answer *a)
{
  record_answer *row = find_answer(n, a->scene, a->step);
  if (!row)
    row = record_add_row(&n->answers, sizeof *row);
  if (!row)
    return false;
  *row = (record_answer){.step = a->step, .off = within(a->off, -1, 1)};
  memcpy(row->scene, a->scene, strlen(a->scene) + 1);
  if (a->given && strlen(a->given) < sizeof row->given)
    strcpy(row->given, a->given);
  if (a->right && strlen(a->right) < sizeof row->right)
    strcpy(row->right, a->right);
  return true;
}

void notebook_keep_answer(notebook *n, const notebook_answer *a, double at)
{
  if (!record_is_id(a->scene) || !record_is_step(a->step) || !record_is_time(at) || !keep_answer(n, a))
    return;
  RECORD_PUT(
      n,
      "INSERT INTO answer (scene, step, question, given, \"right\", off, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
      "?7)",
      WRITER_WORDS(a->scene), WRITER_INT(a->step), WRITER_WORDS(a->question), WRITER_WORDS(a->given),
      WRITER_WORDS(a->right), WRITER_NUMBER(within(a->off, -1, 1)), WRITER_NUMBER(at));
}

bool notebook_answered(const notebook *n, const char *scene, int step, float *off)
{
  const record_answer *row = find_answer(n, scene, step);
  if (row)
    *off = row->off;
  return row != NULL;
}

bool notebook_last_answer(const notebook *n, const char *scene, int step, notebook_answer *a)
{
  const record_answer *row = find_answer(n, scene, step);
  if (row)
    *a = (notebook_answer){.scene = row->scene,
                           .step = row->step,
                           .given = row->given[0] ? row->given : NULL,
                           .right = row->right[0] ? row->right : NULL,
                           .off = row->off};
  return row != NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// Being stuck

static notebook_stuck *find_stuck(const notebook *n, const char *scene, int step, const char *need)
{
  notebook_stuck *rows = n->stuck.rows;
  for (int k = 0; k < n->stuck.count; k++)
    if (rows[k].over == 0 && rows[k].step == step && strcmp(rows[k].scene, scene) == 0 &&
        strcmp(rows[k].need, need) == 0)
      return &rows[k];
  return NULL;
}

static bool keep_stuck(notebook *n, const char *scene, int step, const char *need, double at, double over)
{
  notebook_stuck *row = record_add_row(&n->stuck, sizeof *row);
  if (!row)
    return false;
  *row = (notebook_stuck){.step = step, .at = at, .over = over};
  memcpy(row->scene, scene, strlen(scene) + 1);
  memcpy(row->need, need, strlen(need) + 1);
  return true;
}

void notebook_be_stuck(notebook *n, const char *scene, int step, const char *need, double at)
{
  bool sound =
      record_is_id(scene) && record_is_step(step) && (!*need || record_is_id(need)) && record_is_time(at);
  if (!sound || find_stuck(n, scene, step, need) || !keep_stuck(n, scene, step, need, at, 0))
    return;
  RECORD_PUT(n, "INSERT INTO stuck (scene, step, need, at, over) VALUES (?1, ?2, ?3, ?4, 0)",
             WRITER_WORDS(scene), WRITER_INT(step), WRITER_WORDS(need), WRITER_NUMBER(at));
}

void notebook_be_unstuck(notebook *n, const char *scene, double at)
{
  notebook_stuck *rows = n->stuck.rows;
  bool was = false;
  for (int k = 0; k < n->stuck.count; k++)
    if (rows[k].over == 0 && strcmp(rows[k].scene, scene) == 0) {
      rows[k].over = at;
      was = true;
    }
  if (was)
    RECORD_PUT(n, "UPDATE stuck SET over = ?2 WHERE scene = ?1 AND over = 0", WRITER_WORDS(scene),
               WRITER_NUMBER(at));
}

int notebook_stuck_list(const notebook *n, const notebook_stuck **list)
{
  *list = n->stuck.rows;
  return n->stuck.count;
}

// ---------------------------------------------------------------------------------------------------------------
// Settings

static record_setting *find_setting(const notebook *n, const char *name)
{
  record_setting *rows = n->settings.rows;
  for (int k = 0; k < n->settings.count; k++)
    if (strcmp(rows[k].name, name) == 0)
      return &rows[k];
  return NULL;
}

const char *notebook_setting(const notebook *n, const char *name)
{
  const record_setting *row = find_setting(n, name);
  return row ? row->value : NULL;
}

static bool keep_setting(notebook *n, const char *name, const char *value)
{
  char *copy = strdup(value), *known = NULL;
  record_setting *row = find_setting(n, name);
  if (!row && copy && (known = strdup(name)) && (row = record_add_row(&n->settings, sizeof *row)))
    row->name = known;
  if (!row || !copy) {
    free(copy);
    free(known);
    return false;
  }
  free(row->value);
  row->value = copy;
  return true;
}

void notebook_set(notebook *n, const char *name, const char *value)
{
  const char *known = notebook_setting(n, name);
  if ((known && strcmp(known, value) == 0) || !keep_setting(n, name, value))
    return;
  RECORD_PUT(n, "INSERT OR REPLACE INTO setting VALUES (?1, ?2)", WRITER_WORDS(name), WRITER_WORDS(value));
}

// ---------------------------------------------------------------------------------------------------------------
// Reading the file

const char *record_text(sqlite3_stmt *s, int column)
{
  return (const char *)sqlite3_column_text(s, column);
}

bool record_id(sqlite3_stmt *s, int column, char *id)
{
  const char *text = record_text(s, column);
  if (!record_is_id(text))
    return false;
  memcpy(id, text, strlen(text) + 1);
  return true;
}

int record_small(sqlite3_stmt *s, int column)
{
  sqlite3_int64 value = sqlite3_column_int64(s, column);
  return value >= 0 && value <= MOST_STEPS ? (int)value : -1;
}

static bool place_of(sqlite3_stmt *s, notebook_place *p)
{
  *p = (notebook_place){.step = record_small(s, 1), .seconds = (float)sqlite3_column_double(s, 2)};
  const char *moment = record_text(s, 3);
  p->moment = (char *)(uintptr_t)moment; // copied by whoever keeps it
  return record_id(s, 0, p->scene) && is_place(p);
}

static void read_place(notebook *n, sqlite3_stmt *s)
{
  notebook_place p;
  double at = sqlite3_column_double(s, 4);
  if (place_of(s, &p) && record_is_time(at))
    keep_place(n, &p, at);
}

static void read_crumb(notebook *n, sqlite3_stmt *s)
{
  notebook_place p;
  if (place_of(s, &p) && n->crumbs.count < NOTEBOOK_MAX_TRAIL)
    keep_crumb(n, &p);
}

static void read_scene(notebook *n, sqlite3_stmt *s)
{
  notebook_scene row = {.seen = (uint64_t)sqlite3_column_int64(s, 1),
                        .steps = record_small(s, 2),
                        .spent = (float)sqlite3_column_double(s, 3),
                        .begun = sqlite3_column_double(s, 4),
                        .watched = sqlite3_column_double(s, 5),
                        .explained = sqlite3_column_double(s, 6),
                        .due = sqlite3_column_double(s, 7),
                        .skipped = sqlite3_column_int(s, 8) != 0};
  if (record_id(s, 0, row.id))
    keep_scene(n, &row);
}

static void read_answer(notebook *n, sqlite3_stmt *s)
{
  char scene[NOTEBOOK_ID];
  int step = record_small(s, 1);
  if (record_id(s, 0, scene) && record_is_step(step))
    keep_answer(n, &(notebook_answer){.scene = scene,
                                      .step = step,
                                      .given = record_text(s, 3),
                                      .right = record_text(s, 4),
                                      .off = (float)sqlite3_column_double(s, 2)});
}

static void read_stuck(notebook *n, sqlite3_stmt *s)
{
  char scene[NOTEBOOK_ID], need[NOTEBOOK_ID] = "";
  int step = record_small(s, 1);
  double at = sqlite3_column_double(s, 3), over = sqlite3_column_double(s, 4);
  record_id(s, 2, need);
  if (record_id(s, 0, scene) && record_is_step(step) && record_is_time(at) && record_is_time(over))
    keep_stuck(n, scene, step, need, at, over);
}

static void read_setting(notebook *n, sqlite3_stmt *s)
{
  const char *name = record_text(s, 0), *value = record_text(s, 1);
  if (name && value)
    keep_setting(n, name, value);
}

bool record_read(notebook *n, const char *statement, void (*read)(notebook *n, sqlite3_stmt *s))
{
  sqlite3_stmt *s;
  // One of an older version that is only read lacks the tables that have come since.
  int prepared = sqlite3_prepare_v2(n->db, statement, -1, &s, NULL);
  if (prepared != SQLITE_OK)
    return prepared == SQLITE_ERROR && schema_is_older(n->db);
  int status;
  while ((status = sqlite3_step(s)) == SQLITE_ROW)
    read(n, s);
  sqlite3_finalize(s);
  return status == SQLITE_DONE;
}

bool record_load(notebook *n)
{
  return record_read(n, "SELECT scene, step, seconds, moment, at FROM place", read_place) &&
         record_read(n, "SELECT scene, step, seconds, moment FROM crumb ORDER BY depth", read_crumb) &&
         record_read(n, "SELECT * FROM scene", read_scene) &&
         record_read(n, "SELECT scene, step, off, given, \"right\" FROM answer ORDER BY id", read_answer) &&
         record_read(n, "SELECT scene, step, need, at, over FROM stuck ORDER BY id", read_stuck) &&
         record_read(n, "SELECT name, value FROM setting", read_setting) && notes_load(n) && hours_load(n) &&
         recordings_load(n) && talks_load(n) && reviews_load(n);
}

void record_free(notebook *n)
{
  record_place *places = n->places.rows;
  for (int k = 0; k < n->places.count; k++)
    free_place(&places[k].place);
  notebook_place *crumbs = n->crumbs.rows;
  for (int k = 0; k < n->crumbs.count; k++)
    free_place(&crumbs[k]);
  record_setting *settings = n->settings.rows;
  for (int k = 0; k < n->settings.count; k++) {
    free(settings[k].name);
    free(settings[k].value);
  }
  free(n->places.rows);
  free(n->crumbs.rows);
  free(n->scenes.rows);
  free(n->answers.rows);
  free(n->stuck.rows);
  free(n->settings.rows);
  notes_free(n);
  hours_free(n);
  talks_free(n);
  reviews_free(n);
  free(n->recordings.rows);
}
