// The notebook's tables: which version a file has, and how one version becomes the next.
#ifndef NOTEBOOK_SCHEMA_H
#define NOTEBOOK_SCHEMA_H

#include <sqlite3.h>

#include "nabla/error.h"

// "Nabl": SQLite keeps it in the file's header, so that file(1) can tell a notebook.
#define SCHEMA_APPLICATION 0x4e61626c

// The version that this program writes.
int schema_version(void);

// Looks at a file that was opened: is it a notebook (or empty), of a version that is understood, and whole? Fails
// with NB_BAD_FILE, saying what it is and what to do; nothing has been written then.
nb_error schema_check(sqlite3 *db, const char *path);

// Whether it is of a version before this one.
bool schema_is_older(sqlite3 *db);

// Brings it to this version, all or nothing. Fails with NB_CANNOT_WRITE.
nb_error schema_migrate(sqlite3 *db, const char *path);

#endif
