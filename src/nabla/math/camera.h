// A camera that looks at a point of space and goes round it, and what it sees on a part of the board.
//
//   nb_camera_eye nb_camera_orbit nb_camera_pan nb_camera_dolly nb_camera_between nb_camera_above
//   nb_look nb_on_view nb_view_depth nb_view_scale nb_view_ray nb_view_moves
//
//            eye                 The eye stands `distance` from the target, seen from there in the direction of
//           /|                   `azimuth` (counter-clockwise from the x axis, seen from above) and `elevation`
//     dist / | elevation         above the plane of x and y. z is up.
//         /  |
//   target---+- azimuth
#ifndef NABLA_MATH_CAMERA_H
#define NABLA_MATH_CAMERA_H

#include "nabla/list_space.h"
#include "nabla/math/vector3.h"

// All floats, so that it is a parameter like any other: of eight parts. At the target an orthographic camera sees all as
// large as in perspective.
typedef struct nb_camera {
  nb_vec3 target;
  float distance;      // above 0; 0: 8
  float azimuth;       // radians
  float elevation;     // radians, -pi/2 (from below) to pi/2 (from above)
  float field_of_view; // from the view's foot to its top, radians, below pi; 0: 0.6
  float orthographic;  // 1: what is far away is as large as what is near
} nb_camera;

NB_API nb_vec3 nb_camera_eye(nb_camera c);

// Goes round the target by angles in radians; straight above or below it is the end.
NB_API nb_camera nb_camera_orbit(nb_camera c, float azimuth, float elevation);
// Moves the target, and the camera with it, by so much of the view's height to the right and up as it sees them.
NB_API nb_camera nb_camera_pan(nb_camera c, float right, float up);
// Goes `factor` times as far away (0.5: half as far): between a thousandth and a thousand times of 8.
NB_API nb_camera nb_camera_dolly(nb_camera c, float factor);
// From a (t = 0, exactly) to b (t = 1, exactly), round the target the shorter way; distances by equal factors. Where one of them is
// orthographic, the eye goes ever farther away on the way to it, and the field narrows: what is at the target keeps its size.
NB_API nb_camera nb_camera_between(nb_camera a, nb_camera b, float t);

// Straight above the target, as far away: a map, x to the right and y up, with high and low equally large.
NB_API nb_camera nb_camera_above(nb_camera c);

// What a camera sees in an area of the board. Camera coordinates of p are turn p + shift: x to the right, y up, z
// toward the viewer (list_space.h).
typedef struct nb_view {
  nb_rect area;
  nb_mat3 turn;
  nb_vec3 shift;
  nb_projection projection;
  float height, near;
} nb_view;

NB_API nb_view nb_look(nb_camera camera, nb_rect area);

// Where p stands on the board; NaN where it lies behind the camera, or nearer than it sees.
NB_API nb_vec2 nb_on_view(nb_view view, nb_vec3 p);
NB_API float nb_view_depth(nb_view view, nb_vec3 p); // how far before the camera, units of space
NB_API float nb_view_scale(nb_view view,
                           nb_vec3 p); // board units to a unit of space that faces the camera at p

// All that stands at a point of the board: the points from + t along, `along` of length 1, t growing away from
// the viewer.
NB_API void nb_view_ray(nb_view view, nb_vec2 at, nb_vec3 *from, nb_vec3 *along);

// How a point at p moves on the board when it moves in space along x, y and z: the derivative of nb_on_view,
// columns of board units to a unit of space.
NB_API void nb_view_moves(nb_view view, nb_vec3 p, nb_vec2 moves[3]);

#endif
