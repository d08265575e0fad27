#include "film/gif.h"

#include <stdlib.h>
#include <string.h>

enum { UNCHANGED = PALETTE_COLORS, PLANS = 1 << 16, CLEAR = 256, END = 257, MOST_CODES = 4096 };

struct gif {
  const palette *palette;
  int width, height;
  packet_sink *sink;
  void *to;
  bool has_before;
  uint8_t *before, *now; // indices
  palette_plan *plans;   // by a colour's low bits: the mixtures that were last asked for
  uint8_t *bytes;        // the packet that is being made
  size_t size, capacity;
  bool full;      // no memory for it
  uint16_t *next; // LZW: 256 codes a code, 0 where there is none
};

nb_error gif_open(gif **out, const palette *colors, int width, int height, packet_sink *sink, void *to)
{
  gif *g = *out = calloc(1, sizeof *g);
  size_t area = (size_t)width * (size_t)height;
  if (g) {
    *g = (gif){.palette = colors, .width = width, .height = height, .sink = sink, .to = to};
    g->before = malloc(area);
    g->now = malloc(area);
    g->plans = calloc(PLANS, sizeof *g->plans);
    g->next = malloc(MOST_CODES * 256 * sizeof *g->next);
  }
  if (g && g->before && g->now && g->plans && g->next)
    return nb_ok();
  gif_close(g);
  *out = NULL;
  return nb_fail(NB_NO_MEMORY, "no memory for a picture of %d x %d pixels", width, height);
}

void gif_close(gif *g)
{
  if (!g)
    return;
  free(g->before);
  free(g->now);
  free(g->plans);
  free(g->next);
  free(g->bytes);
  free(g);
}

// ---------------------------------------------------------------------------------------------------------------
// Colours

static palette_plan plan_of(gif *g, uint32_t color)
{
  palette_plan *plan = &g->plans[(color * 2654435761u) >> 16];
  if (plan->color != (color | 0xff000000))
    *plan = palette_mix(g->palette, color);
  return *plan;
}

static void map_colors(gif *g, pixels p)
{
  int red = p.order == PIXEL_RGBA ? 0 : 2;
  for (int y = 0; y < g->height; y++) {
    const uint8_t *from = p.bytes + (size_t)y * p.stride;
    uint8_t *to = g->now + (size_t)y * (size_t)g->width;
    for (int x = 0; x < g->width; x++, from += 4) {
      palette_plan plan =
          plan_of(g, (uint32_t)from[red] | (uint32_t)from[1] << 8 | (uint32_t)from[2 - red] << 16);
      to[x] = plan.share && palette_takes_second(plan, x, y) ? plan.second : plan.first;
    }
  }
}

// What changed, as the smallest rectangle around it.
typedef struct area {
  int left, top, right, bottom; // right and bottom are beyond it
} area;

static area changed_area(const gif *g)
{
  area a = {g->width, g->height, 0, 0};
  if (!g->has_before)
    return (area){0, 0, g->width, g->height};
  for (int y = 0; y < g->height; y++) {
    const uint8_t *now = g->now + (size_t)y * (size_t)g->width;
    const uint8_t *before = g->before + (size_t)y * (size_t)g->width;
    if (memcmp(now, before, (size_t)g->width) == 0)
      continue;
    int left = 0, right = g->width;
    while (now[left] == before[left])
      left++;
    while (now[right - 1] == before[right - 1])
      right--;
    a.left = left < a.left ? left : a.left;
    a.right = right > a.right ? right : a.right;
    a.top = y < a.top ? y : a.top;
    a.bottom = y + 1;
  }
  return a;
}

// ---------------------------------------------------------------------------------------------------------------
// Bytes

static void put(gif *g, unsigned byte)
{
  if (g->size == g->capacity) {
    size_t larger = 2 * g->capacity + 4096;
    uint8_t *bytes = realloc(g->bytes, larger);
    if (!bytes) {
      g->full = true;
      return;
    }
    g->bytes = bytes;
    g->capacity = larger;
  }
  g->bytes[g->size++] = (uint8_t)byte;
}

static void put_short(gif *g, int value)
{
  put(g, (unsigned)value & 255);
  put(g, (unsigned)value >> 8);
}

