#include "app/config.h"
#include "app/microphone.h"

#include <stdio.h>
#include <string.h>

#include "command/commands.h"

static void complain(void *context, const char *words)
{
  (void)context;
  fprintf(stderr, "nabla config: %s\n", words);
}

static void print_all(const settings *s, const char *path)
{
  printf("# %s\n", path);
  for (int k = 0; settings_at(k); k++) {
    char value[SETTINGS_BYTES];
    settings_get(s, settings_at(k)->key, value);
    printf("\n# %s: %s\n%s = %s\n", settings_at(k)->about, settings_at(k)->values, settings_at(k)->key,
           value);
  }
}

static bool names_one(const char *value)
{
  return strcmp(value, "system") != 0 && strcmp(value, "none") != 0;
}

static nb_error set(const char *path, const char *key, const char *value)
{
  nb_error e = config_write(path, key, value);
  if (!nb_failed(e) && strcmp(key, "microphone") == 0 && names_one(value) && !microphone_is_here(value))
    fprintf(stderr,
            "nabla config: it is kept, but there is no microphone \"%s\" here now: nabla doctor names them\n",
            value);
  return e;
}

// "theme" prints a value, "theme=board" sets it.
static nb_error do_one(const settings *s, const char *path, const char *word)
{
  char key[SETTINGS_BYTES], value[SETTINGS_BYTES];
  const char *equals = strchr(word, '=');
  settings tried = *s;
  snprintf(key, sizeof key, "%.*s", equals ? (int)(equals - word) : (int)strlen(word), word);
  if (equals)
    return set(path, key, equals + 1);
  settings_get(s, "theme", value);
  nb_error e = settings_set(&tried, key, value);
  if (e.id == NB_UNKNOWN_PARAMETER)
    return e;
  settings_get(s, key, value);
  puts(value);
  return nb_ok();
}

nb_error command_config(const options *o, const places *p)
{
  (void)p;
  char path[1100];
  settings s = settings_default();
  nb_error e = config_path(path, sizeof path);
  if (nb_failed(e))
    return e;
  config_read(&s, path, complain, NULL);
  if (!o->scene)
    print_all(&s, path);
  else
    e = do_one(&s, path, o->scene);
  for (int k = 0; k < o->more_count && !nb_failed(e); k++)
    e = do_one(&s, path, o->more[k]);
  return e;
}
