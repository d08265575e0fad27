// How the program's memory comes from the system.
#ifndef COMMAND_HEAP_H
#define COMMAND_HEAP_H

// What is large is from now on taken from the system by itself, and given back when it is freed. Left to itself, glibc raises
// what it calls large to the largest block that was ever freed, and puts all below that into one heap, where small things
// come to lie between: ten minutes of a 1080p60 film grew from 189 to 239 MB by the pictures of its encoders, and some
// hundred scenes in one window left 15 MB of holes. Processes that are forked keep to it.
void heap_give_back(void);

#endif
