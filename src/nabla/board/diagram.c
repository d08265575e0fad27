#include <math.h>

#include "nabla/board/recorder.h"

// Edges of like strength and sign are one path: the strong ones come last and so lie on top.
enum { STRENGTHS = 32, MOST_LAYERS = 8, MOST_NEURONS = 64 };

#define STAGGER 1.5f

// Gradients are many and small: only those that matter are lit.
#define FAINTEST_GRADIENT 0.25f

static float radius_of(const nb_diagram_spec *spec)
{
  return spec->radius == 0 ? 0.125f : spec->radius;
}

nb_vec2 nb_diagram_neuron(nb_diagram_spec spec, int layer, int neuron)
{
  float r = radius_of(&spec), width = spec.area.width - 2 * r, height = spec.area.height - 2 * r;
  int count = layer >= 0 && layer < spec.layer_count ? spec.sizes[layer] : 1;
  float across = spec.layer_count > 1 ? (float)layer / (float)(spec.layer_count - 1) : 0.5f;
  float down = count > 1 ? (float)neuron / (float)(count - 1) : 0.5f;
  return nb_at(spec.area.x + r + across * width, spec.area.y + spec.area.height - r - down * height);
}

static bool is_sound(const nb_diagram_spec *spec)
{
  if (spec->layer_count < 2 || spec->layer_count > MOST_LAYERS || spec->sizes == NULL)
    return false;
  for (int layer = 0; layer < spec->layer_count; layer++)
    if (spec->sizes[layer] < 1 || spec->sizes[layer] > MOST_NEURONS)
      return false;
  return radius_of(spec) > 0;
}

static int edge_count(const nb_diagram_spec *spec)
{
  int count = 0;
  for (int layer = 0; layer + 1 < spec->layer_count; layer++)
    count += spec->sizes[layer] * spec->sizes[layer + 1];
  return count;
}

// One kind of edge between all layers: values, what colours their signs have, and the stretch of each edge
// that is drawn, from tail to head in layers from the left.
typedef struct edges {
  const float *values;
  float scale; // the value at full strength; 0: the largest of each layer
  nb_color positive, negative;
  float faintest;  // strengths below this are left out, 0 to 1
  float brightest; // the alpha of the strongest
  float tail, head;
} edges;

static float largest_of(const float *values, int count)
{
  float largest = 0;
  for (int k = 0; k < count; k++)
    if (isfinite(values[k]))
      largest = fmaxf(largest, fabsf(values[k]));
  return largest > 0 ? largest : 1;
}

// How strong an edge is drawn: 1 to STRENGTHS by its size, with its sign; 0 where it is not drawn.
static int strength_of(float value, float scale, float faintest)
{
  float size = fminf(fabsf(value) / scale, 1);
  if (!isfinite(value) || value == 0 || size < faintest)
    return 0;
  int strength = (int)ceilf(size * STRENGTHS);
  strength = strength < 1 ? 1 : strength;
  return value < 0 ? -strength : strength;
}

static void find_strengths(const nb_diagram_spec *spec, const edges *e, int8_t *strengths)
{
  const float *values = e->values;
  for (int layer = 0; layer + 1 < spec->layer_count; layer++) {
    int count = spec->sizes[layer] * spec->sizes[layer + 1];
    float scale = e->scale > 0 ? e->scale : largest_of(values, count);
    for (int k = 0; k < count; k++)
      strengths[k] = (int8_t)strength_of(values[k], scale, e->faintest);
    values += count;
    strengths += count;
  }
}

// Adds the edges of one strength and sign to the pen.
static void add_edges(board_pen *pen, const nb_diagram_spec *spec, const edges *e, const int8_t *strengths,
                      int wanted)
{
  float r = radius_of(spec);
  for (int layer = 0; layer + 1 < spec->layer_count; layer++) {
    float tail = board_unit(e->tail - (float)layer), head = board_unit(e->head - (float)layer);
    int from = spec->sizes[layer], to = spec->sizes[layer + 1];
    for (int k = 0; head > tail && k < from * to; k++) {
      if (strengths[k] != wanted)
        continue;
      nb_vec2 start = nb_add(nb_diagram_neuron(*spec, layer, k % from), nb_at(r, 0));
      nb_vec2 end = nb_sub(nb_diagram_neuron(*spec, layer + 1, k / from), nb_at(r, 0));
      pen_move(pen, nb_mix2(start, end, tail));
      pen_line(pen, nb_mix2(start, end, head));
    }
    strengths += from * to;
  }
}

