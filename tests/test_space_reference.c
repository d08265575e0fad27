// Ten solids that pass through each other, beside what POV-Ray makes of them: who shows where, and where level lines run, of
// which none is seen through what stands before it; as the processor paints them, and as OpenGL does.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "data/space_reference.h"
#include "film/graphics.h"
#include "paint/painter.h"
#include "solids.h"

enum { WIDTH = REFERENCE_WIDTH, HEIGHT = REFERENCE_HEIGHT, PIXELS = WIDTH * HEIGHT, BANDS = 20, FINE = 96 };

static const nb_rgba colors[REFERENCE_SOLIDS] = {0xff404040, 0xff0050a0, 0xff00a050, 0xff5000a0, 0xff50a000,
                                                 0xffa00050, 0xffa05000, 0xff00a0a0, 0xffa0a000, 0xffa000a0};
static const nb_rgba red = 0xff0000ff;

static uint8_t reference[PIXELS];
static uint32_t picture[PIXELS];

static void read_reference(void)
{
  size_t at = 0;
  for (size_t k = 0; k < sizeof reference_runs / sizeof *reference_runs; k++) {
    memset(reference + at, reference_runs[k][1], reference_runs[k][0]);
    at += reference_runs[k][0];
  }
  assert_int_equal(at, PIXELS);
}

// ---------------------------------------------------------------------------------------------------------------
// The solids as meshes: turned about z from a line of (radius, height), which is closed for a torus

static float turned_radius(reference_kind kind, float t, float *height)
{
  float a = (float)M_PI * t;
  switch (kind) {
  case REFERENCE_SPHERE:
    *height = -cosf(a);
    return sinf(a);
  case REFERENCE_TORUS:
    *height = 0.35f * sinf(2 * a);
    return 1 + 0.35f * cosf(2 * a);
  case REFERENCE_CYLINDER: // three parts: the lower face, the side, the upper face
    *height = t <= 1 / 3.0f ? -1 : t >= 2 / 3.0f ? 1 : 6 * t - 3;
    return t <= 1 / 3.0f ? 3 * t : t >= 2 / 3.0f ? 3 - 3 * t : 1;
  default: // a cone: its face, its side
    *height = t <= 0.5f ? -1 : 4 * t - 3;
    return t <= 0.5f ? 2 * t : 2 - 2 * t;
  }
}

static shape make_turned(reference_kind kind)
{
  shape s = shape_make((FINE + 1) * (FINE + 1), 2 * FINE * FINE);
  for (uint32_t k = 0; k < s.point_count; k++) {
    float height, angle = 2 * (float)M_PI * (float)(k % (FINE + 1)) / FINE;
    float radius = turned_radius(kind, (float)(k / (FINE + 1)) / FINE, &height);
    s.points[k] = (nb_vec3){radius * cosf(angle), radius * sinf(angle), height};
  }
  shape_grid(&s, FINE + 1, FINE + 1);
  return s;
}

static shape make_box(void)
{
  static const uint32_t faces[6][4] = {{0, 1, 3, 2}, {4, 5, 7, 6}, {0, 1, 5, 4},
                                       {2, 3, 7, 6}, {0, 2, 6, 4}, {1, 3, 7, 5}};
  shape s = shape_make(8, 12);
  for (uint32_t k = 0; k < 8; k++)
    s.points[k] = (nb_vec3){k & 1 ? 1 : -1, k & 2 ? 1 : -1, k & 4 ? 1 : -1};
  for (uint32_t k = 0; k < 12; k++) {
    const uint32_t *f = faces[k / 2];
    s.corners[3 * k] = f[0];
    s.corners[3 * k + 1] = f[k % 2 + 1];
    s.corners[3 * k + 2] = f[k % 2 + 2];
  }
  return s;
}

static void put_solid(lists *l, int k)
{
  shape s = reference_solids[k].kind == REFERENCE_BOX ? make_box() : make_turned(reference_solids[k].kind);
  const float(*m)[3] = reference_solids[k].m, *at = reference_solids[k].at;
  for (uint32_t i = 0; i < s.point_count; i++) {
    nb_vec3 p = s.points[i];
    s.points[i] = (nb_vec3){p.x * m[0][0] + p.y * m[1][0] + p.z * m[2][0] + at[0],
                            p.x * m[0][1] + p.y * m[1][1] + p.z * m[2][1] + at[1],
                            p.x * m[0][2] + p.y * m[1][2] + p.z * m[2][2] + at[2]};
  }
  lists_mesh(
      l,
      (nb_mesh_fixed){
          .point_count = s.point_count, .color_count = 1, .triangle_count = s.triangle_count, .two_sided = 1},
      s.points, NULL, &colors[k], s.corners);
  shape_free(&s);
}

