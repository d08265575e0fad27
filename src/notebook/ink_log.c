#include "notebook/ink_log.h"

#include <stdlib.h>
#include <string.h>

#define KNOT_BYTES (7 * sizeof(float))
#define STROKE_BYTES (3 * sizeof(uint32_t))
#define PIN_BYTES (3 * sizeof(uint32_t) + sizeof(nb_vec3) + sizeof(nb_vec2)) // without its name

_Static_assert(sizeof(ink_knot) == KNOT_BYTES, "a knot is written as it lies in memory");

// ---------------------------------------------------------------------------------------------------------------
// Writing

static uint8_t *put_word(uint8_t *at, uint32_t word)
{
  memcpy(at, &word, sizeof word);
  return at + sizeof word;
}

static size_t edit_bytes(const ink_page *page, const ink_edit *edit)
{
  size_t bytes = (2 + (size_t)edit->taken_count) * sizeof(uint32_t);
  for (uint32_t k = 0; k < edit->put_count; k++)
    bytes += STROKE_BYTES + page->strokes[edit->put + k].count * KNOT_BYTES;
  return bytes;
}

static uint8_t *put_stroke(uint8_t *at, const ink_page *page, uint32_t number)
{
  const ink_stroke *stroke = &page->strokes[number];
  const ink_look *look = &stroke->look;
  at = put_word(at, look->tool | look->color << 8 | look->width << 16 | look->pin << 24);
  at = put_word(at, stroke->order == number ? (uint32_t)-1 : stroke->order);
  at = put_word(at, stroke->count);
  memcpy(at, &page->knots[stroke->first], stroke->count * KNOT_BYTES);
  return at + stroke->count * KNOT_BYTES;
}

static void put_edit(uint8_t *at, const ink_page *page, const ink_edit *edit)
{
  at = put_word(at, edit->taken_count);
  for (uint32_t k = 0; k < edit->taken_count; k++)
    at = put_word(at, page->taken[edit->taken + k]);
  at = put_word(at, edit->put_count);
  for (uint32_t k = 0; k < edit->put_count; k++)
    at = put_stroke(at, page, edit->put + k);
}

static uint8_t *put_bytes(uint8_t *at, const void *bytes, size_t size)
{
  memcpy(at, bytes, size);
  return at + size;
}

static void put_face(uint8_t *at, const ink_face *face)
{
  put_bytes(put_word(at, face->ground), face->list, face->size);
}

static void put_pin(uint8_t *at, const ink_pin *pin)
{
  at = put_word(put_word(put_word(at, pin->kind), pin->within), pin->which);
  at = put_bytes(put_bytes(at, &pin->place, sizeof pin->place), &pin->from, sizeof pin->from);
  put_bytes(at, pin->name, strlen(pin->name));
}

// The face that an event has added.
static const ink_face *face_of(const ink_page *page, ink_event event)
{
  if (event != INK_ADD_PICTURE && event != INK_ADD_FACE)
    return NULL;
  const ink_picture *picture = &page->pictures[page->picture_count - 1];
  return &picture->faces[event == INK_ADD_FACE ? picture->face_count - 1 : 0];
}

static size_t event_bytes(const ink_page *page, ink_event event)
{
  if (event == INK_EDIT)
    return edit_bytes(page, &page->edits[page->done - 1]);
  const ink_face *face = face_of(page, event);
  if (face)
    return sizeof(uint32_t) + face->size;
  return event == INK_ADD_PIN ? PIN_BYTES + strlen(page->pins[page->pin_count - 1].name) : 0;
}

