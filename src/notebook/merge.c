// Another notebook's rows into this one: what is the same thing is one row (tables.h), numbers that rows have are given
// anew, and ink is merged stroke by stroke.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "notebook/care_inside.h"
#include "notebook/ink_log.h"
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
// Ink

// The log of a step's page.
typedef struct ink_rows {
  struct ink_row {
    void *event;
    size_t size;
    double at;
  } * rows;
  int count, capacity;
} ink_rows;

static void free_ink(ink_rows *r)
{
  for (int k = 0; k < r->count; k++)
    free(r->rows[k].event);
  free(r->rows);
}

static bool add_event(ink_rows *r, const void *event, size_t size, double at)
{
  if (r->count == r->capacity) {
    int capacity = 2 * r->capacity + 64;
    struct ink_row *rows = realloc(r->rows, (size_t)capacity * sizeof *rows);
    if (!rows)
      return false;
    r->rows = rows;
    r->capacity = capacity;
  }
  void *copy = malloc(size + 1);
  if (!copy)
    return false;
  memcpy(copy, event, size);
  r->rows[r->count++] = (struct ink_row){copy, size, at};
  return true;
}

static bool read_ink(sqlite3 *db, const char *scene, int step, ink_rows *r)
{
  sqlite3_stmt *s;
  *r = (ink_rows){0};
  if (!prepare(db, &s, "SELECT event, at FROM ink WHERE scene = ?1 AND step = ?2 ORDER BY id"))
    return false;
  sqlite3_bind_text(s, 1, scene, -1, SQLITE_STATIC);
  sqlite3_bind_int(s, 2, step);
  bool well = true;
  while (well && sqlite3_step(s) == SQLITE_ROW)
    well = add_event(r, sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0),
                     sqlite3_column_double(s, 1));
  sqlite3_finalize(s);
  return well;
}

static bool write_event(sqlite3 *db, const char *scene, int step, const struct ink_row *row)
{
  sqlite3_stmt *s;
  if (!prepare(db, &s, "INSERT INTO ink (scene, step, event, at) VALUES (?1, ?2, ?3, ?4)"))
    return false;
  sqlite3_bind_text(s, 1, scene, -1, SQLITE_STATIC);
  sqlite3_bind_int(s, 2, step);
  sqlite3_bind_blob64(s, 3, row->event, row->size, SQLITE_STATIC);
  sqlite3_bind_double(s, 4, row->at);
  bool well = sqlite3_step(s) == SQLITE_DONE;
  sqlite3_finalize(s);
  return well;
}

// How many events both begin with.
static int alike(const ink_rows *a, const ink_rows *b)
{
  int k = 0;
  while (k < a->count && k < b->count && a->rows[k].size == b->rows[k].size &&
         memcmp(a->rows[k].event, b->rows[k].event, a->rows[k].size) == 0)
    k++;
  return k;
}

static void replay(ink_page *page, const ink_rows *r)
{
  *page = (ink_page){0};
  for (int k = 0; k < r->count; k++)
    if (nb_failed(ink_log_apply(page, r->rows[k].event, r->rows[k].size)))
      return; // what comes after counts on it
}

static bool has_stroke(const ink_page *page, ink_look look, const ink_knot *knots, uint32_t count)
{
  for (uint32_t k = 0; k < page->stroke_count; k++) {
    const ink_stroke *own = &page->strokes[k];
    if (own->count == count && memcmp(&own->look, &look, sizeof look) == 0 &&
        memcmp(page->knots + own->first, knots, count * sizeof *knots) == 0)
      return true;
  }
  return false;
}

// A page of both notebooks that went its own way in each.
typedef struct parted {
  merging *m;
  const char *scene;
  int step;
  double at;
  ink_page here, there;
} parted;

// Writes what has just happened to the page here.
static bool log_event(parted *p, ink_event event)
{
  struct ink_row row = {.at = p->at};
  row.event = ink_log_write(&p->here, event, &row.size);
  bool well = row.event && write_event(p->m->to, p->scene, p->step, &row);
  free(row.event);
  return well;
}

// The number here of a picture there, which is added where there is none.
static bool carry_picture(parted *p, uint32_t *number)
{
  const ink_picture *picture = &p->there.pictures[*number];
  for (uint32_t k = 0; k < p->here.picture_count; k++) {
    const ink_picture *own = &p->here.pictures[k];
    if (own->size == picture->size && own->ground == picture->ground &&
        memcmp(own->list, picture->list, own->size) == 0) {
      *number = k;
      return true;
    }
  }
  *number = p->here.picture_count;
  return !nb_failed(ink_page_add_picture(&p->here, picture->list, picture->size, picture->ground)) &&
         log_event(p, INK_ADD_PICTURE);
}

