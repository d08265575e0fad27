// Linear transformations and matrices.
//
// What a learner believes: a matrix is a rule for arithmetic, and each vector has to be sent through it anew.
// What mends it: a vector is so much of î and so much of ĵ, and the motion keeps these amounts. Whoever knows
// where two arrows land knows where every arrow lands; a matrix is these two landings, written side by side.
//
// The picture has one motion at a time (see `motions`), and everything on the plane rides on it. What the motion has
// taken along has a prime, from the moment it sets off. Where another motion begins, the picture fades and comes back at rest: nothing is undone before one's eyes.
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
    [RECIPE] =
        {"A recipe for v", .seconds = 6.5f,
         .say = "î is one step right, ĵ one step up: the *basis vectors*. Add enough of each, and you get v.",
         .hear = {"A vector is so much of î and so much of ĵ"},
         .needs = {"linear-algebra/vectors", "linear-algebra/span"}},
    [BEND] = {"A motion that bends", .seconds = 6,
              .say = "Move every point, and the whole plane moves. *This* motion bends lines.",
              .hear = {"A motion of the plane moves every point", "Not every motion is linear"}},
    [LINEAR] = {"A linear motion", .seconds = 6.5f,
                .say = "Lines stay straight, equal gaps end up equal, the origin stays: a *linear* motion.",
                .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [PREDICT] = {"Where will v land?", .seconds = 6, .wait = true,
                 .ask = "Another motion takes î to î′ and ĵ to ĵ′. Where does it take v? Drag the ring.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = landing},
    [MOVE] = {"The recipe survives", .seconds = 8,
              .say = "The grid stays even, so the recipe survives: the *same numbers*, now of î′ and ĵ′.",
              .hear = {"Those amounts do not change",
                       "So two landings are enough to know where every vector lands"}},
    [COLUMNS] =
        {"Read the columns", .seconds = 7,
         .say = "Side by side, the two landings are the columns of a *matrix*. It knows the whole motion.",
         .hear = {"Each column is where a basis vector lands",
                  "A matrix times a vector is where the motion takes the vector"}},
    [TURN] = {"A rotation", .seconds = 5.5f,
              .say =
                  "î and ĵ keep their lengths and turn by the same angle, the plane with them: a *rotation*.",
              .hear = {"A rotation turns both basis vectors by the same angle"}},
    [COLLAPSE] =
        {"A collapse", .seconds = 5.5f,
         .say = "î′ and ĵ′, from the origin, lie on *one* line. The plane collapses onto it: linear, too.",
         .hear = {"If the columns line up, the plane collapses to a line"}},
    [PLAY] = {"Your own motion", .seconds = 6, .live = true,
              .say = "Drag the tips. Put î′ where î was, and lean ĵ′, its tip at height 1: a *shear*."},
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
    {COLLAPSE, COLLAPSE, 1.2f, 3, false, {{1, 0.5f}, {2, 1}}},
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

// Where the plane is now: everything that lies on it shares this one motion.
static nb_mat2 motion(const nb_frame *f, const State *s)
{
  const Motion *m = current(f);
  return nb_mat2_path(nb_identity2(), m->theirs ? s->a : m->to, nb_cue(f, m->step, m->at, m->seconds));
}

// Have the arrows been taken to where they land, so that they are named so? No name stands where two meet.
static float landed(const nb_frame *f)
{
  return nb_begun(f, TURN) ? 1 : nb_cue(f, MOVE, 1.9f, 1.3f);
}

static float shown(const nb_frame *f)
{
  return NB_ANEW(f, LINEAR, PREDICT, TURN, COLLAPSE, PLAY);
}

// Is the plane where the viewer's matrix puts it, so that they may take hold of it there?
static bool theirs(const nb_frame *f)
{
  return (f->step == MOVE && f->seconds > 3.2f) || f->step == COLUMNS || (f->step == PLAY && f->seconds > 1);
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
  enum { POINTS = 96 };
  nb_vec2 points[POINTS + 1];
  for (int k = 0; k <= POINTS; k++)
    points[k] = moved(f, nb_identity2(), nb_mix2(from, to, (float)k / POINTS));
  nb_polyline(b, points, POINTS + 1, style);
}

static void draw_bent_plane(nb_board *b, const nb_frame *f)
{
  nb_grid_spec still = nb_plane_grid(plane());
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, nb_style(.color = NB_GRID));
  for (int c = -10; c <= 10; c++) {
    float at = (float)c;
    nb_style style = c == 0 ? nb_style(.color = NB_AXIS) : nb_style(.color = NB_PLANE, .width = 1.5f);
    draw_bent_line(b, f, nb_at(at, -10), nb_at(at, 10), style);
    draw_bent_line(b, f, nb_at(-10, at), nb_at(10, at), style);
  }
}

// Evenly spaced points on a line: to be watched while the plane moves.
static void draw_beads(nb_board *b, const nb_frame *f, nb_mat2 now)
{
  float alpha = (1 - arrows(f)) * nb_cue(f, BEND, 0.6f, 0.5f);
  nb_circle(b, place(nb_origin()), 0.16f,
            nb_style(.color = NB_DIM, .width = 2, .alpha = alpha)); // where it was
  for (int k = -6; k <= 6; k++)
    nb_point(b, moved(f, now, nb_at((float)k, 1 - 0.5f * (float)k)), nb_style(.width = 11, .alpha = alpha));
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// So much of î, then so much of ĵ, tip to tail, with a mark at each whole one on the way.
static void draw_leg(nb_board *b, nb_vec2 from, nb_vec2 unit, float amount, nb_style style)
{
  nb_line(b, place(from), place(nb_add(from, nb_scale(amount, unit))), style);
  style.width = 9;
  style.alpha *= style.reveal;
  for (float k = 1; k < fabsf(amount); k++)
    nb_point(b, place(nb_add(from, nb_scale(copysignf(k, amount), unit))), style);
}

static void draw_path(nb_board *b, const nb_frame *f, nb_vec2 v, nb_mat2 now)
{
  nb_style i = nb_style(NB_FROM(f, RECIPE, 3, 0.8f), .color = NB_I, .dash = {7, 7}),
           j = nb_style(NB_FROM(f, RECIPE, 4, 0.8f), .color = NB_J, .dash = {7, 7});
  draw_leg(b, nb_origin(), now.i, v.x, i);
  draw_leg(b, nb_scale(v.x, now.i), now.j, v.y, j);
}

static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  float waits = nb_cue(f, PREDICT, 0.8f, 0.8f) - nb_cue(f, MOVE, 2.8f, 0.6f);
  nb_style v = nb_style(NB_FROM(f, RECIPE, 0.6f, 0.9f), .color = NB_V);
  nb_vec2 tip = nb_apply(now, s->v);
  nb_fade(b, arrows(f));
  draw_path(b, f, s->v, now);
  nb_vector(b, plane(), nb_origin(), tip, NULL, v);
  v.alpha = fmaxf(0, 2 * v.reveal - 1);
  const char *name = nb_primed(b, "\\vec v", landed(f), &v.alpha);
  v.reveal = 1;
  nb_label(b, place(tip), nb_sub(nb_unit(tip), nb_perp(nb_unit(tip))), name, v);
  nb_moved_basis(b, plane(), now, landed(f),
                 nb_style(NB_FROM(f, RECIPE, 1.6f, 0.8f), .alpha = 1 - 0.3f * waits));
  if (waits > 0) { // where they will land, before they have
    float i = nb_cue(f, PREDICT, 1.2f, 1.2f), j = nb_cue(f, PREDICT, 2.4f, 1.2f);
    nb_mat2 there = nb_columns(nb_mix2(now.i, s->a.i, i), nb_mix2(now.j, s->a.j, j));
    nb_moved_basis(b, plane(), there, 0.5f + 0.5f * j, nb_style(.alpha = waits));
  }
  nb_end(b);
  nb_point(b, moved(f, now, nb_origin()), nb_style(NB_FROM(f, RECIPE, 0.3f, 0.6f), .width = 12));
  nb_guess_on_plane(b, f, PREDICT, plane(), &s->guess, nb_origin());
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  nb_clip(b, nb_stage());
  nb_fade(b, shown(f));
  if (bending(f) > 0)
    draw_bent_plane(b, f);
  else
    nb_moved_plane(b, plane(), now, nb_style(NB_FROM(f, RECIPE, 0, 1.5f)));
  draw_beads(b, f, now);
  draw_arrows(b, f, s, now);
  nb_end(b);
  nb_end(b);
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  nb_mat2 still = nb_plane_scale(plane());
  if (theirs(f)) {
    nb_grab(b, &s->a.i, place(now.i), still);
    nb_grab(b, &s->a.j, place(now.j), still);
  }
  if (f->step != PREDICT && arrows(f) > 0.5f && nb_cue(f, RECIPE, 0.6f, 0.9f) > 0)
    nb_grab(b, &s->v, place(nb_apply(now, s->v)), nb_multiply(still, now));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// What makes a motion linear, and what one does that is not.
static void draw_promises(nb_board *b, const nb_frame *f)
{
  static const char *const words[2][3] = {{"lines bend", "the dots crowd", "the origin leaves"},
                                          {"lines stay lines", "the dots stay even", "the origin stays"}};
  for (int k = 0; k < 6; k++) {
    int step = k < 3 ? BEND : LINEAR;
    nb_text(b, nb_at(NB_COLUMN, 0.9f - 0.7f * (float)(k % 3)), words[k / 3][k % 3],
            nb_style(NB_FROM(f, step, 2 + 1 * (float)(k % 3), 0.8f), .color = k < 3 ? NB_DIM : NB_TEXT,
                     .size = 32, .alpha = nb_during(f, step, step) * shown(f)));
  }
}

// Where î and ĵ land, each by itself; then the two slide together and become the columns of the matrix.
static void draw_landings(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"\\color{i}\\hat\\imath \\to", "\\color{j}\\hat\\jmath \\to"};
  static const char *const columns[] = {NB_TEX_COLUMN("i", "2"), NB_TEX_COLUMN("j", "2")};
  float aside = nb_cue(f, COLUMNS, 0.3f, 0.8f), level = nb_cue(f, COLUMNS, 0.9f, 0.8f);
  nb_style style = nb_style(.size = 46, .alpha = 1 - nb_cue(f, COLUMNS, 1.7f, 0.4f), .anchor = NB_LEFT);
  nb_formula matrix = nb_formula_at(b, nb_at(NB_COLUMN, 2.7f), "A = " NB_TEX_MATRIX("2"), style, &s->a.i.x,
                                    &s->a.j.x, &s->a.i.y, &s->a.j.y);
  for (int k = 0; k < 2; k++) {
    const nb_vec2 *lands = k == 0 ? &s->a.i : &s->a.j;
    nb_rect to = nb_formula_part(matrix, k == 0 ? "i" : "j");
    nb_vec2 from = nb_at(NB_COLUMN + 1.9f, 2.7f - 1.25f * (float)k);
    nb_style name = style;
    style.anchor = NB_CENTER;
    style.reveal = name.reveal = nb_cue(f, PREDICT, 1.2f + 1.2f * (float)k, 0.8f);
    name.alpha *= 1 - aside;
    nb_tex(b, nb_at(NB_COLUMN, from.y), names[k], name);
    nb_tex(b, nb_at(from.x + aside * (to.x + 0.5f * to.width - from.x), from.y + level * (2.7f - from.y)),
           columns[k], style, &lands->x, &lands->y);
    style.anchor = NB_LEFT;
  }
}

// v as a list of numbers, and its recipe, which is written term by term. Those that are moved follow it too, and then it
// is what A makes of v.
static void draw_recipe(nb_board *b, const nb_frame *f, const State *s, const nb_mat2 *m)
{
  nb_tex(b, nb_at(NB_COLUMN, 1.6f), "\\color{v}\\vec v \\color{text}= " NB_TEX_COLUMN("v", "~1"),
         nb_style(NB_IN(f, RECIPE, 1, 0.8f), .size = 46, .anchor = NB_LEFT), &s->v.x, &s->v.y);
  float clear = shown(f) * arrows(f);
  const char *primed = nb_primed(b, "", landed(f), &clear);
  float hide_v = fmaxf(1 - nb_cue(f, RECIPE, 2, 0.5f), nb_cue(f, COLUMNS, 2.4f, 0.5f));
  nb_part parts[] = {{"v", .hidden = hide_v},
                     {"i", .hidden = 1 - nb_cue(f, RECIPE, 3, 0.7f)},
                     {"j", .hidden = 1 - nb_cue(f, RECIPE, 4, 0.7f)},
                     {0}};
  nb_tex(b, nb_at(NB_COLUMN, 0.1f),
         nb_words(b,
                  "\\part{v}{\\color{v}\\vec v%s} \\part{i}{= "
                  "\\textcolor{v}{\\val[~1]}\\,\\textcolor{i}{\\hat\\imath%s}}"
                  "\\part{j}{\\textcolor{v}{\\val[+~1]}\\,\\textcolor{j}{\\hat\\jmath%s}}",
                  primed, primed, primed),
         nb_style(.size = 46, .alpha = clear, .parts = parts), &s->v.x, &s->v.y);
  nb_tex(b, nb_at(NB_COLUMN, 1.35f),
         "\\color{v}\\vec v' \\color{text}= A\\,\\color{v}\\vec v \\color{text}= A" NB_TEX_COLUMN("v", "~1"),
         nb_style(NB_FROM(f, COLUMNS, 2.4f, 1.2f), .size = 42, .anchor = NB_LEFT, .alpha = shown(f)), &s->v.x,
         &s->v.y);

  nb_vec2 v = {nb_shown(s->v.x, 1), nb_shown(s->v.y, 1)};
  nb_mat2 seen = {{nb_shown(m->i.x, 2), nb_shown(m->i.y, 2)}, {nb_shown(m->j.x, 2), nb_shown(m->j.y, 2)}};
  nb_vec2 sum = nb_apply(seen, v);
  nb_style style = nb_style(NB_FROM(f, MOVE, 4, 1.4f), .size = 31, .anchor = NB_LEFT, .alpha = shown(f));
  nb_tex(b, nb_at(NB_COLUMN + 0.44f, -0.9f),
         "= \\textcolor{v}{\\val[~1]}" NB_TEX_COLUMN("i", "2") "\\textcolor{v}{\\val[+~1]}" NB_TEX_COLUMN(
             "j", "2"),
         style, &v.x, &m->i.x, &m->i.y, &v.y, &m->j.x, &m->j.y);
  style.reveal = nb_cue(f, MOVE, 5.6f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN + 0.44f, -1.9f), "= " NB_TEX_COLUMN("v", "2"), style, &sum.x, &sum.y);
}

