#include "stage/blame.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "stage/stage.h"

// What system calls are for, as far as scenes try them.
static const char *purpose(int call)
{
  switch (call) {
#ifdef SYS_open
  case SYS_open:
    return "open a file";
  case SYS_fork:
  case SYS_vfork:
    return "start a process";
  case SYS_unlink:
  case SYS_rmdir:
  case SYS_rename:
  case SYS_mkdir:
    return "change files and folders";
#endif
  case SYS_unlinkat:
  case SYS_renameat2:
  case SYS_mkdirat:
  case SYS_ftruncate:
    return "change files and folders";
  case SYS_openat:
  case SYS_openat2:
    return "open a file";
  case SYS_clone:
  case SYS_clone3:
    return "start a process or a thread";
  case SYS_execve:
  case SYS_execveat:
    return "start a program";
  case SYS_socket:
  case SYS_socketpair:
  case SYS_connect:
    return "open a socket";
  case SYS_ptrace:
  case SYS_process_vm_readv:
  case SYS_process_vm_writev:
    return "look into another process";
  case SYS_kill:
  case SYS_tkill:
  case SYS_tgkill:
  case SYS_rt_sigqueueinfo:
  case SYS_pidfd_send_signal:
    return "send a signal";
  case SYS_rt_sigaction:
  case SYS_sigaltstack:
    return "catch signals";
  case SYS_exit_group:
  case SYS_exit:
    return "end the process";
  case SYS_nanosleep:
  case SYS_clock_nanosleep:
    return "sleep";
  case SYS_mmap:
  case SYS_mprotect:
    return "make memory into code";
  case SYS_write:
  case SYS_writev:
  case SYS_sendto:
  case SYS_sendmsg:
    return "write to a file";
  default:
    return NULL;
  }
}

static void forbidden(int call, char *text, size_t capacity)
{
  const char *what = purpose(call);
  if (what != NULL)
    snprintf(text, capacity, "it tried to %s, which a scene may not do", what);
  else
    snprintf(text, capacity, "it asked the system for what a scene may not have (system call %d)", call);
}

static const char *bad_memory(const exchange_end *end)
{
  if (end->no_memory)
    return "it took all the memory that a scene may have (512 MB)";
  if (end->in_state && end->code == SEGV_ACCERR)
    return "it wrote to its state while it drew, which only tick may";
  if (end->near_stack)
    return "its stack is full: a function calls itself without end, or an array in it is too large";
  if (end->address < 65536)
    return "it used a null pointer";
  return "it used memory that is not its own";
}

static void signalled(const child_words *w, char *text, size_t capacity)
{
  switch (w->end.signal) {
  case SIGSEGV:
  case SIGBUS:
    snprintf(text, capacity, "%s", bad_memory(&w->end));
    break;
  case SIGFPE:
    snprintf(text, capacity, "it divided a whole number by zero");
    break;
  case SIGABRT:
    snprintf(text, capacity, "it gave up (abort)%s%s", w->last[0] == 0 ? "" : ": ", w->last);
    break;
  case SIGSYS:
    forbidden(w->end.call, text, capacity);
    break;
  default:
    snprintf(text, capacity, "it ran into what must not happen (signal %d)", w->end.signal);
  }
}

static void silent(int status, char *text, size_t capacity)
{
  if (WIFSIGNALED(status))
    snprintf(text, capacity, "it was ended by signal %d", WTERMSIG(status));
  else
    snprintf(text, capacity, "it ended its process");
}

nb_error blame_for(const child_words *words, const blame_place *place, double seconds)
{
  char what[260], where[220] = "";
  if (words->fate == CHILD_HUNG)
    snprintf(what, sizeof what, "it " STAGE_HUNG " %g seconds (a loop without end?)", seconds);
  else if (words->end.noted)
    signalled(words, what, sizeof what);
  else
    silent(words->status, what, sizeof what);
  if (place->function[0] != 0 && place->line > 0)
    snprintf(where, sizeof where, ", in %s (%s:%d)", place->function, place->file, place->line);
  else if (place->function[0] != 0)
    snprintf(where, sizeof where, ", in %s", place->function);
  return nb_fail(NB_BAD_SCENE, "%s%s", what, where);
}
