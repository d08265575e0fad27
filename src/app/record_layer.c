// The layer of recording: while it is on, a mark with its time and how loud the voice is.
#include <math.h>
#include <stdio.h>

#include "app/parts.h"

#define TOP 4.02f   // board units: where the mark stands, between the tray of pens and the step
#define RIGHT 3.95f // its right edge
#define METER 0.62f // how wide the meter is
#define LOOKS 0.08  // seconds between two looks at how loud it is
#define QUIETEST 48 // decibels below the loudest, where the meter begins

static void say_gone(player *p)
{
  player_notify_for(p, p->recorder.voice, 6);
}

static void say_back(player *p)
{
  char text[300];
  snprintf(text, sizeof text, "the microphone is there: recorded with sound from here (%s)",
           p->recorder.voice);
  player_notify_for(p, text, 4);
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type == SDL_AUDIODEVICEREMOVED && e->adevice.iscapture &&
      recorder_lose(&p->recorder, e->adevice.which))
    say_gone(p);
  if (e->type == SDL_AUDIODEVICEADDED && e->adevice.iscapture && recorder_find(&p->recorder))
    say_back(p);
  return false;
}

// How full the meter is: by decibels, as ears have it.
static float fullness(float level)
{
  return level > 0 ? fmaxf(0, 1 + 20 * log10f(level) / QUIETEST) : 0;
}

static void record_meter(player *p, const scribe *s, float right)
{
  float full = fullness(recorder_level(&p->recorder));
  nb_rect bar = {right - METER, TOP - 0.035f, METER, 0.07f};
  nb_rectangle(s->board, bar, 0.035f, nb_style(.fill = NB_GRID, .width = -1));
  bar.width = fmaxf(0.07f, METER * full);
  nb_rectangle(s->board, bar, 0.035f, nb_style(.fill = full > 0.94f ? NB_NEGATIVE : NB_DIM, .width = -1));
}

static void record(player *p, const scribe *s)
{
  recorder *r = &p->recorder;
  if (!recorder_is_on(r))
    return;
  char time[24];
  int seconds = (int)recorder_seconds(r);
  float right = RIGHT;
  words_style style = {.size = 22, .color = scribe_color(s, NB_TEXT)};
  if (r->microphone) {
    record_meter(p, s, right);
    right -= METER + 0.16f;
  } else {
    words_style dim = {.size = 20, .color = scribe_color(s, NB_DIM)};
    nb_rect said = scribe_words(s, "no sound", &dim, (scribe_place){nb_at(right, TOP - 0.06f), 1}, 1);
    right -= said.width + 0.16f;
  }
  snprintf(time, sizeof time, "%d:%02d", seconds / 60, seconds % 60);
  nb_rect told = scribe_words(s, time, &style, (scribe_place){nb_at(right, TOP - 0.065f), 1}, 1);
  nb_point(s->board, nb_at(right - told.width - 0.2f, TOP), nb_style(.color = NB_NEGATIVE, .width = 14));
}

static double next_change(const player *p, double now)
{
  return recorder_is_on(&p->recorder) ? now + LOOKS : INFINITY;
}

const layer record_layer = {.name = "record", .event = event, .record = record, .next_change = next_change};
