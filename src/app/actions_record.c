// What keys do to record an explanation.
#include <stdio.h>

#include "app/parts.h"

static const char *wanted_microphone(const player *p)
{
  const char *name = p->settings.microphone;
  return strcmp(name, "none") == 0 ? "" : !*name || strcmp(name, "system") == 0 ? NULL : name;
}

static void begin(player *p)
{
  nb_error e =
      recorder_begin(&p->recorder, &(recorder_start){.notebook = p->notebook,
                                                     .now = player_now,
                                                     .scene = p->scene,
                                                     .stage = p->stage,
                                                     .desk = &p->ink.desk,
                                                     .page = ink_page_at(&p->ink, stage_where(p->stage).step),
                                                     .look = ink_look_at(&p->ink),
                                                     .answered = p->playback.answered,
                                                     .microphone = wanted_microphone(p)});
  if (nb_failed(e)) {
    player_notify_for(p, e.text, 6);
    return;
  }
  p->ink.hear = recorder_listener(&p->recorder);
  if (!p->recorder.microphone)
    player_notify_for(p, p->recorder.voice, 6);
  else
    player_notify(p, "recording: K ends it");
}

static void end(player *p)
{
  char text[200];
  int number = p->recorder.number;
  bool lost = p->recorder.lost;
  p->ink.hear = (ink_listener){0};
  recorder_end(&p->recorder);
  snprintf(text, sizeof text, "recording %d is kept%s: nabla replay %d", number,
           lost ? ", but not all of it" : "", number);
  player_notify_for(p, text, 6);
}

static void record(player *p, int with)
{
  (void)with;
  if (recorder_is_on(&p->recorder))
    end(p);
  else
    begin(p);
}

void recorder_note(player *p, recording_kind kind, const void *bytes, size_t size)
{
  recorder_put(&p->recorder, kind, bytes, size);
}

static const action table[] = {
    {"record", "record an explanation; again: end it", {ACTION_KEY(SDLK_k)}, .run = record},
};

ACTION_GROUP(record_actions, "Recording", 1, table);
