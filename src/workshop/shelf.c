#include "workshop/shelf.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_file(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool has(const char *folder, const char *id, const char *ending, char *path, size_t capacity)
{
  return snprintf(path, capacity, "%s/%s%s", folder, id, ending) < (int)capacity && is_file(path);
}

bool shelf_source(const shelf *s, const char *id, char *path, size_t capacity)
{
  return has(".", id, ".c", path, capacity) || has("scenes", id, ".c", path, capacity) ||
         has(s->sources, id, ".c", path, capacity);
}

shelf_kind shelf_find(const shelf *s, const char *id, char *path, size_t capacity)
{
  // An id comes from a notebook, too: it names nothing outside.
  if (!strchr(id, '/') || *id == '/' || strstr(id, ".."))
    return SHELF_NOTHING;
  if (has(s->scenes, id, ".so", path, capacity))
    return SHELF_PLUGIN;
  return shelf_source(s, id, path, capacity) ? SHELF_SOURCE : SHELF_NOTHING;
}

void shelf_id(const char *path, char *id, size_t capacity)
{
  const char *name = strrchr(path, '/'), *from = name;
  while (from && from > path && from[-1] != '/')
    from--;
  snprintf(id, capacity, "%s", !name ? path : from == name ? name + 1 : from);
  char *dot = strrchr(id, '.');
  if (dot && (strcmp(dot, ".c") == 0 || strcmp(dot, ".so") == 0))
    *dot = 0;
}

void shelf_place(const char *id, char *path, size_t capacity)
{
  struct stat about;
  bool here = stat("scenes", &about) == 0 && S_ISDIR(about.st_mode);
  snprintf(path, capacity, "%s%s.c", here ? "scenes/" : "", id);
}
