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
