// Spaces by the GL painter beside the CPU painter's: solids that pass through each other, translucent ones in their order,
// what is equally deep, cameras at a pole, inside a surface and before what is cut, holes, points in their thousands, several
// spaces in a picture.
//
// The GL painter looks at four samples of each pixel and the processor at sixteen: so the pictures differ by less than
// 1/255 in the mean, and away from edges (gl.h) by more than 2/255 in less than one pixel of two hundred, which is by a hole's
// faint rim. Where there are no edges at all they are to be the same.
#include "gl.h"

#include "nabla/math/random.h"
#include "nabla/record.h"
#include "nabla/space.h"
#include "raster/samples.h"
#include "solids.h"

enum { WIDTH = 320, HEIGHT = 180 };

static lists list;
static const nb_rect board = {-8, -4.5f, 16, 9};
static const nb_rgba ground = 0xff1c1511;

static gl_distance paint_layer_twice(gl_fixture *f, int width, int height, const paint_layer *layer)
{
  gl_paint_two(f, width, height, ground, layer, 1);
  return gl_measure(f->by_cpu, f->by_gl, width, height);
}

static gl_distance paint_list(gl_fixture *f, int width, int height)
{
  lists_finish(&list);
  assert_string_equal(nb_list_check(list.bytes, list.size).text, "");
  paint_layer layer = {.list = list.bytes, .size = list.size, .place = board_place(width, height)};
  return paint_layer_twice(f, width, height, &layer);
}

static void expect_near(const gl_fixture *f, gl_distance d, int width, int height, const char *what,
                        int number)
{
  if (d.mean < 1 && d.off < 0.005)
    return;
  gl_keep(f, width, height, what);
  fail_msg("%s %d: mean %.3f, %.2f %% of the pixels off edges, %d at (%d, %d)", what, number, d.mean,
           100 * d.off, d.most, d.at % width, d.at / width);
}

static void check(gl_fixture *f, const char *what, int number)
{
  expect_near(f, paint_list(f, WIDTH, HEIGHT), WIDTH, HEIGHT, what, number);
}

// Every pixel the same, but for what rounding may cost.
static void check_same(gl_fixture *f, const char *what, int number)
{
  paint_list(f, WIDTH, HEIGHT);
  gl_difference d = gl_compare(f->by_cpu, f->by_gl, 4 * WIDTH * HEIGHT);
  if (d.most <= 2)
    return;
  gl_keep(f, WIDTH, HEIGHT, what);
  fail_msg("%s %d: %d at (%d, %d)", what, number, d.most, d.at % WIDTH, d.at / WIDTH);
}

// ---------------------------------------------------------------------------------------------------------------------
// What stands in them

static float wave(float x, float y)
{
  return sinf(2 * x) * cosf(1.5f * y);
}

static void put_plane(nb_rgba color, float reach, float z)
{
  const nb_vec3 p[4] = {{-reach, -reach, z}, {reach, -reach, z}, {reach, reach, z}, {-reach, reach, z}};
  const uint32_t corners[6] = {0, 1, 2, 0, 2, 3};
  lists_mesh(&list, (nb_mesh_fixed){.point_count = 4, .color_count = 1, .triangle_count = 2, .two_sided = 1},
             p, NULL, &color, corners);
}

static void put_line(nb_strokes_fixed fixed, const nb_vec3 *points, uint32_t count, nb_rgba color)
{
  fixed.point_count = count;
  fixed.color_count = fixed.run_count = 1;
  lists_strokes(&list, fixed, points, &color, &count);
}

