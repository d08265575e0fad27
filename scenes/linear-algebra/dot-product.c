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
    [SHADOW] = {"A shadow", .seconds = 8,
                .say = "Drop w at right angles on v’s *line*. Shadow times v’s length: the same number. Why?",
                .hear = {"It is the length of the shadow times the length of the other vector"}},
    [SIGN] = {"With, across, against", .seconds = 8,
              .say = "At a *right angle* no shadow is left: zero. Beyond it, the shadow counts as minus.",
              .hear = {"The sign says whether they point the same way", "Square to each other, it is zero"}},
    [LINE] = {"A line of numbers", .seconds = 8,
              .say = "Why? Shrink v to *û*, 1 long. Points fall onto its line, still *evenly* spaced.",
              .hear = {"Falling onto a line is linear: from the plane to numbers"},
              .needs = {"linear-algebra/nonsquare"}},
    [PREDICT] = {"Where does î fall?", .seconds = 5, .wait = true,
                 .ask = "On which number of that line will î fall, at a right angle? *Drag* the ring.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = landing,
                 .moves = {{"guess", "0.8", .at = 3.7f, .seconds = 1.2f}}},
    [MIRROR] = {"In the mirror", .seconds = 9.5f,
                .say = "î and û are 1 long: a fold *halfway* swaps them. So î falls on û’s *first* entry.",
                .hear = {"î on u is as long as u on î", "So î lands on the first entry of u"}},
    [DUAL] = {"A vector lying down", .seconds = 7.5f,
              .say = "In the same way ĵ falls on û’s *second* entry. The matrix of the fall: û, lying down.",
              .hear = {"The matrix of the fall is u lying on its side"}},
    [LONGER] = {"And a longer one", .seconds = 13.5f,
                .say = "The shadows of w’s parts *add up* to its own. û grows back to v, with its row.",
                .hear = {"A longer vector multiplies the shadow by its length",
                         "So the entries and the shadow give the same number"}},
    [PLAY] = {"Your own", .seconds = 8.5f, .live = true,
              .say = "Drag w. Where can it go *without* changing the number?",
              .moves = {{"w", "-0.5,4", .at = 3, .seconds = 2.5f}}},
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
  return nb_cue(f, LINE, 0.3f, 1.1f) - nb_cue(f, LONGER, 7.7f, 1.1f);
}

// The plane comes near, to be about û.
static nb_plane plane(const nb_frame *f)
{
  float near = NB_COURSE(f, 0, {LINE, 1.4f, 1.1f, 1}, {LONGER, 0, 1.1f, 0.5f}, {LONGER, 7.2f, 1.1f, 0});
  return nb_stage_plane(nb_mix2(nb_at(-2.6f, 0), nb_at(-3.7f, -1.2f), near), 0.78f + 2.1f * near);
}

// How much of the first picture shows, with w and its shadow.
static float first_picture(const nb_frame *f)
{
  return 1 - nb_cue(f, LINE, 0, 0.5f) + nb_cue(f, LONGER, 1.2f, 0.7f);
}

// w comes to stand square to v, and then against it.
static nb_vec2 turned(const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_unit(s->v), aside = nb_scale(nb_cross(u, s->w) < 0 ? -1 : 1, nb_perp(u));
  nb_vec2 square = nb_scale(2.5f, aside), against = nb_sub(nb_scale(1.5f, aside), nb_scale(2, u));
  square = nb_mix2(s->w, square, nb_cue(f, SIGN, 1.6f, 1.4f));
  return nb_after(f, DUAL) ? s->w : nb_mix2(square, against, nb_cue(f, SIGN, 4.6f, 1.4f));
}

static nb_vec2 shadow_on(nb_vec2 p, nb_vec2 line)
{
  return nb_scale(nb_dot(p, line) / fmaxf(nb_dot(line, line), 1e-6f), line);
}

// ---------------------------------------------------------------------------------------------------------------
// A vector and its shadow

