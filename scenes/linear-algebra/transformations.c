// Linear transformations and matrices.
//
// What a learner believes: a matrix is a rule for arithmetic, and each vector has to be sent through it anew.
// What mends it: a vector is so much of î and so much of ĵ, and the motion keeps these amounts. Whoever knows
// where two arrows land knows where every arrow lands; a matrix is these two landings, written side by side.
//
// The picture has one motion (see `motion`), and everything on the plane rides on it.
#include <math.h>
#include <nabla/scene.h>
#include <stdio.h>

typedef struct {
  nb_mat2 a;     // where î and ĵ land: the viewer's matrix
  nb_vec2 v;     // the vector in hand, before the motion
  nb_vec2 guess; // where the viewer thinks that v lands
} State;

enum { PLANE, RECIPE, BEND, LINEAR, LANDING, PREDICT, MOVE, COLUMNS, TURN, SHEAR, COLLAPSE, PLAY };

static void landing(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_apply(s->a, s->v);
}

static const nb_step steps[] = {
    [PLANE] = {"A plane of arrows", .seconds = 4.5f,
               .say = "Every point of the plane is the tip of an arrow from the *origin*."},
    [RECIPE] = {"A recipe for v", .seconds = 5.5f,
                .say = "So much of î, then so much of ĵ: that is the *recipe* for v.",
                .hear = {"A vector is so much of î and so much of ĵ"},
                .needs = {"linear-algebra/vectors", "linear-algebra/span"}},
    [BEND] = {"A motion that bends", .seconds = 5,
              .say = "Move every point, and the whole plane moves. *This* motion bends lines."},
    [LINEAR] = {"A linear motion", .seconds = 6,
                .say = "A *linear* motion keeps lines straight and even, and the origin in place.",
                .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [LANDING] = {"Follow two arrows", .seconds = 5,
                 .say = "Of a new motion we are told only where î and ĵ *land*."},
    [PREDICT] = {"Where will v land?", .seconds = 5, .wait = true,
                 .ask = "Where will *v* land? Drag the ring there.", .say = "That is your guess. Now watch.",
                 .answer = "guess", .truth = landing},
    [MOVE] = {"The recipe survives", .seconds = 6,
              .say = "The *same* recipe, made from the landed arrows, tells where v lands.",
              .hear = {"Those amounts do not change"}},
    [COLUMNS] = {"Read the columns", .seconds = 7, .say = "Each column is where a basis vector *lands*.",
                 .hear = {"Each column is where a basis vector lands",
                          "So two landings are enough to know where every vector lands"}},
    [TURN] = {"A rotation", .seconds = 5,
              .say = "î and ĵ turn together, and the plane with them: a *rotation*.",
              .hear = {"A rotation turns both basis vectors by the same angle"}},
    [SHEAR] = {"A shear", .seconds = 5, .say = "î stays where it was, and ĵ leans over: a *shear*.",
               .hear = {"A shear leaves one basis vector and tilts the other"}},
    [COLLAPSE] = {"A collapse", .seconds = 5.5f,
                  .say = "ĵ lands on the line of î, and the whole plane *collapses* onto it.",
                  .hear = {"If the columns line up, the plane collapses to a line"}},
    [PLAY] = {"Your own motion", .seconds = 6, .live = true,
              .say = "Drag a number or the tip of an arrow: now it is *your* motion."},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -3, .max = 3),
    NB_POINT(State, v, "v", .min = -4, .max = 4),
    NB_POINT(State, guess, "guess", .min = -6, .max = 6),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const float middle = 5.3f; // of the matrix, in the quiet column

static const nb_mat2 example = {{1, 0.36f}, {0.72f, 1.14f}};
static const nb_mat2 shear = {{1, 0}, {1, 1}};
static const nb_mat2 collapse = {{1, 0.5f}, {2, 1}};

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-2.17f, 0.17f), 0.77f);
}

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