static void put_solids(void)
{
  shape hill = shape_surface(wave, 40, 0x80f2a95a, 0xc05a70f0),
        ball = shape_sphere((nb_vec3){0, 0.5f, 0.2f}, 0.7f, 12, 0xff8ac34f),
        glass = shape_sphere((nb_vec3){0.6f, -0.4f, 0.1f}, 0.8f, 16, 0x70f18db5);
  lists_shape(&list, &hill, (nb_mesh_fixed){.two_sided = 1, .shine = 0.3f});
  lists_shape(&list, &ball, (nb_mesh_fixed){0});
  lists_shape(&list, &glass, (nb_mesh_fixed){.shine = 1});
  nb_vec3 helix[200], dots[50];
  for (int k = 0; k < 200; k++)
    helix[k] = (nb_vec3){1.5f * cosf(0.1f * (float)k), 1.5f * sinf(0.1f * (float)k), 0.01f * (float)k - 1};
  for (int k = 0; k < 50; k++)
    dots[k] = (nb_vec3){2 * cosf((float)k), 2 * sinf((float)k), cosf(3 * (float)k)};
  put_line((nb_strokes_fixed){.width = 9, .lift = 1}, helix, 200, 0xa0f18db5);
  put_line((nb_strokes_fixed){.width = 2, .cap = NB_CAP_BUTT}, helix, 200, 0xffffffff);
  const nb_rgba amber = 0xff4cc8f5;
  const float size = 20;
  lists_dots(&list, (nb_dots_fixed){.point_count = 50, .color_count = 1, .size_count = 1}, dots, &amber,
             &size);
  shape_free(&hill);
  shape_free(&ball);
  shape_free(&glass);
}

// ---------------------------------------------------------------------------------------------------------------------

static void test_solids_pass_through_each_other(void **state)
{
  for (int k = 0; k < 6; k++) {
    nb_space_fixed space = lists_orbit(board, 0.9f * (float)k, 1.57079633f - 0.5f * (float)k, 6, 5);
    if (k % 2) {
      space.projection = NB_ORTHOGRAPHIC;
      space.height = 5;
    }
    lists_begin(&list);
    lists_space(&list, space);
    put_solids();
    lists_end(&list);
    check(*state, "solids", k);
  }
}

static void test_layers_are_blended_in_their_order(void **state)
{
  const nb_rgba colors[5] = {0x604cc8f5, 0x80f2a95a, 0xc05a70f0, 0x30ffffff, 0x908ac34f};
  for (int count = 1; count <= 100; count = 3 * count + 1) {
    lists_begin(&list);
    lists_space(&list, lists_facing(board, 10));
    for (int k = 0; k < count; k++) // neither from the front nor from behind
      put_plane(colors[k % 5], 100, -0.05f * (float)(37 * k % count));
    lists_end(&list);
    check_same(*state, "layers", count);
  }
}

// A box that was flattened: all its faces in one plane, one mesh.
static void put_flat_box(void)
{
  nb_vec3 p[12];
  nb_rgba colors[12];
  uint32_t corners[18];
  for (uint32_t k = 0; k < 12; k++) {
    p[k] = (nb_vec3){k % 4 == 1 || k % 4 == 2 ? 100 : -100, k % 4 > 1 ? 100 : -100, 0};
    colors[k] = 0x40000000 | 0xffu << 8 * (k / 4);
  }
  for (uint32_t k = 0; k < 18; k++)
    corners[k] = 4 * (k / 6) + (const uint32_t[]){0, 1, 2, 0, 2, 3}[k % 6];
  lists_mesh(&list,
             (nb_mesh_fixed){.point_count = 12, .color_count = 12, .triangle_count = 6, .two_sided = 1}, p,
             NULL, colors, corners);
}

// The later one is in front, and none is lost.
static void test_what_is_equally_deep(void **state)
{
  nb_space_fixed space = lists_facing(board, 10);
  for (int k = 0; k < 2; k++) {
    lists_begin(&list);
    lists_space(&list, space);
    put_plane(0x804cc8f5, 100, 0);
    put_plane(0xffff8000, 100, 0);
    put_plane(0x80f2a95a, 100, 0);
    put_plane(0x40f2005a, 100, 0);
    put_flat_box();
    const nb_vec3 dots[3] = {{0, 0, 0}, {1, 0, 0}, {2, 1, 0}};
    const nb_rgba colors[3] = {0x800000ff, 0x8000ff00, 0x80ff0000};
    const float size = 4000; // points: as large as the picture
    lists_dots(&list, (nb_dots_fixed){.point_count = 3, .color_count = 3, .size_count = 1}, dots, colors,
               &size);
    lists_end(&list);
    check_same(*state, "equal", k);
    space.projection = NB_ORTHOGRAPHIC;
    space.height = 9;
  }
}

