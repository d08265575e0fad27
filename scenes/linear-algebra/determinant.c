// The determinant.
//
// What a learner believes: ad - bc is a formula to be learned by heart. What mends it: a linear motion makes every area
// grow by the same factor, and that factor is the determinant. A shear shows why it can be found: slices that only slide
// keep their area. Two such slides make a rectangle of any parallelogram, and its area is ad - bc.
//
// Where the lesson begins anew from a plane at rest, the picture fades and comes back: nothing is undone on the way.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a;   // the viewer's motion: a shear, until they drag it
  float guess; // by what factor the viewer thinks that it makes areas grow
} State;

enum { AREA, PREDICT, SHEAR, EVERY, ZERO, FLIP, SLIDE, FORMULA, PLAY };

static void factor(const void *state, void *truth)
{
  *(float *)truth = nb_determinant(((const State *)state)->a);
}

static const nb_step steps[] = {
    [AREA] =
        {"What becomes of areas?", .seconds = 6.5f,
         .say =
             "Stretch the plane 2 times as wide and 1.5 times as high: a square of area 1 grows to area *3*.",
         .hear = {"A motion makes areas larger or smaller"}, .needs = {"linear-algebra/transformations"}},
    [PREDICT] = {"And a shear?", .seconds = 5, .wait = true,
                 .ask = "Now ĵ’s tip slides one to the right, and î *stays*. What will the area be?",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = factor},
    [SHEAR] = {"Slices slide", .seconds = 6.5f,
               .say = "A *shear* only slides slices over each other, like cards. The area stays.",
               .hear = {"A shear keeps areas, because slices only slide"}},
    [EVERY] = {"One factor for all", .seconds = 8.5f,
               .say = "One factor multiplies every little area, and so that of any shape: the *determinant*.",
               .hear = {"All areas grow by the same factor", "That factor is the determinant"}},
    [ZERO] = {"Zero", .seconds = 6,
              .say = "When the two arrows come into line, *no* area is left: the determinant is zero.",
              .hear = {"The determinant is zero when the plane collapses"}},
    [FLIP] =
        {"Below zero", .seconds = 6.5f,
         .say =
             "Beyond that, the plane is turned *over*: no turn makes the F right again. The *minus* says so.",
         .hear = {"A negative determinant means that the plane is turned over"}},
    [SLIDE] =
        {"Two slides", .seconds = 7.5f,
         .say = "Slide the thick sides, one along î′ until upright, the other until level: the area *stays*.",
         .hear = {"Sliding sides along each other makes a rectangle of the same area"}},
    [FORMULA] =
        {"Two sides", .seconds = 8.5f,
         .say = "The width is a; the thin ĵ′ less b/a of î′ is the *height*. Even the sign comes out right.",
         .hear = {"The area of that rectangle is ad minus bc"}},
    [PLAY] = {"Your own motion", .seconds = 6, .live = true,
              .say = "Drag the tips. Which other motions have a determinant of *one*?"},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3),
};

// ---------------------------------------------------------------------------------------------------------------
// The motion

static const nb_mat2 rest = {{1, 0}, {0, 1}};
static const nb_mat2 stretch = {{2, 0}, {0, 1.5f}};
static const nb_mat2 example = {{2, 0.4f}, {0.5f, 1.5f}}; // slid, d - bc/a is 1.4
static const nb_mat2 in_line = {{1.4f, 0.7f}, {1, 0.5f}};
static const nb_mat2 over = {{0.6f, 1.5f}, {1.6f, 0.2f}};

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
  if (nb_begun(f, PLAY))
    return s->a;
  if (nb_begun(f, SLIDE))
    return slid(nb_cue(f, SLIDE, 1.8f, 2), nb_cue(f, SLIDE, 4.4f, 1.8f));
  if (nb_begun(f, EVERY)) {
    nb_mat2 m = nb_mat2_between(rest, example, nb_cue(f, EVERY, 2.4f, 2.6f));
    m = nb_mat2_between(m, in_line, nb_cue(f, ZERO, 0.6f, 2.8f));
    return nb_mat2_between(m, over, nb_cue(f, FLIP, 0.6f, 2.8f));
  }
  if (nb_begun(f, PREDICT))
    return nb_mat2_between(rest, s->a, nb_cue(f, SHEAR, 0.8f, 2.6f));
  return nb_mat2_path(rest, stretch, nb_cue(f, AREA, 2.8f, 2.2f));
}

