#define _GNU_SOURCE // pipe2
#include "workshop/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ASK_EVERY = 10, MOST_SECONDS = 60, MOST_SAID = 1 << 20, MOST_SETTINGS = 1024 };

extern char **environ;

// The environment, but with messages in English: they are read by the program, too.
static void english(char **to)
{
  int count = 0;
  for (char **from = environ; *from && count < MOST_SETTINGS; from++)
    if (strncmp(*from, "LC_ALL=", 7) != 0 && strncmp(*from, "LANGUAGE=", 9) != 0)
      to[count++] = *from;
  to[count++] = "LC_ALL=C.UTF-8";
  to[count] = NULL;
}

// Starts it in a group of processes of its own, so that it can be ended with all that it starts.
static int spawn(const char *const *argv, int output, pid_t *pid)
{
  posix_spawn_file_actions_t files;
  posix_spawnattr_t how;
  char *environment[MOST_SETTINGS + 2];
  sigset_t none;
  english(environment);
  sigemptyset(&none);
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output, 1);
  posix_spawn_file_actions_adddup2(&files, output, 2);
  posix_spawnattr_init(&how);
  posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&how, 0);
  posix_spawnattr_setsigmask(&how, &none);
  int failure = posix_spawnp(pid, argv[0], &files, &how, (char *const *)argv, environment);
  posix_spawnattr_destroy(&how);
  posix_spawn_file_actions_destroy(&files);
  return failure;
}

static double seconds_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Listens until the program has closed its outputs.
static nb_error listen_to(const process *p, int output, text_buffer *said)
{
  double until = seconds_now() + MOST_SECONDS;
  for (;;) {
    struct pollfd wait = {.fd = output, .events = POLLIN};
    if (p->given_up && p->given_up(p->context))
      return nb_fail(NB_INTERRUPTED, "%s was given up", p->argv[0]);
    if (seconds_now() > until)
      return nb_fail(NB_FAILED, "%s was ended: it took more than %d seconds", p->argv[0], MOST_SECONDS);
    if (poll(&wait, 1, ASK_EVERY) <= 0)
      continue;
    char bytes[4096];
    ssize_t got = read(output, bytes, sizeof bytes);
    if (got == 0 || (got < 0 && errno != EINTR))
      return nb_ok();
    if (got > 0 && said->size < MOST_SAID)
      text_add(said, bytes, (size_t)got);
  }
}

nb_error process_run(const process *p, text_buffer *said, int *status)
{
  int ends[2];
  pid_t pid;
  if (pipe2(ends, O_CLOEXEC) != 0)
    return nb_fail(NB_FAILED, "%s cannot be started: %s", p->argv[0], strerror(errno));
  int failure = spawn(p->argv, ends[1], &pid);
  close(ends[1]);
  if (failure) {
    close(ends[0]);
    return nb_fail(failure == ENOENT ? NB_NO_COMPILER : NB_FAILED, "%s cannot be started: %s", p->argv[0],
                   strerror(failure));
  }
  nb_error e = listen_to(p, ends[0], said);
  close(ends[0]);
  if (nb_failed(e))
    kill(-pid, SIGKILL);
  int ended = 0;
  while (waitpid(pid, &ended, 0) < 0 && errno == EINTR)
    ;
  *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
  return e;
}
