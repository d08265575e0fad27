#include "notebook/ink_draw.h"

#include <math.h>

#include "nabla/record.h"

#define FINE 0.12f   // pixels: how near the outline follows the curves
#define THIN 0.8f    // pixels: a line whose half is thinner shows no change of its width, and
#define COARSE 0.3f  // is followed so closely
#define SHARP 0.9f   // cosine: where the line turns more than about 26 degrees at once, the join is a circle
#define MARKED 0.35f // the highlighter's alpha

nb_color ink_color(uint32_t k)
{
  static const nb_color pots[INK_COLORS] = {NB_TEXT, NB_K, NB_J, NB_I, NB_V};
  return pots[k < INK_COLORS ? k : 0];
}

// The outline is made of four-cornered pieces between neighbouring points of the line, which share their corners
// where the line is smooth, and of circles at its ends and where it turns. All go round counter-clockwise, so that
// together, filled by the non-zero rule, they are one shape however often the line crosses itself.
typedef struct outline {
  nb_board *board;
  float radius; // of width 1, board units
  nb_vec2 at[3];
  float width[3]; // of the last points: at[2] is the newest
  int count;
  nb_vec2 left; // from at[1] to the left corner of the piece that begins there
  bool joined;  // the piece before ends in the same corners
} outline;

static void add_quad(nb_board *b, nb_vec2 a, nb_vec2 a_left, nb_vec2 c, nb_vec2 c_left)
{
  nb_vec2 corners[4] = {nb_sub(a, a_left), nb_sub(c, c_left), nb_add(c, c_left), nb_add(a, a_left)};
  float area = nb_cross(nb_sub(corners[2], corners[0]), nb_sub(corners[3], corners[1]));
  nb_move_to(b, corners[0]);
  for (int k = 1; k < 4; k++)
    nb_line_to(b, corners[area >= 0 ? k : 4 - k]);
  nb_close(b);
}

static nb_vec2 sideways(nb_vec2 from, nb_vec2 to, float radius)
{
  return nb_scale(radius, nb_perp(nb_unit(nb_sub(to, from))));
}

// The piece from at[0] to at[1] is added once at[2] tells how the line goes on there.
static void piece(outline *o, bool ends)
{
  nb_vec2 *at = o->at;
  float radius = o->radius * o->width[1];
  nb_vec2 arrives = sideways(at[0], at[1], radius), leaves = ends ? arrives : sideways(at[1], at[2], radius);
  nb_vec2 middle = nb_scale(radius, nb_unit(nb_add(arrives, leaves)));
  float turn = radius > 0 ? nb_dot(arrives, leaves) / (radius * radius) : 1;
  float shorter = fminf(nb_length(nb_sub(at[1], at[0])), ends ? INFINITY : nb_length(nb_sub(at[2], at[1])));
  bool smooth = !ends && turn > SHARP && shorter > radius * sqrtf(fmaxf(2 - 2 * turn, 0));
  add_quad(o->board, at[0], o->left, at[1], smooth ? middle : arrives);
  if (!smooth)
    nb_path_circle(o->board, at[1], radius);
  o->left = smooth ? middle : leaves;
}

static void go(nb_vec2 at, float width, void *context)
{
  outline *o = context;
  int newest = o->count < 3 ? o->count : 2;
  if (newest > 0 && nb_length(nb_sub(at, o->at[o->count < 3 ? newest - 1 : 2])) < 1e-5f)
    return;
  if (o->count == 3) {
    o->at[0] = o->at[1], o->at[1] = o->at[2];
    o->width[0] = o->width[1], o->width[1] = o->width[2];
  } else {
    o->count++;
  }
  o->at[newest] = at;
  o->width[newest] = width;
  if (o->count == 1)
    nb_path_circle(o->board, at, o->radius * width);
  else if (o->count == 2)
    o->left = sideways(o->at[0], at, o->radius * o->width[0]);
  else
    piece(o, false);
}

static void finish(outline *o)
{
  if (o->count < 2)
    return;
  if (o->count == 3) {
    o->at[0] = o->at[1], o->at[1] = o->at[2];
    o->width[0] = o->width[1], o->width[1] = o->width[2];
  }
  piece(o, true);
}

