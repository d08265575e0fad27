// The work of raster/tile.h; compiled once for every kind of processor, under the name TILE_PAINT.
#include "raster/tile_faces.h"
#include "raster/tile_paths.h"

// A bit for each of the eight pixels from x on that lie before `until`.
static inline unsigned lanes_until(int x, int until)
{
  return until - x < 8 ? (1u << (until - x)) - 1 : 0xff;
}

// ---------------------------------------------------------------------------------------------------------------
// Lines and dots

// From the start of a segment: how far along it, and how far from it (squared).
typedef struct wide_segment {
  wide along, foot, square;
} wide_segment;

static inline wide_segment from_segment(wide x, wide y, float along_x, float along_y, float length)
{
  wide along = x * along_x + y * along_y;
  wide foot = wide_min(wide_max(along, wide_all(0)), wide_all(length));
  wide qx = x - foot * along_x, qy = y - foot * along_y;
  return (wide_segment){along, foot, qx * qx + qy * qy};
}

// The samples, of eight at places from the line's start, that it covers.
static inline unsigned covered(const solid *l, wide x, wide y)
{
  const wide_int none = {0};
  wide_segment s = from_segment(x, y, l->along_x, l->along_y, l->length);
  wide_int in = s.square <= l->radius * l->radius;
  in &= l->flags & SOLID_BUTT_START ? s.along >= 0 : ~none;
  in &= l->flags & SOLID_BUTT_END ? s.along <= l->length : ~none;
  return wide_signs(in);
}

// Those that the segment before it covers.
static inline unsigned covered_before(const solid *l, wide x, wide y)
{
  wide_segment s = from_segment(x + l->before_x * l->before_length, y + l->before_y * l->before_length,
                                l->before_x, l->before_y, l->before_length);
  return wide_signs(s.square <= l->radius * l->radius);
}

// Whether the segment before may cover a sample of the pixel whose middle lies at (x, y) from the line's start.
static inline bool joint_near(const solid *l, float x, float y)
{
  float reach = 1.5f * l->radius + 1;
  return l->flags & SOLID_JOINED && (l->flags & SOLID_TURNS || x * x + y * y < reach * reach);
}

static inline unsigned line_samples(const solid *l, float x, float y, bool whole)
{
  bool joint = joint_near(l, x, y);
  if (whole && !joint)
    return SAMPLES_ALL;
  unsigned mask = 0;
  for (int half = 0; half < 2; half++) {
    wide sx = x + offset_x[half], sy = y + offset_y[half];
    unsigned bits = whole ? 0xff : covered(l, sx, sy);
    if (joint)
      bits &= ~covered_before(l, sx, sy);
    mask |= bits << 8 * half;
  }
  return mask;
}

static inline uint32_t line_color(const solid *l, float along)
{
  if (l->flat)
    return l->color;
  four c, slope;
  memcpy(&c, l->colors[0], sizeof c);
  memcpy(&slope, l->colors[1], sizeof slope);
  return to_bytes(c + slope * along);
}

// Whether a line of this colour and depth is no more than another part of what is in the pixel already.
static inline bool goes_on(const tile_fragment *f, uint32_t color, float depth, float reach)
{
  return color >> 24 == 255 && f->color == color &&
         fabsf(f->depth - depth) <= 2 * reach + depth_reach(f) + 1e-6f * fabsf(depth);
}

