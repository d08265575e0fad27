// A stroke of ink: a chain of cubic curves whose width changes from knot to knot.
//
//              out ----.            in
//      knot  o---'      `---.    .---o knot        between two knots lies one cubic: at, out, in, at
//         width 1             `-'      width 0.7
//
// Where `in`, `at` and `out` lie on a line the stroke is smooth; where they do not it has a corner. A single
// knot is a dot. Positions are in board units, so that ink looks the same in a window of any size.
#ifndef NOTEBOOK_INK_STROKE_H
#define NOTEBOOK_INK_STROKE_H

#include <stdbool.h>
#include <stdint.h>

#include "nabla/math/vector.h"

enum {
  INK_MAX_KNOTS = 4096, // of a stroke; a longer one is written as several
  INK_COLORS = 5,       // text, blue, vermilion, green, amber: the pen tray's
  INK_WIDTHS = 3,
  INK_WIDEST = 200, // a knot's width: of what was written from far away
};

typedef enum ink_tool {
  INK_PEN,
  INK_HIGHLIGHTER, // wide, flat and translucent, over what it marks
  INK_PICTURE,     // no line: a picture of a scene, from its first knot, the lower left corner, to its second
  INK_TOOLS,
} ink_tool;

typedef struct ink_knot {
  nb_vec2 in, at, out;
  float width; // as a share of the pen's: 0 to INK_WIDEST
} ink_knot;

// How a stroke looks, and what it is pinned to.
typedef struct ink_look {
  uint32_t tool;  // ink_tool
  uint32_t color; // 0 to INK_COLORS - 1; of a picture: its number
  uint32_t width; // 0 (fine) to INK_WIDTHS - 1 (broad)
  uint32_t pin;   // the pin's number and one more; 0: none
} ink_look;

// How wide a stroke of this look is where its knot says 1, in points.
float ink_look_points(ink_look look);

// A point of the curve between two knots, t from 0 to 1, and how wide it is there as a share.
nb_vec2 ink_between(const ink_knot *a, const ink_knot *b, float t);
float ink_width_between(const ink_knot *a, const ink_knot *b, float t);

// Cuts the curve between two knots at t: the knot that lies there, with *a's `out` and *b's `in` brought closer, so
// that both halves together are the same curve (de Casteljau).
ink_knot ink_divide(ink_knot *a, ink_knot *b, float t);

// What holds every point of the curves and their controls, without their width.
nb_rect ink_bounds(const ink_knot *knots, int count);

// The chain as a line of points no farther than `tolerance` (board units, above 0) from its curves, for what has to
// be near it: calls `go` with each point and its width as a share, the first knot's first.
void ink_follow(const ink_knot *knots, int count, float tolerance,
                void (*go)(nb_vec2 at, float width, void *context), void *context);

// True where knots read from a file can be drawn: 1 to INK_MAX_KNOTS of them, all finite, within 1,000 board units of
// the origin and with widths of 0 to INK_WIDEST.
bool ink_is_sound(const ink_knot *knots, int count);

#endif
