// Text and marks that can hardly be seen. Contrast is that of WCAG 2.1 (1.4.3, 1.4.11): 3:1 for large text and
// for graphics; all text on the board is large.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

enum { WIDTH = 480, HEIGHT = 270, LEAST = 3 };

// What is fainter than that has stepped back, and need not be read.
static const float meant = 0.5f;

static double linear(unsigned byte)
{
  double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(nb_rgba color)
{
  return 0.2126 * linear(color & 255) + 0.7152 * linear(color >> 8 & 255) +
         0.0722 * linear(color >> 16 & 255);
}

double check_contrast_of(nb_rgba a, nb_rgba b)
{
  double x = luminance(a), y = luminance(b);
  return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static nb_rgba over(nb_rgba top, float alpha, nb_rgba under)
{
  nb_rgba mixed = 0xff000000;
  for (int shift = 0; shift < 24; shift += 8) {
    float a = (float)(top >> shift & 255), b = (float)(under >> shift & 255);
    mixed |= (nb_rgba)lrintf(b + alpha * (a - b)) << shift;
  }
  return mixed;
}

// ---------------------------------------------------------------------------------------------------------------
// Text, against what is painted behind it

// The list without its text. free() it.
static void *without_text(const void *list, size_t size, size_t *left)
{
  uint8_t *to = malloc(size);
  nb_list_header header;
  if (!to)
    return NULL;
  memcpy(&header, list, sizeof header);
  size_t used = sizeof header;
  uint32_t commands = 0;
  for (size_t at = sizeof header; at < size;) {
    nb_command_header command;
    memcpy(&command, (const uint8_t *)list + at, sizeof command);
    if (command.op != NB_OP_GLYPHS) {
      memcpy(to + used, (const uint8_t *)list + at, command.bytes);
      used += command.bytes;
      commands++;
    }
    at += command.bytes;
  }
  header.bytes = (uint32_t)used;
  header.commands = commands;
  memcpy(to, &header, sizeof header);
  *left = used;
  return to;
}

static int by_value(const void *a, const void *b)
{
  return *(const uint8_t *)a - *(const uint8_t *)b;
}

// What is behind a box: the middle value of each channel.
static nb_rgba behind(const pixels *picture, nb_rect box)
{
  enum { SAMPLES = 8 };
  uint8_t values[3][SAMPLES * SAMPLES];
  nb_affine place = board_place(WIDTH, HEIGHT);
  for (int k = 0; k < SAMPLES * SAMPLES; k++) {
    nb_vec2 p = nb_affine_apply(place, nb_at(box.x + box.width * ((float)(k % SAMPLES) + 0.5f) / SAMPLES,
                                             box.y + box.height * ((float)(k / SAMPLES) + 0.5f) / SAMPLES));
    int x = (int)fminf(fmaxf(p.x, 0), WIDTH - 1), y = (int)fminf(fmaxf(p.y, 0), HEIGHT - 1);
    const uint8_t *pixel = picture->bytes + (size_t)y * picture->stride + 4 * (size_t)x;
    for (int channel = 0; channel < 3; channel++)
      values[channel][k] = pixel[channel];
  }
  nb_rgba color = 0xff000000;
  for (int channel = 0; channel < 3; channel++) {
    qsort(values[channel], SAMPLES * SAMPLES, 1, by_value);
    color |= (nb_rgba)values[channel][SAMPLES * SAMPLES / 2] << 8 * channel;
  }
  return color;
}

// True where a glyph of the same name stood there as strongly: it neither comes nor goes.
static bool rests(const check_glyph *g, const check_text *before)
{
  for (int k = 0; k < before->count; k++) {
    const check_glyph *b = &before->glyphs[k];
    if (b->name == g->name && fabsf(b->alpha - g->alpha) < 0.01f && fabsf(b->box.x - g->box.x) < 0.05f)
      return true;
  }
  return false;
}

static void look_at_text(check *c, nb_theme theme, const check_text *text, const check_text *before,
                         const pixels *picture)
{
  for (int k = 0; k < text->count; k++) {
    const check_glyph *g = &text->glyphs[k];
    nb_rgba ground = g->halo ? g->halo : behind(picture, g->box);
    double ratio = check_contrast_of(over(g->color, g->alpha, ground), ground);
    char subject[40];
    snprintf(subject, sizeof subject, "%d %llx", theme, (unsigned long long)g->name);
    if (ratio < LEAST && g->alpha >= meant && rests(g, before))
      check_found(c, "contrast", subject, theme, &g->box,
                  "take a colour that the theme names (NB_TEXT, NB_DIM, NB_V, ...), more alpha, or a .halo",
                  "in %s text has a contrast of %.1f:1 with what is behind it, at (%.2f, %.2f)",
                  theme == NB_CHALK ? "chalk" : "board", ratio, (double)g->box.x, (double)g->box.y);
  }
}

static void check_texts(check *c, nb_theme theme, int step)
{
  float seconds = c->scene->steps[step].seconds;
  check_text before = {0}, text = {0};
  const void *list;
  size_t size, left = 0;
  uint8_t *bytes = malloc(4 * WIDTH * HEIGHT);
  pixels picture = {WIDTH, HEIGHT, 4 * WIDTH, bytes, PIXEL_RGBA};
  if (bytes && check_draw_at(c, step, fmaxf(seconds - 0.4f, 0), theme, &list, &size)) {
    check_read_text(&before, c->fonts, list, size);
    if (check_draw_at(c, step, seconds, theme, &list, &size)) {
      check_read_text(&text, c->fonts, list, size);
      void *bare = without_text(list, size, &left);
      paint_layer layer = {.list = bare, .size = left, .place = board_place(WIDTH, HEIGHT)};
      if (bare && !nb_failed(painter_paint(c->painter, picture, nb_theme_color(theme, NB_GROUND), &layer, 1)))
        look_at_text(c, theme, &text, &before, &picture);
      free(bare);
    }
  }
  free(bytes);
  free(before.glyphs);
  free(text.glyphs);
}

// ---------------------------------------------------------------------------------------------------------------
// Marks that one theme shows and the other hides: colours that are the same in both. (Those that the themes
// name, and mixes of them, are as faint as they were meant to be.)

static bool is_role(nb_theme theme, nb_rgba color)
{
  for (nb_color role = NB_TEXT; role < NB_ROLE_COUNT; role++)
    if ((nb_theme_color(theme, role) & 0xffffff) == (color & 0xffffff))
      return true;
  return false;
}

// The colour of a solid, opaque mark; 0 for all else.
static nb_rgba mark_color(const nb_command *command)
{
  bool solid = command->op == NB_OP_PATH && command->path.paint.stop_count == 0;
  return solid && command->path.paint.color >> 24 == 255 ? command->path.paint.color : 0;
}

static void compare_marks(check *c, const void *chalk, size_t chalk_size, const void *board,
                          size_t board_size)
{
  nb_list_reader a, b;
  nb_command x, y;
  bool done = false, too = false;
  if (nb_failed(nb_list_read(&a, chalk, chalk_size)) || nb_failed(nb_list_read(&b, board, board_size)))
    return;
  while (!nb_failed(nb_list_next(&a, &x, &done)) && !nb_failed(nb_list_next(&b, &y, &too)) && !done && !too) {
    nb_rgba in_chalk = mark_color(&x), in_board = mark_color(&y);
    if (x.op != y.op)
      return; // the themes draw different things
    if (!in_chalk || in_chalk != in_board || is_role(NB_CHALK, in_chalk) || is_role(NB_BOARD, in_board))
      continue;
    double dark = check_contrast_of(in_chalk, nb_theme_color(NB_CHALK, NB_GROUND));
    double light = check_contrast_of(in_board, nb_theme_color(NB_BOARD, NB_GROUND));
    char subject[32];
    snprintf(subject, sizeof subject, "mark %x", in_chalk);
    if ((dark < LEAST) != (light < LEAST))
      check_found(
          c, "contrast", subject, dark < LEAST ? NB_CHALK : NB_BOARD, NULL,
          "colours from nb_rgb suit one theme; NB_I, NB_V, NB_POSITIVE, ... and nb_mix of them suit both",
          "a mark of colour #%02x%02x%02x has a contrast of %.1f:1 in chalk and %.1f:1 in board",
          in_chalk & 255, in_chalk >> 8 & 255, in_chalk >> 16 & 255, dark, light);
  }
}

static void check_marks(check *c, int step)
{
  const void *list;
  size_t size, board_size;
  float seconds = c->scene->steps[step].seconds;
  if (!check_draw_at(c, step, seconds, NB_CHALK, &list, &size))
    return;
  void *chalk = malloc(size);
  if (chalk)
    memcpy(chalk, list, size);
  const void *board;
  if (chalk && check_draw_at(c, step, seconds, NB_BOARD, &board, &board_size)) {
    void *kept = malloc(board_size); // findings draw
    if (kept)
      compare_marks(c, chalk, size, memcpy(kept, board, board_size), board_size);
    free(kept);
  }
  free(chalk);
}

void check_contrast(check *c)
{
  stage_reset(c->stage);
  for (int step = 0; step < c->scene->step_count; step++) {
    check_texts(c, NB_CHALK, step);
    check_texts(c, NB_BOARD, step);
    check_marks(c, step);
  }
}