// Wide lines that turn, end square and go back on themselves: a joint counts once. One of them changes its colour and
// passes through a plane.
static void test_lines(void **state)
{
  const nb_vec3 turns[] = {{-6, -3, 0}, {-5, 3, 0}, {-5, 3, 0}, {-4, -3, 1}, {-2, -3, 0},
                           {-2, 2, -1}, {2, 2, 0},  {2, -2, 0}, {5, -2, 0},  {2.5f, -1.8f, 0}};
  const nb_vec3 ring[] = {{-3, -3, 0}, {3, -3, 0}, {0, 3, 0}, {-3, -3, 0}};
  const nb_vec3 through[] = {{-5, 3, -4}, {6, 1, 3}};
  const nb_rgba colors[] = {0xff0000ff, 0xff00ff00};
  const uint32_t two = 2;
  for (int k = 0; k < 4; k++) {
    uint32_t cap = k % 2 ? NB_CAP_BUTT : NB_CAP_ROUND;
    lists_begin(&list);
    lists_space(&list, lists_facing(board, 12));
    put_line((nb_strokes_fixed){.width = 160, .cap = cap}, k < 2 ? turns : ring, k < 2 ? 10 : 4, 0x80ffffff);
    put_plane(k < 2 ? 0xff804020 : 0x80804020, 100, -0.2f);
    lists_strokes(
        &list,
        (nb_strokes_fixed){.width = 200, .cap = cap, .point_count = 2, .color_count = 2, .run_count = 1},
        through, colors, &two);
    lists_end(&list);
    gl_distance d = paint_list(*state, WIDTH, HEIGHT);
    expect_near(*state, d, WIDTH, HEIGHT, "lines", k);
    assert_true(d.edges < 0.25 && d.off < 0.0005);
  }
}

// Paints a triangle whose edge runs `step` sixteenths into pixel (10, 10): upright, with what it covers right of it, or level,
// with that below. Returns how much of the pixel is covered.
static int covered_beyond_edge(gl_fixture *f, int step, bool level)
{
  const nb_rgba white = 0xffffffff;
  int size = level ? HEIGHT : WIDTH;
  float edge = ((float)step / 16 + 10 - (float)size / 2) * 9 / HEIGHT;
  const nb_vec3 upright[3] = {{edge, -90, 0}, {edge, 90, 0}, {90, 0, 0}};
  const nb_vec3 lying[3] = {{-90, -edge, 0}, {90, -edge, 0}, {0, -90, 0}};
  lists_begin(&list);
  lists_space(&list, lists_facing(board, 10));
  lists_mesh(&list, (nb_mesh_fixed){.point_count = 3, .color_count = 1, .triangle_count = 1, .two_sided = 1},
             level ? lying : upright, NULL, &white, (const uint32_t[]){0, 1, 2});
  lists_end(&list);
  paint_list(f, WIDTH, HEIGHT);
  return f->by_gl[4 * (10 * WIDTH + 10)] - (int)(ground & 255);
}

// Each of the four samples is covered as soon as the edge has passed it.
static void test_samples_lie_where_they_should(void **state)
{
  static const int four[4] = {4, 6, 8, 9};
  for (int step = 0; step <= 16; step++) {
    for (int level = 0; level < 2; level++) {
      int expected = 0, found = covered_beyond_edge(*state, step, level);
      for (int k = 0; k < 4; k++)
        expected += (level ? sample_y : sample_x)[four[k]] >= step - 8;
      expected *= (255 - (int)(ground & 255)) / 4;
      if (abs(found - expected) > 3)
        fail_msg("%s edge %d/16 into the pixel: %d, not %d", level ? "level" : "upright", step, found,
                 expected);
    }
  }
}

