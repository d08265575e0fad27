// Soaks: the same thing done thousands of times, and nothing left behind.
//
//   static void once(void *context, int k) { ... }
//
//   int main(int argc, char **argv)
//   {
//     ... open what is needed ...
//     return soak_run(&(soak){"reload", 10000, once, &context}, argc, argv);
//   }
//
// Every soak_NAME.c or soak_NAME.sh in this folder is a soak of its own. `./dev soak` runs them all in full, and
// ctest a hundredth of each, as soak_NAME. Both are given the share of the whole that they are to run (1 or 0.01).
//
// After a tenth of the rounds (200 at most), by when everything that is made once has been made, what the process holds is
// counted, and after the last round again: open files, processes of its own, shared memory, mappings and memory in
// use must not have grown.
#ifndef TESTS_SOAK_H
#define TESTS_SOAK_H

#include <stddef.h>

typedef struct soak {
  const char *name;
  int times;                          // rounds of the whole soak
  void (*once)(void *context, int k); // round k, from 0; ends the program where something is wrong
  void *context;
  // Before anything is counted: brings everything to where it always is then (the same scene, the same size); NULL: it
  // is there after every round.
  void (*rest)(void *context);
} soak;

// What a process holds.
typedef struct soak_census {
  int files;     // descriptors
  int processes; // children, the dead that nobody waited for among them
  int shared;    // mappings of shared memory
  int mappings;
  size_t bytes;    // allocated; 0 where a sanitizer counts by itself
  size_t resident; // pages in memory, bytes
} soak_census;

soak_census soak_count(void);

// Runs the soak: the share of it that argv[1] says, 1 where nothing is said. Prints one line, and more where something has
// grown. The program's exit status.
int soak_run(const soak *s, int argc, char **argv);

// Says what is wrong, as printf does, and ends the program.
_Noreturn void soak_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
