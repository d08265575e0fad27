// Lines and dots.
#include <math.h>

#include "raster/solid_inside.h"

static uint32_t fainter(uint32_t color, double by)
{
  uint32_t faint = 0;
  for (int shift = 0; shift < 32; shift += 8)
    faint |= (uint32_t)((color >> shift & 255) * by + 0.5) << shift;
  return faint;
}

static void set_line_colors(solid *l, uint32_t from, uint32_t to)
{
  l->flat = from == to || !(l->length > 0);
  l->color = from;
  for (int channel = 0; channel < 4 && !l->flat; channel++) {
    float a = (float)(from >> 8 * channel & 255), b = (float)(to >> 8 * channel & 255);
    l->colors[0][channel] = a;
    l->colors[1][channel] = (b - a) / l->length;
  }
}

static void set_before(solid *l, const solid_end *a, const solid_end *before)
{
  double x = a->x - before->x, y = a->y - before->y, length = hypot(x, y);
  l->flags |= SOLID_JOINED;
  l->before_length = (float)length;
  l->before_x = length > 0 ? (float)(x / length) : 0;
  l->before_y = length > 0 ? (float)(y / length) : 0;
  if (l->before_x * l->along_x + l->before_y * l->along_y <= 0)
    l->flags |= SOLID_TURNS;
}

void solids_line(solids *s, const solid_end *a, const solid_end *b, double width, unsigned flags,
                 const solid_end *before)
{
  solid *l = solids_next(s);
  if (!l)
    return;
  double x = b->x - a->x, y = b->y - a->y, length = sqrt(x * x + y * y);
  if (length < 1.0 / SOLID_GRID) { // toward the viewer: what shows is the nearer end
    length = 0;
    a = b->depth > a->depth ? b : a;
  }
  double faint = width < 1 ? (length > 0 ? width : width * width) : 1;
  l->kind = SOLID_LINE;
  l->flags = (uint8_t)flags;
  l->x = (float)a->x;
  l->y = (float)a->y;
  l->along_x = length > 0 ? (float)(x / length) : 0;
  l->along_y = length > 0 ? (float)(y / length) : 0;
  l->length = (float)length;
  l->radius = (float)(width < 1 ? 0.5 : width / 2);
  l->depth = a->depth;
  double slope = length > 0 ? ((double)b->depth - (double)a->depth) / length : 0;
  l->depth_x = (float)(slope * (double)l->along_x);
  l->depth_y = (float)(slope * (double)l->along_y);
  set_line_colors(l, faint < 1 ? fainter(a->color, faint) : a->color,
                  faint < 1 ? fainter(b->color, faint) : b->color);
  if (before)
    set_before(l, a, before);
  const raster_point ends[2] = {{a->x, a->y}, {b->x, b->y}};
  uint32_t entries = s->entry_count;
  if (!s->loose)
    solids_enter(s, ends, l->length > 0 ? 2 : 1, (double)l->radius);
  s->count += s->loose || s->entry_count > entries;
}
