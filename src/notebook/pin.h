// What ink can be pinned to in a picture of a scene, and where that stands: points that can be taken hold of, and what is drawn in
// spaces (a dot, a corner of a surface, a point of a line), which keeps its place there while the camera goes round it.
#ifndef NOTEBOOK_PIN_H
#define NOTEBOOK_PIN_H

#include "notebook/ink_page.h"
#include "stage/stage.h"

// A scene as it was last drawn.
typedef struct pin_scene {
  const stage_grab *grabs;
  int grab_count;
  const void *list;
  size_t size;
} pin_scene;

#define PIN_REACH 2.0f // board units: what is farther from the ink is not meant

// Finds what is nearest to any of the points of some ink, points that can be taken hold of before others that are about as
// near. False where there is nothing within reach. pin->from is where it stands now.
bool pin_find(const pin_scene *s, const nb_vec2 *ink, int count, ink_pin *pin);

// Where what a pin is fastened to stands. False where it is not in the picture.
bool pin_stands(const pin_scene *s, const ink_pin *pin, nb_vec2 *at);

// Lets all that is pinned on a page follow: pin->shift. What is not in the picture is where it was.
void pin_follow(const pin_scene *s, ink_page *page);

#endif
