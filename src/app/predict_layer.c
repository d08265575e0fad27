// The layer of what was predicted.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/parts.h"
#include "interface/guess.h"
#include "stage/parameter_text.h"

#define PLAYED 0.6f // of the next step: by then the answer has played
#define FADE 0.5f   // seconds

enum { TEXT = 512 };

// ---------------------------------------------------------------------------------------------------------------
// Answering

static const void *field_of(const stage *s, const nb_param *param)
{
  return (const char *)stage_state(s) + param->offset;
}

// Where the truth would stand: where its handle is drawn while the viewer's value is the truth. `room` is for the
// value that is there.
static bool find_right(player *p, const nb_param *param, const void *truth, void *room, nb_vec2 *at)
{
  const void *list;
  size_t size;
  memcpy(room, field_of(p->stage, param), param->bytes);
  bool found = !nb_failed(stage_set(p->stage, param->offset, truth, param->bytes)) &&
               memcmp(field_of(p->stage, param), truth, param->bytes) == 0 && // it was not beyond the range
               !nb_failed(stage_draw(p->stage, settings_theme(&p->settings), &list, &size)) &&
               answer_place(p->stage, param, at);
  (void)stage_set(p->stage, param->offset, room, param->bytes); // it was such a value
  return found;
}

static void keep(player *p, int step, const char *given, const char *right, float off)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  notebook_answer a = {.scene = p->scene,
                       .step = step,
                       .question = stage_scene(p->stage)->steps[step].ask,
                       .given = given,
                       .right = right,
                       .off = off};
  notebook_keep_answer(p->notebook, &a, (double)t.tv_sec + 1e-9 * (double)t.tv_nsec);
}

// What is right is in `truth`; as much room comes after it.
static void compare(player *p, const nb_param *param, char *truth)
{
  predict *own = &p->predict;
  char given[TEXT], right[TEXT];
  answer_off off = answer_measure(param, field_of(p->stage, param), truth);
  parameter_print(param, field_of(p->stage, param), given, sizeof given);
  parameter_print(param, truth, right, sizeof right);
  answer_words(param, off, truth, own->words, sizeof own->words);
  own->on = own->known = true;
  own->placed = answer_place(p->stage, param, &own->given);
  own->right_placed = own->placed && find_right(p, param, truth, truth + param->bytes, &own->right);
  keep(p, own->step, given, right, off.share);
}

static void only_keep(player *p, const nb_param *param, bool said)
{
  char given[TEXT];
  parameter_print(param, field_of(p->stage, param), given, sizeof given);
  keep(p, p->predict.step, said ? given : NULL, NULL, -1);
  if (said)
    player_notify(p, "your answer is kept");
}

void predict_answer(player *p)
{
  int step = stage_where(p->stage).step;
  const nb_param *param = stage_answer_param(p->stage, step);
  p->predict = (predict){.step = step};
  if (!param) {
    keep(p, step, NULL, NULL, -1); // said aloud, or thought
    return;
  }
  bool said = stage_is_changed(p->stage, param);
  char *truth = malloc(2 * (size_t)param->bytes);
  nb_error e = truth ? stage_truth(p->stage, step, truth) : nb_fail(NB_NO_MEMORY, "no memory for an answer");
  if (said && !nb_failed(e))
    compare(p, param, truth);
  else
    only_keep(p, param, said);
  if (stage_scene(p->stage)->steps[step].truth)
    player_report(p, e);
  free(truth);
}

const char *predict_last(const player *p)
{
  float off;
  bool known = notebook_answered(p->notebook, p->scene, stage_where(p->stage).step, &off);
  return known && off >= 0 ? answer_nearness(off) : NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// Showing

// How much of the ghost, and of the truth, is to be seen at the present moment.
static void shown(const player *p, float *given, float *right)
{
  const nb_scene *scene = stage_scene(p->stage);
  stage_position at = stage_where(p->stage);
  int plays = p->predict.step + 1 < scene->step_count ? p->predict.step + 1 : p->predict.step;
  float fade = p->settings.reduced_motion ? 1e-3f : FADE;
  *given = *right = 0;
  if (at.step == plays) {
    float since = at.seconds - (plays > p->predict.step ? PLAYED * scene->steps[plays].seconds : 0);
    *given = nb_smooth(at.seconds / fade);
    *right = nb_smooth(since / fade);
  } else if (at.step == plays + 1) {
    *given = *right = 1 - nb_smooth(at.seconds / fade);
  }
}

// Rings in a row are about what stands over it or under it: the words stand at its end, and not over the quiet column. There they
// are on a slider, whose name and number are over it: the words stand under its middle.
static nb_vec2 beside_row(const predict *own, float half)
{
  float first = fminf(own->given.x, own->right.x), last = fmaxf(own->given.x, own->right.x);
  if (first >= NB_COLUMN)
    return nb_at(NB_COLUMN + 1.65f, own->given.y - 0.48f);
  float right = last + 0.35f + half, most = NB_COLUMN - 0.1f - half;
  float x = right < most + 0.2f ? fminf(right, most) : first - 0.35f - half;
  return nb_at(x, own->given.y - 0.07f);
}

// Away from the middle, where the picture is: above both rings or below. Without places: where lines for a moment stand.
static nb_vec2 words_place(const predict *own, float half)
{
  if (!own->placed)
    return nb_at(0, 3.36f);
  nb_vec2 other = own->right_placed ? own->right : own->given;
  float low = fminf(own->given.y, other.y), high = fmaxf(own->given.y, other.y);
  nb_vec2 apart = nb_at(0.5f * (own->given.x + other.x), low + high < 0 ? low - 0.6f : high + 0.72f);
  nb_vec2 at = own->right_placed && low == high ? beside_row(own, half) : apart;
  return nb_at(fminf(fmaxf(at.x, half - 7.8f), 7.8f - half), fminf(fmaxf(at.y, -3.2f), 3.36f));
}

static void draw_words(const scribe *s, const predict *own, float alpha)
{
  words_style style = {.face = WORDS_MEDIUM, .size = 22, .color = scribe_color(s, NB_TEXT), .width = 6};
  float half = 0.5f * scribe_measure(s, own->words, &style, (scribe_place){nb_at(0, 0), 0.5f}).width + 0.25f;
  nb_vec2 at = words_place(own, half);
  nb_group(s->board, nb_affine_identity(), alpha);
  scribe_panel(s, (nb_rect){at.x - half, at.y - 0.17f, 2 * half, 0.48f}, NB_TRACK);
  scribe_words(s, own->words, &style, (scribe_place){at, 0.5f}, 1);
  nb_end(s->board);
}

static void record(player *p, const scribe *s)
{
  const predict *own = &p->predict;
  float given, right;
  if (!own->on || !(p->playback.answered >> own->step & 1))
    return;
  shown(p, &given, &right);
  if (own->placed && given > 0)
    guess_record(s->board, own->given, 0.7f * given);
  if (own->right_placed && right > 0)
    guess_record_right(s->board, own->given, own->right, right);
  if (own->known && right > 0)
    draw_words(s, own, right);
}

const layer predict_layer = {.name = "predict", .record = record};
