// The determinant.
//
// What a learner believes: ad - bc is a formula to be learned by heart. What mends it: a linear motion makes every area
// grow by the same factor, and that factor is the determinant. A shear shows why it can be found: slices that only slide
// keep their area. With two such slides any parallelogram is a rectangle, and its area is ad - bc.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a;   // the viewer's motion: a shear, until they drag it
  float guess; // by what factor the viewer thinks that it makes areas grow
} State;

enum { AREA, PREDICT, SHEAR, EVERY, ZERO, FLIP, FORMULA, PLAY };

static void factor(const void *state, void *truth)
{
  *(float *)truth = nb_determinant(((const State *)state)->a);
}

static const nb_step steps[] = {
    [AREA] = {"What becomes of areas?", .seconds = 6.5f,
              .say = "Stretch by 2 and by 1.5, and a square of area 1 has area *3*.",
              .hear = {"A motion makes areas larger or smaller"},
              .needs = {"linear-algebra/transformations"}},
    [PREDICT] = {"And a shear?", .seconds = 5, .wait = true,
                 .ask = "Now *ĵ* leans over, to the right. What will the area be? Set the number.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = factor},
    [SHEAR] = {"Slices slide", .seconds = 6.5f,
               .say = "A *shear* only slides slices over each other. The area stays.",
               .hear = {"A shear keeps areas, because slices only slide"}},
    [EVERY] = {"One factor for all", .seconds = 8,
               .say = "Every little square grows alike, so every shape does: by the *determinant*.",
               .hear = {"All areas grow by the same factor", "That factor is the determinant"}},
    [ZERO] = {"Zero", .seconds = 6, .say = "In line, î and ĵ leave *no* area: the determinant is zero.",
              .hear = {"The determinant is zero when the plane collapses"}},
    [FLIP] = {"Below zero", .seconds = 6.5f,
              .say = "Past that, î is on the other side of ĵ: the plane is *turned over*, the sign is minus.",
              .hear = {"A negative determinant means that the plane is turned over"}},
    [FORMULA] = {"Two slides", .seconds = 11,
                 .say = "Slide twice, and the area has not changed. But now it is a *rectangle*.",
                 .hear = {"Sliding sides along each other makes a rectangle of the same area",
                          "Its area is ad minus bc"}},
    [PLAY] = {"Your own motion", .seconds = 6, .live = true,
              .say = "Drag the tips. Can you keep the area at *one*?"},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3),
};

// ---------------------------------------------------------------------------------------------------------------
// The motion

static const nb_mat2 stretch = {{2, 0}, {0, 1.5f}};
static const nb_mat2 example = {{2, 0.4f}, {0.5f, 1.5f}}; // slid, d - bc/a is 1.4, as it is shown
static const nb_mat2 in_line = {{0.6f, 1.8f}, {0.5f, 1.5f}};
static const nb_mat2 over = {{-1.5f, 1.2f}, {0.5f, 1.5f}};

// The example with ĵ slid along î until it stands upright, and then î along that until it lies level.
static nb_mat2 slid(float first, float second)
{
  nb_mat2 m = example;
  m.j = nb_sub(m.j, nb_scale(first * m.j.x / m.i.x, m.i));
  m.i.y *= 1 - second;
  return m;
}

static nb_mat2 motion(const nb_frame *f, const State *s)
{
  nb_mat2 rest = nb_identity2();
  nb_mat2 m = nb_mat2_path(rest, stretch, nb_cue(f, AREA, 1.8f, 2.2f) - nb_cue(f, PREDICT, 0, 0.8f));
  m = nb_mat2_between(m, s->a, nb_cue(f, SHEAR, 0.8f, 2.6f));
  m = nb_mat2_between(m, example, nb_cue(f, EVERY, 1.2f, 2.6f));
  m = nb_mat2_between(m, in_line, nb_cue(f, ZERO, 0.6f, 2.8f));
  m = nb_mat2_between(m, over, nb_cue(f, FLIP, 0.6f, 2.8f));
  m = nb_mat2_between(m, example, nb_cue(f, FORMULA, 0, 1));
  if (f->step > FORMULA || (f->step == FORMULA && f->seconds > 1))
    m = slid(nb_cue(f, FORMULA, 1.8f, 2), nb_cue(f, FORMULA, 4.4f, 1.6f));
  return nb_mat2_between(m, s->a, nb_cue(f, PLAY, 0.2f, 1.4f));
}

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-2.8f, -0.9f), 1.3f);
}

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

