#include "nabla/type/tex_place.h"

#include <string.h>

#include "nabla/type/tex_number.h"

// What a mark changes, until its end.
typedef struct ink {
  nb_color color;
  int32_t part;
} ink;

typedef struct walk {
  const tex_job *job;
  nb_tex *out;
  uint32_t order;
  ink ink, outer[NB_TEX_MAX_DEPTH];
  int depth;
  bool *started; // by part: whether its box has anything in it
} walk;

static void grow(walk *w, nb_rect r)
{
  if (w->ink.part < 0)
    return;
  nb_rect *box = &w->out->parts[w->ink.part].box;
  if (!w->started[w->ink.part]) {
    *box = r;
    w->started[w->ink.part] = true;
    return;
  }
  float right = tex_max(box->x + box->width, r.x + r.width),
        top = tex_max(box->y + box->height, r.y + r.height);
  box->x = box->x < r.x ? box->x : r.x;
  box->y = box->y < r.y ? box->y : r.y;
  box->width = right - box->x;
  box->height = top - box->y;
}

static nb_rect rect_of(const tex_box *box, nb_vec2 at)
{
  return (nb_rect){at.x, at.y - box->depth, box->width, box->height + box->depth};
}

static nb_tex_glyph *add_glyph(walk *w, const tex_box *box, nb_vec2 at, int32_t value)
{
  nb_tex_glyph *g = &w->out->glyphs[w->out->glyph_count++];
  *g = (nb_tex_glyph){.id = box->glyph,
                      .where = at,
                      .scale = tex_font_scale(&w->job->font, box->level),
                      .color = w->ink.color,
                      .part = w->ink.part,
                      .value = value,
                      .source = box->span.at,
                      .bytes = box->span.bytes,
                      .order = w->order++};
  return g;
}

static void add_rule(walk *w, const tex_box *box, nb_vec2 at)
{
  nb_vec2 to = {at.x + box->to.x, at.y + box->to.y};
  w->out->rules[w->out->rule_count++] = (nb_tex_rule){.from = at,
                                                      .to = to,
                                                      .thickness = box->thickness,
                                                      .color = w->ink.color,
                                                      .part = w->ink.part,
                                                      .source = box->span.at,
                                                      .bytes = box->span.bytes,
                                                      .order = w->order++};
  nb_rect r = rect_of(box, at);
  if (to.y == at.y)
    r.width = to.x - at.x;
  grow(w, r);
}

static void add_number(walk *w, const tex_box *box, nb_vec2 at)
{
  const nb_tex_options *options = w->job->options;
  int32_t k = box->node->value;
  nb_tex_value *v = &w->out->values[k];
  v->value = options->value_count > 0 ? options->values[k] : 0;
  v->format = tex_number_format(box->node->format, v->value);
  v->box = rect_of(box, at);
  v->baseline = at.y;
  v->column = box->column;
  v->level = box->level;
  v->first = w->out->glyph_count;
  v->count = tex_number_glyphs(v->format);
  for (uint32_t n = 0; n < v->count; n++)
    add_glyph(w, box, at, k);
  grow(w, v->box);
}

static void begin_mark(walk *w, const tex_box *box, nb_vec2 at)
{
  if (w->depth < NB_TEX_MAX_DEPTH)
    w->outer[w->depth] = w->ink;
  w->depth++;
  if (box->mark->name[0] == 0) {
    w->ink.color = box->mark->color;
    return;
  }
  nb_tex_part *part = &w->out->parts[w->out->part_count];
  *part = (nb_tex_part){
      .parent = w->ink.part, .box = {at.x, at.y, 0, 0}, .source = box->span.at, .bytes = box->span.bytes};
  memcpy(part->name, box->mark->name, sizeof part->name);
  w->ink.part = (int32_t)w->out->part_count++;
}

static void end_mark(walk *w)
{
  int32_t ended = w->ink.part;
  w->depth--;
  if (w->depth < NB_TEX_MAX_DEPTH)
    w->ink = w->outer[w->depth];
  if (w->ink.part != ended && w->started[ended])
    grow(w, w->out->parts[ended].box);
}

// The recursion is as deep as the tree that the parser bounded.
static void place(walk *w, const tex_box *box, nb_vec2 at)
{
  switch (box->kind) {
  case TEX_BOX_GLYPH:
    add_glyph(w, box, at, -1);
    grow(w, rect_of(box, at));
    return;
  case TEX_BOX_RULE:
    add_rule(w, box, at);
    return;
  case TEX_BOX_NUMBER:
    add_number(w, box, at);
    return;
  case TEX_BOX_BEGIN:
    begin_mark(w, box, at);
    return;
  case TEX_BOX_END:
    end_mark(w);
    return;
  default:
    for (const tex_box *child = box->first; child != NULL; child = child->next)
      place(w, child, (nb_vec2){at.x + child->at.x, at.y + child->at.y});
  }
}

bool tex_place(tex_job *job, const tex_box *box, nb_tex *out)
{
  *out = (nb_tex){
      .width = box->width, .height = box->height, .depth = box->depth, .value_count = job->value_count};
  walk w = {.job = job, .out = out, .ink = {NB_DEFAULT, -1}};
  out->glyphs = tex_take(job, job->glyph_count * sizeof *out->glyphs);
  out->rules = tex_take(job, job->rule_count * sizeof *out->rules);
  out->parts = tex_take(job, job->part_count * sizeof *out->parts);
  out->values = tex_take(job, job->value_count * sizeof *out->values);
  w.started = tex_take(job, job->part_count * sizeof *w.started);
  if (tex_failed(job))
    return false;
  place(&w, box, (nb_vec2){0, 0});
  for (uint32_t column = 0; column <= job->column_count; column++)
    tex_number_align(&job->font, out, column);
  return true;
}
