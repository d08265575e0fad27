#include <math.h>
#include <string.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

static nb_pass pass_on(nb_board *b, const nb_network *network, uint32_t count)
{
  float *memory = nb_scratch(b, nb_pass_floats(network, count) * sizeof *memory);
  return memory ? nb_pass_over(network, count, memory) : (nb_pass){0};
}

static uint32_t outputs_of(const nb_network *network)
{
  return network->sizes[nb_network_layers(network) - 1];
}

nb_pass nb_read(nb_board *b, const nb_network *network, const float *parameters, const float *picture)
{
  nb_pass pass = pass_on(b, network, 1);
  if (pass.count == 0)
    return pass;
  memcpy(pass.a[0], picture, network->sizes[0] * sizeof *picture);
  memset(pass.targets, 0, outputs_of(network) * sizeof *pass.targets);
  nb_network_forward(network, parameters, &pass);
  return pass;
}

nb_pass nb_read_all(nb_board *b, const nb_network *network, const float *parameters,
                    const nb_examples *examples, uint32_t first, uint32_t count)
{
  nb_pass pass = pass_on(b, network, count);
  uint32_t *picks = nb_scratch(b, count * sizeof *picks);
  if (pass.count == 0 || picks == NULL || examples->count == 0)
    return (nb_pass){0};
  for (uint32_t k = 0; k < count; k++)
    picks[k] = first + k;
  nb_pass_load(network, &pass, examples, picks);
  nb_network_forward(network, parameters, &pass);
  return pass;
}

const float *nb_turned(nb_board *b, const nb_network *network, const float *parameters, int layer, int from,
                       int to, float by)
{
  size_t bytes = nb_network_parameters(network) * sizeof *parameters;
  float *turned = nb_scratch(b, bytes);
  if (turned == NULL || by == 0)
    return parameters;
  memcpy(turned, parameters, bytes);
  uint32_t before = network->sizes[layer - 1];
  turned[nb_network_weights(network, (uint32_t)layer) + (uint32_t)to * before + (uint32_t)from] += by;
  return turned;
}

nb_reading nb_read_back(nb_board *b, const nb_network *network, const float *parameters, nb_pass pass,
                        nb_diagram_part part)
{
  float *gradient = nb_scratch(b, nb_network_parameters(network) * sizeof *gradient);
  nb_reading r = {.pass = pass, .label = -1};
  if (pass.count == 0 || gradient == NULL)
    return (nb_reading){.label = -1};
  uint32_t outputs = outputs_of(network), wanted = nb_largest(pass.targets, outputs);
  nb_network_backward(network, parameters, &r.pass, gradient);
  r.diagram = nb_diagram_of(b, network, parameters, &r.pass, part);
  r.diagram.gradients = nb_diagram_edges(b, network, gradient, part);
  r.cost = nb_network_cost(network, &r.pass);
  for (uint32_t k = 0; k < network->sizes[0]; k++)
    r.ink += pass.a[0][k];
  r.said = (int)nb_largest(pass.a[nb_network_layers(network) - 1], outputs);
  if (pass.count == 1 && pass.targets[wanted] > 0)
    r.label = (int)wanted;
  return r;
}

// How strong a weight shows: they are small, and before a training smaller than after it.
#define WEIGHT_STRENGTH 3.0f
#define WEAKEST_SHOWN 0.6f // of the largest of a neuron's weights

static float weight_strength(const float *weights, int count)
{
  float most = 0;
  for (int k = 0; k < count; k++)
    most = fmaxf(most, fabsf(weights[k]));
  return most > 0 ? fmaxf(WEIGHT_STRENGTH, WEAKEST_SHOWN / most) : 0;
}

void nb_looked_for(nb_board *b, nb_rect area, const nb_network *network, const float *parameters,
                   nb_style style)
{
  int inputs = (int)network->sizes[0], count = (int)network->sizes[1], side = (int)lround(sqrt(inputs));
  int across = (int)ceil(sqrt(count));
  float gap = 0.07f * area.width / (float)across, reveal = style.reveal;
  float *picture = nb_scratch(b, (size_t)inputs * sizeof *picture);
  if (picture == NULL || side * side != inputs)
    return;
  style.color = style.color == NB_DEFAULT ? NB_POSITIVE : style.color;
  style.fill = style.fill == NB_DEFAULT ? NB_NEGATIVE : style.fill;
  for (int k = 0; k < count; k++) {
    const float *weights = parameters + nb_network_weights(network, 1) + (size_t)k * (size_t)inputs;
    float strength = weight_strength(weights, inputs);
    for (int i = 0; i < inputs; i++)
      picture[i] = strength * weights[i];
    style.reveal = nb_smooth(2 * reveal - (float)k / (float)count);
    nb_rect where = nb_sheet_square(area, across, k);
    where.y += gap, where.width -= gap, where.height -= gap;
    nb_pixels(b, where, picture, side, side, style);
  }
}

void nb_votes(nb_board *b, nb_rect area, const float *votes, int right, nb_style style)
{
  nb_plane plane = {area, 0, NB_DIGITS_CLASSES, 0, 1};
  nb_style bars = style;
  bars.reveal = nb_ease_linear(1.5f * style.reveal);
  nb_bars(b, plane, votes, NB_DIGITS_CLASSES, NB_DIGIT_NAMES, bars);
  if (right < 0 || right >= NB_DIGITS_CLASSES)
    return;
  float share = area.width / NB_DIGITS_CLASSES;
  nb_rect frame = {area.x + share * ((float)right + 0.06f), area.y, 0.88f * share, area.height};
  nb_rectangle(b, frame, 0.05f,
               nb_style(.color = NB_V, .alpha = style.alpha, .reveal = nb_ease_linear(3 * style.reveal - 2)));
}

#define SQUARES_ACROSS 5
#define SQUARE_SHARE 0.86f // of a place's width; the rest is a gap

void nb_error_square(nb_board *b, nb_rect where, float error, nb_style style)
{
  nb_style track = style, fill = style;
  track.color = NB_TRACK, track.width = 2;
  fill.fill = style.color == NB_DEFAULT ? NB_V : style.color, fill.width = -1, fill.reveal = 1;
  nb_rectangle(b, (nb_rect){where.x, where.y, error * where.width, error * where.height}, 0, fill);
  nb_rectangle(b, where, 0, track);
}

void nb_error_squares(nb_board *b, nb_rect area, const float *votes, int right, nb_style style)
{
  float width = area.width / SQUARES_ACROSS, side = SQUARE_SHARE * width, height = 0.5f * area.height;
  nb_style name = style;
  name.color = NB_DIM, name.size = 20, name.anchor = NB_TOP, name.reveal = 1;
  for (int k = 0; k < NB_DIGITS_CLASSES; k++) {
    float grown = nb_smooth(2 * style.reveal - (float)k / NB_DIGITS_CLASSES);
    nb_vec2 corner = {area.x + width * (float)(k % SQUARES_ACROSS),
                      area.y + area.height - side - height * (float)(k / SQUARES_ACROSS)};
    name.alpha = style.alpha * grown;
    nb_error_square(b, (nb_rect){corner.x, corner.y, side, side},
                    grown * fabsf(votes[k] - (k == right ? 1 : 0)), style);
    nb_text(b, nb_add(corner, nb_at(0.5f * side, -0.06f)), NB_DIGIT_NAMES[k], name);
  }
}
