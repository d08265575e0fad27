#include "interface/guess.h"

#define RING 0.17f // board units: as nb_guess has it

void guess_record(nb_board *b, nb_vec2 given, float alpha)
{
  nb_circle(b, given, RING, nb_style(.color = NB_GROUND, .width = 7, .alpha = alpha));
  nb_circle(b, given, RING, nb_style(.color = NB_TEXT, .width = 2.5f, .alpha = alpha, .dash = {5, 5}));
}

void guess_record_right(nb_board *b, nb_vec2 given, nb_vec2 right, float alpha)
{
  nb_vec2 way = nb_sub(right, given);
  float length = nb_length(way);
  if (length > 2 * RING) {
    nb_vec2 along = nb_scale(RING / length, way);
    nb_line(b, nb_add(given, along), nb_sub(right, along),
            nb_style(.color = NB_TEXT, .width = 2.5f, .dash = {3, 7}, .alpha = alpha));
  }
  nb_circle(b, right, RING, nb_style(.color = NB_TEXT, .width = 3, .alpha = alpha));
}