static bool carry_pin(parted *p, uint32_t *number)
{
  ink_pin pin = p->there.pins[*number - 1];
  for (uint32_t k = 0; k < p->here.pin_count; k++) {
    ink_pin own = p->here.pins[k];
    own.shift = pin.shift;
    if (memcmp(&own, &pin, sizeof pin) == 0) {
      *number = k + 1;
      return true;
    }
  }
  *number = p->here.pin_count + 1;
  return !nb_failed(ink_page_add_pin(&p->here, &pin)) && log_event(p, INK_ADD_PIN);
}

// The looks that the strokes there have here.
static bool carry_looks(parted *p, const uint32_t *shown, uint32_t count, ink_look *looks)
{
  bool well = true;
  for (uint32_t k = 0; k < count && well; k++) {
    looks[k] = p->there.strokes[shown[k]].look;
    if (looks[k].tool == INK_PICTURE)
      well = carry_picture(p, &looks[k].color);
    if (well && looks[k].pin > 0)
      well = carry_pin(p, &looks[k].pin);
  }
  return well;
}

// The strokes that the other page shows and this one never had, as one edit.
static bool put_strokes(parted *p, const uint32_t *shown, uint32_t count, const ink_look *looks)
{
  int put = 0;
  bool well = !nb_failed(ink_page_edit(&p->here));
  for (uint32_t k = 0; k < count && well; k++) {
    const ink_stroke *s = &p->there.strokes[shown[k]];
    const ink_knot *knots = p->there.knots + s->first;
    if (has_stroke(&p->here, looks[k], knots, s->count))
      continue;
    well = !nb_failed(ink_page_put(&p->here, looks[k], knots, (int)s->count, -1));
    put++;
  }
  bool changed = ink_page_end(&p->here);
  p->m->counts->added += put;
  return well && (!changed || log_event(p, INK_EDIT));
}

static bool merge_strokes(parted *p)
{
  uint32_t count = 0;
  const uint32_t *shown = ink_page_shown(&p->there, &count);
  if (!shown || count == 0)
    return true;
  ink_look *looks = calloc(count, sizeof *looks);
  bool well = looks && carry_looks(p, shown, count, looks) && put_strokes(p, shown, count, looks);
  free(looks);
  return well;
}

static bool merge_parted(merging *m, const char *scene, int step, const ink_rows *here, const ink_rows *there)
{
  parted p = {.m = m, .scene = scene, .step = step, .at = there->rows[there->count - 1].at};
  replay(&p.here, here);
  replay(&p.there, there);
  bool well = merge_strokes(&p);
  ink_page_free(&p.here);
  ink_page_free(&p.there);
  return well;
}

// One log goes on where the other ends, or both went their own way.
static bool merge_page(merging *m, const char *scene, int step)
{
  ink_rows here, there;
  bool well = read_ink(m->to, scene, step, &here);
  well = read_ink(m->from, scene, step, &there) && well;
  int same = alike(&here, &there);
  m->counts->rows += there.count;
  if (well && same == here.count) {
    for (int k = same; well && k < there.count; k++) {
      well = write_event(m->to, scene, step, &there.rows[k]);
      m->counts->added++;
    }
  } else if (well && same < there.count) {
    well = merge_parted(m, scene, step, &here, &there);
  }
  free_ink(&here);
  free_ink(&there);
  return well;
}

static nb_error merge_ink(merging *m, const table *t)
{
  sqlite3_stmt *s;
  if (!prepare(m->from, &s, "SELECT DISTINCT scene, step FROM ink ORDER BY scene, step"))
    return broken(m, t);
  nb_error e = nb_ok();
  while (!nb_failed(e) && sqlite3_step(s) == SQLITE_ROW) {
    char scene[128];
    snprintf(scene, sizeof scene, "%s", (const char *)sqlite3_column_text(s, 0));
    if (!merge_page(m, scene, sqlite3_column_int(s, 1)))
      e = broken(m, t);
  }
  sqlite3_finalize(s);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// All of it

static nb_error merge_all(merging *m)
{
  const table *t;
  nb_error e = nb_ok();
  for (int k = 0; !nb_failed(e) && (t = table_at(k)); k++)
    e = strcmp(t->name, "ink") == 0 ? merge_ink(m, t) : merge_table(m, t);
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
