// For tests of the player: one in a window that nobody sees, its keys, and time that runs only where a test lets it.
#ifndef TESTS_PLAYED_H
#define TESTS_PLAYED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/parts.h"

static player p;
static bool played; // it is open

// Opens it, standing at the scene's start, with a notebook of its own that is empty; *options holds until it is closed.
static inline int open_player(player_options *options)
{
  static const shelf nothing = {.scenes = NABLA_BUILD "/no-scenes", .sources = NABLA_BUILD "/no-scenes"};
  char beside[600];
  options->assets = NABLA_ASSETS;
  options->shelf = options->shelf ? options->shelf : &nothing;
  options->settings =
      options->settings.text_size > 0 ? options->settings : (settings){.text_size = 1, .captions = true};
  options->width = 640;
  options->height = 360;
  options->threads = 1;
  static const char *const ends[] = {"", "-wal", "-shm"};
  for (int k = 0; k < 3; k++) {
    snprintf(beside, sizeof beside, "%s%s", options->notebook, ends[k]);
    remove(beside);
  }
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  nb_error e = player_set_up(&p, options);
  played = !nb_failed(e);
  if (!played)
    print_error("%s\n", e.text);
  else
    p.playback.playing = false, player_frame(&p);
  return !played;
}

// Closes it, where it was opened: what a group of tests is torn down with.
static inline int close_player(void **state)
{
  (void)state;
  if (played)
    player_take_down(&p);
  return 0;
}

static inline void key(SDL_Keycode code, int mod)
{
  SDL_SetModState((SDL_Keymod)mod);
  player_event(&p, &(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = code, .mod = (Uint16)mod}}});
  SDL_SetModState(KMOD_NONE);
  player_frame(&p);
}

// Stands at a moment, and shows it.
static inline void stand_at(int step, float seconds)
{
  p.playback.playing = false;
  nb_error e = stage_jump(p.stage, (stage_position){step, seconds});
  if (nb_failed(e))
    fail_msg("%s", e.text);
  player_frame(&p);
}

#endif
