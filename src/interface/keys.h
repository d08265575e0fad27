// The sheet of keys: what the player understands, on a panel over everything else.
#ifndef INTERFACE_KEYS_H
#define INTERFACE_KEYS_H

#include "interface/scribe.h"

void keys_record(const scribe *s);

#endif
