// Ink: strokes follow the hand, keep corners, are cut exactly, straighten, and undo.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "notebook/ink_cut.h"
#include "notebook/ink_page.h"
#include "notebook/ink_pen.h"
#include "notebook/ink_shape.h"

#define PIXEL (1.0f / 120)

static const ink_look look = {.tool = INK_PEN, .color = 1, .width = 1};
static ink_pen pen; // large

static ink_sample sample(nb_vec2 at, int k)
{
  return (ink_sample){.at = at, .when = k / 120.0, .pressure = -1};
}

typedef nb_vec2 (*motion)(float t);

// Draws `count` samples of a motion, t from 0 to 1.
static void draw(motion m, int count)
{
  ink_pen_down(&pen, look, 1, sample(m(0), 0));
  for (int k = 1; k < count; k++)
    assert_true(ink_pen_move(&pen, sample(m((float)k / (float)(count - 1)), k)));
}

typedef struct nearest {
  nb_vec2 p, last;
  float least;
  bool begun;
} nearest;

static void come(nb_vec2 at, float width, void *context)
{
  (void)width;
  nearest *n = context;
  nb_vec2 from = n->begun ? n->last : at, along = nb_sub(at, from);
  float length2 = nb_dot(along, along);
  float t = length2 > 0 ? fminf(fmaxf(nb_dot(nb_sub(n->p, from), along) / length2, 0), 1) : 0;
  n->least = fminf(n->least, nb_length(nb_sub(n->p, nb_mix2(from, at, t))));
  n->last = at;
  n->begun = true;
}

static float distance_to(const ink_knot *knots, int count, nb_vec2 p)
{
  nearest n = {.p = p, .least = INFINITY};
  ink_follow(knots, count, 1e-4f, come, &n);
  return n.least;
}

static nb_vec2 spiral(float t)
{
  return nb_polar(0.2f + 2 * t, 15 * t);
}

static nb_vec2 wave(float t)
{
  return nb_at(6 * t - 3, sinf(9 * t));
}

static nb_vec2 zigzag(float t)
{
  float u = 4 * t, part = fmodf(u, 1);
  return nb_at(u, (int)u % 2 == 0 ? part : 1 - part);
}

static nb_vec2 letters(float t) // loops, as handwriting has them
{
  return nb_at(5 * t + 0.25f * cosf(40 * t), 0.4f * sinf(40 * t));
}

static const motion motions[] = {spiral, wave, zigzag, letters};

// Smoothing stays within a pixel of every sample, with far fewer knots than samples.
static void test_follows_the_hand(void **state)
{
  (void)state;
  for (size_t m = 0; m < sizeof motions / sizeof *motions; m++) {
    for (int count = 40; count <= 800; count += 380) {
      draw(motions[m], count);
      for (int k = 0; k < count; k++) {
        float off = distance_to(pen.knots, pen.count, motions[m]((float)k / (float)(count - 1)));
        if (!(off <= PIXEL))
          fail_msg("motion %zu: sample %d of %d is %g pixels off", m, k, count, off / PIXEL);
      }
      if (count > 300 && pen.count * 5 > count)
        fail_msg("motion %zu: %d knots for %d samples", m, pen.count, count);
    }
  }
}

// What lies a good way back does not move any more while the hand goes on.
static void test_the_past_is_settled(void **state)
{
  (void)state;
  static ink_knot before[INK_MAX_KNOTS];
  draw(spiral, 2);
  for (int k = 2; k < 900; k++) {
    int settled = pen.settled;
    memcpy(before, pen.knots, (size_t)settled * sizeof *before);
    ink_pen_move(&pen, sample(spiral((float)k / 899), k));
    for (int j = 0; j < settled; j++)
      assert_memory_equal(&before[j], &pen.knots[j], sizeof *before);
  }
  assert_true(pen.settled > 0);
}

// A corner stays where it was, and the line is straight before and after it.
static void test_corners_stay(void **state)
{
  (void)state;
  draw(zigzag, 400);
  for (int corner = 1; corner <= 3; corner++) {
    nb_vec2 at = zigzag(0.25f * (float)corner);
    float least = INFINITY;
    for (int k = 0; k < pen.count; k++)
      least = fminf(least, nb_length(nb_sub(pen.knots[k].at, at)));
    if (!(least <= 1.5f * PIXEL))
      fail_msg("the corner at (%g, %g) was rounded off by %g pixels", at.x, at.y, least / PIXEL);
  }
}

