#include "notebook/writer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RETRY_SECONDS 2.0
enum { MOST = 20000 };

typedef struct job {
  struct job *next;
  const char *statement;
  int count;
  writer_value values[WRITER_VALUES]; // their texts lie behind the job
} job;

struct writer {
  sqlite3 *db;
  char path[1024];
  void (*changed)(void *context, const char *trouble);
  void *context;
  pthread_t thread;
  pthread_mutex_t lock; // of what follows
  pthread_cond_t passed, written;
  job *first, *last;
  int waiting;
  struct timespec due; // of the first of those that have come since the last commit began
  bool stop, hurry;    // nobody waits for others any more
  bool fails;          // the thread's own: the last try did not go well
};

// ---------------------------------------------------------------------------------------------------------------
// Jobs

// What of a value has to be copied.
static size_t own_bytes(const writer_value *v)
{
  if (v->kind == WRITER_TEXT)
    return strlen(v->text) + 1;
  return v->kind == WRITER_BLOB ? v->size : 0;
}

static job *make_job(const char *statement, const writer_value *values, int count)
{
  size_t bytes = sizeof(job);
  for (int k = 0; k < count; k++)
    bytes += own_bytes(&values[k]);
  job *j = calloc(1, bytes);
  if (!j)
    return NULL;
  char *room = (char *)(j + 1);
  j->statement = statement;
  j->count = count;
  for (int k = 0; k < count; k++) {
    size_t size = own_bytes(&values[k]);
    j->values[k] = values[k];
    if (size == 0)
      continue;
    memcpy(room, values[k].kind == WRITER_TEXT ? values[k].text : values[k].bytes, size);
    j->values[k].text = room;
    j->values[k].bytes = room;
    room += size;
  }
  return j;
}

static void bind(sqlite3_stmt *s, int place, const writer_value *v)
{
  if (v->kind == WRITER_INTEGER)
    sqlite3_bind_int64(s, place, v->integer);
  else if (v->kind == WRITER_REAL)
    sqlite3_bind_double(s, place, v->real);
  else if (v->kind == WRITER_TEXT)
    sqlite3_bind_text(s, place, v->text, -1, SQLITE_STATIC);
  else if (v->kind == WRITER_BLOB)
    sqlite3_bind_blob64(s, place, v->bytes, v->size, SQLITE_STATIC);
}

// Written, or such that it never can be: trying again would keep all that comes after it from the disk.
static bool is_settled(int status)
{
  switch (status & 0xff) {
  case SQLITE_OK:
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
    return true;
  default:
    return false;
  }
}

static bool run_job(sqlite3 *db, const job *j)
{
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, j->statement, -1, &s, NULL) != SQLITE_OK)
    return false;
  for (int k = 0; k < j->count; k++)
    bind(s, k + 1, &j->values[k]);
  sqlite3_step(s);
  return is_settled(sqlite3_finalize(s));
}

