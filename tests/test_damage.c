// What a film paints anew: two pictures differ in the damaged box alone, and painting that by itself gives what
// painting all of them does.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "film/damage.h"
#include "film/job.h"
#include "nabla/math/random.h"
#include "nabla/record.h"
#include "nabla/space.h"
#include "raster/samples.h"

// Lines are cut at the picture's edge, which rounds their coverage anew: one step each where hundreds lie over one
// another may add up to a few. And where two things in a space cross, rounding decides which is in front at a sample that
// lies on the very line: one pixel of a picture may differ by one of its SAMPLES.
enum { WIDTH = 640, HEIGHT = 362, SLACK = 3 };

static const char *const scenes[] = {
    NABLA_BUILD "/tests/scenes/tests/plain.so",
    NABLA_BUILD "/tests/scenes/tests/ticked.so",
    NABLA_BUILD "/tests/scenes/tests/space.so",
    NABLA_BUILD "/scenes/linear-algebra/transformations.so",
    NABLA_BUILD "/scenes/linear-algebra/three-dimensions.so",
    NABLA_BUILD "/scenes/multivariable-calculus/gradient.so",
    NABLA_BUILD "/scenes/multivariable-calculus/partial-derivatives.so",
    NABLA_BUILD "/scenes/neural-networks/backpropagation.so",
};

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

// A picture of a moment: its lists, and its pixels.
typedef struct moment {
  shot_picture picture;
  pixels canvas;
} moment;

static moment take(shot *s, painter *p, float seconds)
{
  moment m;
  assert_ok(shot_take(s, shot_at(s, seconds), WIDTH, HEIGHT, &m.picture));
  for (int i = 0; i < SHOT_LAYERS; i++) {
    paint_layer *layer = &m.picture.layers[i];
    void *copy = malloc(layer->size);
    assert_non_null(copy);
    layer->list = memcpy(copy, layer->list, layer->size);
  }
  assert_ok(job_canvas(&m.canvas, WIDTH, HEIGHT));
  assert_ok(painter_paint(p, m.canvas, m.picture.ground, m.picture.layers, SHOT_LAYERS));
  return m;
}

static void forget(moment *m)
{
  for (int i = 0; i < SHOT_LAYERS; i++)
    free((void *)m->picture.layers[i].list);
  free(m->canvas.bytes);
}

static patch damage_of(const moment *a, const moment *b, shot *s, int layer)
{
  patch damaged =
      damage_between(&a->picture.layers[layer], &b->picture.layers[layer], shot_fonts(s), WIDTH, HEIGHT);
  assert_in_range(damaged.left, 0, WIDTH);
  assert_in_range(damaged.right, 0, WIDTH);
  assert_in_range(damaged.top, 0, HEIGHT);
  assert_in_range(damaged.bottom, 0, HEIGHT);
  assert_true(damaged.top % 4 == 0 && (damaged.bottom % 4 == 0 || damaged.bottom == HEIGHT));
  assert_true(damaged.left % 16 == 0 && (damaged.right % 16 == 0 || damaged.right == WIDTH));
  return damaged;
}

// b's damaged box painted alone over a's pixels.
static void repaint(moment *a, const moment *b, patch damaged, painter *p)
{
  pixels part = a->canvas;
  part.bytes += (size_t)damaged.top * part.stride + 4 * (size_t)damaged.left;
  part.width = damaged.right - damaged.left;
  part.height = damaged.bottom - damaged.top;
  paint_layer layers[SHOT_LAYERS];
  for (int i = 0; i < SHOT_LAYERS; i++) {
    layers[i] = b->picture.layers[i];
    layers[i].place.origin.x -= (float)damaged.left;
    layers[i].place.origin.y -= (float)damaged.top;
  }
  if (!patch_is_none(damaged))
    assert_ok(painter_paint(p, part, b->picture.ground, layers, SHOT_LAYERS));
}

static bool is_within(patch p, int x, int y)
{
  return x >= p.left && x < p.right && y >= p.top && y < p.bottom;
}

// The pixels that differ by more than SLACK, and the most that any does.
typedef struct apart {
  int pixels, most;
} apart;

static apart apart_of(const moment *a, const moment *b)
{
  apart found = {0};
  for (int y = 0; y < HEIGHT; y++) {
    const uint8_t *row_a = a->canvas.bytes + (size_t)y * a->canvas.stride,
                  *row_b = b->canvas.bytes + (size_t)y * b->canvas.stride;
    for (int x = 0; x < WIDTH; x++) {
      int most = 0;
      for (int i = 4 * x; i < 4 * x + 4; i++)
        most = abs(row_a[i] - row_b[i]) > most ? abs(row_a[i] - row_b[i]) : most;
      found.pixels += most > SLACK;
      found.most = most > found.most ? most : found.most;
    }
  }
  return found;
}

// The largest difference of a channel outside of two boxes.
static int difference(const moment *a, const moment *b, const patch *beside)
{
  int most = 0;
  for (int y = 0; y < HEIGHT; y++) {
    size_t at = (size_t)y * a->canvas.stride;
    const uint8_t *row_a = a->canvas.bytes + at, *row_b = b->canvas.bytes + at;
    int end = memcmp(row_a, row_b, 4 * WIDTH) == 0 ? 0 : 4 * WIDTH;
    for (int i = 0; i < end; i++) {
      int d = abs(row_a[i] - row_b[i]);
      if (d > most && !is_within(beside[0], i / 4, y) && !is_within(beside[1], i / 4, y))
        most = d;
    }
  }
  return most;
}

