#include "app/devices.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_unseen(const char *driver)
{
  return strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
}

static bool open_video(void)
{
#ifdef __linux__
  // There is no Wayland without this variable, but its library says so aloud.
  if (!getenv("XDG_RUNTIME_DIR") && !getenv("SDL_VIDEODRIVER"))
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,kmsdrm,offscreen");
#endif
  return SDL_Init(SDL_INIT_VIDEO) == 0;
}

device_report device_display(void)
{
  device_report r = {
      .health = DEVICE_MISSING,
      .mend =
          "start it from a desktop, or set DISPLAY or WAYLAND_DISPLAY; render, sheet and check work without"};
  SDL_DisplayMode mode;
  if (!open_video()) {
    snprintf(r.found, sizeof r.found, "%s", SDL_GetError());
    return r;
  }
  const char *driver = SDL_GetCurrentVideoDriver();
  if (is_unseen(driver) || SDL_GetDesktopDisplayMode(0, &mode) != 0)
    snprintf(r.found, sizeof r.found, "none");
  else {
    snprintf(r.found, sizeof r.found, "%s, %d x %d pixels", driver, mode.w, mode.h);
    r.health = DEVICE_GOOD;
    r.mend = NULL;
  }
  SDL_Quit();
  return r;
}

// The name of what draws for OpenGL 3.3; false without it.
static bool find_renderer(char *name, size_t capacity)
{
  const unsigned char *(*get_string)(unsigned what) = NULL;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_Window *window = SDL_CreateWindow("nabla", 0, 0, 64, 64, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
  SDL_GLContext context = window ? SDL_GL_CreateContext(window) : NULL;
  if (context) {
    void *address = SDL_GL_GetProcAddress("glGetString");
    memcpy(&get_string, &address, sizeof get_string); // ISO C has no cast for it
    snprintf(name, capacity, "%s",
             get_string ? (const char *)get_string(0x1f01 /* GL_RENDERER */) : "unknown");
    SDL_GL_DeleteContext(context);
  }
  if (window)
    SDL_DestroyWindow(window);
  return context != NULL;
}

device_report device_graphics(void)
{
  device_report r = {.health = DEVICE_LACKS,
                     .mend = "none needed: the processor paints; a card would spare it the copying"};
  char name[160] = "";
  if (!open_video() || !find_renderer(name, sizeof name))
    snprintf(r.found, sizeof r.found, "no OpenGL 3.3");
  else if (strstr(name, "llvmpipe") || strstr(name, "softpipe") || strstr(name, "SwiftShader"))
    snprintf(r.found, sizeof r.found, "OpenGL 3.3 without a graphics card (%s)", name);
  else {
    snprintf(r.found, sizeof r.found, "OpenGL 3.3 by %s", name);
    r.health = DEVICE_GOOD;
    r.mend = NULL;
  }
  SDL_Quit();
  return r;
}

device_report device_sound(void)
{
  device_report r = {.health = DEVICE_LACKS,
                     .mend = "lessons are silent; explaining aloud needs a microphone"};
  if (SDL_Init(SDL_INIT_AUDIO) != 0) {
    snprintf(r.found, sizeof r.found, "none (%s)", SDL_GetError());
    return r;
  }
  int outputs = SDL_GetNumAudioDevices(0), microphones = SDL_GetNumAudioDevices(1);
  snprintf(r.found, sizeof r.found, "%s: %d outputs, %d microphones", SDL_GetCurrentAudioDriver(),
           outputs < 0 ? 0 : outputs, microphones < 0 ? 0 : microphones);
  if (microphones > 0) {
    r.health = DEVICE_GOOD;
    r.mend = NULL;
  }
  SDL_Quit();
  return r;
}
