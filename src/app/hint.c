// The layer of hints.
#include "app/hint.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/parts.h"

#define SETTING "hint.line" // how many of the lines are done with
#define STAYS 13.0          // seconds that a line stays where nobody does what it says
#define PAUSE 0.6           // before the next

static const char *const lines[HINT_DEEDS] = {
    [HINT_STEPS] = "→ goes on to the next step, and Space pauses",
    [HINT_SCRUBS] = "drag along the strip at the foot of the window to any moment",
    [HINT_DRAGS] = "points and numbers that light up under the pointer can be dragged",
    [HINT_IS_STUCK] = "not following? S shows what this step rests on, and M the map",
};

static void show(player *p, int which, double since)
{
  bool on = which >= 0 && which < HINT_DEEDS;
  p->hint = (hint){.on = on, .line = on ? (hint_deed)which : HINT_STEPS, .since = since};
}

void hint_begin(player *p)
{
  const char *done = notebook_setting(p->notebook, SETTING);
  show(p, done ? atoi(done) : 0, player_now() + 1.5);
}

void hint_hear(player *p, hint_deed deed)
{
  hint *h = &p->hint;
  h->done = h->done || (h->on && h->line == deed && p->clock > h->since);
}

static void go_on(player *p)
{
  char number[16];
  int next = (int)p->hint.line + 1;
  snprintf(number, sizeof number, "%d", next);
  notebook_set(p->notebook, SETTING, number);
  show(p, next, p->clock + PAUSE);
}

static void record(player *p, const scribe *s)
{
  hint *h = &p->hint;
  if (!h->on)
    return;
  if (p->clock < p->notice_until) // which stands in the same place
    h->since = fmax(h->since, p->notice_until + PAUSE);
  if (h->done || p->clock > h->since + STAYS)
    go_on(p);
  if (!h->on || p->clock < h->since || layers_cover(p))
    return;
  float alpha = p->settings.reduced_motion ? 1 : nb_smooth((float)(p->clock - h->since) / 0.4f);
  words_style style = {.face = WORDS_MEDIUM, .size = 22, .color = scribe_color(s, NB_TEXT), .width = 12};
  scribe_place place = {nb_at(0, 3.36f), 0.5f};
  float half = 0.5f * scribe_measure(s, lines[h->line], &style, place).width + 0.3f;
  nb_group(s->board, nb_affine_identity(), alpha);
  scribe_panel(s, (nb_rect){-half, place.at.y - 0.17f, 2 * half, 0.48f}, NB_V);
  scribe_words(s, lines[h->line], &style, place, 1);
  nb_end(s->board);
}

static double next_change(const player *p, double now)
{
  const hint *h = &p->hint;
  if (!h->on)
    return INFINITY;
  return now < h->since ? h->since : now < h->since + 0.4 ? now : h->since + STAYS + 0.01;
}

const layer hint_layer = {.name = "hint", .record = record, .next_change = next_change};
