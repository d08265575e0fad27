// Where in the source an address is.
#ifndef NABLA_STAGE_FIND_H
#define NABLA_STAGE_FIND_H

#include "actor/exchange.h"

// Looks for the first of the addresses (from the plugin's start, the innermost first; all but the first are
// where calls return to) that lies in a function of the plugin, and fills reply's function, file and line as
// far as its debug information, or its table of symbols, tells. The file is read where it is confined: it may
// be made to harm its reader.
void find_place(int plugin, const uint64_t *addresses, uint32_t count, exchange_reply *reply);

#endif
