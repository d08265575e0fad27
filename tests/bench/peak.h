// The clock, and what the core could do at best, for benchmarks.
#ifndef BENCH_PEAK_H
#define BENCH_PEAK_H

#include <time.h>

static inline double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

enum { PEAK_LOOPS = 1000000 };

// Operations a second of multiplications and additions that wait for nothing: twelve chains in registers.
// This is the peak without FMA, which we do not use as it would give other bits; where a core has as many
// adders as multipliers, as Zen has, FMA would not be faster. The best of a few rounds. 0 where we do not know how to measure it.
#if defined(__x86_64__)
typedef float peak_lanes __attribute__((vector_size(32)));
#define KEEP(a, b, c, d, e, f) __asm__ volatile("" : "+x"(a), "+x"(b), "+x"(c), "+x"(d), "+x"(e), "+x"(f))

__attribute__((target("avx2"))) static inline double peak_avx2(void)
{
  peak_lanes factor = {1, 1, 1, 1, 1, 1, 1, 1}, term = {0};
  peak_lanes p0 = factor, p1 = factor, p2 = factor, p3 = factor, p4 = factor, p5 = factor;
  peak_lanes s0 = term, s1 = term, s2 = term, s3 = term, s4 = term, s5 = term;
  double start = now();
  for (int n = 0; n < PEAK_LOOPS; n++) {
    p0 *= factor, p1 *= factor, p2 *= factor, p3 *= factor, p4 *= factor, p5 *= factor;
    s0 += term, s1 += term, s2 += term, s3 += term, s4 += term, s5 += term;
    KEEP(p0, p1, p2, p3, p4, p5); // or the compiler would leave the loop out
    KEEP(s0, s1, s2, s3, s4, s5);
  }
  return 12.0 * 8 * PEAK_LOOPS / (now() - start);
}

static inline double peak(void)
{
  double best = 0;
  for (int round = 0; round < 7 && __builtin_cpu_supports("avx2"); round++) {
    double speed = peak_avx2();
    best = speed > best ? speed : best;
  }
  return best;
}
#else
static inline double peak(void)
{
  return 0;
}
#endif

#endif
