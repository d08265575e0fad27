// The pages of a replay: what the hand writes when its deeds are done again is compared with what the log says that it wrote,
// and the log is right.
#include <stdlib.h>
#include <string.h>

#include "app/replay_inside.h"
#include "notebook/ink_log.h"

static void hear_hand(void *context, const desk_deed *deed)
{
  replay *r = context;
  (void)deed;
  r->touched = r->touched || !r->applies;
}

static void hear_event(void *context, int page, const void *event, size_t size)
{
  replay *r = context;
  (void)page;
  uint8_t *copy = r->applies && r->made_count < REPLAY_MADE ? malloc(size + 1) : NULL;
  r->touched = r->touched || !r->applies;
  if (!copy)
    return;
  memcpy(copy, event, size);
  r->made[r->made_count] = copy;
  r->made_size[r->made_count++] = size;
}

ink_listener replay_listener(replay *r)
{
  return (ink_listener){.hand = hear_hand, .event = hear_event, .context = r};
}

void replay_forget_made(replay *r)
{
  while (r->made_count > 0)
    free(r->made[--r->made_count]);
}

// ---------------------------------------------------------------------------------------------------------------
// Books

static void read_ink(int step, const void *event, size_t size, void *context)
{
  ink_book *book = context;
  (void)ink_log_apply(&book->pages[step], event, size);
}

// Shows a scene's book; one that is new holds what lay there before.
static nb_error show_book(replay *r, const char *scene)
{
  ink *i = r->options.ink;
  int books = i->book_count;
  nb_error e = ink_show(i, NULL, scene);
  if (!nb_failed(e) && i->book_count > books)
    e = recording_read_ink(r->options.file, scene, read_ink, i->book);
  return e;
}

nb_error replay_show_ink(replay *r)
{
  return show_book(r, r->id);
}

static void apply(replay *r, const recording_event *event)
{
  recording_ink written;
  ink_book *book = r->options.ink->book;
  if (book && recording_unpack_ink(event, &written) && written.page < INK_BOOK)
    (void)ink_log_apply(&book->pages[written.page], written.bytes,
                        written.size); // an event that cannot be is none
}

// One that was undone for good is done together with what undoes it: the strokes of the page keep their numbers.
static void apply_next(replay *r)
{
  int k = r->ink_done++;
  const replay_ink *next = &r->inks[k];
  recording_scene scene;
  if (next->event.kind == RECORDING_SCENE && recording_unpack_scene(&next->event, &scene))
    (void)show_book(r, scene.id);
  else if (next->block < 0)
    apply(r, &next->event);
  for (int n = k; next->block == k && n <= next->last; n++)
    if (r->inks[n].block == k)
      apply(r, &r->inks[n].event);
}

static void apply_from_start(replay *r, int until)
{
  ink_forget(r->options.ink);
  r->ink_done = 0;
  while (r->ink_done < until)
    apply_next(r);
}

void replay_ink_until(replay *r, int piece, bool afresh)
{
  replay_forget_made(r);
  if (afresh)
    apply_from_start(r, 0);
  desk_drop(&r->options.ink->desk);
  while (r->ink_done < r->ink_count && r->inks[r->ink_done].piece < piece)
    apply_next(r);
  if (r->id[0])
    (void)replay_show_ink(r);
}

void replay_mend_ink(replay *r)
{
  ink *i = r->options.ink;
  int page = i->book ? (int)(i->desk.page - i->book->pages) : -1;
  replay_forget_made(r);
  apply_from_start(r, r->ink_done);
  r->differs = false;
  (void)replay_show_ink(r);
  if (page >= 0 && page < INK_BOOK)
    ink_turn(i, page);
}

// ---------------------------------------------------------------------------------------------------------------
// Events

void replay_do_ink(replay *r)
{
  const replay_ink *next = &r->inks[r->ink_done];
  if (r->made_count == 0) {
    apply_next(r);
    return;
  }
  const recording_event *e = &next->event;
  const uint8_t *told = e->bytes + sizeof(int32_t); // behind the page's number
  bool same = next->block < 0 && e->size >= sizeof(int32_t) && r->made_size[0] == e->size - sizeof(int32_t) &&
              memcmp(r->made[0], told, r->made_size[0]) == 0;
  r->ink_done++;
  free(r->made[0]);
  r->made_count--;
  memmove(&r->made[0], &r->made[1], (size_t)r->made_count * sizeof *r->made);
  memmove(&r->made_size[0], &r->made_size[1], (size_t)r->made_count * sizeof *r->made_size);
  r->differs = r->differs || !same;
}
