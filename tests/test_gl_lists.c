// The GL painter against the CPU painter on display lists of every kind: shapes, gradients, images, text, groups in groups,
// clips, targets of odd sizes, transparent grounds; and what it asks of the driver in a steady picture.
#include "gl.h"

#include <math.h>

#include "lists.h"
#include "nabla/math/random.h"
#include "nabla/record.h"
#include "nabla/space.h"

static nb_random dice;
static lists list;

static float range(float low, float high)
{
  return low + (high - low) * nb_random_float(&dice);
}

static uint32_t below(uint32_t count)
{
  return (uint32_t)(nb_random_float(&dice) * (float)count);
}

static nb_vec2 somewhere(void)
{
  return (nb_vec2){range(-9, 9), range(-5, 5)};
}

static nb_rgba any_color(void)
{
  return below(256) | below(256) << 8 | below(256) << 16 | (below(3) ? 255 : below(256)) << 24;
}

static void put_shape(void)
{
  nb_vec2 p[5];
  for (int k = 0; k < 5; k++)
    p[k] = somewhere();
  if (below(2))
    lists_polygon(&list, below(2) ? NB_FILL_EVENODD : NB_FILL_NONZERO, any_color(), p, 5);
  else
    lists_line(&list, any_color(), range(0.5f, 40), p[0], p[1]);
}

static void put_gradient(void)
{
  uint32_t count = 2 + below(NB_LIST_MAX_STOPS - 1);
  nb_stop stops[NB_LIST_MAX_STOPS];
  nb_vec2 a = somewhere(), b = somewhere();
  for (uint32_t k = 0; k < count; k++)
    stops[k] = (nb_stop){(float)k / (float)(count - 1), any_color()};
  nb_path_fixed fixed = {.point_count = 3, .verb_count = 4};
  fixed.paint = (nb_paint){.stop_count = count, .from = a, .to = b};
  fixed.stroke.width = 1;
  nb_vec2 p[3] = {somewhere(), somewhere(), somewhere()};
  lists_path(&list, fixed, stops, NULL, p, (uint8_t[]){NB_MOVE, NB_LINE, NB_LINE, NB_CLOSE});
}

static void put_image(void)
{
  uint8_t bytes[4 * 40 * 40];
  uint32_t width = 1 + below(40), height = 1 + below(40);
  for (uint32_t k = 0; k < width * height; k++) {
    uint32_t alpha = below(256);
    for (int c = 0; c < 3; c++)
      bytes[4 * k + (uint32_t)c] = (uint8_t)below(alpha + 1);
    bytes[4 * k + 3] = (uint8_t)alpha;
  }
  nb_vec2 at = somewhere();
  nb_image_fixed fixed = {.width = width,
                          .height = height,
                          .filter = below(2) ? NB_LINEAR : NB_NEAREST,
                          .alpha = below(2) ? 1 : range(0, 1),
                          .where = {at.x, at.y, range(0.05f, 6), range(0.05f, 6)}};
  lists_image(&list, fixed, bytes);
}

static void put_text(void)
{
  nb_glyph glyphs[12];
  for (int k = 0; k < 12; k++)
    glyphs[k] = (nb_glyph){20 + below(60), somewhere()};
  nb_glyphs_fixed fixed = {.font = NB_FONT_REGULAR,
                           .size = range(8, 200),
                           .mode = below(2) ? NB_FILL_NONZERO : NB_STROKE,
                           .width = range(1, 8),
                           .glyph_count = 12};
  fixed.paint.color = any_color();
  lists_glyphs(&list, fixed, NULL, glyphs);
}

static void put_group(int depth);

static void put_something(int depth)
{
  void (*const kinds[])(void) = {put_shape, put_gradient, put_image, put_text};
  uint32_t k = below(depth > 0 ? 5 : 4);
  if (k == 4)
    put_group(depth - 1);
  else
    kinds[k]();
}

