// What surrounds a scene: title, step, caption, question, step strip, hints, the sheet of keys. Recorded on a
// board of its own, over the scene's, so that one painter draws all, films can include it, and tests can see
// it.
//
// Text is set by SDL2_ttf as images at the output's own size, so that it is as sharp as the screen allows; an
// image is made once and kept until its words, size or theme change.
#ifndef INTERFACE_INTERFACE_H
#define INTERFACE_INTERFACE_H

#include "nabla/record.h"
#include "nabla/scene.h"

typedef struct interface interface;

// What the interface shows. Zero shows nothing.
typedef struct interface_view {
  const nb_scene *scene; // title, steps
  int step;
  float seconds;
  float reached; // seconds of a live step that have been reached; at least its nominal ones
  bool playing;
  bool waiting;            // time stands until the viewer answers or goes on
  bool answered;           // the step's question: its caption is shown again
  const char *last_answer; // how near the last answer to the question was ("very near"), or NULL
  const char *next;        // what comes after the last step, in a few words, or NULL
  bool hide_title, hide_caption, hide_strip;
  bool letters;           // words are recorded as text, not as images: for vectors
  float text_size;        // how much larger than usual words are; 0: 1
  float speed;            // shown where it is neither 0 nor 1
  const char *trouble;    // an error over the kept picture; NULL for none
  bool trouble_in_source; // the error is in what was saved; the picture goes on
  const char *mistake;    // what is wrong with a formula, below the scene that goes on; NULL for nothing
  int hovered_step;       // the segment of the strip under the pointer, or -1
  float hovered_at;       // where on it, 0 to 1
  bool peeks;             // a small picture of that moment is painted over interface_peek_area
  bool loops;             // the step plays again and again
} interface_view;

// Loads the interface's fonts from ASSETS/fonts. Fails with NB_MISSING_FILE, naming the file.
nb_error interface_create(interface **out, const char *assets);
void interface_destroy(interface *i);

// Records the interface for a target of width x height pixels on the board, between nb_board_begin and
// nb_board_finish.
void interface_record(interface *i, nb_board *b, const interface_view *view, int width, int height);

// How many lines a caption, or a question, takes in its full size. There is room for two; what needs more is set
// smaller, or cut.
int interface_caption_lines(interface *i, const char *text, bool asks);

// Where the small picture of the hovered moment stands, above the strip, 16:9.
nb_rect interface_peek_area(const interface_view *view);

// The sentence below the picture: the step's caption, or its question. NULL where it has none.
const char *interface_caption(const interface_view *view);

// The part of the step strip at a point in board units: its step and how far along, 0 to 1. False where there
// is none.
bool interface_strip_at(const interface_view *view, nb_vec2 p, int *step, float *along);

#endif
