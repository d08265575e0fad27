// What keys do to go from lesson to lesson.
#include "app/parts.h"

static void show_map(player *p, int with)
{
  (void)with;
  lessons_show_map(p);
}

static void be_stuck(player *p, int with)
{
  (void)with;
  lessons_be_stuck(p);
}

static void go_back(player *p, int with)
{
  (void)with;
  if (!lessons_return(p))
    player_notify(p, "there is nothing to go back to");
}

static void go_on(player *p, int with)
{
  (void)with;
  (void)lessons_go_on(p);
}

static const action table[] = {
    {"map", "the map of all lessons", {ACTION_KEY(SDLK_m)}, .run = show_map},
    {"stuck", "stuck: what this step rests on", {ACTION_KEY(SDLK_s)}, .run = be_stuck},
    {"next-lesson",
     "at the end: the next lesson",
     {ACTION_KEY(SDLK_RETURN), ACTION_KEY(SDLK_KP_ENTER)},
     .run = go_on},
    {"return", "back to where you were stuck", {ACTION_KEY(SDLK_BACKSPACE)}, .run = go_back},
};

ACTION_GROUP(lesson_actions, "Lessons", 0, table);
