#include "workshop/shelf.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
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

static bool source_of(const shelf *s, const char *id, char *path, size_t capacity)
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
  return source_of(s, id, path, capacity) ? SHELF_SOURCE : SHELF_NOTHING;
}

void shelf_id(const char *path, char *id, size_t capacity)
{
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *from = slash ? slash : path;
  while (from > path && from[-1] != '/')
    from--;
  bool has_subject = *from != '/' && *from != '.'; // "." and ".." name no subject
  snprintf(id, capacity, "%s", has_subject ? from : name);
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

// ---------------------------------------------------------------------------------------------------------------
// Listing

typedef struct listing {
  shelf_name *ids;
  int count, capacity;
  bool failed;
} listing;

static void add(listing *l, const char *subject, const char *file)
{
  if (l->count == l->capacity) {
    int more = 2 * l->capacity + 64;
    shelf_name *grown = realloc(l->ids, (size_t)more * sizeof *grown);
    l->failed = l->failed || !grown;
    if (!grown)
      return;
    l->ids = grown;
    l->capacity = more;
  }
  int length = (int)strlen(file) - 2;
  if (snprintf(l->ids[l->count], sizeof *l->ids, "%s/%.*s", subject, length, file) < (int)sizeof *l->ids)
    l->count++;
}

static bool is_c(const char *name)
{
  size_t length = strlen(name);
  return length > 2 && name[0] != '.' && strcmp(name + length - 2, ".c") == 0;
}

static void list_subject(listing *l, const char *folder, const char *subject)
{
  char path[1400];
  DIR *files =
      snprintf(path, sizeof path, "%s/%s", folder, subject) < (int)sizeof path ? opendir(path) : NULL;
  for (struct dirent *f; files && (f = readdir(files));)
    if (is_c(f->d_name))
      add(l, subject, f->d_name);
  if (files)
    closedir(files);
}

static void list_folder(listing *l, const char *folder)
{
  DIR *subjects = opendir(folder);
  for (struct dirent *s; subjects && (s = readdir(subjects));)
    if (s->d_name[0] != '.')
      list_subject(l, folder, s->d_name);
  if (subjects)
    closedir(subjects);
}

static int by_name(const void *a, const void *b)
{
  return strcmp(a, b);
}

nb_error shelf_list(const shelf *s, shelf_name **ids, int *count)
{
  listing l = {0};
  list_folder(&l, "scenes");
  list_folder(&l, s->sources);
  int kept = 0;
  if (l.count > 0)
    qsort(l.ids, (size_t)l.count, sizeof *l.ids, by_name);
  for (int k = 0; k < l.count; k++)
    if (kept == 0 || strcmp(l.ids[k], l.ids[kept - 1]) != 0)
      memmove(l.ids[kept++], l.ids[k], sizeof *l.ids);
  *ids = l.ids;
  *count = kept;
  return l.failed ? nb_fail(NB_NO_MEMORY, "no memory for the names of scenes") : nb_ok();
}

bool shelf_source(const shelf *s, const char *id, char *path, size_t capacity)
{
  shelf_name *all;
  int count;
  if (strchr(id, '/'))
    return source_of(s, id, path, capacity);
  bool found = false;
  if (!nb_failed(shelf_list(s, &all, &count)))
    for (int k = 0; k < count && !found; k++)
      found = strcmp(strchr(all[k], '/') + 1, id) == 0 && source_of(s, all[k], path, capacity);
  free(all);
  return found;
}
