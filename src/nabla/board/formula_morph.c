// From one formula to another: signs with partners travel, the others fade.
#include <math.h>

#include "nabla/board/formula_match.h"
#include "nabla/board/writing.h"
#include "nabla/math/ease.h"

// How far the middle of an arc stands off its chord, as a part of the chord's length.
static const float bend = 0.12f;

// What becomes of a pair of parts.
typedef struct travel {
  nb_vec2 way; // of its middle
  nb_vec2 arc; // off the straight way, now
} travel;

typedef struct morph {
  nb_board *b;
  const formula_sign *from, *to;
  uint32_t from_count, to_count;
  formula_match match;
  travel *travels; // of each pair but the last
  float t;
} morph;

static nb_vec2 arc_of(nb_vec2 way, float t)
{
  return nb_scale(bend * sinf(3.14159265f * t), nb_perp(way));
}

static nb_vec2 middle_of(nb_rect r)
{
  return nb_at(r.x + 0.5f * r.width, r.y + 0.5f * r.height);
}

static float between(float a, float b, float t)
{
  return a + (b - a) * t;
}

static nb_rgba mix_color(nb_rgba a, nb_rgba b, float t)
{
  nb_rgba mixed = 0;
  for (int shift = 0; shift < 32; shift += 8)
    mixed |= (nb_rgba)(between((float)(a >> shift & 255), (float)(b >> shift & 255), t) + 0.5f) << shift;
  return mixed;
}

// The part's way where the sign is in a part that travels, else its own.
static bool in_part(const morph *m, int32_t pair)
{
  return pair < (int32_t)m->match.pair_count - 1;
}

static formula_sign moving(const morph *m, uint32_t k, uint32_t partner)
{
  const formula_sign *a = &m->from[k], *c = &m->to[partner];
  int32_t pair = m->match.from_pair[k];
  nb_vec2 arc = in_part(m, pair) ? m->travels[pair].arc : arc_of(nb_sub(c->at, a->at), m->t);
  return (formula_sign){.glyph = a->glyph,
                        .at = nb_add(arc, nb_mix2(a->at, c->at, m->t)),
                        .to = nb_add(arc, nb_mix2(a->to, c->to, m->t)),
                        .size = between(a->size, c->size, m->t),
                        .color = mix_color(a->color, c->color, m->t),
                        .written = between(a->written, c->written, m->t)};
}

// A sign without partner, `share` of its part's way from its own place.
static formula_sign fading(const morph *m, formula_sign s, int32_t pair, float share, float there)
{
  if (in_part(m, pair)) {
    nb_vec2 off = nb_add(m->travels[pair].arc, nb_scale(share, m->travels[pair].way));
    s.at = nb_add(s.at, off);
    s.to = nb_add(s.to, off);
    s.color = writing_fade(s.color, nb_smooth(there));
  } else {
    // What goes makes room before what comes.
    s.color = writing_fade(s.color, nb_smooth(2.5f * there - 1.5f));
  }
  return s;
}

static uint32_t add_signs(const morph *m, const bool *taken, formula_sign *out)
{
  uint32_t count = 0;
  for (uint32_t k = 0; k < m->from_count; k++) {
    int32_t partner = m->match.partner[k];
    out[count] = partner == NB_UNMATCHED ? fading(m, m->from[k], m->match.from_pair[k], m->t, 1 - m->t)
                                         : moving(m, k, (uint32_t)partner);
    count += out[count].color >> 24 != 0;
  }
  for (uint32_t k = 0; k < m->to_count; k++) {
    if (taken[k])
      continue;
    out[count] = fading(m, m->to[k], m->match.to_pair[k], m->t - 1, m->t);
    count += out[count].color >> 24 != 0;
  }
  return count;
}

// Parts' boxes as the signs have them: from the board's middle, or from the formulas' places.
static travel *find_travels(morph *m, const nb_formula *from, const nb_formula *to, bool grouped)
{
  uint32_t count = m->match.pair_count - 1;
  travel *travels = board_take(m->b, (count + 1) * sizeof *travels);
  for (uint32_t k = 0; travels != NULL && k < count; k++) {
    formula_pair pair = m->match.pairs[k];
    nb_vec2 a = nb_add(from->origin, nb_scale(from->em, middle_of(from->layout->parts[pair.from].box)));
    nb_vec2 c = nb_add(to->origin, nb_scale(to->em, middle_of(to->layout->parts[pair.to].box)));
    nb_vec2 way = nb_sub(c, a);
    if (grouped)
      way = nb_sub(way, nb_sub(to->at, from->at));
    travels[k] = (travel){way, arc_of(way, m->t)};
  }
  return travels;
}

static void draw_between(morph *m, const nb_formula *from, const nb_formula *to, bool grouped)
{
  m->from = formula_signs(m->b, from, grouped, &m->from_count);
  m->to = formula_signs(m->b, to, grouped, &m->to_count);
  bool *taken = nb_scratch(m->b, m->to_count + 1);
  formula_sign *signs = board_take(m->b, (m->from_count + m->to_count + 1) * sizeof *signs);
  if (taken == NULL || signs == NULL ||
      !formula_match_signs(m->b, from->layout, m->from, m->from_count, to->layout, m->to, m->to_count,
                           &m->match))
    return;
  m->travels = find_travels(m, from, to, grouped);
  if (m->travels == NULL)
    return;
  for (uint32_t k = 0; k < m->from_count; k++)
    if (m->match.partner[k] != NB_UNMATCHED)
      taken[m->match.partner[k]] = true;
  uint32_t count = add_signs(m, taken, signs);
  const nb_formula *nearer = m->t < 0.5f ? from : to;
  if (count > 0)
    formula_record(m->b, signs, count, formula_halo_of(m->b, nearer, grouped));
}

// Formulas of which one has nothing to be matched.
static void fade_over(nb_board *b, nb_formula from, nb_formula to, float t)
{
  from.style.alpha *= 1 - t;
  to.style.alpha *= t;
  nb_formula_draw(b, from);
  nb_formula_draw(b, to);
}

void nb_formula_morph(nb_board *b, nb_formula from, nb_formula to, float t)
{
  if (!(t > 0)) {
    nb_formula_draw(b, from);
    return;
  }
  if (t >= 1) {
    nb_formula_draw(b, to);
    return;
  }
  if (from.layout == NULL || to.layout == NULL) {
    fade_over(b, from, to, t);
    return;
  }
  morph m = {.b = b, .t = t};
  float angle = between(from.style.angle, to.style.angle, t);
  bool grouped = (from.style.angle != 0 || to.style.angle != 0) && isfinite(angle);
  nb_mat2 turn = nb_rotation(angle);
  if (grouped)
    nb_group(b, (nb_affine){turn.i, turn.j, nb_mix2(from.at, to.at, t)},
             between(board_unit(from.style.alpha), board_unit(to.style.alpha), t));
  draw_between(&m, &from, &to, grouped);
  if (grouped)
    nb_end(b);
}
