#include "film/shot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "film/cutout.h"
#include "film/source.h"
#include "film/travel.h"
#include "interface/interface.h"
#include "nabla/record.h"

struct shot {
  const film_source *source; // where not NULL it draws, and most of the rest is NULL
  void *opened;
  nb_fonts *fonts;
  stage *stage;
  interface *interface;
  nb_board *board; // the interface's
  nb_theme theme;
  bool transparent, bare, hide_caption, letters;
  travel how;
  char told[480]; // the mistake that was last told
};

// What somebody sets stays so.
static nb_error apply_setting(shot *s, const char *setting)
{
  char name[256];
  const char *equals = strchr(setting, '=');
  size_t length = equals ? (size_t)(equals - setting) : 0;
  if (length == 0 || length >= sizeof name)
    return nb_fail(NB_USAGE, "a parameter is set as name=value, not \"%s\"", setting);
  memcpy(name, setting, length);
  name[length] = 0;
  nb_error e = stage_set_text(s->stage, name, equals + 1);
  if (!nb_failed(e))
    travel_hold(&s->how, s->stage, stage_param(s->stage, name));
  return e;
}

static nb_error set_up(shot *s, const film_job *job)
{
  s->source = job->source;
  if (s->source)
    return s->source->open(&s->opened, s->source, job);
  nb_error e = nb_fonts_open(&s->fonts, job->assets);
  if (!nb_failed(e))
    e = stage_open(&s->stage, job->plugin,
                   (stage_options){.fonts = s->fonts, .assets = job->assets, .in_process = job->in_process});
  for (int i = 0; i < job->setting_count && !nb_failed(e); i++)
    e = apply_setting(s, job->settings[i]);
  if (!nb_failed(e))
    e = interface_create(&s->interface, job->assets);
  if (!nb_failed(e))
    e = nb_board_create(&s->board, s->fonts);
  return e;
}

nb_error shot_open(shot **out, const film_job *job)
{
  *out = NULL;
  shot *s = calloc(1, sizeof *s);
  if (!s)
    return nb_fail(NB_NO_MEMORY, "no memory for the scene %s", job->plugin);
  s->theme = job->theme;
  s->transparent = job->transparent;
  s->bare = job->bare;
  s->letters = job->letters;
  s->hide_caption = job->captions != FILM_BURNT;
  s->how.stop = job->stop;
  nb_error e = set_up(s, job);
  if (nb_failed(e))
    shot_close(s);
  else
    *out = s;
  return e;
}

void shot_close(shot *s)
{
  if (!s)
    return;
  if (s->opened)
    s->source->close(s->opened);
  if (s->board)
    nb_board_destroy(s->board);
  if (s->interface)
    interface_destroy(s->interface);
  if (s->stage)
    stage_close(s->stage);
  if (s->fonts)
    nb_fonts_close(s->fonts);
  free(s);
}

const nb_scene *shot_scene(const shot *s)
{
  return s->stage ? stage_scene(s->stage) : NULL;
}

stage *shot_stage(shot *s)
{
  return s->stage;
}

const nb_fonts *shot_fonts(const shot *s)
{
  return s->source ? s->source->fonts(s->opened) : s->fonts;
}

float shot_length(const shot *s)
{
  return s->source ? (float)s->source->seconds
                   : stage_step_start(s->stage, stage_scene(s->stage)->step_count);
}

stage_position shot_at(const shot *s, float seconds)
{
  return stage_at(s->stage, seconds);
}

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static nb_error record_interface(shot *s, int width, int height, paint_layer *layer)
{
  stage_position at = stage_where(s->stage);
  interface_view view = {
      .scene = stage_scene(s->stage),
      .step = at.step,
      .seconds = at.seconds,
      .reached = stage_step_reached(s->stage, at.step),
      .playing = true,
      .hide_caption = s->hide_caption,
      .letters = s->letters,
      .hovered_step = -1,
  };
  nb_board_begin(s->board, s->theme, NULL, 0);
  if (!s->bare)
    interface_record(s->interface, s->board, &view, width, height);
  return nb_board_finish(s->board, &layer->list, &layer->size);
}

// Says once what is wrong with a formula; the picture shows its source.
static void tell_mistake(shot *s)
{
  nb_error e = stage_mistake(s->stage);
  if (!nb_failed(e) || strcmp(e.text, s->told) == 0)
    return;
  snprintf(s->told, sizeof s->told, "%s", e.text);
  fprintf(stderr, "%s\n", e.text);
}

nb_error shot_take(shot *s, stage_position at, int width, int height, shot_picture *picture)
{
  nb_affine place = board_place(width, height);
  nb_rgba ground = nb_theme_color(s->theme, NB_GROUND);
  *picture = (shot_picture){.ground = s->transparent ? cutout_ground(ground) : ground,
                            .layers = {{.place = place}, {.place = place}}};
  double start = now_ms();
  nb_error e = travel_to(s->stage, &s->how, at);
  if (!nb_failed(e))
    e = stage_draw(s->stage, s->theme, &picture->layers[0].list, &picture->layers[0].size);
  picture->stage_ms = now_ms() - start;
  if (!nb_failed(e))
    tell_mistake(s);
  if (!nb_failed(e))
    e = record_interface(s, width, height, &picture->layers[1]);
  return e;
}

nb_error shot_take_second(shot *s, double second, int width, int height, shot_picture *picture)
{
  if (s->source)
    return s->source->take(s->opened, second, width, height, picture);
  return shot_take(s, shot_at(s, (float)second), width, height, picture);
}
