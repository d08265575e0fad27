// Starting a stage process.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stage/child_inside.h"

// Descriptors that are handed over must not stand where they are handed to.
enum { FIRST_SAFE = 16 };

static int out_of_the_way(int file)
{
  int moved = file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, FIRST_SAFE);
  if (file >= 0)
    close(file);
  return moved;
}

// The program beside our own, or where an installation has it.
static bool find_program(char *path, size_t capacity)
{
  static const char *const places[] = {"nabla-stage", "../lib/nabla/nabla-stage",
                                       "../libexec/nabla/nabla-stage"};
  char own[900];
  ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
  own[length > 0 ? length : 0] = 0;
  char *slash = strrchr(own, '/');
  if (slash == NULL)
    return false;
  *slash = 0;
  for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
    snprintf(path, capacity, "%s/%s", own, places[k]);
    if (access(path, X_OK) == 0)
      return true;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------------------
// What is handed over

typedef struct handed {
  int region, socket, errors;
} handed;

static void close_all(handed *h)
{
  if (h->region >= 0)
    close(h->region);
  if (h->socket >= 0)
    close(h->socket);
  if (h->errors >= 0)
    close(h->errors);
}

static bool make_region(child *c, handed *h)
{
  h->region = out_of_the_way(memfd_create("nabla-stage", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (h->region < 0 || ftruncate(h->region, (off_t)EXCHANGE_SIZE) != 0 ||
      fcntl(h->region, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    return false;
  void *region = mmap(NULL, EXCHANGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, h->region, 0);
  c->region = region == MAP_FAILED ? NULL : region;
  return c->region != NULL;
}

// A process that says more than anyone reads loses words; it does not wait.
static bool make_pipes(child *c, handed *h)
{
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return false;
  c->socket = ends[0];
  h->socket = out_of_the_way(ends[1]);
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
    return false;
  c->errors = ends[0];
  h->errors = out_of_the_way(ends[1]);
  return h->socket >= 0 && h->errors >= 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Starting

static int spawn(child *c, const handed *h, char *program, const char *assets)
{
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, h->errors, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, h->errors, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&files, h->region, EXCHANGE_REGION);
  posix_spawn_file_actions_adddup2(&files, h->socket, EXCHANGE_SOCKET);
  posix_spawn_file_actions_addclosefrom_np(&files, EXCHANGE_SOCKET + 1);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  // A group of its own: Ctrl-C in the terminal is for the program.
  posix_spawnattr_setflags(&attributes,
                           POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  char *arguments[] = {program, (char *)(assets == NULL ? "" : assets), NULL}, *environment[] = {NULL};
  int failed = posix_spawn(&c->pid, program, &files, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

nb_error child_start(child **out, const char *assets)
{
  char program[1024];
  *out = NULL;
  if (!find_program(program, sizeof program))
    return nb_fail(NB_MISSING_FILE, "the program nabla-stage, in which scenes run, is not beside this one; "
                                    "with --in-process scenes run without it, and without protection");
  child *c = calloc(1, sizeof *c);
  if (c == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory for a stage process");
  c->socket = c->listener = c->errors = -1;
  handed h = {-1, -1, -1};
  int failed = 0;
  if (!make_region(c, &h) || !make_pipes(c, &h))
    failed = errno;
  else
    failed = spawn(c, &h, program, assets);
  close_all(&h);
  if (failed != 0) {
    c->pid = 0;
    child_close(c);
    return nb_fail(NB_FAILED, "a stage process cannot be started: %s", strerror(failed));
  }
  *out = c;
  return nb_ok();
}
