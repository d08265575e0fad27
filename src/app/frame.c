#include <math.h>
#include <stdio.h>

#include "app/parts.h"
#include "nabla/record.h"

// A save that does not compile comes before what the last one that did may have done.
static const char *trouble(const player *p)
{
  const char *of_source = p->workbench ? workbench_trouble(p->workbench) : "";
  return *of_source ? of_source : *p->trouble ? p->trouble : NULL;
}

// Who explains has to say it without.
static bool hides_caption(const player *p)
{
  if (p->explaining.talk.talk)
    return !p->explaining.talk.captions;
  bool asks = reviewing_asks(p) && !p->reviewing.task.live && !p->reviewing.shown;
  return asks || !p->settings.captions;
}

interface_view player_view(const player *p)
{
  stage_position at = stage_where(p->stage);
  bool on_strip = p->pointer.on_strip || p->pointer.scrubbing;
  return (interface_view){
      .scene = stage_scene(p->stage),
      .step = at.step,
      .seconds = at.seconds,
      .reached = playback_step_length(&p->playback, at.step),
      .playing = p->playback.playing || p->replaying.runs,
      .waiting = playback_waits(&p->playback),
      .answered = playback_answered(&p->playback),
      .last_answer = predict_last(p),
      .next = lessons_next(p),
      .hide_caption = pages_open(p) || hides_caption(p),
      .hide_strip = pages_open(p),
      .text_size = p->settings.text_size,
      .speed = p->playback.held_back ? PLAYBACK_SLOWEST * p->playback.speed : p->playback.speed,
      .loops = p->playback.loop,
      .hide_title = p->ink.desk.tool != DESK_HAND || pages_open(p) || bar_is_shown(p),
      .trouble = trouble(p),
      .trouble_in_source = p->workbench && *workbench_trouble(p->workbench),
      .mistake = nb_failed(p->mistake) ? p->mistake.text : NULL,
      .hovered_step = on_strip ? p->pointer.step : -1,
      .hovered_at = p->pointer.along,
      .peeks = p->peeks,
  };
}

static bool time_runs(const player *p)
{
  return p->playback.playing && !layers_hold_time(p);
}

nb_error player_draw_scene(player *p, nb_theme theme, const void **list, size_t *size)
{
  return p->settings.reduced_motion ? stage_draw_arrived(p->stage, theme, list, size)
                                    : stage_draw(p->stage, theme, list, size);
}

#define SLOW 0.5 // seconds of computing for a picture, of which one is told
#define HUNG 1.0 // seconds: who drags does not wait so long again for a picture that does not come

static void tell_of_slowness(player *p)
{
  char text[120];
  double took = stage_drawn_in(p->stage);
  if (took < SLOW)
    return;
  snprintf(text, sizeof text,
           "the scene computes %.1f s for each picture here: what you do shows so much later", took);
  if (p->clock > p->slow_until)
    player_notify(p, text);
  p->slow_until = player_now() + 10;
}

// The scene as it is now. One that fails stands still, under its last good picture; and where it hung, as long as a hand holds
// something: it would hang at each move.
static void draw_scene(player *p)
{
  const void *list;
  size_t size;
  if (p->hung && p->hands.holding)
    return;
  double before = player_now();
  nb_error e = player_draw_scene(p, settings_theme(&p->settings), &list, &size);
  if (!nb_failed(e))
    e = picture_set(&p->picture, PICTURE_SCENE, list, size);
  snprintf(p->trouble, sizeof p->trouble, "%s", e.text);
  p->hung = nb_failed(e) && player_now() - before > HUNG;
  tell_of_slowness(p);
  p->mistake = stage_mistake(p->stage);
  if (nb_failed(e))
    p->playback.playing = false;
}

static void keep_list(player *p, int which)
{
  const void *list;
  size_t size;
  nb_error e = nb_board_finish(p->board, &list, &size);
  if (!nb_failed(e))
    e = picture_set(&p->picture, which, list, size);
  player_report(p, e);
}

