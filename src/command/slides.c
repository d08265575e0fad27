// A folder with a short film a step, and a page that plays them for whoever has no Nabla.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/commands.h"
#include "command/film_options.h"
#include "command/json.h"
#include "film/font_face.h"
#include "film/output.h"
#include "film/shot.h"
#include "workshop/text.h"

// In the page: where fonts and the lesson go, in this order.
static const char fonts_place[] = "FONTS", lesson_place[] = "LESSON";

static void put_step(json *j, const nb_step *step, int number)
{
  char film[16];
  snprintf(film, sizeof film, "%02d.mp4", number);
  json_open(j, NULL, '{');
  json_text(j, "film", film);
  json_text(j, "title", step->title ? step->title : "");
  json_text(j, "say", step->say ? step->say : "");
  json_text(j, "ask", step->ask ? step->ask : "");
  json_open(j, "hear", '[');
  for (int k = 0; k < NB_MAX_HEARD && step->hear[k]; k++)
    json_text(j, NULL, step->hear[k]);
  json_close(j, ']');
  json_close(j, '}');
}

// The lesson as JSON, to be freed; NULL without memory.
static char *lesson_text(const nb_scene *scene, nb_theme theme)
{
  char *text = NULL;
  size_t size;
  FILE *file = open_memstream(&text, &size);
  if (!file)
    return NULL;
  json j = json_to(file);
  json_open(&j, NULL, '{');
  json_text(&j, "title", scene->title);
  json_text(&j, "theme", theme == NB_BOARD ? "board" : "chalk");
  json_open(&j, "steps", '[');
  for (int k = 0; k < scene->step_count; k++)
    put_step(&j, &scene->steps[k], k + 1);
  json_close(&j, ']');
  json_close(&j, '}');
  if (fclose(file) == 0)
    return text;
  free(text);
  return NULL;
}

// A less-than sign could end the script that the text stands in.
static void put_within_script(FILE *to, const char *text)
{
  for (; *text; text++)
    if (*text == '<')
      fputs("\\u003c", to);
    else
      fputc(*text, to);
}

// The program's own letters, those that the page and the lesson use.
static nb_error put_fonts(FILE *to, const char *assets, const char *page, const char *lesson)
{
  static const font_face faces[] = {{"Inter-Regular.otf", "Nabla", 400, false},
                                    {"Inter-Italic.otf", "Nabla", 400, true},
                                    {"Inter-Medium.otf", "Nabla", 500, false},
                                    {"Inter-SemiBold.otf", "Nabla", 600, false}};
  size_t size = strlen(page) + strlen(lesson) + 1;
  char *text = malloc(size);
  nb_error e = text ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for the slides");
  if (text)
    snprintf(text, size, "%s%s", page, lesson);
  for (size_t k = 0; k < sizeof faces / sizeof *faces && !nb_failed(e); k++) {
    char path[1100];
    font_face face = faces[k];
    snprintf(path, sizeof path, "%.1000s/fonts/%s", assets, face.file);
    face.file = path;
    e = font_face_write(to, &face, text);
  }
  free(text);
  return e;
}

static nb_error write_page(const char *folder, const char *assets, const char *page, const char *lesson)
{
  char path[1100];
  const char *fonts = strstr(page, fonts_place), *words = fonts ? strstr(fonts, lesson_place) : NULL;
  output o;
  FILE *file;
  snprintf(path, sizeof path, "%.1080s/index.html", folder);
  nb_error e = words
                   ? output_open(&o, &file, path)
                   : nb_fail(NB_BAD_FILE, "slides/player.html among the assets has no place for the lesson");
  if (nb_failed(e))
    return e;
  fwrite(page, 1, (size_t)(fonts - page), file);
  e = put_fonts(file, assets, page, lesson);
  fonts += strlen(fonts_place);
  fwrite(fonts, 1, (size_t)(words - fonts), file);
  put_within_script(file, lesson);
  fputs(words + strlen(lesson_place), file);
  if (!nb_failed(e))
    return output_close(&o, file);
  fclose(file);
  output_drop(&o);
  return e;
}

static void film_path(char *to, size_t capacity, const char *folder, int step)
{
  snprintf(to, capacity, "%.1080s/%02d.mp4", folder, step + 1);
}

static nb_error with_films_told(nb_error e)
{
  char text[sizeof e.text];
  memcpy(text, e.text, sizeof text);
  return nb_fail(e.id, "%.380s; the films of the steps before are kept, too", text);
}

// The parts of all films stay until there is a page, so that slides that were interrupted go on from them.
static nb_error write_films(const film_job *job, const shot *s, const char *folder)
{
  char path[1100];
  film_job one = *job;
  float start = 0;
  nb_error e = nb_ok();
  one.output = path;
  one.bare = one.has_from = one.has_to = one.keeps_parts = true;
  for (int k = 0; k < shot_scene(s)->step_count && !nb_failed(e); k++) {
    one.from = start;
    one.to = fminf(start + shot_scene(s)->steps[k].seconds, shot_length(s));
    start = one.to;
    film_path(path, sizeof path, folder, k);
    e = film_video(&one);
    if (nb_failed(e) && k > 0)
      e = with_films_told(e);
  }
  return e;
}

static void forget_parts(const shot *s, const char *folder)
{
  char path[1100];
  for (int k = 0; k < shot_scene(s)->step_count; k++) {
    film_path(path, sizeof path, folder, k);
    film_forget_parts(path);
  }
}

static nb_error make_folder(const char *folder)
{
  struct stat there;
  if (mkdir(folder, 0777) == 0)
    return nb_ok();
  int reason = errno;
  if (reason == EEXIST && stat(folder, &there) == 0 && S_ISDIR(there.st_mode))
    return nb_ok();
  if (reason == EEXIST)
    return nb_fail(NB_CANNOT_WRITE, "cannot write %s: slides are a folder, and that is a file", folder);
  return output_failed(folder, reason);
}

static nb_error write_folder(const film_job *job, const shot *s, const char *folder)
{
  char player[1100], *page = NULL, *lesson = lesson_text(shot_scene(s), job->theme);
  snprintf(player, sizeof player, "%.1000s/slides/player.html", job->assets);
  nb_error e = lesson ? text_read(&page, player) : nb_fail(NB_NO_MEMORY, "no memory for the slides");
  if (!nb_failed(e))
    e = make_folder(folder);
  if (!nb_failed(e)) {
    e = write_films(job, s, folder);
    if (!nb_failed(e))
      e = write_page(folder, job->assets, page, lesson);
    if (nb_failed(e))
      rmdir(folder); // where nothing is in it
    else
      forget_parts(s, folder);
  }
  free(page);
  free(lesson);
  if (!nb_failed(e) && !job->quiet)
    fprintf(stderr, "wrote %s/index.html: open it in a browser\n", folder);
  return e;
}

nb_error command_slides(const options *o, const places *p)
{
  film_job job;
  char plugin[1024];
  shot *s = NULL;
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FOLDER");
  nb_error e = film_job_from(&job, o, p, plugin, sizeof plugin);
  if (!nb_failed(e))
    e = shot_open(&s, &job);
  if (nb_failed(e))
    return e;
  e = write_folder(&job, s, o->output);
  shot_close(s);
  return e;
}
