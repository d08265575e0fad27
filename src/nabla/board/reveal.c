#include <math.h>
#include <string.h>

#include "nabla/board/recorder.h"

// A curve's length is taken along this many chords: enough for a hundredth of a point on curves as large as
// the board.
enum { CHORDS = 24 };

// One verb's piece: from a point along `count` further ones (1: line, 2: quadratic, 3: cubic).
typedef struct piece {
  nb_vec2 p[4];
  int degree;
} piece;

static nb_vec2 piece_at(const piece *c, float t)
{
  nb_vec2 p[4];
  memcpy(p, c->p, sizeof p);
  for (int level = c->degree; level > 0; level--)
    for (int k = 0; k < level; k++)
      p[k] = nb_mix2(p[k], p[k + 1], t);
  return p[0];
}

static double distance(nb_vec2 a, nb_vec2 b)
{
  double x = (double)b.x - a.x, y = (double)b.y - a.y;
  return sqrt(x * x + y * y);
}

static double piece_length(const piece *c)
{
  if (c->degree == 1)
    return distance(c->p[0], c->p[1]);
  double length = 0;
  nb_vec2 last = c->p[0];
  for (int k = 1; k <= CHORDS; k++) {
    nb_vec2 next = piece_at(c, (float)k / CHORDS);
    length += distance(last, next);
    last = next;
  }
  return length;
}

// The parameter at which `length` of the piece is drawn.
static float parameter_at(const piece *c, double length)
{
  if (c->degree == 1)
    return (float)(length / distance(c->p[0], c->p[1]));
  nb_vec2 last = c->p[0];
  for (int k = 1; k <= CHORDS; k++) {
    nb_vec2 next = piece_at(c, (float)k / CHORDS);
    double chord = distance(last, next);
    if (length <= chord && chord > 0)
      return ((float)(k - 1) + (float)(length / chord)) / CHORDS;
    length -= chord;
    last = next;
  }
  return 1;
}

// The piece up to t, by de Casteljau.
static piece piece_upto(const piece *c, float t)
{
  piece cut = *c, p = *c;
  for (int level = 1; level <= c->degree; level++) {
    for (int k = 0; k <= c->degree - level; k++)
      p.p[k] = nb_mix2(p.p[k], p.p[k + 1], t);
    cut.p[level] = p.p[0];
  }
  return cut;
}

// Walks along a path's verbs.
typedef struct walk {
  nb_path path;
  uint32_t verb, point;
  nb_vec2 here, start;
} walk;

// The next verb and, unless it is a move, its piece. False after the last one.
static bool walk_next(walk *w, nb_verb *verb, piece *c)
{
  if (w->verb == w->path.verb_count)
    return false;
  *verb = (nb_verb)w->path.verbs[w->verb++];
  if (*verb == NB_MOVE) {
    w->here = w->start = w->path.points[w->point++];
    return true;
  }
  c->p[0] = w->here;
  c->degree = *verb == NB_QUAD ? 2 : *verb == NB_CUBIC ? 3 : 1;
  for (int k = 1; k <= c->degree; k++)
    c->p[k] = *verb == NB_CLOSE ? w->start : w->path.points[w->point++];
  w->here = c->p[c->degree];
  return true;
}

static double path_length(nb_path path)
{
  walk w = {.path = path};
  nb_verb verb;
  piece c;
  double length = 0;
  while (walk_next(&w, &verb, &c))
    if (verb != NB_MOVE)
      length += piece_length(&c);
  return length;
}

// A path being copied: as many verbs and points as the whole one, and one more for a contour closed by hand.
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

// Copies pieces until `left` is used up, and the last of them in part.
static void copy_upto(copy *to, nb_path path, double left)
{
  walk w = {.path = path};
  nb_verb verb;
  piece c;
  while (left > 0 && walk_next(&w, &verb, &c)) {
    if (verb == NB_MOVE) {
      copy_verb(to, verb, &w.here, 1);
      continue;
    }
    double length = piece_length(&c);
    if (length <= left) {
      copy_verb(to, verb, c.p + 1, verb == NB_CLOSE ? 0 : c.degree);
    } else {
      piece part = piece_upto(&c, parameter_at(&c, left));
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
  uint8_t *bytes =
      length > 0 ? board_take(b, (path.point_count + 1) * sizeof(nb_vec2) + path.verb_count) : NULL;
  if (bytes == NULL)
    return (nb_path){0};
  copy to = {.points = (nb_vec2 *)(void *)bytes, .verbs = bytes + (path.point_count + 1) * sizeof(nb_vec2)};
  copy_upto(&to, path, length);
  return (nb_path){to.verbs, to.points, to.verb_count, to.point_count};
}
