#include "nabla/board/formulas.h"

#include <stdlib.h>
#include <string.h>

void formulas_begin(formula_cache *cache)
{
  cache->frame++;
}

// ---------------------------------------------------------------------------------------------------------------
// Copies

static void free_copy(formula_cache *cache, formula_copy *copy)
{
  if (copy == NULL)
    return;
  cache->kept -= copy->room;
  free(copy);
}

// Where the arrays of a copy lie: 16-aligned, as the copy itself is.
static size_t head_bytes(void)
{
  return (sizeof(formula_copy) + 15) & ~(size_t)15;
}

static formula_copy *make_copy(formula_cache *cache, const nb_tex *tex)
{
  size_t room = nb_tex_bytes(tex);
  formula_copy *copy = malloc(head_bytes() + room);
  if (copy == NULL)
    return NULL;
  *copy = (formula_copy){.tex = nb_tex_copy(tex, (char *)copy + head_bytes()), .room = room};
  cache->kept += room;
  return copy;
}

static bool is_same_number(float a, float b)
{
  return memcmp(&a, &b, sizeof a) == 0;
}

static bool has_numbers(const nb_tex *tex, const float *values)
{
  for (uint32_t k = 0; k < tex->value_count; k++)
    if (!is_same_number(tex->values[k].value, values[k]))
      return false;
  return true;
}

// False where a number does not fit its room.
static bool set_numbers(nb_tex *tex, const nb_fonts *fonts, const float *values)
{
  for (uint32_t k = 0; k < tex->value_count; k++)
    if (!is_same_number(tex->values[k].value, values[k]) && !nb_tex_set_value(tex, fonts, k, values[k]))
      return false;
  return true;
}

// "\theta" and "\nabla" in a C string are a tab and a new line, which LaTeX lets pass: the formula would be wrong, and
// nobody told.
static bool lost_backslash(const char *source, size_t bytes)
{
  for (size_t k = 0; k + 1 < bytes; k++)
    if ((source[k] == '\t' || source[k] == '\n') && source[k + 1] >= 'a' && source[k + 1] <= 'z')
      return true;
  return false;
}

static bool lay_out(formula_cache *cache, const nb_fonts *fonts, const char *source, size_t bytes,
                    const float *values, size_t count, nb_tex *out, nb_error *e)
{
  nb_tex_options options = {.style = NB_TEX_DISPLAY, .values = values, .value_count = count};
  if (lost_backslash(source, bytes)) {
    *e = nb_fail(NB_BAD_FORMULA,
                 "a letter right after a tab or a new line: in a C string a backslash is written twice, "
                 "\"\\\\theta\" and not \"\\theta\"");
    return false;
  }
  *e = nb_tex_layout(out, fonts, source, bytes, &cache->room, &options);
  return !nb_failed(*e);
}

// Makes *copy one that holds tex. False without memory; *copy is then as it was.
static bool replace(formula_cache *cache, formula_copy **copy, const nb_tex *tex)
{
  formula_copy *old = *copy, *made;
  if (old != NULL && nb_tex_bytes(tex) <= old->room) {
    old->tex = nb_tex_copy(tex, (char *)old + head_bytes());
    old->widened = false;
    return true;
  }
  made = make_copy(cache, tex);
  if (made == NULL)
    return false;
  made->next = old == NULL ? NULL : old->next;
  free_copy(cache, old);
  *copy = made;
  return true;
}

