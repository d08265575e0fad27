// Whatever numbers a scene draws with, the list that its board writes is sound: every function of board.h is
// called with NaN, infinities, denormals and the largest floats in every place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>

#include "nabla/math/random.h"
#include "nabla/record.h"

enum { FRAMES = 600, VALUES = 8 * 8 };

static nb_random randomness;

static uint32_t below(uint32_t count)
{
  return nb_random_below(&randomness, count);
}

static float number(void)
{
  static const float hostile[] = {0,        -0.0f,   NAN,    INFINITY, -INFINITY, FLT_MAX,
                                  -FLT_MAX, FLT_MIN, 1e-45f, 1e30f,    -1e20f,    1e-20f};
  if (below(2))
    return hostile[below(sizeof hostile / sizeof *hostile)];
  return 20 * nb_random_float(&randomness) - 10;
}

static nb_vec2 point(void)
{
  float x = number();
  return nb_at(x, number());
}

static nb_rect rect(void)
{
  nb_vec2 corner = point(), size = point();
  return (nb_rect){corner.x, corner.y, size.x, size.y};
}

static nb_mat2 matrix(void)
{
  nb_vec2 i = point();
  return (nb_mat2){i, point()};
}

static nb_plane plane(void)
{
  nb_vec2 x = point(), y = point();
  nb_plane p = {{-4, -3, 8, 6}, x.x, x.y, y.x, y.y};
  if (below(2))
    p.area = rect();
  return p;
}

// Mostly something that shows.
static float share(void)
{
  return below(3) ? nb_random_float(&randomness) : number();
}

static nb_style style(void)
{
  nb_style s = nb_style(.color = below(40), .fill = below(20), .width = below(2) ? 0 : number());
  s.alpha = share();
  s.reveal = share();
  s.gradient = (nb_gradient){point(), point(), {NB_I, NB_J, NB_K, NB_V}, (int)below(7) - 1};
  s.join = (nb_join)below(5);
  s.cap = (nb_cap)below(4);
  s.dash[0] = below(2) ? 0 : number();
  s.dash[1] = number();
  s.size = below(2) ? 0 : number();
  s.font = (nb_font)below(NB_FONT_COUNT);
  s.anchor = (nb_anchor)below(9);
  s.halo = below(2);
  s.halo_width = number();
  s.angle = number();
  return s;
}

static float bad_function(float x, const void *context)
{
  (void)context;
  return below(4) ? x : number();
}

static nb_vec2 bad_path(float t, const void *context)
{
  (void)context;
  return below(4) ? nb_at(t, t * t) : point();
}

static float bad_height(nb_vec2 p, const void *context)
{
  (void)context;
  return below(4) ? p.x * p.y : number();
}

static nb_vec2 bad_field(nb_vec2 p, const void *context)
{
  (void)context;
  return below(4) ? p : point();
}

static void fill_values(float *values, int count)
{
  for (int k = 0; k < count; k++)
    values[k] = number();
}

static int count_up_to(uint32_t most)
{
  return (int)below(most + 3) - 2;
}

// ---------------------------------------------------------------------------------------------------------------
// All of board.h

static void paths(nb_board *b)
{
  nb_vec2 points[] = {point(), point(), point(), point()};
  nb_path a, c;
  nb_line_to(b, point());
  nb_quad_to(b, point(), point());
  nb_close(b);
  nb_cubic_to(b, point(), point(), point());
  nb_move_to(b, point());
  nb_path_circle(b, point(), number());
  nb_path_ellipse(b, point(), point(), number());
  nb_line_to(b, point());
  nb_draw(b, style());
  nb_path_rectangle(b, rect(), number());
  nb_path_polygon(b, points, count_up_to(2));
  a = nb_take_path(b);
  nb_path_arc(b, point(), number(), number(), number());
  nb_path_text(b, point(), "aé∇", style());
  c = nb_take_path(b);
  nb_draw_path(b, a, style());
  nb_draw_path(b, nb_morph(b, a, c, share()), style());
  nb_draw_path(b, nb_morph(b, c, a, number()), style());
}

