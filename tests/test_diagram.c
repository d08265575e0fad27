// Diagrams of networks: which numbers of a network they show; and small pictures of signed numbers.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/scene.h"
#include "recorded.h"

static const nb_network net = {.sizes = {4, 3, 2}};
enum { PARAMETERS = NB_DENSE_FLOATS(4, 3) + NB_DENSE_FLOATS(3, 2) };

static float parameters[PARAMETERS];
static nb_board *board;
static recorded seen;

static int open_board(void **unused)
{
  (void)unused;
  return nb_failed(nb_board_create(&board, NULL)) ? -1 : 0;
}

static int close_board(void **unused)
{
  (void)unused;
  nb_board_destroy(board);
  return 0;
}

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

static void number_them(void)
{
  for (int k = 0; k < PARAMETERS; k++)
    parameters[k] = (float)(k + 1);
}

static void a_part_shows_its_own_weights(void **unused)
{
  (void)unused;
  number_them();
  begin();
  const int shown[] = {3, 1};
  const float *edges =
      nb_diagram_edges(board, &net, parameters, (nb_diagram_part){.neurons = shown, .count = 2});
  // Into neuron 0, 1, 2 from inputs 3 and 1, and then all of the second layer, whose weights follow three biases.
  const float wanted[] = {4, 2, 8, 6, 12, 10, 16, 17, 18, 19, 20, 21};
  assert_memory_equal(edges, wanted, sizeof wanted);
  edges = nb_diagram_edges(board, &net, parameters, (nb_diagram_part){.first = 1});
  assert_memory_equal(edges, wanted + 6, 6 * sizeof(float));
}

static void a_diagram_holds_what_a_pass_left(void **unused)
{
  (void)unused;
  float memory[NB_PASS_FLOATS(1, 4, 3, 2)];
  nb_pass pass = nb_pass_over(&net, 1, memory);
  number_them();
  begin();
  for (int k = 0; k < 4; k++)
    pass.a[0][k] = 0.1f * (float)k;
  nb_network_forward(&net, parameters, &pass);
  nb_diagram_spec spec = nb_diagram_of(board, &net, parameters, &pass, (nb_diagram_part){0});
  assert_int_equal(spec.layer_count, 3);
  for (int k = 0; k < 3; k++)
    assert_int_equal(spec.sizes[k], net.sizes[k]);
  assert_memory_equal(spec.activations, pass.a[0], 4 * sizeof(float));
  assert_memory_equal(spec.activations + 4, pass.a[1], 3 * sizeof(float));
  assert_memory_equal(spec.activations + 7, pass.a[2], 2 * sizeof(float));
  assert_memory_equal(spec.weights, parameters, 12 * sizeof(float));
}

static const int sizes[] = {2, 2};
static const char *const names[] = {"a", "b"};

// What a diagram of two layers leaves on the list, copied; its size.
static size_t recorded_diagram(nb_diagram_spec spec, uint8_t *bytes, size_t capacity)
{
  const void *list;
  size_t size;
  begin();
  spec.area = (nb_rect){-2, -2, 4, 4}, spec.layer_count = 2, spec.sizes = sizes, spec.labels = names;
  nb_network_diagram(board, spec, nb_style());
  assert_false(nb_failed(nb_board_finish(board, &list, &size)));
  assert_true(size <= capacity);
  memcpy(bytes, list, size);
  return size;
}

static void assert_look_alike(nb_diagram_spec a, nb_diagram_spec b, bool alike)
{
  static uint8_t one[1 << 16], other[1 << 16];
  size_t size = recorded_diagram(a, one, sizeof one);
  bool same = size == recorded_diagram(b, other, sizeof other) && memcmp(one, other, size) == 0;
  assert_int_equal(same, alike);
}

// A layer that is not lit looks as one without activations does, its names too.
static void layers_are_lit_from_the_first_on(void **unused)
{
  (void)unused;
  const float all[] = {0.9f, 0.2f, 0.3f, 0.8f}, first[] = {0.9f, 0.2f, 0, 0},
              half[] = {0.9f, 0.2f, 0.15f, 0.4f};
  assert_look_alike((nb_diagram_spec){.activations = all, .dark = 2}, (nb_diagram_spec){0}, true);
  assert_look_alike((nb_diagram_spec){.activations = all, .dark = 1}, (nb_diagram_spec){.activations = first},
                    true);
  assert_look_alike((nb_diagram_spec){.activations = all, .dark = 0.5f},
                    (nb_diagram_spec){.activations = half}, true);
  assert_look_alike((nb_diagram_spec){.activations = all}, (nb_diagram_spec){.activations = first}, false);
}

// Gradients say by their colour whether more of a weight is more cost; and grow faint where they are told to be quiet.
static void gradients_show_their_sign(void **unused)
{
  (void)unused;
  const float up[] = {1, 1, 1, 1}, down[] = {-1, -1, -1, -1};
  assert_look_alike((nb_diagram_spec){.gradients = up, .back = 1},
                    (nb_diagram_spec){.gradients = down, .back = 1}, false);
  assert_look_alike((nb_diagram_spec){.gradients = up, .back = 1, .quiet = 1},
                    (nb_diagram_spec){.gradients = down, .back = 1, .quiet = 0.5f}, false);
}

