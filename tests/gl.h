// For the tests of the GL painter: a context without a window (Mesa's llvmpipe will do), a painter that uses it beside one
// that does not, and how far their pictures are apart.
#ifndef TESTS_GL_H
#define TESTS_GL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/film.h"
#include "film/graphics.h"

enum { GL_WIDTH = 800, GL_HEIGHT = 450, GL_BYTES = 4 * GL_WIDTH * GL_HEIGHT };

typedef struct gl_fixture {
  nb_fonts *fonts;
  graphics *graphics;
  painter *cpu, *gl;
  uint8_t by_cpu[GL_BYTES], by_gl[GL_BYTES];
} gl_fixture;

static inline void gl_assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

static inline int gl_set_up(void **state)
{
  gl_fixture *f = *state = calloc(1, sizeof *f);
  assert_non_null(f);
  gl_assert_ok(nb_fonts_open(&f->fonts, NABLA_ASSETS));
  gl_assert_ok(graphics_open(&f->graphics));
  gl_assert_ok(painter_create(&f->cpu, f->fonts, 0));
  gl_assert_ok(painter_create(&f->gl, f->fonts, 1));
  gl_assert_ok(painter_use_gl(f->gl, &(gl_options){.loader = graphics_loader}));
  return 0;
}

static inline int gl_tear_down(void **state)
{
  gl_fixture *f = *state;
  painter_destroy(f->gl);
  painter_destroy(f->cpu);
  graphics_close(f->graphics);
  nb_fonts_close(f->fonts);
  free(f);
  return 0;
}

static inline pixels gl_target(uint8_t *bytes)
{
  return (pixels){GL_WIDTH, GL_HEIGHT, 4 * GL_WIDTH, bytes, PIXEL_RGBA};
}

// How many of a picture's bytes differ by how much.
typedef struct gl_difference {
  int most, at;  // the greatest, and the pixel where it is
  long above[4]; // how many differ by more than 0, 1, 2, 3
} gl_difference;

static inline gl_difference gl_compare(const uint8_t *a, const uint8_t *b, size_t bytes)
{
  gl_difference d = {0};
  for (size_t k = 0; k < bytes; k++) {
    int by = abs(a[k] - b[k]);
    if (by > d.most)
      d.most = by, d.at = (int)(k / 4);
    for (int j = 0; j < 4; j++)
      d.above[j] += by > j;
  }
  return d;
}

// How far two pictures of a space are apart. The GL painter looks at fewer samples, so edges differ; an edge is where a
// channel differs by more than 4 among the nine pixels around one, in
// the processor's picture.
typedef struct gl_distance {
  double mean;       // of all channels
  int most;          // away from edges
  int at;            // the pixel where it is
  double edges, off; // shares of the pixels: edges; of the others, those that differ by more than 2
} gl_distance;

static inline bool gl_is_edge(const uint8_t *bytes, int width, int height, int x, int y)
{
  int low[4] = {255, 255, 255, 255}, high[4] = {0};
  for (int k = 0; k < 9; k++) {
    int nx = x + k % 3 - 1, ny = y + k / 3 - 1;
    if (nx < 0 || ny < 0 || nx >= width || ny >= height)
      continue;
    for (int c = 0; c < 4; c++) {
      int v = bytes[4 * (ny * width + nx) + c];
      low[c] = v < low[c] ? v : low[c];
      high[c] = v > high[c] ? v : high[c];
    }
  }
  return high[0] - low[0] > 4 || high[1] - low[1] > 4 || high[2] - low[2] > 4 || high[3] - low[3] > 4;
}

static inline gl_distance gl_measure(const uint8_t *cpu, const uint8_t *gl, int width, int height)
{
  gl_distance d = {0};
  for (int k = 0; k < width * height; k++) {
    int most = 0;
    for (int c = 0; c < 4; c++) {
      int by = abs(cpu[4 * k + c] - gl[4 * k + c]);
      most = by > most ? by : most;
      d.mean += by;
    }
    if (gl_is_edge(cpu, width, height, k % width, k / width)) {
      d.edges++;
      continue;
    }
    d.off += most > 2;
    if (most > d.most)
      d.most = most, d.at = k;
  }
  d.mean /= 4.0 * width * height;
  d.edges /= (double)width * height;
  d.off /= (double)width * height;
  return d;
}

// Paints the layers with both painters.
static inline void gl_paint_two(gl_fixture *f, int width, int height, nb_rgba ground,
                                const paint_layer *layers, int count)
{
  pixels by_cpu = {width, height, 4 * (size_t)width, f->by_cpu, PIXEL_RGBA}, by_gl = by_cpu;
  by_gl.bytes = f->by_gl;
  gl_assert_ok(painter_paint(f->cpu, by_cpu, ground, layers, count));
  gl_assert_ok(painter_paint(f->gl, by_gl, ground, layers, count));
  assert_string_equal(painter_trouble(f->gl), "");
  assert_true(painter_uses_gl(f->gl));
}

static inline gl_difference gl_paint_both(gl_fixture *f, nb_rgba ground, const paint_layer *layers, int count)
{
  gl_paint_two(f, GL_WIDTH, GL_HEIGHT, ground, layers, count);
  return gl_compare(f->by_cpu, f->by_gl, GL_BYTES);
}

// Both pictures, in files that a person can look at.
static inline void gl_keep(const gl_fixture *f, int width, int height, const char *what)
{
  for (int k = 0; k < 2; k++) {
    char name[300];
    snprintf(name, sizeof name, NABLA_BUILD "/test_gl-%s-%s.png", what, k ? "gl" : "cpu");
    uint8_t *bytes = (uint8_t *)(uintptr_t)(k ? f->by_gl : f->by_cpu);
    film_write_png(name, (pixels){width, height, 4 * (size_t)width, bytes, PIXEL_RGBA});
    print_error("see %s\n", name);
  }
}

#endif
