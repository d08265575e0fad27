// A stage process, from the program's side: started, asked, watched, ended.
//
//   child *c;
//   child_start(&c, assets);                     // does not wait: the process gets ready by itself
//   ... write to child_head(c)->request ...
//   child_fate f = child_ask(c, NULL, 0, 2);     // now waits
//   if (f != CHILD_WELL) ... read child_words(c), then child_close(c)
//
// What is read from its memory is a stranger's: copy, then check.
#ifndef STAGE_CHILD_H
#define STAGE_CHILD_H

#include <sys/types.h>

#include "actor/exchange.h"

typedef struct child child;

typedef enum child_fate {
  CHILD_WELL,  // it has answered
  CHILD_ENDED, // it is dead: a crash, an exit, or something forbidden
  CHILD_HUNG,  // it did not answer in time, and has been ended
} child_fate;

// How it came to its end.
typedef struct child_words {
  child_fate fate;
  int status;       // as waitpid has it
  exchange_end end; // what it noted, or zero
  char last[160];   // the last line that it wrote to stderr, made printable
} child_words;

// Starts a process; assets is the folder of fonts, NULL for none. Fails with NB_MISSING_FILE where the
// program nabla-stage is not there, or NB_FAILED.
nb_error child_start(child **out, const char *assets);

// Ends the process and waits for its end. NULL is let pass.
void child_close(child *c);

// What keeps it in: a set of exchange_guard. Waits until it is ready; 0 where it has failed.
uint32_t child_guards(child *c);

// Its memory.
exchange_region *child_head(child *c);
uint8_t *child_memory(child *c);

// Sends the request that was written, with descriptors (that stay ours), and waits for the answer: as long as
// less than `seconds` of computing went by since it was sent or a tick was made (but no more than five times
// as long by the clock, and ten times in all). `plugin` (-1: none) is what it is given when it opens a file.
child_fate child_ask(child *c, const int *files, int file_count, int plugin, double seconds);

// Seconds of computing of the process until now.
double child_computed(const child *c);

// How often it tried to open a file while it was asked.
int child_opens(const child *c);

// After CHILD_ENDED or CHILD_HUNG.
child_words child_last_words(child *c);

#endif
