#include "actor/plugin.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "actor/description.h"

static nb_error check_abi(const nb_scene *scene, const char *path)
{
  if (scene->abi != NB_ABI)
    return nb_fail(NB_WRONG_ABI,
                   "%s was made for version %u of the scene interface, this is version %u: build it again",
                   path, scene->abi, (unsigned)NB_ABI);
  if (scene->scene_size != sizeof *scene)
    return nb_fail(NB_WRONG_ABI, "%s has a description of %u bytes where %zu are expected: build it again",
                   path, scene->scene_size, sizeof *scene);
  return nb_ok();
}

static nb_error open_description(plugin *p, const char *path)
{
  char name[128];
  description_file(path, name, sizeof name);
  const nb_scene *scene = dlsym(p->handle, "nabla_scene");
  if (scene == NULL)
    return nb_fail(NB_NOT_A_PLUGIN, "%s is no scene: NB_SCENE(...), see nabla/scene.h, is missing at its end",
                   name);
  nb_error e = check_abi(scene, path);
  if (!nb_failed(e))
    e = description_check(scene, name);
  if (nb_failed(e))
    return e;
  p->scene = description_copy(scene, &p->size);
  return p->scene == NULL ? nb_fail(NB_NO_MEMORY, "out of memory while opening %s", path) : nb_ok();
}

// What dlopen says, without the path that it starts with.
static const char *why_not(const char *path)
{
  const char *why = dlerror();
  size_t length = strlen(path);
  return strncmp(why, path, length) == 0 && why[length] == ':' ? why + length + 2 : why;
}

nb_error plugin_open(plugin *out, const char *path)
{
  // A whole path, because dlopen looks for a bare name in the system's folders.
  char whole[PATH_MAX];
  if (realpath(path, whole) == NULL) {
    *out = (plugin){0};
    return nb_fail(NB_MISSING_FILE, "the plugin %s cannot be opened: %s", path, strerror(errno));
  }
  return plugin_open_file(out, whole, path);
}

nb_error plugin_open_file(plugin *out, const char *file, const char *path)
{
  *out = (plugin){0};
  out->handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (out->handle == NULL)
    return nb_fail(NB_NOT_A_PLUGIN, "%s is no scene plugin: %s", path, why_not(file));
  nb_error e = open_description(out, path);
  if (nb_failed(e))
    plugin_close(out);
  return e;
}

void plugin_close(plugin *p)
{
  free(p->scene);
  if (p->handle != NULL)
    dlclose(p->handle);
  *p = (plugin){0};
}
