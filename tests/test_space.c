// Three dimensions as scenes draw them: what is recorded is sound, hides when it is hidden, has its holes, and can be
// taken hold of.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/math/random.h"
#include "nabla/record.h"
#include "nabla/space.h"

typedef struct state {
  nb_camera camera;
  nb_vec3 p;
  nb_vec2 q;
  float t;
} state;

typedef struct found {
  int meshes, strokes, dots, flat, dashed, triangles, runs;
  float low, high, left, right; // of the meshes' points
  float shadow;                 // the area of their triangles, seen from above
  bool after;                   // something flat came after the space
  nb_grab_fixed grab;
  float darkest,
      dark; // of the meshes' points the greatest alpha, and their triangles' areas by the least of each
  const nb_vec3 *last; // points of the last strokes
  const nb_rgba *last_colors;
  uint32_t last_count;
} found;

static nb_board *board;
static state s;

static int set_up(void **unused)
{
  (void)unused;
  return nb_failed(nb_board_create(&board, NULL));
}

static int tear_down(void **unused)
{
  (void)unused;
  nb_board_destroy(board);
  return 0;
}

static nb_view begin(void)
{
  s = (state){.camera = {.distance = 10, .azimuth = 0.7f, .elevation = 0.4f}, .p = {1, 0.5f, 0.25f}};
  nb_board_begin(board, NB_CHALK, &s, sizeof s);
  nb_view view = nb_look(s.camera, nb_stage());
  nb_space(board, view, (nb_space_spec){0});
  return view;
}

static void widen(found *f, const nb_command *c)
{
  for (uint32_t k = 0; k < 3 * c->mesh.triangle_count; k += 3) {
    nb_vec3 p = c->places[c->corners[k]], q = c->places[c->corners[k + 1]], r = c->places[c->corners[k + 2]];
    float area = 0.5f * fabsf((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)), least = 1;
    for (int corner = 0; corner < 3 && c->mesh.color_count > 1; corner++) {
      float alpha = (float)(c->colors[c->corners[k + corner]] >> 24) / 255;
      least = fminf(least, alpha);
      f->darkest = fmaxf(f->darkest, alpha);
    }
    f->shadow += area;
    f->dark += least * area;
  }
  for (uint32_t k = 0; k < c->mesh.point_count; k++) {
    f->low = fminf(f->low, c->places[k].z);
    f->high = fmaxf(f->high, c->places[k].z);
    f->left = fminf(f->left, c->places[k].x);
    f->right = fmaxf(f->right, c->places[k].x);
  }
}

// Reads what was recorded; that it can be read is part of every test.
static found finish(void)
{
  const void *list;
  size_t size;
  found f = {.low = INFINITY, .high = -INFINITY, .left = INFINITY, .right = -INFINITY};
  nb_error e = nb_board_finish(board, &list, &size);
  if (nb_failed(e))
    fail_msg("%s", e.text);
  nb_list_reader reader;
  nb_command c;
  bool done = false, open = false;
  e = nb_list_read(&reader, list, size);
  while (!nb_failed(e) && !nb_failed(e = nb_list_next(&reader, &c, &done)) && !done) {
    open = c.op == NB_OP_SPACE || (open && c.op != NB_OP_END);
    f.meshes += c.op == NB_OP_MESH;
    f.strokes += c.op == NB_OP_STROKES;
    f.dots += c.op == NB_OP_DOTS;
    f.flat += c.op == NB_OP_PATH;
    f.dashed += c.op == NB_OP_PATH && c.path.stroke.dash_count > 0;
    f.after = f.after || (c.op == NB_OP_PATH && !open);
    if (c.op == NB_OP_MESH) {
      f.triangles += (int)c.mesh.triangle_count;
      widen(&f, &c);
    }
    if (c.op == NB_OP_STROKES) {
      f.runs += (int)c.strokes.run_count;
      f.last = c.places;
      f.last_colors = c.colors;
      f.last_count = c.strokes.point_count;
    }
    if (c.op == NB_OP_GRAB)
      f.grab = c.grab;
  }
  if (nb_failed(e))
    fail_msg("the list is not sound: %s", e.text);
  return f;
}

static nb_vec3 helix(float t, const void *context)
{
  (void)context;
  return nb_at3(cosf(t), sinf(t), 0.1f * t);
}

static nb_vec3 twisted(nb_vec2 p, const void *size)
{
  return nb_scale3(*(const float *)size, nb_at3(cosf(p.x), sinf(p.x), p.x * p.y));
}

static const float twice = 2;
static const nb_sheet sheet = {twisted, &twice, {0, -1, 3, 2}};

// Draws one of everything.
static void draw_all(nb_style style)
{
  nb_vec3 points[3] = {{0, 0, 0}, {1, 1, 1}, {2, 0, 1}};
  uint32_t corners[3] = {0, 1, 2};
  nb_line3(board, points[0], points[1], style);
  nb_polyline3(board, points, 3, style);
  nb_curve3(board, helix, NULL, 0, 6, 0, style);
  nb_arrow3(board, points[0], points[1], style);
  nb_shares3(board, nb_identity3(), points[1], style);
  nb_turn3(board, points[0], points[1], 0.5f, style);
  nb_right_angle3(board, points[0], points[1], points[2], 0, style);
  nb_way3(board, nb_look(s.camera, nb_stage()), points[1], style);
  nb_tube(board, points, 3, 0.1f, style);
  nb_point3(board, points[1], style);
  nb_cloud(board, points, NULL, 3, style);
  nb_parallelogram(board, points[0], points[1], points[2], style);
  nb_box(board, points[0], nb_identity3(), style);
  for (int kind = NB_TETRAHEDRON; kind <= NB_SPHERE; kind++)
    nb_solid(board, (nb_solid_kind)kind, points[1], 1, style);
  nb_mesh(board, (nb_mesh_spec){.points = points, .point_count = 3, .corners = corners, .triangle_count = 1},
          style);
  nb_axes3(board, (nb_axes3_spec){.negative = true}, style);
  nb_grid3(board, nb_identity3(), 2, style);
  nb_floor3(board, (nb_floor_spec){0}, style);
  nb_shadow3(board, points, 3, 0, style);
  nb_box_shadow(board, points[0], nb_identity3(), 0, style);
  nb_sheet_surface(board, &sheet, 7, 5, style);
  nb_sheet_grid(board, &sheet, 3, 2, 16, style);
}

