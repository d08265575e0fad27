// The dot product, and duality.
//
// What a learner believes: there are two dot products, one with entries and one with a shadow, and it is an accident that
// they agree. What mends it: falling onto a line of numbers is a linear motion, so it has a matrix, a lying one, with a
// number for î and one for ĵ. Where does î land? A mirror between î and u says: at u's own entry.
#include <math.h>
#include <nabla/scene.h>
#include <stdio.h>

typedef struct {
  nb_vec2 v, w;
  float turn;  // of u, the unit vector along the line of numbers
  float guess; // where the viewer thinks that î lands on that line
} State;

enum { ENTRIES, SHADOW, SIGN, LINE, PREDICT, MIRROR, DUAL, PLAY };

static void landing(const void *state, void *truth)
{
  *(float *)truth = nb_dot(nb_polar(1, ((const State *)state)->turn), nb_at(1, 0));
}

static const nb_step steps[] = {
    [ENTRIES] = {"Pair, multiply, add", .seconds = 6.5f,
                 .say = "Multiply entry by entry, and add: the *dot product* is one number.",
                 .hear = {"Multiply matching entries and add them up"}, .needs = {"linear-algebra/vectors"}},
    [SHADOW] = {"A shadow", .seconds = 7,
                .say = "Drop *w* onto the line of *v*. Shadow times length: the *same* number.",
                .hear = {"It is the length of the shadow times the length of the other vector"}},
    [SIGN] = {"With, across, against", .seconds = 7.5f,
              .say = "The same way: above zero. Square: *zero*. Against each other: below zero.",
              .hear = {"The sign says whether they point the same way", "Square to each other, it is zero"}},
    [LINE] = {"A line of numbers", .seconds = 7.5f,
              .say = "Lay a line of numbers along *u*, of length 1, and let the plane *fall* onto it.",
              .hear = {"Falling onto a line is linear: from the plane to numbers"},
              .needs = {"linear-algebra/nonsquare"}},
    [PREDICT] = {"Where does î fall?", .seconds = 5, .wait = true,
                 .ask = "On which number will *î* fall? Drag the ring along the line.",
                 .say = "That is your guess. Now watch.", .answer = "guess", .truth = landing},
    [MIRROR] = {"In the mirror", .seconds = 9,
                .say = "A mirror swaps î and *u*, so both shadows are alike: î falls on u’s own *entry*.",
                .hear = {"î on u is as long as u on î", "So î lands on the first entry of u"}},
    [DUAL] = {"A vector lying down", .seconds = 8.5f,
              .say =
                  "So falling onto u has u’s entries for a *matrix*: to apply it is to take the dot product.",
              .hear = {"The matrix of the fall is u lying on its side",
                       "So the entries and the shadow give the same number"}},
    [PLAY] = {"Your own", .seconds = 6, .live = true,
              .say = "Drag the tips. Where is the product *zero*? Where is it largest?"},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -3, .max = 3),
    NB_POINT(State, w, "w", .min = -3, .max = 3),
    NB_ANGLE(State, turn, "u’s angle", .min = 0.15f, .max = 1.4f),
    NB_NUMBER(State, guess, "guess", .min = -1, .max = 1.5f),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

// The plane comes nearer while it is all about unit vectors.
static nb_plane plane(const nb_frame *f)
{
  float near = nb_cue(f, LINE, 0, 1.2f) - nb_cue(f, PLAY, 0, 1.2f);
  return nb_stage_plane(nb_at(-2.8f - 0.6f * near, -0.5f - 1.1f * near), 1 + 1.9f * near);
}

// w turns until it is square to v, and on.
static nb_vec2 turned(const nb_frame *f, const State *s)
{
  float between = atan2f(nb_cross(s->v, s->w), nb_dot(s->v, s->w)), side = between < 0 ? -1 : 1;
  float square = side * 1.57079633f - between, against = side * 2.5f - between;
  float angle = square * nb_cue(f, SIGN, 0.6f, 1.4f) + (against - square) * nb_cue(f, SIGN, 3.4f, 1.4f);
  return nb_apply(nb_rotation(angle * (1 - nb_cue(f, LINE, 0, 0.6f))), s->w);
}

// How much of the first picture shows, with v and w; it waits until the other has gone.
static float first_picture(const nb_frame *f)
{
  return 1 - nb_cue(f, LINE, 0, 0.5f) + nb_cue(f, PLAY, 0.5f, 0.5f);
}

