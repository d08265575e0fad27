#include "workshop/program.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_same_file(const char *path, const char *file)
{
  char real[PATH_MAX];
  return realpath(path, real) && strcmp(real, file) == 0;
}

// The first "nabla" on the PATH is this one.
static bool is_found(const char *file)
{
  char path[PATH_MAX];
  const char *folders = getenv("PATH");
  for (const char *at = folders, *end; at && *at; at = *end ? end + 1 : end) {
    end = at + strcspn(at, ":");
    snprintf(path, sizeof path, "%.*s/nabla", (int)(end - at), at);
    if (access(path, X_OK) == 0)
      return is_same_file(path, file);
  }
  return false;
}

void program_name(char *out, size_t room)
{
  char file[PATH_MAX], here[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
  snprintf(out, room, "nabla");
  if (length <= 0)
    return;
  file[length] = 0;
  if (is_found(file))
    return;
  size_t below = getcwd(here, sizeof here) ? strlen(here) : 0;
  bool inside = below > 0 && strncmp(file, here, below) == 0 && file[below] == '/';
  snprintf(out, room, "%s", inside ? file + below + 1 : file);
}
