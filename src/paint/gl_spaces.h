// Spaces by a graphics card: each becomes a layer as large as what shows of it, blended at its place in the order.
//
// The processor projects and lights points and makes lines (paint/space_mesh.h, paint/space_lines.h), as it does for
// itself: so both painters see, light and cut alike. The card does what there is to do for each pixel, by the rules of
// raster/solid.h. A sample is painted at a time, on the whole layer, moved by as much as the sample lies off the
// pixel's middle:
//
//   opaque   triangles and lines that are opaque, with a depth test: colour, order and depth of the nearest
//   clear    the nearest of what is translucent and in front of that, with the same test; blended under what was found
//            before; then the nearest of what is behind it, and so on until nothing is found ("depth peeling":
//            Everitt, "Interactive order-independent transparency", 2001)
//   mean     the opaque colour under it all, added to the layer as the sample's share of the pixel
//
// Where depths are equal the order decides, so that no fragment is lost or found twice. Lines are then in front of triangles,
// which is where this differs from the rules.
//
// Samples are four of the processor's sixteen, no two in one fourth of a pixel's rows or columns. The mean difference to the
// processor's picture in three lessons at 960 x 540: 0.03 to 0.18/255 with four, 0.02 to 0.12 with eight, under 0.01 with
// sixteen, which is edges alone; time goes with their number. Memory is 52 bytes for each pixel of the largest layer.
//
// WEIGHED, AND DROPPED:
//   multisampled targets    their fragments come once a pixel, while what lies behind what was found differs from sample to
//                           sample. Shading each sample, and reading one, are beyond OpenGL 3.3 or OpenGL ES 3.0.
//   fragments with masks    as the processor has them: a peel then finds one fragment of a pixel, of which a mesh leaves more
//                           than one for each of its layers, and without end where triangles are smaller than pixels.
//   weighted sums           of what is translucent, in any order: one pass, but other colours wherever two things overlap.
//   all samples at once     in a target that is larger: fewer calls, but four times the memory, 430 MB at 1920 x 1080.
//   points on the card      a second set of sums to be kept equal, to spare the processor 3 of the 19 ms that a surface of
//                           128 x 128 with level lines takes it (two threads).
#ifndef PAINT_GL_SPACES_H
#define PAINT_GL_SPACES_H

#include "paint/gl_layers.h"
#include "paint/gl_shaders.h"
#include "paint/gl_solids.h"

enum {
  GL_SPACE_SAMPLES = 4,
  GL_SPACE_PEELS = 64, // what is behind so many translucent fragments is not seen
};

typedef struct gl_spaces {
  gl_solids solids;
  gl_layer opaque, peels[2];                   // fragments: colour and order
  unsigned under[2];                           // framebuffers that have the sum's colour, and a peel's depth
  gl_layer sum;                                // of what is translucent at a sample
  gl_layer result;                             // the layer
  unsigned faces, lines[SPACE_PARTS], nothing; // vertex arrays
  unsigned query;
  const spaces *from;
} gl_spaces;

void gl_spaces_open(gl_spaces *g, const gl_api *api);
void gl_spaces_close(gl_spaces *g, const gl_api *api);

// Brings the spaces of a picture of width x height to the card, and makes what they are painted with as large as the largest of
// their layers. Fails with NB_NO_GRAPHICS or NB_NO_MEMORY.
nb_error gl_spaces_send(gl_spaces *g, const gl_api *api, pool *threads, const spaces *from, int width,
                        int height);

// Paints space k into g->result, where its layer begins at the upper left. Framebuffer, viewport, programs, vertex arrays and textures of units other than that of the data
// are others afterwards; blending and tests are as they were for painting strips.
void gl_spaces_paint(gl_spaces *g, const gl_api *api, gl_shaders *shaders, uint32_t k);

#endif
