// The contact sheet: every step as a pair of pictures, mid-motion and at rest, in columns of pairs.
//
//   +-----------------------------+  +-----------------------------+
//   | 1  A plane of vectors       |  | 5  Read the columns         |
//   | [ mid-motion ] [  at rest ] |  | [ mid-motion ] [  at rest ] |
//   +-----------------------------+  +-----------------------------+
//   | 2  ...                      |  | 6  ...                      |
#include <stdio.h>
#include <stdlib.h>

#include "film/film.h"
#include "film/job.h"
#include "nabla/record.h"

// All in pixels, of a sheet whose pictures are 450 high; with others they grow alike.
enum { GAP = 12, MARGIN = 28, LABEL = 40, LABEL_SIZE = 22, NOMINAL = 450, LARGEST = 16384 };
#define MID 0.4f // of a step's seconds: where most motions are under way

typedef struct sheet {
  int steps, rows, columns;
  int picture_width, picture_height, gap, margin, label; // pixels
  int width, height;
} sheet;

static sheet lay_out(const film_job *job, int steps)
{
  double grow = (double)job->height / NOMINAL;
  sheet s = {.steps = steps,
             .picture_width = job->width,
             .picture_height = job->height,
             .gap = (int)(GAP * grow + 0.5),
             .margin = (int)(MARGIN * grow + 0.5),
             .label = (int)(LABEL * grow + 0.5)};
  s.columns = steps <= 3 ? 1 : steps <= 12 ? 2 : 3;
  s.rows = (steps + s.columns - 1) / s.columns;
  s.width = s.columns * (2 * s.picture_width + s.gap + s.margin) + s.margin;
  s.height = s.rows * (s.picture_height + s.label + s.margin) + s.margin;
  return s;
}

// The upper left corner of a step's pair, its label's line first.
static void corner(const sheet *s, int step, int *x, int *y)
{
  *x = s->margin + step / s->rows * (2 * s->picture_width + s->gap + s->margin);
  *y = s->margin + step % s->rows * (s->picture_height + s->label + s->margin);
}

static pixels part(pixels canvas, int x, int y, int width, int height)
{
  canvas.bytes += (size_t)y * canvas.stride + 4 * (size_t)x;
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

// The labels, on a board whose points are the sheet's pixels, (0, 0) its upper left corner.
static void record_labels(nb_board *b, const sheet *s, const nb_scene *scene)
{
  float size = (float)LABEL_SIZE * (float)s->label / LABEL;
  for (int step = 0; step < s->steps; step++) {
    int x, y;
    corner(s, step, &x, &y);
    const nb_step *of = &scene->steps[step];
    char text[300];
    float line = -((float)y + 0.62f * (float)s->label) / NB_POINTS_PER_UNIT;
    snprintf(text, sizeof text, "%d   %s", step + 1, of->title);
    nb_text(b, (nb_vec2){(float)x / NB_POINTS_PER_UNIT, line}, text,
            nb_style(.size = size, .color = NB_TEXT, .font = NB_FONT_SEMIBOLD));
    snprintf(text, sizeof text, "%.1f s and %.1f s", (double)(MID * of->seconds), (double)of->seconds);
    float right = (float)(x + 2 * s->picture_width + s->gap) / NB_POINTS_PER_UNIT;
    nb_text(b, (nb_vec2){right, line}, text,
            nb_style(.size = size, .color = NB_DIM, .anchor = NB_RIGHT_BASELINE));
  }
}

static nb_error paint_labels(const film_job *job, const sheet *s, shot *of, painter *p, pixels canvas)
{
  nb_board *b;
  nb_error e = nb_board_create(&b, shot_fonts(of));
  if (nb_failed(e))
    return e;
  nb_board_begin(b, job->theme, NULL, 0);
  record_labels(b, s, shot_scene(of));
  paint_layer layer = {.place = {.i = {NB_POINTS_PER_UNIT, 0}, .j = {0, -NB_POINTS_PER_UNIT}}};
  e = nb_board_finish(b, &layer.list, &layer.size);
  if (!nb_failed(e))
    e = painter_paint(p, canvas, nb_theme_color(job->theme, NB_PANEL), &layer, 1);
  nb_board_destroy(b);
  return e;
}

static nb_error paint_pair(const film_job *job, const sheet *s, shot *of, painter *p, pixels canvas, int step)
{
  int x, y;
  corner(s, step, &x, &y);
  nb_error e = nb_ok();
  for (int rest = 0; rest < 2 && !nb_failed(e); rest++) {
    stage_position at = {step, (rest ? 1 : MID) * shot_scene(of)->steps[step].seconds};
    shot_picture picture;
    e = job_stopped(job) ? nb_fail(NB_INTERRUPTED, "interrupted")
                         : shot_take(of, at, s->picture_width, s->picture_height, &picture);
    pixels target = part(canvas, x + rest * (s->picture_width + s->gap), y + s->label, s->picture_width,
                         s->picture_height);
    if (!nb_failed(e))
      e = painter_paint(p, target, picture.ground, picture.layers, SHOT_LAYERS);
  }
  return e;
}

static nb_error make_sheet(const film_job *job, shot *of, painter *p)
{
  sheet s = lay_out(job, shot_scene(of)->step_count);
  if (s.width > LARGEST || s.height > LARGEST)
    return nb_fail(NB_OUT_OF_RANGE,
                   "%dx%d is too large for a sheet: it would have %dx%d pixels, of at most %d a side",
                   job->width, job->height, s.width, s.height, LARGEST);
  pixels canvas;
  nb_error e = job_canvas(&canvas, s.width, s.height);
  if (!nb_failed(e))
    e = paint_labels(job, &s, of, p, canvas);
  for (int step = 0; step < s.steps && !nb_failed(e); step++)
    e = paint_pair(job, &s, of, p, canvas, step);
  if (!nb_failed(e))
    e = film_write_png(job->output, canvas);
  free(canvas.bytes);
  if (!nb_failed(e) && !job->quiet)
    fprintf(stderr, "wrote %s: %d x %d pixels\n", job->output, s.width, s.height);
  return e;
}

nb_error film_sheet(const film_job *job)
{
  film_job complete = *job;
  nb_error e = job_complete(&complete, 800, NOMINAL);
  shot *s;
  painter *p;
  if (!nb_failed(e))
    e = job_open(&complete, &s, &p);
  if (nb_failed(e))
    return e;
  e = make_sheet(&complete, s, p);
  painter_destroy(p);
  shot_close(s);
  return e;
}
