// How this program is called by who sits at it: for messages that tell them what to type.
#ifndef WORKSHOP_PROGRAM_H
#define WORKSHOP_PROGRAM_H

#include <stddef.h>

// "nabla" where a shell would find this very program by that name, else the path of its file, from the working folder on where it
// lies below.
void program_name(char *out, size_t room);

#endif
