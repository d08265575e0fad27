// Matrices that are not square.
//
// What a learner believes: a matrix is a square of numbers, and 3 x 2 or 2 x 3 is a matter of how one writes it. What mends
// it: what goes in and what comes out need not live in the same place. There is a column for every arrow that goes in, and
// in each column a row for every number of where it lands. The plane can be laid into space; space can fall onto its
// floor, and then whole lines land on single points.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec3 i, j;    // where the plane's basis vectors land in space
  nb_vec2 p, q, r; // where those of space land on the plane
  float way;       // which of the two the viewer plays with at the end: 0 is into space, 1 onto the floor
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
    [FLAT] = {"Two go in", .seconds = 6.5f,
              .say = "A plane needs only *two* arrows, î and ĵ. Look at it from the side: it is a floor.",
              .hear = {"Two basis vectors go in"}, .needs = {"linear-algebra/three-dimensions"}},
    [INTO] = {"Into space", .seconds = 6,
              .say = "Let î and ĵ land in *space*, off the floor. The whole plane comes along, like a sheet.",
              .hear = {"A linear motion can lead from the plane into space"}},
    [TALL] = {"Three by two", .seconds = 7,
              .say = "Two numbers in: two columns, one for each arrow. *Three* numbers out: three rows.",
              .hear = {"Columns count what goes in, rows what comes out",
                       "The plane stays a plane in space"}},
    [PREDICT] = {"Space onto a plane?", .seconds = 5, .wait = true,
                 .ask = "Now all of *space* is to land on its floor. How many columns will the matrix have?",
                 .say = "That is your guess. Now count.", .answer = "columns", .truth = columns},
    [ONTO] =
        {"Onto the floor", .seconds = 7.5f,
         .say = "Space has a third arrow, k̂. All *three* may land anywhere on the floor, and space follows.",
         .hear = {"Three basis vectors go in, and land in the plane"}},
    [WIDE] = {"Two by three", .seconds = 7,
              .say = "Three numbers in: three columns. *Two* out: on the floor, two numbers are enough.",
              .hear = {"The matrix has three columns and two rows"}},
    [LOST] = {"What is lost", .seconds = 10,
              .say =
                  "Every line this way lands on a *single* spot of its own: one whole direction is *lost*.",
              .hear = {"Whole lines land on single points, so something is lost"}},
    [PLAY] = {"Your own", .seconds = 6, .live = true,
              .say = "Drag the tips or the numbers, in space and on the floor. When is only a *line* left?"},
};

static const nb_param params[] = {
    NB_POINT3(State, i, "î", .min = -2, .max = 2),
    NB_POINT3(State, j, "ĵ", .min = -2, .max = 2),
    NB_POINT(State, p, "î onto the plane", .min = -2, .max = 2),
    NB_POINT(State, q, "ĵ onto the plane", .min = -2, .max = 2),
    NB_POINT(State, r, "k̂ onto the plane", .min = -2, .max = 2),
    NB_NUMBER(State, way, "onto the floor", .min = 0, .max = 1, .snap = 1),
    NB_NUMBER(State, guess, "columns", .min = 1, .max = 4, .snap = 1),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Motions

static float shown(const nb_frame *f)
{
  return NB_ANEW(f, PREDICT, LOST, PLAY);
}

// Whether it is about space that falls onto its floor.
static bool falls(const nb_frame *f, const State *s)
{
  return nb_begun(f, PLAY) ? s->way > 0.5f : nb_begun(f, PREDICT);
}

// How far space has come down.
static float fallen(const nb_frame *f)
{
  return nb_begun(f, PLAY) ? 1 : nb_begun(f, LOST) ? nb_cue(f, LOST, 3.2f, 3) : nb_cue(f, ONTO, 2.2f, 3);
}

// Of the plane into space: k̂ is of no account.
static nb_mat3 into(const nb_frame *f, const State *s)
{
  return nb_mat3_between(nb_identity3(), nb_columns3(s->i, s->j, nb_at3(0, 0, 1)), nb_cue(f, INTO, 0.6f, 3));
}

// Of space onto the floor.
static nb_mat3 onto(const nb_frame *f, const State *s)
{
  nb_mat3 m = nb_columns3(nb_at3(s->p.x, s->p.y, 0), nb_at3(s->q.x, s->q.y, 0), nb_at3(s->r.x, s->r.y, 0));
  return nb_mat3_between(nb_identity3(), m, fallen(f));
}

// From straight above, where space is a plane, to where the viewer stands.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera above = nb_camera_above((nb_camera){.distance = 8});
  return nb_look(nb_camera_between(above, s->camera, nb_cue(f, FLAT, 2.8f, 2.4f)), nb_stage());
}

