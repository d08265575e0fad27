#include "app/replaying.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/parts.h"

static double seconds_of(int64_t time)
{
  return (double)time / RECORDING_SECOND;
}

// ---------------------------------------------------------------------------------------------------------------
// Going

static void start(player *p)
{
  replaying *r = &p->replaying;
  r->runs = true;
  loudspeaker_start(&r->sound, seconds_of(r->replay.now), player_now());
}

static void stop(player *p)
{
  replaying *r = &p->replaying;
  if (r->runs)
    r->stopped = player_now();
  r->runs = false;
  loudspeaker_stop(&r->sound);
  changes_begin(p); // what the recording changed is not the viewer's to undo
}

// What no longer fits, told once.
static void tell_misfits(player *p)
{
  replaying *r = &p->replaying;
  char text[300];
  int count = r->replay.misfit_count;
  if (count == r->misfits_told)
    return;
  snprintf(text, sizeof text, "this scene was edited since: %s%s", r->replay.misfits[count - 1],
           count > 1 ? ", and more" : "");
  for (; r->misfits_told < count; r->misfits_told++)
    fprintf(stderr, "nabla: recording %d: %s\n", recording_about(r->file)->number,
            r->replay.misfits[r->misfits_told]);
  player_notify_for(p, text, 5);
}

static bool go(player *p, int64_t to)
{
  replaying *r = &p->replaying;
  nb_error e = replay_go(&r->replay, to);
  if (nb_failed(e)) {
    stop(p);
    player_notify_for(p, e.text, 6);
  }
  if (p->stage)
    p->playback.answered = stage_answers(p->stage);
  p->playback.playing = false;
  tell_misfits(p);
  return !nb_failed(e);
}

void replaying_seek(player *p, int64_t to)
{
  replaying *r = &p->replaying;
  bool runs = r->runs;
  if (runs)
    stop(p);
  if (go(p, to) && runs)
    start(p);
  r->stopped = player_now();
  p->stale = true;
}

void replaying_run(player *p)
{
  replaying *r = &p->replaying;
  if (!r->on || !r->runs)
    return;
  if (replay_is_touched(&r->replay)) {
    stop(p);
    player_notify_for(p, "stopped: Space goes on with the recording, as it was", 4);
    return;
  }
  int64_t to = (int64_t)(loudspeaker_time(&r->sound, p->clock) * RECORDING_SECOND);
  if (go(p, to) && to >= recording_length(r->file))
    stop(p);
}

static void play_or_stop(player *p)
{
  replaying *r = &p->replaying;
  if (r->runs) {
    stop(p);
    return;
  }
  bool at_end = r->replay.now >= recording_length(r->file);
  if (go(p, at_end ? 0 : r->replay.now))
    start(p);
}

bool replaying_move(player *p, playback_move move)
{
  replaying *r = &p->replaying;
  int64_t now = r->replay.now;
  if (!r->on || r->takes)
    return false;
  if (move == PLAYBACK_PLAY)
    play_or_stop(p);
  else if (move == PLAYBACK_NEXT)
    replaying_seek(p, replay_step_after(&r->replay, now));
  else if (move == PLAYBACK_PREVIOUS) // within a second of its start: the one before
    replaying_seek(p, replay_step_before(&r->replay, now - RECORDING_SECOND));
  else if (move == PLAYBACK_AGAIN)
    replaying_seek(p, replay_step_before(&r->replay, now + 1));
  else if (move == PLAYBACK_FIRST)
    replaying_seek(p, 0);
  else if (move == PLAYBACK_LAST)
    replaying_seek(p, recording_length(r->file));
  else if (move == PLAYBACK_FRAME_ON || move == PLAYBACK_FRAME_BACK)
    replaying_seek(p, now + (move == PLAYBACK_FRAME_ON ? 1 : -1) * RECORDING_SECOND / 60);
  else
    player_notify(p, "a recording goes as fast as it was spoken");
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Beginning and ending

static nb_error show(void *context, const char *scene, const char *moment, stage **out)
{
  player *p = context;
  bool is_there = strcmp(p->scene, scene) == 0 && !moment;
  nb_error e = is_there ? nb_ok() : player_show(p, scene, moment);
  *out = p->stage;
  return e;
}

static nb_error open_parts(player *p, int number)
{
  replaying *r = &p->replaying;
  nb_error e = recording_open(&r->file, notebook_path(p->notebook), number);
  if (nb_failed(e))
    return e;
  r->own = p->ink;
  e = ink_open(&p->ink);
  if (!nb_failed(e))
    e = replay_open(&r->replay, &(replay_options){.file = r->file,
                                                  .ink = &p->ink,
                                                  .show = show,
                                                  .context = p,
                                                  .skips_undone = p->options->skips_undone});
  if (!nb_failed(e))
    return e;
  ink_close(&p->ink);
  p->ink = r->own;
  recording_close(r->file);
  return e;
}

nb_error replaying_begin(player *p, int number)
{
  replaying *r = &p->replaying;
  replaying_end(p);
  notebook_flush(p->notebook);
  nb_error e = open_parts(p, number);
  if (nb_failed(e)) {
    *r = (replaying){0};
    return e;
  }
  r->on = true;
  loudspeaker_open(&r->sound, r->file);
  e = replay_go(&r->replay, 0);
  if (nb_failed(e))
    replaying_end(p);
  else
    start(p);
  p->stale = true;
  return e;
}

static void put_away(replaying *r)
{
  if (r->takes)
    return;
  loudspeaker_close(&r->sound);
  replay_close(&r->replay);
  recording_close(r->file);
}

void replaying_end(player *p)
{
  replaying *r = &p->replaying;
  if (!r->on)
    return;
  put_away(r);
  ink_close(&p->ink);
  p->ink = r->own;
  *r = (replaying){0};
  player_report(p, ink_show(&p->ink, p->notebook, p->scene));
  changes_begin(p);
  diary_begin(&p->diary, p->notebook, p->scene, p->stage, player_now());
}

// What has been done of the piece that is being read: it is not taken over whole.
static void gather_rest(const replay *r, recording_piece *rest)
{
  recording_event e;
  recording_reader reader = recording_piece_at(r->options.file, r->piece);
  while (recording_next(&reader, &e, NULL) && e.at <= r->now && e.kind != RECORDING_END)
    recording_add(rest, &e);
}

void replaying_take(player *p)
{
  replaying *r = &p->replaying;
  if (!go(p, r->replay.now)) // what the viewer changed is not part of it
    return;
  stop(p);
  recording_piece rest = {0};
  gather_rest(&r->replay, &rest);
  recorder_start how = {.take_of = recording_about(r->file)->number,
                        .pieces = recording_piece_number(r->file, r->replay.piece),
                        .taken = seconds_of(r->replay.now),
                        .rest = &rest};
  put_away(r);
  r->takes = true;
  recording_start(p, how);
  recording_free(&rest);
  if (!recorder_is_on(&p->recorder))
    replaying_end(p);
}

void replaying_lose_stage(player *p)
{
  replaying *r = &p->replaying;
  bool runs = r->runs;
  if (!r->on || r->takes)
    return;
  stop(p);
  replay_lose_stage(&r->replay);
  if (runs && go(p, r->replay.now))
    start(p);
}

double replaying_ink_clock(const player *p, double now)
{
  const replaying *r = &p->replaying;
  return r->on && !r->takes ? replay_clock(&r->replay) + (r->runs ? 0 : now - r->stopped) : now;
}
