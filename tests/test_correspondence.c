// Correspondences against trying all there are, and what must hold for any of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "nabla/math/correspondence.h"
#include "nabla/math/random.h"

enum { MOST = 64 };

// Working memory of exactly the size asked for, so that a sanitizer sees what is beyond.
static void match_in_order(nb_keys from, nb_keys to, int32_t *partner)
{
  uint16_t *cells = malloc(nb_match_cells(from, to) * sizeof *cells);
  assert_non_null(cells);
  nb_match_in_order(from, to, cells, partner);
  free(cells);
}

static void match_rest(nb_keys from, nb_keys to, int32_t *partner)
{
  uint8_t *taken = malloc(to.count > 0 ? to.count : 1);
  assert_non_null(taken);
  nb_match_rest(from, to, taken, partner);
  free(taken);
}

static uint32_t pairs_of(nb_keys from, const int32_t *partner)
{
  uint32_t count = 0;
  for (uint32_t k = 0; k < from.count; k++)
    count += partner[k] != NB_UNMATCHED;
  return count;
}

// Partners are alike, and none has two.
static void assert_sound(nb_keys from, nb_keys to, const int32_t *partner)
{
  bool taken[MOST] = {0};
  for (uint32_t k = 0; k < from.count; k++) {
    if (partner[k] == NB_UNMATCHED)
      continue;
    assert_in_range(partner[k], 0, to.count - 1);
    assert_int_equal(from.keys[k], to.keys[partner[k]]);
    assert_false(taken[partner[k]]);
    taken[partner[k]] = true;
  }
}

static uint32_t length_of_subset(uint32_t subset)
{
  uint32_t length = 0;
  for (; subset != 0; subset &= subset - 1)
    length++;
  return length;
}

// True where the things of a subset are found in `to` in their order.
static bool is_found(nb_keys from, uint32_t subset, nb_keys to)
{
  uint32_t j = 0;
  for (uint32_t k = 0; k < from.count; k++) {
    if (!(subset >> k & 1))
      continue;
    while (j < to.count && to.keys[j] != from.keys[k])
      j++;
    if (j++ >= to.count)
      return false;
  }
  return true;
}

static uint32_t longest_by_trying(nb_keys from, nb_keys to)
{
  uint32_t longest = 0;
  for (uint32_t subset = 0; subset < 1u << from.count; subset++)
    if (length_of_subset(subset) > longest && is_found(from, subset, to))
      longest = length_of_subset(subset);
  return longest;
}

static nb_keys draw_keys(uint32_t *keys, uint32_t most, uint32_t kinds, nb_random *random)
{
  uint32_t count = nb_random_below(random, most + 1);
  for (uint32_t k = 0; k < count; k++)
    keys[k] = nb_random_below(random, kinds);
  return (nb_keys){keys, count};
}

static uint32_t count_of(nb_keys list, uint32_t key)
{
  uint32_t count = 0;
  for (uint32_t k = 0; k < list.count; k++)
    count += list.keys[k] == key;
  return count;
}

static void matches_in_order_are_the_longest(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (int trial = 0; trial < 2000; trial++) {
    uint32_t a[8], b[8];
    int32_t partner[8], last = -1;
    nb_keys from = draw_keys(a, 8, 4, &random), to = draw_keys(b, 8, 4, &random);
    match_in_order(from, to, partner);
    assert_sound(from, to, partner);
    assert_int_equal(pairs_of(from, partner), longest_by_trying(from, to));
    for (uint32_t k = 0; k < from.count; k++)
      if (partner[k] != NB_UNMATCHED) {
        assert_true(partner[k] > last);
        last = partner[k];
      }
  }
}

// Afterwards as many of each key are paired as both have, and who had a partner has it still.
static void the_rest_leaves_no_two_alike(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  for (int trial = 0; trial < 2000; trial++) {
    uint32_t a[MOST], b[MOST], pairs = 0;
    int32_t first[MOST], partner[MOST];
    nb_keys from = draw_keys(a, MOST, 6, &random), to = draw_keys(b, MOST, 6, &random);
    match_in_order(from, to, first);
    match_in_order(from, to, partner);
    match_rest(from, to, partner);
    assert_sound(from, to, partner);
    for (uint32_t key = 0; key < 6; key++) {
      uint32_t here = count_of(from, key), there = count_of(to, key);
      pairs += here < there ? here : there;
    }
    assert_int_equal(pairs_of(from, partner), pairs);
    for (uint32_t k = 0; k < from.count; k++)
      assert_true(first[k] == NB_UNMATCHED || first[k] == partner[k]);
  }
}

