#include "check/check.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "check/inside.h"
#include "nabla/record.h"

static nb_error open_parts(check *c)
{
  stage_options how = {.assets = c->job->assets, .in_process = c->job->in_process};
  nb_error e = nb_fonts_open(&c->fonts, c->job->assets);
  how.fonts = c->fonts;
  if (!nb_failed(e))
    e = interface_create(&c->interface, c->job->assets);
  if (!nb_failed(e))
    e = nb_board_create(&c->board, c->fonts);
  if (!nb_failed(e))
    e = painter_create(&c->painter, c->fonts, 0);
  if (!nb_failed(e))
    e = stage_open(&c->stage, c->job->plugin, how);
  if (!nb_failed(e))
    c->scene = stage_scene(c->stage);
  return e;
}

static void close_parts(check *c)
{
  stage_close(c->stage);
  painter_destroy(c->painter);
  nb_board_destroy(c->board);
  interface_destroy(c->interface);
  nb_fonts_close(c->fonts);
}

nb_error check_scene(check_report *report, const check_job *job)
{
  *report = (check_report){0};
  check c = {.job = job, .report = report, .when = "", .random = nb_random_seed(1, 0)};
  if (job->pictures && mkdir(job->pictures, 0777) != 0 && errno != EEXIST)
    return nb_fail(NB_CANNOT_WRITE, "the folder %s cannot be made: %s", job->pictures, strerror(errno));
  nb_error e = open_parts(&c);
  if (!nb_failed(e)) {
    static void (*const parts[])(check *) = {check_globals, check_words,    check_layout,  check_moments,
                                             check_arrows,  check_contrast, check_handles, check_cuts,
                                             check_ends,    check_values,   check_truths,  check_cost};
    for (size_t k = 0; k < sizeof parts / sizeof *parts && !c.hangs; k++)
      parts[k](&c);
  }
  close_parts(&c);
  return e;
}
