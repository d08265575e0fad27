#include "crash.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>

enum { STACK = 256 << 10, ORPHAN_SECONDS = 2 };

#define ROOM_LEFT ((size_t)16 << 20) // less than this is no memory

// A handler is given nothing but the signal: what it needs has to be found without.
static struct {
  exchange_end *end;
  const uint8_t *state;
  size_t state_size;
  const char *plugin;
  pid_t parent;
} watch;

static uint64_t counter_of(const ucontext_t *at, uint64_t *stack)
{
#if defined(__x86_64__)
  *stack = (uint64_t)at->uc_mcontext.gregs[REG_RSP];
  return (uint64_t)at->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  *stack = at->uc_mcontext.sp;
  return at->uc_mcontext.pc;
#else
  (void)at;
  return *stack = 0;
#endif
}

// The frames from where it happened outwards; those of the handler itself are left out.
static void note_frames(exchange_end *end)
{
  void *frames[EXCHANGE_FRAMES];
  int count = backtrace(frames, EXCHANGE_FRAMES), first = 0;
  while (first < count && (uint64_t)(uintptr_t)frames[first] != end->frames[0])
    first++;
  for (int k = first; k < count; k++)
    end->frames[k - first] = (uint64_t)(uintptr_t)frames[k];
  if (first < count)
    end->frame_count = (uint32_t)(count - first);
}

// Where the plugin lies, if it has not been told yet: it may have crashed while it was opened.
static void note_base(exchange_end *end)
{
  Dl_info about;
  for (uint32_t k = 0; k < end->frame_count && end->base == 0; k++)
    if (dladdr((void *)(uintptr_t)end->frames[k], &about) != 0 && strcmp(about.dli_fname, watch.plugin) == 0)
      end->base = (uint64_t)(uintptr_t)about.dli_fbase;
}

static void on_end(int signal, siginfo_t *info, void *context)
{
  exchange_end *end = watch.end;
  uint64_t stack, near = 256 << 10;
  end->signal = signal;
  end->code = info->si_code;
  end->frames[0] = counter_of(context, &stack);
  end->frame_count = 1;
  end->call = signal == SIGSYS ? info->si_syscall : 0;
  end->address = signal == SIGSEGV || signal == SIGBUS ? (uint64_t)(uintptr_t)info->si_addr : 0;
  end->near_stack = end->address != 0 && end->address + near > stack && end->address < stack + near;
  end->in_state = end->address - (uint64_t)(uintptr_t)watch.state < watch.state_size;
  end->no_memory =
      mmap(NULL, ROOM_LEFT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
  end->noted = 1;
  note_frames(end);
  note_base(end);
  // Not _exit, before which sanitizers look at the stack, and open files for that.
  syscall(SYS_exit_group, EXCHANGE_EXIT);
}

// Whose program is gone computes for nobody.
static void on_time(int signal)
{
  (void)signal;
  if (getppid() != watch.parent)
    _exit(EXCHANGE_EXIT);
}

static void watch_for_parent(void)
{
  struct sigaction action = {.sa_handler = on_time, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigaction(SIGPROF, &action, NULL);
  struct timeval often = {.tv_sec = ORPHAN_SECONDS};
  setitimer(ITIMER_PROF, &(struct itimerval){often, often}, NULL);
}

void crash_watch(exchange_end *end, const void *state, size_t state_size, const char *plugin)
{
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGXCPU};
  static uint8_t stack[STACK];
  watch.end = end;
  watch.state = state;
  watch.state_size = state_size;
  watch.plugin = plugin;
  watch.parent = getppid();
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  struct sigaction action = {.sa_sigaction = on_end, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  for (size_t k = 0; k < sizeof fatal / sizeof *fatal; k++)
    sigaction(fatal[k], &action, NULL);
  void *frame;
  backtrace(&frame, 1); // it opens a library when it is first called
  watch_for_parent();
}
