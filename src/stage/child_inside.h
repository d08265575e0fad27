// What a child is made of: for child.c, which talks with it, and child_start.c, which starts it.
#ifndef STAGE_CHILD_INSIDE_H
#define STAGE_CHILD_INSIDE_H

#include <time.h>

#include "stage/child.h"

struct child {
  pid_t pid;    // 0 once it has ended
  int socket;   // turns
  int listener; // of seccomp: attempts to open a file; -1 where there is none
  int errors;   // what it says on stdout and stderr
  uint8_t *region;
  uint32_t number; // of the request
  bool ready;      // it has said so
  uint32_t guards;
  int opens;

  child_fate fate; // once it has ended
  int status;

  char line[160]; // the last that it said
  size_t line_length;
  bool line_ended;
  ssize_t said; // bytes passed on in this second
  time_t said_second;
};

#endif
