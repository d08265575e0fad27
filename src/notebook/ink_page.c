#include "notebook/ink_page.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void ink_page_free(ink_page *page)
{
  free(page->strokes);
  free(page->knots);
  free(page->edits);
  free(page->taken);
  free(page->blocks);
  free(page->found);
  free(page->drawn);
  free(page->pinned);
  for (uint32_t k = 0; k < page->picture_count * INK_FACES; k++)
    free((void *)page->pictures[k / INK_FACES].faces[k % INK_FACES].list);
  free(page->pictures);
  free(page->pins);
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

static nb_error too_many(const char *what, uint32_t count)
{
  return nb_fail(NB_OUT_OF_RANGE, "the page holds %u %s already, and no more", count, what);
}

static nb_error add_face(ink_picture *picture, ink_face face)
{
  if (face.size > INK_MAX_PICTURE_BYTES)
    return nb_fail(NB_OUT_OF_RANGE, "this picture takes %zu bytes, and a page takes none of more than %d MB",
                   face.size, INK_MAX_PICTURE_BYTES >> 20);
  void *copy = malloc(face.size + 1);
  if (!copy)
    return no_memory();
  memcpy(copy, face.list, face.size);
  nb_error e = nb_list_check(copy, face.size);
  if (nb_failed(e))
    free(copy);
  else
    picture->faces[picture->face_count++] = (ink_face){copy, face.size, face.ground};
  return e;
}

nb_error ink_page_add_picture(ink_page *page, ink_face face)
{
  if (page->picture_count == INK_MAX_PICTURES)
    return too_many("pictures", page->picture_count);
  if (!make_room((void **)&page->pictures, &page->picture_capacity, page->picture_count, 1,
                 sizeof *page->pictures))
    return no_memory();
  ink_picture *picture = &page->pictures[page->picture_count];
  *picture = (ink_picture){0};
  nb_error e = add_face(picture, face);
  page->picture_count += !nb_failed(e);
  return e;
}

nb_error ink_page_add_face(ink_page *page, ink_face face)
{
  ink_picture *picture = page->picture_count > 0 ? &page->pictures[page->picture_count - 1] : NULL;
  if (!picture || picture->face_count == INK_FACES)
    return nb_fail(NB_OUT_OF_RANGE, "there is no picture on the page that wants another face");
  return add_face(picture, face);
}

// By their green, which is most of how light a colour is.
const ink_face *ink_picture_on(const ink_picture *picture, nb_rgba ground)
{
  const ink_face *best = &picture->faces[0];
  int light = ground >> 8 & 255, off = 256;
  for (int k = 0; k < picture->face_count; k++) {
    int own = abs((int)(picture->faces[k].ground >> 8 & 255) - light);
    best = own < off ? &picture->faces[k] : best;
    off = own < off ? own : off;
  }
  return best;
}

static bool is_finite(nb_vec2 p)
{
  return isfinite(p.x) && isfinite(p.y);
}

nb_error ink_page_add_pin(ink_page *page, const ink_pin *pin)
{
  if (page->pin_count == INK_MAX_PINS)
    return too_many("pins", page->pin_count);
  bool sound = pin->kind < INK_PIN_KINDS && memchr(pin->name, 0, sizeof pin->name) && is_finite(pin->from) &&
               is_finite(nb_at(pin->place.x, pin->place.y)) && isfinite(pin->place.z);
  if (!sound)
    return nb_fail(NB_OUT_OF_RANGE, "a pin that is none, of kind %u", pin->kind);
  if (!make_room((void **)&page->pins, &page->pin_capacity, page->pin_count, 1, sizeof *page->pins))
    return no_memory();
  page->pins[page->pin_count] = *pin;
  page->pins[page->pin_count++].shift = nb_origin();
  return nb_ok();
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

// Of the stroke where it is widest, in board units.
static float half_width(ink_look look, const ink_knot *knots, int count)
{
  float widest = 0;
  for (int k = 0; k < count; k++)
    widest = fmaxf(widest, knots[k].width);
  return 0.5f * widest * ink_look_points(look) / NB_POINTS_PER_UNIT;
}

static nb_rect nowhere(void)
{
  return (nb_rect){INFINITY, INFINITY, -1, -1};
}

static nb_rect around(nb_rect a, nb_rect b)
{
  float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(a.x + a.width, b.x + b.width) - x, fmaxf(a.y + a.height, b.y + b.height) - y};
}

// The stroke that is put in next joins its block, or the pinned ones.
static void join(ink_page *page, const ink_stroke *stroke)
{
  nb_rect *block = &page->blocks[page->stroke_count / INK_BLOCK];
  bool first = page->stroke_count % INK_BLOCK == 0;
  if (stroke->look.pin)
    page->pinned[page->pinned_count++] = page->stroke_count;
  if (stroke->look.pin && first)
    *block = nowhere();
  else if (!stroke->look.pin)
    *block = first || block->width < 0 ? stroke->bounds : around(*block, stroke->bounds);
}

bool ink_page_takes(const ink_page *page, ink_look look, const ink_knot *knots, int count)
{
  bool looks = look.tool == INK_PICTURE ? look.color < page->picture_count && count == 2
                                        : look.tool < INK_TOOLS && look.color < INK_COLORS;
  return looks && look.width < INK_WIDTHS && look.pin <= page->pin_count && ink_is_sound(knots, count);
}

nb_error ink_page_put(ink_page *page, ink_look look, const ink_knot *knots, int count, int32_t like)
{
  assert(page->editing && like < (int32_t)page->stroke_count);
  if (!ink_page_takes(page, look, knots, count))
    return nb_fail(NB_OUT_OF_RANGE,
                   "a stroke of ink that is none: %d knots, tool %u, colour %u, width %u, pin %u", count,
                   look.tool, look.color, look.width, look.pin);
  if (page->stroke_count == INK_MAX_STROKES || page->knot_count > INK_MAX_PAGE_KNOTS - (uint32_t)count)
    return nb_fail(NB_OUT_OF_RANGE, "the page is full: it holds %u strokes", page->stroke_count);
  if (!make_room((void **)&page->strokes, &page->stroke_capacity, page->stroke_count, 1,
                 sizeof *page->strokes) ||
      !make_room((void **)&page->knots, &page->knot_capacity, page->knot_count, (uint32_t)count,
                 sizeof *page->knots) ||
      !make_room((void **)&page->blocks, &page->block_capacity, page->stroke_count / INK_BLOCK, 1,
                 sizeof *page->blocks) ||
      !make_room((void **)&page->pinned, &page->pinned_capacity, page->pinned_count, 1, sizeof *page->pinned))
    return no_memory();
  memcpy(&page->knots[page->knot_count], knots, (size_t)count * sizeof *knots);
  ink_stroke stroke = {
      .look = look,
      .first = page->knot_count,
      .count = (uint32_t)count,
      .order = like < 0 ? page->stroke_count : page->strokes[like].order,
      .bounds = with_width(ink_bounds(knots, count), half_width(look, knots, count)),
      .shown = true,
  };
  join(page, &stroke);
  page->strokes[page->stroke_count] = stroke;
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

static bool meet(nb_rect a, nb_rect b)
{
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

nb_vec2 ink_page_shift(const ink_page *page, const ink_stroke *stroke)
{
  return stroke->look.pin ? page->pins[stroke->look.pin - 1].shift : nb_origin();
}

nb_rect ink_page_covers(const ink_page *page, const ink_stroke *stroke)
{
  nb_vec2 shift = ink_page_shift(page, stroke);
  nb_rect r = stroke->bounds;
  return (nb_rect){r.x + shift.x, r.y + shift.y, r.width, r.height};
}

// Adds a stroke where it is wanted. False where it did not come in the order of drawing.
static bool find_stroke(ink_page *page, uint32_t k, nb_rect area, uint32_t *count)
{
  const ink_stroke *stroke = &page->strokes[k];
  if (!stroke->shown || !meet(ink_page_covers(page, stroke), area))
    return true;
  page->found[*count] = (uint64_t)stroke->order << 32 | k;
  ++*count;
  return *count == 1 || page->found[*count - 2] < page->found[*count - 1];
}

static bool find_in_block(ink_page *page, uint32_t block, nb_rect area, uint32_t *count)
{
  uint32_t first = block * INK_BLOCK, until = first + INK_BLOCK;
  bool sorted = true;
  for (uint32_t k = first; k < until && k < page->stroke_count; k++)
    if (!page->strokes[k].look.pin)
      sorted = find_stroke(page, k, area, count) && sorted;
  return sorted;
}

const uint32_t *ink_page_find(ink_page *page, nb_rect area, uint32_t *count)
{
  bool sorted = true;
  *count = 0;
  if (!make_room((void **)&page->found, &page->found_capacity, 0, page->stroke_count, sizeof *page->found) ||
      !make_room((void **)&page->drawn, &page->drawn_capacity, 0, page->stroke_count, sizeof *page->drawn))
    return NULL;
  for (uint32_t block = 0; block * INK_BLOCK < page->stroke_count; block++)
    if (meet(page->blocks[block], area))
      sorted = find_in_block(page, block, area, count) && sorted;
  for (uint32_t k = 0; k < page->pinned_count; k++)
    sorted = find_stroke(page, page->pinned[k], area, count) && sorted;
  if (!sorted)
    qsort(page->found, *count, sizeof *page->found, by_order);
  for (uint32_t k = 0; k < *count; k++)
    page->drawn[k] = (uint32_t)page->found[k];
  return *count > 0 ? page->drawn : NULL;
}

const uint32_t *ink_page_shown(ink_page *page, uint32_t *count)
{
  nb_rect everything = {-FLT_MAX / 4, -FLT_MAX / 4, FLT_MAX / 2, FLT_MAX / 2};
  return ink_page_find(page, everything, count);
}

nb_rect ink_page_bounds(const ink_page *page)
{
  nb_rect all = {0};
  bool any = false;
  for (uint32_t k = 0; k < page->stroke_count; k++) {
    if (!page->strokes[k].shown)
      continue;
    nb_rect covers = ink_page_covers(page, &page->strokes[k]);
    all = any ? around(all, covers) : covers;
    any = true;
  }
  return all;
}
