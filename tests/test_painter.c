// The CPU painter against Cairo drawing the same lists, and against itself: any number of threads, every kernel.
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
#include "paint/cairo.h"
#include "paint/painter.h"

enum { WIDTH = 331, HEIGHT = 187 };

typedef struct fixture {
  nb_fonts *fonts;
  painter *one, *eight; // with one thread and with eight
  lists list;
  nb_random random;
  uint8_t a[4 * WIDTH * HEIGHT], b[4 * WIDTH * HEIGHT];
  uint8_t reference[4 * WIDTH * HEIGHT];
} fixture;

static int set_up(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  return !f || nb_failed(nb_fonts_open(&f->fonts, NABLA_ASSETS)) ||
         nb_failed(painter_create(&f->one, f->fonts, 0)) || nb_failed(painter_create(&f->eight, f->fonts, 7));
}

static int tear_down(void **state)
{
  fixture *f = *state;
  painter_destroy(f->one);
  painter_destroy(f->eight);
  nb_fonts_close(f->fonts);
  lists_free(&f->list);
  free(f);
  return 0;
}

static const nb_rgba ground = 0xffd0e0f0;

static float range(fixture *f, float low, float high)
{
  return low + (high - low) * nb_random_float(&f->random);
}

static uint32_t below(fixture *f, uint32_t count)
{
  return (uint32_t)(nb_random_float(&f->random) * (float)count);
}

static nb_vec2 somewhere(fixture *f)
{
  return (nb_vec2){range(f, -9, 9), range(f, -5, 5)};
}

static nb_rgba color(fixture *f, bool opaque)
{
  nb_rgba c = below(f, 256) | below(f, 256) << 8 | below(f, 256) << 16;
  return c | (opaque ? 255 : below(f, 256)) << 24;
}

static pixels target(uint8_t *bytes)
{
  return (pixels){WIDTH, HEIGHT, 4 * WIDTH, bytes, PIXEL_BGRA};
}

static nb_error paint(painter *p, const lists *l, uint8_t *bytes)
{
  paint_layer layer = {.list = l->bytes, .size = l->size, .place = board_place(WIDTH, HEIGHT)};
  return painter_paint(p, target(bytes), ground, &layer, 1);
}

static void paint_reference(fixture *f)
{
  paint_layer layer = {.list = f->list.bytes, .size = f->list.size, .place = board_place(WIDTH, HEIGHT)};
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *c = cairo_create(s);
  cairo_set_source_rgb(c, (ground & 255) / 255.0, (ground >> 8 & 255) / 255.0, (ground >> 16 & 255) / 255.0);
  cairo_paint(c);
  assert_false(nb_failed(paint_with_cairo(c, f->fonts, &layer, 1)));
  cairo_surface_flush(s);
  for (int y = 0; y < HEIGHT; y++)
    memcpy(f->reference + 4 * WIDTH * y,
           cairo_image_surface_get_data(s) + (size_t)y * (size_t)cairo_image_surface_get_stride(s),
           4 * WIDTH);
  cairo_destroy(c);
  cairo_surface_destroy(s);
}

// Whether the reference changes by more than 8 within a pixel of (x, y).
static bool at_edge(const fixture *f, int x, int y)
{
  for (int c = 0; c < 4; c++) {
    int least = 255, most = 0;
    for (int k = 0; k < 9; k++) {
      int nx = x + k % 3 - 1, ny = y + k / 3 - 1;
      if (nx < 0 || ny < 0 || nx >= WIDTH || ny >= HEIGHT)
        continue;
      int v = f->reference[4 * (ny * WIDTH + nx) + c];
      least = v < least ? v : least;
      most = v > most ? v : most;
    }
    if (most - least > 8)
      return true;
  }
  return false;
}

