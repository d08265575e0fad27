#include "nabla/board/piece.h"
#include "nabla/board/recorder.h"

static double path_length(nb_path path)
{
  piece_walk w = {.path = path};
  nb_verb verb;
  piece c;
  double length = 0;
  while (piece_next(&w, &verb, &c))
    if (verb != NB_MOVE)
      length += piece_length(&c);
  return length;
}

// A path being copied into memory for all verbs and points of the whole one, and a point more: a contour that
// is cut on its closing line ends in a point of its own.
typedef struct copy {
  uint8_t *verbs;
  nb_vec2 *points;
  uint32_t verb_count, point_count;
} copy;

static void copy_verb(copy *to, nb_verb verb, const nb_vec2 *points, int count)
{
  to->verbs[to->verb_count++] = (uint8_t)verb;
  for (int k = 0; k < count; k++)
    to->points[to->point_count++] = points[k];
}

// Copies pieces until `left` is used up, the last of them in part.
static void copy_upto(copy *to, nb_path path, double left)
{
  piece_walk w = {.path = path};
  nb_verb verb;
  piece c;
  while (left > 0 && piece_next(&w, &verb, &c)) {
    if (verb == NB_MOVE) {
      copy_verb(to, verb, &w.here, 1);
      continue;
    }
    double length = piece_length(&c);
    if (length <= left) {
      copy_verb(to, verb, c.p + 1, verb == NB_CLOSE ? 0 : c.degree);
    } else {
      piece part = piece_before(&c, piece_parameter(&c, left));
      copy_verb(to, verb == NB_CLOSE ? NB_LINE : verb, part.p + 1, part.degree);
    }
    left -= length;
  }
  if (to->verb_count > 0 && to->verbs[to->verb_count - 1] == NB_MOVE) {
    to->verb_count--;
    to->point_count--;
  }
}

nb_path board_reveal(nb_board *b, nb_path path, float reveal)
{
  if (reveal >= 1)
    return path;
  double length = path_length(path) * board_unit(reveal);
  size_t point_bytes = ((size_t)path.point_count + 1) * sizeof(nb_vec2);
  uint8_t *bytes = length > 0 ? board_take(b, point_bytes + path.verb_count) : NULL;
  if (bytes == NULL)
    return (nb_path){0};
  copy to = {.points = (nb_vec2 *)(void *)bytes, .verbs = bytes + point_bytes};
  copy_upto(&to, path, length);
  return (nb_path){to.verbs, to.points, to.verb_count, to.point_count};
}
