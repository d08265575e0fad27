#include <math.h>
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

void nb_digit(nb_board *b, nb_rect where, const float *drawing, nb_style style)
{
  nb_pixels(b, where, drawing, NB_DIGITS_SIDE, NB_DIGITS_SIDE, style);
  nb_rectangle(b, where, 0.05f,
               nb_style(.color = NB_TRACK, .width = 2, .alpha = style.alpha, .reveal = style.reveal));
}

// How strong a weight shows: they are small.
#define WEIGHT_STRENGTH 3.0f

void nb_looked_for(nb_board *b, nb_rect area, const nb_network *network, const float *parameters,
                   nb_style style)
{
  int inputs = (int)network->sizes[0], count = (int)network->sizes[1], side = (int)lround(sqrt(inputs));
  int across = (int)ceil(sqrt(count));
  float cell = area.width / (float)across, shown = 0.93f * cell, reveal = style.reveal;
  float *picture = nb_scratch(b, (size_t)inputs * sizeof *picture);
  if (picture == NULL || side * side != inputs)
    return;
  style.color = style.color == NB_DEFAULT ? NB_POSITIVE : style.color;
  style.fill = style.fill == NB_DEFAULT ? NB_NEGATIVE : style.fill;
  for (int k = 0; k < count; k++) {
    const float *weights = parameters + nb_network_weights(network, 1) + (size_t)k * (size_t)inputs;
    for (int i = 0; i < inputs; i++)
      picture[i] = WEIGHT_STRENGTH * weights[i];
    style.reveal = nb_smooth(2 * reveal - (float)k / (float)count);
    nb_rect where = {area.x + cell * (float)(k % across),
                     area.y + area.height - cell * (float)(k / across) - shown, shown, shown};
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
