// Cuts through surfaces: the wall, its curve, and its paper.
#include <math.h>

#include "nabla/space/inside.h"

static nb_vec2 on_floor(const nb_cut *cut, float way)
{
  return cut->along_y ? nb_at(cut->at.x, way) : nb_at(way, cut->at.y);
}

float nb_cut_way(const nb_cut *cut)
{
  return cut->along_y ? cut->at.y : cut->at.x;
}

float nb_cut_height(float way, const void *cut)
{
  const nb_cut *c = cut;
  return c->f(on_floor(c, way), c->context);
}

nb_vec3 nb_on_surface(float (*f)(nb_vec2 p, const void *context), const void *context, nb_vec2 p)
{
  return nb_at3(p.x, p.y, f(p, context));
}

nb_vec3 nb_cut_place(float way, const void *cut)
{
  const nb_cut *c = cut;
  return nb_on_surface(c->f, c->context, on_floor(c, way));
}

float nb_cut_slope(const nb_cut *cut, float step)
{
  const float h = 0.01f;
  float way = nb_cut_way(cut);
  if (step == 0)
    return (nb_cut_height(way + h, cut) - nb_cut_height(way - h, cut)) / (2 * h);
  return (nb_cut_height(way + step, cut) - nb_cut_height(way, cut)) / step;
}

static nb_color color_of(const nb_cut *cut, nb_style style)
{
  return style.color != NB_DEFAULT ? style.color : cut->along_y ? NB_J : NB_I;
}

void nb_cut_wall(nb_board *b, const nb_cut *cut, nb_rect floor, float low, float high, nb_style style)
{
  nb_vec2 from = on_floor(cut, cut->along_y ? floor.y : floor.x);
  nb_vec3 along = cut->along_y ? nb_at3(0, floor.height, 0) : nb_at3(floor.width, 0, 0);
  if (!(style.reveal > 0))
    return;
  float shown = fminf(10 * style.reveal, 1); // its lower edge is not there at once
  nb_parallelogram(b, nb_at3(from.x, from.y, low), along, nb_at3(0, 0, style.reveal * (high - low)),
                   nb_style(.color = color_of(cut, style), .fill = color_of(cut, style), .width = 1.5f,
                            .alpha = 0.22f * style.alpha * shown));
}

void nb_cut_held(nb_board *b, nb_view view, const nb_cut *cut, nb_rect floor, float high, nb_style style)
{
  nb_vec2 corner = on_floor(cut, cut->along_y ? floor.y + floor.height : floor.x);
  nb_color held = cut->along_y ? NB_I : NB_J;
  style.color = style.color != NB_DEFAULT ? style.color : held;
  nb_label3(
      b, view, nb_at3(corner.x, corner.y, high), nb_at(cut->along_y ? 1 : -1, 0),
      nb_words(b, "%c = %.1f", cut->along_y ? 'x' : 'y', (double)(cut->along_y ? cut->at.x : cut->at.y)),
      style);
}

// A cut's curve, lifted off the surface for a line of that width, by half of what others are: a dot stays before it.
typedef struct lifted {
  const nb_board *board;
  const nb_cut *cut;
  float width;
} lifted;

static nb_vec3 lifted_place(float way, const void *context)
{
  const lifted *l = context;
  nb_vec2 at = on_floor(l->cut, way);
  nb_cut x = *l->cut, y = *l->cut;
  x.at = y.at = at, x.along_y = false, y.along_y = true;
  nb_vec3 normal = nb_at3(-nb_cut_slope(&x, 0), -nb_cut_slope(&y, 0), 1);
  return space_raised(l->board, nb_cut_place(way, l->cut), normal, 0.5f * l->width);
}

void nb_cut_curve(nb_board *b, const nb_cut *cut, nb_rect floor, nb_style style)
{
  float from = cut->along_y ? floor.y : floor.x, length = cut->along_y ? floor.height : floor.width;
  style.color = color_of(cut, style);
  style.width = style.width == 0 ? 7 : style.width;
  nb_curve3(b, lifted_place, &(lifted){b, cut, board_width(style.width, 7)}, from, from + length, 200, style);
}

// Every whole number where they are few, or as many as there is room for.
static float between_ticks(float from, float to)
{
  return fabsf(to - from) <= 8 ? 1 : 0;
}

void nb_cut_paper(nb_board *b, const nb_cut *cut, nb_plane paper, nb_style style)
{
  float way = nb_cut_way(cut);
  nb_axes_spec axes = {.step = {between_ticks(paper.x0, paper.x1), between_ticks(paper.y0, paper.y1)},
                       .x_label = cut->along_y ? "y" : "x",
                       .y_label = "f",
                       .at_edges = true};
  if (!(style.alpha > 0 && style.reveal > 0))
    return;
  nb_fade(b, style.alpha);
  nb_axes(b, paper, axes, nb_style(.color = NB_DIM, .width = 2, .reveal = style.reveal));
  if (paper.y0 < 0 && paper.y1 > 0)
    nb_line_at_y(b, paper, 0,
                 nb_style(.color = NB_DIM, .width = 1.5f, .dash = {4, 6}, .reveal = style.reveal));
  nb_curve(b, paper, nb_cut_height, cut,
           nb_style(.color = color_of(cut, style), .width = style.width == 0 ? 5 : style.width,
                    .reveal = style.reveal));
  nb_point(b, nb_on_plane(paper, nb_at(way, nb_cut_height(way, cut))),
           nb_style(.color = NB_V, .width = 16, .reveal = style.reveal));
  nb_end(b);
}
