#include "filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actor/exchange.h"

#define CALL(name) SCMP_SYS(name)

int filter_opens(void)
{
  static const int opens[] = {CALL(open), CALL(openat), CALL(openat2)};
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  bool made = filter != NULL;
  for (size_t k = 0; made && k < sizeof opens / sizeof *opens; k++)
    made = seccomp_rule_add(filter, SCMP_ACT_NOTIFY, opens[k], 0) == 0;
  int listener = made && seccomp_load(filter) == 0 ? seccomp_notify_fd(filter) : -1;
  seccomp_release(filter);
  return listener;
}

// ---------------------------------------------------------------------------------------------------------------
// What is left

static bool allow_plain(scmp_filter_ctx filter)
{
  static const int calls[] = {
    // memory
    CALL(brk),
    CALL(mmap),
    CALL(munmap),
    CALL(mremap),
    CALL(mprotect),
    CALL(madvise),
    // reading what is open: the region, the socket, the plugin while it is loaded
    CALL(read),
    CALL(pread64),
    CALL(lseek),
    CALL(close),
    CALL(fstat),
    CALL(newfstatat),
    CALL(recvmsg),
    // time, locks, who one is
    CALL(clock_gettime),
    CALL(gettimeofday),
    CALL(time),
    CALL(futex),
    CALL(getpid),
    CALL(getppid),
    CALL(gettid),
    CALL(getrandom),
    CALL(sysinfo),
    CALL(sched_yield),
    // the way back from a signal handler
    CALL(rt_sigreturn),
    CALL(restart_syscall),
#if defined(NABLA_SANITIZE) // what the sanitizers' runtime asks for
    CALL(sigaltstack),
    CALL(prctl),
    CALL(sched_getaffinity),
    CALL(rt_sigaction),
#endif
  };
  for (size_t k = 0; k < sizeof calls / sizeof *calls; k++)
    if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[k], 0) != 0)
      return false;
  return true;
}

static bool allow_if(scmp_filter_ctx filter, int call, struct scmp_arg_cmp a)
{
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &a) == 0;
}

// What libdw asks on its way to the lines of a plugin, and does without: where a file really lies.
static bool deny_quietly(scmp_filter_ctx filter)
{
  return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), CALL(readlink), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), CALL(readlinkat), 0) == 0;
}

static bool allow_some(scmp_filter_ctx filter)
{
  struct scmp_arg_cmp one_filter_more[] = {SCMP_A0(SCMP_CMP_EQ, SECCOMP_SET_MODE_FILTER),
                                           SCMP_A1(SCMP_CMP_EQ, 0)};
  return allow_if(filter, CALL(write), SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO)) &&
         allow_if(filter, CALL(write), SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO)) &&
         allow_if(filter, CALL(write), SCMP_A0(SCMP_CMP_EQ, EXCHANGE_SOCKET)) &&
         // abort() raises a signal in its own process, and nowhere else
         allow_if(filter, CALL(tgkill), SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid())) &&
         // a scene that calls exit() is told where it did
         allow_if(filter, CALL(exit_group), SCMP_A0(SCMP_CMP_EQ, EXCHANGE_EXIT)) &&
         // the dynamic loader's way to open, where the program does not answer it
         allow_if(filter, CALL(openat), SCMP_A2(SCMP_CMP_EQ, O_RDONLY | O_CLOEXEC)) &&
         allow_if(filter, CALL(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFD)) &&
         allow_if(filter, CALL(fcntl), SCMP_A1(SCMP_CMP_EQ, F_GETFL)) &&
         seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, CALL(seccomp), 2, one_filter_more) == 0 &&
         // signals are never blocked: whoever tries is told that it went well
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(0), CALL(rt_sigprocmask), 0) == 0;
}

// ---------------------------------------------------------------------------------------------------------------
// The last filter: made beforehand, for it is put in force where nothing else can be done any more

static struct {
  struct sock_filter code[512];
  size_t bytes;
} last;

static bool forbid(scmp_filter_ctx filter)
{
  struct scmp_arg_cmp code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC);
  return seccomp_rule_add(filter, SCMP_ACT_TRAP, CALL(open), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_TRAP, CALL(openat), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_TRAP, CALL(openat2), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_TRAP, CALL(newfstatat), 0) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_TRAP, CALL(seccomp), 0) == 0 &&
         seccomp_rule_add_array(filter, SCMP_ACT_TRAP, CALL(mmap), 1, &code) == 0 &&
         seccomp_rule_add_array(filter, SCMP_ACT_TRAP, CALL(mprotect), 1, &code) == 0;
}

static bool keep_last(void)
{
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  int ends[2] = {-1, -1};
  bool made = filter != NULL && pipe(ends) == 0 && forbid(filter) &&
              seccomp_export_bpf(filter, ends[1]) == 0; // which fits into a pipe
  ssize_t bytes = made ? read(ends[0], last.code, sizeof last.code) : 0;
  last.bytes = bytes > 0 && (size_t)bytes < sizeof last.code ? (size_t)bytes : 0;
  close(ends[0]);
  close(ends[1]);
  seccomp_release(filter);
  return last.bytes > 0;
}

bool filter_calls(void)
{
  if (!keep_last())
    return false;
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_TRAP);
  bool made = filter != NULL && allow_plain(filter) && allow_some(filter) && deny_quietly(filter) &&
              seccomp_load(filter) == 0;
  seccomp_release(filter);
  return made;
}

void filter_close(void)
{
  struct sock_fprog program = {(unsigned short)(last.bytes / sizeof *last.code), last.code};
  if (last.bytes > 0)
    syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}
