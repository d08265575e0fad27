// Colours by what they mean, so that one scene serves both themes.
//
// A colour is either a role (NB_TEXT, NB_I, ...), which the board looks up in its theme, or an exact colour
// from nb_rgb. Colour is meaning, and stays the same from scene to scene; it never carries meaning alone.
#ifndef NABLA_COLOR_H
#define NABLA_COLOR_H

#include <stdint.h>

#include "nabla/export.h"
#include "nabla/list.h"

typedef enum nb_theme {
  NB_CHALK,        // dark
  NB_BOARD,        // light
  NB_CHALK_STRONG, // the same for eyes that need more contrast: all text at least 9:1, colours 5.5:1, grids 3:1
  NB_BOARD_STRONG,
  NB_THEME_COUNT,
} nb_theme;

// A role below NB_ROLE_COUNT, or exact RGBA bytes with red lowest and an alpha of at least 1.
typedef uint32_t nb_color;

enum {
  NB_DEFAULT = 0, // a shape's own default
  NB_TEXT,        // what is read
  NB_DIM,         // what is read second: ticks, hints
  NB_GROUND,      // the board itself
  NB_GRID,        // the resting grid
  NB_PLANE,       // the moved grid
  NB_AXIS,        // axes and moved axes
  NB_I,           // the first basis vector: green
  NB_J,           // the second: vermilion
  NB_K,           // the third: blue
  NB_V,           // the vector in hand: amber
  NB_LEARNING,    // rates, steps, descent: violet
  NB_POSITIVE,    // blue
  NB_NEGATIVE,    // vermilion
  NB_PANEL,       // the ground of a panel, a little off NB_GROUND
  NB_TRACK,       // what is still to come on a strip or slider
  NB_ROLE_COUNT,
};

// An exact colour from sRGB values of 0 to 1 (clamped), opaque.
NB_API nb_color nb_rgb(float red, float green, float blue);

// The bytes of color in theme, alpha 255 for a role. NB_DEFAULT and unknown roles are the theme's text.
NB_API nb_rgba nb_theme_color(nb_theme theme, nb_color color);

// Between two colours in theme, mixed in sRGB bytes: a at t = 0, b at t = 1, clamped.
NB_API nb_color nb_theme_mix(nb_theme theme, nb_color a, nb_color b, float t);

#endif
