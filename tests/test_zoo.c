// A zoo of scenes that mean harm: each ends in a message that says what and where, the last good picture comes back, and
// nothing is read, written, started or sent that should not be.
#include "staged.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "scenes/zoo.h"
#include "soak/soak.h"

#define SECRET "the canary sings"

static nb_fonts *fonts;
static char canary[300];
static int listener;
static int32_t port;

// ---------------------------------------------------------------------------------------------------------------
// What nobody may touch

static void put_out_canary(void)
{
  snprintf(canary, sizeof canary, NABLA_BUILD "/tests/zoo/canary");
  FILE *file = fopen(canary, "w");
  assert_non_null(file);
  fputs(SECRET, file);
  fclose(file);
}

static void listen_on_loopback(void)
{
  struct sockaddr_in at = {.sin_family = AF_INET};
  socklen_t size = sizeof at;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  assert_int_equal(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
  assert_int_equal(listen(listener, 8), 0);
  assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &size), 0);
  port = ntohs(at.sin_port);
}

static void assert_nothing_was_touched(const char *by)
{
  char words[64] = "";
  FILE *file = fopen(canary, "r");
  if (!file || !fgets(words, sizeof words, file) || strcmp(words, SECRET) != 0)
    fail_msg("%s: the canary is \"%s\", not \"" SECRET "\"", by, words);
  fclose(file);
  if (poll(&(struct pollfd){.fd = listener, .events = POLLIN}, 1, 0) != 0)
    fail_msg("%s: somebody called at the socket", by);
}

// That a canary and a socket would show it: the same things done by a process that may do them.
static void test_the_traps_spring(void **unused)
{
  (void)unused;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  assert_int_equal(connect(s, (struct sockaddr *)&to, sizeof to), 0);
  assert_int_equal(poll(&(struct pollfd){.fd = listener, .events = POLLIN}, 1, 1000), 1);
  close(accept(listener, NULL, NULL));
  close(s);
  assert_nothing_was_touched("nobody");
}

// What is written to stderr meanwhile goes here.
static int said, own_stderr;

static void hear_stderr(void)
{
  own_stderr = dup(STDERR_FILENO);
  said = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  assert_true(said >= 0);
  dup2(said, STDERR_FILENO);
}

static size_t heard(char *words, size_t capacity)
{
  dup2(own_stderr, STDERR_FILENO);
  close(own_stderr);
  off_t size = lseek(said, 0, SEEK_END);
  ssize_t got = pread(said, words, capacity - 1, 0);
  words[got > 0 ? got : 0] = 0;
  close(said);
  return (size_t)size;
}

// ---------------------------------------------------------------------------------------------------------------
// Beasts

static void set_number(stage *s, size_t offset, int32_t value)
{
  assert_ok(stage_set(s, (uint32_t)offset, &value, sizeof value));
}

static stage *open_zoo(void)
{
  stage *s = open_scene(NABLA_BUILD "/tests/zoo/zoo.so", fonts);
  set_number(s, offsetof(State, port), port);
  assert_ok(stage_set_text(s, "path", canary));
  return s;
}

typedef struct beast {
  int32_t id;
  const char *name;
  const char *says; // of the message
  bool line;        // it names the function and the line
} beast;

#define BEAST(name, says, line)                                                                              \
  {                                                                                                          \
    ZOO_##name, #name, says, line                                                                            \
  }
#if defined(__SANITIZE_ADDRESS__) // which has its own ways to end a process, and to run out of memory
#define PLAIN(plain, sanitized) sanitized
#else
#define PLAIN(plain, sanitized) plain
#endif

static const beast beasts[] = {
    BEAST(write_null, "it used a null pointer", true),
    BEAST(fill_stack, "its stack is full", true),
    BEAST(divide_by_zero, "it divided a whole number by zero", true),
    BEAST(give_up, "it gave up (abort): this scene gives up", true),
    BEAST(leave, PLAIN("it tried to end the process", "it tried to "), PLAIN(true, false)),
    BEAST(leave_at_once, "it tried to end the process", true),
    BEAST(run_forever, "a loop without end?", true),
    BEAST(take_all_memory, PLAIN("it took all the memory", ""), true),
    BEAST(draw_a_thousand_million, "", false),
    BEAST(end_groups, "group", false),
    BEAST(fork_on_and_on, "it tried to start a process or a thread", true),
    BEAST(start_threads, "", false),
    BEAST(start_a_program, "it tried to start a program", true),
    BEAST(read_a_file, "it tried to open a file", true),
    BEAST(write_a_file, "it tried to open a file", true),
    BEAST(remove_a_file, "it tried to change files and folders", true),
    BEAST(open_a_socket, "it tried to open a socket", true),
    BEAST(trace_the_parent, "it tried to look into another process", true),
    BEAST(look_into_the_parent, "it tried to look into another process", true),
    BEAST(kill_the_parent, "it tried to send a signal", true),
    BEAST(catch_its_own_crash, PLAIN("it tried to catch signals", "signal 11"), PLAIN(true, false)),
    BEAST(block_signals, "a loop without end?), in run_forever (zoo.c:", false),
    BEAST(write_to_its_state, "it wrote to its state while it drew", true),
    BEAST(make_code, "it tried to make memory into code", true),
    BEAST(sleep_long, "it tried to sleep", true),
};

static void assert_told(const beast *b, nb_error e)
{
  char where[100];
  snprintf(where, sizeof where, ", in %s (zoo.c:", b->name);
  if (e.id != NB_BAD_SCENE || !strstr(e.text, "zoo.c: step 1 \"Cage\"") || !strstr(e.text, b->says) ||
      (b->line && !strstr(e.text, where)))
    fail_msg("%s: \"%s\" is not \"...%s%s...\"", b->name, e.text, b->says, b->line ? where : "");
}

