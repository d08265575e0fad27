#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/captions.h"
#include "film/crew.h"
#include "film/encoder_module.h"
#include "film/film.h"
#include "film/job.h"
#include "film/join.h"
#include "film/output.h"
#include "film/part.h"
#include "film/progress.h"
#include "film/source.h"

enum { FOLDER = 4200 };

typedef struct filming {
  film_job job;
  film_plan plan;
  char folder[FOLDER]; // of the parts
  int64_t *groups;     // that are to be made
  int64_t group_count, frames;
  int64_t first, until; // the job's share of the film's groups
  progress time;
} filming;

// ---------------------------------------------------------------------------------------------------------------
// The folder of parts

// The film's parts, and what became of others that had begun. The folder goes with the last of them.
static void remove_parts(const char *folder)
{
  DIR *d = opendir(folder);
  for (struct dirent *e; d && (e = readdir(d));) {
    char path[PART_PATH + 300];
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    if (strstr(e->d_name, ".part"))
      unlink(path);
  }
  if (d)
    closedir(d);
  rmdir(folder);
}

static bool parts_folder(char *to, size_t capacity, const char *film)
{
  int length = snprintf(to, capacity, "%s.parts", film);
  return length >= 0 && (size_t)length < capacity;
}

void film_forget_parts(const char *film)
{
  char folder[FOLDER];
  if (parts_folder(folder, sizeof folder, film))
    remove_parts(folder);
}

static nb_error make_folder(filming *f)
{
  if (!parts_folder(f->folder, sizeof f->folder, f->job.output))
    return output_failed(f->job.output, ENAMETOOLONG);
  if (mkdir(f->folder, 0777) == 0 || errno == EEXIST)
    return nb_ok();
  return output_failed(f->job.output, errno);
}

// Of a film in more parts than it has groups the last parts are empty.
static int64_t share_begins(const film_plan *p, int64_t part, int64_t parts)
{
  return (p->groups * part + parts - 1) / parts;
}

// The groups of the job's share that have no part yet: all of them, or those of its part of the film.
static nb_error find_missing(filming *f)
{
  const film_plan *p = &f->plan;
  int64_t parts = f->job.parts ? f->job.parts : 1, part = f->job.parts ? f->job.part - 1 : 0;
  f->first = share_begins(p, part, parts);
  f->until = share_begins(p, part + 1, parts);
  f->groups = malloc((size_t)p->groups * sizeof *f->groups);
  if (!f->groups)
    return nb_fail(NB_NO_MEMORY, "no memory for a film of %lld frames", (long long)p->frames);
  for (int64_t k = f->first; k < f->until; k++) {
    int64_t first, count;
    if (part_is_there(p, f->folder, k))
      continue;
    film_plan_group(p, k, &first, &count);
    f->groups[f->group_count++] = k;
    f->frames += count;
  }
  return nb_ok();
}

// What of the film is there already is told, where it is not the job's to begin with.
static void say_going_on(const filming *f)
{
  long long share = f->until - f->first, there = share - f->group_count;
  if (there > 0 && !f->job.quiet)
    fprintf(stderr, "going on: %lld of %lld groups of frames are in %s\n", there, share, f->folder);
}

// A film as pictures was ended before its first group was whole, and some of that lie there.
static bool left_pictures(const filming *f)
{
  char path[4200];
  int64_t first;
  int64_t count;
  film_plan_group(&f->plan, f->first, &first, &count);
  return f->plan.format == FILM_PNG &&
         !nb_failed(format_frame_path(path, sizeof path, f->job.output, first)) && access(path, F_OK) == 0;
}

