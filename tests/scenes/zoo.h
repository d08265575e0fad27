// The state of zoo.c, and its beasts, for the tests that let them loose.
#ifndef TESTS_SCENES_ZOO_H
#define TESTS_SCENES_ZOO_H

#include <nabla/scene.h>

// Each is a function of zoo.c, called from draw or from tick.
#define ZOO_BEASTS(X)                                                                                        \
  X(write_null)                                                                                              \
  X(fill_stack)                                                                                              \
  X(divide_by_zero)                                                                                          \
  X(give_up)                                                                                                 \
  X(leave)                                                                                                   \
  X(leave_at_once)                                                                                           \
  X(run_forever)                                                                                             \
  X(take_all_memory)                                                                                         \
  X(draw_a_thousand_million)                                                                                 \
  X(end_groups)                                                                                              \
  X(fork_on_and_on)                                                                                          \
  X(start_threads)                                                                                           \
  X(start_a_program)                                                                                         \
  X(read_a_file)                                                                                             \
  X(write_a_file)                                                                                            \
  X(remove_a_file)                                                                                           \
  X(open_a_socket)                                                                                           \
  X(trace_the_parent)                                                                                        \
  X(look_into_the_parent)                                                                                    \
  X(kill_the_parent)                                                                                         \
  X(catch_its_own_crash)                                                                                     \
  X(block_signals)                                                                                           \
  X(write_to_its_state)                                                                                      \
  X(overwrite_everything)                                                                                    \
  X(forge_an_answer)                                                                                         \
  X(make_code)                                                                                               \
  X(flood_stderr)                                                                                            \
  X(sleep_long)

enum {
  ZOO_TAME, // draws what a scene should
#define ZOO_ID(name) ZOO_##name,
  ZOO_BEASTS(ZOO_ID)
#undef ZOO_ID
      ZOO_COUNT
};

typedef struct {
  int32_t beast;  // which one is loose
  int32_t ticks;  // it runs in tick, and not in draw
  int32_t port;   // of a socket on loopback that somebody listens to
  char path[200]; // of a file that it should not see
  float count;    // of ticks
} State;

#endif
