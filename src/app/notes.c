#include "app/notes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/parts.h"

#define KEEP_AFTER 0.3 // seconds; with what the notebook takes to commit less than one
#define SUMMARY "In three sentences"

void notes_keep(player *p, bool now)
{
  notes *n = &p->notes;
  if (n->open && n->editor.version != n->kept && n->due == INFINITY)
    n->due = p->clock + KEEP_AFTER;
  if (!n->open || n->due == INFINITY || (!now && p->clock < n->due))
    return;
  if (!notebook_keep_note(p->notebook, n->scene, n->editor.text, (double)time(NULL)))
    player_notify(p, "no memory to keep these notes");
  n->kept = n->editor.version;
  n->due = INFINITY;
}

static bool open_page(player *p, const char *scene)
{
  notes *n = &p->notes;
  const char *text = notebook_note(p->notebook, scene);
  if (!editor_open(&n->editor, text ? text : "")) {
    player_notify(p, "no memory for notes");
    return false;
  }
  snprintf(n->scene, sizeof n->scene, "%s", scene);
  n->kept = n->editor.version;
  n->due = INFINITY;
  n->set = 0;
  n->scroll = 0;
  n->aim = -1;
  n->selecting = false;
  n->follow = true;
  n->composing[0] = 0;
  return n->open = true;
}

void notes_close(player *p)
{
  notes *n = &p->notes;
  if (!n->open)
    return;
  if (n->editor.version != n->kept)
    n->due = 0;
  notes_keep(p, true);
  editor_close(&n->editor);
  n->open = n->writing = false;
}

void notes_end(player *p)
{
  notes_close(p);
  note_free(&p->notes.page);
}

void notes_turn(player *p, const char *scene)
{
  notes *n = &p->notes;
  bool open = n->open;
  if (open && strcmp(n->scene, scene) == 0)
    return;
  notes_close(p);
  if (open)
    open_page(p, scene);
}

// ---------------------------------------------------------------------------------------------------------------
// The summary

static bool has_summary(const player *p)
{
  const notes *n = &p->notes;
  const char *text = n->open ? n->editor.text : notebook_note(p->notebook, p->scene);
  return text && strstr(text, SUMMARY);
}

bool notes_ask(const player *p)
{
  const notebook_scene *known = notebook_find(p->notebook, p->scene);
  stage_position at = stage_where(p->stage);
  const nb_scene *scene = stage_scene(p->stage);
  bool at_end = at.step == scene->step_count - 1 && at.seconds >= 0.95f * scene->steps[at.step].seconds;
  return at_end && known && known->watched != 0 && !p->notes.writing && !has_summary(p);
}

static void begin_summary(editor *e)
{
  editor_go(e, EDITOR_END, false);
  bool blank = e->length == 0 || (e->length > 1 && strcmp(e->text + e->length - 2, "\n\n") == 0);
  editor_put(e, blank ? "## " SUMMARY "\n\n" : "\n\n## " SUMMARY "\n\n");
}

void notes_write(player *p)
{
  notes *n = &p->notes;
  bool asked = notes_ask(p);
  if (!n->open && !open_page(p, p->scene))
    return;
  if (asked)
    begin_summary(&n->editor);
  p->settings.panel = false; // there is room for one column
  n->writing = n->follow = true;
  n->touched = player_now();
}
