// A camera that looks at a point of space and goes round it.
//
//            eye                 The eye stands `distance` from the target, seen from there in the direction of
//           /|                   `azimuth` (counter-clockwise from the x axis, seen from above) and `elevation`
//     dist / | elevation         above the plane of x and y. z is up.
//         /  |
//   target---+- azimuth
#ifndef NABLA_MATH_CAMERA_H
#define NABLA_MATH_CAMERA_H

#include <stdint.h>

#include "nabla/math/vector.h"

typedef struct nb_camera {
  nb_vec3 target;
  float distance;      // above 0
  float azimuth;       // radians
  float elevation;     // radians, -pi/2 (from below) to pi/2 (from above)
  float field_of_view; // from the view's foot to its top, radians; 0: 0.6
  int32_t
      orthographic; // 1: things far away are as large as near ones; at the target all is as large as in perspective
} nb_camera;

#endif