static void test_what_reaches_behind_the_camera(void **state)
{
  nb_space_fixed space = lists_facing(board, 0);
  space.turn = (nb_mat3){{1, 0, 0}, {0, 0, -1}, {0, 1, 0}}; // looks along y
  space.shift = (nb_vec3){0, -1, 0};
  space.height = 2;
  for (int k = 0; k < 2; k++) {
    const nb_vec3 line[3] = {{-3, -50, 0.2f}, {1, 90, 0.1f}, {2, -1e5f, 0.5f}};
    lists_begin(&list);
    lists_space(&list, space);
    put_plane(k ? 0xffe0d0c0 : 0x80ffffff, 1e6f, 0);
    put_line((nb_strokes_fixed){.width = 30, .lift = 1}, line, 3, 0xc04cc8f5);
    lists_end(&list);
    check(*state, "behind", k);
  }
}

static void test_inside_a_ball(void **state)
{
  shape ball = shape_sphere((nb_vec3){0, 0, 0}, 2, 16, 0xa08ac34f);
  for (uint32_t two_sided = 0; two_sided < 2; two_sided++) {
    lists_begin(&list);
    lists_space(&list, lists_orbit(board, 0.3f, 0.2f, 0.001f, 0.001f));
    lists_shape(&list, &ball, (nb_mesh_fixed){.two_sided = two_sided});
    lists_end(&list);
    check_same(*state, "inside", (int)two_sided);
  }
  shape_free(&ball);
}

static void test_points_in_thousands(void **state)
{
  enum { COUNT = 5000 };
  static nb_vec3 points[COUNT];
  nb_random dice = nb_random_seed(3, 1);
  for (int k = 0; k < COUNT; k++)
    points[k] =
        (nb_vec3){4 * nb_random_float(&dice) - 2, 4 * nb_random_float(&dice) - 2, nb_random_float(&dice)};
  for (int k = 0; k < 2; k++) {
    const nb_rgba color = k ? 0x404cc8f5 : 0xff4cc8f5;
    const float size = k ? 60 : 40;
    lists_begin(&list);
    lists_space(&list, lists_orbit(board, 0.6f, 0.5f, 8, 4.5f));
    lists_dots(&list,
               (nb_dots_fixed){.point_count = k ? COUNT / 10 : COUNT, .color_count = 1, .size_count = 1},
               points, &color, &size);
    lists_end(&list);
    check(*state, "points", k);
  }
}

static void test_several_spaces(void **state)
{
  gl_fixture *f = *state;
  const int sizes[][2] = {{320, 180}, {331, 187}, {90, 181}};
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    lists_begin(&list);
    for (int i = 0; i < 3; i++) {
      nb_space_fixed space = lists_orbit((nb_rect){-8.03f + 5 * (float)i, -4.2f, 6, 6}, (float)i, 0.4f, 6, 5);
      space.alpha = i == 1 ? 0.6f : 1;
      lists_group(&list, (nb_group_fixed){.transform = {{0.9f, 0.1f}, {-0.1f, i == 2 ? -0.9f : 0.9f}, {0, 0}},
                                          .alpha = i == 0 ? 0.7f : 1});
      lists_space(&list, space);
      put_solids();
      lists_end(&list);
      lists_line(&list, 0xff00ff00, 20, (nb_vec2){-7, -3}, (nb_vec2){7, 3});
      lists_end(&list);
    }
    gl_distance d = paint_list(f, sizes[k][0], sizes[k][1]);
    expect_near(f, d, sizes[k][0], sizes[k][1], "several", (int)k);
  }
}

static float broken(nb_vec2 p, const void *context)
{
  (void)context;
  float r = hypotf(p.x, p.y);
  return r < 0.5f ? NAN : p.x > 1 ? 1 / (p.x - 1.5f) : p.y > 1 ? INFINITY : 0.4f * sinf(3 * r);
}

