#include "command/interrupt.h"

#include <stddef.h>

// A signal's handler is given nothing but its number, so this has to be a global. It holds that number.
static volatile sig_atomic_t asked;

static void ask(int number)
{
  asked = number;
}

const volatile sig_atomic_t *interrupt_watch(void)
{
  struct sigaction end = {.sa_handler = ask, .sa_flags = SA_RESTART}, ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGINT, &end, NULL);
  sigaction(SIGTERM, &end, NULL);
  sigaction(SIGHUP, &end, NULL);
  sigaction(SIGPIPE, &ignore, NULL);
  sigaction(SIGXFSZ, &ignore, NULL);
  return &asked;
}

void interrupt_end(void)
{
  if (!asked)
    return;
  sigaction(asked, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
  raise(asked);
}
