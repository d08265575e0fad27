// Two layers of explaining: what the partner does comes first of all, wherever it is drawn; and under everything lies what the
// keys of a talk do, and Esc.
#include <math.h>

#include "app/parts.h"

#define COLUMN 4.4f // board units of the window

// ---------------------------------------------------------------------------------------------------------------
// Screens come and go

// The screen of the partner's window is gone, or the only other one: the column takes its place, and the talk goes on.
static void screen_gone(player *p, int display)
{
  if (!partner_window_is_open(p) || (display != p->partner.display && partner_window_display(p) >= 0))
    return;
  partner_window_close(p);
  player_notify_for(p, "the other screen is gone: what the partner sees is here now", 4);
}

static void screen_event(player *p, const SDL_DisplayEvent *e)
{
  if (e->event == SDL_DISPLAYEVENT_DISCONNECTED)
    screen_gone(p, (int)e->display);
  if (e->event == SDL_DISPLAYEVENT_CONNECTED && p->explaining.talk.talk && partner_window_display(p) >= 0)
    partner_window_open(p, partner_window_display(p));
}

// ---------------------------------------------------------------------------------------------------------------
// The partner's window

static void window_event(player *p, const SDL_WindowEvent *e)
{
  p->partner.picture.changed = p->stale = true;
  if (e->event == SDL_WINDOWEVENT_CLOSE)
    partner_window_close(p);
  if (e->event == SDL_WINDOWEVENT_LEAVE)
    p->explaining.pointed = -1;
}

static void point(player *p, nb_vec2 at, bool press)
{
  int spot = partner_at(&p->explaining.spots, at);
  p->stale = p->stale || spot != p->explaining.pointed;
  p->explaining.pointed = spot;
  if (press && reviewing_asks(p))
    reviewing_press(p, spot);
  else if (press)
    explaining_press(p, spot);
}

// True where the event is nobody else's: keys that are none of the partner's are for the talk.
static bool beside_event(player *p, const SDL_Event *e)
{
  window *w = &p->partner.window;
  int width, height;
  switch (e->type) {
  case SDL_WINDOWEVENT:
    window_event(p, &e->window);
    return true;
  case SDL_MOUSEMOTION:
    point(p, partner_window_point(p, e->motion.x, e->motion.y), false);
    return true;
  case SDL_MOUSEBUTTONDOWN:
    point(p, partner_window_point(p, e->button.x, e->button.y), e->button.button == SDL_BUTTON_LEFT);
    return true;
  case SDL_FINGERDOWN:
    SDL_GetWindowSize(w->sdl, &width, &height);
    point(p, partner_window_point(p, (int)(e->tfinger.x * (float)width), (int)(e->tfinger.y * (float)height)),
          true);
    return true;
  case SDL_KEYDOWN:
    if (e->key.keysym.sym != SDLK_f && e->key.keysym.sym != SDLK_F11)
      return false;
    window_set_full_screen(w, !window_is_full_screen(w));
    return true;
  case SDL_TEXTINPUT:
    if (e->text.text[0] < '1' || e->text.text[0] > '9')
      return false;
    explaining_tick(p, e->text.text[0] - '1');
    return true;
  default:
    return true;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The column

static bool has_column(const player *p)
{
  return (explaining_goes_on(p) || reviewing_asks(p)) && !partner_window_is_open(p) && !p->settings.panel &&
         !p->notes.open;
}

static bool in_column(const player *p)
{
  return has_column(p) && layers_column(p) > 0 && p->pointer.pixel.x >= board_room(p).width;
}

static bool column_event(player *p, const SDL_Event *e)
{
  if (e->type != SDL_MOUSEMOTION && e->type != SDL_MOUSEBUTTONDOWN)
    return false;
  bool press = e->type == SDL_MOUSEBUTTONDOWN;
  if (press)
    pointer_move(p, e->button.x, e->button.y);
  else
    pointer_move(p, e->motion.x, e->motion.y);
  if (!in_column(p) || p->hands.holding || p->pointer.scrubbing) {
    p->stale = p->stale || p->explaining.pointed >= 0;
    p->explaining.pointed = -1;
    return false;
  }
  point(p, pointer_on_window(p), press && e->button.button == SDL_BUTTON_LEFT);
  return press;
}

static float column(const player *p)
{
  return has_column(p) ? COLUMN : 0;
}

static void record_column(player *p, const scribe *s)
{
  partner_point points[PARTNER_POINTS];
  interface_view scene = player_view(p);
  partner_view v = reviewing_asks(p) ? reviewing_view(p, &scene, points) : explaining_view(p, &scene, points);
  nb_rect all = scribe_target(s);
  scribe usual = *s;
  usual.text = fminf(s->text, 1); // there is no room for larger words
  if (!has_column(p))
    return;
  partner_record_column(&usual, &v, (nb_rect){all.x + all.width - COLUMN, all.y, COLUMN, all.height},
                        &p->explaining.spots);
  explaining_record_notes(p, s->board, 20);
}

// ---------------------------------------------------------------------------------------------------------------

static bool partner_event(player *p, const SDL_Event *e)
{
  if (e->type == SDL_DISPLAYEVENT)
    screen_event(p, &e->display);
  if (partner_window_is_open(p) && window_is_of(&p->partner.window, e))
    return beside_event(p, e);
  return column_event(p, e);
}

// A press in the column is nobody else's.
static bool covers(const player *p)
{
  return p->pointer.inside && in_column(p);
}

const layer partner_layer = {.name = "partner",
                             .event = partner_event,
                             .column = column,
                             .record_column = record_column,
                             .covers = covers};

// Figures tick, where no other layer wants them.
static bool talk_event(player *p, const SDL_Event *e)
{
  bool tick =
      e->type == SDL_TEXTINPUT && e->text.text[0] >= '1' && e->text.text[0] <= '9' && !e->text.text[1];
  if (!tick || !explaining_goes_on(p) || !has_column(p))
    return false;
  explaining_tick(p, e->text.text[0] - '1');
  return true;
}

static bool back(player *p)
{
  if (!explaining_goes_on(p))
    return false;
  summary_show(p);
  return true;
}

static void record(player *p, const scribe *s)
{
  if (explaining_goes_on(p))
    partner_record_sign(s, explaining_since_lost(p));
}

// The clock's next second; while the sign comes and goes, every frame.
static double next_change(const player *p, double now)
{
  if (!explaining_goes_on(p))
    return INFINITY;
  float since = explaining_since_lost(p);
  bool fades =
      since >= 0 && (since < 0.4f || (since > PARTNER_MARK_SECONDS - 0.7f && since < PARTNER_MARK_SECONDS));
  return fades ? now : now + 0.5;
}

const layer explain_layer = {
    .name = "explain", .event = talk_event, .back = back, .record = record, .next_change = next_change};
