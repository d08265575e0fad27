// What a check is made of: for the files of this folder.
#ifndef CHECK_INSIDE_H
#define CHECK_INSIDE_H

#include "check/check.h"
#include "film/travel.h"
#include "interface/interface.h"
#include "nabla/math/random.h"
#include "paint/painter.h"
#include "stage/stage.h"

typedef struct check {
  const check_job *job;
  check_report *report;
  nb_fonts *fonts;
  interface *interface;
  nb_board *board;
  painter *painter;
  stage *stage;
  const nb_scene *scene;
  travel how; // who looks at a film has no hand: the steps' moves are made, unless a parameter is held
  bool
      hangs; // it does not come back: what is wrong with it has been found, and every further look would take seconds
  const char *when; // " with x = 2": what is otherwise than at the start
  nb_random random;
} check;

// What the groups that are open do to what stands in them.
typedef struct check_place {
  nb_affine at;
  float alpha;  // 0 to 1
  nb_rect clip; // board units
} check_place;

typedef struct check_places {
  check_place at[NB_LIST_MAX_DEPTH + 1];
  int depth;
} check_places;

// At a list's beginning; and behind a command of it, which leads into a group, out of one, or neither.
check_places check_at_start(void);
const check_place *check_follow(check_places *p, const nb_command *command);

// Where two rectangles meet; of no width or height where they don't.
nb_rect check_meet(nb_rect a, nb_rect b);

// A piece of text in a display list: one glyph, in board units.
typedef struct check_glyph {
  nb_rect box;
  nb_affine place; // from em units
  nb_font font;
  uint32_t id;   // in its font
  uint32_t run;  // which command of the list it is in
  uint64_t name; // a hash of what the run says: the same in every picture
  float points;  // to the em, as it is shown
  float alpha;   // 0 to 1, groups with it
  nb_rgba color;
  nb_rgba halo; // around it; 0: none
  bool upright; // its box is its own: it is not turned
} check_glyph;

typedef struct check_text {
  check_glyph *glyphs;
  int count, capacity;
  nb_rgba halo; // read last, of the run to come
} check_text;

// Adds a finding, once for each kind, step and subject (any text that tells two apart), at most three of a kind
// in a step. `at`, where not NULL, is framed in the picture. False where it was known.
bool check_found(check *c, const char *kind, const char *subject, nb_theme theme, const nb_rect *at,
                 const char *mend, const char *format, ...) __attribute__((format(printf, 7, 8)));

// The same of the whole scene, without a picture.
void check_found_of_all(check *c, const char *kind, const char *mend, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Goes to a moment and draws it. A scene that fails there is found out; false then. One that hangs is not asked again.
bool check_draw_at(check *c, int step, float seconds, nb_theme theme, const void **list, size_t *size);

// Reads the text of a list. glyphs are kept from call to call; free() them.
void check_read_text(check_text *t, const nb_fonts *fonts, const void *list, size_t size);

// Do two signs cover each other, ink on ink?
bool check_ink_meets(const nb_fonts *fonts, const check_glyph *a, const check_glyph *b);

// The interface's list for the present moment.
nb_error check_interface(check *c, nb_theme theme, int width, int height, const void **list, size_t *size);

// Is there text at the present moment that leaves the frame?
void check_frame(check *c, nb_theme theme, const check_text *now);

void check_moments(check *c);
void check_values(check *c);
void check_layout(check *c);
void check_arrows(check *c);
void check_contrast(check *c);
void check_handles(check *c);
void check_cuts(check *c);
void check_ends(check *c);
void check_words(check *c);
void check_globals(check *c);
void check_truths(check *c);
void check_cost(check *c);

// A picture of a moment, as small as it takes to see that something is there, and where two of them differ.
enum { CHECK_WIDTH = 480, CHECK_HEIGHT = 270, CHECK_BYTES = 4 * CHECK_WIDTH * CHECK_HEIGHT };

typedef struct check_change {
  int pixels;    // that differ so much that it is seen
  nb_rect where; // board units
} check_change;

enum {
  CHECK_SEEN = 12
}; // pixels: from there on a change is seen. Less is an edge, or a figure that another takes the place of

check_change check_compare(const uint8_t *a, const uint8_t *b);
bool check_paint(check *c, const void *list, size_t size, uint8_t *bytes);

// The contrast of two colours, 1 to 21 (WCAG 2.1).
double check_contrast_of(nb_rgba a, nb_rgba b);

// Tells of a number in the state that is none.
void check_state(check *c);

#endif
