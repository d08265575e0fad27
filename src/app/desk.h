// The writing desk: what a person writes, erases and points with, and the page that lies on it. Knows of no window;
// places are in board units.
//
//   desk_take(d, DESK_PEN)        a tool comes into the hand; DESK_HAND puts it down
//   desk_down(d, sample)          the tool touches the board
//   desk_move(d, sample)
//   desk_up(d)                    or desk_cancel(d): as if it had not touched it
//   desk_look(d, now)             before every drawing: a pen held still straightens what it has drawn
//   desk_record(d, board, now)
//
// Every stroke, erasing or change of a selection is one edit of the page (notebook/ink_page.h), and is undone at once.
#ifndef APP_DESK_H
#define APP_DESK_H

#include "nabla/board.h"
#include "notebook/ink_log.h"
#include "notebook/ink_pen.h"

typedef enum desk_tool {
  DESK_HAND, // nothing: the scene's handles
  DESK_PEN,
  DESK_HIGHLIGHTER,
  DESK_ERASER, // takes whole strokes away
  DESK_KNIFE,  // takes away what lies under it
  DESK_LASSO,
  DESK_LASER,     // a trail that fades
  DESK_SPOTLIGHT, // dims all but what is around it
  DESK_TOOLS,
} desk_tool;

enum { DESK_TRAIL = 2048, DESK_LOOP = 1024 };

// What a selection's strokes go through until it is let go of: scaled by `scale` about `from`, then shifted.
typedef struct desk_change {
  nb_vec2 from, shift;
  float scale;
} desk_change;

typedef struct desk_deed desk_deed; // desk_deed.h

typedef struct desk {
  desk_tool tool;
  ink_look look;  // of the pen; the highlighter has its own width
  ink_page *page; // borrowed; NULL: nothing can be written
  float scale; // board units of the page that look as long as one of the board: 1 over how large it is shown
  ink_pen *pen;
  bool down;
  ink_sample last; // where the tool is, or was
  nb_vec2 still;   // where it has been held since `still_since`
  double still_since;
  // What the lasso has been drawn around, and what it caught.
  nb_vec2 loop[DESK_LOOP];
  int loop_count;
  uint32_t *selected; // strokes of the page
  uint32_t selected_count, selected_capacity;
  uint32_t selected_at; // page->changes then: a page that changed otherwise has no selection
  desk_change change;
  bool changing, scaling;
  // The laser's trail; a sample that is nowhere (NAN) ends one.
  ink_sample trail[DESK_TRAIL];
  bool trail_pressed[DESK_TRAIL]; // the tool touched the board: what merely passes over it leaves a short one
  int trail_first, trail_count;
  float trail_seconds; // how long it stays
  nb_error trouble;    // the last that went wrong, until desk_trouble takes it
  // Called after everything that happens to a page, and before everything that a hand does (desk_deed.h); NULL: nobody
  // wants to know.
  void (*heard)(void *context, const ink_page *page, ink_event event);
  void (*told)(void *context, const desk_deed *deed);
  void *context;
} desk;

// Fails with NB_NO_MEMORY.
nb_error desk_open(desk *d);
void desk_close(desk *d);

// Lays another page on the desk. What was being written is ended first.
void desk_turn(desk *d, ink_page *page);

// Takes the page away, and forgets what was being done on it.
void desk_drop(desk *d);

void desk_take(desk *d, desk_tool tool);

void desk_down(desk *d, ink_sample sample);
void desk_move(desk *d, ink_sample sample);
void desk_up(desk *d);

// Takes back what the tool has done since it touched the board, or else drops the selection, or else puts the tool
// down. False where there was nothing of all that.
bool desk_back(desk *d);

// Straightens what a pen has drawn that is held still. True where the picture changed.
bool desk_look(desk *d, double now);

// When the picture changes by itself: now while the laser's trail fades, INFINITY for never.
double desk_next_change(const desk *d, double now);

// The colour, 0 to INK_COLORS - 1, and the width, 0 to INK_WIDTHS - 1, of the pen, and of what is selected.
void desk_color(desk *d, uint32_t color);
void desk_width(desk *d, uint32_t width);

// Deletes what is selected, or puts a copy of it beside it and selects that. False where nothing is.
bool desk_delete(desk *d);
bool desk_duplicate(desk *d);

// What is selected, or else the stroke that was put on the page last and is shown, in order of numbers. Returns how many.
uint32_t desk_marked(desk *d, const uint32_t **strokes);

// Fastens it to a pin, or makes it loose (NULL), and it stays where it is. False where there is nothing, or the page takes no more pins.
bool desk_pin(desk *d, const ink_pin *pin);

// Undoes and does again. False where there is nothing.
bool desk_undo(desk *d);
bool desk_redo(desk *d);

// Puts the laser's trail out; how many seconds it stays from now on.
void desk_clear_trail(desk *d);
void desk_trail(desk *d, float seconds);

// What went wrong since the last call: a page that is full, or memory.
nb_error desk_trouble(desk *d);

// Puts a picture of a scene on the page, `where`, with the ink that lay over it. Its lists are copied. Fails as
// ink_page_add_picture does.
nb_error desk_put_picture(desk *d, const ink_picture *picture, const ink_page *over, nb_rect where);

// The strokes that are being moved or scaled, in order of their numbers, and how: they are not drawn where they lie on the
// page, but under desk_lift. Returns how many.
uint32_t desk_lifted(const desk *d, const uint32_t **strokes);
nb_affine desk_lift(const desk *d);

// Records what is being written, the selection, the laser and the spotlight, within view. The page's ink is drawn by
// cells.h.
void desk_record(desk *d, nb_board *b, nb_rect view, double now);

// The box around what is selected, as it stands; of width 0 where nothing is.
nb_rect desk_selection(const desk *d);

#endif
