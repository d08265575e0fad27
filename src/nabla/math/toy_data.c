#include "nabla/math/toy_data.h"

#include <math.h>
#include <stddef.h>

#include "nabla/math/elementary.h"

#define PI 3.14159265f

// nb_polar with sines that are the same everywhere, so that what is learnt from the points is too.
static nb_vec2 at_angle(float radius, float angle)
{
  return nb_at(radius * nb_cosine(angle), radius * nb_sine(angle));
}

static void put(nb_vec2 *points, uint8_t *labels, uint32_t k, nb_vec2 p, uint32_t label, float noise,
                nb_random *random)
{
  float x = noise * nb_random_normal(random), y = noise * nb_random_normal(random);
  points[k] = nb_at(p.x + x, p.y + y);
  if (labels != NULL)
    labels[k] = (uint8_t)label;
}

static uint32_t allowed(uint32_t classes)
{
  return classes < 1 ? 1 : classes > 255 ? 255 : classes;
}

void nb_two_moons(nb_vec2 *points, uint8_t *labels, uint32_t count, float noise, nb_random *random)
{
  for (uint32_t k = 0; k < count; k++) {
    nb_vec2 p = at_angle(1, PI * nb_random_float(random));
    if (k % 2 == 1)
      p = nb_at(1 - p.x, 0.5f - p.y);
    put(points, labels, k, nb_at(p.x - 0.5f, p.y - 0.25f), k % 2, noise, random);
  }
}

// The root spreads the points evenly along the arm, which grows longer outwards.
void nb_spirals(nb_vec2 *points, uint8_t *labels, uint32_t count, uint32_t classes, float turns, float noise,
                nb_random *random)
{
  classes = allowed(classes);
  for (uint32_t k = 0; k < count; k++) {
    uint32_t label = k % classes;
    float radius = sqrtf(nb_random_float(random));
    float angle = 2 * PI * (turns * radius + (float)label / (float)classes);
    put(points, labels, k, at_angle(radius, angle), label, noise, random);
  }
}

void nb_blobs(nb_vec2 *points, uint8_t *labels, uint32_t count, uint32_t classes, float noise,
              nb_random *random)
{
  classes = allowed(classes);
  for (uint32_t k = 0; k < count; k++) {
    uint32_t label = k % classes;
    nb_vec2 middle = at_angle(classes > 1 ? 1 : 0, PI / 2 + 2 * PI * (float)label / (float)classes);
    put(points, labels, k, middle, label, noise, random);
  }
}

// The size of both coordinates is drawn, and their signs follow from the class and one more draw.
void nb_xor(nb_vec2 *points, uint8_t *labels, uint32_t count, float noise, nb_random *random)
{
  for (uint32_t k = 0; k < count; k++) {
    float x = 1 - nb_random_float(random), y = 1 - nb_random_float(random); // above 0
    float sign = nb_random_below(random, 2) == 0 ? 1 : -1;
    nb_vec2 p = nb_at(sign * x, k % 2 == 0 ? sign * y : -sign * y);
    put(points, labels, k, p, k % 2, noise, random);
  }
}