// Where the plane is now: everything that lies on it shares this one motion.
static nb_mat2 motion(const nb_frame *f, const State *s)
{
  nb_mat2 rest = nb_identity2();
  nb_mat2 m = nb_mat2_between(rest, example, nb_cue(f, LINEAR, 1.2f, 2.6f) - nb_cue(f, LANDING, 0, 0.8f));
  m = nb_mat2_between(m, s->a, nb_cue(f, MOVE, 0.6f, 2.6f));
  m = nb_mat2_between(m, rest, nb_cue(f, TURN, 0.3f, 1.4f));
  float turned = nb_cue(f, TURN, 1.9f, 2) - nb_cue(f, SHEAR, 0.3f, 1.4f);
  m = nb_multiply(nb_rotation(1.57079633f * turned), m);
  m = nb_mat2_between(m, shear, nb_cue(f, SHEAR, 1.9f, 2));
  m = nb_mat2_between(m, collapse, nb_cue(f, COLLAPSE, 0.6f, 3));
  return nb_mat2_between(m, s->a, nb_cue(f, PLAY, 0.4f, 1.6f));
}

// Is the plane where the viewer's matrix puts it, so that they may take hold of it there?
static bool theirs(const nb_frame *f)
{
  return (f->step == MOVE && f->seconds > 3.2f) || f->step == COLUMNS || (f->step == PLAY && f->seconds > 2);
}

// How much of the arrows shows: they make room for the grid while lines are the subject.
static float arrows(const nb_frame *f)
{
  return 1 - nb_during(f, BEND, LINEAR);
}

// ---------------------------------------------------------------------------------------------------------------
// The plane

static nb_vec2 bent(nb_vec2 p, float amount)
{
  return nb_add(p, nb_scale(amount, nb_at(0.55f * sinf(1.1f * p.y), 0.5f * sinf(0.9f * p.x))));
}

// One line of the grid under a motion that is not linear.
static void draw_bent_line(nb_board *b, nb_vec2 from, nb_vec2 to, float amount, nb_style style)
{
  enum { POINTS = 96 };
  nb_vec2 points[POINTS + 1];
  for (int k = 0; k <= POINTS; k++)
    points[k] = place(bent(nb_mix2(from, to, (float)k / POINTS), amount));
  nb_polyline(b, points, POINTS + 1, style);
}

static void draw_bent_plane(nb_board *b, float amount)
{
  for (int c = -10; c <= 10; c++) {
    float at = (float)c;
    nb_style style = c == 0 ? nb_style(.color = NB_AXIS) : nb_style(.color = NB_PLANE, .width = 1.5f);
    draw_bent_line(b, nb_at(at, -10), nb_at(at, 10), amount, style);
    draw_bent_line(b, nb_at(-10, at), nb_at(10, at), amount, style);
  }
}

static void draw_plane(nb_board *b, const nb_frame *f, nb_mat2 now)
{
  float drawn = nb_cue(f, PLANE, 0, 1.8f);
  nb_grid_spec moved = nb_plane_grid(plane()), still = moved;
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, nb_style(.color = NB_GRID, .reveal = drawn));

  float bend = nb_cue(f, BEND, 0.8f, 2.4f) - nb_cue(f, LINEAR, 0, 0.9f);
  if (bend > 0)
    draw_bent_plane(b, bend);
  else
    nb_grid(b, now, moved, nb_style(.reveal = drawn));
}

