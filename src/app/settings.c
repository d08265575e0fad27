#include "app/settings.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stage/library.h"

// A field that is a bool has two words, no first; one that is a text has room for it; any other is a number.
typedef struct row {
  setting about;
  size_t offset;
  const char *words[2];
  float least, most;
  size_t room; // bytes of a text, its end with them
} row;

static const row rows[] = {
    {.about = {"theme", "chalk, board", "the dark theme or the light one"},
     .offset = offsetof(settings, light),
     .words = {"chalk", "board"}},
    {.about = {"contrast", "normal, high", "high: text as strong as it gets, quiet lines louder"},
     .offset = offsetof(settings, high_contrast),
     .words = {"normal", "high"}},
    {.about = {"text-size", "0.8 to 1.6", "of captions and all words around a scene"},
     .offset = offsetof(settings, text_size),
     .least = SETTINGS_SMALLEST_TEXT,
     .most = SETTINGS_LARGEST_TEXT},
    {.about = {"captions", "on, off", "the sentence below the picture"},
     .offset = offsetof(settings, captions),
     .words = {"off", "on"}},
    {.about = {"motion", "full, reduced", "reduced: each step is shown as it ends, without the way there"},
     .offset = offsetof(settings, reduced_motion),
     .words = {"full", "reduced"}},
    {.about = {"panel", "open, closed", "the panel of parameters at the right edge"},
     .offset = offsetof(settings, panel),
     .words = {"closed", "open"}},
    {.about = {"laser", "0.2 to 60", "seconds that the laser's trail stays"},
     .offset = offsetof(settings, laser),
     .least = 0.2f,
     .most = 60},
    {.about = {"microphone", "system, none, or a device's name or a part of it, below 60 bytes",
               "that records: nabla doctor names those there are"},
     .offset = offsetof(settings, microphone),
     .room = sizeof((settings *)0)->microphone},
};

enum { ROWS = sizeof rows / sizeof *rows };

settings settings_default(void)
{
  return (settings){.text_size = 1, .captions = true, .laser = SETTINGS_LASER, .microphone = "system"};
}

nb_theme settings_theme(const settings *s)
{
  if (s->high_contrast)
    return s->light ? NB_BOARD_STRONG : NB_CHALK_STRONG;
  return s->light ? NB_BOARD : NB_CHALK;
}

const setting *settings_at(int n)
{
  return n >= 0 && n < ROWS ? &rows[n].about : NULL;
}

static const row *find(const char *key)
{
  for (int k = 0; k < ROWS; k++)
    if (strcmp(rows[k].about.key, key) == 0)
      return &rows[k];
  return NULL;
}

static nb_error unknown(const char *key)
{
  const char *keys[ROWS];
  for (int k = 0; k < ROWS; k++)
    keys[k] = rows[k].about.key;
  const char *nearest = library_nearest(key, keys, ROWS);
  return nearest ? nb_fail(NB_UNKNOWN_PARAMETER, "there is no setting \"%.80s\"; did you mean \"%s\"?", key,
                           nearest)
                 : nb_fail(NB_UNKNOWN_PARAMETER, "there is no setting \"%.80s\"", key);
}

static nb_error refuse(const row *r, const char *value)
{
  return nb_fail(NB_OUT_OF_RANGE, "%s is \"%.80s\"; it may be %s", r->about.key, value, r->about.values);
}

nb_error settings_set(settings *s, const char *key, const char *value)
{
  const row *r = find(key);
  if (!r)
    return unknown(key);
  void *field = (char *)s + r->offset;
  if (r->room) {
    if (!*value || strlen(value) >= r->room)
      return refuse(r, value);
    memset(field, 0, r->room);
    memcpy(field, value, strlen(value));
    return nb_ok();
  }
  if (!r->words[0]) {
    char *end;
    float number = strtof(value, &end);
    if (end == value || *end || !(number >= r->least && number <= r->most))
      return refuse(r, value);
    *(float *)field = number;
    return nb_ok();
  }
  for (int k = 0; k < 2; k++)
    if (strcmp(value, r->words[k]) == 0) {
      *(bool *)field = k == 1;
      return nb_ok();
    }
  return refuse(r, value);
}

void settings_get(const settings *s, const char *key, char text[SETTINGS_BYTES])
{
  const row *r = find(key);
  const void *field = (const char *)s + r->offset;
  if (r->room)
    snprintf(text, SETTINGS_BYTES, "%s", (const char *)field);
  else if (r->words[0])
    snprintf(text, SETTINGS_BYTES, "%s", r->words[*(const bool *)field]);
  else
    snprintf(text, SETTINGS_BYTES, "%.4g", (double)*(const float *)field);
}