static void draw_edges(nb_board *b, const nb_diagram_spec *spec, const edges *e, const nb_style *style)
{
  int8_t *strengths = board_take(b, (size_t)edge_count(spec));
  if (strengths == NULL)
    return;
  find_strengths(spec, e, strengths);
  nb_style line = {.cap = NB_CAP_BUTT};
  for (int strength = 1; strength <= STRENGTHS; strength++)
    for (int sign = -1; sign <= 1; sign += 2) {
      float s = (float)strength / STRENGTHS;
      board_pen *pen = board_shape(b);
      add_edges(pen, spec, e, strengths, sign * strength);
      // Faster than in proportion, so that the many middling ones stay behind the few strong.
      float alpha = e->brightest * (0.05f + 0.95f * powf(s, 1.5f));
      board_ink ink =
          board_solid(b, sign > 0 ? e->positive : e->negative, NB_TEXT, alpha * board_unit(style->alpha));
      board_stroke(b, pen_path(pen), &ink, &line, 0.8f + 2.2f * s);
    }
}

// How much of its activations a layer shows.
static float lit(const nb_diagram_spec *spec, int layer)
{
  return board_unit((float)(spec->layer_count - layer) - spec->dark);
}

// Circles on the ground's colour, so that no edge shows through.
static void draw_neurons(nb_board *b, const nb_diagram_spec *spec, const nb_style *style)
{
  const float *activation = spec->activations;
  float alpha = board_unit(style->alpha), width = board_width(style->width, 1.8f);
  nb_color full = style->color == NB_DEFAULT ? NB_TEXT : style->color;
  for (int layer = 0; layer < spec->layer_count; layer++) {
    float place = (float)layer / (float)(spec->layer_count - 1);
    float r = radius_of(spec) * board_stagger(style->reveal, place, STAGGER);
    for (int k = 0; r > 0 && k < spec->sizes[layer]; k++) {
      float level = activation == NULL ? 0 : lit(spec, layer) * board_unit(activation[k]);
      board_pen *pen = board_shape(b);
      pen_ellipse(pen, nb_diagram_neuron(*spec, layer, k), nb_at(r, r), 0);
      board_ink inside = board_solid(b, nb_mix(b, NB_GROUND, full, level), NB_GROUND, alpha);
      board_ink rim = board_solid(b, nb_mix(b, NB_DIM, full, 0.5f + 0.5f * level), NB_TEXT, alpha);
      board_fill(b, pen_path(pen), &inside, false);
      board_stroke(b, pen_path(pen), &rim, style, width);
    }
    activation = activation == NULL ? NULL : activation + spec->sizes[layer];
  }
}

// The names beside the last layer; the brightest neuron's is louder.
static void draw_labels(nb_board *b, const nb_diagram_spec *spec, const nb_style *style)
{
  int last = spec->layer_count - 1, count = spec->sizes[last], before = 0;
  for (int layer = 0; layer < last; layer++)
    before += spec->sizes[layer];
  const float *level = spec->activations && lit(spec, last) > 0 ? spec->activations + before : NULL;
  for (int k = 0; spec->labels != NULL && k < count; k++) {
    bool wanted = k + 1 == spec->wanted;
    bool loud = wanted || (level && nb_largest(level, (uint32_t)count) == (uint32_t)k && level[k] > 0);
    nb_vec2 beside = nb_add(nb_diagram_neuron(*spec, last, k), nb_at(radius_of(spec) + 0.15f, 0));
    nb_style name = nb_style(.color = wanted ? NB_LEARNING
                                      : loud ? NB_TEXT
                                             : NB_DIM,
                             .font = loud ? NB_FONT_SEMIBOLD : NB_FONT_REGULAR);
    name.size = style->size == 0 ? 24 : style->size, name.anchor = NB_LEFT;
    name.alpha = style->alpha * board_unit(2 * style->reveal - 1); // once the circles are there
    if (spec->labels[k] != NULL)
      nb_text(b, beside, spec->labels[k], name);
  }
}

