// Linear transformations and matrices.
//
// What a learner believes: a matrix is a rule for arithmetic, and each vector has to be sent through it anew.
// What mends it: a vector is so much of î and so much of ĵ, and the motion keeps these amounts. Whoever knows
// where two arrows land knows where every arrow lands; a matrix is these two landings, written side by side.
//
// The picture has one motion at a time (see `motions`), and everything on the plane rides on it. What the motion has
// taken along has a prime, from the moment it sets off, and where it was stays to be seen. Where another motion begins, the picture fades and comes back at rest: nothing is undone before one's eyes.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a;     // where î and ĵ land: the viewer's matrix
  nb_vec2 v;     // the vector in hand, before the motion
  nb_vec2 guess; // where the viewer thinks that v lands
} State;

enum { RECIPE, BEND, LINEAR, PREDICT, MOVE, COLUMNS, TURN, COLLAPSE, PLAY };

static void landing(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_apply(s->a, s->v);
}

static const nb_step steps[] = {
    [RECIPE] = {"A recipe for v", .seconds = 6.5f,
                .say = "î is one step right, ĵ one step up: the *basis vectors*. v’s list is its recipe.",
                .hear = {"A vector is so much of î and so much of ĵ"}, .needs = {"linear-algebra/vectors"}},
    [BEND] = {"A motion that bends", .seconds = 6,
              .say = "Move every point, and the whole plane moves. *This* motion bends lines.",
              .hear = {"A motion of the plane moves every point", "Not every motion is linear"}},
    [LINEAR] = {"A linear motion", .seconds = 6.5f,
                .say = "Lines straight, gaps along a line equal, origin fixed: a *linear transformation*.",
                .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [PREDICT] = {"Where will v land?", .seconds = 6.5f, .wait = true,
                 .ask = "A *linear* motion takes î to î′ and ĵ to ĵ′. Where does it take v? Drag the ring.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = landing,
                 .moves = {{"guess", "0.5,3.5", .at = 5, .seconds = 1.2f}}},
    [MOVE] = {"The recipe survives", .seconds = 8,
              .say = "Equal gaps stay equal, so the recipe survives: the *same numbers*, now of î′ and ĵ′.",
              .hear = {"Those amounts do not change", "Two landings tell where every vector lands"}},
    [COLUMNS] = {"Read the columns", .seconds = 11,
                 .say = "Side by side, î′ and ĵ′ are the columns of a *matrix*. A times v is v′. Drag v.",
                 .hear = {"Each column is where a basis vector lands", "A times v is where v lands"},
                 .moves = {{"v", "1,2", .at = 5.5f, .seconds = 1.5f}, {"v", "2,3", .at = 8.5f}}},
    [TURN] = {"A rotation", .seconds = 5.5f,
              .say = "î and ĵ make a quarter turn, and all of the plane turns with them: a *rotation*.",
              .hear = {"A rotation turns both basis vectors by the same angle"}},
    [COLLAPSE] = {"A collapse", .seconds = 7,
                  .say = "Linear too: î′ and ĵ′ land on *one* line, and the plane with them: it *collapses*.",
                  .hear = {"If the columns line up, the plane collapses to a line"}},
    [PLAY] = {"Your own motion", .seconds = 9, .live = true,
              .say = "Drag î′ back to where î was, and slide ĵ′ sideways from where ĵ was: a *shear*.",
              .moves = {{"A", "1,-1.5,0,1", .at = 2.2f, .seconds = 1.6f},
                        {"A", "1,0.5,0,1", .at = 4.6f, .seconds = 2}}},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_POINT(State, v, "v", .min = -4, .max = 4),
    NB_POINT(State, guess, "guess", .min = -6, .max = 6),
};

// ---------------------------------------------------------------------------------------------------------------
// Motions

// A motion is there from the step on in which it begins; the plane moves at `at` seconds into `step`.
typedef struct {
  int begins, step;
  float at, seconds;
  bool theirs; // to where the viewer's matrix takes the plane
  nb_mat2 to;
} Motion;

static const Motion motions[] = {
    {LINEAR, LINEAR, 1.6f, 2.6f, false, {{1, 0.36f}, {0.72f, 1.14f}}},
    {PREDICT, MOVE, 0.6f, 2.6f, true, {{0, 0}, {0, 0}}},
    {TURN, TURN, 1.2f, 2.2f, false, {{0, 1}, {-1, 0}}},
    {COLLAPSE, COLLAPSE, 1.2f, 3, false, {{1, 0.5f}, {-2, -1}}},
    {PLAY, PLAY, 0, 0, true, {{0, 0}, {0, 0}}},
};

static const Motion *current(const nb_frame *f)
{
  const Motion *m = motions;
  for (int k = 1; k < (int)(sizeof motions / sizeof *motions); k++)
    if (nb_begun(f, motions[k].begins))
      m = &motions[k];
  return m;
}

// Where it ends: the columns of its matrix. Those of the viewer's own can be dragged.
static const nb_mat2 *matrix(const nb_frame *f, const State *s)
{
  return current(f)->theirs ? &s->a : &current(f)->to;
}

// Where the plane is now: everything that lies on it shares this one motion.
static nb_mat2 motion(const nb_frame *f, const State *s)
{
  const Motion *m = current(f);
  return nb_mat2_path(nb_identity2(), *matrix(f, s), nb_cue(f, m->step, m->at, m->seconds));
}

// Has the motion set off, so that what it takes along has a prime?
static float landed(const nb_frame *f)
{
  return nb_cue(f, current(f)->step, current(f)->at, 0.6f);
}

static float shown(const nb_frame *f)
{
  return NB_ANEW(f, LINEAR, PREDICT, TURN, COLLAPSE, PLAY);
}

// How much of the arrows shows: they make room for the grid while lines are the subject.
static float arrows(const nb_frame *f)
{
  return nb_after(f, LINEAR) ? (float)nb_begun(f, PREDICT) : 1 - nb_during(f, BEND, LINEAR);
}

// One that is not linear in any way: it bends lines, crowds points, and takes the origin along.
static nb_vec2 bent(nb_vec2 p, float amount)
{
  return nb_add(p, nb_scale(amount, nb_at(0.5f + 0.55f * sinf(1.1f * p.y), 0.4f + 0.5f * sinf(0.9f * p.x))));
}

// ---------------------------------------------------------------------------------------------------------------
// The plane

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-2.17f, 0.17f), 0.77f);
}

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

