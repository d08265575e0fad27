// A tape's convolution as a matrix product (Chellapilla et al., "High performance convolutional neural
// networks for document processing", 2006): what a filter sees at each place is laid out as a column.
//
//      filters x (channels * height * width)  times  (channels * height * width) x places
#include <string.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

typedef struct window {
  uint32_t count, channels, height, width; // of the pictures
  uint32_t filters, rows, columns;         // how many, and their size
  uint32_t stride, padding;
  uint32_t down, across; // of the places
} window;

static window window_of(const tape_run *run, const tape_node *node)
{
  nb_shape x = nb_tape_shape(run->tape, node->from[0]), f = nb_tape_shape(run->tape, node->from[1]);
  return (window){x.sizes[0],     x.sizes[1],           x.sizes[2],          x.sizes[3],
                  f.sizes[0],     f.sizes[2],           f.sizes[3],          node->whole[0],
                  node->whole[1], node->shape.sizes[2], node->shape.sizes[3]};
}

static uint32_t seen(const window *w)
{
  return w->channels * w->rows * w->columns;
}

static uint32_t places(const window *w)
{
  return w->down * w->across;
}

nb_var nb_tape_conv2d(nb_tape *tape, nb_var pictures, nb_var filters, nb_var biases, nb_conv2d how)
{
  if (!tape_sound(tape, (nb_var[]){pictures, filters, biases}, biases ? 3 : 2))
    return 0;
  nb_shape x = nb_tape_shape(tape, pictures), f = nb_tape_shape(tape, filters);
  uint32_t stride = how.stride ? how.stride : 1;
  if (tape_rank(x) != 4 || tape_rank(f) != 4 || x.sizes[1] != f.sizes[1])
    return tape_misfit(
        tape, "conv2d", pictures, filters,
        "count, channels, height, width and filters, as many channels, height, width are needed");
  uint64_t height = x.sizes[2] + 2 * (uint64_t)how.padding, width = x.sizes[3] + 2 * (uint64_t)how.padding;
  if (height < f.sizes[2] || width < f.sizes[3] || width > NB_TAPE_MAX_FLOATS || height > NB_TAPE_MAX_FLOATS)
    return tape_misfit(tape, "conv2d", pictures, filters, "a filter must fit in the padded picture");
  if (biases && !tape_same(nb_tape_shape(tape, biases), (nb_shape){{f.sizes[0]}}))
    return tape_misfit(tape, "conv2d", filters, biases, "a bias for each filter is needed");
  uint32_t down = (uint32_t)(height - f.sizes[2]) / stride + 1;
  uint32_t across = (uint32_t)(width - f.sizes[3]) / stride + 1;
  tape_node node = {.operation = TAPE_conv2d,
                    .shape = {{x.sizes[0], f.sizes[0], down, across}},
                    .from = {pictures, filters, biases},
                    .whole = {stride, how.padding}};
  uint32_t kept = tape_elements((nb_shape){{f.sizes[1], f.sizes[2] * f.sizes[3], down, across}});
  return tape_append(tape, node, kept);
}

// For each number that filters look at (one row), and each place (its columns), the element of the picture
// under it: -1 beyond the edge.
static int64_t under(const window *w, uint32_t row, uint32_t place)
{
  uint32_t column = row % w->columns, line = row / w->columns % w->rows, channel = row / w->columns / w->rows;
  int64_t y = (int64_t)(place / w->across) * w->stride + line - w->padding;
  int64_t x = (int64_t)(place % w->across) * w->stride + column - w->padding;
  bool inside = y >= 0 && y < w->height && x >= 0 && x < w->width;
  return inside ? ((int64_t)channel * w->height + y) * w->width + x : -1;
}

static void lay_out(const window *w, const float *picture, float *columns)
{
  for (uint32_t row = 0; row < seen(w); row++)
    for (uint32_t place = 0; place < places(w); place++) {
      int64_t at = under(w, row, place);
      *columns++ = at < 0 ? 0 : picture[at];
    }
}

static void gather(const window *w, const float *columns, float *picture)
{
  for (uint32_t row = 0; row < seen(w); row++)
    for (uint32_t place = 0; place < places(w); place++, columns++) {
      int64_t at = under(w, row, place);
      if (at >= 0)
        picture[at] += *columns;
    }
}

void tape_conv2d_forward(const tape_run *run, const tape_node *node)
{
  window w = window_of(run, node);
  const float *x = tape_value(run, node->from[0]), *biases = tape_value(run, node->from[2]);
  for (uint32_t n = 0; n < w.count; n++) {
    float *value = tape_own(run, node) + (size_t)n * w.filters * places(&w);
    lay_out(&w, x + (size_t)n * w.channels * w.height * w.width, tape_kept(run, node));
    run->kernels->multiply(&(nb_dense_product){.rows = w.filters,
                                               .columns = places(&w),
                                               .terms = seen(&w),
                                               .a = tape_value(run, node->from[1]),
                                               .row_stride = seen(&w),
                                               .term_stride = 1,
                                               .b = tape_kept(run, node),
                                               .result = value,
                                               .scale = 1});
    for (uint32_t i = 0; biases && i < w.filters * places(&w); i++)
      value[i] += biases[i / places(&w)];
  }
}

// The filters' gradient from one picture's: as a layer of which what was seen are the weights.
static void add_filters(const tape_run *run, const tape_node *node, const window *w, const float *picture,
                        const float *gradient)
{
  if (!tape_gradient(run, node->from[1]))
    return;
  lay_out(w, picture, tape_kept(run, node));
  run->kernels->forward(&(nb_dense_layer){.rows = w->filters,
                                          .inputs = places(w),
                                          .outputs = seen(w),
                                          .x = gradient,
                                          .weights = tape_kept(run, node),
                                          .z = tape_gradient(run, node->from[1]),
                                          .add = true});
}

static void add_picture(const tape_run *run, const tape_node *node, const window *w, float *picture,
                        const float *gradient)
{
  run->kernels->multiply(&(nb_dense_product){.rows = seen(w),
                                             .columns = places(w),
                                             .terms = w->filters,
                                             .a = tape_value(run, node->from[1]),
                                             .row_stride = 1,
                                             .term_stride = seen(w),
                                             .b = gradient,
                                             .result = tape_kept(run, node),
                                             .scale = 1});
  gather(w, tape_kept(run, node), picture);
}

void tape_conv2d_backward(const tape_run *run, const tape_node *node)
{
  window w = window_of(run, node);
  const float *x = tape_value(run, node->from[0]);
  float *dx = tape_gradient(run, node->from[0]), *dbiases = tape_gradient(run, node->from[2]);
  for (uint32_t n = 0; n < w.count; n++) {
    const float *gradient = tape_own_gradient(run, node) + (size_t)n * w.filters * places(&w);
    size_t picture = (size_t)n * w.channels * w.height * w.width;
    add_filters(run, node, &w, x + picture, gradient);
    if (dx)
      add_picture(run, node, &w, dx + picture, gradient);
    for (uint32_t i = 0; dbiases && i < w.filters * places(&w); i++)
      dbiases[i / places(&w)] += gradient[i];
  }
}