static void draw_over(player *p, int width, int height)
{
  interface_view view = player_view(p);
  nb_theme theme = settings_theme(&p->settings);
  nb_board_begin(p->board, theme, NULL, 0);
  interface_record(p->interface, p->board, &view, width, height);
  scribe s = interface_scribe(p->interface, p->board, width, height, p->settings.text_size);
  layers_record_below(p, &s);
  keep_list(p, PICTURE_AROUND);
  ink_draw_rest(p, &p->ink.sight, &p->picture, board_area(p));
  nb_board_begin(p->board, theme, NULL, 0);
  layers_record_above(p, &s);
  if (p->clock < p->notice_until)
    interface_notice(&s, p->notice);
  keep_list(p, PICTURE_OVER);
}

static void draw_column(player *p, int width, int height)
{
  if (layers_column(p) <= 0) {
    player_report(p, picture_set(&p->picture, PICTURE_COLUMN, NULL, 0));
    return;
  }
  nb_board_begin(p->board, settings_theme(&p->settings), NULL, 0);
  scribe s = interface_scribe(p->interface, p->board, width, height, p->settings.text_size);
  board_record_desk(p, p->board);
  layers_record_column(p, &s);
  keep_list(p, PICTURE_COLUMN);
}

static nb_error paint(player *p)
{
  pixels target;
  nb_error e = window_begin(&p->window, &target);
  return nb_failed(e) ? e : picture_paint(&p->picture, p->painter, target);
}

static void show(player *p)
{
  nb_error e = paint(p);
  if (e.id == NB_NO_GRAPHICS && p->window.gl) {
    card_leave(p, e);
    e = paint(p);
  }
  if (!nb_failed(e))
    window_present(&p->window);
  player_report(p, e);
}

// Asked of the keyboard itself, so that a key that is let go elsewhere is let go here.
static bool is_held_back(const player *p)
{
  const Uint8 *keys = SDL_GetKeyboardState(NULL);
  return !p->entry.open && !p->panel.typing && !p->notes.writing && keys[SDL_GetScancodeFromKey(SDLK_j)];
}

void player_frame(player *p)
{
  double now = player_now(), passed = p->ran ? now - p->clock : 0;
  p->clock = now;
  p->stale = false;
  pace_begin(&p->pace, now);
  card_look(p);
  pointer_settle(p);
  replaying_run(p);
  if (!p->replaying.runs)
    changes_settle(p);
  explaining_settle(p);
  reviewing_settle(p);
  bool ran = p->ran && time_runs(p);
  p->playback.held_back = is_held_back(p);
  p->playback.by_step = explaining_goes_on(p);
  p->playback.held = p->hands.holding;
  if (time_runs(p))
    playback_run(&p->playback, passed);
  p->ran = time_runs(p);
  lessons_look_for_end(p);
  aside_draw_peek(p);
  draw_scene(p);
  aside_draw_ghost(p);
  aside_tell_of_fork(p);
  entry_follow(&p->entry, p->stage);
  pointer_look(p);
  int width, height;
  window_size(&p->window, &width, &height);
  nb_rect area = board_area(p);
  draw_over(p, (int)area.width, (int)area.height);
  draw_column(p, width, height);
  picture_set_board(&p->picture, area);
  picture_cover(&p->picture, pages_open(p));
  picture_set_target(&p->picture, settings_theme(&p->settings), width, height);
  if (p->picture.changed)
    show(p);
  partner_window_frame(p);
  if (p->workbench)
    workbench_shown(p->workbench);
  recorder_tend(&p->recorder);
  if (!p->replaying.on)
    diary_note(&p->diary, p->stage, p->playback.answered, ran ? passed : 0, p->clock);
  timekeeper_look(p, false);
  saving_look(p);
}

double player_next_frame(const player *p)
{
  if (window_is_hidden(&p->window) && !partner_window_is_open(p))
    return recorder_due(&p->recorder);
  if (p->stale || time_runs(p) || p->replaying.runs)
    return p->clock;
  double notice = p->clock < p->notice_until ? p->notice_until : INFINITY;
  double seen = fmin(notice, layers_next_change(p, p->clock)), kept = fmin(p->diary.due, p->saving.due);
  return fmin(fmin(seen, kept), card_next_look(p));
}
