#define _GNU_SOURCE // pipe2, MAP_ANONYMOUS
#include "film/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "film/encoder.h"
#include "film/job.h"
#include "film/part.h"
#include "film/progress.h"
#include "film/stretch.h"

enum { MOST_WORKERS = 64 };

// From a worker to its master, whole in one write: a frame more, or the error with which it ends.
typedef struct message {
  int frames;
  int64_t at; // the frame that it failed at
  nb_error error;
} message;

// What all of them share.
typedef struct shared {
  _Atomic int64_t next; // which of the groups is to be made next
  _Atomic int64_t
      failed; // the first frame that failed so far: what lies before is made, so that the film's first is found
} shared;

typedef struct worker {
  const crew_work *work;
  shared *shared;
  int reports; // the pipe
  int64_t at;  // the frame that is being made
  shot *shot;
  stretch *stretch;
  palette *palette; // of a GIF
} worker;

// ---------------------------------------------------------------------------------------------------------------
// A worker

static nb_error report(const worker *w, int frames, nb_error e)
{
  message m = {frames, w->at, e};
  ssize_t written;
  do
    written = write(w->reports, &m, sizeof m);
  while (written < 0 && errno == EINTR);
  return written == sizeof m ? nb_ok() : nb_fail(NB_INTERRUPTED, "interrupted");
}

static void note_failure(const worker *w)
{
  int64_t first = atomic_load(&w->shared->failed);
  while (w->at < first && !atomic_compare_exchange_weak(&w->shared->failed, &first, w->at))
    ;
}

// The colours of some of the film's moments.
static nb_error choose_palette(worker *w)
{
  enum { MOMENTS = 24 };
  const film_plan *plan = w->work->plan;
  palette_count *count;
  w->palette = malloc(sizeof *w->palette);
  nb_error e = w->palette ? palette_count_open(&count) : nb_fail(NB_NO_MEMORY, "no memory for a palette");
  if (nb_failed(e))
    return e;
  int64_t moments = plan->frames < MOMENTS ? plan->frames : MOMENTS;
  for (int64_t k = 0; k < moments && !nb_failed(e); k++) {
    pixels picture;
    patch changed[SHOT_LAYERS];
    e = job_stopped(w->work->job) ? nb_fail(NB_INTERRUPTED, "interrupted") : nb_ok();
    if (!nb_failed(e))
      e = stretch_take(w->stretch, (2 * k + 1) * plan->frames / (2 * moments), &picture, changed);
    if (!nb_failed(e))
      e = palette_count_add(count, picture);
  }
  if (!nb_failed(e))
    palette_choose(w->palette, count);
  palette_count_close(count);
  return e;
}

static nb_error encode_frame(worker *w, encoder *to, int64_t number)
{
  pixels picture;
  patch changed[SHOT_LAYERS];
  w->at = number;
  if (job_stopped(w->work->job) || number > atomic_load(&w->shared->failed))
    return nb_fail(NB_INTERRUPTED, "interrupted");
  nb_error e = stretch_take(w->stretch, number, &picture, changed);
  if (nb_failed(e)) {
    char text[sizeof e.text];
    memcpy(text, e.text, sizeof text);
    return e.id == NB_INTERRUPTED ? e : nb_fail(e.id, "frame %lld: %.400s", (long long)number, text);
  }
  e = encoder_write(to, picture, changed, SHOT_LAYERS);
  return nb_failed(e) ? e : report(w, 1, nb_ok());
}

static nb_error encode_group(worker *w, encoder *to, int64_t first, int64_t count)
{
  nb_error e = nb_ok();
  if (w->palette && first > 0) {
    pixels picture;
    patch changed[SHOT_LAYERS];
    e = stretch_take(w->stretch, first - 1, &picture, changed);
    if (!nb_failed(e))
      e = encoder_lead(to, picture);
  }
  for (int64_t k = 0; k < count && !nb_failed(e); k++)
    e = encode_frame(w, to, first + k);
  return nb_failed(e) ? e : encoder_finish(to);
}

static nb_error make_part(worker *w, int64_t index)
{
  const film_plan *plan = w->work->plan;
  const film_job *job = w->work->job;
  int64_t first, count;
  film_plan_group(plan, index, &first, &count);
  w->at = first;
  part_writer part;
  nb_error e = part_begin(&part, plan, w->work->folder, index, w->palette ? &w->palette->rgb[0][0] : NULL);
  if (nb_failed(e))
    return e;
  encoder *to;
  // Every group's first picture is converted whole.
  stretch_forget(w->stretch);
  e = encoder_open(&to,
                   (encoder_options){.format = plan->format,
                                     .width = plan->width,
                                     .height = plan->height,
                                     .fps = plan->fps,
                                     .transparent = plan->transparent,
                                     .ground = nb_theme_color(job->theme, NB_GROUND),
                                     .first = first,
                                     .palette = w->palette,
                                     .output = job->output},
                   part_add, &part);
  if (!nb_failed(e)) {
    e = encode_group(w, to, first, count);
    encoder_close(to);
  }
  if (!nb_failed(e))
    return part_keep(&part);
  part_drop(&part);
  return e;
}

