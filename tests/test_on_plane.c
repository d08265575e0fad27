// What is drawn in a plane's numbers stands where the same stands in board units; and a guess there has its handle.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "nabla/scene.h"
#include "recorded.h"

typedef struct {
  nb_vec2 point;
  float number;
} State;

static const nb_plane plane = {{-4, -2, 8, 3}, -1, 3, -10, 20};
static const State state = {{1.5f, 4}, 0.25f};
static nb_board *board;

static int open_board(void **unused)
{
  (void)unused;
  return nb_failed(nb_board_create(&board, NULL)) ? -1 : 0;
}

static int close_board(void **unused)
{
  (void)unused;
  nb_board_destroy(board);
  return 0;
}

static nb_vec2 on(float x, float y)
{
  return nb_on_plane(plane, nb_at(x, y));
}

static float parabola(float x, const void *scale)
{
  return *(const float *)scale * x * x;
}

static float hollow(nb_vec2 p, const void *unused)
{
  (void)unused;
  return nb_dot(p, p);
}

// What two recordings leave, to the byte.
static void assert_same(void (*one)(void), void (*other)(void))
{
  const void *list;
  size_t size, first_size;
  nb_board_begin(board, NB_CHALK, &state, sizeof state);
  one();
  assert_false(nb_failed(nb_board_finish(board, &list, &first_size)));
  void *first = malloc(first_size);
  assert_non_null(first);
  memcpy(first, list, first_size);
  nb_board_begin(board, NB_CHALK, &state, sizeof state);
  other();
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
  assert_int_equal(first_size, size);
  assert_memory_equal(first, list, size);
  free(first);
}

static void lines_on_the_plane(void)
{
  const float scale = 3;
  const nb_vec2 points[] = {{0, 1}, {2, 5}, {NAN, 0}, {1, 1}, {1, 9}};
  nb_polyline_on_plane(board, plane, points, 5, nb_style(.color = NB_V));
  nb_line_at_x(board, plane, 0.5f, nb_style());
  nb_line_at_y(board, plane, 2, nb_style(.reveal = 0.5f));
  nb_point(board, nb_on_curve(plane, parabola, &scale, 2), nb_style());
  nb_vector_part(board, plane, nb_at(0, 1), nb_at(1, 2), "x'", nb_style(.color = NB_I));
  nb_grab_value_on_plane(board, plane, &state.number, nb_at(1, 2), nb_at(3, -1));
}

static void lines_by_hand(void)
{
  const nb_vec2 points[] = {on(0, 1), on(2, 5), on(NAN, 0), on(1, 1), on(1, 9)};
  nb_polyline(board, points, 5, nb_style(.color = NB_V));
  nb_line(board, on(0.5f, -10), on(0.5f, 20), nb_style());
  nb_line(board, on(-1, 2), on(3, 2), nb_style(.reveal = 0.5f));
  nb_point(board, on(2, 12), nb_style());
  nb_vector(board, plane, nb_at(0, 1), nb_at(1, 2), NULL, nb_style(.color = NB_I));
  nb_vector_name(board, plane, nb_at(0, 1), nb_at(1, 2), "x'", nb_style(.color = NB_I));
  nb_grab_value(board, &state.number, on(1, 2), nb_at(6, -0.1f)); // two board units to one, a tenth
}

static void in_numbers_as_in_board_units(void **unused)
{
  (void)unused;
  assert_same(lines_on_the_plane, lines_by_hand);
}

static const nb_plane even = {{0, 0, 8, 8}, -2, 2, -2, 2}; // two board units to one

static void shadows(void)
{
  nb_shadow(board, even, nb_at(-1, 0), nb_at(1, 1.5f), nb_at(2, 0), nb_style());
  nb_shadow(board, even, nb_at(-1, 0), nb_at(0, 1.5f), nb_at(2, 0), nb_style(.color = NB_V));
}

static void shadows_by_hand(void)
{
  nb_style corner = nb_style(.color = NB_DIM, .width = 2);
  nb_line(board, nb_at(4, 7), nb_at(4, 4), nb_style(.color = NB_K, .width = 2.5f, .dash = {6, 6}));
  nb_right_angle(board, nb_at(4, 4), nb_at(-1, 0), nb_at(0, 1), 0, corner);
  nb_line(board, nb_at(2, 3.91f), nb_at(4, 3.91f), nb_style(.color = NB_K, .width = 8));
  // Square to the line there is none.
  nb_line(board, nb_at(2, 7), nb_at(2, 4), nb_style(.color = NB_V, .width = 2.5f, .dash = {6, 6}));
  nb_right_angle(board, nb_at(2, 4), nb_at(1, 0), nb_at(0, 1), 0, corner);
}

static void a_shadow_falls_square_to_its_line(void **unused)
{
  (void)unused;
  assert_same(shadows, shadows_by_hand);
}

static void parallelogram(void)
{
  nb_parallelogram_on_plane(board, even, nb_at(-1, 0), nb_at(1, 0.5f), nb_at(-0.5f, 1),
                            nb_style(.fill = NB_V));
}

static void parallelogram_by_hand(void)
{
  const nb_vec2 corners[] = {nb_at(2, 4), nb_at(4, 5), nb_at(3, 7), nb_at(1, 6)};
  nb_polygon(board, corners, 4, nb_style(.fill = NB_V));
}

static void a_parallelogram_goes_round_by_its_sides(void **unused)
{
  (void)unused;
  assert_same(parallelogram, parallelogram_by_hand);
}

static void map_of_a_function(void)
{
  nb_level_lines(board, plane, hollow, NULL, 0, nb_levels(board, 1, 2, 3), 3, nb_style(.fill = NB_J));
  nb_level_lines(board, plane, hollow, NULL, 0, nb_levels(board, 1, 2, 3), 3, nb_style(.alpha = 0));
}

static void map_of_samples(void)
{
  const float *values = nb_sample_plane(board, plane, hollow, NULL, 0, 104, 64);
  nb_contours(board, plane, values, 104, 64, nb_levels(board, 1, 2, 3), 3, nb_style(.fill = NB_J));
}

static void a_map_is_sampled_finely_enough(void **unused)
{
  (void)unused;
  assert_same(map_of_a_function, map_of_samples);
}

// The handle stands in the ring, and only while the question does.
static void a_guess_can_be_taken_hold_of(void **unused)
{
  (void)unused;
  for (int step = 1; step <= 3; step++) {
    recorded seen;
    nb_frame f = {.step = step, .seconds = 2, .duration = 4};
    nb_board_begin(board, NB_CHALK, &state, sizeof state);
    nb_guess_on_plane(board, &f, 2, plane, &state.point, nb_at(0.5f, 6));
    record_read(board, &seen);
    int grabs = 0;
    for (int k = 0; k < seen.count; k++) {
      if (seen.commands[k].op != NB_OP_GRAB)
        continue;
      grabs++;
      nb_vec2 at = seen.commands[k].grab.at;
      assert_true(nb_length(nb_sub(at, on(2, 10))) < 1e-5f);
    }
    assert_int_equal(grabs, step == 2);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_numbers_as_in_board_units),
      cmocka_unit_test(a_shadow_falls_square_to_its_line),
      cmocka_unit_test(a_parallelogram_goes_round_by_its_sides),
      cmocka_unit_test(a_map_is_sampled_finely_enough),
      cmocka_unit_test(a_guess_can_be_taken_hold_of),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
