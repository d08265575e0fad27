// A folder of a test's own, and what lies in it.
#ifndef TESTS_FOLDER_H
#define TESTS_FOLDER_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct folder {
  char path[256];
} folder;

static inline folder folder_make(void)
{
  folder f;
  snprintf(f.path, sizeof f.path, "%s/test-XXXXXX", NABLA_BUILD);
  assert_non_null(mkdtemp(f.path));
  return f;
}

// The path of a name in it, to be freed.
static inline char *folder_file(const folder *f, const char *name)
{
  size_t size = strlen(f->path) + strlen(name) + 2;
  char *path = malloc(size);
  snprintf(path, size, "%s/%s", f->path, name);
  return path;
}

static inline int folder_count(const folder *f)
{
  int count = 0;
  DIR *d = opendir(f->path);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));)
    count += e->d_name[0] != '.';
  closedir(d);
  return count;
}

// Removes the folder and the files in it.
static inline void folder_remove(const folder *f)
{
  DIR *d = opendir(f->path);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", f->path, e->d_name);
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
      unlink(path);
  }
  closedir(d);
  assert_int_equal(rmdir(f->path), 0);
}

// Removes what lies at the path, a folder with all that is in it.
static inline void folder_remove_path(const char *path)
{
  DIR *d = opendir(path);
  for (struct dirent *e; d && (e = readdir(d));) {
    size_t size = strlen(path) + strlen(e->d_name) + 2;
    char *inside = malloc(size);
    snprintf(inside, size, "%s/%s", path, e->d_name);
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(inside) != 0)
      folder_remove_path(inside);
    free(inside);
  }
  if (d)
    closedir(d);
  rmdir(path);
}

static inline void folder_remove_all(const folder *f)
{
  folder_remove_path(f->path);
}

// A whole file, to be freed.
static inline unsigned char *file_bytes(const char *path, size_t *size)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("%s is not there", path);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(*size + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, *size, file), *size);
  fclose(file);
  return bytes;
}

#endif
