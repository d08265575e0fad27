// Meshes put together, and the bodies made of flat faces.
#include <math.h>
#include <string.h>

#include "nabla/space/inside.h"

space_body space_body_begin(nb_board *b, uint32_t points, uint32_t triangles)
{
  space_body m = {.board = b, .point_capacity = points, .corner_capacity = 3 * triangles};
  m.points = board_take(b, points * sizeof *m.points);
  m.normals = board_take(b, points * sizeof *m.normals);
  m.colors = board_take(b, points * sizeof *m.colors);
  m.corners = board_take(b, m.corner_capacity * sizeof *m.corners);
  m.failed = m.points == NULL || m.normals == NULL || m.colors == NULL || m.corners == NULL;
  return m;
}

// Room for one more point, and for one more triangle; what the arena had taken stays until the frame ends.
static bool has_room(space_body *m)
{
  if (!m->failed && m->point_count == m->point_capacity) {
    uint32_t more = 2 * m->point_capacity + 64;
    m->points = space_larger(m->board, m->points, m->point_count, more, sizeof *m->points);
    m->normals = space_larger(m->board, m->normals, m->point_count, more, sizeof *m->normals);
    m->colors = space_larger(m->board, m->colors, m->point_count, more, sizeof *m->colors);
    m->point_capacity = more;
  }
  if (!m->failed && m->corner_count + 3 > m->corner_capacity) {
    uint32_t more = 2 * m->corner_capacity + 96;
    m->corners = space_larger(m->board, m->corners, m->corner_count, more, sizeof *m->corners);
    m->corner_capacity = more;
  }
  m->failed = m->failed || m->points == NULL || m->normals == NULL || m->colors == NULL || m->corners == NULL;
  return !m->failed;
}

uint32_t space_body_point(space_body *m, space_corner c)
{
  if (!has_room(m))
    return 0;
  m->points[m->point_count] = c.at;
  m->normals[m->point_count] = c.normal;
  m->colors[m->point_count] = c.color;
  return m->point_count++;
}

void space_body_triangle(space_body *m, uint32_t a, uint32_t b, uint32_t c)
{
  if (!has_room(m))
    return;
  uint32_t *to = &m->corners[m->corner_count];
  to[0] = a, to[1] = b, to[2] = c;
  m->corner_count += 3;
}

void space_body_face(space_body *m, const nb_vec3 *points, int count, nb_rgba color)
{
  nb_vec3 normal = {0, 0,
                    0}; // Newell's: right for faces that are not quite flat, and 0 for those without area
  for (int k = 0; k < count; k++)
    normal = nb_add3(normal, nb_cross3(points[k], points[(k + 1) % count]));
  normal = nb_unit3(normal);
  uint32_t first = m->point_count;
  for (int k = 0; k < count; k++)
    space_body_point(m, (space_corner){points[k], normal, color});
  for (int k = 2; k < count; k++)
    space_body_triangle(m, first, first + (uint32_t)k - 1, first + (uint32_t)k);
}

void space_body_draw(space_body *m, float shine)
{
  if (m->failed || m->corner_count == 0)
    return;
  board_mesh mesh = {
      .fixed = {.point_count = m->point_count,
                .normal_count = m->point_count,
                .color_count = m->point_count,
                .triangle_count = m->corner_count / 3,
                .two_sided = 1,
                .shine = board_unit(shine)},
      .points = m->points,
      .normals = m->normals,
      .colors = m->colors,
      .corners = m->corners,
  };
  board_append_mesh(m->board, &mesh);
}

nb_rgba space_fill(const nb_board *b, const nb_style *style, nb_color fallback)
{
  return board_rgba(b, style->fill, fallback, style->alpha);
}

// ---------------------------------------------------------------------------------------------------------------
// Flat faces, each with its edges

enum { FACE_MOST = 5 };

static const nb_vec3 *grown(nb_vec3 *points, int count, nb_vec3 middle, float reveal)
{
  for (int k = 0; k < count; k++)
    points[k] = nb_mix3(middle, points[k], reveal);
  return points;
}

static void draw_edges(nb_board *b, const nb_vec3 *points, const uint8_t (*edges)[2], int count,
                       nb_style style)
{
  space_runs r = space_runs_begin(b, 2 * (uint32_t)count, (uint32_t)count);
  for (int k = 0; k < count; k++) {
    space_runs_move(&r);
    space_runs_go(&r, points[edges[k][0]]);
    space_runs_go(&r, points[edges[k][1]]);
  }
  nb_color color = style.fill == NB_DEFAULT ? NB_PLANE : style.fill;
  style.reveal = 1;
  space_runs_draw(&r, &style, color, 2, 1);
}

