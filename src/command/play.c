#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/config.h"
#include "command/commands.h"
#include "command/play.h"
#include "command/recorded.h"

// A C file, or a folder of them.
static bool is_source(const char *name)
{
  struct stat about;
  size_t length = strlen(name);
  if (length > 2 && strcmp(name + length - 2, ".c") == 0)
    return true;
  return stat(name, &about) == 0 && S_ISDIR(about.st_mode);
}

static void complain(void *context, const char *words)
{
  player_options *player = context;
  fprintf(stderr, "nabla: %s\n", words);
  if (!player->warning[0])
    snprintf(player->warning, sizeof player->warning, "%s", words);
}

static void read_settings(player_options *player, const options *o)
{
  nb_error e = config_path(player->config, sizeof player->config);
  if (nb_failed(e))
    complain(player, e.text);
  else
    config_read(&player->settings, player->config, complain, player);
  if (o->has_theme)
    player->settings.light = o->theme == NB_BOARD;
}

player_options play_options(const options *o, const places *p)
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
                           .painter = o->painter,
                           .threads = o->threads};
  read_settings(&player, o);
  return player;
}

nb_error command_replay(const options *o, const places *p)
{
  char file[1024];
  player_options player = play_options(o, p);
  nb_error e = recorded_find(o, &player.recording, file, sizeof file);
  player.skips_undone = o->skip_undone;
  return nb_failed(e) ? e : player_run(&player);
}

nb_error command_play(const options *o, const places *p)
{
  player_options player = play_options(o, p);
  if (o->dev) {
    player.shaders = NABLA_SOURCE "/shaders";
    if (access(player.shaders, R_OK) != 0)
      return nb_fail(NB_USAGE,
                     "--dev reads the shaders of the checkout that the program was built in; there is no %s",
                     player.shaders);
  }
  char path[1024];
  if (!o->scene) {
    // The player finds one.
  } else if (is_source(o->scene)) {
    player.source = places_source(p, o->scene, path, sizeof path) ? path : o->scene;
  } else if (shelf_find(&p->shelf, o->scene, path, sizeof path) == SHELF_SOURCE) {
    player.source = path;
  } else {
    nb_error e = places_plugin(p, o, PLACES_FAST, path, sizeof path, NULL);
    if (nb_failed(e))
      return e;
    player.plugin = path;
  }
  return player_run(&player);
}
