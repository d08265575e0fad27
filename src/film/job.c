#include "film/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "film/graphics.h"

enum { MIN_SIDE = 16, MAX_SIDE = 16384, MAX_FPS = 240, MAX_JOBS = 64 };

nb_error job_complete(film_job *job, int default_width, int default_height)
{
  if (job->width == 0 && job->height == 0) {
    job->width = default_width;
    job->height = default_height;
  }
  if (job->fps == 0)
    job->fps = 60;
  if (job->speed == 0)
    job->speed = 1;
  if (job->jobs == 0) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    job->jobs = cores < 1 ? 1 : cores > MAX_JOBS ? MAX_JOBS : (int)cores;
  }
  if (job->width < MIN_SIDE || job->width > MAX_SIDE || job->height < MIN_SIDE || job->height > MAX_SIDE)
    return nb_fail(NB_OUT_OF_RANGE, "a picture is %d to %d pixels wide and high, not %dx%d", MIN_SIDE,
                   MAX_SIDE, job->width, job->height);
  if (job->fps < 1 || job->fps > MAX_FPS)
    return nb_fail(NB_OUT_OF_RANGE, "a film has 1 to %d frames a second, not %d", MAX_FPS, job->fps);
  if (job->jobs < 1 || job->jobs > MAX_JOBS)
    return nb_fail(NB_OUT_OF_RANGE, "1 to %d can work at once, not %d", MAX_JOBS, job->jobs);
  if (!(job->speed >= 0.01f && job->speed <= 100))
    return nb_fail(NB_OUT_OF_RANGE, "a film's speed is 0.01 to 100, not %g", (double)job->speed);
  if (job->parts < 0 || job->part < 0 || job->part > job->parts)
    return nb_fail(NB_OUT_OF_RANGE, "there is no part %d of %d", job->part, job->parts);
  return nb_ok();
}

nb_error job_stretch(const film_job *job, const shot *s, float *from, float *to)
{
  float length = shot_length(s);
  *from = job->has_from ? job->from : 0;
  *to = job->has_to ? job->to : length;
  for (int i = 0; i < 2; i++) {
    float moment = i == 0 ? *from : *to;
    if (!(moment >= 0 && moment <= length))
      return nb_fail(NB_OUT_OF_RANGE, "the scene lasts from 0 to %g seconds; there is no moment %g",
                     (double)length, (double)moment);
  }
  if (*from > *to)
    return nb_fail(NB_OUT_OF_RANGE, "a film from %g to %g seconds would end before it begins", (double)*from,
                   (double)*to);
  return nb_ok();
}

bool job_stopped(const film_job *job)
{
  return job->stop && *job->stop;
}

nb_error job_canvas(pixels *picture, int width, int height)
{
  *picture = (pixels){.width = width, .height = height, .stride = 4 * (size_t)width, .order = PIXEL_RGBA};
  picture->bytes = malloc(picture->stride * (size_t)height);
  if (!picture->bytes)
    return nb_fail(NB_NO_MEMORY, "no memory for a picture of %d x %d pixels", width, height);
  return nb_ok();
}

static void use_gl(painter *p)
{
  nb_error e = graphics_use(p);
  if (nb_failed(e))
    fprintf(stderr, "the processor paints: %s\n", e.text);
}

nb_error job_open(const film_job *job, shot **s, painter **p)
{
  *p = NULL;
  nb_error e = shot_open(s, job);
  if (nb_failed(e))
    return e;
  e = painter_create(p, shot_fonts(*s), job->jobs - 1);
  if (nb_failed(e)) {
    shot_close(*s);
    *s = NULL;
    *p = NULL;
    return e;
  }
  if (job->painter == PAINTER_GL)
    use_gl(*p);
  return nb_ok();
}