void nb_parallelogram(nb_board *b, nb_vec3 corner, nb_vec3 u, nb_vec3 v, nb_style style)
{
  static const uint8_t edges[][2] = {{0, 1}, {1, 2}, {2, 3}, {3, 0}};
  nb_vec3 points[4] = {corner, nb_add3(corner, u), nb_add3(nb_add3(corner, u), v), nb_add3(corner, v)};
  if (!board_shows(&style))
    return;
  grown(points, 4, nb_mix3(points[0], points[2], 0.5f), board_unit(style.reveal));
  space_body m = space_body_begin(b, 4, 2);
  space_body_face(&m, points, 4, space_fill(b, &style, NB_PLANE));
  space_body_draw(&m, 0);
  draw_edges(b, points, edges, 4, style);
}

void nb_box(nb_board *b, nb_vec3 corner, nb_mat3 e, nb_style style)
{
  // Corner k lies at the sum of the columns whose bits are set in k.
  static const uint8_t faces[6][4] = {{0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4},
                                      {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}};
  static const uint8_t edges[12][2] = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3},
                                       {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}};
  nb_vec3 points[8];
  if (!board_shows(&style))
    return;
  for (int k = 0; k < 8; k++) {
    nb_vec3 steps = {(float)(k & 1), (float)(k >> 1 & 1), (float)(k >> 2)};
    points[k] = nb_add3(corner, nb_apply3(e, steps));
  }
  grown(points, 8, nb_mix3(points[0], points[7], 0.5f), board_unit(style.reveal));
  space_body m = space_body_begin(b, 24, 12);
  nb_rgba color = space_fill(b, &style, NB_PLANE);
  for (int k = 0; k < 6; k++) {
    nb_vec3 face[4];
    for (int n = 0; n < 4; n++)
      face[n] = points[faces[k][n]];
    space_body_face(&m, face, 4, color);
  }
  space_body_draw(&m, 0);
  draw_edges(b, points, edges, 12, style);
}

// ---------------------------------------------------------------------------------------------------------------
// Regular solids: their corners are given, and their faces found, as all that lie in a plane with no corner beyond it.

typedef struct solid {
  nb_vec3 points[20];
  int count;
  int sides; // of a face
} solid;

static void add_signs(solid *s, nb_vec3 p)
{
  for (int k = 0; k < 8; k++) {
    nb_vec3 q = {k & 1 ? -p.x : p.x, k & 2 ? -p.y : p.y, k & 4 ? -p.z : p.z};
    bool again = (p.x == 0 && k & 1) || (p.y == 0 && k & 2) || (p.z == 0 && k & 4);
    if (!again)
      s->points[s->count++] = nb_unit3(q);
  }
}

static void add_turns(solid *s, float x, float y, float z)
{
  add_signs(s, nb_at3(x, y, z));
  add_signs(s, nb_at3(z, x, y));
  add_signs(s, nb_at3(y, z, x));
}

static solid solid_of(nb_solid_kind kind)
{
  const float golden = 1.618034f;
  solid s = {.sides = kind == NB_CUBE ? 4 : kind == NB_DODECAHEDRON ? 5 : 3};
  if (kind == NB_TETRAHEDRON) {
    const nb_vec3 corners[] = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
    for (int k = 0; k < 4; k++)
      s.points[s.count++] = nb_unit3(corners[k]);
  } else if (kind == NB_OCTAHEDRON) {
    add_turns(&s, 1, 0, 0);
  } else if (kind == NB_ICOSAHEDRON) {
    add_turns(&s, 0, 1, golden);
  } else {
    add_signs(&s, nb_at3(1, 1, 1));
    if (kind == NB_DODECAHEDRON)
      add_turns(&s, 0, 1 / golden, golden);
  }
  return s;
}

// The corners in the plane through a, b and c; 0 where some corner lies beyond it, or where those three are not the
// first of them, as they are for one choice of three.
static int face_through(const solid *s, int a, int b, int c, uint8_t found[FACE_MOST])
{
  nb_vec3 normal =
      nb_unit3(nb_cross3(nb_sub3(s->points[b], s->points[a]), nb_sub3(s->points[c], s->points[a])));
  float height = nb_dot3(normal, s->points[a]);
  int count = 0;
  if (height < 0) {
    normal = nb_scale3(-1, normal);
    height = -height;
  }
  if (height < 1e-3f)
    return 0;
  for (int k = 0; k < s->count; k++) {
    float beyond = nb_dot3(normal, s->points[k]) - height;
    if (beyond > 1e-3f || (beyond > -1e-3f && count == FACE_MOST))
      return 0;
    if (beyond > -1e-3f)
      found[count++] = (uint8_t)k;
  }
  return count > 2 && found[0] == a && found[1] == b && found[2] == c ? count : 0;
}

// Sorts a face's corners counter-clockwise, as seen from outside.
static void go_round(const solid *s, uint8_t *face, int count)
{
  nb_vec3 middle = {0, 0, 0}, u, v;
  float angle[FACE_MOST];
  for (int k = 0; k < count; k++)
    middle = nb_add3(middle, s->points[face[k]]);
  space_sides(nb_unit3(middle), &u, &v);
  for (int k = 0; k < count; k++)
    angle[k] = atan2f(nb_dot3(s->points[face[k]], v), nb_dot3(s->points[face[k]], u));
  for (int k = 1; k < count; k++)
    for (int n = k; n > 0 && angle[n] < angle[n - 1]; n--) {
      float swap = angle[n];
      angle[n] = angle[n - 1], angle[n - 1] = swap;
      uint8_t other = face[n];
      face[n] = face[n - 1], face[n - 1] = other;
    }
}