static void test_beasts_that_draw(void **unused)
{
  (void)unused;
  stage *s = open_zoo();
  jump(s, 0, 0.5f);
  picture good = take_picture(s, NB_CHALK);
  for (size_t k = 0; k < sizeof beasts / sizeof *beasts; k++) {
    char words[4096];
    const void *list;
    size_t size;
    set_number(s, offsetof(State, beast), beasts[k].id);
    hear_stderr();
    nb_error e = stage_draw(s, NB_CHALK, &list, &size);
    heard(words, sizeof words);
    assert_null(strstr(words, SECRET));
    assert_told(&beasts[k], e);
    set_number(s, offsetof(State, beast), ZOO_TAME); // mended
    picture again = take_picture(s, NB_CHALK);
    assert_same_picture(good, again, stage_where(s));
    free(again.list);
    assert_nothing_was_touched(beasts[k].name);
  }
  free(good.list);
  stage_close(s);
}

static void test_beasts_that_tick(void **unused)
{
  (void)unused;
  static const int32_t some[] = {ZOO_write_null, ZOO_run_forever, ZOO_read_a_file, ZOO_leave_at_once,
                                 ZOO_fork_on_and_on};
  stage *s = open_zoo();
  jump(s, 0, 0.5f);
  picture good = take_picture(s, NB_CHALK);
  for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
    const beast *b = beasts;
    while (b->id != some[k])
      b++;
    set_number(s, offsetof(State, beast), b->id);
    set_number(s, offsetof(State, ticks), true);
    assert_false(stage_play(s, 0.1f));
    const void *list;
    size_t size;
    assert_told(b, stage_draw(s, NB_CHALK, &list, &size));
    set_number(s, offsetof(State, beast), ZOO_TAME);
    set_number(s, offsetof(State, ticks), false);
    jump(s, 0, 0.5f);
    picture again = take_picture(s, NB_CHALK);
    assert_same_picture(good, again, stage_where(s));
    free(again.list);
    assert_nothing_was_touched(b->name);
  }
  free(good.list);
  stage_close(s);
}

// Whatever they write there, the program reads it with care.
static void test_beasts_that_know_the_region(void **unused)
{
  (void)unused;
  static const int32_t some[] = {ZOO_overwrite_everything, ZOO_forge_an_answer};
  for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
    stage *s = open_zoo();
    const void *list;
    size_t size;
    set_number(s, offsetof(State, beast), some[k]);
    set_number(s, offsetof(State, ticks), true); // learns where it lies, and the first writes all over it
    jump(s, 0, 0.5f);
    (void)stage_draw(s, NB_CHALK, &list, &size);
    set_number(s, offsetof(State, ticks), false);
    for (int tries = 0; tries < 5; tries++) {
      if (!nb_failed(stage_draw(s, NB_CHALK, &list, &size)))
        assert_ok(nb_list_check(list, size));
      jump(s, 0, 0.5f + 0.1f * (float)tries);
    }
    assert_string_equal(stage_scene(s)->title, "Zoo");
    stage_close(s);
  }
  stage *s = open_zoo(); // and the next scene plays
  picture good = take_picture(s, NB_CHALK);
  free(good.list);
  stage_close(s);
}

static void test_a_flood_of_words_is_held_back(void **unused)
{
  (void)unused;
  static char words[1 << 16];
  stage *s = open_zoo();
  hear_stderr();
  set_number(s, offsetof(State, beast), ZOO_flood_stderr);
  for (int k = 0; k < 3; k++) {
    const void *list;
    size_t size;
    jump(s, 0, 0.1f * (float)k);
    (void)stage_draw(s, NB_CHALK, &list, &size);
  }
  size_t size = heard(words, sizeof words);
  assert_non_null(strstr(words, "0: a line that nobody asked for"));
  if (size > sizeof words / 2)
    fail_msg("%zu bytes were passed on", size);
  stage_close(s);
}

// Constructors run as soon as a plugin is opened, before anything of it is called.
static void test_beasts_before_the_entry_point(void **unused)
{
  (void)unused;
  static const char *const early[] = {"write_null",     "run_forever",   "read_a_file",
                                      "fork_on_and_on", "open_a_socket", "leave"};
  for (size_t k = 0; k < sizeof early / sizeof *early; k++) {
    char path[300], words[4096];
    stage *s;
    snprintf(path, sizeof path, NABLA_BUILD "/tests/zoo/zoo_%s.so", early[k]);
    hear_stderr();
    nb_error e = stage_open(&s, path, (stage_options){.fonts = fonts, .assets = NABLA_ASSETS});
    heard(words, sizeof words);
    assert_null(strstr(words, SECRET));
    if (!nb_failed(e))
      fail_msg("zoo_%s was opened", early[k]);
    if (e.id != NB_BAD_SCENE || !strstr(e.text, "while it was opened"))
      fail_msg("zoo_%s: %s", early[k], e.text);
    assert_nothing_was_touched(early[k]);
  }
}

static void test_nobody_is_left(void **unused)
{
  (void)unused;
  assert_int_equal(soak_count().processes, 0);
}

int main(void)
{
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  put_out_canary();
  listen_on_loopback();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_traps_spring),
      cmocka_unit_test(test_beasts_that_draw),
      cmocka_unit_test(test_beasts_that_tick),
      cmocka_unit_test(test_beasts_that_know_the_region),
      cmocka_unit_test(test_a_flood_of_words_is_held_back),
      cmocka_unit_test(test_beasts_before_the_entry_point),
      cmocka_unit_test(test_nobody_is_left),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  return failed;
}
