#define _GNU_SOURCE // dladdr
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/places.h"

static bool is_folder(const char *path)
{
  struct stat there;
  return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

static bool is_file(const char *path)
{
  struct stat there;
  return stat(path, &there) == 0 && S_ISREG(there.st_mode);
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

// libnabla is the one that the program itself uses; its headers are installed beside it, or in the sources.
static void find_sdk(places *p, const char *own)
{
  Dl_info about;
  char *file = NULL;
  if (dladdr((const void *)(uintptr_t)nb_ok, &about) && about.dli_fname)
    file = realpath(about.dli_fname, NULL);
  snprintf(p->sdk.library, sizeof p->sdk.library, "%s", file ? file : "-lnabla");
  free(file);
  snprintf(p->sdk.headers, sizeof p->sdk.headers, "%s/../include", own);
  char scene[1100];
  snprintf(scene, sizeof scene, "%s/nabla/scene.h", p->sdk.headers);
  if (!is_file(scene))
    snprintf(p->sdk.headers, sizeof p->sdk.headers, "%s/src", NABLA_SOURCE);
}

nb_error places_find(places *p, const options *o)
{
  char own[1000 - sizeof "/../lib/nabla/scenes"];
  own_folder(own, sizeof own);
  snprintf(p->shelf.scenes, sizeof p->shelf.scenes, "%s/../lib/nabla/scenes", own);
  if (!is_folder(p->shelf.scenes))
    snprintf(p->shelf.scenes, sizeof p->shelf.scenes, "%s/scenes", own);
  snprintf(p->assets, sizeof p->assets, "%s/../share/nabla", own);
  if (!is_folder(p->assets))
    snprintf(p->assets, sizeof p->assets, "%s", NABLA_ASSETS);
  snprintf(p->shelf.sources, sizeof p->shelf.sources, "%s/../share/nabla/scenes", own);
  if (!is_folder(p->shelf.sources))
    snprintf(p->shelf.sources, sizeof p->shelf.sources, "%s/scenes", NABLA_SOURCE);
  find_sdk(p, own);
  nb_error e = o->scenes ? named(p->shelf.scenes, sizeof p->shelf.scenes, "--scenes", o->scenes) : nb_ok();
  if (!nb_failed(e) && o->assets)
    e = named(p->assets, sizeof p->assets, "--assets", o->assets);
  return e;
}

static bool ends_in_c(const char *name)
{
  size_t length = strlen(name);
  return length > 2 && strcmp(name + length - 2, ".c") == 0;
}

bool places_source(const places *p, const char *name, char *path, size_t capacity)
{
  if (ends_in_c(name) && snprintf(path, capacity, "%s", name) < (int)capacity && is_file(path))
    return true;
  char id[256]; // "subject/name.c" is meant where "scenes/subject/name.c" is
  int length = (int)strlen(name) - (ends_in_c(name) ? 2 : 0);
  return snprintf(id, sizeof id, "%.*s", length, name) < (int)sizeof id &&
         shelf_source(&p->shelf, id, path, capacity);
}

static nb_error compile(const places *p, const char *source, places_build build, char *path, size_t capacity,
                        shelf_name *id)
{
  compiled made;
  nb_error e =
      compile_scene(&made, &(compile_job){.source = source, .sdk = &p->sdk, .fast = build == PLACES_FAST});
  e = compile_tell(&made, e);
  if (!nb_failed(e))
    snprintf(path, capacity, "%s", made.plugin);
  if (id)
    shelf_id(source, *id, sizeof *id);
  compile_free(&made);
  return e;
}

nb_error places_plugin(const places *p, const options *o, places_build build, char *path, size_t capacity,
                       shelf_name *id)
{
  if (!o->scene)
    return nb_fail(NB_USAGE, "which scene? `nabla list` names them; a scene's C file or plugin will do, too");
  char source[1024];
  if (ends_in_c(o->scene))
    return compile(p, places_source(p, o->scene, source, sizeof source) ? source : o->scene, build, path,
                   capacity, id);
  library all = {0};
  nb_error missing = library_open(&all, p->shelf.scenes);
  nb_error e = library_find(&all, o->scene, path, capacity);
  // One that was just written is not built yet.
  bool written = nb_failed(e) && places_source(p, o->scene, source, sizeof source);
  if (written)
    e = compile(p, source, build, path, capacity, id);
  else if (nb_failed(missing) && nb_failed(e))
    e = missing;
  else if (id)
    shelf_id(path, *id, sizeof *id);
  library_close(&all);
  return e;
}

static bool is_built(const library *built, const char *id)
{
  for (int k = 0; k < built->count; k++)
    if (strcmp(built->entries[k].id, id) == 0)
      return true;
  return false;
}

void places_each_unbuilt(const places *p, const library *built, const options *o,
                         void (*each)(void *context, const char *id, const char *plugin, nb_error e),
                         void *context)
{
  shelf_name *ids;
  int count;
  nb_error e = shelf_list(&p->shelf, &ids, &count);
  for (int k = 0; k < count; k++) {
    char plugin[1400] = "";
    options named = *o;
    if (is_built(built, ids[k]))
      continue;
    named.scene = ids[k];
    e = places_plugin(p, &named, PLACES_WELL, plugin, sizeof plugin, NULL);
    each(context, ids[k], plugin, e);
  }
  free(ids);
}

// True where the name alone, looked for as a shell does, leads to the file.
static bool is_on_path(const char *name, const char *file)
{
  const char *path = getenv("PATH");
  while (path && *path) {
    char found[1100], real[PATH_MAX];
    size_t length = strcspn(path, ":");
    snprintf(found, sizeof found, "%.*s/%s", (int)length, path, name);
    if (access(found, X_OK) == 0)
      return realpath(found, real) && strcmp(real, file) == 0;
    path += length + (path[length] == ':');
  }
  return false;
}

void places_self(char *words, size_t capacity)
{
  char file[PATH_MAX] = "", here[PATH_MAX] = "";
  ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
  file[length > 0 ? length : 0] = 0;
  size_t below = getcwd(here, sizeof here) ? strlen(here) : 0;
  if (length <= 0 || is_on_path("nabla", file))
    snprintf(words, capacity, "nabla");
  else if (below > 1 && strncmp(file, here, below) == 0 && file[below] == '/')
    snprintf(words, capacity, "%s", file + below + 1);
  else
    snprintf(words, capacity, "%s", file);
}
