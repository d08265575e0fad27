// The pen: what a hand does becomes a stroke while it does it.
//
//   ink_pen_down(pen, look, sample);
//   ink_pen_move(pen, sample);             // as often as the hand moves
//   pen->knots, pen->count                 // the stroke as it stands, at any time
//   ink_pen_hold(pen)                      // held still at the end: a line, arrow, circle or box, if it is nearly one
//
// The line is smoothed by fitting curves (ink_fit.h), within a pixel of the hand and with its corners kept; what lies
// a good way back does not change any more. It is thinner where the hand was fast, and follows the pressure of a pen
// that reports it.
#ifndef NOTEBOOK_INK_PEN_H
#define NOTEBOOK_INK_PEN_H

#include "notebook/ink_fit.h"

typedef struct ink_sample {
  nb_vec2 at;     // board units
  double when;    // seconds, on any clock that goes forward
  float pressure; // 0 to 1; negative where the device does not tell
} ink_sample;

typedef struct ink_pen {
  ink_look look;
  float
      scale; // board units that look as long as one at the board's own size: 0.5 where the page is twice as large
  ink_knot knots[INK_MAX_KNOTS];
  int count;
  bool straightened; // by ink_pen_hold: what follows is no part of the stroke
  // Of the part that may still change:
  int settled;   // knots before it; it begins at the last of them
  nb_vec2 start; // its direction there; zero at the stroke's beginning
  nb_vec2 samples[INK_FIT_SAMPLES];
  float widths[INK_FIT_SAMPLES];
  int sample_count;
  ink_sample last;
  float speed; // of the hand, smoothed, board units a second
} ink_pen;

// Begins a stroke: a dot. It is as wide, as smooth and as thin where the hand was fast as it would be at the board's own
// size, to eyes that see the page at this scale.
void ink_pen_down(ink_pen *pen, ink_look look, float scale, ink_sample sample);

// Goes on to a sample. One that is not finite, or that has hardly moved, is passed over. False where the stroke is as
// long as it may be: the sample is then to begin another.
bool ink_pen_move(ink_pen *pen, ink_sample sample);

// Straightens the stroke if it is nearly a line, an arrow, a circle or a box. False, with the stroke as it was, where
// it is none.
bool ink_pen_hold(ink_pen *pen);

#endif
