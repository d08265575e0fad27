#define _GNU_SOURCE // pipe2
#include "workshop/watch.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include "workshop/cache.h"

enum { MOST_FOLDERS = 64, LOOK_EVERY = 250 /* milliseconds */ };

typedef struct watched {
  char path[1024];
  int id;         // of inotify, -1 while it is looked at instead
  uint64_t looks; // a hash of what is in it
} watched;

struct watch {
  int events;  // of inotify, -1 without
  int wake[2]; // a pipe
  watched folders[MOST_FOLDERS];
  int count;
  char saved[1300];
};

static bool is_source(const char *name)
{
  size_t length = strlen(name);
  return name[0] != '.' && length > 2 && name[length - 2] == '.' &&
         (name[length - 1] == 'c' || name[length - 1] == 'h');
}

// A hash of the sources in a folder: their names, sizes and dates, in any order. 0 where it is not there.
static uint64_t look(const char *path)
{
  uint64_t sum = 0;
  DIR *folder = opendir(path);
  for (struct dirent *file; folder && (file = readdir(folder));) {
    struct stat about;
    if (!is_source(file->d_name) || fstatat(dirfd(folder), file->d_name, &about, 0) != 0)
      continue;
    uint64_t hash = cache_hash(CACHE_HASH_START, file->d_name, strlen(file->d_name));
    hash = cache_hash(hash, &about.st_ino, sizeof about.st_ino);
    hash = cache_hash(hash, &about.st_size, sizeof about.st_size);
    sum += cache_hash(hash, &about.st_mtim, sizeof about.st_mtim);
  }
  if (folder)
    closedir(folder);
  return sum;
}

static void attach(watch *w, watched *folder)
{
#ifdef __linux__
  if (w->events >= 0)
    folder->id = inotify_add_watch(w->events, folder->path,
                                   IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);
#else
  (void)w;
#endif
}

nb_error watch_open(watch **out, watch_way way)
{
  watch *w = *out = calloc(1, sizeof *w);
  if (!w)
    return nb_fail(NB_NO_MEMORY, "no memory to watch for saves");
  w->events = -1;
  if (pipe2(w->wake, O_CLOEXEC | O_NONBLOCK) != 0) {
    free(w);
    *out = NULL;
    return nb_fail(NB_FAILED, "saves cannot be watched for: no more files can be opened");
  }
#ifdef __linux__
  if (way == WATCH_BEST)
    w->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
#else
  (void)way;
#endif
  return nb_ok();
}

void watch_close(watch *w)
{
  if (!w)
    return;
  if (w->events >= 0)
    close(w->events);
  close(w->wake[0]);
  close(w->wake[1]);
  free(w);
}

void watch_folder(watch *w, const char *path)
{
  for (int k = 0; k < w->count; k++)
    if (strcmp(w->folders[k].path, path) == 0)
      return;
  if (w->count == MOST_FOLDERS || strlen(path) >= sizeof w->folders[0].path)
    return;
  watched *folder = &w->folders[w->count++];
  snprintf(folder->path, sizeof folder->path, "%s", path);
  folder->id = -1;
  attach(w, folder);
  folder->looks = look(path);
}

#ifdef __linux__
static watched *find(watch *w, int id)
{
  for (int k = 0; k < w->count; k++)
    if (w->folders[k].id == id)
      return &w->folders[k];
  return NULL;
}

// One event. True where it tells of a save.
static bool note(watch *w, const struct inotify_event *event)
{
  watched *folder = find(w, event->wd);
  if (event->mask & IN_Q_OVERFLOW)
    return true;
  if (!folder)
    return false;
  if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) {
    if (event->mask & IN_MOVE_SELF)
      inotify_rm_watch(w->events, folder->id);
    folder->id = -1;
    folder->looks = 0;
    return false;
  }
  if (event->len == 0 || !is_source(event->name))
    return false;
  snprintf(w->saved, sizeof w->saved, "%s/%s", folder->path, event->name);
  return true;
}

static bool read_events(watch *w)
{
  _Alignas(struct inotify_event) char bytes[4096];
  bool saved = false;
  for (ssize_t got; w->events >= 0 && (got = read(w->events, bytes, sizeof bytes)) > 0;)
    for (char *at = bytes; at < bytes + got;) {
      const struct inotify_event *event = (const struct inotify_event *)at;
      saved = note(w, event) || saved;
      at += sizeof *event + event->len;
    }
  return saved;
}
#else
static bool read_events(watch *w)
{
  (void)w;
  return false;
}
#endif

// Looks at the folders that the system does not watch for us.
static bool look_around(watch *w)
{
  bool saved = false;
  for (int k = 0; k < w->count; k++) {
    watched *folder = &w->folders[k];
    if (folder->id >= 0)
      continue;
    attach(w, folder);
    uint64_t looks = look(folder->path);
    if (looks != folder->looks && looks != 0) {
      w->saved[0] = 0;
      saved = true;
    }
    folder->looks = looks;
  }
  return saved;
}

static bool all_attached(const watch *w)
{
  for (int k = 0; k < w->count; k++)
    if (w->folders[k].id < 0)
      return false;
  return true;
}

// Waits for so long at most. True where it was woken.
static bool wait_for_event(watch *w, int milliseconds)
{
  // A descriptor of -1 is passed over.
  struct pollfd events[] = {{.fd = w->events, .events = POLLIN}, {.fd = w->wake[0], .events = POLLIN}};
  char byte;
  poll(events, 2, milliseconds);
  return read(w->wake[0], &byte, 1) == 1;
}

bool watch_wait(watch *w, int milliseconds)
{
  for (;;) {
    bool saved = read_events(w);
    if (look_around(w) || saved)
      return true;
    int now = all_attached(w) || milliseconds < LOOK_EVERY ? milliseconds : LOOK_EVERY;
    if (milliseconds <= 0 || wait_for_event(w, now))
      return false;
    milliseconds -= now; // at 0 it looks once more
  }
}

void watch_wake(watch *w)
{
  ssize_t written = write(w->wake[1], "", 1);
  (void)written; // a full pipe wakes, too
}

const char *watch_saved(const watch *w)
{
  return w->saved;
}
