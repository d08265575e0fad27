// Spaces as they are painted: where they stand in a picture, what they cover, what becomes of what lies behind the camera
// or far away, and lines on surfaces and in themselves.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo-svg.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "paint/cairo.h"
#include "paint/painter.h"
#include "paint/space.h"
#include "solids.h"

enum { WIDTH = 320, HEIGHT = 180, PIXELS = WIDTH * HEIGHT };

typedef struct fixture {
  painter *one, *eight; // threads
  lists list;
  nb_random random;
  uint32_t a[PIXELS], b[PIXELS];
} fixture;

static int set_up(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  return !f || nb_failed(painter_create(&f->one, NULL, 0)) || nb_failed(painter_create(&f->eight, NULL, 7));
}

static int tear_down(void **state)
{
  fixture *f = *state;
  painter_destroy(f->one);
  painter_destroy(f->eight);
  lists_free(&f->list);
  free(f);
  return 0;
}

static const nb_rect board = {-8, -4.5f, 16, 9};

static paint_layer layer_of(const fixture *f)
{
  return (paint_layer){.list = f->list.bytes, .size = f->list.size, .place = board_place(WIDTH, HEIGHT)};
}

// Paints the list with one thread and with eight; a mistake in it fails.
static void paint(fixture *f, nb_rgba ground)
{
  lists_finish(&f->list);
  assert_string_equal(nb_list_check(f->list.bytes, f->list.size).text, "");
  paint_layer layer = layer_of(f);
  pixels a = {WIDTH, HEIGHT, 4 * WIDTH, (uint8_t *)f->a, PIXEL_RGBA};
  pixels b = {WIDTH, HEIGHT, 4 * WIDTH, (uint8_t *)f->b, PIXEL_RGBA};
  assert_false(nb_failed(painter_paint(f->one, a, ground, &layer, 1)));
  assert_false(nb_failed(painter_paint(f->eight, b, ground, &layer, 1)));
  assert_memory_equal(f->a, f->b, sizeof f->a);
}

static uint32_t at(const fixture *f, float x, float y)
{
  return f->a[(int)(HEIGHT / 2 - y * HEIGHT / 9) * WIDTH + (int)(WIDTH / 2 + x * HEIGHT / 9)];
}

// How many pixels are covered, by their alpha.
static double covered(const fixture *f)
{
  double sum = 0;
  for (int k = 0; k < PIXELS; k++)
    sum += (f->a[k] >> 24) / 255.0;
  return sum;
}

static float flat(float x, float y)
{
  (void)x, (void)y;
  return 0;
}

static float wave(float x, float y)
{
  return sinf(2 * x) * cosf(1.5f * y);
}

// Two triangles from corner to corner of a rectangle in the plane z = `z`.
static void put_plane(lists *l, nb_rgba color, float reach, float z)
{
  const nb_vec3 p[4] = {{-reach, -reach, z}, {reach, -reach, z}, {reach, reach, z}, {-reach, reach, z}};
  const uint32_t corners[6] = {0, 1, 2, 0, 2, 3};
  lists_mesh(l, (nb_mesh_fixed){.point_count = 4, .color_count = 1, .triangle_count = 2, .two_sided = 1}, p,
             NULL, &color, corners);
}

static void put_line(lists *l, nb_strokes_fixed fixed, const nb_vec3 *points, uint32_t count, nb_rgba color)
{
  fixed.point_count = count;
  fixed.color_count = fixed.run_count = 1;
  lists_strokes(l, fixed, points, &color, &count);
}

static void put_everything(fixture *f, float turn, float rise)
{
  lists *l = &f->list;
  lists_space(l, lists_orbit(board, turn, rise, 6, 5));
  shape hill = shape_surface(wave, 40, 0x80f2a95a, 0xc05a70f0),
        ball = shape_sphere((nb_vec3){0, 0.5f, 0.2f}, 0.7f, 12, 0xff8ac34f);
  lists_shape(l, &hill, (nb_mesh_fixed){.two_sided = 1, .shine = 0.3f});
  lists_shape(l, &ball, (nb_mesh_fixed){0});
  nb_vec3 helix[200], dots[50];
  for (int k = 0; k < 200; k++)
    helix[k] = (nb_vec3){1.5f * cosf(0.1f * (float)k), 1.5f * sinf(0.1f * (float)k), 0.01f * (float)k - 1};
  for (int k = 0; k < 50; k++)
    dots[k] = (nb_vec3){2 * cosf((float)k), 2 * sinf((float)k), cosf(3 * (float)k)};
  put_line(l, (nb_strokes_fixed){.width = 9, .lift = 1}, helix, 200, 0xa0f18db5);
  const nb_rgba amber = 0xff4cc8f5;
  const float size = 20;
  lists_dots(l, (nb_dots_fixed){.point_count = 50, .color_count = 1, .size_count = 1}, dots, &amber, &size);
  lists_end(l);
  shape_free(&hill);
  shape_free(&ball);
}

