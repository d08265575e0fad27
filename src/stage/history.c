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
  uint8_t *memory;
  size_t slot_size;
  uint32_t *slots;
  uint32_t snapshot_count, slot_count;

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

// Keeps every other snapshot; the slots of the others come after them, free.
static void thin(history *h)
{
  uint32_t kept = (h->snapshot_count + 1) / 2;
  for (uint32_t k = 1; k < kept; k++) {
    uint32_t swap = h->slots[k];
    h->slots[k] = h->slots[2 * k];
    h->slots[2 * k] = swap;
  }
  h->snapshot_count = kept;
  h->interval *= 2;
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
  uint8_t *to = slot(h, h->snapshot_count++);
  memcpy(to, state, h->state_size);
  memcpy(to + h->state_size, h->viewer, h->viewer_size);
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

// Only the bytes from the first that differs to the last are kept.
static bool log_edit(history *h, const uint8_t *viewer)
{
  size_t first = 0, end = h->viewer_size;
  while (viewer[first] == h->viewer[first])
    first++;
  while (viewer[end - 1] == h->viewer[end - 1])
    end--;
  edit *edits = room_for(h->edits, &h->edit_capacity, h->edit_count + 1, sizeof *edits);
  if (edits == NULL)
    return false;
  h->edits = edits;
  uint8_t *log = room_for(h->log, &h->log_capacity, h->log_used + end - first, 1);
  if (log == NULL)
    return false;
  h->log = log;
  h->edits[h->edit_count++] = (edit){h->tick, first, end - first, h->log_used};
  memcpy(h->log + h->log_used, viewer + first, end - first);
  h->log_used += end - first;
  return true;
}

static void apply_edits_here(history *h)
{
  for (; h->next_edit < h->edit_count && h->edits[h->next_edit].tick <= h->tick; h->next_edit++) {
    const edit *e = &h->edits[h->next_edit];
    memcpy(h->viewer + e->at, h->log + e->data, e->bytes);
  }
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
  h->viewer = malloc(h->viewer_size);
  return h->memory != NULL && h->slots != NULL && h->viewer != NULL;
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
  memcpy(to->viewer, h->viewer, h->viewer_size);
  if (h->edit_count > 0)
    memcpy(to->edits, h->edits, sizeof *h->edits * h->edit_count);
  if (h->log_used > 0)
    memcpy(to->log, h->log, h->log_used);
  for (uint32_t k = 0; k < h->snapshot_count; k++)
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
  uint64_t until = h->interval * h->snapshot_count;
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
  }
  apply_edits_here(h);
}

void history_cut(history *h)
{
  h->head = h->tick;
  uint64_t snapshots = h->tick / h->interval + 1;
  if (snapshots < h->snapshot_count)
    h->snapshot_count = (uint32_t)snapshots;
  h->edit_count = h->next_edit;
  h->log_used = h->edit_count == 0 ? 0 : h->edits[h->edit_count - 1].data + h->edits[h->edit_count - 1].bytes;
}
