#include "app/playback.h"

#include <math.h>

#define STALL 0.1            // seconds
#define FRAME (1.0f / 60.0f) // seconds

playback playback_start(stage *s)
{
  return (playback){.stage = s, .playing = true, .speed = 1};
}

float playback_step_length(const playback *p, int step)
{
  return fmaxf(stage_scene(p->stage)->steps[step].seconds, stage_step_reached(p->stage, step));
}

bool playback_answered(const playback *p)
{
  return p->answered >> stage_where(p->stage).step & 1;
}

bool playback_waits(const playback *p)
{
  stage_position at = stage_where(p->stage);
  const nb_step *step = &stage_scene(p->stage)->steps[at.step];
  return step->wait && !playback_answered(p) && at.seconds >= step->seconds;
}

static bool is_at_end(const playback *p)
{
  stage_position at = stage_where(p->stage);
  const nb_scene *scene = stage_scene(p->stage);
  const nb_step *last = &scene->steps[scene->step_count - 1];
  return at.step == scene->step_count - 1 && !last->live && at.seconds >= last->seconds;
}

static void answer(playback *p, int step, bool answered)
{
  uint64_t bit = UINT64_C(1) << step;
  p->answered = answered ? p->answered | bit : p->answered & ~bit;
  stage_answer(p->stage, step, answered);
}

static nb_error go(playback *p, int step, float seconds)
{
  return stage_jump(p->stage, (stage_position){.step = step, .seconds = seconds});
}

// Plays from the start of `step`; from there on questions are asked again.
static nb_error go_back(playback *p, int step)
{
  for (int k = step; k < stage_scene(p->stage)->step_count; k++)
    answer(p, k, false);
  p->playing = true;
  return go(p, step, 0);
}

// A question is shown whose step has not run out yet.
static bool is_asking(const playback *p)
{
  stage_position at = stage_where(p->stage);
  const nb_step *step = &stage_scene(p->stage)->steps[at.step];
  return step->wait && step->ask && !playback_answered(p) && at.seconds < step->seconds;
}

// Who answers before all is drawn is brought to where it is, and told how to answer; it is not yet their answer.
static nb_error bring_forward(playback *p)
{
  int step = stage_where(p->stage).step;
  p->playing = false;
  return go(p, step, stage_scene(p->stage)->steps[step].seconds);
}

static nb_error go_last(playback *p)
{
  int last = stage_scene(p->stage)->step_count - 1;
  p->playing = false;
  return go(p, last, playback_step_length(p, last));
}

static nb_error go_next(playback *p)
{
  int step = stage_where(p->stage).step;
  if (playback_waits(p))
    answer(p, step, true);
  if (step + 1 >= stage_scene(p->stage)->step_count)
    return go_last(p);
  p->playing = true;
  return go(p, step + 1, 0);
}

// The scene has more to show than the step that has run out.
static bool is_at_step_end(const playback *p)
{
  stage_position at = stage_where(p->stage);
  const nb_step *step = &stage_scene(p->stage)->steps[at.step];
  return !step->live && at.seconds >= step->seconds && at.step + 1 < stage_scene(p->stage)->step_count;
}

static nb_error play_or_pause(playback *p)
{
  if (p->playing && is_asking(p))
    return bring_forward(p);
  if (p->by_step && is_at_step_end(p))
    return go_next(p);
  if (playback_waits(p)) {
    answer(p, stage_where(p->stage).step, true);
    p->playing = true;
    return nb_ok();
  }
  p->playing = !p->playing;
  return p->playing && is_at_end(p) ? go_back(p, 0) : nb_ok();
}

static nb_error go_previous(playback *p)
{
  int step = stage_where(p->stage).step;
  return go_back(p, step > 0 ? step - 1 : 0);
}

static nb_error frame_on(playback *p)
{
  p->playing = false;
  stage_play(p->stage, FRAME);
  return nb_ok();
}

static nb_error frame_back(playback *p)
{
  stage_position at = stage_where(p->stage);
  p->playing = false;
  if (at.seconds > 0)
    return go(p, at.step, fmaxf(0, at.seconds - FRAME));
  return at.step > 0 ? go(p, at.step - 1, playback_step_length(p, at.step - 1)) : nb_ok();
}

nb_error playback_do(playback *p, playback_move move)
{
  switch (move) {
  case PLAYBACK_PLAY:
    return play_or_pause(p);
  case PLAYBACK_NEXT:
    return go_next(p);
  case PLAYBACK_PREVIOUS:
    return go_previous(p);
  case PLAYBACK_AGAIN:
    return go_back(p, stage_where(p->stage).step);
  case PLAYBACK_FIRST:
    return go_back(p, 0);
  case PLAYBACK_LAST:
    return go_last(p);
  case PLAYBACK_FRAME_ON:
    return frame_on(p);
  case PLAYBACK_FRAME_BACK:
    return frame_back(p);
  case PLAYBACK_LOOP:
    p->loop = !p->loop;
    return nb_ok();
  case PLAYBACK_SLOWER:
    p->speed = fmaxf(PLAYBACK_SLOWEST, p->speed / 2);
    return nb_ok();
  case PLAYBACK_FASTER:
    p->speed = fminf(PLAYBACK_FASTEST, p->speed * 2);
    return nb_ok();
  }
  return nb_ok();
}

// Where a step that is looped has ended it begins anew; a live one has no end.
static void begin_anew(playback *p, int step)
{
  bool ended = stage_where(p->stage).step != step || !p->playing;
  if (p->loop && ended && !playback_waits(p))
    p->playing = !nb_failed(go(p, step, 0));
}

// Where time has run into the next step by itself, it is taken back to the end of its own, and waits there: for the viewer to
// go on, or for a hand to let go.
static void wait_at_end(playback *p, int step)
{
  if ((!p->by_step && !p->held) || p->loop || stage_where(p->stage).step == step)
    return;
  p->playing = p->playing && !p->by_step;
  (void)go(p, step, stage_scene(p->stage)->steps[step].seconds);
}

// The next step would take what is held out of the hand.
static bool is_held_at_end(const playback *p)
{
  stage_position at = stage_where(p->stage);
  const nb_step *step = &stage_scene(p->stage)->steps[at.step];
  return p->held && !step->live && at.seconds >= step->seconds;
}

bool playback_run(playback *p, double seconds)
{
  if (!p->playing || is_held_at_end(p))
    return false;
  int step = stage_where(p->stage).step;
  float speed = p->held_back ? PLAYBACK_SLOWEST * p->speed : p->speed;
  p->playing = stage_play(p->stage, (float)fmin(seconds, STALL) * speed);
  begin_anew(p, step);
  wait_at_end(p, step);
  return true;
}

nb_error playback_scrub(playback *p, int step, float along)
{
  return go(p, step, along * playback_step_length(p, step));
}
