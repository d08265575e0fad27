// A formula from the shell: as a picture, as numbers, or only looked at for mistakes.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/commands.h"
#include "command/json.h"
#include "film/cutout.h"
#include "film/film.h"
#include "film/vector.h"
#include "nabla/record.h"
#include "nabla/type/tex.h"

static const float em = 64;     // pixels
static const float margin = 24; // pixels around the formula

// ---------------------------------------------------------------------------------------------------------------
// Numbers

static void json_glyphs(json *j, const nb_tex *tex)
{
  json_open(j, "glyphs", '[');
  for (uint32_t k = 0; k < tex->glyph_count; k++) {
    const nb_tex_glyph *g = &tex->glyphs[k];
    json_open(j, NULL, '{');
    json_number(j, "id", g->id);
    json_number(j, "x", (double)g->where.x);
    json_number(j, "y", (double)g->where.y);
    json_number(j, "scale", (double)g->scale);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void json_rules(json *j, const nb_tex *tex)
{
  json_open(j, "rules", '[');
  for (uint32_t k = 0; k < tex->rule_count; k++) {
    const nb_tex_rule *r = &tex->rules[k];
    json_open(j, NULL, '{');
    json_number(j, "x0", (double)r->from.x);
    json_number(j, "y0", (double)r->from.y);
    json_number(j, "x1", (double)r->to.x);
    json_number(j, "y1", (double)r->to.y);
    json_number(j, "thickness", (double)r->thickness);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void json_parts(json *j, const nb_tex *tex)
{
  json_open(j, "parts", '[');
  for (uint32_t k = 0; k < tex->part_count; k++) {
    const nb_tex_part *p = &tex->parts[k];
    json_open(j, NULL, '{');
    json_text(j, "name", p->name);
    json_number(j, "x", (double)p->box.x);
    json_number(j, "y", (double)p->box.y);
    json_number(j, "width", (double)p->box.width);
    json_number(j, "height", (double)p->box.height);
    json_close(j, '}');
  }
  json_close(j, ']');
}

static void print_json(const nb_tex *tex)
{
  json j = json_to(stdout);
  json_open(&j, NULL, '{');
  json_number(&j, "width", (double)tex->width);
  json_number(&j, "height", (double)tex->height);
  json_number(&j, "depth", (double)tex->depth);
  json_glyphs(&j, tex);
  json_rules(&j, tex);
  json_parts(&j, tex);
  json_close(&j, '}');
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures

static bool ends_with(const char *text, const char *ending)
{
  size_t length = strlen(text), wanted = strlen(ending);
  return length >= wanted && strcmp(text + length - wanted, ending) == 0;
}

static nb_error paint_png(const nb_fonts *fonts, const char *path, nb_rgba ground, const paint_layer *layer,
                          int width, int height)
{
  painter *brush;
  pixels picture = {.width = width, .height = height, .stride = 4 * (size_t)width};
  picture.bytes = malloc(picture.stride * (size_t)height);
  if (picture.bytes == NULL)
    return nb_fail(NB_NO_MEMORY, "no memory for a picture of %d x %d pixels", width, height);
  nb_error e = painter_create(&brush, fonts, 0);
  if (!nb_failed(e)) {
    e = painter_paint(brush, picture, ground, layer, 1);
    painter_destroy(brush);
  }
  if (!nb_failed(e))
    e = film_write_png(path, picture);
  free(picture.bytes);
  return e;
}

// The formula at the origin, an em a board unit, its numbers 0.
static void draw_zeros(nb_board *b, const char *source, int count)
{
  static const float zero = 0;
  const float *values[NB_TEX_MAX_VALUES];
  for (int k = 0; k < count; k++)
    values[k] = &zero;
  nb_style style = nb_style(.size = NB_POINTS_PER_UNIT);
  nb_formula_draw(b, nb_formula_set(b, nb_origin(), source, style, values, count));
}

// A picture of a formula: how large, and where in it the formula is.
typedef struct frame {
  int width, height; // pixels
  nb_affine place;
} frame;

// As large as asked for, the formula in its middle and as large as fits; else of the formula's own size, smaller where that
// is too large for a picture.
static frame frame_of(const nb_tex *tex, const options *o)
{
  float wide = fmaxf(tex->width, 1e-3f), tall = fmaxf(tex->height + tex->depth, 1e-3f);
  frame f = {.width = o->width, .height = o->height};
  float air = margin, scale = fminf(em, (16000 - 2 * margin) / fmaxf(wide, tall));
  if (f.width > 0) {
    air = fminf(margin, 0.1f * fminf((float)f.width, (float)f.height));
    scale = fminf(((float)f.width - 2 * air) / wide, ((float)f.height - 2 * air) / tall);
  } else {
    f.width = (int)ceilf(scale * tex->width + 2 * air);
    f.height = (int)ceilf(scale * (tex->height + tex->depth) + 2 * air);
  }
  f.place = (nb_affine){{scale, 0},
                        {0, -scale},
                        {((float)f.width - scale * tex->width) / 2,
                         ((float)f.height + scale * (tex->height - tex->depth)) / 2}};
  return f;
}

static nb_error write_picture(const nb_fonts *fonts, const char *assets, nb_board *b, const nb_tex *tex,
                              const options *o)
{
  frame f = frame_of(tex, o);
  paint_layer layer = {.place = f.place};
  nb_rgba color = nb_theme_color(o->theme, NB_GROUND), ground = o->transparent ? cutout_ground(color) : color;
  nb_board_begin(b, o->theme, NULL, 0);
  draw_zeros(b, o->scene, (int)tex->value_count);
  nb_error e = nb_board_finish(b, &layer.list, &layer.size);
  if (nb_failed(e))
    return e;
  if (!ends_with(o->output, ".png"))
    return film_write_vector(o->output, assets, fonts, ground, &layer, f.width, f.height);
  return paint_png(fonts, o->output, ground, &layer, f.width, f.height);
}

static nb_error draw(const nb_fonts *fonts, const char *assets, const nb_tex *tex, const options *o)
{
  nb_board *b;
  nb_error e = nb_board_create(&b, fonts);
  if (nb_failed(e))
    return e;
  e = write_picture(fonts, assets, b, tex, o);
  nb_board_destroy(b);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

// The place and what is wrong, and behind it what would be right, on one line.
static void print_mistake(const char *text)
{
  size_t first = strcspn(text, "\n");
  const char *caret = strrchr(text, '^');
  printf("%.*s", (int)first, text);
  if (text[first] && caret && caret[1] == ' ')
    printf(": %s", caret + 2);
  putchar('\n');
}

static nb_error check_lines(const nb_fonts *fonts, nb_arena *memory)
{
  char *line = NULL;
  size_t capacity = 0;
  long wrong = 0, count = 0;
  for (ssize_t length; (length = getline(&line, &capacity, stdin)) >= 0; count++) {
    nb_tex tex;
    if (length > 0 && line[length - 1] == '\n')
      length--;
    nb_error e = nb_tex_layout(&tex, fonts, line, (size_t)length, memory, NULL);
    wrong += nb_failed(e);
    print_mistake(nb_failed(e) ? e.text : "ok");
  }
  free(line);
  if (wrong > 0)
    return nb_fail(NB_BAD_FORMULA, "%ld of %ld formulas have a mistake", wrong, count);
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------

static nb_error check(const options *o)
{
  if (o->lines && (o->scene || o->output || o->json))
    return nb_fail(NB_USAGE,
                   "--lines reads formulas from the standard input, and prints ok or a mistake for each");
  if (o->lines)
    return nb_ok();
  if (!o->scene)
    return nb_fail(NB_USAGE, "which formula? nabla tex '\\frac{1}{2}' -o half.svg");
  if (o->scene[strspn(o->scene, " \t\n")] == 0)
    return nb_fail(NB_USAGE, "the formula is empty; nabla tex '\\frac{1}{2}' -o half.svg");
  if (!o->output && !o->json)
    return nb_fail(NB_USAGE, "where to? -o FILE.svg, .pdf or .png, or --json");
  if (o->output && !ends_with(o->output, ".png") && !vector_is(o->output))
    return nb_fail(NB_USAGE, "what kind of file is %s? Known endings: .svg, .pdf, .png", o->output);
  return nb_ok();
}

static nb_error one_formula(const nb_fonts *fonts, const char *assets, nb_arena *memory, const options *o)
{
  nb_tex tex;
  nb_error e = nb_tex_layout(&tex, fonts, o->scene, strlen(o->scene), memory, NULL);
  if (!nb_failed(e) && o->json)
    print_json(&tex);
  if (nb_failed(e) || !o->output)
    return e;
  e = draw(fonts, assets, &tex, o);
  if (!nb_failed(e) && !o->quiet)
    fprintf(stderr, "wrote %s\n", o->output);
  return e;
}

nb_error command_tex(const options *o, const places *p)
{
  nb_fonts *fonts;
  nb_arena memory = {0};
  nb_error e = check(o);
  if (!nb_failed(e))
    e = nb_fonts_open(&fonts, p->assets);
  if (nb_failed(e))
    return e;
  e = o->lines ? check_lines(fonts, &memory) : one_formula(fonts, p->assets, &memory, o);
  nb_arena_free(&memory);
  nb_fonts_close(fonts);
  return e;
}
