#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "digest/digest.h"
#include "notebook/ink_log.h"
#include "notebook/talk.h"
#include "stage/answer.h"

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

// Behind what was missed in a talk before the last: when.
static void end_line(missing *m, const talk *t, bool last)
{
  char when[40] = "";
  struct tm local;
  time_t began = (time_t)t->began;
  if (!last && localtime_r(&began, &local))
    strftime(when, sizeof when, ", on %Y-%m-%d", &local);
  add(&m->text, "%s\n", when);
}

// A later talk came to it again, and tells of it itself where it was not said then either.
static bool comes_later(const talk *t, const talk *last, const char *id, const talk_point *point)
{
  for (const talk *later = t + 1; later <= last; later++)
    for (int k = 0; strcmp(later->scene, id) == 0 && k < later->point_count; k++)
      if (later->points[k].step == point->step && strcmp(later->points[k].words, point->words) == 0 &&
          talk_reached(later, point->step))
        return true;
  return false;
}

static bool is_gone_through_later(const talk *t, const talk *last, const char *id, int step)
{
  for (const talk *later = t + 1; later <= last; later++)
    if (strcmp(later->scene, id) == 0 && talk_reached(later, step))
      return true;
  return false;
}

static void add_talk(missing *m, const talk *t, const talk *last, const char *id, const nb_scene *scene)
{
  bool newest = t == last;
  for (int k = 0; k < t->point_count; k++)
    if (talk_is_gap(t, &t->points[k]) && !comes_later(t, last, id, &t->points[k]) &&
        add_place(m, scene, t->points[k].step)) {
      add(&m->text, "not said: *");
      add_words(&m->text, t->points[k].words);
      add(&m->text, "*");
      end_line(m, t, newest);
    }
  for (int k = 0; k < t->lost_count; k++)
    if (!is_gone_through_later(t, last, id, t->lost[k].step) && add_place(m, scene, t->lost[k].step)) {
      add(&m->text, "the partner was lost, %.0f s into it", (double)t->lost[k].seconds);
      end_line(m, t, newest);
    }
}

// The newest talk first.
static void add_talks(missing *m, const notebook *n, const char *id, const nb_scene *scene)
{
  const talk *list, *last = NULL;
  int count = talk_list(n, &list);
  for (int k = count - 1; k >= 0; k--) {
    if (strcmp(list[k].scene, id) != 0)
      continue;
    last = last ? last : &list[k];
    add_talk(m, &list[k], last, id, scene);
  }
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

// A value as parameter_print has it, its numbers to three figures: "0.04, -0.76".
static void add_value(text *t, const char *value)
{
  while (*value) {
    bool number = strchr("-.0123456789", *value) != NULL;
    char *end = (char *)(uintptr_t)value;
    double is = number ? strtod(value, &end) : 0;
    if (end > value)
      add(t, "%.3g", is);
    else
      add_words(t, (char[]){*value, 0});
    if (*value == ',' && value[1] != ' ')
      add(t, " ");
    value = end > value ? end : value + 1;
  }
}

static void add_answers(missing *m, const notebook *n, const char *id, const nb_scene *scene)
{
  for (int step = 0; step < scene->step_count; step++) {
    notebook_answer a;
    if (!notebook_last_answer(n, id, step, &a) || !(a.off > ANSWER_NEAR) || !add_place(m, scene, step))
      continue;
    add_caption(&m->text, scene->steps[step].ask);
    if (a.given && a.right) {
      add(&m->text, " You said ");
      add_value(&m->text, a.given);
      add(&m->text, ", right is ");
      add_value(&m->text, a.right);
      add(&m->text, ".");
    }
    add(&m->text, " Off by %.0f %%: %s\n", 100 * (double)a.off, answer_nearness(a.off));
  }
}

static void keep_answers(digest *d, const notebook *n, const nb_scene *scene)
{
  for (int step = 0; step < scene->step_count; step++) {
    notebook_answer a;
    if (!notebook_last_answer(n, d->scene, step, &a) || !a.given || !a.right)
      continue;
    snprintf(d->answers[step].given, sizeof d->answers[step].given, "%s", a.given);
    snprintf(d->answers[step].right, sizeof d->answers[step].right, "%s", a.right);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Ink

static void read_event(int step, const void *event, size_t size, void *context)
{
  digest *d = context;
  if (step < DIGEST_PAGES && !d->unread && nb_failed(ink_log_apply(&d->ink[step], event, size)))
    d->unread = true;
}

static bool has_ink(digest *d, int page)
{
  uint32_t count = 0;
  return ink_page_shown(&d->ink[page], &count) && count > 0;
}

static uint64_t steps_with_ink(digest *d, const nb_scene *scene)
{
  uint64_t steps = 0;
  for (int k = 0; k < scene->step_count; k++)
    if (has_ink(d, k))
      steps |= UINT64_C(1) << k;
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

static bool add_page(digest *d, int number)
{
  text t = {0};
  add(&t, "### Page %d\n\n", number + 1);
  bool failed = t.failed;
  add_part(d, &t, NB_MAX_STEPS + number);
  return !failed;
}

nb_error digest_gather(digest *d, notebook *n, const char *id, const nb_scene *scene)
{
  missing m = {0};
  *d = (digest){0};
  snprintf(d->scene, sizeof d->scene, "%s", id);
  if (nb_failed(notebook_read_ink(n, id, read_event, d)))
    d->unread = true;
  add_talks(&m, n, id, scene);
  add_stuck(&m, n, id, scene);
  add_answers(&m, n, id, scene);
  keep_answers(d, n, scene);
  uint64_t steps = m.steps | steps_with_ink(d, scene);
  steps = steps ? steps : steps_to_say(scene);
  bool well = !m.text.failed && add_head(d, n, scene, &m);
  for (int k = 0; k < scene->step_count && well; k++)
    if (steps >> k & 1)
      well = add_step(d, scene, k);
  for (int k = 0; k < NOTEBOOK_PAGES && well; k++)
    if (has_ink(d, NB_MAX_STEPS + k))
      well = add_page(d, k);
  free(m.text.bytes);
  return well ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory for the notes on %s", id);
}

void digest_free(digest *d)
{
  for (int k = 0; k < d->count; k++)
    free(d->parts[k].text);
  for (int k = 0; k < DIGEST_PAGES; k++)
    ink_page_free(&d->ink[k]);
  *d = (digest){0};
}
