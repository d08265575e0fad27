// Matrix multiplication as composition.
//
// What a learner believes: the product of two matrices is a rule about rows and columns, and, like the product of numbers,
// the same either way round. What mends it: a product is one motion after another. To know it, follow î and ĵ: the first
// matrix says where they land, the second moves that. Then do both orders at once, side by side, and see them part.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a, b;  // the motion that comes first, and the one that follows
  nb_vec2 guess; // where the viewer thinks that î ends
} State;

enum { FIRST, PREDICT, THEN, ONE, COLUMNS, RIGHT, ORDER, PLAY };

static void both(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_apply(s->b, s->a.i);
}

static const nb_step steps[] = {
    [FIRST] = {"First A", .seconds = 6, .say = "A first motion, *A*: its columns say where î and ĵ land.",
               .hear = {"A matrix is a motion, and its columns are where î and ĵ land"},
               .needs = {"linear-algebra/transformations"}},
    [PREDICT] = {"What will B do?", .seconds = 5, .wait = true,
                 .ask = "Now comes *B*. Where will it take î from here? Drag the ring there.",
                 .say = "That is your guess. Now *B*.", .answer = "guess", .truth = both},
    [THEN] = {"Then B", .seconds = 5.5f, .say = "*B* moves everything, wherever *A* has left it.",
              .hear = {"The second motion moves what the first has moved"}},
    [ONE] = {"All at once", .seconds = 7,
             .say = "From start to end, it could have been *one* motion. It has a matrix: *BA*.",
             .hear = {"One motion after another is again a linear motion",
                      "It has a matrix of its own, the product"}},
    [COLUMNS] = {"Column by column", .seconds = 8.5f,
                 .say = "Follow î: *A* lands it on a column, and *B* moves that *column*. Then ĵ.",
                 .hear = {"Each column of BA is B applied to a column of A"}},
    [RIGHT] = {"Read from the right", .seconds = 7,
               .say = "What stands next to *v* comes first: read *BA* from the *right*.",
               .hear = {"The motion on the right comes first"}},
    [ORDER] = {"Both orders", .seconds = 9,
               .say = "The same two motions, the other way round, at the same time: they *part*.",
               .hear = {"The order matters: AB is not BA"}},
    [PLAY] = {"Your own motions", .seconds = 6, .live = true,
              .say = "Drag numbers or tips. Which motions do *not* care who comes first?"},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_MATRIX(State, b, "B", .min = -3, .max = 3),
    NB_POINT(State, guess, "guess", .min = -2, .max = 2),
};

// ---------------------------------------------------------------------------------------------------------------
// Motions

// Part of a motion.
static nb_mat2 part_of(nb_mat2 m, float t)
{
  return nb_mat2_path(nb_identity2(), m, t);
}

// What the plane goes through until both orders stand side by side; then it is the one where A comes first.
static nb_mat2 motion(const nb_frame *f, const State *s)
{
  float first = nb_cue(f, FIRST, 2, 2.4f), then = nb_cue(f, THEN, 0.6f, 2.6f);
  if (f->step >= ORDER) {
    float back = 1 - nb_cue(f, ORDER, 0, 0.9f);
    nb_mat2 going =
        nb_multiply(part_of(s->b, nb_cue(f, ORDER, 4.4f, 2)), part_of(s->a, nb_cue(f, ORDER, 1.8f, 2)));
    return back > 0 ? part_of(nb_multiply(s->b, s->a), back) : going;
  }
  if (f->step == RIGHT) {
    first = 1 - nb_cue(f, RIGHT, 0, 0.8f) + nb_cue(f, RIGHT, 2, 1.6f);
    then = 1 - nb_cue(f, RIGHT, 0, 0.8f) + nb_cue(f, RIGHT, 4.2f, 1.8f);
  }
  if (f->step == ONE) {
    float there = 1 - nb_cue(f, ONE, 0.3f, 1) + nb_cue(f, ONE, 2.2f, 2.6f);
    return part_of(nb_multiply(s->b, s->a), there);
  }
  return nb_multiply(part_of(s->b, then), part_of(s->a, first));
}

static nb_mat2 other_motion(const nb_frame *f, const State *s)
{
  return nb_multiply(part_of(s->a, nb_cue(f, ORDER, 4.4f, 2)), part_of(s->b, nb_cue(f, ORDER, 1.8f, 2)));
}

// ---------------------------------------------------------------------------------------------------------------
// Planes: one that fills the stage, and then two

