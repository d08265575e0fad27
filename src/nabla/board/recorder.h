// Inside the board: what those who write shapes and text on it share. Not for scenes, not for the program.
//
// A drawing function is always of the same make:
//
//    void nb_thing(nb_board *b, ..., nb_style style)
//    {
//      if (!board_shows(&style))                    // alpha or reveal 0 (or NaN): nothing is recorded
//        return;
//      board_pen *pen = board_shape(b);             // an empty pen; the scene's own path is left alone
//      pen_move(pen, ...);                          // points that are not finite break the contour
//      board_draw(b, pen_path(pen), &style, (board_look){.color = NB_TEXT, .width = 3});
//    }
//
// What is no path goes through board_append_*, which check that all floats are finite and drop the command
// otherwise, so that whatever a board has recorded nb_list_check accepts. Running out of memory is noted
// (board_trouble) and told by nb_board_finish; nobody else needs to care.
#ifndef NABLA_BOARD_RECORDER_H
#define NABLA_BOARD_RECORDER_H

#include "nabla/arena.h"
#include "nabla/board.h"
#include "nabla/board/formulas.h"
#include "nabla/board/layout.h"
#include "nabla/board/memo.h"
#include "nabla/board/pen.h"
#include "nabla/error.h"
#include "nabla/math/camera.h"
#include "nabla/record.h"

// Commands, as they are recorded.
typedef struct board_list {
  uint8_t *bytes;
  size_t size, capacity;
  uint32_t commands;
} board_list;

// A name beside a point of a space. How much of it shows is only known when all of the space has been drawn.
typedef struct board_name {
  struct board_name *next;
  nb_vec3 of;
  nb_rect where;   // its letters
  size_t from, to; // its group's bytes in their list
} board_name;

// The space that was opened last, which may have been ended.
typedef struct board_space {
  nb_view view;
  float alpha;     // 0: it shows nothing
  size_t from, to; // what stands in it, bytes of the list
  board_name *names;
} board_space;

struct nb_board {
  const nb_fonts *fonts; // may be NULL: then there is no text
  nb_theme theme;
  const uint8_t *state; // of this frame, may be NULL
  size_t state_size;

  board_list list;
  board_list over; // what is flat and drawn while a space is open: it comes behind the space
  uint32_t depth;  // groups open in the list
  uint32_t space;  // the depth in the space that is open, else 0
  board_space last;
  uint32_t hidden; // groups open that show nothing (and are not recorded): while above 0 nothing is

  board_pen path;  // what nb_move_to and its kin build
  board_pen shape; // what a shape builds: board_shape
  nb_arena arena;  // what holds until the frame ends
  board_memo memo;
  layout_cache layouts;   // text as it was set
  formula_cache formulas; // formulas as they were laid out

  bool has_mistake;         // one has been recorded: the frame's first is told, and no other
  bool has_lost, has_typed; // likewise advice

  nb_error_id trouble; // the first, or NB_OK
  const char *trouble_text;
};

// ---------------------------------------------------------------------------------------------------------------
// Styles

// x from 0 to 1; NaN counts as 0.
float board_unit(float x);

// False where nothing is to be drawn: alpha or reveal not above 0.
bool board_shows(const nb_style *style);

// The bytes of color (of fallback where it is NB_DEFAULT) in the board's theme, its alpha times `alpha`.
nb_rgba board_rgba(const nb_board *b, nb_color color, nb_color fallback, float alpha);

// Points of a line: `fallback` for 0, 0 for no line (below 0 or NaN), at most NB_LIST_MAX_SIZE.
float board_width(float width, float fallback);

// What a shape is by default.
typedef struct board_look {
  nb_color color; // of the line; NB_DEFAULT: NB_TEXT
  nb_color fill;  // NB_DEFAULT: none
  float width;    // points; 0: 3
} board_look;

// A paint with the stops that it needs.
typedef struct board_ink {
  nb_paint paint;
  nb_stop stops[4];
} board_ink;

// One colour.
board_ink board_solid(const nb_board *b, nb_color color, nb_color fallback, float alpha);

// ---------------------------------------------------------------------------------------------------------------
// Advice, for `nabla check` (NB_LIST_ADVICE in list.h): once of a kind in a picture.

// The call would show, and was given what is not finite.
void board_lost(nb_board *b, const nb_style *style, const char *call);

// The same where the sum of all that it was given is not finite.
static inline void board_expect(nb_board *b, const nb_style *style, const char *call, float sum)
{
  if (!((sum + style->alpha + style->reveal) * 0 == 0))
    board_lost(b, style, call);
}