// ---------------------------------------------------------------------------------------------------------------

static void threads_do_not_show(void **state)
{
  fixture *f = *state;
  for (int k = 0; k < 6; k++) {
    lists_begin(&f->list);
    put_everything(f, (float)k, 1.6f - 0.6f * (float)k); // the first from above: at the pole
    paint(f, 0xff1c1511);
  }
}

static void a_ball_covers_a_disc(void **state)
{
  fixture *f = *state;
  nb_space_fixed space = lists_facing(board, 20);
  space.projection = NB_ORTHOGRAPHIC;
  space.height = 9;
  lists_begin(&f->list);
  lists_space(&f->list, space);
  shape ball = shape_sphere((nb_vec3){0.3f, 0.2f, 0}, 3, 100, 0xffffffff);
  lists_shape(&f->list, &ball, (nb_mesh_fixed){0});
  lists_end(&f->list);
  paint(f, 0);
  double expected = M_PI * 60 * 60; // 3 units of 20 pixels
  if (!(fabs(covered(f) - expected) < 0.001 * expected))
    print_error("%.1f pixels, not %.1f\n", covered(f), expected);
  assert_true(fabs(covered(f) - expected) < 0.001 * expected);
  shape_free(&ball);
}

static void stands_in_the_order(void **state)
{
  fixture *f = *state;
  const nb_vec2 left[4] = {{-8, -4}, {0, -4}, {0, 4}, {-8, 4}}, low[4] = {{-8, -4}, {8, -4}, {8, 0}, {-8, 0}};
  nb_space_fixed space = lists_facing((nb_rect){-4, -4, 8, 8}, 10);
  space.alpha = 0.5f;
  lists_begin(&f->list);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xff0000ff, left, 4);
  lists_group(&f->list, (nb_group_fixed){.transform = {{1, 0}, {0, 1}, {0, 0}}, .alpha = 0.5f});
  lists_space(&f->list, space);
  put_plane(&f->list, 0xff00ff00, 100, 0);
  lists_end(&f->list);
  lists_end(&f->list);
  lists_polygon(&f->list, NB_FILL_NONZERO, 0xffff0000, low, 4);
  paint(f, 0xff000000);
  assert_int_equal(at(f, -6, 2), 0xff0000ff);
  assert_int_equal(at(f, -2, 2), 0xff0040bf); // a quarter of green over red
  assert_int_equal(at(f, 2, 2), 0xff004000);
  assert_int_equal(at(f, 6, 2), 0xff000000);
  assert_int_equal(at(f, -2, -2), 0xffff0000);
}

// A floor that goes on behind the camera, to the end of the world: all below the horizon, and nothing above.
static void a_floor_reaches_the_horizon(void **state)
{
  fixture *f = *state;
  nb_space_fixed space = lists_facing(board, 0);
  space.turn = (nb_mat3){{1, 0, 0}, {0, 0, -1}, {0, 1, 0}}; // looks along y
  space.shift = (nb_vec3){0, -1, 0};
  space.height = 2;
  for (int k = 0; k < 2; k++) {
    lists_begin(&f->list);
    lists_space(&f->list, space);
    put_plane(&f->list, 0x80ffffff, 1e6f, 0);
    lists_end(&f->list);
    paint(f, 0);
    for (int pixel = 0; pixel < PIXELS && k == 0; pixel++) {
      int y = pixel / WIDTH;
      if (abs(y - HEIGHT / 2) > 1)
        assert_int_equal(f->a[pixel], y > HEIGHT / 2 ? 0x80808080 : 0);
    }
    space.shift.y = 0; // the eye in the floor itself: no picture is wrong, but it has to end
  }
}

