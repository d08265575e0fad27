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

static float rightmost(void)
{
  float right = 0;
  for (int k = 0; k < seen.count; k++)
    for (uint32_t p = 0; p < seen.commands[k].path.point_count; p++)
      right = fmaxf(right, seen.commands[k].points[p].x);
  return right;
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
  assert_float_equal(rightmost(), 3, 0.1f); // with half the point's width
}

static float bowl(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return 0.5f * (p.x * p.x + p.y * p.y);
}

static nb_vec2 bowl_gradient(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return p;
}

// As wide as the steps that are made, and as high as what it costs there.
static void a_walk_is_plotted_step_by_step(void **unused)
{
  (void)unused;
  const nb_plane plane = {{0, 0, 4, 2}, 0, 20, 0, 2};
  const nb_descent descent = {.from = {2, 0}, .rate = 0.5f, .steps = 10};
  nb_walk walk = nb_walk_down(bowl_gradient, NULL, descent);
  begin();
  nb_walk_plot(board, plane, bowl, NULL, &walk, nb_style(.width = 0.1f));
  record_read(board, &seen);
  assert_int_equal(count_of(NB_OP_PATH), 1);
  assert_float_equal(rightmost(), 2, 0.02f);
  const nb_vec2 *points = seen.commands[0].points;
  assert_float_equal(points[0].y, 2, 1e-3f);
  assert_float_equal(points[1].y, 0.5f, 1e-3f); // half as far out
}

// Where the curve ends on the axis, the rate stands clear of that.
static void a_walks_rate_is_not_struck_by_the_axis(void **unused)
{
  (void)unused;
  const nb_plane plane = {{0, 0, 4, 2}, 0, 20, 0, 2};
  nb_walk walk = nb_walk_down(bowl_gradient, NULL, (nb_descent){.from = {2, 0}, .rate = 0.5f, .steps = 10});
  nb_fonts *fonts;
  nb_board *lettered;
  int signs = 0;
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  assert_false(nb_failed(nb_board_create(&lettered, fonts)));
  nb_board_begin(lettered, NB_CHALK, NULL, 0);
  nb_walk_plot(lettered, plane, bowl, NULL, &walk, nb_style());
  record_read(lettered, &seen);
  for (int c = 0; c < seen.count; c++) {
    uint32_t count = seen.commands[c].op == NB_OP_GLYPHS ? seen.commands[c].glyphs.glyph_count : 0;
    for (uint32_t g = 0; g < count; g++, signs++)
      assert_true(seen.commands[c].glyph[g].where.y > 0.05f);
  }
  assert_true(signs >= 6); // η = 0.50
  nb_board_destroy(lettered);
  nb_fonts_close(fonts);
}

static const nb_network small = {.sizes = {4, 3, 2}};

// The slopes beside a diagram's weights are those of the cost: each weight, a little changed, changes it by as much.
static void a_reading_tells_who_is_to_blame(void **unused)
{
  (void)unused;
  enum { FIRST = 3 * 2, SECOND = 2 * 3, STEP = 2 };
  static const int middle[] = {1, 2}; // of the four inputs
  float parameters[NB_DENSE_FLOATS(4, 3) + NB_DENSE_FLOATS(3, 2)];
  const uint8_t pixels[] = {0, 255, 102, 0}, labels[] = {1};
  const nb_examples one = {.pixels = pixels, .labels = labels, .count = 1};
  for (size_t k = 0; k < sizeof parameters / sizeof *parameters; k++)
    parameters[k] = 0.3f * sinf(7 * (float)k);
  begin();
  nb_diagram_part part = {0, middle, 2};
  nb_reading r =
      nb_read_back(board, &small, parameters, nb_read_all(board, &small, parameters, &one, 0, 1), part);
  assert_int_equal(r.label, 1);
  assert_float_equal(r.ink, 1.4f, 1e-6f);
  assert_int_equal(r.said, r.pass.a[2][1] > r.pass.a[2][0]);
  for (int k = 0; k < FIRST + SECOND; k++) {
    size_t at = k < FIRST ? nb_network_weights(&small, 1) + 4 * (size_t)(k / STEP) + 1 + (size_t)(k % STEP)
                          : nb_network_weights(&small, 2) + (size_t)(k - FIRST);
    float kept = parameters[at], cost[2];
    assert_float_equal(r.diagram.weights[k], kept, 0);
    for (int way = 0; way < 2; way++) {
      parameters[at] = kept + (way == 0 ? -0.01f : 0.01f);
      nb_pass pass = nb_read_all(board, &small, parameters, &one, 0, 1);
      cost[way] = nb_network_cost(&small, &pass);
    }
    parameters[at] = kept;
    assert_float_equal(r.diagram.gradients[k], (cost[1] - cost[0]) / 0.02f, 1e-3f);
  }
}

