// Names in space: they follow the space, step back where their point is hidden, and do so without a jump.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/math/random.h"
#include "nabla/space.h"

#include "recorded.h"

static nb_fonts *fonts;
static nb_board *board;
static recorded seen;
static const nb_camera camera = {.distance = 10, .azimuth = 0.7f, .elevation = 0.4f};
static const nb_vec3 named = {0, 0, 0.5f};

static int open_board(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&board, fonts));
}

static int close_board(void **state)
{
  (void)state;
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

typedef struct name {
  float alpha; // of the name as a whole; -1: there is none
  float halo;  // of its halo within that
} name;

static name first_name(void)
{
  name n = {-1, -1};
  record_read(board, &seen);
  assert_true(seen.count >= 0);
  for (int k = 0; k < seen.count; k++) {
    const nb_command *c = &seen.commands[k];
    if (c->op == NB_OP_GROUP && n.alpha < 0)
      n.alpha = c->group.alpha;
    if (c->op == NB_OP_GLYPHS && c->glyphs.mode == NB_STROKE)
      n.halo = (float)(c->glyphs.paint.color >> 24) / 255;
  }
  return n;
}

typedef struct wall {
  float aside, before; // of the named point: to the right, and toward the viewer, units of space
  float size, alpha;
} wall;

// A wall that faces the viewer.
static void draw_wall(nb_view view, wall w)
{
  nb_mat3 back = nb_transpose3(view.turn);
  nb_vec3 middle = nb_add3(named, nb_add3(nb_scale3(w.aside, back.i), nb_scale3(w.before, back.k)));
  nb_vec3 corner = nb_sub3(middle, nb_scale3(0.5f * w.size, nb_add3(back.i, back.j)));
  nb_parallelogram(board, corner, nb_scale3(w.size, back.i), nb_scale3(w.size, back.j),
                   nb_style(.fill = NB_K, .width = -1, .alpha = w.alpha));
}

static nb_view begin(nb_camera c, float alpha)
{
  nb_view view = nb_look(c, nb_stage());
  nb_board_begin(board, NB_CHALK, NULL, 0);
  nb_space(board, view, (nb_space_spec){.alpha = alpha});
  return view;
}

static void label(nb_view view)
{
  nb_label3(board, view, named, nb_at(1, 0), "P", nb_style());
}

static name name_with_halo(wall w, nb_color halo)
{
  nb_view view = begin(camera, 1);
  draw_wall(view, w);
  nb_label3(board, view, named, nb_at(1, 0), "P", nb_style(.halo = halo));
  nb_end(board);
  return first_name();
}

static name name_with(wall w)
{
  return name_with_halo(w, NB_DEFAULT);
}

static void a_hidden_point_has_a_faint_name(void **state)
{
  (void)state;
  name hidden = name_with((wall){.before = 1, .size = 3, .alpha = 0.92f});
  assert_float_equal(hidden.alpha, 0.35f, 1e-3f);
  assert_true(hidden.halo > 0.6f && hidden.halo < 0.85f);
  name seen_through_glass = name_with((wall){.before = 1, .size = 3, .alpha = 0.4f});
  assert_float_equal(seen_through_glass.alpha, 1, 1e-3f);
  name behind = name_with((wall){.before = -1, .size = 3, .alpha = 1});
  assert_float_equal(behind.alpha, 1, 1e-3f);
  assert_float_equal(behind.halo, 0.7f, 0.01f); // for its letters lie over the wall
  assert_float_equal(name_with_halo((wall){.before = -1, .size = 3, .alpha = 1}, NB_GROUND).halo, 0.7f,
                     0.01f);
  assert_float_equal(name_with_halo((wall){.before = -1, .size = 3, .alpha = 1}, NB_V).halo, 1, 0.01f);
  name beside = name_with((wall){.aside = -2, .before = 1, .size = 3, .alpha = 1});
  assert_float_equal(beside.alpha, 1, 1e-3f);
  assert_float_equal(beside.halo, 1, 0.01f);
}

// It comes with the second half of the arrow, and is clear again when its prime has come.
static void a_vector_has_its_name_at_its_tip(void **state)
{
  (void)state;
  const struct {
    float reveal, landed, alpha;
  } cases[] = {{1, 0, 1}, {0.75f, 0, 0.5f}, {1, 0.25f, 0.5f}, {1, 1, 1}};
  for (int k = 0; k < 4; k++) {
    nb_view view = begin(camera, 1);
    nb_vector3(board, view, named, "P", cases[k].landed, nb_style(.reveal = cases[k].reveal));
    nb_end(board);
    assert_float_equal(first_name().alpha, cases[k].alpha, 0.01f);
  }
}

// Ahead of the tip and to its left; right beside it where the anchor says so.
static void a_vector_has_its_name_where_the_anchor_says(void **state)
{
  (void)state;
  static uint8_t said[1 << 16];
  const nb_anchor anchors[] = {NB_CENTER, NB_LEFT};
  for (int k = 0; k < 2; k++) {
    const void *list;
    size_t size, said_size = 0;
    for (int expected = 0; expected < 2; expected++) {
      nb_style style = nb_style(.anchor = anchors[k], .halo_width = 7);
      nb_view view = begin(camera, 1);
      nb_vec2 way = nb_unit(nb_sub(nb_on_view(view, named), nb_on_view(view, nb_at3(0, 0, 0))));
      if (expected) {
        nb_arrow3(board, nb_at3(0, 0, 0), named, style);
        nb_label3(board, view, named, nb_add(nb_scale(k == 0 ? 1 : 0.3f, way), nb_scale(0.6f, nb_perp(way))),
                  "P", style);
      } else {
        nb_vector3(board, view, named, "P", 0, style);
      }
      nb_end(board);
      assert_false(nb_failed(nb_board_finish(board, &list, &size)));
      assert_true(size < sizeof said);
      if (expected) {
        assert_int_equal(size, said_size);
        assert_memory_equal(list, said, size);
      }
      memcpy(said, list, said_size = size);
    }
  }
}

static float slope(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return p.x - p.y;
}

// It says what is held, in the colour of that input, at the upper corner on the wall's own side.
static void a_cut_says_what_is_held(void **state)
{
  (void)state;
  static uint8_t said[1 << 16];
  const struct {
    nb_vec3 corner;
    float toward;
    nb_color color;
    const char *text;
  } cases[] = {{{-2, -0.4f, 3}, -1, NB_J, "y = -0.4"}, {{0.7f, 2, 3}, 1, NB_I, "x = 0.7"}};
  for (int k = 0; k < 2; k++) {
    const void *list;
    size_t size, said_size = 0;
    for (int expected = 0; expected < 2; expected++) {
      nb_view view = begin(camera, 1);
      if (expected)
        nb_label3(board, view, cases[k].corner, nb_at(cases[k].toward, 0), cases[k].text,
                  nb_style(.color = cases[k].color));
      else
        nb_cut_held(board, view, &(nb_cut){slope, NULL, {0.7f, -0.4f}, k == 1}, (nb_rect){-2, -1, 4, 3}, 3,
                    nb_style());
      nb_end(board);
      assert_false(nb_failed(nb_board_finish(board, &list, &size)));
      assert_true(size < sizeof said);
      if (expected) {
        assert_int_equal(size, said_size);
        assert_memory_equal(list, said, size);
      }
      memcpy(said, list, said_size = size);
    }
  }
}

static void what_a_point_lies_on_does_not_hide_it(void **state)
{
  (void)state;
  name n = name_with((wall){.before = 0.05f, .size = 3, .alpha = 1});
  assert_float_equal(n.alpha, 1, 1e-3f);
  nb_view view = begin(camera, 1); // an arrow that points straight away from the viewer
  nb_arrow3(board, nb_add3(named, nb_scale3(2, nb_transpose3(view.turn).k)), named,
            nb_style(.width = 8, .color = NB_V));
  label(view);
  nb_end(board);
  assert_true(first_name().alpha > 0.9f);
}

// Before the wall, after it, and after the space: it is the same name.
static void the_order_does_not_matter(void **state)
{
  (void)state;
  wall w = {.aside = 1.36f, .before = 1, .size = 2.8f, .alpha = 1};
  name after = name_with(w);
  assert_true(after.alpha > 0.4f && after.alpha < 0.99f);
  for (int outside = 0; outside < 2; outside++) {
    nb_view view = begin(camera, 1);
    if (!outside)
      label(view);
    draw_wall(view, w);
    nb_end(board);
    if (outside)
      label(view);
    name n = first_name();
    assert_float_equal(n.alpha, after.alpha, 1e-6f);
    assert_float_equal(n.halo, after.halo, 1e-6f);
  }
}

// A wall that comes across from any side, by a third of a point a frame; and one that comes nearer.
static void names_fade_without_a_jump(void **state)
{
  (void)state;
  float step = 0.0025f, last = 1, most = 0;
  for (float aside = 3.4f; aside > 2.2f; aside -= step) {
    float alpha = name_with((wall){.aside = aside, .before = 1, .size = 5, .alpha = 1}).alpha;
    assert_true(alpha < last + 1e-3f);
    most = fmaxf(most, last - alpha), last = alpha;
  }
  assert_float_equal(last, 0.35f, 1e-3f);
  for (float before = 1; before > -0.2f; before -= step) {
    float alpha = name_with((wall){.before = before, .size = 5, .alpha = 1}).alpha;
    most = fmaxf(most, alpha - last), last = alpha;
  }
  assert_float_equal(last, 1, 1e-3f);
  if (!(most < 0.05f))
    fail_msg("a name jumps by %.3f", (double)most);
}

static void names_follow_their_space(void **state)
{
  (void)state;
  for (int outside = 0; outside < 2; outside++) {
    nb_view view = begin(camera, 0.25f);
    if (!outside)
      label(view);
    nb_end(board);
    if (outside)
      label(view);
    assert_float_equal(first_name().alpha, 0.25f, 1e-6f);
  }
  nb_view view = begin(camera, 0.25f);
  nb_axes3(board, (nb_axes3_spec){0}, nb_style(.alpha = 0.5f));
  nb_end(board);
  assert_float_equal(first_name().alpha, 0.125f, 1e-6f);
  view = begin(camera, -1); // a space that shows nothing has no names
  label(view);
  nb_end(board);
  label(view);
  assert_int_equal((int)first_name().alpha, -1);
}

// Many names at once, more than are looked for together: each has what it has alone.
static void many_names_are_as_one(void **state)
{
  (void)state;
  enum { MANY = 11 };
  float alone[MANY];
  for (int from = 0; from < MANY; from++) {
    int names = from == 0 ? MANY : 1, found = 0;
    nb_view view = begin(camera, 1);
    draw_wall(view, (wall){.aside = 1.4f, .before = 1, .size = 2.8f, .alpha = 1});
    for (int k = 0; k < names; k++)
      nb_label3(board, view, nb_at3(0.05f * (float)(from + k), 0.1f, 0.5f), nb_at(1, 0), "P", nb_style());
    nb_end(board);
    record_read(board, &seen);
    for (int k = 0; k < seen.count; k++)
      if (seen.commands[k].op == NB_OP_GROUP) {
        if (names == MANY)
          alone[found++] = seen.commands[k].group.alpha;
        else
          assert_float_equal(seen.commands[k].group.alpha, alone[from], 1e-6f);
      }
    assert_int_equal(found, names == MANY ? MANY : 0);
  }
}

// Cameras anywhere, also within what is drawn: the list stays sound.
static void no_camera_breaks_it(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (int k = 0; k < 400; k++) {
    nb_camera c = {.distance = 0.01f + 6 * nb_random_float(&random),
                   .azimuth = 6 * nb_random_float(&random),
                   .elevation = 3 * nb_random_float(&random) - 1.5f,
                   .orthographic = nb_random_float(&random)};
    nb_view view = begin(c, 1);
    nb_solid(board, NB_SPHERE, nb_at3(0, 0, 0), 1, nb_style());
    nb_box(board, nb_at3(-2, -2, -2), (nb_mat3){{4, 0, 0}, {0, 4, 0}, {0, 0, 0}}, nb_style());
    label(view);
    nb_end(board);
    record_read(board, &seen);
    assert_true(seen.count > 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_hidden_point_has_a_faint_name),
      cmocka_unit_test(a_vector_has_its_name_at_its_tip),
      cmocka_unit_test(a_vector_has_its_name_where_the_anchor_says),
      cmocka_unit_test(a_cut_says_what_is_held),
      cmocka_unit_test(what_a_point_lies_on_does_not_hide_it),
      cmocka_unit_test(the_order_does_not_matter),
      cmocka_unit_test(names_fade_without_a_jump),
      cmocka_unit_test(names_follow_their_space),
      cmocka_unit_test(many_names_are_as_one),
      cmocka_unit_test(no_camera_breaks_it),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
