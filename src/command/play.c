#include <string.h>
#include <sys/stat.h>

#include "app/player.h"
#include "command/commands.h"

#define FIRST_LESSON "linear-algebra/transformations"

// A C file, or a folder of them.
static bool is_source(const char *name)
{
  struct stat about;
  size_t length = strlen(name);
  if (length > 2 && strcmp(name + length - 2, ".c") == 0)
    return true;
  return stat(name, &about) == 0 && S_ISDIR(about.st_mode);
}

nb_error command_play(const options *o, const places *p)
{
  player_options player = {.assets = p->assets,
                           .sdk = &p->sdk,
                           .shelf = &p->shelf,
                           .notebook = o->notebook,
                           .settings = settings_default(),
                           .width = o->width,
                           .height = o->height,
                           .full_screen = o->full_screen,
                           .in_process = o->in_process,
                           .threads = o->threads};
  player.settings.light = o->theme == NB_BOARD;
  options with_scene = *o;
  if (!with_scene.scene)
    with_scene.scene = FIRST_LESSON;
  char path[1024];
  if (is_source(with_scene.scene)) {
    player.source = with_scene.scene;
  } else if (shelf_find(&p->shelf, with_scene.scene, path, sizeof path) == SHELF_SOURCE) {
    player.source = path;
  } else {
    nb_error e = places_plugin(p, &with_scene, PLACES_FAST, path, sizeof path);
    if (nb_failed(e))
      return e;
    player.plugin = path;
  }
  return player_run(&player);
}