static void test_surfaces_with_holes(void **state)
{
  gl_fixture *f = *state;
  nb_board *b;
  gl_assert_ok(nb_board_create(&b, f->fonts));
  for (int k = 0; k < 3; k++) {
    nb_camera camera = {.distance = 8, .azimuth = (float)k, .elevation = 0.6f};
    paint_layer layer = {.place = board_place(WIDTH, HEIGHT)};
    nb_board_begin(b, k % 2 ? NB_BOARD : NB_CHALK, &camera, sizeof camera);
    nb_space(b, nb_look(camera, nb_stage()), (nb_space_spec){0});
    nb_heights heights = nb_sample_heights(b, broken, NULL, (nb_rect){-2, -2, 4, 4}, 48, 48, 0, 0);
    const float levels[] = {-0.3f, 0, 0.3f};
    nb_surface(b, heights, (nb_surface_spec){0}, nb_style(.alpha = k ? 0.6f : 1));
    nb_surface_grid(b, heights, 4, nb_style());
    nb_surface_levels(b, heights, levels, 3, 0, 0, nb_style());
    nb_arrow3(b, nb_at3(-2, -1, 0), nb_at3(2, 1, 1), nb_style(.color = NB_V));
    nb_end(b);
    nb_label(b, nb_at(0, 0), nb_at(0, 1), "over it", nb_style());
    gl_assert_ok(nb_board_finish(b, &layer.list, &layer.size));
    expect_near(f, paint_layer_twice(f, WIDTH, HEIGHT, &layer), WIDTH, HEIGHT, "holes", k);
  }
  nb_board_destroy(b);
}

// Everything that a scene draws in space, of ordinary sizes, and of none.
static void put_all_there_is(nb_board *b)
{
  const nb_vec3 o = nb_at3(0, 0, 0), far = nb_at3(1, -1, 1);
  const nb_mat3 none = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, flat = {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}};
  const float levels[] = {-0.1f, 0, 0.1f};
  nb_heights heights = nb_sample_heights(b, broken, NULL, (nb_rect){-2, -2, 4, 4}, 24, 24, -3, 3);
  nb_floor3(b, (nb_floor_spec){.z = -1}, nb_style());
  nb_axes3(b, (nb_axes3_spec){.negative = true}, nb_style());
  nb_surface(b, heights, (nb_surface_spec){0}, nb_style(.alpha = 0.8f));
  nb_surface_levels(b, heights, levels, 3, 0, 0, nb_style());
  nb_box(b, nb_at3(-1.5f, -1.5f, 0), nb_identity3(), nb_style(.alpha = 0.6f));
  nb_solid(b, NB_SPHERE, nb_at3(1, 1, 0.6f), 0.5f, nb_style(.fill = NB_J));
  nb_arrow3(b, o, far, nb_style(.color = NB_V));
  nb_box(b, far, none, nb_style());
  nb_box(b, nb_at3(1, 0, 1), flat, nb_style(.fill = NB_K));
  nb_solid(b, NB_CUBE, far, 0, nb_style());
  nb_arrow3(b, far, far, nb_style());
  nb_line3(b, far, far, nb_style());
  nb_tube(b, (nb_vec3[]){far, far}, 2, 0.1f, nb_style());
  nb_tube(b, (nb_vec3[]){o, far}, 2, 0, nb_style());
  nb_parallelogram(b, far, o, far, nb_style());
  nb_grid3(b, none, 2, nb_style());
  nb_shadow3(b, &far, 1, -1, nb_style());
}

// A camera at a pole, in a box, in a ball, in the surface, in the floor, at its own target, with the narrowest and the widest
// field of view, without perspective, very far away.
static void test_cameras_at_their_ends(void **state)
{
  const float pole = 1.57079633f;
  const nb_camera cameras[] = {
      {.distance = 8, .elevation = pole},
      {.distance = 8, .elevation = -pole, .azimuth = 1},
      {.distance = 8, .elevation = pole, .orthographic = 1},
      {.target = {-1, -1, 0.5f}, .distance = 0.01f},
      {.target = {1, 1, 0.6f}, .distance = 0.01f},
      {.target = {-0.6f, -1, 0.1f}, .distance = 0.3f, .elevation = 0.1f},
      {.target = {0, 0, -1}, .distance = 6},
      {.distance = 1e-30f, .azimuth = 0.4f},
      {.distance = 8, .azimuth = 0.4f, .field_of_view = 1e-3f},
      {.distance = 8, .azimuth = 0.4f, .field_of_view = 3.14f},
      {.distance = 0.05f, .azimuth = 0.4f, .elevation = 0.3f, .orthographic = 1},
      {.distance = 1e6f, .azimuth = 0.4f, .elevation = 0.3f},
  };
  gl_fixture *f = *state;
  nb_board *b;
  gl_assert_ok(nb_board_create(&b, f->fonts));
  for (int k = 0; k < (int)(sizeof cameras / sizeof *cameras); k++) {
    paint_layer layer = {.place = board_place(WIDTH, HEIGHT)};
    nb_board_begin(b, k % 2 ? NB_BOARD : NB_CHALK, &cameras[k], sizeof *cameras);
    nb_space(b, nb_look(cameras[k], nb_stage()), (nb_space_spec){0});
    put_all_there_is(b);
    nb_end(b);
    gl_assert_ok(nb_board_finish(b, &layer.list, &layer.size));
    expect_near(f, paint_layer_twice(f, WIDTH, HEIGHT, &layer), WIDTH, HEIGHT, "cameras", k);
    int shown = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
      shown += memcmp(f->by_cpu + 4 * i, &ground, 3) != 0;
    if (shown < 20) // what is a million units away is a few pixels
      fail_msg("camera %d shows nothing", k);
  }
  nb_board_destroy(b);
}

