// Particles that a flow carries, as dust shows a draught.
//
//   nb_particle nb_particles_start nb_particles_move
//
// They are plain data in a scene's state, moved in its tick:
//
//   nb_particles_move(s->dust, DUST, wind, NULL, area, 1.0f / NB_TICKS_PER_SECOND, &s->random);
//
// Each lives for a while and then begins anew somewhere else, so that they do not all end up in the flow's sinks.
#ifndef NABLA_MATH_PARTICLES_H
#define NABLA_MATH_PARTICLES_H

#include <stdint.h>

#include "nabla/math/field.h"
#include "nabla/math/random.h"

// The seconds that a particle lives: from the first to the second, evenly.
#define NB_PARTICLE_SHORTEST 2.0f
#define NB_PARTICLE_LONGEST 6.0f

typedef struct nb_particle {
  nb_vec2 at;
  float age, life; // seconds; fade it in and out by both
} nb_particle;

// Puts them anywhere in area, at any age.
NB_API void nb_particles_start(nb_particle *particles, uint32_t count, nb_rect area, nb_random *random);

// Moves each by seconds dt along the flow (nb_field_flow). What is too old or has left the area begins anew.
NB_API void nb_particles_move(nb_particle *particles, uint32_t count, nb_vector_field_function f,
                              const void *context, nb_rect area, float dt, nb_random *random);

#endif
