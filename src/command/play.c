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
  char plugin[1024];
  if (is_source(with_scene.scene)) {
    player.source = with_scene.scene;
    return player_run(&player);
  }
  nb_error e = places_plugin(p, &with_scene, PLACES_FAST, plugin, sizeof plugin);
  if (nb_failed(e))
    return e;
  player.plugin = plugin;
  return player_run(&player);
}
