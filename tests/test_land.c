// Land: its height is the formula's, its gradient the height's, and where it is said to be level it is.
#include "lesson.h"

#include "nabla/math/land.h"

static const nb_land land = {.base = 0.3f,
                             .slope = {0.16f, -0.05f},
                             .hills = {{{1.2f, 0.7f}, 1.4f, 0.9f}, {{-1.2f, -0.6f}, -1.1f, 0.6f}}};

static float height_of(nb_vec2 p)
{
  return nb_land_height(p, &land);
}

static void heights_are_the_formulas(void **unused)
{
  (void)unused;
  for (int k = 0; k < 300; k++) {
    nb_vec2 p = lesson_point(k, 4);
    double sum = 0.3 + 0.16 * (double)p.x - 0.05 * (double)p.y;
    for (int n = 0; n < 2; n++) {
      const nb_hill *h = &land.hills[n];
      double x = (double)(p.x - h->middle.x), y = (double)(p.y - h->middle.y), spread = (double)h->spread;
      sum += (double)h->rise * exp(-(x * x + y * y) / (2 * spread * spread));
    }
    assert_float_equal(height_of(p), (float)sum, 2e-6f);
  }
  assert_float_equal(nb_land_height(nb_at(2, 3), &(nb_land){.base = 1}), 1, 0); // without hills
}

static void gradients_are_the_heights(void **unused)
{
  (void)unused;
  for (int k = 0; k < 300; k++) {
    nb_vec2 p = lesson_point(k, 3);
    assert_same_slopes(height_of, p, nb_land_gradient(p, &land));
  }
}

// Nothing around a top is higher, and nothing around a bottom lower.
static void tops_and_bottoms_are_found(void **unused)
{
  (void)unused;
  for (int n = 0; n < 2; n++) {
    nb_vec2 found = nb_land_level(&land, land.hills[n].middle);
    assert_true(nb_length(nb_sub(found, land.hills[n].middle)) < 0.3f);
    for (int k = 0; k < 500; k++) {
      float beside = height_of(nb_add(found, lesson_point(k, 0.3f))) - height_of(found);
      assert_true(n == 0 ? beside <= 1e-6f : beside >= -1e-6f);
    }
  }
}

// Between two hills it goes up on both sides, and down on the others.
static void a_pass_is_found(void **unused)
{
  (void)unused;
  const nb_land two = {.hills = {{{-1.5f, 0}, 2, 0.7f}, {{1.5f, 0.2f}, 2, 1}}};
  nb_vec2 p = nb_land_level(&two, nb_at(-0.3f, 0));
  float here = nb_land_height(p, &two);
  assert_true(nb_length(nb_land_gradient(p, &two)) < 1e-4f);
  for (int side = -1; side <= 1; side += 2) {
    assert_true(nb_land_height(nb_add(p, nb_at(0.2f * (float)side, 0)), &two) > here);
    assert_true(nb_land_height(nb_add(p, nb_at(0, 0.2f * (float)side)), &two) < here);
  }
}

// Along a contour line the height stays, the higher ground lies at the right hand, and the way is as long as was asked.
static void a_contour_line_is_level(void **unused)
{
  (void)unused;
  for (int k = 0; k < 100; k++) {
    nb_vec2 p = lesson_point(k, 1), last = p, end = nb_land_along(&land, p, -1);
    float length = 0;
    assert_float_equal(height_of(end), height_of(p), 2e-3f);
    nb_vec2 next = nb_land_along(&land, p, 0.01f);
    assert_true(nb_cross(nb_sub(next, p), nb_land_gradient(p, &land)) < 0);
    for (int n = 1; n <= 50; n++) {
      next = nb_land_along(&land, p, -0.02f * (float)n);
      length += nb_length(nb_sub(next, last)), last = next;
    }
    assert_float_equal(length, 1, 1e-2f);
  }
  nb_vec2 flat = nb_land_along(&(nb_land){.base = 1}, nb_at(2, 1), 3);
  assert_true(flat.x == 2 && flat.y == 1);
}

// Sloping ground is nowhere level, and one stays where one asked.
static void where_nothing_is_level_nothing_is_found(void **unused)
{
  (void)unused;
  nb_vec2 p = nb_land_level(&(nb_land){.slope = {1, 0}}, nb_at(2, 1));
  assert_true(p.x == 2 && p.y == 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heights_are_the_formulas),   cmocka_unit_test(gradients_are_the_heights),
      cmocka_unit_test(tops_and_bottoms_are_found), cmocka_unit_test(a_pass_is_found),
      cmocka_unit_test(a_contour_line_is_level),    cmocka_unit_test(where_nothing_is_level_nothing_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
