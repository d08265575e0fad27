// Errors: what a function returns that can fail.
//
//   nb_error e = film_open(&film, "out.mp4");
//   if (nb_failed(e))
//     return e;                       // pass it on; the command line prints e.text and picks the exit status
//
// A message says what is wrong, where, and what would be right. Contract breaches assert; input never does.
#ifndef NABLA_ERROR_H
#define NABLA_ERROR_H

#include <stdbool.h>

#include "nabla/export.h"

// The table of errors: id, whether it is a mistake in how the program was called (exit status 2, else 1), and
// what kind of trouble it is, in words.
#define NB_ERRORS(X)                                                                                         \
  X(NB_OK, false, "no error")                                                                                \
  X(NB_USAGE, true, "wrong usage")                                                                           \
  X(NB_UNKNOWN_SCENE, true, "unknown scene")                                                                 \
  X(NB_UNKNOWN_PARAMETER, true, "unknown parameter")                                                         \
  X(NB_OUT_OF_RANGE, true, "value out of range")                                                             \
  X(NB_NOT_A_PLUGIN, false, "not a scene plugin")                                                            \
  X(NB_WRONG_ABI, false, "plugin made for another version")                                                  \
  X(NB_BAD_SCENE, false, "scene description is wrong")                                                       \
  X(NB_MISSING_FILE, false, "missing file")                                                                  \
  X(NB_BAD_FILE, false, "file is damaged or of another kind")                                                \
  X(NB_CANNOT_WRITE, false, "cannot write")                                                                  \
  X(NB_BAD_LIST, false, "broken display list")                                                               \
  X(NB_BAD_FORMULA, false, "mistake in a formula")                                                           \
  X(NB_NO_MEMORY, false, "out of memory")                                                                    \
  X(NB_NO_DISPLAY, false, "no display")                                                                      \
  X(NB_NO_GRAPHICS, false, "no OpenGL")                                                                      \
  X(NB_NO_SOUND, false, "no sound")                                                                          \
  X(NB_NO_ENCODER, false, "no encoder")                                                                      \
  X(NB_BAD_SHAPE, false, "shapes do not fit")                                                                \
  X(NB_NOT_FINITE, false, "a number is not finite")                                                          \
  X(NB_SINGULAR, false, "singular matrix")                                                                   \
  X(NB_NOT_CONVERGED, false, "no convergence")                                                               \
  X(NB_BAD_EXPRESSION, false, "expression is not understood")                                                \
  X(NB_BAD_SOURCE, false, "scene does not compile")                                                          \
  X(NB_NO_COMPILER, false, "no compiler")                                                                    \
  X(NB_INTERRUPTED, false, "interrupted")                                                                    \
  X(NB_FAILED, false, "failure")

typedef enum nb_error_id {
#define NB_ERROR_ID(id, usage, words) id,
  NB_ERRORS(NB_ERROR_ID)
#undef NB_ERROR_ID
} nb_error_id;

typedef struct nb_error {
  nb_error_id id;
  char text[480]; // a full sentence for a person, with where; empty when id is NB_OK
} nb_error;

// No error.
NB_API nb_error nb_ok(void);

// An error with a printf-style sentence; a sentence too long is cut.
NB_API nb_error nb_fail(nb_error_id id, const char *format, ...) __attribute__((format(printf, 2, 3)));

// True where e is an error.
NB_API bool nb_failed(nb_error e);

// The words of the table for id, such as "unknown scene".
NB_API const char *nb_error_words(nb_error_id id);

// The exit status of a command that ended with e: 0 for none, 2 for wrong usage, 1 for any other failure.
NB_API int nb_exit_status(nb_error e);

#endif
