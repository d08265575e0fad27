#include "app/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workshop/text.h"

nb_error config_path(char *path, size_t capacity)
{
  const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
  if (config && *config == '/')
    snprintf(path, capacity, "%s/nabla/config", config);
  else if (home && *home)
    snprintf(path, capacity, "%s/.config/nabla/config", home);
  else
    return nb_fail(NB_MISSING_FILE, "no settings are read or kept: neither HOME nor XDG_CONFIG_HOME is set");
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

// A line taken apart: where in it the key and the value stand. key_length is 0 in one that sets nothing.
typedef struct parts {
  const char *key, *value;
  int key_length, value_length;
  bool broken; // it is neither empty, nor a comment, nor key = value
} parts;

static bool is_space(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static parts take_apart(const char *line, const char *end)
{
  parts p = {0};
  while (line < end && is_space(*line))
    line++;
  while (end > line && is_space(end[-1]))
    end--;
  if (line == end || *line == '#')
    return p;
  const char *equals = memchr(line, '=', (size_t)(end - line));
  if (!equals || equals == line) {
    p.broken = true;
    return p;
  }
  p.key = line;
  p.value = equals + 1;
  const char *key_end = equals;
  while (key_end > line && is_space(key_end[-1]))
    key_end--;
  while (p.value < end && is_space(*p.value))
    p.value++;
  p.key_length = (int)(key_end - line);
  p.value_length = (int)(end - p.value);
  return p;
}

static const char *end_of_line(const char *line)
{
  const char *end = strchr(line, '\n');
  return end ? end : line + strlen(line);
}

static bool is_key(const parts *p, const char *key)
{
  return p->key_length == (int)strlen(key) && strncmp(p->key, key, (size_t)p->key_length) == 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

static nb_error set_line(settings *s, const parts *p)
{
  char key[SETTINGS_BYTES], value[SETTINGS_BYTES];
  if (p->broken)
    return nb_fail(NB_BAD_FILE, "a line is empty, or # a comment, or key = value");
  snprintf(key, sizeof key, "%.*s", p->key_length, p->key);
  snprintf(value, sizeof value, "%.*s", p->value_length, p->value);
  return settings_set(s, key, value);
}

void config_read(settings *s, const char *path, void (*tell)(void *context, const char *words), void *context)
{
  char *text, words[700];
  if (access(path, F_OK) != 0)
    return;
  nb_error e = text_read(&text, path);
  if (nb_failed(e)) {
    tell(context, e.text);
    return;
  }
  int number = 1;
  for (const char *line = text; *line; number++) {
    const char *end = end_of_line(line);
    parts p = take_apart(line, end);
    e = p.broken || p.key_length ? set_line(s, &p) : nb_ok();
    if (nb_failed(e)) {
      snprintf(words, sizeof words, "%.200s:%d: %s", path, number, e.text);
      tell(context, words);
    }
    line = *end ? end + 1 : end;
  }
  free(text);
}

// ---------------------------------------------------------------------------------------------------------------
// Writing

static void add_setting(text_buffer *to, const char *key, const char *value)
{
  char line[300];
  for (int k = 0; settings_at(k); k++)
    if (strcmp(settings_at(k)->key, key) == 0) {
      snprintf(line, sizeof line, "# %s: %s\n%s = %s\n", settings_at(k)->about, settings_at(k)->values, key,
               value);
      text_add_words(to, line);
    }
}

// The file's text with the key set: in the last line that sets it, as that is the one that counts.
static void change(text_buffer *to, const char *text, const char *key, const char *value)
{
  const char *last = NULL;
  for (const char *line = text; *line;
       line = *end_of_line(line) ? end_of_line(line) + 1 : end_of_line(line)) {
    parts p = take_apart(line, end_of_line(line));
    if (is_key(&p, key))
      last = line;
  }
  if (last) {
    parts p = take_apart(last, end_of_line(last));
    text_add(to, text, (size_t)(p.value - text));
    text_add_words(to, value);
    text_add_words(to, p.value + p.value_length);
    return;
  }
  text_add_words(to, *text ? text : "# How Nabla looks. `nabla config` tells all there is.\n");
  if (to->size > 0 && to->text[to->size - 1] != '\n')
    text_add_words(to, "\n");
  text_add_words(to, "\n");
  add_setting(to, key, value);
}

static bool make_folders(const char *path)
{
  char folder[1100];
  snprintf(folder, sizeof folder, "%s", path);
  for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(folder, 0700) != 0 && access(folder, F_OK) != 0)
      return false;
    *slash = '/';
  }
  return true;
}

static nb_error put_file(const char *path, const text_buffer *text)
{
  char beside[1200];
  snprintf(beside, sizeof beside, "%s.%ld", path, (long)getpid());
  FILE *file = make_folders(path) ? fopen(beside, "w") : NULL;
  bool well = file && fwrite(text->text, 1, text->size, file) == text->size;
  well = well && fflush(file) == 0 && fsync(fileno(file)) == 0;
  well = (file ? fclose(file) == 0 : false) && well;
  if (well && rename(beside, path) == 0)
    return nb_ok();
  nb_error e = nb_fail(NB_CANNOT_WRITE, "the settings %s cannot be written: %s", path, strerror(errno));
  unlink(beside);
  return e;
}

nb_error config_write(const char *path, const char *key, const char *value)
{
  settings tried = settings_default();
  nb_error e = settings_set(&tried, key, value);
  char *text = NULL;
  text_buffer changed = {0};
  if (!nb_failed(e) && access(path, F_OK) == 0)
    e = text_read(&text, path);
  if (!nb_failed(e)) {
    change(&changed, text ? text : "", key, value);
    e = changed.text ? put_file(path, &changed) : nb_fail(NB_NO_MEMORY, "no memory for the settings");
  }
  free(text);
  free(changed.text);
  return e;
}

nb_error config_write_changes(const char *path, const settings *before, const settings *after)
{
  nb_error e = nb_ok();
  for (int k = 0; settings_at(k) && !nb_failed(e); k++) {
    char was[SETTINGS_BYTES], is[SETTINGS_BYTES];
    settings_get(before, settings_at(k)->key, was);
    settings_get(after, settings_at(k)->key, is);
    if (strcmp(was, is) != 0)
      e = config_write(path, settings_at(k)->key, is);
  }
  return e;
}
