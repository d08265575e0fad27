#include <math.h>

#include "app/overlay.h"
#include "app/parts.h"

#define HINTS_STAY 1.5 // seconds after the last movement
#define HINTS_FADE 0.6 // seconds
#define STRIP_END 7.0f // board units from the middle: what lies beyond is beyond the strip

void pointer_move(player *p, int x, int y)
{
  p->pointer.pixel = window_pixel(&p->window, x, y);
  p->pointer.inside = true;
  p->pointer.moved = true;
  p->pointer.when = player_now();
  p->stale = true;
}

static void look(player *p)
{
  nb_vec2 at = pointer_on_board(p);
  interface_view view = player_view(p);
  bool free = !layers_cover(p) && !p->hands.holding && !p->pointer.scrubbing;
  pointer before = p->pointer;
  p->pointer.on_strip =
      free && p->pointer.inside && interface_strip_at(&view, at, &p->pointer.step, &p->pointer.along);
  // The small picture of the moment under the pointer is drawn with the next frame.
  if (p->pointer.on_strip != before.on_strip || p->pointer.along != before.along)
    p->stale = true;
  hands_look(&p->hands, at,
             layers_cover(p) || !p->pointer.inside || p->pointer.on_strip || p->pointer.scrubbing);
}

static void press(player *p, const SDL_MouseButtonEvent *button)
{
  bool left = button->button == SDL_BUTTON_LEFT, right = button->button == SDL_BUTTON_RIGHT;
  if (p->hands.holding || p->pointer.scrubbing || !(left || right))
    return;
  player_report(p, entry_accept(&p->entry, p->stage));
  look(p);
  if (left && p->pointer.on_strip) {
    p->pointer.scrubbing = true;
    p->pointer.was = stage_where(p->stage);
    p->pointer.strip_y = pointer_on_board(p).y;
    hint_hear(p, HINT_SCRUBS);
    return;
  }
  changes_apart(p);
  if (left && button->clicks == 2 && hands_reset(&p->hands))
    player_notify(p, "as the scene had it");
  else if (hands_take(&p->hands, right))
    hint_hear(p, HINT_DRAGS);
}

static void release(player *p, const SDL_MouseButtonEvent *button)
{
  if (button->button != (p->hands.holding && p->hands.wipe ? SDL_BUTTON_RIGHT : SDL_BUTTON_LEFT))
    return;
  pointer_settle(p);
  p->pointer.scrubbing = false;
  if (hands_clicked(&p->hands))
    entry_open(&p->entry, p->stage, p->hands.held);
  hands_release(&p->hands);
}

// Away from the viewer is up.
static void scroll(player *p, const SDL_MouseWheelEvent *wheel)
{
  SDL_Keymod keys = SDL_GetModState();
  // Some systems turn the wheel sideways while Shift is down.
  float count = wheel->preciseY != 0 ? wheel->preciseY : wheel->preciseX;
  count = wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -count : count;
  if (!layers_cover(p) && !p->pointer.scrubbing)
    hands_step(&p->hands, count, (keys & KMOD_SHIFT) != 0, (keys & KMOD_ALT) != 0);
  p->stale = true;
}

void pointer_event(player *p, const SDL_Event *event)
{
  switch (event->type) {
  case SDL_MOUSEMOTION:
    pointer_move(p, event->motion.x, event->motion.y);
    break;
  case SDL_MOUSEBUTTONDOWN:
    pointer_move(p, event->button.x, event->button.y);
    press(p, &event->button);
    break;
  case SDL_MOUSEWHEEL:
    scroll(p, &event->wheel);
    break;
  case SDL_MOUSEBUTTONUP:
    pointer_move(p, event->button.x, event->button.y);
    release(p, &event->button);
    break;
  case SDL_WINDOWEVENT:
    if (event->window.event == SDL_WINDOWEVENT_LEAVE) {
      p->pointer.inside = false;
      p->stale = true;
    }
    break;
  }
}

// Scrubs to the part of the strip at the pointer's height when it took hold of it: it may stray while it
// drags. Beyond an end it stays there, between two steps where it was.
static void scrub(player *p)
{
  interface_view view = player_view(p);
  nb_vec2 at = nb_at(pointer_on_board(p).x, p->pointer.strip_y);
  if (!interface_strip_at(&view, at, &p->pointer.step, &p->pointer.along) && fabsf(at.x) > STRIP_END) {
    p->pointer.step = at.x < 0 ? 0 : stage_scene(p->stage)->step_count - 1;
    p->pointer.along = at.x < 0 ? 0.0f : 1.0f;
  }
  player_report(p, playback_scrub(&p->playback, p->pointer.step, p->pointer.along));
}

void pointer_settle(player *p)
{
  if (p->pointer.scrubbing && p->pointer.moved)
    scrub(p);
  if (p->hands.holding) {
    SDL_Keymod keys = SDL_GetModState();
    hands_move(&p->hands, pointer_on_board(p), (keys & KMOD_SHIFT) != 0, (keys & KMOD_ALT) != 0);
    player_report(p, hands_apply(&p->hands));
  }
  p->pointer.moved = false;
}

// Over a full screen the arrow goes when it has not been moved for a while.
static window_cursor cursor_for(const player *p)
{
  const hands *h = &p->hands;
  if (p->ink.desk.tool != DESK_HAND && layers_cover(p))
    return WINDOW_CROSSHAIR;
  if (p->pointer.scrubbing || p->pointer.on_strip)
    return WINDOW_HAND;
  if (!h->holding && !h->over)
    return window_is_full_screen(&p->window) && pointer_hints(p, p->clock) <= 0 ? WINDOW_NO_CURSOR
                                                                                : WINDOW_ARROW;
  uint32_t kind = h->holding ? h->held.grab.kind : h->hovered.grab.kind;
  return kind == NB_GRAB_CANVAS ? WINDOW_CROSSHAIR : kind == NB_GRAB_TIME ? WINDOW_SIDEWAYS : WINDOW_HAND;
}

void pointer_look(player *p)
{
  look(p);
  window_set_cursor(&p->window, cursor_for(p));
}

float pointer_hints(const player *p, double now)
{
  if (!p->pointer.inside || layers_cover(p) || p->hands.holding || p->pointer.scrubbing)
    return 0;
  return (float)fmin(fmax((p->pointer.when + HINTS_STAY + HINTS_FADE - now) / HINTS_FADE, 0), 1);
}

static double next_change(const player *p, double now)
{
  if (pointer_hints(p, now) <= 0)
    return INFINITY;
  return p->pointer.when + HINTS_STAY;
}

// Lets go of what is held, and puts it back.
static bool back(player *p)
{
  bool held = p->hands.holding || p->pointer.scrubbing;
  player_report(p, hands_cancel(&p->hands));
  if (p->pointer.scrubbing)
    player_report(p, stage_jump(p->stage, p->pointer.was));
  p->pointer.scrubbing = false;
  return held;
}

static void record(player *p, const scribe *s)
{
  overlay_record(s->board, &p->hands, pointer_hints(p, p->clock));
}

static bool holds_time(const player *p)
{
  return p->pointer.scrubbing || hands_hold_time(&p->hands);
}

const layer pointer_layer = {
    .name = "pointer", .back = back, .record = record, .holds_time = holds_time, .next_change = next_change};