static void inside_a_ball_it_is_all_around(void **state)
{
  fixture *f = *state;
  lists_begin(&f->list);
  lists_space(&f->list, lists_orbit(board, 0.3f, 0.2f, 0.001f, 0.001f));
  shape ball = shape_sphere((nb_vec3){0, 0, 0}, 2, 16, 0xff8ac34f);
  lists_shape(&f->list, &ball, (nb_mesh_fixed){.two_sided = 1});
  lists_end(&f->list);
  paint(f, 0);
  assert_true(fabs(covered(f) - PIXELS) < 1e-6);
  lists_begin(&f->list);
  lists_space(&f->list, lists_orbit(board, 0.3f, 0.2f, 0.001f, 0.001f));
  lists_shape(&f->list, &ball, (nb_mesh_fixed){0}); // seen from behind, where there is nothing to see
  lists_end(&f->list);
  paint(f, 0);
  assert_true(covered(f) < 1e-6);
  shape_free(&ball);
}

// A translucent line is as strong where it turns as elsewhere.
static void joints_count_once(void **state)
{
  fixture *f = *state;
  const nb_vec3 p[] = {{-6, -3, 0},     {-5, 3, 0},  {-5, 3, 0}, {-4, -3, 1},
                       {-2, -3, 0},     {-2, 2, -1}, {2, 2, 0},  {2.05f, 2, 0},
                       {2.1f, 1.9f, 0}, {2, -2, 0},  {5, -2, 0}, {2.5f, -1.8f, 0}};
  nb_space_fixed space = lists_facing(board, 12);
  for (int closed = 0; closed < 2; closed++) {
    const nb_vec3 ring[] = {{-3, -3, 0}, {3, -3, 0}, {0, 3, 0}, {-3, -3, 0}};
    lists_begin(&f->list);
    lists_space(&f->list, space);
    put_line(&f->list, (nb_strokes_fixed){.width = 40, .cap = NB_CAP_BUTT}, closed ? ring : p,
             closed ? 4 : 12, 0x80ffffff);
    lists_end(&f->list);
    paint(f, 0);
    double most = 0;
    for (int k = 0; k < PIXELS; k++)
      most = fmax(most, f->a[k] >> 24);
    if (!closed)
      assert_true(most >= 0x80);
    else
      assert_int_equal((int)most, 0x80);
    // where the line goes back on itself it lies twice, but not at the joint
    assert_int_equal(at(f, 5.1f, -1.95f) >> 24, closed ? 0 : 0x80);
  }
}

// Lines on an opaque plane, seen ever flatter, stay whole: grow thinner at worst.
static void lines_on_a_surface_stay_whole(void **state)
{
  fixture *f = *state;
  for (float rise = 1.5f; rise > 0.05f; rise *= 0.7f) {
    lists_begin(&f->list);
    lists_space(&f->list, lists_orbit(board, 0.4f, rise, 10, 9));
    put_plane(&f->list, 0xff808080, 6, 0);
    const nb_vec3 line[] = {{0, -3, 0}, {2, 3, 0}};
    put_line(&f->list, (nb_strokes_fixed){.width = 12, .lift = 2}, line, 2, 0xff0000ff);
    lists_end(&f->list);
    paint(f, 0);
    int first = WIDTH, last = -1, seen = 0;
    for (int x = 0; x < WIDTH; x++) {
      int most = 0;
      for (int y = 0; y < HEIGHT; y++) {
        int red = (int)(f->a[y * WIDTH + x] & 255) - (int)(f->a[y * WIDTH + x] >> 8 & 255);
        most = red > most ? red : most;
      }
      if (most > 40) {
        first = x < first ? x : first;
        last = x;
        seen++;
      }
    }
    assert_true(last > first + 20);
    assert_int_equal(seen, last - first + 1);
  }
}

// Lines of less than a pixel are fainter, not broken.
static void thin_lines_are_faint(void **state)
{
  fixture *f = *state;
  const nb_vec3 line[] = {{-6, -2.03f, 0}, {6, 1.97f, 0}};
  lists_begin(&f->list);
  lists_space(&f->list, lists_facing(board, 12));
  put_line(&f->list, (nb_strokes_fixed){.width = 1.5f, .cap = NB_CAP_BUTT}, line, 2,
           0xffffffff); // a quarter of a pixel
  lists_end(&f->list);
  paint(f, 0);
  double expected = 0.25 * 20 * hypot(12, 4);
  assert_true(fabs(covered(f) - expected) < 0.02 * expected);
}

