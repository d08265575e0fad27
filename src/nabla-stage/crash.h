// The last words of a process: what happened and where, noted in the region by a signal handler.
#ifndef NABLA_STAGE_CRASH_H
#define NABLA_STAGE_CRASH_H

#include <stddef.h>

#include "actor/exchange.h"

// From now on a fatal signal, a forbidden system call (SIGSYS) and the program's question where a scene hangs
// (SIGXCPU) are noted in *end and end the process with EXCHANGE_EXIT. `state` is where the locked state lies,
// `plugin` the name by which dlopen will know the plugin. To be called once, before the process is confined.
void crash_watch(exchange_end *end, const void *state, size_t state_size, const char *plugin);

#endif
