// The command line: exit status, what is printed, and what mistakes are called.
#define _GNU_SOURCE // posix_spawn_file_actions_addchdir_np
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "folder.h"
#include "json_check.h"

#define PROGRAM NABLA_BUILD "/nabla"
#define PLAIN NABLA_BUILD "/tests/scenes/tests/plain.so"
#define TICKED NABLA_BUILD "/tests/scenes/tests/ticked.so"
#define TEST_SCENES "--scenes", NABLA_BUILD "/tests/scenes"

extern char **environ;

// ---------------------------------------------------------------------------------------------------------------
// Running the program

enum { MOST_ARGUMENTS = 16 };

typedef struct ran {
  int status;
  char *out, *err; // what it printed
} ran;

// Starts the program in the folder, its output in the files `out` and `err` there.
static pid_t start(const folder *f, const char *const *arguments)
{
  char *argv[MOST_ARGUMENTS + 2] = {PROGRAM};
  for (int i = 0; i < MOST_ARGUMENTS && arguments[i]; i++)
    argv[i + 1] = (char *)arguments[i];
  char *out = folder_file(f, ".out"), *err = folder_file(f, ".err");
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&files, f->path);
  pid_t child;
  assert_int_equal(posix_spawn(&child, PROGRAM, &files, NULL, argv, environ), 0);
  posix_spawn_file_actions_destroy(&files);
  free(out);
  free(err);
  return child;
}

static char *text_of(const folder *f, const char *name)
{
  char *path = folder_file(f, name);
  size_t size;
  char *text = (char *)file_bytes(path, &size);
  text[size] = 0;
  unlink(path);
  free(path);
  return text;
}

static ran finish(const folder *f, pid_t child)
{
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  // As a shell has it: 130 of what Ctrl-C ended.
  return (ran){WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), text_of(f, ".out"),
               text_of(f, ".err")};
}

#define ARGUMENTS(...) ((const char *const[MOST_ARGUMENTS + 1]){__VA_ARGS__})
#define RUN(folder, ...) finish(folder, start(folder, ARGUMENTS(__VA_ARGS__)))

static void forget(ran r)
{
  free(r.out);
  free(r.err);
}

// ---------------------------------------------------------------------------------------------------------------
// Mistakes

typedef struct mistake {
  int status;
  const char *words; // that the message must hold
  const char *arguments[MOST_ARGUMENTS + 1];
} mistake;

