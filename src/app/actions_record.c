// What keys do to record an explanation.
#include <stdio.h>

#include "app/parts.h"
#include "workshop/program.h"

static const char *wanted_microphone(const player *p)
{
  const char *name = p->settings.microphone;
  return strcmp(name, "none") == 0 ? "" : !*name || strcmp(name, "system") == 0 ? NULL : name;
}

void recording_start(player *p, recorder_start how)
{
  how.notebook = p->notebook;
  how.now = player_now;
  how.scene = p->scene;
  how.stage = p->stage;
  how.desk = &p->ink.desk;
  how.page = ink_page_at(&p->ink, stage_where(p->stage).step);
  how.look = ink_look_at(&p->ink);
  how.answered = p->playback.answered;
  how.microphone = wanted_microphone(p);
  nb_error e = recorder_begin(&p->recorder, &how);
  if (nb_failed(e)) {
    player_notify_for(p, e.text, 6);
    return;
  }
  p->ink.hear = recorder_listener(&p->recorder);
  if (!p->recorder.microphone)
    player_notify_for(p, p->recorder.voice, 6);
  else if (how.take_of)
    player_notify_for(p, "recorded anew from here: K ends it, and the take before stays", 4);
  else
    player_notify(p, "recording: K ends it");
}

static void end(player *p)
{
  char text[480], name[300];
  int number = p->recorder.number;
  bool lost = p->recorder.lost;
  p->ink.hear = (ink_listener){0};
  recorder_end(&p->recorder);
  replaying_end(p); // of which it was another take
  program_name(name, sizeof name);
  snprintf(text, sizeof text, "recording %d is kept%s: %s replay %d", number,
           lost ? ", but not all of it" : "", name, number);
  player_notify_for(p, text, 6);
}

static void record(player *p, int with)
{
  (void)with;
  if (recorder_is_on(&p->recorder))
    end(p);
  else if (p->replaying.on)
    replaying_take(p);
  else
    recording_start(p, (recorder_start){0});
}

void recorder_note(player *p, recording_kind kind, const void *bytes, size_t size)
{
  recorder_put(&p->recorder, kind, bytes, size);
}

static const action table[] = {
    {"record", "record what you explain; again: end it", {ACTION_KEY(SDLK_k)}, .run = record},
};

ACTION_GROUP(record_actions, "Recording", 2, table);
