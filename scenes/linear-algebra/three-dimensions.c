// Transformations of space.
//
// What a learner believes: a 3×3 matrix is nine numbers and a longer recipe, and nothing that the plane taught is of
// use. What mends it: it is the same sentence with one more arrow. Three arrows, three landings, three columns. What
// space has of its own comes last: in the plane two turns may be done in any order, here they may not.
//
// One motion (see `motion`) carries the cube, its three edges and v.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat3 a;     // where î, ĵ and k̂ land: the viewer's matrix
  nb_vec3 v;     // the vector in hand, before the motion
  nb_vec2 guess; // above which point of the floor the viewer thinks that v is turned to
  nb_camera camera;
} State;

enum { SPACE, CUBE, MOVE, COLUMNS, PREDICT, TURN, ORDER, FLAT, PLAY };

static const float quarter = 1.57079633f;

static nb_mat3 about_z(float quarters)
{
  return nb_rotation3(nb_at3(0, 0, 1), quarters * quarter);
}

static void turned(const void *state, void *truth)
{
  nb_vec3 v = ((const State *)state)->v;
  *(nb_vec2 *)truth = nb_at(-v.y, v.x);
}

static const nb_step steps[] = {
    [SPACE] = {"Three numbers", .seconds = 7,
               .say = "In space a vector is *three* numbers: so far along x, along y, and up.",
               .hear = {"A vector in space is three numbers"}, .needs = {"linear-algebra/vectors"}},
    [CUBE] = {"A third arrow", .seconds = 5.5f,
              .say = "î and ĵ lie on the floor. The third arrow, *k̂*, stands on it; between them, a cube.",
              .hear = {"There are three basis vectors, and so many of each make v"},
              .needs = {"linear-algebra/span"}},
    [MOVE] = {"All of space moves", .seconds = 6,
              .say = "A *linear* motion again: the cube leans, its edges stay straight, the origin stays.",
              .hear = {"Lines stay lines, evenly spaced", "The origin stays put"}},
    [COLUMNS] = {"Three columns", .seconds = 8,
                 .say = "Three arrows, three landings, three *columns*. There is nothing else in the matrix.",
                 .hear = {"Each column is where a basis vector lands",
                          "Three landings are enough to know where every vector lands"}},
    [PREDICT] =
        {"A quarter turn", .seconds = 5, .wait = true,
         .ask = "Space makes a *quarter turn* about z, counter-clockwise. Drag the ring to where v lands.",
         .say = "That is your guess. Now watch.", .answer = "guess", .truth = turned},
    [TURN] = {"What the turn leaves alone", .seconds = 7,
              .say = "î goes to ĵ, ĵ to the back of î, and k̂ *stays*: so v keeps its height.",
              .hear = {"The axis of a turn stays where it is"}},
    [ORDER] = {"Two turns, two orders", .seconds = 11,
               .say = "The same two turns in the other order, and the box ends up *elsewhere*.",
               .hear = {"In space the order of two turns matters"}, .needs = {"linear-algebra/composition"}},
    [FLAT] = {"Flattened", .seconds = 7,
              .say = "k̂ lands on the plane of î and ĵ, and the whole of space is pressed *flat*.",
              .hear = {"If one column lies in the plane of the others, space collapses to it"}},
    [PLAY] = {"Your own motion", .seconds = 8, .live = true,
              .say = "Drag the tips, drag the numbers; drag the empty space to walk round it."},
};

static const nb_param params[] = {
    NB_MATRIX3(State, a, "A", .min = -2.5f, .max = 2.5f),
    NB_POINT3(State, v, "v", .min = -1.8f, .max = 1.8f),
    NB_POINT(State, guess, "guess", .min = -3, .max = 3),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const float column = 3.66f; // where the formulas start
static const nb_vec3 zero = {0, 0, 0};
static const nb_mat3 leaning = {{1.5f, 0.4f, 0}, {-0.5f, 1.3f, 0.4f}, {0.3f, 0.5f, 1.5f}};
static const nb_mat3 flat = {{1.5f, 0.4f, 0.2f}, {-0.5f, 1.3f, 0.5f}, {1, 1.7f, 0.7f}};

// The viewer's camera; at first it walks round, so that what looks like a drawing turns out to have depth.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera c = nb_camera_orbit(s->camera, -1.2f * (1 - nb_cue(f, SPACE, 0.8f, 5.5f)), 0);
  c = nb_camera_orbit(c, 0.5f * (nb_cue(f, FLAT, 3.6f, 2.6f) - nb_cue(f, PLAY, 0, 1.5f)), 0);
  return nb_look(c, nb_stage());
}