static inline void line_pixels(tile_work *w, const solid *l, const place *p, int x, int y, unsigned lanes)
{
  float dx = (float)(p->x + x) + 0.5f - l->x, dy = (float)(p->y + y) + 0.5f - l->y;
  wide_segment s = from_segment(dx + wide_numbers, wide_all(dy), l->along_x, l->along_y, l->length);
  float outer = l->radius + SAMPLES_REACH, inner = l->radius > SAMPLES_REACH ? l->radius - SAMPLES_REACH : 0;
  wide_int whole = s.square < inner * inner;
  if (l->flags & SOLID_BUTT_START)
    whole &= s.along > SAMPLES_REACH;
  if (l->flags & SOLID_BUTT_END)
    whole &= s.along < l->length - SAMPLES_REACH;
  wide depth = l->depth + l->depth_x * (s.foot * l->along_x) + l->depth_y * (s.foot * l->along_y);
  float reach = 0.5f * fabsf(l->depth_x) + 0.5f * fabsf(l->depth_y);
  wide_int hidden = depth + reach < wide_load(w->floor + y * SOLID_TILE + x);
  unsigned seen = lanes & wide_signs((s.square < outer * outer) & ~hidden), inside = wide_signs(whole);
  for (; seen; seen &= seen - 1) {
    int lane = lowest_bit(seen);
    unsigned mask = line_samples(l, dx + (float)lane, dy, inside >> lane & 1);
    int pixel = y * SOLID_TILE + x + lane;
    if (!mask)
      continue;
    bool beside = s.foot[lane] > 0 && s.foot[lane] < l->length;
    uint32_t color = line_color(l, s.foot[lane]);
    tile_fragment *f = last_of(w, pixel);
    if (f && goes_on(f, color, depth[lane], reach)) {
      f->mask |= (uint16_t)mask;
    } else {
      f = put(w, pixel, mask, w->order);
      if (!f)
        continue;
      f->depth = depth[lane];
      f->depth_x = beside ? l->depth_x : 0;
      f->depth_y = beside ? l->depth_y : 0;
      f->color = color;
    }
    if (hides_the_rest(f))
      raise_floor(w, pixel, f->depth - reach);
  }
}

// The pixels of the place that may be within `radius` of the box of two points.
static inline tile_box box_around(const place *p, float ax, float ay, float bx, float by, float radius)
{
  return (tile_box){
      greater(p->box.x0, (int)floorf(fminf(ax, bx) - radius) - p->x),
      greater(p->box.y0, (int)floorf(fminf(ay, by) - radius) - p->y),
      lesser(p->box.x1, (int)floorf(fmaxf(ax, bx) + radius) - p->x + 1),
      lesser(p->box.y1, (int)floorf(fmaxf(ay, by) + radius) - p->y + 1),
  };
}

static void line(tile_work *w, const solid *l, const place *p)
{
  tile_box b =
      box_around(p, l->x, l->y, l->x + l->along_x * l->length, l->y + l->along_y * l->length, l->radius);
  for (int y = b.y0; y < b.y1; y++) {
    for (int x = b.x0; x < b.x1; x += 8)
      line_pixels(w, l, p, x, y, lanes_until(x, b.x1));
  }
}

static inline unsigned dot_samples(const solid *l, float x, float y)
{
  unsigned mask = 0;
  for (int half = 0; half < 2; half++) {
    wide sx = x + offset_x[half], sy = y + offset_y[half];
    mask |= wide_signs(sx * sx + sy * sy <= l->radius * l->radius) << 8 * half;
  }
  return mask;
}

static inline void dot_pixels(tile_work *w, const solid *l, const place *p, int x, int y, unsigned lanes)
{
  float dx = (float)(p->x + x) + 0.5f - l->x, dy = (float)(p->y + y) + 0.5f - l->y;
  float outer = l->radius + SAMPLES_REACH, inner = l->radius > SAMPLES_REACH ? l->radius - SAMPLES_REACH : 0;
  wide across = dx + wide_numbers, square = across * across + dy * dy;
  wide_int hidden = l->depth < wide_load(w->floor + y * SOLID_TILE + x);
  unsigned seen = lanes & wide_signs((square < outer * outer) & ~hidden),
           whole = wide_signs(square < inner * inner);
  for (; seen; seen &= seen - 1) {
    int lane = lowest_bit(seen), pixel = y * SOLID_TILE + x + lane;
    unsigned mask = whole >> lane & 1 ? SAMPLES_ALL : dot_samples(l, dx + (float)lane, dy);
    tile_fragment *f = mask ? put(w, pixel, mask, w->order) : NULL;
    if (!f)
      continue;
    f->depth = l->depth;
    f->depth_x = f->depth_y = 0;
    f->color = l->color;
    if (hides_the_rest(f))
      raise_floor(w, pixel, l->depth);
  }
}