static void put_group(int depth)
{
  float angle = range(-1, 1), size = range(0.5f, 1.2f);
  nb_group_fixed group = {.transform = {{size * cosf(angle), size * sinf(angle)},
                                        {-size * sinf(angle), size * cosf(angle)},
                                        {range(-2, 2), range(-2, 2)}},
                          .alpha = below(3) ? range(0, 1) : 1,
                          .has_clip = below(2),
                          .clip = {range(-8, 0), range(-4, 0), range(0, 9), range(0, 6)}};
  const nb_vec2 mask[] = {{range(-8, 0), range(-4, 0)}, {range(0, 8), 0}, {0, range(0, 5)}, {-2, -5}};
  group.alpha = below(3) ? group.alpha : 1;
  if (group.alpha < 1 || below(2))
    lists_group(&list, group);
  else
    lists_masked(&list, group, mask, 4);
  for (uint32_t k = below(5); k > 0; k--)
    put_something(depth);
  lists_end(&list);
}

// Where two bytes differ by more than 2, a colour is taken from another texel: a gradient's or an image's place was within
// a rounding error of the border between two of them.
static void test_random_lists(void **state)
{
  gl_fixture *f = *state;
  dice = nb_random_seed(7, 1);
  long wrong = 0;
  for (int round = 0; round < 60; round++) {
    lists_begin(&list);
    for (int k = 0; k < 14; k++)
      put_something(4);
    lists_finish(&list);
    paint_layer layer = {.list = list.bytes, .size = list.size, .place = board_place(GL_WIDTH, GL_HEIGHT)};
    gl_difference d = gl_paint_both(f, round % 3 ? 0xff1c1511 : 0x80402010, &layer, 1);
    wrong += d.above[2];
    if (d.above[2] > 40) {
      gl_keep(f, GL_WIDTH, GL_HEIGHT, "list");
      fail_msg("list %d: %d at (%d, %d), above 2: %ld bytes", round, d.most, d.at % GL_WIDTH, d.at / GL_WIDTH,
               d.above[2]);
    }
  }
  print_message("bytes apart by more than 2: %ld of %ld\n", wrong, 60L * GL_BYTES);
  assert_true(wrong < 60L * GL_BYTES / 500000);
}

// A translucent line, one of four in a group by itself.
static void put_crossing_line(void)
{
  bool grouped = below(4) == 0;
  if (grouped)
    lists_group(&list, (nb_group_fixed){.transform = {{1, 0}, {0, 1}, {0, 0}}, .alpha = range(0.1f, 1)});
  nb_rgba color = below(1 << 24) | (5 + below(120)) << 24;
  float angle = range(0, 3.1416f), width = range(1, 60);
  nb_vec2 middle = {range(-1, 1), range(-1, 1)}, along = {5 * cosf(angle), 5 * sinf(angle)};
  lists_line(&list, color, width, (nb_vec2){middle.x - along.x, middle.y - along.y},
             (nb_vec2){middle.x + along.x, middle.y + along.y});
  if (grouped)
    lists_end(&list);
}

// What is rounded at each of hundreds of blendings does not add up.
static void test_crossing_lines(void **state)
{
  gl_fixture *f = *state;
  dice = nb_random_seed(9, 1);
  for (int round = 0; round < 6; round++) {
    lists_begin(&list);
    for (int k = 0; k < 300; k++)
      put_crossing_line();
    lists_finish(&list);
    paint_layer layer = {.list = list.bytes, .size = list.size, .place = board_place(GL_WIDTH, GL_HEIGHT)};
    gl_difference d = gl_paint_both(f, round % 2 ? 0xff1c1511 : 0xfff6fafb, &layer, 1);
    if (d.most > 2) {
      gl_keep(f, GL_WIDTH, GL_HEIGHT, "lines");
      fail_msg("lines %d: %d at (%d, %d), above 2: %ld bytes", round, d.most, d.at % GL_WIDTH,
               d.at / GL_WIDTH, d.above[2]);
    }
  }
}

