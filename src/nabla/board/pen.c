#include "nabla/board/pen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool finite_point(nb_vec2 p)
{
  return isfinite(p.x) && isfinite(p.y);
}

void pen_clear(board_pen *pen)
{
  pen->verb_count = pen->point_count = 0;
  pen->placed = pen->failed = false;
}

void pen_free(board_pen *pen)
{
  free(pen->verbs);
  free(pen->points);
  *pen = (board_pen){0};
}

// Room for `more` elements; *elements is moved where it must grow. 2^27 points are more than a list can hold.
static bool make_room(void **elements, uint32_t *capacity, uint32_t count, uint32_t more, size_t size)
{
  if (more <= *capacity - count)
    return true;
  uint32_t wanted = *capacity < 256 ? 512 : 2 * *capacity;
  if (more > (1u << 27) || wanted > (1u << 27))
    return false;
  if (wanted < count + more)
    wanted = count + more;
  void *moved = realloc(*elements, wanted * size);
  if (moved == NULL)
    return false;
  *elements = moved;
  *capacity = wanted;
  return true;
}

// A pen that has failed takes nothing more until it is cleared: verbs would be left without their points.
static bool reserve(board_pen *pen, uint32_t verbs, uint32_t points)
{
  void *v = pen->verbs, *p = pen->points;
  if (pen->failed)
    return false;
  pen->failed = !make_room(&v, &pen->verb_capacity, pen->verb_count, verbs, 1);
  pen->failed |= !make_room(&p, &pen->point_capacity, pen->point_count, points, sizeof(nb_vec2));
  pen->verbs = v;
  pen->points = p;
  return !pen->failed;
}

static void add(board_pen *pen, nb_verb verb, const nb_vec2 *points, uint32_t count)
{
  if (!reserve(pen, 1, count))
    return;
  pen->verbs[pen->verb_count++] = (uint8_t)verb;
  for (uint32_t k = 0; k < count; k++)
    pen->points[pen->point_count++] = points[k];
}

static void drop_lone_move(board_pen *pen)
{
  if (pen->verb_count > 0 && pen->verbs[pen->verb_count - 1] == NB_MOVE) {
    pen->verb_count--;
    pen->point_count--;
  }
}

void pen_move(board_pen *pen, nb_vec2 p)
{
  drop_lone_move(pen);
  pen->placed = finite_point(p);
  if (!pen->placed)
    return;
  pen->start = p;
  add(pen, NB_MOVE, &p, 1);
}

// Adds a verb that goes on, or where it cannot, breaks the contour or begins a new one.
static void go_on(board_pen *pen, nb_verb verb, const nb_vec2 *points, uint32_t count)
{
  bool finite = true;
  for (uint32_t k = 0; k < count; k++)
    finite = finite && finite_point(points[k]);
  if (!finite) {
    drop_lone_move(pen);
    pen->placed = false;
    return;
  }
  if (!pen->placed) {
    pen_move(pen, points[count - 1]);
    return;
  }
  if (pen->verb_count > 0 && pen->verbs[pen->verb_count - 1] == NB_CLOSE)
    add(pen, NB_MOVE, &pen->start, 1);
  add(pen, verb, points, count);
}

void pen_line(board_pen *pen, nb_vec2 p)
{
  go_on(pen, NB_LINE, &p, 1);
}

void pen_quad(board_pen *pen, nb_vec2 control, nb_vec2 p)
{
  go_on(pen, NB_QUAD, (nb_vec2[]){control, p}, 2);
}

void pen_cubic(board_pen *pen, nb_vec2 control1, nb_vec2 control2, nb_vec2 p)
{
  go_on(pen, NB_CUBIC, (nb_vec2[]){control1, control2, p}, 3);
}

void pen_close(board_pen *pen)
{
  if (!pen->placed || pen->verb_count == 0)
    return;
  nb_verb last = (nb_verb)pen->verbs[pen->verb_count - 1];
  if (last != NB_MOVE && last != NB_CLOSE)
    add(pen, NB_CLOSE, NULL, 0);
}

void pen_add(board_pen *pen, nb_path path)
{
  drop_lone_move(pen);
  pen->placed = false;
  if (path.verb_count == 0 || !reserve(pen, path.verb_count, path.point_count))
    return;
  memcpy(pen->verbs + pen->verb_count, path.verbs, path.verb_count);
  memcpy(pen->points + pen->point_count, path.points, path.point_count * sizeof *path.points);
  pen->verb_count += path.verb_count;
  pen->point_count += path.point_count;
}

nb_path pen_path(board_pen *pen)
{
  drop_lone_move(pen);
  return (nb_path){pen->verbs, pen->points, pen->verb_count, pen->point_count};
}
