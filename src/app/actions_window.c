// What keys do to the window and how all of it looks.
#include "app/parts.h"

static void theme(player *p, int with)
{
  (void)with;
  p->theme = p->theme == NB_CHALK ? NB_BOARD : NB_CHALK;
  player_notify(p, p->theme == NB_CHALK ? "theme: chalk" : "theme: board");
}

static void full_screen(player *p, int with)
{
  (void)with;
  window_set_full_screen(&p->window, !window_is_full_screen(&p->window));
}

static void keys(player *p, int with)
{
  (void)with;
  p->keys = !p->keys;
}

static void back(player *p, int with)
{
  (void)with;
  if (!layers_back(p) && window_is_full_screen(&p->window))
    window_set_full_screen(&p->window, false);
}

static void quit(player *p, int with)
{
  (void)with;
  p->quit = true;
}

static const action table[] = {
    {"theme", "dark or light", {ACTION_KEY(SDLK_t)}, .run = theme},
    {"full-screen", "full screen", {ACTION_KEY(SDLK_f), ACTION_KEY(SDLK_F11)}, .run = full_screen},
    {"keys", "this sheet", {ACTION_SIGN('?'), ACTION_KEY(SDLK_F1)}, .run = keys},
    {"back", "back, one level", {ACTION_KEY(SDLK_ESCAPE)}, .run = back},
    {"quit", "quit", {ACTION_KEY(SDLK_q)}, .run = quit},
};

ACTION_GROUP(window_actions, "Window", 2, table);