// The line along u as a ruler: marks so many tenths apart, and the numbers of whole and half ones beside them. They fade where they cross it.
static void draw_ruler(nb_board *b, nb_plane p, nb_vec2 u, int tenths, float side, float alpha)
{
  for (int k = -40; k <= 80; k += tenths) {
    float number = 0.1f * (float)k;
    bool whole = k % 10 == 0, half = k % 5 == 0;
    nb_vec2 at = nb_on_plane(p, nb_scale(number, u)), up = nb_scale(whole ? 0.12f : 0.06f, nb_perp(u));
    nb_line(b, nb_sub(at, up), nb_add(at, up), nb_style(.color = NB_V, .width = 2, .alpha = alpha));
    if (half && k != 0 && at.y < 3.6f)
      nb_number(b, nb_add(at, nb_scale(0.41f * side + 0.04f, nb_perp(u))), number, whole ? 0 : 1,
                nb_style(.color = NB_V, .size = 22, .anchor = NB_CENTER, .halo = NB_GROUND,
                         .alpha = alpha * fabsf(side)));
  }
}

static void draw_w(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 v, nb_vec2 w)
{
  nb_vec2 along = nb_scale(12, nb_unit(v));
  float from = atan2f(v.y, v.x), to = from + atan2f(nb_cross(v, w), nb_dot(v, w));
  nb_fade(b, first_picture(f));
  nb_line(b, nb_on_plane(p, nb_scale(-1, along)), nb_on_plane(p, along),
          nb_style(NB_FROM(f, SHADOW, 0.3f, 0.8f), .color = NB_V, .width = 1.5f, .alpha = 0.6f));
  draw_ruler(b, p, nb_unit(v), 10, fmaxf(-1, fminf(1, -2 * nb_cross(nb_unit(v), w) - 1)),
             nb_cue(f, SHADOW, 2.6f, 0.8f));
  nb_arc(b, nb_on_plane(p, nb_origin()), 0.6f, from, to, nb_style(NB_IN(f, SIGN, 0, 0.6f)));
  nb_shadow(b, p, nb_origin(), w, v, nb_style(.color = NB_K, .reveal = nb_cue(f, SHADOW, 1, 1.6f)));
  nb_vector(b, p, nb_origin(), w, "\\vec w",
            nb_style(NB_FROM(f, ENTRIES, 1.4f, 0.9f), .color = NB_K, .anchor = NB_LEFT));
  nb_end(b);
}

// w as so much î and so much ĵ: each casts its part of the shadow.
static void draw_parts(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 v, nb_vec2 w)
{
  nb_vec2 corner = nb_at(w.x, 0), foot = shadow_on(corner, v);
  nb_vec2 aside = nb_scale(nb_cross(v, corner) < 0 ? 0.09f : -0.09f, nb_perp(nb_unit(v)));
  nb_style second = nb_style(NB_FROM(f, LONGER, 3.2f, 0.8f), .color = NB_J, .width = 8);
  nb_fade(b, NB_COURSE(f, 0, {LONGER, 1.6f, 0.1f, 1}, {LONGER, 6.8f, 0.6f, 0}));
  nb_vector(b, p, nb_origin(), corner, NULL, nb_style(NB_FROM(f, LONGER, 1.7f, 0.7f), .color = NB_I));
  nb_vector(b, p, corner, nb_sub(w, corner), NULL, second);
  nb_shadow(b, p, nb_origin(), corner, v, nb_style(.color = NB_I, .reveal = nb_cue(f, LONGER, 2.1f, 1)));
  nb_line(b, nb_add(nb_on_plane(p, foot), aside), nb_add(nb_on_plane(p, shadow_on(w, v)), aside), second);
  nb_vec2 places[] = {foot, nb_mix2(foot, shadow_on(w, v), 0.7f)}; // clear of w and the parts
  const float parts[] = {w.x * nb_unit(v).x, w.y * nb_unit(v).y};
  for (int k = 0; k < 2; k++)
    nb_number(b, nb_add(nb_on_plane(p, places[k]), nb_scale(4, aside)), parts[k], 1,
              nb_style(NB_FROM(f, LONGER, 4, 0.6f), .color = k == 0 ? NB_I : NB_J, .anchor = NB_CENTER));
  nb_end(b);
}

