// Matrices that are not square.
//
// What a learner believes: a matrix is a square of numbers, and 3 x 2 or 2 x 3 is a matter of how one writes it. What mends
// it: what goes in and what comes out need not live in the same place. There is a column for every arrow that goes in, and
// in each column a row for every number of where it lands. The plane can be laid into space; space can fall onto a plane,
// and then whole lines land on single points.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec3 i, j;    // where the plane's basis vectors land in space
  nb_vec2 p, q, r; // where those of space land on the plane
  float guess;     // how many columns the viewer thinks that a matrix from space onto the plane has
  nb_camera camera;
} State;

enum { FLAT, INTO, TALL, PREDICT, ONTO, WIDE, LOST, PLAY };

static void columns(const void *state, void *truth)
{
  (void)state;
  *(float *)truth = 3; // one for each of î, ĵ and k̂
}

static const nb_step steps[] = {
    [FLAT] = {"Two go in", .seconds = 5, .say = "Take a plane. *Two* arrows tell all of it: î and ĵ.",
              .hear = {"Two basis vectors go in"}, .needs = {"linear-algebra/three-dimensions"}},
    [INTO] = {"Into space", .seconds = 7,
              .say = "Now let the two land in *space*: lines stay lines, the origin stays.",
              .hear = {"A linear motion can lead from the plane into space"}},
    [TALL] = {"Three by two", .seconds = 7,
              .say = "Two columns, for two arrows in. Three rows, for three numbers out.",
              .hear = {"Columns count what goes in, rows what comes out",
                       "The plane stays a plane in space"}},
    [PREDICT] = {"And back onto a plane?", .seconds = 5, .wait = true,
                 .ask = "Now all of *space* is to land on the plane. How many columns has the matrix?",
                 .say = "That is your guess. Now count.", .answer = "columns", .truth = columns},
    [ONTO] = {"Onto the plane", .seconds = 8, .say = "*Three* arrows go in, and each lands on the floor.",
              .hear = {"Three basis vectors go in, and land in the plane"}},
    [WIDE] = {"Two by three", .seconds = 7,
              .say = "Three columns for three arrows in, two rows for the numbers out.",
              .hear = {"The matrix has three columns and two rows"}},
    [LOST] = {"What is lost", .seconds = 8,
              .say = "A whole *line* of points lands on one. Nobody can tell where each came from.",
              .hear = {"Whole lines land on single points, so something is lost"}},
    [PLAY] = {"Your own", .seconds = 6, .live = true,
              .say = "Drag tips, numbers, or space itself. When is the plane only a *line* in space?"},
};

static const nb_param params[] = {
    NB_POINT3(State, i, "î", .min = -2, .max = 2),
    NB_POINT3(State, j, "ĵ", .min = -2, .max = 2),
    NB_POINT(State, p, "î onto the plane", .min = -2, .max = 2),
    NB_POINT(State, q, "ĵ onto the plane", .min = -2, .max = 2),
    NB_POINT(State, r, "k̂ onto the plane", .min = -2, .max = 2),
    NB_NUMBER(State, guess, "columns", .min = 1, .max = 4, .snap = 1),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Motions

// Whether it is about space falling onto the plane.
static float falling(const nb_frame *f)
{
  return nb_cue(f, ONTO, 0, 0.6f) - nb_cue(f, PLAY, 0, 0.6f);
}

// Of the plane into space: k̂ is of no account.
static nb_mat3 into(const nb_frame *f, const State *s)
{
  float t = nb_cue(f, INTO, 1.8f, 3) - nb_cue(f, PREDICT, 0, 0.8f) + nb_cue(f, PLAY, 0.6f, 1.6f);
  return nb_mat3_between(nb_identity3(), nb_columns3(s->i, s->j, nb_at3(0, 0, 1)), t);
}

// Of space onto the floor.
static nb_mat3 onto(const nb_frame *f, const State *s)
{
  nb_mat3 m = nb_columns3(nb_at3(s->p.x, s->p.y, 0), nb_at3(s->q.x, s->q.y, 0), nb_at3(s->r.x, s->r.y, 0));
  float t = nb_cue(f, ONTO, 2.6f, 3) - nb_cue(f, LOST, 0, 1) + nb_cue(f, LOST, 3, 3);
  return nb_mat3_between(nb_identity3(), m, t);
}

// From straight above, where space is a plane, to where the viewer stands.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera above = {.distance = 8, .azimuth = -1.57079633f, .elevation = 1.57f};
  return nb_look(nb_camera_between(above, s->camera, nb_cue(f, INTO, 0, 1.8f)), nb_stage());
}

