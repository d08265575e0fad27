#include "nabla/math/history.h"

int nb_history_points(const nb_history *history)
{
  return history->count == 0 ? 0 : (history->count - 1) / history->stride + 1;
}

void nb_history_add(nb_history *history, float number)
{
  history->stride = history->stride == 0 ? 1 : history->stride;
  if (history->count == NB_HISTORY_POINTS * history->stride) {
    for (int k = 0; k < NB_HISTORY_POINTS / 2; k++)
      history->points[k] = (history->points[2 * k] + history->points[2 * k + 1]) / 2;
    history->stride *= 2;
  }
  int last = history->count / history->stride, before = history->count % history->stride;
  float mean = before == 0 ? 0 : history->points[last];
  history->points[last] = mean + (number - mean) / (float)(before + 1);
  history->count++;
}
