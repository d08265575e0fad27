#include "film/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

nb_error output_failed(const char *path, int reason)
{
  return nb_fail(NB_CANNOT_WRITE, "cannot write %s: %s", path, strerror(reason));
}

// A partial file could be made beside these, but not be put in their place.
static int cannot_be_replaced(const char *path)
{
  struct stat there;
  if (stat(path, &there) != 0)
    return 0;
  if (S_ISDIR(there.st_mode))
    return EISDIR;
  return S_ISREG(there.st_mode) ? 0 : EINVAL;
}

nb_error output_begin(output *o, const char *path)
{
  o->path = path;
  int reason = cannot_be_replaced(path);
  if (reason)
    return output_failed(path, reason);
  int length = snprintf(o->partial, sizeof o->partial, "%s.partial-%ld", path, (long)getpid());
  if (length < 0 || (size_t)length >= sizeof o->partial)
    return output_failed(path, ENAMETOOLONG);
  int file = open(o->partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0)
    return output_failed(path, errno);
  close(file);
  return nb_ok();
}

nb_error output_keep(output *o)
{
  if (rename(o->partial, o->path) == 0)
    return nb_ok();
  int reason = errno;
  output_drop(o);
  return output_failed(o->path, reason);
}

void output_drop(output *o)
{
  unlink(o->partial);
}

nb_error output_open(output *o, FILE **file, const char *path)
{
  *file = NULL;
  nb_error e = output_begin(o, path);
  if (nb_failed(e))
    return e;
  *file = fopen(o->partial, "wb");
  if (!*file) {
    e = output_failed(path, errno);
    output_drop(o);
  }
  errno = 0;
  return e;
}

nb_error output_close(output *o, FILE *file)
{
  bool whole = fflush(file) == 0 && !ferror(file);
  int reason = errno ? errno : EIO;
  if (fclose(file) != 0 && whole) {
    whole = false;
    reason = errno;
  }
  if (whole)
    return output_keep(o);
  output_drop(o);
  return output_failed(o->path, reason);
}