static float bending(const nb_frame *f)
{
  return nb_begun(f, LINEAR) ? 0 : nb_cue(f, BEND, 1.6f, 2.4f);
}

// Where a point is now, by whichever motion there is.
static nb_vec2 moved(const nb_frame *f, nb_mat2 now, nb_vec2 p)
{
  return place(bending(f) > 0 ? bent(p, bending(f)) : nb_apply(now, p));
}

// One line of the grid as it bends.
static void draw_bent_line(nb_board *b, const nb_frame *f, nb_vec2 from, nb_vec2 to, nb_style style)
{
  enum { POINTS = 192 };
  nb_vec2 points[POINTS + 1];
  for (int k = 0; k <= POINTS; k++)
    points[k] = moved(f, nb_identity2(), nb_mix2(from, to, (float)k / POINTS));
  nb_polyline(b, points, POINTS + 1, style);
}

static void draw_bent_plane(nb_board *b, const nb_frame *f)
{
  for (float at = -10; at <= 10; at++) {
    nb_style style = at == 0 ? nb_style(.color = NB_AXIS) : nb_style(.color = NB_PLANE, .width = 1.5f);
    draw_bent_line(b, f, nb_at(at, -10), nb_at(at, 10), style);
    draw_bent_line(b, f, nb_at(-10, at), nb_at(10, at), style);
  }
}

