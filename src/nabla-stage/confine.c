#include "confine.h"

#include <linux/capability.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actor/exchange.h"
#include "filter.h"

// ---------------------------------------------------------------------------------------------------------------
// Limits

static bool limit(int what, rlim_t most)
{
  return setrlimit(what, &(struct rlimit){most, most}) == 0;
}

// Pages of address space and of data that the process has now.
static bool pages(unsigned long *space, unsigned long *data)
{
  FILE *file = fopen("/proc/self/statm", "r");
  bool read = file != NULL && fscanf(file, "%lu %*u %*u %*u %*u %lu", space, data) == 2;
  if (file != NULL)
    fclose(file);
  return read;
}

// Memory beyond what there is now: of its own, and for twice that of mappings of any kind.
static bool limit_memory(void)
{
  unsigned long space, data;
  if (!pages(&space, &data))
    return false;
  rlim_t page = (rlim_t)sysconf(_SC_PAGESIZE);
  return limit(RLIMIT_DATA, data * page + EXCHANGE_MEMORY_LIMIT) &&
         limit(RLIMIT_AS, space * page + 2 * EXCHANGE_MEMORY_LIMIT);
}

static bool limit_all(void)
{
  return limit_memory() && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_NOFILE, 16) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_CORE, 0) && limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_MSGQUEUE, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Privileges

static void drop_capabilities(void)
{
  struct __user_cap_header_struct who = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[2] = {0};
  syscall(SYS_capset, &who, none);
}

// ---------------------------------------------------------------------------------------------------------------
// Landlock

// The kernel's structure as far as version 6; the system's header may be older than the kernel.
typedef struct landlock_rights {
  uint64_t files, network, scopes;
} landlock_rights;

// Bits of the rights over files that each version knows, from version 1.
static uint64_t file_rights(long version)
{
  static const int bits[] = {13, 14, 15, 15, 16};
  long most = sizeof bits / sizeof *bits;
  return ((uint64_t)1 << bits[(version < most ? version : most) - 1]) - 1;
}

// No rules: nothing is allowed of what is handled.
static uint32_t lock_land(void)
{
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1)
    return 0;
  landlock_rights rights = {.files = file_rights(version),
                            .network = version >= 4 ? 3 : 0, // binding and connecting TCP
                            .scopes = version >= 6 ? 3 : 0}; // abstract sockets, signals
  size_t size = version >= 6 ? sizeof rights : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
  int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
  bool locked = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  if (rules >= 0)
    close(rules);
  if (!locked)
    return 0;
  return EXCHANGE_FILES | (rights.network != 0 ? EXCHANGE_NETWORK : 0) |
         (rights.scopes != 0 ? EXCHANGE_SIGNALS : 0);
}

// ---------------------------------------------------------------------------------------------------------------
// All of it

confinement confine_prepare(void)
{
  confinement c = {.guards = limit_all() ? EXCHANGE_MEMORY : 0};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); // nobody but the system looks into the process
  drop_capabilities();
  c.guards |= lock_land();
  c.listener = filter_opens();
  return c;
}

void confine_begin(confinement *c)
{
  if (filter_calls())
    c->guards |= EXCHANGE_CALLS | (c->listener >= 0 ? EXCHANGE_OPENS : 0);
}

void confine_end(void)
{
  filter_close();
}
