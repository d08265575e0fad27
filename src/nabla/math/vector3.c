#include "nabla/math/vector3.h"

#include <cglm/struct.h>
#include <float.h>
#include <math.h>

// The plain structs of the interface and cglm's are laid out alike; these compile to nothing.
static vec3s in(nb_vec3 v)
{
  return (vec3s){.x = v.x, .y = v.y, .z = v.z};
}

static nb_vec3 out(vec3s v)
{
  return (nb_vec3){v.x, v.y, v.z};
}

static mat3s in3(nb_mat3 m)
{
  return (mat3s){.col = {in(m.i), in(m.j), in(m.k)}};
}

static nb_mat3 out3(mat3s m)
{
  return (nb_mat3){out(m.col[0]), out(m.col[1]), out(m.col[2])};
}

nb_vec3 nb_at3(float x, float y, float z)
{
  return (nb_vec3){x, y, z};
}

nb_vec3 nb_add3(nb_vec3 a, nb_vec3 b)
{
  return out(glms_vec3_add(in(a), in(b)));
}

nb_vec3 nb_sub3(nb_vec3 a, nb_vec3 b)
{
  return out(glms_vec3_sub(in(a), in(b)));
}

nb_vec3 nb_scale3(float factor, nb_vec3 v)
{
  return out(glms_vec3_scale(in(v), factor));
}

float nb_dot3(nb_vec3 a, nb_vec3 b)
{
  return glms_vec3_dot(in(a), in(b));
}

nb_vec3 nb_cross3(nb_vec3 a, nb_vec3 b)
{
  return out(glms_vec3_cross(in(a), in(b)));
}

// In double the squares neither overflow nor vanish, for any float.
static double length(nb_vec3 v)
{
  return sqrt((double)v.x * v.x + (double)v.y * v.y + (double)v.z * v.z);
}

float nb_length3(nb_vec3 v)
{
  return (float)length(v);
}

nb_vec3 nb_unit3(nb_vec3 v)
{
  double l = length(v);
  if (!(l > 0))
    return nb_at3(0, 0, 0);
  return nb_at3((float)(v.x / l), (float)(v.y / l), (float)(v.z / l));
}

nb_vec3 nb_mix3(nb_vec3 a, nb_vec3 b, float t)
{
  return nb_add3(nb_scale3(1 - t, a), nb_scale3(t, b));
}

nb_vec3 nb_part3(nb_vec3 v, nb_vec3 way)
{
  float square = nb_dot3(way, way);
  return square > 0 ? nb_scale3(nb_dot3(v, way) / square, way) : (nb_vec3){0, 0, 0};
}

nb_mat3 nb_identity3(void)
{
  return out3(glms_mat3_identity());
}

nb_mat3 nb_columns3(nb_vec3 i, nb_vec3 j, nb_vec3 k)
{
  return (nb_mat3){i, j, k};
}

nb_vec3 nb_apply3(nb_mat3 m, nb_vec3 v)
{
  return out(glms_mat3_mulv(in3(m), in(v)));
}

nb_mat3 nb_multiply3(nb_mat3 a, nb_mat3 b)
{
  return out3(glms_mat3_mul(in3(a), in3(b)));
}

nb_mat3 nb_transpose3(nb_mat3 m)
{
  return out3(glms_mat3_transpose(in3(m)));
}

float nb_determinant3(nb_mat3 m)
{
  return glms_mat3_det(in3(m));
}

typedef struct exact {
  double x, y, z;
} exact;

static exact cross(nb_vec3 a, nb_vec3 b)
{
  return (exact){(double)a.y * b.z - (double)a.z * b.y, (double)a.z * b.x - (double)a.x * b.z,
                 (double)a.x * b.y - (double)a.y * b.x};
}

// The rows of the inverse are cross products of the columns, over the determinant.
bool nb_inverse3(nb_mat3 m, nb_mat3 *inverse)
{
  exact rows[] = {cross(m.j, m.k), cross(m.k, m.i), cross(m.i, m.j)};
  double det = rows[0].x * m.i.x + rows[0].y * m.i.y + rows[0].z * m.i.z, largest = 0;
  if (!(fabs(det) > 1e-12 * length(m.i) * length(m.j) * length(m.k)))
    return false;
  for (int k = 0; k < 3; k++) {
    rows[k] = (exact){rows[k].x / det, rows[k].y / det, rows[k].z / det};
    largest = fmax(largest, fmax(fabs(rows[k].x), fmax(fabs(rows[k].y), fabs(rows[k].z))));
  }
  if (!(largest <= FLT_MAX))
    return false;
  nb_vec3 r[3];
  for (int k = 0; k < 3; k++)
    r[k] = nb_at3((float)rows[k].x, (float)rows[k].y, (float)rows[k].z);
  *inverse = nb_transpose3(nb_columns3(r[0], r[1], r[2]));
  return true;
}

static nb_vec3 turn(nb_vec3 v, nb_vec3 axis, float c, float s)
{
  nb_vec3 along = nb_scale3((1 - c) * nb_dot3(axis, v), axis);
  return nb_add3(nb_add3(nb_scale3(c, v), nb_scale3(s, nb_cross3(axis, v))), along);
}

nb_mat3 nb_rotation3(nb_vec3 axis, float angle)
{
  nb_vec3 n = nb_unit3(axis);
  float c = cosf(angle), s = sinf(angle);
  if (!(nb_length3(n) > 0))
    return nb_identity3();
  return nb_columns3(turn(nb_at3(1, 0, 0), n, c, s), turn(nb_at3(0, 1, 0), n, c, s),
                     turn(nb_at3(0, 0, 1), n, c, s));
}

nb_mat3 nb_mat3_between(nb_mat3 a, nb_mat3 b, float t)
{
  return nb_columns3(nb_mix3(a.i, b.i, t), nb_mix3(a.j, b.j, t), nb_mix3(a.k, b.k, t));
}