// ---------------------------------------------------------------------------------------------------------------
// Space

// The lines of the plane, moved into space.
static void draw_lines(nb_board *b, nb_mat3 m, float reveal, float alpha)
{
  enum { REACH = 3 };
  for (int k = -REACH; k <= REACH; k++) {
    float at = (float)k, far = REACH;
    nb_style style =
        k == 0 ? nb_style(.color = NB_AXIS, .width = 2.5f) : nb_style(.color = NB_PLANE, .width = 2);
    style.reveal = reveal;
    style.alpha = alpha;
    nb_line3(b, nb_apply3(m, nb_at3(at, -far, 0)), nb_apply3(m, nb_at3(at, far, 0)), style);
    nb_line3(b, nb_apply3(m, nb_at3(-far, at, 0)), nb_apply3(m, nb_at3(far, at, 0)), style);
  }
  nb_vec3 side = nb_apply3(m, nb_at3(2 * REACH, 0, 0)), other = nb_apply3(m, nb_at3(0, 2 * REACH, 0));
  nb_parallelogram(b, nb_apply3(m, nb_at3(-REACH, -REACH, 0)), side, other,
                   nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.22f * alpha * reveal));
}

// Points of space, coloured by how high they started.
static void draw_cloud(nb_board *b, nb_mat3 m, float alpha)
{
  enum { SIDE = 5, COUNT = SIDE * SIDE * SIDE };
  nb_vec3 points[COUNT];
  nb_color colors[COUNT];
  for (int k = 0; k < COUNT; k++) {
    int x = k % SIDE - 2, y = k / SIDE % SIDE - 2, z = k / SIDE / SIDE - 2;
    points[k] = nb_apply3(m, nb_at3((float)x, (float)y, (float)z));
    colors[k] = nb_mix(b, NB_DIM, NB_K, 0.25f * (float)(z + 2));
  }
  nb_cloud(b, points, colors, COUNT, nb_style(.width = 9, .alpha = alpha));
}

// A line of points that all land on one.
static void draw_lost(nb_board *b, const nb_frame *f, const State *s, nb_mat3 m)
{
  enum { BEADS = 9 };
  float alpha = nb_during(f, LOST, LOST), det = nb_cross(s->p, s->q);
  if (fabsf(det) < 1e-3f)
    return;
  // x p + y q + r = 0: the direction that vanishes.
  nb_vec3 way = nb_at3(-nb_cross(s->r, s->q) / det, -nb_cross(s->p, s->r) / det, 1),
          foot = nb_at3(0.8f, 0.4f, 0);
  nb_vec3 ends[2];
  for (int k = 0; k < BEADS; k++) {
    nb_vec3 at = nb_apply3(m, nb_add3(foot, nb_scale3(0.5f * (float)(k - BEADS / 2), way)));
    nb_point3(b, at,
              nb_style(.color = NB_V, .width = 13, .alpha = alpha, .reveal = nb_cue(f, LOST, 1.2f, 0.7f)));
    ends[k > 0] = at;
  }
  nb_line3(b, ends[0], ends[1],
           nb_style(.color = NB_V, .alpha = alpha, .reveal = nb_cue(f, LOST, 1.2f, 0.8f)));
}

