#include <math.h>

#include "nabla/learning.h"

void nb_history_plot(nb_board *b, nb_plane plane, const nb_history *history, nb_style style)
{
  int points = nb_history_points(history);
  if (points == 0 || !(plane.x1 > plane.x0))
    return;
  // The points stand evenly over the numbers added so far; the plot is as wide as those.
  nb_plane grown = plane;
  float end = (float)history->count;
  grown.x1 = end < plane.x1 ? end : plane.x1;
  grown.area.width *= (grown.x1 - plane.x0) / (plane.x1 - plane.x0);
  style.color = style.color == NB_DEFAULT ? NB_V : style.color;
  nb_plot(b, grown, history->points, points, style);
  float last = history->points[points - 1];
  last = last < plane.y0 ? plane.y0 : last > plane.y1 ? plane.y1 : last;
  style.width = 15;
  nb_point(b, nb_on_plane(plane, nb_at(grown.x1, last)), style);
}

void nb_walk_plot(nb_board *b, nb_plane plane, nb_scalar_field f, const void *context, const nb_walk *walk,
                  nb_style style)
{
  float values[NB_WALK_PLACES], made = (float)walk->made;
  for (int k = 0; k <= walk->made; k++)
    values[k] = f(walk->places[k], context);
  style.color = style.color == NB_DEFAULT ? NB_LEARNING : style.color;
  nb_plot(b, nb_plane_until(plane, made), values, walk->made + 1, style);
  style.size = style.size == 0 ? 22 : style.size;
  style.anchor = NB_LEFT, style.halo = NB_GROUND;
  style.alpha *= fminf(1, made / 3); // it comes when there is a curve that it names
  nb_vec2 end = nb_on_plane(plane, nb_at(made, values[walk->made]));
  end.y = fmaxf(end.y, plane.area.y + 0.008f * style.size); // clear of the axis there
  nb_tex(b, nb_add(end, nb_at(0.1f, 0)), walk->rate < 0.0095f ? "\\eta = \\val[-3]" : "\\eta = \\val[-2]",
         style, &walk->rate);
}
