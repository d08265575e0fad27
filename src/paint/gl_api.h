// What the GL painter uses of OpenGL 3.3, all of which OpenGL ES 3.0 has too: types, constants (the values of the
// Khronos registry, gl.xml) and functions, found by a loader that the caller has.
#ifndef PAINT_GL_API_H
#define PAINT_GL_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "paint/gl.h"

enum {
  GL_NO_ERROR = 0,
  GL_TRIANGLES = 0x0004,
  GL_TRIANGLE_STRIP = 0x0005,
  GL_OUT_OF_MEMORY = 0x0505,
  GL_CONTEXT_LOST = 0x0507,
  GL_ONE = 1,
  GL_ONE_MINUS_SRC_ALPHA = 0x0303,
  GL_ONE_MINUS_DST_ALPHA = 0x0305,
  GL_LESS = 0x0201,
  GL_GEQUAL = 0x0206,
  GL_CULL_FACE = 0x0B44,
  GL_DEPTH_TEST = 0x0B71,
  GL_STENCIL_TEST = 0x0B90,
  GL_DITHER = 0x0BD0,
  GL_BLEND = 0x0BE2,
  GL_SCISSOR_TEST = 0x0C11,
  GL_UNPACK_ROW_LENGTH = 0x0CF2,
  GL_UNPACK_ALIGNMENT = 0x0CF5,
  GL_PACK_ROW_LENGTH = 0x0D02,
  GL_PACK_ALIGNMENT = 0x0D05,
  GL_MAX_TEXTURE_SIZE = 0x0D33,
  GL_TEXTURE_2D = 0x0DE1,
  GL_UNSIGNED_BYTE = 0x1401,
  GL_UNSIGNED_SHORT = 0x1403,
  GL_UNSIGNED_INT = 0x1405,
  GL_FLOAT = 0x1406,
  GL_RGBA = 0x1908,
  GL_VENDOR = 0x1F00,
  GL_RENDERER = 0x1F01,
  GL_VERSION = 0x1F02,
  GL_NEAREST = 0x2600,
  GL_TEXTURE_MAG_FILTER = 0x2800,
  GL_TEXTURE_MIN_FILTER = 0x2801,
  GL_TEXTURE_MAX_LEVEL = 0x813D,
  GL_COLOR = 0x1800,
  GL_DEPTH = 0x1801,
  GL_DEPTH_COMPONENT = 0x1902,
  GL_COLOR_BUFFER_BIT = 0x4000,
  GL_FUNC_ADD = 0x8006,
  GL_RGBA8 = 0x8058,
  GL_RGBA16 = 0x805B,
  GL_TEXTURE0 = 0x84C0,
  GL_RG32UI = 0x823C,
  GL_RG_INTEGER = 0x8228,
  GL_QUERY_RESULT = 0x8866,
  GL_ARRAY_BUFFER = 0x8892,
  GL_ELEMENT_ARRAY_BUFFER = 0x8893,
  GL_STREAM_DRAW = 0x88E0,
  GL_PIXEL_UNPACK_BUFFER = 0x88EC,
  GL_ANY_SAMPLES_PASSED = 0x8C2F,
  GL_DEPTH_COMPONENT32F = 0x8CAC,
  GL_FRAGMENT_SHADER = 0x8B30,
  GL_VERTEX_SHADER = 0x8B31,
  GL_COMPILE_STATUS = 0x8B81,
  GL_LINK_STATUS = 0x8B82,
  GL_COLOR_ATTACHMENT0 = 0x8CE0,
  GL_DEPTH_ATTACHMENT = 0x8D00,
  GL_FRAMEBUFFER_COMPLETE = 0x8CD5,
  GL_READ_FRAMEBUFFER = 0x8CA8,
  GL_DRAW_FRAMEBUFFER = 0x8CA9,
  GL_FRAMEBUFFER = 0x8D40,
  GL_RGBA32UI = 0x8D70,
  GL_RGBA_INTEGER = 0x8D99,
  GL_MAP_WRITE_BIT = 0x0002,
  GL_MAP_INVALIDATE_BUFFER_BIT = 0x0008,
};

