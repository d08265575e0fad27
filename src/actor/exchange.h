// What the program and a stage process say to each other: one region of shared memory for the contents, and a
// socket for the turns.
//
//   program                                  stage process
//   writes request, state, viewer
//   sends the number of the request  ---->   reads them, runs the scene
//                                            writes reply, state or output
//   copies, then checks              <----   sends the number back
//
// The region is sealed against resizing. The program believes nothing that it finds there: it copies what it
// needs to memory of its own, and checks the copy. A process that dies has closed its socket.
#ifndef ACTOR_EXCHANGE_H
#define ACTOR_EXCHANGE_H

#include "actor/actor.h"

// Descriptors that a stage process starts with.
enum { EXCHANGE_REGION = 3, EXCHANGE_SOCKET = 4 };

// How a process ends that has noted why.
enum { EXCHANGE_EXIT = 71 };

typedef enum exchange_op {
  EXCHANGE_LOAD =
      1,          // opens the plugin that comes as a descriptor: output is its description, reply.base where
                  // that stood
  EXCHANGE_DATA,  // takes request.count declared data files that come as descriptors
  EXCHANGE_INIT,  // init(state)
  EXCHANGE_TICK,  // tick(state), request.count times
  EXCHANGE_DRAW,  // draw(state): output is a display list
  EXCHANGE_TRUTH, // truth(state) of request.step: output is request.count bytes, of the answer's parameter
  EXCHANGE_FIND,  // names the function and line of addresses in the plugin that comes as a descriptor
} exchange_op;

enum { EXCHANGE_FRAMES = 48, EXCHANGE_NAME = 96, EXCHANGE_PATH = 1024 };

typedef struct exchange_request {
  uint32_t op;
  int32_t step; // the frame
  float seconds, duration, reached;
  uint32_t theme, playing;
  uint64_t tick, answered;
  uint32_t count;
  actor_moment moments[ACTOR_MAX_TICKS];
  char path[EXCHANGE_PATH];            // of the plugin, for messages
  uint64_t addresses[EXCHANGE_FRAMES]; // from the plugin's start, the innermost first
} exchange_request;

typedef struct exchange_reply {
  uint32_t error; // nb_error_id, and its text
  char text[480];
  uint32_t done; // ticks that went well, as they are made
  uint64_t size; // of the output
  uint64_t base;
  char function[EXCHANGE_NAME], file[EXCHANGE_NAME]; // what was found; empty where nothing was
  int32_t line;                                      // 0 where it is not known
} exchange_reply;

// What a process noted as it died.
typedef struct exchange_end {
  uint32_t noted;       // the rest counts
  int32_t signal, code; // as siginfo_t has them
  int32_t call;         // of SIGSYS: the number of the system call
  uint32_t near_stack;  // the address lies where the stack ended
  uint32_t in_state;    // the address lies in the state, which is locked while a scene draws
  uint32_t no_memory;   // there was none left
  uint64_t address;     // that was touched
  uint64_t base;        // where the plugin lies
  uint32_t frame_count;
  uint64_t frames[EXCHANGE_FRAMES]; // the innermost first
} exchange_end;

// What keeps a scene in, as far as the kernel has it.
typedef enum exchange_guard {
  EXCHANGE_CALLS = 1, // seccomp: no system calls but those that computing needs
  EXCHANGE_OPENS = 2, // seccomp: the program answers when the plugin is opened; no file can be opened at all
  EXCHANGE_FILES = 4, // Landlock: no files
  EXCHANGE_NETWORK = 8,  // Landlock: no TCP
  EXCHANGE_SIGNALS = 16, // Landlock: no signals to others, no abstract sockets
  EXCHANGE_MEMORY = 32,  // limits of memory and processes
} exchange_guard;

typedef struct exchange_region {
  exchange_request request;
  exchange_reply reply;
  exchange_end end;
  uint32_t guards; // a set of exchange_guard, written before the plugin is opened
} exchange_region;

// Where things lie in the region. Pages are taken from the system only as they are touched.
#define EXCHANGE_MEGABYTE ((size_t)1 << 20)
#define EXCHANGE_STATE_AT EXCHANGE_MEGABYTE
#define EXCHANGE_STATE_SIZE (64 * EXCHANGE_MEGABYTE)
#define EXCHANGE_VIEWER_AT (EXCHANGE_STATE_AT + EXCHANGE_STATE_SIZE)
#define EXCHANGE_VIEWER_SIZE (65 * EXCHANGE_MEGABYTE)
#define EXCHANGE_OUTPUT_AT (EXCHANGE_VIEWER_AT + EXCHANGE_VIEWER_SIZE)
#define EXCHANGE_OUTPUT_SIZE (128 * EXCHANGE_MEGABYTE)
#define EXCHANGE_SIZE (EXCHANGE_OUTPUT_AT + EXCHANGE_OUTPUT_SIZE)

// Memory that a scene may take beyond what its process starts with.
#define EXCHANGE_MEMORY_LIMIT (512 * EXCHANGE_MEGABYTE)

#endif