static void what_has_no_answer_has_no_label(void **unused)
{
  (void)unused;
  const float parameters[NB_DENSE_FLOATS(4, 3) + NB_DENSE_FLOATS(3, 2)] = {0.5f}, picture[4] = {1, 0, 0, 1};
  const uint8_t pixels[8] = {0}, labels[] = {1, 0};
  const nb_examples two = {.pixels = pixels, .labels = labels, .count = 2}, none = {0};
  const nb_diagram_part all = {0};
  begin();
  nb_pass pass = nb_read(board, &small, parameters, picture);
  assert_int_equal(nb_read_back(board, &small, parameters, pass, all).label, -1);
  pass = nb_read_all(board, &small, parameters, &two, 0, 2);
  assert_int_equal(nb_read_back(board, &small, parameters, pass, all).label, -1);
  nb_reading nothing =
      nb_read_back(board, &small, parameters, nb_read_all(board, &small, parameters, &none, 0, 1), all);
  assert_true(nothing.label == -1 && nothing.pass.count == 0 && nothing.diagram.layer_count == 0);
}

static void a_sheet_fills_its_rows_from_the_upper_left(void **unused)
{
  (void)unused;
  const nb_rect area = {-2, -1, 4, 3};
  const nb_vec2 corners[] = {{-2, 1}, {-1, 1}, {0, 1}, {1, 1}, {-2, 0}};
  for (int k = 0; k < 5; k++) {
    nb_rect square = nb_sheet_square(area, 4, k);
    assert_float_equal(square.x, corners[k].x, 1e-6f);
    assert_float_equal(square.y, corners[k].y, 1e-6f);
    assert_float_equal(square.width, 1, 1e-6f);
    assert_float_equal(square.height, 1, 1e-6f);
  }
}

// Above what should rise, below what should fall; the larger, the broader.
static void blame_is_an_arc_above_or_below(void **unused)
{
  (void)unused;
  static const int sizes[] = {1, 3};
  const float blames[] = {-0.25f, 1, 0}, none[] = {0, 0, 0};
  nb_diagram_spec spec = {.area = {-2, -2, 4, 4}, .layer_count = 2, .sizes = sizes};
  begin();
  nb_blames(board, spec, 1, blames, nb_style());
  record_read(board, &seen);
  assert_int_equal(seen.count, 3);
  for (int k = 0; k < 2; k++) {
    float middle = nb_diagram_neuron(spec, 1, k).y;
    for (uint32_t n = 0; n < seen.commands[k].path.point_count; n++)
      assert_int_equal(seen.commands[k].points[n].y > middle, blames[k] < 0);
  }
  assert_float_equal(seen.commands[0].path.stroke.width, 4.5f, 1e-4f);
  assert_float_equal(seen.commands[1].path.stroke.width, 8, 1e-4f);
  begin();
  nb_blames(board, spec, 1, none, nb_style());
  nb_blames(board, spec, 2, blames, nb_style());
  assert_int_equal(count_of(NB_OP_PATH), 0);
}

// A line each, and while they run a dot: from there to here.
static void what_is_asked_meets_in_the_neuron(void **unused)
{
  (void)unused;
  static const int sizes[] = {2, 3};
  const float parts[] = {-1, 4, 0.5f}, none[] = {0, 0, 0};
  nb_diagram_spec spec = {.area = {0, 0, 4, 4}, .layer_count = 2, .sizes = sizes};
  nb_vec2 neuron = nb_diagram_neuron(spec, 0, 1);
  begin();
  nb_asks(board, spec, 0, 1, parts, nb_style(.reveal = 0.5f));
  record_read(board, &seen);
  assert_int_equal(seen.count, 3);
  for (int k = 0; k < 3; k++) {
    assert_float_equal(seen.commands[k].points[1].x, neuron.x + 0.125f, 1e-5f);
    assert_float_equal(seen.commands[k].points[1].y, neuron.y, 1e-5f);
    assert_float_equal(seen.commands[k].points[0].y, nb_diagram_neuron(spec, 1, k).y, 1e-5f);
  }
  assert_float_equal(seen.commands[1].path.stroke.width, 3.5f, 1e-4f);
  assert_int_not_equal(seen.commands[0].path.paint.color, seen.commands[1].path.paint.color);
  assert_int_equal(seen.commands[2].path.paint.color, seen.commands[1].path.paint.color);
  begin();
  nb_asks(board, spec, 0, 1, parts, nb_style(.reveal = 0.75f));
  assert_int_equal(count_of(NB_OP_PATH), 6);
  begin();
  nb_asks(board, spec, 0, 1, parts, nb_style(.reveal = 1));
  assert_int_equal(count_of(NB_OP_PATH), 3);
  begin();
  nb_asks(board, spec, 0, 1, none, nb_style());
  nb_asks(board, spec, 1, 1, parts, nb_style()); // nothing comes after it
  assert_int_equal(count_of(NB_OP_PATH), 0);
}

