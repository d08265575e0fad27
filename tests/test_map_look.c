// How the map is looked at: at all of it at first, and then as it was looked at last.
#include "staged.h"

#include <math.h>

#include "app/map.h"

static const shelf lessons = {.scenes = NABLA_BUILD "/scenes"};

static map *make(void)
{
  map *m;
  assert_ok(map_create(&m, NABLA_ASSETS, &lessons));
  return m;
}

static notebook *in_memory(void)
{
  return notebook_open(&(notebook_options){.path = "/proc/nowhere/at-all"});
}

static void expect_look(const map *m, float zoom, nb_vec2 center)
{
  if (!(fabsf(m->to_zoom - zoom) < 1e-3f * zoom) || !(nb_length(nb_sub(m->to_center, center)) < 1e-2f))
    fail_msg("it is looked at from %g, %g at %g, not from %g, %g at %g", (double)m->to_center.x,
             (double)m->to_center.y, (double)m->to_zoom, (double)center.x, (double)center.y, (double)zoom);
}

static void all_of_it_is_seen_at_first(void **state)
{
  (void)state;
  map *m = make();
  notebook *n = in_memory();
  nb_vec2 center;
  float whole = picture_whole(&m->layout, &center);
  map_show(m, n, "linear-algebra/vectors", 1, 0);
  expect_look(m, whole, center);
  for (int k = 0; k < m->graph.count; k++) {
    map_select(m, k); // all of them are in sight: nothing moves
    expect_look(m, whole, center);
  }
  map_hide(m, n);
  map_destroy(m);
  notebook_close(n);
}

static void larger_words_begin_nearer(void **state)
{
  (void)state;
  map *m = make();
  notebook *n = in_memory();
  nb_vec2 center;
  float whole = picture_whole(&m->layout, &center);
  map_show(m, n, "reinforcement-learning/rlhf", 1.5f, 0);
  assert_float_equal(m->to_zoom, 1.5f * whole, 1e-3f);
  nb_vec2 at = picture_on_board(m->layout.places[m->selected], m->to_center, m->to_zoom);
  assert_true(fabsf(at.x) < 8 && at.y > PICTURE_BOTTOM && at.y < PICTURE_TOP);
  map_look_at_all(m);
  expect_look(m, whole, center);
  map_destroy(m);
  notebook_close(n);
}

static void it_stays_when_it_is_opened_again(void **state)
{
  (void)state;
  map *m = make();
  notebook *n = in_memory();
  map_show(m, n, "linear-algebra/vectors", 1, 0);
  map_zoom(m, 2, nb_at(-3, 1));
  map_pan(m, nb_at(-0.5f, 0.25f));
  float zoom = m->to_zoom;
  nb_vec2 center = m->to_center;
  map_hide(m, n);
  map_show(m, n, "linear-algebra/vectors", 1, 0);
  expect_look(m, zoom, center);
  assert_ok(map_lay_out(m)); // nothing has changed in the graph
  expect_look(m, zoom, center);
  map_hide(m, n);
  map_destroy(m);
  m = make(); // the next start
  map_show(m, n, "linear-algebra/vectors", 1, 0);
  expect_look(m, zoom, center);
  map_look_at_all(m);
  map_hide(m, n);
  map_destroy(m);
  m = make();
  map_show(m, n, "linear-algebra/vectors", 1, 0);
  expect_look(m, picture_whole(&m->layout, &center), m->to_center);
  map_destroy(m);
  notebook_close(n);
}

static void what_was_kept_of_another_map_is_left(void **state)
{
  (void)state;
  static const char *const kept[] = {"2 3 -4 1 1", "nan nan nan nan nan", "1e30 0 0 0 0", "2", "words"};
  for (int k = 0; k < 5; k++) {
    map *m = make();
    notebook *n = in_memory();
    nb_vec2 center;
    float whole = picture_whole(&m->layout, &center);
    notebook_set(n, "map.look", kept[k]);
    map_show(m, n, NULL, 1, 0);
    expect_look(m, whole, center);
    map_destroy(m);
    notebook_close(n);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_of_it_is_seen_at_first),
      cmocka_unit_test(larger_words_begin_nearer),
      cmocka_unit_test(it_stays_when_it_is_opened_again),
      cmocka_unit_test(what_was_kept_of_another_map_is_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
