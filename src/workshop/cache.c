#include "workshop/cache.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "workshop/text.h"

enum { MOST_BUILDS = 400, OLD = 7 * 24 * 3600 /* seconds */ };

static bool make_folders(char *path)
{
  for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
    if (slash)
      *slash = 0;
    bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
    if (slash)
      *slash = '/';
    if (!made)
      return false;
    if (!slash)
      return access(path, W_OK | X_OK) == 0;
  }
}

nb_error cache_folder(char *path, size_t capacity)
{
  const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (cache && *cache == '/')
    snprintf(path, capacity, "%s/nabla/scenes", cache);
  else if (home && *home == '/')
    snprintf(path, capacity, "%s/.cache/nabla/scenes", home);
  else
    snprintf(path, capacity, "/tmp/nabla-%u/scenes", (unsigned)getuid());
  struct stat about;
  if (!make_folders(path) || stat(path, &about) != 0)
    return nb_fail(NB_CANNOT_WRITE, "the folder for compiled scenes, %s, cannot be used: %s", path,
                   strerror(errno));
  // What lies here is run: nobody else may have put it there.
  if (about.st_uid != getuid())
    return nb_fail(NB_CANNOT_WRITE, "the folder for compiled scenes, %s, is somebody else's", path);
  return nb_ok();
}

uint64_t cache_hash(uint64_t hash, const void *bytes, size_t size)
{
  const uint8_t *b = bytes;
  if (hash == CACHE_HASH_START)
    hash = UINT64_C(0xcbf29ce484222325);
  for (size_t k = 0; k < size; k++)
    hash = (hash ^ b[k]) * UINT64_C(0x100000001b3);
  return hash;
}

// Takes the next name off a list in make's form, where spaces are escaped and lines joined by a backslash.
// NULL at its end.
static char *next_name(char **rest)
{
  char *from = *rest;
  while (*from == ' ' || *from == '\t' || *from == '\n' || (*from == '\\' && from[1] == '\n'))
    from++;
  if (!*from)
    return NULL;
  char *name = from, *to = from;
  while (*from && *from != ' ' && *from != '\n') {
    if (*from == '\\' && (from[1] == ' ' || from[1] == '#'))
      from++;
    else if (*from == '$' && from[1] == '$')
      from++;
    *to++ = *from++;
  }
  *rest = *from ? from + 1 : from;
  *to = 0;
  return name;
}

bool cache_files(const char *list, void (*visit)(void *context, const char *file), void *context)
{
  char *names;
  if (nb_failed(text_read(&names, list)))
    return false;
  char *rest = strstr(names, ": ");
  rest = rest ? rest + 1 : strchr(names, 0);
  for (char *name; (name = next_name(&rest));)
    visit(context, name);
  free(names);
  return true;
}

typedef struct hashing {
  uint64_t hash;
  bool whole;
} hashing;

static void hash_file(void *context, const char *file)
{
  hashing *h = context;
  char *bytes;
  if (nb_failed(text_read(&bytes, file))) {
    h->whole = false;
    return;
  }
  h->hash = cache_hash(h->hash, file, strlen(file) + 1);
  h->hash = cache_hash(h->hash, bytes, strlen(bytes) + 1);
  free(bytes);
}

bool cache_hash_files(uint64_t *hash, const char *list)
{
  hashing h = {*hash, true};
  bool read = cache_files(list, hash_file, &h);
  *hash = h.hash;
  return read && h.whole;
}

static void remove_build(const char *path)
{
  DIR *folder = opendir(path);
  for (struct dirent *file; folder && (file = readdir(folder));)
    if (file->d_name[0] != '.')
      unlinkat(dirfd(folder), file->d_name, 0);
  if (folder)
    closedir(folder);
  if (rmdir(path) != 0)
    unlink(path);
}

void cache_tidy(const char *folder)
{
  DIR *builds = opendir(folder);
  int count = 0;
  while (builds && readdir(builds))
    count++;
  if (builds)
    rewinddir(builds);
  for (struct dirent *build; count > MOST_BUILDS && builds && (build = readdir(builds));) {
    char path[1400];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, build->d_name);
    if (build->d_name[0] != '.' && stat(path, &about) == 0 && time(NULL) - about.st_mtime > OLD)
      remove_build(path);
  }
  if (builds)
    closedir(builds);
}
