#include "app/player.h"
#include "command/commands.h"

#define FIRST_LESSON "linear-algebra/transformations"

nb_error command_play(const options *o, const places *p)
{
  options with_scene = *o;
  if (!with_scene.scene)
    with_scene.scene = FIRST_LESSON;
  char plugin[1024];
  nb_error e = places_plugin(p, &with_scene, PLACES_FAST, plugin, sizeof plugin);
  if (nb_failed(e))
    return e;
  return player_run(&(player_options){.plugin = plugin,
                                      .assets = p->assets,
                                      .theme = o->theme,
                                      .width = o->width,
                                      .height = o->height,
                                      .full_screen = o->full_screen,
                                      .threads = o->threads});
}
