#include "app/recorder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "notebook/recording_file.h"
#include "stage/carry.h"

#define GATHER 0.25         // seconds
#define STATE_EVERY 8.0     // seconds
#define STATE_BYTES 12000.0 // a second, on average: about three times what a voice takes
#define STATE_LONGEST 600.0 // seconds without one, however large it is
#define RESTLESS 60.0       // seconds that a hand may keep one from being kept
enum { LARGEST_STATE = 32 << 20 };

// ---------------------------------------------------------------------------------------------------------------
// Events

static int64_t time_of(recorder *r)
{
  return (int64_t)(recorder_seconds(r) * RECORDING_SECOND);
}

double recorder_seconds(recorder *r)
{
  double now = r->now();
  if (r->microphone)
    r->clock.shift = microphone_time(r->microphone, now) - now;
  return steady_at(&r->clock, now);
}

static void hand_over(recorder *r)
{
  recording_piece *p = &r->piece;
  if (p->count == 0)
    return;
  if (!notebook_add_piece(r->notebook, r->number, r->pieces, p->first, p->last, p->bytes, p->size))
    r->lost = true;
  r->pieces++;
  recording_empty(p);
}

void recorder_put(recorder *r, recording_kind kind, const void *bytes, size_t size)
{
  if (!r->number)
    return;
  int64_t at = time_of(r);
  if (r->piece.count > 0 && at - r->piece.first > (int64_t)(GATHER * RECORDING_SECOND))
    hand_over(r);
  if (!recording_add(&r->piece, &(recording_event){kind, at, bytes, size}))
    r->lost = true;
}

// What has been packed into r->room.
static void put_room(recorder *r, recording_kind kind)
{
  if (r->room.failed)
    r->lost = true;
  else
    recorder_put(r, kind, r->room.bytes, r->room.size);
  r->room.size = 0;
  r->room.failed = false;
}

static void hear_stage(void *context, const stage_deed *deed)
{
  recorder *r = context;
  recording_value value = {.name = deed->param ? deed->param->name : "",
                           .from = deed->from,
                           .bytes = deed->value,
                           .size = deed->bytes};
  switch (deed->kind) {
  case STAGE_JUMP:
    recording_pack_moment(&r->room, (recording_moment){deed->to.step, deed->to.seconds});
    put_room(r, RECORDING_JUMP);
    break;
  case STAGE_PLAY:
    recorder_put(r, RECORDING_PLAY, &deed->seconds, sizeof deed->seconds);
    break;
  case STAGE_SET:
  case STAGE_RESET:
    recording_pack_value(&r->room, &value);
    put_room(r, deed->kind == STAGE_SET ? RECORDING_SET : RECORDING_RESET);
    break;
  case STAGE_ANSWER:
    recording_pack_answer(&r->room, (recording_answer){deed->step, deed->answered});
    put_room(r, RECORDING_ANSWER);
    break;
  case STAGE_TAKE_OTHER:
    recorder_put(r, RECORDING_OTHER, NULL, 0);
    break;
  }
}

static void hear_hand(void *context, const desk_deed *deed)
{
  recorder *r = context;
  if (!r->number)
    return;
  recording_pack_hand(&r->room, (recording_hand){.deed = deed->kind,
                                                 .number = deed->number,
                                                 .x = deed->sample.at.x,
                                                 .y = deed->sample.at.y,
                                                 .pressure = deed->sample.pressure,
                                                 .when = deed->sample.when});
  put_room(r, RECORDING_DESK);
}

static bool is_same_look(page_look a, page_look b)
{
  return a.middle.x == b.middle.x && a.middle.y == b.middle.y && a.closer == b.closer;
}

static void hear_page(void *context, int page, page_look look)
{
  recorder *r = context;
  if (!r->number || (page == r->page && is_same_look(look, r->look)))
    return;
  r->page = page;
  r->look = look;
  recording_pack_page(&r->room, (recording_page){page, look.middle.x, look.middle.y, page_zoom(look)});
  put_room(r, RECORDING_PAGE);
}

static void hear_ink(void *context, int page, const void *event, size_t size)
{
  recorder *r = context;
  if (!r->number)
    return;
  recording_pack_ink(&r->room, &(recording_ink){.page = page, .bytes = event, .size = size});
  put_room(r, RECORDING_INK);
}