uint8_t *ink_log_write(const ink_page *page, ink_event event, size_t *size)
{
  *size = sizeof(uint32_t) + event_bytes(page, event);
  uint8_t *bytes = malloc(*size), *at = bytes ? put_word(bytes, event) : NULL;
  if (at && event == INK_EDIT)
    put_edit(at, page, &page->edits[page->done - 1]);
  else if (at && face_of(page, event))
    put_face(at, face_of(page, event));
  else if (at && event == INK_ADD_PIN)
    put_pin(at, &page->pins[page->pin_count - 1]);
  return bytes;
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

typedef struct reader {
  const uint8_t *at;
  size_t left;
  bool sound;
} reader;

static const uint8_t *get(reader *r, size_t bytes)
{
  const uint8_t *at = r->at;
  r->sound = r->sound && bytes <= r->left;
  if (!r->sound)
    return NULL;
  r->at += bytes;
  r->left -= bytes;
  return at;
}

static uint32_t get_word(reader *r)
{
  uint32_t word = 0;
  const uint8_t *at = get(r, sizeof word);
  if (at)
    memcpy(&word, at, sizeof word);
  return word;
}

typedef struct stroke_head {
  ink_look look;
  int32_t like;
  uint32_t count;
} stroke_head;

static stroke_head get_stroke(reader *r)
{
  uint32_t look = get_word(r), like = get_word(r), count = get_word(r);
  return (stroke_head){{look & 255, look >> 8 & 255, look >> 16 & 255, look >> 24}, (int32_t)like, count};
}

// Reads the edit's strokes, and where `puts` says so puts them on the page. Knots are copied, as they may lie at an odd
// address.
static nb_error read_strokes(reader *r, ink_page *page, bool puts)
{
  nb_error e = nb_ok();
  uint32_t count = get_word(r), known = page->stroke_count;
  ink_knot *knots = malloc(INK_MAX_KNOTS * sizeof *knots);
  if (!knots)
    return nb_fail(NB_NO_MEMORY, "no memory to read ink");
  for (uint32_t k = 0; r->sound && k < count && !nb_failed(e); k++) {
    stroke_head s = get_stroke(r);
    bool fits = s.count >= 1 && s.count <= INK_MAX_KNOTS && s.like >= -1 && s.like < (int64_t)known + k;
    const uint8_t *at = fits ? get(r, s.count * KNOT_BYTES) : NULL;
    r->sound = at != NULL;
    if (!at)
      break;
    memcpy(knots, at, s.count * KNOT_BYTES);
    r->sound = ink_page_takes(page, s.look, knots, (int)s.count);
    if (puts && r->sound)
      e = ink_page_put(page, s.look, knots, (int)s.count, s.like);
  }
  free(knots);
  return e;
}

// The edit's first part: takes away what it names. A stroke may be one that the edit puts in itself: those are taken
// after the others are put in, and must be so read.
typedef struct edit_view {
  const uint8_t *taken; // numbers, at any address
  uint32_t taken_count;
  reader strokes;
} edit_view;

static uint32_t taken_at(const edit_view *v, uint32_t k)
{
  uint32_t number;
  memcpy(&number, v->taken + k * sizeof number, sizeof number);
  return number;
}

static edit_view view_edit(reader *r)
{
  edit_view v = {.taken_count = get_word(r)};
  v.taken = get(r, (size_t)v.taken_count * sizeof(uint32_t));
  v.strokes = *r;
  v.strokes.sound = r->sound;
  return v;
}

// Every stroke is taken at most once, and is shown or put in by this edit.
static bool can_take(const ink_page *page, const edit_view *v, uint32_t put_count)
{
  size_t all = (size_t)page->stroke_count + put_count;
  bool *taken = calloc(all + 1, sizeof *taken);
  bool sound = taken != NULL;
  for (uint32_t k = 0; sound && k < v->taken_count; k++) {
    uint32_t number = taken_at(v, k);
    sound = number < all && !taken[number] && (number >= page->stroke_count || page->strokes[number].shown);
    if (sound)
      taken[number] = true;
  }
  free(taken);
  return sound;
}

static nb_error apply_edit(ink_page *page, reader *r)
{
  edit_view v = view_edit(r);
  reader look = v.strokes, count = v.strokes;
  nb_error e = look.sound ? read_strokes(&look, page, false) : nb_ok();
  if (nb_failed(e))
    return e;
  uint32_t put_count = get_word(&count);
  if (!look.sound || look.left != 0 || v.taken_count + put_count == 0 || !can_take(page, &v, put_count))
    return nb_fail(NB_BAD_FILE, "an edit of ink that cannot be: %u strokes in, %u away, of %u", put_count,
                   v.taken_count, page->stroke_count);
  e = ink_page_edit(page);
  if (nb_failed(e))
    return e;
  e = read_strokes(&v.strokes, page, true);
  for (uint32_t k = 0; k < v.taken_count && !nb_failed(e); k++)
    e = ink_page_take(page, taken_at(&v, k));
  if (ink_page_end(page) && nb_failed(e)) {
    ink_page_undo(page);
    page->edit_count = page->done;
  }
  return e;
}

static nb_error apply_picture(ink_page *page, reader *r, ink_event event)
{
  ink_face face = {.ground = get_word(r)};
  if (!r->sound)
    return nb_fail(NB_BAD_FILE, "a picture on a page of ink that is none");
  face.list = r->at;
  face.size = r->left;
  return event == INK_ADD_FACE ? ink_page_add_face(page, face) : ink_page_add_picture(page, face);
}

static nb_error apply_pin(ink_page *page, reader *r)
{
  ink_pin pin = {.kind = get_word(r)};
  pin.within = get_word(r);
  pin.which = get_word(r);
  const uint8_t *place = get(r, sizeof pin.place), *from = get(r, sizeof pin.from);
  if (!r->sound || r->left >= sizeof pin.name)
    return nb_fail(NB_BAD_FILE, "a pin of ink that is none: %zu bytes of name", r->left);
  memcpy(&pin.place, place, sizeof pin.place);
  memcpy(&pin.from, from, sizeof pin.from);
  memcpy(pin.name, r->at, r->left);
  return ink_page_add_pin(page, &pin);
}

nb_error ink_log_apply(ink_page *page, const void *bytes, size_t size)
{
  reader r = {.at = bytes, .left = size, .sound = true};
  uint32_t event = get_word(&r);
  if (r.sound && event == INK_EDIT)
    return apply_edit(page, &r);
  if (r.sound && (event == INK_ADD_PICTURE || event == INK_ADD_FACE))
    return apply_picture(page, &r, event);
  if (r.sound && event == INK_ADD_PIN)
    return apply_pin(page, &r);
  bool done = r.sound && r.left == 0 &&
              ((event == INK_UNDO && ink_page_undo(page)) || (event == INK_REDO && ink_page_redo(page)));
  return done ? nb_ok()
              : nb_fail(NB_BAD_FILE, "an event of ink that is none: kind %u, %zu bytes", event, size);
}
