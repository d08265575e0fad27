// From a layout to signs: its parts' emphasis, and how far each sign has been written.
#include <math.h>
#include <string.h>

#include "nabla/board/formula.h"
#include "nabla/board/writing.h"

// What stepping back leaves of a part.
static const float dimmed = 0.25f;

// How a part stands out: its own emphasis upon that of the parts around it.
typedef struct emphasis {
  bool rest; // no part that is named in the style
  nb_color color;
  float alpha;
  float scale; // ems p go to scale * p + offset
  nb_vec2 offset;
  float hidden;
} emphasis;

static const emphasis plain = {.alpha = 1, .scale = 1};

// The style's entry for a name, or NULL.
static const nb_part *find_style(const nb_part *parts, const char *name)
{
  for (const nb_part *p = parts; p != NULL && p->name != NULL; p++)
    if (strcmp(p->name, name) == 0)
      return p;
  return NULL;
}

static float finite_or_zero(float x)
{
  return isfinite(x) ? x : 0;
}

static emphasis upon(emphasis outer, const nb_part *p, nb_rect box, float size)
{
  float grow = fmaxf(1 + finite_or_zero(p->grow), 0);
  nb_vec2 middle = {box.x + 0.5f * box.width, box.y + 0.5f * box.height};
  nb_vec2 offset = nb_add(nb_scale(1 - grow, middle), nb_at(0, finite_or_zero(p->raise) / size));
  outer.rest = false;
  outer.color = p->color == NB_DEFAULT ? outer.color : p->color;
  outer.alpha *= 1 - (1 - dimmed) * board_unit(p->dim);
  outer.offset = nb_add(outer.offset, nb_scale(outer.scale, offset));
  outer.scale *= grow;
  outer.hidden = board_unit(p->hidden);
  return outer;
}

// The emphasis of every part, and behind them of what is in none. NULL without memory.
static emphasis *find_emphasis(nb_board *b, const nb_formula *f)
{
  const nb_tex *tex = f->layout;
  emphasis *all = board_take(b, (tex->part_count + 1) * sizeof *all);
  if (all == NULL)
    return NULL;
  const nb_part *rest = find_style(f->style.parts, "");
  nb_rect whole = {0, -tex->depth, tex->width, tex->height + tex->depth};
  emphasis none = rest == NULL ? plain : upon(plain, rest, whole, f->style.size);
  none.rest = true;
  for (uint32_t k = 0; k < tex->part_count; k++) {
    const nb_tex_part *part = &tex->parts[k];
    const nb_part *style = find_style(f->style.parts, part->name);
    emphasis outer = part->parent < 0 ? none : all[part->parent];
    all[k] = style == NULL ? outer : upon(outer.rest ? plain : outer, style, part->box, f->style.size);
  }
  all[tex->part_count] = none;
  return all;
}

// ---------------------------------------------------------------------------------------------------------------

// A stretch of the order in which a formula is read.
typedef struct stretch {
  uint32_t first, last;
} stretch;

static void widen(stretch *s, uint32_t order)
{
  s->first = order < s->first ? order : s->first;
  s->last = order > s->last ? order : s->last;
}

// Notes that a sign is in a part and in the parts around it.
static void note_order(const nb_tex *tex, stretch *stretches, int32_t part, uint32_t order)
{
  for (; part >= 0; part = tex->parts[part].parent)
    widen(&stretches[part], order);
  widen(&stretches[tex->part_count], order);
}

// Where every part begins and ends in the order of reading, and behind them the whole. NULL without memory.
static stretch *find_stretches(nb_board *b, const nb_tex *tex)
{
  stretch *all = board_take(b, (tex->part_count + 1) * sizeof *all);
  for (uint32_t k = 0; all != NULL && k <= tex->part_count; k++)
    all[k] = (stretch){UINT32_MAX, 0};
  for (uint32_t k = 0; all != NULL && k < tex->glyph_count; k++)
    note_order(tex, all, tex->glyphs[k].part, tex->glyphs[k].order);
  for (uint32_t k = 0; all != NULL && k < tex->rule_count; k++)
    note_order(tex, all, tex->rules[k].part, tex->rules[k].order);
  return all;
}

typedef struct setting {
  const nb_board *b;
  const nb_formula *f;
  nb_vec2 origin;
  float alpha;
  const emphasis *emphases;
  const stretch *stretches; // NULL: all is written
} setting;

