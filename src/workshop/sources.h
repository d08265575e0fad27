// The C files of a folder of scenes: those in it, and those in the folders inside, which are its subjects.
#ifndef WORKSHOP_SOURCES_H
#define WORKSHOP_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include "workshop/watch.h"

// When a file was last saved, in seconds since 1970; 0 where it is not there.
double sources_date(const char *file);

// Writes the path of the C file that was saved last. False, with path left alone, where there is none.
bool sources_newest(const char *folder, char *path, size_t capacity);

// Watches the folder and its subjects.
void sources_watch(const char *folder, watch *w);

#endif