// Between corners the direction does not break, where parts were settled neither.
static void test_smooth_stays_smooth(void **state)
{
  (void)state;
  draw(spiral, 1300);
  for (int k = 1; k + 1 < pen.count; k++) {
    nb_vec2 in = nb_sub(pen.knots[k].at, pen.knots[k].in), out = nb_sub(pen.knots[k].out, pen.knots[k].at);
    float cosine = nb_dot(nb_unit(in), nb_unit(out));
    if (!(cosine > 0.99f))
      fail_msg("knot %d of %d: cosine %g", k, pen.count, cosine);
  }
}

static void test_bad_samples(void **state)
{
  (void)state;
  draw(wave, 50);
  int count = pen.count;
  ink_pen_move(&pen, sample(nb_at(NAN, 0), 60));
  ink_pen_move(&pen, sample(nb_at(0, INFINITY), 61));
  ink_pen_move(&pen, sample(wave(1), 62));
  assert_int_equal(pen.count, count);
  assert_true(ink_is_sound(pen.knots, pen.count));
}

static void test_fast_is_thin(void **state)
{
  (void)state;
  draw(wave, 1000);
  float slow = pen.knots[pen.count - 1].width;
  draw(wave, 30);
  float fast = pen.knots[pen.count - 1].width;
  assert_true(slow > fast && fast > 0.3f && slow < 1.5f);
  ink_pen_down(&pen, look, 1, (ink_sample){.pressure = 1});
  ink_pen_move(&pen, (ink_sample){.at = {1, 0}, .when = 1e-3, .pressure = 0});
  assert_true(pen.knots[0].width > 1 && pen.knots[1].width < 0.7f);
}

// A line can be followed for ever; when it is full another begins.
static void test_long_stroke_ends(void **state)
{
  (void)state;
  ink_pen_down(&pen, look, 1, sample(nb_origin(), 0));
  nb_random r = nb_random_seed(1, 0);
  int k = 1;
  while (k < 1000000 &&
         ink_pen_move(&pen, sample(nb_at(10 * nb_random_float(&r), 10 * nb_random_float(&r)), k)))
    k++;
  assert_true(k < 100000 && ink_is_sound(pen.knots, pen.count));
}

// ---- shapes

static nb_vec2 wobble(nb_vec2 p, float t)
{
  return nb_add(p, nb_at(0.03f * sinf(31 * t), 0.03f * cosf(23 * t)));
}

static nb_vec2 rough_line(float t)
{
  return wobble(nb_at(-2 + 4 * t, 0.1f * t), t);
}

static nb_vec2 rough_circle(float t)
{
  return wobble(nb_polar(1.5f, 0.4f + 6.1f * t), t);
}

static nb_vec2 along(const nb_vec2 *corners, int count, float t)
{
  float u = t * (float)(count - 1);
  int k = (int)fminf(u, (float)(count - 2));
  return wobble(nb_mix2(corners[k], corners[k + 1], u - (float)k), t);
}

static nb_vec2 rough_box(float t)
{
  static const nb_vec2 corners[] = {{-2, 1}, {2, 1.05f}, {2.02f, -1}, {-2, -0.95f}, {-1.95f, 1.05f}};
  return along(corners, 5, t);
}

static nb_vec2 rough_arrow(float t)
{
  static const nb_vec2 corners[] = {{-2, 0},       {-1, 0.5f}, {0, 1},       {1, 1.5f},
                                    {0.45f, 1.6f}, {1, 1.5f},  {0.8f, 0.95f}};
  return along(corners, 7, t);
}

static void test_shapes(void **state)
{
  (void)state;
  draw(rough_line, 90);
  assert_true(ink_pen_hold(&pen));
  assert_int_equal(pen.count, 2);
  assert_true(fabsf(pen.knots[1].at.y - pen.knots[0].at.y) < 1e-5f); // nearly level is level
  draw(rough_circle, 120);
  assert_true(ink_pen_hold(&pen));
  assert_int_equal(pen.count, 5);
  for (int k = 0; k < 40; k++) // all round it
    assert_true(distance_to(pen.knots, pen.count, nb_polar(1.5f, 0.157f * (float)k)) < 0.06f);
  draw(rough_box, 200);
  assert_true(ink_pen_hold(&pen));
  assert_int_equal(pen.count, 5);
  assert_true(nb_length(nb_sub(pen.knots[0].in, pen.knots[0].at)) < 1e-6f);
  assert_true(distance_to(pen.knots, pen.count, nb_at(2, 1)) < 0.1f); // the corner is there
  draw(rough_arrow, 160);
  assert_true(ink_pen_hold(&pen));
  assert_int_equal(pen.count, 5);
  assert_true(nb_length(nb_sub(pen.knots[1].at, nb_at(1, 1.5f))) < 0.12f); // its tip
  int count = pen.count;
  ink_pen_move(&pen, sample(nb_at(3, 3), 999)); // what follows is no part of it
  assert_int_equal(pen.count, count);
}