// Both pictures, in a file that a person can look at.
static void keep(const fixture *f, const char *what)
{
  char name[300];
  const uint8_t *pictures[2] = {f->a, f->reference};
  for (int k = 0; k < 2; k++) {
    snprintf(name, sizeof name, NABLA_BUILD "/test_painter-%s-%s.png", what, k ? "cairo" : "ours");
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
    cairo_surface_flush(s);
    for (int y = 0; y < HEIGHT; y++)
      memcpy(cairo_image_surface_get_data(s) + (size_t)y * (size_t)cairo_image_surface_get_stride(s),
             pictures[k] + 4 * WIDTH * y, 4 * WIDTH);
    cairo_surface_mark_dirty(s);
    cairo_surface_write_to_png(s, name);
    cairo_surface_destroy(s);
    print_error("see %s\n", name);
  }
}

// Paints the list, with one thread and with eight, and compares with Cairo.
static void check(fixture *f, const char *what)
{
  lists_finish(&f->list);
  nb_error sound = nb_list_check(f->list.bytes, f->list.size);
  assert_string_equal(sound.text, "");
  assert_false(nb_failed(paint(f->one, &f->list, f->a)));
  assert_false(nb_failed(paint(f->eight, &f->list, f->b)));
  assert_memory_equal(f->a, f->b, sizeof f->a);
  paint_reference(f);
  double sum = 0;
  int off = 0;
  for (int k = 0; k < WIDTH * HEIGHT; k++) {
    int most = 0;
    for (int c = 0; c < 4; c++) {
      int d = abs(f->a[4 * k + c] - f->reference[4 * k + c]);
      sum += d;
      most = d > most ? d : most;
    }
    if (most > 32 && !at_edge(f, k % WIDTH, k / WIDTH)) {
      if (off++ < 5)
        print_error("%s: pixel (%d, %d) is off by %d\n", what, k % WIDTH, k / WIDTH, most);
    }
  }
  double mean = sum / sizeof f->a;
  if (off || !(mean < 0.5)) {
    print_error("%s: mean difference %.3f of 255, %d pixels off\n", what, mean, off);
    keep(f, what);
    fail();
  }
}

static void begin(fixture *f, uint64_t seed)
{
  f->random = nb_random_seed(seed, 0);
  lists_begin(&f->list);
}

// A path of random verbs around a place, sometimes with points that stand still.
static uint32_t random_path(fixture *f, uint32_t verbs_used, nb_vec2 *points, uint8_t *verbs,
                            uint32_t *verb_count)
{
  uint32_t n = 0, v = 0;
  float size = powf(10, range(f, -1.5f, 0.7f));
  nb_vec2 at = somewhere(f);
  for (uint32_t contour = 0; contour <= below(f, 2); contour++) {
    verbs[v++] = NB_MOVE;
    points[n++] = at;
    for (uint32_t k = 0; k <= below(f, 6); k++) {
      uint32_t verb = NB_LINE + below(f, verbs_used);
      verbs[v++] = (uint8_t)verb;
      for (uint32_t i = 0; i < verb; i++, n++)
        points[n] = below(f, 12) ? (nb_vec2){at.x + range(f, -size, size), at.y + range(f, -size, size)}
                                 : points[n - 1];
    }
    if (below(f, 2))
      verbs[v++] = NB_CLOSE;
  }
  *verb_count = v;
  return n;
}

// verbs_used: 1 for lines alone, 3 for curves too.
static void put(fixture *f, uint32_t verbs_used, nb_path_fixed fixed, const nb_stop *stops,
                const float *dashes)
{
  nb_vec2 points[64];
  uint8_t verbs[64];
  fixed.point_count = random_path(f, verbs_used, points, verbs, &fixed.verb_count);
  fixed.stroke.width = fixed.stroke.width > 0 ? fixed.stroke.width : 1;
  lists_path(&f->list, fixed, stops, dashes, points, verbs);
}

static void put_path(fixture *f, nb_path_fixed fixed, const nb_stop *stops, const float *dashes)
{
  put(f, 3, fixed, stops, dashes);
}

static void fills(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 0; seed < 40; seed++) {
    begin(f, seed);
    for (int k = 0; k < 12; k++)
      put_path(f, (nb_path_fixed){.mode = below(f, 2), .paint.color = color(f, below(f, 2))}, NULL, NULL);
    check(f, "fills");
  }
}

