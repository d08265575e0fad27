// The text of a display list: every glyph's box, where groups and clips leave it.
#include <math.h>
#include <stdlib.h>

#include "check/inside.h"

typedef struct place {
  nb_affine at;
  float alpha;
  nb_rect clip;
} place;

static nb_rect meet(nb_rect a, nb_rect b)
{
  float x = fmaxf(a.x, b.x), y = fmaxf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(fminf(a.x + a.width, b.x + b.width) - x, 0),
                   fmaxf(fminf(a.y + a.height, b.y + b.height) - y, 0)};
}

static nb_rect moved(nb_affine m, nb_rect r)
{
  nb_vec2 low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
  for (int corner = 0; corner < 4; corner++) {
    nb_vec2 p =
        nb_affine_apply(m, nb_at(corner & 1 ? r.x + r.width : r.x, corner & 2 ? r.y + r.height : r.y));
    low = nb_at(fminf(low.x, p.x), fminf(low.y, p.y));
    high = nb_at(fmaxf(high.x, p.x), fmaxf(high.y, p.y));
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

static void open_group(place *to, const place *from, const nb_group_fixed *group)
{
  *to = (place){nb_affine_multiply(from->at, group->transform), from->alpha * group->alpha, from->clip};
  if (group->has_clip)
    to->clip = meet(from->clip, moved(to->at, group->clip));
}

static uint64_t name_of(const nb_command *command)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ command->glyphs.font;
  for (uint32_t k = 0; k < command->glyphs.glyph_count; k++)
    hash = (hash ^ command->glyph[k].id) * UINT64_C(0x100000001b3);
  return hash;
}

static bool add(check_text *t, const check_glyph *glyph)
{
  if (t->count == t->capacity) {
    int capacity = t->capacity ? 2 * t->capacity : 256;
    check_glyph *grown = realloc(t->glyphs, (size_t)capacity * sizeof *grown);
    if (!grown)
      return false;
    t->glyphs = grown;
    t->capacity = capacity;
  }
  t->glyphs[t->count++] = *glyph;
  return true;
}

static void add_run(check_text *t, const nb_fonts *fonts, const nb_command *command, const place *p,
                    uint32_t number)
{
  const nb_glyphs_fixed *run = &command->glyphs;
  nb_rgba color = run->paint.stop_count ? command->stops[0].color : run->paint.color;
  float alpha = p->alpha * (float)(color >> 24) / 255, em = run->size / NB_POINTS_PER_UNIT;
  if (run->mode == NB_STROKE) { // a halo, for the same text that follows
    t->halo = alpha > 0.5f ? color : 0;
    return;
  }
  nb_rgba halo = t->halo;
  t->halo = 0;
  for (uint32_t k = 0; k < run->glyph_count; k++) {
    nb_rect box = nb_font_outline(fonts, (nb_font)run->font, command->glyph[k].id).box;
    nb_vec2 at = command->glyph[k].where;
    nb_rect there = {at.x + em * box.x, at.y + em * box.y, em * box.width, em * box.height};
    nb_rect seen = meet(moved(p->at, there), p->clip);
    if (seen.width <= 0 || seen.height <= 0 || box.width <= 0)
      continue;
    check_glyph glyph = {.box = seen,
                         .id = command->glyph[k].id,
                         .run = number,
                         .name = name_of(command),
                         .points = run->size * nb_length(p->at.j),
                         .alpha = alpha,
                         .color = color,
                         .halo = halo,
                         .upright = fabsf(p->at.i.y) < 1e-4f && fabsf(p->at.j.x) < 1e-4f};
    if (!add(t, &glyph))
      return;
  }
}

void check_read_text(check_text *t, const nb_fonts *fonts, const void *list, size_t size)
{
  place places[NB_LIST_MAX_DEPTH + 1] = {{nb_affine_identity(), 1, {-1e6f, -1e6f, 2e6f, 2e6f}}};
  int depth = 0;
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  t->count = 0;
  if (nb_failed(nb_list_read(&reader, list, size)))
    return;
  for (uint32_t number = 0; !nb_failed(nb_list_next(&reader, &command, &done)) && !done; number++) {
    if (command.op == NB_OP_GROUP) {
      open_group(&places[depth + 1], &places[depth], &command.group);
      depth++;
    } else if (command.op == NB_OP_SPACE) {
      places[depth + 1] = places[depth];
      depth++;
    } else if (command.op == NB_OP_END) {
      depth--;
    } else if (command.op == NB_OP_GLYPHS) {
      add_run(t, fonts, &command, &places[depth], number);
    }
  }
}
