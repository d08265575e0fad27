#include "film/graphics.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct graphics {
  SDL_Window *window; // hidden
  SDL_GLContext context;
};

const gl_loader graphics_loader = SDL_GL_GetProcAddress;

bool graphics_may_have_card(void)
{
#ifdef __linux__
  static const char *const devices[] = {"/dev/dri/renderD128", "/dev/dri/card0", "/dev/dri/card1",
                                        "/dev/nvidia0", "/dev/dxg"};
  for (size_t k = 0; k < sizeof devices / sizeof *devices; k++) {
    FILE *file = fopen(devices[k], "rb");
    if (file) {
      fclose(file);
      return true;
    }
  }
  return false;
#else
  return true;
#endif
}

void graphics_ask(void)
{
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
}

bool graphics_in_software(char *name, size_t capacity)
{
  const unsigned char *(*get_string)(unsigned what) = NULL;
  void *address = SDL_GL_GetProcAddress("glGetString");
  memcpy(&get_string, &address, sizeof get_string); // ISO C has no cast for it
  const char *found = get_string ? (const char *)get_string(0x1f01 /* GL_RENDERER */) : NULL;
  snprintf(name, capacity, "%s", found ? found : "unknown");
  return !found || strstr(found, "llvmpipe") || strstr(found, "softpipe") || strstr(found, "SwiftShader");
}

static bool open(graphics *g)
{
  graphics_ask();
  g->window = SDL_CreateWindow("nabla", 0, 0, 64, 64, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
  g->context = g->window ? SDL_GL_CreateContext(g->window) : NULL;
  return g->context != NULL;
}

nb_error graphics_open(graphics **out)
{
  graphics *g = *out = calloc(1, sizeof *g);
  if (!g)
    return nb_fail(NB_NO_MEMORY, "no memory for OpenGL");
#ifdef __linux__
  // Needs no screen.
  if (!SDL_WasInit(SDL_INIT_VIDEO))
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "offscreen");
#endif
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) == 0 && open(g))
    return nb_ok();
  nb_error e = nb_fail(NB_NO_GRAPHICS, "OpenGL 3.3 cannot be had: %s", SDL_GetError());
  graphics_close(g);
  *out = NULL;
  return e;
}

void graphics_close(graphics *g)
{
  if (!g)
    return;
  if (g->context)
    SDL_GL_DeleteContext(g->context);
  if (g->window)
    SDL_DestroyWindow(g->window);
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
  free(g);
}

static void end(void *context)
{
  graphics_close(context);
}

nb_error graphics_use(painter *p)
{
  graphics *g;
  nb_error e = graphics_open(&g);
  return nb_failed(e) ? e
                      : painter_use_gl(p, &(gl_options){.loader = graphics_loader, .end = end, .context = g});
}

bool graphics_enter(graphics *g)
{
  return SDL_GL_MakeCurrent(g->window, g->context) == 0;
}

void graphics_leave(graphics *g)
{
  SDL_GL_MakeCurrent(g->window, NULL);
}
