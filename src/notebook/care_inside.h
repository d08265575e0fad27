// What the care of a notebook is made of: care.c looks through and copies, open_form.c, merge.c and
// merge_ink.c.
#ifndef NOTEBOOK_CARE_INSIDE_H
#define NOTEBOOK_CARE_INSIDE_H

#include <sqlite3.h>

#include "notebook/care.h"
#include "notebook/tables.h"

// Opens a file to be read, whatever is open elsewhere, and looks whether it is a notebook. Fails as care_check does.
nb_error care_open(sqlite3 **db, const char *path);

// A notebook of this version in a temporary file that nobody else sees.
nb_error care_open_scratch(sqlite3 **db);

// Copies a whole database into another.
nb_error care_copy(sqlite3 *to, sqlite3 *from, const char *path);

// Whether the database has the table.
bool care_has(sqlite3 *db, const char *name);

// How many rows of a table are not sound.
long long care_unsound(sqlite3 *db, const table *t);

// The columns of a table as SQL: "a", "b" behind `before` each.
void care_columns(const table *t, const char *before, char *text, size_t capacity);

// Merges what is in `from` into a notebook.
nb_error care_merge(sqlite3 *to, const char *from, care_counts *counts);

// The same of all ink.
nb_error care_merge_ink(sqlite3 *to, sqlite3 *from, care_counts *counts);

// Reads an open form into a notebook that is empty.
nb_error care_read_form(sqlite3 *db, const char *folder);

#endif
