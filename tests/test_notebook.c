// The notebook: what was put in is there again, and whatever is in the way is said and left as it is.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "folder.h"
#include "nabla/math/random.h"
#include "notebook/care.h"
#include "notebook/ink_log.h"
#include "notebook/notebook.h"
#include "notebook/recording.h"

static notebook *open_at(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  assert_non_null(n);
  return n;
}

static void assert_mode(notebook *n, notebook_mode mode, const char *words)
{
  notebook_status s = notebook_state(n);
  if (s.mode != mode || (words && !strstr(s.trouble, words)) || (!words && s.trouble[0]))
    fail_msg("mode %d, not %d: \"%s\" should tell of \"%s\"", s.mode, mode, s.trouble, words ? words : "");
}

static notebook_place place_at(const char *scene, int step, float seconds, const char *moment)
{
  notebook_place p = {.step = step, .seconds = seconds, .moment = (char *)(uintptr_t)moment};
  snprintf(p.scene, sizeof p.scene, "%s", scene);
  return p;
}

// ---------------------------------------------------------------------------------------------------------------

static void fill(notebook *n)
{
  notebook_leave(n, &(notebook_place){.scene = "a/one", .step = 2, .seconds = 1.5f}, 10);
  notebook_place p = place_at("a/two", 1, 0.25f, "moment\nof \"two\"");
  notebook_leave(n, &p, 20);
  notebook_drop_crumb(n, &p);
  notebook_drop_crumb(n, &(notebook_place){.scene = "a/one", .step = 3});
  notebook_keep(n, &(notebook_scene){.id = "a/one", .seen = UINT64_MAX, .steps = 64, .spent = 3, .begun = 5});
  notebook_keep(n, &(notebook_scene){.id = "a/two", .skipped = true});
  notebook_keep_answer(n, &(notebook_answer){"a/one", 4, "Where?", "1,2", "1,3", 0.2f}, 30);
  notebook_keep_answer(n, &(notebook_answer){"a/one", 4, "Where?", "1,2.9", "1,3", 0.02f}, 31);
  notebook_be_stuck(n, "a/one", 3, "a/two", 40);
  notebook_be_stuck(n, "a/one", 3, "a/two", 41);
  notebook_be_stuck(n, "b/three", 0, "", 42);
  notebook_be_unstuck(n, "b/three", 50);
  notebook_set(n, "map.zoom", "0.5");
  notebook_set(n, "map.zoom", "0.75");
}

static void assert_filled(notebook *n)
{
  notebook_place p;
  float off = -1;
  const notebook_stuck *stuck;
  assert_string_equal(notebook_last(n), "a/two");
  assert_true(notebook_place_of(n, "a/two", &p));
  assert_int_equal(p.step, 1);
  assert_float_equal(p.seconds, 0.25f, 0);
  assert_string_equal(p.moment, "moment\nof \"two\"");
  assert_false(notebook_place_of(n, "a/three", &p));
  assert_int_equal(notebook_trail(n), 2);
  assert_true(notebook_crumb(n, 1, &p));
  assert_string_equal(p.scene, "a/one");
  assert_true(notebook_find(n, "a/one")->seen == UINT64_MAX);
  assert_int_equal(notebook_find(n, "a/one")->steps, 64);
  assert_true(notebook_find(n, "a/two")->skipped);
  assert_null(notebook_find(n, "a/three"));
  assert_true(notebook_answered(n, "a/one", 4, &off));
  assert_float_equal(off, 0.02f, 1e-6);
  assert_false(notebook_answered(n, "a/one", 3, &off));
  assert_int_equal(notebook_stuck_list(n, &stuck), 2);
  assert_string_equal(stuck[0].need, "a/two");
  assert_true(stuck[0].over == 0 && stuck[1].over == 50);
  assert_string_equal(notebook_setting(n, "map.zoom"), "0.75");
}