static void test_everything_is_sound(void **unused)
{
  (void)unused;
  for (float reveal = 0.1f; reveal < 1.05f; reveal += 0.3f) {
    begin();
    draw_all(nb_style(.reveal = reveal));
    nb_end(board);
    found f = finish();
    assert_true(f.meshes > 10 && f.strokes > 8 && f.dots >= 1);
  }
}

static void test_hidden_is_nothing(void **unused)
{
  (void)unused;
  const nb_style hidden[] = {nb_style(.alpha = 0), nb_style(.reveal = 0), nb_style(.alpha = NAN)};
  for (int k = 0; k < 3; k++) {
    begin();
    draw_all(hidden[k]);
    nb_end(board);
    found f = finish();
    assert_int_equal(f.meshes + f.strokes + f.dots + f.flat, 0);
  }
}

static void test_solids_have_their_faces(void **unused)
{
  (void)unused;
  const int triangles[] = {4, 12, 8, 36, 20}, runs[] = {4, 6, 8, 12, 20};
  for (int kind = NB_TETRAHEDRON; kind < NB_SPHERE; kind++) {
    begin();
    nb_solid(board, (nb_solid_kind)kind, nb_at3(0, 0, 0), 1, nb_style());
    nb_end(board);
    found f = finish();
    assert_int_equal(f.triangles, triangles[kind]);
    assert_int_equal(f.runs, runs[kind]);
  }
}

// The arrow around an axis stays on its circle, goes the way in which a rotation turns, and ends toward the eye.
static void test_a_turn_goes_the_way_of_a_rotation(void **unused)
{
  (void)unused;
  const nb_vec3 middle = {0.5f, -1, 0.25f}, axes[] = {{0, 0, 2}, {1, 0, 0}, {-1, 2, 0.5f}};
  for (int k = 0; k < 3; k++) {
    nb_vec3 eye = nb_camera_eye((begin(), s.camera));
    nb_turn3(board, middle, axes[k], 0.8f, nb_style());
    nb_end(board);
    found f = finish();
    assert_true(f.last_count > 30 && f.meshes > 0);
    for (uint32_t at = 0; at < f.last_count; at++) {
      nb_vec3 out = nb_sub3(f.last[at], middle);
      assert_float_equal(nb_length3(out), 0.8f, 1e-4f);
      assert_float_equal(nb_dot3(out, axes[k]), 0, 1e-4f);
      if (at > 0)
        assert_true(nb_dot3(nb_cross3(nb_sub3(f.last[at - 1], middle), out), axes[k]) > 0);
    }
    nb_vec3 first = nb_sub3(f.last[0], middle), last = nb_sub3(f.last[f.last_count - 1], middle);
    assert_true(nb_dot3(last, nb_sub3(eye, middle)) > nb_dot3(first, nb_sub3(eye, middle)));
    assert_true(nb_dot3(first, last) > 0); // a quarter of a ring and no more
  }
}

static void test_a_corner_mark_lies_along_both_ways(void **unused)
{
  (void)unused;
  const nb_vec3 corner = {1, 2, -1};
  begin();
  nb_right_angle3(board, corner, nb_at3(-3, 0, 0), nb_at3(0, 0, 5), 0.5f, nb_style());
  nb_end(board);
  found f = finish();
  const nb_vec3 wanted[] = {{0.5f, 2, -1}, {0.5f, 2, -0.5f}, {1, 2, -0.5f}};
  assert_int_equal(f.last_count, 3);
  for (int k = 0; k < 3; k++)
    assert_float_equal(nb_length3(nb_sub3(f.last[k], wanted[k])), 0, 1e-5f);
}

// One number of the point after the other: each way ends where the next one begins, the last of them at the point.
static void test_the_way_goes_along_x_then_y_then_up(void **unused)
{
  (void)unused;
  const nb_vec3 to = {-1, 0.5f, 2}, wanted[] = {{-1, 0, 0}, {-1, 0.5f, 0}, {-1, 0.5f, 2}};
  for (int k = 0; k < 3; k++) {
    nb_view view = begin();
    nb_way3(board, view, to, nb_style(.reveal = (float)(k + 1) / 3));
    nb_end(board);
    found f = finish();
    assert_int_equal(f.strokes, k + 1);
    assert_int_equal(f.last_count, 2);
    nb_vec3 from = k == 0 ? nb_at3(0, 0, 0) : wanted[k - 1];
    assert_float_equal(nb_length3(nb_sub3(f.last[0], from)), 0, 1e-5f);
    assert_float_equal(nb_length3(nb_sub3(f.last[1], wanted[k])), 0, 1e-5f);
  }
}

