// What there is in a recording: its scenes, and the moments that one may want to go to.
#include <stdlib.h>
#include <string.h>

#include "app/replay_inside.h"

static void *room_for(void *memory, int *capacity, int count, size_t size)
{
  if (count < *capacity)
    return memory;
  int larger = 2 * count + 16;
  void *moved = realloc(memory, (size_t)larger * size);
  if (moved)
    *capacity = larger;
  return moved;
}

static bool add_scene(replay *r, int piece, const recording_event *event)
{
  replay_scene *moved = room_for(r->scenes, &r->scene_capacity, r->scene_count, sizeof *moved);
  if (!moved)
    return false;
  r->scenes = moved;
  r->scenes[r->scene_count++] = (replay_scene){piece, event->at, *event};
  return true;
}

static bool add_mark(replay *r, const recording_event *event)
{
  replay_mark *moved = room_for(r->marks, &r->mark_capacity, r->mark_count, sizeof *moved);
  if (!moved)
    return false;
  r->marks = moved;
  replay_mark *mark = &r->marks[r->mark_count++];
  *mark = (replay_mark){.at = event->at, .said = event->kind == RECORDING_MARK};
  if (mark->said)
    recording_unpack_words(event, mark->words, sizeof mark->words);
  return true;
}

static bool add_ink(replay *r, int piece, const recording_event *event)
{
  replay_ink *moved = room_for(r->inks, &r->ink_capacity, r->ink_count, sizeof *moved);
  if (!moved)
    return false;
  r->inks = moved;
  r->inks[r->ink_count++] =
      (replay_ink){.piece = piece, .event = *event, .deeds = r->deed_count, .block = -1};
  return true;
}

static bool add_deed(replay *r, const recording_event *event)
{
  recording_hand hand;
  replay_deed *moved = room_for(r->deeds, &r->deed_capacity, r->deed_count, sizeof *moved);
  if (!moved || !recording_unpack_hand(event, &hand))
    return moved != NULL;
  r->deeds = moved;
  r->deeds[r->deed_count++] = (replay_deed){.bytes = event->bytes, .kind = hand.deed};
  return true;
}

static bool look_at(replay *r, int piece, const recording_event *event)
{
  recording_scene scene;
  recording_page page;
  if (event->kind == RECORDING_SCENE && recording_unpack_scene(event, &scene)) {
    if (r->scene_count == 0)
      r->clock = scene.clock;
    return add_scene(r, piece, event) && add_ink(r, piece, event);
  }
  if (event->kind == RECORDING_INK)
    return add_ink(r, piece, event);
  if (event->kind == RECORDING_DESK && r->options.skips_undone)
    return add_deed(r, event);
  bool turns = event->kind == RECORDING_PAGE && recording_unpack_page(event, &page) && page.page >= 0;
  return !(turns || event->kind == RECORDING_MARK) || add_mark(r, event);
}

nb_error replay_open(replay *r, const replay_options *options)
{
  *r = (replay){.options = *options, .scene = -1};
  recording_file *f = options->file;
  bool room = true;
  for (int k = 0; k < recording_pieces(f) && room; k++) {
    recording_event e;
    recording_reader reader = recording_piece_at(f, k);
    while (room && recording_next(&reader, &e, NULL))
      room = look_at(r, k, &e);
  }
  if (room && options->skips_undone)
    room = replay_find_undone(r);
  if (room && r->scene_count > 0) {
    options->ink->hear = replay_listener(r);
    replay_read_from(r, 0);
    return nb_ok();
  }
  replay_close(r);
  return room ? nb_fail(NB_BAD_FILE, "recording %d shows no scene", recording_about(f)->number)
              : nb_fail(NB_NO_MEMORY, "no memory for recording %d", recording_about(f)->number);
}

void replay_close(replay *r)
{
  if (r->stage)
    stage_listen(r->stage, NULL, NULL);
  if (r->options.ink)
    r->options.ink->hear = (ink_listener){0};
  replay_forget_made(r);
  free(r->scenes);
  free(r->marks);
  free(r->inks);
  free(r->deeds);
  *r = (replay){0};
}
