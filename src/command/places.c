#include "command/places.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
  struct stat there;
  return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

// The folder of the program's own file, "." where the system does not tell.
static void own_folder(char *folder, size_t capacity)
{
  ssize_t length = readlink("/proc/self/exe", folder, capacity - 1);
  folder[length > 0 ? length : 0] = 0;
  char *slash = strrchr(folder, '/');
  if (slash)
    *slash = 0;
  else
    snprintf(folder, capacity, ".");
}

static nb_error named(char *to, size_t capacity, const char *option, const char *folder)
{
  if (!is_folder(folder))
    return nb_fail(NB_MISSING_FILE, "%s: there is no folder %s", option, folder);
  snprintf(to, capacity, "%s", folder);
  return nb_ok();
}

nb_error places_find(places *p, const options *o)
{
  char own[1000 - sizeof "/../lib/nabla/scenes"];
  own_folder(own, sizeof own);
  snprintf(p->scenes, sizeof p->scenes, "%s/../lib/nabla/scenes", own);
  if (!is_folder(p->scenes))
    snprintf(p->scenes, sizeof p->scenes, "%s/scenes", own);
  snprintf(p->assets, sizeof p->assets, "%s/../share/nabla", own);
  if (!is_folder(p->assets))
    snprintf(p->assets, sizeof p->assets, "%s", NABLA_ASSETS);
  nb_error e = o->scenes ? named(p->scenes, sizeof p->scenes, "--scenes", o->scenes) : nb_ok();
  if (!nb_failed(e) && o->assets)
    e = named(p->assets, sizeof p->assets, "--assets", o->assets);
  return e;
}

nb_error places_plugin(const places *p, const options *o, char *path, size_t capacity)
{
  if (!o->scene)
    return nb_fail(NB_USAGE, "which scene? `nabla list` names them; a plugin's file will do, too");
  library all = {0};
  nb_error missing = library_open(&all, p->scenes);
  nb_error e = library_find(&all, o->scene, path, capacity);
  if (nb_failed(missing))
    return nb_failed(e) ? missing : e;
  library_close(&all);
  return e;
}
