// Transformations of space.
//
// What a learner believes: a 3×3 matrix is nine numbers and a longer recipe, and nothing that the plane taught is of
// use. What mends it: it is the same sentence with one more arrow. Three arrows, three landings, three columns. What
// space has of its own comes last: in the plane two turns may be done in any order, here they may not.
//
// One motion (see `motion`) carries the cube, its three edges and v. Where the lesson begins anew with a cube at rest, the
// picture fades and comes back: nothing is undone before one's eyes.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat3 a;     // where î, ĵ and k̂ land: the viewer's matrix
  nb_vec3 v;     // the vector in hand, before the motion
  nb_vec2 guess; // above which point of the floor the viewer thinks that v is turned to
  nb_camera camera;
} State;

enum { SPACE, CUBE, MOVE, COLUMNS, PREDICT, TURN, ORDER, FLAT, PLAY };

#define XYZ(v) &(v).x, &(v).y, &(v).z

static const nb_vec3 zero = {0, 0, 0}, x_axis = {1, 0, 0}, z_axis = {0, 0, 1};

static nb_mat3 about(nb_vec3 axis, float quarters)
{
  return nb_rotation3(axis, NB_TURN / 4 * quarters);
}

static void turned(const void *state, void *truth)
{
  nb_vec3 v = ((const State *)state)->v;
  *(nb_vec2 *)truth = nb_at(-v.y, v.x);
}

