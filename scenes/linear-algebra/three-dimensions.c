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
    [CUBE] = {"A third arrow", .seconds = 5.5f,
              .say = "î and ĵ lie on the floor, and a third arrow, k̂, stands *up*: three edges of a cube.",
              .hear = {"There are three basis vectors, and so many of each make v"},
              .needs = {"linear-algebra/span"}},
    [MOVE] = {"All of space moves", .seconds = 6,
              .say = "A *linear* motion: the cube leans, what was parallel stays parallel, the origin stays.",
              .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [COLUMNS] =
        {"Three columns", .seconds = 9,
         .say = "Three landings, three *columns*: A. Take as many of each as v says, and there it lands.",
         .hear = {"Each column is where a basis vector lands",
                  "Three landings are enough to know where every vector lands"}},
    [PREDICT] =
        {"A quarter turn", .seconds = 5, .wait = true,
         .ask =
             "A *quarter turn* about z, counter-clockwise seen from above. Drag the ring to where v lands.",
         .say = "That is your guess. Now watch.", .answer = "guess", .truth = turned},
    [TURN] = {"What the turn leaves alone", .seconds = 7,
              .say = "î turns to where ĵ was, ĵ turns a quarter further, and k̂ *stays*: it is on the *axis*.",
              .hear = {"The axis of a turn stays where it is"}},
    [ORDER] =
        {"Two turns, two orders", .seconds = 12,
         .say = "Slide two bricks together. Then the same two turns, in *different orders*: they end apart.",
         .hear = {"In space the order of two turns matters"}, .needs = {"linear-algebra/composition"}},
    [FLAT] = {"Flattened", .seconds = 8.5f,
              .say = "Let k̂′ sink into the plane of î′ and ĵ′: space becomes a *plane*, no volume is left.",
              .hear = {"If one column lies in the plane of the others, space collapses to it"}},
    [PLAY] =
        {"Your own motion", .seconds = 8, .live = true,
         .say = "Drag k̂′ through the plane of the other two: space is mirrored, the volume gets a *minus*."},
};

static const nb_param params[] = {
    NB_MATRIX3(State, a, "A", .min = -2.5f, .max = 2.5f),
    NB_POINT3(State, v, "v", .min = -1.8f, .max = 1.8f),
    NB_POINT(State, guess, "guess", .min = -3, .max = 3),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_mat3 leaning = {{1.4f, 0.4f, 0}, {-0.6f, 1.2f, 0.4f}, {0.3f, 0.5f, 1.5f}};
static const nb_mat3 flat = {{1.4f, 0.4f, 0}, {-0.6f, 1.2f, 0.4f}, {0.4f, 0.8f, 0.2f}}; // k̂ half of each

// The viewer's camera; at first it comes round, so that what looks like a drawing turns out to have depth.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera c = nb_camera_orbit(s->camera, -0.7f * (1 - nb_cue(f, SPACE, 0, 2.4f)), 0);
  float along = nb_cue(f, FLAT, 0, 2) - nb_cue(f, PLAY, 0, 1.5f); // what becomes flat: it is seen as a line
  c = nb_camera_orbit(c, 0.3f * along, -0.44f * along);
  return nb_look(c, nb_stage());
}

// Where space is now: everything in it shares this one motion.
static nb_mat3 motion(const nb_frame *f, const State *s)
{
  if (nb_begun(f, ORDER)) { // nobody sees it come to lean again
    nb_mat3 m = nb_mat3_between(leaning, flat, nb_cue(f, FLAT, 2, 3));
    return nb_mat3_between(m, s->a, nb_cue(f, PLAY, 0.4f, 1.6f));
  }
  if (nb_begun(f, PREDICT))
    return about(z_axis, nb_cue(f, TURN, 0.6f, 2.6f));
  return nb_mat3_between(nb_identity3(), leaning, nb_cue(f, MOVE, 0.6f, 3));
}