// Have the arrows been moved, so that they have primes?
static float moved(const nb_frame *f)
{
  if (nb_begun(f, EVERY))
    return nb_begun(f, SLIDE) ? 1 : nb_cue(f, EVERY, 2.2f, 0.4f);
  return nb_begun(f, PREDICT) ? nb_cue(f, SHEAR, 0.6f, 0.4f) : nb_cue(f, AREA, 2.6f, 0.4f);
}

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-3.4f, -0.6f), 1.3f);
}

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

// ---------------------------------------------------------------------------------------------------------------
// Areas

// The parallelogram corner, corner + u, corner + u + v, corner + v.
static void draw_parallelogram(nb_board *b, nb_vec2 corner, nb_vec2 u, nb_vec2 v, nb_style style)
{
  nb_vec2 corners[] = {on(corner), on(nb_add(corner, u)), on(nb_add(nb_add(corner, u), v)),
                       on(nb_add(corner, v))};
  nb_polygon(b, corners, 4, style);
}

// What has been turned over has the colour of minus.
static void draw_square(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  draw_parallelogram(b, nb_origin(), m.i, m.j,
                     nb_style(.fill = nb_determinant(m) < 0 ? NB_NEGATIVE : NB_V, .width = -1,
                              .alpha = 0.3f * nb_cue(f, AREA, 1, 0.7f)));
}

// A parallelogram in slices along one of its sides: while the other slides, each of them moves as a whole.
static void draw_slices(nb_board *b, nb_vec2 along, nb_vec2 across, float alpha)
{
  enum { SLICES = 12 };
  nb_vec2 up = nb_scale(nb_cross(along, across) / nb_dot(along, along) / SLICES, nb_perp(along));
  for (int k = 0; k < SLICES; k++)
    draw_parallelogram(b, nb_sub(nb_scale(((float)k + 0.5f) / SLICES, across), nb_scale(0.5f, up)), along, up,
                       nb_style(.color = NB_V, .width = 1.5f, .alpha = alpha));
}

// The letter F in little squares: who sees it in a mirror, notices.
#define LITTLE 0.25f // the side of one
static const char *const letter[] = {"####", "####", "##  ", "### ", "### ", "##  ", "##  "};

static void draw_letter(nb_board *b, nb_mat2 m, nb_style style)
{
  nb_style inside = style;
  inside.fill = style.color;
  inside.width = -1;
  inside.alpha *= 0.25f;
  for (int row = 0; row < 7; row++)
    for (int column = 0; column < 4; column++) {
      nb_vec2 at = nb_at(-1.3f + LITTLE * (float)column, 0.3f + LITTLE * (float)(6 - row));
      nb_vec2 corner = nb_apply(m, at), i = nb_scale(LITTLE, m.i), j = nb_scale(LITTLE, m.j);
      if (letter[row][column] != '#')
        continue;
      draw_parallelogram(b, corner, i, j, inside);
      draw_parallelogram(b, corner, i, j, style);
    }
}

static float letter_area(void)
{
  int count = 0;
  for (int k = 0; k < 7 * 4; k++)
    count += letter[k / 4][k % 4] == '#';
  return LITTLE * LITTLE * (float)count;
}

// The rectangle that is left, with its sides.
static void draw_sides(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  nb_style style = nb_style(NB_IN(f, FORMULA, 0.4f, 0.8f), .size = 34);
  nb_vec2 corner = on(nb_origin()), far = on(nb_add(m.i, m.j));
  nb_rect box = {corner.x, corner.y, far.x - corner.x, far.y - corner.y};
  nb_rect beside = {box.x, box.y, box.width + 0.45f, box.height}; // î has its name there
  nb_brace_under(b, (nb_rect){box.x, box.y - 0.35f, box.width, 0}, "\\color{i}a", style);
  style.reveal = nb_cue(f, FORMULA, 1.4f, 0.8f);
  nb_brace_beside(
      b, beside, "\\textcolor{j}{d} - \\dfrac{\\textcolor{j}{b}\\textcolor{i}{c}}{\\textcolor{i}{a}}", style);
}

