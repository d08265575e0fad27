#include "film/join.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "film/captions.h"
#include "film/muxer.h"
#include "film/output.h"
#include "film/part.h"

typedef struct joining {
  const film_plan *plan;
  const char *const *folders;
  int folder_count;
  const film_sound *sound;
  const volatile sig_atomic_t *stop;
} joining;

// Opens part `index` where it lies; path is where messages find its name.
static nb_error open_part(const joining *j, int64_t index, part_reader *r, char path[PART_PATH])
{
  for (int i = 0; i < j->folder_count; i++) {
    if (!part_is_there(j->plan, j->folders[i], index))
      continue;
    nb_error e = part_path(path, PART_PATH, j->folders[i], index);
    return nb_failed(e) ? e : part_open(r, path);
  }
  return nb_fail(NB_MISSING_FILE, "%05lld.part, one of the film's %lld groups of frames, is missing",
                 (long long)index, (long long)j->plan->groups);
}

// Where parts are missing: the first stretch of them, and how many there are in all.
static nb_error check_whole(const joining *j)
{
  int64_t first = -1, last = -1, missing = 0;
  for (int64_t index = 0; index < j->plan->groups; index++) {
    bool there = false;
    for (int i = 0; i < j->folder_count && !there; i++)
      there = part_is_there(j->plan, j->folders[i], index);
    if (there)
      continue;
    missing++;
    if (first < 0 || last == index - 1)
      last = index;
    first = first < 0 ? index : first;
  }
  if (missing == 0)
    return nb_ok();
  return nb_fail(NB_MISSING_FILE,
                 "%lld of the film's %lld groups of frames are missing, %05lld.part to %05lld.part first",
                 (long long)missing, (long long)j->plan->groups, (long long)first, (long long)last);
}

static nb_error join_one(const joining *j, muxer *to, int64_t index)
{
  char path[PART_PATH];
  part_reader r = {0};
  nb_error e = open_part(j, index, &r, path);
  bool done = false;
  while (!nb_failed(e) && !done) {
    film_packet packet;
    e = part_next(&r, &packet, &done);
    if (!nb_failed(e) && !done)
      e = muxer_write(to, &packet);
  }
  part_close(&r);
  return e;
}

static nb_error join_into(const joining *j, const output *o)
{
  char path[PART_PATH];
  part_reader first = {0};
  muxer *to = NULL;
  nb_error e = open_part(j, 0, &first, path);
  if (!nb_failed(e))
    e = muxer_open(&to, j->plan, first.palette, o->partial, o->path, j->sound);
  part_close(&first);
  for (int64_t index = 0; index < j->plan->groups && !nb_failed(e); index++)
    e = j->stop && *j->stop ? nb_fail(NB_INTERRUPTED, "interrupted") : join_one(j, to, index);
  if (!nb_failed(e))
    e = muxer_finish(to);
  muxer_close(to);
  return e;
}

nb_error join_parts(const film_plan *plan, const char *const *folders, int folder_count, const char *path,
                    const film_sound *sound, const volatile sig_atomic_t *stop)
{
  joining j = {plan, folders, folder_count, sound, stop};
  nb_error e = check_whole(&j);
  output o;
  if (!nb_failed(e) && plan->format != FILM_PNG) {
    e = output_begin(&o, path);
    if (nb_failed(e))
      return e;
    e = join_into(&j, &o);
    if (nb_failed(e))
      output_drop(&o);
    else
      e = output_keep(&o);
  }
  if (!nb_failed(e) && captions_beside(plan))
    e = captions_write(plan, path);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------

static bool ends_in_part(const char *name)
{
  size_t length = strlen(name);
  return length > 5 && strcmp(name + length - 5, ".part") == 0;
}

// The plan of the first group that is found. A folder may hold none: that of a part of a film of few groups.
static nb_error find_plan(film_plan *plan, const char *folder, bool *found)
{
  DIR *d = opendir(folder);
  if (!d)
    return nb_fail(NB_MISSING_FILE, "there is no folder %s with parts of a film", folder);
  nb_error e = nb_ok();
  *found = false;
  for (struct dirent *entry; !*found && !nb_failed(e) && (entry = readdir(d));) {
    char path[PART_PATH];
    part_reader r = {0};
    if (!ends_in_part(entry->d_name))
      continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    e = part_open(&r, path);
    *found = !nb_failed(e);
    if (*found)
      *plan = r.plan;
    part_close(&r);
  }
  closedir(d);
  return e;
}

// The plan that all folders are of, and the first that has any of it.
static nb_error find_common_plan(film_plan *plan, const char *const *folders, int count, const char **first)
{
  nb_error e = nb_ok();
  *first = NULL;
  for (int i = 0; i < count && !nb_failed(e); i++) {
    film_plan other;
    bool found = false;
    e = find_plan(&other, folders[i], &found);
    if (nb_failed(e) || !found)
      continue;
    if (*first && other.key != plan->key)
      return nb_fail(NB_BAD_FILE, "what lies in %s is of another film than what lies in %s", folders[i],
                     *first);
    *plan = other;
    *first = *first ? *first : folders[i];
  }
  if (!nb_failed(e) && !*first)
    e = nb_fail(NB_MISSING_FILE,
                "%s holds no frames of a film; if its part is an empty one, name the others', too",
                folders[0]);
  return e;
}

static void say_joined(const film_plan *plan, const char *const *folders, int count, const char *path)
{
  fprintf(stderr, "wrote %s: %lld frames from %lld groups; no longer needed:", path, (long long)plan->frames,
          (long long)plan->groups);
  for (int i = 0; i < count; i++)
    fprintf(stderr, " %s", folders[i]);
  fputc('\n', stderr);
}

nb_error film_join(const char *const *folders, int folder_count, const char *path, bool quiet)
{
  film_plan plan;
  film_format format;
  const char *first;
  nb_error e = find_common_plan(&plan, folders, folder_count, &first);
  if (!nb_failed(e))
    e = format_find(&format, path);
  if (!nb_failed(e) && format != plan.format)
    e = nb_fail(NB_USAGE, "the parts in %s are of a %s, not of a %s", first, format_of(plan.format)->ending,
                format_of(format)->ending);
  if (!nb_failed(e))
    e = join_parts(&plan, folders, folder_count, path, NULL, NULL);
  if (!nb_failed(e) && !quiet)
    say_joined(&plan, folders, folder_count, path);
  return e;
}