// Have the arrows and v been moved, so that they have primes?
static float landed(const nb_frame *f)
{
  if (nb_begun(f, ORDER))
    return 1;
  return nb_begun(f, PREDICT) ? nb_cue(f, TURN, 0.4f, 0.5f) : nb_cue(f, MOVE, 0.4f, 0.5f);
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
  nb_floor3(b, (nb_floor_spec){.reach = 4.2f}, nb_style(NB_FROM(f, SPACE, 0, 1.4f)));
  nb_axes3(b, (nb_axes3_spec){.reach = 2.7f}, nb_style(NB_FROM(f, SPACE, 0, 1.4f), .width = 2.5f));
}

// The walk to v: along the first arrow, along the second, along the third.
static void draw_walk(nb_board *b, const nb_frame *f, nb_vec3 v)
{
  const nb_vec3 corners[] = {zero, {v.x, 0, 0}, {v.x, v.y, 0}, v};
  for (int k = 0; k < 3; k++)
    nb_line3(
        b, corners[k], corners[k + 1],
        nb_style(NB_IN(f, SPACE, 1.6f + 1.1f * (float)k, 0.9f), .color = NB_I + (nb_color)k, .width = 5));
}

static void draw_basis(nb_board *b, const nb_frame *f, nb_view view, nb_mat3 m)
{
  static const char *const names[] = {"\\hat\\imath", "\\hat\\jmath", "\\hat k"};
  static const nb_vec2 flat_aside[] = {{1.5f, -1.5f}, {0, 1}, {1.5f, 0}};
  const nb_vec3 tips[] = {m.i, m.j, m.k};
  for (int k = 0; k < 3; k++) {
    nb_style style = nb_style(NB_FROM(f, CUBE, 0.3f + 0.6f * (float)k, 0.8f), .color = NB_I + (nb_color)k,
                              .width = 8, .alpha = arrows(f));
    nb_arrow3(b, zero, tips[k], style);
    style.alpha *= style.reveal * fminf(1, 4 * nb_length3(tips[k]));
    const char *name = nb_primed(b, names[k], landed(f), &style.alpha);
    nb_vec2 ahead = nb_unit(nb_sub(nb_on_view(view, tips[k]), nb_on_view(view, zero)));
    // Where they are seen in line, the names keep off the other arrows.
    nb_vec2 away = nb_add(ahead, nb_scale(nb_during(f, FLAT, FLAT), flat_aside[k]));
    nb_label3(b, view, tips[k], away, name,
              nb_style(.color = style.color, .size = 42, .halo_width = 9, .alpha = style.alpha));
  }
}

static void draw_cube(nb_board *b, const nb_frame *f, nb_mat3 m)
{
  float lattice = nb_cue(f, MOVE, 0.6f, 1) - nb_cue(f, PREDICT, 0, 0.5f) + nb_cue(f, FLAT, 0, 0.5f);
  nb_style box = nb_style(NB_FROM(f, CUBE, 2.4f, 1.2f), .fill = NB_PLANE, .color = NB_AXIS, .width = 2,
                          .alpha = 0.42f * arrows(f));
  nb_grid3(b, m, 1, nb_style(.width = 1.2f, .alpha = 0.5f * arrows(f) * lattice));
  nb_box_shadow(b, zero, m, 0, nb_style(.alpha = arrows(f) * box.reveal));
  nb_box(b, zero, m, box);
}

static void draw_v(nb_board *b, const nb_frame *f, nb_view view, nb_vec3 tip)
{
  nb_style style = nb_style(NB_FROM(f, SPACE, 4.9f, 1), .color = NB_V, .width = 8);
  style.alpha = arrows(f) * (1 - nb_cue(f, FLAT, 0, 0.5f));
  nb_shadow3(b, (const nb_vec3[]){zero, tip}, 2, 0, nb_style(.alpha = style.alpha * style.reveal));
  nb_arrow3(b, zero, tip, style);
  // What holds it up: without it nobody can tell how far away it is.
  nb_vec3 foot = nb_at3(tip.x, tip.y, 0);
  nb_style post =
      nb_style(.color = NB_V, .width = 2, .alpha = 0.6f * arrows(f) * nb_during(f, PREDICT, TURN));
  nb_line3(b, tip, foot, post);
  post.width = 9;
  nb_point3(b, foot, post);
  style.alpha *= style.reveal;
  const char *name = nb_primed(b, "\\vec v", landed(f), &style.alpha);
  nb_label3(b, view, tip, nb_at(0.3f, 1), name, nb_style(.color = NB_V, .size = 38, .alpha = style.alpha));
}