static void mark(nb_board *b, ink_look look, const ink_knot *knots, int count)
{
  nb_move_to(b, knots[0].at);
  for (int k = 1; k < count; k++)
    nb_cubic_to(b, knots[k - 1].out, knots[k].in, knots[k].at);
  if (count == 1)
    nb_line_to(b, knots[0].at);
  nb_draw(b, nb_style(.color = ink_color(look.color), .width = ink_look_points(look) * knots[0].width,
                      .alpha = MARKED));
}

// A line of points that is so thin that an outline of it would be dear and look no different.
typedef struct thread {
  nb_board *board;
  nb_vec2 last;
  float step;
  bool begun;
} thread;

static void spin(nb_vec2 at, float width, void *context)
{
  (void)width;
  thread *t = context;
  if (t->begun && nb_length(nb_sub(at, t->last)) < t->step)
    return;
  if (t->begun)
    nb_line_to(t->board, at);
  else
    nb_move_to(t->board, at);
  t->last = at;
  t->begun = true;
}

static float mean_width(const ink_knot *knots, int count)
{
  float sum = 0;
  for (int k = 0; k < count; k++)
    sum += knots[k].width;
  return sum / (float)count;
}

static void draw_thin(nb_board *b, ink_look look, const ink_knot *knots, int count, float pixel)
{
  thread t = {.board = b, .step = pixel};
  ink_follow(knots, count, COARSE * pixel, spin, &t);
  nb_line_to(b, knots[count - 1].at);
  nb_draw(b, nb_style(.color = ink_color(look.color),
                      .width = ink_look_points(look) * mean_width(knots, count), .join = NB_JOIN_BEVEL));
}

void ink_draw(nb_board *b, ink_look look, const ink_knot *knots, int count, float pixel)
{
  if (count == 0)
    return;
  float radius = 0.5f * ink_look_points(look) / NB_POINTS_PER_UNIT; // of width 1, board units
  if (look.tool == INK_HIGHLIGHTER) {
    mark(b, look, knots, count);
  } else if (radius * knots[count / 2].width < THIN * pixel) {
    draw_thin(b, look, knots, count, pixel);
  } else {
    outline o = {.board = b, .radius = radius};
    ink_follow(knots, count, FINE * pixel, go, &o);
    finish(&o);
    nb_draw(b, nb_style(.fill = ink_color(look.color), .width = -1));
  }
}

static void draw_picture(nb_board *b, const ink_picture *picture, nb_vec2 p, nb_vec2 q, float pixel)
{
  nb_rect where = {fminf(p.x, q.x), fminf(p.y, q.y), fabsf(q.x - p.x), fabsf(q.y - p.y)};
  float unit = fminf(where.width / 16, where.height / 9);
  const ink_face *face = ink_picture_on(picture, nb_theme_color(nb_board_theme(b), NB_GROUND));
  nb_clip(b, where);
  nb_rectangle(b, where, 0, nb_style(.fill = face->ground, .width = -1));
  nb_group(
      b, (nb_affine){{unit, 0}, {0, unit}, {where.x + 0.5f * where.width, where.y + 0.5f * where.height}}, 1);
  (void)nb_board_insert(b, face->list, face->size);
  nb_end(b);
  nb_end(b);
  nb_rectangle(b, where, 0, nb_style(.color = NB_GRID, .width = 1.5f * pixel * NB_POINTS_PER_UNIT));
}

static void draw_where_it_lies(nb_board *b, const ink_page *page, const ink_stroke *s, float pixel)
{
  const ink_knot *knots = &page->knots[s->first];
  if (s->look.tool == INK_PICTURE)
    draw_picture(b, &page->pictures[s->look.color], knots[0].at, knots[s->count > 1].at, pixel);
  else
    ink_draw(b, s->look, knots, (int)s->count, pixel);
}

void ink_draw_stroke(nb_board *b, const ink_page *page, uint32_t stroke, float pixel)
{
  const ink_stroke *s = &page->strokes[stroke];
  nb_affine moved = nb_affine_identity();
  moved.origin = ink_page_shift(page, s);
  if (s->look.pin)
    nb_group(b, moved, 1);
  draw_where_it_lies(b, page, s, pixel);
  if (s->look.pin)
    nb_end(b);
}

void ink_draw_strokes(nb_board *b, const ink_page *page, const uint32_t *strokes, uint32_t count, float pixel)
{
  for (int pictures = 1; pictures >= 0; pictures--)
    for (uint32_t k = 0; k < count; k++)
      if ((page->strokes[strokes[k]].look.tool == INK_PICTURE) == pictures)
        ink_draw_stroke(b, page, strokes[k], pixel);
}
