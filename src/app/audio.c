#include "app/audio.h"

#include <SDL.h>

#ifdef __linux__
#include <dlfcn.h>

// As in alsa/error.h, which nothing else is needed of.
typedef void (*alsa_handler)(const char *file, int line, const char *function, int error, const char *format,
                             ...);

static void say_nothing(const char *file, int line, const char *function, int error, const char *format, ...)
{
  (void)file, (void)line, (void)function, (void)error, (void)format;
}

// ALSA prints a line for everything that it tries and does not find. The library stays loaded: SDL uses it, or nobody does.
static void quieten(void)
{
  void *library = dlopen("libasound.so.2", RTLD_LAZY);
  int (*set)(alsa_handler) = NULL;
  if (library)
    *(void **)&set = dlsym(library, "snd_lib_error_set_handler");
  if (set)
    set(say_nothing);
}
#else
static void quieten(void)
{
}
#endif

bool audio_open(void)
{
  if (SDL_WasInit(SDL_INIT_AUDIO) == 0)
    quieten();
  return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}
