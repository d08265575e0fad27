// Glyphs from the cache against glyphs made anew, and against their outlines filled as one path.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lists.h"
#include "nabla/math/random.h"
#include "paint/glyph_cache.h"
#include "paint/painter.h"

enum { WIDTH = 320, HEIGHT = 180, BYTES = 4 * WIDTH * HEIGHT };

static const nb_rgba ground = 0xff15161c;

typedef struct fixture {
  nb_fonts *fonts;
  painter *used; // by everything that is painted here, with three threads
  lists list;
  nb_random random;
  uint8_t a[BYTES], b[BYTES];
} fixture;

static int set_up(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  return !f || nb_failed(nb_fonts_open(&f->fonts, NABLA_ASSETS)) ||
         nb_failed(painter_create(&f->used, f->fonts, 2));
}

static int tear_down(void **state)
{
  fixture *f = *state;
  painter_destroy(f->used);
  nb_fonts_close(f->fonts);
  lists_free(&f->list);
  free(f);
  return 0;
}

static void paint(painter *p, const lists *l, uint8_t *bytes)
{
  paint_layer layer = {.list = l->bytes, .size = l->size, .place = board_place(WIDTH, HEIGHT)};
  pixels target = {WIDTH, HEIGHT, 4 * WIDTH, bytes, PIXEL_BGRA};
  nb_error e = painter_paint(p, target, ground, &layer, 1);
  assert_string_equal(e.text, "");
}

// With a cache that has never seen anything.
static void paint_anew(const fixture *f, uint8_t *bytes)
{
  painter *fresh;
  assert_false(nb_failed(painter_create(&fresh, f->fonts, 0)));
  paint(fresh, &f->list, bytes);
  painter_destroy(fresh);
}

static float range(fixture *f, float low, float high)
{
  return low + (high - low) * nb_random_float(&f->random);
}

// Shapes a line of text, its letters `apart` as far from each other as they should be: below 1 they overlap.
static uint32_t shape(const fixture *f, const char *text, nb_vec2 at, float size, float apart,
                      nb_glyph *glyphs)
{
  float advance, em = size / NB_POINTS_PER_UNIT;
  uint32_t count = (uint32_t)nb_font_shape(f->fonts, NB_FONT_MATH, text, strlen(text), glyphs, 128, &advance);
  for (uint32_t k = 0; k < count; k++)
    glyphs[k].where = nb_add(at, nb_at(apart * em * glyphs[k].where.x, em * glyphs[k].where.y));
  return count;
}

// A line of text at a place of the board; stroked where width is not 0.
static void put_line(fixture *f, const char *text, nb_vec2 at, float size, float apart, float width)
{
  nb_glyph glyphs[128];
  nb_glyphs_fixed fixed = {
      .font = NB_FONT_MATH, .size = size, .glyph_count = shape(f, text, at, size, apart, glyphs)};
  fixed.mode = width > 0 ? NB_STROKE : NB_FILL_NONZERO;
  fixed.width = width;
  fixed.paint.color = 0xb0ede9e4;
  lists_glyphs(&f->list, fixed, NULL, glyphs);
}

static void put_text(fixture *f, const char *text, nb_vec2 at, float size, float width)
{
  put_line(f, text, at, size, 0.7f, width);
}

// A turned and scaled group, so that the map is any.
static void open_turned(fixture *f, float angle, float scale)
{
  nb_mat2 turn = nb_rotation(angle);
  nb_affine m = {nb_scale(scale, turn.i), nb_scale(scale, turn.j), nb_at(range(f, -1, 1), range(f, -1, 1))};
  lists_group(&f->list, (nb_group_fixed){.transform = m, .alpha = 1});
}

// Text of all kinds: at rest, with a halo, turned, cut by the frame, large.
static void write_page(fixture *f)
{
  lists_begin(&f->list);
  for (int k = 0; k < 12; k++) {
    nb_vec2 at = {range(f, -9, 5), range(f, -4.8f, 4.5f)};
    float size = range(f, 20, k % 4 == 0 ? 2000 : 120);
    put_text(f, "f(x) = ∫ jg y dx − 0.27", at, size, 12);
    put_text(f, "f(x) = ∫ jg y dx − 0.27", at, size, 0);
  }
  open_turned(f, range(f, -3, 3), range(f, 0.5f, 2));
  put_text(f, "turned − 3.14", nb_at(-2, 0), 90, 0);
  lists_end(&f->list);
  lists_finish(&f->list);
}

static void test_the_cache_cannot_be_seen(void **state)
{
  fixture *f = *state;
  for (int page = 0; page < 6; page++) {
    write_page(f);
    paint_anew(f, f->a);
    for (int again = 0; again < 4; again++) {
      memset(f->b, 0, BYTES);
      paint(f->used, &f->list, f->b);
      assert_memory_equal(f->a, f->b, BYTES);
    }
  }
}

// More glyphs than fit: 30,000 places, each asked for three times.
static void test_a_full_cache_lets_go(void **state)
{
  fixture *f = *state;
  for (int page = 0; page < 40; page++) {
    lists_begin(&f->list);
    for (int line = 0; line < 32; line++)
      put_text(f, "0123456789 abcdefghij 0123456789", nb_at(range(f, -8, -3), range(f, -4, 4)),
               range(f, 40, 90), 0);
    lists_finish(&f->list);
    for (int again = 0; again < 3; again++)
      paint(f->used, &f->list, f->b);
    if (page % 8 > 0)
      continue;
    paint_anew(f, f->a);
    assert_memory_equal(f->a, f->b, BYTES);
  }
}

