#include "app/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/x_errors.h"
#include "film/graphics.h"

static bool draws_in_software(SDL_Renderer *renderer)
{
  SDL_RendererInfo info;
  char name[160];
  if (SDL_GetRendererInfo(renderer, &info) != 0 || !(info.flags & SDL_RENDERER_ACCELERATED))
    return true;
  return strncmp(info.name, "opengl", 6) == 0 && graphics_in_software(name, sizeof name);
}

static bool use_renderer(window *w, Uint32 flags)
{
  w->renderer = SDL_CreateRenderer(w->sdl, -1, flags);
  SDL_RendererInfo info;
  w->waits = w->renderer && SDL_GetRendererInfo(w->renderer, &info) == 0 &&
             (info.flags & SDL_RENDERER_PRESENTVSYNC) != 0;
  return w->renderer != NULL;
}

static void drop_renderer(window *w)
{
  SDL_DestroyRenderer(w->renderer);
  w->renderer = NULL;
  w->waits = false;
}

// Chooses between a texture and the window's surface. A renderer named by SDL_RENDER_DRIVER is used whatever
// it is.
static bool choose_way(window *w)
{
  bool named = SDL_GetHint(SDL_HINT_RENDER_DRIVER) != NULL;
  // Two windows that both wait for the refresh would halve the pace of each.
  if (!w->beside && (named || graphics_may_have_card())) {
    if (use_renderer(w, SDL_RENDERER_PRESENTVSYNC) && (named || !draws_in_software(w->renderer)))
      return true;
    drop_renderer(w);
  }
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  return SDL_GetWindowSurface(w->sdl) != NULL || use_renderer(w, 0);
}

static nb_error open_video(void)
{
  const char *asked = getenv("SDL_VIDEODRIVER");
#ifdef __linux__
  // There is no Wayland without this variable, but its library says so aloud.
  if (!getenv("XDG_RUNTIME_DIR"))
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,kmsdrm");
#endif
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  // The click that brings the window to the front already takes hold of what is under it.
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  // Fingers are ours to understand (touch.h).
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  bool open = SDL_Init(SDL_INIT_VIDEO) == 0;
  const char *driver = open ? SDL_GetCurrentVideoDriver() : "";
  bool unseen = strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
  if (open && (asked || !unseen)) {
    x_errors_let_pass();
    return nb_ok();
  }
  nb_error e =
      asked ? nb_fail(NB_NO_DISPLAY, "no display: SDL_VIDEODRIVER is \"%s\", and %s", asked, SDL_GetError())
            : nb_fail(NB_NO_DISPLAY, "no display: neither DISPLAY nor WAYLAND_DISPLAY leads to one");
  SDL_Quit();
  return e;
}

static bool make_window(window *w, const window_options *o, Uint32 flags)
{
  int place = o->beside ? (int)SDL_WINDOWPOS_CENTERED_DISPLAY(o->display) : (int)SDL_WINDOWPOS_CENTERED;
  w->sdl = SDL_CreateWindow(o->title, place, place, o->width, o->height,
                            SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI | flags);
  return w->sdl != NULL;
}

static void drop_gl(window *w)
{
  if (w->gl)
    SDL_GL_DeleteContext(w->gl);
  w->gl = NULL;
  w->waits = false;
}

// A window that OpenGL paints, where that is asked for or there is a card. A renderer named by SDL_RENDER_DRIVER is asked
// for, too.
static bool open_with_gl(window *w, const window_options *o)
{
  bool asked = o->painter == PAINTER_GL;
  if (!asked &&
      (o->painter == PAINTER_CPU || SDL_GetHint(SDL_HINT_RENDER_DRIVER) || !graphics_may_have_card()))
    return false;
  char name[160];
  graphics_ask();
  w->gl = make_window(w, o, SDL_WINDOW_OPENGL) ? SDL_GL_CreateContext(w->sdl) : NULL;
  if (w->gl && (asked || !graphics_in_software(name, sizeof name))) {
    w->waits = SDL_GL_SetSwapInterval(1) == 0;
    return true;
  }
  if (asked)
    snprintf(w->no_gl, sizeof w->no_gl, "OpenGL 3.3 cannot be had: %s", SDL_GetError());
  drop_gl(w);
  if (w->sdl)
    SDL_DestroyWindow(w->sdl);
  w->sdl = NULL;
  return false;
}

