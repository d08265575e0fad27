// Memory that runs out while a frame is drawn, at the first allocation, the second, and so on: the board says so,
// and the next frame is drawn as if nothing had been. And none is taken by a frame of formulas that have been seen.
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
static int taken;         // allocations so far

static bool fails(void)
{
  taken++;
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

// Formulas with numbers, some of them too wide for their places, parts, a mistake, and one on its way.
static void draw_formulas(nb_board *b, float x)
{
  for (int k = 0; k < 40; k++)
    nb_tex(b, nb_at(0, (float)k), "\\part{a}{x_1} = \\frac{\\val}{\\val[3]}",
           nb_style(.halo = NB_GROUND, .parts = NB_PARTS({"a", .raise = 4})), &(float){x + (float)k}, &x);
  nb_tex(b, nb_origin(), "\\frac{x}", nb_style());
  nb_tex(b, nb_origin(), "\\sqrt{\\val}", nb_style(.reveal = 0.6f), &(float){1000 * x});
  nb_formula_morph(b, nb_formula_at(b, nb_origin(), "a + b", nb_style()),
                   nb_formula_at(b, nb_at(1, 1), "b = \\val", nb_style(), &x), 0.4f);
}

static void draw_everything(nb_board *b)
{
  draw_all(b);
  draw_formulas(b, 0.5f);
}

// True where the frame was drawn; else it told of memory.
static bool draw_frame(nb_board *b)
{
  const void *list;
  size_t size;
  nb_board_begin(b, NB_CHALK, NULL, 0);
  draw_everything(b);
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
  nb_fonts *fonts = *state;
  int failed = 0;
  for (int n = 0, left = -1; left < 0; n++) {
    nb_board *b;
    until_failure = n;
    if (nb_failed(nb_board_create(&b, fonts))) {
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

static void draw_formula_frame(nb_board *b, float x)
{
  const void *list;
  size_t size;
  nb_board_begin(b, NB_CHALK, NULL, 0);
  draw_formulas(b, x);
  assert_string_equal(nb_board_finish(b, &list, &size).text, "");
}

static void formulas_seen_before_take_nothing(void **state)
{
  nb_board *b;
  until_failure = -1;
  assert_string_equal(nb_board_create(&b, *state).text, "");
  for (int k = 0; k < 40; k++)
    draw_formula_frame(b, 0.1f * (float)k);
  int before = taken;
  for (int k = 0; k < 40; k++)
    draw_formula_frame(b, 0.1f * (float)k);
  assert_int_equal(taken, before);
  nb_board_destroy(b);
}

static int open_fonts(void **state)
{
  nb_fonts *fonts;
  until_failure = -1;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  *state = fonts;
  return nb_failed(e);
}

static int close_fonts(void **state)
{
  nb_fonts_close(*state);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(survives_every_failure),
                                     cmocka_unit_test(formulas_seen_before_take_nothing)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
