// What a film paints anew: two pictures differ in the damaged rows alone, and painting those rows by themselves gives
// what painting all of them does.
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

// Lines are cut at the picture's edge, which rounds their coverage anew: one step each where hundreds lie over one
// another may add up to a few.
enum { WIDTH = 640, HEIGHT = 362, SLACK = 3 };

static const char *const scenes[] = {
    NABLA_BUILD "/tests/scenes/tests/plain.so",
    NABLA_BUILD "/tests/scenes/tests/ticked.so",
    NABLA_BUILD "/tests/scenes/tests/space.so",
    NABLA_BUILD "/scenes/linear-algebra/transformations.so",
    NABLA_BUILD "/scenes/linear-algebra/three-dimensions.so",
    NABLA_BUILD "/scenes/multivariable-calculus/gradient.so",
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

static rows damage_of(const moment *a, const moment *b, shot *s)
{
  rows damaged = {0, 0};
  for (int i = 0; i < SHOT_LAYERS; i++)
    damaged = rows_both(damaged,
                        damage_between(&a->picture.layers[i], &b->picture.layers[i], shot_fonts(s), HEIGHT));
  assert_in_range(damaged.from, 0, HEIGHT);
  assert_in_range(damaged.until, 0, HEIGHT);
  assert_true(damaged.from % 4 == 0 && (damaged.until % 4 == 0 || damaged.until == HEIGHT));
  return damaged;
}

// b's damaged rows painted alone over a's pixels.
static void patch(moment *a, const moment *b, rows damaged, painter *p)
{
  pixels part = a->canvas;
  part.bytes += (size_t)damaged.from * part.stride;
  part.height = damaged.until - damaged.from;
  paint_layer layers[SHOT_LAYERS];
  for (int i = 0; i < SHOT_LAYERS; i++) {
    layers[i] = b->picture.layers[i];
    layers[i].place.origin.y -= (float)damaged.from;
  }
  if (part.height > 0)
    assert_ok(painter_paint(p, part, b->picture.ground, layers, SHOT_LAYERS));
}

// The largest difference of a channel in some rows.
static int difference(const moment *a, const moment *b, rows within)
{
  int most = 0;
  for (int i = 4 * WIDTH * within.from; i < 4 * WIDTH * within.until; i++) {
    int d = abs(a->canvas.bytes[i] - b->canvas.bytes[i]);
    most = d > most ? d : most;
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
    rows damaged = damage_of(&a, &b, s);
    assert_int_equal(difference(&a, &b, (rows){0, damaged.from}), 0);
    assert_int_equal(difference(&a, &b, (rows){damaged.until, HEIGHT}), 0);
    patch(&a, &b, damaged, p);
    int d = difference(&a, &b, (rows){0, HEIGHT});
    if (d > SLACK)
      fail_msg("%s at %.3f s, rows %d to %d: %d apart", plugin, (double)at, damaged.from, damaged.until, d);
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

// A list with one shape that moves, in a picture 900 pixels high: 100 to the unit.
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
  if (what >= 5) { // a space in rows 200 to 700 whose camera goes round, or in which a point moves
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

// What moves is damaged where it was and where it is, a little more, and nothing else.
static void only_what_moves_is_damaged(void **state)
{
  (void)state;
  nb_fonts *fonts;
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  // Turned by a quarter: what moves by x there moves up. Rows of y = 1 and y = 2: 350 and 250.
  static const rows most[] = {{224, 376}, {140, 400}, {140, 360}, {0, 900}, {0, 900}, {196, 704}, {196, 704}};
  static const rows least[] = {{245, 355}, {250, 350}, {150, 350}, {0, 900},
                               {0, 900},   {200, 700}, {200, 700}};
  for (int what = 0; what < 7; what++) {
    recorded a = record(fonts, 0, what), b = record(fonts, 1, what), c = record(fonts, 2, what);
    rows none = damage_between(&b.layer, &b.layer, fonts, 900);
    assert_true(none.until <= none.from);
    rows damaged = damage_between(what == 4 ? &a.layer : &b.layer, &c.layer, fonts, 900);
    if (damaged.from < most[what].from || damaged.until > most[what].until ||
        damaged.from > least[what].from || damaged.until < least[what].until)
      fail_msg("shape %d: rows %d to %d", what, damaged.from, damaged.until);
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
