// The dot product, and duality.
//
// What a learner believes: there are two dot products, one with entries and one with a shadow, and it is an accident that
// they agree. What mends it: falling onto a line of numbers is a linear motion, so it has a matrix, a lying one, with a
// number for î and one for ĵ. Where does î land? Fold the picture along the line between î and û: at û's own entry.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 v, w;
  float guess; // where the viewer thinks that î lands on the line of numbers along v
} State;

enum { ENTRIES, SHADOW, SIGN, LINE, PREDICT, MIRROR, DUAL, LONGER, PLAY };

static void landing(const void *state, void *truth)
{
  *(float *)truth = nb_unit(((const State *)state)->v).x;
}

static const nb_step steps[] = {
    [ENTRIES] = {"Pair, multiply, add", .seconds = 6.5f,
                 .say = "Multiply entry by entry, and add: the *dot product* is one number.",
                 .hear = {"Multiply matching entries and add them up"}, .needs = {"linear-algebra/vectors"}},
    [SHADOW] = {"A shadow", .seconds = 7.5f,
                .say = "Drop w’s shadow on v at a right angle. Times v’s length, the *same* number. Why?",
                .hear = {"It is the length of the shadow times the length of the other vector"}},
    [SIGN] =
        {"With, across, against", .seconds = 7.5f,
         .say = "Up to a right angle it is positive, there it is *zero*; beyond, the shadow counts as minus.",
         .hear = {"The sign says whether they point the same way", "Square to each other, it is zero"}},
    [LINE] = {"A line of numbers", .seconds = 7.5f,
              .say = "Shrink v to *û*, 1 long. On its line of numbers each point falls, at a right angle.",
              .hear = {"Falling onto a line is linear: from the plane to numbers"},
              .needs = {"linear-algebra/nonsquare"}},
    [PREDICT] = {"Where does î fall?", .seconds = 5, .wait = true,
                 .ask = "On which number of that line will *î* fall, at a right angle? Drag the ring.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = landing},
    [MIRROR] = {"In the mirror", .seconds = 9.5f,
                .say = "î and û are 1 long, so a *fold* swaps them: î falls as far along û as û along î, its "
                       "*first entry*.",
                .hear = {"î on u is as long as u on î", "So î lands on the first entry of u"}},
    [DUAL] = {"A vector lying down", .seconds = 8.5f,
              .say = "ĵ falls likewise, on the second. The fall is linear: its *matrix* is û, lying down.",
              .hear = {"The matrix of the fall is u lying on its side",
                       "So the entries and the shadow give the same number"}},
    [LONGER] =
        {"And a longer one", .seconds = 10,
         .say = "v’s row is û’s times the *length* of v: it gives shadow times length. Both rules are one.",
         .hear = {"A longer vector multiplies the shadow by its length"}},
    [PLAY] = {"Your own", .seconds = 6, .live = true,
              .say = "Drag w. Where can it go *without* changing the number?"},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = 0.5f, .max = 4),
    NB_POINT(State, w, "w", .min = -4, .max = 4),
    NB_NUMBER(State, guess, "guess", .min = -1, .max = 1.5f),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

// How far v has shrunk to û. It does so while the plane stands still: else one can't see it.
static float shrunk(const nb_frame *f)
{
  return nb_cue(f, LINE, 0.3f, 1.1f) - nb_cue(f, LONGER, 1.4f, 1.2f);
}

// How near the plane has come, to be about û.
static float near(const nb_frame *f)
{
  return nb_cue(f, LINE, 1.4f, 1.1f) - nb_cue(f, LONGER, 0.3f, 1.1f);
}

static nb_plane plane(const nb_frame *f)
{
  return nb_stage_plane(nb_mix2(nb_at(-2.6f, 0), nb_at(-3.7f, -1.2f), near(f)), 0.78f + 2.1f * near(f));
}

// How much of the first picture shows, with w and its shadow.
static float first_picture(const nb_frame *f)
{
  return 1 - nb_cue(f, LINE, 0, 0.5f) + nb_cue(f, LONGER, 3, 0.7f);
}

// w turns until it is square to v, and on until it stands against it.
static nb_vec2 turned(const nb_frame *f, const State *s)
{
  float between = atan2f(nb_cross(s->v, s->w), nb_dot(s->v, s->w)), side = between < 0 ? -1 : 1;
  float square = side * NB_TURN / 4 - between, against = side * 2.4981f - between;
  float angle = square * nb_cue(f, SIGN, 0.6f, 1.4f) + (against - square) * nb_cue(f, SIGN, 3.4f, 1.4f);
  return nb_apply(nb_rotation(nb_after(f, DUAL) ? 0 : angle), s->w);
}

static nb_vec2 shadow_on(nb_vec2 p, nb_vec2 line)
{
  return nb_scale(nb_dot(p, line) / fmaxf(nb_dot(line, line), 1e-6f), line);
}

// ---------------------------------------------------------------------------------------------------------------
// A vector and its shadow

// The shadow lies beside the line, on the far side of what casts it.
static void draw_shadow(nb_board *b, nb_plane p, nb_vec2 w, nb_vec2 line, nb_color color, float t)
{
  nb_vec2 foot = shadow_on(w, line), along = nb_unit(line);
  nb_vec2 up = nb_scale(nb_cross(line, w) < 0 ? -1 : 1, nb_perp(along)), aside = nb_scale(-0.09f, up);
  bool square = nb_length(foot) < 0.02f * nb_length(w);
  nb_line(b, nb_on_plane(p, w), nb_on_plane(p, foot),
          nb_style(.color = color, .width = 2.5f, .dash = {6, 6}, .reveal = fminf(1, 2 * t)));
  if (square || (nb_length(nb_sub(w, foot)) > 0.1f && nb_length(foot) > 0.3f))
    nb_right_angle(b, nb_on_plane(p, foot), square ? along : nb_scale(-1, nb_unit(foot)), up, 0,
                   nb_style(.color = NB_DIM, .width = 2, .alpha = t));
  nb_line(b, nb_add(nb_on_plane(p, nb_origin()), aside), nb_add(nb_on_plane(p, foot), aside),
          nb_style(.color = color, .width = square ? 0.1f : 8, .reveal = fmaxf(0, 2 * t - 1)));
}

static void draw_w(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 v, nb_vec2 w)
{
  nb_vec2 along = nb_scale(12, nb_unit(v));
  nb_fade(b, first_picture(f));
  nb_line(b, nb_on_plane(p, nb_scale(-1, along)), nb_on_plane(p, along),
          nb_style(NB_FROM(f, SHADOW, 0.3f, 0.8f), .color = NB_V, .width = 1.5f, .alpha = 0.6f));
  draw_shadow(b, p, w, v, NB_K, nb_cue(f, SHADOW, 1, 1.6f));
  nb_vector(b, p, nb_origin(), w, "\\vec w",
            nb_style(NB_FROM(f, ENTRIES, 1.4f, 0.9f), .color = NB_K, .anchor = NB_LEFT));
  nb_end(b);
}

// v, or what it has shrunk to.
static void draw_v(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 v)
{
  nb_vec2 now = nb_mix2(v, nb_unit(v), shrunk(f)), tip = nb_on_plane(p, now);
  nb_vec2 side = nb_sub(nb_unit(v), nb_perp(nb_unit(v)));
  nb_style style = nb_style(NB_FROM(f, ENTRIES, 0.8f, 0.9f), .color = NB_V);
  nb_vector(b, p, nb_origin(), now, NULL, style);
  style.alpha = style.reveal * fmaxf(0, 1 - 2 * shrunk(f));
  style.reveal = 1;
  nb_label(b, tip, side, "\\vec v", style);
  style.alpha = fmaxf(0, 2 * shrunk(f) - 1);
  nb_label(b, tip, side, "\\hat u", style);
}

// ---------------------------------------------------------------------------------------------------------------
// The line of numbers

static void draw_line(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u)
{
  float reveal = nb_cue(f, LINE, 2, 0.9f);
  nb_line(b, nb_on_plane(p, nb_scale(-4, u)), nb_on_plane(p, nb_scale(4, u)),
          nb_style(.color = NB_V, .width = 2.5f, .reveal = reveal));
  for (int k = -4; k <= 8; k++) {
    nb_vec2 at = nb_on_plane(p, nb_scale(0.25f * (float)k, u)),
            up = nb_scale(k % 4 ? 0.06f : 0.12f, nb_perp(u));
    nb_line(b, nb_sub(at, up), nb_add(at, up), nb_style(.color = NB_V, .width = 2, .alpha = reveal));
    if (k % 2 == 0 && k != 0)
      nb_number(b, nb_add(at, nb_scale(0.4f, nb_perp(u))), 0.25f * (float)k, k % 4 ? 1 : 0,
                nb_style(.color = NB_V, .size = 22, .anchor = NB_CENTER, .halo = NB_GROUND, .alpha = reveal));
  }
}

// Points of the plane, falling onto the line.
static void draw_fall(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u)
{
  nb_style dot = nb_style(NB_FROM(f, LINE, 2.7f, 0.8f), .width = 7, .alpha = 0.7f * nb_during(f, LINE, LINE));
  for (int x = -8; x <= 10; x++)
    for (int y = -3; y <= 8; y++) {
      nb_vec2 at = nb_scale(0.25f, nb_at((float)x, (float)y));
      nb_point(b, nb_on_plane(p, nb_mix2(at, shadow_on(at, u), nb_cue(f, LINE, 4, 2.4f))), dot);
    }
}

// Where p comes to as the paper is folded along a line through the origin; t runs from 0 to 1.
static nb_vec2 folded(nb_vec2 p, nb_vec2 along, float t)
{
  return nb_mix2(p, nb_sub(nb_scale(2, shadow_on(p, along)), p), 0.5f - 0.5f * cosf(NB_TURN / 2 * t));
}

// î falls onto û. The triangle of that fall is folded over, and is the one of û falling onto the axis.
static void draw_mirror(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u)
{
  nb_vec2 i = nb_at(1, 0), axis = nb_unit(nb_add(u, i)), corners[] = {nb_origin(), i, shadow_on(i, u)};
  float turn = nb_cue_linear(f, MIRROR, 3.4f, 1.8f);
  nb_style fold = nb_style(NB_IN(f, MIRROR, 2.2f, 0.9f), .width = 2, .dash = {10, 8});
  nb_line(b, nb_on_plane(p, nb_scale(-0.2f, axis)), nb_on_plane(p, nb_scale(2.1f, axis)), fold);
  nb_label(b, nb_on_plane(p, nb_scale(1.8f, axis)), nb_at(0.4f, -1), "\\text{fold}",
           nb_style(.size = 28, .alpha = fold.alpha * fold.reveal));
  for (int k = 0; k < 3; k++)
    corners[k] = nb_on_plane(p, folded(corners[k], axis, turn));
  nb_polygon(b, corners, 3,
             nb_style(.fill = NB_I, .color = NB_I, .width = 2,
                      .alpha = 0.35f * fold.alpha * nb_cue(f, MIRROR, 2.6f, 0.6f)));
  nb_fade(b, nb_during(f, MIRROR, DUAL));
  draw_shadow(b, p, i, u, NB_I, nb_cue(f, MIRROR, 0.5f, 1.6f));
  nb_end(b);
  nb_fade(b, fold.alpha);
  draw_shadow(b, p, u, i, NB_V, nb_cue(f, MIRROR, 5, 1.2f));
  nb_end(b);
  nb_label(b, nb_sub(nb_on_plane(p, nb_at(0.5f * u.x, 0)), nb_at(0, 0.1f)), nb_at(0, -1), "u_x",
           nb_style(.color = NB_V, .alpha = fold.alpha * nb_cue(f, MIRROR, 6, 0.6f)));
  nb_fade(b, nb_during(f, DUAL, DUAL));
  draw_shadow(b, p, nb_at(0, 1), u, NB_J, nb_cue(f, DUAL, 0.3f, 1.4f));
  nb_end(b);
}

static void draw_unit(nb_board *b, const nb_frame *f, const State *s, nb_plane p)
{
  nb_vec2 u = nb_unit(s->v), ring = nb_on_plane(p, nb_scale(s->guess, u));
  nb_fade(b, nb_during(f, LINE, DUAL));
  draw_line(b, f, p, u);
  nb_basis(b, p, nb_identity2(), nb_style(NB_FROM(f, PREDICT, 0.2f, 0.8f)));
  draw_v(b, f, p, s->v);
  draw_mirror(b, f, p, u);
  draw_fall(b, f, p, u);
  nb_end(b);
  if (nb_guess_in(b, f, PREDICT, nb_on_plane(p, nb_at(1, 0)), ring))
    nb_grab_value_on_plane(b, p, &s->guess, nb_scale(s->guess, u), u);
}

// What turns û turns v.
static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_plane p)
{
  nb_mat2 scale = nb_plane_scale(p);
  float length = fmaxf(nb_length(s->v), 0.1f), unit = scale.i.x / length;
  if (f->step == MIRROR || f->step == DUAL)
    nb_grab(b, &s->v, nb_on_plane(p, nb_unit(s->v)), (nb_mat2){{unit, 0}, {0, unit}});
  if (f->step == SHADOW || f->step == PLAY || (f->step == ENTRIES && f->seconds > 2.4f)) {
    nb_grab_on_plane(b, p, &s->v, nb_origin());
    nb_grab_on_plane(b, p, &s->w, nb_origin());
  }
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = plane(f);
  nb_grid(b, nb_identity2(), nb_plane_grid(p),
          nb_style(NB_FROM(f, ENTRIES, 0, 1.5f), .alpha = 1 - 0.5f * nb_during(f, LINE, DUAL)));
  nb_clip(b, nb_stage());
  draw_w(b, f, p, s->v, turned(f, s));
  draw_v(b, f, p, s->v);
  draw_unit(b, f, s, p);
  nb_point(b, nb_on_plane(p, nb_origin()), nb_style(NB_FROM(f, ENTRIES, 0.4f, 0.6f), .width = 12));
  nb_end(b);
  offer_hands(b, f, s, p);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define PAIR "\\textcolor{v}{\\val[-1]}\\times\\textcolor{k}{\\val[-1]}"
#define SHADOW_TIMES_LENGTH "\\textcolor{k}{\\val[-2]}\\times\\textcolor{v}{\\val[-2]} = \\val[~2]"

// The first picture in numbers: what is shown is what is multiplied.
static void draw_product(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 now = turned(f, s);
  const nb_vec2 *v = &s->v,
                *w = f->step == SIGN || f->step == LINE ? &now : &s->w; // the state's own can be dragged
  float vx = nb_shown(v->x, 1), vy = nb_shown(v->y, 1), wx = nb_shown(w->x, 1), wy = nb_shown(w->y, 1);
  float product = vx * wx + vy * wy, length = hypotf(vx, vy), shadow = length > 0 ? product / length : 0;
  bool exact = fabsf(nb_shown(shadow, 2) * nb_shown(length, 2) - product) < 0.005f;
  nb_style style = nb_style(NB_FROM(f, ENTRIES, 2, 1), .size = 42, .anchor = NB_LEFT,
                            .alpha = 1 - nb_cue(f, LINE, 0, 0.5f) + nb_cue(f, PLAY, 0.3f, 0.5f));
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), NB_TEX_COLUMN("v", "1") " \\cdot " NB_TEX_COLUMN("k", "1"), style, &v->x,
         &v->y, &w->x, &w->y);
  style.size = 33;
  style.reveal = nb_cue(f, ENTRIES, 3.2f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 1.5f), "= " PAIR "+" PAIR, style, &vx, &wx, &vy, &wy);
  style.reveal = nb_cue(f, ENTRIES, 4.6f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 0.75f), "= \\val[~2]", style, &product);
  style.reveal = nb_cue(f, SHADOW, 2.8f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -0.6f),
         "\\textcolor{k}{\\text{shadow}}\\times\\textcolor{v}{\\text{length of }\\vec v}", style);
  style.reveal = nb_cue(f, SHADOW, 4.2f, 1.4f);
  nb_tex(b, nb_at(NB_COLUMN, -1.35f), exact ? "= " SHADOW_TIMES_LENGTH : "\\approx " SHADOW_TIMES_LENGTH,
         style, &shadow, &length, &product);
}

