// What a neuron does with its sum, what it looks at, and what the last ones say.
#include <math.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

float nb_squash(float z)
{
  return 1 / (1 + expf(-z));
}

static float squash_at(float z, const void *unused)
{
  (void)unused;
  return nb_squash(z);
}

// To the left and above the curve is nothing.
static void name_place(nb_board *b, nb_vec2 at, const char *name, nb_style style)
{
  style.size = 20, style.anchor = NB_RIGHT_BASELINE;
  nb_text(b, nb_add(at, nb_at(0.03f, 0.12f)), name, style);
}

void nb_squash_plot(nb_board *b, nb_rect area, const float *z, const char *const *names, int count,
                    nb_style style)
{
  const nb_plane plane = {area, -8, 8, 0, 1};
  nb_style curve = style, axes = style, here = style, formula = style;
  axes.color = NB_DIM, axes.width = 2, axes.reveal = nb_ease_linear(3 * style.reveal);
  curve.color = NB_LEARNING, curve.width = 4, curve.reveal = nb_ease_linear(2 * style.reveal);
  formula.size = 26, formula.anchor = NB_LEFT, formula.reveal = curve.reveal;
  here.reveal = nb_ease_linear(3 * style.reveal - 2), here.width = 4, here.color = NB_V;
  nb_axes(b, plane, (nb_axes_spec){.step = {4, 1}, .x_label = "z"}, axes);
  nb_tex(b, nb_at(area.x + 0.56f * area.width, area.y + 0.32f * area.height),
         "\\sigma(z) = \\frac{1}{1 + e^{-z}}", formula);
  nb_curve(b, plane, squash_at, NULL, curve);
  if (count == 1)
    nb_tangent(b, plane, nb_at(*z, nb_squash(*z)), nb_squash(*z) * (1 - nb_squash(*z)), 0.6f, here);
  here.width = 15;
  for (int k = count - 1; k >= 0; k--) { // the first lies on top
    here.color = k == 0 && names == NULL ? NB_V : NB_TEXT;
    nb_vec2 place = nb_on_plane(plane, nb_at(z[k], nb_squash(z[k])));
    if (fabsf(z[k]) > 8)
      continue;
    nb_point(b, place, here);
    if (names != NULL)
      name_place(b, place, names[k], here);
  }
}

#define BEAM 0.045f // of the light: many lie upon one another

void nb_beams(nb_board *b, nb_diagram_spec spec, nb_rect picture, nb_style style)
{
  nb_vec2 low = nb_at(picture.x + picture.width, picture.y), high = nb_add(low, nb_at(0, picture.height));
  style.fill = NB_DIM, style.width = -1;
  float alpha = BEAM * style.alpha, reveal = style.reveal;
  for (int k = 0, count = spec.sizes[0]; k < count; k++) {
    style.alpha = alpha * nb_smooth(2 * reveal - (float)k / (float)count), style.reveal = 1;
    nb_polygon(b, (nb_vec2[]){low, high, nb_diagram_neuron(spec, 0, k)}, 3, style);
  }
}

void nb_verdict(nb_board *b, nb_vec2 at, const float *votes, nb_style style)
{
  uint32_t said = nb_largest(votes, NB_DIGITS_CLASSES);
  style.color = style.color == NB_DEFAULT ? NB_V : style.color;
  style.size = style.size == 0 ? 44 : style.size, style.font = NB_FONT_SEMIBOLD;
  const char *words =
      nb_words(b, "%s %u: %.0f %% sure", said == 8 ? "an" : "a", said, 100 * (double)votes[said]);
  nb_text(b, at, words, style);
}
