// Gives up everything but computing.
//
//   confine_begin   before the plugin is there: limits, no privileges, no files, no network, no processes,
//                   and of the system calls only those that loading and computing need
//   confine_end     once it has been opened: no opening any more, and no new code
//
// Opening the plugin is the one thing left in between, and there too the scene has no choice: where the kernel
// allows it (seccomp's notifications), the program answers each attempt to open a file, the first with the
// plugin and any other with "there is no such file". Each guard is used where the kernel has it.
#ifndef NABLA_STAGE_CONFINE_H
#define NABLA_STAGE_CONFINE_H

#include <stdint.h>

typedef struct confinement {
  uint32_t guards; // a set of exchange_guard: what is in force
  int listener; // where attempts to open a file are told; to be given to the program; -1 where they are not
} confinement;

// In two steps, for the listener has to be handed over in between.
confinement confine_prepare(void);
void confine_begin(confinement *c);
void confine_end(void);

#endif
