#include "app/layer.h"

#include <math.h>

static const layer *const layers[] = {
    // from the top down
    &partner_layer, &touch_layer,   &keys_layer,   &map_layer,     &stuck_layer, &summary_layer,
    &hint_layer,    &notes_layer,   &typing_layer, &panel_layer,   &focus_layer, &record_layer,
    &replay_layer,  &bar_layer,     &pages_layer,  &ink_layer,     &paper_layer, &predict_layer,
    &terms_layer,   &pointer_layer, &review_layer, &explain_layer,
};

enum { LAYERS = sizeof layers / sizeof *layers };

bool layers_event(player *p, const SDL_Event *event)
{
  for (int k = 0; k < LAYERS; k++)
    if (layers[k]->event && layers[k]->event(p, event))
      return true;
  return false;
}

bool layers_back(player *p)
{
  for (int k = 0; k < LAYERS; k++)
    if (layers[k]->back && layers[k]->back(p))
      return true;
  return false;
}

static int place_of_ink(void)
{
  int k = 0;
  while (layers[k] != &ink_layer)
    k++;
  return k;
}

// From the lowest up.
static void record(player *p, const scribe *s, int highest, int lowest)
{
  for (int k = lowest; k >= highest; k--)
    if (layers[k]->record)
      layers[k]->record(p, s);
}

float layers_column(const player *p)
{
  float wide = 0;
  for (int k = 0; k < LAYERS; k++) {
    if (layers[k]->fills && layers[k]->fills(p))
      return 0;
    if (layers[k]->column)
      wide = fmaxf(wide, layers[k]->column(p));
  }
  return wide;
}

void layers_record_column(player *p, const scribe *s)
{
  for (int k = LAYERS - 1; k >= 0; k--)
    if (layers[k]->record_column)
      layers[k]->record_column(p, s);
}

void layers_record_below(player *p, const scribe *s)
{
  record(p, s, place_of_ink() + 1, LAYERS - 1);
}

void layers_record_above(player *p, const scribe *s)
{
  record(p, s, 0, place_of_ink());
}

bool layers_hold_time(const player *p)
{
  for (int k = 0; k < LAYERS; k++)
    if (layers[k]->holds_time && layers[k]->holds_time(p))
      return true;
  return false;
}

bool layers_cover(const player *p)
{
  for (int k = 0; k < LAYERS; k++)
    if (layers[k]->covers && layers[k]->covers(p))
      return true;
  return false;
}

double layers_next_change(const player *p, double now)
{
  double next = INFINITY;
  for (int k = 0; k < LAYERS; k++)
    if (layers[k]->next_change)
      next = fmin(next, layers[k]->next_change(p, now));
  return next;
}
