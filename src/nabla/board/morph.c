#include <math.h>
#include <string.h>

#include "nabla/board/piece.h"
#include "nabla/board/recorder.h"
#include "nabla/math/correspondence.h"

// Closed contours are turned to where this many places along them lie nearest to each other.
enum { TURNS = 64 };

// A contour as cubics, with the share of its length (0 to 1) at which each ends.
typedef struct contour {
  piece *pieces;
  double *ends;
  int count;
  bool closed;
  double length;
} contour;

typedef struct contours {
  contour *items;
  int count;
} contours;

// ---------------------------------------------------------------------------------------------------------------
// From paths to contours

static int count_verbs(nb_path path, nb_verb verb)
{
  int count = 0;
  for (uint32_t k = 0; k < path.verb_count; k++)
    count += path.verbs[k] == verb;
  return count;
}

// The ends' shares, and the length. A contour without length has its pieces at even shares.
static void measure(contour *c)
{
  c->length = 0;
  for (int k = 0; k < c->count; k++) {
    c->length += piece_length(&c->pieces[k]);
    c->ends[k] = c->length;
  }
  for (int k = 0; k < c->count; k++)
    c->ends[k] = c->length > 0 ? c->ends[k] / c->length : (double)(k + 1) / c->count;
  c->ends[c->count - 1] = 1;
}

// Longer contours first, in the order of the path where they are alike. False without memory.
static bool sort_by_length(nb_board *b, contours *c)
{
  size_t count = (size_t)c->count;
  contour *sorted = board_take(b, count * sizeof *sorted + 1);
  double *lengths = board_take(b, count * sizeof *lengths + 1);
  uint32_t *order = board_take(b, count * sizeof *order + 1);
  if (sorted == NULL || lengths == NULL || order == NULL)
    return false;
  for (size_t k = 0; k < count; k++)
    lengths[k] = c->items[k].length;
  nb_order_by_size(lengths, (uint32_t)count, order);
  for (size_t k = 0; k < count; k++)
    sorted[k] = c->items[order[k]];
  c->items = sorted;
  return true;
}

// Leaves out contours without pieces and measures the others.
static void measure_all(contours *c)
{
  int kept = 0;
  for (int k = 0; k < c->count; k++) {
    if (c->items[k].count == 0)
      continue;
    c->items[kept] = c->items[k];
    measure(&c->items[kept++]);
  }
  c->count = kept;
}

// False without memory.
static bool take_apart(nb_board *b, nb_path path, contours *out)
{
  int moves = count_verbs(path, NB_MOVE);
  piece *pieces = board_take(b, path.verb_count * sizeof *pieces + 1);
  double *ends = board_take(b, path.verb_count * sizeof *ends + 1);
  *out = (contours){.items = board_take(b, (size_t)moves * sizeof *out->items + 1)};
  if (pieces == NULL || ends == NULL || out->items == NULL)
    return false;
  piece_walk w = {.path = path};
  nb_verb verb;
  piece c;
  contour *last = NULL;
  while (piece_next(&w, &verb, &c)) {
    if (verb == NB_MOVE) {
      last = &out->items[out->count++];
      *last = (contour){.pieces = pieces, .ends = ends};
      continue;
    }
    last->closed |= verb == NB_CLOSE;
    if (verb == NB_CLOSE && last->count > 0 && memcmp(&c.p[0], &c.p[1], sizeof c.p[0]) == 0)
      continue; // it was closed by hand
    *pieces++ = piece_raised(&c);
    ends++;
    last->count++;
  }
  measure_all(out);
  return sort_by_length(b, out);
}

// ---------------------------------------------------------------------------------------------------------------
// Turning contours to each other

// The piece in which a share of the length lies, and the parameter there.
static int locate(const contour *c, double share, float *t)
{
  int k = 0;
  while (k + 1 < c->count && c->ends[k] < share)
    k++;
  double start = k == 0 ? 0 : c->ends[k - 1];
  *t = c->length > 0 ? piece_parameter(&c->pieces[k], fmax(share - start, 0) * c->length)
                     : (float)((share - start) / (c->ends[k] - start));
  return k;
}

static nb_vec2 contour_at(const contour *c, double share)
{
  float t;
  int k = locate(c, share, &t);
  return piece_at(&c->pieces[k], t);
}

// Twice the area that the ends of a contour's pieces enclose: above 0 where it runs counter-clockwise.
static double turning(const contour *c)
{
  double area = 0;
  for (int k = 0; k < c->count; k++) {
    nb_vec2 from = c->pieces[k].p[0], to = c->pieces[k].p[3];
    area += (double)from.x * to.y - (double)from.y * to.x;
  }
  return area;
}

static void reverse(contour *c)
{
  for (int low = 0, high = c->count - 1; low <= high; low++, high--) {
    piece a = c->pieces[low], z = c->pieces[high];
    c->pieces[low] = (piece){{z.p[3], z.p[2], z.p[1], z.p[0]}, 3};
    c->pieces[high] = (piece){{a.p[3], a.p[2], a.p[1], a.p[0]}, 3};
  }
  measure(c);
}

