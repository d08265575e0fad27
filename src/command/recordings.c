// Lists the recordings there are, and drops one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command/commands.h"
#include "command/json.h"
#include "command/notebook_reader.h"
#include "notebook/recording_file.h"

static void write_length(char *to, size_t size, int64_t time)
{
  int seconds = (int)((time + RECORDING_SECOND / 2) / RECORDING_SECOND);
  if (seconds < 3600)
    snprintf(to, size, "%d:%02d", seconds / 60, seconds % 60);
  else
    snprintf(to, size, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void print_one(json *j, recording_file *f)
{
  const notebook_recording *about = recording_about(f);
  char when[40] = "", length[24], bytes[24], take[40] = "";
  time_t began = (time_t)about->began;
  struct tm local;
  if (localtime_r(&began, &local))
    strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
  double size = (double)recording_size(f) / 1e6;
  if (j) {
    json_open(j, NULL, '{');
    json_number(j, "recording", about->number);
    json_text(j, "scene", about->scene);
    json_text(j, "title", about->title);
    json_text(j, "began", when);
    json_number(j, "seconds", (double)recording_length(f) / RECORDING_SECOND);
    json_number(j, "megabytes", size);
    json_bool(j, "voice", recording_has_sound(f));
    json_bool(j, "whole", recording_is_whole(f));
    json_number(j, "take_of", about->take_of);
    json_close(j, '}');
    return;
  }
  write_length(length, sizeof length, recording_length(f));
  snprintf(bytes, sizeof bytes, size < 1 ? "%.0f kB" : "%.1f MB", size < 1 ? 1e3 * size : size);
  if (about->take_of)
    snprintf(take, sizeof take, ", anew from %d:%02d of %d", (int)about->taken / 60, (int)about->taken % 60,
             about->take_of);
  printf("%4d  %s  %7s  %8s  %s%s%s%s\n", about->number, when, length, bytes, about->scene,
         recording_has_sound(f) ? "" : ", without sound", recording_is_whole(f) ? "" : ", broken off", take);
}

static nb_error list_all(const options *o, const notebook *n)
{
  const notebook_recording *list;
  int count = notebook_recordings(n, &list);
  json j = json_to(stdout);
  if (o->json)
    json_open(&j, NULL, '[');
  else if (count == 0)
    fprintf(stderr, "nothing has been recorded yet: K in the window does\n");
  for (int k = 0; k < count; k++) {
    recording_file *f;
    nb_error e = recording_open(&f, notebook_path(n), list[k].number);
    if (nb_failed(e))
      fprintf(stderr, "nabla: %s\n", e.text);
    else
      print_one(o->json ? &j : NULL, f);
    recording_close(nb_failed(e) ? NULL : f);
  }
  if (o->json)
    json_close(&j, ']');
  return nb_ok();
}

static nb_error drop(const options *o, notebook *n)
{
  notebook_status s = notebook_state(n);
  if (s.mode != NOTEBOOK_WRITES)
    return nb_fail(NB_CANNOT_WRITE, "nothing can be deleted: %.400s", s.trouble);
  if (!notebook_drop_recording(n, o->drop))
    return nb_fail(NB_MISSING_FILE, "there is no recording %d; `nabla recordings` lists those there are",
                   o->drop);
  if (!o->quiet)
    fprintf(stderr, "recording %d is deleted\n", o->drop);
  return nb_ok();
}

nb_error command_recordings(const options *o, const places *p)
{
  (void)p;
  if (o->scene)
    return nb_fail(NB_USAGE, "recordings takes no name; `nabla replay %s` replays one", o->scene);
  notebook *n = o->drop ? notebook_open(&(notebook_options){.path = o->notebook}) : NULL;
  nb_error e = o->drop ? nb_ok() : notebook_reader(&n, o);
  if (!nb_failed(e))
    e = !n ? nb_fail(NB_NO_MEMORY, "no memory for the notebook") : o->drop ? drop(o, n) : list_all(o, n);
  notebook_close(n);
  return e;
}
