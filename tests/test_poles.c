// Where surfaces run off to infinity: that they are marked there, as lines and as lone points, wherever the samples lie; that
// hills are not; and that what is cut away before fades evenly.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "nabla/record.h"
#include "nabla/space.h"

#define MOST 3.0f // the bounds of all heights here

static nb_board *board;
static const nb_rect ground = {-2, -2, 4, 4};

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

typedef float (*function)(nb_vec2 p, const void *context);

static nb_heights begin(function f, bool adapted)
{
  static const nb_camera camera = {.distance = 10, .azimuth = 0.7f, .elevation = 0.4f};
  nb_board_begin(board, NB_CHALK, &camera, sizeof camera);
  nb_space(board, nb_look(camera, nb_stage()), (nb_space_spec){0});
  return adapted ? nb_adapt_heights(board, f, NULL, ground, 129, 129, -MOST, MOST)
                 : nb_sample_heights(board, f, NULL, ground, 61, 61, -MOST, MOST);
}

// The last command of a kind in what was recorded; op 0 where there is none.
static nb_command last(nb_op op)
{
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command c = {0}, found = {0};
  bool done = false;
  nb_end(board);
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
  assert_false(nb_failed(nb_list_read(&reader, list, size)));
  while (!done) {
    assert_false(nb_failed(nb_list_next(&reader, &c, &done)));
    if (!done && c.op == op)
      found = c;
  }
  return found;
}

// ---------------------------------------------------------------------------------------------------------------
// Marks. A mark is a line of two points; one that is upright is a lone pole's, and they all stand at one place.

typedef struct found_marks {
  int on_floor, at_high, at_low, upright;
  float highest, lowest; // of the upright ones
  nb_vec2 at;            // where the last upright one stands
  float farthest;        // from the pole, of those that are not upright (where `off` says how far)
} found_marks;

static found_marks marks_of(function f, bool adapted, float (*off)(nb_vec2 p))
{
  found_marks m = {0};
  nb_heights h = begin(f, adapted);
  nb_surface_rim(board, h, nb_style());
  nb_command c = last(NB_OP_STROKES);
  for (uint32_t k = 0; k + 1 < c.strokes.point_count; k += 2) {
    nb_vec3 a = c.places[k], b = c.places[k + 1];
    if (a.z != b.z) {
      m.upright++;
      m.at = nb_at(a.x, a.y);
      m.highest = fmaxf(m.highest, b.z);
      m.lowest = fminf(m.lowest, b.z);
      continue;
    }
    m.on_floor += a.z == 0;
    m.at_high += a.z == MOST;
    m.at_low += a.z == -MOST;
    m.farthest = off ? fmaxf(m.farthest, off(nb_at(a.x, a.y))) : 0;
  }
  return m;
}

static const nb_vec2 middle = {0.37f, 0.21f}; // on no line of the grid, and no sample

static float lone(nb_vec2 p, const void *context)
{
  (void)context;
  p = nb_sub(p, middle);
  return 1 / nb_dot(p, p);
}

static float lone_below(nb_vec2 p, const void *context)
{
  return -lone(p, context);
}

static float lone_both(nb_vec2 p, const void *context)
{
  return (p.x - middle.x) * lone(p, context);
}

static float lone_logarithm(nb_vec2 p, const void *context)
{
  return -logf(lone(p, context));
}

static float on_a_sample(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / nb_dot(p, p);
}

static float undefined_on_a_sample(nb_vec2 p, const void *context)
{
  (void)context;
  return p.x / nb_dot(p, p);
}

static float between_four_samples(nb_vec2 p, const void *context)
{
  (void)context;
  p = nb_sub(p, nb_at(2 / 64.0f, 2 / 60.0f)); // in the middle along x of 129 of them, and along y of 61
  return 1 / nb_dot(p, p);
}

static void lone_poles_are_marked_wherever_they_stand(void **unused)
{
  (void)unused;
  static const struct {
    function f;
    nb_vec2 at;
    bool up, down;
  } poles[] = {
      {lone, {0.37f, 0.21f}, true, false},
      {lone_below, {0.37f, 0.21f}, false, true},
      {lone_both, {0.37f, 0.21f}, true, true},
      {lone_logarithm, {0.37f, 0.21f}, false, true},
      {on_a_sample, {0, 0}, true, false},
      {undefined_on_a_sample, {0, 0}, true, true},
      {between_four_samples, {2 / 64.0f, 2 / 60.0f}, true, false},
  };
  for (size_t k = 0; k < sizeof poles / sizeof *poles; k++) {
    for (int adapted = 0; adapted < 2; adapted++) {
      found_marks m = marks_of(poles[k].f, adapted, NULL);
      bool up = m.highest > MOST && m.highest < 1.2f * MOST,
           down = m.lowest < -MOST && m.lowest > -1.2f * MOST;
      float off = nb_length(nb_sub(m.at, poles[k].at));
      if (m.upright == 0 || m.on_floor == 0 || !(off < 1e-3f) || up != poles[k].up || down != poles[k].down)
        fail_msg("pole %d, adapted %d: %d upright, from %g to %g, off by %g", (int)k, adapted, m.upright,
                 m.lowest, m.highest, off);
    }
  }
}

static float hill(nb_vec2 p, const void *context)
{
  (void)context;
  p = nb_sub(p, middle);
  return 1 / (nb_dot(p, p) + 1e-4f);
}

static float towers(nb_vec2 p, const void *context)
{
  (void)context;
  return 20 * sinf(9 * p.x) * cosf(8 * p.y + p.x);
}