ink_listener recorder_listener(recorder *r)
{
  return (ink_listener){hear_hand, hear_page, hear_ink, r};
}

// ---------------------------------------------------------------------------------------------------------------
// States

static bool is_at_rest(const recorder *r)
{
  return !r->desk->down && r->desk->selected_count == 0 && desk_next_change(r->desk, r->now()) == INFINITY;
}

// All that is needed to go on from here, with the log up to here before it.
static void keep_state(recorder *r)
{
  size_t size;
  uint8_t *kept = stage_keep(r->stage, &size);
  recorder_state hand = {.tool = r->desk->tool,
                         .color = r->desk->look.color,
                         .width = r->desk->look.width,
                         .page = r->page,
                         .look = r->look,
                         .x = r->desk->last.at.x,
                         .y = r->desk->last.at.y};
  double now = recorder_seconds(r);
  hand_over(r);
  if (kept && size < LARGEST_STATE) {
    recording_put(&r->room, &hand, sizeof hand);
    recording_put(&r->room, kept, size);
    if (!r->room.failed)
      notebook_add_state(r->notebook, r->number, r->pieces, (int64_t)(now * RECORDING_SECOND), r->room.bytes,
                         r->room.size);
    r->room.size = 0;
    r->room.failed = false;
  }
  free(kept);
  r->state_due = now + fmin(fmax(STATE_EVERY, (double)size / STATE_BYTES), STATE_LONGEST);
}

// ---------------------------------------------------------------------------------------------------------------
// Scenes

static void keep_ink(recorder *r, const char *scene)
{
  for (int k = 0; k < r->scene_count; k++)
    if (strcmp(r->scenes[k], scene) == 0)
      return;
  if (r->scene_count == RECORDER_SCENES)
    return;
  snprintf(r->scenes[r->scene_count++], NOTEBOOK_ID, "%s", scene);
  notebook_add_recorded_ink(r->notebook, r->number, scene);
}

static void put_scene(recorder *r, const char *id, uint64_t answered)
{
  const nb_scene *scene = stage_scene(r->stage);
  carry *c = carry_take(r->stage, answered);
  char *moment = c ? carry_write(c) : NULL;
  recording_scene event = {.id = id,
                           .build = stage_build(r->stage),
                           .clock = r->began,
                           .moment = moment ? moment : "",
                           .step_count = scene->step_count};
  for (int k = 0; k < scene->step_count; k++)
    event.titles[k] = scene->steps[k].title;
  recording_pack_scene(&r->room, &event);
  put_room(r, RECORDING_SCENE);
  free(moment);
  carry_free(c);
}

void recorder_meet(recorder *r, const char *scene, stage *s, uint64_t answered)
{
  if (!r->number)
    return;
  r->stage = s;
  r->page = -1;
  stage_listen(s, hear_stage, r);
  keep_ink(r, scene);
  put_scene(r, scene, answered);
  keep_state(r);
}

// ---------------------------------------------------------------------------------------------------------------
// The voice

static void take_sound(void *context, int64_t first, const void *bytes, size_t size)
{
  recorder *r = context;
  notebook_add_sound(r->notebook, r->number, first, bytes, size);
}

static void put_voice(recorder *r)
{
  const char *name = r->microphone ? microphone_name(r->microphone) : "";
  recorder_put(r, RECORDING_VOICE, name, strlen(name));
}

static nb_error open_microphone(recorder *r)
{
  const char *device = r->wanted[0] ? r->wanted : NULL;
  nb_error e = nb_fail(NB_NO_SOUND, "no microphone is wanted");
  if (!r->silent)
    e = microphone_open(
        &r->microphone,
        &(microphone_options){
            .device = device, .now = r->now, .clock = r->clock, .take = take_sound, .context = r});
  return e;
}

static void tell_microphone(recorder *r, nb_error e)
{
  snprintf(r->voice, sizeof r->voice, "%.190s", nb_failed(e) ? e.text : microphone_name(r->microphone));
  put_voice(r);
}

static void close_microphone(recorder *r)
{
  microphone *m = r->microphone;
  if (!m)
    return;
  (void)recorder_seconds(r); // the clock goes on from the sound's time
  r->microphone = NULL;
  microphone_close(m);
}

