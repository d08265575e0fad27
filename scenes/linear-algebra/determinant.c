// The determinant.
//
// What a learner believes: ad - bc is a formula to be learned by heart. What mends it: a linear motion makes every area
// grow by the same factor, and that factor is the determinant. A shear shows why it can be found: slices that only slide
// keep their area. Two such slides make a rectangle of any parallelogram, and its area is ad - bc.
//
// Every number can be found from what was seen before it: width times height at first, then by sliding alone. Only then
// come letters. Where the lesson begins anew from a plane at rest, the picture fades and comes back: nothing is undone on the way.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a;   // the viewer's motion: a shear, until they drag it
  float guess; // by what factor the viewer thinks that it makes areas grow
} State;

enum { AREA, PREDICT, SHEAR, EVERY, ZERO, FLIP, SLIDE, LETTERS, PLAY };

static void factor(const void *state, void *truth)
{
  *(float *)truth = nb_determinant(((const State *)state)->a);
}

static const nb_step steps[] = {
    [AREA] = {"What becomes of areas?", .seconds = 7,
              .say = "A motion stretches the plane. What becomes of the *area* of a square, 1 by 1?",
              .hear = {"A motion makes areas larger or smaller"},
              .needs = {"linear-algebra/transformations"}},
    [PREDICT] = {"And a shear?", .seconds = 5, .wait = true,
                 .ask = "Now ĵ’s tip slides one to the right, and î *stays*. What will the area be?",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = factor,
                 .moves = {{"guess", "1", .at = 3.6f, .seconds = 1.2f}}},
    [SHEAR] = {"Slices slide", .seconds = 6.5f,
               .say = "A *shear* only slides slices over each other, like cards. The area stays.",
               .hear = {"A shear keeps areas, because slices only slide"}},
    [EVERY] = {"One factor for all", .seconds = 9.5f,
               .say = "Ever smaller squares fill any shape and end up alike: one factor, the *determinant*.",
               .hear = {"All areas grow by the same factor", "That factor is the determinant"}},
    [ZERO] = {"Zero", .seconds = 6.5f,
              .say = "Now the two arrows come into one *line*. What remains of any area?",
              .hear = {"The determinant is zero when the plane collapses"}},
    [FLIP] = {"Below zero", .seconds = 7.5f,
              .say = "Past that line, the plane is turned *over*, like a page: the F reads *backwards*.",
              .hear = {"A negative determinant means that the plane is turned over"}},
    [SLIDE] = {"Slide it level", .seconds = 10,
               .say = "Slide ĵ′ along î′ until upright, then î′ along the *upright* arrow. The area *stays*.",
               .hear = {"Sliding sides along each other makes a rectangle of the same area"}},
    [LETTERS] = {"The same in letters", .seconds = 12.5f,
                 .say = "In letters, width times height. ĵ′ sinks past î′: now the height counts as *minus*.",
                 .hear = {"The area of that rectangle is ad minus bc"}},
    [PLAY] = {"Your own motion", .seconds = 8.5f, .live = true,
              .say = "Drag the tips. Which other motions have a determinant of *one*?",
              .moves = {{"A", "2,0.5,0,0.5", .at = 2.4f, .seconds = 2},
                        {"A", "0,-1,1,0", .at = 5.4f, .seconds = 1.8f}}},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3),
};

// ---------------------------------------------------------------------------------------------------------------
// The motion

static const nb_mat2 rest = {{1, 0}, {0, 1}};
static const nb_mat2 stretch = {{2, 0}, {0, 1.5f}};
static const nb_mat2 slanted = {{2, 0}, {0.5f, 1.5f}}; // as wide and high as stretch: its area is 3, too
static const nb_mat2 in_line = {{0.4f, 0.8f}, {0.8f, 1.6f}};
static const nb_mat2 over = {{-2, 0}, {0, 1.5f}};         // stretch, with î turned over like a page
static const nb_mat2 example = {{2, 0.4f}, {0.5f, 1.5f}}; // slid, d - bc/a is 1.4

// The matrix whose sides slide: in letters, it is turned over in the end.
static nb_mat2 asked(const nb_frame *f)
{
  return (nb_mat2){example.i, nb_mix2(example.j, nb_at(0.5f, -1), nb_cue(f, LETTERS, 6, 2.6f))};
}

// With ĵ slid along î until it stands upright, and then î along that until it lies level.
static nb_mat2 slid(nb_mat2 m, float first, float second)
{
  m.j = nb_sub(m.j, nb_scale(first * m.j.x / m.i.x, m.i));
  m.i.y *= 1 - second;
  return m;
}

