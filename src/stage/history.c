#include "stage/history.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// An edit: from this tick on, `bytes` bytes of the viewer's block at `at` are those at `data` in the log.
typedef struct edit {
  uint64_t tick;
  size_t at, bytes, data;
} edit;

struct history {
  size_t state_size, viewer_size;
  uint64_t tick, head, interval;

  // Snapshot k is of tick k * interval and lies in slot slots[k]: the state, then the block before the edits
  // of that tick. Slots beyond snapshot_count are free.
  // A history that was read back lacks those that have not been ticked to again: `there` says which are there.
  uint8_t *memory;
  size_t slot_size;
  uint32_t *slots;
  bool *there;
  uint32_t snapshot_count, slot_count, missing;

  edit *edits; // in the order of their ticks
  size_t edit_count, edit_capacity;
  uint8_t *log;
  size_t log_used, log_capacity;

  size_t next_edit; // the first edit after the tick where we stand
  uint8_t *viewer;  // the block there
};

// ---------------------------------------------------------------------------------------------------------------
// Snapshots

static uint8_t *slot(const history *h, uint32_t snapshot)
{
  return h->memory + h->slot_size * h->slots[snapshot];
}

// There are `count` snapshots now.
static void cover(history *h, uint32_t count)
{
  h->snapshot_count = count;
  h->missing = 0;
  for (uint32_t k = 0; k < count; k++)
    h->missing += !h->there[k];
}

// Keeps every other snapshot; the slots of the others come after them, free.
static void thin(history *h)
{
  uint32_t kept = (h->snapshot_count + 1) / 2;
  for (uint32_t k = 1; k < kept; k++) {
    uint32_t swap = h->slots[k];
    h->slots[k] = h->slots[2 * k];
    h->slots[2 * k] = swap;
    h->there[k] = h->there[2 * k];
  }
  h->interval *= 2;
  cover(h, kept);
}

static void fill(history *h, uint32_t snapshot, const void *state)
{
  uint8_t *to = slot(h, snapshot);
  memcpy(to, state, h->state_size);
  memcpy(to + h->state_size, h->viewer, h->viewer_size);
  h->there[snapshot] = true;
}

static void keep_snapshot(history *h, const void *state)
{
  if (h->tick != h->interval * h->snapshot_count)
    return;
  if (h->snapshot_count == h->slot_count) {
    thin(h);
    if (h->tick != h->interval * h->snapshot_count)
      return;
  }
  fill(h, h->snapshot_count++, state);
}

// Within the past: one that is missing here is so no more.
static void fill_gap(history *h, const void *state)
{
  uint32_t snapshot = (uint32_t)(h->tick / h->interval);
  if (h->missing == 0 || h->tick % h->interval != 0 || h->there[snapshot])
    return;
  fill(h, snapshot, state);
  h->missing--;
}

// ---------------------------------------------------------------------------------------------------------------
// Edits

// Memory for `needed` things of `size` bytes: what there is, or larger. NULL, with it untouched, without
// memory.
static void *room_for(void *memory, size_t *capacity, size_t needed, size_t size)
{
  if (needed <= *capacity)
    return memory;
  size_t larger = needed + needed / 2 + 64;
  void *grown = realloc(memory, larger * size);
  if (grown != NULL)
    *capacity = larger;
  return grown;
}

static bool add_edit(history *h, uint64_t tick, size_t at, const uint8_t *data, size_t bytes)
{
  edit *edits = room_for(h->edits, &h->edit_capacity, h->edit_count + 1, sizeof *edits);
  if (edits == NULL)
    return false;
  h->edits = edits;
  uint8_t *log = room_for(h->log, &h->log_capacity, h->log_used + bytes, 1);
  if (log == NULL)
    return false;
  h->log = log;
  h->edits[h->edit_count++] = (edit){tick, at, bytes, h->log_used};
  memcpy(h->log + h->log_used, data, bytes);
  h->log_used += bytes;
  return true;
}

// Only the bytes from the first that differs to the last are kept.
static bool log_edit(history *h, const uint8_t *viewer)
{
  size_t first = 0, end = h->viewer_size;
  while (viewer[first] == h->viewer[first])
    first++;
  while (viewer[end - 1] == h->viewer[end - 1])
    end--;
  return add_edit(h, h->tick, first, viewer + first, end - first);
}

