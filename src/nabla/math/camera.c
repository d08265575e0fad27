#include "nabla/math/camera.h"

#include <math.h>

#define USUAL_DISTANCE 8.0f
#define USUAL_FIELD 0.6f
#define NEAREST 0.02f // of the distance to the target
#define UPRIGHT 1.5707963f

static float distance_of(nb_camera c)
{
  return c.distance > 0 ? fminf(fmaxf(c.distance, USUAL_DISTANCE / 1000), USUAL_DISTANCE * 1000)
                        : USUAL_DISTANCE;
}

static float field_of(nb_camera c)
{
  return c.field_of_view > 0 ? fminf(c.field_of_view, 3) : USUAL_FIELD;
}

static bool is_orthographic(nb_camera c)
{
  return c.orthographic > 0.5f;
}

// The camera's own axes: to the right, up, and toward the viewer. Straight above the azimuth still says what is right.
static void axes_of(nb_camera c, nb_vec3 *right, nb_vec3 *up, nb_vec3 *toward)
{
  float elevation = fminf(fmaxf(c.elevation, -UPRIGHT), UPRIGHT);
  float ca = cosf(c.azimuth), sa = sinf(c.azimuth), ce = cosf(elevation), se = sinf(elevation);
  *toward = nb_at3(ce * ca, ce * sa, se);
  *right = nb_at3(-sa, ca, 0);
  *up = nb_at3(-se * ca, -se * sa, ce);
}

nb_vec3 nb_camera_eye(nb_camera c)
{
  nb_vec3 right, up, toward;
  axes_of(c, &right, &up, &toward);
  return nb_add3(c.target, nb_scale3(distance_of(c), toward));
}

nb_camera nb_camera_orbit(nb_camera c, float azimuth, float elevation)
{
  c.azimuth = remainderf(c.azimuth + azimuth, 4 * UPRIGHT);
  c.elevation = fminf(fmaxf(c.elevation + elevation, -UPRIGHT), UPRIGHT);
  return c;
}

nb_camera nb_camera_pan(nb_camera c, float right, float up)
{
  nb_vec3 x, y, z;
  axes_of(c, &x, &y, &z);
  float height = 2 * tanf(0.5f * field_of(c)) * distance_of(c);
  c.target = nb_add3(c.target, nb_add3(nb_scale3(right * height, x), nb_scale3(up * height, y)));
  return c;
}

nb_camera nb_camera_dolly(nb_camera c, float factor)
{
  if (factor > 0)
    c.distance = distance_of(c) * factor;
  c.distance = distance_of(c);
  return c;
}

nb_camera nb_camera_above(nb_camera c)
{
  c.azimuth = -UPRIGHT;
  c.elevation = UPRIGHT;
  c.orthographic = 1;
  return c;
}

// How high what is seen is where the target lies.
static float seen_by(nb_camera c)
{
  return 2 * tanf(0.5f * field_of(c)) * distance_of(c);
}

// Without perspective one looks from infinitely far through a field of nothing: this much is one already.
#define FLAT_FIELD 0.002f

nb_camera nb_camera_between(nb_camera a, nb_camera b, float t)
{
  if (!(t > 0) || t >= 1)
    return t >= 1 ? b : a;
  nb_camera c = b;
  c.target = nb_mix3(a.target, b.target, t);
  c.distance = distance_of(a) * powf(distance_of(b) / distance_of(a), t);
  c.azimuth = a.azimuth + t * remainderf(b.azimuth - a.azimuth, 4 * UPRIGHT);
  c.elevation = a.elevation + t * (b.elevation - a.elevation);
  c.field_of_view = field_of(a) + t * (field_of(b) - field_of(a));
  if (is_orthographic(a) == is_orthographic(b))
    return c;
  float flat = is_orthographic(b) ? t : 1 - t;
  c.orthographic = 0;
  c.field_of_view = fmaxf(field_of(is_orthographic(b) ? a : b) * (1 - flat), FLAT_FIELD);
  c.distance = seen_by(a) * powf(seen_by(b) / seen_by(a), t) / (2 * tanf(0.5f * c.field_of_view));
  return c;
}

nb_view nb_look(nb_camera c, nb_rect area)
{
  nb_vec3 x, y, z;
  axes_of(c, &x, &y, &z);
  float distance = distance_of(c), height = 2 * tanf(0.5f * field_of(c));
  nb_view v = {
      .area = area,
      .turn = nb_columns3(nb_at3(x.x, y.x, z.x), nb_at3(x.y, y.y, z.y), nb_at3(x.z, y.z, z.z)),
      .projection = is_orthographic(c) ? NB_ORTHOGRAPHIC : NB_PERSPECTIVE,
      .height = is_orthographic(c) ? height * distance : height,
      .near = NEAREST * distance,
  };
  v.shift = nb_sub3(nb_at3(0, 0, -distance), nb_apply3(v.turn, c.target));
  return v;
}

static nb_vec3 in_camera(nb_view v, nb_vec3 p)
{
  return nb_add3(nb_apply3(v.turn, p), v.shift);
}

// Board units to a unit of space at a depth.
static float scale_at(nb_view v, float depth)
{
  return v.area.height / (v.projection == NB_PERSPECTIVE ? v.height * depth : v.height);
}

static nb_vec2 middle_of(nb_rect r)
{
  return nb_at(r.x + 0.5f * r.width, r.y + 0.5f * r.height);
}

nb_vec2 nb_on_view(nb_view v, nb_vec3 p)
{
  nb_vec3 q = in_camera(v, p);
  if (!(-q.z >= v.near))
    return nb_at(NAN, NAN);
  return nb_add(middle_of(v.area), nb_scale(scale_at(v, -q.z), nb_at(q.x, q.y)));
}

float nb_view_depth(nb_view v, nb_vec3 p)
{
  return -in_camera(v, p).z;
}

float nb_view_scale(nb_view v, nb_vec3 p)
{
  return scale_at(v, nb_view_depth(v, p));
}

void nb_view_ray(nb_view v, nb_vec2 at, nb_vec3 *from, nb_vec3 *along)
{
  nb_mat3 back = nb_transpose3(v.turn);
  nb_vec2 off = nb_scale(v.height / v.area.height, nb_sub(at, middle_of(v.area)));
  bool perspective = v.projection == NB_PERSPECTIVE;
  nb_vec3 eye = perspective ? nb_at3(0, 0, 0) : nb_at3(off.x, off.y, 0);
  *from = nb_apply3(back, nb_sub3(eye, v.shift));
  *along = nb_unit3(nb_apply3(back, perspective ? nb_at3(off.x, off.y, -1) : nb_at3(0, 0, -1)));
}

// With q = turn p + shift the place is c + s(d) (q.x, q.y) with d = -q.z, and in perspective s falls as 1 / d.
void nb_view_moves(nb_view v, nb_vec3 p, nb_vec2 moves[3])
{
  nb_vec3 q = in_camera(v, p);
  const nb_vec3 columns[3] = {v.turn.i, v.turn.j, v.turn.k};
  float depth = -q.z, scale = scale_at(v, depth);
  for (int k = 0; k < 3; k++) {
    float nearer = v.projection == NB_PERSPECTIVE ? columns[k].z / depth : 0;
    moves[k] = nb_at(scale * (columns[k].x + q.x * nearer), scale * (columns[k].y + q.y * nearer));
  }
}