static nb_mat2 motion(const nb_frame *f, const State *s)
{
  if (nb_begun(f, PLAY))
    return s->a;
  if (nb_begun(f, SLIDE))
    return slid(asked(f), nb_cue(f, SLIDE, 1.6f, 2), nb_cue(f, SLIDE, 5.4f, 1.8f));
  if (nb_begun(f, EVERY)) {
    nb_mat2 m = nb_mat2_between(rest, stretch, nb_cue(f, EVERY, 2.4f, 1.6f));
    m = nb_mat2_between(m, slanted, nb_cue(f, EVERY, 4.2f, 1.2f));
    m = nb_mat2_between(m, in_line, nb_cue(f, ZERO, 1.6f, 2.8f));
    return nb_mat2_between(m, over, nb_cue(f, FLIP, 0.6f, 2.8f));
  }
  if (nb_begun(f, PREDICT))
    return nb_mat2_between(rest, s->a, nb_cue(f, SHEAR, 0.8f, 2.6f));
  return nb_mat2_path(rest, stretch, nb_cue(f, AREA, 2.8f, 2.2f));
}

// Have the arrows been moved, so that they have primes?
static float moved(const nb_frame *f)
{
  return NB_COURSE(f, 0, {AREA, 2.8f, 0.4f, 1}, {PREDICT, 0.3f, 0, 0}, {SHEAR, 0.8f, 0.4f, 1},
                   {EVERY, 0.3f, 0, 0}, {EVERY, 2.4f, 0.4f, 1});
}

// Whether sides slide: then the matrix stands still, and the sides leave its arrows.
static bool sliding(const nb_frame *f)
{
  return nb_begun(f, SLIDE) && !nb_begun(f, PLAY);
}

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-3.4f, -0.3f), 1.3f);
}

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

// ---------------------------------------------------------------------------------------------------------------
// Areas

// What is drawn in a colour, once its back is seen: then its area counts as minus.
static nb_color faced(nb_mat2 m, nb_color color)
{
  return nb_determinant(m) < 0 ? NB_NEGATIVE : color;
}

// The square, and where it was.
static void draw_square(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float drawn = nb_cue(f, AREA, 1, 0.7f);
  nb_parallelogram_on_plane(b, plane(), nb_origin(), m.i, m.j,
                            nb_style(.fill = faced(m, NB_V), .width = -1, .alpha = 0.3f * drawn));
  // its sides are where î and ĵ were
  nb_parallelogram_on_plane(
      b, plane(), nb_origin(), rest.i, rest.j,
      nb_style(.color = NB_DIM, .width = 2, .dash = {6, 6}, .alpha = drawn * moved(f) * !sliding(f)));
}

// A parallelogram in slices along one of its sides: while the other slides, each of them moves as a whole.
static void draw_slices(nb_board *b, nb_vec2 along, nb_vec2 across, float alpha)
{
  enum { SLICES = 12 };
  nb_vec2 unit = nb_unit(along), up = nb_scale(nb_cross(unit, across) / SLICES, nb_perp(unit));
  for (int k = 0; k < SLICES; k++)
    nb_parallelogram_on_plane(b, plane(),
                              nb_sub(nb_scale(((float)k + 0.5f) / SLICES, across), nb_scale(0.5f, up)), along,
                              up, nb_style(.color = NB_V, .width = 1.5f, .alpha = alpha));
}

// The letter F in little squares: who sees it in a mirror, notices.
#define LITTLE 0.25f // the side of one
#define LETTER 1.25f // the area of all 20
static const char *const letter[] = {"####", "####", "##  ", "### ", "### ", "##  ", "##  "};

static void draw_letter(nb_board *b, nb_mat2 m, nb_style style)
{
  style.fill = nb_mix(b, NB_GROUND, style.color, 0.25f);
  for (int row = 0; row < 7; row++)
    for (int column = 0; column < 4; column++) {
      nb_vec2 at = nb_at(-1.45f + LITTLE * (float)column, 0.15f + LITTLE * (float)(6 - row));
      nb_vec2 corner = nb_apply(m, at), i = nb_scale(LITTLE, m.i), j = nb_scale(LITTLE, m.j);
      if (letter[row][column] == '#')
        nb_parallelogram_on_plane(b, plane(), corner, i, j, style);
    }
}

