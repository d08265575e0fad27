#include "workshop/sources.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

double sources_date(const char *file)
{
  struct stat about;
  return stat(file, &about) == 0 ? (double)about.st_mtim.tv_sec + 1e-9 * (double)about.st_mtim.tv_nsec : 0;
}

static bool is_folder(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

// The next visible entry of a folder, its path written; false at the end.
static bool next_entry(DIR *entries, const char *folder, char *path)
{
  for (struct dirent *entry; entries && (entry = readdir(entries));)
    if (entry->d_name[0] != '.' && snprintf(path, PATH_MAX, "%s/%s", folder, entry->d_name) < PATH_MAX)
      return true;
  return false;
}

typedef struct newest {
  char path[PATH_MAX];
  double date;
} newest;

static void look_in(newest *n, const char *folder, bool inside)
{
  char path[PATH_MAX];
  DIR *entries = opendir(folder);
  while (next_entry(entries, folder, path)) {
    size_t length = strlen(path);
    double date = sources_date(path);
    if (is_folder(path)) {
      if (inside)
        look_in(n, path, false);
    } else if (strcmp(path + length - 2, ".c") == 0 && date > n->date) {
      snprintf(n->path, sizeof n->path, "%s", path);
      n->date = date;
    }
  }
  if (entries)
    closedir(entries);
}

bool sources_newest(const char *folder, char *path, size_t capacity)
{
  newest n = {.date = 0};
  look_in(&n, folder, true);
  return n.date > 0 && snprintf(path, capacity, "%s", n.path) < (int)capacity;
}

void sources_watch(const char *folder, watch *w)
{
  char path[PATH_MAX];
  DIR *entries = opendir(folder);
  watch_folder(w, folder);
  while (next_entry(entries, folder, path))
    if (is_folder(path))
      watch_folder(w, path);
  if (entries)
    closedir(entries);
}