static void sphere(nb_board *b, nb_vec3 middle, float radius, nb_style style)
{
  enum { AROUND = 48, ACROSS = 24 };
  space_body m = space_body_begin(b, (AROUND + 1) * (ACROSS + 1), 2 * AROUND * ACROSS);
  nb_rgba color = space_fill(b, &style, NB_PLANE);
  for (int row = 0; row <= ACROSS; row++) {
    for (int column = 0; column <= AROUND; column++) {
      nb_vec2 round = nb_polar(1, 6.2831853f * (float)(column % AROUND) / AROUND);
      nb_vec2 rise = nb_polar(1, 3.1415927f * ((float)row / ACROSS - 0.5f));
      nb_vec3 n = {rise.x * round.x, rise.x * round.y, rise.y};
      space_body_point(&m, (space_corner){nb_add3(middle, nb_scale3(radius, n)), n, color});
    }
  }
  for (uint32_t row = 0; row < ACROSS; row++) {
    for (uint32_t column = 0; column < AROUND; column++) {
      uint32_t at = row * (AROUND + 1) + column, above = at + AROUND + 1;
      space_body_triangle(&m, at, at + 1, above + 1);
      space_body_triangle(&m, at, above + 1, above);
    }
  }
  space_body_draw(&m, 0.25f);
}

void nb_solid(nb_board *b, nb_solid_kind kind, nb_vec3 middle, float radius, nb_style style)
{
  radius *= board_unit(style.reveal);
  if (!board_shows(&style) || kind > NB_SPHERE)
    return;
  if (kind == NB_SPHERE) {
    sphere(b, middle, radius, style);
    return;
  }
  solid s = solid_of(kind);
  space_body m = space_body_begin(b, 64, 64);
  space_runs edges = space_runs_begin(b, 128, 32);
  nb_rgba color = space_fill(b, &style, NB_PLANE);
  for (int a = 0; a < s.count; a++)
    for (int c = a + 1; c < s.count; c++)
      for (int d = c + 1; d < s.count; d++) {
        uint8_t face[FACE_MOST];
        nb_vec3 points[FACE_MOST];
        int count = face_through(&s, a, c, d, face);
        if (count == 0)
          continue;
        go_round(&s, face, count);
        space_runs_move(&edges);
        for (int k = 0; k < count; k++)
          space_runs_go(&edges, points[k] = nb_add3(middle, nb_scale3(radius, s.points[face[k]])));
        space_runs_go(&edges, points[0]);
        space_body_face(&m, points, count, color);
      }
  space_body_draw(&m, 0);
  style.reveal = 1;
  space_runs_draw(&edges, &style, style.fill == NB_DEFAULT ? NB_PLANE : style.fill, 2, 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Triangles of the scene's own

static bool is_whole(const nb_mesh_spec *mesh, const uint32_t *corners)
{
  for (int k = 0; k < 3; k++)
    if (corners[k] >= (uint32_t)mesh->point_count || !space_is_finite(mesh->points[corners[k]]))
      return false;
  return true;
}

static nb_rgba color_at(const nb_board *b, const nb_mesh_spec *mesh, uint32_t k, const nb_style *style)
{
  return mesh->colors ? board_rgba(b, mesh->colors[k], NB_PLANE, style->alpha)
                      : space_fill(b, style, NB_PLANE);
}

void nb_mesh(nb_board *b, nb_mesh_spec mesh, nb_style style)
{
  if (!board_shows(&style) || mesh.point_count <= 0 || mesh.triangle_count <= 0)
    return;
  space_body m = space_body_begin(b, 3 * (uint32_t)mesh.triangle_count, (uint32_t)mesh.triangle_count);
  for (int t = 0; t < mesh.triangle_count && !m.failed; t++) {
    const uint32_t *corners = &mesh.corners[3 * t];
    if (!is_whole(&mesh, corners))
      continue;
    const nb_vec3 *p = mesh.points;
    nb_vec3 flat =
        nb_unit3(nb_cross3(nb_sub3(p[corners[1]], p[corners[0]]), nb_sub3(p[corners[2]], p[corners[0]])));
    uint32_t numbers[3];
    for (int k = 0; k < 3; k++)
      numbers[k] =
          space_body_point(&m, (space_corner){p[corners[k]], mesh.normals ? mesh.normals[corners[k]] : flat,
                                              color_at(b, &mesh, corners[k], &style)});
    space_body_triangle(&m, numbers[0], numbers[1], numbers[2]);
  }
  space_body_draw(&m, mesh.shine);
}
