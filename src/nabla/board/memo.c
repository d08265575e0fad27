#include "nabla/board/memo.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// FNV-1a, 64 bits (Fowler, Noll and Vo).
static uint64_t hash_bytes(const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  uint64_t hash = 14695981039346656037u;
  for (size_t k = 0; k < size; k++)
    hash = (hash ^ at[k]) * 1099511628211u;
  return hash;
}

// Where the key lies in an entry's bytes.
static size_t key_place(size_t size)
{
  return (size + 15) & ~(size_t)15;
}

static memo_entry *find_entry(board_memo *memo, const memo_entry *wanted, const void *key)
{
  for (int k = 0; k < MEMO_COUNT; k++) {
    memo_entry *entry = &memo->entries[k];
    if (entry->frame != 0 && entry->hash == wanted->hash && entry->key_size == wanted->key_size &&
        entry->size == wanted->size && entry->make == wanted->make &&
        memcmp((char *)entry->bytes + key_place(entry->size), key, entry->key_size) == 0)
      return entry;
  }
  return NULL;
}

// The entry not asked for the longest. Where only those with something in them count, NULL if there is none.
static memo_entry *oldest_entry(board_memo *memo, bool filled)
{
  memo_entry *oldest = NULL;
  for (int k = 0; k < MEMO_COUNT; k++) {
    memo_entry *entry = &memo->entries[k];
    if ((!filled || entry->capacity > 0) && (oldest == NULL || entry->frame < oldest->frame))
      oldest = entry;
  }
  return oldest;
}

static void empty(board_memo *memo, memo_entry *entry)
{
  memo->bytes -= entry->capacity;
  free(entry->bytes);
  *entry = (memo_entry){0};
}

// Takes what is needed besides `entry` from those that were not asked for in this frame.
static void make_room(board_memo *memo, const memo_entry *entry, size_t need)
{
  while (memo->bytes - entry->capacity + need > MEMO_BYTES) {
    memo_entry *oldest = oldest_entry(memo, true);
    if (oldest == NULL || oldest->frame == memo->frame)
      return;
    empty(memo, oldest);
  }
}

static bool make_entry(board_memo *memo, memo_entry *entry, const memo_entry *wanted, const void *key)
{
  size_t need = key_place(wanted->size) + wanted->key_size + 1;
  if (wanted->size > SIZE_MAX / 4 || wanted->key_size > SIZE_MAX / 4)
    return false;
  if (need > entry->capacity) {
    make_room(memo, entry, need);
    empty(memo, entry);
    entry->bytes = malloc(need);
    if (entry->bytes == NULL)
      return false;
    entry->capacity = need;
    memo->bytes += need;
  }
  void *bytes = entry->bytes;
  size_t capacity = entry->capacity;
  *entry = *wanted;
  entry->bytes = bytes;
  entry->capacity = capacity;
  memset(bytes, 0, wanted->size);
  memcpy((char *)bytes + key_place(wanted->size), key, wanted->key_size);
  wanted->make(key, bytes);
  return true;
}

void memo_begin(board_memo *memo)
{
  memo->frame++;
}

const void *memo_find(board_memo *memo, const void *key, size_t key_size, size_t size, memo_make *make)
{
  memo_entry wanted = {.key_size = key_size,
                       .size = size,
                       .make = make,
                       .hash = hash_bytes(key, key_size),
                       .frame = memo->frame};
  memo_entry *entry = find_entry(memo, &wanted, key);
  if (entry != NULL) {
    entry->frame = memo->frame;
    return entry->bytes;
  }
  entry = oldest_entry(memo, false);
  if (entry->frame == memo->frame || !make_entry(memo, entry, &wanted, key))
    return NULL;
  return entry->bytes;
}

void memo_free(board_memo *memo)
{
  for (int k = 0; k < MEMO_COUNT; k++)
    free(memo->entries[k].bytes);
  *memo = (board_memo){.frame = memo->frame};
}
