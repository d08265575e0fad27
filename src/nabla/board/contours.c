#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/math/contour.h"

enum { MOST_LEVELS = 64, LEAST_POINTS = 4096, LEAST_LINES = 256, SAMPLES_A_UNIT = 13, LEAST_SAMPLES = 64 };

// Room for that many points and lines. False without memory.
static bool make_room(nb_board *b, nb_contour *found, uint32_t points, uint32_t lines)
{
  *found = (nb_contour){.points = board_take(b, points * sizeof *found->points),
                        .point_capacity = points,
                        .lines = board_take(b, lines * sizeof *found->lines),
                        .line_capacity = lines};
  return found->points != NULL && found->lines != NULL;
}

// The lines of one level, in room that is made larger where they do not fit.
static bool trace_level(nb_board *b, const nb_samples *samples, float level, uint8_t *marks,
                        nb_contour *found)
{
  found->point_count = found->line_count = 0;
  if (nb_contour_trace(samples, level, marks, found))
    return true;
  return make_room(b, found, 2 * found->point_count, 2 * found->line_count) &&
         nb_contour_trace(samples, level, marks, found);
}

static void add_lines(board_pen *pen, const nb_contour *found)
{
  for (uint32_t k = 0; k < found->line_count; k++) {
    nb_contour_line line = found->lines[k];
    pen_move(pen, found->points[line.first]);
    for (uint32_t n = 1; n < line.count; n++)
      pen_line(pen, found->points[line.first + n]);
    if (line.closed)
      pen_close(pen);
  }
}

void nb_contours(nb_board *b, nb_plane plane, const float *values, int columns, int rows, const float *levels,
                 int level_count, nb_style style)
{
  if (!board_shows(&style) || values == NULL || levels == NULL || columns < 2 || rows < 2 ||
      columns > NB_LIST_MAX_IMAGE || rows > NB_LIST_MAX_IMAGE)
    return;
  nb_samples samples = {values, (uint32_t)columns, (uint32_t)rows, plane.area};
  uint8_t *marks = board_take(b, nb_contour_marks(samples.columns, samples.rows));
  nb_color high = style.fill == NB_DEFAULT ? style.color : style.fill, low = style.color;
  int count = level_count < MOST_LEVELS ? level_count : MOST_LEVELS;
  nb_contour found;
  if (marks == NULL || !make_room(b, &found, LEAST_POINTS, LEAST_LINES))
    return;
  style.fill = NB_DEFAULT;
  style.gradient.count = 0;
  for (int k = 0; k < count; k++) {
    if (!isfinite(levels[k]) || !trace_level(b, &samples, levels[k], marks, &found))
      continue;
    board_pen *pen = board_shape(b);
    add_lines(pen, &found);
    style.color = nb_mix(b, low, high, count > 1 ? (float)k / (float)(count - 1) : 0);
    board_draw(b, pen_path(pen), &style, (board_look){.width = 2});
  }
}

static int samples_along(float side)
{
  return (int)fminf(fmaxf(SAMPLES_A_UNIT * side, LEAST_SAMPLES), NB_LIST_MAX_IMAGE);
}

void nb_level_lines(nb_board *b, nb_plane plane, float (*f)(nb_vec2 p, const void *context),
                    const void *context, size_t context_size, const float *levels, int level_count,
                    nb_style style)
{
  int columns = samples_along(plane.area.width), rows = samples_along(plane.area.height);
  if (board_shows(&style)) // else nothing need be sampled
    nb_contours(b, plane, nb_sample_plane(b, plane, f, context, context_size, columns, rows), columns, rows,
                levels, level_count, style);
}

const float *nb_levels(nb_board *b, float first, float step, int count)
{
  float *levels = count > 0 ? nb_scratch(b, (size_t)count * sizeof *levels) : NULL;
  for (int k = 0; levels && k < count; k++)
    levels[k] = first + step * (float)k;
  return levels;
}
