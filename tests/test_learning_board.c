// What lessons on learning machines draw: where things stand, and words with numbers.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/learning.h"
#include "nabla/scene.h"
#include "recorded.h"

static nb_board *board;
static recorded seen;
static struct {
  float either;
} state;

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

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, &state, sizeof state);
}

static int count_of(nb_op op)
{
  int count = 0;
  record_read(board, &seen);
  assert_true(seen.count >= 0);
  for (int k = 0; k < seen.count; k++)
    count += seen.commands[k].op == op;
  return count;
}

static void words_hold_numbers(void **unused)
{
  (void)unused;
  begin();
  assert_string_equal(nb_grouped(board, 0), "0");
  assert_string_equal(nb_grouped(board, 999), "999");
  assert_string_equal(nb_grouped(board, 1000), "1,000");
  assert_string_equal(nb_grouped(board, 13002), "13,002");
  assert_string_equal(nb_grouped(board, 1002003), "1,002,003");
  assert_string_equal(nb_grouped(board, -7200), "−7,200");
  assert_string_equal(nb_grouped(board, INT32_MIN), "−2,147,483,648");
  const char *one = nb_words(board, "%d of %s", 3, "four"), *other = nb_words(board, "%s", "");
  assert_string_equal(one, "3 of four"); // still, when the next were made
  assert_string_equal(other, "");
}

static const char *const map = ". # ./"
                               ". . G";

static void cells_are_found_where_they_are_drawn(void **unused)
{
  (void)unused;
  nb_grid_world grid = {0};
  assert_false(nb_failed(nb_grid_world_read(&grid, map)));
  nb_world world = {&grid, {-3, 2}, 1.5f};
  assert_float_equal(nb_world_middle(world, 0).x, -2.25f, 1e-6f);
  assert_float_equal(nb_world_middle(world, 5).y, -0.25f, 1e-6f);
  for (uint32_t k = 0; k < 6; k++) {
    assert_true(nb_inside(nb_world_cell(world, k), nb_world_middle(world, k)));
    if (grid.cells[k] == NB_CELL_FLOOR)
      assert_int_equal(nb_world_at(world, nb_world_middle(world, k)), k);
  }
  assert_int_equal(nb_world_at(world, nb_at(100, -100)), 4); // the goal is no floor
}

// Nothing is told of cells that are worth nothing, of walls and of ends.
static void values_stand_on_the_floor(void **unused)
{
  (void)unused;
  nb_grid_world grid = {0};
  assert_false(nb_failed(nb_grid_world_read(&grid, map)));
  nb_world world = {&grid, {-3, 2}, 1.5f};
  const float some[] = {0.5f, 0.5f, 0, 0.004f, 0.9f, 1};
  const uint8_t ways[6] = {0};
  begin();
  nb_world_values(board, world, some, ways, nb_style());
  int all = count_of(NB_OP_PATH);
  begin();
  nb_world_values(board, world, (const float[]){0.5f, 0, 0, 0, 0.9f, 0}, ways, nb_style());
  assert_int_equal(count_of(NB_OP_PATH), all);
  assert_true(all > 0);
  begin();
  nb_world_values(board, world, (const float[6]){0}, ways, nb_style());
  assert_int_equal(count_of(NB_OP_PATH), 0);
}

// The curve ends where training has come to, whatever a point of it stands for.
static void a_history_is_as_wide_as_it_is_long(void **unused)
{
  (void)unused;
  static nb_history h;
  const nb_plane plane = {{0, 0, 4, 2}, 0, 4000, 0, 1};
  begin();
  nb_history_plot(board, plane, &h, nb_style());
  record_read(board, &seen);
  assert_int_equal(seen.count, 0);
  for (int k = 0; k < 3000; k++)
    nb_history_add(&h, 0.25f);
  begin();
  nb_history_plot(board, plane, &h, nb_style());
  record_read(board, &seen);
  float right = 0;
  for (int k = 0; k < seen.count; k++)
    for (uint32_t p = 0; p < seen.commands[k].path.point_count; p++)
      right = fmaxf(right, seen.commands[k].points[p].x);
  assert_float_equal(right, 3, 0.1f); // with half the point's width
}

static void a_choice_lies_at_one_of_its_ends(void **unused)
{
  (void)unused;
  static const char *const words[] = {"river", "savings"};
  for (int k = 0; k < 2; k++) {
    state.either = k == 0 ? 0.49f : 0.51f;
    begin();
    nb_either(board, nb_at(-1, 0), &state.either, words, nb_style(.color = NB_I));
    record_read(board, &seen);
    float ring = 0;
    for (int n = 0; n < seen.count; n++)
      if (seen.commands[n].op == NB_OP_PATH && seen.commands[n].path.point_count > 4)
        ring = seen.commands[n].points[0].x;
    assert_float_equal(ring, k == 0 ? -1 : 2.5f, 0.15f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_hold_numbers),
      cmocka_unit_test(cells_are_found_where_they_are_drawn),
      cmocka_unit_test(values_stand_on_the_floor),
      cmocka_unit_test(a_history_is_as_wide_as_it_is_long),
      cmocka_unit_test(a_choice_lies_at_one_of_its_ends),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
