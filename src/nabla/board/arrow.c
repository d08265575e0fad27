#include <math.h>

#include "nabla/board/recorder.h"

// The head in widths of the shaft, as in the look's pictures; its barbs lean back a little behind the notch.
#define HEAD_LENGTH 3.9f
#define HEAD_WIDTH 3.5f
#define SHORTEST 1.35f // of a head's length: below it the whole arrow shrinks

static const float pi = 3.14159265358979f;

// The head's length and half its width, and half the shaft's, in board units, for an arrow `length` units
// long.
typedef struct arrow_size {
  float head, barb, shaft;
} arrow_size;

static arrow_size size_of(float width, float length)
{
  float unit = width / NB_POINTS_PER_UNIT, shortest = SHORTEST * HEAD_LENGTH * unit;
  if (length < shortest)
    unit *= length / shortest;
  return (arrow_size){HEAD_LENGTH * unit, 0.5f * HEAD_WIDTH * unit, 0.5f * unit};
}

// In doubles, which hold the square of any float.
static float distance(nb_vec2 a, nb_vec2 c)
{
  double x = (double)c.x - a.x, y = (double)c.y - a.y;
  return (float)sqrt(x * x + y * y);
}

//                      2 .
//        0 ------------- 1  ` .
//        |                      ` 3 = to
//        6 ------------- 5  . '
//                      4 '
bool board_arrow(nb_vec2 from, nb_vec2 to, float width, nb_vec2 points[7])
{
  float length = distance(from, to);
  if (!(length > 0))
    return false;
  arrow_size s = size_of(width, length);
  nb_vec2 along = {(to.x - from.x) / length, (to.y - from.y) / length}, left = nb_perp(along);
  nb_vec2 neck = nb_sub(to, nb_scale(s.head, along));
  nb_vec2 shaft = nb_scale(s.shaft, left), barb = nb_scale(s.barb, left);
  points[0] = nb_add(from, shaft);
  points[1] = nb_add(neck, shaft);
  points[2] = nb_add(neck, barb);
  points[3] = to;
  points[4] = nb_sub(neck, barb);
  points[5] = nb_sub(neck, shaft);
  points[6] = nb_sub(from, shaft);
  return true;
}

void nb_arrow(nb_board *b, nb_vec2 from, nb_vec2 to, nb_style style)
{
  static const uint8_t verbs[] = {NB_MOVE, NB_LINE, NB_LINE, NB_LINE, NB_LINE, NB_LINE, NB_LINE, NB_CLOSE};
  nb_vec2 points[7];
  float width = board_width(style.width, 7);
  board_expect(b, &style, "nb_arrow", board_sum(from, to));
  if (style.reveal < 1)
    to = nb_mix2(from, to, style.reveal);
  if (!board_shows(&style) || width == 0 || !board_arrow(from, to, width, points))
    return;
  board_ink ink = board_solid(b, style.color, NB_TEXT, style.alpha);
  board_fill(b, (nb_path){verbs, points, 8, 7}, &ink, false);
}

// The circle through both ends that bends by `bend` times their distance.
typedef struct bow {
  nb_vec2 center;
  float radius, from, turn; // angle of the start, and how far it turns
} bow;

// Where s is the sagitta and d the distance: radius = s / 2 + d^2 / (8 s), and the turn is 4 atan(2 s / d).
static bow bow_of(nb_vec2 from, nb_vec2 to, float bend)
{
  nb_vec2 span = nb_sub(to, from), left = nb_perp(span);
  float offset = 0.5f * bend - 0.125f / bend; // of the centre from the middle, in distances, to the left
  nb_vec2 center = nb_add(nb_mix2(from, to, 0.5f), nb_scale(offset, left));
  nb_vec2 spoke = nb_sub(from, center);
  return (bow){center, nb_length(spoke), atan2f(spoke.y, spoke.x), -4 * atanf(2 * bend)};
}

// The shaft is a band along the arc; the head points along the chord of the stretch that it covers, so that
// it sits on the bend.
static void draw_bow(nb_board *b, bow arc, nb_vec2 to, float width, const nb_style *style)
{
  arrow_size s = size_of(width, arc.radius * fabsf(arc.turn));
  float sign = arc.turn > 0 ? 1 : -1;
  float end = arc.from + arc.turn, neck_angle = end - sign * fminf(s.head / arc.radius, fabsf(arc.turn));
  nb_vec2 neck = nb_add(arc.center, nb_polar(arc.radius, neck_angle));
  nb_vec2 along = nb_unit(nb_sub(to, neck)), barb = nb_scale(s.barb, nb_perp(along));
  float outer = arc.radius + sign * -s.shaft, inner = arc.radius + sign * s.shaft;
  board_pen *pen = board_shape(b);
  pen_arc(pen, arc.center, fmaxf(outer, 0), arc.from, neck_angle, true);
  pen_line(pen, nb_add(neck, barb));
  pen_line(pen, to);
  pen_line(pen, nb_sub(neck, barb));
  pen_line(pen, nb_add(arc.center, nb_polar(fmaxf(inner, 0), neck_angle)));
  pen_arc(pen, arc.center, fmaxf(inner, 0), neck_angle, arc.from, false);
  pen_close(pen);
  board_ink ink = board_solid(b, style->color, NB_TEXT, style->alpha);
  board_fill(b, pen_path(pen), &ink, false);
}

void nb_curved_arrow(nb_board *b, nb_vec2 from, nb_vec2 to, float bend, nb_style style)
{
  float width = board_width(style.width, 7), flattest = 1e-4f;
  board_expect(b, &style, "nb_curved_arrow", board_sum(from, to) + bend);
  if (!board_shows(&style) || width == 0 || !isfinite(bend))
    return;
  if (fabsf(bend) < flattest) {
    nb_arrow(b, from, to, style);
    return;
  }
  bow arc = bow_of(from, to, bend);
  if (!(arc.radius > 0) || !isfinite(arc.radius) || fabsf(arc.turn) > 2 * pi)
    return;
  if (style.reveal < 1) {
    arc.turn *= style.reveal;
    to = nb_add(arc.center, nb_polar(arc.radius, arc.from + arc.turn));
  }
  draw_bow(b, arc, to, width, &style);
}