static void draw_arrow(nb_board *b, nb_vec3 to, nb_color color, float reveal, float alpha)
{
  nb_arrow3(b, nb_at3(0, 0, 0), to, nb_style(.color = color, .reveal = reveal, .alpha = alpha));
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  float third = falling(f), drawn = nb_cue(f, FLAT, 0, 1.4f);
  nb_mat3 in = into(f, s), out = onto(f, s), m = third > 0.5f ? out : in;
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){.reach = 2.6f, .no_ticks = true},
           nb_style(.alpha = nb_cue(f, INTO, 1.2f, 0.8f), .reveal = nb_cue(f, INTO, 1.2f, 0.8f)));
  draw_lines(b, third > 0.5f ? nb_identity3() : in, drawn, 1 - 0.5f * third);
  draw_cloud(b, out, 0.9f * third * nb_cue(f, ONTO, 0.4f, 0.8f));
  draw_lost(b, f, s, out);
  draw_arrow(b, m.i, NB_I, nb_cue(f, FLAT, 1.4f, 0.8f), 1);
  draw_arrow(b, m.j, NB_J, nb_cue(f, FLAT, 2, 0.8f), 1);
  draw_arrow(b, m.k, NB_K, nb_cue(f, ONTO, 1, 0.8f), third);
  nb_end(b);
  nb_label3(b, view, m.i, nb_at(1, -0.6f), "\\hat\\imath",
            nb_style(.color = NB_I, .alpha = nb_cue(f, FLAT, 2, 0.5f)));
  nb_label3(b, view, m.j, nb_at(-0.4f, 1), "\\hat\\jmath",
            nb_style(.color = NB_J, .alpha = nb_cue(f, FLAT, 2.6f, 0.5f)));
  nb_label3(b, view, m.k, nb_at(-1, 0.5f), "\\hat k",
            nb_style(.color = NB_K, .alpha = third * nb_cue(f, ONTO, 1.4f, 0.5f)));
  if (f->step > INTO)
    nb_grab_camera(b, &s->camera, view);
  if (f->step == TALL || (f->step == PLAY && f->seconds > 2.2f)) {
    nb_grab3(b, &s->i, view);
    nb_grab3(b, &s->j, view);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define TALL_MATRIX                                                                                          \
  "\\begin{bmatrix} \\color{i}\\val[1] & \\color{j}\\val[1] \\\\ \\color{i}\\val[1] & \\color{j}\\val[1] "   \
  "\\\\"                                                                                                     \
  "\\color{i}\\val[1] & \\color{j}\\val[1] \\end{bmatrix}"
#define WIDE_MATRIX                                                                                          \
  "\\begin{bmatrix} \\color{i}\\val[1] & \\color{j}\\val[1] & \\color{k}\\val[1] \\\\"                       \
  "\\color{i}\\val[1] & \\color{j}\\val[1] & \\color{k}\\val[1] \\end{bmatrix}"

// A matrix with what its sides count.
static void draw_counts(nb_board *b, nb_formula matrix, const char *in, const char *out, float t, float alpha)
{
  nb_rect box = matrix.box;
  nb_style style = nb_style(.color = NB_V, .size = 28, .reveal = fminf(1, 2 * t), .alpha = alpha);
  nb_brace_over(b, box, in, style);
  style.reveal = fmaxf(0, 2 * t - 1);
  nb_brace_under(b, box, out, style);
}

static void draw_matrices(nb_board *b, const nb_frame *f, const State *s)
{
  float tall = nb_during(f, INTO, PREDICT) + nb_cue(f, PLAY, 0.5f, 0.5f), wide = nb_during(f, ONTO, LOST);
  nb_style style =
      nb_style(.size = 46, .anchor = NB_LEFT, .alpha = fminf(1, tall), .reveal = nb_cue(f, INTO, 4.4f, 1.2f));
  nb_formula m = nb_tex(b, nb_at(NB_COLUMN + 0.4f, 1.3f), TALL_MATRIX, style, &s->i.x, &s->j.x, &s->i.y,
                        &s->j.y, &s->i.z, &s->j.z);
  draw_counts(b, m, "\\text{2 arrows in}", "\\text{3 numbers out}", nb_cue(f, TALL, 0.6f, 3), fminf(1, tall));
  style = nb_style(.size = 40, .anchor = NB_LEFT, .alpha = wide, .reveal = nb_cue(f, ONTO, 5.6f, 1.4f));
  m = nb_tex(b, nb_at(NB_COLUMN + 0.1f, 1.3f), WIDE_MATRIX, style, &s->p.x, &s->q.x, &s->r.x, &s->p.y,
             &s->q.y, &s->r.y);
  draw_counts(b, m, "\\text{3 arrows in}", "\\text{2 numbers out}", nb_cue(f, WIDE, 0.6f, 3), wide);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_space(b, f, s);
  draw_matrices(b, f, s);
  nb_slider(b, nb_at(NB_COLUMN, -1.8f), &s->guess,
            (nb_slider_spec){.label = "\\text{columns}", .min = 1, .max = 4},
            nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)));
}

NB_SCENE(State, .title = "Nonsquare matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/three-dimensions"},
         .state = &(const State){.i = {1, 0.2f, 0.7f},
                                 .j = {-0.3f, 1, 0.5f},
                                 .p = {1, 0},
                                 .q = {0, 1},
                                 .r = {-0.5f, 0.5f},
                                 .guess = 2,
                                 .camera = {.distance = 8.5f, .azimuth = -1.0f, .elevation = 0.5f}},
         NB_DRAW(draw))
