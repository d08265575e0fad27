// Matrices that are not square.
//
// What a learner believes: a matrix is a square of numbers, and 3 x 2 or 2 x 3 is a matter of how one writes it. What mends
// it: what goes in and what comes out need not live in the same place. There is a column for every arrow that goes in, and
// in each column a row for every number of where it lands. The plane can be laid into space; space can fall onto its
// floor, and then whole lines land on single points: three arrows on a floor always have a walk that comes back.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec3 i, j;    // where the plane's basis vectors land in space
  nb_vec2 p, q, r; // where those of space land on the plane
  float way;       // which of the two the viewer plays with at the end: 0 is into space, 1 onto the floor
  float guess;     // how many columns the viewer thinks that a matrix from space onto the plane has
  nb_camera camera;
} State;

enum { FLAT, INTO, CARRY, TALL, PREDICT, ONTO, LOST, BACK, PLAY };

static void columns(const void *state, void *truth)
{
  float guess = ((const State *)state)->guess;
  *(float *)truth = roundf(guess) == 3 ? guess : 3; // as it is shown; one for each of î, ĵ and k̂
}

static const nb_step steps[] = {
    [FLAT] = {"Two go in", .seconds = 7,
              .say = "A plane: *two* arrows, two numbers each. Now see it from the side: a floor in space.",
              .hear = {"Two basis vectors go in"}, .needs = {"linear-algebra/three-dimensions"}},
    [INTO] = {"Into space", .seconds = 7,
              .say = "Let î and ĵ land in *space*: two columns. The plane comes along, tilted and stretched.",
              .hear = {"A linear motion can lead from the plane into space"}},
    [CARRY] = {"A vector comes along", .seconds = 10.5f,
               .say = "Once more, with v: 2 of î and 1 of ĵ. It lands on *as many* of î′ and ĵ′.",
               .hear = {"Where v lands is so much of each column", "Two numbers go in, three come out"}},
    [TALL] = {"Three by two", .seconds = 6.5f,
              .say = "A *column* for each number in, a *row* for each out: 3 rows by 2 columns, *3 by 2*.",
              .hear = {"Columns count what goes in, rows what comes out"}},
    [PREDICT] = {"Space onto a plane?", .seconds = 5, .wait = true,
                 .ask = "Now all of *space* is to land on the floor. How many columns will that matrix have?",
                 .say = "That is your guess. Now count.", .answer = "columns", .truth = columns,
                 .moves = {{"columns", "3", .at = 3.7f}}},
    [ONTO] = {"Onto the floor", .seconds = 11,
              .say = "*Three* arrows, so three columns. On the floor, *two* numbers say where each lands.",
              .hear = {"Three basis vectors land in the plane: three columns, two rows"}},
    [LOST] = {"What is lost", .seconds = 9.5f,
              .say = "Each line this way lands where its *foot* lands, all of it: a direction is *lost*.",
              .hear = {"Whole lines land on single points, so something is lost"}},
    [BACK] = {"Why it must be", .seconds = 9,
              .say = "î′ and ĵ′ reach all of the floor, so −k̂′ as well. From there, k̂′ leads back to zero.",
              .hear = {"Two arrows already reach the whole floor", "So some mix of all three lands on zero"}},
    [PLAY] = {"Your own", .seconds = 11, .live = true,
              .say = "Drag tips or numbers, or throw the switch. When does it all land on one *line*?",
              .moves = {{"ĵ", "-1.2,0,-0.6", .at = 1.6f, .seconds = 1.8f},
                        {"onto the floor", "1", .at = 5, .seconds = 0.8f},
                        {"ĵ onto the plane", "-1,-0.6", .at = 6.4f, .seconds = 1.6f},
                        {"k̂ onto the plane", "-0.5,-0.3", .at = 7.2f, .seconds = 1.6f}}},
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

static const nb_vec3 zero, carried = {2, 1, 0}; // the latter is v

// Whether it is about space that falls onto its floor.
static bool falls(const nb_frame *f, const State *s)
{
  return nb_begun(f, PLAY) ? s->way > 0.5f : nb_begun(f, PREDICT);
}

// How far the plane has risen into space.
static float risen(const nb_frame *f)
{
  return nb_begun(f, CARRY) ? nb_cue(f, CARRY, 2.4f, 2.6f) : nb_cue(f, INTO, 0.6f, 3);
}

// How far space has come down.
static float fallen(const nb_frame *f)
{
  return nb_begun(f, PLAY) ? 1 : nb_begun(f, LOST) ? nb_cue(f, LOST, 3.8f, 2.8f) : nb_cue(f, ONTO, 2.2f, 3);
}

// Of the plane into space: k̂ is of no account, and comes to nothing.
static nb_mat3 into(const nb_frame *f, const State *s)
{
  return nb_mat3_between(nb_identity3(), nb_columns3(s->i, s->j, zero), risen(f));
}

// Of space onto the floor.
static nb_mat3 onto(const nb_frame *f, const State *s)
{
  nb_mat3 m = nb_columns3(nb_at3(s->p.x, s->p.y, 0), nb_at3(s->q.x, s->q.y, 0), nb_at3(s->r.x, s->r.y, 0));
  return nb_mat3_between(nb_identity3(), m, fallen(f));
}

// From straight above, where space is a plane, to where the viewer stands; and higher, to look at a walk on the floor.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera own = nb_camera_orbit(s->camera, falls(f, s) ? 0.5f : 0, 0), higher = own;
  higher.elevation = fmaxf(higher.elevation, 1), higher.distance *= 0.92f;
  nb_camera at = nb_camera_between(nb_camera_above((nb_camera){0}), own, nb_cue(f, FLAT, 2.2f, 2.4f));
  at = nb_camera_between(at, higher, nb_begun(f, PLAY) ? 0 : nb_cue(f, BACK, 0.2f, 1.4f));
  at.elevation *= 1 - 0.86f * nb_visit(f, ONTO, 5.2f, 3.2f); // seen level: what has landed has no height
  return nb_look(at, nb_stage());
}