// Brings *copy to these numbers.
static bool bring_to(formula_cache *cache, const nb_fonts *fonts, const formula_entry *e, const float *values,
                     formula_copy **copy)
{
  bool anew = *copy == NULL || (*copy)->widened;
  if (*copy != NULL && has_numbers(&(*copy)->tex, values))
    return true;
  if (anew && !replace(cache, copy, &e->still->tex))
    return false;
  if (set_numbers(&(*copy)->tex, fonts, values))
    return true;
  nb_tex wide;
  nb_error failed;
  if (!lay_out(cache, fonts, e->source, e->bytes, values, e->still->tex.value_count, &wide, &failed) ||
      !replace(cache, copy, &wide))
    return false;
  (*copy)->widened = true;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Entries

static void free_entry(formula_cache *cache, formula_entry *e)
{
  for (formula_copy *copy = e->copies; copy != NULL;) {
    formula_copy *next = copy->next;
    free_copy(cache, copy);
    copy = next;
  }
  free_copy(cache, e->still);
  free(e->mistake);
  free(e->source);
  *e = (formula_entry){0};
}

// FNV-1a, 64 bits (Fowler, Noll and Vo).
static uint64_t hash_source(const char *source, size_t bytes)
{
  uint64_t hash = 14695981039346656037u;
  for (size_t k = 0; k < bytes; k++)
    hash = (hash ^ (unsigned char)source[k]) * 1099511628211u;
  return hash ^ hash >> 32;
}

static bool is_entry(const formula_entry *e, const char *source, size_t bytes)
{
  return e->frame != 0 && e->bytes == bytes && memcmp(e->source, source, bytes) == 0;
}

// The entry of the source, or else the one of its set not asked for the longest.
static formula_entry *choose_entry(formula_cache *cache, const char *source, size_t bytes)
{
  if (cache->sets == NULL)
    cache->sets = calloc(FORMULA_SETS, sizeof *cache->sets);
  if (cache->sets == NULL)
    return NULL;
  formula_entry *set = cache->sets[hash_source(source, bytes) % FORMULA_SETS], *oldest = set;
  for (int k = 0; k < FORMULA_WAYS; k++) {
    if (is_entry(&set[k], source, bytes))
      return &set[k];
    if (set[k].frame < oldest->frame)
      oldest = &set[k];
  }
  return oldest;
}

// Drops what this frame has not asked for, where there is too much.
static void make_room(formula_cache *cache)
{
  for (int k = 0; cache->kept > FORMULA_KEPT_BYTES && k < FORMULA_SETS * FORMULA_WAYS; k++) {
    formula_entry *e = &cache->sets[k / FORMULA_WAYS][k % FORMULA_WAYS];
    if (e->frame < cache->frame)
      free_entry(cache, e);
  }
}

static bool fill_entry(formula_cache *cache, const nb_fonts *fonts, formula_entry *e, const char *source,
                       size_t bytes)
{
  nb_tex tex;
  nb_error failed;
  free_entry(cache, e);
  e->source = malloc(bytes + 1);
  if (e->source == NULL)
    return false;
  memcpy(e->source, source, bytes);
  e->bytes = bytes;
  if (lay_out(cache, fonts, source, bytes, NULL, 0, &tex, &failed)) {
    e->still = make_copy(cache, &tex);
    return e->still != NULL;
  }
  if (failed.id == NB_NO_MEMORY || (e->mistake = malloc(sizeof failed)) == NULL)
    return false;
  *e->mistake = failed;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------

static const nb_error *tell(nb_error e, nb_arena *frame)
{
  nb_error *told = nb_arena_take(frame, sizeof *told);
  if (told != NULL)
    *told = e;
  return told;
}

static const nb_error *wrong_count(size_t wanted, size_t given, nb_arena *frame)
{
  return tell(nb_fail(NB_BAD_FORMULA, "it has %zu \\val, and %zu %s given: each \\val takes one", wanted,
                      given, given == 1 ? "number is" : "numbers are"),
              frame);
}

// A layout that holds for this frame alone.
static const nb_tex *find_passing(formula_cache *cache, const nb_fonts *fonts, const char *source,
                                  size_t bytes, const float *values, size_t count, nb_arena *frame,
                                  const nb_error **mistake)
{
  nb_tex tex;
  nb_error failed = nb_ok();
  bool made = lay_out(cache, fonts, source, bytes, NULL, 0, &tex, &failed);
  if (made && tex.value_count != count) {
    *mistake = wrong_count(tex.value_count, count, frame);
    return NULL;
  }
  if (made && !set_numbers(&tex, fonts, values))
    made = lay_out(cache, fonts, source, bytes, values, count, &tex, &failed);
  if (!made && failed.id != NB_NO_MEMORY)
    *mistake = tell(failed, frame);
  nb_tex *kept = made ? nb_arena_take(frame, sizeof *kept) : NULL;
  void *room = made ? nb_arena_take(frame, nb_tex_bytes(&tex)) : NULL;
  if (kept == NULL || room == NULL)
    return NULL;
  *kept = nb_tex_copy(&tex, room);
  return kept;
}

// The next copy that this frame has not taken, brought to these numbers.
static const nb_tex *take_copy(formula_cache *cache, const nb_fonts *fonts, formula_entry *e,
                               const float *values)
{
  if (!bring_to(cache, fonts, e, values, e->free))
    return NULL;
  const nb_tex *found = &(*e->free)->tex;
  e->free = &(*e->free)->next;
  return found;
}

const nb_tex *formulas_find(formula_cache *cache, const nb_fonts *fonts, const char *source, size_t bytes,
                            const float *values, size_t count, nb_arena *frame, const nb_error **mistake)
{
  *mistake = NULL;
  formula_entry *e = choose_entry(cache, source, bytes);
  if (e == NULL)
    return NULL;
  bool known = is_entry(e, source, bytes);
  if (!known && e->frame == cache->frame)
    return find_passing(cache, fonts, source, bytes, values, count, frame, mistake);
  if (!known && !fill_entry(cache, fonts, e, source, bytes)) {
    free_entry(cache, e);
    return NULL;
  }
  if (e->frame != cache->frame)
    e->free = &e->copies;
  e->frame = cache->frame;
  make_room(cache);
  *mistake = e->mistake;
  if (e->still != NULL && count != e->still->tex.value_count)
    *mistake = wrong_count(e->still->tex.value_count, count, frame);
  if (*mistake != NULL || e->still == NULL)
    return NULL;
  if (count == 0)
    return &e->still->tex;
  if (*e->free == NULL && cache->kept > FORMULA_KEPT_BYTES)
    return find_passing(cache, fonts, source, bytes, values, count, frame, mistake);
  return take_copy(cache, fonts, e, values);
}

void formulas_free(formula_cache *cache)
{
  for (int k = 0; cache->sets != NULL && k < FORMULA_SETS * FORMULA_WAYS; k++)
    free_entry(cache, &cache->sets[k / FORMULA_WAYS][k % FORMULA_WAYS]);
  free(cache->sets);
  nb_arena_free(&cache->room);
  *cache = (formula_cache){.frame = cache->frame};
}
