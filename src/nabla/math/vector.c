#include "nabla/math/vector.h"

#include <cglm/struct.h>
#include <math.h>

// The plain structs of the interface and cglm's are laid out alike; these compile to nothing.
static vec2s in(nb_vec2 v)
{
  return (vec2s){.x = v.x, .y = v.y};
}

static nb_vec2 out(vec2s v)
{
  return (nb_vec2){v.x, v.y};
}

static mat2s in2(nb_mat2 m)
{
  return (mat2s){.col = {in(m.i), in(m.j)}};
}

static nb_mat2 out2(mat2s m)
{
  return (nb_mat2){out(m.col[0]), out(m.col[1])};
}

static bool finite2(nb_vec2 v)
{
  return isfinite(v.x) && isfinite(v.y);
}

nb_vec2 nb_at(float x, float y)
{
  return (nb_vec2){x, y};
}

nb_vec2 nb_origin(void)
{
  return (nb_vec2){0, 0};
}

nb_vec2 nb_add(nb_vec2 a, nb_vec2 b)
{
  return out(glms_vec2_add(in(a), in(b)));
}

nb_vec2 nb_sub(nb_vec2 a, nb_vec2 b)
{
  return out(glms_vec2_sub(in(a), in(b)));
}

nb_vec2 nb_scale(float factor, nb_vec2 v)
{
  return out(glms_vec2_scale(in(v), factor));
}

float nb_dot(nb_vec2 a, nb_vec2 b)
{
  return glms_vec2_dot(in(a), in(b));
}

float nb_cross(nb_vec2 a, nb_vec2 b)
{
  return glms_vec2_cross(in(a), in(b));
}

// In double the squares neither overflow nor vanish, for any float.
float nb_length(nb_vec2 v)
{
  return (float)sqrt((double)v.x * v.x + (double)v.y * v.y);
}

nb_vec2 nb_unit(nb_vec2 v)
{
  double length = sqrt((double)v.x * v.x + (double)v.y * v.y);
  if (!(length > 0))
    return nb_origin();
  return nb_at((float)(v.x / length), (float)(v.y / length));
}

nb_vec2 nb_perp(nb_vec2 v)
{
  return nb_at(-v.y, v.x);
}

// Not a + t (b - a), which misses b at t = 1 by a rounding.
nb_vec2 nb_mix2(nb_vec2 a, nb_vec2 b, float t)
{
  return nb_add(nb_scale(1 - t, a), nb_scale(t, b));
}

nb_vec2 nb_polar(float radius, float angle)
{
  return nb_at(radius * cosf(angle), radius * sinf(angle));
}

nb_mat2 nb_identity2(void)
{
  return out2(glms_mat2_identity());
}

nb_mat2 nb_columns(nb_vec2 i, nb_vec2 j)
{
  return (nb_mat2){i, j};
}

nb_mat2 nb_rotation(float angle)
{
  nb_vec2 i = nb_polar(1, angle);
  return (nb_mat2){i, nb_perp(i)};
}

nb_vec2 nb_apply(nb_mat2 m, nb_vec2 v)
{
  return out(glms_mat2_mulv(in2(m), in(v)));
}

nb_mat2 nb_multiply(nb_mat2 a, nb_mat2 b)
{
  return out2(glms_mat2_mul(in2(a), in2(b)));
}

float nb_determinant(nb_mat2 m)
{
  return glms_mat2_det(in2(m));
}

// In double a determinant of floats loses no digits, so what is singular is told from what is merely thin.
static double determinant(nb_vec2 i, nb_vec2 j)
{
  return (double)i.x * j.y - (double)j.x * i.y;
}

bool nb_inverse(nb_mat2 m, nb_mat2 *inverse)
{
  double det = determinant(m.i, m.j);
  double lengths = sqrt((double)m.i.x * m.i.x + (double)m.i.y * m.i.y) *
                   sqrt((double)m.j.x * m.j.x + (double)m.j.y * m.j.y);
  if (!(fabs(det) > 1e-12 * lengths))
    return false;
  nb_mat2 found = {{(float)(m.j.y / det), (float)(-m.i.y / det)},
                   {(float)(-m.j.x / det), (float)(m.i.x / det)}};
  if (!finite2(found.i) || !finite2(found.j))
    return false;
  *inverse = found;
  return true;
}

// With singular values s1 >= s2, |det| = s1 s2 and the sum of squares is s1^2 + s2^2, so their ratio is s2 /
// s1 where that is small. A matrix of rank one has the pseudo-inverse m^T / s1^2.
nb_vec2 nb_least_squares2(nb_mat2 m, nb_vec2 b)
{
  double det = determinant(m.i, m.j);
  double squares =
      (double)m.i.x * m.i.x + (double)m.i.y * m.i.y + (double)m.j.x * m.j.x + (double)m.j.y * m.j.y;
  nb_vec2 x;
  if (fabs(det) > 1e-6 * squares)
    x = nb_at((float)(((double)m.j.y * b.x - (double)m.j.x * b.y) / det),
              (float)(((double)m.i.x * b.y - (double)m.i.y * b.x) / det));
  else
    x = nb_at((float)(((double)m.i.x * b.x + (double)m.i.y * b.y) / squares),
              (float)(((double)m.j.x * b.x + (double)m.j.y * b.y) / squares));
  return finite2(x) ? x : nb_origin();
}

nb_mat2 nb_mat2_between(nb_mat2 a, nb_mat2 b, float t)
{
  return (nb_mat2){nb_mix2(a.i, b.i, t), nb_mix2(a.j, b.j, t)};
}

bool nb_inside(nb_rect r, nb_vec2 p)
{
  return p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y && p.y <= r.y + r.height;
}

nb_rect nb_rect_between(nb_rect a, nb_rect b, float t)
{
  nb_vec2 at = nb_mix2(nb_at(a.x, a.y), nb_at(b.x, b.y), t);
  nb_vec2 size = nb_mix2(nb_at(a.width, a.height), nb_at(b.width, b.height), t);
  return (nb_rect){at.x, at.y, size.x, size.y};
}

nb_affine nb_affine_identity(void)
{
  return (nb_affine){{1, 0}, {0, 1}, {0, 0}};
}

nb_vec2 nb_affine_apply(nb_affine m, nb_vec2 p)
{
  return nb_add(nb_apply(nb_columns(m.i, m.j), p), m.origin);
}

nb_affine nb_affine_multiply(nb_affine a, nb_affine b)
{
  nb_mat2 linear = nb_multiply(nb_columns(a.i, a.j), nb_columns(b.i, b.j));
  return (nb_affine){linear.i, linear.j, nb_affine_apply(a, b.origin)};
}

bool nb_affine_inverse(nb_affine m, nb_affine *inverse)
{
  nb_mat2 linear;
  if (!nb_inverse(nb_columns(m.i, m.j), &linear))
    return false;
  nb_vec2 origin = nb_apply(linear, nb_scale(-1, m.origin));
  if (!finite2(origin))
    return false;
  *inverse = (nb_affine){linear.i, linear.j, origin};
  return true;
}

nb_rect nb_affine_bounds(nb_affine m, nb_rect r)
{
  nb_vec2 low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
  for (int corner = 0; corner < 4; corner++) {
    nb_vec2 p =
        nb_affine_apply(m, nb_at(corner & 1 ? r.x + r.width : r.x, corner & 2 ? r.y + r.height : r.y));
    low = nb_at(fminf(low.x, p.x), fminf(low.y, p.y));
    high = nb_at(fmaxf(high.x, p.x), fmaxf(high.y, p.y));
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}
