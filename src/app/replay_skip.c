// What was done to ink and undone for good, and the deeds that it came of: for a replay that does not show it.
//
//   ink      a   b   undo b   redo b   undo b   undo a   c          of one page
//            [--------------- block -----------------]
//
// From an edit that is undone for good to the undo that does it for the last time nothing comes of what is in between: all of it
// is one block, and the largest ones are taken.
#include <stdlib.h>
#include <string.h>

#include "app/desk_deed.h"
#include "app/replay_inside.h"

// The edits of a page: those that count, and behind them those that can be done again.
typedef struct stack {
  int scene; // the event that shows it first
  int32_t page;
  int *edits;
  int done, count, capacity;
} stack;

typedef struct stacks {
  stack *all;
  int count, capacity;
} stacks;

static uint32_t event_of(const recording_ink *written)
{
  uint32_t event = 0;
  if (written->size >= sizeof event)
    memcpy(&event, written->bytes, sizeof event);
  return event;
}

static stack *find_stack(stacks *s, int scene, int32_t page)
{
  for (int k = 0; k < s->count; k++)
    if (s->all[k].scene == scene && s->all[k].page == page)
      return &s->all[k];
  if (s->count == s->capacity) {
    int capacity = 2 * s->capacity + 16;
    stack *moved = realloc(s->all, (size_t)capacity * sizeof *moved);
    if (!moved)
      return NULL;
    s->all = moved;
    s->capacity = capacity;
  }
  s->all[s->count] = (stack){.scene = scene, .page = page};
  return &s->all[s->count++];
}

static bool push(stack *s, int edit)
{
  if (s->done == s->capacity) {
    int capacity = 2 * s->capacity + 16;
    int *moved = realloc(s->edits, (size_t)capacity * sizeof *moved);
    if (!moved)
      return false;
    s->edits = moved;
    s->capacity = capacity;
  }
  s->edits[s->done++] = edit;
  s->count = s->done;
  return true;
}

// The event that shows the scene of this one for the first time.
static int first_of(const replay *r, int k)
{
  recording_scene scene, other;
  if (!recording_unpack_scene(&r->inks[k].event, &scene))
    return k;
  for (int n = 0; n < k; n++)
    if (r->inks[n].event.kind == RECORDING_SCENE && recording_unpack_scene(&r->inks[n].event, &other) &&
        strcmp(scene.id, other.id) == 0)
      return n;
  return k;
}

// For each edit the event that undid it last, where it is undone in the end; else 0.
static bool find_ends(const replay *r, stacks *s, int *ends)
{
  int scene = 0;
  for (int k = 0; k < r->ink_count; k++) {
    recording_ink written;
    if (r->inks[k].event.kind == RECORDING_SCENE)
      scene = first_of(r, k);
    if (r->inks[k].event.kind != RECORDING_INK || !recording_unpack_ink(&r->inks[k].event, &written))
      continue;
    stack *of = find_stack(s, scene, written.page);
    uint32_t event = event_of(&written);
    if (!of || (event == INK_EDIT && !push(of, k)))
      return false;
    if (event == INK_UNDO && of->done > 0)
      ends[of->edits[--of->done]] = k;
    else if (event == INK_REDO && of->done < of->count)
      ends[of->edits[of->done++]] = 0;
  }
  return true;
}

// All events of the page from the edit to the undo that ends it.
static void mark_block(replay *r, int edit, int end)
{
  recording_ink first, written;
  (void)recording_unpack_ink(&r->inks[edit].event, &first);
  r->inks[edit].last = end;
  for (int k = edit; k <= end; k++)
    if (r->inks[k].event.kind == RECORDING_INK && recording_unpack_ink(&r->inks[k].event, &written) &&
        written.page == first.page)
      r->inks[k].block = edit;
}

// The deed that an event came of: with a tool's whole way over the board, from where it touched it.
static void hide_deeds(replay *r, int event)
{
  int k = r->inks[event].deeds - 1;
  if (k < 0)
    return;
  uint32_t kind = r->deeds[k].kind;
  if (kind == DESK_DEED_UNDO || kind == DESK_DEED_REDO || kind == DESK_DEED_DELETE ||
      kind == DESK_DEED_DUPLICATE) {
    r->deeds[k].hidden = true;
    return;
  }
  if (kind == DESK_DEED_COLOR || kind == DESK_DEED_WIDTH)
    return; // the pen has that colour all the same
  if (kind == DESK_DEED_UP || kind == DESK_DEED_BACK)
    r->deeds[k--].hidden = true;
  else if (kind != DESK_DEED_MOVE)
    k--; // what ended the way does something besides
  for (; k >= 0 && (r->deeds[k].kind == DESK_DEED_MOVE || r->deeds[k].kind == DESK_DEED_STRAIGHTEN); k--)
    r->deeds[k].hidden = true;
  if (k >= 0 && r->deeds[k].kind == DESK_DEED_DOWN)
    r->deeds[k].hidden = true;
}

bool replay_find_undone(replay *r)
{
  stacks s = {0};
  int *ends = calloc((size_t)r->ink_count + 1, sizeof *ends);
  bool room = ends && find_ends(r, &s, ends);
  for (int k = 0; room && k < r->ink_count; k++)
    if (ends[k] > 0 && r->inks[k].block < 0)
      mark_block(r, k, ends[k]);
  for (int k = 0; room && k < r->ink_count; k++)
    if (r->inks[k].block >= 0)
      hide_deeds(r, k);
  for (int k = 0; k < s.count; k++)
    free(s.all[k].edits);
  free(s.all);
  free(ends);
  return room;
}

bool replay_hides(const replay *r, const uint8_t *bytes)
{
  int low = 0, high = r->deed_count;
  while (low < high) { // they lie in the order of the log
    int middle = low + (high - low) / 2;
    if (r->deeds[middle].bytes < bytes)
      low = middle + 1;
    else
      high = middle;
  }
  return low < r->deed_count && r->deeds[low].bytes == bytes && r->deeds[low].hidden;
}