static void what_is_the_same_is_matched_with_itself(void **state)
{
  (void)state;
  const uint32_t keys[] = {7, 7, UINT32_MAX, 0, 7, 0};
  nb_keys same = {keys, 6};
  int32_t partner[6];
  match_in_order(same, same, partner);
  for (int k = 0; k < 6; k++)
    assert_int_equal(partner[k], k);
}

static void ties_and_moved_things_are_as_stated(void **state)
{
  (void)state;
  const uint32_t sum[] = {'a', '+', 'b', '=', 'c'}, difference[] = {'a', '=', 'c', '-', 'b'};
  int32_t partner[5];
  match_in_order((nb_keys){sum, 5}, (nb_keys){difference, 5}, partner);
  const int32_t in_order[] = {0, NB_UNMATCHED, NB_UNMATCHED, 1, 2};
  assert_memory_equal(partner, in_order, sizeof in_order);
  match_rest((nb_keys){sum, 5}, (nb_keys){difference, 5}, partner);
  const int32_t all[] = {0, NB_UNMATCHED, 4, 1, 2};
  assert_memory_equal(partner, all, sizeof all);
  const uint32_t ab[] = {'a', 'b'}, ba[] = {'b', 'a'};
  match_in_order((nb_keys){ab, 2}, (nb_keys){ba, 2}, partner);
  assert_true(partner[0] == NB_UNMATCHED &&
              partner[1] == 0); // the a of `from` is left out, not the b of `to`
}

static void odd_lists_are_not_matched(void **state)
{
  (void)state;
  const uint32_t key = 3;
  int32_t partner[2] = {9, 9}, beyond = 5;
  match_in_order((nb_keys){&key, 1}, (nb_keys){0}, partner);
  assert_int_equal(partner[0], NB_UNMATCHED);
  match_rest((nb_keys){&key, 1}, (nb_keys){0}, partner);
  assert_int_equal(partner[0], NB_UNMATCHED);
  match_in_order((nb_keys){0}, (nb_keys){&key, 1}, partner + 1);
  match_rest((nb_keys){0}, (nb_keys){&key, 1}, partner + 1);
  assert_int_equal(partner[1], 9);
  match_rest((nb_keys){&key, 1}, (nb_keys){&key, 1}, &beyond);
  assert_int_equal(beyond, 5);
  // Too many: looked at before the working memory, of which there is none here.
  static uint32_t many[NB_MOST_IN_ORDER + 1];
  static int32_t none[NB_MOST_IN_ORDER + 1];
  nb_keys crowd = {many, NB_MOST_IN_ORDER + 1};
  nb_match_in_order(crowd, crowd, NULL, none);
  assert_int_equal(pairs_of(crowd, none), 0);
}

// NaN is smaller than any other.
static double rank(double size)
{
  return isnan(size) ? -INFINITY : size;
}

static void sizes_are_in_order(void **state)
{
  (void)state;
  const double odd[] = {0, -0.0, 1, 2, 3, -4, INFINITY, 1e300, NAN, 5e-324};
  nb_random random = nb_random_seed(3, 0);
  for (int trial = 0; trial < 2000; trial++) {
    double sizes[MOST];
    uint32_t order[MOST], count = nb_random_below(&random, MOST + 1);
    bool seen[MOST] = {0};
    for (uint32_t k = 0; k < count; k++)
      sizes[k] = odd[nb_random_below(&random, 10)];
    nb_order_by_size(sizes, count, order);
    for (uint32_t k = 0; k < count; k++) {
      assert_in_range(order[k], 0, count - 1);
      assert_false(seen[order[k]]);
      seen[order[k]] = true;
      if (k == 0)
        continue;
      double before = rank(sizes[order[k - 1]]), here = rank(sizes[order[k]]);
      if (!(before > here || (before == here && order[k - 1] < order[k])))
        fail_msg("%g (%u) before %g (%u)", before, order[k - 1], here, order[k]);
    }
  }
}