// So much of each column: each arrow begins where the one before ends, and points to where the sum has come by then.
static void test_shares_go_tip_to_tail(void **unused)
{
  (void)unused;
  const nb_mat3 m = {{1, -1, 0}, {0, 2, 0}, {0.5f, 0.5f, 1.5f}};
  const nb_vec3 shares = {0.8f, -1.2f, 1.4f},
                sums[] = {{0, 0, 0}, {0.8f, -0.8f, 0}, {0.8f, -3.2f, 0}, {1.5f, -2.5f, 2.1f}};
  for (int k = 0; k < 3; k++) {
    begin();
    nb_shares3(board, m, shares, nb_style(.reveal = (float)(k + 1) / 3));
    nb_end(board);
    found f = finish();
    assert_int_equal(f.strokes, k + 1);
    assert_int_equal(f.last_count, 2);
    nb_vec3 way = nb_unit3(nb_sub3(sums[k + 1], sums[k]));
    assert_float_equal(nb_length3(nb_sub3(f.last[0], sums[k])), 0, 1e-5f);
    assert_float_equal(nb_dot3(nb_unit3(nb_sub3(f.last[1], f.last[0])), way), 1, 1e-5f);
  }
}

// Not finite, or in the wrong place: nothing is drawn, nothing breaks, and what is wrong is said.
static void test_bad_input(void **unused)
{
  (void)unused;
  nb_vec3 bad[] = {{NAN, 0, 0}, {INFINITY, 1, 1}, {1e30f, 0, 0}};
  begin();
  for (int k = 0; k < 3; k++) {
    nb_line3(board, bad[k], nb_at3(0, 0, 0), nb_style());
    nb_arrow3(board, bad[k], nb_at3(0, 0, 0), nb_style());
    nb_arrow3(board, nb_at3(0, 0, 0), bad[k], nb_style());
    nb_shares3(board, nb_identity3(), bad[k], nb_style());
    nb_turn3(board, bad[k], nb_at3(0, 0, 1), 1, nb_style());
    nb_turn3(board, nb_at3(0, 0, 0), bad[k], 1, nb_style());
    nb_right_angle3(board, bad[k], bad[k], nb_at3(0, 0, 1), 1, nb_style());
    nb_way3(board, nb_look(s.camera, nb_stage()), bad[k], nb_style());
    nb_point3(board, bad[k], nb_style());
    nb_solid(board, NB_CUBE, bad[k], 1, nb_style());
    nb_tube(board, bad, 3, 1, nb_style());
    nb_box(board, bad[k], nb_identity3(), nb_style());
  }
  nb_arrow3(board, nb_at3(1, 1, 1), nb_at3(1, 1, 1), nb_style());
  nb_box(board, nb_at3(0, 0, 0), (nb_mat3){0}, nb_style());
  nb_end(board);
  finish();
  nb_board_begin(board, NB_CHALK, NULL, 0);
  nb_space(board, nb_look((nb_camera){.distance = NAN}, (nb_rect){0, 0, 0, 0}), (nb_space_spec){0});
  nb_line3(board, nb_at3(0, 0, 0), nb_at3(1, 0, 0), nb_style());
  nb_end(board);
  assert_int_equal(finish().strokes, 0);
  const void *list;
  size_t size;
  nb_board_begin(board, NB_CHALK, NULL, 0);
  nb_line3(board, nb_at3(0, 0, 0), nb_at3(1, 0, 0), nb_style());
  assert_int_equal(nb_board_finish(board, &list, &size).id, NB_BAD_SCENE); // outside of a space
}

static void test_flat_lies_over_the_space(void **unused)
{
  (void)unused;
  begin();
  nb_circle(board, nb_at(0, 0), 1, nb_style());
  nb_line3(board, nb_at3(0, 0, 0), nb_at3(1, 0, 0), nb_style());
  nb_end(board);
  found f = finish();
  assert_true(f.after && f.strokes == 1);
}

// A line revealed to a share is that share of its length.
static void test_reveal(void **unused)
{
  (void)unused;
  nb_vec3 points[3] = {{0, 0, 0}, {1, 0, 0}, {1, 3, 0}};
  begin();
  nb_polyline3(board, points, 3, nb_style(.reveal = 0.625f));
  nb_end(board);
  found f = finish();
  assert_int_equal(f.last_count, 3);
  assert_true(fabsf(f.last[2].y - 1.5f) < 1e-5f);
}

// ---- surfaces

static float slope(nb_vec2 p, const void *context)
{
  (void)context;
  return tanhf(8 * p.x); // steep, and no jump
}

static float step(nb_vec2 p, const void *context)
{
  (void)context;
  return p.x < 0.123f ? -1 : 1;
}

static float hyperbola(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / p.x;
}

static float tangent(nb_vec2 p, const void *context)
{
  (void)context;
  return tanf(2 * p.y);
}

static float dome(nb_vec2 p, const void *context)
{
  (void)context;
  return sqrtf(1 - nb_dot(p, p)); // NaN outside the circle
}

static const nb_rect floor_area = {-2, -2, 4, 4};

static int cuts(nb_heights h)
{
  int count = 0;
  for (int k = 0; k < (h.columns - 1) * (h.rows - 1); k++)
    count += h.cut[k] != 0;
  return count;
}

// All cells of a sheet are there, its lines run where its function says, and its slopes are derivatives.
static void test_sheets(void **unused)
{
  (void)unused;
  begin();
  nb_sheet_surface(board, &sheet, 7, 5, nb_style());
  nb_sheet_surface(board, &sheet, 1, 5, nb_style());
  nb_sheet_grid(board, &sheet, 3, 2, 16, nb_style());
  nb_sheet_line(board, &sheet, nb_at(0, 0), nb_at(2, 1), 9, nb_style());
  nb_end(board);
  found f = finish();
  assert_int_equal(f.triangles, 2 * 6 * 4);
  assert_int_equal(f.runs, 4 + 3 + 1);
  assert_int_equal(f.last_count, 9);
  for (int k = 0; k < 9; k++) {
    nb_vec3 there = twisted(nb_at(0.25f * (float)k, 0.125f * (float)k), &twice);
    assert_true(nb_length3(nb_sub3(f.last[k], there)) < 1e-5f);
  }
  nb_vec3 slope = nb_sheet_slope(&sheet, nb_at(1, 0.5f), nb_at(1, 2));
  nb_vec3 exact = nb_at3(-2 * sinf(1), 2 * cosf(1), 2 * (0.5f + 2 * 1));
  assert_true(nb_length3(nb_sub3(slope, exact)) < 2e-3f);
}

