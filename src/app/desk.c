#include "app/desk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/desk_inside.h"
#include "notebook/ink_cut.h"

#define HOLD 0.55          // seconds that a pen is held still to straighten its stroke
#define STILL (4.0f / 120) // board units that a hand held still may tremble
#define TRAIL 1.2f         // seconds

nb_error desk_open(desk *d)
{
  *d = (desk){.look = {.width = 1}, .trail_seconds = TRAIL, .scale = 1, .pen = malloc(sizeof *d->pen)};
  return d->pen ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for a pen");
}

void desk_close(desk *d)
{
  free(d->pen);
  free(d->selected);
  *d = (desk){0};
}

void desk_fail(desk *d, nb_error e)
{
  if (nb_failed(e))
    d->trouble = e;
}

nb_error desk_trouble(desk *d)
{
  nb_error e = d->trouble;
  d->trouble = nb_ok();
  return e;
}

bool desk_edit(desk *d)
{
  if (!d->page)
    return false;
  nb_error e = ink_page_edit(d->page);
  desk_fail(d, e);
  return !nb_failed(e);
}

void desk_tell(desk *d, ink_event event)
{
  if (d->heard)
    d->heard(d->context, d->page, event);
}

bool desk_edited(desk *d)
{
  bool did = ink_page_end(d->page);
  if (did)
    desk_tell(d, INK_EDIT);
  return did;
}

static bool undo(desk *d)
{
  bool did = d->page && ink_page_undo(d->page);
  if (did)
    desk_tell(d, INK_UNDO);
  return did;
}

void desk_turn(desk *d, ink_page *page)
{
  if (page == d->page)
    return;
  desk_up(d);
  select_nothing(d);
  d->page = page;
}

void desk_drop(desk *d)
{
  d->down = false;
  d->trail_count = d->loop_count = 0;
  select_nothing(d);
  d->page = NULL;
}

void desk_take(desk *d, desk_tool tool)
{
  desk_up(d);
  if (tool != DESK_LASSO)
    select_nothing(d);
  d->tool = tool;
}

static bool writes(const desk *d)
{
  return d->tool == DESK_PEN || d->tool == DESK_HIGHLIGHTER;
}

static bool erases(const desk *d)
{
  return d->tool == DESK_ERASER || d->tool == DESK_KNIFE;
}

// ---- the pen

static void write_down(desk *d, ink_sample sample)
{
  ink_look look = d->look;
  look.tool = d->tool == DESK_PEN ? INK_PEN : INK_HIGHLIGHTER;
  ink_pen_down(d->pen, look, d->scale, sample);
}

static void keep_stroke(desk *d)
{
  const ink_pen *pen = d->pen;
  if (!desk_edit(d))
    return;
  desk_fail(d, ink_page_put(d->page, pen->look, pen->knots, pen->count, -1));
  desk_edited(d);
}

static void write_on(desk *d, ink_sample sample)
{
  if (ink_pen_move(d->pen, sample))
    return;
  keep_stroke(d);
  write_down(d, d->last);
  ink_pen_move(d->pen, sample);
}

bool desk_look(desk *d, double now)
{
  if (!d->down || !writes(d) || d->pen->straightened || now - d->still_since < HOLD)
    return false;
  d->still_since = INFINITY; // it is asked once, until the hand moves
  return ink_pen_hold(d->pen);
}

// ---- the eraser and the knife

// Takes a stroke away, and puts in what the knife leaves of it.
static void cut(desk *d, uint32_t stroke, ink_sweep sweep)
{
  enum { ROOM = 2 * INK_MAX_KNOTS, PIECES = 256 };
  const ink_stroke old = d->page->strokes[stroke];
  ink_knot *pieces = malloc(ROOM * sizeof *pieces);
  int counts[PIECES], count = -1;
  if (pieces)
    count = ink_cut(&d->page->knots[old.first], (int)old.count, sweep, pieces, ROOM, counts, PIECES);
  if (count >= 0) {
    const ink_knot *piece = pieces;
    desk_fail(d, ink_page_take(d->page, stroke));
    for (int k = 0; k < count; piece += counts[k++])
      desk_fail(d, ink_page_put(d->page, old.look, piece, counts[k], (int32_t)stroke));
  }
  free(pieces);
}

// The strokes that a sweep may meet, as what is found on a page does not outlast a change of it. NULL where there are
// none, or no memory.
static uint32_t *near_to(desk *d, ink_sweep s, uint32_t *count)
{
  nb_rect area = {fminf(s.from.x, s.to.x) - s.radius, fminf(s.from.y, s.to.y) - s.radius,
                  fabsf(s.to.x - s.from.x) + 2 * s.radius, fabsf(s.to.y - s.from.y) + 2 * s.radius};
  const uint32_t *found = ink_page_find(d->page, area, count);
  uint32_t *copy = found ? malloc(*count * sizeof *copy) : NULL;
  if (copy)
    memcpy(copy, found, *count * sizeof *copy);
  return copy;
}

static ink_sweep shifted(ink_sweep s, nb_vec2 by)
{
  return (ink_sweep){nb_add(s.from, by), nb_add(s.to, by), s.radius};
}

