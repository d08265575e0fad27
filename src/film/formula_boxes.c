#include "film/formula_boxes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/list.h"

enum { MOST = 512, LEAST_SIGNS = 5 };

// Between signs of one formula, ems: beside one another, and from a line down to the next.
static const float near_across = 2, near_down = 0.32f, next_line = 1;
static const float line_down = 1.6f; // to a line that begins with "=", ems
static const float thin = 0.12f;     // a bar of a fraction at most, ems
static const float tall = 1.3f;      // a bracket around several lines at least, ems

// Boxes that are being found, and what stands on the drawing: its letters and pictures.
typedef struct finding {
  formula_box boxes[MOST];
  nb_rect drawn[MOST];
  int count, drawn_count;
} finding;

static nb_rect both(nb_rect a, nb_rect b)
{
  float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(a.x + a.width, b.x + b.width) - x, fmaxf(a.y + a.height, b.y + b.height) - y};
}

static float right_of(nb_rect r)
{
  return r.x + r.width;
}

static bool meet(nb_rect a, nb_rect b)
{
  return a.x < right_of(b) && b.x < right_of(a) && a.y < b.y + b.height && b.y < a.y + a.height;
}

static nb_rect common(nb_rect a, nb_rect b)
{
  float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(fminf(right_of(a), right_of(b)) - x, 0),
                   fmaxf(fminf(a.y + a.height, b.y + b.height) - y, 0)};
}

static nb_rect moved(nb_affine place, nb_rect r)
{
  nb_rect out = {0};
  for (int k = 0; k < 4; k++) {
    nb_vec2 corner = {r.x + (k & 1 ? r.width : 0), r.y + (k & 2 ? r.height : 0)};
    nb_vec2 at = nb_affine_apply(place, corner);
    nb_rect point = {at.x, at.y, 0, 0};
    out = k ? both(out, point) : point;
  }
  return out;
}

// How far two stretches are from each other; below 0 where they overlap.
static float gap(float a, float a_length, float b, float b_length)
{
  return fmaxf(a - (b + b_length), b - (a + a_length));
}

static bool are_near(const formula_box *a, const formula_box *b)
{
  float em = fmaxf(a->size, b->size) / NB_POINTS_PER_UNIT;
  float across = gap(a->box.x, a->box.width, b->box.x, b->box.width);
  float down = gap(a->box.y, a->box.height, b->box.y, b->box.height);
  return (across < near_across * em && down < near_down * em) || (across < 0 && down < next_line * em);
}

static void join(formula_box *a, const formula_box *b)
{
  if (b->box.x < a->box.x)
    a->begins = b->begins;
  if (right_of(b->box) > right_of(a->box))
    a->open = b->open, a->bracket = b->bracket;
  a->box = both(a->box, b->box);
  a->size = fmaxf(a->size, b->size);
  a->signs += b->signs;
  a->others += b->others;
  a->letters += b->letters;
  a->relations += b->relations;
  a->brackets += b->brackets;
}

// Puts a box with those that it is near to; they may then be near to others.
static int add(formula_box *boxes, int count, formula_box one)
{
  for (int k = 0; k < count;) {
    if (!are_near(&boxes[k], &one)) {
      k++;
      continue;
    }
    join(&one, &boxes[k]);
    boxes[k] = boxes[--count];
    k = 0;
  }
  if (count < MOST)
    boxes[count++] = one;
  return count;
}

// What a sign tells of the formula that it stands in, by its glyph.
enum { KNOWN = 96 };
typedef enum sign_kind { OTHER, FIGURE, LETTER, RELATION, OPERATOR } sign_kind;
typedef struct known_signs {
  uint32_t id[KNOWN];
  sign_kind kind[KNOWN];
  int count;
} known_signs;

static void know(known_signs *known, const nb_fonts *fonts, sign_kind kind, const char *signs)
{
  for (size_t bytes; *signs && known->count < KNOWN; signs += bytes) {
    nb_glyph glyph = {0};
    float width;
    for (bytes = 1; (signs[bytes] & 0xc0) == 0x80; bytes++)
      ;
    nb_font_shape(fonts, NB_FONT_MATH, signs, bytes, &glyph, 1, &width);
    known->id[known->count] = glyph.id;
    known->kind[known->count++] = kind;
  }
}