static nb_vec3 level(nb_vec2 p, const void *unused)
{
  (void)unused;
  return nb_at3(p.x, p.y, 0);
}

// A sheet revealed to a share is that share of it, between its columns too.
static void test_sheets_are_uncovered(void **unused)
{
  (void)unused;
  const nb_sheet sheet_below = {level, NULL, {-2, -1, 4, 2}};
  for (float reveal = 0.15f; reveal < 1; reveal += 0.2f) {
    begin();
    nb_sheet_surface(board, &sheet_below, 7, 5, nb_style(.reveal = reveal));
    nb_end(board);
    found f = finish();
    assert_true(fabsf(f.right - (-2 + 4 * reveal)) < 1e-4f && f.left == -2);
    assert_true(fabsf(f.shadow - 8 * reveal) < 1e-3f);
  }
}

static void test_jumps_are_found(void **unused)
{
  (void)unused;
  begin();
  assert_int_equal(cuts(nb_sample_heights(board, slope, NULL, floor_area, 40, 40, 0, 0)), 0);
  int at_step = cuts(nb_sample_heights(board, step, NULL, floor_area, 40, 40, 0, 0));
  int at_pole = cuts(nb_sample_heights(board, hyperbola, NULL, floor_area, 40, 40, -3, 3));
  int at_tangent = cuts(nb_sample_heights(board, tangent, NULL, floor_area, 41, 41, -3, 3));
  if (at_step != 39 || at_pole < 39 || at_pole > 78 || at_tangent < 2 * 40 || at_tangent > 6 * 40)
    fail_msg("cut cells: a step %d, a pole %d, two poles %d", at_step, at_pole, at_tangent);
  nb_end(board);
  finish();
}

// Goes up on both sides of x = y / 2 + 0.1.
static float crater(nb_vec2 p, const void *context)
{
  (void)context;
  float d = p.x - 0.5f * p.y - 0.1f;
  return 1 / (d * d);
}

// As high as the other, but it has a top.
static float tower(nb_vec2 p, const void *context)
{
  (void)context;
  float d = p.x - 0.5f * p.y - 0.1f;
  return 1 / (d * d + 1e-4f);
}

static void test_poles_without_a_change_of_sign(void **unused)
{
  (void)unused;
  begin();
  for (int adapted = 0; adapted < 2; adapted++) {
    nb_heights h = adapted ? nb_adapt_heights(board, crater, NULL, floor_area, 193, 193, -3, 3)
                           : nb_sample_heights(board, crater, NULL, floor_area, 61, 61, -3, 3);
    nb_heights finite = nb_sample_heights(board, tower, NULL, floor_area, 61, 61, -3, 3);
    assert_null(finite.right);
    assert_non_null(h.right);
    int marked = 0;
    for (int k = 0; k < h.columns * h.rows; k++) {
      if (h.right[k].at < 0)
        continue;
      float width = floor_area.width / (float)(h.columns - 1);
      float x = floor_area.x + ((float)(k % h.columns) + h.right[k].at) * width;
      float y = floor_area.y + floor_area.height * (float)(k / h.columns) / (float)(h.rows - 1);
      assert_true(isinf(h.right[k].z) && fabsf(x - 0.5f * y - 0.1f) < 0.01f * width);
      marked++;
    }
    assert_true(marked > h.rows * 9 / 10);
  }
  nb_end(board);
  finish();
}

static found surface(float (*f)(nb_vec2, const void *), float low, float high, float reveal)
{
  begin();
  nb_heights h = nb_sample_heights(board, f, NULL, floor_area, 64, 64, low, high);
  float levels[3] = {-0.5f, 0.5f, NAN};
  nb_surface(board, h, (nb_surface_spec){.low = NB_K, .high = NB_J}, nb_style(.reveal = reveal));
  nb_surface_grid(board, h, 4, nb_style(.reveal = reveal));
  nb_surface_levels(board, h, levels, 3, 0.5f, -1, nb_style(.reveal = reveal));
  nb_surface_rim(board, h, nb_style(.reveal = reveal));
  nb_end(board);
  return finish();
}

// No spike beyond the bounds, and cut exactly there.
static void test_no_spikes(void **unused)
{
  (void)unused;
  float (*const wild[])(nb_vec2, const void *) = {hyperbola, tangent};
  for (int k = 0; k < 2; k++) {
    found f = surface(wild[k], -1.5f, 2, 1);
    if (!(f.low >= -1.5f - 1e-4f && f.high <= 2 + 1e-4f && f.low < -1.45f && f.high > 1.95f))
      fail_msg("from %g to %g", f.low, f.high);
  }
}

static void test_holes(void **unused)
{
  (void)unused;
  found f = surface(dome, 0, 0, 1);
  // What is missing is what the chords of a circle cut off; the rim, drawn last, lies on it.
  assert_true(f.shadow > 3.12f && f.shadow <= 3.1416f);
  assert_true(f.low >= 0 && f.low < 0.01f && f.high <= 1 && f.last_count > 100);
  for (uint32_t k = 0; k < f.last_count; k++)
    if (!(fabsf(hypotf(f.last[k].x, f.last[k].y) - 1) < 1e-4f && f.last[k].z < 0.02f))
      fail_msg("the rim goes through (%g, %g, %g)", f.last[k].x, f.last[k].y, f.last[k].z);
}

