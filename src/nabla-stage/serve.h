// Does what the program asks for, one request after the other, until it is gone.
#ifndef NABLA_STAGE_SERVE_H
#define NABLA_STAGE_SERVE_H

#include "actor/exchange.h"
#include "actor/plugin.h"

typedef struct server {
  uint8_t *region;      // EXCHANGE_SIZE bytes, to write to
  const uint8_t *state; // the state's part of it, mapped once more and locked: what draw is given
  actor actor;
  plugin plugin;
  char name[32]; // by which the dynamic loader opens the plugin; empty before
} server;

_Noreturn void serve(server *s);

#endif