void nb_network_diagram(nb_board *b, nb_diagram_spec spec, nb_style style)
{
  if (!board_shows(&style) || !is_sound(&spec))
    return;
  float gaps = (float)(spec.layer_count - 1);
  edges weights = {.values = spec.weights,
                   .scale = spec.weight_scale,
                   .positive = NB_POSITIVE,
                   .negative = NB_NEGATIVE,
                   .brightest = 0.65f,
                   .head = board_unit(spec.edges) * gaps};
  edges gradients = {.values = spec.gradients,
                     .positive = NB_V,
                     .negative = NB_LEARNING,
                     .faintest = FAINTEST_GRADIENT,
                     .brightest = 0.9f * (1 - board_unit(spec.quiet)),
                     .tail = gaps * (1 - board_unit(spec.back)),
                     .head = gaps * (1 - board_unit(spec.back - 1))};
  nb_style behind = style;
  behind.alpha *= 1 - 0.7f * board_unit(spec.fade);
  if (spec.weights != NULL && spec.edges > 0)
    draw_edges(b, &spec, &weights, &behind);
  if (spec.gradients != NULL && spec.back > 0)
    draw_edges(b, &spec, &gradients, &style);
  draw_neurons(b, &spec, &style);
  draw_labels(b, &spec, &style);
}

#define RING 1.6f // of a neuron's radius
#define THINNEST 2.5f
#define BROADEST 9.0f

// As the weight of one edge is: its sign is the colour, its size the width.
static nb_style weighed(const nb_diagram_spec *spec, int layer, int from, int to, nb_style style)
{
  const float *values = spec->weights;
  for (int k = 0; k < layer; k++)
    values += spec->sizes[k] * spec->sizes[k + 1];
  float value = values[to * spec->sizes[layer] + from];
  float scale = spec->weight_scale > 0 ? spec->weight_scale
                                       : largest_of(values, spec->sizes[layer] * spec->sizes[layer + 1]);
  style.color = value < 0 ? NB_NEGATIVE : NB_POSITIVE;
  style.width = THINNEST + (BROADEST - THINNEST) * board_unit(fabsf(value) / scale);
  return style;
}

void nb_diagram_edge(nb_board *b, nb_diagram_spec spec, int layer, int from, int to, nb_style style)
{
  if (!is_sound(&spec) || layer < 0 || layer + 1 >= spec.layer_count)
    return;
  float r = RING * radius_of(&spec), reveal = style.reveal;
  nb_vec2 start = nb_diagram_neuron(spec, layer, from), end = nb_diagram_neuron(spec, layer + 1, to);
  nb_vec2 rim = nb_scale(r, nb_unit(nb_sub(end, start)));
  style.color = style.color == NB_DEFAULT ? NB_V : style.color;
  style.width = board_width(style.width, 6);
  style.reveal = board_unit(2 * reveal);
  nb_circle(b, start, r, style);
  nb_circle(b, end, r, style);
  style = spec.weights == NULL ? style : weighed(&spec, layer, from, to, style);
  style.reveal = board_unit(2 * reveal - 1);
  nb_line(b, nb_add(start, rim), nb_sub(end, rim), style);
}

void nb_diagram_numbers(nb_board *b, nb_diagram_spec spec, const float *values, int decimals,
                        const char *head, nb_style style)
{
  if (!is_sound(&spec))
    return;
  int last = spec.layer_count - 1;
  nb_vec2 beside = nb_at(radius_of(&spec) + 1.05f, 0);
  style.size = style.size == 0 ? 24 : style.size, style.anchor = NB_RIGHT;
  for (int k = 0; k < spec.sizes[last]; k++)
    nb_number(b, nb_add(nb_diagram_neuron(spec, last, k), beside), values[k], decimals, style);
  if (head != NULL)
    nb_tex(b, nb_add(nb_diagram_neuron(spec, last, 0), nb_add(beside, nb_at(0, 0.4f))), head, style);
}
