// What keys do to the window and how all of it looks.
#include <math.h>
#include <stdio.h>

#include "app/parts.h"

// Turns one of two settings to the other, and says which it is now.
static void toggle(player *p, bool *on_or_off, const char *off, const char *on)
{
  *on_or_off = !*on_or_off;
  player_notify(p, *on_or_off ? on : off);
}

static void theme(player *p, int with)
{
  (void)with;
  toggle(p, &p->settings.light, "theme: chalk", "theme: board");
}

static void contrast(player *p, int with)
{
  (void)with;
  toggle(p, &p->settings.high_contrast, "contrast: normal", "contrast: high");
}

static void captions(player *p, int with)
{
  (void)with;
  // While somebody explains it is for this talk alone.
  bool *shown = p->explaining.talk.talk ? &p->explaining.talk.captions : &p->settings.captions;
  toggle(p, shown, "captions: off", "captions: on");
}

static void motion(player *p, int with)
{
  (void)with;
  toggle(p, &p->settings.reduced_motion, "motion: full", "motion: reduced");
}

static void text_size(player *p, int with)
{
  char text[40];
  float size = roundf(10 * p->settings.text_size + (float)with) / 10;
  p->settings.text_size = fminf(fmaxf(size, SETTINGS_SMALLEST_TEXT), SETTINGS_LARGEST_TEXT);
  snprintf(text, sizeof text, "text: %.0f %%", 100 * (double)p->settings.text_size);
  player_notify(p, text);
}

static void full_screen(player *p, int with)
{
  (void)with;
  window_set_full_screen(&p->window, !window_is_full_screen(&p->window));
}

static void keys(player *p, int with)
{
  (void)with;
  p->sheet.shown = !p->sheet.shown;
  p->sheet.scroll = 0;
}

static void back(player *p, int with)
{
  (void)with;
  if (layers_back(p))
    return;
  if (p->settings.panel)
    p->settings.panel = false;
  else if (window_is_full_screen(&p->window))
    window_set_full_screen(&p->window, false);
}

static void quit(player *p, int with)
{
  (void)with;
  p->quit = true;
}

static const action table[] = {
    {"theme", "dark or light", {ACTION_KEY(SDLK_t)}, .run = theme},
    {"contrast", "more contrast", {ACTION_CTRL(SDLK_t)}, .run = contrast},
    {"larger-text",
     "larger, smaller text",
     {ACTION_CTRL(SDLK_EQUALS), ACTION_CTRL_SHIFT(SDLK_EQUALS), ACTION_CTRL(SDLK_KP_PLUS)},
     .run = text_size,
     .with = 1},
    {"smaller-text", .keys = {ACTION_CTRL(SDLK_MINUS), ACTION_CTRL(SDLK_KP_MINUS)}, .run = text_size,
     .with = -1},
    {"captions", "captions on, off", {ACTION_KEY(SDLK_c)}, .run = captions},
    {"motion", "less motion", {ACTION_CTRL(SDLK_m)}, .run = motion},
    {"full-screen", "full screen", {ACTION_KEY(SDLK_f), ACTION_KEY(SDLK_F11)}, .run = full_screen},
    {"keys", "this sheet", {ACTION_SIGN('?'), ACTION_KEY(SDLK_F1)}, .run = keys},
    {"back", "back, one level", {ACTION_KEY(SDLK_ESCAPE)}, .run = back},
    {"quit", "quit", {ACTION_KEY(SDLK_q)}, .run = quit},
};

ACTION_GROUP(window_actions, "Window", 2, table);
