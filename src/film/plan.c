#define _GNU_SOURCE // dladdr
#include "film/plan.h"

#include <dlfcn.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "film/job.h"
#include "film/source.h"

// ---------------------------------------------------------------------------------------------------------------
// The key: FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923)

static uint64_t hash_bytes(uint64_t key, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  for (size_t i = 0; i < size; i++)
    key = (key ^ at[i]) * 0x100000001b3;
  return key;
}

static uint64_t hash_file(uint64_t key, const char *path)
{
  static const size_t room = 1 << 16;
  FILE *file = fopen(path, "rb");
  char *bytes = file ? malloc(room) : NULL;
  for (size_t size; bytes && (size = fread(bytes, 1, room, file)) > 0;)
    key = hash_bytes(key, bytes, size);
  free(bytes);
  if (file)
    fclose(file);
  return key;
}

// The scene, and what draws and paints it: the program and libnabla.
static uint64_t hash_code(uint64_t key, const film_job *job)
{
  Dl_info nabla;
  key =
      job->source ? hash_bytes(key, &job->source->key, sizeof job->source->key) : hash_file(key, job->plugin);
  key = hash_file(key, "/proc/self/exe");
  return dladdr((void *)(uintptr_t)nb_ok, &nabla) ? hash_file(key, nabla.dli_fname) : key;
}

static uint64_t key_of(const film_plan *p, const film_job *job)
{
  uint64_t key = 0xcbf29ce484222325;
  const double numbers[] = {p->from, p->speed};
  const int64_t whole[] = {p->format, p->captions, p->transparent, p->width, p->height,
                           p->fps,    p->frames,   job->theme,     job->bare};
  key = hash_bytes(key, numbers, sizeof numbers);
  key = hash_bytes(key, whole, sizeof whole);
  for (int i = 0; i < job->setting_count; i++)
    key = hash_bytes(key, job->settings[i], strlen(job->settings[i]) + 1);
  return hash_code(key, job);
}

// ---------------------------------------------------------------------------------------------------------------
// Planning

// What H.264 can hold: its highest level (6.2, table A-1) ends at this many macroblocks of 16 x 16.
static nb_error check_h264(int width, int height)
{
  enum { MOST = 139264 };
  if (((width + 15) / 16) * ((height + 15) / 16) > MOST)
    return nb_fail(NB_OUT_OF_RANGE, "%dx%d is too large for H.264, which ends near 8192x4352", width, height);
  return nb_ok();
}

static nb_error check(const film_plan *p)
{
  const format_info *info = format_of(p->format);
  if (info->even && (p->width % 2 || p->height % 2))
    return nb_fail(NB_OUT_OF_RANGE, "a film's width and height are even, not %dx%d", p->width, p->height);
  if (p->fps > info->max_fps)
    return nb_fail(NB_OUT_OF_RANGE, "a film as %s has at most %d frames a second, not %d", info->ending,
                   info->max_fps, p->fps);
  if (p->transparent && !info->transparent)
    return nb_fail(NB_USAGE, "a film as %s cannot be transparent; as .webm, .mov and .png it can",
                   info->ending);
  if (p->captions == FILM_CHAPTERS && !info->chapters)
    return nb_fail(NB_USAGE, "a film as %s has no chapters; as .mp4, .webm and .mov it has", info->ending);
  return p->format == FILM_MP4 ? check_h264(p->width, p->height) : nb_ok();
}

// Words without stars and line ends, cut behind a whole letter.
static void plain(char *to, size_t capacity, const char *text)
{
  size_t length = 0, whole = 0;
  for (; text && *text && length + 1 < capacity; text++) {
    if (((unsigned char)*text & 0xc0) != 0x80)
      whole = length;
    if (*text != '*')
      to[length++] = (char)(*text == '\n' || *text == '\r' ? ' ' : *text);
  }
  bool within = text && ((unsigned char)*text & 0xc0) == 0x80;
  to[within ? whole : length] = 0;
}

static void plan_steps(film_plan *p, const shot *s)
{
  const nb_scene *scene = shot_scene(s);
  double start = 0;
  for (int k = 0; k < scene->step_count; k++) {
    const nb_step *step = &scene->steps[k];
    double end = start + (double)step->seconds;
    int64_t first = (int64_t)ceil((start - p->from) / p->speed * p->fps - 1e-3);
    int64_t next = (int64_t)ceil((end - p->from) / p->speed * p->fps - 1e-3);
    start = end;
    if (next <= 0 || first >= p->frames)
      continue;
    plan_step *to = &p->steps[p->step_count++];
    to->first = first > 0 ? first : 0;
    plain(to->title, sizeof to->title, step->title);
    plain(to->say, sizeof to->say, step->ask && *step->ask ? step->ask : step->say);
  }
}

// A source's chapters: the one that is under way where the film begins, and those that begin in it.
static void plan_chapters(film_plan *p, const film_source *source)
{
  for (int k = 0; k < source->chapter_count && p->step_count < NB_MAX_STEPS; k++) {
    int64_t first = (int64_t)ceil((source->chapters[k].at - p->from) / p->speed * p->fps - 1e-3);
    if (first >= p->frames)
      break;
    if (first <= 0)
      p->step_count = 0;
    plan_step *to = &p->steps[p->step_count++];
    to->first = first > 0 ? first : 0;
    plain(to->title, sizeof to->title, source->chapters[k].title);
    to->say[0] = 0;
  }
}

