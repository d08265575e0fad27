#include "nabla/record.h"

#include <stdlib.h>
#include <string.h>

#include "nabla/record_inside.h"

nb_error nb_board_create(nb_board **out, const nb_fonts *fonts)
{
  nb_board *b = calloc(1, sizeof *b);
  *out = b;
  if (b == NULL)
    return nb_fail(NB_NO_MEMORY, "no memory for a board");
  b->fonts = fonts;
  return nb_ok();
}

void nb_board_destroy(nb_board *b)
{
  if (b == NULL)
    return;
  free(b->list.bytes);
  free(b->over.bytes);
  pen_free(&b->path);
  pen_free(&b->shape);
  nb_arena_free(&b->arena);
  memo_free(&b->memo);
  layout_free(&b->layouts);
  formulas_free(&b->formulas);
  free(b);
}

void nb_board_forget(nb_board *b)
{
  memo_free(&b->memo);
}

// Grows a list to hold `more` bytes beyond its size.
static bool reserve(nb_board *b, board_list *list, size_t more)
{
  size_t wanted = list->size + more;
  if (wanted <= list->capacity)
    return true;
  size_t capacity = list->capacity == 0 ? 64 << 10 : 2 * list->capacity;
  if (capacity < wanted)
    capacity = wanted;
  uint8_t *bytes = realloc(list->bytes, capacity);
  if (bytes == NULL) {
    board_trouble(b, NB_NO_MEMORY, "no memory for the display list");
    return false;
  }
  list->bytes = bytes;
  list->capacity = capacity;
  return true;
}

void nb_board_begin(nb_board *b, nb_theme theme, const void *state, size_t size)
{
  b->theme = theme;
  b->state = state;
  b->state_size = state == NULL ? 0 : size;
  b->trouble = NB_OK;
  b->has_mistake = b->has_lost = b->has_typed = false;
  b->list.size = b->over.size = 0;
  b->list.commands = b->over.commands = 0;
  b->depth = b->hidden = b->space = 0;
  b->last = (board_space){0};
  pen_clear(&b->path);
  nb_arena_reset(&b->arena);
  memo_begin(&b->memo);
  formulas_begin(&b->formulas);
  if (reserve(b, &b->list, sizeof(nb_list_header)))
    b->list.size = sizeof(nb_list_header);
}

nb_error nb_board_finish(nb_board *b, const void **list, size_t *size)
{
  while (b->depth > 0 || b->hidden > 0)
    nb_end(b);
  *list = NULL;
  *size = 0;
  if (b->path.failed || b->shape.failed)
    board_trouble(b, NB_NO_MEMORY, "no memory for a path");
  if (b->trouble != NB_OK)
    return nb_fail(b->trouble, "frame: %s", b->trouble_text);
  nb_list_header header = {.magic = NB_LIST_MAGIC,
                           .version = NB_LIST_VERSION,
                           .bytes = (uint32_t)b->list.size,
                           .commands = b->list.commands};
  memcpy(b->list.bytes, &header, sizeof header);
  *list = b->list.bytes;
  *size = b->list.size;
  return nb_ok();
}

void board_trouble(nb_board *b, nb_error_id id, const char *text)
{
  if (b->trouble != NB_OK)
    return;
  b->trouble = id;
  b->trouble_text = text;
}

void *board_take(nb_board *b, size_t size)
{
  void *taken = nb_arena_take(&b->arena, size);
  if (taken == NULL)
    board_trouble(b, NB_NO_MEMORY, "no memory for what a frame needs");
  return taken;
}

void *nb_scratch(nb_board *b, size_t size)
{
  void *taken = board_take(b, size);
  return taken == NULL ? NULL : memset(taken, 0, size);
}

const void *nb_memo(nb_board *b, const void *key, size_t key_size, size_t size,
                    void (*make)(const void *key, void *result))
{
  const void *found = memo_find(&b->memo, key, key_size, size, make);
  if (found != NULL)
    return found;
  void *result = nb_scratch(b, size);
  if (result != NULL)
    make(key, result);
  return result;
}

nb_color nb_mix(const nb_board *b, nb_color a, nb_color c, float t)
{
  return nb_theme_mix(b->theme, a, c, t);
}

nb_theme nb_board_theme(const nb_board *b)
{
  return b->theme;
}

// ---------------------------------------------------------------------------------------------------------------
// Commands

// Where a command goes: what is flat lies over the space that is open.
static board_list *list_for(nb_board *b, nb_op op)
{
  bool solid = op == NB_OP_MESH || op == NB_OP_STROKES || op == NB_OP_DOTS;
  return b->space > 0 && !solid ? &b->over : &b->list;
}

