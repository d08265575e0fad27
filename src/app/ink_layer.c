// The layer of ink: over the scene and below everything else. While a tool is in the hand it has the mouse, but for
// what lies on the step strip.
#include <math.h>
#include <stdio.h>

#include "app/desk_deed.h"
#include "app/parts.h"

static bool in_use(const player *p)
{
  return p->ink.desk.tool != DESK_HAND || pages_open(p);
}

static scribe scribe_of(player *p)
{
  nb_rect area = board_area(p);
  return interface_scribe(p->interface, p->board, (int)area.width, (int)area.height, p->settings.text_size);
}

static bool act(player *p, desk_deed deed)
{
  return desk_do(&p->ink.desk, &deed);
}

static bool on_strip(const player *p, nb_vec2 at)
{
  int step;
  float along;
  interface_view view = player_view(p);
  return interface_strip_at(&view, at, &step, &along);
}

// Of the laser it is how long its trail stays.
static void choose_width(player *p, uint32_t k)
{
  char text[60];
  if (p->ink.desk.tool != DESK_LASER) {
    act(p, (desk_deed){.kind = DESK_DEED_WIDTH, .number = k});
    return;
  }
  p->settings.laser = ink_trails[k];
  act(p, (desk_deed){.kind = DESK_DEED_TRAIL, .number = (uint32_t)(1000 * ink_trails[k])});
  snprintf(text, sizeof text, "the trail stays %g s; Del wipes it off", (double)ink_trails[k]);
  player_notify(p, text);
}

// True where the press was on the tray.
static bool press_tray(player *p, nb_vec2 at)
{
  scribe s = scribe_of(p);
  tray t = ink_tray(&p->ink);
  int which = 0;
  tray_part part = tray_at(&s, &t, at, &which);
  if (part == TRAY_COLOR)
    act(p, (desk_deed){.kind = DESK_DEED_COLOR, .number = (uint32_t)which});
  else if (part == TRAY_WIDTH)
    choose_width(p, (uint32_t)which);
  else if (part == TRAY_TOOL && which == INK_TRAY_PAGE)
    pages_toggle(p);
  else if (part == TRAY_TOOL)
    act(p, (desk_deed){.kind = DESK_DEED_TAKE, .number = ink_tool_of(which)});
  return part != TRAY_NOTHING;
}

// The right button erases, whatever tool is in the hand.
static void borrow_eraser(player *p)
{
  p->ink.borrowed = true;
  p->ink.own = p->ink.desk.tool;
  act(p, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_ERASER});
}

static void give_back(player *p)
{
  if (p->ink.borrowed)
    act(p, (desk_deed){.kind = DESK_DEED_TAKE, .number = p->ink.own});
  p->ink.borrowed = false;
}

// What an event of the mouse, or of a finger that is one, tells.
static ink_sample sample_of(const player *p, nb_vec2 pixel, Uint32 which)
{
  return (ink_sample){.at = point_at(pages_place(p, board_on_window(p)), pixel),
                      .when = replaying_ink_clock(p, player_now()),
                      .pressure = touch_pressure(&p->touch, which)};
}

static bool press(player *p, const SDL_MouseButtonEvent *button)
{
  nb_vec2 pixel = window_pixel(&p->window, button->x, button->y), at = point_at(board_on_window(p), pixel);
  bool left = button->button == SDL_BUTTON_LEFT, right = button->button == SDL_BUTTON_RIGHT;
  if (on_strip(p, at) || !(left || right))
    return false;
  if (left && press_tray(p, at))
    return true;
  ink_turn(&p->ink, ink_page_at(&p->ink, stage_where(p->stage).step));
  if (right)
    borrow_eraser(p);
  act(p, (desk_deed){.kind = DESK_DEED_DOWN, .sample = sample_of(p, pixel, button->which)});
  p->ink.pressed = true;
  return true;
}

// While a recording is replayed it is its hand that moves, until the viewer presses: the pointer alone takes hold of nothing.
static void move(player *p, const SDL_MouseMotionEvent *motion)
{
  bool replays = p->replaying.on && !p->replaying.takes;
  if (!replays || p->ink.pressed)
    act(p,
        (desk_deed){.kind = DESK_DEED_MOVE,
                    .sample = sample_of(p, window_pixel(&p->window, motion->x, motion->y), motion->which)});
}