static void a_squash_is_marked_where_it_is(void **unused)
{
  (void)unused;
  begin();
  nb_squash_plot(board, (nb_rect){0, 0, 16, 1}, (const float[]){-1}, NULL, 1, nb_style());
  record_read(board, &seen);
  const nb_command *dot = &seen.commands[seen.count - 1];
  nb_vec2 low = dot->points[0], high = low;
  for (uint32_t n = 0; n < dot->path.point_count; n++) {
    low = nb_at(fminf(low.x, dot->points[n].x), fminf(low.y, dot->points[n].y));
    high = nb_at(fmaxf(high.x, dot->points[n].x), fmaxf(high.y, dot->points[n].y));
  }
  assert_float_equal((low.x + high.x) / 2, 7, 1e-4f);
  assert_float_equal((low.y + high.y) / 2, 0.26894f, 1e-4f); // 1 / (1 + e)
  begin();
  nb_squash_plot(board, (nb_rect){0, 0, 16, 1}, (const float[]){-1, 9}, NULL, 2, nb_style());
  int beyond = count_of(NB_OP_PATH); // is not marked
  begin();
  nb_squash_plot(board, (nb_rect){0, 0, 16, 1}, (const float[]){-1, 7}, NULL, 2, nb_style());
  assert_int_equal(count_of(NB_OP_PATH), beyond + 1);
  uint32_t first = seen.commands[seen.count - 1].path.paint.color; // the first lies on top, in another colour
  assert_int_not_equal(first, seen.commands[seen.count - 2].path.paint.color);
  begin();
  nb_squash_plot(board, (nb_rect){0, 0, 16, 1}, (const float[]){-1, 7}, (const char *const[]){"a", "c"}, 2,
                 nb_style());
  assert_int_equal(count_of(NB_OP_PATH), beyond + 1); // who has a name needs none
  first = seen.commands[seen.count - 1].path.paint.color;
  assert_int_equal(first, seen.commands[seen.count - 2].path.paint.color);
}

// Each error is the side of a filled square, in one with the side 1; the right one's is how far it is from 1.
static void errors_are_sides_of_squares(void **unused)
{
  (void)unused;
  const float votes[NB_DIGITS_CLASSES] = {0.5f, 0.25f, 0.75f, [9] = 1};
  const float sides[] = {0.5f, 0.25f, 0.25f, 0, 0, 0, 0, 0, 0, 1};
  begin();
  nb_error_squares(board, (nb_rect){0, 0, 5 / 0.86f, 4}, votes, 2, nb_style());
  record_read(board, &seen);
  float found[2 * NB_DIGITS_CLASSES];
  int count = 0;
  for (int k = 0; k < seen.count; k++)
    if (seen.commands[k].op == NB_OP_PATH) {
      const nb_command *path = &seen.commands[k];
      float low = path->points[0].x, high = low;
      for (uint32_t n = 0; n < path->path.point_count; n++)
        low = fminf(low, path->points[n].x), high = fmaxf(high, path->points[n].x);
      if (count < 2 * NB_DIGITS_CLASSES)
        found[count++] = high - low;
    }
  for (int k = 0, at = 0; k < NB_DIGITS_CLASSES; k++) {
    assert_float_equal(found[at++], sides[k], 1e-4f);
    assert_float_equal(found[at++], 1, 1e-4f);
    if (k + 1 == NB_DIGITS_CLASSES)
      assert_int_equal(count, at);
  }
}