// î and ĵ. While sides slide, they stay where the matrix says: the sides that leave them have no names.
static void draw_arrows(nb_board *b, const nb_frame *f, nb_mat2 m, float reveal)
{
  bool slides = nb_begun(f, SLIDE) && !nb_begun(f, PLAY);
  if (slides) {
    nb_vector(b, plane(), nb_origin(), m.j, NULL, nb_style(.color = NB_J));
    nb_vector(b, plane(), nb_origin(), m.i, NULL, nb_style(.color = NB_I));
  }
  nb_moved_basis(b, plane(), slides ? example : m, moved(f),
                 nb_style(.reveal = reveal, .width = slides ? 2.5f : 0));
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s, nb_mat2 m)
{
  float drawn = nb_cue(f, AREA, 0, 1.4f);
  nb_clip(b, nb_stage());
  nb_fade(b, NB_ANEW(f, PREDICT, EVERY, SLIDE, PLAY));
  nb_moved_plane(b, plane(), m, nb_style(.reveal = drawn));
  draw_square(b, f, m);
  draw_slices(b, m.i, m.j,
              nb_during(f, SHEAR, SHEAR) + nb_cue(f, SLIDE, 1, 0.6f) - nb_cue(f, SLIDE, 3.8f, 0.4f));
  draw_slices(b, m.j, m.i, nb_cue(f, SLIDE, 4, 0.4f) - nb_cue(f, FORMULA, 0, 0.6f));
  draw_letter(b, rest, nb_style(NB_IN(f, FLIP, 3, 1), .color = NB_DIM, .width = 1.5f)); // to compare with
  draw_letter(b, m, nb_style(NB_BETWEEN(f, EVERY, FLIP, 0.8f, 0.8f), .color = NB_K, .width = 1.5f));
  nb_vector(b, plane(), nb_at(0, 1), nb_sub(s->a.j, nb_at(0, 1)), NULL, // where ĵ is asked to go
            nb_style(NB_IN(f, PREDICT, 1.2f, 0.8f), .color = NB_J, .width = 4, .dash = {6, 6}));
  draw_arrows(b, f, m, drawn);
  nb_point(b, on(nb_origin()), nb_style(.width = 12, .reveal = drawn));
  nb_vector(b, plane(), example.j, nb_scale(-example.j.x / example.i.x, example.i),
            NULL, // b/a of î′, taken away
            nb_style(NB_IN(f, FORMULA, 1.8f, 0.8f), .color = NB_I, .width = 4, .dash = {6, 6}));
  draw_sides(b, f, m);
  nb_end(b);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The matrix, and once it has been named, its determinant. While sides slide it stays the one whose area is asked for.
static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *m, float area)
{
  nb_part parts[] = {{"det", .hidden = 1 - nb_cue(f, EVERY, 5.4f, 0.8f)}, {0}};
  nb_tex(b, nb_at(NB_COLUMN, 2.5f),
         area < 0 ? "\\part{det}{\\det}" NB_TEX_MATRIX("2") "\\part{det}{= \\textcolor{negative}{\\val[~2]}}"
                  : "\\part{det}{\\det}" NB_TEX_MATRIX("2") "\\part{det}{= \\val[~2]}",
         nb_style(NB_FROM(f, AREA, 1.6f, 1), .size = 34, .anchor = NB_LEFT, .parts = parts,
                  .alpha = NB_ANEW(f, PREDICT, EVERY, SLIDE, PLAY)),
         &m->i.x, &m->j.x, &m->i.y, &m->j.y, &area);
}

static void draw_areas(nb_board *b, const nb_frame *f, float area)
{
  float letters = nb_shown(letter_area() * nb_shown(area, 2), 2);
  nb_style style = nb_style(NB_FROM(f, AREA, 1.2f, 0.8f), .size = 40);
  style.alpha = nb_during(f, AREA, SHEAR) * NB_ANEW(f, PREDICT);
  nb_tex(b, nb_at(NB_COLUMN, 0.9f), "\\textcolor{v}{\\text{area}} = \\val[~2]", style, &area);
  style = nb_style(NB_IN(f, EVERY, 1.4f, 0.8f), .size = 34);
  nb_tex(b, nb_at(NB_COLUMN, 0.9f), "\\textcolor{v}{\\text{square:}}\\; 1 \\to \\val[~2]", style, &area);
  nb_tex(b, nb_at(NB_COLUMN, 0.15f), "\\textcolor{k}{\\text{the F:}}\\; \\val[~2] \\to \\val[~2]", style,
         &(float){letter_area()}, &letters);
  style.reveal = nb_cue(f, EVERY, 5.2f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN + 1.05f, -0.55f), "= \\val[~2] \\cdot \\val[~2]", style, &area,
         &(float){letter_area()});
}