static void shapes(nb_board *b)
{
  nb_vec2 points[] = {point(), point(), point(), point()};
  nb_line(b, point(), point(), style());
  nb_polyline(b, points, count_up_to(2), style());
  nb_arrow(b, point(), point(), style());
  nb_curved_arrow(b, point(), point(), number(), style());
  nb_point(b, point(), style());
  nb_circle(b, point(), number(), style());
  nb_arc(b, point(), number(), number(), number(), style());
  nb_ellipse(b, point(), point(), number(), style());
  nb_rectangle(b, rect(), number(), style());
  nb_polygon(b, points, count_up_to(2), style());
  nb_brace(b, point(), point(), number(), style());
  nb_right_angle(b, point(), point(), point(), number(), style());
}

static void planes(nb_board *b)
{
  float values[VALUES], levels[] = {number(), 0, number()};
  fill_values(values, VALUES);
  nb_grid_spec grid = {.area = rect(), .origin = point(), .unit = number(), .axes_width = number()};
  nb_axes_spec axes = {point(), "x", "y", below(2), below(2), below(2), below(2)};
  nb_grid(b, matrix(), below(2) ? grid : (nb_grid_spec){0}, style());
  nb_axes(b, plane(), axes, style());
  nb_curve(b, plane(), bad_function, NULL, style());
  nb_parametric(b, plane(), bad_path, NULL, number(), number(), style());
  nb_vector_field(b, plane(), bad_field, NULL,
                  (nb_field_spec){below(2) ? 0 : 1 + number(), number(), number()}, style());
  nb_contours(b, plane(), values, count_up_to(8), count_up_to(8), levels, count_up_to(3), style());
  nb_plane sampled = plane();
  int columns = count_up_to(8), rows = count_up_to(8);
  const float *samples = nb_sample_plane(b, sampled, bad_height, NULL, 0, columns, rows);
  nb_contours(b, sampled, samples, columns, rows, levels, 3, style());
  nb_heat_map(b, plane(), values, count_up_to(8), count_up_to(8),
              (nb_heat_spec){number(), number(), (nb_filter)below(2), below(2) ? NB_GROUND : NB_DEFAULT},
              style());
  (void)nb_on_plane(plane(), point());
  (void)nb_from_plane(plane(), point());
}

static void charts(nb_board *b)
{
  static const char *const labels[] = {"a", NULL, "", "d", "e"};
  float values[VALUES], activations[16];
  int sizes[] = {1 + (int)below(5), 1 + (int)below(5), 1 + (int)below(5)};
  fill_values(values, VALUES);
  fill_values(activations, 16);
  nb_bars(b, plane(), values, count_up_to(4), below(2) ? labels : NULL, style());
  nb_plot(b, plane(), values, count_up_to(VALUES), style());
  nb_diagram_spec spec = {.area = rect(),
                          .layer_count = count_up_to(3),
                          .sizes = sizes,
                          .activations = activations,
                          .weights = values,
                          .weight_scale = number(),
                          .radius = number(),
                          .edges = share(),
                          .gradients = below(2) ? values : NULL,
                          .fade = number(),
                          .back = number(),
                          .labels = below(2) ? labels : NULL};
  if (spec.layer_count > 3)
    spec.layer_count = 3;
  nb_network_diagram(b, spec, style());
}

static void texts(nb_board *b)
{
  static const char *const samples[] = {"", "v⃗ = *x*\ny", "\xff\xc3(", "***", "\n\n", "ı̂ + ȷ̂"};
  nb_text(b, point(), samples[below(6)], style());
  (void)nb_text_width(b, samples[below(6)], style());
  nb_number(b, point(), number(), count_up_to(9), style());
  nb_label(b, point(), point(), samples[below(6)], style());
  nb_guess(b, point(), point(), style());
}