// ---------------------------------------------------------------------------------------------------------------
// Areas

// A shape's corners, moved and filled; what has been turned over has the colour of minus.
static void fill(nb_board *b, nb_mat2 m, const nb_vec2 *corners, int count, nb_color color, float alpha)
{
  nb_vec2 moved[48];
  for (int k = 0; k < count; k++)
    moved[k] = on(nb_apply(m, corners[k]));
  nb_polygon(b, moved, count,
             nb_style(.fill = nb_determinant(m) < 0 ? NB_NEGATIVE : color, .width = -1, .alpha = alpha));
}

static void draw_square(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  static const nb_vec2 corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  fill(b, m, corners, 4, NB_V, 0.3f * nb_cue(f, AREA, 1, 0.7f));
}

// The square in slices: each slides as a whole.
static void draw_slices(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  enum { SLICES = 12 };
  float shown = nb_during(f, SHEAR, SHEAR);
  nb_vec2 up = nb_scale(nb_cross(m.i, m.j) / nb_dot(m.i, m.i) / SLICES, nb_perp(m.i));
  for (int k = 0; k < SLICES; k++) {
    nb_vec2 foot = nb_sub(nb_scale(((float)k + 0.5f) / SLICES, m.j), nb_scale(0.5f, up));
    nb_vec2 slice[] = {on(foot), on(nb_add(foot, m.i)), on(nb_add(nb_add(foot, m.i), up)),
                       on(nb_add(foot, up))};
    nb_polygon(b, slice, 4, nb_style(.color = NB_V, .width = 1.5f, .alpha = shown));
  }
}

// A shape with little squares in it.
static void draw_blob(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  enum { ROUND = 48 };
  nb_vec2 rim[ROUND], middle = nb_at(-1.05f, 0.65f);
  float shown = nb_during(f, EVERY, FLIP), side = 0.2f;
  for (int k = 0; k < ROUND; k++) {
    float angle = 6.2831853f * (float)k / ROUND;
    rim[k] = nb_add(middle, nb_polar(0.62f + 0.1f * cosf(3 * angle), angle));
  }
  fill(b, m, rim, ROUND, NB_K, 0.25f * shown * nb_cue(f, EVERY, 0, 0.8f));
  for (int k = 0; k < 36; k++) {
    nb_vec2 at = nb_add(middle, nb_at(side * (float)(k % 6 - 3), side * (float)(k / 6 - 3)));
    nb_vec2 little[] = {at, nb_add(at, nb_at(side, 0)), nb_add(at, nb_at(side, side)),
                        nb_add(at, nb_at(0, side))};
    if (nb_length(nb_sub(nb_add(at, nb_at(side / 2, side / 2)), middle)) > 0.5f)
      continue;
    for (int c = 0; c < 4; c++)
      little[c] = on(nb_apply(m, little[c]));
    nb_polygon(b, little, 4,
               nb_style(.color = NB_K, .width = 2, .reveal = nb_cue(f, EVERY, 0.3f, 0.8f), .alpha = shown));
  }
}

// The rectangle that is left, with its sides.
static void draw_sides(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  nb_style style = nb_style(.size = 34, .alpha = nb_during(f, FORMULA, FORMULA));
  nb_vec2 corner = on(nb_origin());
  style.reveal = nb_cue(f, FORMULA, 6.2f, 0.8f);
  style.color = NB_I;
  nb_brace_under(b, (nb_rect){corner.x, corner.y, on(m.i).x - corner.x, 0}, "a", style);
  style.color = NB_J;
  nb_vec2 top = on(nb_add(m.i, m.j));
  nb_brace(b, nb_add(top, nb_at(0.08f, 0)), nb_at(top.x + 0.08f, corner.y), 0, style);
  nb_label(b, nb_at(top.x + 0.35f, 0.5f * (top.y + corner.y)), nb_at(1, 0), "d - \\dfrac{bc}{a}", style);
}