static void draw_signs(nb_board *b, const nb_frame *f)
{
  static const char *const words[] = {"less than a right angle", "a right angle", "more: below zero"};
  static const float from[] = {0, 2, 4.8f}, until[] = {0.6f, 3};
  for (int k = 0; k < 3; k++) {
    float shown =
        nb_cue(f, SIGN, from[k], 0.4f) - (k < 2 ? nb_cue(f, SIGN, until[k], 0.4f) : 0); // the last stays
    nb_text(b, nb_at(NB_COLUMN, -2.5f), words[k], nb_style(.alpha = nb_during(f, SIGN, SIGN) * shown));
  }
}

// û standing, and then, entry by entry, lying down as a matrix.
#define XY "\\begin{bmatrix} x \\\\ y \\end{bmatrix}"
#define ENTRY(name, color) "\\part{" name "}{\\textcolor{" color "}{\\val[~2]}}"

static void draw_matrix(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_unit(s->v);
  nb_style style = nb_style(NB_BETWEEN(f, LINE, DUAL, 1.4f, 1), .size = 42, .anchor = NB_LEFT);
  nb_formula standing = nb_tex(b, nb_at(NB_COLUMN, 2.4f),
                               "\\color{v}\\hat u \\color{text}= \\begin{bmatrix}" ENTRY(
                                   "x", "v") "\\\\" ENTRY("y", "v") "\\end{bmatrix}",
                               style, &u.x, &u.y);
  style.reveal = nb_cue(f, MIRROR, 6.4f, 1);
  nb_tex(b, nb_at(NB_COLUMN, 1.25f),
         "\\color{i}\\hat\\imath \\color{text}\\to \\color{v}u_x \\color{text}= \\color{i}\\val[~2]", style,
         &u.x);
  style.reveal = nb_cue(f, DUAL, 1.4f, 1);
  nb_tex(b, nb_at(NB_COLUMN, 0.5f),
         "\\color{j}\\hat\\jmath \\color{text}\\to \\color{v}u_y \\color{text}= \\color{j}\\val[~2]", style,
         &u.y);

  float down = nb_cue(f, DUAL, 2.8f, 1.6f);
  nb_formula lying = nb_formula_at(b, nb_at(NB_COLUMN, -0.6f),
                                   "\\begin{bmatrix}" ENTRY("x", "i") "&" ENTRY("y", "j") "\\end{bmatrix}",
                                   style, &u.x, &u.y);
  nb_vec2 round = {9 * down * (1 - down), 0}; // what is written between
  nb_group(b, (nb_affine){{1, 0}, {0, 1}, round}, down > 0);
  standing.style.parts = NB_PARTS({"x"}, {"y"}, {"", .hidden = 1}); // they alone go
  nb_formula_morph(b, standing, lying, down);
  nb_end(b);
  style.reveal = nb_cue(f, DUAL, 4.6f, 0.8f);
  nb_tex(b, nb_at(lying.box.x + lying.box.width + 0.1f, -0.6f), XY, style);
  style.reveal = nb_cue(f, DUAL, 5.2f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -1.6f), "= \\textcolor{i}{\\val[~2]}\\,x + \\textcolor{j}{\\val[~2]}\\,y", style,
         &u.x, &u.y);
  style.reveal = nb_cue(f, DUAL, 6.4f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -2.6f), "= \\color{v}\\hat u \\color{text}\\cdot " XY, style);
}

