// The palettes: contrast, and colours that stay apart for colour-blind eyes.
//
// How such eyes see is simulated as Machado, Oliveira and Fernandes do (A Physiologically-based Model for
// Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009, table 1, severity 1): a matrix on linear RGB.
// Distances are CIE 1976 ones in L*a*b* (D65); 2.3 is what is just noticed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/color.h"

typedef struct linear {
  double c[3];
} linear;

static linear linear_of(nb_rgba color)
{
  linear v;
  for (int k = 0; k < 3; k++) {
    double byte = (color >> (8 * k) & 255) / 255.0;
    v.c[k] = byte <= 0.04045 ? byte / 12.92 : pow((byte + 0.055) / 1.055, 2.4);
  }
  return v;
}

static linear apply(const double m[3][3], linear v)
{
  linear out;
  for (int k = 0; k < 3; k++)
    out.c[k] = fmin(fmax(m[k][0] * v.c[0] + m[k][1] * v.c[1] + m[k][2] * v.c[2], 0), 1);
  return out;
}

static double luminance(linear v)
{
  return 0.2126 * v.c[0] + 0.7152 * v.c[1] + 0.0722 * v.c[2];
}

static double root(double t)
{
  return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

static double distance(linear a, linear b)
{
  static const double xyz[3][3] = {
      {0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}};
  static const double white[3] = {0.9505, 1, 1.089};
  double p[3], q[3];
  for (int k = 0; k < 3; k++) {
    p[k] = root((xyz[k][0] * a.c[0] + xyz[k][1] * a.c[1] + xyz[k][2] * a.c[2]) / white[k]);
    q[k] = root((xyz[k][0] * b.c[0] + xyz[k][1] * b.c[1] + xyz[k][2] * b.c[2]) / white[k]);
  }
  double l = 116 * (p[1] - q[1]), red = 500 * (p[0] - p[1] - q[0] + q[1]),
         blue = 200 * (p[1] - p[2] - q[1] + q[2]);
  return sqrt(l * l + red * red + blue * blue);
}

static const char *const names[] = {"chalk", "board", "strong chalk", "strong board"};

static void meanings_stay_apart(void **state)
{
  (void)state;
  static const struct {
    const char *eyes;
    double m[3][3];
  } eyes[] = {
      {"usual", {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {"protanopic",
       {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {"deuteranopic",
       {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {"tritanopic",
       {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
  };
  static const nb_color roles[] = {NB_I, NB_J, NB_K, NB_V, NB_LEARNING};
  for (int theme = 0; theme < NB_THEME_COUNT; theme++)
    for (size_t e = 0; e < sizeof eyes / sizeof *eyes; e++)
      for (int a = 0; a < 5; a++)
        for (int b = 0; b < a; b++) {
          linear one = apply(eyes[e].m, linear_of(nb_theme_color((nb_theme)theme, roles[a])));
          linear other = apply(eyes[e].m, linear_of(nb_theme_color((nb_theme)theme, roles[b])));
          double d = distance(one, other);
          if (!(d >= 10))
            fail_msg("%s: to %s eyes roles %u and %u are %.1f apart", names[theme], eyes[e].eyes, roles[a],
                     roles[b], d);
        }
}

static void stands_out(int theme, nb_color role, double least)
{
  double a = luminance(linear_of(nb_theme_color((nb_theme)theme, role)));
  double b = luminance(linear_of(nb_theme_color((nb_theme)theme, NB_GROUND)));
  double ratio = (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
  if (!(ratio >= least))
    fail_msg("%s: role %u has a contrast of %.2f, not %g", names[theme], role, ratio, least);
}

static void all_stand_out(void **state)
{
  (void)state;
  for (int theme = 0; theme < NB_THEME_COUNT; theme++) {
    bool strong = theme >= NB_CHALK_STRONG;
    stands_out(theme, NB_TEXT, strong ? 20 : 7);
    stands_out(theme, NB_DIM, strong ? 9 : 4.5);
    for (nb_color role = NB_I; role <= NB_NEGATIVE; role++)
      stands_out(theme, role, strong ? 5.5 : 3);
    if (strong) {
      stands_out(theme, NB_GRID, 3);
      stands_out(theme, NB_TRACK, 3);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(meanings_stay_apart),
      cmocka_unit_test(all_stand_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
