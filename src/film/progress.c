#include "film/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 32 };
#define BETWEEN_BARS 0.1 // seconds

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

progress progress_begin(int64_t total, bool quiet)
{
  return (progress){.total = total, .quiet = quiet, .terminal = isatty(STDERR_FILENO), .started = now()};
}

double progress_seconds(const progress *p)
{
  return now() - p->started;
}

static void show_bar(progress *p, int64_t done)
{
  double t = now();
  if (t - p->shown < BETWEEN_BARS && done < p->total)
    return;
  p->shown = t;
  double rate = (double)done / (t - p->started + 1e-9);
  int full = (int)(done * BAR / p->total);
  char bar[BAR + 1];
  for (int i = 0; i < BAR; i++)
    bar[i] = i < full ? '#' : '.';
  bar[BAR] = 0;
  fprintf(stderr, "\r%s %lld/%lld frames  %.1f/s  %.0f s left \033[K", bar, (long long)done,
          (long long)p->total, rate, (double)(p->total - done) / (rate + 1e-9));
  fflush(stderr);
}

static void show_line(progress *p, int64_t done)
{
  int64_t tenth = done * 10 / p->total;
  if (tenth == p->tenth)
    return;
  p->tenth = tenth;
  fprintf(stderr, "%lld of %lld frames, %.1f/s\n", (long long)done, (long long)p->total,
          (double)done / (progress_seconds(p) + 1e-9));
}

void progress_show(progress *p, int64_t done)
{
  if (p->quiet || done == 0)
    return;
  if (p->terminal)
    show_bar(p, done);
  else
    show_line(p, done);
}

void progress_end(progress *p)
{
  if (!p->quiet && p->terminal)
    fprintf(stderr, "\r\033[K");
}
