#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/board/trace.h"

// Where value k of a plot stands, in board units.
typedef struct series {
  nb_plane plane;
  const float *values;
  int count;
} series;

static nb_vec2 place(const series *s, int k)
{
  float t = s->count > 1 ? (float)((double)k / (s->count - 1)) : 0;
  return nb_on_plane(s->plane, nb_at(s->plane.x0 + (s->plane.x1 - s->plane.x0) * t, s->values[k]));
}

// The values from first to before last, of one column of points: the lowest and the highest in their order,
// and a break where one is not finite.
static void trace_column(trace *line, const series *s, int first, int last)
{
  int low = -1, high = -1;
  bool broken = false;
  for (int k = first; k < last; k++) {
    if (!isfinite(s->values[k])) {
      broken = true;
      continue;
    }
    low = low < 0 || s->values[k] < s->values[low] ? k : low;
    high = high < 0 || s->values[k] > s->values[high] ? k : high;
  }
  if (broken)
    trace_break(line);
  if (low < 0)
    return;
  trace_to(line, place(s, low < high ? low : high));
  if (low != high)
    trace_to(line, place(s, low < high ? high : low));
}

void nb_plot(nb_board *b, nb_plane plane, const float *values, int count, nb_style style)
{
  series s = {plane, values, count};
  float points = fminf(plane.area.width, 64) * NB_POINTS_PER_UNIT;
  int columns = points > 1 ? (int)points : 1;
  if (!board_shows(&style) || count < 1)
    return;
  board_pen *pen = board_shape(b);
  trace line = {.pen = pen, .area = plane.area};
  if (count <= 2 * columns) {
    for (int k = 0; k < count; k++)
      trace_to(&line, place(&s, k));
  } else {
    for (int c = 0; c < columns; c++)
      trace_column(&line, &s, (int)((int64_t)c * count / columns), (int)((int64_t)(c + 1) * count / columns));
    trace_to(&line, place(&s, count - 1));
  }
  board_draw(b, pen_path(pen), &style, (board_look){.color = NB_V, .width = 3});
}
