#include "nabla/type/tex.h"

#include <string.h>

#include "nabla/type/tex_number.h"
#include "nabla/type/tex_parse.h"
#include "nabla/type/tex_place.h"

static bool values_fit(tex_job *job)
{
  size_t given = job->options->value_count;
  if (given == 0 || given == job->value_count)
    return true;
  return tex_fail(job, (tex_span){job->bytes, 0}, "each \\val takes one number",
                  "%zu numbers were given, and \\val stands here %u times", given, job->value_count);
}

static bool lay_out(tex_job *job, nb_tex *out)
{
  if (job->bytes > NB_TEX_MAX_BYTES)
    return tex_fail(job, (tex_span){0, 0}, "a shorter formula would do", "more than %d bytes",
                    NB_TEX_MAX_BYTES);
  tex_node *list = tex_parse(job);
  if (list == NULL || !values_fit(job))
    return false;
  bool display = job->options->style == NB_TEX_DISPLAY;
  const tex_box *box = tex_layout_list(job, list->body, display ? TEX_DISPLAY_STYLE : TEX_TEXT_STYLE);
  return box != NULL && tex_place(job, box, out);
}

nb_error nb_tex_layout(nb_tex *out, const nb_fonts *fonts, const char *source, size_t bytes, nb_arena *memory,
                       const nb_tex_options *options)
{
  static const nb_tex_options defaults = {.style = NB_TEX_DISPLAY};
  nb_arena_reset(memory);
  *out = (nb_tex){0};
  tex_job job = {.source = source,
                 .bytes = (uint32_t)(bytes <= NB_TEX_MAX_BYTES ? bytes : NB_TEX_MAX_BYTES + 1),
                 .options = options == NULL ? &defaults : options,
                 .memory = memory,
                 .font = tex_font_of(fonts),
                 .error = nb_ok()};
  if (!lay_out(&job, out))
    *out = (nb_tex){0};
  return job.error;
}

bool nb_tex_set_value(nb_tex *tex, const nb_fonts *fonts, size_t k, float value)
{
  if (k >= tex->value_count)
    return false;
  tex_font font = tex_font_of(fonts);
  nb_tex_value changed = tex->values[k];
  changed.value = value;
  if (changed.count > 0 && !tex_number_set(&font, &changed, tex->glyphs + changed.first))
    return false;
  tex->values[k] = changed;
  if (changed.column > 0)
    tex_number_align(&font, tex, changed.column);
  return true;
}

const nb_tex_part *nb_tex_find(const nb_tex *tex, const char *name)
{
  for (uint32_t k = 0; k < tex->part_count; k++)
    if (strcmp(tex->parts[k].name, name) == 0)
      return &tex->parts[k];
  return NULL;
}

bool nb_tex_within(const nb_tex *tex, int32_t k, int32_t part)
{
  while (k != part && k >= 0 && (uint32_t)k < tex->part_count)
    k = tex->parts[k].parent;
  return k == part;
}

// The arrays one behind the other, each a multiple of four bytes long.
static size_t array_bytes(const nb_tex *tex, int which)
{
  switch (which) {
  case 0:
    return tex->glyph_count * sizeof *tex->glyphs;
  case 1:
    return tex->rule_count * sizeof *tex->rules;
  case 2:
    return tex->part_count * sizeof *tex->parts;
  default:
    return tex->value_count * sizeof *tex->values;
  }
}

size_t nb_tex_bytes(const nb_tex *tex)
{
  return array_bytes(tex, 0) + array_bytes(tex, 1) + array_bytes(tex, 2) + array_bytes(tex, 3);
}

static void *copy(char **room, const void *from, size_t bytes)
{
  void *to = *room;
  if (bytes > 0)
    memcpy(to, from, bytes);
  *room += bytes;
  return to;
}

nb_tex nb_tex_copy(const nb_tex *tex, void *room)
{
  nb_tex out = *tex;
  char *at = room;
  out.glyphs = copy(&at, tex->glyphs, array_bytes(tex, 0));
  out.rules = copy(&at, tex->rules, array_bytes(tex, 1));
  out.parts = copy(&at, tex->parts, array_bytes(tex, 2));
  out.values = copy(&at, tex->values, array_bytes(tex, 3));
  return out;
}
