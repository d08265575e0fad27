#include "stage/child.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "stage/child_inside.h"

#define READY_SECONDS 10.0 // of computing, for a process to get ready
#define WORDS_SECONDS 0.5  // for a process that hangs to say where

exchange_region *child_head(child *c)
{
  return (exchange_region *)(void *)c->region;
}

uint8_t *child_memory(child *c)
{
  return c->region;
}

int child_opens(const child *c)
{
  return c->opens;
}

// ---------------------------------------------------------------------------------------------------------------
// Time

static double seconds_of(clockid_t clock)
{
  struct timespec t = {0};
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// What the process may still take, by the clock and in computing of its own: a machine that is busy with
// other things is not the scene's fault.
typedef struct patience {
  clockid_t computing;
  double limit;
  double start, since, computed; // when it was asked; when it last got on, by both clocks
  uint32_t done;
} patience;

static patience patience_for(child *c, double limit)
{
  patience p = {.limit = limit, .start = seconds_of(CLOCK_MONOTONIC)};
  p.since = p.start;
  p.computed = -1;
  if (clock_getcpuclockid(c->pid, &p.computing) != 0)
    p.computing = CLOCK_MONOTONIC;
  return p;
}

static bool is_over(child *c, patience *p)
{
  double now = seconds_of(CLOCK_MONOTONIC), computed = seconds_of(p->computing);
  uint32_t done = child_head(c)->reply.done;
  if (done != p->done || p->computed < 0) {
    p->done = done;
    p->since = now;
    p->computed = computed;
  }
  return computed - p->computed > p->limit || now - p->since > 5 * p->limit || now - p->start > 10 * p->limit;
}

// ---------------------------------------------------------------------------------------------------------------
// What it says on stderr

enum { SAID_MOST = 4096 }; // bytes a second that are passed on

// Reads what is there, without waiting; its last line is kept, and a part of it passed on.
static void hear(child *c)
{
  char said[1024];
  ssize_t size;
  for (int k = 0; k < 64 && (size = read(c->errors, said, sizeof said)) > 0; k++) {
    time_t second = time(NULL);
    if (second != c->said_second)
      c->said = 0;
    c->said_second = second;
    ssize_t passed = size < SAID_MOST - c->said ? size : SAID_MOST - c->said;
    if (passed > 0 && write(STDERR_FILENO, said, (size_t)passed) > 0)
      c->said += passed;
    for (ssize_t i = 0; i < size; i++) {
      if (c->line_ended || c->line_length == sizeof c->line - 1)
        c->line_length = c->line_ended ? 0 : c->line_length;
      c->line_ended = said[i] == '\n';
      if (!c->line_ended && c->line_length < sizeof c->line - 1)
        c->line[c->line_length++] = said[i] >= ' ' && said[i] < 127 ? said[i] : '?';
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Attempts to open a file

// The first is given the plugin, any other is told that there is no such file.
static void answer_open(child *c, int plugin)
{
  struct seccomp_notif asked = {0};
  if (ioctl(c->listener, SECCOMP_IOCTL_NOTIF_RECV, &asked) != 0)
    return;
  struct seccomp_notif_resp answer = {.id = asked.id, .error = -ENOENT};
  if (c->opens++ == 0 && plugin >= 0) {
    struct seccomp_notif_addfd give = {.id = asked.id, .srcfd = (uint32_t)plugin, .newfd_flags = O_CLOEXEC};
    int given = ioctl(c->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &give);
    if (given >= 0)
      answer = (struct seccomp_notif_resp){.id = asked.id, .val = given};
  }
  ioctl(c->listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
}

static void stop_listening(child *c)
{
  if (c->listener >= 0)
    close(c->listener);
  c->listener = -1;
}

// ---------------------------------------------------------------------------------------------------------------
// Turns

// The number that the process sends; *file is a descriptor that came with it, or -1. False at its end.
static bool take_number(child *c, uint32_t *number, int *file)
{
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  struct iovec bytes = {number, sizeof *number};
  struct msghdr message = {
      .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  *file = -1;
  if (recvmsg(c->socket, &message, MSG_CMSG_CLOEXEC) != sizeof *number)
    return false;
  const struct cmsghdr *with = CMSG_FIRSTHDR(&message);
  if (with != NULL && with->cmsg_type == SCM_RIGHTS)
    memcpy(file, CMSG_DATA(with), sizeof *file);
  return true;
}

// Waits for a number: true with *file as it came. False where it is another, the process has ended, or *p is
// over.
static bool wait_for(child *c, uint32_t wanted, int *file, int plugin, patience *p, bool *hung)
{
  for (;;) {
    struct pollfd ready[] = {{.fd = c->socket, .events = POLLIN}, {.fd = c->listener, .events = POLLIN}};
    int count = poll(ready, 2, 100);
    if (count < 0 && errno != EINTR)
      return false;
    if (ready[1].revents & POLLIN)
      answer_open(c, plugin);
    else if (ready[1].revents != 0)
      stop_listening(c); // nobody is there to ask any more
    if (ready[0].revents != 0) {
      uint32_t number;
      return take_number(c, &number, file) && number == wanted;
    }
    if (count <= 0 && (*hung = is_over(c, p)))
      return false;
  }
}

static child_fate end(child *c, bool hung)
{
  // One that hangs is asked where; if it does not say, it is ended all the same.
  if (hung) {
    kill(c->pid, SIGXCPU);
    poll(&(struct pollfd){.fd = c->socket, .events = 0}, 1, (int)(WORDS_SECONDS * 1000));
  }
  kill(c->pid, SIGKILL);
  while (waitpid(c->pid, &c->status, 0) < 0 && errno == EINTR)
    continue;
  c->pid = 0;
  hear(c);
  return c->fate = hung ? CHILD_HUNG : CHILD_ENDED;
}

// The first two words of a process: its listener, and that it is ready.
static child_fate get_ready(child *c)
{
  patience p = patience_for(c, READY_SECONDS);
  bool hung = false;
  int none;
  if (!wait_for(c, 0, &c->listener, -1, &p, &hung) || !wait_for(c, 0, &none, -1, &p, &hung))
    return end(c, hung);
  c->guards = child_head(c)->guards;
  c->ready = true;
  return CHILD_WELL;
}

static bool send_number(child *c, const int *files, int file_count)
{
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(NB_MAX_DATA * sizeof(int))] = {0};
  struct iovec bytes = {&c->number, sizeof c->number};
  struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};
  if (file_count > 0) {
    size_t size = (size_t)file_count * sizeof(int);
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(size);
    struct cmsghdr *with = CMSG_FIRSTHDR(&message);
    *with = (struct cmsghdr){.cmsg_len = CMSG_LEN(size), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(with), files, size);
  }
  return sendmsg(c->socket, &message, MSG_NOSIGNAL) == sizeof c->number;
}

uint32_t child_guards(child *c)
{
  if (c->pid > 0 && !c->ready)
    get_ready(c);
  return c->guards;
}

child_fate child_ask(child *c, const int *files, int file_count, int plugin, double seconds)
{
  if (c->pid > 0 && !c->ready)
    get_ready(c);
  if (c->pid == 0)
    return c->fate;
  c->number++;
  c->opens = 0;
  child_head(c)->reply.done = 0;
  patience p = patience_for(c, seconds);
  bool hung = false;
  int none;
  bool well = send_number(c, files, file_count) && wait_for(c, c->number, &none, plugin, &p, &hung);
  if (!well)
    return end(c, hung);
  if (plugin >= 0)
    stop_listening(c); // from now on it may not even try
  hear(c);
  return CHILD_WELL;
}

double child_computed(const child *c)
{
  clockid_t computing;
  return c->pid > 0 && clock_getcpuclockid(c->pid, &computing) == 0 ? seconds_of(computing) : 0;
}

child_words child_last_words(child *c)
{
  child_words w = {.fate = c->fate, .status = c->status};
  memcpy(&w.end, &child_head(c)->end, sizeof w.end);
  if (!w.end.noted)
    w.end = (exchange_end){0};
  if (w.end.frame_count > EXCHANGE_FRAMES)
    w.end.frame_count = EXCHANGE_FRAMES;
  memcpy(w.last, c->line, c->line_length < sizeof w.last ? c->line_length : sizeof w.last - 1);
  return w;
}

void child_close(child *c)
{
  if (c == NULL)
    return;
  if (c->pid > 0)
    end(c, false);
  if (c->region != NULL)
    munmap(c->region, EXCHANGE_SIZE);
  stop_listening(c);
  if (c->socket >= 0)
    close(c->socket);
  if (c->errors >= 0)
    close(c->errors);
  free(c);
}
