// What a partner sees while somebody explains: the question of the step, what a good explanation says, to be ticked as it is
// heard, what of earlier steps is still unsaid, what comes next, notes, and the clock.
//
//   in a window of its own                          in a column beside the board
//
//   Explaining: Span                 06:42             Explaining   06:42
//   +--------------------+  Ask                        Ask
//   |  the board, small  |  Where does every ...       Where does ...
//   |                    |  Heard so far               Heard so far
//   +--------------------+  [x] Lines stay lines       [x] Lines stay ...
//   Next                    [ ] Columns land           [ ] Columns land
//   Your notes              (Lost me here)             (Lost me here)
//   ======  ====o----  ------                          Next
//
// It knows of no talk: the view says what to show. Words are set in their full size, or smaller where there are many.
#ifndef INTERFACE_PARTNER_H
#define INTERFACE_PARTNER_H

#include "interface/scribe.h"

enum { PARTNER_POINTS = 16 };

typedef struct partner_point {
  const char *words;
  int step; // whose it is
  bool heard;
} partner_point;

typedef struct partner_view {
  const interface_view *scene; // title, steps, where it stands
  const partner_point *points; // `own` of this step, then what earlier steps left unsaid
  int count, own;
  bool notes;        // there are some: the spots say where they go
  float total, here; // seconds of the talk, and of this step in it
  bool recording;    // a recording is made
  float marked;      // seconds since the partner was lost; below 0: not lately
  int lost;          // how often
  int pointed;       // the spot under the pointer, or -1
  // Of a review: nobody else listens, so that the list is shown once it has been said, and not before.
  bool asks, hides_list;
  bool live;          // it is asked on the board
  int asked_step;     // whose question it is
  int due;            // how many are, with this one
  const char *words;  // what is to be done
  const char *button; // what the last spot says instead of the mark; NULL: it is not there
} partner_view;

// What can be pressed: spots 0 to count - 1 are the points, and the next is the mark.
typedef struct partner_spots {
  nb_rect area[PARTNER_POINTS + 1]; // board units; width 0: not shown
  int count;
  nb_rect notes; // room for notes, below their heading; height 0: none
} partner_spots;

// The spot at a point; -1: none.
int partner_at(const partner_spots *spots, nb_vec2 p);

// Where the small board lies in the window of its own, board units, 16:9.
nb_rect partner_board(void);

// Records it all over the scribe's whole target: in the window of its own, without the board itself, of which partner_frame
// is recorded over its corners.
void partner_record_window(const scribe *s, const partner_view *v, partner_spots *spots);
void partner_record_frame(const scribe *s);

// Records it in a column.
void partner_record_column(const scribe *s, const partner_view *v, nb_rect column, partner_spots *spots);

// The audience's side of the mark: a few kind words at the top of the board, for as long as the partner was lost lately.
void partner_record_sign(const scribe *s, float marked);

// How long the mark is shown, seconds.
#define PARTNER_MARK_SECONDS 5.0f

#endif
