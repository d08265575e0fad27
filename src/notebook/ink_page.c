#include "notebook/ink_page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void ink_page_free(ink_page *page)
{
  free(page->strokes);
  free(page->knots);
  free(page->edits);
  free(page->taken);
  free(page->drawn);
  *page = (ink_page){0};
}

// Makes room for `more` behind `count` items of a size. The items may move.
static bool make_room(void **items, uint32_t *capacity, uint32_t count, uint32_t more, size_t size)
{
  if (more <= *capacity - count)
    return true;
  uint32_t wanted = count + more + count / 2 + 16;
  void *moved = realloc(*items, wanted * size);
  if (!moved)
    return false;
  *items = moved;
  *capacity = wanted;
  return true;
}

static nb_error no_memory(void)
{
  return nb_fail(NB_NO_MEMORY, "no memory for more ink");
}

nb_error ink_page_edit(ink_page *page)
{
  assert(!page->editing);
  if (!make_room((void **)&page->edits, &page->edit_capacity, page->done, 1, sizeof *page->edits))
    return no_memory();
  page->edits[page->done] = (ink_edit){.put = page->stroke_count, .taken = page->taken_count};
  page->edit_count = page->done + 1;
  page->editing = true;
  return nb_ok();
}

static nb_rect with_width(nb_rect r, float width)
{
  return (nb_rect){r.x - width, r.y - width, r.width + 2 * width, r.height + 2 * width};
}

nb_error ink_page_put(ink_page *page, ink_look look, const ink_knot *knots, int count, int32_t like)
{
  assert(page->editing && like < (int32_t)page->stroke_count);
  if (!ink_is_sound(knots, count) || look.tool >= INK_TOOLS || look.color >= INK_COLORS ||
      look.width >= INK_WIDTHS)
    return nb_fail(NB_OUT_OF_RANGE, "a stroke of ink that is none: %d knots, tool %u, colour %u, width %u",
                   count, look.tool, look.color, look.width);
  if (page->stroke_count == INK_MAX_STROKES || page->knot_count > INK_MAX_PAGE_KNOTS - (uint32_t)count)
    return nb_fail(NB_OUT_OF_RANGE, "the page is full: it holds %u strokes", page->stroke_count);
  if (!make_room((void **)&page->strokes, &page->stroke_capacity, page->stroke_count, 1,
                 sizeof *page->strokes) ||
      !make_room((void **)&page->knots, &page->knot_capacity, page->knot_count, (uint32_t)count,
                 sizeof *page->knots))
    return no_memory();
  memcpy(&page->knots[page->knot_count], knots, (size_t)count * sizeof *knots);
  page->strokes[page->stroke_count] = (ink_stroke){
      .look = look,
      .first = page->knot_count,
      .count = (uint32_t)count,
      .order = like < 0 ? page->stroke_count : page->strokes[like].order,
      .bounds = with_width(ink_bounds(knots, count), ink_look_points(look) / 120), // half of twice the pen's
      .shown = true,
  };
  page->stroke_count++;
  page->knot_count += (uint32_t)count;
  page->edits[page->done].put_count++;
  page->changes++;
  return nb_ok();
}

nb_error ink_page_take(ink_page *page, uint32_t stroke)
{
  assert(page->editing && stroke < page->stroke_count && page->strokes[stroke].shown);
  if (!make_room((void **)&page->taken, &page->taken_capacity, page->taken_count, 1, sizeof *page->taken))
    return no_memory();
  page->taken[page->taken_count++] = stroke;
  page->strokes[stroke].shown = false;
  page->edits[page->done].taken_count++;
  page->changes++;
  return nb_ok();
}

bool ink_page_end(ink_page *page)
{
  assert(page->editing);
  const ink_edit *edit = &page->edits[page->done];
  page->editing = false;
  bool did = edit->put_count + edit->taken_count > 0;
  page->done += did;
  page->edit_count = page->done;
  return did;
}

static void show_put(ink_page *page, const ink_edit *edit, bool shown)
{
  for (uint32_t k = 0; k < edit->put_count; k++)
    page->strokes[edit->put + k].shown = shown;
}

static void show_taken(ink_page *page, const ink_edit *edit, bool shown)
{
  for (uint32_t k = 0; k < edit->taken_count; k++)
    page->strokes[page->taken[edit->taken + k]].shown = shown;
}

// What an edit put in and took away again was never there before it, and is not there after it: that decides which of
// the two comes last.
bool ink_page_undo(ink_page *page)
{
  assert(!page->editing);
  if (page->done == 0)
    return false;
  const ink_edit *edit = &page->edits[--page->done];
  show_taken(page, edit, true);
  show_put(page, edit, false);
  page->changes++;
  return true;
}

bool ink_page_redo(ink_page *page)
{
  assert(!page->editing);
  if (page->done == page->edit_count)
    return false;
  const ink_edit *edit = &page->edits[page->done++];
  show_put(page, edit, true);
  show_taken(page, edit, false);
  page->changes++;
  return true;
}

// Where a stroke is drawn: its order, and among pieces of one the older first.
static int by_order(const void *a, const void *b)
{
  const uint64_t *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

const uint32_t *ink_page_shown(ink_page *page, uint32_t *count)
{
  *count = 0;
  uint64_t *keys = malloc(page->stroke_count * sizeof *keys + 1);
  if (!keys ||
      !make_room((void **)&page->drawn, &page->drawn_capacity, 0, page->stroke_count, sizeof *page->drawn)) {
    free(keys);
    return NULL;
  }
  bool sorted = true;
  for (uint32_t k = 0; k < page->stroke_count; k++) {
    if (!page->strokes[k].shown)
      continue;
    keys[*count] = (uint64_t)page->strokes[k].order << 32 | k;
    sorted = sorted && (*count == 0 || keys[*count - 1] < keys[*count]);
    ++*count;
  }
  if (!sorted)
    qsort(keys, *count, sizeof *keys, by_order);
  for (uint32_t k = 0; k < *count; k++)
    page->drawn[k] = (uint32_t)keys[k];
  page->drawn_count = *count;
  free(keys);
  return *count > 0 ? page->drawn : NULL;
}
