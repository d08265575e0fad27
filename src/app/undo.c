#include "app/undo.h"

#include <stdlib.h>
#include <string.h>

// The parameters that bit k of `changed` names, one after the other, as they were, then as they became.
typedef struct entry {
  uint64_t changed;
  size_t bytes; // of one of both
  unsigned char *values;
} entry;

struct undo {
  const nb_scene *scene;
  unsigned char *seen; // all parameters, one after the other, as they were last seen
  entry entries[UNDO_ENTRIES];
  int count, at; // entries from `at` on have been undone
  size_t held;   // bytes
};

static const unsigned char *field_of(const stage *s, const nb_param *param)
{
  return (const unsigned char *)stage_state(s) + param->offset;
}

static void drop(undo *u, int from, int until)
{
  for (int k = from; k < until; k++) {
    u->held -= 2 * u->entries[k].bytes;
    free(u->entries[k].values);
  }
  memmove(&u->entries[from], &u->entries[until], sizeof *u->entries * (size_t)(u->count - until));
  u->count -= until - from;
}

bool undo_begin(undo *u, const stage *s)
{
  drop(u, 0, u->count);
  u->at = 0;
  u->scene = stage_scene(s);
  size_t bytes = 0, to = 0;
  for (int k = 0; k < u->scene->param_count; k++)
    bytes += u->scene->params[k].bytes;
  free(u->seen);
  u->seen = malloc(bytes + 1);
  for (int k = 0; k < u->scene->param_count && u->seen; k++) {
    const nb_param *param = &u->scene->params[k];
    memcpy(u->seen + to, field_of(s, param), param->bytes);
    to += param->bytes;
  }
  return u->seen != NULL;
}

undo *undo_create(const stage *s)
{
  undo *u = calloc(1, sizeof *u);
  if (u && !undo_begin(u, s)) {
    free(u);
    return NULL;
  }
  return u;
}

void undo_destroy(undo *u)
{
  if (!u)
    return;
  drop(u, 0, u->count);
  free(u->seen);
  free(u);
}

// Which parameters differ from what was seen, and how many bytes they take.
static uint64_t changed(const undo *u, const stage *s, size_t *bytes)
{
  uint64_t which = 0;
  const unsigned char *seen = u->seen;
  *bytes = 0;
  for (int k = 0; k < u->scene->param_count; k++) {
    const nb_param *param = &u->scene->params[k];
    if (memcmp(seen, field_of(s, param), param->bytes) != 0) {
      which |= UINT64_C(1) << k;
      *bytes += param->bytes;
    }
    seen += param->bytes;
  }
  return which;
}

// Brings what was seen up to date, for the parameters of an entry, and keeps both in it; before may be NULL.
static void see(undo *u, const stage *s, uint64_t which, unsigned char *before, unsigned char *after)
{
  unsigned char *seen = u->seen;
  for (int k = 0; k < u->scene->param_count; k++) {
    const nb_param *param = &u->scene->params[k];
    if (which >> k & 1) {
      if (before) {
        memcpy(before, seen, param->bytes);
        before += param->bytes;
      }
      memcpy(seen, field_of(s, param), param->bytes);
      memcpy(after, seen, param->bytes);
      after += param->bytes;
    }
    seen += param->bytes;
  }
}

bool undo_note(undo *u, const stage *s, bool same)
{
  size_t bytes;
  uint64_t which = u->seen ? changed(u, s, &bytes) : 0;
  if (!which)
    return false;
  drop(u, u->at, u->count);
  entry *last = u->at > 0 ? &u->entries[u->at - 1] : NULL;
  if (same && last && last->changed == which) {
    see(u, s, which, NULL, last->values + last->bytes);
    return true;
  }
  while (u->count > 0 && (u->count == UNDO_ENTRIES || u->held + 2 * bytes > UNDO_BYTES))
    drop(u, 0, 1);
  unsigned char *values = malloc(2 * bytes);
  u->at = u->count;
  if (!values) {
    (void)undo_begin(u, s); // what cannot be kept ends what can be undone
    return true;
  }
  see(u, s, which, values, values + bytes);
  u->entries[u->count++] = (entry){which, bytes, values};
  u->held += 2 * bytes;
  u->at = u->count;
  return true;
}

// Lays values of an entry.
static void lay(undo *u, stage *s, const entry *e, const unsigned char *values, const nb_param **about)
{
  *about = NULL;
  for (int k = 0; k < u->scene->param_count; k++) {
    const nb_param *param = &u->scene->params[k];
    if (!(e->changed >> k & 1))
      continue;
    *about = *about ? *about : param;
    (void)stage_set(s, param->offset, values, param->bytes); // it was such a value
    values += param->bytes;
  }
}

// After laying, what is there is what was seen.
static void look_again(undo *u, const stage *s, const entry *e)
{
  unsigned char *seen = u->seen;
  for (int k = 0; k < u->scene->param_count; k++) {
    if (e->changed >> k & 1)
      memcpy(seen, field_of(s, &u->scene->params[k]), u->scene->params[k].bytes);
    seen += u->scene->params[k].bytes;
  }
}

int undo_depth(const undo *u)
{
  return u->at;
}

bool undo_back(undo *u, stage *s, const nb_param **about)
{
  undo_note(u, s, false);
  if (!u->seen || u->at == 0)
    return false;
  const entry *e = &u->entries[--u->at];
  lay(u, s, e, e->values, about);
  look_again(u, s, e);
  return true;
}

bool undo_forward(undo *u, stage *s, const nb_param **about)
{
  undo_note(u, s, false);
  if (!u->seen || u->at == u->count)
    return false;
  const entry *e = &u->entries[u->at++];
  lay(u, s, e, e->values + e->bytes, about);
  look_again(u, s, e);
  return true;
}