// The viewer's guess: a ring that keeps v's height, on a post.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec3 at = nb_at3(s->guess.x, s->guess.y, s->v.z), foot = nb_at3(at.x, at.y, 0);
  nb_vec2 ring = nb_on_view(view, at);
  if (!nb_inside(view.area, ring)) // the camera has come too near
    return;
  nb_line3(b, at, foot, nb_style(.color = NB_V, .width = 2, .alpha = 0.6f * nb_guessed(f, PREDICT)));
  nb_point3(b, foot, nb_style(.color = NB_V, .width = 9, .alpha = nb_guessed(f, PREDICT)));
  if (nb_guess_in(b, f, PREDICT, nb_on_view(view, zero), ring))
    nb_grab_over(b, &s->guess, at, nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
}

// ---------------------------------------------------------------------------------------------------------------
// Two turns in both orders

// A brick that stands at the origin, with a bright lid so that one sees how it lies.
static void draw_brick(nb_board *b, nb_vec3 corner, nb_mat3 turn, nb_style style)
{
  nb_mat3 edges = {nb_scale3(0.6f, turn.i), nb_scale3(1.1f, turn.j), nb_scale3(1.7f, turn.k)};
  nb_box_shadow(b, corner, edges, 0, nb_style(.alpha = style.alpha));
  nb_box(b, corner, edges, style);
  style.fill = NB_TEXT;
  nb_parallelogram(b, nb_add3(corner, nb_scale3(1.004f, edges.k)), edges.i, edges.j, style);
}

static void draw_orders(nb_board *b, const nb_frame *f)
{
  float first = nb_cue(f, ORDER, 2.6f, 2.4f), second = nb_cue(f, ORDER, 6.2f, 2.4f);
  nb_style style = nb_style(.color = NB_GROUND, .fill = NB_K, .alpha = nb_during(f, ORDER, ORDER));
  nb_vec3 aside =
      nb_scale3(1 - nb_cue(f, ORDER, 1, 1.2f), nb_at3(0, -1.8f, 0)); // so that one sees that there are two
  draw_brick(b, zero, nb_multiply3(about(x_axis, second), about(z_axis, first)), style);
  style.fill = NB_V;
  style.alpha *=
      1 - 0.5f * (nb_cue(f, ORDER, 1.4f, 0.6f) - nb_cue(f, ORDER, 3.2f, 0.8f)); // the other is still there
  draw_brick(b, aside, nb_multiply3(about(z_axis, second), about(x_axis, first)), style);
}