static void apply_edits_until(history *h, uint64_t tick)
{
  for (; h->next_edit < h->edit_count && h->edits[h->next_edit].tick < tick; h->next_edit++) {
    const edit *e = &h->edits[h->next_edit];
    memcpy(h->viewer + e->at, h->log + e->data, e->bytes);
  }
}

static void apply_edits_here(history *h)
{
  apply_edits_until(h, h->tick + 1);
}

// The first edit made at this tick or later.
static size_t first_edit_from(const history *h, uint64_t tick)
{
  size_t low = 0, high = h->edit_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (h->edits[middle].tick < tick)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// ---------------------------------------------------------------------------------------------------------------
// The past as a whole

static bool take_memory(history *h, size_t budget)
{
  h->slot_size = (h->state_size + h->viewer_size + 63) / 64 * 64;
  size_t count = budget / h->slot_size;
  h->slot_count = count < 2 ? 2 : count > 1 << 20 ? 1 << 20 : (uint32_t)count;
  void *memory = mmap(NULL, h->slot_size * h->slot_count, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  h->memory = memory == MAP_FAILED ? NULL : memory;
  h->slots = malloc(sizeof *h->slots * h->slot_count);
  h->there = calloc(h->slot_count, sizeof *h->there);
  h->viewer = malloc(h->viewer_size);
  return h->memory != NULL && h->slots != NULL && h->there != NULL && h->viewer != NULL;
}

history *history_create(const void *state, size_t state_size, const void *viewer, size_t viewer_size,
                        size_t budget)
{
  history *h = calloc(1, sizeof *h);
  if (h == NULL)
    return NULL;
  h->state_size = state_size;
  h->viewer_size = viewer_size;
  h->interval = HISTORY_INTERVAL;
  if (!take_memory(h, budget)) {
    history_destroy(h);
    return NULL;
  }
  for (uint32_t k = 0; k < h->slot_count; k++)
    h->slots[k] = k;
  memcpy(h->viewer, viewer, viewer_size);
  keep_snapshot(h, state);
  return h;
}

void history_destroy(history *h)
{
  if (h == NULL)
    return;
  if (h->memory != NULL)
    munmap(h->memory, h->slot_size * h->slot_count);
  free(h->slots);
  free(h->there);
  free(h->viewer);
  free(h->edits);
  free(h->log);
  free(h);
}

static bool copy_into(history *to, const history *h)
{
  size_t slots = sizeof *h->slots * h->slot_count;
  to->edits = malloc(sizeof *h->edits * h->edit_count + 1);
  to->log = malloc(h->log_used + 1);
  to->edit_capacity = h->edit_count;
  to->log_capacity = h->log_used;
  if (!take_memory(to, h->slot_size * h->slot_count) || to->edits == NULL || to->log == NULL)
    return false;
  memcpy(to->slots, h->slots, slots);
  memcpy(to->there, h->there, sizeof *h->there * h->slot_count);
  memcpy(to->viewer, h->viewer, h->viewer_size);
  if (h->edit_count > 0)
    memcpy(to->edits, h->edits, sizeof *h->edits * h->edit_count);
  if (h->log_used > 0)
    memcpy(to->log, h->log, h->log_used);
  for (uint32_t k = 0; k < h->snapshot_count; k++)
    if (h->there[k])
      memcpy(slot(to, k), slot(h, k), h->slot_size);
  return true;
}

history *history_copy(const history *h)
{
  history *to = malloc(sizeof *to);
  if (to == NULL)
    return NULL;
  *to = *h;
  to->memory = NULL;
  to->slots = NULL;
  to->there = NULL;
  to->viewer = NULL;
  if (copy_into(to, h))
    return to;
  history_destroy(to);
  return NULL;
}

uint64_t history_tick(const history *h)
{
  return h->tick;
}

uint64_t history_head(const history *h)
{
  return h->head;
}

const void *history_viewer(const history *h)
{
  return h->viewer;
}

uint64_t history_nearest(const history *h, uint64_t to)
{
  uint64_t snapshot = to / h->interval;
  if (snapshot >= h->snapshot_count)
    snapshot = h->snapshot_count - 1;
  while (!h->there[snapshot]) // the first one always is
    snapshot--;
  return snapshot * h->interval;
}

uint64_t history_seek(history *h, uint64_t to, void *state)
{
  h->tick = history_nearest(h, to);
  const uint8_t *from = slot(h, (uint32_t)(h->tick / h->interval));
  memcpy(state, from, h->state_size);
  memcpy(h->viewer, from + h->state_size, h->viewer_size);
  h->next_edit = first_edit_from(h, h->tick);
  apply_edits_here(h);
  return h->tick;
}

bool history_settle(history *h, const void *viewer)
{
  if (memcmp(viewer, h->viewer, h->viewer_size) == 0)
    return true;
  history_cut(h);
  if (!log_edit(h, viewer))
    return false;
  apply_edits_here(h);
  return true;
}

uint64_t history_stretch(const history *h)
{
  uint64_t next = h->missing > 0 ? h->tick / h->interval + 1 : h->snapshot_count;
  while (next < h->snapshot_count && h->there[next])
    next++;
  uint64_t until = h->interval * next;
  if (h->next_edit < h->edit_count && h->edits[h->next_edit].tick < until)
    until = h->edits[h->next_edit].tick;
  return until - h->tick;
}

void history_step(history *h, const void *state, uint64_t ticks)
{
  h->tick += ticks;
  if (h->tick > h->head) {
    h->head = h->tick;
    keep_snapshot(h, state);
  } else {
    fill_gap(h, state);
  }
  apply_edits_here(h);
}

void history_cut(history *h)
{
  h->head = h->tick;
  uint64_t snapshots = h->tick / h->interval + 1;
  if (snapshots < h->snapshot_count)
    cover(h, (uint32_t)snapshots);
  h->edit_count = h->next_edit;
  h->log_used = h->edit_count == 0 ? 0 : h->edits[h->edit_count - 1].data + h->edits[h->edit_count - 1].bytes;
}

// ---------------------------------------------------------------------------------------------------------------
// As bytes

typedef struct kept_edit {
  uint64_t tick;
  uint32_t at, bytes; // the bytes come behind it
} kept_edit;

typedef struct kept_history {
  uint64_t tick, head, edits;
} kept_history;

size_t history_kept_size(const history *h)
{
  return sizeof(kept_history) + h->edit_count * sizeof(kept_edit) + h->log_used;
}

void history_keep(const history *h, void *to)
{
  uint8_t *at = to;
  kept_history head = {h->tick, h->head, h->edit_count};
  memcpy(at, &head, sizeof head);
  at += sizeof head;
  for (size_t k = 0; k < h->edit_count; k++) {
    const edit *e = &h->edits[k];
    kept_edit kept = {e->tick, (uint32_t)e->at, (uint32_t)e->bytes};
    memcpy(at, &kept, sizeof kept);
    memcpy(at + sizeof kept, h->log + e->data, e->bytes);
    at += sizeof kept + e->bytes;
  }
}

// Every edit within the block, and in order.
static bool restore_edits(history *h, uint64_t count, const uint8_t *at, size_t size)
{
  uint64_t before = 0;
  for (uint64_t k = 0; k < count; k++) {
    kept_edit kept;
    if (size < sizeof kept)
      return false;
    memcpy(&kept, at, sizeof kept);
    at += sizeof kept;
    size -= sizeof kept;
    bool sound = kept.tick >= before && kept.tick <= h->head && kept.bytes > 0 && kept.bytes <= size &&
                 kept.at <= h->viewer_size && kept.bytes <= h->viewer_size - kept.at;
    if (!sound || !add_edit(h, kept.tick, kept.at, at, kept.bytes))
      return false;
    before = kept.tick;
    at += kept.bytes;
    size -= kept.bytes;
  }
  return size == 0;
}

history *history_restore(history *h, const void *state, const void *kept, size_t size)
{
  kept_history head;
  bool sound = h && size >= sizeof head;
  if (sound)
    memcpy(&head, kept, sizeof head);
  sound = sound && head.tick <= head.head && head.head <= HISTORY_LONGEST;
  if (sound) {
    h->head = head.head;
    while (h->head / h->interval >= h->slot_count)
      h->interval *= 2;
    cover(h, (uint32_t)(h->head / h->interval + 1));
    sound = restore_edits(h, head.edits, (const uint8_t *)kept + sizeof head, size - sizeof head);
  }
  if (!sound) {
    history_destroy(h);
    return NULL;
  }
  h->tick = head.tick;
  apply_edits_until(h, h->tick);
  fill_gap(h, state);
  apply_edits_here(h);
  return h;
}