// A disc, filled with smaller squares as well as they can: it grows as they do.
#define DISC 0.5f // its area
static void draw_disc(nb_board *b, nb_mat2 m, nb_style style)
{
  enum { POINTS = 48 };
  nb_vec2 points[POINTS], middle = nb_at(-0.7f, -0.75f);
  float radius = sqrtf(2 * DISC / NB_TURN);
  for (int k = 0; k < POINTS; k++)
    points[k] = on(nb_apply(m, nb_add(middle, nb_polar(radius, NB_TURN * (float)k / POINTS))));
  nb_polygon(b, points, POINTS, style);
  style.fill = nb_mix(b, NB_GROUND, style.color, 0.25f);
  for (int k = 0; k < 64; k++) { // eight rows of eight squares, and of them those inside
    nb_vec2 at = nb_scale(0.1f, nb_at((float)(k % 8 - 4), (float)(k / 8 - 4)));
    if (nb_length(nb_add(at, nb_at(0.05f, 0.05f))) + 0.071f < radius)
      nb_parallelogram_on_plane(b, plane(), nb_apply(m, nb_add(at, middle)), nb_scale(0.1f, m.i),
                                nb_scale(0.1f, m.j), style);
  }
}

// The shapes at rest, which stay as ghosts, and as they are moved.
static void draw_shapes(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  nb_style was = nb_style(NB_BETWEEN(f, EVERY, FLIP, 0.8f, 0.8f), .color = NB_DIM, .width = 1.5f), now = was;
  was.alpha *= 0.5f * moved(f);
  now.color = faced(m, NB_TEXT);
  draw_letter(b, rest, was);
  draw_disc(b, rest, was);
  draw_letter(b, m, now);
  draw_disc(b, m, now);
}

// From î to ĵ: to the left, and once the plane is turned over, to the right.
static void draw_turn(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float sinks = nb_cue(f, LETTERS, 5, 0.6f) - nb_cue(f, PLAY, 0, 0.3f);
  nb_vec2 from = on(nb_scale(0.55f, nb_unit(m.i))), to = on(nb_scale(0.55f, nb_unit(m.j)));
  nb_curved_arrow(b, from, to, nb_determinant(m) < 0 ? 0.25f : -0.25f,
                  nb_style(.alpha = nb_during(f, ZERO, FLIP) + sinks, .width = 4));
}

#define I(tex) "\\textcolor{i}{" tex "}"
#define J(tex) "\\textcolor{j}{" tex "}"
#define HEIGHT(size) J("d") "-\\" size "frac{" J("b") I("c") "}{" I("a") "}"

// The rectangle that is left, with its sides: in numbers, and then in letters.
static void draw_sides(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  static const char *const wide[] = {I("2"), I("a")}, *const high[] = {"1.4", HEIGHT("d")};
  nb_vec2 corner = on(nb_origin()), far = on(nb_add(m.i, m.j));
  nb_rect box = {corner.x, fminf(corner.y, far.y), far.x - corner.x, fabsf(far.y - corner.y)};
  nb_rect below = {box.x, box.y - 0.5f, box.width, 0}, beside = box;
  beside.width += 0.45f; // î has its name there
  for (int k = 0; k < 2; k++) {
    nb_style style = nb_style(NB_IN(f, SLIDE + k, k == 0 ? 7.2f : 0.6f, 0.8f), .size = 34);
    nb_brace_under(b, below, wide[k], style);
    style.reveal = nb_cue(f, SLIDE + k, k == 0 ? 7.6f : 2.4f, 0.8f);
    style.alpha *= fmaxf(0, fminf(1, 2 * box.height - 1)); // none where it is flat
    nb_brace_beside(b, beside, high[k], style);
  }
}