static void free_jobs(job *j)
{
  while (j) {
    job *next = j->next;
    free(j);
    j = next;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The thread

static void set_fails(writer *w, bool fails)
{
  char words[480];
  if (fails == w->fails)
    return;
  if (fails)
    snprintf(words, sizeof words,
             "the notebook cannot be written (%.150s: %.100s). The lesson goes on, and what you do is kept "
             "as soon "
             "as there is room again",
             w->path, sqlite3_errmsg(w->db));
  w->fails = fails;
  w->changed(w->context, fails ? words : "");
}

// All of them in one transaction, or none.
static bool commit(writer *w, const job *jobs)
{
  bool well = sqlite3_exec(w->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
  for (const job *j = jobs; well && j; j = j->next)
    well = run_job(w->db, j);
  well = well && sqlite3_exec(w->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  set_fails(w, !well);
  if (!well)
    sqlite3_exec(w->db, "ROLLBACK", NULL, NULL, NULL);
  return well;
}

// Waiting is by a clock that nobody sets, where the system can wait by it.
#ifdef __APPLE__
#define WAITING CLOCK_REALTIME
#else
#define WAITING CLOCK_MONOTONIC
#endif

static void make_signal(pthread_cond_t *c)
{
  pthread_condattr_t how;
  pthread_condattr_init(&how);
#ifndef __APPLE__
  pthread_condattr_setclock(&how, WAITING);
#endif
  pthread_cond_init(c, &how);
  pthread_condattr_destroy(&how);
}

static struct timespec from_now(double seconds)
{
  struct timespec until;
  clock_gettime(WAITING, &until);
  double end = (double)until.tv_sec + 1e-9 * (double)until.tv_nsec + seconds;
  until.tv_sec = (time_t)end;
  until.tv_nsec = (long)((end - (double)until.tv_sec) * 1e9);
  return until;
}

// Sleeps until then, or until the writer is to stop or to hurry.
static void rest(writer *w, struct timespec until)
{
  while (!w->stop && !w->hurry && pthread_cond_timedwait(&w->passed, &w->lock, &until) == 0)
    ;
}

// Takes all that waits; where they cannot be written they wait again, before what has come since.
static void write_batch(writer *w)
{
  job *jobs = w->first, *last = w->last;
  w->first = w->last = NULL;
  pthread_mutex_unlock(&w->lock);
  bool well = commit(w, jobs);
  int count = 0;
  for (job *j = jobs; well && j; j = j->next)
    count++;
  if (well)
    free_jobs(jobs);
  pthread_mutex_lock(&w->lock);
  w->waiting -= count;
  if (well)
    return;
  last->next = w->first;
  w->first = jobs;
  w->last = w->last ? w->last : last;
}

static void *run(void *context)
{
  writer *w = context;
  pthread_mutex_lock(&w->lock);
  while (true) {
    while (!w->first && !w->stop)
      pthread_cond_wait(&w->passed, &w->lock);
    if (!w->first)
      break;
    // What came while the disk was slow has waited already.
    rest(w, w->fails ? from_now(RETRY_SECONDS) : w->due);
    bool last_try = w->stop;
    write_batch(w);
    w->hurry = false;
    pthread_cond_broadcast(&w->written);
    if (last_try && w->fails)
      break;
  }
  pthread_mutex_unlock(&w->lock);
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The program's side

nb_error writer_open(writer **out, sqlite3 *db, const char *path,
                     void (*changed)(void *context, const char *trouble), void *context)
{
  writer *w = *out = calloc(1, sizeof *w);
  if (!w)
    return nb_fail(NB_NO_MEMORY, "no memory for the notebook");
  w->db = db;
  w->changed = changed;
  w->context = context;
  snprintf(w->path, sizeof w->path, "%s", path);
  sqlite3_busy_timeout(db, 2000);
  pthread_mutex_init(&w->lock, NULL);
  make_signal(&w->passed);
  make_signal(&w->written);
  if (pthread_create(&w->thread, NULL, run, w) == 0)
    return nb_ok();
  pthread_cond_destroy(&w->passed);
  pthread_cond_destroy(&w->written);
  pthread_mutex_destroy(&w->lock);
  free(w);
  *out = NULL;
  return nb_fail(NB_FAILED, "no thread for the notebook");
}

bool writer_put(writer *w, const char *statement, const writer_value *values, int count)
{
  job *j = make_job(statement, values, count);
  if (!j)
    return false;
  pthread_mutex_lock(&w->lock);
  bool room = w->waiting < MOST;
  if (room) {
    w->waiting++;
    if (w->last) {
      w->last->next = j;
    } else {
      w->first = j;
      w->due = from_now(WRITER_COMMIT_SECONDS);
    }
    w->last = j;
    pthread_cond_signal(&w->passed);
  }
  pthread_mutex_unlock(&w->lock);
  if (!room)
    free(j);
  return room;
}

void writer_flush(writer *w)
{
  struct timespec until = from_now(RETRY_SECONDS);
  pthread_mutex_lock(&w->lock);
  w->hurry = true;
  pthread_cond_signal(&w->passed);
  while (w->waiting > 0 && pthread_cond_timedwait(&w->written, &w->lock, &until) == 0)
    w->hurry = w->hurry || w->waiting > 0; // more has come
  pthread_mutex_unlock(&w->lock);
}

void writer_close(writer *w)
{
  if (!w)
    return;
  pthread_mutex_lock(&w->lock);
  w->stop = true;
  pthread_cond_signal(&w->passed);
  pthread_mutex_unlock(&w->lock);
  pthread_join(w->thread, NULL);
  free_jobs(w->first);
  pthread_cond_destroy(&w->passed);
  pthread_cond_destroy(&w->written);
  pthread_mutex_destroy(&w->lock);
  free(w);
}
