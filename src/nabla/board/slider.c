#include <math.h>

#include "nabla/board/recorder.h"

// How far along the slider a value stands (0 to 1), and how that grows with the value.
static void place(nb_slider_spec spec, float value, float *along, float *slope)
{
  if (spec.logarithmic && spec.min > 0) {
    float range = logf(spec.max / spec.min);
    value = fmaxf(value, spec.min);
    *along = logf(value / spec.min) / range;
    *slope = 1 / (value * range);
  } else {
    *along = (value - spec.min) / (spec.max - spec.min);
    *slope = 1 / (spec.max - spec.min);
  }
  *along = fminf(fmaxf(*along, 0), 1);
}

// Marks at the powers of ten, so that one sees that equal ways are equal factors.
static void draw_decades(nb_board *b, nb_vec2 left, nb_slider_spec spec, nb_style line)
{
  float along, slope, reach = spec.length * line.reveal;
  line.width = 2, line.reveal = 1;
  for (float power = ceilf(log10f(spec.min)); power <= log10f(spec.max) && power < 38; power++) {
    place(spec, powf(10, power), &along, &slope);
    nb_vec2 at = nb_at(left.x + along * spec.length, left.y);
    if (along * spec.length <= reach)
      nb_line(b, nb_add(at, nb_at(0, -0.08f)), nb_add(at, nb_at(0, 0.08f)), line);
  }
}

// What its ends stand for, below them.
static void draw_ends(nb_board *b, nb_vec2 left, nb_slider_spec spec, nb_style style)
{
  const char *number = nb_words(b, "\\val[~%d]", spec.decimals);
  nb_style end = nb_style(.color = NB_DIM, .size = 20, .alpha = style.alpha, .reveal = style.reveal);
  nb_tex(b, nb_at(left.x, left.y - 0.35f), number, end, &(float){spec.min});
  end.anchor = NB_RIGHT_BASELINE;
  nb_tex(b, nb_at(left.x + spec.length, left.y - 0.35f), number, end, &(float){spec.max});
}

void nb_slider(nb_board *b, nb_vec2 left, const float *field, nb_slider_spec spec, nb_style style)
{
  if (!(spec.max > spec.min) || !isfinite(*field) || !(style.reveal > 0) || !(style.alpha > 0))
    return;
  if (spec.length == 0)
    spec.length = 3.3f;
  if (style.color == NB_DEFAULT)
    style.color = NB_LEARNING;
  float along, slope;
  place(spec, *field, &along, &slope);

  float shown = spec.length * style.reveal;
  nb_vec2 right = nb_at(left.x + shown, left.y);
  nb_vec2 knob = nb_at(left.x + fminf(along * spec.length, shown), left.y);
  nb_style line = nb_style(.width = 5, .alpha = style.alpha);
  line.color = NB_TRACK;
  nb_line(b, left, right, line);
  line.reveal = style.reveal;
  if (spec.logarithmic && spec.min > 0)
    draw_decades(b, left, spec, line);
  line.reveal = 1;
  line.color = style.color;
  nb_line(b, left, knob, line);
  nb_circle(b, knob, 0.1f,
            nb_style(.color = style.color, .fill = NB_GROUND, .width = 3.5f, .alpha = style.alpha));

  draw_ends(b, left, spec, style);
  if (spec.label)
    nb_tex(b, nb_at(left.x, left.y + 0.22f), spec.label,
           nb_style(.size = 28, .alpha = style.alpha, .reveal = style.reveal));
  nb_number(b, nb_at(left.x + spec.length, left.y + 0.22f), *field, spec.decimals,
            nb_style(.color = style.color, .size = 24, .anchor = NB_RIGHT_BASELINE, .alpha = style.alpha,
                     .reveal = style.reveal));
  // The figures of Latin Modern Math are half an em wide and 0.68 ems high.
  float em = 24 / NB_POINTS_PER_UNIT, wide = 0.5f * em * (float)(spec.decimals + 2);
  nb_rect figures = {left.x + spec.length - wide, left.y + 0.22f, wide, 0.68f * em};
  board_grab_number(b, field, figures,
                    (uint32_t)(spec.decimals < 0   ? 0
                               : spec.decimals > 6 ? 6
                                                   : spec.decimals));
  nb_rect track = {left.x, left.y - 0.12f, shown, 0.24f};
  board_grab_on_track(b, field, knob, nb_at(slope * spec.length, 0), track);
}