static nb_vec2 shadow_on(nb_vec2 p, nb_vec2 line)
{
  return nb_scale(nb_dot(p, line) / fmaxf(nb_dot(line, line), 1e-6f), line);
}

// ---------------------------------------------------------------------------------------------------------------
// A vector and its shadow

static void draw_shadow(nb_board *b, nb_plane p, nb_vec2 w, nb_vec2 v, nb_color color, float t, float alpha)
{
  nb_vec2 foot = shadow_on(w, v), drop = nb_sub(w, foot);
  nb_style line =
      nb_style(.color = color, .width = 2.5f, .dash = {6, 6}, .reveal = fminf(1, 2 * t), .alpha = alpha);
  nb_line(b, nb_on_plane(p, w), nb_on_plane(p, foot), line);
  if (nb_length(drop) > 0.1f && nb_length(foot) > 0.2f)
    nb_right_angle(b, nb_on_plane(p, foot), nb_scale(-1, nb_unit(foot)), nb_unit(drop), 0,
                   nb_style(.color = NB_DIM, .width = 2, .alpha = alpha * t));
  nb_line(b, nb_on_plane(p, nb_origin()), nb_on_plane(p, foot),
          nb_style(.color = color, .width = 11, .reveal = fmaxf(0, 2 * t - 1), .alpha = 0.6f * alpha));
}

