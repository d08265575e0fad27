// Care of a notebook: check, backup, the open form, merging; and files that are damaged, newer, full or a stranger's.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "notebook/care.h"
#include "notebook/ink_log.h"
#include "notebook/recording.h"
#include "notebook/review.h"
#include "notebook/tables.h"
#include "notebook/talk.h"

#define HERE NABLA_BUILD "/test_care"

static void clear(const char *path)
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

static notebook *open_one(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  if (notebook_state(n).mode != NOTEBOOK_WRITES)
    fail_msg("%s", notebook_state(n).trouble);
  return n;
}

static void well(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

static void fails(nb_error e, nb_error_id id, const char *words)
{
  if (e.id != id || !strstr(e.text, words))
    fail_msg("error %d, \"%s\"; wanted %d and \"%s\"", e.id, e.text, id, words);
}

// Writes a stroke from a page's state on: the page keeps it, as the desk's does.
static void stroke(notebook *n, ink_page *page, const char *scene, int step, float x)
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
static void pinned(notebook *n, ink_page *page, int seed)
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

static void undo(notebook *n, ink_page *page, const char *scene, int step)
{
  size_t size;
  ink_page_undo(page);
  uint8_t *bytes = ink_log_write(page, INK_UNDO, &size);
  notebook_add_ink(n, scene, step, bytes, size, 5);
  free(bytes);
}

// Something of everything, different for every `seed`.
static void fill(notebook *n, int seed)
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

static void hear(void *context, const char *words)
{
  (void)context;
  wrong_words++;
  snprintf(last_words, sizeof last_words, "%s", words);
}

static int check(const char *path)
{
  int wrong;
  wrong_words = 0;
  well(care_check(path, hear, NULL, &wrong));
  assert_int_equal(wrong, wrong_words);
  return wrong;
}

static long long number(const char *path, const char *statement)
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

static void run(const char *path, const char *statement)
{
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, statement, NULL, NULL, NULL) != SQLITE_OK)
    fail_msg("%s: %s", statement, sqlite3_errmsg(db));
  sqlite3_close(db);
}

static void make(const char *path, int seed)
{
  clear(path);
  notebook *n = open_one(path);
  fill(n, seed);
  notebook_close(n);
}

// ---------------------------------------------------------------------------------------------------------------

static void every_table_is_cared_for(void **state)
{
  (void)state;
  make(HERE ".a", 1);
  char statement[600];
  const table *t;
  long long columns = 0;
  for (int k = 0; (t = table_at(k)); k++) {
    int count = t->owns; // its id
    while (t->columns[count - t->owns])
      count++;
    snprintf(statement, sizeof statement,
             "SELECT count(*) - (%d + (SELECT count(*) FROM pragma_table_info('%s') WHERE name IN ('id', "
             "'depth') AND pk "
             "AND type = 'INTEGER' AND NOT %d)) FROM pragma_table_info('%s')",
             count, t->name, t->owns, t->name);
    if (number(HERE ".a", statement) != 0)
      fail_msg("the table %s has other columns than tables.c says", t->name);
    columns++;
    snprintf(statement, sizeof statement, "SELECT count(*) FROM \"%s\"", t->name);
    if (number(HERE ".a", statement) == 0 && strcmp(t->name, "review") != 0)
      fail_msg("this test puts nothing into the table %s", t->name);
  }
  assert_int_equal(number(HERE ".a", "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"), columns);
}