static void what_is_kept_is_there_again(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "deep/er/notebook.sqlite");
  for (int round = 0; round < 2; round++) {
    notebook *n = open_at(path);
    assert_mode(n, NOTEBOOK_WRITES, NULL);
    if (round == 0)
      fill(n);
    assert_filled(n);
    notebook_close(n);
  }
  free(path);
  folder_remove_all(&f);
}

static void a_picked_crumb_is_gone(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *n = open_at(path);
  for (int k = 0; k < NOTEBOOK_MAX_TRAIL + 3; k++) {
    notebook_place p = place_at("a/one", k % 64, (float)k, NULL);
    notebook_drop_crumb(n, &p);
  }
  notebook_pick_crumb(n);
  notebook_close(n);
  n = open_at(path);
  notebook_place p;
  assert_int_equal(notebook_trail(n), NOTEBOOK_MAX_TRAIL - 1);
  assert_true(notebook_crumb(n, 0, &p) && p.seconds == 3);
  assert_true(notebook_crumb(n, NOTEBOOK_MAX_TRAIL - 2, &p) && p.seconds == NOTEBOOK_MAX_TRAIL + 1);
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

static void without_a_path_it_lies_in_the_data_folder(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "nabla/notebook.sqlite");
  setenv("XDG_DATA_HOME", f.path, 1);
  notebook *n = open_at(NULL);
  assert_string_equal(notebook_path(n), path);
  assert_mode(n, NOTEBOOK_WRITES, NULL);
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// What is in the way

static void of_two_the_second_reads(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *first = open_at(path);
  fill(first);
  notebook_close(first);
  first = open_at(path);
  notebook *second = open_at(path);
  assert_mode(second, NOTEBOOK_READS, "is open in another Nabla");
  assert_filled(second);
  notebook_set(second, "map.zoom", "9");
  notebook_close(second);
  notebook_close(first);
  first = open_at(path);
  assert_mode(first, NOTEBOOK_WRITES, NULL);
  assert_filled(first);
  notebook_close(first);
  free(path);
  folder_remove_all(&f);
}

static void run_sql(const char *path, const char *words)
{
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  char *why = NULL;
  if (sqlite3_exec(db, words, NULL, NULL, &why) != SQLITE_OK)
    fail_msg("%s: %s", words, why);
  sqlite3_close(db);
}

// Opens the file, which must be refused with these words, and stay as it is to the byte.
static void assert_refused(const char *path, const char *words)
{
  size_t before, after;
  unsigned char *was = file_bytes(path, &before);
  notebook *n = open_at(path);
  assert_mode(n, NOTEBOOK_OFF, words);
  notebook_set(n, "goes", "on");
  assert_string_equal(notebook_setting(n, "goes"), "on");
  notebook_close(n);
  unsigned char *is = file_bytes(path, &after);
  assert_int_equal(before, after);
  assert_memory_equal(was, is, before);
  free(was);
  free(is);
}

static void write_bytes(const char *path, const char *how, long at, const char *bytes)
{
  FILE *file = fopen(path, how);
  assert_non_null(file);
  fseek(file, at, SEEK_SET);
  fwrite(bytes, 1, strlen(bytes), file);
  fclose(file);
}

static void what_is_no_notebook_is_left_alone(void **state)
{
  (void)state;
  folder f = folder_make();
  char *text = folder_file(&f, "text"), *other = folder_file(&f, "other"), *newer = folder_file(&f, "newer");
  write_bytes(text, "w", 0,
              "A letter to a friend, and long enough to be one, at that: a hundred bytes, and some "
              "more. It is nobody's business but theirs.");
  assert_refused(text, "is no notebook");
  run_sql(other, "CREATE TABLE recipe (name); PRAGMA application_id = 7");
  assert_refused(other, "another program's");
  notebook_close(open_at(newer));
  run_sql(newer, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 99");
  assert_refused(newer, "of version 99");
  free(text);
  free(other);
  free(newer);
  folder_remove_all(&f);
}

static void a_damaged_notebook_is_left_alone(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *n = open_at(path);
  for (int k = 0; k < 300; k++) {
    char name[32];
    snprintf(name, sizeof name, "setting %d", k);
    notebook_set(n, name, "a value that takes some room, so that there are several pages of them");
  }
  notebook_close(n);
  struct stat about;
  assert_int_equal(stat(path, &about), 0);
  char rubbish[2001];
  memset(rubbish, 'x', 2000);
  rubbish[2000] = 0;
  for (long at = 5000; at + 2000 < about.st_size; at += 4096)
    write_bytes(path, "r+", at, rubbish);
  assert_refused(path, "damaged");
  free(path);
  folder_remove_all(&f);
}

static void rows_that_cannot_be_are_left_out(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *n = open_at(path);
  fill(n);
  notebook_close(n);
  run_sql(
      path,
      "INSERT INTO place (scene, step, seconds, moment, at) VALUES ('b/step', 64, 0, NULL, 90), ('b/time', "
      "0, 9e99, NULL, 91),"
      " ('b/neg', -1, 0, NULL, 92), (x'0a', 0, 0, NULL, 93), ('', 0, 0, NULL, 94), (7, 'x', 'y', 'z', 95),"
      " ('b/at', 0, 0, NULL, 'never');"
      "INSERT INTO place (scene, step, seconds, moment, at) VALUES (printf('%.200c', 'x'), 0, 0, NULL, 96);"
      "INSERT INTO scene (id, seen, steps, spent, due) VALUES ('b/odd', 'many', 1000, -5, -1);"
      "INSERT INTO stuck (scene, step, need, at, over) VALUES ('b/odd', 99, 'a/one', 1, 0);"
      "INSERT INTO answer (scene, step, off) VALUES ('b/odd', 1, 1e30)");
  n = open_at(path);
  assert_mode(n, NOTEBOOK_WRITES, NULL);
  notebook_place p;
  float off;
  const notebook_stuck *stuck;
  assert_false(notebook_place_of(n, "b/step", &p));
  assert_false(notebook_place_of(n, "b/time", &p));
  assert_false(notebook_place_of(n, "b/neg", &p));
  const notebook_scene *odd = notebook_find(n, "b/odd");
  assert_true(odd->seen == 0 && odd->steps <= 64 && odd->spent == 0 && odd->due == 0);
  assert_true(notebook_answered(n, "b/odd", 1, &off) && off == 1);
  assert_int_equal(notebook_stuck_list(n, &stuck), 2);
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

static void where_nothing_can_be_made_the_session_goes_on(void **state)
{
  (void)state;
  folder f = folder_make();
  char *file = folder_file(&f, "file"), *below = folder_file(&f, "file/notebook.sqlite");
  write_bytes(file, "w", 0, "no folder");
  static const char *const nowhere[] = {"/proc/nabla/notebook.sqlite", "/proc/notebook.sqlite", NULL};
  for (int k = 0; k < 3; k++) {
    notebook *n = open_at(k < 2 ? nowhere[k] : below);
    assert_mode(n, NOTEBOOK_OFF, "nothing is kept");
    fill(n);
    assert_filled(n);
    notebook_close(n);
  }
  free(file);
  free(below);
  folder_remove_all(&f);
}

static void wait_for(bool (*holds)(notebook *n), notebook *n)
{
  for (int k = 0; k < 400 && !holds(n); k++)
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
  assert_true(holds(n));
}

static bool is_in_trouble(notebook *n)
{
  return strstr(notebook_state(n).trouble, "cannot be written") != NULL;
}

static bool is_well(notebook *n)
{
  return notebook_state(n).trouble[0] == 0;
}

// A full disk is played by a limit to what a file may grow to.
static void a_full_disk_is_said_and_waited_for(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  struct rlimit was, small;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
  signal(SIGXFSZ, SIG_IGN);
  notebook *n = open_at(path);
  small = was;
  small.rlim_cur = 16384;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  fill(n);
  char large[30000];
  memset(large, 'x', sizeof large - 1);
  large[sizeof large - 1] = 0;
  notebook_set(n, "large", large);
  wait_for(is_in_trouble, n);
  assert_filled(n);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
  wait_for(is_well, n);
  notebook_close(n);
  n = open_at(path);
  assert_filled(n);
  assert_int_equal(strlen(notebook_setting(n, "large")), 29999);
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// kill -9

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

enum { KILLS = 20, AT_ONCE = 4, MOST_NOTES = 4096 };

// When the child put its k-th note into the notebook.
typedef struct diary {
  volatile int count;
  volatile double at[MOST_NOTES];
} diary;

static void add_stroke(notebook *n, ink_page *page, float x)
{
  const ink_knot knots[] = {{{x, 0}, {x, 0}, {x, 0}, 1}, {{x, 1}, {x, 1}, {x, 1}, 1}};
  size_t size;
  ink_page_edit(page);
  ink_page_put(page, (ink_look){.tool = INK_PEN}, knots, 2, -1);
  ink_page_end(page);
  uint8_t *bytes = ink_log_write(page, INK_EDIT, &size);
  notebook_add_ink(n, "a/one", 0, bytes, size, 1);
  free(bytes);
}

static void complain(void *context, const char *words)
{
  (void)context;
  print_error("%s\n", words);
}

static int number_of(const char *path, const char *statement)
{
  sqlite3 *db;
  sqlite3_stmt *s;
  assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, statement, -1, &s, NULL), SQLITE_OK);
  int number = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1;
  sqlite3_finalize(s);
  sqlite3_close(db);
  return number;
}

// A session: a stroke a time over a step, notes that grow, a recording that goes on, hours, and the place.
static void write_until_killed(const char *path, diary *d)
{
  notebook *n = open_at(path);
  ink_page page = {0};
  hours_span span = {.id = notebook_new_span(n), .kind = HOURS_NOTES, .scene = "a/one", .began = 1};
  int recording =
      notebook_begin_recording(n, &(notebook_recording){.scene = "a/one", .title = "T", .began = 1});
  for (int k = 0; k < MOST_NOTES; k++) {
    char value[32];
    snprintf(value, sizeof value, "%d", k);
    add_stroke(n, &page, (float)(k % 7));
    notebook_keep_note(n, "a/one", value, k);
    recording_piece piece = {0};
    recording_add(&piece, &(recording_event){RECORDING_MARK, k, (const uint8_t *)value, strlen(value)});
    notebook_add_piece(n, recording, k, k, k, piece.bytes, piece.size);
    recording_free(&piece);
    notebook_add_sound(n, recording, k, value, strlen(value));
    span.ended = k + 1;
    notebook_keep_span(n, &span);
    notebook_set(n, "count", value);
    notebook_place p = place_at("a/one", k % 64, 1, "some moment of it");
    notebook_leave(n, &p, k);
    d->at[k] = now();
    d->count = k + 1;
    nanosleep(&(struct timespec){.tv_nsec = 4000000}, NULL);
  }
  _exit(0);
}

// What was put in a second or more before the kill is there.
static void assert_kept(const char *path, const diary *d, double killed)
{
  int due = -1;
  for (int k = 0; k < d->count && d->at[k] < killed - 1; k++)
    due = k;
  int wrong = 0;
  nb_error e = care_check(path, complain, NULL, &wrong);
  if (d->count == 0) // it was killed before anything was there
    return;
  if (nb_failed(e) || wrong > 0)
    fail_msg("%d wrong; %s", wrong, e.text);
  static const char *const counts[] = {"SELECT count(*) FROM ink",
                                       "SELECT max(CAST(text AS INT)) + 1 FROM note",
                                       "SELECT count(*) FROM recording_piece",
                                       "SELECT count(*) FROM recording_sound", "SELECT max(ended) FROM span"};
  for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
    int there = number_of(path, counts[k]);
    if (there < due + 1)
      fail_msg("%d were a second old, and of \"%s\" there are %d", due + 1, counts[k], there);
  }
  notebook *n = open_at(path);
  assert_mode(n, NOTEBOOK_WRITES, NULL);
  const char *count = notebook_setting(n, "count");
  int kept = count ? atoi(count) : -1;
  if (kept < due)
    fail_msg("note %d was a second old, and the notebook ends with %d", due, kept);
  notebook_place p;
  // The place is put in behind the setting, and a commit may fall between the two.
  bool there = notebook_place_of(n, "a/one", &p);
  assert_true(kept < 1 || (there && (p.step == kept % 64 || p.step == (kept - 1) % 64)));
  notebook_close(n);
}

static void a_kill_loses_nothing_older_than_a_second(void **state)
{
  (void)state;
  folder f = folder_make();
  nb_random random = nb_random_seed(7, 0);
  const char *asked = getenv("NABLA_KILLS");
  int kills = asked ? atoi(asked) : KILLS;
  for (int round = 0; round < kills; round += AT_ONCE) {
    diary *diaries =
        mmap(NULL, AT_ONCE * sizeof *diaries, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(diaries != MAP_FAILED);
    char *paths[AT_ONCE];
    pid_t children[AT_ONCE];
    for (int k = 0; k < AT_ONCE; k++) {
      char name[40];
      snprintf(name, sizeof name, "%d-%d.sqlite", round, k);
      paths[k] = folder_file(&f, name);
      if ((children[k] = fork()) == 0)
        write_until_killed(paths[k], &diaries[k]);
    }
    double killed[AT_ONCE];
    for (int k = 0; k < AT_ONCE; k++) {
      long wait = (long)((k ? 0.2 : 1.1) * 1e9 * (double)nb_random_float(&random)) + (k ? 0 : 300000000);
      nanosleep(&(struct timespec){.tv_sec = wait / 1000000000, .tv_nsec = wait % 1000000000}, NULL);
      killed[k] = now();
      kill(children[k], SIGKILL);
      waitpid(children[k], NULL, 0);
    }
    for (int k = 0; k < AT_ONCE; k++) {
      assert_kept(paths[k], &diaries[k], killed[k]);
      free(paths[k]);
    }
    munmap(diaries, AT_ONCE * sizeof *diaries);
  }
  folder_remove_all(&f);
}

// A frame has 16 ms; putting something in takes a thousandth of it, whatever the disk does.
static void putting_in_never_waits_for_the_disk(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *n = open_at(path);
  sqlite3 *other;
  sqlite3_open(path, &other);
  // Somebody else holds the file for writing: the thread has to wait for it.
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  double start = now();
  for (int k = 0; k < 100; k++)
    fill(n);
  double took = now() - start;
  assert_true(took < 1);
  sqlite3_exec(other, "COMMIT", NULL, NULL, NULL);
  sqlite3_close(other);
  notebook_close(n);
  free(path);
  folder_remove_all(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_kept_is_there_again),
      cmocka_unit_test(a_picked_crumb_is_gone),
      cmocka_unit_test(without_a_path_it_lies_in_the_data_folder),
      cmocka_unit_test(of_two_the_second_reads),
      cmocka_unit_test(what_is_no_notebook_is_left_alone),
      cmocka_unit_test(a_damaged_notebook_is_left_alone),
      cmocka_unit_test(rows_that_cannot_be_are_left_out),
      cmocka_unit_test(where_nothing_can_be_made_the_session_goes_on),
      cmocka_unit_test(a_full_disk_is_said_and_waited_for),
      cmocka_unit_test(putting_in_never_waits_for_the_disk),
      cmocka_unit_test(a_kill_loses_nothing_older_than_a_second),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