// One's own at first and at last, the digits between, and on the way both.
static void pictures_come_in_turn(void **unused)
{
  (void)unused;
  static uint8_t inked[2 * NB_DIGITS_PIXELS], labels[2];
  float own[NB_DIGITS_PIXELS], first[NB_DIGITS_PIXELS], seen_now[NB_DIGITS_PIXELS],
      noise[3][NB_DIGITS_PIXELS];
  const nb_examples digits = {.pixels = inked, .labels = labels, .count = 2};
  memset(inked, 255, NB_DIGITS_PIXELS); // the first is all ink
  for (int k = 0; k < 3; k++)
    nb_digit_noise(0.5f * (float)k, noise[k]);
  memcpy(own, noise[0], sizeof own);
  nb_digit_picture(&digits, 0, first);
  const float places[] = {0, 0.9f, 1, 1.125f, 1.5f, 3.5f}, part[] = {0, 0, 0, 0.5f, 1, 0};
  const int there[] = {-1, -1, -1, 0, 0, -1};
  assert_int_equal(nb_digits_in_turn(&(nb_examples){0}, 2, 1.5f, own, seen_now), -1);
  assert_int_equal(nb_digits_in_turn(&digits, 2, 2.1f, own, seen_now), 0); // the next is not yet half there
  for (int n = 0; n < 6; n++) {
    assert_int_equal(nb_digits_in_turn(&digits, 2, places[n], own, seen_now), there[n]);
    for (int k = 0; k < NB_DIGITS_PIXELS; k++)
      assert_float_equal(seen_now[k], own[k] + part[n] * (first[k] - own[k]), 1e-5f);
  }
  for (int k = 0; k < NB_DIGITS_PIXELS; k++)
    assert_float_equal(noise[1][k], 0.5f * (noise[0][k] + noise[2][k]), 1e-6f);
  nb_board_begin(board, NB_CHALK, NULL, 0);
  const float *half = nb_digit_written(board, &digits, 0, first, 0.5f);
  assert_true(half[0] == first[0] && half[NB_DIGITS_PIXELS - 1] == 0);
  assert_ptr_equal(nb_digit_written(board, &digits, 0, own, 0.5f), own); // the viewer's
}

static void each_neuron_has_its_beam(void **unused)
{
  (void)unused;
  static const int sizes[] = {5, 1};
  nb_diagram_spec spec = {.area = {0, -2, 4, 4}, .layer_count = 2, .sizes = sizes};
  begin();
  nb_beams(board, spec, (nb_rect){-4, -1, 2, 2}, nb_style());
  record_read(board, &seen);
  assert_int_equal(seen.count, 5);
  for (int k = 0; k < 5; k++) {
    nb_vec2 to = nb_diagram_neuron(spec, 0, k);
    assert_float_equal(seen.commands[k].points[0].x, -2, 1e-6f);
    assert_float_equal(nb_length(nb_sub(seen.commands[k].points[2], to)), 0, 1e-6f);
  }
}

// The track, the part of it that is right, and only where there is a guess a mark.
static void a_score_is_as_long_as_its_part(void **unused)
{
  (void)unused;
  const float ends[] = {3, 2, 1.5f};
  nb_score_line_spec spec = {.length = 4, .part = 0.75f, .guess = 0.625f, .words = "right"};
  for (int guessed = 0; guessed < 2; guessed++) {
    spec.guessed = guessed ? "guess" : NULL;
    begin();
    nb_score_line(board, nb_at(-1, 0), spec, nb_style());
    record_read(board, &seen);
    int lines = 0;
    for (int k = 0; k < seen.count; k++)
      if (seen.commands[k].op == NB_OP_PATH && seen.commands[k].path.point_count == 2)
        assert_float_equal(seen.commands[k].points[1].x, ends[lines++], 1e-5f);
    assert_int_equal(lines, 2 + guessed);
  }
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
      cmocka_unit_test(a_walk_is_plotted_step_by_step),
      cmocka_unit_test(a_walks_rate_is_not_struck_by_the_axis),
      cmocka_unit_test(a_reading_tells_who_is_to_blame),
      cmocka_unit_test(what_has_no_answer_has_no_label),
      cmocka_unit_test(a_sheet_fills_its_rows_from_the_upper_left),
      cmocka_unit_test(blame_is_an_arc_above_or_below),
      cmocka_unit_test(what_is_asked_meets_in_the_neuron),
      cmocka_unit_test(a_squash_is_marked_where_it_is),
      cmocka_unit_test(errors_are_sides_of_squares),
      cmocka_unit_test(pictures_come_in_turn),
      cmocka_unit_test(each_neuron_has_its_beam),
      cmocka_unit_test(a_score_is_as_long_as_its_part),
      cmocka_unit_test(a_choice_lies_at_one_of_its_ends),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
