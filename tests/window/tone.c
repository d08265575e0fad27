// A staircase of tones for a microphone, and what is left of it: raw floats, one channel, 48,000 a second, as SDL's disk driver
// reads and writes them. Second k of the staircase is a tone of 300 + 100 k Hz.
//
//   window-tone make FILE SECONDS
//   window-tone read FILE            a line for each stretch of one tone: when it begins (s), how long it is (s), Hz; 0: silence
//   window-tone loud FILE            how many seconds are not silent
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 48000, BLOCK = 960 }; // a fiftieth of a second

static int make(const char *path, int seconds)
{
  FILE *f = fopen(path, "wb");
  for (int k = 0; f && k < seconds * RATE; k++) {
    double hertz = 300 + 100 * (k / RATE);
    float sample = (float)(0.25 * sin(2 * 3.14159265358979 * hertz * (k % RATE) / RATE));
    fwrite(&sample, sizeof sample, 1, f);
  }
  return f && fclose(f) == 0 ? 0 : 1;
}

// The tone of a block to the nearest step of the staircase, by the strongest of them (Goertzel's sums); 0: silence.
static int tone_of(const float *wave)
{
  double energy = 0, most = 0;
  int tone = 0;
  for (int k = 0; k < BLOCK; k++)
    energy += (double)wave[k] * (double)wave[k];
  for (int hertz = 300; hertz < 2000; hertz += 100) {
    double re = 0, im = 0, turn = 2 * 3.14159265358979 * hertz / RATE;
    for (int k = 0; k < BLOCK; k++) {
      re += (double)wave[k] * cos(turn * k);
      im += (double)wave[k] * sin(turn * k);
    }
    double power = re * re + im * im;
    tone = power > most ? hertz : tone;
    most = fmax(most, power);
  }
  return energy > BLOCK * 1e-4 ? tone : 0;
}

static void say(int first, int end, int tone)
{
  if (tone >= 0)
    printf("%.2f %.2f %d\n", (double)first * BLOCK / RATE, (double)(end - first) * BLOCK / RATE, tone);
}

static int read_back(const char *path, int only_loud)
{
  FILE *f = fopen(path, "rb");
  float wave[BLOCK];
  int block = 0, first = 0, last = -1, loud = 0;
  if (!f)
    return 1;
  for (; fread(wave, sizeof *wave, BLOCK, f) == BLOCK; block++) {
    int tone = tone_of(wave);
    loud += tone > 0;
    if (tone == last)
      continue;
    if (!only_loud)
      say(first, block, last);
    first = block;
    last = tone;
  }
  if (only_loud)
    printf("%.2f\n", (double)loud * BLOCK / RATE);
  else
    say(first, block, last);
  fclose(f);
  return 0;
}

int main(int argc, char **argv)
{
  if (argc == 4 && strcmp(argv[1], "make") == 0)
    return make(argv[2], atoi(argv[3]));
  if (argc == 3 && strcmp(argv[1], "read") == 0)
    return read_back(argv[2], 0);
  if (argc == 3 && strcmp(argv[1], "loud") == 0)
    return read_back(argv[2], 1);
  return 2;
}
