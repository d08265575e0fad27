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

static void apply(replay *r, const recording_ink *written)
{
  ink_book *book = r->options.ink->book;
  if (book && written->page < INK_BOOK)
    (void)ink_log_apply(&book->pages[written->page], written->bytes,
                        written->size); // an event that cannot be is none
}

// Of the events from the next one on, until a piece begins, or until those that end at `end` have been read.
static void apply_until(replay *r, int piece, const uint8_t *end)
{
  recording_scene scene;
  recording_ink written;
  for (; r->has_next && r->piece < piece && r->reader.at != end; replay_read_next(r)) {
    recording_event e = r->next;
    if (e.kind == RECORDING_SCENE && recording_unpack_scene(&e, &scene))
      (void)show_book(r, scene.id);
    if (e.kind == RECORDING_INK && recording_unpack_ink(&e, &written))
      apply(r, &written);
  }
}

void replay_ink_until(replay *r, int piece, bool afresh)
{
  replay_forget_made(r);
  if (afresh) {
    ink_forget(r->options.ink);
    replay_read_from(r, 0);
  }
  desk_drop(&r->options.ink->desk);
  apply_until(r, piece, NULL);
  if (r->id[0])
    (void)replay_show_ink(r);
}

void replay_mend_ink(replay *r)
{
  replay here = *r;
  int step = r->options.ink->book ? (int)(r->options.ink->desk.page - r->options.ink->book->pages) : -1;
  replay_forget_made(r);
  ink_forget(r->options.ink);
  replay_read_from(r, 0);
  apply_until(r, here.has_next ? here.piece + 1 : RECORDING_MAX_PIECES, here.reader.at);
  r->piece = here.piece;
  r->reader = here.reader;
  r->next = here.next;
  r->has_next = here.has_next;
  r->differs = false;
  (void)replay_show_ink(r);
  if (step >= 0 && step < INK_BOOK)
    ink_turn(r->options.ink, step);
}

// ---------------------------------------------------------------------------------------------------------------
// Events

void replay_do_ink(replay *r, const recording_ink *written)
{
  if (r->made_count == 0) {
    apply(r, written);
    return;
  }
  bool same = r->made_size[0] == written->size && memcmp(r->made[0], written->bytes, written->size) == 0;
  free(r->made[0]);
  r->made_count--;
  memmove(&r->made[0], &r->made[1], (size_t)r->made_count * sizeof *r->made);
  memmove(&r->made_size[0], &r->made_size[1], (size_t)r->made_count * sizeof *r->made_size);
  r->differs = r->differs || !same;
}
