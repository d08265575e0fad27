// Care of a notebook: what is checked, and backups.
#define HERE NABLA_BUILD "/test_care"
#include "cared.h"

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

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_table_is_cared_for),
      cmocka_unit_test(what_is_wrong_is_said),
      cmocka_unit_test(a_backup_is_the_notebook_as_it_is_now),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
