// A box that is ticked, or not yet; and the tick alone.
#ifndef INTERFACE_TICK_H
#define INTERFACE_TICK_H

#include "interface/scribe.h"

// `corner` is the lower left one, `side` in board units; pointed: the pointer is over it.
void tick_record(const scribe *s, nb_vec2 corner, float side, bool ticked, bool pointed);

void tick_record_sign(const scribe *s, nb_vec2 corner, float side, nb_color color);

#endif