static void what_is_wrong_is_said(void **state)
{
  (void)state;
  make(HERE ".a", 1);
  assert_int_equal(check(HERE ".a"), 0);
  run(HERE ".a", "INSERT INTO span VALUES (77, 99, 'x', 5, 2, 0, 0)");
  run(HERE ".a", "INSERT INTO note VALUES (x'00', 'text', 5)");
  run(HERE ".a", "INSERT INTO talk_lost VALUES (9, 12345, 1, 1, NULL, 5)"); // of no talk
  run(HERE ".a", "INSERT INTO ink (scene, step, event, at) VALUES ('a/b', 0, x'09', 1)");
  assert_int_equal(check(HERE ".a"), 4);
  run(HERE ".a", "UPDATE recording_piece SET bytes = x'ffffffffffffffffffff'");
  assert_int_equal(check(HERE ".a"), 5);
  assert_non_null(strstr(last_words, "recording 1: piece 0 of its log cannot be read"));
  run(HERE ".a", "DELETE FROM recording_piece");
  assert_int_equal(check(HERE ".a"), 4);
  assert_non_null(strstr(last_words, "the ink on a/b, step 1, cannot be read"));
  // And the player reads what is sound.
  notebook *n = notebook_open(&(notebook_options){.path = HERE ".a", .reads = true});
  const hours_span *spans;
  assert_string_equal(notebook_note(n, "a/b"), "seed 1");
  assert_int_equal(notebook_spans(n, &spans), 1);
  notebook_close(n);
  run(HERE ".a", "DROP TABLE review");
  assert_int_equal(check(HERE ".a"), 5);
}

static void a_backup_is_the_notebook_as_it_is_now(void **state)
{
  (void)state;
  clear(HERE ".copy");
  make(HERE ".a", 1);
  notebook *n = open_one(HERE ".a"); // it may be in use
  notebook_keep_note(n, "late", "just now", 5);
  notebook_read_ink(n, "none", NULL, NULL); // waits until it is on the disk
  well(care_backup(HERE ".a", HERE ".copy"));
  notebook_close(n);
  assert_int_equal(check(HERE ".copy"), 0);
  assert_int_equal(number(HERE ".copy", "SELECT count(*) FROM note WHERE scene = 'late'"), 1);
  assert_int_not_equal(access(HERE ".copy-wal", F_OK), 0); // one file
  well(care_backup(HERE ".a", HERE ".copy"));              // again: it takes its place
}

// ---------------------------------------------------------------------------------------------------------------

static void import(const char *path, const char *from, int *added)
{
  care_counts counts;
  notebook *n = open_one(path);
  well(care_import(n, from, &counts));
  notebook_close(n);
  *added = counts.added;
}

// All rows of all tables, as one number that their order does not change.
static void all_rows(const char *path, char *out, size_t size)
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

static void the_open_form_has_all_of_it(void **state)
{
  (void)state;
  static char before[200000], after[200000];
  int added;
  make(HERE ".a", 1);
  clear(HERE ".form");
  clear(HERE ".b");
  well(care_export(HERE ".a", HERE ".form"));
  import(HERE ".b", HERE ".form", &added);
  assert_true(added > 10);
  all_rows(HERE ".a", before, sizeof before);
  all_rows(HERE ".b", after, sizeof after);
  assert_string_equal(before, after); // to the last bit of a number
  import(HERE ".b", HERE ".form", &added);
  assert_int_equal(added, 0); // twice is once
  all_rows(HERE ".b", after, sizeof after);
  assert_string_equal(before, after);
  FILE *note = fopen(HERE ".form/notes/a-b.md", "r");
  assert_non_null(note);
  fclose(note);
  fails(care_export(HERE ".a", HERE ".form"), NB_CANNOT_WRITE, "there is something in it");
}

static void count_event(int step, const void *event, size_t size, void *context)
{
  if (step == 0)
    well(ink_log_apply(context, event, size));
}

static void pinned_event(int step, const void *event, size_t size, void *context)
{
  if (step == 1)
    well(ink_log_apply(context, event, size));
}