// Evenly spaced points on a line: to be watched while the plane moves.
static void draw_beads(nb_board *b, const nb_frame *f, nb_mat2 now)
{
  float alpha = (1 - arrows(f)) * nb_cue(f, BEND, 0.6f, 0.5f);
  // Where the origin was.
  nb_circle(b, place(nb_origin()), 0.16f, nb_style(.color = NB_DIM, .width = 2, .alpha = alpha));
  for (int k = -6; k <= 6; k++)
    nb_point(b, moved(f, now, nb_at((float)k, 1 - 0.5f * (float)k)), nb_style(.width = 11, .alpha = alpha));
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// So much of î, then so much of ĵ, tip to tail, with a mark at each whole one on the way.
static void draw_leg(nb_board *b, nb_vec2 from, nb_vec2 unit, float amount, nb_style style)
{
  nb_line(b, place(from), place(nb_add(from, nb_scale(amount, unit))), style);
  style.width = 10, style.alpha *= style.reveal;
  for (float k = 1; k < fabsf(amount); k++)
    nb_point(b, place(nb_add(from, nb_scale(copysignf(k, amount), unit))), style);
}

// î, ĵ and v, where they are now and, dimly, where they were; and, before they move, where î and ĵ will land.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  static const nb_color colors[] = {NB_I, NB_J, NB_V, NB_I, NB_J};
  float asked = nb_cue(f, PREDICT, 0.8f, 0.8f) * (float)(nb_begun(f, PREDICT) && f->step <= MOVE);
  float i = nb_cue(f, PREDICT, 1.2f, 1.2f), j = nb_cue(f, PREDICT, 2.4f, 1.2f);
  nb_mat2 there = nb_columns(nb_mix2(nb_at(1, 0), s->a.i, i), nb_mix2(nb_at(0, 1), s->a.j, j));
  const nb_vec2 dim[] = {{1, 0}, {0, 1}, s->v, there.i, there.j}, tip = nb_apply(now, s->v);
  // v's name keeps to the side on which ĵ's leg does not come.
  float side = fminf(fmaxf(1 + 3 * nb_cross(nb_unit(tip), nb_scale(s->v.y, nb_unit(now.j))), -1), 1);
  nb_style v = nb_style(NB_FROM(f, RECIPE, 0.6f, 0.9f), .color = NB_V);
  nb_fade(b, arrows(f));
  float away = fminf(fmaxf(2 * nb_length(nb_sub(tip, s->v)) - 0.8f, 0), 1); // there is room for v's name
  for (int k = 0; k < 5; k++)
    nb_vector(b, plane(), nb_origin(), dim[k], k == 2 ? "\\vec v" : NULL,
              nb_style(.color = colors[k], .anchor = NB_LEFT,
                       .alpha = k == 2 ? 0.5f * away : 0.4f * (k < 2 ? landed(f) : asked)));
  nb_style leg = nb_style(NB_FROM(f, RECIPE, 3, 0.8f), .color = NB_I, .width = 4, .dash = {9, 6});
  // Where all is in line, they would hide each other.
  nb_vec2 aside = nb_scale(fmaxf(0, 0.25f - 0.75f * fabsf(nb_determinant(now))), nb_perp(nb_unit(now.i)));
  draw_leg(b, aside, now.i, s->v.x, leg);
  leg.color = NB_J, leg.reveal = nb_cue(f, RECIPE, 4, 0.8f);
  draw_leg(b, nb_add(nb_scale(s->v.x, now.i), nb_scale(2, aside)), now.j, s->v.y, leg);
  nb_vector(b, plane(), nb_origin(), tip, NULL, v);
  v.alpha = fmaxf(0, 2 * v.reveal - 1);
  const char *name = nb_primed(b, "\\vec v", landed(f), &v.alpha);
  v.reveal = 1;
  nb_label(b, place(tip), nb_add(nb_unit(tip), nb_scale(side, nb_perp(nb_unit(tip)))), name, v);
  nb_moved_basis(b, plane(), now, landed(f), nb_style(NB_FROM(f, RECIPE, 1.6f, 0.8f)));
  nb_moved_basis(b, plane(), there, 0.5f + 0.5f * j,
                 nb_style(.alpha = asked * (1 - nb_cue(f, MOVE, 0, 0.6f))));
  nb_end(b);
  nb_fade(b, nb_right_goes(f, MOVE, 1.6f, s->guess, nb_apply(s->a, s->v)));
  nb_guess_on_plane(b, f, PREDICT, plane(), &s->guess, nb_origin());
  nb_end(b);
  nb_point(b, moved(f, now, nb_origin()), nb_style(NB_FROM(f, RECIPE, 0.3f, 0.6f), .width = 12));
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  nb_clip(b, nb_stage());
  nb_grid_spec still = nb_plane_grid(plane());
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, nb_style(NB_FROM(f, RECIPE, 0, 1.5f), .color = NB_GRID));
  nb_fade(b, shown(f));
  if (bending(f) > 0)
    draw_bent_plane(b, f);
  else
    nb_grid(b, now, nb_plane_grid(plane()), nb_style(NB_FROM(f, RECIPE, 0, 1.5f)));
  draw_beads(b, f, now);
  draw_arrows(b, f, s, now);
  nb_end(b);
  nb_end(b);
}

