// How an endless page is looked at: what is under the hand stays there, and pixels stay whole.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "app/page_look.h"
#include "nabla/math/random.h"
#include "paint/painter.h"

static nb_vec2 on_board(page_look look, nb_vec2 p)
{
  return nb_scale(page_zoom(look), nb_sub(p, look.middle));
}

static nb_vec2 on_page(page_look look, nb_vec2 p)
{
  return nb_add(look.middle, nb_scale(1 / page_zoom(look), p));
}

static void near(nb_vec2 a, nb_vec2 b, float off)
{
  if (!(nb_length(nb_sub(a, b)) <= off))
    fail_msg("(%g, %g) instead of (%g, %g)", (double)a.x, (double)a.y, (double)b.x, (double)b.y);
}

static void what_is_under_the_pointer_stays(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(2, 0);
  page_look look = {0};
  for (int k = 0; k < 300; k++) {
    nb_vec2 at = {16 * nb_random_float(&r) - 8, 9 * nb_random_float(&r) - 4.5f};
    nb_vec2 under = on_page(look, at);
    look = page_zoomed(look, at, expf(nb_random_float(&r) - 0.5f));
    near(on_board(look, under), at, 2e-3f);
    assert_true(page_zoom(look) <= PAGE_MOST * 1.001f && page_zoom(look) >= PAGE_LEAST * 0.999f);
  }
}

static void it_moves_with_the_hand(void **state)
{
  (void)state;
  page_look look = page_zoomed((page_look){0}, nb_origin(), 3);
  nb_vec2 under = on_page(look, nb_at(1, 2));
  look = page_moved(look, nb_at(-4, 0.5f));
  near(on_board(look, under), nb_at(-3, 2.5f), 1e-5f);
  look = page_moved(look, nb_at(INFINITY, 1e30f));
  assert_true(fabsf(look.middle.x) <= PAGE_REACH && fabsf(look.middle.y) <= PAGE_REACH);
}

static void all_of_it_is_shown(void **state)
{
  (void)state;
  nb_rect what = {-100, 20, 300, 40};
  page_look look = page_showing(what);
  nb_vec2 low = on_board(look, nb_at(what.x, what.y)), high = on_board(look, nb_at(200, 60));
  assert_true(low.x > -8 && high.x < 8 && low.y > -4.5f && high.y < 4.5f && high.x - low.x > 12);
  assert_true(page_zoom(page_showing((nb_rect){0, 0, 0.1f, 0.1f})) <= 1);
  assert_true(page_zoom(page_showing((nb_rect){0})) == 1);
}

static void pixels_are_whole(void **state)
{
  (void)state;
  page_look look = page_zoomed((page_look){0}, nb_at(1, 1), 1.7f);
  for (int k = 0; k < 50; k++) {
    look = page_moved(look, nb_at(0.0137f * (float)k, -0.02f));
    nb_affine place = page_place(look, board_place(1281, 719));
    assert_true(place.origin.x == roundf(place.origin.x) && place.origin.y == roundf(place.origin.y));
  }
}

static void dots_are_neither_crowded_nor_lost(void **state)
{
  (void)state;
  for (page_look look = {.closer = logf(PAGE_LEAST)}; page_zoom(look) < PAGE_MOST; look.closer += 0.05f) {
    float apart = page_spacing(look) * page_zoom(look);
    assert_true(apart > 0.49f && apart < 1.01f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_under_the_pointer_stays),
      cmocka_unit_test(it_moves_with_the_hand),
      cmocka_unit_test(all_of_it_is_shown),
      cmocka_unit_test(pixels_are_whole),
      cmocka_unit_test(dots_are_neither_crowded_nor_lost),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