static void two_notebooks_become_one_without_loss(void **state)
{
  (void)state;
  static char once[200000], twice[200000];
  int added;
  make(HERE ".a", 1);
  make(HERE ".b", 2);
  import(HERE ".a", HERE ".b", &added); // a notebook's file, too
  all_rows(HERE ".a", once, sizeof once);
  import(HERE ".a", HERE ".b", &added);
  assert_int_equal(added, 0);
  all_rows(HERE ".a", twice, sizeof twice);
  assert_string_equal(once, twice);
  assert_int_equal(check(HERE ".a"), 0);

  notebook *n = open_one(HERE ".a");
  notebook_place place;
  const hours_span *spans;
  const talk *talks;
  ink_page page = {0};
  uint32_t shown;
  assert_true(notebook_place_of(n, "a/b", &place));
  assert_int_equal(place.step, 2); // the later counts
  assert_int_equal(notebook_find(n, "a/b")->seen, 2 | 4);
  assert_non_null(strstr(notebook_note(n, "a/b"), "seed 1"));
  assert_non_null(strstr(notebook_note(n, "a/b"), "seed 2"));
  assert_int_equal(notebook_spans(n, &spans), 2);
  assert_int_equal(talk_list(n, &talks), 2);
  assert_int_equal(talks[1].point_count, 2);
  assert_int_equal(talks[1].lost_count, 1);
  assert_int_equal(number(HERE ".a", "SELECT count(*) FROM recording"), 2);
  assert_int_equal(number(HERE ".a", "SELECT count(DISTINCT recording) FROM recording_piece"), 2);
  assert_int_equal(number(HERE ".a", "SELECT count(*) FROM recording_ink"), 20);
  // Strokes 1, 31 and 32: what was undone in one stays undone.
  well(notebook_read_ink(n, "a/b", count_event, &page));
  assert_non_null(ink_page_shown(&page, &shown));
  assert_int_equal(shown, 3);
  ink_page_free(&page);
  // Pins have the numbers that they have here.
  page = (ink_page){0};
  well(notebook_read_ink(n, "a/b", pinned_event, &page));
  assert_int_equal(page.pin_count, 3);
  assert_int_equal(page.stroke_count, 4);
  assert_int_equal(page.pins[page.strokes[2].look.pin - 1].which, 0);
  assert_int_equal(page.pins[page.strokes[3].look.pin - 1].which, 2);
  ink_page_free(&page);
  notebook_close(n);
}

static void a_log_that_went_on_goes_on(void **state)
{
  (void)state;
  int added;
  make(HERE ".a", 1);
  clear(HERE ".b");
  well(care_backup(HERE ".a", HERE ".b"));
  notebook *n = open_one(HERE ".b");
  ink_page page = {0};
  well(notebook_read_ink(n, "a/b", count_event, &page));
  stroke(n, &page, "a/b", 0, 99);
  ink_page_free(&page);
  notebook_close(n);
  import(HERE ".a", HERE ".b", &added);
  assert_int_equal(added, 1);
  import(HERE ".b", HERE ".a", &added);
  assert_int_equal(added, 0);
}

static void what_makes_no_sense_is_not_let_in(void **state)
{
  (void)state;
  static char before[200000], after[200000];
  care_counts counts;
  make(HERE ".a", 1);
  all_rows(HERE ".a", before, sizeof before);
  make(HERE ".b", 2);
  run(HERE ".b", "INSERT INTO span VALUES (77, 99, 'x', 5, 2, 0, 0)");
  notebook *n = open_one(HERE ".a");
  fails(care_import(n, HERE ".b", &counts), NB_BAD_FILE, "make no sense; nothing was imported");
  fails(care_import(n, HERE ".none", &counts), NB_MISSING_FILE, "there is no notebook");
  fails(care_import(n, NABLA_TESTS, &counts), NB_MISSING_FILE, "it has no notebook.json");
  static const char *const lines[] = {"{\"scene\": 5", "[]", "{\"scene\":{\"hex\":\"0\"}}",
                                      "{\"scene\":{\"hex\":\"zz\"}}", "{\"scene\":[1]}"};
  for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
    clear(HERE ".form");
    well(care_export(HERE ".a", HERE ".form"));
    FILE *f = fopen(HERE ".form/stuck.jsonl", "a");
    fprintf(f, "%s\n", lines[k]);
    fclose(f);
    fails(care_import(n, HERE ".form", &counts), NB_BAD_FILE, "stuck.jsonl: line 2");
  }
  FILE *f = fopen(HERE ".form/notebook.json", "w");
  fputs("{\"format\": \"nabla notebook\", \"version\": 9999}", f);
  fclose(f);
  fails(care_import(n, HERE ".form", &counts), NB_BAD_FILE, "a newer Nabla");
  notebook_close(n);
  // One that is open elsewhere is not written to.
  n = open_one(HERE ".a");
  notebook *second = notebook_open(&(notebook_options){.path = HERE ".a"});
  fails(care_import(second, HERE ".b", &counts), NB_CANNOT_WRITE, "is open in another Nabla");
  notebook_close(second);
  notebook_close(n);
  all_rows(HERE ".a", after, sizeof after);
  assert_string_equal(before, after);
}

