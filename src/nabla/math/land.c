#include "nabla/math/land.h"

#include <math.h>

#include "nabla/math/field.h"

// How high a hill stands over the ground at p.
static float bump(const nb_hill *hill, nb_vec2 p)
{
  nb_vec2 d = nb_sub(p, hill->middle);
  return hill->rise * expf(-nb_dot(d, d) / (2 * hill->spread * hill->spread));
}

static bool is_hill(const nb_hill *hill)
{
  return hill->rise != 0;
}

float nb_land_height(nb_vec2 p, const void *land)
{
  const nb_land *l = land;
  float sum = l->base + nb_dot(l->slope, p);
  for (int k = 0; k < NB_LAND_HILLS; k++)
    sum += is_hill(&l->hills[k]) ? bump(&l->hills[k], p) : 0;
  return sum;
}

nb_vec2 nb_land_gradient(nb_vec2 p, const void *land)
{
  const nb_land *l = land;
  nb_vec2 sum = l->slope;
  for (const nb_hill *hill = l->hills; hill < l->hills + NB_LAND_HILLS; hill++) {
    if (!is_hill(hill))
      continue;
    float steep = bump(hill, p) / (hill->spread * hill->spread);
    sum = nb_add(sum, nb_scale(steep, nb_sub(hill->middle, p)));
  }
  return sum;
}

// How the gradient changes at p along x and along y.
static nb_mat2 bend(const nb_land *l, nb_vec2 p)
{
  nb_mat2 sum = {{0, 0}, {0, 0}};
  for (const nb_hill *hill = l->hills; hill < l->hills + NB_LAND_HILLS; hill++) {
    if (!is_hill(hill))
      continue;
    float square = hill->spread * hill->spread, steep = bump(hill, p) / square;
    nb_vec2 d = nb_sub(p, hill->middle);
    sum.i = nb_add(sum.i, nb_at(steep * (d.x * d.x / square - 1), steep * d.x * d.y / square));
    sum.j = nb_add(sum.j, nb_at(steep * d.x * d.y / square, steep * (d.y * d.y / square - 1)));
  }
  return sum;
}

nb_vec2 nb_land_level(const nb_land *land, nb_vec2 from)
{
  enum { TRIES = 100 };
  float most = INFINITY, length = INFINITY; // of a step: it may be, it was
  nb_vec2 p = from;
  for (int k = 0; k < NB_LAND_HILLS; k++)
    most = is_hill(&land->hills[k]) ? fminf(most, 0.5f * land->hills[k].spread) : most;
  for (int k = 0; k < TRIES && length > 1e-6f; k++) {
    nb_vec2 step = nb_least_squares2(bend(land, p), nb_land_gradient(p, land));
    length = nb_length(step);
    p = nb_sub(p, nb_scale(length > most ? most / length : 1, step));
  }
  return nb_length(nb_land_gradient(p, land)) < 1e-4f ? p : from;
}

static nb_vec2 along(nb_vec2 p, const void *land)
{
  return nb_unit(nb_perp(nb_land_gradient(p, land)));
}

nb_vec2 nb_land_along(const nb_land *land, nb_vec2 from, float way)
{
  enum { PARTS = 20 };
  for (int k = 0; k < PARTS; k++)
    from = nb_field_flow(along, land, from, way / PARTS);
  return from;
}
