// Text as a board sets it: lines, stretches of one font, and where their glyphs stand. Shaped once and kept,
// so that a frame whose text does not change shapes nothing and allocates nothing.
#ifndef NABLA_BOARD_LAYOUT_H
#define NABLA_BOARD_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/type/font.h"

enum {
  LAYOUT_SETS = 128,
  LAYOUT_WAYS = 8,
  LAYOUT_KEPT_BYTES = 1024,   // of one text; a longer one is shaped anew each time
  LAYOUT_MAX_BYTES = 1 << 16, // of one text; what is beyond is cut
};

typedef struct layout_run {
  nb_font font;
  uint32_t first, count; // of the glyphs
  uint32_t line;
} layout_run;

// Lengths in ems. Glyphs stand where their line begins at (0, 0); those without ink are left out.
typedef struct text_layout {
  nb_glyph *glyphs;
  layout_run *runs;
  float *line_widths;
  uint32_t glyph_count, run_count, line_count;
  uint32_t glyph_capacity, run_capacity, line_capacity;
} text_layout;

typedef enum layout_kind {
  LAYOUT_MARKED, // *word* is italics; letters in NB_FONT_MATH are mathematical italics
  LAYOUT_PLAIN,  // every character as it is
} layout_kind;

typedef struct layout_entry {
  text_layout layout;
  char *text;
  size_t bytes, capacity;
  nb_font font;
  layout_kind kind;
  uint64_t used; // when it was last asked for; 0: empty
} layout_entry;

// All zero is an empty cache.
typedef struct layout_cache {
  layout_entry (*sets)[LAYOUT_WAYS]; // LAYOUT_SETS of them, once there is text
  layout_entry passing;              // of a text too long to keep
  char *line;                        // the stretch that is being shaped
  size_t line_capacity;
  uint64_t clock;
} layout_cache;

// The layout of a text, which holds until the next call. NULL without memory.
const text_layout *layout_find(layout_cache *cache, const nb_fonts *fonts, nb_font font, layout_kind kind,
                               const char *text, size_t bytes);

void layout_free(layout_cache *cache);

#endif
