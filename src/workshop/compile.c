#include "workshop/compile.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "workshop/cache.h"
#include "workshop/mistake.h"
#include "workshop/process.h"

// ---------------------------------------------------------------------------------------------------------------
// Compilers

enum { MOST_WORDS = 48 };

typedef struct tool {
  char words[512];              // the compiler's name, and what $CC has behind it, parted by zeros
  const char *argv[MOST_WORDS]; // the same, then the flags
  int argc;
  bool well;     // it makes the good build
  bool taciturn; // what it says of mistakes is not worth showing
} tool;

// Where a program lies that would be run by its name; false where it is not there.
static bool find_program(const char *name, char *file, size_t capacity)
{
  const char *path = getenv("PATH");
  snprintf(file, capacity, "%s", name);
  if (strchr(name, '/'))
    return access(name, X_OK) == 0;
  while (path && *path) {
    size_t length = strcspn(path, ":");
    snprintf(file, capacity, "%.*s/%s", (int)length, path, name);
    if (access(file, X_OK) == 0)
      return true;
    path += length + (path[length] == ':');
  }
  return false;
}

static bool in_path(const char *name)
{
  char file[1024];
  return find_program(name, file, sizeof file);
}

// Where tcc is the only compiler, Debian calls it cc, too; it does not know what others do.
static bool is_tcc(const char *name)
{
  char file[1024];
  char *real = find_program(name, file, sizeof file) ? realpath(file, NULL) : NULL;
  const char *base = real ? strrchr(real, '/') : NULL;
  bool is = base && strstr(base, "tcc") != NULL;
  free(real);
  return is;
}

static void add(tool *t, const char *word)
{
  if (t->argc < MOST_WORDS - 1)
    t->argv[t->argc++] = word;
  t->argv[t->argc] = NULL;
}

static void add_all(tool *t, const char *const *words)
{
  for (; *words; words++)
    add(t, *words);
}

static void begin_tool(tool *t, const char *words)
{
  *t = (tool){0};
  snprintf(t->words, sizeof t->words, "%s", words);
  char *rest;
  for (char *word = strtok_r(t->words, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest))
    add(t, word);
}

static const char *const tcc_flags[] = {"-std=gnu17", "-g", "-Wall", "-shared", NULL};

static void system_compiler(tool *t, bool well)
{
  // Contraction and maths errors as in libnabla, so that a scene computes as the program does.
  static const char *const flags[] = {"-std=gnu17",
                                      "-g",
                                      "-fPIC",
                                      "-shared",
                                      "-fvisibility=hidden",
                                      "-ffp-contract=off",
                                      "-fno-math-errno",
                                      "-fno-trapping-math",
                                      "-Wall",
                                      "-Wextra",
                                      "-Werror=implicit-function-declaration",
                                      "-Wl,-z,defs",
                                      NULL};
  const char *named = getenv("CC");
  begin_tool(t, named && named[strspn(named, " \t")] ? named : "cc");
  t->well = well;
  if (t->argc > 0 && is_tcc(t->argv[0])) {
    add_all(t, tcc_flags);
    return;
  }
  add_all(t, flags);
  add(t, well ? "-O2" : "-O0");
}

static bool fast_compiler(tool *t)
{
  const char *named = getenv("CC");
  if ((named && *named) || !in_path("tcc"))
    return false;
  begin_tool(t, "tcc");
  add_all(t, tcc_flags);
  t->taciturn = true;
  return true;
}

bool compile_tools(char *words, size_t capacity)
{
  tool fast, good;
  bool tiny = fast_compiler(&fast);
  system_compiler(&good, true);
  bool cc = good.argc > 0 && in_path(good.argv[0]) && !is_tcc(good.argv[0]);
  snprintf(words, capacity, "%s%s%s", tiny ? "tcc" : "", tiny && cc ? ", then " : "", cc ? good.argv[0] : "");
  return tiny || cc;
}

// ---------------------------------------------------------------------------------------------------------------
// A build and its place