static void test_odd_targets(void **state)
{
  gl_fixture *f = *state;
  const int sizes[][2] = {{1, 1}, {3, 2}, {331, 187}, {5, 500}, {797, 449}};
  dice = nb_random_seed(8, 1);
  lists_begin(&list);
  for (int k = 0; k < 12; k++)
    put_group(3);
  lists_finish(&list);
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    int width = sizes[k][0], height = sizes[k][1];
    size_t stride = 4 * (size_t)width + 16; // what lies between the rows is not touched
    memset(f->by_cpu, 77, GL_BYTES);
    memset(f->by_gl, 77, GL_BYTES);
    pixels targets[2] = {{width, height, stride, f->by_cpu, PIXEL_BGRA},
                         {width, height, stride, f->by_gl, PIXEL_BGRA}};
    paint_layer layer = {.list = list.bytes, .size = list.size, .place = board_place(width, height)};
    gl_assert_ok(painter_paint(f->cpu, targets[0], 0xff102030, &layer, 1));
    gl_assert_ok(painter_paint(f->gl, targets[1], 0xff102030, &layer, 1));
    gl_difference d = gl_compare(f->by_cpu, f->by_gl, GL_BYTES);
    if (d.above[2] > 8)
      fail_msg("%d x %d: %d at byte %d", width, height, d.most, 4 * d.at);
  }
}

// A space in a group, with something flat before and behind it.
static void test_spaces(void **state)
{
  gl_fixture *f = *state;
  nb_board *b;
  gl_assert_ok(nb_board_create(&b, f->fonts));
  for (int round = 0; round < 8; round++) {
    nb_camera camera = {.distance = 8, .azimuth = 0.7f + (float)round, .elevation = 0.4f};
    nb_board_begin(b, round % 2 ? NB_BOARD : NB_CHALK, &camera, sizeof camera);
    nb_line(b, nb_at(-7, -4), nb_at(7, 4), nb_style(.width = 30, .color = NB_J));
    nb_group(b, (nb_affine){{1, 0}, {0, 1}, {0.1f * (float)round, 0}}, round < 4 ? 1 : 0.6f);
    nb_space(b, nb_look(camera, nb_stage()), (nb_space_spec){0});
    nb_solid(b, NB_DODECAHEDRON, nb_at3(0, 0, 0), 1, nb_style(.color = NB_I));
    nb_solid(b, NB_CUBE, nb_at3(0.7f, 0.4f, 0.2f), 1, nb_style(.color = NB_K, .alpha = 0.5f));
    nb_arrow3(b, nb_at3(-2, -1, 0), nb_at3(2, 1, 1), nb_style(.color = NB_V));
    nb_end(b);
    nb_end(b);
    nb_text(b, nb_at(0, 0), "in front", nb_style(.size = 60));
    paint_layer layer = {.place = board_place(GL_WIDTH, GL_HEIGHT)};
    gl_assert_ok(nb_board_finish(b, &layer.list, &layer.size));
    gl_paint_two(f, GL_WIDTH, GL_HEIGHT, 0xff1c1511, &layer, 1);
    gl_distance d = gl_measure(f->by_cpu, f->by_gl, GL_WIDTH, GL_HEIGHT);
    if (!(d.mean < 0.5) || !(d.off < 0.001)) {
      gl_keep(f, GL_WIDTH, GL_HEIGHT, "space");
      fail_msg("space %d: mean %.3f, %.2f %% off edges, %d at (%d, %d)", round, d.mean, 100 * d.off, d.most,
               d.at % GL_WIDTH, d.at / GL_WIDTH);
    }
  }
  nb_board_destroy(b);
}

static void test_nothing_to_paint(void **state)
{
  gl_fixture *f = *state;
  assert_int_equal(gl_paint_both(f, 0x40ff8000, NULL, 0).most, 0);
  pixels none = {0, 0, 0, f->by_gl, PIXEL_RGBA};
  gl_assert_ok(painter_paint(f->gl, none, 0, NULL, 0));
}

