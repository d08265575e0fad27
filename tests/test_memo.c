// What a board keeps: results by their key, scratch until the frame ends, and buffers that need not grow again.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/record.h"

static nb_board *board;
static int made;

static int open_board(void **state)
{
  (void)state;
  made = 0;
  return nb_failed(nb_board_create(&board, NULL)) ? -1 : 0;
}

static int close_board(void **state)
{
  (void)state;
  nb_board_destroy(board);
  return 0;
}

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

static void twice(const void *key, void *result)
{
  *(double *)result = 2 * *(const double *)key;
  made++;
}

static void thrice(const void *key, void *result)
{
  *(double *)result = 3 * *(const double *)key;
  made++;
}

static double doubled(double x)
{
  const double *result = nb_memo(board, &x, sizeof x, sizeof x, twice);
  assert_non_null(result);
  return *result;
}

static void makes_once(void **state)
{
  (void)state;
  for (int frame = 0; frame < 10; frame++) {
    begin();
    assert_true(doubled(4) == 8);
    assert_true(doubled(5) == 10);
  }
  assert_int_equal(made, 2);
}

static void tells_functions_apart(void **state)
{
  (void)state;
  double x = 4;
  begin();
  assert_true(doubled(x) == 8);
  assert_true(*(const double *)nb_memo(board, &x, sizeof x, sizeof x, thrice) == 12);
}

// More results than are kept: each is right, and stays so until the frame ends.
static void is_right_beyond_its_room(void **state)
{
  (void)state;
  const double *results[200];
  for (int frame = 0; frame < 3; frame++) {
    begin();
    for (int k = 0; k < 200; k++) {
      double x = k;
      results[k] = nb_memo(board, &x, sizeof x, sizeof x, twice);
    }
    for (int k = 0; k < 200; k++)
      assert_true(*results[k] == 2.0 * k);
  }
}

static void drops_what_was_not_asked_for_longest(void **state)
{
  (void)state;
  for (int k = 0; k < 100; k++) {
    begin();
    doubled(1000);
    doubled(k);
  }
  assert_int_equal(made, 101);
  begin();
  doubled(99);
  assert_int_equal(made, 101);
  doubled(0);
  assert_int_equal(made, 102);
}

// Large results: of 12 times 8 MB the last few are there.
static void keeps_so_many_bytes(void **state)
{
  (void)state;
  for (int k = 0; k < 12; k++) {
    double x = k;
    begin();
    assert_true(*(const double *)nb_memo(board, &x, sizeof x, 8 << 20, twice) == 2.0 * k);
  }
  assert_int_equal(made, 12);
  for (int k = 11; k >= 0; k--) {
    double x = k;
    begin();
    assert_true(*(const double *)nb_memo(board, &x, sizeof x, 8 << 20, twice) == 2.0 * k);
    assert_int_equal(made, k > 8 ? 12 : 12 + 9 - k);
  }
}

static void forgets_when_told(void **state)
{
  (void)state;
  begin();
  doubled(4);
  nb_board_forget(board);
  begin();
  doubled(4);
  assert_int_equal(made, 2);
}

static void scratch_is_zero_and_aligned(void **state)
{
  (void)state;
  static const uint8_t zeros[5000];
  for (int frame = 0; frame < 3; frame++) {
    begin();
    for (size_t size = 1; size < 5000; size += 97) {
      uint8_t *bytes = nb_scratch(board, size);
      assert_non_null(bytes);
      assert_int_equal((uintptr_t)bytes % 16, 0);
      assert_memory_equal(bytes, zeros, size);
      memset(bytes, 0xaa, size);
    }
  }
  assert_null(nb_scratch(board, SIZE_MAX));
}

// ---------------------------------------------------------------------------------------------------------------
// Steady frames

#if defined(__SANITIZE_ADDRESS__)
// As clang's sanitizer/allocator_interface.h has it, which gcc does not bring.
int __sanitizer_install_malloc_and_free_hooks(void (*allocated)(const volatile void *, size_t),
                                              void (*freed)(const volatile void *));

static int allocations;

static void count_allocation(const volatile void *memory, size_t size)
{
  (void)memory;
  (void)size;
  allocations++;
}

static void ignore_free(const volatile void *memory)
{
  (void)memory;
}

static float bend(float x, const void *context)
{
  (void)context;
  return sinf(x * x);
}

static nb_vec2 whirl(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_perp(p);
}

static void draw_much(void)
{
  static float values[64 * 64];
  nb_plane plane = {{-7, -3, 10, 6}, -5, 5, -3, 3};
  const float level = 0.5f;
  begin();
  for (int k = 0; k < 2000; k++) {
    values[k] = sinf((float)k);
    nb_arrow(board, nb_origin(), nb_polar(3, (float)k), nb_style(.color = NB_V));
  }
  nb_curve(board, plane, bend, NULL, nb_style(.reveal = 0.5f));
  nb_vector_field(board, plane, whirl, NULL, (nb_field_spec){0}, nb_style());
  nb_contours(board, plane, values, 64, 64, &level, 1, nb_style());
  nb_heat_map(board, plane, values, 64, 64, (nb_heat_spec){0}, nb_style());
  nb_path_circle(board, nb_origin(), 1);
  nb_path circle = nb_take_path(board);
  nb_path_rectangle(board, (nb_rect){0, 0, 2, 1}, 0);
  nb_draw_path(board, nb_morph(board, circle, nb_take_path(board), 0.3f), nb_style());
  doubled(1);
  const void *list;
  size_t size;
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
}

static void steady_frames_allocate_nothing(void **state)
{
  (void)state;
  draw_much();
  draw_much();
  __sanitizer_install_malloc_and_free_hooks(count_allocation, ignore_free);
  allocations = 0;
  for (int frame = 0; frame < 5; frame++)
    draw_much();
  assert_int_equal(allocations, 0);
}
#endif

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(makes_once, open_board, close_board),
    cmocka_unit_test_setup_teardown(tells_functions_apart, open_board, close_board),
    cmocka_unit_test_setup_teardown(is_right_beyond_its_room, open_board, close_board),
    cmocka_unit_test_setup_teardown(drops_what_was_not_asked_for_longest, open_board, close_board),
    cmocka_unit_test_setup_teardown(keeps_so_many_bytes, open_board, close_board),
    cmocka_unit_test_setup_teardown(forgets_when_told, open_board, close_board),
    cmocka_unit_test_setup_teardown(scratch_is_zero_and_aligned, open_board, close_board),
#if defined(__SANITIZE_ADDRESS__)
    cmocka_unit_test_setup_teardown(steady_frames_allocate_nothing, open_board, close_board),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
