// The player's window: SDL's, and the fastest way to get pixels into it.
//
// Where there is a graphics card it paints into the window itself, with OpenGL 3.3. Where it does not, but is there, the
// picture is a texture that is shown at the screen's own refresh. Where there is none it is the window's surface, copied to
// the display through shared memory: on one without a card (Xvfb, a remote desktop) OpenGL costs 85 ms at the start and
// several a frame, and waits for no refresh.
#ifndef APP_WINDOW_H
#define APP_WINDOW_H

#include <SDL.h>
#include <stdbool.h>

#include "nabla/error.h"
#include "nabla/math/vector.h"
#include "paint/painter.h"

typedef enum window_cursor {
  WINDOW_ARROW,
  WINDOW_NO_CURSOR,
  WINDOW_HAND,
  WINDOW_CROSSHAIR,
  WINDOW_SIDEWAYS,
  WINDOW_CURSOR_COUNT,
} window_cursor;

typedef struct window {
  SDL_Window *sdl;
  SDL_GLContext gl;       // NULL where OpenGL does not paint
  char no_gl[160];        // why not, where it was asked for
  SDL_Renderer *renderer; // NULL where the window's surface is used
  SDL_Texture *texture;
  SDL_Surface *staging; // what is painted into where the picture is not painted in place
  SDL_Cursor *cursors[WINDOW_CURSOR_COUNT];
  window_cursor cursor;
  bool waits;      // presenting waits for the screen's refresh
  bool beside;     // another window holds SDL's video
  SDL_Rect before; // where the window was before it took the full screen
} window;

typedef struct window_options {
  const char *title;
  int width, height; // points
  bool full_screen;
  painter_choice painter; // whether OpenGL is to paint
  bool beside; // a second window of the program: in memory, on the screen `display`, and SDL's video stays
  int display;
} window_options;

// Opens SDL's video and a window in the middle of the screen. Fails with NB_NO_DISPLAY, and leaves nothing open then.
// Where w->gl is set, its context is current in this thread, and whoever paints with it leaves it before the window does.
nb_error window_open(window *w, const window_options *options);
void window_close(window *w);

// Ends the OpenGL context: from now on pictures are painted into memory.
void window_leave_gl(window *w);

// The memory for the next picture, at the window's full resolution, without bytes where OpenGL paints. What was in it is not kept. Valid until
// window_present or the next event. Fails with NB_FAILED where the system gives none.
nb_error window_begin(window *w, pixels *target);

// Shows what was painted since window_begin.
void window_present(window *w);

// Shows the last picture again, where the system lost it. False where it has to be painted again.
bool window_show_again(window *w);

// The size in pixels, which on a high-density screen is more than the size in points.
void window_size(const window *w, int *width, int *height);

// Where a pointer position of an SDL event lies, in pixels.
nb_vec2 window_pixel(window *w, int x, int y);

bool window_is_full_screen(const window *w);
void window_set_full_screen(window *w, bool full);
void window_set_cursor(window *w, window_cursor cursor);

// True where an event is of this window, and of no other.
bool window_is_of(const window *w, const SDL_Event *event);

// True where nobody can see the window: hidden or minimised.
bool window_is_hidden(const window *w);

// Seconds between two refreshes of the screen that the window is on; 1/60 where the system does not say.
double window_period(const window *w);

#endif