// v, or what it has shrunk to.
static void draw_v(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 v)
{
  // on which side its name is: where the ruler has no numbers
  float above = NB_COURSE(f, 1, {LINE, 0.3f, 1.1f, -1}, {LONGER, 0, 1.1f, 1});
  // while the parts have numbers there
  float hidden = NB_COURSE(f, 0, {LONGER, 2.8f, 0.4f, 1}, {LONGER, 7.2f, 0.4f, 0});
  nb_vec2 u = nb_unit(v), now = nb_mix2(v, u, shrunk(f)),
          side = nb_add(nb_scale(2 - shrunk(f), u), nb_scale(above, nb_perp(u)));
  nb_style style = nb_style(NB_FROM(f, ENTRIES, 0.8f, 0.9f), .color = NB_V);
  nb_vector(b, p, nb_origin(), now, NULL, style);
  style.alpha = style.reveal * fabsf(above * (2 * shrunk(f) - 1)) * (1 - hidden);
  style.reveal = 1;
  nb_label(b, nb_add(nb_on_plane(p, now), nb_scale(0.12f * above, nb_perp(u))), side,
           shrunk(f) < 0.5f ? "\\vec v" : "\\hat u", style);
}

// ---------------------------------------------------------------------------------------------------------------
// The line of numbers