static void cairo_shows_the_same(void **state)
{
  fixture *f = *state;
  lists_begin(&f->list);
  lists_group(&f->list, (nb_group_fixed){.transform = {{0.6f, 0.2f}, {-0.2f, 0.6f}, {1, 0}}, .alpha = 0.7f});
  put_everything(f, 0.6f, 0.5f);
  lists_end(&f->list);
  paint(f, 0);
  paint_layer layer = layer_of(f);
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *c = cairo_create(s);
  assert_false(nb_failed(paint_with_cairo(c, NULL, &layer, 1)));
  cairo_surface_flush(s);
  const uint8_t *bytes = cairo_image_surface_get_data(s);
  int most = 0;
  for (int k = 0; k < PIXELS; k++) {
    const int channel[4] = {bytes[4 * k + 2], bytes[4 * k + 1], bytes[4 * k], bytes[4 * k + 3]};
    for (int i = 0; i < 4; i++) {
      int d = abs(channel[i] - (int)(f->a[k] >> 8 * i & 255));
      most = d > most ? d : most;
    }
  }
  assert_true(covered(f) > 1000);
  assert_true(most <= 2);
  cairo_destroy(c);
  cairo_surface_destroy(s);
}

typedef struct text {
  char *bytes;
  size_t size;
} text;

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned size)
{
  text *t = closure;
  t->bytes = realloc(t->bytes, t->size + size + 1);
  assert_non_null(t->bytes);
  memcpy(t->bytes + t->size, data, size);
  t->size += size;
  t->bytes[t->size] = 0;
  return CAIRO_STATUS_SUCCESS;
}

static void vectors_have_it_as_an_image(void **state)
{
  fixture *f = *state;
  text svg = {0};
  lists_begin(&f->list);
  put_everything(f, 0.6f, 0.5f);
  paint(f, 0);
  paint_layer layer = layer_of(f);
  cairo_surface_t *s = cairo_svg_surface_create_for_stream(keep, &svg, WIDTH, HEIGHT);
  cairo_t *c = cairo_create(s);
  assert_false(nb_failed(paint_with_cairo(c, NULL, &layer, 1)));
  cairo_destroy(c);
  cairo_surface_destroy(s);
  const char *image = strstr(svg.bytes, "<image");
  assert_non_null(image);
  assert_non_null(strstr(image, "width=\"3400\""));
  free(svg.bytes);
}

// ---------------------------------------------------------------------------------------------------------------
// Whatever a list may say

static float odd(fixture *f)
{
  static const float values[] = {0, 1, -1, 1e6f, -1e6f, 1e-6f, 0.1f, 3, -40};
  float v = values[(int)(nb_random_float(&f->random) * 9)];
  return nb_random_float(&f->random) < 0.5f ? v : 4 * nb_random_float(&f->random) - 2;
}

static nb_vec3 odd_point(fixture *f)
{
  return (nb_vec3){odd(f), odd(f), odd(f)};
}

static void nothing_is_too_odd(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 60; seed++) {
    f->random = nb_random_seed(seed, 0);
    nb_vec3 points[24];
    nb_rgba colors[24];
    uint32_t corners[60], lengths[4] = {1, 3, 8, 12};
    float sizes[24];
    for (int k = 0; k < 24; k++) {
      points[k] = odd_point(f);
      colors[k] = (nb_rgba)(nb_random_float(&f->random) * 4e9f);
      sizes[k] = fabsf(odd(f)) + 1e-3f;
    }
    for (int k = 0; k < 60; k++)
      corners[k] = (uint32_t)(nb_random_float(&f->random) * 24);
    nb_space_fixed space = lists_orbit(board, odd(f), odd(f), fabsf(odd(f)), fabsf(odd(f)) + 1e-3f);
    space.projection = seed % 2;
    space.shift = odd_point(f);
    space.height = fminf(fmaxf(space.height, 1e-6f), 1e6f);
    space.near = seed % 3 ? 0.1f : 1e-6f;
    if (seed % 7 == 0)
      space.area = (nb_rect){0, 0, seed % 2 ? 0 : 5, 0};
    lists_begin(&f->list);
    lists_group(&f->list,
                (nb_group_fixed){.transform = {{odd(f), odd(f)}, {odd(f), odd(f)}, {0, 0}}, .alpha = 1});
    lists_space(&f->list, space);
    lists_mesh(&f->list,
               (nb_mesh_fixed){.point_count = 24,
                               .normal_count = 24,
                               .color_count = 24,
                               .triangle_count = 20,
                               .two_sided = 1,
                               .shine = 1},
               points, points, colors, corners);
    lists_strokes(&f->list,
                  (nb_strokes_fixed){.width = sizes[0],
                                     .lift = fminf(sizes[1], 100),
                                     .point_count = 24,
                                     .color_count = 24,
                                     .run_count = 4},
                  points, colors, lengths);
    lists_dots(&f->list, (nb_dots_fixed){.point_count = 24, .color_count = 24, .size_count = 24}, points,
               colors, sizes);
    lists_end(&f->list);
    lists_end(&f->list);
    paint(f, 0);
  }
}

