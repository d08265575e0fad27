#include "nabla/math/cart_pole.h"

#include "nabla/math/elementary.h"

static float within(nb_random *random, float bound)
{
  return bound * (2 * nb_random_float(random) - 1);
}

nb_cart_pole nb_cart_pole_start(nb_random *random)
{
  nb_cart_pole start;
  start.x = within(random, 0.05f);
  start.speed = within(random, 0.05f);
  start.angle = within(random, 0.05f);
  start.turn = within(random, 0.05f);
  return start;
}

// The two equations solved for angle'', then x''.
nb_cart_pole nb_cart_pole_push(nb_cart_pole now, float push)
{
  const float mass = NB_CART_POLE_MASS + NB_CART_POLE_POLE_MASS, dt = NB_CART_POLE_SECONDS;
  const float moment = NB_CART_POLE_POLE_MASS * NB_CART_POLE_HALF_LENGTH;
  float sine = nb_sine(now.angle), cosine = nb_cosine(now.angle);
  float force = (push + moment * now.turn * now.turn * sine) / mass;
  float turning = (NB_CART_POLE_GRAVITY * sine - cosine * force) /
                  (NB_CART_POLE_HALF_LENGTH * (4.0f / 3 - NB_CART_POLE_POLE_MASS * cosine * cosine / mass));
  float pushing = force - moment * turning * cosine / mass;
  return (nb_cart_pole){now.x + dt * now.speed, now.speed + dt * pushing, now.angle + dt * now.turn,
                        now.turn + dt * turning};
}

bool nb_cart_pole_fallen(nb_cart_pole now)
{
  const float far = 2.4f, steep = 0.20943951f;
  bool stands = now.x >= -far && now.x <= far && now.angle >= -steep && now.angle <= steep;
  return !stands;
}
