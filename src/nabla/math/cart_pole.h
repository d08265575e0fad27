// A cart with a pole on it, to be kept upright by pushing left or right (Barto, Sutton and Anderson,
// "Neuronlike adaptive elements that can solve difficult learning control problems", 1983).
//
//   nb_cart_pole nb_cart_pole_start nb_cart_pole_push nb_cart_pole_fallen
//
//             /  angle from the vertical, to the right     With F the push, m and M the masses of pole
//            /                                             and cart, l half the pole's length:
//        ___/___
//  F -> |_______|      (M + m) x'' + m l (angle'' cos angle - angle'^2 sin angle) = F
//  ______o___o______   4/3 l angle'' + x'' cos angle = g sin angle
//          x
#ifndef NABLA_MATH_CART_POLE_H
#define NABLA_MATH_CART_POLE_H

#include <stdbool.h>

#include "nabla/export.h"
#include "nabla/math/random.h"

// Plain data; the four numbers are what a policy sees.
typedef struct nb_cart_pole {
  float x, speed;    // m, m/s
  float angle, turn; // radians, radians/s
} nb_cart_pole;

// How the cart is built, as in the paper: 1 kg, a pole of 0.1 kg and 1 m, pushes of 10 N, g = 9.8 m/s^2. A
// step is 1/50 s.
#define NB_CART_POLE_MASS 1.0f
#define NB_CART_POLE_POLE_MASS 0.1f
#define NB_CART_POLE_HALF_LENGTH 0.5f
#define NB_CART_POLE_PUSH 10.0f
#define NB_CART_POLE_GRAVITY 9.8f
#define NB_CART_POLE_SECONDS 0.02f

// Nearly upright at rest: all four uniform within +-0.05.
NB_API nb_cart_pole nb_cart_pole_start(nb_random *random);

// How it stands 1/50 s after a push of so many N (Euler's method, positions by the speeds before).
NB_API nb_cart_pole nb_cart_pole_push(nb_cart_pole now, float push);

// Has it left +-2.4 m or +-12 degrees, or ceased to be numbers?
NB_API bool nb_cart_pole_fallen(nb_cart_pole now);

#endif
