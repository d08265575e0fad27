// Single pictures: a moment, or the end of every step.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/film.h"
#include "film/job.h"

static nb_error paint_moment(const film_job *job, shot *s, painter *p, stage_position at, const char *path)
{
  shot_picture picture;
  nb_error e = shot_take(s, at, job->width, job->height, &picture);
  if (nb_failed(e))
    return e;
  pixels canvas;
  e = job_canvas(&canvas, job->width, job->height);
  if (!nb_failed(e))
    e = painter_paint(p, canvas, picture.ground, picture.layers, SHOT_LAYERS);
  if (!nb_failed(e) && job_stopped(job))
    e = nb_fail(NB_INTERRUPTED, "interrupted");
  if (!nb_failed(e))
    e = film_write_png(path, canvas);
  free(canvas.bytes);
  if (!nb_failed(e) && !job->quiet)
    fprintf(stderr, "wrote %s\n", path);
  return e;
}

static stage_position end_of(const shot *s, int step)
{
  return (stage_position){.step = step, .seconds = shot_scene(s)->steps[step].seconds};
}

static nb_error one_picture(const film_job *job, shot *s, painter *p)
{
  int steps = shot_scene(s)->step_count;
  float from, to;
  nb_error e = job_stretch(job, s, &from, &to);
  if (!nb_failed(e) && (job->step < 0 || job->step > steps))
    e = nb_fail(NB_OUT_OF_RANGE, "the scene's steps are 1 to %d; there is no step %d", steps, job->step);
  if (nb_failed(e))
    return e;
  return paint_moment(job, s, p, job->step > 0 ? end_of(s, job->step - 1) : shot_at(s, from), job->output);
}

nb_error film_picture(const film_job *job)
{
  film_job complete = *job;
  nb_error e = job_complete(&complete, 1920, 1080);
  shot *s;
  painter *p;
  if (!nb_failed(e))
    e = job_open(&complete, &s, &p);
  if (nb_failed(e))
    return e;
  e = one_picture(&complete, s, p);
  painter_destroy(p);
  shot_close(s);
  return e;
}

// "out.png" and 3 to "out-03.png".
static nb_error numbered(char *path, size_t capacity, const char *output, int number)
{
  const char *dot = strrchr(output, '.'), *slash = strrchr(output, '/');
  if (!dot || (slash && dot < slash))
    dot = output + strlen(output);
  int length = snprintf(path, capacity, "%.*s-%02d%s", (int)(dot - output), output, number, dot);
  if (length < 0 || (size_t)length >= capacity)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: the name is too long", output);
  return nb_ok();
}

static nb_error all_steps(const film_job *job, shot *s, painter *p)
{
  nb_error e = nb_ok();
  for (int step = 0; step < shot_scene(s)->step_count && !nb_failed(e); step++) {
    char path[1100];
    e = numbered(path, sizeof path, job->output, step + 1);
    if (!nb_failed(e))
      e = paint_moment(job, s, p, end_of(s, step), path);
  }
  return e;
}

nb_error film_steps(const film_job *job)
{
  film_job complete = *job;
  nb_error e = job_complete(&complete, 1920, 1080);
  shot *s;
  painter *p;
  if (!nb_failed(e))
    e = job_open(&complete, &s, &p);
  if (nb_failed(e))
    return e;
  e = all_steps(&complete, s, p);
  painter_destroy(p);
  shot_close(s);
  return e;
}