static void draw_two(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = plane(f);
  nb_vec2 w = turned(f, s), along = nb_scale(12, nb_unit(s->v));
  float v_drawn = nb_cue(f, ENTRIES, 0.8f, 0.9f), w_drawn = nb_cue(f, ENTRIES, 1.4f, 0.9f);
  nb_group(b, nb_affine_identity(), first_picture(f));
  nb_line(b, nb_on_plane(p, nb_scale(-1, along)), nb_on_plane(p, along),
          nb_style(.color = NB_V, .width = 1.5f, .alpha = 0.6f, .reveal = nb_cue(f, SHADOW, 0.3f, 0.8f)));
  nb_vector(b, p, nb_origin(), s->v, "\\vec v", nb_style(.color = NB_V, .reveal = v_drawn));
  draw_shadow(b, p, w, s->v, NB_K, nb_cue(f, SHADOW, 1, 1.6f), 1);
  nb_vector(b, p, nb_origin(), w, "\\vec w", nb_style(.color = NB_K, .anchor = NB_LEFT, .reveal = w_drawn));
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The line of numbers

static void draw_line(nb_board *b, nb_plane p, nb_vec2 u, float reveal)
{
  nb_vec2 far = nb_scale(4, u);
  nb_line(b, nb_on_plane(p, nb_scale(-1, far)), nb_on_plane(p, far),
          nb_style(.color = NB_V, .width = 2.5f, .reveal = reveal));
  for (int k = -4; k <= 8; k++) {
    nb_vec2 at = nb_on_plane(p, nb_scale(0.25f * (float)k, u)),
            up = nb_scale(k % 4 ? 0.06f : 0.12f, nb_perp(u));
    nb_line(b, nb_sub(at, up), nb_add(at, up), nb_style(.color = NB_V, .width = 2, .alpha = reveal));
    if (k % 4 == 0 && k != 0)
      nb_number(b, nb_add(at, nb_scale(3, up)), 0.25f * (float)k, 0,
                nb_style(.color = NB_V, .size = 24, .anchor = NB_CENTER, .halo = NB_GROUND, .alpha = reveal));
  }
}

// Points of the plane, falling onto the line.
static void draw_fall(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u)
{
  float shown = nb_during(f, LINE, LINE) + nb_during(f, DUAL, DUAL), grown = nb_cue(f, LINE, 1.2f, 0.8f);
  float fallen = nb_cue(f, LINE, 3, 2.4f) - nb_cue(f, PREDICT, 0, 0.5f) + nb_cue(f, DUAL, 1, 2.4f);
  for (int x = -8; x <= 10; x++)
    for (int y = -3; y <= 8; y++) {
      nb_vec2 at = nb_scale(0.25f, nb_at((float)x, (float)y));
      nb_point(b, nb_on_plane(p, nb_mix2(at, shadow_on(at, u), fallen)),
               nb_style(.color = NB_TEXT, .width = 7, .alpha = 0.75f * fminf(1, shown), .reveal = grown));
    }
}

// î falls onto u; in the mirror between them u falls onto î.
static void draw_mirror(nb_board *b, const nb_frame *f, nb_plane p, nb_vec2 u, float turn)
{
  float shown = nb_during(f, MIRROR, MIRROR), both = nb_during(f, MIRROR, DUAL);
  nb_vec2 i = nb_at(1, 0), axis = nb_polar(2.2f, 0.5f * turn);
  nb_line(b, nb_on_plane(p, nb_scale(-0.3f, axis)), nb_on_plane(p, axis),
          nb_style(.color = NB_TEXT, .width = 2, .dash = {10, 8}, .reveal = nb_cue(f, MIRROR, 2.4f, 0.9f),
                   .alpha = shown));
  draw_shadow(b, p, i, u, NB_I, nb_cue(f, MIRROR, 0.5f, 1.6f), both);
  draw_shadow(b, p, u, i, NB_V, nb_cue(f, MIRROR, 3.6f, 1.6f), shown);
  draw_shadow(b, p, nb_at(0, 1), u, NB_J, nb_cue(f, DUAL, 0.3f, 1.4f), nb_during(f, DUAL, DUAL));
  nb_label(b, nb_on_plane(p, nb_at(0.5f * u.x, 0)), nb_at(0, -1), "u_x",
           nb_style(.color = NB_V, .alpha = shown * nb_cue(f, MIRROR, 5.2f, 0.6f)));
}

static void draw_unit(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = plane(f);
  nb_vec2 u = nb_polar(1, s->turn);
  float basis = nb_cue(f, LINE, 5.8f, 0.8f), guessed = nb_guessed(f, PREDICT);
  nb_group(b, nb_affine_identity(), nb_during(f, LINE, DUAL));
  draw_line(b, p, u, nb_cue(f, LINE, 0.6f, 1));
  draw_fall(b, f, p, u);
  draw_mirror(b, f, p, u, s->turn);
  nb_vector(b, p, nb_origin(), nb_at(1, 0), "\\hat\\imath", nb_style(.color = NB_I, .reveal = basis));
  nb_vector(b, p, nb_origin(), nb_at(0, 1), "\\hat\\jmath",
            nb_style(.color = NB_J, .anchor = NB_LEFT, .reveal = basis));
  nb_vector(b, p, nb_origin(), u, "\\hat u", nb_style(.color = NB_V, .reveal = nb_cue(f, LINE, 0.4f, 0.8f)));
  nb_vec2 ring = nb_on_plane(p, nb_scale(s->guess, u));
  nb_guess(b, nb_on_plane(p, nb_at(1, 0)), ring, nb_style(.color = NB_I, .alpha = guessed));
  nb_end(b);
  nb_mat2 scale = nb_plane_scale(p);
  if (f->step == PREDICT)
    nb_grab_value(b, &s->guess, ring, nb_apply(scale, u));
  if (f->step == MIRROR || f->step == DUAL)
    nb_grab_value(b, &s->turn, nb_on_plane(p, u), nb_apply(scale, nb_perp(u)));
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane p = plane(f);
  nb_grid(b, nb_identity2(), nb_plane_grid(p),
          nb_style(.reveal = nb_cue(f, ENTRIES, 0, 1.5f), .alpha = 1 - 0.5f * nb_during(f, LINE, DUAL)));
  nb_clip(b, nb_stage());
  draw_two(b, f, s);
  if (f->step >= LINE)
    draw_unit(b, f, s);
  nb_point(b, nb_on_plane(p, nb_origin()), nb_style(.width = 12, .reveal = nb_cue(f, ENTRIES, 0.4f, 0.6f)));
  nb_end(b);
  if ((f->step == ENTRIES && f->seconds > 2.4f) || f->step == SHADOW ||
      (f->step == PLAY && f->seconds > 1.2f)) {
    nb_grab(b, &s->v, nb_on_plane(p, s->v), nb_plane_scale(p));
    nb_grab(b, &s->w, nb_on_plane(p, s->w), nb_plane_scale(p));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The terms of the sum; what is below zero stands in brackets.
static void draw_terms(nb_board *b, nb_vec2 at, nb_vec2 v, nb_vec2 w, nb_style style)
{
  char source[512];
  float parts[] = {v.x, w.x, v.y, w.y};
  const char *open[4], *close[4];
  for (int k = 0; k < 4; k++) {
    open[k] = parts[k] < 0 ? "(-" : "";
    close[k] = parts[k] < 0 ? ")" : "";
    parts[k] = fabsf(parts[k]);
  }
  snprintf(source, sizeof source,
           "\\textcolor{v}{%s\\val[-1]%s}\\cdot\\textcolor{k}{%s\\val[-1]%s} + "
           "\\textcolor{v}{%s\\val[-1]%s}\\cdot\\textcolor{k}{%s\\val[-1]%s}",
           open[0], close[0], open[1], close[1], open[2], close[2], open[3], close[3]);
  nb_tex(b, at, source, style, &parts[0], &parts[1], &parts[2], &parts[3]);
}

static void draw_product(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 now = turned(f, s);
  const nb_vec2 *w = f->step >= SIGN && f->step < PLAY ? &now : &s->w;
  float product = nb_dot(s->v, *w), length = nb_length(s->v), shadow = length > 0 ? product / length : 0;
  nb_style style = nb_style(.size = 42, .anchor = NB_LEFT, .alpha = first_picture(f));
  style.reveal = nb_cue(f, ENTRIES, 2, 1);
  nb_tex(b, nb_at(NB_COLUMN, 2.5f), NB_TEX_COLUMN("v", "1") " \\cdot " NB_TEX_COLUMN("k", "1") " = \\val[1]",
         style, &s->v.x, &s->v.y, &w->x, &w->y, &product);
  style.size = 34;
  style.reveal = nb_cue(f, ENTRIES, 3.4f, 1);
  draw_terms(b, nb_at(NB_COLUMN, 1.2f), s->v, *w, style);
  style.reveal = nb_cue(f, SHADOW, 2.8f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -0.5f), "\\textcolor{k}{\\text{shadow}}\\times\\textcolor{v}{\\text{length}}",
         style);
  style.reveal = nb_cue(f, SHADOW, 4, 1);
  nb_tex(b, nb_at(NB_COLUMN, -1.3f), "= \\textcolor{k}{\\val[2]}\\times\\textcolor{v}{\\val[-2]} = \\val[1]",
         style, &shadow, &length, &product);
}

static void draw_signs(nb_board *b, const nb_frame *f)
{
  static const char *const words[] = {"the same way", "square", "against"};
  static const float from[] = {0, 2, 4.8f}, until[] = {0.8f, 3.4f};
  for (int k = 0; k < 3; k++) {
    float gone = k < 2 ? nb_cue(f, SIGN, until[k], 0.4f) : 0; // the last one stays
    nb_text(
        b, nb_at(NB_COLUMN, -2.4f), words[k],
        nb_style(.size = 30, .alpha = nb_during(f, SIGN, SIGN) * (nb_cue(f, SIGN, from[k], 0.4f) - gone)));
  }
}

static void draw_matrix(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 u = nb_polar(1, s->turn);
  nb_style style = nb_style(.size = 46, .anchor = NB_LEFT, .alpha = nb_during(f, LINE, DUAL));
  style.reveal = nb_cue(f, LINE, 0.8f, 1);
  nb_tex(
      b, nb_at(NB_COLUMN, 2.4f),
      "\\color{v}\\hat u \\color{text}= \\begin{bmatrix} \\color{v}\\val \\\\ \\color{v}\\val \\end{bmatrix}",
      style, &u.x, &u.y);
  style.size = 42;
  style.reveal = nb_cue(f, MIRROR, 6, 1);
  nb_tex(b, nb_at(NB_COLUMN, 0.9f),
         "\\color{i}\\hat\\imath \\color{text}\\to \\color{v}u_x \\color{text}= \\color{i}\\val", style,
         &u.x);
  style.reveal = nb_cue(f, DUAL, 1.4f, 1);
  nb_tex(b, nb_at(NB_COLUMN, 0.1f),
         "\\color{j}\\hat\\jmath \\color{text}\\to \\color{v}u_y \\color{text}= \\color{j}\\val", style,
         &u.y);
  style.reveal = nb_cue(f, DUAL, 3, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, -1.1f),
         "\\begin{bmatrix} \\color{i}\\val & \\color{j}\\val \\end{bmatrix}\\begin{bmatrix} x \\\\ y "
         "\\end{bmatrix}",
         style, &u.x, &u.y);
  style.reveal = nb_cue(f, DUAL, 4.8f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, -2.3f),
         "= \\color{v}\\hat u \\color{text}\\cdot \\begin{bmatrix} x \\\\ y \\end{bmatrix}", style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_product(b, f, s);
  draw_signs(b, f);
  draw_matrix(b, f, s);
}

NB_SCENE(State, .title = "The dot product", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/nonsquare"},
         .state = &(const State){.v = {3, 1}, .w = {1, 2}, .turn = 0.6435f, .guess = 0.2f}, NB_DRAW(draw))
