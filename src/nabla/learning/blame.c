// How a network is shown what it did wrong.
#include <math.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

#define ARC_RADIUS 1.5f // of a neuron's
#define ARC_GAP 0.35f   // radians between an arc's ends and the horizontal
#define PI_ 3.14159265f

void nb_blames(nb_board *b, nb_diagram_spec spec, int layer, const float *blames, nb_style style)
{
  if (layer < 0 || layer >= spec.layer_count)
    return;
  int count = spec.sizes[layer];
  float radius = ARC_RADIUS * (spec.radius == 0 ? 0.125f : spec.radius), most = 0;
  for (int k = 0; k < count; k++)
    most = fmaxf(most, fabsf(blames[k]));
  for (int k = 0; most > 0 && k < count; k++) {
    float side = blames[k] < 0 ? 0 : PI_;
    style.color = blames[k] < 0 ? NB_LEARNING : NB_V;
    style.width = 1 + 7 * sqrtf(fabsf(blames[k]) / most);
    nb_arc(b, nb_diagram_neuron(spec, layer, k), radius, side + PI_ - ARC_GAP, side + ARC_GAP, style);
  }
}

static float squash(float z, const void *unused)
{
  (void)unused;
  return 1 / (1 + expf(-z));
}

void nb_squash_plot(nb_board *b, nb_rect area, float z, nb_style style)
{
  const nb_plane plane = {area, -5, 5, 0, 1};
  nb_style curve = style, axes = style, here = style;
  float a = squash(z, NULL);
  axes.color = NB_DIM, axes.width = 2, axes.reveal = nb_ease_linear(3 * style.reveal);
  curve.color = NB_LEARNING, curve.width = 4, curve.reveal = nb_ease_linear(2 * style.reveal);
  here.color = NB_V, here.width = 4, here.reveal = nb_ease_linear(3 * style.reveal - 2);
  nb_axes(b, plane, (nb_axes_spec){.step = {5, 1}, .x_label = "z", .y_label = "\\sigma"}, axes);
  nb_curve(b, plane, squash, NULL, curve);
  nb_tangent(b, plane, nb_at(z, a), a * (1 - a), 0.7f, here);
  here.width = 15;
  nb_point(b, nb_on_plane(plane, nb_at(z, a)), here);
}
