#include "paint/glyph_cache.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
  SLOTS = 1 << 15, // of the table: twice as many as entries
  ENTRIES = SLOTS / 2,
  BYTES = 8 << 20, // of stamps
  ASKED = 1 << 13, // glyphs that were asked for once
  LATELY = 60,     // pictures
};

typedef struct entry {
  glyph_key key;
  uint64_t hash;
  uint32_t at;         // of its stamp in bytes
  atomic_uint picture; // the last one that asked for it
} entry;

struct glyph_cache {
  uint16_t slots[SLOTS]; // entries by hash, plus 1
  entry *entries;        // in the order of their stamps; this and `bytes` only once a glyph is kept
  uint8_t *bytes;
  uint32_t count, used;
  uint32_t picture;
  uint32_t asked[ASKED]; // the upper halves of hashes
};

glyph_cache *glyph_cache_create(void)
{
  return calloc(1, sizeof(glyph_cache));
}

void glyph_cache_destroy(glyph_cache *cache)
{
  if (!cache)
    return;
  free(cache->entries);
  free(cache->bytes);
  free(cache);
}

void glyph_notes_free(glyph_notes *notes)
{
  free(notes->items);
  free(notes->bytes);
  *notes = (glyph_notes){0};
}

// Words are mixed by multiplying with an odd number and folding the upper half down (as in D. Lemire and O. Kaser,
// "Strongly universal string hashing is fast", 2014, but with one multiplier).
uint64_t glyph_key_hash(const glyph_key *key)
{
  uint64_t words[sizeof *key / 8], hash = 0;
  memcpy(words, key, sizeof words);
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    hash = (hash ^ words[k]) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  }
  return hash;
}

// ---------------------------------------------------------------------------------------------------------------
// Looking up

// The slot that holds the key, or the empty one where it belongs.
static uint16_t *slot_of(glyph_cache *cache, const glyph_key *key, uint64_t hash)
{
  uint64_t at = hash % SLOTS;
  for (; cache->slots[at]; at = (at + 1) % SLOTS) {
    const entry *e = &cache->entries[cache->slots[at] - 1];
    if (e->hash == hash && memcmp(&e->key, key, sizeof *key) == 0)
      break;
  }
  return &cache->slots[at];
}

const stamp *glyph_cache_find(glyph_cache *cache, const glyph_key *key, uint64_t hash)
{
  uint16_t number = *slot_of(cache, key, hash);
  if (!number)
    return NULL;
  entry *e = &cache->entries[number - 1];
  if (atomic_load_explicit(&e->picture, memory_order_relaxed) != cache->picture)
    atomic_store_explicit(&e->picture, cache->picture, memory_order_relaxed);
  return (const stamp *)(cache->bytes + e->at);
}

// ---------------------------------------------------------------------------------------------------------------
// Notes

static bool make_room(void **items, size_t *capacity, size_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  size_t more = wanted + wanted / 2 + 64;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = more;
  return true;
}

stamp *glyph_cache_miss(const glyph_cache *cache, glyph_notes *notes, const glyph_key *key, uint64_t hash,
                        int width, int height)
{
  size_t bytes = stamp_bytes(width, height);
  if (!make_room((void **)&notes->items, &notes->capacity, notes->count + 1, sizeof *notes->items) ||
      !make_room((void **)&notes->bytes, &notes->room, notes->used + bytes, 1))
    return NULL;
  bool again = cache->asked[hash % ASKED] == (uint32_t)(hash >> 32);
  stamp *s = (stamp *)(notes->bytes + notes->used);
  notes->items[notes->count++] = (glyph_note){*key, hash, again ? notes->used : GLYPH_NO_STAMP};
  notes->used += again ? bytes : 0;
  return s;
}

// ---------------------------------------------------------------------------------------------------------------
// Keeping

static bool asked_lately(const glyph_cache *cache, const entry *e)
{
  return cache->picture - atomic_load_explicit(&e->picture, memory_order_relaxed) < LATELY;
}

static size_t bytes_at(const glyph_cache *cache, uint32_t at)
{
  const stamp *s = (const stamp *)(cache->bytes + at);
  return stamp_bytes(s->width, s->height);
}

// Lets go of what was not asked for lately, and of everything where that is not half of it.
static void tidy(glyph_cache *cache)
{
  uint32_t count = cache->count;
  cache->count = cache->used = 0;
  memset(cache->slots, 0, sizeof cache->slots);
  for (uint32_t k = 0; k < count; k++) {
    entry *e = &cache->entries[k];
    if (!asked_lately(cache, e))
      continue;
    size_t bytes = bytes_at(cache, e->at);
    memmove(cache->bytes + cache->used, cache->bytes + e->at, bytes);
    e->at = cache->used;
    cache->used += (uint32_t)bytes;
    cache->entries[cache->count++] = *e;
  }
  if (cache->count > ENTRIES / 2 || cache->used > BYTES / 2)
    cache->count = cache->used = 0;
  for (uint32_t k = 0; k < cache->count; k++)
    *slot_of(cache, &cache->entries[k].key, cache->entries[k].hash) = (uint16_t)(k + 1);
}

static bool has_room(glyph_cache *cache)
{
  if (!cache->entries)
    cache->entries = malloc(ENTRIES * sizeof *cache->entries);
  if (!cache->bytes)
    cache->bytes = aligned_alloc(16, BYTES);
  return cache->entries && cache->bytes;
}

static void keep(glyph_cache *cache, const glyph_note *note, const stamp *s)
{
  size_t bytes = stamp_bytes(s->width, s->height);
  if (!has_room(cache) || *slot_of(cache, &note->key, note->hash))
    return;
  if (cache->count == ENTRIES || cache->used + bytes > BYTES)
    tidy(cache);
  memcpy(cache->bytes + cache->used, s, bytes);
  cache->entries[cache->count++] = (entry){note->key, note->hash, cache->used, cache->picture};
  *slot_of(cache, &note->key, note->hash) = (uint16_t)cache->count;
  cache->used += (uint32_t)bytes;
}

void glyph_cache_keep(glyph_cache *cache, glyph_notes *notes)
{
  for (size_t k = 0; k < notes->count; k++) {
    const glyph_note *note = &notes->items[k];
    if (note->stamp == GLYPH_NO_STAMP)
      cache->asked[note->hash % ASKED] = (uint32_t)(note->hash >> 32);
    else
      keep(cache, note, (const stamp *)(notes->bytes + note->stamp));
  }
  notes->count = notes->used = 0;
}

void glyph_cache_next(glyph_cache *cache)
{
  cache->picture++;
}
