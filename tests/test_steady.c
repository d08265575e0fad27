// The clock that goes with the sound: near it, however fast the device is and however its blocks come, and never back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "app/steady.h"
#include "nabla/math/random.h"

// A device whose second lasts `rate` seconds of ours gives blocks of 20 ms, each up to 15 ms late. The farthest that the
// clock is from what was played, after the first second of three minutes.
static double farthest(double rate)
{
  nb_random r = nb_random_seed(4, 0);
  steady clock = steady_start(100, 0);
  double most = 0, before = 0;
  for (int block = 1; block < 9000; block++) {
    double at = 0.02 * block, now = 100 + at * rate + 0.015 * (double)nb_random_float(&r);
    steady_hear(&clock, now, at);
    double told = steady_at(&clock, now);
    assert_true(told >= before);
    before = told;
    if (at > 1)
      most = fmax(most, fabs(told - (now - 100) / rate));
  }
  return most;
}

static void it_stays_with_the_sound(void **unused)
{
  (void)unused;
  static const double rates[] = {1, 1.00005, 0.9999, 1.03, 0.97};
  for (int k = 0; k < 5; k++) {
    double most = farthest(rates[k]);
    if (!(most < 0.03))
      fail_msg("a device of rate %g: %.4f s away", rates[k], most);
  }
}

static void it_never_goes_back(void **unused)
{
  (void)unused;
  steady clock = steady_start(10, 5);
  assert_true(steady_at(&clock, 11) == 6);
  steady_hear(&clock, 11, 5.9); // the sound is behind
  assert_true(steady_at(&clock, 11) == 6);
  assert_true(steady_at(&clock, 12) > 6.9 && steady_at(&clock, 12) < 7);
  steady_hear(&clock, 12, 60); // and far ahead: it slept
  assert_true(fabs(steady_at(&clock, 12) - 60) < 1e-9);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_stays_with_the_sound),
      cmocka_unit_test(it_never_goes_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
