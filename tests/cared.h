// For tests of the care of notebooks: notebooks with something of everything in them, and what is asked of their files.
//
// A test defines HERE before, the beginning of the names of its files.
#ifndef TESTS_CARED_H
#define TESTS_CARED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "notebook/care.h"
#include "notebook/ink_log.h"
#include "notebook/recording.h"
#include "notebook/review.h"
#include "notebook/tables.h"
#include "notebook/talk.h"

static inline void clear(const char *path)
{
  static const char *const ends[] = {"-wal", "-shm", "-lock", ""};
  char line[400];
  for (int k = 0; k < 4; k++) {
    snprintf(line, sizeof line, "%s%s", path, ends[k]);
    unlink(line);
  }
  snprintf(line, sizeof line, "rm -rf '%s'", path); // a folder
  if (access(path, F_OK) == 0)
    assert_int_equal(system(line), 0);
}

static inline notebook *open_one(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  if (notebook_state(n).mode != NOTEBOOK_WRITES)
    fail_msg("%s", notebook_state(n).trouble);
  return n;
}

static inline void well(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

static inline void fails(nb_error e, nb_error_id id, const char *words)
{
  if (e.id != id || !strstr(e.text, words))
    fail_msg("error %d, \"%s\"; wanted %d and \"%s\"", e.id, e.text, id, words);
}

// Writes a stroke from a page's state on: the page keeps it, as the desk's does.
static inline void stroke(notebook *n, ink_page *page, const char *scene, int step, float x)
{
  const ink_knot knots[] = {{{x, 1}, {x, 1}, {x, 1}, 1}, {{x, 2}, {x, 2}, {x, 2}, 1}};
  size_t size;
  well(ink_page_edit(page));
  well(ink_page_put(page, (ink_look){.tool = INK_PEN}, knots, 2, -1));
  ink_page_end(page);
  uint8_t *bytes = ink_log_write(page, INK_EDIT, &size);
  notebook_add_ink(n, scene, step, bytes, size, x);
  free(bytes);
}

// Strokes that are pinned, one to what another notebook pins to as well, on a page of their own.
static inline void pinned(notebook *n, ink_page *page, int seed)
{
  for (int k = 0; k < 2; k++) {
    ink_pin pin = {.kind = INK_PIN_HANDLE, .name = "v", .which = k ? (uint32_t)seed : 0};
    const ink_knot knots[] = {{{1, 1}, {1, 1}, {1, 1}, 1},
                              {{(float)seed, 2}, {(float)seed, 2}, {(float)seed, 2}, 1}};
    size_t size;
    well(ink_page_add_pin(page, &pin));
    uint8_t *bytes = ink_log_write(page, INK_ADD_PIN, &size);
    notebook_add_ink(n, "a/b", 1, bytes, size, 1);
    free(bytes);
    well(ink_page_edit(page));
    well(ink_page_put(page, (ink_look){.tool = INK_PEN, .pin = page->pin_count}, knots, 2, -1));
    ink_page_end(page);
    bytes = ink_log_write(page, INK_EDIT, &size);
    notebook_add_ink(n, "a/b", 1, bytes, size, 1);
    free(bytes);
  }
}

static inline void undo(notebook *n, ink_page *page, const char *scene, int step)
{
  size_t size;
  ink_page_undo(page);
  uint8_t *bytes = ink_log_write(page, INK_UNDO, &size);
  notebook_add_ink(n, scene, step, bytes, size, 5);
  free(bytes);
}

// Something of everything, different for every `seed`.
static inline void fill(notebook *n, int seed)
{
  char text[64];
  double at = 1000 * seed + 0.1234567890123;
  ink_page page = {0};
  notebook_leave(n, &(notebook_place){.scene = "a/b", .step = seed, .seconds = 1.25f}, at);
  notebook_drop_crumb(n, &(notebook_place){.scene = "a/b", .step = seed});
  notebook_keep(n, &(notebook_scene){.id = "a/b", .seen = 1u << seed, .steps = 9, .begun = at});
  notebook_keep_answer(n, &(notebook_answer){.scene = "a/b", .step = 1, .question = "?", .off = 0.1f}, at);
  notebook_be_stuck(n, "a/b", seed, "c/d", at);
  snprintf(text, sizeof text, "seed %d", seed);
  notebook_set(n, text, "∇ \" \\ \n");
  notebook_keep_note(n, "a/b", text, at);
  notebook_keep_span(
      n, &(hours_span){
             .id = notebook_new_span(n), .kind = HOURS_NOTES, .began = at, .ended = at + 5, .east = 60});
  stroke(n, &page, "a/b", 0, 1); // the same in all
  stroke(n, &page, "a/b", 0, (float)seed + 10);
  stroke(n, &page, "a/b", 0, (float)seed + 20);
  undo(n, &page, "a/b", 0);
  undo(n, &page, "a/b", 0);
  stroke(n, &page, "a/b", 0, (float)seed + 30);
  ink_page_free(&page);
  page = (ink_page){0};
  pinned(n, &page, seed);
  ink_page_free(&page);
  int64_t id = talk_begin(n, "a/b", at);
  talk_hear(n, id, 1, "a point", 0);
  talk_hear(n, id, 2, "another", at);
  talk_spend(n, id, 1, 3);
  talk_be_lost(n, id, &(talk_lost){.step = 1, .seconds = 2, .at = at});
  int recording =
      notebook_begin_recording(n, &(notebook_recording){.scene = "a/b", .title = "T", .began = at});
  recording_piece piece = {0};
  assert_true(recording_add(&piece, &(recording_event){RECORDING_MARK, 5, (const uint8_t *)"lost", 4}));
  notebook_add_piece(n, recording, 0, piece.first, piece.last, piece.bytes, piece.size);
  recording_free(&piece);
  notebook_add_sound(n, recording, 0, "\0\1\xff", 3);
  notebook_add_state(n, recording, 0, 0, "state", 5);
  notebook_add_recorded_ink(n, recording, "a/b");
}

static int wrong_words;
static char last_words[400];

static inline void hear(void *context, const char *words)
{
  (void)context;
  wrong_words++;
  snprintf(last_words, sizeof last_words, "%s", words);
}

static inline int check(const char *path)
{
  int wrong;
  wrong_words = 0;
  well(care_check(path, hear, NULL, &wrong));
  assert_int_equal(wrong, wrong_words);
  return wrong;
}

static inline long long number(const char *path, const char *statement)
{
  sqlite3 *db;
  sqlite3_stmt *s;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_prepare_v2(db, statement, -1, &s, NULL) != SQLITE_OK)
    fail_msg("%s: %s", statement, sqlite3_errmsg(db));
  long long value = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : -1;
  sqlite3_finalize(s);
  sqlite3_close(db);
  return value;
}

