// A notebook of 10,000 strokes and 100 recordings: how long it takes to be opened, and its ink to be taken out; beside an
// empty one.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "notebook/ink_log.h"
#include "notebook/notebook.h"

enum { STROKES = 10000, SCENES = 20, KNOTS = 12, RECORDINGS = 100, MINUTES = 10, ROUNDS = 15 };

static const char *const path = NABLA_BUILD "/bench_notebook.sqlite";

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
  double p = *(const double *)a, q = *(const double *)b;
  return (p > q) - (p < q);
}

static void clear(void)
{
  static const char *const ends[] = {"", "-wal", "-shm", "-lock"};
  char file[200];
  for (int k = 0; k < 4; k++) {
    snprintf(file, sizeof file, "%s%s", path, ends[k]);
    unlink(file);
  }
}

static void run(sqlite3 *db, const char *statement)
{
  if (sqlite3_exec(db, statement, NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", statement, sqlite3_errmsg(db));
    exit(1);
  }
}

static void fill_ink(sqlite3 *db)
{
  sqlite3_stmt *s;
  ink_page pages[SCENES] = {0};
  sqlite3_prepare_v2(db, "INSERT INTO ink (scene, step, event, at) VALUES (?1, 0, ?2, 1)", -1, &s, NULL);
  for (int k = 0; k < STROKES; k++) {
    char scene[32];
    ink_knot knots[KNOTS];
    size_t size;
    ink_page *page = &pages[k % SCENES];
    for (int n = 0; n < KNOTS; n++) {
      nb_vec2 at = {0.1f * (float)n - 1 + 0.001f * (float)k, 0.3f * (float)(n % 3)};
      knots[n] = (ink_knot){at, at, at, 1};
    }
    ink_page_edit(page);
    ink_page_put(page, (ink_look){.tool = INK_PEN}, knots, KNOTS, -1);
    ink_page_end(page);
    uint8_t *event = ink_log_write(page, INK_EDIT, &size);
    snprintf(scene, sizeof scene, "scene/%d", k % SCENES);
    sqlite3_bind_text(s, 1, scene, -1, SQLITE_TRANSIENT);
    sqlite3_bind_blob64(s, 2, event, size, free);
    sqlite3_step(s);
    sqlite3_reset(s);
  }
  sqlite3_finalize(s);
  for (int k = 0; k < SCENES; k++)
    ink_page_free(&pages[k]);
}

// As the recorder keeps them: a piece and a second of sound (64 kbit/s) every second.
static void fill_recordings(sqlite3 *db)
{
  char statement[400];
  snprintf(statement, sizeof statement,
           "WITH RECURSIVE n(k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < %d)"
           " INSERT INTO recording SELECT k, 'scene/1', 'Talk', k, 0, 0 FROM n",
           RECORDINGS);
  run(db, statement);
  snprintf(statement, sizeof statement,
           "WITH RECURSIVE n(k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM n WHERE k < %d)"
           " INSERT INTO recording_piece SELECT id, k, k, k + 1, randomblob(300) FROM n, recording",
           60 * MINUTES - 1);
  run(db, statement);
  snprintf(statement, sizeof statement,
           "WITH RECURSIVE n(k) AS (VALUES (0) UNION ALL SELECT k + 1 FROM n WHERE k < %d)"
           " INSERT INTO recording_sound SELECT id, k, randomblob(1500) FROM n, recording",
           60 * MINUTES - 1);
  run(db, statement);
}

static void fill(void)
{
  sqlite3 *db;
  sqlite3_open(path, &db);
  run(db, "PRAGMA synchronous=OFF; BEGIN");
  fill_ink(db);
  fill_recordings(db);
  run(db, "COMMIT");
  sqlite3_close(db);
}

static void apply(int step, const void *event, size_t size, void *context)
{
  (void)step;
  (void)ink_log_apply(context, event, size);
}

// Median milliseconds: to open it, and to take the ink of a scene out.
static void measure(const char *what)
{
  double opens[ROUNDS], inks[ROUNDS];
  struct stat about;
  for (int k = 0; k < ROUNDS; k++) {
    ink_page page = {0};
    double start = now();
    notebook *n = notebook_open(&(notebook_options){.path = path});
    opens[k] = now() - start;
    start = now();
    (void)notebook_read_ink(n, "scene/1", apply, &page);
    inks[k] = now() - start;
    ink_page_free(&page);
    notebook_close(n);
  }
  qsort(opens, ROUNDS, sizeof *opens, ascending);
  qsort(inks, ROUNDS, sizeof *inks, ascending);
  stat(path, &about);
  printf("%-42s %8.1f MB  open %6.2f ms  ink of a scene %6.2f ms\n", what, (double)about.st_size / 1e6,
         opens[ROUNDS / 2], inks[ROUNDS / 2]);
}

int main(void)
{
  clear();
  notebook_close(notebook_open(&(notebook_options){.path = path}));
  measure("an empty notebook");
  fill();
  measure("10,000 strokes and 100 talks of 10 minutes");
  clear();
  return 0;
}
