#include "stage/data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static nb_error map_file(nb_data *out, int file, const char *path)
{
  struct stat about;
  if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0)
    return nb_fail(NB_BAD_FILE, "the data file %s is empty or no file", path);
  void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED)
    return nb_fail(NB_NO_MEMORY, "the data file %s cannot be mapped: %s", path, strerror(errno));
  *out = (nb_data){bytes, (size_t)about.st_size};
  return nb_ok();
}

nb_error data_open(nb_data *out, const char *folder, const char *name)
{
  *out = (nb_data){0};
  char path[1024];
  if (snprintf(path, sizeof path, "%s/%s/%s.bin", folder, name, name) >= (int)sizeof path)
    return nb_fail(NB_MISSING_FILE, "the path of the data \"%s\" below %.200s is too long", name, folder);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return nb_fail(NB_MISSING_FILE, "the data \"%s\" cannot be read from %s: %s", name, path,
                   strerror(errno));
  nb_error e = map_file(out, file, path);
  close(file);
  return e;
}

void data_close(nb_data *data)
{
  if (data->bytes != NULL)
    munmap((void *)data->bytes, data->size);
  *data = (nb_data){0};
}
