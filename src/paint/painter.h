// The painter: display lists to pixels, by the processor or by a graphics card.
//
//   painter *p;
//   painter_create(&p, fonts, threads);
//   painter_use_gl(p, &options);         // where there is an OpenGL context: from now on it paints
//   painter_paint(p, target, ground, layers, layer_count);
//
// A picture is one or more layers, each a display list with the place where its board lies on the target.
// Strips (raster/strips.h) turn every fill, stroke and glyph into coverage; the painter blends them row by
// row, in sRGB bytes as browsers do, several rows at once. The pixels are the same whatever the number of
// threads, and on one machine the same every time. A card paints the same strips (paint/gl.h); its pixels differ from the
// processor's by at most 2/255 a channel, and where a space has edges by less than 1/255 in the mean.
#ifndef PAINT_PAINTER_H
#define PAINT_PAINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/list.h"
#include "nabla/type/font.h"

// How the four bytes of a pixel lie in memory.
typedef enum pixel_order {
  PIXEL_RGBA,
  PIXEL_BGRA, // what windows want: SDL_PIXELFORMAT_ARGB8888 on a little-endian machine
} pixel_order;

// Pixels in the caller's memory: premultiplied, top row first.
typedef struct pixels {
  int width, height;
  size_t stride;  // bytes from a row to the next, a multiple of 4
  uint8_t *bytes; // NULL: the framebuffer of the OpenGL context that paints
  pixel_order order;
} pixels;

// A picture of pixels on the target: premultiplied RGBA, top row first, rows without a gap; it outlives the painting. Where
// its pixels fall on the target's they are copied, else they are mixed.
typedef struct paint_image {
  const uint8_t *bytes;
  int width, height;
  nb_rect where; // in pixels, y down
} paint_image;

// One display list and where it goes. The list has been checked or will be: a broken one fails, nothing is
// read out of bounds.
typedef struct paint_layer {
  const void *list;
  size_t size;
  nb_affine place;           // board units to pixels (y down): board_place() for a whole target
  nb_rect clip;              // in pixels, y down (x, y the upper left corner); width 0 for the whole target
  const paint_image *images; // instead of a list: these, in this order; NULL: the list
  int image_count;
} paint_layer;

typedef struct painter painter;

// Where the board lies on a target of width x height pixels: as large as fits, in the middle; what is left is
// margin.
nb_affine board_place(int width, int height);

// The same for a board that fills a part of the target (pixels, y down).
nb_affine board_place_in(nb_rect area);

// A painter that uses the fonts, which must outlive it, and `threads` threads besides the caller's (0 to 63:
// 0 paints in the calling thread alone; fewer are used where the system gives fewer).
nb_error painter_create(painter **out, const nb_fonts *fonts, int threads);
void painter_destroy(painter *p);

// Gives back the memory that pictures were made in, which is otherwise kept at the most that any of them took: for when
// other pictures follow, as those of another scene.
void painter_forget(painter *p);

// Fills the target with ground (straight RGBA; transparent allowed) and paints the layers over it in order.
// Fails with NB_BAD_LIST (the target then holds what came before the broken command), or NB_NO_MEMORY.
//
// Where a graphics card was to paint and failed, the processor paints the same picture, and all that follow; why is in
// painter_trouble. Into a framebuffer it cannot: that fails with NB_NO_GRAPHICS, and the next picture needs a target with
// bytes.
nb_error painter_paint(painter *p, pixels target, nb_rgba ground, const paint_layer *layers, int layer_count);

// Who paints.
typedef enum painter_choice {
  PAINTER_AUTO, // the card where there is one, else the processor
  PAINTER_CPU,
  PAINTER_GL, // OpenGL even where it is software
} painter_choice;

// Finds a function of OpenGL by its name, in the present context; SDL_GL_GetProcAddress is one.
typedef void *(*gl_loader)(const char *name);

typedef struct gl_options {
  gl_loader loader;
  const char *shaders; // the folder to read them from, which outlives the painter; NULL: those in the program
  void (*end)(
      void *context); // ends the context, which is then the painter's own; NULL: it is somebody else's
  void *context;
} gl_options;

// Lets the OpenGL context that is current in this thread paint, from now on and in this thread. The context is the
// painter's until painter_leave_gl or painter_destroy, which need it current too, and is left at once where this fails: with
// NB_NO_GRAPHICS (a function is missing, a shader is refused: the text says which) or NB_NO_MEMORY. The processor paints
// then.
nb_error painter_use_gl(painter *p, const gl_options *options);
void painter_leave_gl(painter *p);

// Whether a graphics card paints.
bool painter_uses_gl(const painter *p);

// Why no graphics card paints any more; empty where none was to.
const char *painter_trouble(const painter *p);

// Reads the shaders again that lie in a folder, where they were saved, and have not changed since the call before (a file may be
// half written): true where the next picture may look different. Those that are refused are not taken, and *e says why.
bool painter_reload_shaders(painter *p, nb_error *e);

// How long the last picture took, in milliseconds: paths to strips, and strips to pixels.
typedef struct painter_times {
  double raster_ms, paint_ms;
} painter_times;

painter_times painter_last(const painter *p);

#endif
