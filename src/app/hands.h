// The viewer's hand on the scene: which handle is under the pointer, which is held, and what holding it does
// to the stage. Knows of no window; places are in board units.
//
//   hands_look(h, p)       after every drawing: what is under the pointer now
//   hands_take(h, ...)     the button goes down
//   hands_move(h, ...)     the pointer moves
//   hands_apply(h)         before every drawing: the held handle follows the pointer
//   hands_release(h)       the button goes up, or hands_cancel(h): as if nothing had been held
//
// A handle keeps its distance to the pointer that it was taken with, so nothing jumps; only to a press on its track, as
// that of a slider, it comes. While time runs a held handle stays in the hand although the scene would carry it away.
#ifndef APP_HANDS_H
#define APP_HANDS_H

#include "app/playback.h"
#include "stage/stage.h"

typedef struct hands {
  playback *playback;
  bool over; // there is a handle under the pointer: `hovered`
  stage_grab hovered;
  bool holding; // `held`, as it was last drawn
  stage_grab held;
  int which;       // held is the which-th handle of its field
  nb_vec2 pointer; // where the pointer is
  nb_vec2 grip;    // where the held handle stood when it was taken
  nb_vec2 reached; // up to where what is held has followed it
  nb_vec2 want;    // where the held handle should stand
  bool touched;    // it has just been taken
  bool snap, fine, wipe;
  void *before;       // the field as it was when it was taken, and as much room again
  stage_position was; // where time stood then
} hands;

hands hands_start(playback *p);
void hands_end(hands *h);

// Finds what is under p, and the held handle's new place, among the handles last drawn. `hidden` (the pointer
// is outside, or over something else) finds nothing.
void hands_look(hands *h, nb_vec2 p, bool hidden);

// The keyboard's way: the handle becomes what is under the pointer, with the pointer at p.
void hands_focus(hands *h, const stage_grab *handle, nb_vec2 p);

// Takes hold of what is under the pointer. False where nothing is. wipe: on a canvas, erase.
bool hands_take(hands *h, bool wipe);

// Puts the parameter under the pointer back to what the scene starts with. False where there is none.
bool hands_reset(hands *h);

// The pointer moved to p. snap and fine (a tenth of the movement) hold for the movement that led there.
void hands_move(hands *h, nb_vec2 p, bool snap, bool fine);

// Brings what is held to where the pointer wants it.
nb_error hands_apply(hands *h);

// Lets go.
void hands_release(hands *h);

// Changes the number under the pointer by `count` steps of a wheel or a key. False where there is none.
bool hands_step(hands *h, float count, bool snap, bool fine);

// True where a number is held that the pointer has not moved.
bool hands_clicked(const hands *h);

// Lets go, and puts the field or the time back to what it was.
nb_error hands_cancel(hands *h);

// True while time is what is held, and so must not run by itself.
bool hands_hold_time(const hands *h);

#endif
