#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/crew.h"
#include "film/encoder_module.h"
#include "film/film.h"
#include "film/job.h"
#include "film/join.h"
#include "film/output.h"
#include "film/part.h"
#include "film/progress.h"
#include "film/source.h"

typedef struct filming {
  film_job job;
  film_plan plan;
  char folder[4200]; // of the parts
  int64_t *groups;   // that are to be made
  int64_t group_count, frames;
  progress time;
} filming;

// ---------------------------------------------------------------------------------------------------------------
// The folder of parts

// The film's parts, and what became of others that had begun. The folder goes with the last of them.
static void remove_parts(const filming *f)
{
  DIR *d = opendir(f->folder);
  for (struct dirent *e; d && (e = readdir(d));) {
    char path[PART_PATH + 300];
    snprintf(path, sizeof path, "%s/%s", f->folder, e->d_name);
    if (strstr(e->d_name, ".part"))
      unlink(path);
  }
  if (d)
    closedir(d);
  rmdir(f->folder);
}

static nb_error make_folder(filming *f)
{
  int length = snprintf(f->folder, sizeof f->folder, "%s.parts", f->job.output);
  if (length < 0 || (size_t)length >= sizeof f->folder)
    return output_failed(f->job.output, ENAMETOOLONG);
  if (mkdir(f->folder, 0777) == 0 || errno == EEXIST)
    return nb_ok();
  return output_failed(f->job.output, errno);
}

// The groups of the job's share that have no part yet: all of them, or those of its part of the film.
static nb_error find_missing(filming *f)
{
  const film_plan *p = &f->plan;
  int64_t parts = f->job.parts ? f->job.parts : 1, part = f->job.parts ? f->job.part - 1 : 0;
  f->groups = malloc((size_t)p->groups * sizeof *f->groups);
  if (!f->groups)
    return nb_fail(NB_NO_MEMORY, "no memory for a film of %lld frames", (long long)p->frames);
  for (int64_t k = p->groups * part / parts; k < p->groups * (part + 1) / parts; k++) {
    int64_t first, count;
    if (part_is_there(p, f->folder, k))
      continue;
    film_plan_group(p, k, &first, &count);
    f->groups[f->group_count++] = k;
    f->frames += count;
  }
  return nb_ok();
}

// An error, and where the parts lie that are whole; without any the folder goes.
static nb_error with_parts_told(const filming *f, nb_error e)
{
  int64_t whole = 0;
  char text[sizeof e.text];
  memcpy(text, e.text, sizeof text);
  for (int64_t k = 0; k < f->plan.groups; k++)
    whole += part_is_there(&f->plan, f->folder, k);
  if (whole == 0 && f->job.parts == 0)
    remove_parts(f);
  if (whole == 0 || f->job.parts > 0)
    return e;
  return nb_fail(e.id, "%.250s (%lld of %lld parts are made, in %.100s; the same command goes on from them)",
                 text, (long long)whole, (long long)f->plan.groups, f->folder);
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
  if (bytes < 1e5)
    snprintf(text, 32, "%.0f kB", ceil(bytes / 1e3));
  else
    snprintf(text, 32, "%.1f MB", bytes / 1e6);
}

static void say_what_was_written(const filming *f)
{
  struct stat written;
  char size[32];
  double seconds = progress_seconds(&f->time);
  if (f->job.quiet)
    return;
  if (f->job.parts)
    fprintf(stderr, "wrote part %d of %d in %s\n", f->job.part, f->job.parts, f->folder);
  else if (stat(f->job.output, &written) == 0) {
    print_size(size, (double)written.st_size);
    fprintf(stderr, "wrote %s: %lld frames in %.1f s (%.1f/s), %s\n", f->job.output,
            (long long)f->plan.frames, seconds, (double)f->frames / (seconds + 1e-9), size);
  } else
    fprintf(stderr, "wrote %s: %lld pictures in %.1f s (%.1f/s)\n", f->job.output, (long long)f->plan.frames,
            seconds, (double)f->frames / (seconds + 1e-9));
}

static nb_error make_film(filming *f)
{
  const char *folder = f->folder;
  nb_error e = find_missing(f);
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
  if (f->job.parts == 0)
    remove_parts(f);
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
