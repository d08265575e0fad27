#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digest/digest.h"
#include "notebook/ink_log.h"
#include "notebook/talk.h"

#define OFF 0.1f // of its range: an answer that was farther off was missed

// ---------------------------------------------------------------------------------------------------------------
// Text that grows

typedef struct text {
  char *bytes;
  size_t length, capacity;
  bool failed;
} text;

static void add(text *t, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  int more = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  if (more < 0 || t->failed)
    return;
  if (t->length + (size_t)more + 1 > t->capacity) {
    size_t capacity = 2 * t->capacity + (size_t)more + 256;
    char *bytes = realloc(t->bytes, capacity);
    t->failed = !bytes;
    if (!bytes)
      return;
    t->bytes = bytes;
    t->capacity = capacity;
  }
  va_start(arguments, format);
  vsnprintf(t->bytes + t->length, t->capacity - t->length, format, arguments);
  va_end(arguments);
  t->length += (size_t)more;
}

// Words that are not Markdown, as such: what could be a mark is written so that it is none.
static void add_words(text *t, const char *words)
{
  for (; words && *words; words++)
    add(t, strchr("\\`*_[]<>#$~", *words) ? "\\%c" : "%c", *words == '\n' ? ' ' : *words);
}

// A caption: its *emphasis* is Markdown's.
static void add_caption(text *t, const char *words)
{
  for (; words && *words; words++)
    add(t, strchr("\\`_[]<>#$~", *words) ? "\\%c" : "%c", *words == '\n' ? ' ' : *words);
}

// ---------------------------------------------------------------------------------------------------------------
// What was missed

typedef struct missing {
  text text;
  uint64_t steps; // at which something was
} missing;

// Begins a line: where it was.
static bool add_place(missing *m, const nb_scene *scene, int step)
{
  if (step < 0 || step >= scene->step_count)
    return false;
  m->steps |= UINT64_C(1) << step;
  add(&m->text, "- step %d, ", step + 1);
  add_words(&m->text, scene->steps[step].title);
  add(&m->text, ": ");
  return true;
}

static void add_gaps(missing *m, const notebook *n, const char *id, const nb_scene *scene)
{
  const talk *t = talk_last(n, id);
  for (int k = 0; t && k < t->point_count; k++)
    if (talk_is_gap(t, &t->points[k]) && add_place(m, scene, t->points[k].step)) {
      add(&m->text, "not said: *");
      add_words(&m->text, t->points[k].words);
      add(&m->text, "*\n");
    }
  for (int k = 0; t && k < t->lost_count; k++)
    if (add_place(m, scene, t->lost[k].step))
      add(&m->text, "the partner was lost, %.0f s into it\n", (double)t->lost[k].seconds);
}

static void add_stuck(missing *m, const notebook *n, const char *id, const nb_scene *scene)
{
  const notebook_stuck *list;
  int count = notebook_stuck_list(n, &list);
  for (int k = 0; k < count; k++)
    if (strcmp(list[k].scene, id) == 0 && add_place(m, scene, list[k].step)) {
      add(&m->text, "stuck");
      if (list[k].need[0]) {
        add(&m->text, ", and went back for ");
        add_words(&m->text, list[k].need);
      }
      add(&m->text, "\n");
    }
}

static void add_answers(missing *m, const notebook *n, const char *id, const nb_scene *scene)
{
  for (int step = 0; step < scene->step_count; step++) {
    float off;
    if (!notebook_answered(n, id, step, &off) || !(off > OFF) || !add_place(m, scene, step))
      continue;
    add_caption(&m->text, scene->steps[step].ask);
    add(&m->text, " Off by %.0f %%\n", 100 * (double)off);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Ink

static void read_event(int step, const void *event, size_t size, void *context)
{
  digest *d = context;
  if (step < NB_MAX_STEPS && !d->unread && nb_failed(ink_log_apply(&d->ink[step], event, size)))
    d->unread = true;
}

static uint64_t steps_with_ink(digest *d, const nb_scene *scene)
{
  uint64_t steps = 0;
  for (int k = 0; k < scene->step_count; k++) {
    uint32_t count = 0;
    if (ink_page_shown(&d->ink[k], &count) && count > 0)
      steps |= UINT64_C(1) << k;
  }
  return steps;
}

static uint64_t steps_to_say(const nb_scene *scene)
{
  uint64_t steps = 0;
  for (int k = 0; k < scene->step_count; k++)
    if (scene->steps[k].hear[0])
      steps |= UINT64_C(1) << k;
  return steps ? steps : UINT64_C(1) << (scene->step_count - 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Parts

static void add_part(digest *d, text *t, int step)
{
  if (t->length > 0 && d->count < DIGEST_PARTS)
    d->parts[d->count++] = (digest_part){t->bytes, step};
  else
    free(t->bytes);
}

static bool add_head(digest *d, const notebook *n, const nb_scene *scene, const missing *m)
{
  text t = {0};
  const char *note = notebook_note(n, d->scene);
  add(&t, "# ");
  add_words(&t, scene->title);
  add(&t, "\n\n");
  if (note)
    add(&t, "%s%s\n", note, note[0] && note[strlen(note) - 1] == '\n' ? "" : "\n");
  if (m->text.length > 0)
    add(&t, "## To look at again\n\n%s\n", m->text.bytes);
  bool failed = t.failed;
  add_part(d, &t, -1);
  return !failed;
}

static bool add_step(digest *d, const nb_scene *scene, int step)
{
  text t = {0};
  const nb_step *s = &scene->steps[step];
  add(&t, "### %d\\. ", step + 1);
  add_words(&t, s->title);
  add(&t, "\n\n");
  add_caption(&t, s->say && *s->say ? s->say : s->ask);
  add(&t, "\n\n");
  bool failed = t.failed;
  add_part(d, &t, step);
  return !failed;
}

nb_error digest_gather(digest *d, notebook *n, const char *id, const nb_scene *scene)
{
  missing m = {0};
  *d = (digest){0};
  snprintf(d->scene, sizeof d->scene, "%s", id);
  if (nb_failed(notebook_read_ink(n, id, read_event, d)))
    d->unread = true;
  add_gaps(&m, n, id, scene);
  add_stuck(&m, n, id, scene);
  add_answers(&m, n, id, scene);
  uint64_t steps = m.steps | steps_with_ink(d, scene);
  steps = steps ? steps : steps_to_say(scene);
  bool well = !m.text.failed && add_head(d, n, scene, &m);
  for (int k = 0; k < scene->step_count && well; k++)
    if (steps >> k & 1)
      well = add_step(d, scene, k);
  free(m.text.bytes);
  return well ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for the notes on %s", id);
}

void digest_free(digest *d)
{
  for (int k = 0; k < d->count; k++)
    free(d->parts[k].text);
  for (int k = 0; k < NB_MAX_STEPS; k++)
    ink_page_free(&d->ink[k]);
  *d = (digest){0};
}
