// Ink of two notebooks. A page is a log of events: where one notebook's goes on from the other's it is taken over; where both
// went their own way, the strokes that are shown in the other and were never here are put in, as one edit more.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notebook/care_inside.h"
#include "notebook/ink_log.h"

// Both notebooks.
typedef struct inks {
  sqlite3 *from, *to;
  care_counts *counts;
} inks;

static bool prepare(sqlite3 *db, sqlite3_stmt **s, const char *text)
{
  return sqlite3_prepare_v2(db, text, -1, s, NULL) == SQLITE_OK;
}

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
  inks *m;
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

static bool is_same_face(const ink_face *a, const ink_face *b)
{
  return a->size == b->size && a->ground == b->ground && memcmp(a->list, b->list, a->size) == 0;
}

// The number here of a picture there, which is added where there is none.
static bool carry_picture(parted *p, uint32_t *number)
{
  const ink_picture *picture = &p->there.pictures[*number];
  for (uint32_t k = 0; k < p->here.picture_count; k++) {
    if (is_same_face(&p->here.pictures[k].faces[0], &picture->faces[0])) {
      *number = k;
      return true;
    }
  }
  *number = p->here.picture_count;
  bool well = !nb_failed(ink_page_add_picture(&p->here, picture->faces[0])) && log_event(p, INK_ADD_PICTURE);
  for (int k = 1; well && k < picture->face_count; k++)
    well = !nb_failed(ink_page_add_face(&p->here, picture->faces[k])) && log_event(p, INK_ADD_FACE);
  return well;
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

static bool merge_parted(inks *m, const char *scene, int step, const ink_rows *here, const ink_rows *there)
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
static bool merge_page(inks *m, const char *scene, int step)
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

nb_error care_merge_ink(sqlite3 *to, sqlite3 *from, care_counts *counts)
{
  inks m = {from, to, counts};
  sqlite3_stmt *s;
  bool well = prepare(from, &s, "SELECT DISTINCT scene, step FROM ink ORDER BY scene, step");
  while (well && sqlite3_step(s) == SQLITE_ROW) {
    char scene[128];
    snprintf(scene, sizeof scene, "%s", (const char *)sqlite3_column_text(s, 0));
    well = merge_page(&m, scene, sqlite3_column_int(s, 1));
  }
  sqlite3_finalize(s);
  return well ? nb_ok() : nb_fail(NB_CANNOT_WRITE, "ink cannot be merged: %s", sqlite3_errmsg(to));
}