static nb_error work_on(worker *w)
{
  nb_error e = shot_open(&w->shot, w->work->job);
  if (!nb_failed(e))
    e = stretch_open(&w->stretch, w->shot, w->work->plan);
  if (!nb_failed(e) && w->work->plan->format == FILM_GIF)
    e = choose_palette(w);
  while (!nb_failed(e)) {
    int64_t next = atomic_fetch_add(&w->shared->next, 1);
    if (next >= w->work->group_count)
      break;
    e = make_part(w, w->work->groups[next]);
  }
  stretch_close(w->stretch);
  shot_close(w->shot);
  free(w->palette);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// The master

typedef struct master {
  const crew_work *work;
  pid_t workers[MOST_WORKERS];
  int count;
  int reports;
  progress shown;
  int64_t done;
  nb_error error;
  int64_t failed; // the frame that it is of
} master;

// The error of the earliest frame stays, whoever was first to say so.
static void fail(master *m, int64_t at, nb_error e)
{
  if (nb_failed(m->error) && at >= m->failed)
    return;
  m->error = e;
  m->failed = at;
}

static void stop(master *m)
{
  fail(m, -1, nb_fail(NB_INTERRUPTED, "interrupted"));
  for (int i = 0; i < m->count; i++)
    kill(m->workers[i], SIGTERM);
}

static nb_error start(master *m, shared *all)
{
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return nb_fail(NB_FAILED, "cannot make a pipe: %s", strerror(errno));
  m->reports = ends[0];
  int wanted = m->work->job->jobs < m->work->group_count ? m->work->job->jobs : (int)m->work->group_count;
  for (; m->count < wanted && m->count < MOST_WORKERS; m->count++) {
    pid_t child = fork();
    if (child < 0)
      break;
    if (child == 0) {
      close(ends[0]);
      worker w = {.work = m->work, .shared = all, .reports = ends[1]};
      nb_error e = work_on(&w);
      if (nb_failed(e)) {
        note_failure(&w);
        report(&w, 0, e);
      }
      _exit(nb_exit_status(e));
    }
    m->workers[m->count] = child;
  }
  close(ends[1]);
  return m->count > 0 ? nb_ok() : nb_fail(NB_FAILED, "cannot start a process: %s", strerror(errno));
}

// Until all workers have closed their ends of the pipe.
static void listen_to(master *m)
{
  for (;;) {
    message heard;
    struct pollfd readable = {.fd = m->reports, .events = POLLIN};
    int ready = poll(&readable, 1, 200);
    if (job_stopped(m->work->job))
      stop(m);
    if (ready <= 0)
      continue;
    ssize_t size = read(m->reports, &heard, sizeof heard);
    if (size < 0 && errno == EINTR)
      continue;
    if (size != sizeof heard)
      return;
    if (nb_failed(heard.error))
      fail(m, heard.at, heard.error);
    m->done += heard.frames;
    if (!nb_failed(m->error))
      progress_show(&m->shown, m->done);
  }
}

// A worker that was ended says nothing itself.
static void collect(master *m)
{
  for (int i = 0; i < m->count; i++) {
    int status = 0;
    while (waitpid(m->workers[i], &status, 0) < 0 && errno == EINTR)
      ;
    if (WIFSIGNALED(status) && !nb_failed(m->error))
      m->error = nb_fail(NB_FAILED, "a process that made frames was ended by signal %d (%s)",
                         WTERMSIG(status), strsignal(WTERMSIG(status)));
  }
}

nb_error crew_run(const crew_work *work)
{
  shared *all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED)
    return nb_fail(NB_NO_MEMORY, "no memory for a film");
  atomic_init(&all->next, 0);
  atomic_init(&all->failed, INT64_MAX);
  master m = {.work = work, .shown = progress_begin(work->frames, work->job->quiet), .error = nb_ok()};
  nb_error e = start(&m, all);
  if (!nb_failed(e)) {
    listen_to(&m);
    close(m.reports);
    collect(&m);
    e = m.error;
  }
  progress_end(&m.shown);
  munmap(all, sizeof *all);
  return e;
}
