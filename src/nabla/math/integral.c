#include "nabla/math/integral.h"

#include <math.h>
#include <stddef.h>

enum { MOST_PIECES = 256 };

#define RELATIVE 1e-10
#define ABSOLUTE 1e-12

typedef struct piece {
  double a, b, value, error;
} piece;

// The points of Kronrod's rule from the outermost to the middle; every second is one of Gauss's.
static const double points[] = {0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
                                0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
                                0.586087235467691130294144691693300, 0.405845151377397166906606412076961,
                                0.207784955007898467600689403773245, 0};
static const double kronrod[] = {0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
                                 0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
                                 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
                                 0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
static const double gauss[] = {
    0, 0.129484966168869693270611432679082, 0, 0.279705391489276667901467771423780,
    0, 0.381830050505118944950369775488975, 0, 0.417959183673469387755102040816327};

static piece measure(nb_real_function f, const void *context, double a, double b)
{
  double middle = 0.5 * a + 0.5 * b, half = 0.5 * b - 0.5 * a, fine = 0, coarse = 0;
  for (int k = 0; k < 8; k++) {
    double sum = f(middle + half * points[k], context);
    if (points[k] > 0)
      sum += f(middle - half * points[k], context);
    fine += kronrod[k] * sum;
    coarse += gauss[k] * sum;
  }
  return (piece){a, b, half * fine, fabs(half * (fine - coarse))};
}

nb_error nb_integrate(nb_real_function f, const void *context, double a, double b, double *result)
{
  piece pieces[MOST_PIECES] = {measure(f, context, a, b)};
  *result = 0;
  for (int count = 1;; count++) {
    double value = 0, error = 0;
    int worst = 0;
    for (int k = 0; k < count; k++) {
      value += pieces[k].value;
      error += pieces[k].error;
      worst = pieces[k].error > pieces[worst].error ? k : worst;
    }
    if (!isfinite(value) || !isfinite(error))
      return nb_fail(NB_NOT_FINITE, "nb_integrate: f is not finite everywhere from %g to %g", a, b);
    *result = value;
    if (error <= fmax(ABSOLUTE, RELATIVE * fabs(value)))
      return nb_ok();
    piece p = pieces[worst];
    double middle = 0.5 * p.a + 0.5 * p.b;
    if (count == MOST_PIECES || middle == p.a || middle == p.b)
      return nb_fail(NB_NOT_CONVERGED, "nb_integrate: f is too rough near %g; the error may be %g", middle,
                     error);
    pieces[worst] = measure(f, context, p.a, middle);
    pieces[count] = measure(f, context, middle, p.b);
  }
}

// The inner of two integrals, over the first number, is a function of the second.
typedef struct inner {
  nb_point_function f;
  const void *context;
  const double *low, *high;
  double second;
  nb_error *error; // the first that came
} inner;

static double at_first(double x, const void *context)
{
  const inner *k = context;
  return k->f((const double[]){x, k->second, 0}, k->context);
}

static double along_first(double y, const void *context)
{
  inner k = *(const inner *)context;
  double value;
  k.second = y;
  nb_error e = nb_integrate(at_first, &k, k.low[0], k.high[0], &value);
  if (nb_failed(e) && !nb_failed(*k.error))
    *k.error = e;
  return value;
}

nb_error nb_integrate2(nb_point_function f, const void *context, const double *low, const double *high,
                       double *result)
{
  nb_error inside = nb_ok();
  inner k = {f, context, low, high, 0, &inside};
  nb_error e = nb_integrate(along_first, &k, low[1], high[1], result);
  return nb_failed(inside) ? inside : e;
}

// What is integrated over a patch: either f or field.
typedef struct over_patch {
  nb_point_function f;
  nb_point_field field;
  const void *context;
  nb_patch at;
  int parameters; // 1 for a curve, 2 for a surface
} over_patch;

static void cross(const double *a, const double *b, double *c)
{
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}

// f |n| or F . n, where n is the tangent of a curve, or the normal of a surface as long as its area.
static double at_parameters(const double *parameters, const void *context)
{
  const over_patch *o = context;
  nb_dual u[] = {nb_dual_variable(parameters[0], 0), nb_dual_variable(parameters[1], 1)},
          r[NB_MAP_MAX] = {{0}};
  double x[3], along[3], up[3], n[3], vector[3] = {0};
  o->at.map(u, r, o->at.context);
  for (int i = 0; i < 3; i++)
    x[i] = r[i].value, n[i] = along[i] = r[i].first[0], up[i] = r[i].first[1];
  if (o->parameters == 2)
    cross(along, up, n);
  if (o->f != NULL)
    return o->f(x, o->context) * sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
  o->field(x, vector, o->context);
  return vector[0] * n[0] + vector[1] * n[1] + vector[2] * n[2];
}

static double at_parameter(double t, const void *context)
{
  return at_parameters((const double[]){t, 0}, context);
}

static nb_error over_curve(over_patch o, double *result)
{
  o.parameters = 1;
  return nb_integrate(at_parameter, &o, o.at.low[0], o.at.high[0], result);
}

static nb_error over_surface(over_patch o, double *result)
{
  o.parameters = 2;
  return nb_integrate2(at_parameters, &o, o.at.low, o.at.high, result);
}

nb_error nb_line_integral(nb_point_function f, const void *context, nb_patch at, double *result)
{
  return over_curve((over_patch){.f = f, .context = context, .at = at}, result);
}

nb_error nb_work(nb_point_field f, const void *context, nb_patch at, double *result)
{
  return over_curve((over_patch){.field = f, .context = context, .at = at}, result);
}

nb_error nb_surface_integral(nb_point_function f, const void *context, nb_patch at, double *result)
{
  return over_surface((over_patch){.f = f, .context = context, .at = at}, result);
}

nb_error nb_flux(nb_point_field f, const void *context, nb_patch at, double *result)
{
  return over_surface((over_patch){.field = f, .context = context, .at = at}, result);
}
