// Jumps from step to step: what a step ends with is what the next one begins with, and moves from there.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

enum { WIDTH = 480, HEIGHT = 270, CHANGED = 60 /* of 255 */ };

// Of the picture: what is less is the edge of something that moves, or a small thing that comes.
static const float most = 0.0015f;

typedef struct change {
  int pixels;
  int left, top, right, bottom;
} change;

static bool differ(const uint8_t *a, const uint8_t *b)
{
  for (int channel = 0; channel < 3; channel++)
    if (abs(a[channel] - b[channel]) > CHANGED)
      return true;
  return false;
}

static change compare(const uint8_t *a, const uint8_t *b)
{
  change c = {0, WIDTH, HEIGHT, 0, 0};
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      size_t at = 4 * ((size_t)y * WIDTH + (size_t)x);
      if (!differ(a + at, b + at))
        continue;
      c.pixels++;
      c.left = x < c.left ? x : c.left, c.right = x > c.right ? x : c.right;
      c.top = y < c.top ? y : c.top, c.bottom = y > c.bottom ? y : c.bottom;
    }
  return c;
}

static bool paint_at(check *c, int step, float seconds, uint8_t *bytes)
{
  const void *list;
  size_t size;
  if (!check_draw_at(c, step, seconds, NB_CHALK, &list, &size))
    return false;
  pixels picture = {WIDTH, HEIGHT, 4 * WIDTH, bytes, PIXEL_RGBA};
  paint_layer layer = {.list = list, .size = size, .place = board_place(WIDTH, HEIGHT)};
  return !nb_failed(painter_paint(c->painter, picture, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1));
}

static nb_rect on_board(change c)
{
  const float unit = WIDTH / 16.0f;
  return (nb_rect){(float)c.left / unit - 8, 4.5f - (float)(c.bottom + 1) / unit,
                   (float)(c.right + 1 - c.left) / unit, (float)(c.bottom + 1 - c.top) / unit};
}

void check_cuts(check *c)
{
  uint8_t *before = malloc(4 * WIDTH * HEIGHT), *after = malloc(4 * WIDTH * HEIGHT);
  stage_reset(c->stage);
  for (int step = 0; step + 1 < c->scene->step_count && before && after; step++) {
    if (!paint_at(c, step, c->scene->steps[step].seconds, before) || !paint_at(c, step + 1, 0, after))
      break;
    change found = compare(before, after);
    float share = (float)found.pixels / (WIDTH * HEIGHT);
    nb_rect where = on_board(found);
    if (share > most)
      check_found(
          c, "cut", "", NB_CHALK, &where,
          "begin as the step before ended, and let nb_cue lead away from it; what leaves fades by nb_during",
          "the picture jumps as the step begins: %.1f %% of it changes at once", (double)(100 * share));
  }
  free(before);
  free(after);
}
