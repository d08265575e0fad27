// The GL painter: batches to pixels by a graphics card, with OpenGL 3.3 and no extension (or OpenGL ES 3.0).
//
//   batches --copied by all threads--> instances: a quad for each run of tiles       --> vertex shader
//   (strips, colours, sources)         data: coverage, ramps and images, in one      --> fragment shader, blending
//                                      integer texture that is read like memory
//
// It draws what the CPU painter draws, from the same strips, with the same integers, into bytes as it does: the two agree
// within 2/255 a channel, the difference being how a card rounds when it blends. Spaces it paints with fewer samples (paint/gl_spaces.h), so
// that their edges differ, by less than 1/255 in the mean of a picture. A group that is blended as one has a texture of the
// target's size for each depth; only its bounds are cleared and blended.
//
// TRIED, AND DROPPED: what is opaque first, from front to back with a depth test, and the rest blended after it. Of the
// runs of five lessons 0.1 to 28 % are opaque spans, the others edges or translucent, and they hide next to nothing: the
// lesson with the most of them, a grid and a network took as long as before, 10,000 arrows 5 % longer (llvmpipe, time of all
// cores). Runs that the vertex shader fetches from the data, in place of instances: the same time.
//
// The context belongs to the painter: it sets what it needs of its state in every picture, and restores nothing. It has to
// be current in the thread that calls; whoever made it ends it after the painter has left it.
#ifndef PAINT_GL_H
#define PAINT_GL_H

#include "paint/batch.h"
#include "paint/painter.h"
#include "paint/pool.h"

typedef struct gl gl;

// A picture whose batches are ready.
typedef struct gl_picture {
  const plan *plan;
  const batch *batches;
  const spaces *spaces; // made for a card
  int batch_count;
  uint32_t ground; // premultiplied
  int width, height;
} gl_picture;

// Makes what is needed for painting in the present context. Fails with NB_NO_GRAPHICS: a function is missing, a shader is
// refused (the driver's words, the file and the line), or with NB_NO_MEMORY. *out is then NULL.
nb_error gl_open(gl **out, const gl_options *options);
void gl_close(gl *g);

// Paints into the context's own framebuffer. Fails with NB_NO_GRAPHICS, the framebuffer then holding anything: the picture
// is too large for the card, the driver has no memory, the context was lost.
nb_error gl_paint(gl *g, pool *threads, const gl_picture *picture);

// Paints into a texture and reads it back to target, which has the picture's size. Fails like gl_paint.
nb_error gl_paint_to(gl *g, pool *threads, const gl_picture *picture, pixels target);

// Reads the shaders again if their files have changed, and rest since the call before: true where they had. Those that are
// refused are not taken, and why is in *trouble.
bool gl_reload(gl *g, nb_error *trouble);

#endif
