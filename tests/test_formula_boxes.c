// Formulas for a handout: whole ones are found in a picture, and nothing that only looks like one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "film/formula_boxes.h"
#include "nabla/record.h"

enum { MOST = 8 };

static nb_fonts *fonts;
static nb_board *board;

static void begin(void)
{
  nb_board_begin(board, NB_BOARD, NULL, 0);
}

static int find(formula_box *boxes)
{
  const void *list;
  size_t size;
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
  return formula_boxes(list, size, fonts, boxes, MOST);
}

static int find_in(const char *source)
{
  formula_box boxes[MOST];
  begin();
  nb_tex(board, nb_at(3.6f, 2), source, nb_style(.size = 28));
  return find(boxes);
}

// Within a fifth of an em of where the layout says, whose box has the air beside brackets with it.
static void assert_covers(nb_rect found, nb_rect whole)
{
  assert_float_equal(found.x, whole.x, 0.05);
  assert_float_equal(found.x + found.width, whole.x + whole.width, 0.05);
}

static void formulas_are_found_from_the_top(void **state)
{
  (void)state;
  formula_box boxes[MOST];
  begin();
  nb_formula second = nb_tex(board, nb_at(3.6f, 0), "s = \\frac{a + b}{\\sqrt{2}}", nb_style(.size = 28));
  nb_formula first = nb_tex(board, nb_at(3.6f, 2), "\\det A = ad - bc", nb_style(.size = 28));
  assert_int_equal(find(boxes), 2);
  assert_covers(boxes[0].box, first.box);
  assert_covers(boxes[1].box, second.box);
}

static void numbers_stay_with_their_formula(void **state)
{
  (void)state;
  static const char *const sources[] = {"\\text{area} = \\val[2]",
                                        "\\begin{bmatrix}\\val[2] & 0.60\\end{bmatrix}"
                                        "\\begin{bmatrix}x \\\\ y\\end{bmatrix} = 1"};
  for (int k = 0; k < 2; k++) {
    formula_box boxes[MOST];
    begin();
    nb_formula f = nb_tex(board, nb_at(3.6f, 2), sources[k], nb_style(.size = 28), &(float){1});
    assert_int_equal(find(boxes), 1);
    assert_covers(boxes[0].box, f.box);
  }
}

static void lines_stay_with_their_formula(void **state)
{
  static const char *const sources[] = {
      "\\begin{aligned} x &= (1.7 + a \\sin u) \\cos v \\\\ y &= (1.7 + a \\sin u) \\sin v \\\\ z &= a \\cos "
      "u "
      "\\end{aligned}",
      "\\begin{aligned} \\frac{df}{dt} = {} &a \\cdot b \\\\ {} + {} &c \\cdot d \\\\ {} = {} &e "
      "\\end{aligned}",
      "\\begin{aligned} V(s) = \\max_a\\;(\\,&r \\\\ {} + {} &\\gamma\\,V(s')\\,) \\end{aligned}",
      "\\begin{aligned} &Q(s, a) \\text{ goes halfway to} \\\\ &r + \\gamma\\,\\max_{a'} Q(s', a') "
      "\\end{aligned}",
      "\\begin{aligned} &\\text{cost} \\\\ &= -\\ln 0.58 \\\\ &= 0.54 \\end{aligned}",
  };
  (void)state;
  for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
    formula_box boxes[4];
    begin();
    nb_formula f = nb_tex(board, nb_at(3.6f, 2), sources[k], nb_style(.size = 28));
    assert_int_equal(find(boxes), 1);
    assert_covers(boxes[0].box, f.box);
  }
}

// Formulas of their own, one under the other: a line that begins with a relation goes on with what is close above it.
static void lines_that_go_on_stay_with_what_they_go_on_from(void **state)
{
  (void)state;
  for (int far = 0; far < 2; far++) {
    formula_box boxes[MOST];
    begin();
    nb_formula upper = nb_tex(board, nb_at(2, 2), "f = \\nabla g \\cdot v'", nb_style(.size = 28));
    nb_formula lower =
        nb_tex(board, nb_at(2, far ? 0.5f : 1.5f), "= a \\cdot b + c = 1", nb_style(.size = 28));
    assert_int_equal(find(boxes), 1 + far);
    assert_covers(boxes[far].box, lower.box); // the longer one
    if (!far)
      assert_float_equal(boxes[0].box.y + boxes[0].box.height, upper.box.y + upper.box.height, 0.05);
  }
}

static void numbers_words_and_parts_are_left_out(void **state)
{
  (void)state;
  assert_int_equal(find_in("-123.45"), 0);
  assert_int_equal(find_in("\\text{river or savings}"), 0);
  assert_int_equal(find_in("\\text{temperature } T"), 0);
  assert_int_equal(find_in("\\text{best: } 2.0"), 0);
  assert_int_equal(find_in("\\text{area} ="), 0);
  assert_int_equal(find_in("a + b + c +"), 0);
  assert_int_equal(find_in("v + w"), 0);
  assert_int_equal(
      find_in("\\text{both} = \\left[\\begin{matrix} \\qquad\\qquad\\qquad \\\\ ~ \\end{matrix}\\right]"), 0);
}

static void names_on_the_drawing_are_left_out(void **state)
{
  (void)state;
  formula_box boxes[MOST];
  begin();
  nb_label(board, nb_at(0, 0), nb_at(1, 0), "d - bc = 1", nb_style(.size = 28));
  assert_int_equal(find(boxes), 0);
}

static void what_the_drawing_passes_through_is_left_out(void **state)
{
  (void)state;
  for (int clipped = 0; clipped < 2; clipped++) {
    formula_box boxes[MOST];
    begin();
    if (clipped) // away from the formula
      nb_clip(board, (nb_rect){-8, -4, 8, 8});
    nb_line(board, nb_at(-6, 1), nb_at(6, 1.1f), nb_style(.width = 3));
    if (clipped)
      nb_end(board);
    nb_tex(board, nb_at(2, 1), "f(x) = x + 1", nb_style(.size = 28));
    assert_int_equal(find(boxes), clipped);
  }
}

static int set_up(void **state)
{
  (void)state;
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&board, fonts));
}

static int tear_down(void **state)
{
  (void)state;
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(formulas_are_found_from_the_top),
      cmocka_unit_test(numbers_stay_with_their_formula),
      cmocka_unit_test(lines_stay_with_their_formula),
      cmocka_unit_test(lines_that_go_on_stay_with_what_they_go_on_from),
      cmocka_unit_test(numbers_words_and_parts_are_left_out),
      cmocka_unit_test(names_on_the_drawing_are_left_out),
      cmocka_unit_test(what_the_drawing_passes_through_is_left_out),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