static float table(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_length(p) < 1 ? 7 + 1e-6f * sinf(1e5f * p.x) : 1;
}

static void hills_are_not(void **unused)
{
  (void)unused;
  function hills[] = {hill, towers, table};
  for (int k = 0; k < 6; k++) {
    found_marks m = marks_of(hills[k / 2], k % 2, NULL);
    if (m.upright > 0 || m.on_floor > 0)
      fail_msg("hill %d: %d marks, %d upright", k / 2, m.on_floor, m.upright);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

static float off_slanted(nb_vec2 p)
{
  return fabsf(p.x - 0.5f * p.y - 0.1f);
}

static float slanted(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / (p.x - 0.5f * p.y - 0.1f);
}

static float slanted_ridge(nb_vec2 p, const void *context)
{
  float z = slanted(p, context);
  return z * z;
}

static float off_circle(nb_vec2 p)
{
  return fabsf(nb_length(p) - 1);
}

static float circle(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / (nb_dot(p, p) - 1);
}

static float circle_ridge(nb_vec2 p, const void *context)
{
  float z = circle(p, context);
  return z * z;
}

static float off_rim(nb_vec2 p)
{
  return fabsf(p.x - 0.37f);
}

static float logarithm(nb_vec2 p, const void *context)
{
  (void)context;
  return logf(p.x - 0.37f);
}

static float root(nb_vec2 p, const void *context)
{
  (void)context;
  return 1 / sqrtf(p.x - 0.37f);
}

static void lines_are_marked_and_nothing_upright(void **unused)
{
  (void)unused;
  static const struct {
    function f;
    float (*off)(nb_vec2 p);
    int least; // marks of a grid of 61: half of the cells that it runs through, dashed
    bool up, down;
  } poles[] = {
      {slanted, off_slanted, 26, true, true}, {slanted_ridge, off_slanted, 26, true, false},
      {circle, off_circle, 45, true, true},   {circle_ridge, off_circle, 36, true, false},
      {logarithm, off_rim, 26, false, true},  {root, off_rim, 26, true, false},
  };
  for (size_t k = 0; k < sizeof poles / sizeof *poles; k++) {
    for (int adapted = 0; adapted < 2; adapted++) {
      found_marks m = marks_of(poles[k].f, adapted, poles[k].off);
      int ends = (poles[k].up ? m.at_high : 0) + (poles[k].down ? m.at_low : 0);
      if (m.on_floor < (adapted ? 2 : 1) * poles[k].least || ends < m.on_floor || m.upright > 0 ||
          !(m.farthest < 0.01f) || (m.at_high > 0) != poles[k].up || (m.at_low > 0) != poles[k].down)
        fail_msg("pole %d, adapted %d: %d marks, %d high, %d low, %d upright, off by %g", (int)k, adapted,
                 m.on_floor, m.at_high, m.at_low, m.upright, m.farthest);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Fading

// A byte of the colour at a height.
typedef struct sample {
  float z;
  int byte;
} sample;

static int lower(const void *a, const void *b)
{
  float p = ((const sample *)a)->z, q = ((const sample *)b)->z;
  return (p > q) - (p < q);
}

// By how much the middles of a mesh's edges differ from its points at the same height, at most.
static int most_apart(const nb_command *c, int shift)
{
  uint32_t count = c->mesh.point_count, last_point = count - 1;
  sample *s = malloc(count * sizeof *s);
  int most = 0;
  assert_non_null(s);
  for (uint32_t k = 0; k < count; k++)
    s[k] = (sample){c->places[k].z, (int)(c->colors[k] >> shift & 255)};
  qsort(s, count, sizeof *s, lower);
  for (uint32_t k = 0; k < 3 * c->mesh.triangle_count; k++) {
    uint32_t a = c->corners[k], b = c->corners[k / 3 * 3 + (k + 1) % 3], low = 0, high = last_point;
    float z = 0.5f * (c->places[a].z + c->places[b].z);
    if (fabsf(z) < 0.6f * MOST) // where it does not fade, and is not steep
      continue;
    while (low + 1 < high)
      *(s[(low + high) / 2].z > z ? &high : &low) = (low + high) / 2;
    float wide = s[high].z - s[low].z, t = wide > 0 ? (z - s[low].z) / wide : 0;
    int expected = s[low].byte + (int)(t * (float)(s[high].byte - s[low].byte));
    int off = abs((int)((c->colors[a] >> shift & 255) + (c->colors[b] >> shift & 255)) / 2 - expected);
    most = off > most ? off : most;
  }
  free(s);
  return most;
}

// What fades, and is coloured by its height, does so by its height alone, however steep it is.
static void what_is_cut_fades_evenly(void **unused)
{
  (void)unused;
  for (int adapted = 0; adapted < 2; adapted++) {
    nb_heights h = begin(slanted, adapted);
    nb_surface(board, h, (nb_surface_spec){.low = nb_rgb(0, 0.5f, 1), .high = nb_rgb(1, 0.5f, 0)},
               nb_style());
    nb_command c = last(NB_OP_MESH);
    int alpha = most_apart(&c, 24), red = most_apart(&c, 0);
    if (alpha > 8 || red > 8)
      fail_msg("adapted %d: at one height alphas %d apart, reds %d", adapted, alpha, red);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lone_poles_are_marked_wherever_they_stand),
      cmocka_unit_test(hills_are_not),
      cmocka_unit_test(lines_are_marked_and_nothing_upright),
      cmocka_unit_test(what_is_cut_fades_evenly),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