// Moments a frame apart, at places all over the scene.
static void check_scene(const char *plugin)
{
  enum { PAIRS = 40 };
  film_job job = {
      .plugin = plugin, .assets = NABLA_ASSETS, .width = WIDTH, .height = HEIGHT, .fps = 60, .jobs = 1};
  shot *s;
  painter *p;
  assert_ok(job_open(&job, &s, &p));
  nb_random random = nb_random_seed(5, 1);
  for (int k = 0; k < PAIRS; k++) {
    float at = shot_length(s) * ((float)k + (float)(nb_random_bits(&random) % 1000) / 1000) / PAIRS;
    moment a = take(s, p, at), b = take(s, p, at + 1.0f / 60);
    patch damaged[SHOT_LAYERS] = {damage_of(&a, &b, s, 0), damage_of(&a, &b, s, 1)};
    assert_int_equal(difference(&a, &b, damaged), 0);
    for (int i = 0; i < SHOT_LAYERS; i++)
      repaint(&a, &b, damaged[i], p);
    apart found = apart_of(&a, &b);
    if (found.pixels > 1 || found.most > 255 / SAMPLES)
      fail_msg("%s at %.3f s, %d to %d, %d to %d: %d pixels, %d apart", plugin, (double)at, damaged[0].left,
               damaged[0].right, damaged[0].top, damaged[0].bottom, found.pixels, found.most);
    forget(&a);
    forget(&b);
  }
  painter_destroy(p);
  shot_close(s);
}

static void patched_pictures_are_whole_ones(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
    if (access(scenes[i], R_OK) == 0)
      check_scene(scenes[i]);
}

// A list with one shape that moves, in a picture of 1600 x 900 pixels: 100 to the unit.
typedef struct recorded {
  nb_board *board;
  paint_layer layer;
} recorded;

static recorded record(const nb_fonts *fonts, float y, int what)
{
  recorded r;
  assert_ok(nb_board_create(&r.board, fonts));
  nb_board_begin(r.board, NB_CHALK, NULL, 0);
  nb_line(r.board, nb_at(-8, 4), nb_at(8, -4), nb_style(.width = 2));
  nb_group(r.board, (nb_affine){.i = {0, 1}, .j = {-1, 0}, .origin = {1, 0}}, what == 3 ? 1 - y / 10 : 1);
  if (what == 0)
    nb_line(r.board, nb_at(y, 0), nb_at(y, 1), nb_style(.width = 12));
  if (what == 1)
    nb_text(r.board, nb_at(y, 0), "Å", nb_style(.size = 60));
  if (what == 2)
    nb_image(r.board, (nb_rect){y, 0, 1, 1}, (const uint8_t[4]){255, 255, 255, 255}, 1, 1, NB_LINEAR,
             nb_style());
  nb_end(r.board);
  if (what >= 5) { // a space in rows 200 to 700 whose camera goes round, or in which only a point moves
    nb_view view = nb_look((nb_camera){.distance = 9, .elevation = 0.4f, .azimuth = what == 5 ? y : 1},
                           (nb_rect){-3, -2.5f, 6, 5});
    nb_space(r.board, view, (nb_space_spec){0});
    nb_axes3(r.board, (nb_axes3_spec){.label = {"", "", ""}}, nb_style());
    nb_point3(r.board, nb_at3(what == 6 ? y : 0, 1, 1), nb_style());
    nb_end(r.board);
  }
  if (what == 4 && y > 0)
    nb_point(r.board, nb_origin(), nb_style());
  r.layer = (paint_layer){.place = board_place(1600, 900)};
  assert_ok(nb_board_finish(r.board, &r.layer.list, &r.layer.size));
  return r;
}

static bool holds(patch outer, patch inner)
{
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right &&
         outer.bottom >= inner.bottom;
}

// What moves is damaged where it was and where it is, a little more, and nothing else.
static void only_what_moves_is_damaged(void **state)
{
  (void)state;
  nb_fonts *fonts;
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  // Turned by a quarter and moved right by 1: what moves by x there moves up. Rows of y = 1 and y = 2: 350 and 250; columns
  // of 0 and 1 there: 900 and 800.
  static const patch all = {0, 0, 1600, 900};
  const patch most[] = {{768, 224, 928, 376},  {832, 140, 928, 400}, {784, 140, 912, 360}, all, all,
                        {480, 196, 1120, 704}, {608, 360, 816, 480}};
  const patch least[] = {{795, 245, 905, 355},  {860, 250, 890, 350}, {800, 150, 900, 350}, all, all,
                         {500, 200, 1100, 700}, {672, 408, 768, 428}};
  for (int what = 0; what < 7; what++) {
    recorded a = record(fonts, 0, what), b = record(fonts, 1, what), c = record(fonts, 2, what);
    assert_true(patch_is_none(damage_between(&b.layer, &b.layer, fonts, 1600, 900)));
    patch damaged = damage_between(what == 4 ? &a.layer : &b.layer, &c.layer, fonts, 1600, 900);
    if (!holds(most[what], damaged) || !holds(damaged, least[what]))
      fail_msg("shape %d: %d to %d, %d to %d", what, damaged.left, damaged.right, damaged.top,
               damaged.bottom);
    nb_board_destroy(a.board);
    nb_board_destroy(b.board);
    nb_board_destroy(c.board);
  }
  nb_fonts_close(fonts);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(patched_pictures_are_whole_ones),
      cmocka_unit_test(only_what_moves_is_damaged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