static inline float board_sum(nb_vec2 p, nb_vec2 q)
{
  return p.x + p.y + q.x + q.y;
}

// Words with a formula between dollars, which nobody sets.
void board_typed(nb_board *b, const nb_style *style, const char *text);

// ---------------------------------------------------------------------------------------------------------------
// Drawing

// The empty pen for shapes.
board_pen *board_shape(nb_board *b);

// Fills and strokes a path as nb_draw says.
void board_draw(nb_board *b, nb_path path, const nb_style *style, board_look look);

// Records one command to fill or to stroke; no reveal. Nothing where the ink has alpha 0.
void board_fill(nb_board *b, nb_path path, const board_ink *ink, bool even_odd);
void board_stroke(nb_board *b, nb_path path, const board_ink *ink, const nb_style *style, float width);

// The outline of an arrow `width` points wide: one polygon, for ten thousand of them are to be cheap. False
// where it has no length.
bool board_arrow(nb_vec2 from, nb_vec2 to, float width, nb_vec2 points[7]);

// nb_label, and the box that its letters have.
nb_rect board_label(nb_board *b, nb_vec2 beside, nb_vec2 toward, const char *text, nb_style style);

// How far part `place` (0 to 1 of the way) has come when parts are revealed one after the other, each
// beginning `stagger` of its own time later from the first to the last: 0 at reveal 0, exactly 1 for all at
// reveal 1.
float board_stagger(float reveal, float place, float stagger);

// The first `reveal` of the path's whole length, contour after contour: nothing at 0, the path itself at 1.
nb_path board_reveal(nb_board *b, nb_path path, float reveal);

// ---------------------------------------------------------------------------------------------------------------
// Commands. `fixed` is copied and so are the tails, whose counts it holds. Floats that are not finite, alphas
// or sizes out of range drop the command.

void board_append_path(nb_board *b, const nb_path_fixed *fixed, const nb_stop *stops, const float *dashes,
                       nb_path path);
void board_append_glyphs(nb_board *b, const nb_glyphs_fixed *fixed, const nb_stop *stops,
                         const nb_glyph *glyphs);
void board_append_image(nb_board *b, const nb_image_fixed *fixed, const uint8_t *pixels);
void board_append_group(nb_board *b, const nb_group_fixed *fixed); // without a mask; closed by nb_end
void board_append_mask(nb_board *b, nb_path mask);                 // a group with one; closed by nb_end
void board_append_grab(nb_board *b, const nb_grab_fixed *fixed);

// In a space, closed by nb_end. The tails' pointers go where their counts do not say 0.
typedef struct board_mesh {
  nb_mesh_fixed fixed;
  const nb_vec3 *points, *normals;
  const nb_rgba *colors;
  const uint32_t *corners;
} board_mesh;

typedef struct board_strokes {
  nb_strokes_fixed fixed;
  const nb_vec3 *points;
  const nb_rgba *colors;
  const uint32_t *lengths;
} board_strokes;

typedef struct board_dots {
  nb_dots_fixed fixed;
  const nb_vec3 *points;
  const nb_rgba *colors;
  const float *sizes;
} board_dots;

void board_append_space(nb_board *b, const nb_space_fixed *fixed);
void board_append_mesh(nb_board *b, const board_mesh *mesh);
void board_append_strokes(nb_board *b, const board_strokes *strokes);
void board_append_dots(nb_board *b, const board_dots *dots);

void board_settle_names(nb_board *b); // all that stands in the last space has been recorded

void board_append_mistake(nb_board *b, const char *text); // cut to NB_LIST_MAX_WORDS bytes

// A handle whose field has grab->bytes bytes; none where it is not in the state.
void board_grab_field(nb_board *b, const void *field, const nb_grab_fixed *grab);

// A handle for a number that is written in `area`; none where the field is not in the state.
void board_grab_number(nb_board *b, const float *field, nb_rect area, uint32_t decimals);
// A value as nb_grab_value has it, on a track: a press there brings the handle to it.
void board_grab_on_track(nb_board *b, const float *field, nb_vec2 at, nb_vec2 moves, nb_rect track);

// ---------------------------------------------------------------------------------------------------------------
// Memory

// size bytes, aligned to 16 and not zeroed, until the frame ends. NULL without memory, which is noted.
void *board_take(nb_board *b, size_t size);

// What the pen built as a value that holds until the frame ends, and an empty pen again.
nb_path board_keep(nb_board *b, board_pen *pen);

// Notes the first trouble of a frame. text is a constant.
void board_trouble(nb_board *b, nb_error_id id, const char *text);

#endif
