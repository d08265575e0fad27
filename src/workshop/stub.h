// A new scene's file: a template filled from the curriculum, or a scene that there is.
#ifndef WORKSHOP_STUB_H
#define WORKSHOP_STUB_H

#include "nabla/error.h"

typedef struct stub {
  const char *id;     // "subject/name", small letters, figures and dashes
  const char *file;   // to write; its folders are made
  const char *like;   // the file of a scene to start from; NULL: the template
  const char *assets; // the folder of the curriculum and the template
} stub;

// Is it an id? Fails with NB_USAGE, saying what one looks like.
nb_error stub_check_id(const char *id);

// Writes the file. A scene on the curriculum has its title and needs from there, another one is called by its
// name. Fails with NB_CANNOT_WRITE where there is a file already, which is left as it is.
nb_error stub_write(const stub *s);

#endif
