// Names beside what they name, and the mark of a guess.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "nabla/math/random.h"

#include "recorded.h"

static nb_fonts *fonts;
static nb_board *board;
static recorded seen;

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

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

// The box around the letters of what has been recorded, halos left out.
static nb_rect letters(void)
{
  float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  record_read(board, &seen);
  assert_true(seen.count > 0);
  for (int c = 0; c < seen.count; c++)
    for (uint32_t g = 0; seen.commands[c].op == NB_OP_GLYPHS && g < seen.commands[c].glyphs.glyph_count;
         g++) {
      const nb_command *run = &seen.commands[c];
      nb_outline o = nb_font_outline(fonts, (nb_font)run->glyphs.font, run->glyph[g].id);
      for (uint32_t p = 0; run->glyphs.mode != NB_STROKE && p < o.point_count; p++) {
        nb_vec2 at =
            nb_add(run->glyph[g].where, nb_scale(run->glyphs.size / NB_POINTS_PER_UNIT, o.points[p]));
        x0 = fminf(x0, at.x), x1 = fmaxf(x1, at.x), y0 = fminf(y0, at.y), y1 = fmaxf(y1, at.y);
      }
    }
  return (nb_rect){x0, y0, x1 - x0, y1 - y0};
}

static nb_rect label_at(nb_vec2 beside, nb_vec2 toward, const char *text)
{
  begin();
  nb_label(board, beside, toward, text, nb_style());
  return letters();
}

// How far a point is from a box; 0 within it.
static float distance(nb_vec2 p, nb_rect r)
{
  float x = fmaxf(fmaxf(r.x - p.x, p.x - r.x - r.width), 0);
  float y = fmaxf(fmaxf(r.y - p.y, p.y - r.y - r.height), 0);
  return hypotf(x, y);
}

static void labels_stand_clear_and_near_on_every_side(void **state)
{
  (void)state;
  static const char *const names[] = {"v⃗", "ı̂", "∂f/∂x", "x"};
  for (int n = 0; n < 4; n++)
    for (int k = 0; k < 64; k++) {
      nb_vec2 p = {1, -0.5f};
      float off = distance(p, label_at(p, nb_polar(3, (float)k * 0.1f), names[n]));
      if (!(off > 0.04f && off < 0.42f))
        fail_msg("\"%s\" toward %.1f rad is %.3f units away", names[n], (double)k * 0.1, (double)off);
    }
}

static void labels_glide(void **state)
{
  (void)state;
  nb_rect last = label_at(nb_origin(), nb_at(1, 0), "v⃗");
  for (int k = 1; k <= 628; k++) {
    nb_rect now = label_at(nb_origin(), nb_polar(1, (float)k * 0.01f), "v⃗");
    assert_true(hypotf(now.x - last.x, now.y - last.y) < 0.02f);
    last = now;
  }
}

static void labels_keep_within_the_frame(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 1);
  for (int k = 0; k < 500; k++) {
    nb_vec2 p = {40 * nb_random_float(&random) - 20, 24 * nb_random_float(&random) - 12};
    nb_rect r = label_at(p, nb_polar(1, 7 * nb_random_float(&random)), "∇f");
    assert_true(r.x > -8 && r.x + r.width < 8 && r.y > -4.5f && r.y + r.height < 4.5f);
  }
}

static void labels_without_a_direction_stand_upon_their_place(void **state)
{
  (void)state;
  assert_float_equal(distance(nb_at(2, 1), label_at(nb_at(2, 1), nb_origin(), "M")), 0, 0);
}

// A ring has its name below it, and without one stands alone.
static void rings_are_named(void **state)
{
  (void)state;
  begin();
  nb_ring(board, nb_at(1, 1), "start", nb_style());
  nb_rect name = letters();
  assert_true(name.y + name.height < 1 - 0.12f);
  assert_true(distance(nb_at(1, 1), name) < 0.4f);
  begin();
  nb_ring(board, nb_at(1, 1), NULL, nb_style());
  record_read(board, &seen);
  assert_int_equal(seen.count, 1);
}

// Under the middle of a box, clear of it.
static void words_stand_below_a_box(void **state)
{
  (void)state;
  begin();
  nb_text_below(board, (nb_rect){1, -1, 2, 3}, "below", nb_style());
  nb_rect words = letters();
  assert_float_equal(words.x + 0.5f * words.width, 2, 0.03f);
  assert_true(words.y + words.height < -1.1f && words.y > -1.6f);
}

static void what_is_not_finite_is_not_drawn(void **state)
{
  (void)state;
  begin();
  nb_label(board, nb_at(NAN, 0), nb_at(1, 0), "v", nb_style());
  nb_label(board, nb_at(0, 0), nb_at(NAN, INFINITY), "v", nb_style());
  nb_guess(board, nb_at(NAN, 0), nb_at(INFINITY, 0), nb_style());
  record_read(board, &seen);
  assert_int_equal(seen.count, 1); // what is said of it
  assert_int_equal(seen.commands[0].op, NB_OP_MISTAKE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_stand_clear_and_near_on_every_side),
      cmocka_unit_test(labels_glide),
      cmocka_unit_test(labels_keep_within_the_frame),
      cmocka_unit_test(labels_without_a_direction_stand_upon_their_place),
      cmocka_unit_test(rings_are_named),
      cmocka_unit_test(words_stand_below_a_box),
      cmocka_unit_test(what_is_not_finite_is_not_drawn),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
