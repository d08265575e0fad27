// Pins in the player: fastening ink, letting it follow, and showing what it hangs on.
#include <math.h>
#include <stdio.h>

#include "app/parts.h"
#include "notebook/pin.h"

enum { POINTS = 2048 }; // of ink, that are looked at to find what is nearest

#define MARK 12.0f // points across

static pin_scene scene_of(const player *p)
{
  pin_scene s = {.list = p->picture.layers[PICTURE_SCENE].bytes,
                 .size = p->picture.layers[PICTURE_SCENE].size};
  s.grab_count = stage_grabs(p->stage, &s.grabs);
  return s;
}

void pins_follow(player *p)
{
  ink_page *page = p->ink.desk.page;
  if (!page || page->pin_count == 0)
    return;
  pin_scene s = scene_of(p);
  pin_follow(&s, page);
}

// Points of the strokes as they are shown, up to so many.
static int gather(const ink_page *page, const uint32_t *strokes, uint32_t count, nb_vec2 *points)
{
  int found = 0;
  for (uint32_t k = 0; k < count; k++) {
    const ink_stroke *stroke = &page->strokes[strokes[k]];
    for (uint32_t j = 0; j < stroke->count && found < POINTS; j++)
      points[found++] = nb_add(page->knots[stroke->first + j].at, ink_page_shift(page, stroke));
  }
  return found;
}

static bool are_pinned(const ink_page *page, const uint32_t *strokes, uint32_t count)
{
  for (uint32_t k = 0; k < count; k++)
    if (!page->strokes[strokes[k]].look.pin)
      return false;
  return count > 0;
}

static void say(player *p, const ink_pin *pin)
{
  char text[120];
  snprintf(text, sizeof text, "pinned to %s; again: loose",
           pin->kind == INK_PIN_HANDLE ? pin->name : "its place in space");
  player_notify(p, text);
}

void pins_toggle(player *p)
{
  const uint32_t *strokes;
  nb_vec2 points[POINTS];
  ink_pin pin;
  desk *d = &p->ink.desk;
  uint32_t count = pages_open(p) ? 0 : desk_marked(d, &strokes);
  pin_scene s = scene_of(p);
  if (pages_open(p)) {
    player_notify(p, "a page has no points to pin ink to");
  } else if (count == 0) {
    player_notify(p, "write something to be pinned, or choose it with the lasso");
  } else if (are_pinned(d->page, strokes, count)) {
    desk_pin(d, NULL);
    player_notify(p, "loose again");
  } else if (!pin_find(&s, points, gather(d->page, strokes, count, points), &pin)) {
    player_notify(p, "there is no point near it to pin it to");
  } else if (desk_pin(d, &pin)) {
    say(p, &pin);
  }
  player_report(p, desk_trouble(d));
}

// The point of all ink that hangs on a pin that is nearest to it. False where none is shown.
static bool nearest_of(const ink_page *page, uint32_t pin, nb_vec2 at, nb_vec2 *nearest)
{
  float least = INFINITY;
  for (uint32_t n = 0; n < page->pinned_count; n++) {
    const ink_stroke *stroke = &page->strokes[page->pinned[n]];
    for (uint32_t k = 0; stroke->shown && stroke->look.pin == pin + 1 && k < stroke->count; k++) {
      nb_vec2 p = nb_add(page->knots[stroke->first + k].at, page->pins[pin].shift);
      float away = nb_length(nb_sub(p, at));
      *nearest = away < least ? p : *nearest;
      least = fminf(least, away);
    }
  }
  return isfinite(least);
}

void pins_record(const player *p, nb_board *b)
{
  const ink_page *page = p->ink.desk.page;
  for (uint32_t k = 0; page && k < page->pin_count; k++) {
    nb_vec2 at = nb_add(page->pins[k].from, page->pins[k].shift), end;
    if (!nearest_of(page, k, at, &end))
      continue;
    nb_line(b, at, end, nb_style(.color = NB_DIM, .width = 1.5f, .dash = {4, 5}));
    nb_point(b, at, nb_style(.color = NB_GROUND, .width = MARK + 5));
    nb_circle(b, at, 0.5f * MARK / NB_POINTS_PER_UNIT, nb_style(.color = NB_TEXT, .width = 2));
    nb_point(b, at, nb_style(.color = NB_TEXT, .width = 4));
  }
}