// ---------------------------------------------------------------------------------------------------------------
// Trouble

static void newer_damaged_and_foreign_files_are_left_as_they_are(void **state)
{
  (void)state;
  int wrong;
  make(HERE ".a", 1);
  run(HERE ".a", "PRAGMA user_version = 9999");
  fails(care_check(HERE ".a", hear, NULL, &wrong), NB_BAD_FILE, "A newer Nabla can open it");
  fails(care_backup(HERE ".a", HERE ".copy"), NB_BAD_FILE, "A newer Nabla can open it");
  clear(HERE ".form");
  fails(care_export(HERE ".a", HERE ".form"), NB_BAD_FILE, "A newer Nabla can open it");
  assert_int_not_equal(access(HERE ".form", F_OK), 0);
  fails(care_check(HERE ".none", hear, NULL, &wrong), NB_MISSING_FILE, "there is no notebook");
  FILE *f = fopen(HERE ".text", "w");
  fputs("a letter to a friend, which is long enough to be one", f);
  fclose(f);
  fails(care_check(HERE ".text", hear, NULL, &wrong), NB_BAD_FILE, "left as it is");
  fails(care_backup(HERE ".missing", "/proc/none/copy"), NB_MISSING_FILE, "there is no notebook");
  make(HERE ".a", 1);
  fails(care_backup(HERE ".a", "/proc/none/copy"), NB_CANNOT_WRITE,
        "/proc/none/copy cannot be written"); // nobody may write there
  fails(care_export(HERE ".a", "/proc/none"), NB_CANNOT_WRITE, "/proc/none");
}

// Runs in a process that may write no file beyond so many bytes, as on a disk that is full.
static int with_a_full_disk(rlim_t bytes, int (*act)(void))
{
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){bytes, bytes});
    _exit(act());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

// 0 where it was said that it cannot be written.
static int told(nb_error e)
{
  if (e.id != NB_CANNOT_WRITE)
    fprintf(stderr, "error %d: %s\n", e.id, e.text);
  return e.id != NB_CANNOT_WRITE;
}

static int back_up(void)
{
  return told(care_backup(HERE ".a", HERE ".copy"));
}

static int write_form(void)
{
  return told(care_export(HERE ".a", HERE ".form"));
}

static int take_in(void)
{
  care_counts counts;
  notebook *n = notebook_open(&(notebook_options){.path = HERE ".a"});
  nb_error e = care_import(n, HERE ".b", &counts);
  notebook_close(n);
  return told(e);
}

static void a_full_disk_loses_nothing(void **state)
{
  (void)state;
  static char before[400000], after[400000];
  char *many = calloc(1, 100001);
  memset(many, 'x', 100000);
  make(HERE ".a", 1);
  make(HERE ".b", 2);
  notebook *n = open_one(HERE ".a");
  notebook_keep_note(n, "long", many, 5);
  notebook_close(n);
  free(many);
  well(care_backup(HERE ".b", HERE ".copy"));
  clear(HERE ".form");
  all_rows(HERE ".a", before, sizeof before);
  assert_int_equal(with_a_full_disk(50000, back_up), 0);
  assert_int_equal(with_a_full_disk(50000, write_form), 0);
  assert_int_equal(with_a_full_disk(50000, take_in), 0);
  all_rows(HERE ".a", after, sizeof after);
  assert_string_equal(before, after);
  assert_int_equal(check(HERE ".a"), 0);
  assert_int_equal(check(HERE ".copy"), 0); // the one that was there
  assert_int_equal(number(HERE ".copy", "SELECT max(step) FROM place"), 2);
}

