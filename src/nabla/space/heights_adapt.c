// Heights sampled the denser the more a function bends.
//
// The grid is cut into blocks of up to 16 x 16 cells. A block is asked for at nine places; where those in its middles lie
// where its corners say, it stays, and what lies between is filled in; else it is cut in four.
//
//     +-------+---+---+        A surface is drawn a face a block. No crack opens between blocks of different sizes, as
//     |       |   |   |        a block's rim goes through all corners of its neighbours that lie on it (surface.c).
//     |       +---+---+
//     |       |   |   |
//     +-------+---+---+
#include <math.h>
#include <string.h>

#include "nabla/space/heights.h"
#include "nabla/space/surface.h"

enum { LARGEST = 4, LEAST_BLOCKS = 32 }; // halvings of a block; blocks along a side

#define BENDS (1 / 400.0f) // of the heights' range: a pixel of a surface 400 pixels high

// How often the largest blocks of a grid with so many cells along a side can be cut.
static int halvings(int cells)
{
  int k = 0;
  while (k < LARGEST && cells >> (k + 1) >= LEAST_BLOCKS)
    k++;
  return k;
}

int sampler_adapted(int side)
{
  int cells = side - 1, block = 1 << halvings(cells);
  cells = (cells + block - 1) / block * block;
  return cells + 1 <= SURFACE_MOST ? cells + 1 : cells - block + 1;
}

// Samples that are not made yet are this NaN; a function's own NaN is made another.
static const uint32_t unmade = 0x7fc0babe;

static bool is_made(const float *z)
{
  uint32_t bits;
  memcpy(&bits, z, sizeof bits);
  return bits != unmade;
}

static float sample(sampler *s, int column, int row)
{
  float *z = &s->z[row * s->h.columns + column];
  if (!is_made(z)) {
    *z = sampler_ask(s, column, row);
    *z = isnan(*z) ? NAN : *z;
  }
  return *z;
}

// The nine samples of a block, row by row.
static void ask(sampler *s, int column, int row, int side, float z[9])
{
  for (int k = 0; k < 9; k++)
    z[k] = sample(s, column + k % 3 * side / 2, row + k / 3 * side / 2);
}

static bool is_straight(float a, float middle, float b, float tolerance)
{
  return fabsf(middle - 0.5f * (a + b)) <= tolerance;
}

static bool is_flat(const sampler *s, const float z[9])
{
  int there = 0, above = 0, below = 0;
  for (int k = 0; k < 9; k++) {
    there += isfinite(z[k]);
    above += z[k] > s->high;
    below += z[k] < s->low;
  }
  if (there == 0)
    return true;
  if (there < 9)
    return false;
  float most = BENDS * (s->high - s->low);
  return above == 9 || below == 9 ||
         (is_straight(z[0], z[1], z[2], most) && is_straight(z[6], z[7], z[8], most) &&
          is_straight(z[0], z[3], z[6], most) && is_straight(z[2], z[5], z[8], most) &&
          is_straight(z[0], z[4], z[8], most) && is_straight(z[2], z[4], z[6], most));
}

// What is not made yet in a quarter of a block, between its corners.
static void fill(sampler *s, int column, int row, int side, float a, float b, float c, float d)
{
  for (int y = 0; y <= side; y++) {
    for (int x = 0; x <= side; x++) {
      float *z = &s->z[(row + y) * s->h.columns + column + x];
      float u = (float)x / (float)side, v = (float)y / (float)side;
      if (!is_made(z))
        *z = (a + (b - a) * u) * (1 - v) + (c + (d - c) * u) * v;
    }
  }
}

static void keep(sampler *s, int column, int row, int k, const float z[9])
{
  int side = 1 << k, half = side / 2;
  for (int y = 0; y < side; y++)
    memset(&s->block[(row + y) * (s->h.columns - 1) + column], k, (size_t)side);
  for (int n = 0; n < 4 && half > 1; n++) {
    const float *corner = &z[n / 2 * 3 + n % 2];
    fill(s, column + n % 2 * half, row + n / 2 * half, half, corner[0], corner[1], corner[3], corner[4]);
  }
}

static void refine(sampler *s, int column, int row, int k)
{
  float z[9];
  if (k > 0) {
    int side = 1 << k, half = side / 2;
    ask(s, column, row, side, z);
    if (!is_flat(s, z)) {
      for (int n = 0; n < 4; n++)
        refine(s, column + n % 2 * half, row + n / 2 * half, k - 1);
      return;
    }
  }
  keep(s, column, row, k, z);
}

bool sampler_adapt(sampler *s)
{
  int columns = s->h.columns, rows = s->h.rows, across = halvings(columns - 1), up = halvings(rows - 1);
  int k = across < up ? across : up, side = 1 << k;
  for (int at = 0; at < columns * rows; at++)
    memcpy(&s->z[at], &unmade, sizeof unmade);
  for (int row = 0; row < rows; row += side)
    for (int column = 0; column < columns; column += side)
      sample(s, column, row);
  bool there = sampler_range(s); // of those, which others do not go much beyond
  for (int row = 0; row < rows - 1; row += side)
    for (int column = 0; column < columns - 1; column += side)
      refine(s, column, row, k);
  return sampler_range(s) || there;
}
