// What keys do to the scene's time.
#include "app/parts.h"

static void move(player *p, int with)
{
  player_report(p, playback_do(&p->playback, (playback_move)with));
}

static const action table[] = {
    {"play", "play, pause, go on", {ACTION_KEY(SDLK_SPACE)}, .run = move, .with = PLAYBACK_PLAY},
    {"next-step",
     "next step",
     {ACTION_KEY(SDLK_RIGHT), ACTION_KEY(SDLK_PAGEDOWN)},
     .run = move,
     .with = PLAYBACK_NEXT},
    {"previous-step",
     "previous step",
     {ACTION_KEY(SDLK_LEFT), ACTION_KEY(SDLK_PAGEUP)},
     .run = move,
     .with = PLAYBACK_PREVIOUS},
    {"first-step", "first, last step", {ACTION_KEY(SDLK_HOME)}, .run = move, .with = PLAYBACK_FIRST},
    {"last-step", .keys = {ACTION_KEY(SDLK_END)}, .run = move, .with = PLAYBACK_LAST},
    {"slower", "slower, faster", {ACTION_SIGN('[')}, .run = move, .with = PLAYBACK_SLOWER},
    {"faster", .keys = {ACTION_SIGN(']')}, .run = move, .with = PLAYBACK_FASTER},
    {"frame-back",
     "a frame back, on",
     {ACTION_SIGN(',')},
     .repeats = true,
     .run = move,
     .with = PLAYBACK_FRAME_BACK},
    {"frame-on", .keys = {ACTION_SIGN('.')}, .repeats = true, .run = move, .with = PLAYBACK_FRAME_ON},
    {"scrub", "drag it to any moment", .hand = "strip"},
};

ACTION_GROUP(time_actions, "Time", 0, table);
