// Notebooks in trouble: of a newer version, damaged, a stranger's, on a disk that is full.
#define HERE NABLA_BUILD "/test_care_trouble"
#include "cared.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

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
      cmocka_unit_test(newer_damaged_and_foreign_files_are_left_as_they_are),
      cmocka_unit_test(a_full_disk_loses_nothing),
      cmocka_unit_test(a_strangers_file_harms_nobody),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