// Where a curve is bent tighter than a stroke is wide, Cairo leaves holes: wide ones are compared along lines, and along
// curves with the distance in test_stroke.c.
static void stroke(fixture *f, uint64_t seed, uint32_t verbs_used, float widest, const char *what)
{
  begin(f, seed);
  for (int k = 0; k < 6; k++) {
    nb_path_fixed fixed = {.mode = NB_STROKE, .paint.color = color(f, below(f, 2))};
    fixed.stroke =
        (nb_stroke_style){.width = powf(10, range(f, 0, widest)), .join = below(f, 3), .cap = below(f, 2)};
    put(f, verbs_used, fixed, NULL, NULL);
  }
  check(f, what);
}

static void strokes(void **state)
{
  for (uint64_t seed = 0; seed < 40; seed++)
    stroke(*state, 100 + seed, 1, 2, "strokes");
}

static void curved_strokes(void **state)
{
  for (uint64_t seed = 0; seed < 40; seed++)
    stroke(*state, 150 + seed, 3, 1.2f, "curved_strokes");
}

static void dashes(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    begin(f, 200 + seed);
    for (int k = 0; k < 4; k++) {
      float lengths[4];
      for (int i = 0; i < 4; i++)
        lengths[i] = range(f, 5, 60);
      nb_path_fixed fixed = {.mode = NB_STROKE, .paint.color = color(f, true)};
      fixed.stroke = (nb_stroke_style){.width = range(f, 3, 20), .join = below(f, 3), .cap = below(f, 2)};
      fixed.stroke.dash_count = 2 + 2 * below(f, 2);
      fixed.stroke.dash_phase = range(f, -50, 100);
      put_path(f, fixed, NULL, lengths);
    }
    check(f, "dashes");
  }
}

static void gradients(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    begin(f, 300 + seed);
    for (int k = 0; k < 4; k++) {
      nb_stop stops[4];
      nb_paint paint = {.stop_count = 2 + below(f, 3), .from = somewhere(f), .to = somewhere(f)};
      for (uint32_t i = 0; i < paint.stop_count; i++)
        stops[i] = (nb_stop){(float)i / (float)(paint.stop_count - 1), color(f, below(f, 2))};
      if (seed == 0)
        paint.to = paint.from;
      put_path(f, (nb_path_fixed){.mode = NB_FILL_NONZERO, .paint = paint}, stops, NULL);
    }
    check(f, "gradients");
  }
}

static void put_image(fixture *f, nb_rect where, uint32_t width, uint32_t height, nb_filter filter,
                      float alpha)
{
  uint8_t *bytes = malloc(4 * (size_t)width * height);
  assert_non_null(bytes);
  for (uint32_t k = 0; k < width * height; k++) {
    // Smooth, so that a filter that is off by a fraction does not show as an error.
    uint8_t a = (uint8_t)(155 + 100 * (k % width) / width);
    bytes[4 * k] = (uint8_t)(a * (k % width) / width);
    bytes[4 * k + 1] = (uint8_t)(a * (k / width) / height);
    bytes[4 * k + 2] = a / 2;
    bytes[4 * k + 3] = a;
  }
  lists_image(&f->list, (nb_image_fixed){width, height, filter, alpha, where}, bytes);
  free(bytes);
}

static void images(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 0; seed < 16; seed++) {
    begin(f, 400 + seed);
    float turn = range(f, -1, 1), size = range(f, 0.5f, 2);
    nb_affine m = {
        {size * cosf(turn), size * sinf(turn)}, {-size * sinf(turn), size * cosf(turn)}, somewhere(f)};
    lists_group(&f->list, (nb_group_fixed){.transform = m, .alpha = 1});
    nb_filter filter = (nb_filter)(seed % 2);
    put_image(f, (nb_rect){-2, -1, 4, 2}, 40, 30, filter, range(f, 0.3f, 1));
    lists_end(&f->list);
    put_image(f, (nb_rect){0, 0, 5, 3}, 16, 16, filter, 1);
    check(f, "images");
  }
}