static void note_gone(recorder *r)
{
  close_microphone(r);
  snprintf(r->voice, sizeof r->voice, "the microphone is gone: recorded without sound from here");
  put_voice(r);
}

bool recorder_lose(recorder *r, unsigned device)
{
  if (!r->number || !r->microphone || microphone_device(r->microphone) != device)
    return false;
  note_gone(r);
  return true;
}

// The sound between is missing, and heard as silence: the clock has gone on without it.
bool recorder_find(recorder *r)
{
  if (!r->number || r->microphone || r->silent)
    return false;
  (void)recorder_seconds(r);
  nb_error e = open_microphone(r);
  if (nb_failed(e))
    return false;
  tell_microphone(r, e);
  return true;
}

float recorder_level(recorder *r)
{
  return r->microphone ? microphone_level(r->microphone) : 0;
}

// ---------------------------------------------------------------------------------------------------------------

static double real_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int begin_row(const recorder_start *start)
{
  notebook_recording about = {.began = real_now(), .take_of = start->take_of, .taken = start->taken};
  snprintf(about.scene, sizeof about.scene, "%s", start->scene);
  snprintf(about.title, sizeof about.title, "%s", stage_scene(start->stage)->title);
  if (!start->take_of)
    return notebook_begin_recording(start->notebook, &about);
  return notebook_begin_take(start->notebook, &about, start->pieces,
                             (int64_t)(start->taken * RECORDING_RATE));
}

// The events that come before, of a piece that is taken over in part.
static void put_rest(recorder *r, const recording_piece *rest)
{
  recording_event e;
  recording_reader reader = recording_read(rest->bytes, rest->size, rest->first);
  while (recording_next(&reader, &e, NULL))
    if (!recording_add(&r->piece, &e))
      r->lost = true;
  hand_over(r);
}

nb_error recorder_begin(recorder *r, const recorder_start *start)
{
  int number = notebook_state(start->notebook).mode == NOTEBOOK_WRITES ? begin_row(start) : 0;
  if (!number)
    return nb_fail(NB_CANNOT_WRITE, "nothing can be recorded: %.300s",
                   notebook_state(start->notebook).trouble[0] ? notebook_state(start->notebook).trouble
                                                              : "the notebook takes no more recordings");
  double now = start->now();
  *r = (recorder){.number = number,
                  .notebook = start->notebook,
                  .now = start->now,
                  .clock = steady_start(now, start->taken),
                  .began = now - start->taken,
                  .pieces = start->pieces,
                  .desk = start->desk,
                  .silent = start->microphone && !*start->microphone};
  snprintf(r->wanted, sizeof r->wanted, "%s", start->microphone ? start->microphone : "");
  if (start->rest)
    put_rest(r, start->rest);
  recorder_meet(r, start->scene, start->stage, start->answered);
  hear_page(r, start->page, start->look);
  tell_microphone(r, open_microphone(r));
  return nb_ok();
}

void recorder_end(recorder *r)
{
  if (!r->number)
    return;
  close_microphone(r);
  recorder_put(r, RECORDING_END, NULL, 0);
  hand_over(r);
  stage_listen(r->stage, NULL, NULL);
  recording_free(&r->piece);
  free(r->room.bytes);
  *r = (recorder){0};
}

bool recorder_is_on(const recorder *r)
{
  return r->number != 0;
}

void recorder_tend(recorder *r)
{
  if (!r->number)
    return;
  if (r->microphone && microphone_is_gone(r->microphone))
    note_gone(r);
  double now = recorder_seconds(r);
  if (now >= r->state_due && (is_at_rest(r) || now >= r->state_due + RESTLESS)) {
    stage_position at = stage_where(r->stage);
    recording_pack_moment(&r->room, (recording_moment){at.step, at.seconds});
    put_room(r, RECORDING_WHERE);
    keep_state(r);
  }
  if (r->piece.count > 0 && now - (double)r->piece.first / RECORDING_SECOND > GATHER)
    hand_over(r);
}

double recorder_due(const recorder *r)
{
  if (!r->number || r->piece.count == 0)
    return INFINITY;
  return (double)r->piece.first / RECORDING_SECOND - r->clock.shift + GATHER;
}