static void dot(tile_work *w, const solid *l, const place *p)
{
  tile_box b = box_around(p, l->x, l->y, l->x, l->y, l->radius);
  for (int y = b.y0; y < b.y1; y++) {
    for (int x = b.x0; x < b.x1; x += 8)
      dot_pixels(w, l, p, x, y, lanes_until(x, b.x1));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The tile

static void clear(tile_work *w)
{
  memset(w->head, 0, sizeof w->head);
  memset(w->surface.mask, 0, sizeof w->surface.mask);
  w->surface.number = 0;
  for (int k = 0; k < TILE_PIXELS + 8; k++)
    w->floor[k] = -INFINITY;
  w->count = 0;
  w->unused = 0;
  w->full = false;
}

// Of the last surface fragments are made only where others stand in the same pixel.
static inline uint32_t color_at(tile_work *w, int pixel)
{
  unsigned mask = (unsigned)w->surface.mask[pixel];
  uint32_t color = (uint32_t)w->surface.color[pixel];
  if (w->head[pixel] == 0)
    return mask == SAMPLES_ALL ? color : mask ? of_samples(color, mask) : 0;
  const tile_fragment *other = last_of(w, pixel);
  if (mask && !other->next) {
    tile_fragment own = {.order = w->surface.order, .mask = (uint16_t)mask};
    take_surface_pixel(w, pixel, &own);
    if (blend_two(other, &own, &color))
      return color;
  }
  if (mask)
    put_surface_pixel(w, pixel, w->surface.order);
  return pixel_color(w, pixel);
}

// Four pixels beside each other that show the last surface or nothing, as most do. False where one of them does not.
static inline bool store_four(const tile_work *w, int pixel, uint32_t *to)
{
  uint64_t heads;
  four_int mask, color;
  memcpy(&heads, w->head + pixel, sizeof heads);
  memcpy(&mask, w->surface.mask + pixel, sizeof mask);
  memcpy(&color, w->surface.color + pixel, sizeof color);
  four_int full = mask == SAMPLES_ALL;
  if (heads || four_any_bit(~full & mask))
    return false;
  color &= full;
  memcpy(to, &color, sizeof color);
  return true;
}

static void store(tile_work *w, const tile_box *box, uint32_t *to, size_t stride)
{
  for (int y = box->y0; y < box->y1; y++) {
    uint32_t *row = to + (size_t)(y / 4) * stride + y % 4 * 4;
    for (int x = box->x0; x < box->x1;) {
      uint32_t *at = row + 4 * (x & ~3) + (x & 3);
      if ((x & 3) == 0 && x + 4 <= box->x1 && store_four(w, y * SOLID_TILE + x, at)) {
        x += 4;
      } else {
        *at = color_at(w, y * SOLID_TILE + x);
        x++;
      }
    }
  }
}

// Paints the box if there is room for its fragments.
static bool paint_box(tile_work *w, const solid *const *items, size_t count, const place *p, uint32_t *to,
                      size_t stride)
{
  clear(w);
  w->last = p->box.x1 - p->box.x0 <= 4 && p->box.y1 - p->box.y0 <= 4;
  for (size_t k = 0; k < count && !w->full; k++) {
    ask_for(items, k + AHEAD, count);
    w->order = (uint32_t)k;
    if (items[k]->kind == SOLID_FACE)
      face(w, items + k, count - k, p);
    else if (items[k]->length > 0)
      line(w, items[k], p);
    else
      dot(w, items[k], p);
  }
  if (!w->full)
    store(w, &p->box, to, stride);
  return !w->full;
}

static void paint_parts(tile_work *w, const solid *const *items, size_t count, place p, uint32_t *to,
                        size_t stride)
{
  if (paint_box(w, items, count, &p, to, stride))
    return;
  tile_box b = p.box;
  int x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
  const tile_box quarters[4] = {
      {b.x0, b.y0, x, y}, {x, b.y0, b.x1, y}, {b.x0, y, x, b.y1}, {x, y, b.x1, b.y1}};
  for (int k = 0; k < 4; k++) {
    p.box = quarters[k];
    paint_parts(w, items, count, p, to, stride);
  }
}

void TILE_PAINT(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                uint32_t *to, size_t stride)
{
  if (box.x0 > 0 || box.y0 > 0 || box.x1 < SOLID_TILE || box.y1 < SOLID_TILE) {
    for (int row = 0; row < 4; row++)
      memset(to + (size_t)row * stride, 0, TILE_PIXELS / 4 * sizeof *to);
  }
  paint_parts(w, items, count, (place){x, y, box}, to, stride);
}
