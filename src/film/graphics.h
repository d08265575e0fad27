// The graphics card: whether there is one, and an OpenGL context without a window, to make pictures with.
#ifndef FILM_GRAPHICS_H
#define FILM_GRAPHICS_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/error.h"
#include "paint/painter.h"

// False where there is certainly no graphics card. On Linux one shows as a device; looking for it is free, asking OpenGL
// costs 85 ms and more.
bool graphics_may_have_card(void);

// Asks SDL for contexts of OpenGL 3.3 core without extras: for the windows that are opened after it.
void graphics_ask(void);

// Whether the context that is current draws without a card (llvmpipe, softpipe, SwiftShader), and what it calls itself.
bool graphics_in_software(char *name, size_t capacity);

// What finds functions of OpenGL, for painter_use_gl.
extern const gl_loader graphics_loader;

// Lets p paint with a context of its own, without a window, in this thread. Fails as painter_use_gl does, and where OpenGL
// 3.3 cannot be had; the processor paints then.
nb_error graphics_use(painter *p);

typedef struct graphics graphics;

// Opens a context in SDL's video, current in this thread. Fails with NB_NO_GRAPHICS; *out is then NULL.
nb_error graphics_open(graphics **out);
void graphics_close(graphics *g);

// Makes the context current in this thread, after it was let go of in the one that had it.
bool graphics_enter(graphics *g);
void graphics_leave(graphics *g);

#endif
