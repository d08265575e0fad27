// Parts to one Markdown file, its pictures to a folder beside it: notes.md, notes-pictures/linear-algebra-span-4.svg.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "digest/inside.h"

typedef struct file {
  const film_job *job;
  const nb_fonts *fonts;
  nb_board *board;
  output output;
  FILE *to;
  char folder[1024]; // of the pictures
  bool made;         // it is there
} file;

static nb_error open_file(void **state, const film_job *job, const nb_fonts *fonts, nb_board *b)
{
  file *f = calloc(1, sizeof *f);
  if (!f)
    return nb_fail(NB_NO_MEMORY, "no memory for %s", job->output);
  *f = (file){.job = job, .fonts = fonts, .board = b};
  const char *dot = strrchr(job->output, '.');
  snprintf(f->folder, sizeof f->folder, "%.*s-pictures", (int)(dot - job->output), job->output);
  nb_error e = output_open(&f->output, &f->to, job->output);
  if (nb_failed(e)) {
    free(f);
    return e;
  }
  *state = f;
  return nb_ok();
}

static nb_error make_folder(file *f)
{
  if (f->made || mkdir(f->folder, 0777) == 0 || errno == EEXIST) {
    f->made = true;
    return nb_ok();
  }
  return nb_fail(NB_CANNOT_WRITE, "cannot make the folder %s: %s", f->folder, strerror(errno));
}

static nb_error put_picture(file *f, digest *d, shot *s, int step)
{
  char name[NOTEBOOK_ID + 32], path[1300];
  bool page = step >= NB_MAX_STEPS;
  int number = 1 + (page ? step - NB_MAX_STEPS : step);
  digest_picture picture;
  nb_error e = make_folder(f);
  snprintf(name, sizeof name, "%s-%s%d.svg", d->scene, page ? "page-" : "", number);
  for (char *c = name; *c; c++)
    *c = strchr("/ ()<>\\", *c) ? '-' : *c;
  snprintf(path, sizeof path, "%s/%s", f->folder, name);
  if (!nb_failed(e))
    e = digest_picture_take(&picture, s, f->board, d, step);
  if (nb_failed(e))
    return e;
  e = digest_picture_write(&picture, path, f->fonts, f->job->assets);
  digest_picture_free(&picture);
  const char *folder = strrchr(f->folder, '/');
  fprintf(f->to, "![%s %d](<%s/%s>)\n\n", page ? "page" : "step", number, folder ? folder + 1 : f->folder,
          name);
  return e;
}

static nb_error put_lesson(void *state, digest *d, shot *s)
{
  file *f = state;
  nb_error e = nb_ok();
  for (int k = 0; k < d->count && !nb_failed(e); k++) {
    fputs(d->parts[k].text, f->to);
    if (d->parts[k].step >= 0)
      e = put_picture(f, d, s, d->parts[k].step);
  }
  return e;
}

static nb_error keep_file(void *state)
{
  file *f = state;
  FILE *to = f->to;
  f->to = NULL;
  return output_close(&f->output, to);
}

static void close_file(void *state)
{
  file *f = state;
  if (f->to) {
    fclose(f->to);
    output_drop(&f->output);
  }
  free(f);
}

const digest_writer digest_file = {open_file, put_lesson, keep_file, close_file};