// result, name without gl, arguments
#define GL_FUNCTIONS(X)                                                                                      \
  X(void, ActiveTexture, (unsigned unit))                                                                    \
  X(void, AttachShader, (unsigned program, unsigned shader))                                                 \
  X(void, BeginQuery, (unsigned target, unsigned query))                                                     \
  X(void, BindBuffer, (unsigned target, unsigned buffer))                                                    \
  X(void, BindFramebuffer, (unsigned target, unsigned framebuffer))                                          \
  X(void, BindTexture, (unsigned target, unsigned texture))                                                  \
  X(void, BindVertexArray, (unsigned array))                                                                 \
  X(void, BlendEquation, (unsigned mode))                                                                    \
  X(void, BlendFunc, (unsigned source, unsigned target))                                                     \
  X(void, BufferData, (unsigned target, ptrdiff_t size, const void *data, unsigned usage))                   \
  X(unsigned, CheckFramebufferStatus, (unsigned target))                                                     \
  X(void, Clear, (unsigned mask))                                                                            \
  X(void, ClearBufferfv, (unsigned what, int index, const float *value))                                     \
  X(void, ClearBufferuiv, (unsigned what, int index, const unsigned *value))                                 \
  X(void, ClearColor, (float red, float green, float blue, float alpha))                                     \
  X(void, ColorMask, (unsigned char red, unsigned char green, unsigned char blue, unsigned char alpha))      \
  X(void, CompileShader, (unsigned shader))                                                                  \
  X(unsigned, CreateProgram, (void))                                                                         \
  X(unsigned, CreateShader, (unsigned kind))                                                                 \
  X(void, DeleteBuffers, (int count, const unsigned *buffers))                                               \
  X(void, DeleteFramebuffers, (int count, const unsigned *framebuffers))                                     \
  X(void, DeleteProgram, (unsigned program))                                                                 \
  X(void, DeleteQueries, (int count, const unsigned *queries))                                               \
  X(void, DeleteShader, (unsigned shader))                                                                   \
  X(void, DeleteTextures, (int count, const unsigned *textures))                                             \
  X(void, DeleteVertexArrays, (int count, const unsigned *arrays))                                           \
  X(void, DepthFunc, (unsigned function))                                                                    \
  X(void, DepthMask, (unsigned char write))                                                                  \
  X(void, Disable, (unsigned what))                                                                          \
  X(void, DrawArraysInstanced, (unsigned mode, int first, int count, int instances))                         \
  X(void, DrawElements, (unsigned mode, int count, unsigned type, const void *offset))                       \
  X(void, Enable, (unsigned what))                                                                           \
  X(void, EnableVertexAttribArray, (unsigned index))                                                         \
  X(void, EndQuery, (unsigned target))                                                                       \
  X(void, FramebufferTexture2D,                                                                              \
    (unsigned target, unsigned attachment, unsigned texture_target, unsigned texture, int level))            \
  X(void, GenBuffers, (int count, unsigned *buffers))                                                        \
  X(void, GenFramebuffers, (int count, unsigned *framebuffers))                                              \
  X(void, GenQueries, (int count, unsigned *queries))                                                        \
  X(void, GenTextures, (int count, unsigned *textures))                                                      \
  X(void, GenVertexArrays, (int count, unsigned *arrays))                                                    \
  X(unsigned, GetError, (void))                                                                              \
  X(void, GetIntegerv, (unsigned what, int *value))                                                          \
  X(void, GetProgramInfoLog, (unsigned program, int capacity, int *length, char *text))                      \
  X(void, GetProgramiv, (unsigned program, unsigned what, int *value))                                       \
  X(void, GetQueryObjectuiv, (unsigned query, unsigned what, unsigned *value))                               \
  X(void, GetShaderInfoLog, (unsigned shader, int capacity, int *length, char *text))                        \
  X(void, GetShaderiv, (unsigned shader, unsigned what, int *value))                                         \
  X(const unsigned char *, GetString, (unsigned what))                                                       \
  X(int, GetUniformLocation, (unsigned program, const char *name))                                           \
  X(void, LinkProgram, (unsigned program))                                                                   \
  X(void *, MapBufferRange, (unsigned target, ptrdiff_t from, ptrdiff_t size, unsigned access))              \
  X(void, PixelStorei, (unsigned what, int value))                                                           \
  X(void, ReadPixels, (int x, int y, int width, int height, unsigned format, unsigned type, void *pixels))   \
  X(void, Scissor, (int x, int y, int width, int height))                                                    \
  X(void, ShaderSource, (unsigned shader, int count, const char *const *texts, const int *lengths))          \
  X(void, TexImage2D,                                                                                        \
    (unsigned target, int level, int form, int width, int height, int border, unsigned format,               \
     unsigned type, const void *pixels))                                                                     \
  X(void, TexParameteri, (unsigned target, unsigned what, int value))                                        \
  X(void, TexSubImage2D,                                                                                     \
    (unsigned target, int level, int x, int y, int width, int height, unsigned format, unsigned type,        \
     const void *pixels))                                                                                    \
  X(void, Uniform1i, (int at, int x))                                                                        \
  X(void, Uniform1f, (int at, float x))                                                                      \
  X(void, Uniform2f, (int at, float x, float y))                                                             \
  X(void, Uniform2i, (int at, int x, int y))                                                                 \
  X(void, Uniform4i, (int at, int x, int y, int z, int w))                                                   \
  X(unsigned char, UnmapBuffer, (unsigned target))                                                           \
  X(void, UseProgram, (unsigned program))                                                                    \
  X(void, VertexAttribDivisor, (unsigned index, unsigned divisor))                                           \
  X(void, VertexAttribIPointer, (unsigned index, int size, unsigned type, int stride, const void *offset))   \
  X(void, Viewport, (int x, int y, int width, int height))

#if defined _WIN32
#define GL_CALL __stdcall
#else
#define GL_CALL
#endif

typedef struct gl_api {
#define GL_POINTER(result, name, arguments) result(GL_CALL *name) arguments;
  GL_FUNCTIONS(GL_POINTER)
#undef GL_POINTER
} gl_api;

// Finds all functions. Fails with NB_NO_GRAPHICS, naming the first that is missing.
nb_error gl_api_load(gl_api *api, gl_loader loader);

// Binds a buffer and maps memory for `size` bytes of it to be written, while the card may still read what was there before:
// half as much again when it grows beyond *capacity, so that in a steady picture the driver has such memory lying ready.
// NULL where the driver gives none.
void *gl_map_fresh(const gl_api *api, unsigned target, unsigned buffer, size_t size, size_t *capacity);

#endif