static void test_no_shapes(void **state)
{
  (void)state;
  const motion none[] = {wave, letters, zigzag};
  for (size_t m = 0; m < 3; m++) {
    draw(none[m], 200);
    assert_false(ink_pen_hold(&pen));
  }
  ink_pen_down(&pen, look, 1, sample(nb_at(1, 1), 0));
  assert_false(ink_pen_hold(&pen));
}

// ---- cutting

// The pieces are the stroke less what lay under the eraser, to a hair.
static void test_cut_is_exact(void **state)
{
  (void)state;
  draw(wave, 300);
  ink_sweep sweep = {.from = {-0.4f, -2}, .to = {-0.4f, 2}, .radius = 0.2f};
  ink_knot pieces[64];
  int counts[8], count = ink_cut(pen.knots, pen.count, sweep, pieces, 64, counts, 8);
  assert_int_equal(count, 2);
  for (int k = 0; k <= 1000; k++) {
    nb_vec2 p = wave((float)k / 1000);
    float left = distance_to(pieces, counts[0], p), right = distance_to(&pieces[counts[0]], counts[1], p);
    float off = fminf(left, right), from_middle = fabsf(p.x + 0.4f);
    if (from_middle > 0.21f && !(off <= PIXEL))
      fail_msg("(%g, %g) was lost: the nearest piece is %g away", p.x, p.y, off);
    if (from_middle < 0.15f && !(off >= 0.03f))
      fail_msg("(%g, %g) was not cut out", p.x, p.y);
  }
}

static void test_cut_ends(void **state)
{
  (void)state;
  ink_knot out[8];
  int counts[2];
  draw(rough_line, 60);
  ink_pen_hold(&pen);
  ink_sweep all = {.from = {-3, 0}, .to = {3, 0}, .radius = 0.5f},
            none = {.from = {-3, 3}, .to = {3, 3}, .radius = 0.5f};
  assert_int_equal(ink_cut(pen.knots, pen.count, all, out, 8, counts, 2), 0);
  assert_int_equal(ink_cut(pen.knots, pen.count, none, out, 8, counts, 2), 1);
  assert_int_equal(counts[0], pen.count);
  assert_memory_equal(out, pen.knots, (size_t)pen.count * sizeof *out);
  assert_int_equal(ink_cut(pen.knots, pen.count, none, out, 1, counts, 2), -1); // no room
  ink_knot dot = {.width = 1};
  assert_int_equal(ink_cut(&dot, 1, all, out, 8, counts, 2), 0);
  assert_int_equal(ink_cut(&dot, 1, none, out, 8, counts, 2), 1);
}

static void test_touch_and_lasso(void **state)
{
  (void)state;
  draw(wave, 300);
  ink_sweep fast = {.from = {0.3f, -3}, .to = {0.3f, 3}, .radius = 0.01f}; // two samples of a quick hand
  ink_sweep beside = {.from = {0, 1.3f}, .to = {1, 1.3f}, .radius = 0.1f};
  assert_true(ink_touches(pen.knots, pen.count, 0.04f, fast));
  assert_false(ink_touches(pen.knots, pen.count, 0.04f, beside));
  nb_vec2 most[] = {{-3.5f, -2}, {1, -2}, {1, 2}, {-3.5f, 2}},
          little[] = {{-3.5f, -2}, {-1, -2}, {-1, 2}, {-3.5f, 2}};
  assert_true(ink_is_inside(pen.knots, pen.count, most, 4));
  assert_false(ink_is_inside(pen.knots, pen.count, little, 4));
}

// ---- pages

static uint64_t shown_hash(ink_page *page)
{
  uint32_t count;
  const uint32_t *shown = ink_page_shown(page, &count);
  uint64_t hash = count;
  for (uint32_t k = 0; k < count; k++)
    hash = hash * 1099511628211u + shown[k];
  return hash;
}

