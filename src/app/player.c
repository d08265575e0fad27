#include "app/player.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "app/parts.h"
#include "nabla/record.h"
#include "stage/spares.h"

#define NOTICE 1.6 // seconds

double player_now(void)
{
  return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

void player_notify_for(player *p, const char *text, double seconds)
{
  snprintf(p->notice, sizeof p->notice, "%s", text);
  p->notice_until = player_now() + seconds;
  p->stale = true;
}

void player_notify(player *p, const char *text)
{
  player_notify_for(p, text, NOTICE);
}

void player_report(player *p, nb_error e)
{
  if (nb_failed(e))
    player_notify(p, e.text);
}

static void window_event(player *p, const SDL_WindowEvent *event)
{
  switch (event->event) {
  case SDL_WINDOWEVENT_EXPOSED:
    if (!window_show_again(&p->window))
      p->stale = p->picture.changed = true;
    break;
  case SDL_WINDOWEVENT_SIZE_CHANGED:
  case SDL_WINDOWEVENT_SHOWN:
  case SDL_WINDOWEVENT_RESTORED:
    p->stale = p->picture.changed = true;
    break;
  case SDL_WINDOWEVENT_CLOSE: // with two windows SDL ends nothing by itself
    p->quit = true;
    break;
  case SDL_WINDOWEVENT_DISPLAY_CHANGED:
    p->pace.period = window_period(&p->window);
    break;
  }
}

// A display was plugged in or out: the window may stand on another now, and what was shown on the old one is gone. SDL has
// moved it by then.
static void display_event(player *p)
{
  p->pace.period = window_period(&p->window);
  p->stale = p->picture.changed = true;
}

void player_event(player *p, const SDL_Event *event)
{
  timekeeper_hear(p, event);
  scenes_event(p, event);
  if (event->type == SDL_QUIT)
    p->quit = true;
  if (event->type == SDL_WINDOWEVENT && !window_is_of(&p->partner.window, event))
    window_event(p, &event->window);
  if (event->type == SDL_DISPLAYEVENT || event->type == SDL_RENDER_TARGETS_RESET ||
      event->type == SDL_RENDER_DEVICE_RESET)
    display_event(p);
  if (layers_event(p, event))
    return;
  pointer_event(p, event);
  const action *a = input_action(&p->input, event);
  if (a && a->run) {
    p->stale = true;
    a->run(p, a->with);
  }
}

// Handles events as they come until the next frame is due; sleeps meanwhile.
static void wait_for_frame(player *p)
{
  SDL_Event event;
  while (!p->quit) {
    while (SDL_PollEvent(&event))
      player_event(p, &event);
    double now = player_now(), left = player_next_frame(p) - now;
    left = fmax(left, pace_left(&p->pace, now));
    if (left <= 0)
      return;
    bool came = false;
    if (left > 3600)
      came = SDL_WaitEvent(&event);
    else if (left >= 0.001)
      came = SDL_WaitEventTimeout(&event, (int)(left * 1000));
    else
      nanosleep(&(struct timespec){.tv_nsec = (long)(left * 1e9)}, NULL);
    if (came)
      player_event(p, &event);
  }
}

void player_take_down(player *p)
{
  explaining_leave(p);
  saving_end(p);
  if (p->stage && p->window.sdl)
    timekeeper_look(p, true);
  if (p->stage && !p->replaying.on)
    diary_leave(&p->diary, p->stage, p->playback.answered);
  diary_end(&p->diary);
  if (p->map && p->map->open)
    map_hide(p->map, p->notebook);
  recorder_end(&p->recorder);
  replaying_end(p);
  picture_free(&p->picture);
  ghost_free(&p->ghost);
  hands_end(&p->hands);
  opening_destroy(p->opening);
  catalog_destroy(p->catalog);
  changes_end(p);
  ink_close(&p->ink);
  notes_end(p);
  if (p->painter)
    painter_leave_gl(p->painter);
  window_close(&p->window);
  workbench_close(p->workbench);
  stage_close(p->stage);
  spares_close(p->spares);
  nb_board_destroy(p->board);
  interface_destroy(p->interface);
  painter_destroy(p->painter);
  nb_fonts_close(p->fonts);
  notebook_close(p->notebook);
  map_destroy(p->map);
}

static void hear_notebook(void *context)
{
  player *p = context;
  SDL_Event event = {.type = p->events + PLAYER_NOTEBOOK};
  SDL_PushEvent(&event);
}

static nb_error open_parts(player *p, const player_options *o)
{
  int threads = o->threads > 0 ? o->threads : SDL_GetCPUCount();
  int width = o->width ? o->width : 1280, height = o->height ? o->height : 720;
  // The scene's process gets ready while we do.
  nb_error e = o->in_process ? nb_ok() : spares_open(&p->spares, o->assets);
  p->events = SDL_RegisterEvents(PLAYER_EVENTS);
  p->notebook = notebook_open(&(notebook_options){.path = o->notebook, .news = hear_notebook, .context = p});
  if (!p->notebook)
    e = nb_fail(NB_NO_MEMORY, "no memory for the notebook");
  else
    review_learn_cut_off(p->notebook, explaining_now());
  if (!nb_failed(e))
    e = nb_fonts_open(&p->fonts, o->assets);
  if (!nb_failed(e))
    e = interface_create(&p->interface, o->assets);
  if (!nb_failed(e))
    e = nb_board_create(&p->board, p->fonts);
  if (!nb_failed(e))
    e = ink_open(&p->ink);
  if (!nb_failed(e))
    e = painter_create(&p->painter, p->fonts, (threads < 64 ? threads : 64) - 1);
  if (!nb_failed(e))
    e = scenes_open_first(p);
  if (!nb_failed(e))
    e = window_open(&p->window, &(window_options){.title = stage_scene(p->stage)->title,
                                                  .width = width,
                                                  .height = height,
                                                  .full_screen = o->full_screen,
                                                  .painter = o->painter});
  return e;
}

static nb_error check_options(const player_options *o)
{
  bool sized = o->width || o->height;
  if (sized && (o->width < 64 || o->width > 16384 || o->height < 64 || o->height > 16384))
    return nb_fail(NB_OUT_OF_RANGE, "a window of %d x %d: both sides are 64 to 16384", o->width, o->height);
  if (o->threads < 0 || o->threads > 64)
    return nb_fail(NB_OUT_OF_RANGE, "%d threads: 1 to 64, or 0 for as many as there are cores", o->threads);
  return nb_ok();
}

nb_error player_set_up(player *p, const player_options *options)
{
  *p = (player){.options = options, .settings = options->settings, .stale = true};
  saving_begin(p);
  actions_fill(&p->sheet.keys);
  nb_error e = check_options(options);
  if (nb_failed(e))
    return e;
  e = open_parts(p, options);
  if (nb_failed(e)) {
    player_take_down(p);
    return e;
  }
  p->ink.timeline = &p->changes.timeline;
  desk_trail(&p->ink.desk, p->settings.laser);
  scenes_begin(p);
  e = options->recording ? replaying_begin(p, options->recording) : nb_ok();
  if (nb_failed(e)) {
    player_take_down(p);
    return e;
  }
  p->pace = (pace){.period = window_period(&p->window), .waits = p->window.waits};
  card_begin(p);
  return nb_ok();
}

nb_error player_run(const player_options *options)
{
  player p;
  nb_error e = player_set_up(&p, options);
  if (nb_failed(e))
    return e;
  while (!p.quit) {
    player_frame(&p);
    wait_for_frame(&p);
  }
  player_take_down(&p);
  return e;
}