nb_error window_open(window *w, const window_options *o)
{
  *w = (window){.beside = o->beside};
  nb_error e = o->beside ? nb_ok() : open_video();
  if (nb_failed(e))
    return e;
  if (!open_with_gl(w, o) && (!make_window(w, o, 0) || !choose_way(w))) {
    e = nb_fail(NB_NO_DISPLAY, "no window of %d x %d could be opened: %s", o->width, o->height,
                SDL_GetError());
    window_close(w);
    return e;
  }
  SDL_SetWindowMinimumSize(w->sdl, 160, 90);
  if (o->full_screen)
    window_set_full_screen(w, true);
  return nb_ok();
}

void window_leave_gl(window *w)
{
  if (!w->gl)
    return;
  drop_gl(w);
  choose_way(w);
}

static void free_picture(window *w)
{
  if (w->texture)
    SDL_DestroyTexture(w->texture);
  SDL_FreeSurface(w->staging);
  w->texture = NULL;
  w->staging = NULL;
}

// An event that ended SDL_WaitEvent made SDL send the window a message over a second connection to the
// display. Where that comes after the window's end, which it now and then does (SDL 2.26), Xlib ends the
// program.
static void let_messages_arrive(window *w)
{
  SDL_HideWindow(w->sdl);
  SDL_PumpEvents();
  SDL_Delay(10);
  SDL_PumpEvents();
}

void window_close(window *w)
{
  if (w->sdl)
    let_messages_arrive(w);
  free_picture(w);
  for (int k = 0; k < WINDOW_CURSOR_COUNT; k++)
    SDL_FreeCursor(w->cursors[k]);
  if (w->renderer)
    SDL_DestroyRenderer(w->renderer);
  drop_gl(w);
  if (w->sdl)
    SDL_DestroyWindow(w->sdl);
  if (!w->beside)
    SDL_Quit();
  *w = (window){0};
}

// A surface of our own for pictures that cannot be painted in place, and with a renderer its texture.
static bool stage_picture(window *w, int width, int height)
{
  if (w->staging && w->staging->w == width && w->staging->h == height)
    return true;
  free_picture(w);
  w->staging = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
  if (!w->staging || !w->renderer)
    return w->staging != NULL;
  w->texture =
      SDL_CreateTexture(w->renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STREAMING, width, height);
  return w->texture != NULL;
}

// True where a surface's pixels lie as PIXEL_BGRA does.
static bool is_bgra(const SDL_Surface *s)
{
  return s->format->BytesPerPixel == 4 && s->format->Rmask == 0xff0000 && s->format->Bmask == 0xff;
}

nb_error window_begin(window *w, pixels *target)
{
  SDL_Surface *surface = NULL;
  int width, height;
  if (w->gl) {
    *target = (pixels){0};
    SDL_GL_GetDrawableSize(w->sdl, &target->width, &target->height);
    return nb_ok();
  }
  if (w->renderer) {
    window_size(w, &width, &height);
  } else {
    surface = SDL_GetWindowSurface(w->sdl);
    if (!surface)
      return nb_fail(NB_FAILED, "the window gave no pixels: %s", SDL_GetError());
    width = surface->w, height = surface->h;
  }
  if (!surface || !is_bgra(surface) || SDL_MUSTLOCK(surface)) {
    if (!stage_picture(w, width, height))
      return nb_fail(NB_FAILED, "the window gave no pixels: %s", SDL_GetError());
    surface = w->staging;
  }
  *target = (pixels){.width = surface->w,
                     .height = surface->h,
                     .stride = (size_t)surface->pitch,
                     .bytes = surface->pixels,
                     .order = PIXEL_BGRA};
  return nb_ok();
}

void window_present(window *w)
{
  if (w->gl) {
    SDL_GL_SwapWindow(w->sdl);
    return;
  }
  if (w->renderer)
    SDL_UpdateTexture(w->texture, NULL, w->staging->pixels, w->staging->pitch);
  else if (w->staging)
    SDL_BlitSurface(w->staging, NULL, SDL_GetWindowSurface(w->sdl), NULL);
  window_show_again(w);
}

bool window_show_again(window *w)
{
  if (w->gl)
    return false;
  if (!w->renderer)
    return SDL_UpdateWindowSurface(w->sdl) == 0;
  int width, height;
  window_size(w, &width, &height);
  if (!w->texture || w->staging->w != width || w->staging->h != height)
    return false;
  SDL_RenderCopy(w->renderer, w->texture, NULL, NULL);
  SDL_RenderPresent(w->renderer);
  return true;
}

