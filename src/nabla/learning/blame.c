// How a network is shown what it did wrong.
#include <math.h>

#include "nabla/learning.h"

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