// Begins a command in a list.
static bool begin_in(nb_board *b, board_list *list, record_writer *w, nb_op op, uint64_t body)
{
  if (b->hidden > 0 || b->trouble != NB_OK)
    return false;
  uint64_t bytes = (sizeof(nb_command_header) + body + 3) & ~(uint64_t)3;
  if (bytes > NB_LIST_MAX_BYTES || b->list.size + b->over.size + bytes > NB_LIST_MAX_BYTES) {
    board_trouble(b, NB_BAD_SCENE, "more is drawn than a display list can hold (64 MB)");
    return false;
  }
  if (!reserve(b, list, (size_t)bytes))
    return false;
  uint8_t *start = list->bytes + list->size;
  list->size += (size_t)bytes;
  list->commands++;
  memset(start + bytes - 4, 0, 4); // the padding
  memcpy(start, &(nb_command_header){.op = op, .bytes = (uint32_t)bytes}, sizeof(nb_command_header));
  w->at = start + sizeof(nb_command_header);
  return true;
}

bool record_begin(nb_board *b, record_writer *w, nb_op op, uint64_t body)
{
  return begin_in(b, list_for(b, op), w, op, body);
}

void record_put(record_writer *w, const void *bytes, size_t size)
{
  if (size == 0)
    return;
  memcpy(w->at, bytes, size);
  w->at += size;
}

// True where all of count floats are finite. Without branches, so that compilers make SIMD of it.
bool record_all_finite(const void *floats, size_t count)
{
  const uint8_t *at = floats;
  uint32_t bad = 0;
  for (size_t k = 0; k < count; k++) {
    uint32_t bits;
    memcpy(&bits, at + 4 * k, sizeof bits);
    bad |= (bits & 0x7f800000u) == 0x7f800000u;
  }
  return bad == 0;
}

bool record_is_share(float x)
{
  return x >= 0 && x <= 1;
}

bool record_is_size(float size)
{
  return size > 0 && size <= NB_LIST_MAX_SIZE;
}

bool record_is_rect(nb_rect r)
{
  float far[] = {r.x + r.width, r.y + r.height};
  return record_all_finite(&r, 4) && record_all_finite(far, 2) && r.width >= 0 && r.height >= 0;
}

static bool is_paint(const nb_paint *paint)
{
  return record_all_finite(&paint->from, 2) && record_all_finite(&paint->to, 2);
}

void board_append_path(nb_board *b, const nb_path_fixed *fixed, const nb_stop *stops, const float *dashes,
                       nb_path path)
{
  record_writer w;
  nb_path_fixed f = *fixed;
  f.point_count = path.point_count;
  f.verb_count = path.verb_count;
  if (f.verb_count == 0 || !is_paint(&f.paint) ||
      !record_all_finite(path.points, 2 * (size_t)f.point_count) ||
      (f.mode == NB_STROKE && !record_is_size(f.stroke.width)))
    return;
  if (!record_begin(b, &w, NB_OP_PATH,
                    sizeof f + (uint64_t)f.paint.stop_count * sizeof *stops +
                        (uint64_t)f.stroke.dash_count * sizeof *dashes +
                        (uint64_t)f.point_count * sizeof *path.points + f.verb_count))
    return;
  record_put(&w, &f, sizeof f);
  record_put(&w, stops, f.paint.stop_count * sizeof *stops);
  record_put(&w, dashes, f.stroke.dash_count * sizeof *dashes);
  record_put(&w, path.points, f.point_count * sizeof *path.points);
  record_put(&w, path.verbs, f.verb_count);
}

void board_append_glyphs(nb_board *b, const nb_glyphs_fixed *fixed, const nb_stop *stops,
                         const nb_glyph *glyphs)
{
  record_writer w;
  if (fixed->glyph_count == 0 || !is_paint(&fixed->paint) || !record_is_size(fixed->size) ||
      (fixed->mode == NB_STROKE && !record_is_size(fixed->width)))
    return;
  for (uint32_t k = 0; k < fixed->glyph_count; k++)
    if (!record_all_finite(&glyphs[k].where, 2))
      return;
  if (!record_begin(b, &w, NB_OP_GLYPHS,
                    sizeof *fixed + (uint64_t)fixed->paint.stop_count * sizeof *stops +
                        (uint64_t)fixed->glyph_count * sizeof *glyphs))
    return;
  record_put(&w, fixed, sizeof *fixed);
  record_put(&w, stops, fixed->paint.stop_count * sizeof *stops);
  record_put(&w, glyphs, fixed->glyph_count * sizeof *glyphs);
}