typedef struct build {
  const compile_job *job;
  char source[PATH_MAX]; // whole path
  char cache[1024];
  char name[128];        // of the scene
  uint64_t with;         // the hash of how it is built
  char list[1200];       // what it depends on, kept
  char fresh[1200];      // the plugin while it is written, and
  char fresh_list[1300]; // the list
} build;

static nb_error begin_build(build *b, const compile_job *job)
{
  *b = (build){.job = job};
  if (!realpath(job->source, b->source))
    return nb_fail(NB_MISSING_FILE, "the scene %s cannot be read: %s", job->source, strerror(errno));
  const char *name = strrchr(b->source, '/') + 1;
  const char *dot = strrchr(name, '.');
  snprintf(b->name, sizeof b->name, "%.*s", (int)(dot ? dot - name : (long)strlen(name)), name);
  return cache_folder(b->cache, sizeof b->cache);
}

// Another compiler, or the same made newer, makes another build.
static void choose_tool(build *b, const tool *t)
{
  uint64_t hash = cache_hash(CACHE_HASH_START, b->source, strlen(b->source) + 1);
  for (int k = 0; k < t->argc; k++)
    hash = cache_hash(hash, t->argv[k], strlen(t->argv[k]) + 1);
  hash = cache_hash(hash, b->job->sdk->headers, strlen(b->job->sdk->headers) + 1);
  struct stat about;
  char file[1100];
  snprintf(file, sizeof file, strchr(t->argv[0], '/') ? "%s" : "/usr/bin/%s", t->argv[0]);
  if (stat(file, &about) == 0) {
    hash = cache_hash(hash, &about.st_mtime, sizeof about.st_mtime);
    hash = cache_hash(hash, &about.st_size, sizeof about.st_size);
  }
  b->with = hash;
  snprintf(b->list, sizeof b->list, "%s/%016llx.d", b->cache, (unsigned long long)hash);
  snprintf(b->fresh, sizeof b->fresh, "%s/.%d-%s.so", b->cache, (int)getpid(), b->name);
  snprintf(b->fresh_list, sizeof b->fresh_list, "%s.d", b->fresh);
}

// Where the build lies that was made of the files as they are now. False where the list cannot be read.
static bool place(const build *b, const char *list, char *folder, char *plugin, size_t capacity)
{
  uint64_t hash = b->with;
  if (!cache_hash_files(&hash, list))
    return false;
  snprintf(folder, capacity, "%s/%016llx", b->cache, (unsigned long long)hash);
  return snprintf(plugin, capacity, "%s/%s.so", folder, b->name) < (int)capacity;
}

static bool is_kept(const build *b, compiled *out)
{
  char folder[sizeof out->plugin];
  if (!place(b, b->list, folder, out->plugin, sizeof out->plugin) || access(out->plugin, R_OK) != 0)
    return false;
  snprintf(out->list, sizeof out->list, "%s", b->list);
  return true;
}

