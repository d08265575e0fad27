// All ink of a notebook, page by page.
#include <stdio.h>
#include <string.h>

#include "notebook/care_inside.h"
#include "notebook/ink_log.h"
#include "notebook/notebook.h"

typedef struct reading {
  char scene[NOTEBOOK_ID];
  int step;
  ink_page page;
  bool broken; // not all of it could be read: what comes after an event counts on it
} reading;

// Hands out the page that was read, where there is something on it.
static nb_error hand_out(reading *r, care_take_page *take, void *context)
{
  uint32_t count = 0;
  nb_error e = nb_ok();
  if (ink_page_shown(&r->page, &count) && count > 0)
    e = take(context, r->scene, r->step, &r->page);
  ink_page_free(&r->page);
  r->broken = false;
  return e;
}

static bool is_next(const reading *r, const char *scene, int step)
{
  return strcmp(scene, r->scene) != 0 || step != r->step;
}

static nb_error read_rows(sqlite3_stmt *s, care_take_page *take, void *context)
{
  reading r = {0};
  nb_error e = nb_ok();
  while (!nb_failed(e) && sqlite3_step(s) == SQLITE_ROW) {
    const char *scene = (const char *)sqlite3_column_text(s, 0);
    int step = sqlite3_column_int(s, 1);
    if (!scene || strlen(scene) >= sizeof r.scene || step < 0 || step >= NOTEBOOK_STEPS + NOTEBOOK_PAGES)
      continue;
    if (is_next(&r, scene, step)) {
      e = hand_out(&r, take, context);
      snprintf(r.scene, sizeof r.scene, "%s", scene);
      r.step = step;
    }
    size_t size = (size_t)sqlite3_column_bytes(s, 2);
    r.broken = r.broken || nb_failed(ink_log_apply(&r.page, sqlite3_column_blob(s, 2), size));
  }
  nb_error last = hand_out(&r, take, context);
  return nb_failed(e) ? e : last;
}

nb_error care_each_page(const char *path, care_take_page *take, void *context)
{
  sqlite3 *db;
  sqlite3_stmt *s;
  nb_error e = care_open(&db, path);
  if (nb_failed(e))
    return e;
  if (care_has(db, "ink")) {
    if (sqlite3_prepare_v2(db, "SELECT scene, step, event FROM ink ORDER BY scene, step, id", -1, &s, NULL) !=
        SQLITE_OK)
      e = nb_fail(NB_BAD_FILE, "the ink in %s cannot be read: %s", path, sqlite3_errmsg(db));
    else
      e = read_rows(s, take, context);
    sqlite3_finalize(s);
  }
  sqlite3_close(db);
  return e;
}