void board_append_image(nb_board *b, const nb_image_fixed *fixed, const uint8_t *pixels)
{
  record_writer w;
  if (fixed->width < 1 || fixed->width > NB_LIST_MAX_IMAGE || fixed->height < 1 ||
      fixed->height > NB_LIST_MAX_IMAGE || !record_is_share(fixed->alpha) || !record_is_rect(fixed->where))
    return;
  uint64_t bytes = (uint64_t)fixed->width * fixed->height * 4;
  if (!record_begin(b, &w, NB_OP_IMAGE, sizeof *fixed + bytes))
    return;
  record_put(&w, fixed, sizeof *fixed);
  record_put(&w, pixels, (size_t)bytes);
}

// A group that cannot show anything is not recorded, nor is what stands in it; `hidden` counts such groups.
bool record_open(nb_board *b, record_writer *w, nb_op op, uint64_t body, bool shows)
{
  shows = shows && b->hidden == 0;
  if (shows && b->depth == NB_LIST_MAX_DEPTH) {
    board_trouble(b, NB_BAD_SCENE, "more than 32 groups are open at once");
    shows = false;
  }
  if (!shows || !record_begin(b, w, op, body)) {
    b->hidden++;
    return false;
  }
  b->depth++;
  return true;
}

void board_append_group(nb_board *b, const nb_group_fixed *fixed)
{
  record_writer w;
  bool shows =
      fixed->alpha > 0 && record_is_share(fixed->alpha) && record_all_finite(&fixed->transform, 6) &&
      (!fixed->has_clip || (record_is_rect(fixed->clip) && fixed->clip.width > 0 && fixed->clip.height > 0));
  if (record_open(b, &w, NB_OP_GROUP, sizeof *fixed, shows))
    record_put(&w, fixed, sizeof *fixed);
}

void board_append_mask(nb_board *b, nb_path mask)
{
  record_writer w;
  nb_group_fixed fixed = {.transform = nb_affine_identity(),
                          .alpha = 1,
                          .mask_points = mask.point_count,
                          .mask_verbs = mask.verb_count};
  uint64_t body = sizeof fixed + (uint64_t)mask.point_count * sizeof *mask.points + mask.verb_count;
  bool shows = mask.verb_count > 0 && record_all_finite(mask.points, 2 * (size_t)mask.point_count);
  if (!record_open(b, &w, NB_OP_GROUP, body, shows))
    return;
  record_put(&w, &fixed, sizeof fixed);
  record_put(&w, mask.points, mask.point_count * sizeof *mask.points);
  record_put(&w, mask.verbs, mask.verb_count);
}

// Ends the space that is open, and puts behind it what lies over it.
static void end_space(nb_board *b)
{
  record_writer w;
  b->space = 0;
  b->last.to = b->list.size;
  board_settle_names(b);
  if (begin_in(b, &b->list, &w, NB_OP_END, 0) && b->over.size > 0 && reserve(b, &b->list, b->over.size)) {
    memcpy(b->list.bytes + b->list.size, b->over.bytes, b->over.size);
    b->list.size += b->over.size;
    b->list.commands += b->over.commands;
  }
  b->over.size = b->over.commands = 0;
}

void nb_end(nb_board *b)
{
  record_writer w;
  if (b->hidden > 0) {
    b->hidden--;
  } else if (b->depth > 0 && b->depth == b->space) {
    end_space(b);
    b->depth--;
  } else if (b->depth > 0) {
    b->depth--;
    (void)record_begin(b, &w, NB_OP_END, 0);
  } else {
    board_trouble(b, NB_BAD_SCENE, "nb_end without a group that is open");
  }
}

void board_append_mistake(nb_board *b, const char *text)
{
  record_writer w;
  size_t length = strnlen(text, NB_LIST_MAX_WORDS);
  if (length == 0 || !record_begin(b, &w, NB_OP_MISTAKE, sizeof(nb_mistake_fixed) + length))
    return;
  record_put(&w, &(nb_mistake_fixed){.bytes = (uint32_t)length}, sizeof(nb_mistake_fixed));
  record_put(&w, text, length);
}

void board_append_grab(nb_board *b, const nb_grab_fixed *fixed)
{
  record_writer w;
  if (record_all_finite(&fixed->at, 2) && record_all_finite(&fixed->moves, 4) &&
      record_all_finite(&fixed->right, 3) && record_all_finite(&fixed->up, 3) &&
      record_is_rect(fixed->area) && record_all_finite(&fixed->from, 1) &&
      record_all_finite(&fixed->until, 1) && fixed->from <= fixed->until &&
      record_begin(b, &w, NB_OP_GRAB, sizeof *fixed))
    record_put(&w, fixed, sizeof *fixed);
}
