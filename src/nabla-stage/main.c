// The stage process: holds one scene for the program that started it, and can do nothing but compute.
//
//   nabla-stage ASSETS    run by the program alone, which gives it the region and the socket of exchange.h;
//                         an empty ASSETS: no fonts
//
//   main.c      gets all that a scene needs, confines itself, tells the program, serves
//   confine.c   gives up everything: limits, privileges, Landlock; filter.c: system calls
//   serve.c     requests
//   crash.c     what happened, where, when it dies
//   find.c      addresses to functions and lines, for the next who asks
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "confine.h"
#include "crash.h"
#include "serve.h"

#if defined(NABLA_SANITIZE)
// The sanitizer may start no process to name its frames, and has nothing to look through at the end.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
  return "symbolize=0:detect_leaks=0:allocator_may_return_null=1:use_sigaltstack=0:handle_segv=0:handle_"
         "sigbus=0:"
         "handle_sigfpe=0:handle_sigill=0:handle_abort=0";
}
#endif

static void fail(const char *what)
{
  fprintf(stderr, "nabla-stage: %s\n", what);
  exit(1);
}

static void map_region(server *s)
{
  void *region = mmap(NULL, EXCHANGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, EXCHANGE_REGION, 0);
  void *state = mmap(NULL, EXCHANGE_STATE_SIZE, PROT_READ, MAP_SHARED, EXCHANGE_REGION, EXCHANGE_STATE_AT);
  if (region == MAP_FAILED || state == MAP_FAILED)
    fail("this is run by nabla itself, which shares memory with it");
  s->region = region;
  s->state = state;
  close(EXCHANGE_REGION);
}

static void open_board(server *s, const char *assets)
{
  nb_fonts *fonts = NULL;
  nb_error e = *assets == 0 ? nb_ok() : nb_fonts_open(&fonts, assets);
  if (!nb_failed(e))
    e = nb_board_create(&s->actor.board, fonts);
  if (nb_failed(e))
    fail(e.text);
}

static int by_value(const void *a, const void *b)
{
  return *(const char *)a - *(const char *)b;
}

// What the C library opens or asks for when it is first used, and could not later.
static void warm_up(void)
{
  static char buffer[BUFSIZ], letters[4096];
  setvbuf(stdout, buffer, _IOLBF, sizeof buffer);
  qsort(letters, sizeof letters, 1, by_value);
}

// Tells the program that we are ready, with the listener where there is one.
static void tell(int listener)
{
  uint32_t number = 0;
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec bytes = {&number, sizeof number};
  struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};
  if (listener >= 0) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    *c = (struct cmsghdr){
        .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(c), &listener, sizeof listener);
  }
  if (sendmsg(EXCHANGE_SOCKET, &message, MSG_NOSIGNAL) < 0)
    _exit(EXCHANGE_EXIT);
  if (listener >= 0)
    close(listener);
}

int main(int argc, char **argv)
{
  static server s;
  if (argc != 2)
    fail("this is run by nabla itself");
  map_region(&s);
  open_board(&s, argv[1]);
  warm_up();
  exchange_region *shared = (exchange_region *)(void *)s.region;
  crash_watch(&shared->end, s.state, EXCHANGE_STATE_SIZE, s.name);
  confinement c = confine_prepare();
  tell(c.listener); // the first word: the listener
  confine_begin(&c);
  shared->guards = c.guards;
  uint32_t number = 0;
  if (write(EXCHANGE_SOCKET, &number, sizeof number) != sizeof number) // the second: ready
    _exit(EXCHANGE_EXIT);
  serve(&s);
}