// ---------------------------------------------------------------------------------------------------------------
// Space

// The lines of the plane, moved into space.
static void draw_sheet(nb_board *b, nb_mat3 m, float far, float reveal, float alpha)
{
  for (float at = -far; at <= far; at++) {
    nb_style style = nb_style(.color = NB_PLANE, .width = 2, .reveal = reveal, .alpha = alpha);
    nb_line3(b, nb_apply3(m, nb_at3(at, -far, 0)), nb_apply3(m, nb_at3(at, far, 0)), style);
    nb_line3(b, nb_apply3(m, nb_at3(-far, at, 0)), nb_apply3(m, nb_at3(far, at, 0)), style);
  }
  nb_parallelogram(b, nb_apply3(m, nb_at3(-far, -far, 0)), nb_scale3(2 * far, m.i), nb_scale3(2 * far, m.j),
                   nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.22f * alpha * reveal));
}

// Space on its floor, two steps wide and two high: the lines between whole steps, and the points where they cross.
static void draw_lattice(nb_board *b, nb_mat3 m, float alpha)
{
  nb_style style = nb_style(.color = NB_AXIS, .width = 2, .alpha = alpha);
  for (int k = 0; k < 9; k++) {
    float u = (float)(k % 3 - 1), v = (float)(k / 3 - 1);
    nb_line3(b, nb_apply3(m, nb_at3(-1, u, v + 1)), nb_apply3(m, nb_at3(1, u, v + 1)), style);
    nb_line3(b, nb_apply3(m, nb_at3(u, -1, v + 1)), nb_apply3(m, nb_at3(u, 1, v + 1)), style);
    nb_line3(b, nb_apply3(m, nb_at3(u, v, 0)), nb_apply3(m, nb_at3(u, v, 2)), style);
    for (float z = 0; z < 3; z++)
      nb_point3(b, nb_apply3(m, nb_at3(u, v, z)), nb_style(.width = 8, .alpha = alpha));
  }
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

// Lines of points along that way, each from its own place on the floor: all of a line lands where that place does.
static void draw_lost(nb_board *b, const nb_frame *f, const State *s, nb_mat3 m)
{
  static const nb_vec3 feet[] = {{0, 0, 0}, {-1, 0, 0}, {1, 0, 0}, {0, -1, 0}};
  for (int k = 0; k < 4; k++) {
    nb_style style = nb_style(NB_IN(f, LOST, k == 0 ? 0.8f : 2.2f + 0.3f * (float)k, 0.8f), .width = 3,
                              .color = k == 0 ? NB_V : NB_TEXT);
    nb_vec3 from = nb_apply3(m, feet[k]), to = nb_add3(from, nb_apply3(m, nb_scale3(1.5f, lost_way(s))));
    nb_line3(b, from, to, style);
    for (float bead = 0; bead <= 6; bead++) // each as the line comes to it
      nb_point3(b, nb_mix3(from, to, bead / 6),
                nb_style(.reveal = nb_ease_linear(7 * style.reveal - bead), .color = style.color, .width = 12,
                         .alpha = style.alpha));
  }
}

// v on the plane, and where it goes: to as much of the arrows as it has of them.
static void draw_carried(nb_board *b, const nb_frame *f, nb_view view, nb_mat3 m)
{
  nb_style style = nb_style(NB_BETWEEN(f, CARRY, TALL, 0.8f, 0.8f), .color = NB_V);
  float moved = fminf(1, 12 * risen(f));
  nb_shares3(b, m, carried, nb_style(NB_IN(f, CARRY, 5.2f, 4)));
  nb_vector3(b, view, nb_apply3(m, carried), "\\vec v", moved, style);
  style.alpha *= 0.35f * moved;
  nb_arrow3(b, zero, carried, style); // where it was
}

// How far three arrows are from lying on one line.
static float apart(nb_mat3 m)
{
  return nb_length3(nb_cross3(m.i, m.j)) + nb_length3(nb_cross3(m.i, m.k)) + nb_length3(nb_cross3(m.j, m.k));
}

// Where everything has landed on one line, it is drawn, and said; the nearer to that, the clearer.
static void draw_line(nb_board *b, const nb_frame *f, nb_mat3 m)
{
  nb_vec3 end = nb_scale3(2 * (nb_length3(m.i) + nb_length3(m.j)), nb_unit3(m.i)); // as far as the sheet
  nb_style style = nb_style(.width = 4, .alpha = nb_smooth(1.2f - 12 * apart(m)) * nb_during(f, PLAY, PLAY));
  nb_line3(b, nb_scale3(-1, end), end, style);
  nb_text(b, nb_at(NB_COLUMN, -2.4f), "when the arrows are in line", style);
}

// The two of the plane, or all three of space, which come when it is asked how many. Moved, they have primes, and where they
// were they are still to be seen; in the walk they make room, and minus the third is its goal.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_view view, nb_mat3 m)
{
  static const char *const names[] = {"\\hat\\imath", "\\hat\\jmath", "\\hat k"};
  static const nb_vec3 were[] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  float landed = fminf(1, 12 * (falls(f, s) ? fallen(f) : risen(f))), walks = nb_during(f, BACK, BACK);
  for (int k = 0; k < (falls(f, s) ? 3 : 2); k++) {
    float from = 0.6f * (float)k + (falls(f, s) ? 0.3f : 0.7f);
    nb_style style = nb_style(NB_FROM(f, falls(f, s) ? ONTO : FLAT, from, 0.8f), .color = NB_I + (nb_color)k,
                              .alpha = 1 - 0.15f * walks, .halo_width = 4,
                              .anchor = falls(f, s) && !nb_begun(f, PLAY) ? NB_CENTER : NB_LEFT);
    if (k == 0 && f->step == CARRY && landed < 0.5f) { // v lies where its name would stand
      nb_arrow3(b, zero, m.i, style);
      nb_label3(b, view, m.i, nb_at(-0.4f, -1), names[k],
                nb_style(.color = NB_I, .halo_width = 4, .alpha = 1 - 2 * landed));
    } else {
      nb_vector3(b, view, (&m.i)[k], names[k], landed, style);
    }
    style.alpha = 0.35f * landed * (1 - walks);
    nb_arrow3(b, zero, were[k], style);
  }
  nb_vector3(b, view, nb_scale3(-1, m.k), "-\\hat k'", 0,
             nb_style(NB_FROM(f, BACK, 1, 0.8f), .color = NB_DIM,
                      .alpha = walks * (1 - nb_cue(f, BACK, 4.6f, 0.7f))));
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  bool plays = f->step == PLAY && f->seconds > 1;
  if (f->step > FLAT)
    nb_grab_camera(b, &s->camera, view);
  for (const nb_vec3 *p = &s->i; p <= &s->j && (f->step == TALL || (plays && !falls(f, s))); p++)
    nb_grab3(b, p, view);
  for (const nb_vec2 *p = &s->p; p <= &s->r && plays && falls(f, s); p++)
    nb_grab_over(b, p, nb_at3(p->x, p->y, 0), nb_at3(1, 0, 0), nb_at3(0, 1, 0), view);
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_mat3 m = falls(f, s) ? onto(f, s) : into(f, s);
  float back = nb_during(f, BACK, BACK), thrown = nb_begun(f, PLAY) ? fminf(1, fabsf(6 * s->way - 3)) : 1;
  nb_fade(b, thrown * NB_ANEW(f, CARRY, PREDICT, LOST, PLAY));
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){.reach = 2.3f}, nb_style(NB_FROM(f, FLAT, 3, 1), .alpha = 1 - 0.2f * back));
  if (falls(f, s)) {
    // In the end a smaller floor, and only the walk on it.
    draw_sheet(b, nb_identity3(), 3, 1, 0.4f * (1 - back));
    draw_sheet(b, nb_identity3(), 2, 1, 0.5f * back);
    draw_lattice(b, m, 1 - 0.6f * nb_during(f, LOST, BACK) - 0.4f * back);
    draw_lost(b, f, s, m);
    nb_shares3(b, m, lost_way(s), nb_style(NB_IN(f, BACK, 1.6f, 4.2f)));
  } else {
    draw_sheet(b, m, 2, nb_cue(f, FLAT, 0, 1.4f), 1);
    // The floor is still there, and how far along it and up the tips lie: who sees only the arrows, can't tell.
    draw_sheet(b, nb_identity3(), 2, 1, 0.45f * risen(f));
    for (int k = 0; k < 2; k++)
      nb_way3(b, view, (&m.i)[k], nb_style(.color = NB_I + (nb_color)k, .width = 2.5f, .alpha = risen(f)));
    draw_carried(b, f, view, m);
  }
  draw_line(b, f, m);
  draw_arrows(b, f, s, view, m);
  nb_end(b);
  nb_end(b);
  offer_hands(b, f, s, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// What the sides of a matrix or a list count: over it, where it has columns, and beside it.
static void draw_counts(nb_board *b, nb_formula counted, const char *over, const char *beside, float t)
{
  nb_style style = nb_style(.size = 28, .alpha = counted.style.alpha, .reveal = fminf(1, 2 * t));
  if (over)
    nb_brace_over(b, counted.box, over, style);
  style.reveal = fmaxf(0, 2 * t - 1);
  nb_brace_beside(b, counted.box, beside, style);
}

#define ROW "\\," NB_TEX_ROW("~1") "\\,"

static void draw_matrices(nb_board *b, const nb_frame *f, const State *s)
{
  const nb_vec2 at = {NB_COLUMN, 1.9f};
  float plays = nb_cue(f, PLAY, 0.5f, 0.5f);
  nb_style style = nb_style(.size = 34, .anchor = NB_LEFT, .reveal = nb_cue(f, INTO, 3.4f, 1.2f),
                            .alpha = nb_during(f, INTO, TALL) + (falls(f, s) ? 0 : plays));
  nb_formula m = nb_tex(b, at, "\\begin{bmatrix}" ROW "\\\\" ROW "\\\\" ROW "\\end{bmatrix}", style, &s->i.x,
                        &s->j.x, &s->i.y, &s->j.y, &s->i.z, &s->j.z);
  draw_counts(b, m, "\\text{2 in}", "\\text{3 out}", nb_cue(f, TALL, 0.6f, 3));

  style.reveal = nb_cue(f, ONTO, 7.4f, 1.4f);
  style.alpha = nb_during(f, ONTO, BACK) + (falls(f, s) ? plays : 0);
  m = nb_tex(b, at, "\\begin{bmatrix}" NB_TEX_ROW3("~1") "\\\\" NB_TEX_ROW3("~1") "\\end{bmatrix}", style,
             &s->p.x, &s->q.x, &s->r.x, &s->p.y, &s->q.y, &s->r.y);
  draw_counts(b, m, "\\text{3 in}", "\\text{2 out}", nb_cue(f, ONTO, 8.8f, 1.8f));
}

#define TIMES(format, color) "\\textcolor{v}{\\val[" format "]}" NB_TEX_COLUMN(color, "~1")

#define WALK                                                                                                 \
  "\\color{v}\\val[~1]\\,\\color{i}\\hat\\imath' \\color{v}\\val[+~1]\\,\\color{j}\\hat\\jmath' "            \
  "\\color{text}"

// What goes in and what comes out, in numbers.
static void draw_numbers(nb_board *b, const nb_frame *f, const State *s)
{
  const nb_vec3 way = lost_way(s), end = nb_add3(nb_scale3(carried.x, s->i), nb_scale3(carried.y, s->j));
  nb_facts(b, f, (nb_facts_spec){FLAT, .at = {NB_COLUMN, 2.4f}, .size = 38},
           NB_FACTS({0.8f, "\\hat\\imath = \\begin{bmatrix} 1 \\\\ 0 \\end{bmatrix}", NB_I},
                    {1.4f, "\\hat\\jmath = \\begin{bmatrix} 0 \\\\ 1 \\end{bmatrix}", NB_J}));
  nb_style row = nb_style(NB_BETWEEN(f, CARRY, TALL, 1, 1), .size = 36, .anchor = NB_LEFT);
  nb_formula in = nb_tex(b, nb_at(NB_COLUMN, -0.1f), "\\textcolor{v}{\\vec v} = " NB_TEX_COLUMN("v", "0"),
                         row, &carried.x, &carried.y);
  draw_counts(b, in, NULL, "\\text{2 in}", nb_cue(f, TALL, 0.6f, 2));
  row.reveal = nb_cue(f, CARRY, 5, 1.6f);
  nb_tex(b, nb_at(NB_COLUMN, -1.2f),
         "\\textcolor{v}{\\vec v'} = \\textcolor{v}{2}" NB_TEX_COLUMN3(
             "i", "~1") "+ \\textcolor{v}{1}" NB_TEX_COLUMN3("j", "~1"),
         row, &s->i.x, &s->i.y, &s->i.z, &s->j.x, &s->j.y, &s->j.z);
  row.reveal = nb_cue(f, CARRY, 7.6f, 1);
  nb_formula out = nb_tex(b, nb_at(NB_COLUMN + 0.37f, -2.45f), "= " NB_TEX_COLUMN3("v", "~1"), row, &end.x,
                          &end.y, &end.z);
  draw_counts(b, out, NULL, "\\text{3 out}", nb_cue(f, TALL, 2.4f, 2));
  nb_facts(
      b, f, (nb_facts_spec){LOST, BACK, .at = {NB_COLUMN, 1.05f}, .size = 30},
      NB_FACTS({1.2f, NB_TEX_COLUMN3("v", "~1") "\\text{: this way}", .values = {&way.x, &way.y, &way.z}},
               {6.8f,
                TIMES("~1", "i") TIMES("+~1", "j") "+ \\textcolor{v}{1}" NB_TEX_COLUMN(
                    "k", "~1") "= \\begin{bmatrix} 0 \\\\ 0 \\end{bmatrix}",
                .size = 25,
                .values = {&way.x, &s->p.x, &s->p.y, &way.y, &s->q.x, &s->q.y, &s->r.x, &s->r.y}}));
  nb_facts(b, f, (nb_facts_spec){BACK, .at = {NB_COLUMN, -1.15f}},
           NB_FACTS({3.2f, WALK "= -\\textcolor{k}{\\hat k'}", .values = {&way.x, &way.y}},
                    {5.7f, WALK "+ \\textcolor{v}{1}\\,\\textcolor{k}{\\hat k'} = \\vec 0",
                     .values = {&way.x, &way.y}},
                    {7, "\\text{3 in, 2 out: a direction is lost}", .size = 30}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_space(b, f, s);
  draw_matrices(b, f, s);
  draw_numbers(b, f, s);
  nb_either(b, nb_at(NB_COLUMN, -1.2f), &s->way, (const char *const[]){"into space", "onto the floor"},
            nb_style(NB_FADED(f, PLAY, PLAY, 0.4f, 0.5f)));
  nb_guess_slider(b, f, PREDICT, nb_at(NB_COLUMN, -1.2f), &s->guess,
                  (nb_slider_spec){.label = "\\text{your guess: columns}", .min = 1, .max = 4});
}

NB_SCENE(State, .title = "Nonsquare matrices", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/three-dimensions"},
         .state = &(const State){.i = {1, 0, 0.5f},
                                 .j = {-1, 0.5f, 0.5f},
                                 .p = {1, 0.6f},
                                 .q = {-1, 0.4f},
                                 .r = {0.5f, -0.7f},
                                 .guess = 1,
                                 .camera = {.distance = 10, .azimuth = -1.05f, .elevation = 0.48f}},
         NB_DRAW(draw))
