// Memory that runs out while a frame is drawn, at the first allocation, the second, and so on: the board says so,
// and the next frame is drawn as if nothing had been.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "allocation.h"
#include "nabla/record.h"

#undef malloc
#undef calloc
#undef realloc

static int until_failure; // allocations that still succeed; below 0: all do

static bool fails(void)
{
  return until_failure >= 0 && until_failure-- == 0;
}

void *failing_malloc(size_t size)
{
  return fails() ? NULL : malloc(size);
}

void *failing_calloc(size_t count, size_t size)
{
  return fails() ? NULL : calloc(count, size);
}

void *failing_realloc(void *memory, size_t size)
{
  return fails() ? NULL : realloc(memory, size);
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

static void copy(const void *key, void *result)
{
  *(double *)result = *(const double *)key;
}

static const nb_plane plane = {{-7, -3, 10, 6}, -5, 5, -3, 3};

static void draw_planes(nb_board *b)
{
  static float values[64 * 64];
  const float levels[] = {0.2f, 0, 0.5f};
  static const int sizes[] = {9, 9, 9};
  for (int k = 0; k < 64 * 64; k++)
    values[k] = sinf(0.1f * (float)k);
  nb_curve(b, plane, bend, NULL, nb_style(.reveal = 0.5f));
  nb_vector_field(b, plane, whirl, NULL, (nb_field_spec){.spacing = 0.3f}, nb_style());
  nb_contours(b, plane, values, 64, 64, levels, 3, nb_style());
  nb_heat_map(b, plane, values, 64, 64, (nb_heat_spec){0}, nb_style());
  nb_plot(b, plane, values, 64 * 64, nb_style());
  nb_network_diagram(
      b,
      (nb_diagram_spec){
          .area = {0, 0, 3, 3}, .layer_count = 3, .sizes = sizes, .weights = values, .edges = 1},
      nb_style());
}

static void draw_all(nb_board *b)
{
  for (int k = 0; k < 1200; k++)
    nb_arrow(b, nb_origin(), nb_polar(3, (float)k), nb_style());
  nb_path_circle(b, nb_origin(), 1);
  for (int k = 0; k < 1500; k++)
    nb_line_to(b, nb_polar(2, (float)k));
  nb_path first = nb_take_path(b);
  nb_path_rectangle(b, (nb_rect){0, 0, 2, 1}, 0.1f);
  nb_draw_path(b, nb_morph(b, first, nb_take_path(b), 0.3f), nb_style());
  nb_group(b, nb_affine_identity(), 0.5f);
  draw_planes(b);
  for (int k = 0; k < 70; k++) {
    double key = k;
    const double *found = nb_memo(b, &key, sizeof key, sizeof key, copy);
    assert_true(found == NULL || *found == key);
  }
}

// True where the frame was drawn; else it told of memory.
static bool draw_frame(nb_board *b)
{
  const void *list;
  size_t size;
  nb_board_begin(b, NB_CHALK, NULL, 0);
  draw_all(b);
  nb_error e = nb_board_finish(b, &list, &size);
  if (nb_failed(e)) {
    assert_int_equal(e.id, NB_NO_MEMORY);
    return false;
  }
  assert_string_equal(nb_list_check(list, size).text, "");
  return true;
}

static void survives_every_failure(void **state)
{
  (void)state;
  int failed = 0;
  for (int n = 0, left = -1; left < 0; n++) {
    nb_board *b;
    until_failure = n;
    if (nb_failed(nb_board_create(&b, NULL))) {
      failed++;
      continue;
    }
    failed += !draw_frame(b);
    left = until_failure; // still to come: this frame needed fewer than n
    until_failure = -1;
    assert_true(draw_frame(b));
    nb_board_destroy(b);
  }
  assert_true(failed > 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(survives_every_failure)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
