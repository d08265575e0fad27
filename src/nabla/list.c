#include "nabla/list.h"

#include <string.h>

#include "nabla/list_inside.h"
#include "nabla/math/camera.h"
#include "nabla/type/font.h"

// Every check below returns what is wrong, in words, or NULL where the part is sound: an nb_error is large,
// and this runs for every command of every frame.

bool list_finite(float x)
{
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return (bits & 0x7f800000u) != 0x7f800000u;
}

// Both without branches so that compilers make SIMD of them.
bool list_all_finite(const void *floats, size_t count)
{
  const uint32_t *bits = floats;
  uint32_t bad = 0;
  for (size_t k = 0; k < count; k++)
    bad |= (bits[k] & 0x7f800000u) == 0x7f800000u;
  return bad == 0;
}

bool list_all_within(const void *floats, size_t count, float limit)
{
  const uint32_t *bits = floats;
  uint32_t bad = 0, most;
  memcpy(&most, &limit, sizeof most);
  for (size_t k = 0; k < count; k++)
    bad |= (bits[k] & 0x7fffffffu) > most;
  return bad == 0;
}

static bool sound_point(nb_vec2 p)
{
  return list_finite(p.x) && list_finite(p.y);
}

bool list_is_share(float x)
{
  return x >= 0 && x <= 1;
}

bool list_is_size(float size)
{
  return size > 0 && size <= NB_LIST_MAX_SIZE;
}

bool list_is_rect(nb_rect r)
{
  return list_all_finite(&r, 4) && r.width >= 0 && r.height >= 0 && list_finite(r.x + r.width) &&
         list_finite(r.y + r.height);
}

const void *list_take(list_tail *t, uint64_t count, size_t size)
{
  if (count * size > t->left)
    return NULL;
  const void *part = t->at;
  t->at += count * size;
  t->left -= (size_t)(count * size);
  return part;
}

// What remains of a command is the padding to 4 bytes, all zero.
static const char *check_padding(const list_tail *t)
{
  if (t->left >= 4)
    return "longer than what it holds";
  for (size_t k = 0; k < t->left; k++)
    if (t->at[k] != 0)
      return "padding that is not zero";
  return NULL;
}

static const char *check_paint(const nb_paint *paint)
{
  if (!sound_point(paint->from) || !sound_point(paint->to))
    return "a gradient's end that is not finite";
  if (paint->stop_count == 1 || paint->stop_count > NB_LIST_MAX_STOPS)
    return "a gradient's number of stops out of range";
  return NULL;
}

static const char *take_stops(list_tail *t, const nb_paint *paint, const nb_stop **stops)
{
  *stops = list_take(t, paint->stop_count, sizeof(nb_stop));
  if (*stops == NULL)
    return "too short for its stops";
  float last = 0;
  for (uint32_t k = 0; k < paint->stop_count; k++) {
    float at = (*stops)[k].at;
    if (!(at >= last && at <= 1))
      return "a gradient's stop out of order or range";
    last = at;
  }
  return NULL;
}

static const char *check_stroke(const nb_stroke_style *stroke)
{
  if (!list_is_size(stroke->width))
    return "a line's width out of range";
  if (stroke->join > NB_JOIN_BEVEL || stroke->cap > NB_CAP_BUTT)
    return "an unknown join or cap";
  if (stroke->dash_count % 2 != 0 || stroke->dash_count > NB_LIST_MAX_DASHES)
    return "a number of dashes out of range";
  if (!(stroke->dash_phase >= -NB_LIST_MAX_SIZE && stroke->dash_phase <= NB_LIST_MAX_SIZE))
    return "a dash phase out of range";
  return NULL;
}

static const char *take_dashes(list_tail *t, uint32_t count, const float **dashes)
{
  *dashes = list_take(t, count, sizeof(float));
  if (*dashes == NULL)
    return "too short for its dashes";
  float sum = 0;
  for (uint32_t k = 0; k < count; k++) {
    float length = (*dashes)[k];
    if (!(length >= 0 && length <= NB_LIST_MAX_SIZE))
      return "a dash length out of range";
    sum += length;
  }
  return count > 0 && sum < NB_LIST_MIN_DASHES ? "a dash pattern too short" : NULL;
}

