// The layer of the bar.
#include "interface/bar.h"

#include <math.h>
#include <string.h>

#include "app/action.h"
#include "app/parts.h"

#define STAYS 8.0  // seconds
#define SHAKE 8.0f // pixels that a click may move

// A word, the action that it stands for, and whether one may want it again at once.
typedef struct word {
  const char *text, *action;
  bool stays;
} word;

static bool is_free(const player *p)
{
  return !layers_cover(p) && p->ink.desk.tool == DESK_HAND && !pages_open(p) && !p->replaying.on;
}

bool bar_is_shown(const player *p)
{
  return is_free(p) && (p->clock < p->bar.until || (p->bar.finger && playback_waits(&p->playback)));
}

// The words of the present moment; returns how many.
static int choose(const player *p, word out[BAR_MOST])
{
  const char *play = playback_waits(&p->playback) ? "answer" : p->playback.playing ? "pause" : "play";
  const word all[] = {{"‹", "previous-step", true}, {play, "play", true},      {"›", "next-step", true},
                      {"undo", "undo", true},       {"values", "panel", true}, {"map", "map", false},
                      {"stuck", "stuck", false},    {"back", "return", false}, {"pen", "pen", false},
                      {"keys", "keys", false}};
  bool returns = notebook_trail(p->notebook) > 0;
  int count = 0;
  for (size_t k = 0; k < sizeof all / sizeof *all; k++)
    if (returns || strcmp(all[k].action, "return") != 0)
      out[count++] = all[k];
  return count;
}

static bar_view view_of(const word *chosen, int count)
{
  bar_view v = {.over = BAR_NOTHING};
  for (int k = 0; k < count; k++)
    v.words[k] = chosen[k].text;
  return v;
}

static void run(player *p, const word *w)
{
  const action *a;
  for (int n = 0; (a = actions_at(n)) != NULL; n++)
    if (strcmp(a->name, w->action) == 0) {
      p->bar.until = w->stays ? player_now() + STAYS : 0;
      a->run(p, a->with);
      return;
    }
}

// True where the press was on the bar.
static bool press_bar(player *p)
{
  word chosen[BAR_MOST];
  int count = choose(p, chosen);
  bar_view v = view_of(chosen, count);
  nb_rect area = board_area(p);
  scribe s =
      interface_scribe(p->interface, p->board, (int)area.width, (int)area.height, p->settings.text_size);
  int which = bar_is_shown(p) ? bar_at(&s, &v, pointer_on_board(p)) : BAR_NOTHING;
  if (which >= 0)
    run(p, &chosen[which]);
  return which != BAR_NOTHING;
}

static bool press(player *p, const SDL_MouseButtonEvent *b)
{
  bar_state *own = &p->bar;
  own->finger = b->which == SDL_TOUCH_MOUSEID;
  own->pressed = false;
  if (b->button != SDL_BUTTON_LEFT || !is_free(p))
    return false;
  pointer_move(p, b->x, b->y);
  if (press_bar(p))
    return true;
  if (b->clicks < 2)
    own->before = own->until;
  else
    own->until = own->before; // it was half of a double click
  own->pressed = b->clicks < 2 && !p->entry.open && !terms_under(&p->terms, pointer_on_board(p));
  own->place = p->pointer.pixel;
  return false;
}

// Nothing was taken hold of, or what is there where nothing stands.
static void release(player *p, const SDL_MouseButtonEvent *b)
{
  bar_state *own = &p->bar;
  bool on_nothing = !p->pointer.scrubbing && (!p->hands.holding || p->hands.held.grab.kind == NB_GRAB_CAMERA);
  nb_vec2 at = window_pixel(&p->window, b->x, b->y);
  if (own->pressed && on_nothing && is_free(p) && nb_length(nb_sub(at, own->place)) < SHAKE)
    own->until = player_now() < own->until ? 0 : player_now() + STAYS;
  own->pressed = false;
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type == SDL_MOUSEBUTTONDOWN)
    return press(p, &e->button);
  if (e->type == SDL_MOUSEBUTTONUP)
    release(p, &e->button);
  return false;
}

static bool back(player *p)
{
  bool shown = p->clock < p->bar.until;
  p->bar.until = 0;
  return shown;
}

static void record(player *p, const scribe *s)
{
  word chosen[BAR_MOST];
  if (!bar_is_shown(p))
    return;
  int count = choose(p, chosen);
  bar_view v = view_of(chosen, count);
  v.over = p->pointer.inside ? bar_at(s, &v, pointer_on_board(p)) : BAR_NOTHING;
  bar_record(s, &v);
}

static double next_change(const player *p, double now)
{
  return now < p->bar.until ? p->bar.until : INFINITY;
}

const layer bar_layer = {
    .name = "bar", .event = event, .back = back, .record = record, .next_change = next_change};
