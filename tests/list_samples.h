// Small display lists with every kind of command in them, for the tests of the reader and the fuzzer's
// corpus.
#ifndef TESTS_LIST_SAMPLES_H
#define TESTS_LIST_SAMPLES_H

#include <stdlib.h>
#include <string.h>

#include "lists.h"
#include "nabla/math/camera.h"
#include "nabla/record.h"

enum { SAMPLE_COUNT = 8 };

static void sample_lines(nb_board *b)
{
  nb_line(b, nb_origin(), nb_at(1, 2), nb_style(.dash = {4, 2}, .cap = NB_CAP_BUTT));
  nb_move_to(b, nb_origin());
  nb_quad_to(b, nb_at(1, 0), nb_at(1, 1));
  nb_cubic_to(b, nb_at(2, 1), nb_at(2, 2), nb_at(0, 2));
  nb_close(b);
  nb_draw(b, nb_style(.fill = NB_I, .join = NB_JOIN_MITER, .even_odd = true));
}

static void sample_gradient(nb_board *b)
{
  nb_rectangle(b, (nb_rect){0, 0, 2, 1}, 0.1f,
               nb_style(.gradient = {{0, 0}, {2, 0}, {NB_I, NB_J, NB_K}, 3}, .width = -1));
}

static void sample_arrows(nb_board *b)
{
  for (int k = 0; k < 5; k++)
    nb_arrow(b, nb_origin(), nb_polar(2, (float)k), nb_style(.color = NB_V));
}

// Glyph runs need a board with fonts.
static void sample_glyphs(nb_board *b)
{
  nb_text(b, nb_origin(), "Ab c", nb_style(.color = NB_V, .halo = NB_GROUND));
}

static void sample_image(nb_board *b)
{
  static const uint8_t pixels[3 * 2 * 4] = {255, 0, 0, 255, 0, 128, 0, 128};
  nb_clip(b, (nb_rect){-1, -1, 4, 4});
  nb_image(b, (nb_rect){0, 0, 3, 2}, pixels, 3, 2, NB_LINEAR, nb_style(.alpha = 0.5f));
  nb_end(b);
}

static void sample_mask(nb_board *b)
{
  nb_path_circle(b, nb_origin(), 2);
  nb_clip_path(b, nb_take_path(b));
  nb_line(b, nb_at(-3, 0), nb_at(3, 1), nb_style(.color = NB_V));
  nb_end(b);
}

// `state` is 32 floats.
static void sample_hands(nb_board *b, const float *state)
{
  nb_group(b, (nb_affine){{2, 0}, {0, 2}, {1, 1}}, 0.75f);
  nb_grab(b, (const nb_vec2 *)(const void *)state, nb_at(1, 1), nb_identity2());
  nb_grab_value(b, state + 2, nb_at(2, 2), nb_at(0, 1));
  nb_grab_canvas(b, state + 4, 4, 3, (nb_rect){0, 0, 2, 2});
  nb_end(b);
  nb_grab_time(b, (nb_rect){3, 0, 4, 1}, 0, 60);
  nb_tex(b, nb_at(1, 0), "\\frac", nb_style());
  nb_tex(b, nb_at(2, 0), "x = \\val[3]", nb_style(), state + 3);
}

// A space with one of everything in it, and grabs behind it.
static uint8_t *sample_space(size_t *size)
{
  static const nb_vec3 points[] = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, normals[4] = {{0, 0, 1}};
  static const nb_rgba colors[] = {0xff0000ffu, 0x8000ff00u, 0xffff0000u, 0};
  static const uint32_t corners[] = {0, 1, 2, 0, 1, 3}, lengths[] = {3, 1};
  static const float sizes[] = {3, 4, 5, 6};
  lists l = {0};
  lists_begin(&l);
  lists_space(&l, lists_facing((nb_rect){-4, -3, 8, 6}, 5));
  lists_mesh(&l, (nb_mesh_fixed){4, 4, 4, 2, 1, 0.25f}, points, normals, colors, corners);
  lists_strokes(&l, (nb_strokes_fixed){5, NB_CAP_ROUND, 1, 4, 1, 2}, points, colors, lengths);
  lists_dots(&l, (nb_dots_fixed){1, 4, 4, 4}, points, colors, sizes);
  lists_end(&l);
  lists_grab(&l, (nb_grab_fixed){.kind = NB_GRAB_POINT3, .bytes = sizeof(nb_vec3), .right.x = 1, .up.z = 1});
  lists_grab(&l, (nb_grab_fixed){.kind = NB_GRAB_CAMERA, .bytes = sizeof(nb_camera), .area = {-4, -3, 8, 6}});
  lists_finish(&l);
  *size = l.size;
  return realloc(l.bytes, l.size);
}

// Records sample k and copies it into memory of exactly its size.
static uint8_t *sample_list(nb_board *b, int k, size_t *size)
{
  float state[32] = {0};
  if (k == 7)
    return sample_space(size);
  nb_board_begin(b, NB_CHALK, state, sizeof state);
  void (*const samples[])(nb_board *) = {sample_lines,  sample_gradient, sample_arrows,
                                         sample_glyphs, sample_image,    sample_mask};
  if (k < 6)
    samples[k](b);
  else
    sample_hands(b, state);
  const void *list;
  nb_error e = nb_board_finish(b, &list, size);
  uint8_t *copy = nb_failed(e) ? NULL : malloc(*size);
  return copy == NULL ? NULL : memcpy(copy, list, *size);
}

#endif
