#include "app/overlay.h"

#include <math.h>

#include "app/drag.h"

#define POINTS(n) ((n) / NB_POINTS_PER_UNIT)
#define RING POINTS(17.0f)

static void ring(nb_board *b, nb_vec2 at, float radius, float alpha)
{
  nb_circle(b, at, radius, nb_style(.color = NB_V, .width = 2.5f, .alpha = alpha));
}

static void chevron(nb_board *b, nb_vec2 tip, nb_vec2 direction, nb_style style)
{
  nb_vec2 back = nb_scale(POINTS(-7), direction), side = nb_scale(POINTS(6), nb_perp(direction));
  nb_vec2 points[] = {nb_add(nb_add(tip, back), side), tip, nb_sub(nb_add(tip, back), side)};
  nb_polyline(b, points, 3, style);
}

// A number is dragged along a line: a small double arrow says which, below the figures or to their left.
static void value_handle(nb_board *b, const nb_grab_fixed *grab, float alpha)
{
  nb_vec2 along = nb_unit(grab->moves.i);
  bool flat = fabsf(along.x) >= fabsf(along.y);
  nb_vec2 middle = nb_add(grab->at, flat ? nb_at(0, POINTS(-29)) : nb_at(POINTS(-46), 0));
  nb_vec2 half = nb_scale(POINTS(22), along);
  nb_style style = nb_style(.color = NB_V, .width = 2.5f, .alpha = alpha);
  nb_line(b, nb_sub(middle, half), nb_add(middle, half), style);
  chevron(b, nb_add(middle, half), along, style);
  chevron(b, nb_sub(middle, half), nb_scale(-1, along), style);
}

// A number that can be changed has a line below it; under the pointer also a sign for the ways it can be dragged.
static void number_handle(nb_board *b, const nb_grab_fixed *grab, float width, float alpha)
{
  float y = grab->area.y - POINTS(5), right = grab->area.x + grab->area.width;
  nb_line(b, nb_at(grab->area.x, y), nb_at(right, y),
          nb_style(.color = NB_V, .width = width, .alpha = alpha));
}

static void number_ways(nb_board *b, const nb_grab_fixed *grab, float alpha)
{
  nb_style style = nb_style(.color = NB_V, .width = 2.5f, .alpha = alpha);
  nb_rect r = grab->area;
  chevron(b, nb_at(r.x - POINTS(14), r.y + 0.5f * r.height), nb_at(-1, 0), style);
  chevron(b, nb_at(r.x + r.width + POINTS(14), r.y + 0.5f * r.height), nb_at(1, 0), style);
}

static void canvas_handle(nb_board *b, const hands *h, const nb_grab_fixed *grab, float alpha)
{
  nb_rectangle(b, grab->area, POINTS(4), nb_style(.color = NB_V, .width = 2, .alpha = 0.6f * alpha));
  ring(b, h->pointer, drag_brush_radius(grab, h->holding && h->wipe), alpha);
}

static void time_handle(nb_board *b, const hands *h, const nb_grab_fixed *grab, float alpha)
{
  float x = fminf(fmaxf(h->pointer.x, grab->area.x), grab->area.x + grab->area.width);
  nb_line(b, nb_at(x, grab->area.y), nb_at(x, grab->area.y + grab->area.height),
          nb_style(.color = NB_V, .width = 2, .alpha = alpha));
}

static void record_active(nb_board *b, const hands *h)
{
  const nb_grab_fixed *grab = h->holding ? &h->held.grab : &h->hovered.grab;
  float alpha = h->holding ? 1 : 0.75f;
  switch (grab->kind) {
  case NB_GRAB_POINT:
  case NB_GRAB_POINT3:
    ring(b, grab->at, RING, alpha);
    break;
  case NB_GRAB_VALUE:
    value_handle(b, grab, alpha);
    break;
  case NB_GRAB_NUMBER:
    number_handle(b, grab, 3, alpha);
    number_ways(b, grab, alpha);
    break;
  case NB_GRAB_CANVAS:
    canvas_handle(b, h, grab, alpha);
    break;
  case NB_GRAB_TIME:
    time_handle(b, h, grab, alpha);
    break;
  }
}

void overlay_record(nb_board *b, const hands *h, float hints)
{
  const stage_grab *grabs;
  int count = hints > 0 ? stage_grabs(h->playback->stage, &grabs) : 0;
  for (int k = 0; k < count; k++) {
    if (grabs[k].grab.kind == NB_GRAB_POINT || grabs[k].grab.kind == NB_GRAB_POINT3)
      ring(b, grabs[k].grab.at, RING, 0.35f * hints);
    if (grabs[k].grab.kind == NB_GRAB_NUMBER)
      number_handle(b, &grabs[k].grab, 2, 0.6f * hints);
  }
  if (h->holding || h->over)
    record_active(b, h);
}

// Around it, over a halo of the ground, so that it stands out from whatever is below.
void overlay_focus(nb_board *b, const nb_grab_fixed *grab, nb_vec2 brush)
{
  nb_color colors[] = {NB_GROUND, NB_V};
  float widths[] = {9, 4}, air = POINTS(9);
  // Of a value it is the knob, not its track.
  bool round = grab->kind == NB_GRAB_VALUE || grab->area.width <= 0 || grab->area.height <= 0;
  nb_rect r = {grab->area.x - air, grab->area.y - air, grab->area.width + 2 * air,
               grab->area.height + 2 * air};
  for (int k = 0; k < 2; k++) {
    nb_style style = nb_style(.width = widths[k]);
    style.color = colors[k];
    if (round)
      nb_circle(b, grab->at, RING + POINTS(6), style);
    else
      nb_rectangle(b, r, POINTS(7), style);
    if (grab->kind == NB_GRAB_CANVAS)
      nb_circle(b, brush, drag_brush_radius(grab, false), style);
  }
}
