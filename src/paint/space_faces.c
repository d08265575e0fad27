#include "paint/space_faces.h"

#include <stdlib.h>

void space_faces_clear(space_faces *f)
{
  f->count[SPACE_OPAQUE] = f->count[SPACE_CLEAR] = f->point_count = 0;
  f->failed = false;
}

void space_faces_free(space_faces *f)
{
  for (int part = 0; part < SPACE_PARTS; part++)
    free(f->corners[part]);
  free(f->points);
  *f = (space_faces){0};
}

// Room for `more` items after the `count` that there are.
static bool grow(space_faces *f, void **items, uint32_t *capacity, uint32_t count, uint32_t more, size_t size)
{
  if (count + more <= *capacity)
    return true;
  size_t wanted = (size_t)count + count / 2 + more + 256;
  void *grown = realloc(*items, wanted * size);
  if (!grown) {
    f->failed = true;
    return false;
  }
  *items = grown;
  *capacity = (uint32_t)wanted;
  return true;
}

// Room for `triangles` more of either part.
static bool reserve(space_faces *f, uint32_t triangles)
{
  bool room = true;
  for (int part = 0; part < SPACE_PARTS; part++)
    room = room && grow(f, (void **)&f->corners[part], &f->capacity[part], f->count[part], 3 * triangles,
                        sizeof *f->corners[part]);
  return room;
}

static void put(space_faces *f, uint32_t alphas, uint32_t a, uint32_t b, uint32_t c)
{
  space_part part = alphas >> 24 == 255 ? SPACE_OPAQUE : SPACE_CLEAR;
  uint32_t *to = f->corners[part] + f->count[part];
  to[0] = a, to[1] = b, to[2] = c;
  f->count[part] += 3;
}

static void put_cut(space_faces *f, const solid_corner *corners, int count)
{
  uint32_t first = f->point_count | SPACE_FACES_OWN, alphas = UINT32_MAX;
  if (count < 3 || !reserve(f, (uint32_t)count - 2) ||
      !grow(f, (void **)&f->points, &f->point_capacity, f->point_count, (uint32_t)count, sizeof *f->points))
    return;
  for (int k = 0; k < count; k++) {
    f->points[f->point_count++] = (space_point){.corner = corners[k], .back = corners[k].color};
    alphas &= corners[k].color;
  }
  for (uint32_t k = 2; k < (uint32_t)count; k++)
    put(f, alphas, first, first + k - 1, first + k);
}

void space_faces_add(space_faces *f, const space_view *v, const nb_command *mesh, uint32_t first,
                     uint32_t count, const space_point *points, uint32_t base)
{
  solid_corner cut[SPACE_CUT_CORNERS];
  if (!reserve(f, count))
    return;
  for (uint32_t k = first; k < first + count; k++) {
    const uint32_t *corner = mesh->corners + 3 * (size_t)k;
    const space_point *a = &points[corner[0]], *b = &points[corner[1]], *c = &points[corner[2]];
    unsigned beyond = a->beyond | b->beyond | c->beyond;
    if (a->beyond & b->beyond & c->beyond)
      continue;
    if (beyond) {
      put_cut(f, cut, space_mesh_cut(v, mesh, corner, points, beyond, cut));
      if (!reserve(f, first + count - k))
        return;
      continue;
    }
    int64_t area = solid_area(&a->corner, &b->corner, &c->corner);
    if (area != 0 && (mesh->mesh.two_sided || !space_mesh_behind(v, area)))
      put(f, a->corner.color & b->corner.color & c->corner.color, base + corner[0], base + corner[1],
          base + corner[2]);
  }
}