static void draw_plane(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float drawn = nb_cue(f, AREA, 0, 1.4f);
  nb_grid_spec still = nb_plane_grid(plane());
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, nb_style(.color = NB_GRID, .reveal = drawn));
  nb_grid(b, m, nb_plane_grid(plane()),
          nb_style(.reveal = drawn, .alpha = 1 - 0.6f * nb_during(f, FORMULA, FORMULA)));
  nb_clip(b, nb_stage());
  draw_square(b, f, m);
  draw_slices(b, f, m);
  draw_blob(b, f, m);
  nb_basis(b, plane(), m, nb_style(.reveal = drawn));
  nb_point(b, on(nb_origin()), nb_style(.width = 12, .reveal = drawn));
  nb_end(b);
  draw_sides(b, f, m);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_numbers(nb_board *b, const nb_frame *f, const State *s, nb_mat2 m)
{
  bool theirs = (f->step == SHEAR && f->seconds > 3.4f) || (f->step == PLAY && f->seconds > 1.6f);
  const nb_mat2 *shown = theirs ? &s->a : &m; // to be taken hold of where it has arrived
  float area = nb_determinant(m), named = nb_cue(f, EVERY, 4.2f, 0.8f);
  nb_part parts[] = {{"det", .hidden = 1 - named}, {0}};
  nb_tex(b, nb_at(NB_COLUMN, 2.3f), "\\part{det}{\\det}" NB_TEX_MATRIX("2") "\\part{det}{= \\val}",
         nb_style(.size = 34, .anchor = NB_LEFT, .reveal = nb_cue(f, AREA, 1.6f, 1), .parts = parts),
         &shown->i.x, &shown->j.x, &shown->i.y, &shown->j.y, &area);
  nb_tex(b, nb_at(NB_COLUMN, 0.9f), "\\textcolor{v}{\\text{area}} = \\val",
         nb_style(.size = 42, .anchor = NB_LEFT, .reveal = nb_cue(f, AREA, 1.2f, 0.8f),
                  .alpha = (1 - named) * (1 - nb_during(f, PREDICT, PREDICT))), // not while it is asked
         &area);
  nb_slider(b, nb_at(NB_COLUMN, -0.6f), &s->guess,
            (nb_slider_spec){.label = "\\text{your guess}", .max = 3, .decimals = 2},
            nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)));
}

static void draw_words(nb_board *b, const nb_frame *f)
{
  static const char *const words[] = {
      [ZERO] = "no area is left", [FLIP] = "ĵ was on the left of î,\nnow it is on the right"};
  for (int k = ZERO; k <= FLIP; k++)
    nb_text(b, nb_at(NB_COLUMN, 0.7f), words[k],
            nb_style(.size = 28, .reveal = nb_cue(f, k, 3.2f, 1), .alpha = nb_during(f, k, k)));
}

static void draw_formula(nb_board *b, const nb_frame *f)
{
  nb_style style = nb_style(.size = 42, .anchor = NB_LEFT);
  style.reveal = nb_cue(f, FORMULA, 7, 1);
  nb_tex(b, nb_at(NB_COLUMN, -0.6f), "= \\textcolor{i}{a}\\left(\\textcolor{j}{d} - \\dfrac{bc}{a}\\right)",
         style);
  style.reveal = nb_cue(f, FORMULA, 8.4f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -1.9f),
         "= \\textcolor{i}{a}\\textcolor{j}{d} - \\textcolor{j}{b}\\textcolor{i}{c}", style);
  style.reveal = nb_cue(f, FORMULA, 1.2f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 0.8f),
         "\\det\\begin{bmatrix} \\color{i}a & \\color{j}b \\\\ \\color{i}c & \\color{j}d \\end{bmatrix}",
         style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = motion(f, s);
  draw_plane(b, f, m);
  draw_numbers(b, f, s, m);
  draw_words(b, f);
  draw_formula(b, f);
  if (f->step == PLAY && f->seconds > 1.6f) {
    nb_grab(b, &s->a.i, on(s->a.i), nb_plane_scale(plane()));
    nb_grab(b, &s->a.j, on(s->a.j), nb_plane_scale(plane()));
  }
}

NB_SCENE(State, .title = "The determinant", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1, 0}, {1, 1}}, .guess = 2}, NB_DRAW(draw))