static void draw_formula(nb_board *b, const nb_frame *f)
{
  nb_column column = {nb_at(NB_COLUMN, 1.55f), .gap = 0.35f};
  nb_style style = nb_style(NB_BETWEEN(f, SLIDE, FORMULA, 1, 1), .size = 38);
  nb_tex_below(
      b, &column,
      "= \\det\\begin{bmatrix} \\color{i}a & \\color{j}b \\\\ \\color{i}c & \\color{j}d \\end{bmatrix}",
      style);
  style.reveal = nb_cue(f, FORMULA, 2, 1.4f);
  nb_tex_below(b, &column,
               "\\color{j}\\hat\\jmath' \\color{text}- "
               "\\tfrac{\\textcolor{j}{b}}{\\textcolor{i}{a}}\\color{i}\\hat\\imath' "
               "\\color{text}= \\begin{bmatrix} 0 \\\\ \\textcolor{j}{d} - "
               "\\tfrac{\\textcolor{j}{b}\\textcolor{i}{c}}{\\textcolor{i}{a}} \\end{bmatrix}",
               style);
  style.reveal = nb_cue(f, FORMULA, 3.8f, 1.2f);
  nb_tex_below(b, &column,
               "\\det = \\textcolor{i}{a}\\left(\\textcolor{j}{d} - "
               "\\dfrac{\\textcolor{j}{b}\\textcolor{i}{c}}{\\textcolor{i}{a}}\\right)",
               style);
  style.reveal = nb_cue(f, FORMULA, 5.4f, 1);
  nb_tex_below(b, &column, "= \\textcolor{i}{a}\\textcolor{j}{d} - \\textcolor{j}{b}\\textcolor{i}{c}",
               style);
  style.reveal = nb_cue(f, FORMULA, 6.4f, 1);
  style.size = 34;
  nb_tex_below(b, &column,
               "= \\textcolor{i}{\\val[~1]}\\cdot\\textcolor{j}{\\val[~1]} - "
               "\\textcolor{j}{\\val[~1]}\\cdot\\textcolor{i}{\\val[~1]} = \\val[~2]",
               style, &example.i.x, &example.j.y, &example.j.x, &example.i.y,
               &(float){nb_determinant(example)});
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  bool slides = nb_begun(f, SLIDE) && !nb_begun(f, PLAY);
  nb_mat2 m = motion(f, s), seen = slides ? example : m;
  seen = (nb_mat2){{nb_shown(seen.i.x, 2), nb_shown(seen.i.y, 2)},
                   {nb_shown(seen.j.x, 2), nb_shown(seen.j.y, 2)}};
  bool theirs = (f->step == SHEAR && f->seconds > 3.4f) || (f->step == PLAY && f->seconds > 1);
  draw_plane(b, f, s, m);
  draw_matrix(b, f, theirs ? &s->a : &seen, nb_determinant(seen)); // theirs can be taken hold of
  draw_areas(b, f, nb_determinant(seen));
  draw_formula(b, f);
  nb_text(b, nb_at(NB_COLUMN, 0.7f), "seen along î′, ĵ′ was on the left;\nnow it is on the right",
          nb_style(NB_IN(f, FLIP, 2.2f, 1.4f), .size = 28));
  nb_text(b, nb_at(NB_COLUMN, -0.6f),
          nb_words(b, "the area is %.2f; the minus\nsays: turned over", -(double)nb_determinant(seen)),
          nb_style(NB_FROM(f, FLIP, 3.8f, 1.4f), .size = 28,
                   .alpha = nb_during(f, FLIP, FLIP) * NB_ANEW(f, SLIDE)));
  nb_slider(b, nb_at(NB_COLUMN, -0.6f), &s->guess,
            (nb_slider_spec){.label = "\\text{your guess}", .max = 3, .decimals = 2},
            nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)));
  if (f->step == PLAY && theirs) {
    nb_grab_on_plane(b, plane(), &s->a.i, nb_origin());
    nb_grab_on_plane(b, plane(), &s->a.j, nb_origin());
  }
}

NB_SCENE(State, .title = "The determinant", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1, 0}, {1, 1}}, .guess = 2}, NB_DRAW(draw))