// Where the viewer's matrix has put the plane, they may take hold of it; of v always where it was, and v′ follows.
static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  const Motion *m = current(f);
  nb_mat2 still = nb_plane_scale(plane());
  if (m->theirs && nb_cue(f, m->step, m->at, m->seconds) >= 1) {
    nb_grab(b, &s->a.i, place(now.i), still);
    nb_grab(b, &s->a.j, place(now.j), still);
  }
  if (f->step != PREDICT && arrows(f) > 0.5f && nb_cue(f, RECIPE, 0.6f, 0.9f) > 0)
    nb_grab(b, &s->v, place(s->v), still);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// What makes a motion linear, and what one does that is not.
static void draw_promises(nb_board *b, const nb_frame *f)
{
  nb_facts(b, f, (nb_facts_spec){.first = BEND, .at = nb_at(NB_COLUMN, 1), .size = 36},
           NB_FACTS({2, "\\text{lines bend}"}, {3, "\\text{gaps turn unequal}"},
                    {4, "\\text{the origin leaves}"}));
  nb_facts(b, f, (nb_facts_spec){.first = LINEAR, .at = nb_at(NB_COLUMN, 1), .size = 36},
           NB_FACTS({2, "\\text{lines stay straight}"}, {3, "\\text{gaps along a line equal}"},
                    {4, "\\text{the origin stays}"}));
}

// Where î and ĵ land, each by itself; then the two slide together and become the columns of the matrix.
static void draw_landings(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"\\color{i}\\hat\\imath' =", "\\color{j}\\hat\\jmath' ="};
  static const char *const columns[] = {NB_TEX_COLUMN("i", "1"), NB_TEX_COLUMN("j", "1")};
  nb_style style = nb_style(.size = 46, .alpha = 1 - nb_cue(f, COLUMNS, 1.7f, 0.4f), .anchor = NB_LEFT);
  nb_formula matrix = nb_formula_at(b, nb_at(NB_COLUMN, 2.7f), "A = " NB_TEX_MATRIX("1"), style, &s->a.i.x,
                                    &s->a.j.x, &s->a.i.y, &s->a.j.y);
  for (int k = 0; k < 2; k++) {
    const nb_vec2 *lands = k == 0 ? &s->a.i : &s->a.j;
    nb_rect to = nb_formula_part(matrix, k == 0 ? "i" : "j");
    nb_vec2 from = nb_at(NB_COLUMN + 1.4f, 2.7f - 1.25f * (float)k),
            column = nb_at(to.x + 0.5f * to.width, 2.7f);
    nb_style list = style, name = style;
    list.anchor = NB_CENTER;
    list.reveal = name.reveal = nb_cue(f, PREDICT, 1.2f + 1.2f * (float)k, 0.8f);
    name.alpha *= 1 - nb_cue(f, COLUMNS, 0.3f, 0.6f);
    float slid = nb_cue(f, COLUMNS, 0.3f + 0.5f * (float)k, 0.9f);
    nb_tex(b, nb_at(NB_COLUMN, from.y), names[k], name);
    nb_tex(b, nb_mix2(from, column, slid), columns[k], list, &lands->x, &lands->y);
  }
}

