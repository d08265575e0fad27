#include <string.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

static nb_pass pass_on(nb_board *b, const nb_network *network, uint32_t count)
{
  float *memory = nb_scratch(b, nb_pass_floats(network, count) * sizeof *memory);
  return memory ? nb_pass_over(network, count, memory) : (nb_pass){0};
}

nb_pass nb_read(nb_board *b, const nb_network *network, const float *parameters, const float *picture)
{
  nb_pass pass = pass_on(b, network, 1);
  if (pass.count == 0)
    return pass;
  memcpy(pass.a[0], picture, network->sizes[0] * sizeof *picture);
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