static nb_error keep(const build *b, compiled *out)
{
  char folder[sizeof out->plugin];
  if (!place(b, b->fresh_list, folder, out->plugin, sizeof out->plugin))
    return nb_fail(NB_MISSING_FILE, "%s is gone, or something that it includes", b->job->source);
  mkdir(folder, 0700);
  if (rename(b->fresh, out->plugin) != 0 || rename(b->fresh_list, b->list) != 0)
    return nb_fail(NB_CANNOT_WRITE, "%s cannot be kept: %s", out->plugin, strerror(errno));
  snprintf(out->list, sizeof out->list, "%s", b->list);
  cache_tidy(b->cache);
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Compiling

static nb_error run(const build *b, const tool *t, compiled *out, int *status)
{
  tool with = *t;
  char headers[1100];
  snprintf(headers, sizeof headers, "-I%s", b->job->sdk->headers);
  const char *const words[] = {
      headers, "-MD", "-MF", b->fresh_list, "-o", b->fresh, b->source, b->job->sdk->library, "-lm", NULL};
  add_all(&with, words);
  out->said.size = 0;
  process p = {.argv = with.argv, .given_up = b->job->given_up, .context = b->job->context};
  nb_error e = process_run(&p, &out->said, status);
  if (e.id == NB_NO_COMPILER)
    e = nb_fail(NB_NO_COMPILER, "there is no compiler \"%s\" for %s: install gcc or clang, or name one in CC",
                t->argv[0], b->job->source);
  return e;
}

// A file that was saved while it was compiled may be neither the old one nor the new one.
typedef struct since {
  struct timespec start;
  bool changed;
} since;

static void look_at(void *context, const char *file)
{
  since *s = context;
  struct stat about;
  if (stat(file, &about) != 0 || about.st_mtim.tv_sec > s->start.tv_sec ||
      (about.st_mtim.tv_sec == s->start.tv_sec && about.st_mtim.tv_nsec > s->start.tv_nsec))
    s->changed = true;
}

static bool has_changed(const build *b, struct timespec start)
{
  since s = {.start = start};
  return !cache_files(b->fresh_list, look_at, &s) || s.changed;
}

static nb_error bad_source(const build *b, compiled *out, int status)
{
  out->mistake = mistake_find(out->said.text ? out->said.text : "");
  char words[400];
  if (out->said.size > 0)
    mistake_print(&out->mistake, words, sizeof words);
  else
    snprintf(words, sizeof words, "the compiler ended with %d and said nothing", status);
  if (out->mistake.file[0])
    return nb_fail(NB_BAD_SOURCE, "%s", words);
  return nb_fail(NB_BAD_SOURCE, "%s does not compile: %s", b->job->source, words);
}

// Compiles with one tool, again where the source was saved meanwhile.
static nb_error compile_with(build *b, const tool *t, compiled *out)
{
  nb_error e = nb_ok();
  choose_tool(b, t);
  out->well = t->well;
  if (is_kept(b, out))
    return e;
  for (int tries = 0; tries < 3; tries++) {
    struct timespec start;
    int status = 0;
    clock_gettime(CLOCK_REALTIME_COARSE, &start); // the one that files are dated by
    e = run(b, t, out, &status);
    if (!nb_failed(e) && (status != 0 || (t->taciturn && out->said.size > 0)))
      e = bad_source(b, out, status);
    if (nb_failed(e) || !has_changed(b, start))
      break;
  }
  if (!nb_failed(e))
    e = keep(b, out);
  unlink(b->fresh);
  unlink(b->fresh_list);
  return e;
}

static bool good_is_kept(build *b, const tool *good, compiled *out)
{
  choose_tool(b, good);
  return out->well = is_kept(b, out);
}

nb_error compile_scene(compiled *out, const compile_job *job)
{
  *out = (compiled){0};
  build b;
  tool good, fast, quick;
  nb_error e = begin_build(&b, job);
  if (nb_failed(e))
    return e;
  system_compiler(&good, true);
  bool tiny = fast_compiler(&fast);
  if (!job->fast) {
    e = compile_with(&b, &good, out);
    return e.id == NB_NO_COMPILER && tiny ? compile_with(&b, &fast, out) : e;
  }
  if (good_is_kept(&b, &good, out))
    return nb_ok();
  e = tiny ? compile_with(&b, &fast, out) : nb_fail(NB_NO_COMPILER, "tcc is not installed");
  if (!nb_failed(e) || e.id == NB_INTERRUPTED)
    return e;
  system_compiler(&quick, false);
  nb_error again = compile_with(&b, &quick, out);
  return again.id == NB_NO_COMPILER && tiny ? e : again;
}

nb_error compile_tell(const compiled *c, nb_error e)
{
  const compile_mistake *m = &c->mistake;
  bool several = nb_failed(e) && m->count > 1 && m->file[0];
  if (c->said.size > 0 && (!nb_failed(e) || several))
    fputs(c->said.text, stderr);
  if (!several)
    return e;
  return nb_fail(e.id, "%.200s does not compile: %d mistakes, the first in line %d: %.200s", m->file,
                 m->count, m->line, m->what);
}

void compile_free(compiled *c)
{
  free(c->said.text);
  c->said = (text_buffer){0};
}