static void put(ink_page *page, int32_t like)
{
  ink_knot knot = {.at = nb_at((float)page->stroke_count, 0), .width = 1};
  knot.in = knot.out = knot.at;
  assert_false(nb_failed(ink_page_put(page, look, &knot, 1, like)));
}

// One random edit: writes, takes away, replaces, or puts in and takes away again.
static void edit(ink_page *page, nb_random *r)
{
  uint32_t count;
  assert_false(nb_failed(ink_page_edit(page)));
  const uint32_t *shown = ink_page_shown(page, &count);
  for (uint32_t k = 0; k < 3; k++) {
    uint32_t what = nb_random_below(r, 3);
    shown = ink_page_shown(page, &count);
    uint32_t which = count > 0 ? shown[nb_random_below(r, count)] : 0;
    if (count > 0 && what != 0)
      assert_false(nb_failed(ink_page_take(page, which)));
    if (what != 1)
      put(page, what == 2 && count > 0 ? (int32_t)which : -1);
  }
  ink_page_end(page);
}

// Undoing and doing again leads through the same pages, in whatever order.
static void test_undo_redo(void **state)
{
  (void)state;
  ink_page page = {0};
  nb_random r = nb_random_seed(5, 0);
  uint64_t seen[200] = {shown_hash(&page)};
  for (int k = 1; k < 200; k++) {
    edit(&page, &r);
    assert_int_equal(page.done, k);
    seen[k] = shown_hash(&page);
  }
  int at = 199;
  for (int k = 0; k < 2000; k++) {
    bool back = nb_random_below(&r, 2) == 0;
    assert_int_equal(back ? ink_page_undo(&page) : ink_page_redo(&page), back ? at > 0 : at < 199);
    at = back ? (at > 0 ? at - 1 : 0) : (at < 199 ? at + 1 : 199);
    assert_true(shown_hash(&page) == seen[at]);
  }
  while (ink_page_undo(&page))
    ;
  edit(&page, &r);
  assert_false(ink_page_redo(&page)); // a new edit ends what was undone
  ink_page_free(&page);
}

static void test_order_stays(void **state)
{
  (void)state;
  ink_page page = {0};
  ink_page_edit(&page);
  for (int k = 0; k < 3; k++)
    put(&page, -1);
  ink_page_end(&page);
  ink_page_edit(&page);
  ink_page_take(&page, 1);
  put(&page, 1);
  put(&page, 1);
  ink_page_end(&page);
  uint32_t count;
  const uint32_t *shown = ink_page_shown(&page, &count), expected[] = {0, 3, 4, 2};
  assert_int_equal(count, 4);
  assert_memory_equal(shown, expected, sizeof expected);
  ink_page_free(&page);
}

static void test_bad_strokes(void **state)
{
  (void)state;
  ink_page page = {0};
  ink_knot knot = {.width = 1};
  ink_page_edit(&page);
  knot.at.x = NAN;
  assert_int_equal(ink_page_put(&page, look, &knot, 1, -1).id, NB_OUT_OF_RANGE);
  knot.at.x = 2e3f;
  assert_int_equal(ink_page_put(&page, look, &knot, 1, -1).id, NB_OUT_OF_RANGE);
  knot = (ink_knot){.width = -1};
  assert_int_equal(ink_page_put(&page, look, &knot, 1, -1).id, NB_OUT_OF_RANGE);
  knot.width = 1;
  assert_int_equal(ink_page_put(&page, look, &knot, 0, -1).id, NB_OUT_OF_RANGE);
  assert_int_equal(ink_page_put(&page, (ink_look){.color = INK_COLORS}, &knot, 1, -1).id, NB_OUT_OF_RANGE);
  ink_page_end(&page);
  assert_int_equal(page.edit_count, 0); // an edit that did nothing is none
  ink_page_free(&page);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_follows_the_hand), cmocka_unit_test(test_the_past_is_settled),
      cmocka_unit_test(test_corners_stay),     cmocka_unit_test(test_smooth_stays_smooth),
      cmocka_unit_test(test_bad_samples),      cmocka_unit_test(test_fast_is_thin),
      cmocka_unit_test(test_long_stroke_ends), cmocka_unit_test(test_shapes),
      cmocka_unit_test(test_no_shapes),        cmocka_unit_test(test_cut_is_exact),
      cmocka_unit_test(test_cut_ends),         cmocka_unit_test(test_touch_and_lasso),
      cmocka_unit_test(test_undo_redo),        cmocka_unit_test(test_order_stays),
      cmocka_unit_test(test_bad_strokes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
