#include "paint/gl_solids.h"

#include <math.h>
#include <stdlib.h>

// A line or a dot as shaders/line.vert reads it.
typedef struct line {
  float x, y, along_x, along_y;
  float length, radius, depth, slope;
  uint32_t start, end, flags, order;
  float before_x, before_y, before_length, unused;
} line;

// A corner of a triangle as shaders/face.vert reads it.
typedef struct point {
  int32_t x, y;
  float depth;
  uint32_t front, back, order;
} point;

_Static_assert(sizeof(line) == 64, "a line is what shaders/line.vert reads");
_Static_assert(sizeof(point) == 24, "a point is what shaders/face.vert reads");
_Static_assert(SOLID_BUTT_START == 1 && SOLID_BUTT_END == 2 && SOLID_JOINED == 4,
               "shaders/line.glsl says so");

// Of the order of a line: where depths are equal lines are in front of triangles.
#define LINES_FIRST 0x80000000u

struct gl_solid_piece {
  const space_piece *from;
  uint32_t lines[SPACE_PARTS];     // how many
  uint32_t line_order, face_order; // of the first line, of the first triangle that is not opaque
  uint32_t own, clear;             // the numbers of the faces' own points, and of what is not opaque
  size_t line_at[SPACE_PARTS];     // bytes
  size_t corner_at;
  gl_solid_set extent; // depths and pixels alone
};

typedef struct sending {
  const spaces *from;
  gl_solid_piece *pieces;
  uint8_t *to;
} sending;

void gl_solids_open(gl_solids *s, const gl_api *api)
{
  *s = (gl_solids){0};
  api->GenBuffers(1, &s->buffer);
}

void gl_solids_close(gl_solids *s, const gl_api *api)
{
  api->DeleteBuffers(1, &s->buffer);
  free(s->sets);
  free(s->pieces);
  *s = (gl_solids){0};
}