// Evenly spaced points on a line, to be watched while the plane moves linearly.
static void draw_beads(nb_board *b, const nb_frame *f, nb_mat2 now)
{
  float shown = nb_during(f, LINEAR, LINEAR);
  for (int k = -6; k <= 6; k++) {
    nb_vec2 bead = nb_apply(now, nb_at((float)k, 1 - 0.5f * (float)k));
    nb_point(b, place(bead), nb_style(.color = NB_TEXT, .width = 11, .alpha = shown));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

static void draw_basis(nb_board *b, nb_mat2 m, float reveal_i, float reveal_j, float alpha)
{
  nb_style style = nb_style(.color = NB_I, .reveal = reveal_i, .alpha = alpha);
  nb_vector(b, plane(), nb_origin(), m.i, "\\hat\\imath", style);
  style.color = NB_J, style.reveal = reveal_j, style.anchor = NB_LEFT;
  nb_vector(b, plane(), nb_origin(), m.j, "\\hat\\jmath", style);
}

// So much of î, then so much of ĵ, tip to tail.
static void draw_path(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  nb_vec2 corner = nb_scale(s->v.x, now.i);
  float first = nb_cue(f, RECIPE, 2, 0.8f), second = nb_cue(f, RECIPE, 3, 0.8f);
  nb_line(b, place(nb_origin()), place(corner), nb_style(.color = NB_I, .dash = {7, 7}, .reveal = first));
  nb_line(b, place(corner), place(nb_apply(now, s->v)),
          nb_style(.color = NB_J, .dash = {7, 7}, .reveal = second));
}

static float vector_drawn(const nb_frame *f)
{
  return nb_cue(f, PLANE, 1.8f, 0.9f);
}

// The ring that the viewer puts where they think that v lands.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, PREDICT);
  nb_vec2 ring = place(s->guess);
  nb_circle(b, ring, 0.17f, nb_style(.color = NB_V, .width = 2, .alpha = shown));
  nb_guess(b, place(nb_origin()), ring, nb_style(.alpha = shown * (1 - nb_cue(f, MOVE, 0, 0.5f))));
  if (f->step == PREDICT)
    nb_grab(b, &s->guess, ring, nb_plane_scale(plane()));
}

static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  float waits = nb_cue(f, LANDING, 0.4f, 0.8f) - nb_cue(f, MOVE, 0.4f, 0.6f);
  nb_group(b, nb_affine_identity(), arrows(f));
  draw_path(b, f, s, now);
  draw_basis(b, now, nb_cue(f, RECIPE, 0.2f, 0.8f), nb_cue(f, RECIPE, 1, 0.8f), 1 - 0.7f * waits);
  float lands_i = nb_cue(f, LANDING, 0.8f, 1.2f), lands_j = nb_cue(f, LANDING, 2.2f, 1.2f);
  if (f->step >= LANDING && f->step <= MOVE) {
    nb_mat2 there = nb_columns(nb_mix2(now.i, s->a.i, lands_i), nb_mix2(now.j, s->a.j, lands_j));
    draw_basis(b, there, 1, 1, waits);
  }
  draw_guess(b, f, s);
  nb_vector(b, plane(), nb_origin(), nb_apply(now, s->v), "\\vec v",
            nb_style(.color = NB_V, .reveal = vector_drawn(f)));
  nb_end(b);
  nb_point(b, place(nb_origin()),
           nb_style(.color = NB_TEXT, .width = 12, .reveal = nb_cue(f, PLANE, 0.4f, 0.6f)));
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  nb_mat2 still = nb_plane_scale(plane());
  if (theirs(f)) {
    nb_grab(b, &s->a.i, place(now.i), still);
    nb_grab(b, &s->a.j, place(now.j), still);
  }
  if (f->step != PREDICT && arrows(f) > 0.5f && vector_drawn(f) > 0)
    nb_grab(b, &s->v, place(nb_apply(now, s->v)), nb_multiply(still, now));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// Whole amounts are written without a point.
static int places(float amount)
{
  return amount == floorf(amount) ? 0 : 1;
}

// The recipe for v: its sum is written term by term.
static void draw_recipe(nb_board *b, const nb_frame *f, const State *s)
{
  char source[256];
  float x = fabsf(s->v.x), y = fabsf(s->v.y);
  snprintf(source, sizeof source,
           "\\color{v}\\vec v \\color{text} \\part{i}{= %s "
           "\\textcolor{v}{\\val[-%d]}\\,\\textcolor{i}{\\hat\\imath}}"
           "\\part{j}{%s \\textcolor{v}{\\val[-%d]}\\,\\textcolor{j}{\\hat\\jmath}}",
           s->v.x < 0 ? "-" : "", places(x), s->v.y < 0 ? "-" : "+", places(y));
  nb_part parts[] = {{"i", .hidden = 1 - nb_cue(f, RECIPE, 2, 0.7f)},
                     {"j", .hidden = 1 - nb_cue(f, RECIPE, 3, 0.7f)},
                     {"", .hidden = 1 - nb_cue(f, RECIPE, 0.4f, 0.5f)},
                     {0}};
  nb_tex(b, nb_at(NB_COLUMN, -0.35f), source, nb_style(.size = 54, .alpha = arrows(f), .parts = parts), &x,
         &y);
}

static void draw_words(nb_board *b, nb_vec2 at, const char *words, nb_color color, float reveal, float alpha)
{
  nb_text(b, at, words, nb_style(.color = color, .size = 26, .reveal = reveal, .alpha = alpha));
}

// What makes a motion linear.
static void draw_promises(nb_board *b, const nb_frame *f)
{
  static const char *const promises[] = {"lines stay lines", "evenly spaced", "the origin stays"};
  draw_words(b, nb_at(NB_COLUMN, 0.9f), "lines bend: not linear", NB_DIM, nb_cue(f, BEND, 1.4f, 0.8f),
             nb_during(f, BEND, BEND));
  float shown = nb_during(f, LINEAR, LINEAR);
  for (int k = 0; k < 3; k++) {
    float written = nb_cue(f, LINEAR, 1 + 1.3f * (float)k, 0.8f);
    draw_words(b, nb_at(NB_COLUMN, 0.9f - 0.55f * (float)k), promises[k], NB_TEXT, written, shown);
  }
}

static void draw_guessed(nb_board *b, const nb_frame *f, const State *s)
{
  nb_group(b, nb_affine_identity(), nb_guessed(f, PREDICT));
  draw_words(b, nb_at(NB_COLUMN, -1.75f), "your guess", NB_DIM, nb_cue(f, PREDICT, 0.4f, 0.6f), 1);
  nb_tex(b, nb_at(NB_COLUMN + 1.45f, -1.66f), NB_TEX_COLUMN("v", "2"),
         nb_style(.size = 40, .anchor = NB_LEFT, .reveal = nb_cue(f, PREDICT, 0.6f, 0.8f)), &s->guess.x,
         &s->guess.y);
  nb_end(b);
}

// The arrow as a list of numbers, before there is anything else to say of it.
static void draw_list(nb_board *b, const nb_frame *f, const State *s)
{
  float written = nb_cue(f, PLANE, 2.6f, 0.9f), shown = 1 - nb_cue(f, BEND, 0, 0.5f);
  nb_tex(b, nb_at(NB_COLUMN, 1.62f), "\\color{v}\\vec v \\color{text} = " NB_TEX_COLUMN("v", "2"),
         nb_style(.size = 50, .reveal = written, .alpha = shown), &s->v.x, &s->v.y);
}

static float middle_of(nb_rect r)
{
  return r.x + 0.5f * r.width;
}

// Where î and ĵ land, each by itself; then the two slide together and become the columns of the matrix.
static void draw_landings(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"\\color{i}\\hat\\imath \\to", "\\color{j}\\hat\\jmath \\to"};
  static const char *const columns[] = {NB_TEX_COLUMN("i", "2"), NB_TEX_COLUMN("j", "2")};
  float aside = nb_cue(f, COLUMNS, 0.4f, 0.8f), level = nb_cue(f, COLUMNS, 1, 0.9f);
  float shown = 1 - nb_cue(f, COLUMNS, 1.9f, 0.4f);
  nb_style style = nb_style(.size = 54, .alpha = shown, .anchor = NB_CENTER);
  nb_formula whole = nb_formula_at(b, nb_at(middle, 1.8f), NB_TEX_MATRIX("2"), style, &s->a.i.x, &s->a.j.x,
                                   &s->a.i.y, &s->a.j.y);
  for (int k = 0; k < 2; k++) {
    const nb_vec2 *landed = k == 0 ? &s->a.i : &s->a.j;
    float y = 2.62f - 1.6f * (float)k;
    float from = NB_COLUMN + 1.9f, to = middle_of(nb_formula_part(whole, k == 0 ? "i" : "j"));
    style.reveal = nb_cue(f, LANDING, 1.2f + 1.4f * (float)k, 0.8f);
    nb_style name = style;
    name.anchor = NB_LEFT;
    name.alpha = shown * (1 - aside);
    nb_tex(b, nb_at(NB_COLUMN, y), names[k], name);
    nb_tex(b, nb_at(from + aside * (to - from), y + level * (1.8f - y)), columns[k], style, &landed->x,
           &landed->y);
  }
}

