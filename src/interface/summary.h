// The end of a talk, on the whole board: what was not said and where the partner was lost, which lead on; what was said; and
// how long each step took.
//
//   What was said: Span                               12:40
//   Of 11 to be said: 9 said, 2 not · lost once
//
//   Not said                          Said
//   [ ] The origin stays       2      ✓ Lines stay lines
//   [ ] Columns land           4      ✓ Parallel lines stay parallel
//   Lost here                         ...
//    •  Read the columns, 0:12 in
//
//   ▬▬▬▬▬▬ ▬▬ ▬▬▬▬▬▬▬▬▬▬▬ ▬▬▬▬        minutes a step
#ifndef INTERFACE_SUMMARY_H
#define INTERFACE_SUMMARY_H

#include "interface/scribe.h"

enum { SUMMARY_ROWS = 400 };

typedef enum summary_kind {
  SUMMARY_UNSAID,
  SUMMARY_LOST, // words: when
} summary_kind;

typedef struct summary_row {
  summary_kind kind;
  const char *words;
  int step;
  bool ticked; // it was said after all
} summary_row;

typedef struct summary_view {
  const nb_scene *scene;
  const summary_row *rows; // the unsaid, then the lost
  int count;
  const char *const *said; // the words
  int said_count, all;     // of `all` points
  const float *spent;      // seconds at each of the scene's steps
  int selected;            // a row, or -1
  const char *rests;       // what the selected row's step rests on, in words; NULL: nothing
  bool explained;          // the scene counts as explained
  int pages;               // blank ones that were written on
} summary_view;

typedef struct summary_spots {
  nb_rect row[SUMMARY_ROWS], box[SUMMARY_ROWS]; // board units; width 0: not shown
  int count;
} summary_spots;

// The row at a point, and whether the point is on its box; -1: none.
int summary_at(const summary_spots *spots, nb_vec2 p, bool *on_box);

void summary_record(const scribe *s, const summary_view *v, summary_spots *spots);

#endif