static nb_plane halved(nb_rect area, float unit)
{
  nb_vec2 half = nb_at(0.5f * area.width / unit, 0.5f * area.height / unit);
  return (nb_plane){area, -half.x, half.x, -half.y, half.y};
}

static float mix(float a, float b, float t)
{
  return a + t * (b - a);
}

// The plane of the first order makes room for the other on its right, and below itself for words.
static nb_plane left_plane(const nb_frame *f)
{
  nb_rect area = nb_stage();
  float split = nb_cue(f, ORDER, 0, 1.2f);
  area.width = mix(area.width, 5.45f, split);
  area.y += 0.6f * split;
  area.height -= 0.6f * split;
  return halved(area, mix(1.45f, 1.1f, split));
}

static nb_plane right_plane(void)
{
  nb_rect area = nb_stage();
  return halved((nb_rect){area.x + 5.65f, area.y + 0.6f, 5.45f, area.height - 0.6f}, 1.1f);
}

static void draw_plane(nb_board *b, nb_plane p, nb_mat2 m, float reveal)
{
  nb_grid_spec still = nb_plane_grid(p);
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, nb_style(.color = NB_GRID, .reveal = reveal));
  nb_grid(b, m, nb_plane_grid(p), nb_style(.reveal = reveal));
  nb_vec2 square[] = {{0, 0}, m.i, nb_add(m.i, m.j), m.j};
  for (int k = 0; k < 4; k++)
    square[k] = nb_on_plane(p, square[k]);
  nb_clip(b, p.area);
  nb_group(b, nb_affine_identity(), 0.22f * reveal);
  nb_polygon(b, square, 4, nb_style(.fill = NB_V, .width = -1));
  nb_end(b);
  nb_basis(b, p, m, nb_style(.reveal = reveal));
  nb_point(b, nb_on_plane(p, nb_origin()), nb_style(.width = 12, .reveal = reveal));
  nb_end(b);
}

// The way of a basis vector's tip: by A, and on by B.
static void draw_way(nb_board *b, nb_plane p, nb_vec2 from, nb_vec2 by_a, nb_vec2 by_b, nb_color color,
                     float t)
{
  nb_style style = nb_style(.color = color, .width = 4, .dash = {8, 7}, .reveal = fminf(1, 2 * t));
  nb_curved_arrow(b, nb_on_plane(p, from), nb_on_plane(p, by_a), -0.2f, style);
  style.reveal = fmaxf(0, 2 * t - 1);
  nb_curved_arrow(b, nb_on_plane(p, by_a), nb_on_plane(p, by_b), -0.2f, style);
}

static void draw_first_order(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = left_plane(f);
  nb_mat2 m = motion(f, s);
  draw_plane(b, p, m, nb_cue(f, FIRST, 0, 1.6f));
  float ways = nb_during(f, COLUMNS, COLUMNS), shown = nb_guessed(f, PREDICT);
  nb_group(b, nb_affine_identity(), ways);
  draw_way(b, p, nb_at(1, 0), s->a.i, nb_apply(s->b, s->a.i), NB_I, nb_cue_linear(f, COLUMNS, 0.4f, 2));
  draw_way(b, p, nb_at(0, 1), s->a.j, nb_apply(s->b, s->a.j), NB_J, nb_cue_linear(f, COLUMNS, 3.6f, 2));
  nb_end(b);
  nb_guess(b, nb_on_plane(p, nb_origin()), nb_on_plane(p, s->guess), nb_style(.color = NB_I, .alpha = shown));
  if (f->step == PREDICT && shown > 0)
    nb_grab(b, &s->guess, nb_on_plane(p, s->guess), nb_plane_scale(p));
  nb_vec2 v = nb_apply(m, nb_at(1.5f, 1));
  nb_vector(
      b, p, nb_origin(), v, "\\vec v",
      nb_style(.color = NB_V, .reveal = nb_cue(f, RIGHT, 0.9f, 0.8f), .alpha = nb_during(f, RIGHT, RIGHT)));
}

static void draw_second_order(nb_board *b, const nb_frame *f, const State *s)
{
  float reveal = nb_cue(f, ORDER, 0.5f, 1);
  if (reveal > 0)
    draw_plane(b, right_plane(), other_motion(f, s), reveal);
}

// Which order each plane is moved in, over them.
static void draw_orders(nb_board *b, const nb_frame *f)
{
  static const char *const words[] = {"first A, then B", "first B, then A"};
  for (int k = 0; k < 2; k++) {
    nb_rect area = k == 0 ? left_plane(f).area : right_plane().area;
    nb_text(b, nb_at(area.x + 0.5f * area.width, -3), words[k],
            nb_style(.size = 28, .anchor = NB_CENTER, .reveal = nb_cue(f, ORDER, 1, 0.8f)));
  }
}