static const mistake mistakes[] = {
    {2, "did you mean render?", {"rendr"}},
    {2, "nabla --help", {"zzzzzzzz"}},
    {2, "which scene?", {"show"}},
    {2, "did you mean tests/plain?", {"show", "tests/plane", TEST_SCENES}},
    {2, "no scene", {"show", "./not-there.so"}},
    {2, "no scene", {"show", ""}},
    {1, "no_scene.c is no scene: NB_SCENE(...)", {"show", NABLA_BUILD "/tests/scenes/tests/no_scene.so"}},
    {1, "no scene plugin", {"show", PROGRAM}},
    {1, "not-there.c", {"show", "not-there.c"}},
    {2, "doctor takes no scene", {"doctor", PLAIN}},
    {2, "auto, cpu or gl", {"play", PLAIN, "--painter", "vulkan"}},
    {2, "films are painted by the processor", {"render", PLAIN, "-o", "out.mp4", "--painter", "gl"}},
    {2, "which scene?", {"check"}},
    {2, "SUBJECT/NAME", {"new"}},
    {2, "SUBJECT/NAME", {"new", "determinant"}},
    {2, "to start from", {"new", "a/b", "--like", "no/such"}},
    {1, "version", {"show", NABLA_BUILD "/tests/scenes/tests/broken_1.so"}},
    {1, "no such folder", {"list", "--scenes", "no such folder"}},
    {1, "no such folder", {"show", PLAIN, "--assets", "no such folder"}},
    {1, "fonts/", {"show", PLAIN, "--assets", "."}},
    {1, "no-such-data", {"show", NABLA_BUILD "/tests/scenes/tests/broken_24.so"}},
    {2, "where to?", {"render", PLAIN}},
    {2, ".mp4, .webm, .mov, .gif", {"render", PLAIN, "-o", "out.avi"}},
    {2, ".png, .svg and .pdf", {"render", PLAIN, "-o", "folder/"}},
    {2, "the formula is empty", {"tex", " ", "-o", "out.svg"}},
    {2, ".mp4, .webm, .mov, .gif", {"render", PLAIN, "-o", "png"}},
    {2, "such as 2/4", {"render", PLAIN, "-o", "out.mp4", "--part", "3/2"}},
    {2, "burnt, srt, vtt", {"render", PLAIN, "-o", "out.mp4", "--captions", "loud"}},
    {2, "for films", {"render", PLAIN, "-o", "out.png", "--speed", "2"}},
    {2, "which parts?", {"join"}},
    {2, "-o FOLDER", {"slides", PLAIN}},
    {2, "a handout is a .pdf", {"handout", PLAIN, "-o", "out.png"}},
    {2, "a4 or letter", {"handout", PLAIN, "-o", "out.pdf", "--paper", "a5"}},
    {1, "cannot write no/out.pdf", {"handout", PLAIN, PLAIN, "-o", "no/out.pdf"}},
    {1, "cannot write no/slides", {"slides", PLAIN, "-o", "no/slides"}},
    {1, "slides are a folder", {"slides", PLAIN, "-o", "/dev/null"}},
    {1, "no folder nowhere", {"join", "nowhere", "-o", "out.mp4"}},
    {2, "a file's name", {"render", PLAIN, "-o"}},
    {2, "a file's name", {"render", PLAIN, "-o", ""}},
    {2, "a sheet is a .png", {"sheet", PLAIN, "-o", "out.mp4"}},
    {1, "cannot write no/out.mp4", {"render", PLAIN, "-o", "no/out.mp4"}},
    {1, "cannot write no/out.png", {"render", PLAIN, "-o", "no/out.png", "--at", "0"}},
    {1, "cannot write no/out.png", {"sheet", PLAIN, "-o", "no/out.png"}},
    {2, "did you mean --theme?", {"render", PLAIN, "-o", "out.png", "--thme", "board"}},
    {2, "no option --json", {"render", PLAIN, "-o", "out.png", "--json"}},
    {2, "takes no value", {"show", PLAIN, "--json=yes"}},
    {2, "chalk or board", {"render", PLAIN, "-o", "out.png", "--theme", "blackboard"}},
    {2, "chalk or board", {"render", PLAIN, "-o", "out.png", "--theme"}},
    {2, "pixels", {"render", PLAIN, "-o", "out.png", "--size", "0x0"}},
    {2, "pixels", {"render", PLAIN, "-o", "out.png", "--size", "100000x100000"}},
    {2, "pixels", {"render", PLAIN, "-o", "out.png", "--size", "640"}},
    {2, "pixels", {"render", PLAIN, "-o", "out.png", "--size=640x360x2"}},
    {2, "even", {"render", PLAIN, "-o", "out.mp4", "--size", "101x100"}},
    {2, "too large", {"render", PLAIN, "-o", "out.mp4", "--size", "16384x16384"}},
    {2, "too large for a sheet", {"sheet", PLAIN, "-o", "out.png", "--size", "16384x16384"}},
    {2, "whole number", {"render", PLAIN, "-o", "out.mp4", "--fps", "abc"}},
    {2, "whole number", {"render", PLAIN, "-o", "out.mp4", "--fps", "0"}},
    {2, "whole number", {"render", PLAIN, "-o", "out.mp4", "--fps", "99999999999999999999"}},
    {2, "whole number", {"render", PLAIN, "-o", "out.mp4", "--jobs", "65"}},
    {2, "from 1 to 64, not \"65\"", {"render", PLAIN, "-o", "out.mp4", "-j65"}},
    {2, "no option -qj", {"render", PLAIN, "-qj"}},
    {2, "whole number", {"bench", PLAIN, "--threads", "2.5"}},
    {2, "seconds", {"render", PLAIN, "-o", "out.mp4", "--from", "-1"}},
    {2, "seconds", {"render", PLAIN, "-o", "out.mp4", "--to", "nan"}},
    {2, "seconds", {"render", PLAIN, "-o", "out.png", "--at", "1s"}},
    {2, "--from 1 is after --to 0.5", {"render", PLAIN, "-o", "out.mp4", "--from", "1", "--to", "0.5"}},
    {2, "0 to 1.6", {"render", PLAIN, "-o", "out.mp4", "--to", "1000"}},
    {2, "0 to 1.6", {"render", PLAIN, "-o", "out.png", "--at", "1000"}},
    {2, "--from and --to", {"render", PLAIN, "-o", "out.mp4", "--at", "1"}},
    {2, "--at or --step", {"render", PLAIN, "-o", "out.png", "--from", "1"}},
    {2, "either", {"render", PLAIN, "-o", "out.png", "--at", "1", "--step", "1"}},
    {2, "a step's number", {"render", PLAIN, "-o", "out.png", "--step", "0"}},
    {2, "no step 4", {"render", PLAIN, "-o", "out.png", "--step", "4"}},
    {2, "did you mean \"number\"?", {"render", PLAIN, "-o", "out.png", "--set", "numbr=1"}},
    {2, "from -2 to 3", {"render", PLAIN, "-o", "out.png", "--set", "number=4"}},
    {2, "from -2 to 3", {"render", PLAIN, "-o", "out.mp4", "--set", "number=much"}},
    {2, "name=value", {"sheet", PLAIN, "-o", "out.png", "--set", "number"}},
    {2, "one at a time", {"show", PLAIN, TICKED}},
    {2, "which formula?", {"tex"}},
    {2, "where to?", {"tex", "x"}},
    {2, ".svg, .pdf, .png", {"tex", "x", "-o", "x.eps"}},
    {2, "standard input", {"tex", "x", "--lines"}},
    {1, "cannot write no/x.svg", {"tex", "x", "-o", "no/x.svg"}},
    {1, "cannot write no/x.png", {"tex", "x", "-o", "no/x.png"}},
    {2, "takes no scene", {"list", PLAIN}},
};