// ---------------------------------------------------------------------------------------------------------------------
// A driver that counts what is asked of it

static int allocations; // textures and buffers that are given another size
static void (*tex_image)(unsigned, int, int, int, int, int, unsigned, unsigned, const void *);
static void (*buffer_data)(unsigned, ptrdiff_t, const void *, unsigned);
static void (*bind_buffer)(unsigned, unsigned);
static unsigned bound;      // the buffer
static ptrdiff_t sizes[64]; // of all buffers

static void counting_tex_image(unsigned target, int level, int form, int width, int height, int border,
                               unsigned format, unsigned type, const void *bytes)
{
  allocations++;
  tex_image(target, level, form, width, height, border, format, type, bytes);
}

static void counting_buffer_data(unsigned target, ptrdiff_t size, const void *data, unsigned usage)
{
  ptrdiff_t *before = &sizes[bound % 64];
  allocations += size != *before;
  *before = size;
  buffer_data(target, size, data, usage);
}

static void noting_bind_buffer(unsigned target, unsigned buffer)
{
  bound = buffer;
  bind_buffer(target, buffer);
}

static void *counting_loader(const char *name)
{
  void *found = graphics_loader(name), *ours = NULL;
  void (*const wrappers[])(void) = {(void (*)(void))counting_tex_image, (void (*)(void))counting_buffer_data,
                                    (void (*)(void))noting_bind_buffer};
  if (strcmp(name, "glTexImage2D") == 0) {
    memcpy(&tex_image, &found, sizeof found);
    memcpy(&ours, &wrappers[0], sizeof ours);
  } else if (strcmp(name, "glBufferData") == 0) {
    memcpy(&buffer_data, &found, sizeof found);
    memcpy(&ours, &wrappers[1], sizeof ours);
  } else if (strcmp(name, "glBindBuffer") == 0) {
    memcpy(&bind_buffer, &found, sizeof found);
    memcpy(&ours, &wrappers[2], sizeof ours);
  }
  return ours ? ours : found;
}

static void test_a_steady_picture_allocates_nothing(void **state)
{
  gl_fixture *f = *state;
  gl_assert_ok(painter_use_gl(f->gl, &(gl_options){.loader = counting_loader}));
  dice = nb_random_seed(9, 1);
  lists_begin(&list);
  for (int k = 0; k < 30; k++)
    put_something(3);
  const nb_vec3 p[3] = {{-1, -1, 0}, {1, 0, 0}, {0, 1, 2}};
  const nb_rgba color = 0x80ff8000;
  lists_space(&list, lists_facing((nb_rect){-2, -2, 4, 4}, 5));
  lists_mesh(&list, (nb_mesh_fixed){.point_count = 3, .color_count = 1, .triangle_count = 1, .two_sided = 1},
             p, NULL, &color, (const uint32_t[]){0, 1, 2});
  lists_end(&list);
  lists_finish(&list);
  paint_layer layer = {.list = list.bytes, .size = list.size, .place = board_place(GL_WIDTH, GL_HEIGHT)};
  for (int k = 0; k < 3; k++)
    gl_paint_both(f, 0xff000000, &layer, 1);
  assert_true(allocations > 0);
  allocations = 0;
  for (int k = 0; k < 10; k++)
    gl_paint_both(f, 0xff000000, &layer, 1);
  assert_int_equal(allocations, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_lists),     cmocka_unit_test(test_crossing_lines),
      cmocka_unit_test(test_odd_targets),      cmocka_unit_test(test_spaces),
      cmocka_unit_test(test_nothing_to_paint), cmocka_unit_test(test_a_steady_picture_allocates_nothing),
  };
  int failed = cmocka_run_group_tests(tests, gl_set_up, gl_tear_down);
  lists_free(&list);
  return failed;
}
