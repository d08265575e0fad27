// Findings, and their pictures.
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "check/inside.h"
#include "film/film.h"
#include "nabla/record.h"

enum { WIDTH = 640, HEIGHT = 360, MOST_OF_A_KIND = 3 };

nb_error check_interface(check *c, nb_theme theme, int width, int height, const void **list, size_t *size)
{
  stage_position at = stage_where(c->stage);
  interface_view view = {.scene = c->scene,
                         .step = at.step,
                         .seconds = at.seconds,
                         .reached = stage_step_reached(c->stage, at.step),
                         .hovered_step = -1};
  nb_board_begin(c->board, theme, NULL, 0);
  interface_record(c->interface, c->board, &view, width, height);
  return nb_board_finish(c->board, list, size);
}

// A frame around what is meant.
static void mark(check *c, nb_theme theme, nb_rect r, const void **list, size_t *size)
{
  const float room = 0.08f;
  nb_board_begin(c->board, theme, NULL, 0);
  nb_rectangle(c->board, (nb_rect){r.x - room, r.y - room, r.width + 2 * room, r.height + 2 * room}, 0.06f,
               nb_style(.color = NB_NEGATIVE, .width = 5));
  nb_board_finish(c->board, list, size);
}

static void *copy(const void *bytes, size_t size)
{
  void *to = malloc(size);
  return to ? memcpy(to, bytes, size) : NULL;
}

// The present moment, as it is shown, with the mark over it.
static nb_error write_picture(check *c, nb_theme theme, const nb_rect *at, const char *path)
{
  const void *scene, *around, *marked = NULL;
  size_t scene_size, around_size, marked_size = 0;
  nb_error e = stage_draw(c->stage, theme, &scene, &scene_size);
  if (!nb_failed(e))
    e = check_interface(c, theme, WIDTH, HEIGHT, &around, &around_size);
  if (nb_failed(e))
    return e;
  void *kept = copy(around, around_size); // the mark is recorded on the same board
  if (at)
    mark(c, theme, *at, &marked, &marked_size);
  nb_affine place = board_place(WIDTH, HEIGHT);
  paint_layer layers[] = {{.list = scene, .size = scene_size, .place = place},
                          {.list = kept, .size = around_size, .place = place},
                          {.list = marked, .size = marked_size, .place = place}};
  pixels picture = {WIDTH, HEIGHT, 4 * WIDTH, malloc(4 * WIDTH * HEIGHT), PIXEL_RGBA};
  if (kept && picture.bytes)
    e = painter_paint(c->painter, picture, nb_theme_color(theme, NB_GROUND), layers, marked ? 3 : 2);
  if (kept && picture.bytes && !nb_failed(e))
    e = film_write_png(path, picture);
  free(picture.bytes);
  free(kept);
  return e;
}

static void take_picture(check *c, check_finding *f, nb_theme theme, const nb_rect *at)
{
  if (!c->job->pictures)
    return;
  char name[200];
  snprintf(name, sizeof name, "%s", c->job->id);
  for (char *slash; (slash = strchr(name, '/'));)
    *slash = '-';
  snprintf(f->picture, sizeof f->picture, "%s/%s-%02d.png", c->job->pictures, name, c->report->count);
  if (nb_failed(write_picture(c, theme, at, f->picture)))
    f->picture[0] = 0;
}

static bool is_known(const check *c, const char *kind, int step, const char *subject)
{
  int same = 0;
  for (int k = 0; k < c->report->count; k++) {
    const check_finding *f = &c->report->findings[k];
    if (strcmp(f->kind, kind) != 0 || f->step != step)
      continue;
    if (++same == MOST_OF_A_KIND || strcmp(f->subject, subject) == 0)
      return true;
  }
  return c->report->count == CHECK_MOST;
}

static check_finding *add(check *c, const char *kind, int step, const char *subject, const char *mend)
{
  if (is_known(c, kind, step, subject))
    return NULL;
  check_finding *f = &c->report->findings[c->report->count++];
  *f = (check_finding){.kind = kind, .step = step, .mend = mend};
  snprintf(f->subject, sizeof f->subject, "%s", subject);
  return f;
}

bool check_found(check *c, const char *kind, const char *subject, nb_theme theme, const nb_rect *at,
                 const char *mend, const char *format, ...)
{
  stage_position where = stage_where(c->stage);
  check_finding *f = add(c, kind, where.step, subject, mend);
  if (!f)
    return false;
  f->seconds = where.seconds;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(f->text, sizeof f->text, format, arguments);
  va_end(arguments);
  take_picture(c, f, theme, at);
  return true;
}

void check_found_of_all(check *c, const char *kind, const char *mend, const char *format, ...)
{
  char words[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  check_finding *f = add(c, kind, -1, words, mend);
  if (f)
    snprintf(f->text, sizeof f->text, "%s", words);
}

// What went wrong, without the scene's name and the moment before it: "it used a null pointer, in draw (span.c:12)".
static const char *without_place(const char *text)
{
  const char *at = strstr(text, " s: ");
  return at ? at + strlen(" s: ") : text;
}

// A scene that fails alike in many steps has one thing to mend.
static bool fails_so_elsewhere(const check *c, const char *text)
{
  for (int k = 0; k < c->report->count; k++) {
    const check_finding *f = &c->report->findings[k];
    if (strcmp(f->kind, "fails") == 0 && strcmp(without_place(f->text), without_place(text)) == 0)
      return true;
  }
  return false;
}

// Advice, of a kind that its words begin with. True where it was new.
static bool tell_advice(check *c, nb_theme theme)
{
  static const struct {
    const char *kind, *mend;
  } kinds[] = {
      {"nan", "look for a division by zero, or a root or logarithm of something negative, in what the call "
              "is given"},
      {"words", "nb_tex sets formulas, with words in \\text{...} between them"},
  };
  char words[400];
  bool told = false;
  for (int k = 0; stage_advice(c->stage, k); k++) {
    snprintf(words, sizeof words, "%s", stage_advice(c->stage, k));
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
      size_t length = strlen(kinds[n].kind);
      if (strncmp(words, kinds[n].kind, length) == 0 && strncmp(words + length, ": ", 2) == 0)
        told |= check_found(c, kinds[n].kind, words, theme, NULL, kinds[n].mend, "%s%s", words + length + 2,
                            c->when);
    }
  }
  return told;
}

bool check_draw_at(check *c, int step, float seconds, nb_theme theme, const void **list, size_t *size)
{
  if (c->hangs)
    return false;
  nb_error e = travel_to(c->stage, &c->how, (stage_position){step, seconds});
  if (!nb_failed(e))
    e = stage_draw(c->stage, theme, list, size);
  c->hangs = nb_failed(e) && strstr(e.text, STAGE_HUNG);
  if (nb_failed(e) && !fails_so_elsewhere(c, e.text))
    check_found(c, "fails", e.text, theme, NULL,
                c->hangs ? "the message says where; nothing more of the scene was looked at"
                         : "the message says where; `gdb --args nabla play SCENE --in-process` stops there",
                "%s", e.text);
  nb_error mistake = nb_failed(e) ? nb_ok() : stage_mistake(c->stage);
  bool told = nb_failed(mistake) &&
              check_found(c, "formula", mistake.text, theme, NULL,
                          "the sign below the formula shows where it goes wrong", "%s", mistake.text);
  if (!nb_failed(e))
    told |= tell_advice(c, theme);
  if (told)
    e = stage_draw(c->stage, theme, list, size); // the picture of the finding was drawn last
  return !nb_failed(e);
}
