// Pictures without a ground: laid over the ground's colour they are the ones with it, and over another nothing of the
// ground's colour is seen.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/cutout.h"
#include "film/job.h"
#include "nabla/record.h"

enum { WIDTH = 640, HEIGHT = 360, SLACK = 2 };

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

// A picture of display lists with its ground, and the same cut out.
typedef struct pair {
  pixels solid, clear;
} pair;

static pair paint_both(painter *p, nb_rgba ground, const paint_layer *layers, int count)
{
  pair both;
  cutout c = {0};
  assert_ok(job_canvas(&both.solid, WIDTH, HEIGHT));
  assert_ok(job_canvas(&both.clear, WIDTH, HEIGHT));
  assert_ok(painter_paint(p, both.solid, ground, layers, count));
  assert_ok(cutout_paint(&c, p, both.clear, cutout_ground(ground), layers, count));
  cutout_free(&c);
  return both;
}

static void free_both(pair both)
{
  free(both.solid.bytes);
  free(both.clear.bytes);
}

static const uint8_t *pixel(pixels p, int x, int y)
{
  return p.bytes + (size_t)y * p.stride + 4 * (size_t)x;
}

static void assert_laid_over_ground(pair both, nb_rgba ground, const char *what)
{
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      const uint8_t *solid = pixel(both.solid, x, y), *clear = pixel(both.clear, x, y);
      for (int k = 0; k < 3; k++) {
        int over = clear[k] + ((int)(ground >> 8 * k & 255) * (255 - clear[3]) + 127) / 255;
        if (clear[k] > clear[3] || abs(over - solid[k]) > SLACK)
          fail_msg("%s at %d, %d: channel %d is %d of alpha %d, %d over the ground, and %d with it", what, x,
                   y, k, clear[k], clear[3], over, solid[k]);
      }
    }
}

typedef struct drawing {
  nb_fonts *fonts;
  nb_board *board;
  painter *painter;
} drawing;

static drawing open_drawing(void)
{
  drawing d;
  assert_ok(nb_fonts_open(&d.fonts, NABLA_ASSETS));
  assert_ok(nb_board_create(&d.board, d.fonts));
  assert_ok(painter_create(&d.painter, d.fonts, 0));
  nb_board_begin(d.board, NB_CHALK, NULL, 0);
  return d;
}

static pair paint_drawing(drawing *d)
{
  paint_layer layer = {.place = board_place(WIDTH, HEIGHT)};
  assert_ok(nb_board_finish(d->board, &layer.list, &layer.size));
  return paint_both(d->painter, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1);
}

static void close_drawing(drawing *d)
{
  painter_destroy(d->painter);
  nb_board_destroy(d->board);
  nb_fonts_close(d->fonts);
}

// A thick line, and over it a knob, a name with a halo, and one that is half there.
static void what_hides_is_a_hole(void **state)
{
  (void)state;
  drawing d = open_drawing();
  nb_board *b = d.board;
  nb_line(b, nb_at(-7, 0), nb_at(7, 0), nb_style(.color = NB_AXIS, .width = 120));
  nb_circle(b, nb_at(-4, 0), 0.3f, nb_style(.color = NB_V, .fill = NB_GROUND, .width = 6));
  nb_style name = nb_style(.size = 120, .halo = NB_GROUND, .halo_width = 30, .anchor = NB_CENTER);
  nb_text(b, nb_at(0, 0), "I", name);
  name.alpha = 0.5f;
  nb_text(b, nb_at(4, 0), "I", name);
  pair both = paint_drawing(&d);
  assert_laid_over_ground(both, nb_theme_color(NB_CHALK, NB_GROUND), "the drawing");
  assert_int_equal(pixel(both.clear, 320, 20)[3], 0);    // nothing
  assert_int_equal(pixel(both.clear, 240, 180)[3], 255); // the line
  assert_int_equal(pixel(both.clear, 160, 180)[3], 0);   // within the knob
  assert_int_equal(pixel(both.clear, 327, 180)[3], 0);   // a halo
  assert_in_range(pixel(both.clear, 487, 180)[3], 126, 129);
  assert_int_equal(pixel(both.clear, 320, 180)[3], 255); // a letter
  free_both(both);
  close_drawing(&d);
}

static void scenes_are_the_same_over_their_ground(void **state)
{
  (void)state;
  static const char *const scenes[] = {
      NABLA_BUILD "/scenes/linear-algebra/vectors.so",
      NABLA_BUILD "/scenes/multivariable-calculus/gradient.so",
      NABLA_BUILD "/scenes/multivariable-calculus/contours.so",
  };
  for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++)
    for (int theme = NB_CHALK; theme <= NB_BOARD; theme++) {
      film_job job = {.plugin = scenes[k], .assets = NABLA_ASSETS, .theme = (nb_theme)theme, .jobs = 1};
      shot *s;
      painter *p;
      shot_picture picture;
      assert_ok(job_complete(&job, WIDTH, HEIGHT));
      assert_ok(job_open(&job, &s, &p));
      for (int step = 1; step < shot_scene(s)->step_count; step += 3) {
        assert_ok(shot_take(s, (stage_position){step, 2}, WIDTH, HEIGHT, &picture));
        pair both = paint_both(p, picture.ground, picture.layers, SHOT_LAYERS);
        assert_laid_over_ground(both, picture.ground, scenes[k]);
        free_both(both);
      }
      painter_destroy(p);
      shot_close(s);
    }
}

// A gradient's stops, lines and dots of a space: everything that has a colour, but a mesh.
static void colors_are_exchanged_wherever_they_stand(void **state)
{
  (void)state;
  drawing d = open_drawing();
  nb_rgba ground = nb_theme_color(NB_CHALK, NB_GROUND);
  nb_line(d.board, nb_at(0, 0), nb_at(1, 0), nb_style(.color = NB_GROUND, .alpha = 0.5f));
  nb_text(d.board, nb_at(0, 0), "a", nb_style(.color = NB_GROUND));
  paint_layer layer = {0};
  assert_ok(nb_board_finish(d.board, &layer.list, &layer.size));
  uint8_t *copy = malloc(layer.size), *back = malloc(layer.size);
  assert_true(copy && back);
  cutout_recolor(copy, &layer, ground, 0xff0000ffu);
  assert_memory_not_equal(copy, layer.list, layer.size);
  assert_ok(nb_list_check(copy, layer.size));
  paint_layer red = {.list = copy, .size = layer.size};
  cutout_recolor(back, &red, 0x0000ffu, ground);
  assert_memory_equal(back, layer.list, layer.size);
  free(back);
  free(copy);
  close_drawing(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_hides_is_a_hole),
      cmocka_unit_test(scenes_are_the_same_over_their_ground),
      cmocka_unit_test(colors_are_exchanged_wherever_they_stand),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