static float well(nb_vec2 p, const void *context)
{
  (void)context;
  return p.x > 0.1f ? logf(p.x - 0.1f) : NAN; // runs off where it ends
}

// A surface that has no bounds and goes to infinity at its rim ends a little below its samples, instead of at a spike.
static void test_no_spikes_at_rims(void **unused)
{
  (void)unused;
  begin();
  nb_heights h = nb_sample_heights(board, well, NULL, floor_area, 64, 64, 0, 0);
  float low = INFINITY;
  for (int k = 0; k < 64 * 64; k++)
    low = h.z[k] < low ? h.z[k] : low;
  nb_surface(board, h, (nb_surface_spec){0}, nb_style());
  nb_end(board);
  found f = finish();
  assert_true(f.low < low && f.low > low - 0.15f * (f.high - low));
}

static int calls; // of a function that takes long

static float dear(nb_vec2 p, const void *context)
{
  calls++;
  return sqrtf(*(const float *)context - nb_dot(p, p));
}

// Kept heights are those that are sampled, and are asked for once for each context, however many frames there are.
static void test_kept_heights(void **unused)
{
  (void)unused;
  double radius[2] = {0}; // of floats, aligned as a struct is
  calls = 0;
  for (int frame = 0; frame < 6; frame++) {
    float *r = (float *)(void *)radius;
    *r = frame < 3 ? 1 : 2;
    begin();
    nb_heights kept = nb_keep_heights(board, dear, radius, sizeof radius, floor_area, 32, 24, 0, 0);
    int made = calls;
    nb_heights sampled = nb_sample_heights(board, dear, radius, floor_area, 32, 24, 0, 0);
    assert_true(frame % 3 == 0 ? made >= 32 * 24 : made == 0);
    assert_memory_equal(kept.z, sampled.z, 32 * 24 * sizeof *kept.z);
    assert_memory_equal(kept.right, sampled.right, 32 * 24 * sizeof *kept.right);
    assert_memory_equal(kept.cut, sampled.cut, 31 * 23);
    calls = 0;
    nb_keep_heights(board, dear, radius, sizeof radius, floor_area, 32, 24, 0, 0);
    assert_int_equal(calls, 0);
    nb_heights adapted =
        nb_keep_adapted_heights(board, dear, radius, sizeof radius, floor_area, 65, 65, 0, 0);
    assert_true(frame % 3 == 0 ? calls > 0 : calls == 0);
    nb_heights anew = nb_adapt_heights(board, dear, radius, floor_area, 65, 65, 0, 0);
    assert_memory_equal(adapted.z, anew.z, 65 * 65 * sizeof *anew.z);
    assert_memory_equal(adapted.block, anew.block, 64 * 64);
    calls = 0;
    nb_end(board);
    finish();
  }
}

static void test_uncovered_along_x(void **unused)
{
  (void)unused;
  float before = -2;
  for (float reveal = 0.2f; reveal < 1.01f; reveal += 0.2f) {
    found f = surface(slope, 0, 0, reveal);
    assert_true(fabsf(f.right - (-2 + 4 * reveal)) < 0.02f && f.right > before);
    before = f.right;
  }
}

// ---- hands

