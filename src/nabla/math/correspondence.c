#include "nabla/math/correspondence.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

size_t nb_match_cells(nb_keys from, nb_keys to)
{
  return ((size_t)from.count + 1) * ((size_t)to.count + 1);
}

// cells[i * row + j] is the length of the longest common subsequence of what follows i of `from` and j of `to`.
static void fill_lengths(nb_keys from, nb_keys to, uint16_t *cells)
{
  size_t row = (size_t)to.count + 1;
  memset(cells, 0, nb_match_cells(from, to) * sizeof *cells);
  for (size_t i = from.count; i-- > 0;)
    for (size_t j = to.count; j-- > 0;) {
      uint16_t skip_from = cells[(i + 1) * row + j], skip_to = cells[i * row + j + 1];
      if (from.keys[i] == to.keys[j])
        cells[i * row + j] = (uint16_t)(cells[(i + 1) * row + j + 1] + 1);
      else
        cells[i * row + j] = skip_from > skip_to ? skip_from : skip_to;
    }
}

void nb_match_in_order(nb_keys from, nb_keys to, uint16_t *cells, int32_t *partner)
{
  size_t row = (size_t)to.count + 1;
  for (size_t i = 0; i < from.count; i++)
    partner[i] = NB_UNMATCHED;
  if (from.count > NB_MOST_IN_ORDER && to.count > NB_MOST_IN_ORDER)
    return;
  fill_lengths(from, to, cells);
  for (size_t i = 0, j = 0; i < from.count && j < to.count;) {
    if (from.keys[i] == to.keys[j])
      partner[i++] = (int32_t)j++;
    else if (cells[(i + 1) * row + j] >= cells[i * row + j + 1])
      i++;
    else
      j++;
  }
}

void nb_match_rest(nb_keys from, nb_keys to, uint8_t *taken, int32_t *partner)
{
  for (size_t j = 0; j < to.count; j++)
    taken[j] = false;
  for (size_t i = 0; i < from.count; i++)
    if (partner[i] >= 0 && (uint32_t)partner[i] < to.count)
      taken[partner[i]] = true;
  for (size_t i = 0; i < from.count; i++)
    for (size_t j = 0; j < to.count && partner[i] == NB_UNMATCHED; j++)
      if (!taken[j] && from.keys[i] == to.keys[j]) {
        taken[j] = true;
        partner[i] = (int32_t)j;
      }
}

static bool comes_before(const double *sizes, uint32_t a, uint32_t b)
{
  if (sizes[a] > sizes[b] || (isnan(sizes[b]) && !isnan(sizes[a])))
    return true;
  if (sizes[a] < sizes[b] || (isnan(sizes[a]) && !isnan(sizes[b])))
    return false;
  return a < b;
}

// Lets order[top] sink to its place in the heap of `count`, in which nothing comes before what lies below it.
static void sink(const double *sizes, uint32_t *order, size_t top, size_t count)
{
  uint32_t item = order[top];
  for (size_t child; (child = 2 * top + 1) < count; top = child) {
    if (child + 1 < count && comes_before(sizes, order[child], order[child + 1]))
      child++;
    if (!comes_before(sizes, item, order[child]))
      break;
    order[top] = order[child];
  }
  order[top] = item;
}

// By hand because qsort takes memory of its own.
void nb_order_by_size(const double *sizes, uint32_t count, uint32_t *order)
{
  for (uint32_t k = 0; k < count; k++)
    order[k] = k;
  for (size_t top = count / 2; top-- > 0;)
    sink(sizes, order, top, count);
  for (size_t left = count; left-- > 1;) {
    uint32_t last = order[0];
    order[0] = order[left];
    order[left] = last;
    sink(sizes, order, 0, left);
  }
}

static double squares(const nb_vec2 *points, const nb_vec2 *to, size_t count, size_t turn)
{
  double sum = 0;
  for (size_t k = 0; k < count; k++) {
    nb_vec2 p = points[(k + turn) % count];
    double x = (double)p.x - to[k].x, y = (double)p.y - to[k].y;
    sum += x * x + y * y;
  }
  return sum;
}

uint32_t nb_nearest_turn(const nb_vec2 *points, const nb_vec2 *to, uint32_t count)
{
  uint32_t best = 0;
  double nearest = INFINITY;
  for (uint32_t turn = 0; turn < count; turn++) {
    double sum = squares(points, to, count, turn); // not finite for every turn where a point is not
    if (sum < nearest) {
      nearest = sum;
      best = turn;
    }
  }
  return best;
}
