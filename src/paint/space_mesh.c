#include "paint/space_mesh.h"

#include <math.h>

#include "paint/kernel.h"

// ---------------------------------------------------------------------------------------------------------------
// Light (nabla/list_space.h says how)

static void normalize(float v[3])
{
  float length = sqrtf(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  float by = length > 0 ? 1 / length : 0;
  for (int k = 0; k < 3; k++)
    v[k] *= by;
}

static float dot(const float a[3], const float b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// Halfway between the light and the viewer.
static void halfway(const space_view *v, nb_vec3 p, float h[3])
{
  const float at[3] = {p.x, p.y, p.z};
  for (int k = 0; k < 3; k++)
    h[k] = v->perspective ? v->eye[k] - at[k] : v->eye[k];
  normalize(h);
  for (int k = 0; k < 3; k++)
    h[k] += v->light[k];
  normalize(h);
}

static float sixteenth_power(float v)
{
  v *= v;
  v *= v;
  v *= v;
  return v * v;
}

static uint32_t lit(uint32_t color, float light, float shine)
{
  uint32_t bytes = color & 0xff000000;
  for (int shift = 0; shift < 24; shift += 8) {
    float c = (float)(color >> shift & 255) * light;
    c = c < 255 ? c : 255;
    c += (255 - c) * shine;
    bytes |= (uint32_t)(c + 0.5f) << shift;
  }
  return premultiply(bytes);
}

static void light_point(const space_view *v, const nb_command *mesh, uint32_t k, space_point *p)
{
  uint32_t color = mesh->colors[mesh->mesh.color_count > 1 ? k : 0];
  if (mesh->mesh.normal_count == 0) {
    p->corner.color = p->back = premultiply(color);
    return;
  }
  nb_vec3 normal = mesh->normals[k];
  float n[3] = {normal.x, normal.y, normal.z}, toward = 0;
  normalize(n);
  float slant = dot(n, v->light);
  if (mesh->mesh.shine > 0) {
    float h[3];
    halfway(v, mesh->places[k], h);
    toward = dot(n, h);
  }
  float half = 0.5f * v->diffuse, shine = mesh->mesh.shine * sixteenth_power(toward);
  p->corner.color = lit(color, v->ambient + half * (1 + slant), toward > 0 ? shine : 0);
  p->back = lit(color, v->ambient + half * (1 - slant), toward < 0 ? shine : 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Points

static void stand(const space_view *v, const space_place *p, solid_corner *corner)
{
  double by = 1 / p->w;
  corner->x = solid_fixed(v->middle.x + p->x * by);
  corner->y = solid_fixed(v->middle.y + p->y * by);
  corner->depth = space_view_depth(v, p, 0);
}

void space_mesh_points(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                       space_point *points)
{
  for (uint32_t k = first; k < first + count; k++) {
    space_place place = space_view_place(v, mesh->places[k]);
    points[k].beyond = space_view_beyond(v, &place);
    if (!points[k].beyond)
      stand(v, &place, &points[k].corner);
    light_point(v, mesh, k, &points[k]);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Triangles that reach beyond what can be shown, cut at its planes

typedef struct polygon_corner {
  space_place place;
  float color[4];
} polygon_corner;

// Between the same two corners the cut is the same, from whichever triangle it is seen: no crack opens.
static polygon_corner cut(const polygon_corner *in, double inside, const polygon_corner *out, double outside)
{
  double t = inside / (inside - outside);
  polygon_corner c = {.place = space_place_between(&in->place, &out->place, t)};
  for (int k = 0; k < 4; k++)
    c.color[k] = in->color[k] + (out->color[k] - in->color[k]) * (float)t;
  return c;
}

static int cut_polygon(const space_view *v, int plane, const polygon_corner *from, int count,
                       polygon_corner *to)
{
  int kept = 0;
  for (int k = 0; k < count; k++) {
    const polygon_corner *a = &from[k], *b = &from[(k + 1) % count];
    double ia = space_view_inside(v, &a->place, plane), ib = space_view_inside(v, &b->place, plane);
    if (ia >= 0)
      to[kept++] = *a;
    if (ia >= 0 && ib < 0)
      to[kept++] = cut(a, ia, b, ib);
    else if (ia < 0 && ib >= 0)
      to[kept++] = cut(b, ib, a, ia);
  }
  return kept;
}

static uint32_t bytes_of(const float color[4])
{
  uint32_t bytes = 0;
  for (int k = 0; k < 4; k++)
    bytes |= (uint32_t)(color[k] + 0.5f) << 8 * k;
  return bytes;
}

// Whether corners run clockwise on the picture, wherever they stand.
static bool runs_clockwise(const space_place p[3])
{
  double d = p[0].x * (p[1].y * p[2].w - p[2].y * p[1].w) - p[0].y * (p[1].x * p[2].w - p[2].x * p[1].w) +
             p[0].w * (p[1].x * p[2].y - p[2].x * p[1].y);
  return d > 0;
}

int space_mesh_cut(const space_view *v, const nb_command *mesh, const uint32_t corner[3],
                   const space_point *points, unsigned beyond, solid_corner to[SPACE_CUT_CORNERS])
{
  polygon_corner from[SPACE_CUT_CORNERS], kept[SPACE_CUT_CORNERS];
  space_place places[3];
  for (int k = 0; k < 3; k++)
    places[k] = space_view_place(v, mesh->places[corner[k]]);
  bool back = runs_clockwise(places) != v->mirrored;
  if (back && !mesh->mesh.two_sided)
    return 0;
  for (int k = 0; k < 3; k++) {
    uint32_t color = back ? points[corner[k]].back : points[corner[k]].corner.color;
    from[k].place = places[k];
    for (int c = 0; c < 4; c++)
      from[k].color[c] = (float)(color >> 8 * c & 255);
  }
  int count = 3;
  for (int plane = 0; plane < BEYOND_PLANES && count; plane++) {
    if (!(beyond >> plane & 1))
      continue;
    count = cut_polygon(v, plane, from, count, kept);
    for (int k = 0; k < count; k++)
      from[k] = kept[k];
  }
  for (int k = 0; k < count; k++) {
    stand(v, &from[k].place, &to[k]);
    to[k].color = bytes_of(from[k].color);
  }
  return count;
}

static void cut_triangle(const space_view *v, const nb_command *mesh, const uint32_t corner[3],
                         const space_point *points, unsigned beyond, solids *out)
{
  solid_corner cut[SPACE_CUT_CORNERS];
  int count = space_mesh_cut(v, mesh, corner, points, beyond, cut);
  for (int k = 2; k < count; k++)
    solids_triangle(out, &cut[0], &cut[k - 1], &cut[k], v->perspective);
}

// ---------------------------------------------------------------------------------------------------------------
// The others

static void whole_triangle(const space_view *v, const nb_command *mesh, const space_point *a,
                           const space_point *b, const space_point *c, solids *out)
{
  if (!space_mesh_behind(v, solid_area(&a->corner, &b->corner, &c->corner))) {
    solids_triangle(out, &a->corner, &b->corner, &c->corner, v->perspective);
  } else if (mesh->mesh.two_sided) {
    solid_corner corners[3] = {a->corner, b->corner, c->corner};
    corners[0].color = a->back;
    corners[1].color = b->back;
    corners[2].color = c->back;
    solids_triangle(out, &corners[0], &corners[1], &corners[2], v->perspective);
  }
}

// Whether triangle k + 1 goes on from triangle k, as the two halves of a cell do: a b c, a c d.
static bool is_cell(const uint32_t *corner)
{
  return corner[3] == corner[0] && corner[4] == corner[2];
}

// The two triangles of a cell as one, where that is as good.
static bool whole_cell(const space_view *v, const nb_command *mesh, const space_point *const p[4],
                       solids *out)
{
  bool back = (solid_area(&p[0]->corner, &p[1]->corner, &p[2]->corner) > 0) != v->mirrored;
  solid_corner corners[4];
  if (p[0]->beyond | p[1]->beyond | p[2]->beyond | p[3]->beyond || (back && !mesh->mesh.two_sided))
    return false;
  for (int k = 0; k < 4; k++) {
    corners[k] = p[k]->corner;
    if (back)
      corners[k].color = p[k]->back;
  }
  return solids_quad(out, &corners[0], &corners[1], &corners[2], &corners[3], v->perspective);
}

void space_mesh_triangles(const space_view *v, const nb_command *mesh, uint32_t first, uint32_t count,
                          const space_point *points, solids *out)
{
  out->slack = (float)(0.25 * v->lift / v->point); // a quarter of a pixel's size, which does not show
  for (uint32_t k = first; k < first + count; k++) {
    const uint32_t *corner = mesh->corners + 3 * (size_t)k;
    const space_point *a = &points[corner[0]], *b = &points[corner[1]], *c = &points[corner[2]];
    if (k + 1 < first + count && is_cell(corner) &&
        whole_cell(v, mesh, (const space_point *const[]){a, b, c, &points[corner[5]]}, out)) {
      k++;
      continue;
    }
    if (a->beyond & b->beyond & c->beyond)
      continue;
    unsigned beyond = a->beyond | b->beyond | c->beyond;
    if (beyond)
      cut_triangle(v, mesh, corner, points, beyond, out);
    else
      whole_triangle(v, mesh, a, b, c, out);
  }
}
