// Streamlines against closed forms, and how evenly they fill an area.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "nabla/math/random.h"
#include "nabla/math/streamline.h"

enum { POINTS = 40000, LINES = 2000 };

static nb_vec2 points[POINTS];
static nb_streamline lines[LINES];

static nb_streamlines empty(void)
{
  return (nb_streamlines){.points = points, .point_capacity = POINTS, .lines = lines, .line_capacity = LINES};
}

static nb_vec2 turning(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_perp(p);
}

static nb_vec2 saddle(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_at(p.x, -p.y);
}

static nb_vec2 sink(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_scale(-1, p);
}

static nb_vec2 spiral(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_sub(nb_perp(p), nb_scale(0.05f, p));
}

static nb_vec2 waves(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_at(sinf(p.y) + 0.3f, cosf(1.3f * p.x));
}

static nb_vec2 broken(nb_vec2 p, const void *context)
{
  (void)context;
  return p.x > 0 ? nb_at(NAN, 1) : nb_at(0, p.y > 1 ? INFINITY : 1);
}

static nb_vec2 nothing(nb_vec2 p, const void *context)
{
  (void)p, (void)context;
  return nb_origin();
}

static const nb_rect area = {-8, -4.5f, 16, 9};

static void a_turning_field_closes_its_circles(void **state)
{
  (void)state;
  const nb_flow flow = {.f = turning, .area = area, .spacing = 0.3f};
  for (float radius = 0.3f; radius < 4.4f; radius += 0.31f) {
    nb_streamlines s = empty();
    assert_true(nb_trace_streamline(&flow, nb_at(radius, 0), &s));
    assert_int_equal(s.line_count, 1);
    assert_true(lines[0].closed);
    for (uint32_t k = 0; k < s.point_count; k++) {
      assert_float_equal(nb_length(points[k]), radius, 2e-3f);
      assert_true(nb_cross(points[k], points[(k + 1) % s.point_count]) > 0); // the way of the flow
    }
  }
}

// x y keeps its value; lines run to the border at both ends.
static void a_saddle_has_hyperbolas(void **state)
{
  (void)state;
  const nb_flow flow = {.f = saddle, .area = area};
  nb_streamlines s = empty();
  assert_true(nb_trace_streamline(&flow, nb_at(1, 1.5f), &s));
  for (uint32_t k = 0; k < s.point_count; k++)
    assert_float_equal(points[k].x * points[k].y, 1.5f, 2e-2f);
  assert_float_equal(points[0].y, 4.5f, 1e-6f);
  assert_float_equal(points[s.point_count - 1].x, 8, 1e-6f);
  assert_false(lines[0].closed);
}

static float nearest_other(const nb_streamlines *s, uint32_t line, nb_vec2 p)
{
  float nearest = 1e9f;
  for (uint32_t l = 0; l < s->line_count; l++)
    for (uint32_t k = 0; k < lines[l].count && l != line; k++)
      nearest = fminf(nearest, nb_length(nb_sub(points[lines[l].first + k], p)));
  return nearest;
}

static void fill(const nb_flow *flow, nb_streamlines *s)
{
  void *memory = malloc(nb_streamlines_memory(flow, s->point_capacity));
  assert_non_null(memory);
  assert_true(nb_trace_streamlines(flow, memory, s));
  free(memory);
}

