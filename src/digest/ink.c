// Ink alone, to a folder of pictures.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "digest/inside.h"
#include "nabla/record.h"
#include "notebook/care.h"

typedef struct export
{
  const char *folder, *assets;
  nb_fonts *fonts;
  nb_board *board;
  int count;
}
export;

static nb_error make_folder(const export *x)
{
  char path[1100];
  snprintf(path, sizeof path, "%s/ink", x->folder);
  if (x->count > 0 || mkdir(path, 0777) == 0 || errno == EEXIST)
    return nb_ok();
  return nb_fail(NB_CANNOT_WRITE, "cannot make the folder %s: %s", path, strerror(errno));
}

static nb_error write_page(void *context, const char *scene, int step, ink_page *page)
{
  export *x = context;
  bool blank = step >= NB_MAX_STEPS;
  char path[1400];
  int start = snprintf(path, sizeof path, "%s/ink/", x->folder);
  snprintf(path + start, sizeof path - (size_t)start, "%s-%s-%d.svg", scene, blank ? "page" : "step",
           1 + (blank ? step - NB_MAX_STEPS : step));
  for (char *c = path + start; *c; c++)
    *c = *c == '/' ? '-' : *c;
  digest_picture picture;
  nb_error e = make_folder(x);
  if (!nb_failed(e))
    e = digest_picture_of_ink(&picture, x->board, page, blank);
  if (nb_failed(e))
    return e;
  if (picture.ground == nb_theme_color(NB_BOARD, NB_GROUND))
    picture.ground = 0;
  e = digest_picture_write(&picture, path, x->fonts, x->assets);
  digest_picture_free(&picture);
  x->count++;
  return e;
}

nb_error digest_export_ink(const char *path, const char *folder, const char *assets, int *count)
{
  export x = {.folder = folder, .assets = assets};
  nb_error e = nb_fonts_open(&x.fonts, assets);
  if (!nb_failed(e))
    e = nb_board_create(&x.board, x.fonts);
  if (!nb_failed(e))
    e = care_each_page(path, write_page, &x);
  if (x.board)
    nb_board_destroy(x.board);
  if (x.fonts)
    nb_fonts_close(x.fonts);
  *count = x.count;
  return e;
}
