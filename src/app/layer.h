// Layers: what lies over the scene and may take the viewer's attention from it: the sheet of keys, a number that is
// being typed, a panel. Each is a file of its own with a `layer` in it; layers.c names them, from the top down.
//
//   events      go to the layers from the top down, and the first that takes one is the last to see it;
//               what nobody takes is for the pointer and the keys of actions
//   Esc         goes to the layers from the top down too: the first that backs out one level is the only one
//   recording   is from the bottom up, over the scene and what surrounds it
//
// A layer's data is a member of the player.
#ifndef APP_LAYER_H
#define APP_LAYER_H

#include <SDL.h>
#include <stdbool.h>

#include "interface/scribe.h"

typedef struct player player;

// What it has no use for is NULL.
typedef struct layer {
  const char *name;
  bool (*event)(player *p, const SDL_Event *event); // true where the event is nobody else's
  bool (*back)(player *p);                          // false where there was nothing to back out of
  void (*record)(player *p, const scribe *s);       // draws itself, where there is anything
  float (*column)(const player *p); // how wide a column of the window it wants beside the board
  void (*record_column)(player *p, const scribe *s);  // draws what is in it, on the window's plane: room.h
  bool (*fills)(const player *p);                     // it has the whole window, and there is no column
  bool (*holds_time)(const player *p);                // time stands meanwhile
  bool (*covers)(const player *p);                    // nothing below can be taken hold of
  double (*next_change)(const player *p, double now); // when it looks different by itself; INFINITY: never
} layer;

extern const layer partner_layer, summary_layer, explain_layer, review_layer, notes_layer, terms_layer,
    touch_layer, keys_layer, map_layer, stuck_layer, hint_layer, predict_layer, typing_layer, panel_layer,
    focus_layer, record_layer, replay_layer, pages_layer, bar_layer, ink_layer, paper_layer, pointer_layer;

bool layers_event(player *p, const SDL_Event *event);
bool layers_back(player *p);
float layers_column(const player *p); // board units of the window; 0: none
void layers_record_column(player *p, const scribe *s);
// What lies below ink, and ink with all that lies above it.
void layers_record_below(player *p, const scribe *s);
void layers_record_above(player *p, const scribe *s);
bool layers_hold_time(const player *p);
bool layers_cover(const player *p);
double layers_next_change(const player *p, double now);

#endif
