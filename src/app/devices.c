#include "app/devices.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/audio.h"
#include "film/graphics.h"

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

// Whether there is OpenGL 3.3, and what draws for it.
static bool find_renderer(char *name, size_t capacity, bool *software)
{
  graphics_ask();
  SDL_Window *window = SDL_CreateWindow("nabla", 0, 0, 64, 64, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
  SDL_GLContext context = window ? SDL_GL_CreateContext(window) : NULL;
  if (context) {
    *software = graphics_in_software(name, capacity);
    SDL_GL_DeleteContext(context);
  }
  if (window)
    SDL_DestroyWindow(window);
  return context != NULL;
}

device_report device_graphics(void)
{
  device_report r = {.health = DEVICE_LACKS,
                     .mend = "none needed; a card would spare the processor the painting"};
  char name[120] = "";
  bool software = false;
  if (!open_video() || !find_renderer(name, sizeof name, &software))
    snprintf(r.found, sizeof r.found, "the processor paints, as there is no OpenGL 3.3");
  else if (software || !graphics_may_have_card())
    snprintf(r.found, sizeof r.found, "the processor paints, as OpenGL 3.3 has no graphics card here (%s)",
             name);
  else {
    snprintf(r.found, sizeof r.found, "the graphics card paints: OpenGL 3.3 by %s", name);
    r.health = DEVICE_GOOD;
    r.mend = NULL;
  }
  SDL_Quit();
  return r;
}

device_report device_sound(void)
{
  device_report r = {
      .health = DEVICE_LACKS,
      .mend = "lessons are silent; recording a voice needs a microphone (K records without it, too)"};
  if (!audio_open()) {
    snprintf(r.found, sizeof r.found, "none (%s)", SDL_GetError());
    return r;
  }
  int outputs = SDL_GetNumAudioDevices(0), microphones = SDL_GetNumAudioDevices(1);
  snprintf(r.found, sizeof r.found, "%s: %d outputs, %d microphones", SDL_GetCurrentAudioDriver(),
           outputs < 0 ? 0 : outputs, microphones < 0 ? 0 : microphones);
  size_t length = strlen(r.found);
  for (int k = 0; k < microphones && length < sizeof r.found - 1; k++) {
    const char *name = SDL_GetAudioDeviceName(k, 1);
    length += (size_t)snprintf(r.found + length, sizeof r.found - length, "%s\"%.60s\"", k ? ", " : ": ",
                               name ? name : "?");
  }
  if (microphones > 0) {
    r.health = DEVICE_GOOD;
    r.mend = NULL;
  }
  SDL_Quit();
  return r;
}