static bool release(player *p, const SDL_MouseButtonEvent *button)
{
  bool ours = p->ink.pressed && p->ink.desk.down &&
              button->button == (p->ink.borrowed ? SDL_BUTTON_RIGHT : SDL_BUTTON_LEFT);
  if (ours) {
    p->ink.pressed = false;
    act(p, (desk_deed){.kind = DESK_DEED_UP});
    give_back(p);
  }
  return ours;
}

static bool mouse(player *p, const SDL_Event *e)
{
  switch (e->type) {
  case SDL_MOUSEMOTION:
    move(p, &e->motion);
    return false; // the pointer has moved, too
  case SDL_MOUSEBUTTONDOWN:
    return press(p, &e->button);
  case SDL_MOUSEBUTTONUP:
    return release(p, &e->button);
  case SDL_MOUSEWHEEL:
    return true;
  default:
    return false;
  }
}

// Keys that mean something else while a tool is in the hand.
static bool key(player *p, const SDL_Keysym *k)
{
  bool ctrl = (k->mod & KMOD_CTRL) != 0;
  if (!ctrl && k->sym >= SDLK_1 && k->sym < SDLK_1 + INK_COLORS)
    act(p, (desk_deed){.kind = DESK_DEED_COLOR, .number = (uint32_t)(k->sym - SDLK_1)});
  else if (!ctrl && k->sym >= SDLK_6 && k->sym < SDLK_6 + INK_WIDTHS)
    choose_width(p, (uint32_t)(k->sym - SDLK_6));
  else if (k->sym == SDLK_DELETE || k->sym == SDLK_BACKSPACE)
    act(p, (desk_deed){.kind = p->ink.desk.tool == DESK_LASER ? DESK_DEED_CLEAR_TRAIL : DESK_DEED_DELETE});
  else
    return false;
  return true;
}

static bool event(player *p, const SDL_Event *e)
{
  if (!in_use(p))
    return false;
  bool taken = e->type == SDL_KEYDOWN ? key(p, &e->key.keysym) : mouse(p, e);
  player_report(p, desk_trouble(&p->ink.desk));
  p->stale = p->stale || taken || e->type == SDL_MOUSEMOTION;
  return taken;
}

static bool back(player *p)
{
  bool done = act(p, (desk_deed){.kind = DESK_DEED_BACK});
  give_back(p);
  return done;
}

// On a page in the page's own units.
static void record_desk(player *p, const scribe *s, double now)
{
  nb_affine board = board_place(s->width, s->height), place = pages_place(p, board), back;
  nb_rect view = scribe_target(s);
  if (!nb_affine_inverse(board, &back))
    return;
  nb_affine page = nb_affine_multiply(back, place);
  view = (nb_rect){(view.x - page.origin.x) / page.i.x, (view.y - page.origin.y) / page.i.x,
                   view.width / page.i.x, view.height / page.i.x};
  if (in_use(p))
    pins_record(p, s->board);
  nb_group(s->board, page, 1);
  desk_record(&p->ink.desk, s->board, view, now);
  nb_end(s->board);
}

static void record(player *p, const scribe *s)
{
  double now = replaying_ink_clock(p, p->clock);
  if (!p->replaying.runs) // what is replayed says itself when a stroke was straightened
    desk_do_look(&p->ink.desk, now);
  record_desk(p, s, now);
  if (!in_use(p))
    return;
  tray t = ink_tray(&p->ink);
  tray_record(s, &t);
}

static bool covers(const player *p)
{
  return in_use(p) && !on_strip(p, pointer_on_board(p));
}

static double next_change(const player *p, double now)
{
  if (!p->ink.sight.painted)
    return now;
  double at = replaying_ink_clock(p, now);
  return now + desk_next_change(&p->ink.desk, at) - at;
}

const layer ink_layer = {.name = "ink",
                         .event = event,
                         .back = back,
                         .record = record,
                         .covers = covers,
                         .next_change = next_change};
