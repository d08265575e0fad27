// A training that is under way, as a lesson shows it.
#include "nabla/learning.h"
#include "nabla/scene.h"

void nb_training_chart(nb_board *b, nb_training_chart_spec spec, const nb_history *cost)
{
  nb_rect area = spec.area;
  nb_plane seconds = {area, 0, spec.seconds, 0, spec.highest}, ticks = seconds;
  ticks.x1 *= NB_TICKS_PER_SECOND;
  float top = area.y + area.height, words = top + 0.25f;
  int points = nb_history_points(cost);
  nb_style dim = nb_style(.color = NB_DIM, .size = 22);
  nb_text(b, nb_at(area.x, words), "cost", dim);
  if (spec.note != NULL)
    nb_text(b, nb_at(area.x + 0.15f, top - 0.2f), spec.note, dim);
  nb_number(b, nb_at(area.x + 0.6f, words), points > 0 ? cost->points[points - 1] : 0, 3,
            nb_style(.color = NB_V, .size = 24));
  dim.anchor = NB_RIGHT_BASELINE;
  nb_text(b, nb_at(area.x + area.width, words), nb_words(b, "step %s", nb_grouped(b, spec.steps)), dim);
  nb_axes(b, seconds, (nb_axes_spec){.at_edges = true, .step = {10, 0.5f}, .x_label = "\\text{s}"},
          nb_style(.width = 2));
  nb_history_plot(b, ticks, cost, nb_style());
  nb_grab_time(b, area, 0, spec.seconds);
}

void nb_learning_rate(nb_board *b, nb_vec2 left, const float *field, float most, nb_style style)
{
  nb_slider_spec spec = {.label = "\\text{learning rate } η", .length = 3.5f, .min = 0.001f, .max = most};
  spec.logarithmic = true, spec.decimals = 3;
  nb_slider(b, left, field, spec, style);
}

void nb_score_line(nb_board *b, nb_vec2 left, nb_score_line_spec spec, nb_style style)
{
  nb_vec2 right = nb_add(left, nb_at(spec.length, 0)), mark = nb_mix2(left, right, spec.guess);
  style.width = 8;
  nb_style track = style, words = style, guess = style;
  track.color = NB_TRACK;
  words.size = 22;
  nb_line(b, left, right, track);
  nb_line(b, left, nb_mix2(left, right, spec.part), style);
  nb_text(b, nb_add(left, nb_at(0, 0.22f)), spec.words, words);
  if (spec.guessed == NULL)
    return;
  guess.color = NB_V, guess.width = 0, guess.size = 20, guess.anchor = NB_TOP_LEFT;
  nb_line(b, nb_add(mark, nb_at(0, 0.13f)), nb_add(mark, nb_at(0, -0.13f)), guess);
  nb_text(b, nb_add(left, nb_at(0, -0.18f)), spec.guessed, guess);
}