void window_size(const window *w, int *width, int *height)
{
  if (w->gl) {
    SDL_GL_GetDrawableSize(w->sdl, width, height);
    return;
  }
  if (w->renderer && SDL_GetRendererOutputSize(w->renderer, width, height) == 0)
    return;
  SDL_Surface *surface = w->renderer ? NULL : SDL_GetWindowSurface(w->sdl);
  if (surface)
    *width = surface->w, *height = surface->h;
  else
    SDL_GetWindowSize(w->sdl, width, height);
}

nb_vec2 window_pixel(window *w, int x, int y)
{
  int width, height, wide, high;
  SDL_GetWindowSize(w->sdl, &width, &height);
  window_size(w, &wide, &high);
  // The middle of the pixel that the pointer is on.
  return nb_at(((float)x + 0.5f) * (float)wide / (float)(width > 0 ? width : 1),
               ((float)y + 0.5f) * (float)high / (float)(height > 0 ? height : 1));
}

bool window_is_full_screen(const window *w)
{
  return (SDL_GetWindowFlags(w->sdl) & SDL_WINDOW_FULLSCREEN_DESKTOP) == SDL_WINDOW_FULLSCREEN_DESKTOP;
}

// On X the window itself covers the screen too, as without a window manager nobody else makes it.
void window_set_full_screen(window *w, bool full)
{
  SDL_Rect screen, *to = full ? &screen : &w->before;
  bool by_hand = strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0 &&
                 SDL_GetDisplayBounds(SDL_GetWindowDisplayIndex(w->sdl), &screen) == 0;
  if (full) {
    SDL_GetWindowPosition(w->sdl, &w->before.x, &w->before.y);
    SDL_GetWindowSize(w->sdl, &w->before.w, &w->before.h);
  } else {
    SDL_SetWindowFullscreen(w->sdl, 0);
  }
  if (by_hand && to->w > 0) {
    SDL_SetWindowSize(w->sdl, to->w, to->h);
    SDL_SetWindowPosition(w->sdl, to->x, to->y);
  }
  if (full)
    SDL_SetWindowFullscreen(w->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
}

void window_set_cursor(window *w, window_cursor cursor)
{
  static const SDL_SystemCursor shapes[] = {
      [WINDOW_ARROW] = SDL_SYSTEM_CURSOR_ARROW,
      [WINDOW_HAND] = SDL_SYSTEM_CURSOR_HAND,
      [WINDOW_CROSSHAIR] = SDL_SYSTEM_CURSOR_CROSSHAIR,
      [WINDOW_SIDEWAYS] = SDL_SYSTEM_CURSOR_SIZEWE,
  };
  if (cursor == w->cursor)
    return;
  w->cursor = cursor;
  SDL_ShowCursor(cursor == WINDOW_NO_CURSOR ? SDL_DISABLE : SDL_ENABLE);
  if (cursor == WINDOW_NO_CURSOR)
    return;
  if (!w->cursors[cursor])
    w->cursors[cursor] = SDL_CreateSystemCursor(shapes[cursor]);
  if (w->cursors[cursor])
    SDL_SetCursor(w->cursors[cursor]);
}

static Uint32 window_of(const SDL_Event *e)
{
  switch (e->type) {
  case SDL_WINDOWEVENT:
    return e->window.windowID;
  case SDL_KEYDOWN:
  case SDL_KEYUP:
    return e->key.windowID;
  case SDL_TEXTINPUT:
    return e->text.windowID;
  case SDL_MOUSEMOTION:
    return e->motion.windowID;
  case SDL_MOUSEBUTTONDOWN:
  case SDL_MOUSEBUTTONUP:
    return e->button.windowID;
  case SDL_MOUSEWHEEL:
    return e->wheel.windowID;
  case SDL_FINGERDOWN:
  case SDL_FINGERMOTION:
  case SDL_FINGERUP:
    return e->tfinger.windowID;
  default:
    return 0;
  }
}

bool window_is_of(const window *w, const SDL_Event *e)
{
  return w->sdl && window_of(e) == SDL_GetWindowID(w->sdl);
}

bool window_is_hidden(const window *w)
{
  return (SDL_GetWindowFlags(w->sdl) & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) != 0;
}

double window_period(const window *w)
{
  SDL_DisplayMode mode;
  int display = SDL_GetWindowDisplayIndex(w->sdl);
  if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode) != 0 || mode.refresh_rate < 20)
    return 1.0 / 60;
  return 1.0 / mode.refresh_rate;
}
