#include "app/touch.h"

#include <math.h>

#include "app/desk_deed.h"
#include "app/parts.h"

#define DOUBLE_TAP 0.4      // seconds
#define NEAR 24.0f          // the window's points: between two taps that are one double tap
#define PINCH (1.0f / 0.9f) // how much farther apart is a turn of the wheel: a camera comes as much nearer
#define PAN 12.0f           // points that two fingers go before it is a movement

static void send_button(player *p, Uint32 type, Uint8 button, Uint8 clicks, nb_vec2 at)
{
  player_event(p, &(SDL_Event){.button = {.type = type,
                                          .which = SDL_TOUCH_MOUSEID,
                                          .button = button,
                                          .clicks = clicks,
                                          .x = (int)at.x,
                                          .y = (int)at.y}});
}

static void send_motion(player *p, nb_vec2 at)
{
  player_event(
      p,
      &(SDL_Event){
          .motion = {.type = SDL_MOUSEMOTION, .which = SDL_TOUCH_MOUSEID, .x = (int)at.x, .y = (int)at.y}});
}

float touch_pressure(const touch *t, Uint32 which)
{
  return which == SDL_TOUCH_MOUSEID && t->feels ? t->pressure : -1;
}

// Screens that measure nothing tell 0 or 1 for ever.
static void feel(touch *t, float pressure)
{
  t->pressure = pressure > 0 ? fminf(pressure, 1) : 0;
  t->feels = t->feels || (pressure > 0 && pressure < 1);
}

static nb_vec2 middle(const touch *t)
{
  return nb_mix2(t->finger[0].at, t->finger[1].at, 0.5f);
}

static float apart(const touch *t)
{
  return fmaxf(nb_length(nb_sub(t->finger[0].at, t->finger[1].at)), 1);
}

// What the first finger took hold of it never had: there are two.
static void begin_two(player *p)
{
  touch *t = &p->touch;
  if (t->drags) {
    (void)pointer_layer.back(p);
    p->bar.pressed = false; // and it was no tap
    if (p->ink.desk.down)
      desk_do(&p->ink.desk, &(desk_deed){.kind = DESK_DEED_BACK});
    send_button(p, SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 1, t->finger[0].at);
  }
  t->drags = false;
  t->tapped = 0;
  t->two = true;
  t->distance = apart(t);
  t->started = middle(t);
}

static void down(player *p, SDL_FingerID id, nb_vec2 at)
{
  touch *t = &p->touch;
  if (t->count == TOUCH_FINGERS)
    return;
  t->finger[t->count].id = id;
  t->finger[t->count++].at = at;
  if (t->count == 2) {
    begin_two(p);
    return;
  }
  double now = player_now();
  bool again = now - t->tapped < DOUBLE_TAP && nb_length(nb_sub(at, t->where)) < NEAR;
  t->tapped = again ? 0 : now;
  t->where = at;
  t->drags = true;
  send_motion(p, at);
  send_button(p, SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, again ? 2 : 1, at);
}

static void move_two(player *p)
{
  touch *t = &p->touch;
  nb_vec2 at = middle(t);
  float turns = logf(apart(t) / t->distance) / logf(PINCH);
  if (!t->pans && fabsf(turns) >= 1) {
    send_motion(p, at);
    player_event(
        p, &(SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .which = SDL_TOUCH_MOUSEID, .preciseY = turns}});
    t->distance = apart(t);
    t->started = at; // this is a pinch: what both go along with it is none of it
  } else if (!t->pans && nb_length(nb_sub(at, t->started)) > PAN) {
    send_motion(p, t->started);
    send_button(p, SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 1, t->started);
    t->pans = true;
  }
  if (t->pans)
    send_motion(p, at);
}

static void pinch_page(player *p, const nb_vec2 before[TOUCH_FINGERS])
{
  nb_vec2 was[TOUCH_FINGERS], is[TOUCH_FINGERS];
  for (int k = 0; k < TOUCH_FINGERS; k++) {
    nb_vec2 now = p->touch.finger[k].at;
    was[k] = window_pixel(&p->window, (int)before[k].x, (int)before[k].y);
    is[k] = window_pixel(&p->window, (int)now.x, (int)now.y);
  }
  pages_pinch(p, was, is);
}

static int which(const touch *t, SDL_FingerID id)
{
  for (int k = 0; k < t->count; k++)
    if (t->finger[k].id == id)
      return k;
  return -1;
}

static void move(player *p, int k, nb_vec2 at)
{
  touch *t = &p->touch;
  nb_vec2 before[TOUCH_FINGERS] = {t->finger[0].at, t->finger[1].at};
  t->finger[k].at = at;
  if (nb_length(nb_sub(at, t->where)) > NEAR)
    t->tapped = 0; // a drag is half of no double tap
  if (t->count == 2 && pages_open(p))
    pinch_page(p, before);
  else if (t->count == 2)
    move_two(p);
  else if (t->drags)
    send_motion(p, at);
}

static void up(player *p, int k, nb_vec2 at)
{
  touch *t = &p->touch;
  if (t->drags)
    send_button(p, SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 1, at);
  if (t->pans)
    send_button(p, SDL_MOUSEBUTTONUP, SDL_BUTTON_RIGHT, 1, middle(t));
  t->drags = t->pans = false;
  t->finger[k] = t->finger[t->count - 1];
  t->two = --t->count > 0;
  // A finger that is gone is over nothing.
  p->pointer.inside = t->count > 0;
  p->stale = true;
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type != SDL_FINGERDOWN && e->type != SDL_FINGERMOTION && e->type != SDL_FINGERUP)
    return false;
  int width, height;
  SDL_GetWindowSize(p->window.sdl, &width, &height);
  nb_vec2 at = nb_at(e->tfinger.x * (float)width, e->tfinger.y * (float)height);
  int k = which(&p->touch, e->tfinger.fingerId);
  if (k == 0 || (k < 0 && p->touch.count == 0))
    feel(&p->touch, e->tfinger.pressure);
  if (e->type == SDL_FINGERDOWN && k < 0)
    down(p, e->tfinger.fingerId, at);
  else if (e->type == SDL_FINGERMOTION && k >= 0)
    move(p, k, at);
  else if (e->type == SDL_FINGERUP && k >= 0)
    up(p, k, at);
  return true;
}

const layer touch_layer = {.name = "touch", .event = event};
