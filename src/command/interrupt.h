// Signals that ask the program to end, as a flag that long work looks at.
#ifndef COMMAND_INTERRUPT_H
#define COMMAND_INTERRUPT_H

#include <signal.h>

// From now on SIGINT, SIGTERM and SIGHUP set the flag that is returned, and a pipe that closes or a file that
// may not grow is an error to its writer, not the end of the program: so what was begun is cleaned up.
const volatile sig_atomic_t *interrupt_watch(void);

// Ends the program by the signal that has set the flag, so that a shell's loop ends too (its $? is 128 and the signal, 130
// after Ctrl-C). Returns where none has.
void interrupt_end(void);

#endif