// While sides slide, î and ĵ stay where the matrix says: the sides that leave them are thin and nameless.
static void draw_sliding(nb_board *b, nb_mat2 a, nb_mat2 sides)
{
  nb_vec2 tip = on(nb_at(a.j.x, fminf(a.j.y, 1.1f * a.j.y))); // or the edge that stands below it
  nb_vector(b, plane(), nb_origin(), sides.j, NULL, nb_style(.width = 3));
  nb_vector(b, plane(), nb_origin(), sides.i, NULL, nb_style(.width = 3));
  nb_vector(b, plane(), nb_origin(), a.i, NULL, nb_style(.color = NB_I));
  nb_vector(b, plane(), nb_origin(), a.j, NULL, nb_style(.color = NB_J));
  nb_label(b, on(a.i), nb_at(1, -0.6f), "\\hat\\imath'", nb_style(.color = NB_I));
  nb_label(b, tip, nb_at(0.3f - 0.4f * a.j.y, a.j.y), "\\hat\\jmath'", nb_style(.color = NB_J));
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s, nb_mat2 m)
{
  float drawn = nb_cue(f, AREA, 0, 1.4f);
  nb_clip(b, nb_stage());
  nb_fade(b, NB_ANEW(f, PREDICT, EVERY, SLIDE, PLAY));
  nb_moved_plane(b, plane(), m, nb_style(.reveal = drawn, .alpha = sliding(f) ? 0.5f : 1));
  draw_square(b, f, m);
  draw_slices(b, m.i, m.j,
              nb_during(f, SHEAR, SHEAR) + nb_cue(f, SLIDE, 0.8f, 0.6f) - nb_cue(f, SLIDE, 4.4f, 0.4f));
  draw_slices(b, m.j, m.i, nb_cue(f, SLIDE, 4.8f, 0.4f) - nb_cue(f, LETTERS, 0, 0.6f));
  draw_shapes(b, f, m);
  // where ĵ is asked to go
  nb_vector(b, plane(), nb_at(0, 1), nb_sub(s->a.j, nb_at(0, 1)), NULL,
            nb_style(NB_IN(f, PREDICT, 1.2f, 0.8f), .color = NB_J, .width = 4, .dash = {6, 6}));
  if (sliding(f))
    draw_sliding(b, asked(f), m);
  else
    nb_moved_basis(b, plane(), m, moved(f), nb_style(.reveal = drawn));
  draw_turn(b, f, sliding(f) ? asked(f) : m);
  nb_point(b, on(nb_origin()), nb_style(.width = 12, .reveal = drawn));
  // b/a of î′, taken away
  nb_vector(b, plane(), asked(f).j, nb_scale(-example.j.x / example.i.x, example.i), NULL,
            nb_style(NB_BETWEEN(f, SLIDE, LETTERS, 1.6f, 2), .color = NB_I, .width = 4, .dash = {6, 6}));
  draw_sides(b, f, m);
  nb_end(b);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define AD_BC I("\\val[~2]") "(" J("\\val[~2]") ") - (" J("\\val[~2]") ")(" I("\\val[~2]") ")"

// The matrix, and once it has been named, its determinant. While sides slide it stays the one whose area is asked for.
static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *m, float area)
{
  nb_style style = nb_style(NB_FROM(f, AREA, 1.6f, 1), .size = 34, .anchor = NB_LEFT,
                            .alpha = NB_ANEW(f, PREDICT, EVERY, SLIDE, PLAY));
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), "A = " NB_TEX_MATRIX("2"), style, &m->i.x, &m->j.x, &m->i.y, &m->j.y);
  style.reveal = nb_cue(f, EVERY, 7, 0.8f);
  style.alpha = nb_during(f, EVERY, FLIP) + nb_cue(f, PLAY, 0.5f, 0.5f);
  style.size = 40;
  style.color = f->step == PLAY && fabsf(area - 1) < 0.005f ? NB_V : NB_TEXT; // one, as is asked for
  nb_tex(b, nb_at(NB_COLUMN, 1.6f), "\\det A = \\val[~2]", style, &area);
  nb_facts(b, f, (nb_facts_spec){PLAY, .at = {NB_COLUMN, 0.9f}, .size = 28},
           NB_FACTS({1, "= " AD_BC, .values = {&m->i.x, &m->j.y, &m->j.x, &m->i.y}}));
}

#define GROWS(color, name) "\\textcolor{" color "}{\\text{" name ":}}\\;\\; \\val[~2] \\to \\val[~2]"
#define COLUMN(x, y) "\\begin{bmatrix}" x "\\\\" y "\\end{bmatrix}"
#define TURN "\\hat\\imath' \\text{ to } \\hat\\jmath'\\text{: }"

