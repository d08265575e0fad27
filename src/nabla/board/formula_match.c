#include "nabla/board/formula_match.h"

#include <string.h>

// Beyond this many pairs of signs to be compared none is matched but in the order of reading.
enum { MOST_COMPARED = 1 << 20 };

// One side of a match within a pair: the signs that are in it.
typedef struct side {
  const formula_sign *signs;
  uint32_t *index; // into signs
  uint32_t count;
} side;

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

static bool alike(const formula_sign *a, const formula_sign *b)
{
  return a->glyph == b->glyph;
}

static void gather(side *s, uint32_t count, const int32_t *pair_of_sign, int32_t pair)
{
  s->count = 0;
  for (uint32_t k = 0; k < count; k++)
    if (pair_of_sign[k] == pair)
      s->index[s->count++] = k;
}

static bool fit(const side *a, uint32_t i, const side *b, uint32_t j)
{
  return alike(&a->signs[a->index[i]], &b->signs[b->index[j]]);
}

// The longest common subsequence: lengths[i][j] is that of what follows sign i of a and j of b.
static void match_in_order(const side *a, const side *b, uint16_t *lengths, int32_t *partner)
{
  uint32_t row = b->count + 1;
  memset(lengths, 0, (a->count + 1) * row * sizeof *lengths);
  for (uint32_t i = a->count; i-- > 0;)
    for (uint32_t j = b->count; j-- > 0;) {
      uint16_t skip_a = lengths[(i + 1) * row + j], skip_b = lengths[i * row + j + 1];
      uint16_t both = (uint16_t)(lengths[(i + 1) * row + j + 1] + 1);
      lengths[i * row + j] = fit(a, i, b, j) ? both : skip_a > skip_b ? skip_a : skip_b;
    }
  for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
    if (fit(a, i, b, j))
      partner[a->index[i++]] = (int32_t)b->index[j++];
    else if (lengths[(i + 1) * row + j] >= lengths[i * row + j + 1])
      i++;
    else
      j++;
  }
}

// Like signs that are left, whatever their order.
static void match_left(const side *a, const side *b, bool *taken, int32_t *partner)
{
  for (uint32_t i = 0; i < a->count; i++)
    if (partner[a->index[i]] != MATCH_NONE)
      taken[partner[a->index[i]]] = true;
  for (uint32_t i = 0; i < a->count; i++)
    for (uint32_t j = 0; j < b->count && partner[a->index[i]] == MATCH_NONE; j++)
      if (!taken[b->index[j]] && fit(a, i, b, j)) {
        taken[b->index[j]] = true;
        partner[a->index[i]] = (int32_t)b->index[j];
      }
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
  side a = {from_signs, board_take(b, from_count * sizeof *a.index), 0};
  side c = {to_signs, board_take(b, to_count * sizeof *c.index), 0};
  uint16_t *lengths = board_take(b, table * sizeof *lengths);
  bool *taken = nb_scratch(b, to_count);
  if (!take_room(b, from, from_count, to_count, out) || a.index == NULL || c.index == NULL ||
      lengths == NULL || taken == NULL)
    return false;
  pair_parts(from, to, out);
  for (uint32_t k = 0; k < from_count; k++) {
    out->partner[k] = MATCH_NONE;
    out->from_pair[k] = pair_of(out, from, from_signs[k].part, true);
  }
  for (uint32_t k = 0; k < to_count; k++)
    out->to_pair[k] = pair_of(out, to, to_signs[k].part, false);
  for (int32_t pair = 0; small && pair < (int32_t)out->pair_count; pair++) {
    gather(&a, from_count, out->from_pair, pair);
    gather(&c, to_count, out->to_pair, pair);
    match_in_order(&a, &c, lengths, out->partner);
    match_left(&a, &c, taken, out->partner);
  }
  return true;
}
