#include "nabla/space/sight.h"

#include <math.h>
#include <string.h>

// A patch is looked at in places that lie evenly, no two of them above or beside each other: a straight edge that
// comes across, however it lies, uncovers one after the other. They are in order from left to right.
enum { PLACES = 256, AT_ONCE = 8 };

typedef struct look {
  nb_view view;
  sight_patch *patches;
  int count;
  nb_vec2 places[AT_ONCE][PLACES];
  float clear[AT_ONCE][PLACES];
} look;

// A mesh as it lies in the list.
typedef struct faces {
  nb_mesh_fixed fixed;
  const nb_vec3 *points;
  const nb_rgba *colors;
  const uint32_t *corners;
} faces;

static nb_vec2 share_of(int place)
{
  return nb_at(((float)place + 0.5f) / PLACES, fmodf(0.5f + (float)place * 0.6180340f, 1));
}

static float weight_of(int place)
{
  nb_vec2 at = share_of(place);
  return (1 - fabsf(2 * at.x - 1)) * (1 - fabsf(2 * at.y - 1));
}

static void begin_look(look *l, nb_view view, sight_patch *patches, int count)
{
  l->view = view;
  l->patches = patches;
  l->count = count;
  for (int k = 0; k < count; k++)
    for (int n = 0; n < PLACES; n++) {
      nb_rect r = patches[k].where;
      nb_vec2 at = share_of(n);
      l->places[k][n] = nb_at(r.x + at.x * r.width, r.y + at.y * r.height);
      l->clear[k][n] = 1;
    }
}

static void end_look(look *l)
{
  for (int k = 0; k < l->count; k++) {
    float sum = 0, all = 0;
    for (int n = 0; n < PLACES; n++) {
      sum += weight_of(n) * l->clear[k][n];
      all += weight_of(n);
    }
    l->patches[k].clear = sum / all;
  }
}

// Four bits a patch: to the left of it, to the right, below, above. Of a point that is not on the board: none.
static uint32_t outside(const look *l, nb_vec2 p)
{
  uint32_t code = 0;
  for (int k = 0; k < l->count; k++) {
    nb_rect r = l->patches[k].where;
    uint32_t bits = (uint32_t)(p.x < r.x) | (uint32_t)(p.x > r.x + r.width) << 1 |
                    (uint32_t)(p.y < r.y) << 2 | (uint32_t)(p.y > r.y + r.height) << 3;
    code |= bits << 4 * k;
  }
  return code;
}

static float alpha_of(const faces *f, uint32_t point)
{
  return (float)(f->colors[f->fixed.color_count == 1 ? 0 : point] >> 24) / 255;
}

// How much a face counts that stands so deep before what is looked at.
static float before(const sight_patch *patch, float depth)
{
  float ahead = (patch->depth - depth) / patch->slack;
  return fminf(fmaxf(2 * ahead - 1, 0), 1);
}

typedef struct triangle {
  nb_vec2 at[3];
  float depth[3], alpha[3];
} triangle;

static float twice_area(nb_vec2 a, nb_vec2 b, nb_vec2 c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// The depth between three corners: in perspective it is its inverse that is even across the board.
static float depth_between(nb_projection projection, const float d[3], float u, float v, float w)
{
  return projection == NB_PERSPECTIVE ? 1 / (u / d[0] + v / d[1] + w / d[2]) : u * d[0] + v * d[1] + w * d[2];
}

// The first place of a patch that is not left of x.
static int place_from(const sight_patch *patch, float x)
{
  float share = (x - patch->where.x) / fmaxf(patch->where.width, 1e-9f);
  return (int)ceilf(fminf(fmaxf(share, 0), 1) * PLACES - 0.5f);
}

static void look_at(look *l, int patch, const triangle *t)
{
  float area = twice_area(t->at[0], t->at[1], t->at[2]);
  if (!(fabsf(area) > 1e-12f))
    return;
  float left = fminf(t->at[0].x, fminf(t->at[1].x, t->at[2].x)),
        right = fmaxf(t->at[0].x, fmaxf(t->at[1].x, t->at[2].x));
  int end = place_from(&l->patches[patch], right);
  for (int n = place_from(&l->patches[patch], left); n < end; n++) {
    nb_vec2 p = l->places[patch][n];
    float u = twice_area(p, t->at[1], t->at[2]) / area, v = twice_area(t->at[0], p, t->at[2]) / area,
          w = 1 - u - v;
    if (u < 0 || v < 0 || w < 0)
      continue;
    float depth = depth_between(l->view.projection, t->depth, u, v, w),
          alpha = u * t->alpha[0] + v * t->alpha[1] + w * t->alpha[2];
    l->clear[patch][n] *= 1 - alpha * before(&l->patches[patch], depth);
  }
}

// Every triangle that is not wholly to one side of a patch.
static void look_at_faces(look *l, const faces *f, uint32_t *codes)
{
  for (uint32_t k = 0; k < f->fixed.point_count; k++)
    codes[k] = outside(l, nb_on_view(l->view, f->points[k]));
  for (uint32_t k = 0; k < 3 * f->fixed.triangle_count; k += 3) {
    const uint32_t *corner = f->corners + k;
    uint32_t aside = codes[corner[0]] & codes[corner[1]] & codes[corner[2]];
    aside |= aside >> 2;
    aside = (aside | aside >> 1) & 0x11111111u;
    if (aside == 0x11111111u >> 4 * (AT_ONCE - l->count))
      continue;
    triangle t;
    for (int c = 0; c < 3; c++) {
      nb_vec3 p = f->points[corner[c]];
      t.at[c] = nb_on_view(l->view, p);
      t.depth[c] = nb_view_depth(l->view, p);
      t.alpha[c] = alpha_of(f, corner[c]);
    }
    for (int patch = 0; patch < l->count; patch++)
      if ((aside >> 4 * patch & 1) == 0)
        look_at(l, patch, &t);
  }
}

static faces faces_at(const uint8_t *body)
{
  faces f;
  memcpy(&f.fixed, body, sizeof f.fixed);
  f.points = (const nb_vec3 *)(const void *)(body + sizeof f.fixed);
  f.colors = (const nb_rgba *)(const void *)(f.points + f.fixed.point_count + f.fixed.normal_count);
  f.corners = (const uint32_t *)(const void *)(f.colors + f.fixed.color_count);
  return f;
}

static void look_through(nb_board *b, const uint8_t *commands, size_t size, look *l)
{
  uint32_t *codes = NULL, room = 0;
  nb_command_header header;
  for (size_t at = 0; at < size; at += header.bytes) {
    memcpy(&header, commands + at, sizeof header);
    if (header.op != NB_OP_MESH)
      continue;
    faces f = faces_at(commands + at + sizeof header);
    if (f.fixed.point_count > room) {
      room = f.fixed.point_count;
      codes = board_take(b, room * sizeof *codes);
      if (codes == NULL)
        return;
    }
    look_at_faces(l, &f, codes);
  }
}

void sight_look(nb_board *b, const uint8_t *commands, size_t size, nb_view view, sight_patch *patches,
                int count)
{
  for (int from = 0; from < count; from += AT_ONCE) {
    look l;
    begin_look(&l, view, patches + from, count - from < AT_ONCE ? count - from : AT_ONCE);
    look_through(b, commands, size, &l);
    end_look(&l);
  }
}
