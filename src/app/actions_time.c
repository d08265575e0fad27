// What keys do to the scene's time.
#include "app/parts.h"

static void move(player *p, int with)
{
  if (replaying_move(p, (playback_move)with))
    return;
  if (with == PLAYBACK_PLAY || with == PLAYBACK_NEXT)
    hint_hear(p, HINT_STEPS);
  if ((with == PLAYBACK_PLAY || with == PLAYBACK_NEXT) && playback_waits(&p->playback))
    predict_answer(p), reviewing_hear_answer(p);
  player_report(p, playback_do(&p->playback, (playback_move)with));
}

static void loop(player *p, int with)
{
  (void)with;
  player_report(p, playback_do(&p->playback, PLAYBACK_LOOP));
  player_notify(p, p->playback.loop ? "this step again and again" : "on to the next step");
}

static void other_run(player *p, int with)
{
  (void)with;
  nb_error e = stage_take_other(p->stage);
  player_notify(p, nb_failed(e) ? "there is no other run to go to" : "the other run: G goes back");
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
    {"again", "this step anew", {ACTION_SIGN('0')}, .run = move, .with = PLAYBACK_AGAIN},
    {"loop", "this step again and again", {ACTION_KEY(SDLK_a)}, .run = loop},
    {"first-step", "first, last step", {ACTION_KEY(SDLK_HOME)}, .run = move, .with = PLAYBACK_FIRST},
    {"last-step", .keys = {ACTION_KEY(SDLK_END)}, .run = move, .with = PLAYBACK_LAST},
    {"slower", "slower, faster", {ACTION_SIGN('[')}, .run = move, .with = PLAYBACK_SLOWER},
    {"faster", .keys = {ACTION_SIGN(']')}, .run = move, .with = PLAYBACK_FASTER},
    {"hold-back", "while it is held: slow", .hand = "hold J"},
    {"frame-back",
     "a frame back, on",
     {ACTION_SIGN(',')},
     .repeats = true,
     .run = move,
     .with = PLAYBACK_FRAME_BACK},
    {"frame-on", .keys = {ACTION_SIGN('.')}, .repeats = true, .run = move, .with = PLAYBACK_FRAME_ON},
    {"other-run", "switch to the other run, the ghost", {ACTION_KEY(SDLK_g)}, .run = other_run},
    {"scrub", "drag it to any moment", .hand = "strip"},
};

ACTION_GROUP(time_actions, "Time", 0, table);
