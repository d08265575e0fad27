#include "actor/data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

nb_error data_find(int *file, const char *folder, const char *name)
{
  char path[1024];
  struct stat about;
  if (snprintf(path, sizeof path, "%s/%s/%s.bin", folder, name, name) >= (int)sizeof path)
    return nb_fail(NB_MISSING_FILE, "the path of the data \"%s\" below %.200s is too long", name, folder);
  *file = open(path, O_RDONLY | O_CLOEXEC);
  if (*file < 0)
    return nb_fail(NB_MISSING_FILE, "the data \"%s\" cannot be read from %s: %s", name, path,
                   strerror(errno));
  if (fstat(*file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) {
    close(*file);
    return nb_fail(NB_BAD_FILE, "the data file %s is empty or no file", path);
  }
  return nb_ok();
}

nb_error data_map(nb_data *out, int file, const char *name)
{
  *out = (nb_data){0};
  // Not fstat, which a confined process may not ask for.
  off_t size = lseek(file, 0, SEEK_END);
  void *bytes = size > 0 ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  if (bytes == MAP_FAILED)
    return nb_fail(NB_NO_MEMORY, "the data \"%s\" cannot be mapped: %s", name, strerror(errno));
  *out = (nb_data){bytes, (size_t)size};
  return nb_ok();
}

void data_unmap(nb_data *data)
{
  if (data->bytes != NULL)
    munmap((void *)data->bytes, data->size);
  *data = (nb_data){0};
}