static void groups(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    begin(f, 500 + seed);
    int open = 0;
    for (int k = 0; k < 14; k++) {
      if (below(f, 3) == 0 && open < 8) {
        float turn = range(f, -0.5f, 0.5f);
        nb_group_fixed g = {
            .transform = {{cosf(turn), sinf(turn)}, {-sinf(turn), 1.1f * cosf(turn)}, {0.3f, 0.1f}}};
        g.alpha = below(f, 3) ? range(f, 0.2f, 1) : 1;
        g.has_clip = below(f, 2);
        g.clip = (nb_rect){range(f, -8, 0), range(f, -4, 0), range(f, 2, 12), range(f, 2, 8)};
        const nb_vec2 star[] = {{0, 4}, {-3, -4}, {5, 1}, {-5, 1}, {3, -4}};
        if (below(f, 3))
          lists_group(&f->list, g);
        else
          lists_masked(&f->list, (nb_group_fixed){.transform = g.transform, .alpha = 1}, star, 5);
        open++;
      }
      put_path(f, (nb_path_fixed){.paint.color = color(f, below(f, 2))}, NULL, NULL);
      if (below(f, 4) == 0 && open > 0) {
        lists_end(&f->list);
        open--;
      }
    }
    for (; open > 0; open--)
      lists_end(&f->list);
    check(f, "groups");
  }
}

static void texts(void **state)
{
  fixture *f = *state;
  const char *text = "Sphinx of black quartz, judge my vow 0123";
  for (uint64_t seed = 0; seed < 12; seed++) {
    begin(f, 600 + seed);
    for (int k = 0; k < 3; k++) {
      nb_glyph glyphs[64];
      float width, size = range(f, 30, 200);
      nb_font font = (nb_font)(seed % NB_FONT_COUNT);
      nb_vec2 at = {range(f, -8, 0), range(f, -4, 4)};
      uint32_t count = (uint32_t)nb_font_shape(f->fonts, font, text, strlen(text), glyphs, 64, &width);
      for (uint32_t i = 0; i < count; i++)
        glyphs[i].where =
            (nb_vec2){at.x + glyphs[i].where.x * size / 120, at.y + glyphs[i].where.y * size / 120};
      nb_glyphs_fixed fixed = {
          .font = font, .size = size, .mode = NB_STROKE, .width = 12, .glyph_count = count};
      fixed.paint.color = 0xffffffff;
      lists_glyphs(&f->list, fixed, NULL, glyphs);
      fixed.mode = NB_FILL_NONZERO;
      fixed.paint.color = color(f, true);
      lists_glyphs(&f->list, fixed, NULL, glyphs);
    }
    check(f, "texts");
  }
}

// Whatever is degenerate or huge: painted without harm, and the same by any number of threads. Cairo's coordinates end
// at 8 million pixels, so it is no judge here.
static void degenerate(void **state)
{
  fixture *f = *state;
  const float huge[] = {1e30f, -1e30f, 3e38f, 1e9f, -1e9f, 0, 1e-30f};
  for (uint64_t seed = 0; seed < 60; seed++) {
    begin(f, 700 + seed);
    lists_group(&f->list, (nb_group_fixed){.transform = {{seed % 5 ? 1 : huge[seed % 7], 0}, {0, 1}, {0, 0}},
                                           .alpha = 1});
    for (int k = 0; k < 10; k++) {
      nb_vec2 points[12];
      const uint8_t verbs[6] = {NB_MOVE, NB_CUBIC, NB_QUAD, NB_LINE, NB_CUBIC, NB_CLOSE};
      for (int i = 0; i < 10; i++)
        points[i] = below(f, 3) ? somewhere(f) : (nb_vec2){huge[below(f, 7)], huge[below(f, 7)]};
      float lengths[2] = {below(f, 2) ? 0 : 10, below(f, 2) ? 10 : 1e6f};
      uint32_t mode = below(f, 3), dashed = mode == NB_STROKE ? 2 * below(f, 2) : 0;
      nb_path_fixed fixed = {.mode = mode, .paint.color = color(f, true), .point_count = 10, .verb_count = 6};
      fixed.stroke =
          (nb_stroke_style){below(f, 4) ? 10 : 1e6f, below(f, 3), below(f, 2), dashed, range(f, -1e6f, 1e6f)};
      lists_path(&f->list, fixed, NULL, lengths, points, verbs);
    }
    lists_end(&f->list);
    lists_finish(&f->list);
    nb_error e = nb_list_check(f->list.bytes, f->list.size);
    assert_string_equal(e.text, "");
    assert_false(nb_failed(paint(f->one, &f->list, f->a)));
    assert_false(nb_failed(paint(f->eight, &f->list, f->b)));
    assert_memory_equal(f->a, f->b, sizeof f->a);
  }
}