static bool grow(void **items, size_t *capacity, size_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  size_t more = wanted + wanted / 2 + 16;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = more;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------------
// One piece, by one thread

static const gl_solid_set nowhere = {
    .low = INFINITY, .high = -INFINITY, .x0 = INT32_MAX, .y0 = INT32_MAX, .x1 = INT32_MIN, .y1 = INT32_MIN};

static void take_in(gl_solid_set *all, const gl_solid_set *more)
{
  all->low = fminf(all->low, more->low);
  all->high = fmaxf(all->high, more->high);
  all->x0 = more->x0 < all->x0 ? more->x0 : all->x0;
  all->y0 = more->y0 < all->y0 ? more->y0 : all->y0;
  all->x1 = more->x1 > all->x1 ? more->x1 : all->x1;
  all->y1 = more->y1 > all->y1 ? more->y1 : all->y1;
}

static gl_solid_set extent_of_point(const space_point *p)
{
  int x = p->corner.x >> 8, y = p->corner.y >> 8;
  return (gl_solid_set){
      .low = p->corner.depth, .high = p->corner.depth, .x0 = x, .y0 = y, .x1 = x + 2, .y1 = y + 2};
}

static float slope_of(const solid *l)
{
  return l->depth_x * l->along_x + l->depth_y * l->along_y;
}

static gl_solid_set extent_of_line(const solid *l)
{
  float x = l->x + l->along_x * l->length, y = l->y + l->along_y * l->length, r = l->radius + 1;
  float depth = l->depth + slope_of(l) * l->length;
  return (gl_solid_set){.low = fminf(l->depth, depth),
                        .high = fmaxf(l->depth, depth),
                        .x0 = (int)floorf(fminf(l->x, x) - r),
                        .y0 = (int)floorf(fminf(l->y, y) - r),
                        .x1 = (int)ceilf(fmaxf(l->x, x) + r),
                        .y1 = (int)ceilf(fmaxf(l->y, y) + r)};
}

// The colour at a line's start, or at its end.
static uint32_t color_at(const solid *l, float along)
{
  uint32_t bytes = 0;
  if (l->flat)
    return l->color;
  for (int c = 0; c < 4; c++)
    bytes |= (uint32_t)(l->colors[0][c] + l->colors[1][c] * along + 0.5f) << 8 * c;
  return bytes;
}

static space_part part_of(const solid *l)
{
  return (color_at(l, 0) & color_at(l, l->length)) >> 24 == 255 ? SPACE_OPAQUE : SPACE_CLEAR;
}

static const space_point *point_of(const sending *s, const space_faces *f, uint32_t corner)
{
  return corner & SPACE_FACES_OWN ? &f->points[corner & ~SPACE_FACES_OWN] : &s->from->points[corner];
}

static void measure(void *context, int index, int worker)
{
  const sending *s = context;
  gl_solid_piece *p = &s->pieces[index];
  const solids *lines = &p->from->solids;
  const space_faces *faces = &p->from->faces;
  (void)worker;
  p->extent = nowhere;
  p->lines[SPACE_OPAQUE] = p->lines[SPACE_CLEAR] = 0;
  for (uint32_t k = 0; k < lines->count; k++) {
    gl_solid_set extent = extent_of_line(&lines->items[k]);
    take_in(&p->extent, &extent);
    p->lines[part_of(&lines->items[k])]++;
  }
  for (int part = 0; part < SPACE_PARTS; part++) {
    for (uint32_t k = 0; k < faces->count[part]; k++) {
      gl_solid_set extent = extent_of_point(point_of(s, faces, faces->corners[part][k]));
      take_in(&p->extent, &extent);
    }
  }
}

static line line_of(const solid *l, uint32_t order)
{
  bool joined = l->flags & SOLID_JOINED;
  return (line){.x = l->x,
                .y = l->y,
                .along_x = l->along_x,
                .along_y = l->along_y,
                .length = l->length,
                .radius = l->radius,
                .depth = l->depth,
                .slope = slope_of(l),
                .start = color_at(l, 0),
                .end = color_at(l, l->length),
                .flags = l->flags,
                .order = order,
                .before_x = joined ? l->before_x : 0,
                .before_y = joined ? l->before_y : 0,
                .before_length = joined ? l->before_length : 0};
}

static void put_lines(const sending *s, const gl_solid_piece *p)
{
  const solids *from = &p->from->solids;
  line *to[SPACE_PARTS];
  for (int part = 0; part < SPACE_PARTS; part++)
    to[part] = (line *)(void *)(s->to + p->line_at[part]);
  for (uint32_t k = 0; k < from->count; k++)
    *to[part_of(&from->items[k])]++ = line_of(&from->items[k], LINES_FIRST + p->line_order + k);
}

static point point_from(const space_point *p, uint32_t order)
{
  return (point){p->corner.x, p->corner.y, p->corner.depth, p->corner.color, p->back, order};
}

static void put_points(const sending *s, const gl_solid_piece *p)
{
  const space_faces *f = &p->from->faces;
  point *all = (point *)(void *)s->to;
  uint32_t first = p->from->first_point;
  for (uint32_t k = first; k < first + p->from->point_count; k++)
    all[k] = point_from(&s->from->points[k], p->face_order);
  for (uint32_t k = 0; k < f->point_count; k++)
    all[p->own + k] = point_from(&f->points[k], p->face_order);
  for (uint32_t k = 0; k < f->count[SPACE_CLEAR]; k++)
    all[p->clear + k] = point_from(point_of(s, f, f->corners[SPACE_CLEAR][k]), p->face_order + k / 3);
}

static void put_corners(const sending *s, const gl_solid_piece *p)
{
  const space_faces *f = &p->from->faces;
  uint32_t *to = (uint32_t *)(void *)(s->to + p->corner_at);
  for (uint32_t k = 0; k < f->count[SPACE_OPAQUE]; k++) {
    uint32_t corner = f->corners[SPACE_OPAQUE][k];
    to[k] = corner & SPACE_FACES_OWN ? p->own + (corner & ~SPACE_FACES_OWN) : corner;
  }
}

static void put(void *context, int index, int worker)
{
  const sending *s = context;
  const gl_solid_piece *p = &s->pieces[index];
  (void)worker;
  put_lines(s, p);
  put_points(s, p);
  put_corners(s, p);
}

// ---------------------------------------------------------------------------------------------------------------------
// All of them

// Depths and pixels of a space, from those of its pieces and what shows of it.
static void bound(gl_solid_set *set, const space_shape *shape)
{
  raster_clip c = shape->clip;
  if (set->x0 >= set->x1)
    return;
  set->x0 = set->x0 + shape->x > c.x0 ? set->x0 + shape->x : c.x0;
  set->y0 = set->y0 + shape->y > c.y0 ? set->y0 + shape->y : c.y0;
  set->x1 = set->x1 < c.x1 - shape->x ? set->x1 + shape->x : c.x1;
  set->y1 = set->y1 < c.y1 - shape->y ? set->y1 + shape->y : c.y1;
}

static void lay_out_lines(gl_solid_set *set, gl_solid_piece *pieces, size_t count, size_t *at)
{
  for (int part = 0; part < SPACE_PARTS; part++) {
    set->lines[part] = *at;
    set->line_count[part] = 0;
    for (size_t k = 0; k < count; k++) {
      pieces[k].line_at[part] = *at;
      set->line_count[part] += pieces[k].lines[part];
      *at += sizeof(line) * (size_t)pieces[k].lines[part];
    }
  }
}

static void lay_out_corners(gl_solid_set *set, gl_solid_piece *pieces, size_t count, size_t *at)
{
  set->corners = *at;
  set->corner_count[SPACE_OPAQUE] = 0;
  for (size_t k = 0; k < count; k++) {
    uint32_t corners = pieces[k].from->faces.count[SPACE_OPAQUE];
    pieces[k].corner_at = *at;
    set->corner_count[SPACE_OPAQUE] += corners;
    *at += sizeof(uint32_t) * (size_t)corners;
  }
}

// Points: *next is the number of the next one.
static void lay_out_points(gl_solid_set *set, gl_solid_piece *pieces, size_t count, uint32_t *next)
{
  for (size_t k = 0; k < count; k++) {
    pieces[k].own = *next;
    *next += pieces[k].from->faces.point_count;
  }
  set->points = *next;
  for (size_t k = 0; k < count; k++) {
    pieces[k].clear = *next;
    pieces[k].face_order = (*next - set->points) / 3;
    *next += pieces[k].from->faces.count[SPACE_CLEAR];
  }
  set->corner_count[SPACE_CLEAR] = *next - set->points;
}

static void lay_out_extents(gl_solid_set *set, gl_solid_piece *pieces, const space_shape *shape)
{
  uint32_t order = 0;
  *set = nowhere;
  for (size_t k = 0; k < shape->piece_count; k++) {
    take_in(set, &pieces[k].extent);
    pieces[k].line_order = order;
    order += pieces[k].from->solids.count;
  }
  bound(set, shape);
}

// Where everything lies: returns how many bytes that are.
static size_t lay_out(gl_solids *s, const spaces *from)
{
  uint32_t points = (uint32_t)from->point_count;
  gl_solid_piece *pieces = s->pieces;
  for (uint32_t k = 0; k < from->count; k++) {
    space_shape shape = spaces_shape(from, k);
    lay_out_extents(&s->sets[k], pieces, &shape);
    lay_out_points(&s->sets[k], pieces, shape.piece_count, &points);
    pieces += shape.piece_count;
  }
  size_t at = sizeof(point) * (size_t)points;
  pieces = s->pieces;
  for (uint32_t k = 0; k < from->count; k++) {
    size_t count = spaces_shape(from, k).piece_count;
    lay_out_lines(&s->sets[k], pieces, count, &at);
    lay_out_corners(&s->sets[k], pieces, count, &at);
    pieces += count;
  }
  return at;
}

// Room for all sets and pieces, which then know what they are made from; *count is how many pieces there are.
static bool make_room(gl_solids *s, const spaces *from, size_t *count)
{
  size_t total = 0;
  for (uint32_t k = 0; k < from->count; k++)
    total += spaces_shape(from, k).piece_count;
  if (!grow((void **)&s->sets, &s->set_capacity, from->count, sizeof *s->sets) ||
      !grow((void **)&s->pieces, &s->piece_capacity, total, sizeof *s->pieces))
    return false;
  *count = 0;
  for (uint32_t k = 0; k < from->count; k++) {
    space_shape shape = spaces_shape(from, k);
    for (size_t i = 0; i < shape.piece_count; i++)
      s->pieces[(*count)++].from = &shape.pieces[i];
  }
  return true;
}

nb_error gl_solids_send(gl_solids *s, const gl_api *api, pool *threads, const spaces *from)
{
  size_t count;
  if (!make_room(s, from, &count))
    return nb_fail(NB_NO_MEMORY, "painter: no memory for the spaces that go to the graphics card");
  sending work = {.from = from, .pieces = s->pieces};
  pool_run(threads, measure, &work, (int)count);
  size_t size = lay_out(s, from);
  work.to = gl_map_fresh(api, GL_ARRAY_BUFFER, s->buffer, size, &s->capacity);
  if (work.to)
    pool_run(threads, put, &work, (int)count);
  return work.to && api->UnmapBuffer(GL_ARRAY_BUFFER)
             ? nb_ok()
             : nb_fail(NB_NO_GRAPHICS, "the graphics driver gives no memory for a picture's spaces");
}

static void read(const gl_api *api, unsigned index, int count, size_t stride, size_t from)
{
  const uint8_t *start = NULL;
  api->EnableVertexAttribArray(index);
  api->VertexAttribIPointer(index, count, GL_UNSIGNED_INT, (int)stride, start + from);
}

void gl_solids_read_points(const gl_solids *s, const gl_api *api)
{
  api->BindBuffer(GL_ARRAY_BUFFER, s->buffer);
  api->BindBuffer(GL_ELEMENT_ARRAY_BUFFER, s->buffer);
  read(api, 0, 4, sizeof(point), 0);
  read(api, 1, 2, sizeof(point), offsetof(point, back));
}

void gl_solids_read_lines(const gl_solids *s, const gl_api *api, size_t lines)
{
  api->BindBuffer(GL_ARRAY_BUFFER, s->buffer);
  for (unsigned k = 0; k < 4; k++) {
    read(api, k, 4, sizeof(line), lines + 16 * (size_t)k);
    api->VertexAttribDivisor(k, 1);
  }
}
