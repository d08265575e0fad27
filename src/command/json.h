// Writes JSON (RFC 8259) to a file, indented; commas and escapes are its own care.
//
//   json j = json_to(stdout);
//   json_open(&j, NULL, '{');
//   json_text(&j, "title", scene->title);
//   json_number(&j, "seconds", 4.5);
//   json_close(&j, '}');
#ifndef COMMAND_JSON_H
#define COMMAND_JSON_H

#include <stdio.h>

typedef struct json {
  FILE *file;
  int depth;
  int count; // values so far in what is open
} json;

json json_to(FILE *file);

// Opens an object ('{') or an array ('['), and closes it ('}' or ']'). In all functions key is NULL in an
// array and at the top.
void json_open(json *j, const char *key, char bracket);
void json_close(json *j, char bracket);

// A string from UTF-8, null for NULL. Bytes that are not UTF-8 become U+FFFD.
void json_text(json *j, const char *key, const char *text);
// A number to seven significant places, null where it is not finite.
void json_number(json *j, const char *key, double value);
void json_bool(json *j, const char *key, int value);

#endif
