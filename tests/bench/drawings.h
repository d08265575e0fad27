// The drawings that painters are compared on, as plain geometry in pixels of 1920 x 1080, y down, at a time
// in seconds.
//
//   grid       a plane that is being sheared: 155 lines, three arrows, a line of text
//   arrows     a field of 1,000 or 10,000 arrows that all turn and change their length: seven-cornered
//   polygons network    16-16-16-10: 672 edges whose widths and alphas change, 58 circles glyphs     2,000
//   outlines of letters that move and turn
//
// bench_skia.js computes the same from the same formulas.
#ifndef BENCH_DRAWINGS_H
#define BENCH_DRAWINGS_H

#include <math.h>

#include "nabla/math/vector.h"

enum {
  DRAWING_WIDTH = 1920,
  DRAWING_HEIGHT = 1080,
  GRID_LINES = 155,
  NETWORK_EDGES = 672,
  NETWORK_NEURONS = 58,
  GLYPHS = 2000,
};

typedef struct drawing_line {
  nb_vec2 from, to;
  float width;
  unsigned color; // straight RGBA, red lowest
} drawing_line;

typedef struct drawing_circle {
  nb_vec2 center;
  float radius;
  unsigned color;
} drawing_circle;

typedef struct drawing_glyph {
  nb_affine place; // from ems, y up, to pixels
  unsigned letter; // 0 to 25
  unsigned color;
} drawing_glyph;

static const unsigned drawing_ground = 0xff1c1511;
static const unsigned drawing_colors[4] = {0xff8ac34f, 0xff5a70f0, 0xfff2a95a, 0xff4cc8f5};

// An arrow from a to b: shaft and head in one outline of seven corners.
static inline void drawing_arrow(nb_vec2 a, nb_vec2 b, float width, nb_vec2 p[7])
{
  float dx = b.x - a.x, dy = b.y - a.y, length = sqrtf(dx * dx + dy * dy) + 1e-6f;
  float ux = dx / length, uy = dy / length, half = width / 2;
  float head = fminf(4 * width, 0.5f * length), wide = 1.6f * width;
  nb_vec2 neck = {b.x - head * ux, b.y - head * uy};
  p[0] = (nb_vec2){a.x - half * uy, a.y + half * ux};
  p[1] = (nb_vec2){neck.x - half * uy, neck.y + half * ux};
  p[2] = (nb_vec2){neck.x - wide * uy, neck.y + wide * ux};
  p[3] = b;
  p[4] = (nb_vec2){neck.x + wide * uy, neck.y - wide * ux};
  p[5] = (nb_vec2){neck.x + half * uy, neck.y - half * ux};
  p[6] = (nb_vec2){a.x + half * uy, a.y - half * ux};
}

// Line k of the sheared plane: 31 quiet ones, the rest moved.
static inline drawing_line drawing_grid_line(int k, float t)
{
  float n = (float)k;
  float shear = sinf(t), u = 120;
  if (k < 31) {
    float x = 960 + (n - 15) * u / 2;
    return (drawing_line){{x, 0}, {x, 1080}, 1.5f, 0xff3d3024};
  }
  if (k < 93) {
    float x = (n - 61.5f) * u / 4, y = 600;
    return (drawing_line){{960 + x - shear * y, 540 - y}, {960 + x + shear * y, 540 + y}, 2, 0xffb08040};
  }
  float y = (n - 123.5f) * u / 4, x = 1100;
  return (drawing_line){{960 - x + shear * y, 540 + y - 0.3f * shear * x},
                        {960 + x + shear * y, 540 + y + 0.3f * shear * x},
                        2,
                        0xffb08040};
}

// Arrow k of the three on the plane.
static inline void drawing_grid_arrow(int k, float t, nb_vec2 p[7])
{
  float angle = 0.7f * (float)k + t;
  drawing_arrow((nb_vec2){960, 540}, (nb_vec2){960 + 300 * cosf(angle), 540 - 300 * sinf(angle)}, 8, p);
}

// Arrow k of a field of count.
static inline void drawing_field_arrow(int k, int count, float t, nb_vec2 p[7])
{
  int columns = (int)(sqrtf((float)count * 16 / 9) + 0.5f), rows = (count + columns - 1) / columns;
  float x = ((float)(k % columns) + 0.5f) * DRAWING_WIDTH / (float)columns,
        y = ((float)(k / columns) + 0.5f) * DRAWING_HEIGHT / (float)rows;
  float angle = 0.01f * x + 0.013f * y + t, length = 56 + 20 * sinf(0.02f * y + 2 * t);
  nb_vec2 half = {0.5f * length * cosf(angle), 0.5f * length * sinf(angle)};
  drawing_arrow((nb_vec2){x - half.x, y - half.y}, (nb_vec2){x + half.x, y + half.y}, 4, p);
}

// Neuron `index` of a layer of the network.
static inline nb_vec2 drawing_neuron(int layer, int index)
{
  int count = layer < 3 ? 16 : 10;
  return (nb_vec2){150 + 540 * (float)layer, 540 + ((float)index - (float)(count - 1) / 2) * 62};
}

static inline drawing_line drawing_edge(int k, float t)
{
  float n = (float)k;
  int layer = k < 256 ? 0 : k < 512 ? 1 : 2, local = k - 256 * layer, after = layer < 2 ? 16 : 10;
  float weight = sinf(1.7f * n + t);
  unsigned alpha = (unsigned)(40 + 200 * fabsf(weight));
  return (drawing_line){drawing_neuron(layer, local / after), drawing_neuron(layer + 1, local % after),
                        0.5f + 4 * fabsf(weight), (weight < 0 ? 0x5a70f0u : 0xf2a95au) | alpha << 24};
}

static inline drawing_circle drawing_neuron_circle(int k, float t)
{
  float n = (float)k;
  int layer = k < 48 ? k / 16 : 3;
  unsigned grey = (unsigned)(127 + 120 * sinf(0.9f * n + t));
  return (drawing_circle){drawing_neuron(layer, k - 16 * layer), 22, 0xff000000 | grey * 0x010101u};
}

static inline drawing_glyph drawing_moving_glyph(int k, float t)
{
  float n = (float)k;
  float size = 44 + 20 * sinf(0.37f * n), angle = 0.3f * sinf(t + 0.11f * n);
  float x = ((float)(k % 50) + 0.3f) * DRAWING_WIDTH / 50 + 6 * sinf(t + n),
        y = ((float)(k / 50) + 0.7f) * DRAWING_HEIGHT / 40;
  float c = size * cosf(angle), s = size * sinf(angle);
  return (drawing_glyph){{{c, -s}, {-s, -c}, {x, y}}, (unsigned)(k * 7) % 26, drawing_colors[k % 4]};
}

#endif