// A steady picture asks for no memory.
static void memory_stays(void **state)
{
  fixture *f = *state;
  plan p = {0};
  spaces s = {0};
  pool *threads = pool_create(1);
  lists_begin(&f->list);
  put_everything(f, 0.6f, 0.5f);
  lists_finish(&f->list);
  paint_layer layer = layer_of(f);
  spaces first = {0};
  const solid *items = NULL;
  for (int k = 0; k < 4; k++) {
    assert_false(nb_failed(plan_read(&p, WIDTH, HEIGHT, &layer, 1)));
    assert_true(spaces_paint(&s, &p, threads));
    if (k == 0) {
      first = s;
      items = s.pieces[0].solids.items;
    }
    assert_ptr_equal(s.items, first.items);
    assert_ptr_equal(s.jobs, first.jobs);
    assert_ptr_equal(s.points, first.points);
    assert_ptr_equal(s.pieces, first.pieces);
    assert_ptr_equal(s.pieces[0].solids.items, items);
  }
  spaces_free(&s);
  plan_free(&p);
  pool_destroy(threads);
}

static int tiles_painted;

static void count_and_paint(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                            uint32_t *to, size_t stride)
{
  tiles_painted++;
  tile_paint_best()(w, items, count, x, y, box, to, stride);
}

static void assert_layers_equal(const space_layer *a, const space_layer *b)
{
  assert_int_equal(a->columns, b->columns);
  assert_int_equal(a->rows, b->rows);
  assert_memory_equal(a->painted, b->painted, (size_t)a->columns * (size_t)a->rows);
  for (int y = 0; y < 4 * a->rows; y++)
    for (int x = 0; x < 4 * a->columns; x++)
      if (a->painted[y / 4 * a->columns + x / 4])
        assert_memory_equal(space_layer_at(a, x, y), space_layer_at(b, x, y), 64);
}

// Paints the list, which is `height` high, over what was painted last and on nothing. Returns how many tiles that took.
static int paint_over(fixture *f, spaces *over, int height)
{
  plan p = {0};
  spaces fresh = {0};
  pool *threads = pool_create(0);
  lists_finish(&f->list);
  paint_layer layer = layer_of(f);
  assert_false(nb_failed(plan_read(&p, WIDTH, height, &layer, 1)));
  over->paint = count_and_paint;
  tiles_painted = 0;
  assert_true(spaces_paint(over, &p, threads));
  int painted = tiles_painted;
  assert_true(spaces_paint(&fresh, &p, threads));
  assert_layers_equal(spaces_layer(over, 0), spaces_layer(&fresh, 0));
  spaces_free(&fresh);
  plan_free(&p);
  pool_destroy(threads);
  return painted;
}

static void put_dots(fixture *f, nb_rgba color)
{
  const nb_vec3 dots[2] = {{-1, 0, 0}, {1, 0.5f, 0}};
  const nb_rgba colors[2] = {0xff4cc8f5, color};
  const float size = 60;
  lists_begin(&f->list);
  lists_space(&f->list, lists_orbit(board, 0.6f, 0.5f, 6, 5));
  put_plane(&f->list, 0x80f2a95a, 2, -0.5f);
  lists_dots(&f->list, (nb_dots_fixed){.point_count = 2, .color_count = 2, .size_count = 1}, dots, colors,
             &size);
  lists_end(&f->list);
}

