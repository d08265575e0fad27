// The parser of typed functions under libFuzzer: whatever the text, it is refused with a place in it, or its code
// stays within its stack, and value, derivatives and grid agree.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/expression.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
  if (!held)
    abort();
}

static bool same(double a, double b)
{
  return a == b || (a != a && b != b);
}

static void evaluate(const nb_expression *f)
{
  static const double points[][2] = {{0.5, -2}, {0, 0}, {1e300, -1e-300}, {INFINITY, NAN}};
  float grid[6];
  for (int k = 0; k < 4; k++) {
    double value = nb_expression_value(f, points[k]), by_dual = nb_expression_derivatives(f, points[k]).value;
    if (k == 0 && isfinite(value) && isfinite(by_dual))
      require(fabs(value - by_dual) <= 1e-6 * fmax(1, fabs(value)));
  }
  nb_expression_grid(f, NULL, (nb_rect){0.5f, -2, 0, 0}, 3, 2, grid);
  require(same(grid[0], (float)nb_expression_value(f, points[0])) && same(grid[5], grid[0]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  nb_expression f;
  int column;
  char *text = malloc(size + 1);
  if (text == NULL)
    return 0;
  memcpy(text, data, size);
  text[size] = '\0';
  if (nb_failed(nb_expression_parse(text, "x y", &f, &column)))
    require(f.size == 0 && column >= 1 && (size_t)column <= strlen(text) + 1);
  else
    evaluate(&f);
  free(text);
  return 0;
}
