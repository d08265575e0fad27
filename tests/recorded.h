// What a board recorded, read back for tests.
#ifndef TESTS_RECORDED_H
#define TESTS_RECORDED_H

#include <math.h>
#include <string.h>

#include "nabla/record.h"

enum { RECORDED_MOST = 512 };

typedef struct recorded {
  nb_command commands[RECORDED_MOST]; // they point into the board's list
  int count;
} recorded;

// Ends the frame and reads its list. The count is -1 where the frame failed or the list is not sound.
static inline void record_read(nb_board *b, recorded *out)
{
  const void *list;
  size_t size;
  nb_list_reader reader;
  bool done = false;
  out->count = -1;
  if (nb_failed(nb_board_finish(b, &list, &size)) || nb_failed(nb_list_read(&reader, list, size)))
    return;
  int count = 0;
  while (count < RECORDED_MOST) {
    if (nb_failed(nb_list_next(&reader, &out->commands[count], &done)))
      return;
    if (done)
      break;
    count++;
  }
  out->count = count;
}

static inline double recorded_step(nb_vec2 a, nb_vec2 c)
{
  return hypot((double)c.x - a.x, (double)c.y - a.y);
}

// A point of the curve with `degree` + 1 control points.
static inline nb_vec2 recorded_at(const nb_vec2 *control, int degree, float t)
{
  nb_vec2 p[4];
  memcpy(p, control, (size_t)(degree + 1) * sizeof *p);
  for (; degree > 0; degree--)
    for (int k = 0; k < degree; k++)
      p[k] = nb_mix2(p[k], p[k + 1], t);
  return p[0];
}

// How long a path is, its curves along 64 chords each.
static inline double recorded_length(const nb_command *c)
{
  static const int degrees[] = {[NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3};
  double length = 0;
  nb_vec2 start = {0}, control[4] = {0}; // control[0] is where the path stands
  const nb_vec2 *next = c->points;
  for (uint32_t k = 0; k < c->path.verb_count; k++) {
    if (c->verbs[k] == NB_MOVE) {
      start = control[0] = *next++;
    } else if (c->verbs[k] == NB_CLOSE) {
      length += recorded_step(control[0], start);
    } else {
      int degree = degrees[c->verbs[k]];
      memcpy(control + 1, next, (size_t)degree * sizeof *next);
      for (int n = 0; n < 64; n++)
        length += recorded_step(recorded_at(control, degree, (float)n / 64),
                                recorded_at(control, degree, (float)(n + 1) / 64));
      control[0] = control[degree];
      next += degree;
    }
  }
  return length;
}

#endif