// Points of the plane, falling onto the line.
static void draw_fall(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u)
{
  nb_style dot = nb_style(NB_FROM(f, LINE, 2.7f, 0.8f), .width = 7, .alpha = 0.7f * nb_during(f, LINE, LINE));
  for (int x = -8; x <= 10; x++)
    for (int y = -3; y <= 8; y++) {
      nb_vec2 at = nb_scale(0.25f, nb_at((float)x, (float)y));
      dot.width = y == 4 ? 13 : 6; // one row stands for all
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
  float turn = nb_cue_linear(f, MIRROR, 3.6f, 1.8f);
  nb_style fold = nb_style(NB_IN(f, MIRROR, 2, 0.9f), .width = 2, .dash = {10, 8});
  nb_line(b, nb_on_plane(p, nb_scale(-0.2f, axis)), nb_on_plane(p, nb_scale(2.1f, axis)), fold);
  for (int k = 0; k < 3; k++)
    corners[k] = nb_on_plane(p, folded(corners[k], axis, turn));
  nb_color turning = nb_mix(b, NB_I, NB_V, turn);
  nb_fade(b, nb_during(f, MIRROR, DUAL));
  nb_shadow(b, p, nb_origin(), i, u, nb_style(.color = NB_I, .reveal = nb_cue(f, MIRROR, 0.5f, 1.4f)));
  nb_shadow(b, p, nb_origin(), nb_at(0, 1), u,
            nb_style(.color = NB_J, .reveal = nb_cue(f, DUAL, 0.8f, 1.4f)));
  nb_end(b);
  nb_fade(b, fold.alpha);
  nb_polygon(b, corners, 3,
             nb_style(.fill = turning, .color = turning, .alpha = 0.35f * nb_cue(f, MIRROR, 2.6f, 0.6f)));
  if (turn > 0 && turn < 1) // î on its way to û
    nb_vector(b, p, nb_origin(), folded(i, axis, turn), NULL, nb_style(.color = turning, .width = 5));
  nb_shadow(b, p, nb_origin(), u, i, nb_style(.color = NB_V, .reveal = nb_cue(f, MIRROR, 5.2f, 1.2f)));
  nb_number(b, nb_sub(nb_on_plane(p, nb_at(0.5f * u.x, 0)), nb_at(0, 0.35f)), u.x, 1,
            nb_style(.color = NB_V, .anchor = NB_CENTER, .alpha = nb_cue(f, MIRROR, 6.2f, 0.6f)));
  nb_end(b);
}

static void draw_unit(nb_board *b, const nb_frame *f, const State *s, nb_plane p)
{
  nb_vec2 u = nb_unit(s->v), ring = nb_on_plane(p, nb_scale(s->guess, u));
  nb_fade(b, nb_during(f, LINE, DUAL));
  nb_line(b, nb_on_plane(p, nb_scale(-4, u)), nb_on_plane(p, nb_scale(4, u)),
          nb_style(NB_FROM(f, LINE, 2, 0.9f), .color = NB_V, .width = 2.5f));
  draw_ruler(b, p, u, 1, 1, nb_cue(f, LINE, 2, 0.9f));
  nb_vector(b, p, nb_origin(), nb_at(1, 0), "\\hat\\imath",
            nb_style(NB_FROM(f, PREDICT, 0.2f, 0.8f), .color = NB_I));
  nb_vector(b, p, nb_origin(), nb_at(0, 1), "\\hat\\jmath",
            nb_style(NB_FROM(f, DUAL, 0, 0.8f), .color = NB_J, .anchor = NB_LEFT));
  draw_v(b, f, p, s->v);
  draw_mirror(b, f, p, u);
  draw_fall(b, f, p, u);
  nb_end(b);
  nb_fade(b, 1 - nb_cue(f, MIRROR, 0.2f, 0.5f)); // from there on its number is enough
  if (nb_guess_in(b, f, PREDICT, nb_on_plane(p, nb_at(1, 0)), ring))
    nb_grab_value_on_plane(b, p, &s->guess, nb_scale(s->guess, u), u);
  nb_end(b);
}

// What turns û turns v.
static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_plane p)
{
  float unit = nb_plane_scale(p).i.x / fmaxf(nb_length(s->v), 0.1f);
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
  draw_parts(b, f, p, s->v, s->w);
  draw_unit(b, f, s, p);
  nb_point(b, nb_on_plane(p, nb_origin()), nb_style(NB_FROM(f, ENTRIES, 0.4f, 0.6f), .width = 12));
  nb_end(b);
  offer_hands(b, f, s, p);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define C(color, tex) "\\textcolor{" color "}{" tex "}"
#define DOT C("v", "\\vec v") "\\cdot" C("k", "\\vec w") " = "
#define PAIR(format) C("k", "\\val[" format "]") "\\times" C("v", "\\val[~2]")
#define PAIRS(is) is " " PAIR("~2") PAIR("+~2")
#define SUM(is) is " \\val[~2] \\val[+~2] " is " \\val[~2]"
#define TIMES(is) is PAIR("~2") is " \\val[~2]"
#define SHADOW_TIMES C("k", "\\text{shadow}") "\\times" C("v", "\\text{length of }\\vec v")
#define IS(exact, source) ((exact) ? source("=") : source("\\approx")) // does rounding show in it?

// The first picture in numbers.
static void draw_product(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 now = turned(f, s);
  // the state's own can be dragged
  const nb_vec2 *v = &s->v, *w = f->step == SIGN || f->step == LINE ? &now : &s->w;
  float x = v->x * w->x, y = v->y * w->y, product = x + y, length = nb_length(*v), shadow = product / length;
  const float numbers[] = {v->x, v->y, w->x, w->y, x, y, length, shadow};
  nb_style style = nb_style(NB_FROM(f, ENTRIES, 2, 1), .size = 36, .anchor = NB_LEFT,
                            .alpha = 1 - nb_cue(f, LINE, 0, 0.5f) + nb_cue(f, PLAY, 0.3f, 0.5f));
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), DOT NB_TEX_COLUMN("v", "~2") " \\cdot " NB_TEX_COLUMN("k", "~2"), style,
         &v->x, &v->y, &w->x, &w->y);
  style.size = 32;
  style.reveal = nb_cue(f, ENTRIES, 3.2f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 1.7f), IS(nb_exact(numbers, 4, 2), PAIRS), style, &w->x, &v->x, &w->y, &v->y);
  style.reveal = nb_cue(f, ENTRIES, 4.6f, 1);
  nb_tex(b, nb_at(NB_COLUMN, 1), IS(nb_exact(numbers, 6, 2), SUM), style, &x, &y, &product);
  style.reveal = nb_cue(f, SHADOW, 3.2f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -0.3f), SHADOW_TIMES, style);
  style.reveal = nb_cue(f, SHADOW, 4, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, -1.8f),
         C("v", "\\text{length}") " = \\sqrt{\\val[~2]^2 + \\val[~2]^2} = \\val[~2]", style, &v->x, &v->y,
         &length);
  style.reveal = nb_cue(f, SHADOW, 5.2f, 1.4f);
  nb_tex(b, nb_at(NB_COLUMN, -1), IS(nb_exact(numbers + 6, 2, 2), TIMES), style, &shadow, &length, &product);
}

#define ENTRY(name, color) "\\part{" name "}{\\textcolor{" color "}{\\val[~2]}}"