#define ROW "\\begin{bmatrix} \\color{i}\\val[~2] & \\color{j}\\val[~2] \\end{bmatrix}"

// A vector that is longer, its matrix, and what that makes of w: by multiplying and adding, and by the shadow.
static void draw_longer(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_unit(s->v);
  float length = nb_length(s->v), shadow = nb_dot(u, s->w), product = nb_dot(s->v, s->w);
  nb_facts(
      b, f, (nb_facts_spec){LONGER, .gap = 0.45f, .size = 38},
      NB_FACTS({0.6f, "\\textcolor{v}{\\vec v} = \\val[~2]\\;\\textcolor{v}{\\hat u}", .values = {&length}},
               {2, "\\val[~2]" ROW "=" ROW, .values = {&length, &u.x, &u.y, &s->v.x, &s->v.y}},
               {3.8f, ROW NB_TEX_COLUMN("k", "~1"), .values = {&s->v.x, &s->v.y, &s->w.x, &s->w.y}},
               {4.6f, "= " PAIR "+" PAIR, .values = {&s->v.x, &s->w.x, &s->v.y, &s->w.y}},
               {5.6f, "= \\val[~2] = \\textcolor{v}{\\val[~2]}\\times\\textcolor{k}{\\val[~2]}",
                .values = {&product, &length, &shadow}},
               {7, "\\textcolor{v}{\\text{length of }\\vec v}\\times\\textcolor{k}{\\text{shadow}}"}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_product(b, f, s);
  draw_signs(b, f);
  draw_matrix(b, f, s);
  draw_longer(b, f, s);
  nb_tex(b, nb_at(NB_COLUMN, -2.8f), "\\text{your guess:}\\; \\val[~2]",
         nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)), &s->guess);
}

NB_SCENE(State, .title = "The dot product", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/nonsquare"},
         .state = &(const State){.v = {4, 3}, .w = {0.7f, 2.4f}, .guess = 0.2f}, NB_DRAW(draw))