static void numbers_come_before_nan(void **state)
{
  (void)state;
  const double sizes[] = {NAN, -INFINITY, NAN, 3};
  const uint32_t expected[] = {3, 1, 0, 2};
  uint32_t order[4];
  nb_order_by_size(sizes, 4, order);
  assert_memory_equal(order, expected, sizeof expected);
}

static void draw_points(nb_vec2 *points, uint32_t count, nb_random *random)
{
  for (uint32_t k = 0; k < count; k++)
    points[k] = nb_at(16 * nb_random_float(random) - 8, 9 * nb_random_float(random) - 4.5f);
}

static void a_turned_line_is_turned_back(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (uint32_t count = 1; count <= MOST; count++) {
    nb_vec2 line[MOST], turned[MOST];
    draw_points(line, count, &random);
    assert_int_equal(nb_nearest_turn(line, line, count), 0);
    for (uint32_t turn = 0; turn < count; turn++) {
      for (uint32_t k = 0; k < count; k++) // moved as well, which must not matter
        turned[(k + turn) % count] = nb_add(line[k], nb_at(2, -1));
      assert_int_equal(nb_nearest_turn(turned, line, count), turn);
    }
  }
}

// The squared distances are least where the products are greatest.
static double products(const nb_vec2 *points, const nb_vec2 *to, uint32_t count, uint32_t turn)
{
  double sum = 0;
  for (uint32_t k = 0; k < count; k++) {
    nb_vec2 p = points[(k + turn) % count];
    sum += (double)p.x * to[k].x + (double)p.y * to[k].y;
  }
  return sum;
}

static void no_turn_is_nearer(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (int trial = 0; trial < 500; trial++) {
    nb_vec2 points[MOST], to[MOST];
    uint32_t count = 1 + nb_random_below(&random, MOST);
    draw_points(points, count, &random);
    draw_points(to, count, &random);
    uint32_t found = nb_nearest_turn(points, to, count);
    assert_in_range(found, 0, count - 1);
    for (uint32_t turn = 0; turn < count; turn++)
      assert_true(products(points, to, count, turn) <= products(points, to, count, found) + 1e-9);
  }
}

static void odd_points_are_not_turned(void **state)
{
  (void)state;
  const float odd[] = {NAN, INFINITY, -INFINITY};
  nb_vec2 to[5], points[5];
  for (uint32_t k = 0; k < 5; k++)
    to[k] = points[(k + 2) % 5] = nb_polar(2, 1.2566f * (float)k);
  assert_int_equal(nb_nearest_turn(points, to, 5), 2);
  for (int k = 0; k < 3; k++) {
    nb_vec2 kept = points[3];
    points[3].y = odd[k];
    assert_int_equal(nb_nearest_turn(points, to, 5), 0);
    assert_int_equal(nb_nearest_turn(to, points, 5), 0);
    assert_int_equal(nb_nearest_turn(points, points, 5), 0);
    points[3] = kept;
  }
  for (uint32_t k = 0; k < 5; k++) { // squares of the greatest there are do not overflow
    points[(k + 2) % 5] = nb_scale(1.5e38f, to[k]);
    to[k] = nb_scale(1e38f, to[k]);
  }
  assert_int_equal(nb_nearest_turn(points, to, 5), 2);
  const nb_vec2 still[3] = {{1, 1}, {1, 1}, {1, 1}};
  assert_int_equal(nb_nearest_turn(still, still, 3), 0);
  assert_int_equal(nb_nearest_turn(NULL, NULL, 0), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(matches_in_order_are_the_longest),
      cmocka_unit_test(the_rest_leaves_no_two_alike),
      cmocka_unit_test(what_is_the_same_is_matched_with_itself),
      cmocka_unit_test(ties_and_moved_things_are_as_stated),
      cmocka_unit_test(odd_lists_are_not_matched),
      cmocka_unit_test(sizes_are_in_order),
      cmocka_unit_test(numbers_come_before_nan),
      cmocka_unit_test(a_turned_line_is_turned_back),
      cmocka_unit_test(no_turn_is_nearer),
      cmocka_unit_test(odd_points_are_not_turned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
