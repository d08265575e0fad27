// A graphics driver that fails, to be preloaded into the player: with LOST=N the context is lost at the N-th picture, with
// LACKS=NAME it has no such function.
#define _GNU_SOURCE // RTLD_NEXT
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

__attribute__((visibility("default"))) void *SDL_GL_GetProcAddress(const char *name);

static int pictures;

static unsigned get_error(void)
{
  return ++pictures > atoi(getenv("LOST")) ? 0x0507 /* GL_CONTEXT_LOST */ : 0;
}

void *SDL_GL_GetProcAddress(const char *name)
{
  void *(*next)(const char *) = NULL, *found = dlsym(RTLD_NEXT, "SDL_GL_GetProcAddress");
  unsigned (*const lost)(void) = get_error;
  memcpy(&next, &found, sizeof next); // ISO C has no cast for it
  if (getenv("LACKS") && strcmp(name, getenv("LACKS")) == 0)
    return NULL;
  if (getenv("LOST") && strcmp(name, "glGetError") == 0) {
    memcpy(&found, &lost, sizeof found);
    return found;
  }
  return next(name);
}
