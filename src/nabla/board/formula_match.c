#include "nabla/board/formula_match.h"

#include <string.h>

// Beyond this many pairs of signs to be compared none is matched.
enum { MOST_COMPARED = 1 << 20 };

// One side of a match within a pair: the signs that are in it, known by their glyphs.
typedef struct side {
  uint32_t *index; // into the formula's signs
  uint32_t *glyphs;
  uint32_t count;
} side;

// Working memory for the match of two sides.
typedef struct workings {
  uint16_t *cells;
  uint8_t *taken;
  int32_t *partner; // within the sides
} workings;

static bool is_named(const nb_tex *tex, int32_t part, const char *name)
{
  return strcmp(tex->parts[part].name, name) == 0;
}

static bool is_paired(const formula_match *m, int32_t from, int32_t to)
{
  for (uint32_t k = 0; k < m->pair_count; k++)
    if (m->pairs[k].from == from || m->pairs[k].to == to)
      return true;
  return false;
}

static bool lies_within_pair(const nb_tex *tex, const formula_match *m, int32_t part)
{
  for (uint32_t k = 0; k < m->pair_count; k++)
    if (nb_tex_within(tex, part, m->pairs[k].from))
      return true;
  return false;
}

// The outermost parts of both, each with the first of its name that has no partner yet.
static void pair_parts(const nb_tex *from, const nb_tex *to, formula_match *m)
{
  for (int32_t p = 0; p < (int32_t)from->part_count; p++) {
    if (lies_within_pair(from, m, p))
      continue;
    for (int32_t q = 0; q < (int32_t)to->part_count; q++)
      if (is_named(to, q, from->parts[p].name) && !is_paired(m, p, q)) {
        m->pairs[m->pair_count++] = (formula_pair){p, q};
        break;
      }
  }
  m->pairs[m->pair_count++] = (formula_pair){-1, -1};
}

// The pair that a part is in, on the one side or the other; the last one where it is in none.
static int32_t pair_of(const formula_match *m, const nb_tex *tex, int32_t part, bool is_from)
{
  for (int32_t k = 0; k < (int32_t)m->pair_count - 1; k++)
    if (nb_tex_within(tex, part, is_from ? m->pairs[k].from : m->pairs[k].to))
      return k;
  return (int32_t)m->pair_count - 1;
}

static bool take_side(nb_board *b, uint32_t count, side *out)
{
  *out = (side){.index = board_take(b, count * sizeof *out->index),
                .glyphs = board_take(b, count * sizeof *out->glyphs)};
  return out->index != NULL && out->glyphs != NULL;
}

static void gather(side *s, const formula_sign *signs, uint32_t count, const int32_t *pair_of_sign,
                   int32_t pair)
{
  s->count = 0;
  for (uint32_t k = 0; k < count; k++)
    if (pair_of_sign[k] == pair) {
      s->index[s->count] = k;
      s->glyphs[s->count++] = signs[k].glyph;
    }
}

static void match_sides(const side *a, const side *b, const workings *work, int32_t *partner)
{
  nb_keys from = {a->glyphs, a->count}, to = {b->glyphs, b->count};
  nb_match_in_order(from, to, work->cells, work->partner);
  nb_match_rest(from, to, work->taken, work->partner);
  for (uint32_t k = 0; k < from.count; k++)
    if (work->partner[k] != NB_UNMATCHED)
      partner[a->index[k]] = (int32_t)b->index[work->partner[k]];
}

static bool take_room(nb_board *b, const nb_tex *from, uint32_t from_count, uint32_t to_count,
                      formula_match *out)
{
  *out = (formula_match){.partner = board_take(b, from_count * sizeof *out->partner),
                         .from_pair = board_take(b, from_count * sizeof *out->from_pair),
                         .to_pair = board_take(b, to_count * sizeof *out->to_pair),
                         .pairs = board_take(b, (from->part_count + 1) * sizeof *out->pairs)};
  return out->partner != NULL && out->from_pair != NULL && out->to_pair != NULL && out->pairs != NULL;
}

bool formula_match_signs(nb_board *b, const nb_tex *from, const formula_sign *from_signs, uint32_t from_count,
                         const nb_tex *to, const formula_sign *to_signs, uint32_t to_count,
                         formula_match *out)
{
  bool small = (uint64_t)(from_count + 1) * (to_count + 1) <= MOST_COMPARED;
  size_t table = small ? (size_t)(from_count + 1) * (to_count + 1) : 1;
  side a, c;
  workings work = {.cells = board_take(b, table * sizeof *work.cells),
                   .taken = board_take(b, to_count * sizeof *work.taken),
                   .partner = board_take(b, from_count * sizeof *work.partner)};
  if (!take_side(b, from_count, &a) || !take_side(b, to_count, &c) ||
      !take_room(b, from, from_count, to_count, out) || work.cells == NULL || work.taken == NULL ||
      work.partner == NULL)
    return false;
  pair_parts(from, to, out);
  for (uint32_t k = 0; k < from_count; k++) {
    out->partner[k] = NB_UNMATCHED;
    out->from_pair[k] = pair_of(out, from, from_signs[k].part, true);
  }
  for (uint32_t k = 0; k < to_count; k++)
    out->to_pair[k] = pair_of(out, to, to_signs[k].part, false);
  for (int32_t pair = 0; small && pair < (int32_t)out->pair_count; pair++) {
    gather(&a, from_signs, from_count, out->from_pair, pair);
    gather(&c, to_signs, to_count, out->to_pair, pair);
    match_sides(&a, &c, &work, out->partner);
  }
  return true;
}
