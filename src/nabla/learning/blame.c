// How a network is shown what it did wrong.
#include <math.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

#define ARC_RADIUS 1.5f // of a neuron's
#define ARC_GAP 0.35f   // radians between an arc's ends and the horizontal

void nb_blames(nb_board *b, nb_diagram_spec spec, int layer, const float *blames, nb_style style)
{
  if (layer < 0 || layer >= spec.layer_count)
    return;
  int count = spec.sizes[layer];
  float radius = ARC_RADIUS * (spec.radius == 0 ? 0.125f : spec.radius), most = 0;
  for (int k = 0; k < count; k++)
    most = fmaxf(most, fabsf(blames[k]));
  for (int k = 0; most > 0 && k < count; k++) {
    float side = blames[k] < 0 ? 0 : NB_TURN / 2;
    style.color = blames[k] < 0 ? NB_LEARNING : NB_V;
    style.width = 1 + 7 * sqrtf(fabsf(blames[k]) / most);
    nb_arc(b, nb_diagram_neuron(spec, layer, k), radius, side + NB_TURN / 2 - ARC_GAP, side + ARC_GAP, style);
  }
}

#define ASKED_LINE 3.5f // points, for the largest; and of the dot that leaves along it
#define ASKED_DOT 16.0f

void nb_asks(nb_board *b, nb_diagram_spec spec, int layer, int neuron, const float *parts, nb_style style)
{
  if (layer < 0 || layer + 1 >= spec.layer_count)
    return;
  int count = spec.sizes[layer + 1];
  float most = 0, grown = nb_ease_linear(2 * style.reveal), gone = nb_ease_linear(2 * style.reveal - 1);
  nb_vec2 radius = nb_at(spec.radius == 0 ? 0.125f : spec.radius, 0);
  nb_vec2 to = nb_add(nb_diagram_neuron(spec, layer, neuron), radius);
  for (int k = 0; k < count; k++)
    most = fmaxf(most, fabsf(parts[k]));
  style.reveal = 1, style.cap = NB_CAP_BUTT; // a line ends where the neuron begins
  for (int k = 0; most > 0 && grown > 0 && k < count; k++) {
    float share = fabsf(parts[k]) / most;
    nb_vec2 from = nb_sub(nb_diagram_neuron(spec, layer + 1, k), radius);
    style.color = parts[k] < 0 ? NB_LEARNING : NB_V;
    style.width = 1 + (ASKED_LINE - 1) * share;
    nb_line(b, from, nb_mix2(from, to, grown), style);
    style.width = 5 + (ASKED_DOT - 5) * sqrtf(share);
    if (gone > 0 && gone < 1)
      nb_point(b, nb_mix2(from, to, gone), style);
  }
}