static float reached_in(const setting *s, int32_t part, uint32_t order, float reveal)
{
  stretch all = s->stretches[part < 0 ? s->f->layout->part_count : (uint32_t)part];
  return writing_reached(reveal, order - all.first, all.last - all.first + 1);
}

// How far a sign has been written: with the whole, and with the part that is hidden.
static float reached(const setting *s, const emphasis *how, int32_t part, uint32_t order)
{
  if (s->stretches == NULL)
    return 1;
  float written = reached_in(s, -1, order, s->f->style.reveal);
  if (how->hidden <= 0)
    return written;
  // The outermost part with this emphasis is what is written.
  while (part >= 0 && s->f->layout->parts[part].parent >= 0 &&
         s->emphases[s->f->layout->parts[part].parent].hidden == how->hidden)
    part = s->f->layout->parts[part].parent;
  return fminf(written, reached_in(s, how->rest ? -1 : part, order, 1 - how->hidden));
}

static nb_vec2 move(const setting *s, const emphasis *how, nb_vec2 ems)
{
  return nb_add(s->origin, nb_scale(s->f->em, nb_add(how->offset, nb_scale(how->scale, ems))));
}

static nb_rgba color_of(const setting *s, const emphasis *how, nb_color own)
{
  nb_color color = how->color != NB_DEFAULT ? how->color : own != NB_DEFAULT ? own : s->f->style.color;
  return board_rgba(s->b, color, NB_TEXT, s->alpha * how->alpha);
}

static const emphasis *emphasis_of(const setting *s, int32_t part)
{
  return &s->emphases[part < 0 ? s->f->layout->part_count : (uint32_t)part];
}

static formula_sign glyph_sign(const setting *s, const nb_tex_glyph *g)
{
  const emphasis *how = emphasis_of(s, g->part);
  return (formula_sign){.glyph = g->id,
                        .part = g->part,
                        .at = move(s, how, g->where),
                        .size = s->f->style.size * g->scale * how->scale,
                        .color = color_of(s, how, g->color),
                        .written = reached(s, how, g->part, g->order)};
}

static formula_sign rule_sign(const setting *s, const nb_tex_rule *r)
{
  const emphasis *how = emphasis_of(s, r->part);
  return (formula_sign){.glyph = FORMULA_RULE,
                        .part = r->part,
                        .at = move(s, how, r->from),
                        .to = move(s, how, r->to),
                        .size = s->f->style.size * r->thickness * how->scale,
                        .color = color_of(s, how, r->color),
                        .written = reached(s, how, r->part, r->order)};
}

static bool is_hidden(const nb_formula *f)
{
  for (const nb_part *p = f->style.parts; p != NULL && p->name != NULL; p++)
    if (p->hidden > 0)
      return true;
  return false;
}

static bool shows(const nb_board *b, const formula_sign *sign)
{
  return sign->written > 0 && sign->size > 0 && sign->color >> 24 != 0 &&
         (sign->glyph == FORMULA_RULE || nb_font_outline(b->fonts, NB_FONT_MATH, sign->glyph).verb_count > 0);
}

formula_sign *formula_signs(nb_board *b, const nb_formula *f, bool grouped, uint32_t *count)
{
  const nb_tex *tex = f->layout;
  *count = 0;
  bool writing = f->style.reveal < 1 || is_hidden(f);
  setting s = {.b = b,
               .f = f,
               .origin = grouped ? nb_sub(f->origin, f->at) : f->origin,
               .alpha = grouped ? 1 : f->style.alpha,
               .emphases = find_emphasis(b, f),
               .stretches = writing ? find_stretches(b, tex) : NULL};
  formula_sign *signs = board_take(b, (tex->glyph_count + tex->rule_count + 1) * sizeof *signs);
  if (s.emphases == NULL || signs == NULL || (writing && s.stretches == NULL))
    return NULL;
  // Both are in the order of reading.
  uint32_t g = 0, r = 0;
  while (g < tex->glyph_count || r < tex->rule_count) {
    bool glyph = r == tex->rule_count || (g < tex->glyph_count && tex->glyphs[g].order < tex->rules[r].order);
    signs[*count] = glyph ? glyph_sign(&s, &tex->glyphs[g++]) : rule_sign(&s, &tex->rules[r++]);
    *count += shows(b, &signs[*count]);
  }
  return *count == 0 ? NULL : signs;
}
