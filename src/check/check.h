// Checks a scene, as its author's friend: what holds for every scene is tried on this one, and what does not is
// told with the step, the second, how to mend it, and a small picture.
//
//   moments.c   plays and jumps at random: the same pictures; ticks twice: the same states; no NaN in them
//               (nor in what is drawn: report.c, for every picture that is looked at, with formulas that are wrong or only typed)
//   values.c    every parameter to its ends, and corners of all together
//   layout.c    text that leaves the frame, covers other text (by its ink: ink.c), or the caption, in frames of
//               1280 x 720, 1920 x 1080 and 3840 x 2160; text too small to be read
//   arrows.c    arrows whose heads leave the view
//   contrast.c  text and lines under 3:1 against what is behind them, in both themes
//   handles.c   handles that stand where nothing is drawn; words that say "drag" where there are none
//   cuts.c      pictures that jump from step to step
//   ends.c      steps that are over before what begins in them has come
//   words.c     steps without words, captions too long or with formulas, needs that are nowhere or go in a circle
//   truths.c    questions whose right answer cannot be told, or not be given
//   globals.c   memory that a scene keeps to itself
//   cost.c      how long a frame takes to draw, and how large it is
//   report.c    findings, and their pictures
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "nabla/error.h"
#include "nabla/scene.h"

typedef struct check_finding {
  // "jump", "tick", "nan", "fails", "formula", "frame", "overlap", "small", "caption", "contrast", "handle", "cut", "short", "words", "needs",
  // "truth", "global", "time" or "memory".
  const char *kind;
  int step;           // from 0; -1 where it is about the whole scene
  float seconds;      // since the step began
  char text[400];     // what is wrong
  char subject[120];  // what of it: two findings of a kind in a step differ here
  const char *mend;   // what to do about it
  char picture[1100]; // a PNG's path; empty where there is nothing to see
} check_finding;

enum { CHECK_MOST = 64 }; // findings told of a scene

typedef struct check_report {
  check_finding findings[CHECK_MOST];
  int count;
  double draw_ms;    // the dearest frame looked at
  size_t list_bytes; // the largest
  size_t state_bytes;
} check_report;

typedef struct check_job {
  const char *plugin;   // path
  const char *id;       // "subject/name", for what the scene's needs lead back to
  const char *assets;   // folder
  const char *scenes;   // folder of plugins that it may need
  const char *pictures; // folder for pictures of findings, which is made; NULL: none
  bool in_process;      // run the scene in this process: stage.h
} check_job;

// Checks the scene. Fails where it cannot be opened at all; what is wrong with it is no failure but in the report.
nb_error check_scene(check_report *report, const check_job *job);

#endif