nb_error film_plan_make(film_plan *p, const film_job *job, const shot *s)
{
  float from, to;
  *p = (film_plan){.captions = job->captions,
                   .transparent = job->transparent,
                   .width = job->width,
                   .height = job->height,
                   .fps = job->fps,
                   .speed = (double)job->speed};
  nb_error e = job_stretch(job, s, &from, &to);
  if (!nb_failed(e))
    e = format_find(&p->format, job->output);
  if (!nb_failed(e))
    e = check(p);
  if (nb_failed(e))
    return e;
  p->from = (double)from;
  p->frames = (int64_t)ceil(((double)to - (double)from) / p->speed * p->fps - 1e-3);
  p->frames = p->frames < 1 ? 1 : p->frames;
  p->group_frames = (int64_t)format_of(p->format)->group_seconds * p->fps;
  p->groups = (p->frames + p->group_frames - 1) / p->group_frames;
  if (job->source)
    plan_chapters(p, job->source);
  else
    plan_steps(p, s);
  p->key = key_of(p, job);
  return nb_ok();
}

void film_plan_group(const film_plan *p, int64_t index, int64_t *first, int64_t *count)
{
  *first = index * p->group_frames;
  *count = p->frames - *first < p->group_frames ? p->frames - *first : p->group_frames;
}

// ---------------------------------------------------------------------------------------------------------------
// A plan as text

void film_plan_write(const film_plan *p, FILE *to)
{
  fprintf(to, "film %016llx\nformat %d\ncaptions %d\ntransparent %d\nsize %d %d\nfps %d\n",
          (unsigned long long)p->key, (int)p->format, (int)p->captions, p->transparent, p->width, p->height,
          p->fps);
  fprintf(to, "frames %lld\ngroup %lld\nsteps %d\n", (long long)p->frames, (long long)p->group_frames,
          p->step_count);
  for (int k = 0; k < p->step_count; k++)
    fprintf(to, "%lld\n%s\n%s\n", (long long)p->steps[k].first, p->steps[k].title, p->steps[k].say);
  fputc('\n', to);
}

static bool read_line(char *to, int capacity, FILE *from)
{
  if (!fgets(to, capacity, from))
    return false;
  size_t length = strlen(to);
  if (length == 0 || to[length - 1] != '\n')
    return false;
  to[length - 1] = 0;
  return true;
}

// The number behind `name` on the next line, between least and most.
static bool read_number(FILE *from, const char *name, long long least, long long most, long long *to)
{
  char line[64], *end;
  size_t length = strlen(name);
  if (!read_line(line, sizeof line, from) || strncmp(line, name, length) != 0)
    return false;
  *to = strtoll(line + length, &end, 10);
  return end != line + length && *end == 0 && *to >= least && *to <= most;
}

static bool read_step(plan_step *step, FILE *from, int64_t least, int64_t frames)
{
  long long first;
  char line[640];
  if (!read_number(from, "", least, frames - 1, &first) || !read_line(line, sizeof line, from))
    return false;
  step->first = first;
  snprintf(step->title, sizeof step->title, "%.*s", (int)sizeof step->title - 1, line);
  if (!read_line(line, sizeof line, from))
    return false;
  snprintf(step->say, sizeof step->say, "%.*s", (int)sizeof step->say - 1, line);
  return true;
}

bool film_plan_read(film_plan *p, FILE *from)
{
  static const long long most = 1ll << 40;
  char line[64];
  unsigned long long key;
  long long format, captions, transparent, fps, frames, group, steps;
  *p = (film_plan){0};
  if (!read_line(line, sizeof line, from) || sscanf(line, "film %16llx", &key) != 1 ||
      !read_number(from, "format ", 0, FILM_FORMAT_COUNT - 1, &format) ||
      !read_number(from, "captions ", 0, FILM_SILENT, &captions) ||
      !read_number(from, "transparent ", 0, 1, &transparent) || !read_line(line, sizeof line, from) ||
      sscanf(line, "size %5d %5d", &p->width, &p->height) != 2 || !read_number(from, "fps ", 1, 240, &fps) ||
      !read_number(from, "frames ", 1, most, &frames) || !read_number(from, "group ", 1, most, &group) ||
      !read_number(from, "steps ", 0, NB_MAX_STEPS, &steps))
    return false;
  p->key = key, p->format = (film_format)format, p->captions = (film_captions)captions;
  p->transparent = transparent, p->fps = (int)fps, p->frames = frames, p->group_frames = group;
  p->groups = (frames + group - 1) / group;
  for (; p->step_count < steps; p->step_count++)
    if (!read_step(&p->steps[p->step_count], from, p->step_count ? p->steps[p->step_count - 1].first : 0,
                   frames))
      return false;
  return read_line(line, sizeof line, from) && line[0] == 0 && p->width > 0 && p->height > 0;
}