static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *m)
{
  nb_style style =
      nb_style(.size = 46, .anchor = NB_LEFT, .alpha = nb_cue(f, COLUMNS, 1.7f, 0.4f) * shown(f));
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), "A = " NB_TEX_MATRIX("2"), style, &m->i.x, &m->j.x, &m->i.y, &m->j.y);
}

static void draw_guessed(nb_board *b, const nb_frame *f, const State *s)
{
  nb_tex(b, nb_at(NB_COLUMN, -2.8f), "\\textcolor{dim}{\\text{your guess}}\\;" NB_TEX_COLUMN("v", "2"),
         nb_style(.size = 31, .anchor = NB_LEFT, .alpha = nb_guessed(f, PREDICT),
                  .reveal = nb_cue(f, PREDICT, 3.6f, 0.8f)),
         &s->guess.x, &s->guess.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 now = motion(f, s);
  const nb_mat2 *m = theirs(f) ? &s->a : &now; // the state's own numbers can be dragged
  draw_plane(b, f, s, now);
  offer_hands(b, f, s, now);
  draw_promises(b, f);
  draw_landings(b, f, s);
  draw_matrix(b, f, m);
  draw_recipe(b, f, s, m);
  draw_guessed(b, f, s);
}

NB_SCENE(State, .title = "Linear transformations and matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/span"},
         .state = &(const State){.a = {{2, 0.5f}, {-1.5f, 1}}, .v = {1, 2}, .guess = {3, 2}}, NB_DRAW(draw))