// A tip that is dragged moves a column of A: what that does to the tip is B's doing.
static void offer_hands(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = left_plane(f);
  nb_mat2 moves = nb_multiply(nb_plane_scale(p), s->b);
  if (f->step != PLAY)
    return;
  nb_grab(b, &s->a.i, nb_on_plane(p, nb_apply(s->b, s->a.i)), moves);
  nb_grab(b, &s->a.j, nb_on_plane(p, nb_apply(s->b, s->a.j)), moves);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_matrix(nb_board *b, float y, const char *source, const nb_mat2 *m, nb_style style)
{
  style.size = 38;
  style.anchor = NB_LEFT;
  nb_tex(b, nb_at(NB_COLUMN, y), source, style, &m->i.x, &m->j.x, &m->i.y, &m->j.y);
}

static void draw_matrices(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 product = nb_multiply(s->b, s->a), other = nb_multiply(s->a, s->b);
  draw_matrix(b, 2.75f, "A = " NB_TEX_MATRIX("1"), &s->a, nb_style(.reveal = nb_cue(f, FIRST, 1, 1)));
  draw_matrix(b, 1.55f, "B = " NB_TEX_MATRIX("1"), &s->b, nb_style(.reveal = nb_cue(f, PREDICT, 0, 1)));
  float written = nb_cue(f, ONE, 3.6f, 1) - nb_cue(f, COLUMNS, 0, 0.5f);
  nb_part parts[] = {{"i", .hidden = 1 - written - nb_cue(f, COLUMNS, 3, 0.7f)},
                     {"j", .hidden = 1 - written - nb_cue(f, COLUMNS, 6.2f, 0.7f)},
                     {0}};
  float y = mix(-2.4f, 0.2f, nb_cue(f, RIGHT, 0, 0.8f));
  draw_matrix(b, mix(0.2f, y, nb_cue(f, COLUMNS, 0, 0.8f)), "BA = " NB_TEX_MATRIX("1"), &product,
              nb_style(.reveal = nb_cue(f, ONE, 3.4f, 1), .parts = parts));
  draw_matrix(b, -1.1f, "AB = " NB_TEX_MATRIX("1"), &other, nb_style(.reveal = nb_cue(f, ORDER, 6.4f, 1)));
}

// B applied to the columns of A, one after the other.
static void draw_columns(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 product = nb_multiply(s->b, s->a);
  nb_style style = nb_style(.size = 38, .anchor = NB_LEFT, .alpha = nb_during(f, COLUMNS, COLUMNS));
  style.reveal = nb_cue(f, COLUMNS, 1.4f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 0.3f), "B\\," NB_TEX_COLUMN("i", "1") " = " NB_TEX_COLUMN("i", "1"), style,
         &s->a.i.x, &s->a.i.y, &product.i.x, &product.i.y);
  style.reveal = nb_cue(f, COLUMNS, 4.6f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, -0.95f), "B\\," NB_TEX_COLUMN("j", "1") " = " NB_TEX_COLUMN("j", "1"), style,
         &s->a.j.x, &s->a.j.y, &product.j.x, &product.j.y);
}

static void draw_reading(nb_board *b, const nb_frame *f)
{
  nb_part parts[] = {
      {"a", .hidden = 1 - nb_cue(f, RIGHT, 1.8f, 0.7f)}, {"b", .hidden = 1 - nb_cue(f, RIGHT, 4, 0.7f)}, {0}};
  nb_tex(b, nb_at(NB_COLUMN, -1.4f),
         "\\part{b}{\\underbrace{B}_{\\text{then}}}\\;\\part{a}{\\underbrace{A}_{\\text{first}}}\\;\\color{v}"
         "\\vec v",
         nb_style(.size = 56, .anchor = NB_LEFT, .reveal = nb_cue(f, RIGHT, 0.8f, 0.8f),
                  .alpha = nb_during(f, RIGHT, RIGHT), .parts = parts));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_first_order(b, f, s);
  draw_second_order(b, f, s);
  draw_orders(b, f);
  offer_hands(b, f, s);
  draw_matrices(b, f, s);
  draw_columns(b, f, s);
  draw_reading(b, f);
}

NB_SCENE(State, .title = "Matrix multiplication", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{0, 1}, {-1, 0}}, .b = {{1, 0}, {1, 1}}, .guess = {-2, 1}},
         NB_DRAW(draw))