// Under a camera that rests a tile is painted anew where something of it is new, and nowhere else; that it rests is known from
// its second picture on.
static void what_rests_is_kept(void **state)
{
  fixture *f = *state;
  spaces s = {0}, another = {0};
  put_dots(f, 0xff5a70f0);
  int all = paint_over(f, &s, HEIGHT);
  assert_in_range(all, 20, 240);
  for (int k = 0; k < 2; k++) {
    put_dots(f, 0xff5a70f0);
    assert_int_equal(paint_over(f, &s, HEIGHT), k == 0 ? all : 0);
  }
  put_dots(f, 0xff5a70f1); // the second dot alone
  assert_in_range(paint_over(f, &s, HEIGHT), 1, all / 2);
  assert_int_equal(paint_over(f, &s, HEIGHT - 32), paint_over(f, &another, HEIGHT - 32)); // another layer
  for (int k = 0; k < 4; k++) {
    lists_begin(&f->list);
    put_everything(f, 0.6f, 0.5f + 0.01f * (float)(k % 3));
    assert_true(paint_over(f, &s, HEIGHT) > 20);
  }
  spaces_free(&s);
  spaces_free(&another);
}

// A sheet of a plane, made of so many pieces each way, and a line in it from one corner or from the other.
static void put_in_plane(lists *l, nb_rgba sheet, nb_rgba line, uint32_t pieces)
{
  shape s = shape_surface(flat, pieces + 1, sheet, sheet);
  lists_mesh(
      l,
      (nb_mesh_fixed){
          .point_count = s.point_count, .color_count = 1, .triangle_count = s.triangle_count, .two_sided = 1},
      s.points, NULL, &sheet, s.corners);
  shape_free(&s);
  float t = pieces > 1 ? 1 : -1;
  const nb_vec3 ends[2] = {{1.7f * t, -1.1f * t, 0}, {-1.7f * t, 1.1f * t, 0}};
  put_line(l, (nb_strokes_fixed){.width = 12, .lift = 1}, ends, 2, line);
}

// Paints the list in strips, as a film paints what has changed: into f->b.
static void paint_in_strips(fixture *f, int height)
{
  for (int y = 0; y < HEIGHT; y += height) {
    paint_layer layer = layer_of(f);
    layer.place.origin.y -= (float)y;
    pixels part = {WIDTH, height < HEIGHT - y ? height : HEIGHT - y, 4 * WIDTH,
                   (uint8_t *)(f->b + (size_t)y * WIDTH), PIXEL_RGBA};
    assert_false(nb_failed(painter_paint(f->one, part, 0, &layer, 1)));
  }
}

// What lies in one plane is in the order of the list, whatever it is made of, and in parts of a picture as in the whole.
static void the_later_is_in_front(void **state)
{
  fixture *f = *state;
  for (int view = 0; view < 24; view++) {
    lists_begin(&f->list);
    lists_space(&f->list, lists_orbit(board, 0.37f + (float)view, 0.15f + 0.06f * (float)view, 6, 5));
    put_in_plane(&f->list, 0xff0000ff, 0xff0000ff, 1 + (uint32_t)view % 2 * 6);
    put_in_plane(&f->list, 0xff00ff00, 0xffff0000, 7 - (uint32_t)view % 2 * 6);
    lists_end(&f->list);
    paint(f, 0);
    int red = 0, parted = 0;
    for (int k = 0; k < PIXELS; k++)
      red += f->a[k] >> 24 == 255 && (f->a[k] & 255) > 32; // two samples at a line's rim, as it rounds
    paint_in_strips(f, 28);
    for (int k = 0; k < PIXELS; k++)
      parted += f->a[k] != f->b[k];
    if (red || parted)
      print_error("view %d: %d pixels show what is behind, %d are otherwise in parts\n", view, red, parted);
    assert_int_equal(red, 0);
    assert_int_equal(parted, 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(threads_do_not_show, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_ball_covers_a_disc, set_up, tear_down),
      cmocka_unit_test_setup_teardown(stands_in_the_order, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_floor_reaches_the_horizon, set_up, tear_down),
      cmocka_unit_test_setup_teardown(inside_a_ball_it_is_all_around, set_up, tear_down),
      cmocka_unit_test_setup_teardown(joints_count_once, set_up, tear_down),
      cmocka_unit_test_setup_teardown(lines_on_a_surface_stay_whole, set_up, tear_down),
      cmocka_unit_test_setup_teardown(thin_lines_are_faint, set_up, tear_down),
      cmocka_unit_test_setup_teardown(cairo_shows_the_same, set_up, tear_down),
      cmocka_unit_test_setup_teardown(vectors_have_it_as_an_image, set_up, tear_down),
      cmocka_unit_test_setup_teardown(nothing_is_too_odd, set_up, tear_down),
      cmocka_unit_test_setup_teardown(memory_stays, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_rests_is_kept, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_later_is_in_front, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