// ---------------------------------------------------------------------------------------------------------------
// Space

// The lines of the plane, moved into space.
static void draw_sheet(nb_board *b, nb_mat3 m, int reach, float reveal, float alpha)
{
  float far = (float)reach;
  for (int k = -reach; k <= reach; k++) {
    float at = (float)k;
    nb_style style = nb_style(.color = NB_PLANE, .width = 2, .reveal = reveal, .alpha = alpha);
    nb_line3(b, nb_apply3(m, nb_at3(at, -far, 0)), nb_apply3(m, nb_at3(at, far, 0)), style);
    nb_line3(b, nb_apply3(m, nb_at3(-far, at, 0)), nb_apply3(m, nb_at3(far, at, 0)), style);
  }
  nb_parallelogram(b, nb_apply3(m, nb_at3(-far, -far, 0)), nb_scale3(2 * far, m.i), nb_scale3(2 * far, m.j),
                   nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.22f * alpha * reveal));
}

// Points of space, coloured by how high they started. Half a step apart, they land on the floor that is drawn.
static void draw_cloud(nb_board *b, nb_mat3 m)
{
  enum { SIDE = 5, COUNT = SIDE * SIDE * SIDE };
  nb_vec3 points[COUNT];
  nb_color colors[COUNT];
  for (int k = 0; k < COUNT; k++) {
    int x = k % SIDE - 2, y = k / SIDE % SIDE - 2, z = k / SIDE / SIDE - 2;
    points[k] = nb_apply3(m, nb_scale3(0.5f, nb_at3((float)x, (float)y, (float)z)));
    colors[k] = nb_mix(b, NB_DIM, NB_K, 0.25f * (float)(z + 2));
  }
  nb_cloud(b, points, colors, COUNT, nb_style(.width = 9, .alpha = 0.9f));
}

// Which way to go in space so that nothing changes on the floor: x p + y q + r = 0. Zero where p and q are in line.
static nb_vec3 lost_way(const State *s)
{
  nb_mat2 back;
  if (!nb_inverse(nb_columns(s->p, s->q), &back))
    return nb_at3(0, 0, 0);
  nb_vec2 at = nb_apply(back, nb_scale(-1, s->r));
  return nb_at3(at.x, at.y, 1);
}

// Two lines of points along that way. All of the first land on the origin, all of the other one where ĵ does.
static void draw_lost(nb_board *b, const nb_frame *f, const State *s, nb_mat3 m)
{
  enum { BEADS = 9 };
  for (int k = 0; k < 2; k++) {
    nb_style style =
        nb_style(NB_IN(f, LOST, 0.8f + 0.6f * (float)k, 0.8f), .color = k == 0 ? NB_V : NB_TEXT, .width = 13);
    nb_vec3 from = nb_at3(0, (float)k, 0), ends[2];
    for (int bead = 0; bead < BEADS; bead++) {
      nb_vec3 along = nb_scale3(0.5f * (float)(bead - BEADS / 2), lost_way(s));
      ends[bead > 0] = nb_apply3(m, nb_add3(from, along));
      nb_point3(b, ends[bead > 0], style);
    }
    style.width = 3;
    nb_line3(b, ends[0], ends[1], style);
  }
}

