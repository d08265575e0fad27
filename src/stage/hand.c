#include "stage/hand.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "actor/description.h"
#include "actor/parameter.h"
#include "stage/library.h"
#include "stage/parameter_text.h"
#include "stage/timeline.h"

// Room for a value of every kind that can be moved.
typedef union value {
  float numbers[9];
  int32_t integer;
  char text[DESCRIPTION_MAX_PARAM_TEXT];
} value;

static const nb_param *param_of(const nb_scene *scene, const char *name)
{
  for (int k = 0; k < scene->param_count; k++)
    if (strcmp(scene->params[k].name, name) == 0)
      return &scene->params[k];
  return NULL;
}

static bool glides(const nb_param *param)
{
  return parameter_is_float(param) || param->kind == NB_KIND_INTEGER;
}

static float seconds_of(const nb_param *param, const nb_move *move)
{
  return move->seconds > 0 || !glides(param) ? move->seconds : 1;
}

static bool is_there(const nb_step *step, int move)
{
  return move < NB_MAX_MOVES && step->moves[move].param != NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// Are they sound?

typedef struct asked {
  const nb_scene *scene;
  const char *file;
  int step, move;
} asked;

static nb_error bad(const asked *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

static nb_error bad(const asked *a, const char *format, ...)
{
  char words[300];
  const nb_step *step = &a->scene->steps[a->step];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  return nb_fail(NB_BAD_SCENE, "%.80s: step %d \"%.60s\": its move of \"%.40s\": %s", a->file, a->step + 1,
                 step->title, step->moves[a->move].param, words);
}

static nb_error check_name(const asked *a, const nb_move *move)
{
  const char *names[NB_MAX_PARAMS];
  if (param_of(a->scene, move->param) != NULL)
    return nb_ok();
  for (int k = 0; k < a->scene->param_count; k++)
    names[k] = a->scene->params[k].name;
  const char *nearest = library_nearest(move->param, names, a->scene->param_count);
  return nearest != NULL ? bad(a, "there is no such parameter; did you mean \"%.80s\"?", nearest)
                         : bad(a, "there is no such parameter");
}

static nb_error check_time(const asked *a, const nb_param *param, const nb_move *move)
{
  float seconds = a->scene->steps[a->step].seconds;
  if (!(move->at >= 0) || !(move->seconds >= 0))
    return bad(a, "it begins at %g s and takes %g s; neither may be below 0", move->at, move->seconds);
  if (!glides(param) && move->seconds > 0)
    return bad(a, "what cannot glide changes at once; leave its .seconds out");
  float end = move->at + seconds_of(param, move);
  if (!(end <= seconds + 1e-3f))
    return bad(a, "it ends after %g s, and the step takes %g", end, seconds);
  return nb_ok();
}

static nb_error check_value(const asked *a, const nb_param *param, const nb_move *move)
{
  value to;
  if (param->kind == NB_KIND_CANVAS)
    return bad(a, "a canvas cannot be moved");
  if (move->to == NULL)
    return bad(a, "it does not say where to");
  nb_error e = parameter_parse(param, &to, move->to);
  return nb_failed(e) ? bad(a, "%.240s", e.text) : e;
}

// The moves of a parameter stand in the order of their time, so that each starts from where the one before has ended.
static nb_error check_order(const asked *a, const nb_param *param, const nb_move *move)
{
  const nb_move *moves = a->scene->steps[a->step].moves;
  for (int k = 0; k < a->move; k++) {
    float end = moves[k].at + seconds_of(param, &moves[k]);
    if (strcmp(moves[k].param, move->param) == 0 && move->at < end - 1e-4f)
      return bad(a, "it begins after %g s, and the one before it ends after %g", move->at, end);
  }
  return nb_ok();
}

static nb_error check_move(const asked *a)
{
  const nb_move *move = &a->scene->steps[a->step].moves[a->move];
  const nb_param *param = param_of(a->scene, move->param);
  nb_error e = check_name(a, move);
  if (!nb_failed(e))
    e = check_value(a, param, move);
  if (!nb_failed(e))
    e = check_time(a, param, move);
  return nb_failed(e) ? e : check_order(a, param, move);
}

nb_error hand_check(const nb_scene *scene, const char *file)
{
  for (int step = 0; step < scene->step_count; step++)
    for (int move = 0; is_there(&scene->steps[step], move); move++) {
      nb_error e = check_move(&(asked){scene, file, step, move});
      if (nb_failed(e))
        return e;
    }
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// What they do

static float between(const nb_param *param, float from, float to, float along)
{
  return param->logarithmic ? from * powf(to / from, along) : from + (to - from) * along;
}

// `now` on the way to `to`: 0 to 1.
static void glide(const nb_param *param, char *now, const value *to, float along)
{
  if (param->kind == NB_KIND_INTEGER) {
    int32_t from;
    memcpy(&from, now, sizeof from);
    from += (int32_t)lround(((double)to->integer - from) * (double)along);
    memcpy(now, &from, sizeof from);
  } else if (param->kind == NB_KIND_CAMERA) {
    nb_camera from, end;
    memcpy(&from, now, sizeof from);
    memcpy(&end, to, sizeof end);
    from = nb_camera_between(from, end, along);
    memcpy(now, &from, sizeof from);
  } else {
    for (int k = 0; k < parameter_parts(param); k++) {
      float from;
      memcpy(&from, now + 4 * k, sizeof from);
      from = between(param, from, to->numbers[k], along);
      memcpy(now + 4 * k, &from, sizeof from);
    }
  }
}

static void make(const nb_param *param, const nb_move *move, float since, void *now)
{
  value to;
  float seconds = seconds_of(param, move);
  if (since < 0 || nb_failed(parameter_parse(param, &to, move->to)))
    return;
  if (since >= seconds)
    memcpy(now, &to, param->bytes);
  else
    glide(param, now, &to, nb_smooth(since / seconds));
}

bool hand_moves(const nb_scene *scene, const nb_param *param)
{
  for (int step = 0; step < scene->step_count; step++)
    for (int move = 0; is_there(&scene->steps[step], move); move++)
      if (strcmp(scene->steps[step].moves[move].param, param->name) == 0)
        return true;
  return false;
}

void hand_value(const nb_scene *scene, const nb_param *param, stage_position at, void *now)
{
  for (int step = 0; step <= at.step && step < scene->step_count; step++)
    for (int k = 0; is_there(&scene->steps[step], k); k++) {
      const nb_move *move = &scene->steps[step].moves[k];
      if (strcmp(move->param, param->name) == 0)
        make(param, move, step < at.step ? INFINITY : at.seconds - move->at, now);
    }
}

uint64_t hand_stretch(const nb_scene *scene, uint64_t tick, uint64_t most)
{
  timeline t = timeline_of(scene);
  stage_position here = timeline_moment(&t, tick);
  const nb_step *step = &scene->steps[here.step];
  uint64_t start = timeline_start(&t, here.step), until = start + (uint64_t)timeline_length(&t, here.step);
  for (int k = 0; is_there(step, k); k++) {
    const nb_move *move = &step->moves[k];
    float end = move->at + seconds_of(param_of(scene, move->param), move);
    uint64_t first = start + (uint64_t)timeline_ticks_into((stage_position){here.step, move->at});
    if (here.seconds <= end && tick >= first)
      return 1;
    if (tick < first && first < until)
      until = first;
  }
  uint64_t stretch = until > tick ? until - tick : 1;
  return stretch < most ? stretch : most;
}