// How much of its length a closed contour is to be turned by to lie nearest to another.
static double best_turn(const contour *c, const contour *other)
{
  nb_vec2 here[TURNS], there[TURNS];
  for (int k = 0; k < TURNS; k++) {
    here[k] = contour_at(c, (double)k / TURNS);
    there[k] = contour_at(other, (double)k / TURNS);
  }
  return (double)nb_nearest_turn(here, there, TURNS) / TURNS;
}

// The same closed contour begun at a share of its length.
static bool turn(nb_board *b, contour *c, double share)
{
  float t;
  int first = locate(c, share, &t), count = c->count;
  bool whole = t <= 0 || t >= 1;
  first = t >= 1 ? (first + 1) % count : first;
  piece *pieces = board_take(b, ((size_t)count + 1) * sizeof *pieces);
  double *ends = board_take(b, ((size_t)count + 1) * sizeof *ends);
  if (pieces == NULL || ends == NULL)
    return false;
  for (int k = 0; k < count; k++)
    pieces[k] = c->pieces[(first + k) % count];
  if (!whole) {
    piece cut = pieces[0];
    pieces[0] = piece_after(&cut, t);
    pieces[count++] = piece_before(&cut, t);
  }
  *c = (contour){.pieces = pieces, .ends = ends, .count = count, .closed = c->closed};
  measure(c);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Between two contours

// The stretch of a contour from share a to share z, which lie in one piece.
static piece stretch(const contour *c, double a, double z)
{
  float from, to;
  int k = locate(c, 0.5 * (a + z), &from);
  double start = k == 0 ? 0 : c->ends[k - 1], length = c->length;
  const piece *whole = &c->pieces[k];
  if (length > 0) {
    from = a <= start ? 0 : piece_parameter(whole, (a - start) * length);
    to = z >= c->ends[k] ? 1 : piece_parameter(whole, (z - start) * length);
  } else {
    from = 0;
    to = 1;
  }
  piece part = to < 1 ? piece_before(whole, to) : *whole;
  return from > 0 && to > 0 ? piece_after(&part, fminf(from / to, 1)) : part;
}

// Adds the contour that is t of the way from one to the other: both are cut where either has a corner.
static void add_between(board_pen *pen, const contour *from, const contour *to, float t)
{
  double last = 0;
  for (int j = 0, k = 0; j < from->count && k < to->count;) {
    double next = fmin(from->ends[j], to->ends[k]);
    if (next > last) {
      piece a = stretch(from, last, next), z = stretch(to, last, next);
      if (last == 0)
        pen_move(pen, nb_mix2(a.p[0], z.p[0], t));
      pen_cubic(pen, nb_mix2(a.p[1], z.p[1], t), nb_mix2(a.p[2], z.p[2], t), nb_mix2(a.p[3], z.p[3], t));
      last = next;
    }
    j += from->ends[j] <= next;
    k += to->ends[k] <= next;
  }
  if (from->closed && to->closed)
    pen_close(pen);
}

// Adds a contour without a partner, `size` of its own size about its middle.
static void add_alone(board_pen *pen, const contour *c, float size)
{
  nb_vec2 low = c->pieces[0].p[0], high = low;
  for (int k = 0; k < c->count; k++)
    for (int n = 0; n < 4; n++) {
      nb_vec2 p = c->pieces[k].p[n];
      low = nb_at(fminf(low.x, p.x), fminf(low.y, p.y));
      high = nb_at(fmaxf(high.x, p.x), fmaxf(high.y, p.y));
    }
  nb_vec2 middle = nb_mix2(low, high, 0.5f);
  pen_move(pen, nb_mix2(middle, c->pieces[0].p[0], size));
  for (int k = 0; k < c->count; k++) {
    const nb_vec2 *p = c->pieces[k].p;
    pen_cubic(pen, nb_mix2(middle, p[1], size), nb_mix2(middle, p[2], size), nb_mix2(middle, p[3], size));
  }
  if (c->closed)
    pen_close(pen);
}

// Where the longest contours run round in opposite senses, all of the first path is run backwards: all, so
// that holes stay holes.
static void agree(const contours *from, const contours *to)
{
  if (from->count == 0 || to->count == 0 || turning(&from->items[0]) * turning(&to->items[0]) >= 0)
    return;
  for (int k = 0; k < from->count; k++)
    reverse(&from->items[k]);
}

nb_path nb_morph(nb_board *b, nb_path from, nb_path to, float t)
{
  contours here, there;
  if (!(t > 0))
    return from;
  if (t >= 1)
    return to;
  if (!take_apart(b, from, &here) || !take_apart(b, to, &there))
    return (nb_path){0};
  agree(&here, &there);
  board_pen *pen = board_shape(b);
  int pairs = here.count < there.count ? here.count : there.count;
  for (int k = 0; k < pairs; k++) {
    contour *a = &here.items[k], *z = &there.items[k];
    if (a->closed && z->closed && !turn(b, a, best_turn(a, z)))
      return (nb_path){0};
    add_between(pen, a, z, t);
  }
  for (int k = pairs; k < here.count; k++)
    add_alone(pen, &here.items[k], 1 - t);
  for (int k = pairs; k < there.count; k++)
    add_alone(pen, &there.items[k], t);
  return board_keep(b, pen);
}