// The same letters as one path.
static void put_outlines(fixture *f, const char *text, nb_vec2 at, float size)
{
  nb_glyph glyphs[128];
  nb_vec2 points[8192];
  uint8_t verbs[8192];
  float em = size / NB_POINTS_PER_UNIT;
  nb_path_fixed fixed = {.mode = NB_FILL_NONZERO, .paint.color = 0xb0ede9e4};
  fixed.stroke.width = 1;
  uint32_t count = shape(f, text, at, size, 2, glyphs);
  for (uint32_t k = 0; k < count; k++) {
    nb_outline o = nb_font_outline(f->fonts, NB_FONT_MATH, glyphs[k].id);
    nb_vec2 origin = glyphs[k].where;
    for (uint32_t i = 0; i < o.point_count; i++)
      points[fixed.point_count++] = nb_add(origin, nb_scale(em, o.points[i]));
    if (o.verb_count)
      memcpy(verbs + fixed.verb_count, o.verbs, o.verb_count);
    fixed.verb_count += o.verb_count;
  }
  lists_path(&f->list, fixed, NULL, NULL, points, verbs);
}

// What is stamped is what filling gives, where letters stand apart.
static void test_stamps_are_what_filling_gives(void **state)
{
  fixture *f = *state;
  int most = 0;
  for (int k = 0; k < 40; k++) {
    nb_vec2 at = {range(f, -7, -5), range(f, -3, 3)};
    float size = range(f, 100, 400);
    lists_begin(&f->list);
    put_line(f, "y fj=ff−v", at, size, 2, 0);
    lists_finish(&f->list);
    paint(f->used, &f->list, f->a);
    lists_begin(&f->list);
    put_outlines(f, "y fj=ff−v", at, size);
    lists_finish(&f->list);
    paint(f->used, &f->list, f->b);
    for (int i = 0; i < BYTES; i++) {
      int off = abs(f->a[i] - f->b[i]);
      most = off > most ? off : most;
    }
  }
  print_message("greatest difference %d\n", most);
  assert_in_range(most, 0, 3); // origins are rounded to 1/256 pixel
}

// Letters with the same edges over one another, as the pieces of a tall bracket have them, look like one.
static void test_over_one_another_is_no_darker(void **state)
{
  fixture *f = *state;
  nb_glyph glyphs[2];
  for (int k = 0; k < 40; k++) {
    nb_vec2 at = {range(f, -7, 5), range(f, -3, 3)};
    float size = range(f, 40, 300);
    shape(f, "[", at, size, 1, glyphs);
    glyphs[1] = glyphs[0];
    nb_glyphs_fixed fixed = {.font = NB_FONT_MATH, .size = size, .paint.color = 0xffffffff};
    for (uint32_t count = 1; count <= 2; count++) {
      lists_begin(&f->list);
      fixed.glyph_count = count;
      lists_glyphs(&f->list, fixed, NULL, glyphs);
      lists_finish(&f->list);
      paint(f->used, &f->list, count == 1 ? f->a : f->b);
    }
    assert_memory_equal(f->a, f->b, BYTES);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The cache by itself

static stamp *miss(glyph_cache *cache, glyph_notes *notes, uint32_t glyph)
{
  glyph_key key = {.i = {20, 0}, .j = {0, -20}, .glyph = glyph};
  stamp *s = glyph_cache_miss(cache, notes, &key, glyph_key_hash(&key), 2, 3);
  assert_non_null(s);
  *s = (stamp){.width = 2, .height = 3};
  memset(s->coverage, (int)(glyph & 255), 96);
  return s;
}

static const stamp *find(glyph_cache *cache, uint32_t glyph)
{
  glyph_key key = {.i = {20, 0}, .j = {0, -20}, .glyph = glyph};
  return glyph_cache_find(cache, &key, glyph_key_hash(&key));
}

static void end_picture(glyph_cache *cache, glyph_notes *notes)
{
  glyph_cache_keep(cache, notes);
  glyph_cache_next(cache);
}

static void test_what_is_asked_for_twice_is_kept(void **state)
{
  (void)state;
  glyph_cache *cache = glyph_cache_create();
  glyph_notes notes = {0};
  miss(cache, &notes, 7);
  end_picture(cache, &notes);
  assert_null(find(cache, 7));
  miss(cache, &notes, 7);
  end_picture(cache, &notes);
  const stamp *s = find(cache, 7);
  assert_non_null(s);
  assert_int_equal(s->coverage[95], 7);
  assert_null(find(cache, 8));
  glyph_notes_free(&notes);
  glyph_cache_destroy(cache);
}

// One glyph is asked for in every picture, thousands of others twice each: it stays, they go.
static void test_what_is_in_use_stays(void **state)
{
  (void)state;
  enum { OTHERS = 100, PICTURES = 400 };
  glyph_cache *cache = glyph_cache_create();
  glyph_notes notes = {0};
  for (int k = 0; k < 2; k++) {
    miss(cache, &notes, 1);
    end_picture(cache, &notes);
  }
  for (uint32_t picture = 0; picture < PICTURES; picture++) {
    const stamp *s = find(cache, 1);
    assert_non_null(s);
    assert_int_equal(s->coverage[0], 1);
    for (uint32_t k = 0; k < OTHERS; k++)
      miss(cache, &notes, 2 + picture / 2 * OTHERS + k);
    end_picture(cache, &notes);
  }
  assert_null(find(cache, 2)); // long ago
  assert_non_null(find(cache, 2 + (PICTURES / 2 - 1) * OTHERS));
  glyph_notes_free(&notes);
  glyph_cache_destroy(cache);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_the_cache_cannot_be_seen, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_a_full_cache_lets_go, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_stamps_are_what_filling_gives, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_over_one_another_is_no_darker, set_up, tear_down),
      cmocka_unit_test(test_what_is_asked_for_twice_is_kept),
      cmocka_unit_test(test_what_is_in_use_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
