#include "app/timekeeper.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "app/parts.h"

#define EVERY 1.0 // seconds: hours are told no more often
#define STEPPING                                                                                             \
  20.0 // a hand on the scene makes it stepping for so long; what plays by itself then is watched
#define TALKING 1800.0 // who explains may talk for so long without touching anything
#define WRITING 60.0   // as long after the last letter notes are being written

static double clock_of(clockid_t clock)
{
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// It goes on while the machine sleeps, where the system has such a clock.
static double steady_now(void)
{
#ifdef CLOCK_BOOTTIME
  return clock_of(CLOCK_BOOTTIME);
#else
  return clock_of(CLOCK_MONOTONIC);
#endif
}

static int minutes_east(double wall)
{
  time_t t = (time_t)wall;
  struct tm local;
  tzset(); // somebody may have travelled
  return localtime_r(&t, &local) ? (int)(local.tm_gmtoff / 60) : 0;
}

// ---------------------------------------------------------------------------------------------------------------
// What happens

void timekeeper_hear(player *p, const SDL_Event *e)
{
  timekeeper *k = &p->timekeeper;
  bool stepping = e->type == SDL_KEYDOWN || e->type == SDL_MOUSEBUTTONDOWN || e->type == SDL_MOUSEWHEEL ||
                  e->type == SDL_FINGERDOWN;
  bool saved = e->type == p->events + PLAYER_WORKBENCH;
  bool hand = stepping || saved || e->type == SDL_TEXTINPUT || e->type == SDL_MOUSEMOTION ||
              e->type == SDL_MOUSEBUTTONUP || e->type == SDL_FINGERMOTION;
  if (!hand)
    return;
  k->happened = true;
  k->hand = player_now();
  if (stepping)
    k->stepped = k->hand;
}

static bool plays(const player *p)
{
  const nb_scene *scene = stage_scene(p->stage);
  bool for_ever = p->playback.loop || scene->steps[stage_where(p->stage).step].live;
  return p->ran && (!for_ever || p->clock - p->timekeeper.hand < HOURS_BREAK);
}

static bool talks(const player *p)
{
  return explaining_goes_on(p) && p->clock - p->timekeeper.hand < TALKING;
}

static hours_kind kind_now(const player *p)
{
  const timekeeper *k = &p->timekeeper;
  if (explaining_goes_on(p))
    return HOURS_EXPLAINING;
  if (p->notes.writing && p->clock - p->notes.touched < WRITING)
    return HOURS_NOTES;
  if (p->ink.desk.tool != DESK_HAND)
    return HOURS_WHITEBOARD;
  if (p->workbench)
    return HOURS_BUILDING;
  return p->ran && p->clock - k->stepped > STEPPING ? HOURS_WATCHING : HOURS_STEPPING;
}

// ---------------------------------------------------------------------------------------------------------------
// Hours

static void say_break(player *p, const hours_span *s)
{
  char text[120];
  snprintf(text, sizeof text, "a break of %.0f minutes · U: I was thinking", (s->ended - s->began) / 60);
  player_notify_for(p, text, 5);
}

static void tell(player *p)
{
  timekeeper *k = &p->timekeeper;
  double wall = clock_of(CLOCK_REALTIME);
  hours_event e = {.wall = wall, .steady = steady_now(), .east = minutes_east(wall), .kind = kind_now(p)};
  e.scene = p->scene;
  hours_changes c = hours_tell(&k->hours, &e);
  for (int n = 0; n < c.count; n++) {
    hours_span *s = &c.spans[n];
    if (s->id == 0)
      s->id = notebook_new_span(p->notebook);
    if (n == c.count - 1)
      k->hours.now.id = s->id;
    notebook_keep_span(p->notebook, s);
    if (s->kind == HOURS_PAUSE)
      say_break(p, s);
  }
  k->told = p->clock;
  k->happened = false;
}

void timekeeper_look(player *p, bool leaving)
{
  timekeeper *k = &p->timekeeper;
  if ((k->happened || plays(p) || talks(p)) && (leaving || p->clock - k->told >= EVERY))
    tell(p);
}

void timekeeper_was_thinking(player *p)
{
  char text[120];
  const hours_span *spans;
  hours_span changed;
  tell(p);
  int count = notebook_spans(p->notebook, &spans);
  if (!hours_was_thinking(spans, count, &changed)) {
    player_notify(p, "there is no break to take back");
    return;
  }
  notebook_keep_span(p->notebook, &changed);
  snprintf(text, sizeof text, "thinking, not a break: %.0f minutes are %s",
           (changed.ended - changed.began) / 60, hours_name(changed.kind));
  player_notify_for(p, text, 3);
}