// A stranger's file: whatever its bytes are, it is opened, looked through, read, copied and closed.
static void damage(const unsigned char *bytes, size_t size, unsigned seed)
{
  unsigned char *bad = malloc(size);
  memcpy(bad, bytes, size);
  srand(seed);
  int count = 1 + rand() % 8;
  for (int k = 0; k < count; k++) {
    size_t at = (size_t)rand() % size, length = 1 + (size_t)rand() % 40;
    if (rand() % 3 == 0)
      at = 100 + (size_t)rand() % (size / 4096) * 4096; // where pages begin is what they are made of
    for (size_t n = 0; n < length && at + n < size; n++)
      bad[at + n] = (unsigned char)(rand() % 4 ? rand() : rand() % 2 ? 0 : 255);
  }
  FILE *f = fopen(HERE ".bad", "w");
  fwrite(bad, 1, rand() % 10 ? size : (size_t)rand() % size, f);
  fclose(f);
  free(bad);
}

static void any_event(int step, const void *event, size_t size, void *context)
{
  (void)step;
  (void)ink_log_apply(context, event, size);
}

static void read_all(notebook *n)
{
  ink_page page = {0};
  const char *scenes[8];
  const hours_span *spans;
  const talk *talks;
  double sums[HOURS_KINDS];
  (void)notebook_read_ink(n, "a/b", any_event, &page);
  ink_page_free(&page);
  int count = notebook_spans(n, &spans);
  for (int day = -1; day < 3; day++)
    hours_sum(spans, count, day, sums);
  (void)notebook_noted(n, scenes, 8);
  count = talk_list(n, &talks);
  for (int k = 0; k < count; k++)
    (void)talk_said(&talks[k]);
}

static void a_strangers_file_harms_nobody(void **state)
{
  (void)state;
  static unsigned char bytes[4 << 20];
  make(HERE ".a", 1);
  well(care_backup(HERE ".a", HERE ".copy"));
  FILE *f = fopen(HERE ".copy", "r");
  size_t size = fread(bytes, 1, sizeof bytes, f);
  fclose(f);
  const char *many = getenv("NABLA_MANY");
  int rounds = many ? atoi(many) : 100, opened = 0;
  for (int k = 0; k < rounds; k++) {
    int wrong;
    clear(HERE ".bad");
    damage(bytes, size, (unsigned)k);
    notebook *n = notebook_open(&(notebook_options){.path = HERE ".bad", .reads = k % 2});
    opened += notebook_state(n).mode != NOTEBOOK_OFF;
    read_all(n);
    notebook_close(n);
    wrong_words = 0;
    if (!nb_failed(care_check(HERE ".bad", hear, NULL, &wrong)))
      assert_int_equal(wrong, wrong_words);
    (void)care_backup(HERE ".bad", HERE ".copied");
  }
  assert_true(opened > 0 && opened < rounds);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_table_is_cared_for),
      cmocka_unit_test(what_is_wrong_is_said),
      cmocka_unit_test(a_backup_is_the_notebook_as_it_is_now),
      cmocka_unit_test(the_open_form_has_all_of_it),
      cmocka_unit_test(two_notebooks_become_one_without_loss),
      cmocka_unit_test(a_log_that_went_on_goes_on),
      cmocka_unit_test(what_makes_no_sense_is_not_let_in),
      cmocka_unit_test(newer_damaged_and_foreign_files_are_left_as_they_are),
      cmocka_unit_test(a_full_disk_loses_nothing),
      cmocka_unit_test(a_strangers_file_harms_nobody),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
