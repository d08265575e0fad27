#include "app/replay.h"

#include <stdlib.h>
#include <string.h>

#include "app/replay_inside.h"

#define FAR (3 * RECORDING_SECOND) // so far on it is worth looking for a state that was kept

// ---------------------------------------------------------------------------------------------------------------
// Events

void replay_read_from(replay *r, int piece)
{
  r->piece = piece;
  r->reader = piece < recording_pieces(r->options.file) ? recording_piece_at(r->options.file, piece)
                                                        : recording_read(NULL, 0, 0);
  replay_read_next(r);
}

void replay_read_next(replay *r)
{
  const recording_file *f = r->options.file;
  while (!(r->has_next = recording_next(&r->reader, &r->next, NULL)) && r->piece + 1 < recording_pieces(f)) {
    r->piece++;
    r->reader = recording_piece_at(f, r->piece);
  }
}

static nb_error advance(replay *r, int64_t to)
{
  nb_error e = nb_ok();
  r->applies = true;
  while (r->has_next && r->next.at <= to && !nb_failed(e)) {
    recording_event next = r->next;
    int piece = r->piece;
    replay_read_next(r);
    r->now = next.at;
    e = replay_do(r, &next, piece);
    if (r->differs)
      replay_mend_ink(r);
  }
  r->applies = false;
  r->now = nb_failed(e) ? r->now : to;
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// From a kept state

// The scene that is shown when a piece begins.
static int scene_before(const replay *r, int piece)
{
  int k = r->scene_count - 1;
  while (k > 0 && r->scenes[k].piece >= piece)
    k--;
  return k;
}

static int scene_at(const replay *r, int64_t at)
{
  int k = r->scene_count - 1;
  while (k > 0 && r->scenes[k].at > at)
    k--;
  return k;
}

// From where a scene was shown.
static nb_error go_from_scene(replay *r, int k, int64_t to)
{
  r->applies = true;
  replay_ink_until(r, r->scenes[k].piece, true);
  r->applies = false;
  replay_read_from(r, r->scenes[k].piece);
  r->now = r->next.at;
  return advance(r, to > r->scenes[k].at ? to : r->scenes[k].at);
}

// From the last state before `to`. False where there is none, or it is of another build; then nothing is lost but time.
static bool go_from_state(replay *r, int64_t to, nb_error *e)
{
  int piece;
  size_t size;
  const void *bytes;
  *e = nb_ok();
  if (!recording_state_before(r->options.file, recording_pieces(r->options.file), to, &piece, &bytes, &size))
    return false;
  if (!r->touched && to >= r->now && r->scene >= 0 && piece <= r->piece) {
    *e = advance(r, to); // what is there is nearer
    return true;
  }
  bool forward = !r->touched && to >= r->now && r->scene >= 0 && !r->options.ink->desk.down;
  uint8_t *copy = malloc(size + 1);
  if (!copy)
    return false;
  memcpy(copy, bytes, size);
  r->applies = true;
  bool stands = replay_restore(r, scene_before(r, piece), copy, size, e);
  if (stands) {
    replay_ink_until(r, piece, !forward);
    replay_take_hand(r, copy);
  }
  r->applies = false;
  free(copy);
  if (!stands)
    return false;
  replay_read_from(r, piece);
  r->touched = false;
  *e = advance(r, to);
  return true;
}

nb_error replay_go(replay *r, int64_t to)
{
  nb_error e;
  int64_t length = recording_length(r->options.file);
  to = to < 0 ? 0 : to > length ? length : to;
  bool onward = !r->touched && to >= r->now && r->scene >= 0;
  if (onward && to - r->now < FAR)
    return advance(r, to);
  if (go_from_state(r, to, &e) || nb_failed(e))
    return e;
  if (onward && r->scene >= 0)
    return advance(r, to);
  r->touched = false;
  return go_from_scene(r, scene_at(r, to), to);
}

// ---------------------------------------------------------------------------------------------------------------
// What it says

void replay_lose_stage(replay *r)
{
  r->stage = NULL;
  r->id[0] = 0;
  r->scene = -1;
}

stage *replay_stage(const replay *r)
{
  return r->stage;
}

double replay_clock(const replay *r)
{
  return r->clock + (double)r->now / RECORDING_SECOND;
}

bool replay_is_touched(const replay *r)
{
  return r->touched;
}

const char *replay_misfit(const replay *r, int k)
{
  return k < r->misfit_count ? r->misfits[k] : NULL;
}

int64_t replay_step_before(const replay *r, int64_t at)
{
  int64_t before = 0;
  for (int k = 0; k < r->mark_count && r->marks[k].at < at; k++)
    if (!r->marks[k].said)
      before = r->marks[k].at;
  return before;
}

int64_t replay_step_after(const replay *r, int64_t at)
{
  for (int k = 0; k < r->mark_count; k++)
    if (!r->marks[k].said && r->marks[k].at > at)
      return r->marks[k].at;
  return recording_length(r->options.file);
}
