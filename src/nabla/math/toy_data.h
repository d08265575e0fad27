// Small data sets of the plane, to be told apart: drawn at random, as many as one likes.
//
//   nb_two_moons nb_spirals nb_blobs nb_xor
//
//   two moons        spirals           blobs           xor
//     .--.             .-.            ..   xx         x x | . .
//    .  x .  x        ( x )          ...  xxx         x   |   .
//        x   x         ' x'           .   x           ----+----
//         x-x                            oo o         . . | x x
//
// Points lie within about -1.5 to 1.5 unless a line says otherwise. Classes take turns: point k is of class k
// mod classes, so that any number of the first points is balanced. labels (which may be NULL) are the classes, 0
// on; noise is the standard deviation of what is added to both coordinates. The same bits on every machine.
#ifndef NABLA_MATH_TOY_DATA_H
#define NABLA_MATH_TOY_DATA_H

#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/random.h"
#include "nabla/math/vector.h"

// Two half circles of radius 1 that reach into each other, as scikit-learn's make_moons, moved to the middle.
NB_API void nb_two_moons(nb_vec2 *points, uint8_t *labels, uint32_t count, float noise, nb_random *random);

// `classes` arms (1 to 255) that wind out from the middle to radius 1, `turns` times round.
NB_API void nb_spirals(nb_vec2 *points, uint8_t *labels, uint32_t count, uint32_t classes, float turns,
                       float noise, nb_random *random);

// `classes` clouds (1 to 255), their middles evenly on a circle of radius 1 (one cloud: in the middle), spread by
// `noise`.
NB_API void nb_blobs(nb_vec2 *points, uint8_t *labels, uint32_t count, uint32_t classes, float noise,
                     nb_random *random);

// Evenly over the square from -1 to 1, of class 1 where x and y have different signs; then noise.
NB_API void nb_xor(nb_vec2 *points, uint8_t *labels, uint32_t count, float noise, nb_random *random);

#endif