// What either brick does, in its colour.
static void draw_order_words(nb_board *b, const nb_frame *f)
{
  static const char *const words[2][2] = {{"blue:  about z,", "then about x"},
                                          {"amber:  about x,", "then about z"}};
  for (int k = 0; k < 4; k++) {
    nb_style style = nb_style(NB_IN(f, ORDER, k % 2 ? 6 : 2.4f, 0.8f), .size = 30);
    style.color = k < 2 ? NB_K : NB_V;
    nb_text(b, nb_at(NB_COLUMN, 2.2f - 0.6f * (float)(k % 2) - 1.7f * (float)(k / 2)), words[k / 2][k % 2],
            style);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define COLUMN_OF_THREE(color)                                                                               \
  "\\begin{bmatrix} \\color{" color "}\\val[~2] \\\\ \\color{" color "}\\val[~2] \\\\ \\color{" color        \
  "}\\val[~2] \\end{bmatrix}"
#define ROW                                                                                                  \
  "\\part{i}{\\textcolor{i}{\\val[1]}} & \\part{j}{\\textcolor{j}{\\val[1]}} & "                             \
  "\\part{k}{\\textcolor{k}{\\val[1]}}"

static void draw_vector(nb_board *b, const nb_frame *f, const State *s)
{
  float clear = 1, asked = nb_during(f, PREDICT, PREDICT) * nb_cue(f, PREDICT, 0.5f, 0.5f);
  const char *p = nb_primed(b, "", landed(f), &clear);
  nb_tex(b, nb_at(NB_COLUMN, 2.2f),
         "\\color{v}\\vec v \\color{text}= \\begin{bmatrix} \\textcolor{i}{\\val[~1]} \\\\ "
         "\\textcolor{j}{\\val[~1]} \\\\ \\textcolor{k}{\\val[~1]} \\end{bmatrix}",
         nb_style(.size = 46, .anchor = NB_LEFT, .reveal = nb_cue(f, SPACE, 1.8f, 3.4f),
                  .alpha = nb_during(f, SPACE, MOVE) + asked),
         &s->v.x, &s->v.y, &s->v.z);
  nb_style recipe = nb_style(NB_BETWEEN(f, CUBE, MOVE, 3, 1.4f), .size = 36);
  recipe.alpha *= clear;
  nb_tex(b, nb_at(NB_COLUMN, 0.2f),
         nb_words(b,
                  "\\color{v}\\vec v%s \\color{text}= \\val[~1]\\,\\textcolor{i}{\\hat\\imath%s} "
                  "\\val[+~1]\\,\\textcolor{j}{\\hat\\jmath%s} \\val[+~1]\\,\\textcolor{k}{\\hat k%s}",
                  p, p, p, p),
         recipe, &s->v.x, &s->v.y, &s->v.z);
}

// Column after column, as each of the arrows is named.
static void draw_matrix(nb_board *b, const nb_frame *f, const nb_mat3 *m)
{
  float asked = nb_cue(f, PREDICT, 0, 0.5f) - nb_cue(f, TURN, 0.5f, 0.5f); // for v's numbers, in its place
  float shown = nb_cue(f, COLUMNS, 0.3f, 1.2f) * arrows(f) * (1 - asked);
  float hide[3];
  for (int k = 0; k < 3; k++)
    hide[k] = 1 - nb_cue(f, COLUMNS, 0.8f + 1.2f * (float)k, 0.9f);
  nb_tex(b, nb_at(NB_COLUMN, 2.3f), "A = \\begin{bmatrix}" ROW "\\\\" ROW "\\\\" ROW "\\end{bmatrix}",
         nb_style(.size = 36, .anchor = NB_LEFT, .alpha = shown,
                  .parts =
                      NB_PARTS({"i", .hidden = hide[0]}, {"j", .hidden = hide[1]}, {"k", .hidden = hide[2]})),
         &m->i.x, &m->j.x, &m->k.x, &m->i.y, &m->j.y, &m->k.y, &m->i.z, &m->j.z, &m->k.z);
}

// Where v lands: so much of each column.
static void draw_landing(nb_board *b, const nb_frame *f, const State *s, const nb_mat3 *m)
{
  nb_vec3 v = {nb_shown(s->v.x, 1), nb_shown(s->v.y, 1), nb_shown(s->v.z, 1)}, end = nb_apply3(*m, v);
  nb_style style = nb_style(NB_IN(f, COLUMNS, 4.8f, 1.6f), .size = 30, .anchor = NB_LEFT);
  nb_tex(b, nb_at(NB_COLUMN, 0.4f),
         "A\\,\\textcolor{v}{\\vec v} = \\val[~1]" COLUMN_OF_THREE("i") "\\val[+~1]" COLUMN_OF_THREE("j"),
         style, &v.x, &m->i.x, &m->i.y, &m->i.z, &v.y, &m->j.x, &m->j.y, &m->j.z);
  style.reveal = nb_cue(f, COLUMNS, 6.4f, 1.6f);
  nb_tex(b, nb_at(NB_COLUMN + 0.55f, -0.9f), "\\val[+~1]" COLUMN_OF_THREE("k") "=" COLUMN_OF_THREE("v"),
         style, &v.z, &m->k.x, &m->k.y, &m->k.z, &end.x, &end.y, &end.z);
}

// Where the viewer thinks that v is turned to, and then where it is.
static void draw_guessed(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 end;
  turned(s, &end);
  nb_style style = nb_style(.size = 34, .anchor = NB_LEFT, .alpha = nb_guessed(f, PREDICT));
  nb_tex(b, nb_at(NB_COLUMN, -1.6f), "\\textcolor{dim}{\\text{your guess}}\\;" COLUMN_OF_THREE("v"), style,
         &s->guess.x, &s->guess.y, &s->v.z);
  nb_tex(b, nb_at(NB_COLUMN, 0.3f), "\\textcolor{v}{\\vec v'} =" COLUMN_OF_THREE("v"),
         nb_style(NB_IN(f, TURN, 3.4f, 1), .size = 40, .anchor = NB_LEFT), &end.x, &end.y, &s->v.z);
}

static void draw_volume(nb_board *b, const nb_frame *f, const nb_mat3 *m)
{
  float volume = nb_shown(nb_determinant3(*m), 2);
  nb_tex(b, nb_at(NB_COLUMN, 0.3f), "\\text{volume of the box} = \\val[~2]",
         nb_style(NB_BETWEEN(f, FLAT, PLAY, 0.4f, 0.8f), .size = 36), &volume);
  nb_tex(b, nb_at(NB_COLUMN, -0.8f),
         "\\textcolor{k}{\\hat k'} = \\tfrac12\\,\\textcolor{i}{\\hat\\imath'} + "
         "\\tfrac12\\,\\textcolor{j}{\\hat\\jmath'}",
         nb_style(NB_IN(f, FLAT, 5.2f, 1), .size = 40));
  nb_text(b, nb_at(NB_COLUMN, -0.5f), volume < 0 ? "minus: a mirror image" : "",
          nb_style(.alpha = nb_during(f, PLAY, PLAY)));
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_grab_camera(b, &s->camera, view);
  if ((f->step == SPACE && f->seconds > 5.9f) || f->step == CUBE)
    nb_grab3(b, &s->v, view);
  if (f->step == PLAY && f->seconds > 2) {
    nb_grab3(b, &s->a.i, view);
    nb_grab3(b, &s->a.j, view);
    nb_grab3(b, &s->a.k, view);
  }
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_mat3 now = motion(f, s);
  nb_space(b, view, (nb_space_spec){0});
  draw_frame(b, f);
  draw_cube(b, f, now);
  draw_walk(b, f, s->v);
  draw_orders(b, f);
  draw_v(b, f, view, nb_apply3(now, s->v));
  draw_basis(b, f, view, now);
  draw_guess(b, f, s, view);
  nb_end(b);

  const nb_mat3 *m = f->step == PLAY && f->seconds > 2 ? &s->a : &now; // theirs can be taken hold of
  draw_vector(b, f, s);
  draw_matrix(b, f, m);
  draw_landing(b, f, s, m);
  draw_guessed(b, f, s);
  draw_order_words(b, f);
  draw_volume(b, f, m);
  offer_hands(b, f, s, view);
}

NB_SCENE(State, .title = "Transformations of space", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1.4f, 0.4f, 0}, {-0.6f, 1.2f, 0.4f}, {0.3f, 0.5f, 1.5f}},
                                 .v = {1.2f, 0.6f, 1.4f},
                                 .guess = {0.4f, -2},
                                 .camera = {.target = {0.2f, 0.2f, 0.8f},
                                            .distance = 9.5f,
                                            .azimuth = -0.4f,
                                            .elevation = 0.42f}},
         NB_DRAW(draw))
