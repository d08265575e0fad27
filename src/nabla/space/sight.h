// How much of a place on the board is left free by the faces of a space that stand before it.
#ifndef NABLA_SPACE_SIGHT_H
#define NABLA_SPACE_SIGHT_H

#include "nabla/board/recorder.h"

// A patch of the board through which one looks into space, as far as `depth`. What comes nearer to that than `slack`
// counts less and less, down to nothing at half of it, so that what stands on a surface is not hidden by it.
typedef struct sight_patch {
  nb_rect where;
  float depth, slack; // units of space before the camera
  float clear;        // filled in: 0 opaque faces all over, 1 none
} sight_patch;

// Looks through patches at the meshes among the commands, which are the recorder's own. The nearer to a patch's middle
// a face is, the more it counts, so that `clear` glides as faces move across. A face that reaches behind the camera
// is not seen. Without memory all is clear.
void sight_look(nb_board *b, const uint8_t *commands, size_t size, nb_view view, sight_patch *patches,
                int count);

#endif
