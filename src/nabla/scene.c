#include "nabla/scene.h"

#include <math.h>

#include "nabla/math/network.h"

// Seconds into `step` as they count for a cue: a step left early counts as finished.
static float cue_time(const nb_frame *f, int step, float at, float seconds)
{
  if (f->step > step)
    return 1;
  if (f->step < step)
    return 0;
  if (!(seconds > 0))
    return f->seconds >= at ? 1 : 0;
  return nb_ease_linear((f->seconds - at) / seconds);
}

float nb_cue(const nb_frame *f, int step, float at, float seconds)
{
  return nb_smooth(cue_time(f, step, at, seconds));
}

float nb_cue_linear(const nb_frame *f, int step, float at, float seconds)
{
  return cue_time(f, step, at, seconds);
}

float nb_visit(const nb_frame *f, int step, float at, float seconds)
{
  return nb_ease_there_and_back(cue_time(f, step, at, seconds));
}

float nb_course(const nb_frame *f, float from, const nb_leg *legs, int count)
{
  for (int k = 0; k < count; k++) {
    float along = nb_cue(f, legs[k].step, legs[k].at, legs[k].seconds);
    from = along < 1 ? from + (legs[k].to - from) * along : legs[k].to;
  }
  return from;
}

float nb_during(const nb_frame *f, int first, int last)
{
  return nb_cue(f, first, 0, 0.5f) * (1 - nb_cue(f, last + 1, 0, 0.5f));
}

bool nb_after(const nb_frame *f, int step)
{
  return f->step > step;
}

static const float anew = 0.6f; // seconds of fading and coming back: about as long as captions take to change

float nb_anew(const nb_frame *f, const int *steps, int count)
{
  float gone = 0;
  for (int k = 0; k < count; k++)
    gone += nb_visit(f, steps[k], 0, anew);
  return 1 - gone;
}

bool nb_begun(const nb_frame *f, int step)
{
  return nb_cue(f, step, 0.5f * anew, 0) > 0;
}

bool nb_answered(const nb_frame *f, int step)
{
  return step >= 0 && step < NB_MAX_STEPS && (f->answered >> step & 1) != 0;
}

float nb_guessed(const nb_frame *f, int step)
{
  return nb_during(f, step, nb_answered(f, step) ? step + 1 : step) * nb_cue(f, step, 0.3f, 0.6f);
}

bool nb_guess_in(nb_board *b, const nb_frame *f, int step, nb_vec2 from, nb_vec2 at)
{
  float shown = nb_guessed(f, step), answered = nb_cue(f, step + 1, 0, 0.6f);
  nb_guess(b, from, at, nb_style(.alpha = shown * (1 - answered)));
  nb_guess(b, from, at, nb_style(.color = NB_DIM, .alpha = shown * answered));
  return f->step == step && shown > 0.5f;
}

float nb_right_goes(const nb_frame *f, int step, float at, nb_vec2 guess, nb_vec2 truth)
{
  bool right = nb_length(nb_sub(guess, truth)) < 0.5f;
  return right ? 1 - nb_cue(f, step, at, 0.8f) : 1;
}

void nb_guess_on_plane(nb_board *b, const nb_frame *f, int step, nb_plane plane, const nb_vec2 *field,
                       nb_vec2 tail)
{
  if (nb_guess_in(b, f, step, nb_on_plane(plane, tail), nb_on_plane(plane, nb_add(tail, *field))))
    nb_grab_on_plane(b, plane, field, tail);
}

void nb_guess_slider(nb_board *b, const nb_frame *f, int step, nb_vec2 left, const float *field,
                     nb_slider_spec spec)
{
  float given = *field;
  nb_slider(b, left, f->step == step ? field : &given, spec,
            nb_style(.color = NB_V, .alpha = nb_guessed(f, step)));
}

float nb_right_pick(float ring, const float *values, uint32_t count)
{
  float best = (float)nb_largest(values, count);
  return roundf(ring) == best ? ring : best;
}

nb_digits nb_frame_digits(const nb_frame *f)
{
  nb_digits digits = {0};
  for (int k = 0; k < f->data_count && digits.train.count == 0; k++)
    (void)nb_digits_view(f->data[k].bytes, f->data[k].size, &digits);
  return digits;
}
