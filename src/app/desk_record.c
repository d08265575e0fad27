// How the desk looks.
#include <math.h>

#include "app/desk_inside.h"
#include "notebook/ink_draw.h"

#define DIM 0.62f         // of what is outside the spotlight
#define FINE (0.5f / 120) // board units: a pixel of a large screen
#define QUICK 0.25f // seconds, and board units, between samples of one trail: beyond both it begins elsewhere
#define NEAR 0.6f
#define PASSING 1.2f // seconds that the trail of a pointer stays at most that nobody presses

// Widths and lengths are those of the board, however large the page is shown: times d->scale.

// A pinned stroke stands where its pin has gone, and one that is being moved where it goes.
static void record_pinned(const desk *d, nb_board *b)
{
  for (uint32_t k = 0; k < d->page->pinned_count; k++) {
    const ink_stroke *stroke = &d->page->strokes[d->page->pinned[k]];
    if (!stroke->shown)
      continue;
    nb_affine to = nb_affine_identity();
    to.origin = ink_page_shift(d->page, stroke);
    if (d->changing && select_has(d, d->page->pinned[k]))
      to = nb_affine_multiply(desk_lift(d), to);
    nb_group(b, to, 1);
    ink_draw(b, stroke->look, &d->page->knots[stroke->first], (int)stroke->count, FINE * d->scale);
    nb_end(b);
  }
}

static void record_selection(const desk *d, nb_board *b)
{
  nb_rect box = desk_selection(d);
  float s = d->scale;
  if (d->loop_count > 1)
    nb_polyline(b, d->loop, d->loop_count, nb_style(.color = NB_DIM, .width = 2 * s, .dash = {6 * s, 6 * s}));
  if (!select_holds(d))
    return;
  nb_rectangle(b, box, 0.06f * s, nb_style(.color = NB_DIM, .width = 1.5f * s, .dash = {6 * s, 6 * s}));
  for (int k = 0; k < 4; k++)
    nb_point(b, nb_at(box.x + (k % 2 ? box.width : 0), box.y + (k / 2 ? box.height : 0)),
             nb_style(.color = NB_TEXT, .width = 9 * s));
}

static void record_eraser(const desk *d, nb_board *b)
{
  float radius = d->tool == DESK_ERASER ? DESK_ERASER_RADIUS : DESK_KNIFE_RADIUS;
  nb_circle(b, d->last.at, d->scale * radius, nb_style(.color = NB_DIM, .width = 1.5f * d->scale));
}

// Whether a trail goes on from a sample to the next: it does where a pointer rested, and does not where it came back from
// elsewhere. Between two trails there is one that is nowhere.
static bool goes_on(const desk *d, const ink_sample *from, const ink_sample *to)
{
  float way = nb_length(nb_sub(to->at, from->at));
  return isfinite(way) && (to->when - from->when < QUICK || way < NEAR * d->scale);
}

// The trail grows thinner and fainter with its age; its head is a bright dot.
static void record_laser(const desk *d, nb_board *b, double now)
{
  float s = d->scale;
  for (int k = 0; k + 1 < d->trail_count; k++) {
    const ink_sample *from = &d->trail[(d->trail_first + k) % DESK_TRAIL];
    int next = (d->trail_first + k + 1) % DESK_TRAIL;
    const ink_sample *to = &d->trail[next];
    float stays = d->trail_pressed[next] ? d->trail_seconds : fminf(d->trail_seconds, PASSING);
    float fresh = fminf(1 - (float)(now - to->when) / stays, 1);
    if (fresh > 0 && goes_on(d, from, to))
      nb_line(b, from->at, to->at,
              nb_style(.color = NB_NEGATIVE, .width = s * (2 + 6 * fresh), .alpha = fresh));
  }
  if (d->tool != DESK_LASER)
    return;
  nb_point(b, d->last.at, nb_style(.color = NB_NEGATIVE, .width = 26 * s, .alpha = 0.3f));
  nb_point(b, d->last.at, nb_style(.color = NB_NEGATIVE, .width = 13 * s));
}

// All but a circle is dimmed by the ground's colour.
static void record_spotlight(const desk *d, nb_board *b, nb_rect view)
{
  nb_path_rectangle(b, view, 0);
  nb_path_circle(b, d->last.at, DESK_SPOT * d->scale);
  nb_draw(b, nb_style(.fill = NB_GROUND, .width = -1, .even_odd = true, .alpha = DIM));
  nb_circle(b, d->last.at, DESK_SPOT * d->scale, nb_style(.color = NB_DIM, .width = 1.5f * d->scale));
}

void desk_record(desk *d, nb_board *b, nb_rect view, double now)
{
  if (d->tool == DESK_SPOTLIGHT)
    record_spotlight(d, b, view);
  if (d->page)
    record_pinned(d, b);
  if (d->down && (d->tool == DESK_PEN || d->tool == DESK_HIGHLIGHTER))
    ink_draw(b, d->pen->look, d->pen->knots, d->pen->count, FINE * d->scale);
  if (d->tool == DESK_LASSO)
    record_selection(d, b);
  if (d->tool == DESK_ERASER || d->tool == DESK_KNIFE)
    record_eraser(d, b);
  if (d->tool == DESK_LASER || d->trail_count > 0)
    record_laser(d, b, now);
}