// The verbs use up exactly the points, and every contour starts with NB_MOVE.
static const char *check_verbs(const uint8_t *verbs, uint32_t verb_count, uint32_t point_count)
{
  static const uint8_t points[] = {
      [NB_MOVE] = 1, [NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3, [NB_CLOSE] = 0};
  uint64_t used = 0;
  bool open = false;
  for (uint32_t k = 0; k < verb_count; k++) {
    uint8_t verb = verbs[k];
    if (verb > NB_CLOSE)
      return "an unknown verb";
    if (!open && verb != NB_MOVE)
      return "a contour that does not start with a move";
    open = verb != NB_CLOSE;
    used += points[verb];
  }
  return used == point_count ? NULL : "a number of points that its verbs do not use";
}

// A path's points and verbs.
static const char *take_outline(list_tail *t, nb_command *c, uint32_t point_count, uint32_t verb_count)
{
  c->points = list_take(t, point_count, sizeof(nb_vec2));
  if (c->points == NULL)
    return "too short for its points";
  c->verbs = list_take(t, verb_count, 1);
  if (c->verbs == NULL)
    return "too short for its verbs";
  if (!list_all_finite(c->points, 2 * (size_t)point_count))
    return "a point that is not finite";
  return check_verbs(c->verbs, verb_count, point_count);
}

static const char *read_path(list_tail *t, nb_command *c)
{
  const nb_path_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a path";
  c->path = *fixed;
  if (c->path.mode > NB_STROKE)
    return "an unknown path mode";
  if (c->path.mode != NB_STROKE && c->path.stroke.dash_count != 0)
    return "dashes on a path that is filled";
  const char *wrong = check_paint(&c->path.paint);
  if (wrong == NULL && c->path.mode == NB_STROKE)
    wrong = check_stroke(&c->path.stroke);
  if (wrong == NULL)
    wrong = take_stops(t, &c->path.paint, &c->stops);
  if (wrong == NULL)
    wrong = take_dashes(t, c->path.stroke.dash_count, &c->dashes);
  if (wrong != NULL)
    return wrong;
  return take_outline(t, c, c->path.point_count, c->path.verb_count);
}

static const char *read_glyphs(list_tail *t, nb_command *c)
{
  const nb_glyphs_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for glyphs";
  c->glyphs = *fixed;
  if (c->glyphs.font >= NB_FONT_COUNT)
    return "an unknown font";
  if (c->glyphs.mode != NB_FILL_NONZERO && c->glyphs.mode != NB_STROKE)
    return "an unknown glyph mode";
  if (!list_is_size(c->glyphs.size))
    return "a type size out of range";
  if (c->glyphs.mode == NB_STROKE && !list_is_size(c->glyphs.width))
    return "a halo's width out of range";
  const char *wrong = check_paint(&c->glyphs.paint);
  if (wrong == NULL)
    wrong = take_stops(t, &c->glyphs.paint, &c->stops);
  if (wrong != NULL)
    return wrong;
  c->glyph = list_take(t, c->glyphs.glyph_count, sizeof(nb_glyph));
  if (c->glyph == NULL)
    return "too short for its glyphs";
  for (uint32_t k = 0; k < c->glyphs.glyph_count; k++)
    if (!sound_point(c->glyph[k].where))
      return "a glyph's place that is not finite";
  return NULL;
}

static const char *read_image(list_tail *t, nb_command *c)
{
  const nb_image_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for an image";
  c->image = *fixed;
  uint32_t width = c->image.width, height = c->image.height;
  if (width < 1 || width > NB_LIST_MAX_IMAGE || height < 1 || height > NB_LIST_MAX_IMAGE)
    return "an image's size out of range";
  if (c->image.filter > NB_LINEAR)
    return "an unknown filter";
  if (!list_is_share(c->image.alpha))
    return "an alpha out of range";
  if (!list_is_rect(c->image.where))
    return "a rectangle that is not sound";
  c->pixels = list_take(t, (uint64_t)width * height, 4);
  return c->pixels == NULL ? "too short for its pixels" : NULL;
}

static const char *read_group(list_tail *t, nb_command *c)
{
  const nb_group_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a group";
  c->group = *fixed;
  if (!list_all_finite(&c->group.transform, 6))
    return "a transform that is not finite";
  if (!list_is_share(c->group.alpha))
    return "an alpha out of range";
  if (c->group.has_clip > 1)
    return "a clip that is neither on nor off";
  if (c->group.has_clip && !list_is_rect(c->group.clip))
    return "a rectangle that is not sound";
  if (c->group.mask_verbs > 0 && c->group.alpha < 1)
    return "a mask in a group that lets something through";
  return take_outline(t, c, c->group.mask_points, c->group.mask_verbs);
}

// The bytes of a grabbed field, as its kind has them.
static uint64_t grab_bytes(const nb_grab_fixed *grab)
{
  switch (grab->kind) {
  case NB_GRAB_POINT:
    return sizeof(nb_vec2);
  case NB_GRAB_POINT3:
    return sizeof(nb_vec3);
  case NB_GRAB_CAMERA:
    return sizeof(nb_camera);
  case NB_GRAB_VALUE:
  case NB_GRAB_NUMBER:
    return sizeof(float);
  case NB_GRAB_CANVAS:
    return (uint64_t)grab->columns * grab->rows * sizeof(float);
  default:
    return 0;
  }
}

static const char *read_grab(list_tail *t, nb_command *c)
{
  const nb_grab_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a grab";
  c->grab = *fixed;
  const nb_grab_fixed *grab = &c->grab;
  if (grab->kind > NB_GRAB_CAMERA)
    return "an unknown kind of grab";
  if (!sound_point(grab->at) || !list_all_finite(&grab->moves, 4) || !list_all_finite(&grab->right, 3) ||
      !list_all_finite(&grab->up, 3))
    return "a handle that is not finite";
  if (!list_is_rect(grab->area))
    return "a rectangle that is not sound";
  if (grab->kind == NB_GRAB_CANVAS && (grab->columns < 1 || grab->columns > NB_LIST_MAX_IMAGE ||
                                       grab->rows < 1 || grab->rows > NB_LIST_MAX_IMAGE))
    return "a canvas's size out of range";
  if (grab->bytes != grab_bytes(grab) || (uint64_t)grab->offset + grab->bytes > UINT32_MAX)
    return "a field of the wrong size";
  if (!list_finite(grab->from) || !list_finite(grab->until) || grab->from > grab->until)
    return "a stretch of time that is not sound";
  if (grab->decimals > 6)
    return "a number's decimals out of range";
  return NULL;
}

static const char *read_mistake(list_tail *t, nb_command *c)
{
  const nb_mistake_fixed *fixed = list_take(t, 1, sizeof *fixed);
  if (fixed == NULL)
    return "too short for a mistake";
  c->mistake = *fixed;
  if (c->mistake.bytes < 1 || c->mistake.bytes > NB_LIST_MAX_WORDS)
    return "a mistake's length out of range";
  c->words = list_take(t, c->mistake.bytes, 1);
  if (c->words == NULL || memchr(c->words, 0, c->mistake.bytes) != NULL)
    return "a mistake cut short";
  return NULL;
}

static const char *read_end(nb_list_reader *reader)
{
  if (reader->depth == 0)
    return "an end without a group";
  reader->depth--;
  reader->in_space = false;
  return NULL;
}

static const char *read_deeper(nb_list_reader *reader)
{
  if (reader->depth == NB_LIST_MAX_DEPTH)
    return "groups too deep";
  reader->depth++;
  return NULL;
}

static const char *read_start(nb_list_reader *reader, list_tail *t, nb_command *c)
{
  const char *wrong = read_deeper(reader);
  reader->in_space = true;
  return wrong != NULL ? wrong : list_read_space(t, c);
}

static const char *read_flat_group(nb_list_reader *reader, list_tail *t, nb_command *c)
{
  const char *wrong = read_deeper(reader);
  return wrong != NULL ? wrong : read_group(t, c);
}

static bool is_solid(uint32_t op)
{
  return op == NB_OP_MESH || op == NB_OP_STROKES || op == NB_OP_DOTS;
}

static const char *read_body(nb_list_reader *reader, uint32_t op, list_tail *t, nb_command *c)
{
  if (op != NB_OP_END && is_solid(op) != reader->in_space)
    return reader->in_space ? "a space with something flat in it" : "something solid outside a space";
  switch (op) {
  case NB_OP_PATH:
    return read_path(t, c);
  case NB_OP_GLYPHS:
    return read_glyphs(t, c);
  case NB_OP_IMAGE:
    return read_image(t, c);
  case NB_OP_GROUP:
    return read_flat_group(reader, t, c);
  case NB_OP_END:
    return read_end(reader);
  case NB_OP_GRAB:
    return read_grab(t, c);
  case NB_OP_MISTAKE:
    return read_mistake(t, c);
  case NB_OP_SPACE:
    return read_start(reader, t, c);
  case NB_OP_MESH:
    return list_read_mesh(t, c);
  case NB_OP_STROKES:
    return list_read_strokes(t, c);
  case NB_OP_DOTS:
    return list_read_dots(t, c);
  default:
    return "an unknown command";
  }
}

static const char *read_command(nb_list_reader *reader, nb_command *c)
{
  nb_command_header header;
  size_t left = reader->size - reader->at;
  if (left < sizeof header)
    return "cut short";
  memcpy(&header, reader->bytes + reader->at, sizeof header);
  if (header.bytes % 4 != 0 || header.bytes < sizeof header || header.bytes > left)
    return "a length that does not fit";
  list_tail t = {reader->bytes + reader->at + sizeof header, header.bytes - sizeof header};
  c->op = (nb_op)header.op;
  c->stops = NULL;
  c->dashes = NULL;
  c->points = NULL;
  c->verbs = NULL;
  c->glyph = NULL;
  c->pixels = NULL;
  c->words = NULL;
  c->places = c->normals = NULL;
  c->colors = NULL;
  c->corners = c->lengths = NULL;
  c->sizes = NULL;
  const char *wrong = read_body(reader, header.op, &t, c);
  if (wrong == NULL)
    wrong = check_padding(&t);
  reader->at += header.bytes;
  return wrong;
}

nb_error nb_list_read(nb_list_reader *reader, const void *bytes, size_t size)
{
  nb_list_header header;
  if ((uintptr_t)bytes % 4 != 0)
    return nb_fail(NB_BAD_LIST, "display list at an address that is not a multiple of 4");
  if (size < sizeof header || size > NB_LIST_MAX_BYTES || size % 4 != 0)
    return nb_fail(NB_BAD_LIST, "display list of %zu bytes: no list has this size", size);
  memcpy(&header, bytes, sizeof header);
  if (header.magic != NB_LIST_MAGIC)
    return nb_fail(NB_BAD_LIST, "display list: it starts with %#x instead of %#x", header.magic,
                   NB_LIST_MAGIC);
  if (header.version != NB_LIST_VERSION)
    return nb_fail(NB_BAD_LIST, "display list: version %u, not %d", header.version, NB_LIST_VERSION);
  if (header.bytes != size)
    return nb_fail(NB_BAD_LIST, "display list: it says %u bytes and has %zu", header.bytes, size);
  *reader = (nb_list_reader){.bytes = bytes, .size = size, .at = sizeof header, .left = header.commands};
  return nb_ok();
}

static uint32_t command_count(const nb_list_reader *reader)
{
  nb_list_header header;
  memcpy(&header, reader->bytes, sizeof header);
  return header.commands;
}

nb_error nb_list_next(nb_list_reader *reader, nb_command *command, bool *done)
{
  *done = reader->left == 0;
  if (*done) {
    if (reader->depth != 0)
      return nb_fail(NB_BAD_LIST, "display list: %u groups left open at its end", reader->depth);
    if (reader->at != reader->size)
      return nb_fail(NB_BAD_LIST, "display list: %zu bytes after the last command",
                     reader->size - reader->at);
    return nb_ok();
  }
  const char *wrong = read_command(reader, command);
  if (wrong != NULL)
    return nb_fail(NB_BAD_LIST, "display list: command %u: %s", command_count(reader) - reader->left, wrong);
  reader->left--;
  return nb_ok();
}

nb_error nb_list_check(const void *bytes, size_t size)
{
  nb_list_reader reader;
  nb_error e = nb_list_read(&reader, bytes, size);
  bool done = false;
  while (!nb_failed(e) && !done) {
    nb_command command;
    e = nb_list_next(&reader, &command, &done);
  }
  return e;
}
