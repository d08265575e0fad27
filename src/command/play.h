// What opens the player's window says how with this.
#ifndef COMMAND_PLAY_H
#define COMMAND_PLAY_H

#include "app/player.h"
#include "command/options.h"
#include "command/places.h"

// As the options and the file of settings have it. They have to stay.
player_options play_options(const options *o, const places *p);

#endif