// Their signs are many, and what fits the board is not what is asked here.
static void formulas(nb_board *b, const float *state)
{
  static const char *const samples[] = {"\\part{p}{x^2} + \\frac{\\val}{\\val}",
                                        "\\part{p}{\\val[6.9]} = \\sqrt{\\val}", "\\frac{x}", ""};
  const float *values[] = {state + below(4), below(8) ? &(float){number()} : NULL};
  nb_part parts[] = {
      {"p", below(20), number(), number(), number(), number()}, {"", 0, number(), 0, 0, number()}, {0}};
  nb_style a = style(), c = style();
  a.parts = below(2) ? parts : NULL;
  c.parts = below(4) ? NULL : parts;
  uint32_t k = below(4), n = below(4);
  nb_formula from = nb_formula_set(b, point(), samples[k], a, values, k < 2 ? 2 : 0);
  nb_formula to = nb_formula_set(b, point(), samples[n], c, values, n < 2 ? 2 : 0);
  nb_formula_draw(b, from);
  nb_formula_morph(b, from, to, share());
  nb_brace_over(b, nb_formula_part(from, "p"), samples[n], style());
  nb_brace_under(b, rect(), NULL, style());
  nb_brace_beside(b, rect(), samples[k], style());
  nb_arrow_at(b, point(), below(2) ? rect() : nb_formula_part(to, "p"), style());
}

static void images(nb_board *b)
{
  uint8_t pixels[4 * 4 * 4] = {0};
  float values[VALUES];
  fill_values(values, VALUES);
  nb_pixels(b, rect(), values, count_up_to(8), count_up_to(8), style());
  nb_table(b, rect(), values, count_up_to(8), count_up_to(8), count_up_to(9), style());
  nb_image(b, rect(), pixels, count_up_to(2), count_up_to(2), (nb_filter)below(3), style());
}

static void hands(nb_board *b, const float *state)
{
  nb_grab(b, (const nb_vec2 *)(const void *)(state + below(4)), point(), matrix());
  nb_grab_value(b, state + below(4), point(), point());
  nb_grab_canvas(b, state, count_up_to(4), count_up_to(4), rect());
  nb_grab_time(b, rect(), number(), number());
  nb_slider(b, point(), state + below(4),
            (nb_slider_spec){"k", number(), number(), number(), below(2), count_up_to(8)}, style());
}

// What is drawn stands now and then in groups that may show nothing.
static void draw_all(nb_board *b, const float *state)
{
  nb_vec2 i = point(), j = point();
  bool grouped = below(4) == 0, clipped = below(4) == 0;
  if (grouped)
    nb_group(b, (nb_affine){i, j, point()}, share());
  if (clipped)
    nb_clip(b, rect());
  paths(b);
  shapes(b);
  planes(b);
  charts(b);
  texts(b);
  formulas(b, state);
  images(b);
  hands(b, state);
  if (grouped)
    nb_end(b);
  if (clipped)
    nb_end(b);
}

static void writes_only_sound_lists(void **unused)
{
  (void)unused;
  nb_fonts *fonts;
  nb_board *b;
  float state[16];
  size_t written = 0;
  assert_int_equal(nb_fonts_open(&fonts, NABLA_ASSETS).id, NB_OK);
  assert_int_equal(nb_board_create(&b, fonts).id, NB_OK);
  for (int frame = 0; frame < FRAMES; frame++) {
    const void *list;
    size_t size;
    randomness = nb_random_seed((uint64_t)frame, 0);
    fill_values(state, 16);
    nb_board_begin(b, (nb_theme)below(2), state, sizeof state);
    draw_all(b, state);
    nb_error e = nb_board_finish(b, &list, &size);
    if (!nb_failed(e))
      e = nb_list_check(list, size);
    if (nb_failed(e))
      fail_msg("frame %d: %s", frame, e.text);
    written += size;
  }
  assert_true(written > (size_t)FRAMES * 1000); // that all was hidden would be no proof
  nb_board_destroy(b);
  nb_fonts_close(fonts);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(writes_only_sound_lists)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
