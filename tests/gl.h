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

// Paints the layers with both painters.
static inline gl_difference gl_paint_both(gl_fixture *f, nb_rgba ground, const paint_layer *layers, int count)
{
  gl_assert_ok(painter_paint(f->cpu, gl_target(f->by_cpu), ground, layers, count));
  gl_assert_ok(painter_paint(f->gl, gl_target(f->by_gl), ground, layers, count));
  assert_string_equal(painter_trouble(f->gl), "");
  assert_true(painter_uses_gl(f->gl));
  return gl_compare(f->by_cpu, f->by_gl, GL_BYTES);
}

// Both pictures, in files that a person can look at.
static inline void gl_keep(const gl_fixture *f, const char *what)
{
  for (int k = 0; k < 2; k++) {
    char name[300];
    snprintf(name, sizeof name, NABLA_BUILD "/test_gl-%s-%s.png", what, k ? "gl" : "cpu");
    film_write_png(name, gl_target((uint8_t *)(uintptr_t)(k ? f->by_gl : f->by_cpu)));
    print_error("see %s\n", name);
  }
}

#endif
