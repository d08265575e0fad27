#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#include "film/encoder.h"
#include "film/film.h"
#include "film/job.h"
#include "film/output.h"
#include "film/progress.h"
#include "film/reel.h"

static nb_error encode_all(reel *r, encoder *out, int64_t count, progress *shown)
{
  nb_error e = nb_ok();
  for (int64_t k = 0; k < count && !nb_failed(e); k++) {
    yuv_picture picture;
    e = reel_next(r, &picture);
    if (!nb_failed(e))
      e = encoder_write(out, picture);
    progress_show(shown, k + 1);
  }
  return nb_failed(e) ? e : encoder_finish(out);
}

// The film in the partial file.
static nb_error film_into(const film_job *job, const output *o, shot *s, float from, int64_t count)
{
  encoder *out;
  nb_error e = encoder_open(&out, o->partial, o->path,
                            (encoder_options){.width = job->width, .height = job->height, .fps = job->fps});
  if (nb_failed(e))
    return e;
  reel *r;
  e = reel_open(&r, s,
                (reel_options){.width = job->width,
                               .height = job->height,
                               .fps = job->fps,
                               .jobs = job->jobs,
                               .from = (double)from,
                               .count = count,
                               .stop = job->stop});
  if (!nb_failed(e)) {
    progress shown = progress_begin(count, job->quiet);
    e = encode_all(r, out, count, &shown);
    progress_end(&shown);
    reel_close(r);
  }
  encoder_close(out);
  return e;
}

static void say_what_was_written(const film_job *job, int64_t count, double seconds)
{
  struct stat written;
  if (job->quiet || stat(job->output, &written) != 0)
    return;
  fprintf(stderr, "wrote %s: %lld frames in %.1f s (%.1f/s), %.1f MB\n", job->output, (long long)count,
          seconds, (double)count / (seconds + 1e-9), (double)written.st_size / 1e6);
}

static nb_error film_scene(const film_job *job, shot *s)
{
  float from, to;
  nb_error e = job_stretch(job, s, &from, &to);
  if (nb_failed(e))
    return e;
  int64_t count = (int64_t)ceil(((double)to - (double)from) * job->fps - 1e-3);
  count = count < 1 ? 1 : count;
  output o;
  e = output_begin(&o, job->output);
  if (nb_failed(e))
    return e;
  progress time = progress_begin(count, true);
  e = film_into(job, &o, s, from, count);
  if (nb_failed(e)) {
    output_drop(&o);
    return e;
  }
  e = output_keep(&o);
  if (!nb_failed(e))
    say_what_was_written(job, count, progress_seconds(&time));
  return e;
}

// What H.264 can hold: 4:2:0 needs even sides, and its highest level (6.2, table A-1) ends at this many
// macroblocks of 16 x 16.
static nb_error check_size(int width, int height)
{
  enum { MOST = 139264 };
  if (width % 2 || height % 2)
    return nb_fail(NB_OUT_OF_RANGE, "a film's width and height are even, not %dx%d", width, height);
  if (((width + 15) / 16) * ((height + 15) / 16) > MOST)
    return nb_fail(NB_OUT_OF_RANGE, "%dx%d is too large for H.264, which ends near 8192x4352", width, height);
  return nb_ok();
}

nb_error film_video(const film_job *job)
{
  film_job complete = *job;
  nb_error e = job_complete(&complete, 1920, 1080);
  if (!nb_failed(e))
    e = check_size(complete.width, complete.height);
  shot *s;
  if (!nb_failed(e))
    e = shot_open(&s, &complete);
  if (nb_failed(e))
    return e;
  e = film_scene(&complete, s);
  shot_close(s);
  return e;
}