// Where space is now: everything in it shares this one motion.
static nb_mat3 motion(const nb_frame *f, const State *s)
{
  nb_mat3 rest = nb_identity3();
  nb_mat3 m = nb_mat3_between(rest, leaning, nb_cue(f, MOVE, 0.6f, 3));
  m = nb_mat3_between(m, rest, nb_cue(f, PREDICT, 0.2f, 1.4f));
  m = nb_multiply3(about_z(nb_cue(f, TURN, 0.6f, 2.6f) - nb_cue(f, ORDER, 0, 1)), m);
  m = nb_mat3_between(m, flat, nb_cue(f, FLAT, 0.8f, 2.6f));
  return nb_mat3_between(m, s->a, nb_cue(f, PLAY, 0.4f, 1.6f));
}

// How much of the cube and the arrows shows: they make room for the two boxes.
static float arrows(const nb_frame *f)
{
  return 1 - nb_during(f, ORDER, ORDER);
}

// ---------------------------------------------------------------------------------------------------------------
// Space

static void draw_floor(nb_board *b, const nb_frame *f, nb_view view)
{
  float reveal = nb_cue(f, SPACE, 0, 1.4f);
  nb_floor3(b, (nb_floor_spec){.reach = 4.2f}, nb_style(.reveal = reveal));
  nb_axes3(b, (nb_axes3_spec){.reach = 3, .no_ticks = true, .label = {"", "", ""}},
           nb_style(.width = 2.5f, .reveal = reveal));
  float named = nb_during(f, SPACE, CUBE) + nb_during(f, PREDICT, TURN);
  static const char *const names[] = {"x", "y", "z"};
  static const nb_vec3 ends[] = {{3, 0, 0}, {0, 3, 0}, {0, 0, 3}};
  for (int k = 0; k < 3; k++)
    nb_label3(b, view, ends[k], nb_sub(nb_on_view(view, ends[k]), nb_on_view(view, zero)), names[k],
              nb_style(.color = NB_AXIS, .size = 28, .alpha = named * nb_cue(f, SPACE, 1, 0.4f)));
}

// The walk to v: along the first arrow, along the second, along the third.
static void draw_walk(nb_board *b, const nb_frame *f, nb_mat3 m, nb_vec3 v)
{
  nb_vec3 one = nb_scale3(v.x, m.i), two = nb_add3(one, nb_scale3(v.y, m.j)), all = nb_apply3(m, v);
  float shown = nb_during(f, SPACE, CUBE);
  nb_line3(b, zero, one,
           nb_style(.color = NB_I, .width = 5, .alpha = shown, .reveal = nb_cue(f, SPACE, 3, 0.8f)));
  nb_line3(b, one, two,
           nb_style(.color = NB_J, .width = 5, .alpha = shown, .reveal = nb_cue(f, SPACE, 3.8f, 0.8f)));
  nb_line3(b, two, all,
           nb_style(.color = NB_K, .width = 5, .alpha = shown, .reveal = nb_cue(f, SPACE, 4.6f, 0.8f)));
}

static void draw_basis(nb_board *b, const nb_frame *f, nb_view view, nb_mat3 m)
{
  static const nb_color colors[] = {NB_I, NB_J, NB_K};
  static const char *const names[] = {"î", "ĵ", "k̂"};
  const nb_vec3 tips[] = {m.i, m.j, m.k};
  for (int k = 0; k < 3; k++) {
    float at = 0.3f + 0.6f * (float)k;
    nb_arrow3(
        b, zero, tips[k],
        nb_style(.color = colors[k], .width = 8, .alpha = arrows(f), .reveal = nb_cue(f, CUBE, at, 0.7f)));
    nb_vec2 away = nb_sub(nb_on_view(view, tips[k]), nb_on_view(view, zero));
    nb_label3(
        b, view, tips[k], away, names[k],
        nb_style(.color = colors[k], .size = 36,
                 .alpha = arrows(f) * nb_cue(f, CUBE, at + 0.5f, 0.5f) * fminf(1, 4 * nb_length3(tips[k]))));
  }
}

static void draw_cube(nb_board *b, const nb_frame *f, nb_mat3 m)
{
  nb_grid3(b, m, 2, nb_style(.alpha = 0.45f * arrows(f) * nb_during(f, MOVE, PLAY), .width = 1.2f));
  nb_box_shadow(b, zero, m, 0, nb_style(.alpha = arrows(f) * nb_cue(f, CUBE, 2.4f, 1.2f)));
  nb_box(b, zero, m,
         nb_style(.fill = NB_PLANE, .color = NB_AXIS, .width = 2, .alpha = 0.5f * arrows(f),
                  .reveal = nb_cue(f, CUBE, 2.4f, 1.2f)));
}