static const nb_step steps[] = {
    [SPACE] = {"Three numbers", .seconds = 7.5f,
               .say = "In space a vector has *three* numbers: how far along x, along y, and up along z.",
               .hear = {"A vector in space is three numbers"}, .needs = {"linear-algebra/vectors"}},
    [CUBE] = {"A third arrow", .seconds = 6,
              .say = "î, ĵ and an upright one, k̂, are edges of a *cube*. v’s list counts them.",
              .hear = {"So many of each of three basis vectors make v"}, .needs = {"linear-algebra/span"}},
    [MOVE] = {"All of space moves", .seconds = 6.5f,
              .say = "Move space, grid and all. Straight lines, equal gaps, the origin in place: *linear*.",
              .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [COLUMNS] =
        {"Three columns", .seconds = 10,
         .say = "Each *column* is where one arrow landed. v′ is as many of these as v was of î, ĵ and k̂.",
         .hear = {"Each column is where a basis vector lands", "Three landings are enough"}},
    [PREDICT] =
        {"A quarter turn", .seconds = 6.5f, .wait = true,
         .ask = "Turn space about z, a *quarter*, as the bent arrow goes. Drag the ring to where v lands.",
         .say = "That is your guess. Now watch.", .answer = "guess", .truth = turned,
         .moves = {{"guess", "-1,1.2", .at = 5, .seconds = 1.2f}}},
    [TURN] = {"What the turn leaves alone", .seconds = 9,
              .say = "î goes where ĵ was, ĵ opposite to where î was. k̂ *stays*: it lies on the axis.",
              .hear = {"The axis of a turn stays where it is"}},
    [ORDER] = {"Two turns, two orders", .seconds = 12,
               .say =
                   "Equal bricks, the same two quarter turns. Only the *order* differs. Do they end alike?",
               .hear = {"In space the order of two turns matters"}, .needs = {"linear-algebra/composition"}},
    [FLAT] =
        {"Flattened", .seconds = 10.5f,
         .say = "The box again. Let k̂′ sink to the floor, where î′ and ĵ′ lie: all is *flat*, the volume 0.",
         .hear = {"If one column lies in the plane of the others, space collapses to it"}},
    [PLAY] = {"Through the floor", .seconds = 8, .live = true,
              .say = "Drag k̂′ down through the floor: the F is *mirrored*, as in water. Hence the minus.",
              .moves = {{"A", "1,0,0.5,-1,2,0.5,0,0,-1.5", .at = 3, .seconds = 3}}},
};

static const nb_param params[] = {
    NB_MATRIX3(State, a, "A", .min = -2.5f, .max = 2.5f),
    NB_POINT3(State, v, "v", .min = -1.8f, .max = 1.8f),
    NB_POINT(State, guess, "guess", .min = -2, .max = 2),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_mat3 leaning = {{1, -1, 0}, {0, 2, 0}, {0.5f, 0.5f, 1.5f}};
static const nb_mat3 flat = {{1, -1, 0}, {0, 2, 0}, {0.5f, 0.5f, 0}}; // k̂ half of each

// The viewer's camera. At first it comes round, so that what looks like a drawing turns out to have depth; at the end it looks
// lower, as there is something to be seen below the floor.
static nb_view look(const nb_frame *f, const State *s)
{
  float low = nb_cue(f, PLAY, 0, 1.6f), round = 0.7f - 0.7f * nb_cue(f, SPACE, 0, 2.4f) + 0.16f * low;
  nb_camera c = nb_camera_orbit(s->camera, -round, -0.22f * low);
  c.target.z -= 0.6f * low, c.distance *= 1 + 0.12f * low;
  return nb_look(c, nb_stage());
}

// Where space is now: everything in it shares this one motion.
static nb_mat3 motion(const nb_frame *f, const State *s)
{
  nb_mat3 sunk = nb_mat3_between(leaning, flat, nb_cue(f, FLAT, 4.2f, 3));
  if (nb_begun(f, ORDER)) // nobody sees it come to lean again
    return nb_mat3_between(sunk, s->a, nb_cue(f, PLAY, 0.4f, 1.6f));
  if (nb_begun(f, PREDICT))
    return about(z_axis, nb_cue(f, TURN, 0.6f, 2.6f));
  return nb_mat3_between(nb_identity3(), leaning, nb_cue(f, MOVE, 0.6f, 3));
}

// Have the arrows and v been moved, so that they have primes?
static float landed(const nb_frame *f)
{
  return nb_begun(f, ORDER) ? 1 : nb_cue(f, nb_begun(f, PREDICT) ? TURN : MOVE, 0.6f, 0.5f);
}

// How much of the cube and the arrows shows: they fade before they begin anew, and make room for the two bricks.
static float arrows(const nb_frame *f)
{
  return (1 - nb_during(f, ORDER, ORDER)) * NB_ANEW(f, PREDICT);
}

// ---------------------------------------------------------------------------------------------------------------
// Space

static void draw_frame(nb_board *b, const nb_frame *f)
{
  float still = 1 - nb_during(f, ORDER, ORDER), sheet = nb_cue(f, FLAT, 6.4f, 0.8f);
  nb_floor3(b, (nb_floor_spec){.reach = 4.2f},
            nb_style(NB_FROM(f, SPACE, 0, 1.4f), .color = NB_AXIS, .alpha = 0.3f * still));
  nb_axes3(b, (nb_axes3_spec){.reach = 2.7f},
           nb_style(NB_FROM(f, SPACE, 0, 1.4f), .width = 2.5f, .alpha = still));
  // The plane that space has become; what goes below it later is seen through it, as through water.
  nb_parallelogram(b, nb_at3(-2, -2, 0), nb_at3(4, 0, 0), nb_at3(0, 4, 0),
                   nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.35f * sheet));
}

// The letter by which one sees whether space has become a mirror image, on the front of the cube.
static void draw_letter(nb_board *b, const nb_frame *f, nb_mat3 m, float alpha)
{
  nb_vec3 letter[] = {{1, 0.6f, 0.12f}, {1, 0.6f, 0.66f}, {1, 0.88f, 0.66f},
                      {1, 0.6f, 0.66f}, {1, 0.6f, 0.4f},  {1, 0.82f, 0.4f}};
  for (int k = 0; k < 6; k++)
    letter[k] = nb_apply3(m, letter[k]);
  nb_polyline3(b, letter, 6, nb_style(NB_FROM(f, PLAY, 1, 1), .width = 6, .alpha = alpha));
}

static void draw_cube(nb_board *b, const nb_frame *f, nb_mat3 m)
{
  float lattice = nb_cue(f, CUBE, 3.4f, 1) - nb_cue(f, PREDICT, 0, 0.5f) + 0.6f * nb_during(f, FLAT, FLAT) +
                  0.5f * nb_during(f, TURN, TURN),
        thick = nb_smooth(3 * fabsf(m.k.z));
  nb_style box = nb_style(NB_FROM(f, CUBE, 2.4f, 1.2f), .fill = NB_PLANE, .color = NB_AXIS, .width = 2,
                          .alpha = (0.06f + 0.3f * thick) * arrows(f));
  nb_grid3(b, m, 1, nb_style(.width = 1.5f, .alpha = 0.6f * arrows(f) * lattice));
  nb_box_shadow(b, zero, m, 0, nb_style(.alpha = arrows(f) * box.reveal * nb_smooth(2 * m.k.z)));
  nb_box(b, zero, m, box);
  draw_letter(b, f, m, 1);
}

// How long the box is on the side that is as ĵ′, how wide square to that, and how high; and where the letter was before it went
// through the floor.
static void draw_measures(nb_board *b, const nb_frame *f, nb_view view, nb_mat3 m)
{
  nb_vec3 along = nb_part3(m.i, m.j), across = nb_sub3(m.i, along), up = nb_part3(m.k, nb_cross3(m.i, m.j));
  const nb_vec3 ends[] = {nb_add3(m.i, m.j), m.i, m.k}, ways[] = {m.j, across, up};
  static const nb_vec2 aside[] = {{0.3f, -1}, {-1, -0.4f}, {0, 0}};
  for (int k = 0; k < 3; k++) {
    nb_style style = nb_style(NB_BETWEEN(f, FLAT, PLAY, 1 + 0.8f * (float)k, 0.8f), .color = NB_DIM,
                              .size = 28, .halo_width = 3);
    nb_line3(b, ends[k], nb_sub3(ends[k], ways[k]), style);
    style.color = NB_TEXT, style.alpha *= k < 2 ? style.reveal : 0;
    nb_label3(b, view, nb_sub3(ends[k], nb_scale3(0.6f, ways[k])), aside[k],
              nb_words(b, "%g", nb_shown(nb_length3(ways[k]), 1)), style);
  }
  nb_style square = nb_style(NB_BETWEEN(f, FLAT, PLAY, 2.4f, 0.6f), .color = NB_DIM, .width = 2);
  nb_right_angle3(b, m.i, nb_scale3(-1, across), m.j, 0, square);
  nb_line3(b, zero, along, square);
  nb_mat3 above = {m.i, m.j, nb_sub3(m.k, nb_scale3(2, up))};
  draw_letter(b, f, above, 0.35f * nb_smooth(-4 * up.z) * nb_cue(f, PLAY, 0, 1));
}

// What holds a point up: without it nobody can tell how far away it is.
static void draw_post(nb_board *b, nb_vec3 tip, nb_color color, float alpha)
{
  nb_vec3 foot = nb_at3(tip.x, tip.y, 0);
  nb_line3(b, tip, foot, nb_style(.color = color, .width = 2, .alpha = 0.6f * alpha));
  nb_point3(b, foot, nb_style(.color = color, .width = 9, .alpha = alpha));
}

// î, ĵ, k̂ and v where they are now, and behind them, dimly, where they were.
static void draw_arrows(nb_board *b, const nb_frame *f, nb_view view, nb_mat3 m, nb_vec3 v)
{
  static const char *const names[] = {"\\hat\\imath", "\\hat\\jmath", "\\hat k", "\\vec v"};
  const nb_vec3 were[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, v};
  float old = nb_during(f, MOVE, COLUMNS) * nb_cue(f, MOVE, 0.6f, 0.6f) + nb_during(f, TURN, TURN);
  for (int k = 0; k < 4; k++) {
    float drawn = k < 3 ? nb_cue(f, CUBE, 0.3f + 0.6f * (float)k, 0.8f) : nb_cue(f, SPACE, 4.9f, 1);
    nb_style style = nb_style(.reveal = drawn, .color = NB_I + (nb_color)k, .width = 8, .halo_width = 4,
                              .alpha = arrows(f) * (k < 3 ? 1 : 1 - nb_cue(f, FLAT, 0, 0.5f)));
    nb_vector3(b, view, nb_apply3(m, were[k]), names[k], landed(f), style);
    nb_arrow3(b, zero, were[k], nb_style(.color = style.color, .width = 5, .alpha = 0.35f * old));
  }
  draw_post(b, nb_apply3(m, v), NB_V, arrows(f) * nb_during(f, PREDICT, TURN));
}

// The viewer's guess, where they think that v is turned to: a ring that keeps v's height, on a post.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec3 at = nb_at3(s->guess.x, s->guess.y, s->v.z);
  nb_tex(
      b, nb_at(NB_COLUMN, -2.75f), "\\textcolor{dim}{\\text{your guess}}\\;" NB_TEX_COLUMN3("v", "~1"),
      nb_style(.size = 27, .anchor = NB_LEFT, .alpha = nb_guessed(f, PREDICT) * nb_cue(f, TURN, 0.4f, 0.6f)),
      XYZ(at));
  draw_post(b, at, NB_V, nb_guessed(f, PREDICT) * (1 - nb_cue(f, TURN, 0, 0.6f)));
  draw_post(b, at, NB_DIM, nb_guessed(f, PREDICT) * nb_cue(f, TURN, 0, 0.6f));
  nb_vec2 ring = nb_on_view(view, at);
  if (nb_inside(view.area, ring) && nb_guess_in(b, f, PREDICT, nb_on_view(view, zero), ring))
    nb_grab_over(b, &s->guess, at, nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
}

// ---------------------------------------------------------------------------------------------------------------
// Two turns in both orders

// A brick in a space of its own, with the three arrows on its edges, and its two turns, one after the other; the axis of the
// one that runs is lit.
static void draw_turns(nb_board *b, const nb_frame *f, nb_view view, const nb_vec3 axes[2], float at)
{
  nb_mat3 turn = nb_identity3();
  nb_space(b, view, (nb_space_spec){0});
  nb_floor3(b, (nb_floor_spec){.reach = 2.6f}, nb_style(.color = NB_AXIS, .alpha = 0.3f));
  nb_axes3(b, (nb_axes3_spec){.reach = 2.2f}, nb_style(.width = 2.5f));
  for (int k = 0; k < 2; k++, at += 1.9f) {
    nb_style lit = nb_style(.width = 5, .alpha = nb_visit(f, ORDER, at - 0.5f, 2.4f));
    turn = nb_multiply3(about(axes[k], nb_cue(f, ORDER, at, 1.4f)), turn);
    nb_line3(b, zero, nb_scale3(2.05f, axes[k]), lit);
    nb_turn3(b, nb_scale3(2 - 0.5f * axes[k].x, axes[k]), axes[k], 0.6f, lit);
  }
  nb_mat3 edges = {nb_scale3(0.6f, turn.i), nb_scale3(1.1f, turn.j), nb_scale3(1.7f, turn.k)};
  nb_box_shadow(b, zero, edges, 0, nb_style());
  nb_box(b, zero, edges, nb_style(.color = NB_AXIS, .fill = NB_PLANE, .alpha = 0.55f));
  for (int k = 0; k < 3; k++)
    nb_arrow3(b, zero, (&turn.i)[k], nb_style(.color = NB_I + (nb_color)k));
  nb_end(b);
}

static void draw_orders(nb_board *b, const nb_frame *f, const State *s)
{
  const nb_vec3 axes[] = {z_axis, x_axis, z_axis};
  static const char *const words[] = {"turn Z about z, then X about x", "turn X about x, then Z about z"},
                           *const products[] = {"XZ = " NB_TEX_MATRIX3("~1"), "ZX = " NB_TEX_MATRIX3("~1")};
  nb_rect half = {nb_stage().x, nb_stage().y, nb_stage().width / 2, nb_stage().height};
  nb_camera camera = s->camera;
  camera.target = nb_at3(0, -0.1f, 0.4f), camera.distance *= 1.15f;
  nb_fade(b, nb_during(f, ORDER, ORDER));
  for (int k = 0; k < 2; k++, half.x += half.width) {
    float at = 1.6f + 4.6f * (float)k, low = 2.4f - 1.8f * (float)k;
    nb_mat3 m = nb_multiply3(about(axes[k + 1], 1), about(axes[k], 1));
    draw_turns(b, f, nb_look(camera, half), axes + k, at);
    nb_text(b, nb_at(half.x + 1.2f, half.y + 0.7f), words[k],
            nb_style(NB_FROM(f, ORDER, at - 0.5f, 0.8f), .size = 28));
    nb_tex(b, nb_at(NB_COLUMN, low), products[k],
           nb_style(NB_FROM(f, ORDER, at + 3.2f, 1), .size = 36, .anchor = NB_LEFT), NB_ENTRIES3(m));
  }
  nb_tex(b, nb_at(NB_COLUMN, -1), "\\text{no: }XZ\\ne ZX", nb_style(NB_FROM(f, ORDER, 10.4f, 1), .size = 36));
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define SO_MANY(format, color) "\\textcolor{v}{\\val[" format "]}" NB_TEX_COLUMN3(color, "~1")

// v's numbers; they make room for the matrix.
static void draw_list(nb_board *b, const nb_frame *f, const State *s)
{
  float low = NB_COURSE(f, 0, {COLUMNS, 0, 0.8f, 1}, {PREDICT, 0, 0.6f, 0}, {TURN, 0.2f, 0.8f, 1}),
        clear = nb_during(f, CUBE, MOVE);
  nb_tex(b, nb_at(NB_COLUMN, 2.3f - 1.5f * low), "\\textcolor{v}{\\vec v} = " NB_TEX_COLUMN3("v", "~1"),
         nb_style(NB_BETWEEN(f, SPACE, TURN, 1.8f, 3.4f), .size = 44, .anchor = NB_LEFT), XYZ(s->v));
  const char *p = nb_primed(b, "", landed(f), &clear);
  p = nb_words(b,
               "\\color{v}\\vec v%s \\color{text}= \\color{v}\\val[~1]\\,\\color{i}\\hat\\imath%s "
               "\\color{v}\\val[+~1]\\,\\color{j}\\hat\\jmath%s \\color{v}\\val[+~1]\\,\\color{k}\\hat k%s",
               p, p, p, p);
  nb_tex(b, nb_at(NB_COLUMN, 0.2f), p, nb_style(NB_FROM(f, CUBE, 3, 1.4f), .size = 38, .alpha = clear),
         XYZ(s->v));
}

// Column after column, as each of the arrows is named.
static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat3 *m, int first, int last)
{
  nb_tex(b, nb_at(NB_COLUMN, 2.4f), "A = " NB_TEX_MATRIX3("1"),
         nb_style(NB_BETWEEN(f, first, last, 0.9f, 1), .size = 36, .anchor = NB_LEFT,
                  .parts = NB_PARTS({"i", .hidden = 1 - nb_cue(f, first, 1.2f, 0.9f)},
                                    {"j", .hidden = 1 - nb_cue(f, first, 2.1f, 0.9f)},
                                    {"k", .hidden = 1 - nb_cue(f, first, 3, 0.9f)})),
         NB_ENTRIES3(*m));
}

// Where the arrows land, and v: so much of each column.
static void draw_landing(nb_board *b, const nb_frame *f, const State *s, const nb_mat3 *m, int step)
{
  nb_vec3 v = {nb_shown(s->v.x, 1), nb_shown(s->v.y, 1), nb_shown(s->v.z, 1)}, end = nb_apply3(*m, v);
  nb_style style = nb_style(NB_IN(f, step, 4.4f, 2), .size = 28, .anchor = NB_LEFT);
  draw_matrix(b, f, m, step, step);
  nb_tex(b, nb_at(NB_COLUMN, -0.65f), SO_MANY("~1", "i") SO_MANY("+~1", "j") SO_MANY("+~1", "k"), style, &v.x,
         XYZ(m->i), &v.y, XYZ(m->j), &v.z, XYZ(m->k));
  style.reveal = nb_cue(f, step, 6.6f, 1);
  nb_tex(b, nb_at(NB_COLUMN, -1.75f),
         "=\\," NB_TEX_COLUMN3("v", "~1") "= A\\,\\textcolor{v}{\\vec v} = \\textcolor{v}{\\vec v'}", style,
         XYZ(end));
}

// What is under the box times how high it is: a parallelogram is as large as a side times how wide it is from there. Beyond the
// floor the height counts as negative.
static void draw_volume(nb_board *b, const nb_frame *f, const nb_mat3 *m)
{
  nb_vec3 along = nb_unit3(m->j), up = nb_unit3(nb_cross3(m->i, m->j));
  float side = nb_shown(nb_length3(m->j), 1), width = nb_shown(nb_length3(nb_cross3(m->i, along)), 1),
        height = nb_shown(nb_dot3(m->k, up), 1), volume = side * width * height;
  nb_tex(b, nb_at(NB_COLUMN, 0.4f),
         "\\underbrace{\\val[~1] \\cdot \\val[~1]}_{\\text{base area}} \\;\\cdot\\;\\; "
         "\\underbrace{\\val[~1]}_{\\text{height}} \\,= \\underbrace{\\val[~1]}_{\\text{volume}}",
         nb_style(NB_BETWEEN(f, FLAT, PLAY, 1, 2.6f), .size = 38), &side, &width, &height, &volume);
  nb_tex(b, nb_at(NB_COLUMN, -1.2f),
         "\\color{k}\\hat k' \\color{text}= \\tfrac12\\,\\color{i}\\hat\\imath' \\color{text}+ "
         "\\tfrac12\\,\\color{j}\\hat\\jmath' \\color{text}\\text{, in their span}",
         nb_style(NB_IN(f, FLAT, 7.6f, 1), .size = 33));
  nb_text(b, nb_at(NB_COLUMN, -0.5f), "the cube’s volume was 1",
          nb_style(NB_IN(f, FLAT, 3, 0.8f), .color = NB_DIM, .size = 26));
  nb_text(b, nb_at(NB_COLUMN, -0.5f), "no turn brings the arrows there",
          nb_style(.size = 26, .alpha = nb_smooth(-4 * height) * nb_cue(f, PLAY, 2, 0.5f)));
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_grab_camera(b, &s->camera, view);
  if ((f->step == SPACE && f->seconds > 5.9f) || f->step == CUBE)
    nb_grab3(b, &s->v, view);
  for (int k = 0; k < 3 && f->step == PLAY && f->seconds > 2; k++)
    nb_grab3(b, &s->a.i + k, view);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_mat3 now = motion(f, s), quarter = about(z_axis, 1);
  nb_space(b, view, (nb_space_spec){0});
  draw_frame(b, f);
  draw_cube(b, f, now);
  nb_way3(b, view, s->v, nb_style(NB_BETWEEN(f, SPACE, CUBE, 1.6f, 3.1f), .size = 30));
  nb_shares3(b, leaning, s->v, nb_style(NB_IN(f, COLUMNS, 4.4f, 2.6f)));
  draw_measures(b, f, view, now);
  draw_arrows(b, f, view, now, s->v);
  draw_guess(b, f, s, view);
  nb_turn3(b, nb_at3(0, 0, 2.1f), z_axis, 0.7f, nb_style(NB_IN(f, PREDICT, 0.4f, 1)));
  nb_end(b);
  draw_orders(b, f, s);

  const nb_mat3 *m = f->step == PLAY && f->seconds > 2 ? &s->a : &now; // theirs can be taken hold of
  draw_list(b, f, s);
  draw_landing(b, f, s, &leaning, COLUMNS);
  draw_landing(b, f, s, &quarter, TURN);
  draw_matrix(b, f, m, FLAT, PLAY);
  draw_volume(b, f, m);
  offer_hands(b, f, s, view);
}

NB_SCENE(State, .title = "Transformations of space", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1, -1, 0}, {0, 2, 0}, {0.5f, 0.5f, 1.5f}},
                                 .v = {0.8f, 1.2f, 1.4f},
                                 .guess = {1, -1.5f},
                                 .camera = {{0.2f, 0.4f, 0.75f}, 8, -0.4f, 0.42f}},
         NB_DRAW(draw))
