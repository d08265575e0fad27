#include <math.h>

#include "nabla/board.h"

// A number on a ramp: beside a point, on the side that is named.
static void draw_number(nb_board *b, nb_vec2 at, nb_vec2 side, float value, nb_style style)
{
  nb_label(b, at, side, nb_words(b, "%.2f", (double)nb_shown(value, 2)), style);
}

// What of it is drawn while the whole's reveal goes from `from` on, for `part` of it.
static nb_style until(nb_style style, float from, float part, float width)
{
  style.reveal = fminf(fmaxf((style.reveal - from) / part, 0), 1);
  style.width = width;
  return style;
}

nb_vec2 nb_ramp(nb_board *b, nb_vec2 foot, float unit, float way, float slope, nb_style style)
{
  float rise = slope * way, up = rise < 0 ? -1 : 1;
  nb_vec2 end = nb_add(foot, nb_at(unit * fabsf(way), 0)), top = nb_add(end, nb_at(0, unit * rise));
  if (style.size == 0)
    style.size = 26;
  nb_style level = until(style, 0, 0.35f, 2), steep = until(style, 0.3f, 0.4f, 5),
           side = until(style, 0.7f, 0.3f, 2);
  nb_line(b, foot, end, level);
  draw_number(b, nb_mix2(foot, end, 0.5f), nb_at(0, -up), way, level);
  side.dash[0] = 4, side.dash[1] = 5;
  nb_line(b, end, top, side);
  draw_number(b, nb_mix2(end, top, 0.2f), nb_at(1, 0), rise, side); // low, where the next ramp's way is far
  nb_line(b, foot, top, steep);
  steep.font = NB_FONT_MEDIUM, steep.size *= 0.85f;
  float shown = nb_shown(slope, 2);
  nb_label(b, nb_mix2(foot, top, 0.5f), nb_at(-0.6f, up),
           nb_words(b, "slope %s%.2f", shown < 0 ? "−" : "", (double)fabsf(shown)), steep);
  return top;
}

// Where the first of two ramps begins.
static nb_vec2 first_foot(nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes)
{
  return nb_at(left.x, left.y - 0.5f * unit * nb_dot(way, slopes));
}

void nb_two_ramps(nb_board *b, nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes, nb_style style)
{
  nb_vec2 foot = first_foot(left, unit, way, slopes);
  float reveal = style.reveal;
  style.color = NB_I, style.reveal = fminf(2 * reveal, 1);
  foot = nb_ramp(b, foot, unit, way.x, slopes.x, style);
  style.color = NB_J, style.reveal = fmaxf(2 * reveal - 1, 0);
  nb_ramp(b, foot, unit, way.y, slopes.y, style);
}

// A ground and the way that one goes on it: along x or along y, forward or back.
typedef struct heading {
  nb_ground ground;
  nb_vec2 ahead;
} heading;

// How much higher than where it begins the ground is, some way on.
static float rise(float way, const void *context)
{
  const heading *h = context;
  nb_vec2 there = nb_add(h->ground.at, nb_scale(way, h->ahead));
  return h->ground.f(there, h->ground.context) - h->ground.f(h->ground.at, h->ground.context);
}

static void draw_cut(nb_board *b, nb_vec2 foot, float unit, heading h, nb_style style)
{
  const float tall = 16; // up and down, in board units: what is higher is nowhere to be seen
  float way = nb_length(h.ahead);
  if (!(way > 0))
    return;
  h.ahead = nb_unit(h.ahead);
  nb_curve(b, (nb_plane){{foot.x, foot.y - tall, unit * way, 2 * tall}, 0, way, -tall / unit, tall / unit},
           rise, &h, style);
}

void nb_two_cuts(nb_board *b, nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes, nb_ground ground,
                 nb_style style)
{
  nb_vec2 foot = first_foot(left, unit, way, slopes);
  nb_vec2 top = nb_add(foot, nb_scale(unit, nb_at(fabsf(way.x), way.x * slopes.x)));
  float reveal = style.reveal;
  style.reveal = fminf(2 * reveal, 1);
  draw_cut(b, foot, unit, (heading){ground, {way.x, 0}}, style);
  style.reveal = fmaxf(2 * reveal - 1, 0);
  draw_cut(b, top, unit, (heading){ground, {0, way.y}}, style);
}