// From a tip straight down to the floor, which is still there: who sees only the arrow, can't tell how high it ends.
static void draw_heights(nb_board *b, const nb_frame *f, nb_mat3 m)
{
  const nb_vec3 tips[] = {m.i, m.j};
  float alpha = nb_cue(f, INTO, 0.6f, 1);
  draw_sheet(b, nb_identity3(), 2, 1, 0.35f * alpha);
  for (int k = 0; k < 2; k++)
    nb_line3(b, tips[k], nb_at3(tips[k].x, tips[k].y, 0),
             nb_style(.color = NB_I + (nb_color)k, .width = 2, .dash = {6, 6}, .alpha = alpha));
}

// The two of the plane, or all three of space, which come when it is asked how many. Moved, they have primes.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_view view, nb_mat3 m)
{
  static const char *const names[] = {"\\hat\\imath", "\\hat\\jmath", "\\hat k"};
  static const nb_vec2 sides[] = {{1, -0.6f}, {-0.4f, 1}, {-1, 0.5f}};
  const nb_vec3 tips[] = {m.i, m.j, m.k};
  float landed = fminf(1, 12 * (falls(f, s) ? fallen(f) : nb_cue(f, INTO, 0.6f, 3)));
  for (int k = 0; k < (falls(f, s) ? 3 : 2); k++) {
    float from = 0.6f * (float)k + (falls(f, s) ? 0.3f : 1.2f), clear = 1;
    nb_style style = nb_style(NB_FROM(f, falls(f, s) ? ONTO : FLAT, from, 0.8f), .color = NB_I + (nb_color)k);
    const char *name = nb_primed(b, names[k], landed, &clear);
    nb_arrow3(b, nb_at3(0, 0, 0), tips[k], style);
    nb_label3(b, view, tips[k], sides[k], name,
              nb_style(.color = style.color, .alpha = clear * style.reveal));
  }
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  const nb_vec2 *flat[] = {&s->p, &s->q, &s->r};
  bool plays = f->step == PLAY && f->seconds > 1;
  if (f->step > FLAT)
    nb_grab_camera(b, &s->camera, view);
  if (f->step == TALL || (plays && !falls(f, s))) {
    nb_grab3(b, &s->i, view);
    nb_grab3(b, &s->j, view);
  }
  for (int k = 0; k < 3 && plays && falls(f, s); k++)
    nb_grab_over(b, flat[k], nb_at3(flat[k]->x, flat[k]->y, 0), nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_mat3 m = falls(f, s) ? onto(f, s) : into(f, s);
  nb_fade(b, shown(f));
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){.reach = 2.3f, .no_ticks = true}, nb_style(NB_FROM(f, FLAT, 3.4f, 1)));
  if (falls(f, s)) {
    draw_sheet(b, nb_identity3(), 3, 1, 0.5f);
    draw_cloud(b, m);
  } else {
    draw_sheet(b, m, 2, nb_cue(f, FLAT, 0, 1.4f), 1);
    draw_heights(b, f, m);
  }
  draw_lost(b, f, s, m);
  draw_arrows(b, f, s, view, m);
  nb_end(b);
  nb_end(b);
  offer_hands(b, f, s, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define TALL_ROW "\\color{i}\\val[~1] & \\color{j}\\val[~1]"
#define WIDE_ROW TALL_ROW " & \\color{k}\\val[~1]"

// What the sides of a matrix count.
static void draw_counts(nb_board *b, nb_formula matrix, const char *in, const char *out, float t)
{
  nb_style style = nb_style(.color = NB_V, .size = 28, .alpha = matrix.style.alpha);
  style.reveal = fminf(1, 2 * t);
  nb_brace_over(b, matrix.box, in, style);
  style.reveal = fmaxf(0, 2 * t - 1);
  nb_brace_beside(b, matrix.box, out, style);
}

// So many rows times so many columns.
static void draw_size(nb_board *b, const nb_frame *f, int step, const char *source)
{
  nb_tex(b, nb_at(NB_COLUMN, -0.9f), source,
         nb_style(NB_IN(f, step, 3.8f, 1.2f), .size = 48, .anchor = NB_LEFT));
}

static void draw_matrices(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = nb_at(NB_COLUMN, 1.3f);
  float plays = nb_cue(f, PLAY, 0.5f, 0.5f);
  nb_style style = nb_style(.size = 38, .anchor = NB_LEFT, .reveal = nb_cue(f, INTO, 3.4f, 1.2f));
  style.alpha = nb_during(f, INTO, TALL) + (falls(f, s) ? 0 : plays);
  nb_formula m = nb_tex(b, at, "\\begin{bmatrix}" TALL_ROW "\\\\" TALL_ROW "\\\\" TALL_ROW "\\end{bmatrix}",
                        style, &s->i.x, &s->j.x, &s->i.y, &s->j.y, &s->i.z, &s->j.z);
  draw_counts(b, m, "\\text{2 in}", "\\text{3 out}", nb_cue(f, TALL, 0.6f, 3));
  draw_size(b, f, TALL, "\\underbrace{3}_{\\text{out}} \\times \\underbrace{2}_{\\text{in}}");

  style.reveal = nb_cue(f, ONTO, 5.4f, 1.4f);
  style.alpha = nb_during(f, ONTO, LOST) + (falls(f, s) ? plays : 0);
  m = nb_tex(b, at, "\\begin{bmatrix}" WIDE_ROW "\\\\" WIDE_ROW "\\end{bmatrix}", style, &s->p.x, &s->q.x,
             &s->r.x, &s->p.y, &s->q.y, &s->r.y);
  draw_counts(b, m, "\\text{3 in}", "\\text{2 out}", nb_cue(f, WIDE, 0.6f, 3));
  draw_size(b, f, WIDE, "\\underbrace{2}_{\\text{out}} \\times \\underbrace{3}_{\\text{in}}");
}

// The way of the line that is lost, and what the matrix makes of it.
static void draw_nothing(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec3 way = lost_way(s);
  nb_tex(
      b, nb_at(NB_COLUMN, -1.2f),
      "\\begin{bmatrix} \\color{v}\\val[~1] \\\\ \\color{v}\\val[~1] \\\\ \\color{v}\\val[~1] \\end{bmatrix}"
      "\\to \\begin{bmatrix} 0 \\\\ 0 \\end{bmatrix}",
      nb_style(NB_IN(f, LOST, 6, 1.2f), .size = 38, .anchor = NB_LEFT), &way.x, &way.y, &way.z);
  nb_tex(b, nb_at(NB_COLUMN, -2.6f),
         "\\val[~1]\\,\\textcolor{i}{\\hat\\imath'} \\val[+~1]\\,\\textcolor{j}{\\hat\\jmath'} "
         "\\val[+~1]\\,\\textcolor{k}{\\hat k'} = \\vec 0",
         nb_style(NB_IN(f, LOST, 7.2f, 1), .size = 38), &way.x, &way.y, &way.z);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_space(b, f, s);
  draw_matrices(b, f, s);
  draw_nothing(b, f, s);
  nb_either(b, nb_at(NB_COLUMN, -1.2f), &s->way, (const char *const[]){"into space", "onto the floor"},
            nb_style(.alpha = nb_during(f, PLAY, PLAY) * nb_cue(f, PLAY, 0.4f, 0.5f)));
  nb_slider(b, nb_at(NB_COLUMN, -1.2f), &s->guess,
            (nb_slider_spec){.label = "\\text{your guess: columns}", .min = 1, .max = 4},
            nb_style(.color = NB_V, .alpha = nb_guessed(f, PREDICT)));
}

NB_SCENE(State, .title = "Nonsquare matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/three-dimensions"},
         .state = &(const State){.i = {1, 0.2f, 0.6f},
                                 .j = {-1.1f, 0.7f, 0.4f},
                                 .p = {1, 0.5f},
                                 .q = {-1, 0.7f},
                                 .r = {-1, -0.5f},
                                 .guess = 1,
                                 .camera = {.distance = 10.5f, .azimuth = -0.8f, .elevation = 0.5f}},
         NB_DRAW(draw))
