#include "paint/painter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "paint/band.h"
#include "paint/batch.h"
#include "paint/gl.h"
#include "paint/kernel.h"
#include "paint/plan.h"
#include "paint/pool.h"

enum { BATCH_JOBS = 12 };

struct painter {
  batch_type type;
  const paint_kernel *kernel;
  pool *pool;
  plan plan;
  spaces spaces;
  batch batches[BATCHES_MAX];
  batch_work *batch_work; // one for each worker
  band_work *band_work;   // one for each worker
  band_picture picture;
  gl *gl; // NULL where the processor paints
  char trouble[480];
  painter_times times;
};

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

nb_error painter_create(painter **out, const nb_fonts *fonts, int threads)
{
  painter *p = calloc(1, sizeof *p);
  *out = NULL;
  if (p) {
    p->type = (batch_type){fonts, glyph_cache_create()};
    p->kernel = kernel_best();
    p->pool = pool_create(threads);
  }
  if (p && p->pool && p->type.cache) {
    size_t workers = (size_t)pool_workers(p->pool);
    p->batch_work = calloc(workers, sizeof *p->batch_work);
    p->band_work = calloc(workers, sizeof *p->band_work);
  }
  if (!p || !p->batch_work || !p->band_work) {
    painter_destroy(p);
    return nb_fail(NB_NO_MEMORY, "painter: no memory to start with");
  }
  *out = p;
  return nb_ok();
}

void painter_forget(painter *p)
{
  int workers = p->pool ? pool_workers(p->pool) : 0;
  for (int k = 0; k < workers; k++) {
    if (p->batch_work)
      batch_work_free(&p->batch_work[k]);
    if (p->band_work)
      band_work_free(&p->band_work[k]);
  }
  for (int k = 0; k < BATCHES_MAX; k++)
    batch_free(&p->batches[k]);
  plan_free(&p->plan);
  spaces_free(&p->spaces);
}

void painter_destroy(painter *p)
{
  if (!p)
    return;
  painter_leave_gl(p);
  painter_forget(p);
  glyph_cache_destroy(p->type.cache);
  pool_destroy(p->pool);
  free(p->batch_work);
  free(p->band_work);
  free(p);
}

static int rows_of(const painter *p)
{
  return (p->picture.target.height + 3) / 4;
}

// Jobs are dealt out evenly; what falls into which batch does not show.
static size_t first_job(const painter *p, int index)
{
  return p->plan.job_count * (size_t)index / (size_t)p->picture.batch_count;
}

static void raster_task(void *context, int index, int worker)
{
  painter *p = context;
  size_t first = first_job(p, index), until = first_job(p, index + 1);
  batch_size size = {(p->picture.target.width + 3) / 4, rows_of(p)};
  batch_make(&p->batches[index], &p->batch_work[worker], &p->type, &p->spaces, p->plan.jobs + first,
             until - first, size);
}

static void paint_task(void *context, int index, int worker)
{
  painter *p = context;
  band_paint(&p->band_work[worker], &p->picture, index);
}

static bool make_ready(painter *p)
{
  bool ready = true;
  for (int k = 0; k < pool_workers(p->pool); k++) {
    ready = ready && fill_resize(&p->batch_work[k].fill, p->picture.target.width, p->picture.target.height);
    ready = ready && band_resize(&p->band_work[k], p->picture.target.width, p->plan.depth);
  }
  return ready;
}

static bool any_failed(const painter *p)
{
  bool failed = false;
  for (int k = 0; k < p->picture.batch_count; k++)
    failed = failed || p->batches[k].failed;
  return failed;
}

nb_error painter_use_gl(painter *p, const gl_options *options)
{
  painter_leave_gl(p);
  p->trouble[0] = 0;
  nb_error e = gl_open(&p->gl, options);
  snprintf(p->trouble, sizeof p->trouble, "%s", e.text);
  return e;
}

void painter_leave_gl(painter *p)
{
  gl_close(p->gl);
  p->gl = NULL;
}

bool painter_uses_gl(const painter *p)
{
  return p->gl != NULL;
}

const char *painter_trouble(const painter *p)
{
  return p->trouble;
}

bool painter_reload_shaders(painter *p, nb_error *e)
{
  *e = nb_ok();
  return p->gl && gl_reload(p->gl, e);
}

// False where the processor has to paint.
static bool paint_with_gl(painter *p)
{
  if (!p->gl)
    return false;
  const band_picture *b = &p->picture;
  gl_picture picture = {.plan = b->plan,
                        .batches = b->batches,
                        .spaces = &p->spaces,
                        .batch_count = b->batch_count,
                        .ground = b->ground,
                        .width = b->target.width,
                        .height = b->target.height};
  nb_error e =
      b->target.bytes ? gl_paint_to(p->gl, p->pool, &picture, b->target) : gl_paint(p->gl, p->pool, &picture);
  if (!nb_failed(e))
    return true;
  snprintf(p->trouble, sizeof p->trouble, "%s", e.text);
  painter_leave_gl(p);
  return false;
}

// Makes spaces and batches, for whoever paints. False where there is no memory for all of it.
static bool make(painter *p)
{
  bool whole =
      p->gl ? spaces_make(&p->spaces, &p->plan, p->pool) : spaces_paint(&p->spaces, &p->plan, p->pool);
  pool_run(p->pool, raster_task, p, p->picture.batch_count);
  batch_end(&p->type, p->batch_work, pool_workers(p->pool));
  return whole && !any_failed(p);
}

nb_error painter_paint(painter *p, pixels target, nb_rgba ground, const paint_layer *layers, int layer_count)
{
  double start = now_ms();
  nb_error e = plan_read(&p->plan, target.width, target.height, layers, layer_count);
  size_t batches = (p->plan.job_count + BATCH_JOBS - 1) / BATCH_JOBS;
  p->picture = (band_picture){
      .kernel = p->kernel,
      .plan = &p->plan,
      .batches = p->batches,
      .batch_count = batches < BATCHES_MAX ? (int)batches : BATCHES_MAX,
      .ground = premultiply(ground),
      .target = target,
  };
  if (target.width <= 0 || target.height <= 0)
    return e;
  if (!make_ready(p))
    return nb_fail(NB_NO_MEMORY, "painter: no memory for a picture of %d x %d pixels", target.width,
                   target.height);
  bool whole = make(p), by_card = p->gl != NULL;
  double middle = now_ms();
  if (!paint_with_gl(p)) {
    if (!target.bytes)
      return nb_fail(NB_NO_GRAPHICS, "%s", p->trouble);
    if (by_card && p->plan.space_count > 0) // what a card wants of a space is no layer
      whole = make(p);
    pool_run(p->pool, paint_task, p, rows_of(p));
  }
  p->times = (painter_times){middle - start, now_ms() - middle};
  if (!nb_failed(e) && !whole)
    e = nb_fail(NB_NO_MEMORY, "painter: no memory for all shapes of the picture");
  return e;
}

painter_times painter_last(const painter *p)
{
  return p->times;
}