// û standing, and then, entry by entry, lying down as a matrix below it.
static void draw_matrix(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_unit(s->v);
  float down = nb_cue(f, DUAL, 3.6f, 1.6f), length = nb_length(s->v);
  nb_style style = nb_style(NB_BETWEEN(f, LINE, DUAL, 1.4f, 1), .size = 40, .anchor = NB_LEFT);
  nb_formula standing =
      nb_tex(b, nb_at(NB_COLUMN, 2.4f),
             "\\color{v}\\hat u \\color{text}= " C("v", "\\vec v") " / \\val[~2] = \\begin{bmatrix}" ENTRY(
                 "x", "v") "\\\\" ENTRY("y", "v") "\\end{bmatrix}",
             style, &length, &u.x, &u.y);
  nb_formula lying = nb_formula_at(
      b, nb_at(NB_COLUMN, 1.2f),
      "\\text{the fall} = \\begin{bmatrix}" ENTRY("x", "i") "&" ENTRY("y", "j") "\\end{bmatrix}", style, &u.x,
      &u.y);
  standing.style.parts = NB_PARTS({"x"}, {"y"}, {"", .hidden = 1}); // they alone go
  nb_fade(b, 4 * down - 1); // they show once they are clear of those that stand
  nb_formula_morph(b, standing, lying, down);
  nb_end(b);
  nb_facts(b, f, (nb_facts_spec){LINE, .at = {NB_COLUMN, 1.4f}, .size = 30},
           NB_FACTS({6, "\\text{so two landings tell all:}"},
                    {6.6f, C("i", "\\hat\\imath") "\\text{’s and }" C("j", "\\hat\\jmath") "\\text{’s}"}));
  nb_facts(b, f, (nb_facts_spec){MIRROR, DUAL, .at = {NB_COLUMN, 0.3f}, .size = 40},
           NB_FACTS({6.6f, C("i", "\\hat\\imath") " \\to " C("i", "\\val[~2]"), .values = {&u.x}}));
  nb_facts(b, f, (nb_facts_spec){DUAL, .at = {NB_COLUMN, -0.5f}, .size = 40, .gap = 0.5f},
           NB_FACTS({2, C("j", "\\hat\\jmath") " \\to " C("j", "\\val[~2]"), .values = {&u.y}},
                    {5.4f, "\\text{each landing is a column}", .size = 32}));
}

#define TERM(color) C("k", "\\val[~1]") "\\times" C(color, "\\val[~2]")
#define ROW "\\begin{bmatrix} \\color{i}\\val[~2] & \\color{j}\\val[~2] \\end{bmatrix}"

// What û's row makes of w; and v's, which is so much longer.
static void draw_longer(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_unit(s->v);
  float length = nb_length(s->v), shadow = nb_dot(u, s->w), product = nb_dot(s->v, s->w);
  nb_facts(b, f, (nb_facts_spec){LONGER, .gap = 0.35f, .size = 32},
           NB_FACTS({1.4f, ROW NB_TEX_COLUMN("k", "~1"), .values = {&u.x, &u.y, &s->w.x, &s->w.y}},
                    {2.8f, "= " TERM("i") "+" TERM("j") " = \\val[~2]",
                     .values = {&s->w.x, &u.x, &s->w.y, &u.y, &shadow}},
                    {7.5f, "\\val[~2]\\text{ times the fall:}", NB_DIM, 26, {&length}},
                    {7.9f, "\\val[~2]\\," ROW "=" ROW, .values = {&length, &u.x, &u.y, &s->v.x, &s->v.y}},
                    {8.9f, DOT ROW NB_TEX_COLUMN("k", "~1") "= \\val[~2]",
                     .values = {&s->v.x, &s->v.y, &s->w.x, &s->w.y, &product}},
                    {10.3f, "= " PAIR("~2"), .values = {&shadow, &length}}, {11.3f, "= " SHADOW_TIMES}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_product(b, f, s);
  draw_matrix(b, f, s);
  draw_longer(b, f, s);
  nb_tex(b, nb_at(NB_COLUMN, 1.2f), "\\text{your guess:}\\; \\val[~2]",
         nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)), &s->guess);
}

NB_SCENE(State, .title = "The dot product", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/nonsquare"},
         .state = &(const State){.v = {4, 3}, .w = {1, 2}, .guess = 0.2f}, NB_DRAW(draw))
