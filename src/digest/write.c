#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "digest/inside.h"
#include "nabla/record.h"

static nb_error write_lesson(const digest_writer *w, void *state, const film_job *job, notebook *n,
                             const digest_lesson *lesson)
{
  film_job one = *job;
  shot *s;
  digest d;
  one.plugin = lesson->plugin;
  one.theme = NB_BOARD;
  one.bare = true;
  nb_error e = shot_open(&s, &one);
  if (nb_failed(e))
    return e;
  e = digest_gather(&d, n, lesson->id, shot_scene(s));
  if (!nb_failed(e))
    e = w->lesson(state, &d, s);
  if (d.unread && !job->quiet)
    fprintf(stderr, "nabla notes: not all of the ink on %s could be read\n", lesson->id);
  digest_free(&d);
  shot_close(s);
  return e;
}

static nb_error write_all(const digest_writer *w, const film_job *job, notebook *n, nb_fonts *fonts,
                          nb_board *b, const digest_lesson *lessons, int count)
{
  void *state = NULL;
  nb_error e = w->open(&state, job, fonts, b);
  if (nb_failed(e))
    return e;
  for (int k = 0; k < count && !nb_failed(e); k++)
    e = job->stop && *job->stop ? nb_fail(NB_INTERRUPTED, "interrupted")
                                : write_lesson(w, state, job, n, &lessons[k]);
  if (!nb_failed(e))
    e = w->keep(state);
  w->close(state);
  return e;
}

static bool is_paper(const char *path)
{
  size_t length = strlen(path);
  return length > 4 && strcasecmp(path + length - 4, ".pdf") == 0;
}

nb_error digest_write(const film_job *job, notebook *n, const digest_lesson *lessons, int count)
{
  nb_fonts *fonts = NULL;
  nb_board *b = NULL;
  nb_error e = nb_fonts_open(&fonts, job->assets);
  if (!nb_failed(e))
    e = nb_board_create(&b, fonts);
  if (!nb_failed(e))
    e = write_all(is_paper(job->output) ? &digest_paper : &digest_file, job, n, fonts, b, lessons, count);
  if (b)
    nb_board_destroy(b);
  if (fonts)
    nb_fonts_close(fonts);
  return e;
}