static bool is_one_line(const char *text)
{
  const char *end = strchr(text, '\n');
  return end && end > text && end[1] == 0;
}

// One clear line, the right status, and no file.
static void mistakes_are_told_in_one_line(void **state)
{
  (void)state;
  folder f = folder_make();
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    const mistake *m = &mistakes[i];
    ran r = finish(&f, start(&f, m->arguments));
    if (r.status != m->status || !is_one_line(r.err) || !strstr(r.err, m->words) || *r.out)
      fail_msg("%s %s ...: status %d, not %d, or not one line with \"%s\": %s%s", m->arguments[0],
               m->arguments[1] ? m->arguments[1] : "", r.status, m->status, m->words, r.err, r.out);
    forget(r);
    assert_int_equal(folder_count(&f), 0);
  }
  folder_remove(&f);
}

static void output_that_cannot_arrive_is_a_failure(void **state)
{
  (void)state;
  int status = system(PROGRAM " show " PLAIN " --json >/dev/full 2>/dev/null");
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 1);
}

// As on a full disk: a file may not grow beyond a block.
static void paper_that_cannot_arrive_says_why(void **state)
{
  (void)state;
  folder f = folder_make();
  char line[8192];
  snprintf(line, sizeof line,
           "cd %s; ulimit -f 1; trap '' XFSZ; " PROGRAM " handout " PLAIN
           " --in-process -o h.pdf 2>&1 | grep -q 'cannot write h.pdf: File too large'",
           f.path);
  assert_int_equal(system(line), 0);
  assert_int_equal(folder_count(&f), 0);
  folder_remove(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// What works

static void help_and_version_are_there(void **state)
{
  (void)state;
  folder f = folder_make();
  ran r = RUN(&f, "--help");
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.out, "usage: nabla"));
  assert_string_equal(r.err, "");
  forget(r);
  static const char *const commands[] = {"play", "render", "sheet", "list", "show", "bench"};
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    r = RUN(&f, commands[i], "--help");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, commands[i]));
    assert_non_null(strstr(r.out, "--scenes"));
    forget(r);
  }
  r = RUN(&f, "--version");
  assert_int_equal(r.status, 0);
  assert_true(is_one_line(r.out));
  forget(r);
  r = RUN(&f, NULL);
  assert_int_equal(r.status, 2);
  assert_non_null(strstr(r.err, "usage: nabla"));
  forget(r);
  folder_remove(&f);
}

static void assert_json(ran r, const char *const *words)
{
  assert_int_equal(r.status, 0);
  assert_string_equal(r.err, "");
  assert_true(json_is_valid(r.out));
  for (; *words; words++)
    if (!strstr(r.out, *words))
      fail_msg("%s is not in %s", *words, r.out);
  forget(r);
}

