#include "nabla/math/particles.h"

static nb_particle begin(nb_rect area, nb_random *random)
{
  nb_particle p = {.age = 0};
  p.at.x = area.x + area.width * nb_random_float(random);
  p.at.y = area.y + area.height * nb_random_float(random);
  p.life = NB_PARTICLE_SHORTEST + (NB_PARTICLE_LONGEST - NB_PARTICLE_SHORTEST) * nb_random_float(random);
  return p;
}

void nb_particles_start(nb_particle *particles, uint32_t count, nb_rect area, nb_random *random)
{
  for (uint32_t k = 0; k < count; k++) {
    particles[k] = begin(area, random);
    particles[k].age = particles[k].life * nb_random_float(random);
  }
}

void nb_particles_move(nb_particle *particles, uint32_t count, nb_vector_field_function f,
                       const void *context, nb_rect area, float dt, nb_random *random)
{
  for (uint32_t k = 0; k < count; k++) {
    nb_particle *p = &particles[k];
    p->at = nb_field_flow(f, context, p->at, dt);
    p->age += dt;
    if (!(p->age <= p->life) || !nb_inside(area, p->at))
      *p = begin(area, random);
  }
}
