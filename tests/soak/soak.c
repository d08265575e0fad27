#include "soak.h"

#include <dirent.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WARM_UP = 200 };

_Noreturn void soak_fail(const char *format, ...)
{
  va_list values;
  va_start(values, format);
  vfprintf(stderr, format, values);
  va_end(values);
  fputc('\n', stderr);
  exit(1);
}

// ---------------------------------------------------------------------------------------------------------------
// Counting, from /proc

static int count_files(void)
{
  int count = 0;
  DIR *folder = opendir("/proc/self/fd");
  while (folder && readdir(folder))
    count++;
  if (folder)
    closedir(folder);
  return count - 3; // the folder itself, . and ..
}

static bool is_child(const char *pid)
{
  char path[300], line[500];
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  FILE *file = fopen(path, "r");
  bool read = file && fgets(line, sizeof line, file);
  if (file)
    fclose(file);
  const char *after = read ? strrchr(line, ')') : NULL; // a name may have anything in it
  int parent;
  return after && sscanf(after, ") %*c %d", &parent) == 1 && parent == getpid();
}

static int count_processes(void)
{
  int count = 0;
  DIR *folder = opendir("/proc");
  for (struct dirent *e; folder && (e = readdir(folder));)
    count += e->d_name[0] >= '1' && e->d_name[0] <= '9' && is_child(e->d_name);
  if (folder)
    closedir(folder);
  return count;
}

static void count_mappings(soak_census *c)
{
  char line[1200];
  FILE *file = fopen("/proc/self/maps", "r");
  while (file && fgets(line, sizeof line, file)) {
    c->mappings++;
    c->shared += strstr(line, "/memfd:") || strstr(line, "/dev/shm/");
  }
  if (file)
    fclose(file);
}

static size_t count_resident(void)
{
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (file && fscanf(file, "%*u %lu", &pages) != 1)
    pages = 0;
  if (file)
    fclose(file);
  return pages * (size_t)sysconf(_SC_PAGESIZE);
}

soak_census soak_count(void)
{
  soak_census c = {.files = count_files(), .processes = count_processes(), .resident = count_resident()};
  count_mappings(&c);
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
  struct mallinfo2 heap = mallinfo2();
  c.bytes = heap.uordblks + heap.hblkhd;
#endif
  return c;
}

// ---------------------------------------------------------------------------------------------------------------
// Running

static bool grew(const char *what, size_t before, size_t after, size_t allowed, bool tell)
{
  if (after <= before + allowed)
    return false;
  if (tell)
    fprintf(stderr, "  grew: %s, from %zu to %zu\n", what, before, after);
  return true;
}

// A sanitizer keeps what was freed for a while, and finds leaks by itself at the end.
static bool has_grown(const soak_census *before, const soak_census *after, bool tell)
{
  bool any = grew("open files", (size_t)before->files, (size_t)after->files, 0, tell);
  any |= grew("processes", (size_t)before->processes, (size_t)after->processes, 0, tell);
  any |= grew("mappings of shared memory", (size_t)before->shared, (size_t)after->shared, 0, tell);
#if !defined(__SANITIZE_ADDRESS__)
  const size_t room = 2 << 20; // lists and arenas that found their size late
  any |= grew("mappings", (size_t)before->mappings, (size_t)after->mappings, 8, tell);
  any |= grew("bytes allocated", before->bytes, after->bytes, room, tell);
  any |= grew("bytes resident", before->resident, after->resident, 4 * room, tell);
#endif
  return any;
}

// What works in the background, as a compiler, is given time to end.
static soak_census count_at_end(const soak_census *before)
{
  soak_census after = soak_count();
  for (int tries = 0; tries < 100 && has_grown(before, &after, false); tries++) {
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    after = soak_count();
  }
  return after;
}

static soak_census count_at_rest(const soak *s)
{
  if (s->rest)
    s->rest(s->context);
  return soak_count();
}

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int soak_run(const soak *s, int argc, char **argv)
{
  double share = argc > 1 ? atof(argv[1]) : 1;
  int rounds = (int)(s->times * share + 0.5), warm_up = rounds / 10;
  if (rounds < 1)
    soak_fail("soak_%s: a share of the %d rounds, above 0: 1 for all", s->name, s->times);
  warm_up = warm_up < MOST_WARM_UP ? warm_up : MOST_WARM_UP;
  soak_census before = {0};
  double start = now();
  for (int k = 0; k < rounds; k++) {
    if (k == warm_up)
      before = count_at_rest(s);
    s->once(s->context, k);
  }
  double seconds = now() - start;
  (void)count_at_rest(s);
  soak_census after = count_at_end(&before);
  printf("soak_%s: %d rounds in %.0f s, %.1f ms each; %d files, %d processes, %d shared mappings, %.1f MB "
         "resident (%.1f "
         "after %d)\n",
         s->name, rounds, seconds, 1000 * seconds / rounds, after.files, after.processes, after.shared,
         (double)after.resident / (1 << 20), (double)before.resident / (1 << 20), warm_up);
  return has_grown(&before, &after, true);
}