static void erase_along(desk *d, nb_vec2 from, nb_vec2 to)
{
  bool whole = d->tool == DESK_ERASER;
  float radius = d->scale * (whole ? DESK_ERASER_RADIUS : DESK_KNIFE_RADIUS);
  ink_sweep sweep = {.from = from, .to = to, .radius = radius};
  uint32_t count;
  uint32_t *near = near_to(d, sweep, &count); // what is put in meanwhile lies beside the sweep
  for (uint32_t k = 0; near && k < count; k++) {
    const ink_stroke *stroke = &d->page->strokes[near[k]];
    const ink_knot *knots = &d->page->knots[stroke->first];
    float width = ink_look_points(stroke->look) / NB_POINTS_PER_UNIT;
    ink_sweep there = shifted(sweep, nb_scale(-1, ink_page_shift(d->page, stroke)));
    // A knife cuts where it covers the line's middle, so that a piece is not cut again and again. Pictures lie too deep.
    if (stroke->look.tool == INK_PICTURE || !ink_touches(knots, (int)stroke->count, whole ? width : 0, there))
      continue;
    if (whole)
      desk_fail(d, ink_page_take(d->page, near[k]));
    else
      cut(d, near[k], there);
  }
  free(near);
}

// ---- the laser

static void shine(desk *d, ink_sample sample)
{
  int place = (d->trail_first + d->trail_count) % DESK_TRAIL;
  d->trail[place] = sample;
  d->trail_pressed[place] = d->down;
  if (d->trail_count < DESK_TRAIL)
    d->trail_count++;
  else
    d->trail_first = (d->trail_first + 1) % DESK_TRAIL;
}

// A finger comes down elsewhere: what it showed before fades as it would have, and nothing leads there from it.
static void shine_anew(desk *d, ink_sample sample)
{
  ink_sample nowhere = sample;
  nowhere.at = nb_at(NAN, NAN);
  shine(d, nowhere);
  shine(d, sample);
}

void desk_clear_trail(desk *d)
{
  d->trail_count = 0;
}

void desk_trail(desk *d, float seconds)
{
  d->trail_seconds = seconds > 0 ? seconds : TRAIL;
}

double desk_next_change(const desk *d, double now)
{
  if (d->trail_count > 0 &&
      now < d->trail[(d->trail_first + d->trail_count - 1) % DESK_TRAIL].when + d->trail_seconds)
    return now;
  return d->down && writes(d) ? d->still_since + HOLD : INFINITY;
}

// ---- the lasso

static void loop_on(desk *d, nb_vec2 p)
{
  if (d->loop_count < DESK_LOOP &&
      (d->loop_count == 0 || nb_length(nb_sub(p, d->loop[d->loop_count - 1])) > 0.02f * d->scale))
    d->loop[d->loop_count++] = p;
}

static void lasso_down(desk *d, nb_vec2 p)
{
  d->loop_count = 0;
  if (select_down(d, p))
    return;
  select_nothing(d);
  loop_on(d, p);
}

static void lasso_up(desk *d)
{
  if (d->changing)
    select_up(d);
  else if (d->loop_count > 2)
    select_inside(d, d->loop, d->loop_count);
  else
    select_picture(d, d->last.at);
  d->loop_count = 0;
}

// ----

void desk_down(desk *d, ink_sample sample)
{
  desk_up(d);
  if (d->tool != DESK_LASSO) // what was marked to be pinned
    select_nothing(d);
  if (!d->page || !isfinite(sample.at.x) || !isfinite(sample.at.y))
    return;
  d->down = true;
  d->last = sample;
  d->still = sample.at;
  d->still_since = sample.when;
  if (writes(d))
    write_down(d, sample);
  else if (erases(d) && (d->down = desk_edit(d)))
    erase_along(d, sample.at, sample.at);
  else if (d->tool == DESK_LASSO)
    lasso_down(d, sample.at);
  else if (d->tool == DESK_LASER)
    shine_anew(d, sample);
}

void desk_move(desk *d, ink_sample sample)
{
  if (!isfinite(sample.at.x) || !isfinite(sample.at.y))
    return;
  if (d->tool == DESK_LASER)
    shine(d, sample);
  if (d->down) {
    if (nb_length(nb_sub(sample.at, d->still)) > STILL * d->scale) {
      d->still = sample.at;
      d->still_since = sample.when;
    }
    if (writes(d))
      write_on(d, sample);
    else if (erases(d))
      erase_along(d, d->last.at, sample.at);
    else if (d->changing)
      select_move(d, sample.at);
    else if (d->tool == DESK_LASSO)
      loop_on(d, sample.at);
  }
  d->last = sample;
}

void desk_up(desk *d)
{
  if (!d->down)
    return;
  d->down = false;
  if (writes(d))
    keep_stroke(d);
  else if (erases(d))
    desk_edited(d);
  else if (d->tool == DESK_LASSO)
    lasso_up(d);
}

static void take_back(desk *d)
{
  d->down = d->changing = false;
  d->loop_count = 0;
  if (erases(d) && desk_edited(d))
    undo(d);
}

bool desk_back(desk *d)
{
  if (d->down)
    take_back(d);
  else if (select_holds(d))
    select_nothing(d);
  else if (d->tool != DESK_HAND)
    desk_take(d, DESK_HAND);
  else
    return false;
  return true;
}

void desk_color(desk *d, uint32_t color)
{
  d->look.color = color;
  select_look(d, &color, NULL);
}

void desk_width(desk *d, uint32_t width)
{
  d->look.width = width;
  select_look(d, NULL, &width);
}

bool desk_undo(desk *d)
{
  desk_up(d);
  select_nothing(d);
  return undo(d);
}

bool desk_redo(desk *d)
{
  desk_up(d);
  select_nothing(d);
  bool did = d->page && ink_page_redo(d->page);
  if (did)
    desk_tell(d, INK_REDO);
  return did;
}