static void json_holds_what_is_asked_for(void **state)
{
  (void)state;
  folder f = folder_make();
  assert_json(RUN(&f, "list", "--json", TEST_SCENES),
              ARGUMENTS("\"id\": \"tests/plain\"", "\"title\": \"A walk\"", "\"error\": "));
  assert_json(RUN(&f, "show", "tests/plain", "--json", TEST_SCENES),
              ARGUMENTS("\"title\": \"Plain\"", "\"steps\": [", "\"parameters\": [", "\"needs\": [",
                        "\"tests/ticked\"", "\"name\": \"number\"", "\"min\": -2", "\"circle\""));
  assert_json(RUN(&f, "show", "tests/moved", "--json", TEST_SCENES),
              ARGUMENTS("\"moves\": [", "\"parameter\": \"rate\"", "\"to\": \"100\"", "\"at\": 0.4"));
  assert_json(RUN(&f, "bench", PLAIN, "--json", "--size", "320x180", "--threads", "1"),
              ARGUMENTS("\"frames\": 96", "\"stage_ms\": {", "\"raster_ms\": {", "\"paint_ms\": {",
                        "\"frame_ms\": {", "\"median\": ", "\"p99\": "));
  folder_remove(&f);
}

static void plain_lines_are_for_people(void **state)
{
  (void)state;
  folder f = folder_make();
  ran r = RUN(&f, "list", TEST_SCENES);
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.out, "tests/plain"));
  forget(r);
  r = RUN(&f, "show", TICKED);
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.out, "Question  (waits)"));
  assert_non_null(strstr(r.out, "push"));
  forget(r);
  r = RUN(&f, "show", "tests/moved", TEST_SCENES);
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.out, "in films: c to 2 at 0 s, p to 1,-2 at 0.25 s\n"));
  forget(r);
  folder_remove(&f);
}

// A scene by its id, by its name and by its file, and settings, make the same picture as one another, or not.
static void scenes_and_settings_are_found(void **state)
{
  (void)state;
  folder f = folder_make();
  forget(RUN(&f, "render", "tests/plain", "-o", "a.png", "--step", "1", "--size", "320x180", TEST_SCENES));
  forget(RUN(&f, "render", "plain", "--output=b.png", "--at", "1", "--size=320x180", TEST_SCENES));
  forget(RUN(&f, "render", "-o", "c.png", "--step", "1", "--size", "320x180", "--", PLAIN));
  forget(RUN(&f, "render", PLAIN, "-o", "d.png", "--step", "1", "--size", "320x180", "--set", "number=2",
             "--set", "integer=4"));
  size_t size, other;
  char *path = folder_file(&f, "a.png");
  unsigned char *first = file_bytes(path, &size);
  for (char name[] = "c.png"; name[0] <= 'd'; name[0]++) {
    char *next = folder_file(&f, name);
    unsigned char *bytes = file_bytes(next, &other);
    bool same = size == other && memcmp(first, bytes, size) == 0;
    assert_int_equal(same, name[0] == 'c');
    free(bytes);
    free(next);
  }
  assert_int_equal(folder_count(&f), 4);
  free(first);
  free(path);
  folder_remove(&f);
}

static void a_formula_is_written(void **state)
{
  (void)state;
  folder f = folder_make();
  const char *source = "\\part{half}{\\frac{1}{2}} = \\val";
  assert_json(RUN(&f, "tex", source, "--json"),
              (const char *[]){"\"width\"", "\"depth\"", "\"glyphs\"", "\"thickness\"", "\"half\"", NULL});
  static const char *const names[] = {"out.png", "out.svg", "out.pdf"}, *const begin[] = {"\x89PNG", "<?xml",
                                                                                          "%PDF"};
  for (int k = 0; k < 3; k++) {
    ran r = RUN(&f, "tex", source, "-o", names[k], "--theme", "board");
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.err, "wrote out."));
    forget(r);
    char *text = text_of(&f, names[k]);
    assert_memory_equal(text, begin[k], strlen(begin[k]));
    free(text);
  }
  ran sized = RUN(&f, "tex", source, "-o", "out.png", "--size", "800x300", "--transparent");
  assert_int_equal(sized.status, 0);
  forget(sized);
  char *png = text_of(&f, "out.png"); // its header: sides, and 8 bits of RGBA
  assert_memory_equal(png + 16, "\0\0\x03\x20\0\0\x01\x2c\x08\x06", 10);
  free(png);
  ran r = RUN(&f, "tex", "\\nabla f = \\frac{\\partial f}", "-o", "out.png");
  assert_int_equal(r.status, 1);
  assert_non_null(strstr(r.err, "line 1, column 29: \\frac needs two groups, found one\n"));
  assert_int_equal(folder_count(&f), 0);
  forget(r);
  folder_remove(&f);
}