static float odd(nb_random *dice)
{
  static const float values[] = {0, 1, -1, 1e6f, -1e6f, 1e-6f, 0.1f, 3, -40};
  float v = values[(int)(nb_random_float(dice) * 9)];
  return nb_random_float(dice) < 0.5f ? v : 4 * nb_random_float(dice) - 2;
}

// Whatever a list may say the card paints, and goes on.
static void test_nothing_is_too_odd(void **state)
{
  for (uint64_t seed = 1; seed <= 30; seed++) {
    nb_random dice = nb_random_seed(seed, 2);
    nb_vec3 points[24];
    nb_rgba colors[24];
    float sizes[24];
    uint32_t corners[60], lengths[4] = {1, 3, 8, 12};
    for (int k = 0; k < 24; k++) {
      points[k] = (nb_vec3){odd(&dice), odd(&dice), odd(&dice)};
      colors[k] = (nb_rgba)(nb_random_float(&dice) * 4e9f);
      sizes[k] = fabsf(odd(&dice)) + 1e-3f;
    }
    for (int k = 0; k < 60; k++)
      corners[k] = (uint32_t)(nb_random_float(&dice) * 24);
    nb_space_fixed space = lists_orbit(board, odd(&dice), odd(&dice), fabsf(odd(&dice)), 1);
    space.projection = seed % 2;
    space.height = fminf(fabsf(odd(&dice)) + 1e-3f, 1e6f);
    space.shift = (nb_vec3){odd(&dice), odd(&dice), odd(&dice)};
    space.near = seed % 3 ? 0.1f : 1e-6f;
    lists_begin(&list);
    lists_space(&list, space);
    lists_mesh(&list,
               (nb_mesh_fixed){.point_count = 24,
                               .normal_count = 24,
                               .color_count = 24,
                               .triangle_count = 20,
                               .two_sided = 1,
                               .shine = 1},
               points, points, colors, corners);
    lists_strokes(&list,
                  (nb_strokes_fixed){
                      .width = sizes[0], .lift = 1, .point_count = 24, .color_count = 24, .run_count = 4},
                  points, colors, lengths);
    lists_dots(&list, (nb_dots_fixed){.point_count = 24, .color_count = 24, .size_count = 24}, points, colors,
               sizes);
    lists_end(&list);
    paint_list(*state, 160, 90);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_solids_pass_through_each_other),
      cmocka_unit_test(test_layers_are_blended_in_their_order),
      cmocka_unit_test(test_what_is_equally_deep),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_samples_lie_where_they_should),
      cmocka_unit_test(test_what_reaches_behind_the_camera),
      cmocka_unit_test(test_inside_a_ball),
      cmocka_unit_test(test_points_in_thousands),
      cmocka_unit_test(test_several_spaces),
      cmocka_unit_test(test_surfaces_with_holes),
      cmocka_unit_test(test_cameras_at_their_ends),
      cmocka_unit_test(test_nothing_is_too_odd),
  };
  int failed = cmocka_run_group_tests(tests, gl_set_up, gl_tear_down);
  lists_free(&list);
  return failed;
}