static void lines_fill_the_area_evenly(void **state)
{
  (void)state;
  static const nb_vector_field_function fields[] = {turning, saddle, sink, spiral, waves};
  for (int f = 0; f < 5; f++) {
    const nb_flow flow = {.f = fields[f], .area = area, .spacing = 0.4f};
    nb_streamlines s = empty();
    fill(&flow, &s);
    assert_true(s.line_count > 10);
    for (uint32_t l = 0; l < s.line_count; l++)
      for (uint32_t k = 0; k < lines[l].count; k++) {
        nb_vec2 p = points[lines[l].first + k];
        bool last = k == 0 || k == lines[l].count - 1; // a last step to the border is not looked at
        assert_true(p.x >= -8 && p.x <= 8 && p.y >= -4.5f && p.y <= 4.5f);
        if (!last && !(nearest_other(&s, l, p) > 0.5f * 0.4f * 0.8f))
          fail_msg("field %d: (%g, %g) is %g from another line", f, p.x, p.y, nearest_other(&s, l, p));
      }
    nb_random random = nb_random_seed(1, 0);
    uint32_t lonely = 0;
    for (int k = 0; k < 1000; k++) {
      nb_vec2 p = nb_at(area.x + area.width * nb_random_float(&random),
                        area.y + area.height * nb_random_float(&random));
      lonely += nearest_other(&s, UINT32_MAX, p) > 1.2f * 0.4f;
    }
    if (lonely > 10)
      fail_msg("field %d: %u of 1000 places lie far from every line", f, lonely);
  }
}

// y = a sin(k x), with a whole wave in a step that looks straight from end to end.
static nb_vec2 ripples(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_at(1, 3 * cosf(20 * p.x));
}

static void steps_are_as_short_as_they_must_be(void **state)
{
  (void)state;
  const nb_flow flow = {
      .f = ripples, .area = area, .spacing = 2 * 3.14159265f / 20 / 0.4f, .tolerance = 1e-5f};
  nb_streamlines s = empty();
  assert_true(nb_trace_streamline(&flow, nb_at(0, 0), &s));
  for (uint32_t k = 0; k < s.point_count; k++)
    assert_float_equal(points[k].y, 0.15f * sinf(20 * points[k].x), 1e-2f);
}

static void fields_that_misbehave_end_their_lines(void **state)
{
  (void)state;
  nb_streamlines s = empty();
  nb_flow flow = {.f = broken, .area = area, .spacing = 0.3f};
  fill(&flow, &s);
  for (uint32_t k = 0; k < s.point_count; k++)
    assert_true(isfinite(points[k].x) && isfinite(points[k].y) && points[k].x <= 0 && points[k].y <= 1.2f);
  flow.f = nothing;
  s = empty();
  fill(&flow, &s);
  assert_int_equal(s.line_count, 0);
  s.point_capacity = 10; // what comes to nothing takes no room
  fill(&flow, &s);
  assert_false(nb_trace_streamline(&flow, nb_at(0, 0), &s));
  flow.f = turning;
  assert_false(nb_trace_streamline(&flow, nb_at(9, 0), &s));
  assert_false(nb_trace_streamline(&flow, nb_at(NAN, 0), &s));
  flow.area.width = NAN;
  assert_false(nb_trace_streamlines(&flow, NULL, &s));
  assert_int_equal(nb_streamlines_memory(&flow, 100), 0);
  flow.area = area;
  flow.spacing = 1e-6f;
  assert_false(nb_trace_streamlines(&flow, NULL, &s));
}

static void what_does_not_fit_is_left_out_whole(void **state)
{
  (void)state;
  const nb_flow flow = {.f = waves, .area = area, .spacing = 0.4f};
  nb_streamlines whole = empty();
  fill(&flow, &whole);
  nb_streamlines s = empty();
  s.point_capacity = whole.point_count / 2;
  void *memory = malloc(nb_streamlines_memory(&flow, s.point_capacity));
  assert_false(nb_trace_streamlines(&flow, memory, &s));
  assert_true(s.point_count <= s.point_capacity && s.line_count < whole.line_count && s.line_count > 0);
  s = empty();
  s.line_capacity = 3;
  free(memory);
  memory = malloc(nb_streamlines_memory(&flow, POINTS));
  assert_false(nb_trace_streamlines(&flow, memory, &s));
  assert_int_equal(s.line_count, 3);
  free(memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_turning_field_closes_its_circles),
      cmocka_unit_test(a_saddle_has_hyperbolas),
      cmocka_unit_test(lines_fill_the_area_evenly),
      cmocka_unit_test(fields_that_misbehave_end_their_lines),
      cmocka_unit_test(what_does_not_fit_is_left_out_whole),
      cmocka_unit_test(steps_are_as_short_as_they_must_be),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