static void formulas_are_looked_at_line_by_line(void **state)
{
  (void)state;
  FILE *out = popen("printf 'x^2\\n\\\\frac{a}\\n\\ny' | " PROGRAM " tex --lines 2>/dev/null", "r");
  assert_non_null(out);
  char text[512] = "";
  text[fread(text, 1, sizeof text - 1, out)] = '\0';
  assert_string_equal(text,
                      "ok\nline 1, column 9: \\frac needs two groups, found one: a second {…} belongs here\n"
                      "ok\nok\n");
  int status = pclose(out);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
}

// A scene is written, shown, drawn and checked from its C file; what is wrong with it decides the status.
static void a_c_file_stands_for_a_scene(void **state)
{
  (void)state;
  folder f = folder_make();
  setenv("XDG_CACHE_HOME", f.path, 1);
  const struct {
    int status;
    const char *out, *err, *arguments[MOST_ARGUMENTS + 1];
  } runs[] = {
      {0, "nabla play linear-algebra/abstract-spaces.c", "", {"new", "linear-algebra/abstract-spaces"}},
      {1, "", "is left as it is", {"new", "linear-algebra/abstract-spaces"}},
      {0, "Abstract vector spaces", "", {"show", "linear-algebra/abstract-spaces.c"}},
      {0, "Abstract vector spaces", "", {"show", "linear-algebra/abstract-spaces"}},
      {0, "", "", {"render", "linear-algebra/abstract-spaces.c", "-o", "out.png", "--at", "1", "-q"}},
      {0, "nothing to mend", "", {"check", "linear-algebra/abstract-spaces.c", "-o", "pictures"}},
      {0, "is written", "", {"new", "sandbox/just-begun", "-o", "scenes/sandbox/just-begun.c"}},
      {0, "  Just begun\n", "", {"list"}}, // though no build has taken it up
      {0, "Just begun", "", {"show", "just-begun"}},
      {0, "sandbox/just-begun: nothing", "", {"check", "just-begun", "-o", "pictures"}},
      {0, "", "notes.md: 1 lesson", {"notes", "just-begun", "scenes/sandbox/just-begun.c", "-o", "notes.md"}},
      {1,
       "\"kind\": \"frame\"",
       "has something to mend",
       {"check", NABLA_BUILD "/tests/faulty/faulty_4.so", "--json", "-o", "pictures"}},
      {1, "", "not-there.c cannot be read", {"bench", "not-there.c"}},
      {0, "\"compiler\"", "", {"doctor", "--json"}},
      {0, " paint", "", {"doctor"}},
      {0, "scenes are held from system calls, opening files", "", {"doctor"}},
  };
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    ran r = finish(&f, start(&f, runs[i].arguments));
    if (r.status != runs[i].status || !strstr(r.out, runs[i].out) || !strstr(r.err, runs[i].err))
      fail_msg("%s %s: status %d, \"%s\", \"%s\"", runs[i].arguments[0], runs[i].arguments[1], r.status,
               r.out, r.err);
    if (r.out[0] == '[' || r.out[0] == '{')
      assert_true(json_is_valid(r.out));
    forget(r);
  }
  unsetenv("XDG_CACHE_HOME");
  folder_remove_all(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// Films

#define SMALL "--size", "160x96", "--fps", "10"

// What was made, what was there before, what is beside the film, and what to do with parts.
static void films_say_what_was_made(void **state)
{
  (void)state;
  folder f = folder_make();
  const struct {
    const char *words, *arguments[MOST_ARGUMENTS + 1];
  } runs[] = {
      {"wrote part 1 of 2: 2 of 3 groups of frames, from group 1 on, in out.mp4.parts: 40 frames",
       {"render", TICKED, "-o", "out.mp4", "--part", "1/2", SMALL, "--captions", "srt"}},
      {"1 of the film's 3 groups of frames are missing, 00002.part",
       {"join", "out.mp4.parts", "-o", "joined.mp4"}},
      {"going on: 2 of 3 groups of frames are in out.mp4.parts",
       {"render", TICKED, "-o", "out.mp4", "--part", "1/1", SMALL, "--captions", "srt"}},
      {"frames from 3 groups; no longer needed: out.mp4.parts",
       {"join", "out.mp4.parts", "-o", "joined.mp4"}},
      {"all of them made before", {"render", TICKED, "-o", "out.mp4", SMALL, "--captions", "srt"}},
      {"wrote out.srt: its captions", {"render", TICKED, "-o", "out.mp4", SMALL, "--captions", "srt"}},
      {"part 2 of 2 is empty", {"render", TICKED, "-o", "out.mp4", "--part", "2/2", "--to", "1", SMALL}},
  };
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    ran r = finish(&f, start(&f, runs[i].arguments));
    if (!strstr(r.err, runs[i].words))
      fail_msg("run %zu: status %d, \"%s\"", i, r.status, r.err);
    forget(r);
  }
  folder_remove_all(&f);
}