static inline void run(const char *path, const char *statement)
{
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, statement, NULL, NULL, NULL) != SQLITE_OK)
    fail_msg("%s: %s", statement, sqlite3_errmsg(db));
  sqlite3_close(db);
}

static inline void make(const char *path, int seed)
{
  clear(path);
  notebook *n = open_one(path);
  fill(n, seed);
  notebook_close(n);
}

// All rows of all tables, as one number that their order does not change.
static inline void all_rows(const char *path, char *out, size_t size)
{
  const table *t;
  size_t length = 0;
  for (int k = 0; (t = table_at(k)); k++) {
    char statement[900], columns[700];
    size_t at = 0;
    int first = t->owner ? 1 : 0; // numbers are given anew
    for (int c = first; t->columns[c]; c++)
      at += (size_t)snprintf(columns + at, sizeof columns - at, "%squote(\"%s\")", c > first ? " || " : "",
                             t->columns[c]);
    snprintf(statement, sizeof statement,
             "SELECT group_concat(row, '|') FROM (SELECT %s AS row FROM \"%s\" ORDER BY row)", columns,
             t->name);
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, statement, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    const char *text = (const char *)sqlite3_column_text(s, 0);
    length += (size_t)snprintf(out + length, size - length, "%s: %s\n", t->name, text ? text : "");
    assert_true(length < size);
    sqlite3_finalize(s);
    sqlite3_close(db);
  }
}

#endif