// Areas, before and after.
static void draw_areas(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float area = nb_determinant(m), letter_now = area * LETTER, disc_now = area * DISC;
  nb_facts(
      b, f, (nb_facts_spec){AREA, .at = {NB_COLUMN, 1.6f}, .size = 38},
      NB_FACTS({1.2f, "\\textcolor{v}{\\text{area}} = " I("\\val[~2]") "\\cdot" J("\\val[~2]") " = \\val[~2]",
                .values = {&m.i.x, &m.j.y, &area}}));
  nb_facts(b, f, (nb_facts_spec){SHEAR, .at = {NB_COLUMN, 1.6f}, .size = 38},
           NB_FACTS({3.6f, "\\textcolor{v}{\\text{area}} = \\val[~2]", .values = {&area}},
                    {4.4f, "\\text{a longer side is not more area}", NB_DIM, 26}));
  nb_facts(b, f, (nb_facts_spec){EVERY, .at = {NB_COLUMN, 0.9f}, .gap = 0.3f, .size = 32},
           NB_FACTS({1.4f, GROWS("v", "square"), .values = {&(float){1}, &area}},
                    {1.8f, GROWS("text", "the F"), .values = {&(float){LETTER}, &letter_now}},
                    {2.2f, GROWS("text", "disc"), .values = {&(float){DISC}, &disc_now}},
                    {5.4f, "\\text{all of them} \\times\\; 2\\cdot 1.5 = 3"},
                    {6, "\\text{(stretched; the slide adds nothing)}", NB_DIM, 26}));
  nb_facts(b, f, (nb_facts_spec){ZERO, .at = {NB_COLUMN, 0.7f}, .size = 30},
           NB_FACTS({0.4f, TURN "\\text{first a left turn}"}, {4.4f, "\\text{in line: no turn, no area}"}));
  nb_facts(b, f, (nb_facts_spec){FLIP, .at = {NB_COLUMN, 0.7f}, .size = 30},
           NB_FACTS({2.2f, TURN "\\text{now a right turn}"}, {4, "\\text{its back, red, counts as } {-3}"}));
}

// How the rectangle is found: in numbers, and then in letters.
static void draw_derivation(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float area = nb_determinant(m), height = area / example.i.x;
  nb_facts(
      b, f, (nb_facts_spec){SLIDE, .at = {NB_COLUMN, 1.5f}, .size = 32},
      NB_FACTS({1.6f, J(COLUMN("0.5", "1.5")) "- \\tfrac14" I(COLUMN("2", "0.4")) "=" COLUMN("0", "1.4")},
               {3, "\\text{a quarter of } \\hat\\imath' \\text{ takes the } 0.5 \\text{ away}", NB_DIM, 26},
               {5.4f, I(COLUMN("2", "0.4")) "- \\tfrac27" COLUMN("0", "1.4") "=" COLUMN("2", "0")},
               {6.4f, "\\tfrac27 \\text{ of that takes the } 0.4 \\text{ away}", NB_DIM, 26},
               {8, "\\textcolor{v}{\\text{area}} = " I("2") "\\cdot 1.4 = 2.8", .size = 38}));
  nb_facts(
      b, f, (nb_facts_spec){LETTERS, .at = {NB_COLUMN, 2}, .gap = 0.3f, .size = 32},
      NB_FACTS(
          {0.3f, "\\phantom{A} = " COLUMN(I("a") "&" J("b"), I("c") "&" J("d"))},
          {1.4f, J(COLUMN("b", "d")) "- \\tfrac{" J("b") "}{" I("a") "}" I(COLUMN("a", "c")) "=" COLUMN(
                     "0", HEIGHT("t"))},
          {3.8f, "\\det A = " I("a") "\\bigl(" HEIGHT("t") "\\bigr) = " I("a") J("d") "-" J("b") I("c")},
          {4.6f, "= " AD_BC " = \\val[~2]", .size = 30, .values = {&m.i.x, &m.j.y, &m.j.x, &m.i.y, &area}},
          {5.2f, "\\text{height} = \\val[~2]", .values = {&height}},
          {8.8f, "ad - bc \\text{ holds for } a = 0\\text{, too: }{-}bc", NB_DIM, 26},
          {9.8f, "c\\text{ high, }b\\text{ wide; both} > 0\\text{: right turn}", NB_DIM, 26}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = motion(f, s), seen = sliding(f) ? asked(f) : m;
  seen = (nb_mat2){nb_shown2(seen.i, 2), nb_shown2(seen.j, 2)};
  bool theirs = (f->step == SHEAR && f->seconds > 3.4f) || (f->step == PLAY && f->seconds > 1);
  draw_plane(b, f, s, m);
  draw_matrix(b, f, theirs ? &s->a : &seen, nb_determinant(seen)); // theirs can be taken hold of
  draw_areas(b, f, seen);
  draw_derivation(b, f, seen);
  nb_guess_slider(b, f, PREDICT, nb_at(NB_COLUMN, -0.6f), &s->guess,
                  (nb_slider_spec){.label = "\\text{your guess}", .max = 3, .decimals = 2});
  if (f->step == PLAY && theirs) {
    nb_grab_on_plane(b, plane(), &s->a.i, nb_origin());
    nb_grab_on_plane(b, plane(), &s->a.j, nb_origin());
  }
}

NB_SCENE(State, .title = "The determinant", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1, 0}, {1, 1}}, .guess = 2.5f}, NB_DRAW(draw))