// A rectangle with corners at 1e30 covers all; a stroke a mile wide too.
static void huge_shapes(void **state)
{
  fixture *f = *state;
  begin(f, 0);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xff112233,
                (nb_vec2[]){{-1e30f, -1e30f}, {1e30f, -1e30f}, {1e30f, 1e30f}, {-1e30f, 1e30f}}, 4);
  lists_finish(&f->list);
  assert_false(nb_failed(paint(f->one, &f->list, f->a)));
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(f->a[4 * k], 0x11);
  begin(f, 0);
  lists_line(&f->list, 0xff332211, 1e6f, (nb_vec2){-1e8f, 3}, (nb_vec2){1e8f, -2});
  lists_finish(&f->list);
  assert_false(nb_failed(paint(f->one, &f->list, f->a)));
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(f->a[4 * k], 0x33);
}

// An image whose pixels fall on the target's is copied, with both filters.
static void image_copied(void **state)
{
  fixture *f = *state;
  uint8_t bytes[4 * 40 * 30];
  f->random = nb_random_seed(1, 0);
  for (size_t k = 0; k < sizeof bytes; k++)
    bytes[k] = k % 4 == 3 ? 255 : (uint8_t)below(f, 256);
  const int x0 = 17, y0 = 23;
  nb_affine place = board_place(WIDTH, HEIGHT);
  float unit = place.i.x;
  nb_rect where = {((float)x0 - place.origin.x) / unit, (place.origin.y - (float)(y0 + 30)) / unit, 40 / unit,
                   30 / unit};
  for (uint32_t filter = NB_NEAREST; filter <= NB_LINEAR; filter++) {
    lists_begin(&f->list);
    lists_image(&f->list, (nb_image_fixed){40, 30, filter, 1, where}, bytes);
    lists_finish(&f->list);
    assert_false(nb_failed(paint(f->one, &f->list, f->a)));
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        const uint8_t *got = f->a + 4 * ((y + y0) * WIDTH + x + x0), *from = bytes + 4 * (40 * y + x);
        assert_int_equal(got[2], from[0]);
        assert_int_equal(got[1], from[1]);
        assert_int_equal(got[0], from[2]);
      }
    }
    assert_int_equal(f->a[4 * (y0 * WIDTH + x0 - 1)], ground >> 16 & 255);
  }
}

// Layers are painted in order, each in its place and clip; both orders of bytes, and a transparent ground.
static void layers(void **state)
{
  fixture *f = *state;
  begin(f, 0);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xff0000ff,
                (nb_vec2[]){{-99, -99}, {99, -99}, {99, 99}, {-99, 99}}, 4);
  lists_finish(&f->list);
  paint_layer two[2] = {
      {.list = f->list.bytes,
       .size = f->list.size,
       .place = board_place(WIDTH, HEIGHT),
       .clip = {10, 20, 100, 50}},
      {.list = f->list.bytes,
       .size = f->list.size,
       .place = board_place_in((nb_rect){200, 100, 16, 9}),
       .clip = {200.4f, 100, 5, 5}},
  };
  pixels t = target(f->a);
  t.order = PIXEL_RGBA;
  assert_false(nb_failed(painter_paint(f->one, t, 0, two, 2)));
  for (int k = 0; k < WIDTH * HEIGHT; k++) {
    int x = k % WIDTH, y = k / WIDTH;
    bool inside = (x >= 10 && x < 110 && y >= 20 && y < 70) || (x >= 200 && x < 205 && y >= 100 && y < 105);
    assert_int_equal(f->a[4 * k], inside ? 255 : 0);
    assert_int_equal(f->a[4 * k + 3], inside ? 255 : 0);
  }
}

