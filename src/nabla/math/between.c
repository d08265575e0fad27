#include "nabla/math/between.h"

#include <math.h>

// The weight of the k-th of four neighbours for a place t between the middle two, or its derivative.
static float spline(int k, float t, bool derivative)
{
  static const float c[4][4] = {
      {0, -1, 2, -1}, {2, 0, -5, 3}, {0, 1, 4, -3}, {0, 0, -1, 1}}; // halves, by powers of t
  return derivative ? 0.5f * (c[k][1] + t * (2 * c[k][2] + 3 * t * c[k][3]))
                    : 0.5f * (c[k][0] + t * (c[k][1] + t * (c[k][2] + t * c[k][3])));
}

// Beyond the edge it goes on as straight as it came.
static float sample_at(const nb_samples *s, int column, int row)
{
  int columns = (int)s->columns, rows = (int)s->rows;
  if (column < 0 || column >= columns) {
    int edge = column < 0 ? 0 : columns - 1, next = column < 0 ? 1 : columns - 2;
    return 2 * sample_at(s, edge, row) - sample_at(s, next, row);
  }
  if (row < 0 || row >= rows) {
    int edge = row < 0 ? 0 : rows - 1, next = row < 0 ? 1 : rows - 2;
    return 2 * s->values[edge * columns + column] - s->values[next * columns + column];
  }
  return s->values[row * columns + column];
}

// How far along `count` samples `at` stands, from 0 to just below the last.
static float along(float at, float from, float length, uint32_t count)
{
  float last = (float)(count - 1);
  return fminf(fmaxf((at - from) / length * last, 0), last - 1e-3f);
}

static float sum_around(const nb_samples *s, nb_vec2 p, bool by_x, bool by_y)
{
  if (s->columns < 2 || s->rows < 2 || !isfinite(p.x) || !isfinite(p.y))
    return 0;
  float x = along(p.x, s->area.x, s->area.width, s->columns),
        y = along(p.y, s->area.y, s->area.height, s->rows);
  int column = (int)x, row = (int)y;
  float sum = 0;
  for (int r = 0; r < 4; r++)
    for (int c = 0; c < 4; c++)
      sum += sample_at(s, column - 1 + c, row - 1 + r) * spline(c, x - (float)column, by_x) *
             spline(r, y - (float)row, by_y);
  return sum;
}

float nb_value_between(const nb_samples *samples, nb_vec2 p)
{
  return sum_around(samples, p, false, false);
}

nb_vec2 nb_gradient_between(const nb_samples *samples, nb_vec2 p)
{
  float across = (float)(samples->columns - 1) / samples->area.width;
  float up = (float)(samples->rows - 1) / samples->area.height;
  return nb_at(across * sum_around(samples, p, true, false), up * sum_around(samples, p, false, true));
}