// Codes, packed from the lowest bit, in blocks of up to 255 bytes with their length before them.
typedef struct packing {
  gif *gif;
  uint32_t bits;
  int count;
  size_t block; // where the open block's length is
} packing;

static void put_byte(packing *p, unsigned byte)
{
  gif *g = p->gif;
  if (p->block == g->size || g->size - p->block > 255) {
    p->block = g->size;
    put(g, 0);
  }
  put(g, byte);
  if (!g->full)
    g->bytes[p->block]++;
}

static void put_code(packing *p, uint32_t code, int width)
{
  p->bits |= code << p->count;
  p->count += width;
  for (; p->count >= 8; p->count -= 8, p->bits >>= 8)
    put_byte(p, p->bits & 255);
}

// The table of codes starts anew where it is full: the specification's appendix F.
static void compress(gif *g, const area *a, const uint8_t *const indices)
{
  packing p = {.gif = g, .block = g->size + 1};
  put(g, 8); // bits to an index
  p.block = g->size;
  int width = 9;
  uint32_t codes = END + 1, prefix = 0;
  bool begun = false;
  put_code(&p, CLEAR, width);
  memset(g->next, 0, MOST_CODES * 256 * sizeof *g->next);
  for (int y = a->top; y < a->bottom; y++)
    for (int x = a->left; x < a->right; x++) {
      size_t at = (size_t)y * (size_t)g->width + (size_t)x;
      unsigned index = g->has_before && indices[at] == g->before[at] ? UNCHANGED : indices[at];
      uint16_t *longer = begun ? &g->next[prefix * 256 + index] : NULL;
      if (longer && *longer) {
        prefix = *longer;
        continue;
      }
      if (longer) {
        put_code(&p, prefix, width);
        if (codes == MOST_CODES) {
          put_code(&p, CLEAR, width);
          memset(g->next, 0, MOST_CODES * 256 * sizeof *g->next);
          codes = END + 1;
          width = 9;
        } else {
          if (codes == 1u << width)
            width++;
          *longer = (uint16_t)codes++;
        }
      }
      prefix = index;
      begun = true;
    }
  put_code(&p, prefix, width);
  if (codes == 1u << width && width < 12) // the reader has made one more code by now
    width++;
  put_code(&p, END, width);
  if (p.count > 0)
    put_byte(&p, p.bits & 255);
  put(g, 0);
}

nb_error gif_write(gif *g, pixels picture, int64_t number, gif_use use)
{
  map_colors(g, picture);
  area a = changed_area(g);
  nb_error e = nb_ok();
  if (use == GIF_SHOWN && a.left < a.right) {
    g->size = 0;
    put(g, 0x2c);
    put_short(g, a.left);
    put_short(g, a.top);
    put_short(g, a.right - a.left);
    put_short(g, a.bottom - a.top);
    put(g, 0);
    compress(g, &a, g->now);
    film_packet packet = {
        .pts = number, .dts = number, .key = !g->has_before, .bytes = g->bytes, .size = g->size};
    e = g->full ? nb_fail(NB_NO_MEMORY, "no memory for a frame of the film") : g->sink(g->to, &packet);
  }
  uint8_t *now = g->now;
  g->now = g->before;
  g->before = now;
  g->has_before = true;
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// The file

static void put_number(FILE *to, int value)
{
  fputc(value & 255, to);
  fputc(value >> 8, to);
}

void gif_put_header(FILE *to, int width, int height, const uint8_t colors[768])
{
  fputs("GIF89a", to);
  put_number(to, width);
  put_number(to, height);
  fwrite("\xf7\0\0", 1, 3, to); // a palette of 256 colours of 8 bits
  fwrite(colors, 1, 768, to);
  fwrite("\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", 1, 19, to); // again and again
}

void gif_put_delay(FILE *to, int64_t hundredths)
{
  fwrite("\x21\xf9\x04\x05", 1, 4, to); // drawn over what was there; one index is transparent
  put_number(to, hundredths < 65535 ? (int)hundredths : 65535);
  fputc(UNCHANGED, to);
  fputc(0, to);
}

void gif_put_end(FILE *to)
{
  fputc(0x3b, to);
}
