// What is in a notebook, table by table: what makes a row sound, and what makes two rows of two notebooks the same thing. A
// table that schema.c adds has its line here; a test holds them to that.
#ifndef NOTEBOOK_TABLES_H
#define NOTEBOOK_TABLES_H

#include <sqlite3.h>
#include <stdbool.h>

enum { TABLE_COLUMNS = 10 };

typedef struct table {
  const char *name;
  const char *columns[TABLE_COLUMNS + 1]; // without the number that names a row in its file, ended by NULL
  const char *sound;                      // SQL: true of a row that is
  const char *key;                        // SQL: the row that is the same thing as :columns; NULL: none is
  const char *update;                     // SQL: what of that row is changed by :columns; NULL: it stays
  const char *owner;                      // the table that the first column names a row of; NULL: none
  bool owns;                              // rows of other tables: it has an "id" besides
} table;

// The n-th, from 0; NULL after the last. Owners come before what they own.
const table *table_at(int n);

#endif