// An error, and where the parts lie that are whole; without any the folder goes.
static nb_error with_parts_told(const filming *f, nb_error e)
{
  int64_t whole = 0;
  char text[sizeof e.text];
  memcpy(text, e.text, sizeof text);
  for (int64_t k = f->first; k < f->until; k++)
    whole += part_is_there(&f->plan, f->folder, k);
  if (whole == 0 && f->job.parts == 0)
    remove_parts(f->folder);
  if (whole > 0)
    return nb_fail(e.id,
                   "%.250s (%lld of %lld groups of frames are in %.100s; the same command goes on from them)",
                   text, (long long)whole, (long long)(f->until - f->first), f->folder);
  if (left_pictures(f))
    return nb_fail(e.id, "%.300s (its first pictures are written; the same command begins with them anew)",
                   text);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------

static nb_error make_plan(filming *f)
{
  shot *s;
  nb_error e = shot_open(&s, &f->job);
  if (nb_failed(e))
    return e;
  e = film_plan_make(&f->plan, &f->job, s);
  shot_close(s);
  return e;
}

// What would fail at the end fails now: a place that cannot be written to, an encoder that is not there.
static nb_error check_end(const filming *f)
{
  output o;
  encoder *e;
  if (f->plan.format == FILM_PNG && !format_is_sequence(f->job.output))
    return nb_fail(NB_USAGE, "a film as pictures needs a number in their name: frame-%%05d.png");
  if (f->plan.format == FILM_PNG)
    return nb_ok();
  nb_error error = output_begin(&o, f->job.output);
  if (nb_failed(error))
    return error;
  output_drop(&o);
  if (!format_of(f->plan.format)->encoded)
    return nb_ok();
  error = encoder_open(&e,
                       (encoder_options){.format = f->plan.format,
                                         .width = f->plan.width,
                                         .height = f->plan.height,
                                         .fps = f->plan.fps,
                                         .transparent = f->plan.transparent},
                       NULL, NULL);
  if (!nb_failed(error))
    encoder_close(e);
  return error;
}

// "1.2 MB", "45 kB".
static void print_size(char text[32], double bytes)
{
  if (bytes < 1e6)
    snprintf(text, 32, "%.0f kB", ceil(bytes / 1e3));
  else
    snprintf(text, 32, "%.1f MB", bytes / 1e6);
}

static void say_part(const filming *f, const char *pace)
{
  const film_job *job = &f->job;
  long long groups = f->plan.groups;
  if (f->first == f->until)
    fprintf(stderr,
            "part %d of %d is empty: the film has %lld group%s of frames, which other parts hold (%s)\n",
            job->part, job->parts, groups, groups == 1 ? "" : "s", f->folder);
  else
    fprintf(stderr, "wrote part %d of %d: %lld of %lld groups of frames, from group %lld on, in %s: %s\n",
            job->part, job->parts, (long long)(f->until - f->first), groups, (long long)f->first + 1,
            f->folder, pace);
}

static void say_film(const filming *f, const char *pace)
{
  struct stat written;
  char size[32] = "", captions[1200], all[64] = "";
  const char *of = f->plan.format == FILM_PNG ? "pictures" : "frames";
  if (stat(f->job.output, &written) == 0)
    print_size(size, (double)written.st_size);
  if (f->frames < f->plan.frames)
    snprintf(all, sizeof all, "%lld %s, %s", (long long)f->plan.frames, of,
             f->frames > 0 ? "of which now " : "all of them made before");
  fprintf(stderr, "wrote %s: %s%s%s%s\n", f->job.output, all, f->frames > 0 ? pace : "", *size ? ", " : "",
          size);
  if (captions_beside(&f->plan) &&
      !nb_failed(captions_path(captions, sizeof captions, &f->plan, f->job.output)))
    fprintf(stderr, "wrote %s: its captions\n", captions);
}

static void say_what_was_written(const filming *f)
{
  char pace[96];
  double seconds = progress_seconds(&f->time);
  snprintf(pace, sizeof pace, "%lld %s in %.1f s (%.1f/s)", (long long)f->frames,
           f->plan.format == FILM_PNG ? "pictures" : "frames", seconds, (double)f->frames / (seconds + 1e-9));
  if (f->job.quiet)
    return;
  if (f->job.parts)
    say_part(f, pace);
  else
    say_film(f, pace);
}

static nb_error make_film(filming *f)
{
  const char *folder = f->folder;
  nb_error e = find_missing(f);
  if (!nb_failed(e))
    say_going_on(f);
  if (!nb_failed(e) && f->group_count > 0)
    e = crew_run(&(crew_work){.job = &f->job,
                              .plan = &f->plan,
                              .folder = f->folder,
                              .groups = f->groups,
                              .group_count = f->group_count,
                              .frames = f->frames});
  if (!nb_failed(e) && f->job.parts == 0)
    e = join_parts(&f->plan, &folder, 1, f->job.output, f->job.source ? f->job.source->sound : NULL,
                   f->job.stop);
  if (nb_failed(e))
    return with_parts_told(f, e);
  if (f->job.parts == 0 && !f->job.keeps_parts)
    remove_parts(f->folder);
  say_what_was_written(f);
  return e;
}

nb_error film_video(const film_job *job)
{
  filming f = {.job = *job, .time = progress_begin(1, true)};
  if (job_stopped(job))
    return nb_fail(NB_INTERRUPTED, "interrupted");
  film_format format;
  nb_error e = format_find(&format, job->output);
  if (!nb_failed(e)) {
    const format_info *info = format_of(format);
    f.job.fps = job->fps ? job->fps : info->fps;
    e = job_complete(&f.job, info->width, info->height);
  }
  if (!nb_failed(e))
    e = make_plan(&f);
  if (!nb_failed(e))
    e = check_end(&f);
  if (!nb_failed(e))
    e = make_folder(&f);
  if (!nb_failed(e))
    e = make_film(&f);
  free(f.groups);
  return e;
}
