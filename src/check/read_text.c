// The text of a display list: every glyph's box, where groups and clips leave it.
#include <math.h>
#include <stdlib.h>

#include "check/inside.h"

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

static void add_run(check_text *t, const nb_fonts *fonts, const nb_command *command, const check_place *p,
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
    nb_affine place = nb_affine_multiply(p->at, (nb_affine){{em, 0}, {0, em}, at});
    nb_rect seen = check_meet(nb_affine_bounds(place, box), p->clip);
    if (seen.width <= 0 || seen.height <= 0 || box.width <= 0)
      continue;
    check_glyph glyph = {.box = seen,
                         .place = place,
                         .font = (nb_font)run->font,
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
  check_places places = check_at_start();
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  t->count = 0;
  if (nb_failed(nb_list_read(&reader, list, size)))
    return;
  for (uint32_t number = 0; !nb_failed(nb_list_next(&reader, &command, &done)) && !done; number++) {
    const check_place *here = check_follow(&places, &command);
    if (command.op == NB_OP_GLYPHS)
      add_run(t, fonts, &command, here, number);
  }
}
