// The cache of compiled scenes: one folder a build, named for all that went into it.
//
//   CACHE/1f0c...d      what the last build of one source with one compiler depended on, as make would have it
//   CACHE/93ab.../NAME.so   a build: its name is the hash of the compiler, its flags, and every file it read
//
// The cache is $XDG_CACHE_HOME/nabla/scenes, else ~/.cache/nabla/scenes, else a folder of the user's own in
// the system's folder for passing files.
#ifndef WORKSHOP_CACHE_H
#define WORKSHOP_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

// Writes the cache's folder to path and makes it. Fails with NB_CANNOT_WRITE.
nb_error cache_folder(char *path, size_t capacity);

// Hashes (FNV-1a, 64 bits), one after the other.
enum { CACHE_HASH_START = 0 };
uint64_t cache_hash(uint64_t hash, const void *bytes, size_t size);

// The hash of files named in make's form by the file at list ("x.so: a.c a.h"), their names and what is in
// them. False where the list or a file in it cannot be read.
bool cache_hash_files(uint64_t *hash, const char *list);

// Calls visit for every file that the list names. False where it cannot be read.
bool cache_files(const char *list, void (*visit)(void *context, const char *file), void *context);

// Keeps the newest builds and removes the others, where there are more than the cache should have.
void cache_tidy(const char *folder);

#endif
