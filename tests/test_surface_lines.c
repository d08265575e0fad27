// Lines on surfaces that are seen from the side: they are as wide there as anywhere, and stand where they stood.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "nabla/record.h"
#include "nabla/space.h"
#include "paint/painter.h"

enum { WIDTH = 640, HEIGHT = 360 };

typedef struct fixture {
  nb_board *board;
  painter *painter;
  uint32_t plain[WIDTH * HEIGHT], lined[WIDTH * HEIGHT]; // without and with the line
} fixture;

static int set_up(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  return !f || nb_failed(nb_board_create(&f->board, NULL)) || nb_failed(painter_create(&f->painter, NULL, 0));
}

static int tear_down(void **state)
{
  fixture *f = *state;
  nb_board_destroy(f->board);
  painter_destroy(f->painter);
  free(f);
  return 0;
}

static float ramp(nb_vec2 p, const void *context)
{
  (void)context;
  return 4 * p.x;
}

// The ramp as dark as the ground, seen from so far above its own plane (radians), with what lies on it.
static nb_view begin(fixture *f, float above, nb_heights *h)
{
  static const nb_rect area = {-8, -4.5f, 16, 9};
  nb_view view = nb_look((nb_camera){.distance = 20, .elevation = atanf(4) - above}, area);
  nb_board_begin(f->board, NB_CHALK, NULL, 0);
  nb_space(f->board, view, (nb_space_spec){.ambient = 1});
  *h = nb_sample_heights(f->board, ramp, NULL, (nb_rect){-2, -4, 4, 8}, 65, 65, 0, 0);
  nb_surface(f->board, *h, (nb_surface_spec){0}, nb_style(.fill = NB_GROUND));
  return view;
}

static void paint(fixture *f, uint32_t *picture)
{
  const void *list;
  size_t size;
  nb_end(f->board);
  assert_false(nb_failed(nb_board_finish(f->board, &list, &size)));
  paint_layer layer = {.list = list, .size = size, .place = board_place(WIDTH, HEIGHT)};
  pixels to = {WIDTH, HEIGHT, 4 * WIDTH, (uint8_t *)picture, PIXEL_RGBA};
  assert_false(nb_failed(painter_paint(f->painter, to, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1)));
}

// How many of a column's pixels the line covers.
static float covered(const fixture *f, int column)
{
  float line = (float)(nb_theme_color(NB_CHALK, NB_TEXT) & 255), sum = 0;
  for (int at = column; at < WIDTH * HEIGHT; at += WIDTH) {
    float plain = (float)(f->plain[at] & 255), lined = (float)(f->lined[at] & 255);
    sum += (lined - plain) / (line - plain);
  }
  return sum;
}

static void level_lines_are_whole_from_any_side(void **state)
{
  fixture *f = *state;
  static const float above[] = {1.2f, 0.5f, 0.25f, 0.14f}, level = 0;
  for (int k = 0; k < 4; k++) {
    nb_heights h;
    begin(f, above[k], &h);
    paint(f, f->plain);
    begin(f, above[k], &h);
    nb_surface_levels(f->board, h, &level, 1, 0, 0, nb_style(.color = NB_TEXT, .width = 12));
    paint(f, f->lined);
    for (int column = WIDTH / 2 - 60; column < WIDTH / 2 + 60; column++)
      if (!(fabsf(covered(f, column) - 4) < 0.25f))
        fail_msg("seen from %.2f above, %.2f of 4 pixels are left of a line in column %d", (double)above[k],
                 (double)covered(f, column), column);
  }
}

// Where a line lies on the board is not changed by what lifts it.
static void lifted_lines_stay_in_place(void **state)
{
  fixture *f = *state;
  static const nb_cut cut = {.f = ramp, .along_y = true};
  nb_heights h;
  nb_view view = begin(f, 0.2f, &h);
  nb_cut_curve(f->board, &cut, (nb_rect){-2, -4, 4, 8}, nb_style());
  nb_end(f->board);
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  int points = 0;
  assert_false(nb_failed(nb_board_finish(f->board, &list, &size)));
  assert_false(nb_failed(nb_list_read(&reader, list, size)));
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done)
    for (uint32_t k = 0; c.op == NB_OP_STROKES && k < c.strokes.point_count; k++, points++) {
      nb_vec3 on = nb_at3(0, -4 + 8 * (float)k / 199, 0);
      assert_true(nb_length(nb_sub(nb_on_view(view, c.places[k]), nb_on_view(view, on))) < 1e-3f);
      assert_true(nb_view_depth(view, c.places[k]) < nb_view_depth(view, on) - 0.01f);
    }
  assert_int_equal(points, 200);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(level_lines_are_whole_from_any_side),
      cmocka_unit_test(lifted_lines_stay_in_place),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
