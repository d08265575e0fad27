#include "stage/library.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_NAME = 127 }; // what is longer is near to nothing

static bool is_file(const char *path)
{
  struct stat about;
  return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool ends_in_so(const char *name)
{
  size_t length = strlen(name);
  return length > 3 && strcmp(name + length - 3, ".so") == 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Scanning the folder

static nb_error add_entry(library *l, const char *folder, const char *subject, const char *file)
{
  library_entry entry;
  int id_length = snprintf(entry.id, sizeof entry.id, "%s/%.*s", subject, (int)strlen(file) - 3, file);
  int path_length = snprintf(entry.path, sizeof entry.path, "%s/%s/%s", folder, subject, file);
  if (id_length >= (int)sizeof entry.id || path_length >= (int)sizeof entry.path || !is_file(entry.path))
    return nb_ok();
  // Grows at every power of two.
  if ((l->count & (l->count - 1)) == 0) {
    library_entry *grown = realloc(l->entries, sizeof *grown * (l->count == 0 ? 1 : 2 * (size_t)l->count));
    if (grown == NULL)
      return nb_fail(NB_NO_MEMORY, "out of memory while listing the scenes in %s", folder);
    l->entries = grown;
  }
  l->entries[l->count++] = entry;
  return nb_ok();
}

static nb_error add_subject(library *l, const char *folder, const char *subject)
{
  char path[1024];
  if (snprintf(path, sizeof path, "%s/%s", folder, subject) >= (int)sizeof path)
    return nb_ok();
  DIR *directory = opendir(path);
  if (directory == NULL) // a file, or not ours to read
    return nb_ok();
  nb_error e = nb_ok();
  for (struct dirent *found; !nb_failed(e) && (found = readdir(directory)) != NULL;)
    if (found->d_name[0] != '.' && ends_in_so(found->d_name))
      e = add_entry(l, folder, subject, found->d_name);
  closedir(directory);
  return e;
}

static int by_id(const void *a, const void *b)
{
  return strcmp(((const library_entry *)a)->id, ((const library_entry *)b)->id);
}

nb_error library_open(library *out, const char *folder)
{
  *out = (library){0};
  DIR *directory = opendir(folder);
  if (directory == NULL)
    return nb_fail(NB_MISSING_FILE, "the folder of scenes %s cannot be read: %s", folder, strerror(errno));
  nb_error e = nb_ok();
  for (struct dirent *found; !nb_failed(e) && (found = readdir(directory)) != NULL;)
    if (found->d_name[0] != '.')
      e = add_subject(out, folder, found->d_name);
  closedir(directory);
  if (nb_failed(e))
    library_close(out);
  else if (out->count > 0)
    qsort(out->entries, (size_t)out->count, sizeof *out->entries, by_id);
  return e;
}

void library_close(library *l)
{
  free(l->entries);
  *l = (library){0};
}

// ---------------------------------------------------------------------------------------------------------------
// Near names

static bool same_letter(char a, char b)
{
  return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static int least(int a, int b)
{
  return a < b ? a : b;
}

// Letters left out, put in, mistaken, or swapped with their neighbour: the optimal string alignment distance
// (Damerau, "A technique for computer detection and correction of spelling errors", 1964). Capitals count as
// small letters. Three rows of its table are enough.
static int edit_distance(const char *a, const char *b)
{
  int rows[3][MAX_NAME + 1];
  int a_length = (int)strlen(a), b_length = (int)strlen(b);
  if (a_length > MAX_NAME || b_length > MAX_NAME)
    return MAX_NAME;
  for (int j = 0; j <= b_length; j++)
    rows[0][j] = j;
  for (int i = 1; i <= a_length; i++) {
    int *row = rows[i % 3];
    const int *above = rows[(i + 2) % 3], *above_that = rows[(i + 1) % 3];
    row[0] = i;
    for (int j = 1; j <= b_length; j++) {
      row[j] = least(above[j], row[j - 1]) + 1;
      row[j] = least(row[j], above[j - 1] + !same_letter(a[i - 1], b[j - 1]));
      if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]))
        row[j] = least(row[j], above_that[j - 2] + 1);
    }
  }
  return rows[a_length % 3][b_length];
}

// Near is within a third of the letters, and two of a short name's.
static int near_enough(const char *name)
{
  int third = (int)strlen(name) / 3;
  return third > 2 ? third : 2;
}

const char *library_nearest(const char *name, const char *const *names, int count)
{
  const char *nearest = NULL;
  int distance = near_enough(name) + 1;
  for (int k = 0; k < count; k++) {
    int d = edit_distance(name, names[k]);
    if (d < distance && d < (int)strlen(names[k])) {
      distance = d;
      nearest = names[k];
    }
  }
  return nearest;
}

// ---------------------------------------------------------------------------------------------------------------
// Finding

static const char *name_of(const library_entry *entry)
{
  return strchr(entry->id, '/') + 1;
}

static nb_error found(const char *from, char *path, size_t capacity)
{
  if (snprintf(path, capacity, "%s", from) >= (int)capacity)
    return nb_fail(NB_MISSING_FILE, "the path %s is too long", from);
  return nb_ok();
}

// The id nearest to name, whether the person gave the whole id or the name alone.
static const char *nearest_id(const library *l, const char *name)
{
  const char *nearest = NULL;
  int distance = near_enough(name) + 1;
  for (int k = 0; k < l->count; k++) {
    const library_entry *entry = &l->entries[k];
    int d = least(edit_distance(name, entry->id), edit_distance(name, name_of(entry)));
    if (d < distance) {
      distance = d;
      nearest = entry->id;
    }
  }
  return nearest;
}

static nb_error unknown(const library *l, const char *name)
{
  const char *nearest = nearest_id(l, name);
  if (nearest != NULL)
    return nb_fail(NB_UNKNOWN_SCENE, "there is no scene \"%s\"; did you mean %s?", name, nearest);
  return nb_fail(NB_UNKNOWN_SCENE, "there is no scene \"%s\"; nabla list names those there are", name);
}

nb_error library_find(const library *l, const char *name, char *path, size_t capacity)
{
  const library_entry *alone = NULL;
  for (int k = 0; k < l->count; k++) {
    const library_entry *entry = &l->entries[k];
    if (strcmp(entry->id, name) == 0)
      return found(entry->path, path, capacity);
    if (strcmp(name_of(entry), name) != 0)
      continue;
    if (alone != NULL)
      return nb_fail(NB_UNKNOWN_SCENE, "\"%s\" may be %s or %s; give the whole of it", name, alone->id,
                     entry->id);
    alone = entry;
  }
  if (alone != NULL)
    return found(alone->path, path, capacity);
  if ((strchr(name, '/') != NULL || ends_in_so(name)) && is_file(name))
    return found(name, path, capacity);
  return unknown(l, name);
}