static void whole_board(void **state)
{
  (void)state;
  nb_affine m = board_place(1920, 1080);
  assert_true(m.i.x == 120 && m.j.y == -120 && m.origin.x == 960 && m.origin.y == 540);
  m = board_place(1920, 1200); // margin above and below
  assert_true(m.i.x == 120 && m.origin.y == 600);
  m = board_place_in((nb_rect){100, 50, 160, 900});
  assert_true(m.i.x == 10 && m.origin.x == 180 && m.origin.y == 500);
}

// A broken list fails and paints what came before the broken command; nothing else changes.
static void broken_list(void **state)
{
  fixture *f = *state;
  begin(f, 0);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xff112233,
                (nb_vec2[]){{-99, -99}, {99, -99}, {99, 99}, {-99, 99}}, 4);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xff445566,
                (nb_vec2[]){{-99, -99}, {NAN, -99}, {99, 99}, {-99, 99}}, 4);
  lists_finish(&f->list);
  nb_error e = paint(f->one, &f->list, f->a);
  assert_int_equal(e.id, NB_BAD_LIST);
  assert_int_equal(f->a[0], 0x11);
  const uint32_t no_list[4] = {1, 2, 3, 4};
  e = painter_paint(f->one, target(f->a), ground, &(paint_layer){.list = no_list, .size = sizeof no_list}, 1);
  assert_int_equal(e.id, NB_BAD_LIST);
}

// Sizes that are no multiple of a tile, one pixel, a stride with a gap; nothing beside the pixels is written.
static void odd_sizes(void **state)
{
  fixture *f = *state;
  begin(f, 0);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xffffffff,
                (nb_vec2[]){{-99, -99}, {99, -99}, {99, 99}, {-99, 99}}, 4);
  lists_finish(&f->list);
  for (int width = 1; width < 10; width++) {
    for (int height = 1; height < 10; height++) {
      memset(f->a, 7, sizeof f->a);
      pixels t = {width, height, 64, f->a + 64, PIXEL_RGBA};
      paint_layer layer = {.list = f->list.bytes, .size = f->list.size, .place = board_place(width, height)};
      assert_false(nb_failed(painter_paint(f->eight, t, ground, &layer, 1)));
      for (int k = 0; k < 64 * 12; k++) {
        int x = k % 64 / 4, y = k / 64 - 1;
        assert_int_equal(f->a[k], x < width && y >= 0 && y < height ? 255 : 7);
      }
    }
  }
}

static void times(void **state)
{
  fixture *f = *state;
  begin(f, 9);
  for (int k = 0; k < 2000; k++)
    put_path(f, (nb_path_fixed){.paint.color = color(f, false)}, NULL, NULL);
  lists_finish(&f->list);
  assert_false(nb_failed(paint(f->one, &f->list, f->a)));
  painter_times t = painter_last(f->one);
  assert_true(t.raster_ms > 0 && t.raster_ms < 1e4 && t.paint_ms > 0 && t.paint_ms < 1e4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fills),       cmocka_unit_test(strokes),      cmocka_unit_test(curved_strokes),
      cmocka_unit_test(dashes),      cmocka_unit_test(gradients),    cmocka_unit_test(images),
      cmocka_unit_test(groups),      cmocka_unit_test(texts),        cmocka_unit_test(degenerate),
      cmocka_unit_test(huge_shapes), cmocka_unit_test(image_copied), cmocka_unit_test(layers),
      cmocka_unit_test(whole_board), cmocka_unit_test(broken_list),  cmocka_unit_test(odd_sizes),
      cmocka_unit_test(times),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