static known_signs know_all(const nb_fonts *fonts)
{
  known_signs known = {.count = 0};
  know(&known, fonts, FIGURE, "0123456789.−");
  know(&known, fonts, LETTER, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:,;?");
  know(&known, fonts, RELATION, "=≠≈≤≥<>→←↦∈");
  know(&known, fonts, OPERATOR, "+×·⋅");
  return known;
}

static sign_kind kind_of(const known_signs *known, uint32_t id)
{
  for (int k = 0; k < known->count; k++)
    if (known->id[k] == id)
      return known->kind[k];
  return OTHER;
}

static formula_box one_sign(nb_rect where, float size, sign_kind kind)
{
  float em = size / NB_POINTS_PER_UNIT;
  bool bracket = where.height > tall * em && where.width < 0.5f * em;
  return (formula_box){.box = where,
                       .size = size,
                       .signs = 1,
                       .others = kind != FIGURE && kind != LETTER,
                       .letters = kind == LETTER,
                       .relations = kind == RELATION,
                       .brackets = bracket,
                       .bracket = bracket,
                       .begins = kind == RELATION || kind == OPERATOR,
                       .open = kind == RELATION || kind == OPERATOR};
}

// ---------------------------------------------------------------------------------------------------------------
// Reading the list

// Where commands stand: under the groups that are open.
typedef struct scope {
  nb_affine place;
  nb_rect clip; // board units
  float alpha;
} scope;

static scope enter(scope outer, const nb_command *c)
{
  if (c->op != NB_OP_GROUP)
    return outer;
  scope inner = {nb_affine_multiply(outer.place, c->group.transform), outer.clip,
                 outer.alpha * c->group.alpha};
  if (c->group.has_clip)
    inner.clip = common(outer.clip, moved(inner.place, c->group.clip));
  return inner;
}

// Whether what is drawn in a colour is to be seen, more than at `least` of 255.
static bool shows(const nb_paint *paint, float alpha, float least)
{
  return paint->stop_count > 0 || alpha * (float)(paint->color >> 24) > least;
}

static void add_drawn(finding *f, nb_rect where)
{
  if (f->drawn_count < MOST)
    f->drawn[f->drawn_count++] = where;
}

static bool is_drawn(const finding *f, nb_rect where)
{
  for (int k = 0; k < f->drawn_count; k++)
    if (meet(f->drawn[k], where))
      return true;
  return false;
}

// Signs of mathematics go to the boxes. Those with a halo, which is drawn before them, are names on the drawing, and so
// are words in another font.
static void add_glyphs(finding *f, const nb_command *c, const scope *in, const nb_fonts *fonts,
                       const known_signs *known)
{
  nb_font font = (nb_font)c->glyphs.font;
  bool math = font == NB_FONT_MATH && c->glyphs.mode != NB_STROKE;
  float size = c->glyphs.size * hypotf(in->place.i.x, in->place.i.y), em = size / NB_POINTS_PER_UNIT;
  if (!shows(&c->glyphs.paint, in->alpha, math ? 128 : 16))
    return;
  for (uint32_t k = 0; k < c->glyphs.glyph_count; k++) {
    nb_rect box = nb_font_outline(fonts, font, c->glyph[k].id).box;
    nb_vec2 at = nb_affine_apply(in->place, c->glyph[k].where);
    nb_rect where = {at.x + em * box.x, at.y + em * box.y, em * box.width, em * box.height};
    if (box.width <= 0)
      continue;
    if (!math)
      add_drawn(f, where);
    else if (!is_drawn(f, where))
      f->count = add(f->boxes, f->count, one_sign(where, size, kind_of(known, c->glyph[k].id)));
  }
}

// Whether the line from a to b passes through r (Liang and Barsky 1984).
static bool passes(nb_vec2 a, nb_vec2 b, nb_rect r)
{
  float from = 0, until = 1, dx = b.x - a.x, dy = b.y - a.y;
  const float way[4] = {-dx, dx, -dy, dy};
  const float room[4] = {a.x - r.x, right_of(r) - a.x, a.y - r.y, r.y + r.height - a.y};
  for (int k = 0; k < 4; k++) {
    if (way[k] == 0 && room[k] <= 0)
      return false;
    if (way[k] < 0)
      from = fmaxf(from, room[k] / way[k]);
    if (way[k] > 0)
      until = fminf(until, room[k] / way[k]);
  }
  return from < until;
}

// A contour against a box: a thin bar within it is the formula's own, any other line through it is the drawing's.
static void meet_contour(formula_box *f, const nb_vec2 *points, int count, const nb_path_fixed *path,
                         const scope *in)
{
  nb_vec2 before = nb_affine_apply(in->place, points[0]);
  nb_rect bounds = {before.x, before.y, 0, 0}, seen = common(f->box, in->clip);
  bool crossed = false;
  for (int k = 1; k <= count; k++) {
    nb_vec2 p = nb_affine_apply(in->place, points[k % count]);
    bool closes = k == count && path->mode == NB_STROKE;
    crossed |= !closes && passes(before, p, seen);
    bounds = both(bounds, (nb_rect){p.x, p.y, 0, 0});
    before = p;
  }
  float em = f->size / NB_POINTS_PER_UNIT, air = 0.3f * em;
  bool bar = path->mode != NB_STROKE && fminf(bounds.width, bounds.height) < thin * em &&
             bounds.x > f->box.x - air && right_of(bounds) < right_of(f->box) + air;
  if (bar && meet(bounds, f->box))
    f->box = both(f->box, bounds);
  else
    f->drawing |= crossed;
}

static void meet_path(finding *f, const nb_command *c, const scope *in)
{
  static const int points_of[] = {
      [NB_MOVE] = 1, [NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3, [NB_CLOSE] = 0};
  int first = 0, end = 0;
  if (!shows(&c->path.paint, in->alpha, 16))
    return;
  for (uint32_t v = 0; v <= c->path.verb_count; v++) {
    bool last = v == c->path.verb_count;
    if ((last || c->verbs[v] == NB_MOVE) && end > first) {
      for (int k = 0; k < f->count; k++)
        meet_contour(&f->boxes[k], c->points + first, end - first, &c->path, in);
      first = end;
    }
    end += last ? 0 : points_of[c->verbs[v]];
  }
}

// Reads the list twice: for signs, and then for lines through their boxes.
static void read_list(finding *f, nb_list_reader reader, const nb_fonts *fonts, const known_signs *signs)
{
  nb_command c;
  bool done = false;
  scope scopes[NB_LIST_MAX_DEPTH + 1] = {{nb_affine_identity(), {-8, -4.5f, 16, 9}, 1}};
  int depth = 0;
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done) {
    if (c.op == NB_OP_GROUP || c.op == NB_OP_SPACE) {
      scopes[depth + 1] = enter(scopes[depth], &c);
      depth++;
    } else if (c.op == NB_OP_END) {
      depth--;
    } else if (c.op == NB_OP_GLYPHS && signs) {
      add_glyphs(f, &c, &scopes[depth], fonts, signs);
    } else if (c.op == NB_OP_IMAGE && signs) {
      add_drawn(f, common(scopes[depth].clip, moved(scopes[depth].place, c.image.where)));
    } else if (c.op == NB_OP_PATH && !signs) {
      meet_path(f, &c, &scopes[depth]);
    }
  }
}

// A line that goes on with a formula: it begins with a sign that wants something before it, and that stands close above.
static bool goes_on(const finding *f, const formula_box *upper, const formula_box *lower)
{
  float em = fmaxf(upper->size, lower->size) / NB_POINTS_PER_UNIT;
  float down = upper->box.y - (lower->box.y + lower->box.height);
  bool below = down >= 0 && down < line_down * em &&
               gap(upper->box.x, upper->box.width, lower->box.x, lower->box.width) < 0;
  return below && lower->begins && !upper->drawing && !lower->drawing && !is_drawn(f, lower->box);
}

static void join_lines(finding *f)
{
  for (int lower = 0; lower < f->count;) {
    int upper = 0;
    while (upper < f->count && (upper == lower || !goes_on(f, &f->boxes[upper], &f->boxes[lower])))
      upper++;
    if (upper == f->count) {
      lower++;
      continue;
    }
    bool open = f->boxes[lower].open;
    join(&f->boxes[upper], &f->boxes[lower]);
    f->boxes[upper].open = open;
    f->boxes[lower] = f->boxes[--f->count];
    lower = 0;
  }
}

// Whole, and no words, numbers or names: else it is better left out.
static bool is_formula(const finding *f, const formula_box *b)
{
  bool half = b->bracket && b->brackets == 1; // numbers are still to come
  bool says = b->relations > 0 || (b->others > 0 && 3 * b->letters <= 2 * b->signs);
  return b->signs >= LEAST_SIGNS && says && !b->open && !half && !b->drawing && !is_drawn(f, b->box);
}

static int by_height(const void *a, const void *b)
{
  const formula_box *x = a, *y = b;
  float upper_x = x->box.y + x->box.height, upper_y = y->box.y + y->box.height;
  return (upper_x < upper_y) - (upper_x > upper_y);
}

int formula_boxes(const void *list, size_t size, const nb_fonts *fonts, formula_box *out, int capacity)
{
  nb_list_reader reader;
  finding *f = calloc(1, sizeof *f);
  int kept = 0;
  if (f && !nb_failed(nb_list_read(&reader, list, size))) {
    known_signs signs = know_all(fonts);
    read_list(f, reader, fonts, &signs);
    read_list(f, reader, fonts, NULL);
    join_lines(f);
    qsort(f->boxes, (size_t)f->count, sizeof *f->boxes, by_height);
    for (int k = 0; k < f->count && kept < capacity; k++)
      if (is_formula(f, &f->boxes[k]))
        out[kept++] = f->boxes[k];
  }
  free(f);
  return kept;
}