static nb_grab_fixed grab_by(int kind)
{
  nb_view view = begin();
  if (kind == 0)
    nb_grab3(board, &s.p, view);
  else if (kind == 1)
    nb_grab_along(board, &s.p, nb_at3(1, 2, 0), view);
  else
    nb_grab_on(board, &s.p, nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
  nb_end(board);
  return finish().grab;
}

// A small step of the handle moves the field so that its place on the board makes that step.
static void test_handles_follow(void **unused)
{
  (void)unused;
  for (int kind = 0; kind < 3; kind++) {
    nb_grab_fixed g = grab_by(kind);
    nb_view view = nb_look(s.camera, nb_stage());
    assert_int_equal(g.kind, NB_GRAB_POINT3);
    assert_int_equal(g.offset, offsetof(state, p));
    nb_vec2 way = kind == 1 ? nb_sub(nb_on_view(view, nb_add3(s.p, nb_at3(0.01f, 0.02f, 0))), g.at)
                            : nb_at(0.01f, -0.02f);
    nb_vec3 moved = nb_add3(s.p, nb_add3(nb_scale3(way.x, g.right), nb_scale3(way.y, g.up)));
    nb_vec2 step_made = nb_sub(nb_on_view(view, moved), g.at);
    if (!(nb_length(nb_sub(step_made, way)) < 0.02f * nb_length(way)))
      fail_msg("kind %d: (%g, %g), not (%g, %g)", kind, step_made.x, step_made.y, way.x, way.y);
    nb_vec3 d = nb_sub3(moved, s.p);
    if (kind == 2)
      assert_true(fabsf(d.z) < 1e-6f);
    if (kind == 1)
      assert_true(fabsf(d.y - 2 * d.x) < 1e-5f && fabsf(d.z) < 1e-6f);
  }
}

// Handles of points of the plane, and of numbers, that stand in space: with the field their place moves as they say.
static void test_handles_over(void **unused)
{
  (void)unused;
  const nb_vec3 at = {0.5f, -0.3f, 0.8f}, u = {1, 0, 0.7f}, v = {0, 1, -0.4f};
  const float step = 0.01f;
  for (int kind = 0; kind < 3; kind++) {
    nb_view view = begin();
    if (kind < 2)
      nb_grab_over(board, &s.q, at, u, v, view);
    else
      nb_grab_value3(board, &s.t, at, u, view);
    nb_end(board);
    nb_grab_fixed g = finish().grab;
    assert_int_equal(g.kind, kind < 2 ? NB_GRAB_POINT : NB_GRAB_VALUE);
    nb_vec3 way = kind == 1 ? v : u;
    nb_vec2 seen = nb_sub(nb_on_view(view, nb_add3(at, nb_scale3(step, way))),
                          nb_on_view(view, nb_sub3(at, nb_scale3(step, way))));
    nb_vec2 said = nb_scale(2 * step, kind == 1 ? g.moves.j : g.moves.i);
    if (!(nb_length(nb_sub(seen, said)) < 1e-3f * nb_length(seen)))
      fail_msg("kind %d: (%g, %g), not (%g, %g)", kind, said.x, said.y, seen.x, seen.y);
    assert_true(nb_length(nb_sub(g.at, nb_on_view(view, at))) < 1e-6f);
  }
}

static void test_camera_handle(void **unused)
{
  (void)unused;
  nb_view view = begin();
  nb_end(board);
  nb_grab_camera(board, &s.camera, view);
  nb_grab_fixed g = finish().grab;
  assert_int_equal(g.kind, NB_GRAB_CAMERA);
  assert_int_equal(g.bytes, sizeof(nb_camera));
}

// ---------------------------------------------------------------------------------------------------------------
// Adapted heights

static float tent(nb_vec2 p, const void *context)
{
  (void)context;
  return fabsf(p.x) + fabsf(p.y);
}

static found adapted(float (*f)(nb_vec2, const void *), int side, float low, float high)
{
  begin();
  nb_heights h = nb_adapt_heights(board, f, NULL, floor_area, side, side, low, high);
  nb_surface(board, h, (nb_surface_spec){.low = NB_K, .high = NB_J}, nb_style());
  nb_end(board);
  return finish();
}

// Seen from above, a surface covers its floor once, whatever it is cut by.
static void test_nothing_is_missing(void **unused)
{
  (void)unused;
  const struct {
    float (*f)(nb_vec2, const void *);
    float high, area;
  } surfaces[] = {{tent, 9, 16}, {tent, 3, 14}, {tent, 1, 2}, {slope, 9, 16}, {step, 9, 16}};
  for (size_t k = 0; k < sizeof surfaces / sizeof *surfaces; k++) {
    found f = adapted(surfaces[k].f, 193, -surfaces[k].high, surfaces[k].high);
    if (!(fabsf(f.shadow - surfaces[k].area) < 0.003f * surfaces[k].area))
      fail_msg("surface %d: %g, not %g", (int)k, f.shadow, surfaces[k].area);
  }
}

static float saddle(nb_vec2 p, const void *asked)
{
  if (asked != NULL)
    ++*(int *)(uintptr_t)asked;
  return (p.x * p.x - p.y * p.y) / 4;
}

// It is asked for much less than a grid as fine, and lies where the function does, at corners of blocks and between them.
static void test_adapted_is_near(void **unused)
{
  (void)unused;
  int asked = 0;
  begin();
  nb_heights h = nb_adapt_heights(board, saddle, &asked, floor_area, 255, 255, 0, 0);
  assert_true(h.columns == 257 && h.rows == 257);
  assert_true(asked < 257 * 257 / 8);
  for (int k = 0; k < h.columns * h.rows; k++) {
    nb_vec2 p = nb_at(-2 + 4 * (float)(k % h.columns) / (float)(h.columns - 1),
                      -2 + 4 * (float)(k / h.columns) / (float)(h.rows - 1));
    if (!(fabsf(h.z[k] - saddle(p, NULL)) <= 2 / 400.0f))
      fail_msg("at (%g, %g): %g, not %g", p.x, p.y, h.z[k], saddle(p, NULL));
  }
  nb_surface(board, h, (nb_surface_spec){0}, nb_style());
  nb_end(board);
  found f = finish();
  assert_true(f.triangles < 256 * 256 / 8 && fabsf(f.shadow - 16) < 0.01f);
}

static float ridge(nb_vec2 p, const void *context)
{
  (void)context;
  return fabsf(p.x - 0.31f * p.y - 0.2f);
}

// An edge that is part of one triangle alone lies on the rim of the floor: blocks of different sizes meet without cracks.
static void test_no_cracks(void **unused)
{
  (void)unused;
  const void *list;
  size_t size;
  begin();
  nb_surface(board, nb_adapt_heights(board, ridge, NULL, floor_area, 129, 129, 0, 0), (nb_surface_spec){0},
             nb_style());
  nb_end(board);
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
  nb_list_reader reader;
  nb_command c = {0};
  bool done = false;
  assert_false(nb_failed(nb_list_read(&reader, list, size)));
  while (c.op != NB_OP_MESH && !done)
    assert_false(nb_failed(nb_list_next(&reader, &c, &done)));
  uint32_t sizes = 0;
  for (uint32_t k = 0; k < 3 * c.mesh.triangle_count; k++) {
    uint32_t a = c.corners[k], b = c.corners[k / 3 * 3 + (k + 1) % 3], times = 0;
    for (uint32_t n = 0; n < 3 * c.mesh.triangle_count; n++)
      times += c.corners[n] == b && c.corners[n / 3 * 3 + (n + 1) % 3] == a;
    nb_vec3 p = c.places[a], q = c.places[b];
    bool rim = (fabsf(p.x) == 2 && p.x == q.x) || (fabsf(p.y) == 2 && p.y == q.y);
    if (times != !rim)
      fail_msg("(%g, %g) to (%g, %g): %u others", p.x, p.y, q.x, q.y, times);
    float length = nb_length(nb_at(p.x - q.x, p.y - q.y));
    sizes |= length > 0.1f ? 1 : length < 0.05f ? 2 : 0;
  }
  assert_int_equal(sizes, 3);
}

static float highest_mark;

static int marks(float (*f)(nb_vec2, const void *), float z)
{
  begin();
  nb_heights h = nb_adapt_heights(board, f, NULL, floor_area, 65, 65, -3, 3);
  nb_surface_rim(board, h, nb_style());
  nb_end(board);
  found drawn = finish();
  int count = 0;
  highest_mark = -INFINITY;
  for (uint32_t k = 0; k + 1 < drawn.last_count; k += 2) {
    count += drawn.last[k].z == z && drawn.last[k + 1].z == z;
    highest_mark = fmaxf(highest_mark, drawn.last[k + 1].z);
  }
  return count;
}

static float lone_pole(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / (p.x * p.x + p.y * p.y);
}

// A pole is marked on the floor where it is, whether samples lie on it or not; a jump on both of its sides.
static void test_marks(void **unused)
{
  (void)unused;
  int pole = marks(hyperbola, 0), poles = marks(tangent, 0), low = marks(step, -1), high = marks(step, 1);
  if (pole < 20 || pole > 44 || poles < 40 || poles > 88 || low < 20 || low != high)
    fail_msg("a pole %d, two %d, a jump %d and %d", pole, poles, low, high);
  assert_int_equal(marks(slope, 0) + marks(saddle, 0) + marks(tent, 0), 0);
  // Its own surface may hide it there: it is marked at the bounds, too, and a lone one upright.
  assert_int_equal(marks(hyperbola, 3), pole);
  assert_int_equal(marks(hyperbola, -3), pole);
  assert_true(marks(lone_pole, 0) > 0 && marks(lone_pole, 3) > 0);
  assert_int_equal(marks(lone_pole, -3), 0);
  assert_true(highest_mark > 3.1f && highest_mark < 3.5f);
}

static float endless(nb_vec2 p, const void *context)
{
  float z = 0;
  (void)context;
  for (int k = 1; k < 60; k++)
    z += sinf((float)(k * k) * p.x) * cosf((float)(k * k) * p.y) / (float)k;
  return z;
}

// Whatever a function does, it is asked a bounded number of times.
static int asked_of_wild;
static float wild(nb_vec2 p, const void *context)
{
  (void)context;
  asked_of_wild++;
  uint32_t bits = (uint32_t)(int)(p.x * 65536) * 2654435761u ^ (uint32_t)(int)(p.y * 65536) * 40503u;
  bits ^= bits >> 13;
  return bits % 7 == 0 ? NAN : bits % 7 == 1 ? INFINITY : bits % 7 == 2 ? -1e30f : (float)(bits % 1000) - 500;
}

static void test_wild_functions_end(void **unused)
{
  (void)unused;
  asked_of_wild = 0;
  adapted(wild, 129, -3, 3);
  assert_true(asked_of_wild < 129 * 129 * 60);
  found f = adapted(endless, 129, -1, 1);
  assert_true(f.low >= -1 - 1e-4f && f.high <= 1 + 1e-4f && f.triangles > 10000);
}

// ---------------------------------------------------------------------------------------------------------------
// The floor and shadows

static void test_floor_fades(void **unused)
{
  (void)unused;
  for (int k = 0; k < 3; k++) {
    nb_floor_spec spec = {.middle = {0.3f, -0.2f}, .reach = 3, .step = k == 2 ? 0.5f : 1, .z = 0.25f};
    begin();
    nb_floor3(board, spec, nb_style(.reveal = k == 1 ? 0.5f : 1));
    nb_end(board);
    found f = finish();
    assert_int_equal(f.runs, k == 2 ? 24 : k == 1 ? 6 : 12);
    for (uint32_t n = 0; n < f.last_count; n++) {
      float far = nb_length(nb_sub(nb_at(f.last[n].x, f.last[n].y), spec.middle)), most = k == 1 ? 1.5f : 3;
      assert_true(f.last[n].z == 0.25f && far <= most + 1e-5f);
      uint32_t alpha = f.last_colors[n] >> 24;
      assert_true(far > 0.99f * most  ? alpha <= 1
                  : far < 0.4f * most ? alpha == 255
                                      : far < 0.5f * most || alpha < 255);
    }
  }
}

static found shadow_of(const nb_vec3 *points, int count, float floor)
{
  begin();
  nb_shadow3(board, points, count, floor, nb_style());
  nb_end(board);
  return finish();
}

// A shadow lies on the floor, a hair below what stands there, is as large as what casts it and a rim, and does not depend on the order of its points.
static void test_shadows_lie_on_the_floor(void **unused)
{
  (void)unused;
  nb_vec3 p[] = {{0, 0, 1}, {2, 0, 1}, {2, 1, 1}, {0, 1, 1}, {1, 0.5f, 3}, {1, 0, 2}, {NAN, 0, 0}, {2, 0, 4}};
  const int count = sizeof p / sizeof *p;
  found f = shadow_of(p, count, 0.5f);
  assert_int_equal(f.meshes, 1);
  assert_true(f.low == f.high && f.low < 0.5f && f.low > 0.49f);
  assert_true(f.shadow > 2.2f && f.shadow < 4);
  assert_true(f.left < -0.1f && f.left > -0.5f && f.right > 2.1f && f.right < 2.5f);
  nb_vec3 first = p[0];
  memmove(p, p + 1, sizeof p - sizeof *p);
  p[count - 1] = first;
  found again = shadow_of(p, count, 0.5f);
  assert_true(fabsf(again.shadow - f.shadow) < 1e-4f && fabsf(again.dark - f.dark) < 1e-4f);
}

static void test_shadows_soften(void **unused)
{
  (void)unused;
  const nb_vec3 low[] = {{0, 0, 0}}, high[] = {{0, 0, 2}}, arrow[] = {{0, 0, 0}, {2, 0, 0}};
  found near = shadow_of(low, 1, 0), far = shadow_of(high, 1, 0), line = shadow_of(arrow, 2, 0);
  assert_true(far.shadow > 4 * near.shadow && far.darkest < 0.6f * near.darkest);
  assert_true(line.shadow > near.shadow + 0.2f && line.left > -0.2f && line.right < 2.2f);
}

static void test_shadows_of_nothing(void **unused)
{
  (void)unused;
  const nb_vec3 bad[] = {{NAN, 0, 0}, {0, INFINITY, 0}}, good[] = {{0, 0, 0}, {1, 1, 1}, {1, 1, 1}};
  assert_int_equal(shadow_of(bad, 2, 0).meshes, 0);
  assert_int_equal(shadow_of(good, 0, 0).meshes, 0);
  assert_int_equal(shadow_of(good, -3, 0).meshes, 0);
  assert_int_equal(shadow_of(good, 3, NAN).meshes, 0);
  assert_int_equal(shadow_of(good, 3, 0).meshes, 1);
  nb_vec3 many[200];
  for (int k = 0; k < 200; k++)
    many[k] = nb_at3(cosf(0.1f * (float)k), sinf(0.1f * (float)k), 1);
  assert_int_equal(shadow_of(many, 200, 0).meshes, 1);
  begin();
  nb_floor3(board, (nb_floor_spec){.step = 1e-6f}, nb_style());
  nb_floor3(board, (nb_floor_spec){.middle = {NAN, 0}}, nb_style());
  nb_floor3(board, (nb_floor_spec){.middle = {1e30f, 0}}, nb_style());
  nb_floor3(board, (nb_floor_spec){0}, nb_style(.alpha = 0));
  nb_end(board);
  assert_int_equal(finish().strokes, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static float bowl(nb_vec2 p, const void *twist)
{
  return p.x * p.x + *(const float *)twist * p.x * p.y - p.y;
}

// A cut knows the surface along its wall, and its slope; wall and curve stand in the space, along the input that runs.
static void test_cuts(void **unused)
{
  (void)unused;
  static const float twist = 0.5f;
  const nb_rect floor = {-2, -1, 4, 3};
  for (int k = 0; k < 2; k++) {
    nb_cut cut = {bowl, &twist, {0.7f, -0.4f}, k == 1};
    nb_vec3 at = nb_cut_place(nb_cut_way(&cut), &cut);
    assert_true(at.x == cut.at.x && at.y == cut.at.y);
    assert_float_equal(at.z, bowl(cut.at, &twist), 0);
    assert_float_equal(nb_cut_slope(&cut, 0), k == 0 ? 2 * 0.7f - 0.5f * 0.4f : 0.5f * 0.7f - 1, 1e-3f);
    float end = nb_cut_height(nb_cut_way(&cut) + 0.3f, &cut);
    assert_float_equal(nb_cut_slope(&cut, 0.3f), (end - at.z) / 0.3f, 1e-5f);
    nb_view view = begin();
    nb_cut_curve(board, &cut, floor, nb_style());
    nb_end(board);
    found f = finish();
    assert_true(f.last_count > 100);
    const nb_vec3 ends[] = {nb_cut_place(k == 0 ? -2 : -1, &cut), nb_cut_place(2, &cut)};
    for (int n = 0; n < 2; n++) { // on the board; in space it is a little nearer than the surface
      nb_vec3 found_at = f.last[n == 0 ? 0 : f.last_count - 1];
      assert_true(nb_length(nb_sub(nb_on_view(view, found_at), nb_on_view(view, ends[n]))) < 1e-4f);
      assert_true(nb_view_depth(view, found_at) < nb_view_depth(view, ends[n]));
    }
    begin();
    nb_cut_wall(board, &cut, floor, -1, 3, nb_style(.reveal = 0.5f));
    nb_end(board);
    f = finish();
    assert_float_equal(f.low, -1, 1e-5f);
    assert_float_equal(f.high, 1, 1e-5f); // half of it has grown
  }
}

// Seen from before it: height 0 is marked where it lies between the paper's edges.
static void test_cut_papers(void **unused)
{
  (void)unused;
  static const float twist = 0.5f;
  const nb_cut cut = {bowl, &twist, {0.7f, -0.4f}, false};
  nb_plane paper = {{0, 0, 3, 2}, -2, 2, 0, 3};
  for (int k = 0; k < 2; k++) {
    paper.y0 = k == 0 ? 0 : -1;
    begin();
    nb_end(board);
    nb_cut_paper(board, &cut, paper, nb_style());
    assert_int_equal(finish().dashed, k);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(test_everything_is_sound),
      TEST(test_hidden_is_nothing),
      TEST(test_solids_have_their_faces),
      TEST(test_a_turn_goes_the_way_of_a_rotation),
      TEST(test_a_corner_mark_lies_along_both_ways),
      TEST(test_the_way_goes_along_x_then_y_then_up),
      TEST(test_shares_go_tip_to_tail),
      TEST(test_bad_input),
      TEST(test_flat_lies_over_the_space),
      TEST(test_reveal),
      TEST(test_jumps_are_found),
      TEST(test_poles_without_a_change_of_sign),
      TEST(test_no_spikes),
      TEST(test_holes),
      TEST(test_no_spikes_at_rims),
      TEST(test_kept_heights),
      TEST(test_uncovered_along_x),
      TEST(test_handles_follow),
      TEST(test_handles_over),
      TEST(test_camera_handle),
      TEST(test_nothing_is_missing),
      TEST(test_adapted_is_near),
      TEST(test_no_cracks),
      TEST(test_marks),
      TEST(test_wild_functions_end),
      TEST(test_floor_fades),
      TEST(test_shadows_lie_on_the_floor),
      TEST(test_shadows_soften),
      TEST(test_shadows_of_nothing),
      TEST(test_cuts),
      TEST(test_cut_papers),
      TEST(test_sheets),
      TEST(test_sheets_are_uncovered),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