// v as a list of numbers, and its recipe, which is written term by term. Those that are moved follow it too, and then it
// is what A makes of v: of each motion once it has set off.
static void draw_recipe(nb_board *b, const nb_frame *f, const State *s, const nb_mat2 *m)
{
  nb_tex(b, nb_at(NB_COLUMN, 1.6f), "\\color{v}\\vec v \\color{text}= " NB_TEX_COLUMN("v", "~1"),
         nb_style(NB_IN(f, RECIPE, 1, 0.8f), .size = 46, .anchor = NB_LEFT), &s->v.x, &s->v.y);
  float written = shown(f) * (nb_after(f, MOVE) ? landed(f) : 1), clear = written * arrows(f);
  const char *primed = nb_after(f, MOVE) ? "'" : nb_primed(b, "", landed(f), &clear);
  nb_tex(b, nb_at(NB_COLUMN, 0.1f),
         nb_words(b,
                  "\\part{v}{\\color{v}\\vec v%s} \\part{i}{= "
                  "\\textcolor{v}{\\val[~1]}\\,\\textcolor{i}{\\hat\\imath%s}}"
                  "\\part{j}{\\textcolor{v}{\\val[+~1]}\\,\\textcolor{j}{\\hat\\jmath%s}}",
                  primed, primed, primed),
         nb_style(.size = 46, .alpha = clear,
                  .parts = NB_PARTS(
                      {"v", .hidden = fmaxf(1 - nb_cue(f, RECIPE, 2, 0.5f), nb_cue(f, COLUMNS, 2.4f, 0.5f))},
                      {"i", .hidden = 1 - nb_cue(f, RECIPE, 3, 0.7f)},
                      {"j", .hidden = 1 - nb_cue(f, RECIPE, 4, 0.7f)})),
         &s->v.x, &s->v.y);
  nb_vec2 v = nb_shown2(s->v, 1), sum = nb_apply(nb_columns(nb_shown2(m->i, 1), nb_shown2(m->j, 1)), v);
  nb_tex(b, nb_at(NB_COLUMN, 1.35f),
         "A\\,\\textcolor{v}{\\vec v} = " NB_TEX_MATRIX("1") NB_TEX_COLUMN("v", "~1"),
         nb_style(NB_FROM(f, COLUMNS, 2.4f, 1.2f), .size = 35, .anchor = NB_LEFT, .alpha = shown(f)), &m->i.x,
         &m->j.x, &m->i.y, &m->j.y, &s->v.x, &s->v.y);
  const Motion *now = current(f); // the sum waits until it has come to its end
  nb_style style = nb_style(NB_FROM(f, MOVE, 4, 1.4f), .size = 30, .anchor = NB_LEFT,
                            .alpha = written * nb_cue(f, now->step, now->at + now->seconds, 0.6f));
  nb_tex(b, nb_at(NB_COLUMN + 0.44f, -0.9f),
         "= \\textcolor{v}{\\val[~1]}" NB_TEX_COLUMN("i", "1") "\\textcolor{v}{\\val[+~1]}" NB_TEX_COLUMN(
             "j", "1"),
         style, &v.x, &m->i.x, &m->i.y, &v.y, &m->j.x, &m->j.y);
  style.reveal = nb_cue(f, MOVE, 5.6f, 0.8f);
  style.parts = NB_PARTS({"v", .hidden = 1 - nb_cue(f, COLUMNS, 3, 0.8f)});
  nb_tex(b, nb_at(NB_COLUMN + 0.44f, -1.95f), "= " NB_TEX_COLUMN("v", "~2") "\\part{v}{= \\color{v}\\vec v'}",
         style, &sum.x, &sum.y);
}

static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *m)
{
  float there = nb_cue(f, COLUMNS, 1.7f, 0.4f) * shown(f);
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), "A = " NB_TEX_MATRIX("1"),
         nb_style(.size = 46, .anchor = NB_LEFT, .alpha = there), &m->i.x, &m->j.x, &m->i.y, &m->j.y);
  nb_tex(b, nb_at(NB_COLUMN, -2.9f), "\\textcolor{j}{\\hat\\jmath'} = -2\\,\\textcolor{i}{\\hat\\imath'}",
         nb_style(NB_IN(f, COLLAPSE, 4.4f, 0.8f), .size = 38));
  bool shear = nb_length(nb_sub(m->i, nb_at(1, 0))) + fabsf(m->j.y - 1) < 0.02f;
  nb_text(b, nb_at(NB_COLUMN, -2.95f), shear ? "a shear: level lines slide" : "",
          nb_style(.alpha = nb_during(f, PLAY, PLAY)));
}

static void draw_guessed(nb_board *b, const nb_frame *f, const State *s)
{
  nb_tex(b, nb_at(NB_COLUMN, -2.9f), "\\textcolor{dim}{\\text{your guess}}\\;" NB_TEX_COLUMN("v", "~1"),
         nb_style(.size = 28, .anchor = NB_LEFT, .alpha = nb_guessed(f, PREDICT)), &s->guess.x, &s->guess.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 now = motion(f, s);
  draw_plane(b, f, s, now);
  offer_hands(b, f, s, now);
  draw_promises(b, f);
  draw_landings(b, f, s);
  draw_matrix(b, f, matrix(f, s));
  draw_recipe(b, f, s, matrix(f, s));
  draw_guessed(b, f, s);
}

NB_SCENE(State, .title = "Linear transformations and matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/span"},
         .state = &(const State){.a = {{2, 0.5f}, {-1.5f, 1}}, .v = {2, 3}, .guess = {3, 2}}, NB_DRAW(draw))