static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *shown)
{
  nb_tex(b, nb_at(middle, 1.8f), NB_TEX_MATRIX("2"),
         nb_style(.size = 54, .anchor = NB_CENTER, .alpha = nb_cue(f, COLUMNS, 1.9f, 0.4f)), &shown->i.x,
         &shown->j.x, &shown->i.y, &shown->j.y);

  static const char *const kinds[] = {[TURN] = "a rotation", [SHEAR] = "a shear", [COLLAPSE] = "a collapse"};
  for (int k = TURN; k <= COLLAPSE; k++)
    draw_words(b, nb_at(NB_COLUMN, 0.75f), kinds[k], NB_TEXT, nb_cue(f, k, 2, 0.8f), nb_during(f, k, k));
  nb_style hint = nb_style(.color = NB_DIM, .size = 20);
  hint.alpha = nb_cue(f, COLUMNS, 5, 0.6f) - nb_cue(f, TURN, 0, 0.4f) + nb_cue(f, PLAY, 0.6f, 0.6f);
  nb_text(b, nb_at(NB_COLUMN, 0.75f), "drag a number, or an arrow’s tip", hint);
}

// The recipe once more, in numbers: so much of the one column and so much of the other.
static void draw_sum(nb_board *b, const nb_frame *f, const State *s, const nb_mat2 *m)
{
  char source[256];
  float x = fabsf(s->v.x), y = fabsf(s->v.y);
  nb_vec2 sum = nb_apply(*m, s->v);
  snprintf(source, sizeof source,
           "\\part{i}{%s\\val[-%d] " NB_TEX_COLUMN("i", "2") "} \\part{j}{%s \\val[-%d] " NB_TEX_COLUMN(
               "j", "2") "}",
           s->v.x < 0 ? "-" : "", places(x), s->v.y < 0 ? "-" : "+", places(y));
  nb_part parts[] = {{"i", .hidden = 1 - nb_cue(f, COLUMNS, 2.8f, 0.8f)},
                     {"j", .hidden = 1 - nb_cue(f, COLUMNS, 3.6f, 0.8f)},
                     {0}};
  nb_style style = nb_style(.size = 34, .anchor = NB_LEFT, .parts = parts);
  nb_tex(b, nb_at(NB_COLUMN, -1.5f), source, style, &x, &m->i.x, &m->i.y, &y, &m->j.x, &m->j.y);
  style.reveal = nb_cue(f, COLUMNS, 4.4f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, -2.5f), "= " NB_TEX_COLUMN("v", "2"), style, &sum.x, &sum.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 now = motion(f, s);
  nb_clip(b, nb_stage());
  draw_plane(b, f, now);
  draw_beads(b, f, now);
  draw_arrows(b, f, s, now);
  nb_end(b);
  offer_hands(b, f, s, now);

  const nb_mat2 *shown = theirs(f) ? &s->a : &now; // the state's own numbers can be dragged
  draw_promises(b, f);
  draw_list(b, f, s);
  draw_recipe(b, f, s);
  draw_guessed(b, f, s);
  draw_landings(b, f, s);
  draw_matrix(b, f, shown);
  draw_sum(b, f, s, shown);
}

NB_SCENE(State, .title = "Linear transformations and matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/span"},
         .state = &(const State){.a = {{2, 0.5f}, {-1.5f, 1}}, .v = {1, 2}, .guess = {3, 2}}, NB_DRAW(draw))