static uint32_t pixel(int k)
{
  uint32_t color = 0;
  for (int n = 0; n < seen.count; n++)
    if (seen.commands[n].op == NB_OP_IMAGE)
      memcpy(&color, seen.commands[n].pixels + 4 * k, 4);
  return color;
}

// Below 0 it has the other colour, where there is one.
static void signed_pictures_have_two_colours(void **unused)
{
  (void)unused;
  const float values[] = {-1, 0, 1, -7};
  const nb_rect where = {0, 0, 4, 1};
  begin();
  nb_pixels(board, where, values, 4, 1, nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE));
  record_read(board, &seen);
  assert_int_equal(pixel(0), nb_theme_color(NB_CHALK, NB_NEGATIVE));
  assert_int_equal(pixel(2), nb_theme_color(NB_CHALK, NB_POSITIVE));
  assert_int_equal(pixel(3), nb_theme_color(NB_CHALK, NB_NEGATIVE));
  begin();
  nb_pixels(board, where, values, 4, 1, nb_style(.color = NB_POSITIVE));
  record_read(board, &seen);
  assert_int_equal(pixel(0), nb_theme_color(NB_CHALK, NB_GROUND));
  assert_int_equal(pixel(1), nb_theme_color(NB_CHALK, NB_GROUND));
}

static void a_frame_without_digits_has_none(void **unused)
{
  (void)unused;
  const nb_data wrong = {"no digits", 9};
  assert_int_equal(nb_frame_digits(&(nb_frame){0}).train.count, 0);
  assert_int_equal(nb_frame_digits(&(nb_frame){.data = &wrong, .data_count = 1}).test.count, 0);
}

// Both rings, and a line from one's rim to the other's.
static void an_edge_stands_out_between_its_rings(void **unused)
{
  (void)unused;
  nb_diagram_spec spec = {.area = {-2, -2, 4, 4}, .layer_count = 2, .sizes = sizes};
  for (int layer = -1; layer <= 1; layer++) {
    begin();
    nb_diagram_edge(board, spec, layer, 1, 0, nb_style());
    record_read(board, &seen);
    assert_int_equal(seen.count, layer == 0 ? 3 : 0);
  }
  begin();
  nb_diagram_edge(board, spec, 0, 1, 0, nb_style());
  record_read(board, &seen);
  nb_vec2 from = nb_diagram_neuron(spec, 0, 1), to = nb_diagram_neuron(spec, 1, 0);
  nb_vec2 start = seen.commands[2].points[0], end = seen.commands[2].points[1];
  assert_float_equal(nb_length(nb_sub(start, from)), 0.2f, 1e-5f);
  assert_float_equal(nb_length(nb_sub(end, to)), 0.2f, 1e-5f);
  assert_float_equal(nb_length(nb_sub(end, start)), nb_length(nb_sub(to, from)) - 0.4f, 1e-5f);
}

// A weight of the second gap, turned from its layer's largest through nothing: broad, thin, and of the other colour.
static void an_edge_that_stands_out_is_as_its_weight(void **unused)
{
  (void)unused;
  float turned[] = {9, 9, 1, 0.25f, -0.5f}, widths[2];
  int layers[] = {2, 1, 2};
  nb_diagram_spec spec = {.area = {-2, -2, 4, 4}, .layer_count = 3, .sizes = layers, .weights = turned};
  nb_diagram_spec left = spec;
  left.layer_count = 2, left.sizes = (int[]){1, 2}, left.weights = turned + 3;
  for (int k = 0; k < 2; k++) {
    begin();
    nb_diagram_edge(board, k == 0 ? spec : left, k == 0, 0, k == 0 ? 0 : 1, nb_style());
    record_read(board, &seen);
    assert_int_equal(seen.count, 3);
    assert_int_equal(seen.commands[0].path.paint.color, nb_theme_color(NB_CHALK, NB_V));
    assert_int_equal(seen.commands[2].path.paint.color,
                     nb_theme_color(NB_CHALK, k == 0 ? NB_POSITIVE : NB_NEGATIVE));
    widths[k] = seen.commands[2].path.stroke.width;
  }
  assert_float_equal(widths[0], widths[1], 1e-6f); // each its layer's largest
  turned[2] = 0.02f;
  begin();
  nb_diagram_edge(board, spec, 1, 0, 0, nb_style());
  record_read(board, &seen);
  assert_true(seen.commands[2].path.stroke.width < widths[0] / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_part_shows_its_own_weights),
      cmocka_unit_test(a_diagram_holds_what_a_pass_left),
      cmocka_unit_test(layers_are_lit_from_the_first_on),
      cmocka_unit_test(gradients_show_their_sign),
      cmocka_unit_test(signed_pictures_have_two_colours),
      cmocka_unit_test(a_frame_without_digits_has_none),
      cmocka_unit_test(an_edge_stands_out_between_its_rings),
      cmocka_unit_test(an_edge_that_stands_out_is_as_its_weight),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
