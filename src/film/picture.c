// Single pictures: a moment, or the end of every step.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/cutout.h"
#include "film/film.h"
#include "film/job.h"
#include "film/vector.h"

static nb_error paint_png(const film_job *job, painter *p, const shot_picture *picture, const char *path)
{
  pixels canvas;
  cutout clear = {0};
  nb_error e = job_canvas(&canvas, job->width, job->height);
  if (!nb_failed(e))
    e = cutout_paint(&clear, p, canvas, picture->ground, picture->layers, SHOT_LAYERS);
  if (!nb_failed(e) && job_stopped(job))
    e = nb_fail(NB_INTERRUPTED, "interrupted");
  if (!nb_failed(e))
    e = film_write_png(path, canvas);
  free(canvas.bytes);
  cutout_free(&clear);
  return e;
}

static nb_error add_page(const film_job *job, shot *s, vector *to, stage_position at)
{
  shot_picture picture;
  nb_error e = shot_take(s, at, job->width, job->height, &picture);
  if (!nb_failed(e) && job_stopped(job))
    e = nb_fail(NB_INTERRUPTED, "interrupted");
  return nb_failed(e) ? e
                      : vector_page(to, picture.ground, picture.layers, SHOT_LAYERS, job->width, job->height,
                                    0.5 * job->width);
}

static nb_error open_vector(vector **v, const film_job *job, const shot *s, const char *path)
{
  nb_error e = vector_open(v, path, (vector_options){.fonts = shot_fonts(s), .assets = job->assets});
  if (!nb_failed(e))
    vector_title(*v, shot_scene(s)->title);
  return e;
}

static nb_error paint_vector(const film_job *job, shot *s, stage_position at, const char *path)
{
  vector *v;
  nb_error e = open_vector(&v, job, s, path);
  if (nb_failed(e))
    return e;
  e = add_page(job, s, v, at);
  if (!nb_failed(e))
    e = vector_keep(v);
  vector_close(v);
  return e;
}

static nb_error say_written(const film_job *job, const char *path, nb_error e)
{
  if (!nb_failed(e) && !job->quiet)
    fprintf(stderr, "wrote %s\n", path);
  return e;
}

static nb_error paint_moment(const film_job *job, shot *s, painter *p, stage_position at, const char *path)
{
  if (vector_is(path))
    return say_written(job, path, paint_vector(job, s, at, path));
  shot_picture picture;
  nb_error e = shot_take(s, at, job->width, job->height, &picture);
  return nb_failed(e) ? e : say_written(job, path, paint_png(job, p, &picture, path));
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
  complete.letters = vector_is(job->output);
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
static nb_error numbered(char *path, size_t capacity, const char *name, int number)
{
  const char *dot = strrchr(name, '.'), *slash = strrchr(name, '/');
  if (!dot || (slash && dot < slash))
    dot = name + strlen(name);
  int length = snprintf(path, capacity, "%.*s-%02d%s", (int)(dot - name), name, number, dot);
  if (length < 0 || (size_t)length >= capacity)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: the name is too long", name);
  return nb_ok();
}

// The steps as the pages of one document.
static nb_error all_pages(const film_job *job, shot *s)
{
  vector *v;
  nb_error e = open_vector(&v, job, s, job->output);
  if (nb_failed(e))
    return e;
  for (int step = 0; step < shot_scene(s)->step_count && !nb_failed(e); step++)
    e = add_page(job, s, v, end_of(s, step));
  if (!nb_failed(e))
    e = vector_keep(v);
  vector_close(v);
  return say_written(job, job->output, e);
}

static bool is_pdf(const char *path)
{
  size_t length = strlen(path);
  return vector_is(path) && (path[length - 1] | 32) == 'f';
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
  complete.letters = vector_is(job->output);
  nb_error e = job_complete(&complete, 1920, 1080);
  shot *s;
  painter *p;
  if (!nb_failed(e))
    e = job_open(&complete, &s, &p);
  if (nb_failed(e))
    return e;
  e = is_pdf(job->output) ? all_pages(&complete, s) : all_steps(&complete, s, p);
  painter_destroy(p);
  shot_close(s);
  return e;
}
