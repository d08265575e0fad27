// How the desk looks.
#include <math.h>

#include "app/desk_inside.h"
#include "notebook/ink_draw.h"

#define DIM 0.62f // of what is outside the spotlight

static void record_selection(const desk *d, nb_board *b)
{
  nb_rect box = desk_selection(d);
  if (d->loop_count > 1)
    nb_polyline(b, d->loop, d->loop_count, nb_style(.color = NB_DIM, .width = 2, .dash = {6, 6}));
  if (!select_holds(d))
    return;
  nb_rectangle(b, box, 0.06f, nb_style(.color = NB_DIM, .width = 1.5f, .dash = {6, 6}));
  for (int k = 0; k < 4; k++)
    nb_point(b, nb_at(box.x + (k % 2 ? box.width : 0), box.y + (k / 2 ? box.height : 0)),
             nb_style(.color = NB_TEXT, .width = 9));
}

static void record_eraser(const desk *d, nb_board *b)
{
  float radius = d->tool == DESK_ERASER ? DESK_ERASER_RADIUS : DESK_KNIFE_RADIUS;
  nb_circle(b, d->last.at, radius, nb_style(.color = NB_DIM, .width = 1.5f));
}

// The trail grows thinner and fainter with its age; its head is a bright dot.
static void record_laser(const desk *d, nb_board *b, double now)
{
  for (int k = 0; k + 1 < d->trail_count; k++) {
    const ink_sample *from = &d->trail[(d->trail_first + k) % DESK_TRAIL];
    const ink_sample *to = &d->trail[(d->trail_first + k + 1) % DESK_TRAIL];
    float fresh = 1 - (float)(now - to->when) / d->trail_seconds;
    if (fresh > 0 && to->when - from->when < 0.25)
      nb_line(b, from->at, to->at, nb_style(.color = NB_NEGATIVE, .width = 2 + 6 * fresh, .alpha = fresh));
  }
  if (d->tool != DESK_LASER)
    return;
  nb_point(b, d->last.at, nb_style(.color = NB_NEGATIVE, .width = 26, .alpha = 0.3f));
  nb_point(b, d->last.at, nb_style(.color = NB_NEGATIVE, .width = 13));
}

// All but a circle is dimmed by the ground's colour.
static void record_spotlight(const desk *d, nb_board *b, nb_rect view)
{
  nb_path_rectangle(b, view, 0);
  nb_path_circle(b, d->last.at, DESK_SPOT);
  nb_draw(b, nb_style(.fill = NB_GROUND, .width = -1, .even_odd = true, .alpha = DIM));
  nb_circle(b, d->last.at, DESK_SPOT, nb_style(.color = NB_DIM, .width = 1.5f));
}

void desk_record(desk *d, nb_board *b, nb_rect view, double now)
{
  if (d->tool == DESK_SPOTLIGHT)
    record_spotlight(d, b, view);
  if (d->down && (d->tool == DESK_PEN || d->tool == DESK_HIGHLIGHTER))
    ink_draw(b, d->pen->look, d->pen->knots, d->pen->count, 1 / NB_POINTS_PER_UNIT);
  if (d->tool == DESK_LASSO)
    record_selection(d, b);
  if (d->tool == DESK_ERASER || d->tool == DESK_KNIFE)
    record_eraser(d, b);
  if (d->tool == DESK_LASER || d->trail_count > 0)
    record_laser(d, b, now);
}