static void draw_v(nb_board *b, const nb_frame *f, nb_view view, nb_vec3 tip)
{
  float shown = arrows(f) * (1 - nb_cue(f, FLAT, 0, 0.5f));
  nb_shadow3(b, (const nb_vec3[]){zero, tip}, 2, 0, nb_style(.alpha = shown * nb_cue(f, SPACE, 2, 1)));
  nb_arrow3(b, zero, tip,
            nb_style(.color = NB_V, .width = 8, .alpha = shown, .reveal = nb_cue(f, SPACE, 1.8f, 1)));
  nb_line3(b, tip, nb_at3(tip.x, tip.y, 0), // what holds it up: without it nobody can tell how far away it is
           nb_style(.color = NB_V, .width = 2, .alpha = 0.6f * nb_during(f, PREDICT, TURN)));
  nb_label3(b, view, tip, nb_at(0.3f, 1), "v",
            nb_style(.color = NB_V, .size = 38, .alpha = shown * nb_cue(f, SPACE, 2.4f, 0.5f)));
}

// The viewer's guess: a ring that keeps v's height, on a post.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec3 at = nb_at3(s->guess.x, s->guess.y, s->v.z);
  float shown = nb_during(f, PREDICT, nb_answered(f, PREDICT) ? TURN : PREDICT);
  nb_line3(b, at, nb_at3(at.x, at.y, 0), nb_style(.color = NB_V, .width = 2, .alpha = 0.6f * shown));
  nb_point3(b, nb_at3(at.x, at.y, 0), nb_style(.color = NB_V, .width = 9, .alpha = shown));
  nb_vec2 ring = nb_on_view(view, at);
  if (!nb_inside(view.area, ring)) // the camera has come too near
    return;
  nb_guess(b, nb_on_view(view, zero), ring, nb_style(.alpha = shown));
  if (f->step == PREDICT)
    nb_grab_over(b, &s->guess, at, nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
}

// ---------------------------------------------------------------------------------------------------------------
// Two turns in both orders

// A box with a lid of its own colour, so that one sees how it lies.
static void draw_lid_box(nb_board *b, nb_vec3 middle, nb_mat3 turn, float alpha)
{
  nb_vec3 half = nb_apply3(turn, nb_at3(0.35f, 0.6f, 0.9f));
  nb_mat3 edges = {nb_scale3(0.7f, turn.i), nb_scale3(1.2f, turn.j), nb_scale3(1.8f, turn.k)};
  nb_vec3 corner = nb_sub3(middle, half);
  nb_box_shadow(b, corner, edges, 0, nb_style(.alpha = alpha));
  nb_box(b, corner, edges, nb_style(.fill = NB_PLANE, .color = NB_AXIS, .alpha = alpha));
  nb_vec3 lid = nb_add3(corner, nb_scale3(1.004f, edges.k));
  nb_parallelogram(b, lid, edges.i, edges.j, nb_style(.fill = NB_V, .color = NB_AXIS, .alpha = alpha));
  nb_vec3 side = nb_add3(corner, nb_scale3(1.004f, edges.i));
  nb_parallelogram(b, side, edges.j, edges.k, nb_style(.fill = NB_I, .color = NB_AXIS, .alpha = alpha));
}

static void draw_orders(nb_board *b, const nb_frame *f, nb_view view)
{
  float shown = nb_during(f, ORDER, ORDER), first = nb_cue(f, ORDER, 1.6f, 2.4f),
        second = nb_cue(f, ORDER, 5, 2.4f);
  nb_vec3 x = nb_at3(1, 0, 0), left = nb_at3(-1.3f, -1.6f, 1), right = nb_at3(1.3f, 1.6f, 1);
  nb_mat3 z_then_x = nb_multiply3(nb_rotation3(x, quarter * second), about_z(first));
  nb_mat3 x_then_z = nb_multiply3(about_z(second), nb_rotation3(x, quarter * first));
  draw_lid_box(b, left, z_then_x, shown);
  draw_lid_box(b, right, x_then_z, shown);
  nb_style words = nb_style(.color = NB_TEXT, .size = 26, .font = NB_FONT_MEDIUM, .alpha = shown);
  words.reveal = nb_cue(f, ORDER, 0.8f, 0.8f);
  nb_label3(b, view, nb_at3(left.x, left.y, 2.2f), nb_at(0, 1), "first z, then x", words);
  nb_label3(b, view, nb_at3(right.x, right.y, 2.2f), nb_at(0, 1), "first x, then z", words);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_vector(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, SPACE, CUBE);
  nb_tex(b, nb_at(column, 2.2f),
         "\\color{v}\\vec v \\color{text}= \\begin{bmatrix} \\textcolor{i}{\\val[1]} \\\\ "
         "\\textcolor{j}{\\val[1]} \\\\ "
         "\\textcolor{k}{\\val[1]} \\end{bmatrix}",
         nb_style(.size = 46, .anchor = NB_LEFT, .alpha = shown, .reveal = nb_cue(f, SPACE, 2.6f, 2.4f)),
         &s->v.x, &s->v.y, &s->v.z);
}