// The level lines of the first, a sphere.
static void put_levels(lists *l)
{
  nb_vec3 circle[FINE + 1];
  const uint32_t count = FINE + 1;
  float radius = reference_solids[0].m[0][0];
  for (int level = 0; level < REFERENCE_LEVELS; level++) {
    float z = reference_levels[level], r = sqrtf(radius * radius - z * z);
    for (uint32_t k = 0; k < count; k++)
      circle[k] = (nb_vec3){r * cosf(2 * (float)M_PI * (float)k / FINE),
                            r * sinf(2 * (float)M_PI * (float)k / FINE), z};
    circle[FINE] = circle[0];
    lists_strokes(
        l, (nb_strokes_fixed){.width = 8, .lift = 1, .point_count = count, .color_count = 1, .run_count = 1},
        circle, &red, &count);
  }
}

static void paint(bool levels, bool by_gl)
{
  lists l = {0};
  painter *p;
  lists_begin(&l);
  lists_space(&l, lists_orbit((nb_rect){-8, -4.5f, 16, 9}, reference_turn, reference_rise, reference_distance,
                              reference_world));
  for (int k = 0; k < REFERENCE_SOLIDS; k++)
    put_solid(&l, k);
  if (levels)
    put_levels(&l);
  lists_end(&l);
  lists_finish(&l);
  paint_layer layer = {.list = l.bytes, .size = l.size, .place = board_place(WIDTH, HEIGHT)};
  pixels target = {WIDTH, HEIGHT, 4 * WIDTH, (uint8_t *)picture, PIXEL_RGBA};
  assert_false(nb_failed(painter_create(&p, NULL, 1)));
  if (by_gl)
    assert_string_equal(graphics_use(p).text, "");
  assert_string_equal(painter_paint(p, target, 0, &layer, 1).text, "");
  assert_int_equal(painter_uses_gl(p), by_gl);
  painter_destroy(p);
  lists_free(&l);
}

// ---------------------------------------------------------------------------------------------------------------

static nb_rgba color_of(uint8_t found)
{
  return found == 0 ? 0 : found >= BANDS ? colors[0] : colors[found];
}

// Whether all pixels up to `reach` away are what this one is; `bands` tells bands apart, too.
static bool even(int x, int y, int reach, bool bands)
{
  uint8_t here = reference[y * WIDTH + x];
  for (int ny = y - reach; ny <= y + reach; ny++) {
    for (int nx = x - reach; nx <= x + reach; nx++) {
      if (nx < 0 || ny < 0 || nx >= WIDTH || ny >= HEIGHT)
        return false;
      uint8_t there = reference[ny * WIDTH + nx];
      if (bands ? there != here : color_of(there) != color_of(here))
        return false;
    }
  }
  return true;
}

static int redness(int x, int y)
{
  return (int)(picture[y * WIDTH + x] & 255) - (int)(picture[y * WIDTH + x] >> 8 & 255);
}

static int most_red_around(int x, int y)
{
  int most = 0;
  for (int k = 0; k < 9; k++) {
    int r = redness(x + k % 3 - 1, y + k / 3 - 1);
    most = r > most ? r : most;
  }
  return most;
}

static void check_solids(bool by_gl)
{
  int looked_at = 0, seen[REFERENCE_SOLIDS] = {0};
  paint(false, by_gl);
  for (int k = 0; k < PIXELS; k++) {
    if (!even(k % WIDTH, k / WIDTH, 1, false))
      continue;
    uint32_t expected = color_of(reference[k]);
    if (picture[k] != expected)
      print_error("pixel (%d, %d): %08x, not %08x\n", k % WIDTH, k / WIDTH, picture[k], expected);
    assert_int_equal(picture[k], expected);
    looked_at++;
    if (reference[k])
      seen[reference[k] >= BANDS ? 0 : reference[k]]++;
  }
  assert_true(looked_at > PIXELS * 9 / 10);
  for (int k = 0; k < REFERENCE_SOLIDS; k++)
    assert_true(seen[k] > 20);
}

static void check_level_lines(bool by_gl)
{
  int between = 0, within = 0, beside = 0;
  paint(true, by_gl);
  for (int y = 2; y < HEIGHT - 2; y++) {
    for (int x = 2; x < WIDTH - 2; x++) {
      if (!even(x, y, 2, false))
        continue;
      if (reference[y * WIDTH + x] < BANDS) {
        assert_int_equal(picture[y * WIDTH + x], color_of(reference[y * WIDTH + x]));
        beside++;
      } else if (!even(x, y, 1, true)) {
        assert_true(most_red_around(x, y) > 60);
        between++;
      } else if (even(x, y, 2, true)) {
        assert_true(redness(x, y) < 10);
        within++;
      }
    }
  }
  assert_true(between > 200 && within > 100 && beside > PIXELS / 2);
}

static void the_same_solids_show(void **state)
{
  (void)state;
  check_solids(false);
}

static void the_same_solids_show_by_gl(void **state)
{
  (void)state;
  check_solids(true);
}

static void level_lines_run_between_bands(void **state)
{
  (void)state;
  check_level_lines(false);
}

static void level_lines_run_between_bands_by_gl(void **state)
{
  (void)state;
  check_level_lines(true);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_solids_show),
      cmocka_unit_test(the_same_solids_show_by_gl),
      cmocka_unit_test(level_lines_run_between_bands),
      cmocka_unit_test(level_lines_run_between_bands_by_gl),
  };
  read_reference();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
