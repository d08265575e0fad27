// The system calls that a confined process may make.
#ifndef NABLA_STAGE_FILTER_H
#define NABLA_STAGE_FILTER_H

#include <stdbool.h>

// From now on attempts to open a file are told to whoever reads the descriptor that is returned; -1 where the
// kernel cannot.
int filter_opens(void);

// From now on only what loading a plugin and computing need; anything else is SIGSYS. False where the kernel
// cannot.
bool filter_calls(void);

// From now on nothing is opened any more, and no memory becomes code.
void filter_close(void);

#endif