// Slides whose page could not be written: what was made of their films is not made again, and nothing but them stays.
static void slides_go_on(void **state)
{
  (void)state;
  folder f = folder_make();
  char *slides = folder_file(&f, "slides"), *page = folder_file(&f, "slides/index.html");
  assert_int_equal(mkdir(slides, 0700), 0);
  assert_int_equal(mkdir(page, 0700), 0);
  ran r = RUN(&f, "slides", PLAIN, "-o", "slides", SMALL);
  assert_int_equal(r.status, 1);
  forget(r);
  assert_int_equal(rmdir(page), 0);
  r = RUN(&f, "slides", PLAIN, "-o", "slides", SMALL);
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.err, "all of them made before"));
  assert_non_null(strstr(r.err, "wrote slides/index.html"));
  forget(r);
  folder inner;
  snprintf(inner.path, sizeof inner.path, "%s", slides);
  assert_int_equal(folder_count(&inner), 4); // three films and the page
  folder_remove_all(&f);
  free(slides), free(page);
}

// ---------------------------------------------------------------------------------------------------------------
// Signals

static void wait_a_little(void)
{
  nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
}

// Pixels of a picture may differ from one painter to the other by what cannot be seen; that both write one is asked here.
static void a_picture_by_opengl(void **state)
{
  (void)state;
  folder f = folder_make();
  const char *const painters[] = {"cpu", "gl", "auto"};
  for (int k = 0; k < 3; k++) {
    ran r = RUN(&f, "render", PLAIN, "-o", "out.png", "--step", "1", "--painter", painters[k], "-q");
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, ""); // nobody had to step in
    forget(r);
    assert_int_equal(folder_count(&f), 1);
  }
  folder_remove(&f);
}

// Ended in the middle of a film: no file, no part of one, and the program ends by the signal.
static void a_signal_leaves_no_half_file(void **state)
{
  (void)state;
  folder f = folder_make();
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    pid_t child = start(&f, ARGUMENTS("render", TICKED, "-o", "out.mp4", "--fps", "240"));
    while (folder_count(&f) == 0 && waitpid(child, &(int){0}, WNOHANG) == 0)
      wait_a_little();
    assert_int_equal(kill(child, signals[i]), 0);
    ran r = finish(&f, child);
    assert_int_equal(r.status, 128 + signals[i]);
    assert_non_null(strstr(r.err, "interrupted"));
    forget(r);
    assert_int_equal(folder_count(&f), 0);
  }
  folder_remove(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(mistakes_are_told_in_one_line),
      cmocka_unit_test(output_that_cannot_arrive_is_a_failure),
      cmocka_unit_test(paper_that_cannot_arrive_says_why),
      cmocka_unit_test(help_and_version_are_there),
      cmocka_unit_test(json_holds_what_is_asked_for),
      cmocka_unit_test(plain_lines_are_for_people),
      cmocka_unit_test(scenes_and_settings_are_found),
      cmocka_unit_test(a_formula_is_written),
      cmocka_unit_test(formulas_are_looked_at_line_by_line),
      cmocka_unit_test(films_say_what_was_made),
      cmocka_unit_test(slides_go_on),
      cmocka_unit_test(a_c_file_stands_for_a_scene),
      cmocka_unit_test(a_picture_by_opengl),
      cmocka_unit_test(a_signal_leaves_no_half_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
