// What glyphs cover, kept from picture to picture: filling their outlines is most of what text costs.
//
// A glyph's coverage depends on its outline, on the map from ems to pixels, on the pen where it is stroked, and on
// where in a tile its origin lies. That is its key, whole: nothing is rounded for the sake of the cache, so text
// does not tremble as it moves, and whether a stamp was found or made anew cannot be seen in the picture. Text at
// rest costs a look into the cache; text that glides, grows or turns is made anew in every picture.
//
//   while batches are made     threads read the cache, and write what they missed into notes of their own
//   after that                 glyph_cache_keep takes the notes over, one thread's after the other's
//
// What is asked for once is only remembered as asked for; what is asked for again is kept. So moving text does
// not drive out what rests.
#ifndef PAINT_GLYPH_CACHE_H
#define PAINT_GLYPH_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/type/font.h"
#include "raster/stamp.h"

// Origins of glyphs lie on a grid of 1/256 pixel, as the ends of edges do.
#define GLYPH_GRID 256

typedef struct glyph_key {
  raster_point i, j;    // where a step of one em goes, in pixels
  double width;         // of the pen, pixels; 0 for a filled glyph
  uint32_t font, glyph; // nb_font, and the glyph's id in it
  uint32_t x, y;        // of the origin in its tile, in steps of the grid: 0 to 4 * GLYPH_GRID - 1
} glyph_key;

typedef struct glyph_cache glyph_cache;

// NULL without memory. Takes about 10 MB where there is much text.
glyph_cache *glyph_cache_create(void);
void glyph_cache_destroy(glyph_cache *cache);

// What a thread missed while batches were made.
typedef struct glyph_note {
  glyph_key key;
  uint64_t hash;
  size_t stamp; // its place in bytes, or GLYPH_NO_STAMP
} glyph_note;

typedef struct glyph_notes {
  glyph_note *items;
  size_t count, capacity;
  uint8_t *bytes; // stamps
  size_t used, room;
} glyph_notes;

#define GLYPH_NO_STAMP SIZE_MAX

void glyph_notes_free(glyph_notes *notes);

// The stamp of a glyph, NULL where the cache has none; then the caller fills the one that is noted.
const stamp *glyph_cache_find(glyph_cache *cache, const glyph_key *key, uint64_t hash);

// Notes that a stamp of so many tiles was missed, and returns room for it, good until the next call. NULL without
// memory.
stamp *glyph_cache_miss(const glyph_cache *cache, glyph_notes *notes, const glyph_key *key, uint64_t hash,
                        int width, int height);

uint64_t glyph_key_hash(const glyph_key *key);

// Takes over what was noted, and clears the notes. No other thread may be at the cache.
void glyph_cache_keep(glyph_cache *cache, glyph_notes *notes);

// Ends a picture: what pictures have not asked for lately is the first to go.
void glyph_cache_next(glyph_cache *cache);

#endif