// Column after column, as each of the arrows is named.
static void draw_matrix(nb_board *b, const nb_frame *f, const State *s, const nb_mat3 *now)
{
  const nb_mat3 *m = f->step == PLAY && f->seconds > 2 ? &s->a : now; // theirs can be taken hold of
  float shown = nb_cue(f, COLUMNS, 0.3f, 1.2f) * arrows(f) * (1 - nb_during(f, PREDICT, PREDICT));
  float hide[3];
  for (int k = 0; k < 3; k++)
    hide[k] = 1 - nb_cue(f, COLUMNS, 1.2f + 1.6f * (float)k, 0.9f);
  nb_tex(b, nb_at(column, 2.1f),
         "A = \\begin{bmatrix}"
         "\\part{i}{\\textcolor{i}{\\val[1]}} & \\part{j}{\\textcolor{j}{\\val[1]}} & "
         "\\part{k}{\\textcolor{k}{\\val[1]}} \\\\"
         "\\part{i}{\\textcolor{i}{\\val[1]}} & \\part{j}{\\textcolor{j}{\\val[1]}} & "
         "\\part{k}{\\textcolor{k}{\\val[1]}} \\\\"
         "\\part{i}{\\textcolor{i}{\\val[1]}} & \\part{j}{\\textcolor{j}{\\val[1]}} & "
         "\\part{k}{\\textcolor{k}{\\val[1]}}"
         "\\end{bmatrix}",
         nb_style(.size = 36, .anchor = NB_LEFT, .alpha = shown,
                  .parts =
                      NB_PARTS({"i", .hidden = hide[0]}, {"j", .hidden = hide[1]}, {"k", .hidden = hide[2]})),
         &m->i.x, &m->j.x, &m->k.x, &m->i.y, &m->j.y, &m->k.y, &m->i.z, &m->j.z, &m->k.z);
}

static void draw_remarks(nb_board *b, const nb_frame *f, const State *s, const nb_mat3 *now)
{
  nb_style words = nb_style(.color = NB_DIM, .size = 28);
  words.alpha = nb_during(f, FLAT, PLAY);
  words.reveal = nb_cue(f, FLAT, 3.4f, 0.8f);
  nb_tex(b, nb_at(column, 0.5f), "\\text{volume of the cube} = \\val[2]", words,
         &(float){nb_determinant3(f->step == PLAY && f->seconds > 2 ? s->a : *now)});
  if (!nb_answered(f, PREDICT))
    return;
  nb_vec2 truth;
  turned(s, &truth);
  float off = nb_length(nb_sub(s->guess, truth));
  words.alpha = nb_during(f, TURN, TURN);
  words.reveal = nb_cue(f, TURN, 3.4f, 0.8f);
  nb_text(b, nb_at(column, 0.5f),
          off < 0.25f  ? "Spot on."
          : off < 0.8f ? "So close."
                       : "The ring is where you thought.",
          words);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_mat3 now = motion(f, s);
  nb_vec3 tip = nb_apply3(now, s->v);

  nb_space(b, view, (nb_space_spec){0});
  draw_floor(b, f, view);
  draw_cube(b, f, now);
  draw_walk(b, f, now, s->v);
  draw_orders(b, f, view);
  draw_v(b, f, view, tip);
  draw_basis(b, f, view, now);
  draw_guess(b, f, s, view);
  nb_end(b);

  draw_vector(b, f, s);
  draw_matrix(b, f, s, &now);
  draw_remarks(b, f, s, &now);
  nb_grab_camera(b, &s->camera, view);
  if ((f->step == SPACE && f->seconds > 3) || f->step == CUBE)
    nb_grab3(b, &s->v, view);
  if (f->step == PLAY && f->seconds > 2) {
    nb_grab3(b, &s->a.i, view);
    nb_grab3(b, &s->a.j, view);
    nb_grab3(b, &s->a.k, view);
  }
}

NB_SCENE(State, .title = "Transformations of space", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{1.5f, 0.4f, 0}, {-0.5f, 1.3f, 0.4f}, {0.3f, 0.5f, 1.5f}},
                                 .v = {1, 1, 1.4f},
                                 .guess = {0.4f, -2},
                                 .camera = {.target = {0.2f, 0.2f, 0.8f},
                                            .distance = 9.5f,
                                            .azimuth = -0.75f,
                                            .elevation = 0.42f}},
         NB_DRAW(draw))
