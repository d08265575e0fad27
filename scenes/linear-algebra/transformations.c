// Linear transformations and matrices.
//
// What a learner believes: a matrix is a rule for arithmetic, and each vector has to be sent through it anew.
// What mends it: a vector is so much of î and so much of ĵ, and the motion keeps these amounts. Whoever knows
// where two arrows land knows where every arrow lands; a matrix is these two landings, written side by side.
//
// The picture has one motion (see `motion`), and everything on the plane rides on it. What has landed has a prime. Where
// another motion begins, the picture fades and comes back at rest: nothing is undone before one's eyes.
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
    [PLANE] = {"An arrow to every point", .seconds = 5,
               .say = "From the *origin*, an arrow leads to every point of the plane. Call this one v."},
    [RECIPE] = {"A recipe for v", .seconds = 5.5f,
                .say = "î is one step right, ĵ one step up: the *basis vectors*. So much of each makes v.",
                .hear = {"A vector is so much of î and so much of ĵ"},
                .needs = {"linear-algebra/vectors", "linear-algebra/span"}},
    [BEND] = {"A motion that bends", .seconds = 5,
              .say = "Move every point, and the whole plane moves. *This* motion bends lines."},
    [LINEAR] = {"A linear motion", .seconds = 6.5f,
                .say =
                    "A *linear* motion keeps lines straight, points evenly spaced, and the origin in place.",
                .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [LANDING] = {"Follow two arrows", .seconds = 5.5f,
                 .say = "Now another motion. All we are told of it is where î and ĵ *land*: at î′ and ĵ′."},
    [PREDICT] = {"Where will v land?", .seconds = 5, .wait = true,
                 .ask = "Where will *v* land? Drag the ring there.", .say = "That is your guess. Now watch.",
                 .answer = "guess", .truth = landing},
    [MOVE] =
        {"The recipe survives", .seconds = 6,
         .say =
             "The grid stays even, so the recipe survives: v′ is *as much* of î′ and ĵ′ as v was of î and ĵ.",
         .hear = {"Those amounts do not change"}},
    [COLUMNS] =
        {"Read the columns", .seconds = 7,
         .say = "Side by side, the two landings are the columns of a *matrix*. It knows the whole motion.",
         .hear = {"Each column is where a basis vector lands",
                  "So two landings are enough to know where every vector lands"}},
    [TURN] = {"A rotation", .seconds = 5,
              .say = "î and ĵ turn by the same angle, and the plane with them: a *rotation*.",
              .hear = {"A rotation turns both basis vectors by the same angle"}},
    [SHEAR] = {"A shear", .seconds = 5, .say = "î stays where it is, and ĵ leans over: a *shear*.",
               .hear = {"A shear leaves one basis vector and tilts the other"}},
    [COLLAPSE] = {"A collapse", .seconds = 5.5f,
                  .say = "Both land on *one* line, and the whole plane collapses onto it.",
                  .hear = {"If the columns line up, the plane collapses to a line"}},
    [PLAY] = {"Your own motion", .seconds = 6, .live = true,
              .say = "Now it is *your* motion: drag a number, or the tip of an arrow."},
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

static float shown(const nb_frame *f)
{
  return NB_ANEW(f, LINEAR, LANDING, TURN, SHEAR, COLLAPSE, PLAY);
}

// Where the plane is now: everything that lies on it shares this one motion.
static nb_mat2 motion(const nb_frame *f, const State *s)
{
  nb_mat2 rest = nb_identity2();
  if (nb_begun(f, PLAY))
    return s->a;
  if (nb_begun(f, COLLAPSE))
    return nb_mat2_between(rest, collapse, nb_cue(f, COLLAPSE, 1.2f, 3));
  if (nb_begun(f, SHEAR))
    return nb_mat2_between(rest, shear, nb_cue(f, SHEAR, 1.2f, 2));
  if (nb_begun(f, TURN))
    return nb_rotation(1.57079633f * nb_cue(f, TURN, 1.2f, 2));
  if (nb_begun(f, LANDING))
    return nb_mat2_between(rest, s->a, nb_cue(f, MOVE, 0.6f, 2.6f));
  return nb_mat2_between(rest, example, nb_cue(f, LINEAR, 1.6f, 2.6f));
}

// Have the arrows landed, so that they are named so? Half of it is when the names change.
static float landed(const nb_frame *f)
{
  if (nb_begun(f, PLAY))
    return 1;
  if (nb_begun(f, COLLAPSE))
    return nb_cue(f, COLLAPSE, 4, 0.8f);
  if (nb_begun(f, SHEAR))
    return nb_cue(f, SHEAR, 3, 0.8f);
  if (nb_begun(f, TURN))
    return nb_cue(f, TURN, 3, 0.8f);
  return nb_cue(f, MOVE, 3, 0.8f);
}

// Is the plane where the viewer's matrix puts it, so that they may take hold of it there?
static bool theirs(const nb_frame *f)
{
  return (f->step == MOVE && f->seconds > 3.2f) || f->step == COLUMNS || (f->step == PLAY && f->seconds > 1);
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
  float drawn = nb_cue(f, PLANE, 0, 1.8f), bend = nb_begun(f, LINEAR) ? 0 : nb_cue(f, BEND, 0.8f, 2.4f);
  nb_grid_spec still = nb_plane_grid(plane());
  still.axes_width = -1;
  if (bend > 0) {
    nb_grid(b, nb_identity2(), still, nb_style(.color = NB_GRID));
    draw_bent_plane(b, bend);
  } else {
    nb_moved_plane(b, plane(), now, nb_style(.reveal = drawn));
  }
}

// Arrows to points all around, for a moment.
static void draw_crowd(nb_board *b, const nb_frame *f)
{
  nb_style style = nb_style(NB_FROM(f, PLANE, 0.8f, 1), .color = NB_DIM, .width = 2.5f);
  nb_fade(b, 0.5f * (1 - nb_cue(f, PLANE, 2.6f, 1)));
  for (int k = 0; k < 15 * 9; k++)
    nb_arrow(b, place(nb_origin()), place(nb_at((float)(k % 15 - 7), (float)(k / 15 - 4))), style);
  nb_end(b);
}

// Evenly spaced points on a line, to be watched while the plane moves linearly.
static void draw_beads(nb_board *b, const nb_frame *f, nb_mat2 now)
{
  float alpha = nb_during(f, LINEAR, LINEAR) * nb_cue(f, LINEAR, 0.9f, 0.5f);
  for (int k = -6; k <= 6; k++) {
    nb_vec2 bead = nb_apply(now, nb_at((float)k, 1 - 0.5f * (float)k));
    nb_point(b, place(bead), nb_style(.color = NB_TEXT, .width = 11, .alpha = alpha));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// An arrow and its name, to the left of it or to the right, which is never so faint that one can't read it. Halfway to
// having landed, the name is gone; then it has a prime.
static void draw_arrow(nb_board *b, nb_vec2 to, const char *const names[2], float has_landed, nb_style style)
{
  nb_vec2 along = nb_unit(to), aside = nb_scale(style.anchor == NB_LEFT ? 1 : -1, nb_perp(along));
  nb_vector(b, plane(), nb_origin(), to, NULL, style);
  style.alpha = fminf(1, 2 * style.alpha) * fmaxf(0, 2 * style.reveal - 1) * fabsf(2 * has_landed - 1);
  style.reveal = 1;
  nb_label(b, place(to), nb_add(along, aside), names[has_landed > 0.5f], style);
}

static void draw_basis(nb_board *b, const nb_frame *f, nb_mat2 m, nb_vec2 have_landed, float alpha)
{
  static const char *const i[] = {"\\hat\\imath", "\\hat\\imath'"}, *const j[] = {"\\hat\\jmath",
                                                                                  "\\hat\\jmath'"};
  draw_arrow(b, m.j, j, have_landed.y,
             nb_style(NB_FROM(f, RECIPE, 1, 0.8f), .color = NB_J, .anchor = NB_LEFT, .alpha = alpha));
  draw_arrow(b, m.i, i, have_landed.x,
             nb_style(NB_FROM(f, RECIPE, 0.2f, 0.8f), .color = NB_I, .alpha = alpha));
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

static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_mat2 now)
{
  static const char *const v[] = {"\\vec v", "\\vec v'"};
  float waits = nb_cue(f, LANDING, 0.8f, 0.8f) - nb_cue(f, MOVE, 0.4f, 0.6f);
  nb_fade(b, arrows(f));
  draw_path(b, f, s, now);
  draw_arrow(b, nb_apply(now, s->v), v, landed(f), nb_style(.color = NB_V, .reveal = vector_drawn(f)));
  draw_basis(b, f, now, nb_at(landed(f), landed(f)), 1 - 0.45f * waits);
  float lands_i = nb_cue(f, LANDING, 1.2f, 1.2f), lands_j = nb_cue(f, LANDING, 2.6f, 1.2f);
  if (f->step >= LANDING && f->step <= MOVE)
    draw_basis(b, f, nb_columns(nb_mix2(now.i, s->a.i, lands_i), nb_mix2(now.j, s->a.j, lands_j)),
               nb_at(0.5f + 0.5f * lands_i, 0.5f + 0.5f * lands_j), waits);
  nb_end(b);
  nb_point(b, place(nb_origin()), nb_style(NB_FROM(f, PLANE, 0.4f, 0.6f), .width = 12));
  if (nb_guess_in(b, f, PREDICT, place(nb_origin()), place(s->guess)))
    nb_grab_on_plane(b, plane(), &s->guess, nb_origin());
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

// Where an amount after an equals sign hangs out its minus.
static const char *sign_room(float amount)
{
  return amount < 0 ? "\\quad " : "";
}

// The recipe for v: its sum is written term by term. The arrows that have landed follow it too.
static void draw_recipe(nb_board *b, const nb_frame *f, const State *s)
{
  char source[256];
  const char *prime = landed(f) > 0.5f ? "'" : "";
  snprintf(source, sizeof source,
           "\\color{v}\\vec v%s \\color{text} \\part{i}{= %s"
           "\\textcolor{v}{\\val[-%d]}\\,\\textcolor{i}{\\hat\\imath%s}}"
           "\\part{j}{\\textcolor{v}{\\val[+%d]}\\,\\textcolor{j}{\\hat\\jmath%s}}",
           prime, sign_room(s->v.x), places(s->v.x), prime, places(s->v.y), prime);
  nb_part parts[] = {{"i", .hidden = 1 - nb_cue(f, RECIPE, 2, 0.7f)},
                     {"j", .hidden = 1 - nb_cue(f, RECIPE, 3, 0.7f)},
                     {"", .hidden = 1 - nb_cue(f, RECIPE, 0.4f, 0.5f)},
                     {0}};
  nb_tex(b, nb_at(NB_COLUMN, -0.35f), source,
         nb_style(.size = 50, .alpha = shown(f) * arrows(f) * fabsf(2 * landed(f) - 1), .parts = parts),
         &s->v.x, &s->v.y);
}

static void draw_words(nb_board *b, nb_vec2 at, const char *words, nb_color color, float reveal, float alpha)
{
  nb_text(b, at, words, nb_style(.color = color, .size = 26, .reveal = reveal, .alpha = alpha));
}

// What makes a motion linear.
static void draw_promises(nb_board *b, const nb_frame *f)
{
  static const char *const promises[] = {"lines stay lines", "evenly spaced", "the origin stays"};
  draw_words(b, nb_at(NB_COLUMN, 0.9f), "lines bend", NB_DIM, nb_cue(f, BEND, 1.4f, 0.8f),
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

static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat2 *m)
{
  static const char *const kinds[] = {[TURN] = "a rotation", [SHEAR] = "a shear", [COLLAPSE] = "a collapse"};
  nb_tex(b, nb_at(middle, 1.8f), NB_TEX_MATRIX("2"),
         nb_style(.size = 54, .anchor = NB_CENTER, .alpha = nb_cue(f, COLUMNS, 1.9f, 0.4f) * shown(f)),
         &m->i.x, &m->j.x, &m->i.y, &m->j.y);
  for (int k = TURN; k <= COLLAPSE; k++)
    draw_words(b, nb_at(NB_COLUMN, 0.75f), kinds[k], NB_TEXT, nb_cue(f, k, 2, 0.8f), nb_during(f, k, k));
}

// The recipe once more, in numbers: so much of the one column and so much of the other, as they are shown.
static void draw_sum(nb_board *b, const nb_frame *f, const State *s, const nb_mat2 *m)
{
  char source[256];
  nb_vec2 v = {nb_shown(s->v.x, places(s->v.x)), nb_shown(s->v.y, places(s->v.y))};
  nb_vec2 sum = {v.x * nb_shown(m->i.x, 2) + v.y * nb_shown(m->j.x, 2),
                 v.x * nb_shown(m->i.y, 2) + v.y * nb_shown(m->j.y, 2)};
  snprintf(source, sizeof source,
           "\\part{i}{\\color{v}\\vec v%s \\color{text}= %s\\val[-%d] " NB_TEX_COLUMN(
               "i", "2") "} \\part{j}{\\val[+%d] " NB_TEX_COLUMN("j", "2") "}",
           landed(f) > 0.5f ? "'" : "\\phantom{'}", sign_room(v.x), places(v.x), places(v.y));
  nb_part parts[] = {{"i", .hidden = 1 - nb_cue(f, COLUMNS, 2.8f, 0.8f)},
                     {"j", .hidden = 1 - nb_cue(f, COLUMNS, 3.6f, 0.8f)},
                     {0}};
  nb_style style = nb_style(.size = 31, .anchor = NB_LEFT, .parts = parts, .alpha = shown(f));
  nb_tex(b, nb_at(NB_COLUMN, -1.5f), source, style, &v.x, &m->i.x, &m->i.y, &v.y, &m->j.x, &m->j.y);
  style.reveal = nb_cue(f, COLUMNS, 4.4f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN + 0.4f, -2.5f), "= " NB_TEX_COLUMN("v", "2"), style, &sum.x, &sum.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 now = motion(f, s);
  nb_clip(b, nb_stage());
  nb_fade(b, shown(f));
  draw_plane(b, f, now);
  draw_crowd(b, f);
  draw_beads(b, f, now);
  draw_arrows(b, f, s, now);
  nb_end(b);
  nb_end(b);
  offer_hands(b, f, s, now);

  const nb_mat2 *m = theirs(f) ? &s->a : &now; // the state's own numbers can be dragged
  draw_promises(b, f);
  draw_list(b, f, s);
  draw_recipe(b, f, s);
  draw_guessed(b, f, s);
  draw_landings(b, f, s);
  draw_matrix(b, f, m);
  draw_sum(b, f, s, m);
}

NB_SCENE(State, .title = "Linear transformations and matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/span"},
         .state = &(const State){.a = {{2, 0.5f}, {-1.5f, 1}}, .v = {1, 2}, .guess = {3, 2}}, NB_DRAW(draw))
