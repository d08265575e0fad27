#include "film/formula_boxes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/list.h"

enum { MOST = 512, LEAST_SIGNS = 5 };

static const float near_across = 1.2f, near_down = 0.32f; // between signs of one formula, ems

static nb_rect both(nb_rect a, nb_rect b)
{
  float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(a.x + a.width, b.x + b.width) - x, fmaxf(a.y + a.height, b.y + b.height) - y};
}

static bool are_near(const formula_box *a, const formula_box *b)
{
  float em = fmaxf(a->size, b->size) / NB_POINTS_PER_UNIT, dx = near_across * em, dy = near_down * em;
  return a->box.x - dx < b->box.x + b->box.width && b->box.x - dx < a->box.x + a->box.width &&
         a->box.y - dy < b->box.y + b->box.height && b->box.y - dy < a->box.y + a->box.height;
}

static void join(formula_box *a, const formula_box *b)
{
  a->box = both(a->box, b->box);
  a->size = fmaxf(a->size, b->size);
  a->signs += b->signs;
  a->others += b->others;
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

// The glyphs of figures, points and minuses: numbers alone are no formula.
enum { FIGURES = 12 };
typedef struct figures {
  uint32_t id[FIGURES];
} figures;

static figures find_figures(const nb_fonts *fonts)
{
  static const char *const letters[FIGURES] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "−"};
  figures f = {{0}};
  for (int k = 0; k < FIGURES; k++) {
    nb_glyph glyph = {0};
    float width;
    nb_font_shape(fonts, NB_FONT_MATH, letters[k], strlen(letters[k]), &glyph, 1, &width);
    f.id[k] = glyph.id;
  }
  return f;
}

static bool is_figure(const figures *f, uint32_t id)
{
  for (int k = 0; k < FIGURES; k++)
    if (f->id[k] == id)
      return true;
  return false;
}

static int add_glyphs(formula_box *boxes, int count, const nb_command *c, nb_affine place,
                      const nb_fonts *fonts, const figures *known)
{
  float scale = hypotf(place.i.x, place.i.y), size = c->glyphs.size * scale, em = size / NB_POINTS_PER_UNIT;
  for (uint32_t k = 0; k < c->glyphs.glyph_count; k++) {
    nb_rect box = nb_font_outline(fonts, NB_FONT_MATH, c->glyph[k].id).box;
    nb_vec2 at = nb_affine_apply(place, c->glyph[k].where);
    nb_rect where = {at.x + em * box.x, at.y + em * box.y, em * box.width, em * box.height};
    if (box.width > 0)
      count = add(boxes, count, (formula_box){where, size, 1, is_figure(known, c->glyph[k].id) ? 0 : 1});
  }
  return count;
}

static int by_height(const void *a, const void *b)
{
  const formula_box *x = a, *y = b;
  float upper_x = x->box.y + x->box.height, upper_y = y->box.y + y->box.height;
  return (upper_x < upper_y) - (upper_x > upper_y);
}

// Whether what is drawn in a colour is to be seen, under the groups' alpha.
static bool shows(const nb_command *c, float alpha)
{
  return alpha * (float)(c->glyphs.paint.color >> 24) > 128;
}

static int find_all(const void *list, size_t size, const nb_fonts *fonts, formula_box *boxes)
{
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  nb_affine places[NB_LIST_MAX_DEPTH + 1] = {{{1, 0}, {0, 1}, {0, 0}}};
  float alphas[NB_LIST_MAX_DEPTH + 1] = {1};
  int depth = 0, count = 0;
  figures known = find_figures(fonts);
  if (nb_failed(nb_list_read(&reader, list, size)))
    return 0;
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done) {
    if (c.op == NB_OP_GROUP || c.op == NB_OP_SPACE) {
      depth++;
      bool group = c.op == NB_OP_GROUP;
      places[depth] = group ? nb_affine_multiply(places[depth - 1], c.group.transform) : places[depth - 1];
      alphas[depth] = alphas[depth - 1] * (group ? c.group.alpha : 1);
    } else if (c.op == NB_OP_END) {
      depth--;
    } else if (c.op == NB_OP_GLYPHS && c.glyphs.font == NB_FONT_MATH && c.glyphs.mode != NB_STROKE &&
               shows(&c, alphas[depth])) {
      count = add_glyphs(boxes, count, &c, places[depth], fonts, &known);
    }
  }
  return count;
}

int formula_boxes(const void *list, size_t size, const nb_fonts *fonts, formula_box *out, int capacity)
{
  formula_box *boxes = malloc(MOST * sizeof *boxes);
  int count = boxes ? find_all(list, size, fonts, boxes) : 0, kept = 0;
  if (count > 0)
    qsort(boxes, (size_t)count, sizeof *boxes, by_height);
  for (int k = 0; k < count && kept < capacity; k++)
    if (boxes[k].signs >= LEAST_SIGNS && boxes[k].others > 0)
      out[kept++] = boxes[k];
  free(boxes);
  return kept;
}
