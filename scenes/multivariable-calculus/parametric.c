// Parametric curves and surfaces.
//
// What a learner believes: a curve is the graph of some y = f(x), a surface that of some z = f(x, y). What breaks it: a figure of
// eight, with two heights over one x and a point where it meets itself. What mends it: time goes in and a place comes out, two
// ordinary functions of one number; so each moment, not each place, has its velocity. Two numbers in, and a sheet of rubber
// becomes a ring, on which every point still has its two numbers, and two velocities that span the patch that lies flat against it.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  float time;
  nb_vec2 guess; // the velocity that the viewer expects
  nb_vec2 at;    // u and v
  float thick;   // a, the radius of the ring's tube
  nb_camera camera;
} State;

enum { LOOP, CLOCK, PARTS, ASK, VELOCITY, SHEET, ROLL, PATCH, PLAY };

static const float round_trip = 2 * NB_TURN; // of the curve's time
static const float wide = 1.7f;              // from the ring's middle to the tube's
static const nb_rect numbers_in = {0, 0, NB_TURN, NB_TURN};

// ---------------------------------------------------------------------------------------------------------------
// A curve: one number in, from 0 to 4 pi

static nb_vec2 walk(float t, const void *nothing)
{
  (void)nothing;
  return nb_at(3 * sinf(t / 2), 1.8f * sinf(t));
}

static nb_vec2 velocity(float t)
{
  return nb_at(1.5f * cosf(t / 2), 1.8f * cosf(t));
}

static float coordinate(float t, const void *is_y)
{
  return *(const bool *)is_y ? walk(t, NULL).y : walk(t, NULL).x;
}

static void velocity_then(const void *state, void *truth)
{
  *(nb_vec2 *)truth = velocity(((const State *)state)->time);
}

// ---------------------------------------------------------------------------------------------------------------
// A surface: two numbers in

// The sheet, rolled up by so much (a tube at 1), and the tube bent by so much (a ring at 1).
typedef struct {
  float rolled, bent, thick;
} Shape;

// The ring is ((wide + a sin v) cos u, (wide + a sin v) sin u, a cos v). On the way there the same lengths lie on larger circles.
static nb_vec3 place(nb_vec2 at, const void *of)
{
  const Shape shape = *(const Shape *)of;
  float rolled = fmaxf(shape.rolled, 1e-3f), bent = fmaxf(shape.bent, 1e-3f), a = shape.thick;
  float along = bent * (at.x - NB_TURN / 2), across = rolled * (at.y - NB_TURN / 2);
  float aside = -a / rolled * sinf(across), up = 2 * a / rolled * powf(sinf(across / 2), 2) - a * rolled;
  float middle = 1 - sinf(NB_TURN / 2 * bent) / (NB_TURN / 2 * bent); // of the arc, which stays there
  float forth = wide / bent * (2 * powf(sinf(along / 2), 2) - middle) - aside * cosf(along);
  float size = 0.55f + 0.45f * shape.bent * shape.bent; // of rubber: it is larger as a ring
  return nb_scale3(size, nb_at3(forth, -(wide / bent + aside) * sinf(along), up));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LOOP] = {"No graph", .seconds = 6,
              .say = "No y = f(x) draws this: over one x it has *two* heights, and it meets itself.",
              .hear = {"A graph has one height over each x, so it cannot turn back"},
              .needs = {"multivariable-calculus/surfaces"}},
    [CLOCK] = {"Time in, a place out", .seconds = 7.5f,
               .say = "Let *time* go in, and a *place* come out. The curve is everywhere that it has been.",
               .hear = {"One number goes in, a point comes out"}},
    [PARTS] = {"Two ordinary functions", .seconds = 9,
               .say = "Each coordinate is a plain wave: by 4π, x has made *one*, and y *two*.",
               .hear = {"x and y are each a function of t"}},
    [ASK] = {"Where is it heading?", .seconds = 5, .wait = true, .answer = "velocity", .truth = velocity_then,
             .ask = "If it kept going just as *now*, where is it one unit of time later? Put the ring there.",
             .say = "That is your guess. Now measure x and y."},
    [VELOCITY] = {"Velocity", .seconds = 10,
                  .say = "How fast x and y change: the *velocity*. The crossing has *two*, for two moments.",
                  .hear = {"Velocity is the derivative of each coordinate, as a vector",
                           "It lies along the curve",
                           "Where the curve meets itself there are two velocities"}},
    [SHEET] = {"Two numbers in", .seconds = 9,
               .say = "Now *two* numbers go in, u and v. Hold one, and the other draws a line.",
               .hear = {"Two numbers in, a point of space out", "Holding one number leaves a curve"}},
    [ROLL] = {"Roll it up", .seconds = 9,
              .say = "The same two numbers, another rule: roll the sheet up, bend the tube. *A ring*.",
              .hear = {"The same two numbers name every point of the ring",
                       "No z = f(x, y) draws a ring: it has two heights over one point"}},
    [PATCH] = {"Two velocities", .seconds = 9,
               .say = "Move u alone, then v: two *partial derivatives*. Their patch *touches* the ring.",
               .hear = {"There is a velocity for u and one for v: the partial derivatives",
                        "Together they span the plane that touches the surface"}},
    [PLAY] = {"Your own ring", .seconds = 8, .live = true,
              .say = "Drag the point: where is the velocity for u *longest*, and where shortest?"},
};

static const nb_param params[] = {
    NB_NUMBER(State, time, "time", .min = 0, .max = 2 * NB_TURN),
    NB_POINT(State, guess, "velocity", .min = -4, .max = 4),
    NB_POINT(State, at, "u, v", .min = 0, .max = NB_TURN),
    NB_NUMBER(State, thick, "a", .min = 0.2f, .max = 1.5f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// What is where at this moment

static const nb_plane plane = {{-8, -3.3f, 11.1f, 7}, -4, 3.9286f, -2.5f, 2.5f}; // the stage

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// How far the functions have been played: once round, and on to the viewer's time.
static float played(const nb_frame *f, const State *s)
{
  return (round_trip + s->time) * nb_cue(f, PARTS, 1.4f, 5.6f);
}

// Once round; once more, and on to the viewer's time, which they may move; and at last to where the curve meets itself.
static float now(const nb_frame *f, const State *s)
{
  float t = f->step <= CLOCK ? round_trip * nb_cue_linear(f, CLOCK, 1, 6) : played(f, s);
  t = nb_cue(f, PARTS, 7, 0) > 0 ? s->time : f->step > CLOCK && t > round_trip ? t - round_trip : t;
  return t + (NB_TURN - t) * nb_cue(f, VELOCITY, 4.4f, 2);
}

// At the viewer's point, and twice along each line in turn.
static nb_vec2 numbers(const nb_frame *f, const State *s)
{
  float u = 2.6f * nb_visit(f, SHEET, 2, 2.6f) + 1.4f * nb_visit(f, PATCH, 1, 2.4f),
        v = 2.4f * nb_visit(f, SHEET, 5, 2.6f) + 1.4f * nb_visit(f, PATCH, 4, 2.4f);
  return nb_add(s->at, nb_at(s->at.x > NB_TURN / 2 ? -u : u, s->at.y > NB_TURN / 2 ? -v : v));
}

// The ring at this moment, or what is on its way to it: the point whose numbers are `at`, and its two velocities.
typedef struct {
  Shape shape;
  nb_vec2 at;
  nb_vec3 point, u, v;
} Ring;

static Ring ring_now(const nb_frame *f, const State *s)
{
  Ring r = {.shape = {nb_cue(f, ROLL, 0.8f, 3), nb_cue(f, ROLL, 4, 3.5f), s->thick}, .at = numbers(f, s)};
  nb_sheet sheet = {place, &r.shape, numbers_in};
  r.point = place(r.at, &r.shape);
  r.u = nb_sheet_slope(&sheet, r.at, nb_at(1, 0)), r.v = nb_sheet_slope(&sheet, r.at, nb_at(0, 1));
  return r;
}

// ---------------------------------------------------------------------------------------------------------------
// The curve

// A line straight up meets it more than once.
static void draw_curve(nb_board *b, const nb_frame *f, nb_vec2 above, nb_vec2 below)
{
  nb_style mark = nb_style(NB_IN(f, LOOP, 3.8f, 0.5f), .color = NB_J, .width = 18);
  nb_parametric(
      b, plane, walk, NULL, 0, round_trip,
      nb_style(NB_FROM(f, LOOP, 0.6f, 2.4f), .width = 4, .alpha = 1 - 0.7f * nb_cue(f, CLOCK, 0, 0.8f)));
  nb_line_at_x(b, plane, above.x,
               nb_style(NB_IN(f, LOOP, 3.2f, 0.8f), .color = NB_J, .width = 3, .dash = {8, 8}));
  nb_point(b, on(above), mark);
  nb_point(b, on(below), mark);
}

// From the axes to the point: how far across, how far up.
static void draw_shadows(nb_board *b, const nb_frame *f, nb_vec2 p)
{
  nb_vec2 across = nb_at(p.x, 0), up = nb_at(0, p.y);
  nb_style x = nb_style(NB_IN(f, PARTS, 0.4f, 0.8f), .color = NB_I, .width = 3, .dash = {6, 7}), y = x;
  y.color = NB_J;
  nb_line(b, on(p), on(across), x);
  nb_line(b, on(p), on(up), y);
  x.width = y.width = 14;
  nb_point(b, on(across), x);
  nb_point(b, on(up), y);
}

static void draw_velocity(nb_board *b, const nb_frame *f, const State *s, float t)
{
  nb_vec2 p = walk(t, NULL), v = velocity(t), across = nb_at(v.x, 0);
  nb_style part = nb_style(NB_FROM(f, VELOCITY, 0.4f, 0.8f), .color = NB_I, .width = 5);
  part.anchor = v.x * v.y < 0 ? NB_LEFT : NB_RIGHT; // their names outside of the triangle
  nb_fade(b, 1 - nb_cue(f, VELOCITY, 4, 0.5f));
  nb_vector_part(b, plane, p, across, "x\\,'", part);
  part.color = NB_J, part.reveal = nb_cue(f, VELOCITY, 1.2f, 0.8f);
  nb_vector_part(b, plane, nb_add(p, across), nb_at(0, v.y), "y\\,'", part);
  nb_guess_on_plane(b, f, ASK, plane, &s->guess, walk(s->time, NULL));
  nb_end(b);
  nb_vector(b, plane, p, v, "\\vec r\\,'", nb_style(NB_FROM(f, VELOCITY, 2.2f, 0.8f), .color = NB_V));
  nb_vector(b, plane, nb_origin(), velocity(0), "t = 0",
            nb_style(NB_FROM(f, VELOCITY, 6.8f, 0.8f), .color = NB_V, .anchor = NB_LEFT, .alpha = 0.6f));
}

static void draw_walker(nb_board *b, const nb_frame *f, const State *s, float t)
{
  nb_parametric(b, plane, walk, NULL, 0, f->step > CLOCK ? round_trip : fmaxf(t, 1e-3f),
                nb_style(.color = NB_V, .width = 5, .alpha = nb_cue(f, CLOCK, 0.4f, 0.5f)));
  draw_shadows(b, f, walk(t, NULL));
  draw_velocity(b, f, s, t);
  nb_point(b, on(walk(t, NULL)), nb_style(NB_FROM(f, CLOCK, 0.4f, 0.5f), .width = 22));
  if (t == s->time)
    nb_grab_value_on_plane(b, plane, &s->time, walk(t, NULL), velocity(t));
}

// x and y over time, and where on them the moment is: under the knob of the slider above them, which is as long.
static void draw_record(nb_board *b, const nb_frame *f, const State *s, bool is_y)
{
  nb_plane paper = {{NB_COLUMN, is_y ? -2.8f : -0.5f, 3.2f, 1.9f}, 0, round_trip, -3.4f, 3.4f};
  float t = now(f, s), drawn = fminf(fmaxf(played(f, s), 1e-3f), round_trip);
  nb_style line = nb_style(NB_BETWEEN(f, PARTS, VELOCITY, 0.3f, 0.8f), .color = NB_DIM, .width = 2);
  nb_axes(b, paper, (nb_axes_spec){.step = {99, 3}, .x_label = "t", .y_label = is_y ? "y" : "x"}, line);
  line.size = 22;
  nb_label(b, nb_on_plane(paper, nb_at(NB_TURN, 0)), nb_at(is_y ? -1 : 1, 1), "2\\pi", line);
  nb_label(b, nb_on_plane(paper, nb_at(round_trip, 0)), nb_at(0, 1), "4\\pi", line);
  line.color = is_y ? NB_J : NB_I, line.width = 4, line.size = 26;
  nb_curve(b, nb_plane_until(paper, drawn), coordinate, &is_y, line);
  nb_tex(b, nb_on_plane(paper, nb_at(0.52f * round_trip, 2.6f)),
         is_y ? "y = 1.8 \\sin t" : "x = 3 \\sin (t/2)", line);
  line.width = 16;
  nb_point(b, nb_on_curve(paper, coordinate, &is_y, t), line);
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s), knob = t + round_trip * (nb_cue(f, PARTS, 0, 0) - nb_cue(f, PARTS, 0.2f, 1));
  nb_vec2 p = walk(t, NULL), v = velocity(t), above = walk(1.46f, NULL), below = nb_at(above.x, -above.y);
  nb_fade(b, 1 - nb_cue(f, SHEET, 0, 0.6f));
  nb_grid(b, nb_identity2(), nb_plane_grid(plane), nb_style(NB_FROM(f, LOOP, 0, 1.2f), .color = NB_GRID));
  nb_clip(b, nb_stage());
  draw_curve(b, f, above, below);
  draw_walker(b, f, s, t);
  nb_end(b);
  nb_tex(b, nb_at(NB_COLUMN, 0.4f),
         "f(\\val[-1]) = \\textcolor{j}{\\val[-1]} \\text{ or } \\textcolor{j}{\\val[-1]}\\;?",
         nb_style(NB_IN(f, LOOP, 4, 1), .size = 40), &above.x, &above.y, &below.y);
  nb_tex(b, nb_at(NB_COLUMN, 3.3f), "\\vec r(t) = (\\textcolor{i}x, \\textcolor{j}y) = " NB_TEX_POINT("-1"),
         nb_style(NB_FROM(f, CLOCK, 1, 1), .size = 32), &p.x, &p.y);
  nb_tex(b, nb_at(NB_COLUMN, 2.85f),
         "\\begin{aligned} \\vec r\\,'(t) &= (\\textcolor{i}{1.5 \\cos (t/2)},\\; \\textcolor{j}{1.8 \\cos "
         "t}) \\\\ "
         "&= " NB_TEX_POINT("-1") " \\end{aligned}",
         nb_style(NB_FROM(f, VELOCITY, 0.6f, 2), .size = 28), &v.x, &v.y);
  nb_tex(b, nb_at(NB_COLUMN, 1.1f), "t = 4\\pi \\approx 12.6\\text{: once around}",
         nb_style(NB_IN(f, CLOCK, 6, 1), .size = 32));
  nb_slider(b, nb_at(NB_COLUMN, 2.05f), t == s->time ? &s->time : &knob,
            (nb_slider_spec){.label = "t", .length = 3.2f, .max = round_trip, .decimals = 1},
            nb_style(NB_FROM(f, CLOCK, 0.4f, 0.6f), .color = NB_V));
  draw_record(b, f, s, false);
  draw_record(b, f, s, true);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The surface

static void draw_space(nb_board *b, const nb_frame *f, const State *s, const Ring *r)
{
  nb_sheet sheet = {place, &r->shape, numbers_in};
  nb_vec3 u = nb_scale3(0.6f, r->u), v = nb_scale3(0.6f, r->v); // so that they do not leave the picture
  nb_view view = nb_look(s->camera, nb_stage());
  nb_style drawn = nb_style(NB_FROM(f, SHEET, 0.8f, 1.2f), .color = NB_GROUND, .width = 1.5f, .alpha = 0.5f);
  nb_space(b, view, (nb_space_spec){0});
  nb_sheet_surface(b, &sheet, 73, 37, nb_style(NB_FROM(f, SHEET, 0.4f, 1.4f), .fill = NB_K));
  nb_sheet_grid(b, &sheet, 24, 12, 49, drawn);
  drawn.color = NB_I, drawn.width = 6, drawn.alpha = 1;
  nb_sheet_line(b, &sheet, nb_at(0, r->at.y), nb_at(NB_TURN, r->at.y), 97, drawn);
  drawn.color = NB_J;
  nb_sheet_line(b, &sheet, nb_at(r->at.x, 0), nb_at(r->at.x, NB_TURN), 97, drawn);
  nb_parallelogram(b, r->point, u, v,
                   nb_style(NB_FROM(f, PATCH, 6.6f, 0.8f), .fill = NB_V, .color = NB_V, .alpha = 0.5f));
  nb_arrow3(b, r->point, nb_add3(r->point, u),
            nb_style(NB_FROM(f, PATCH, 0.4f, 0.7f), .color = NB_I, .width = 8));
  nb_arrow3(b, r->point, nb_add3(r->point, v),
            nb_style(NB_FROM(f, PATCH, 3.4f, 0.7f), .color = NB_J, .width = 8));
  nb_point3(b, r->point, nb_style(.width = 20));
  nb_end(b);
  if (f->step == PLAY)
    nb_grab_over(b, &s->at, r->point, r->u, r->v, view);
  nb_grab_camera(b, &s->camera, view);
}

// The two numbers that go in, and what is made of them.
static void draw_input(nb_board *b, const State *s, nb_vec2 at)
{
  static const nb_plane paper = {{4.1f, -2.65f, 2.8f, 2.8f}, 0, NB_TURN, 0, NB_TURN};
  nb_rectangle(b, paper.area, 0, nb_style(.color = NB_DIM, .width = 2));
  nb_style number = nb_style(.color = NB_DIM, .size = 22), name = nb_style(.size = 28);
  nb_label(b, nb_on_plane(paper, nb_at(NB_TURN / 2, 0)), nb_at(0, -1), "\\textcolor{i}u", name);
  nb_label(b, nb_on_plane(paper, nb_at(0, NB_TURN / 2)), nb_at(-1, 0), "\\textcolor{j}v", name);
  nb_label(b, nb_on_plane(paper, nb_origin()), nb_at(-1, -1), "0", number);
  nb_label(b, nb_on_plane(paper, nb_at(NB_TURN, 0)), nb_at(0, -1), "2\\pi", number);
  nb_label(b, nb_on_plane(paper, nb_at(0, NB_TURN)), nb_at(-1, 0), "2\\pi", number);
  nb_line_at_y(b, paper, at.y, nb_style(.color = NB_I, .width = 4));
  nb_line_at_x(b, paper, at.x, nb_style(.color = NB_J, .width = 4));
  nb_point(b, nb_on_plane(paper, at), nb_style(.width = 20));
  nb_grab(b, &s->at, nb_on_plane(paper, at), nb_plane_scale(paper));
}

#define ENTRIES "\\color{i}\\val[1] & \\color{j}\\val[1]" // of one row

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s, const Ring *r)
{
  float speed_u = nb_length3(r->u), speed_v = nb_length3(r->v);
  nb_tex(b, nb_at(NB_COLUMN, 2.3f),
         "\\vec r(\\textcolor{i}u, \\textcolor{j}v) = \\begin{bmatrix} \\val[1] \\\\ \\val[1] \\\\ \\val[1] "
         "\\end{bmatrix}",
         nb_style(NB_IN(f, SHEET, 1, 1), .size = 30), &r->point.x, &r->point.y, &r->point.z);
  nb_style rule = nb_style(NB_IN(f, ROLL, 5, 1.4f), .size = 30);
  rule.alpha += nb_cue(f, PLAY, 0, 0.5f);
  nb_tex(b, nb_at(NB_COLUMN, 2.2f),
         "\\begin{aligned} x &= (1.7 + a \\sin \\textcolor{j}v) \\cos \\textcolor{i}u \\\\ "
         "y &= (1.7 + a \\sin \\textcolor{j}v) \\sin \\textcolor{i}u \\\\ "
         "z &= a \\cos \\textcolor{j}v,\\quad a = \\val[-2] \\end{aligned}",
         rule, &s->thick);
  rule.size = 22, rule.color = NB_DIM, rule.alpha = nb_during(f, ROLL, ROLL);
  nb_text(b, nb_at(NB_COLUMN, 1.15f), "1.7 is the ring's radius, a the tube's", rule);
  nb_tex(b, nb_at(NB_COLUMN, 2.3f),
         "\\begin{bmatrix} \\textcolor{i}{\\dfrac{\\partial \\vec r}{\\partial u}} & "
         "\\textcolor{j}{\\dfrac{\\partial \\vec r}{\\partial v}} \\end{bmatrix} = \\begin{bmatrix} " ENTRIES
         " \\\\ " ENTRIES " \\\\ " ENTRIES " \\end{bmatrix}",
         nb_style(NB_IN(f, PATCH, 1, 1.4f), .size = 30), &r->u.x, &r->v.x, &r->u.y, &r->v.y, &r->u.z,
         &r->v.z);
  nb_style play = nb_style(.size = 24, .color = NB_K, .alpha = nb_cue(f, PLAY, 0.3f, 0.6f));
  nb_tex(b, nb_at(NB_COLUMN, 1.5f),
         "\\textcolor{i}{|\\partial \\vec r / \\partial u| = \\val[-2]} \\quad "
         "\\textcolor{j}{|\\partial \\vec r / \\partial v| = \\val[-2]}",
         play, &speed_u, &speed_v);
  nb_slider(b, nb_at(NB_COLUMN, 0.8f), &s->thick,
            (nb_slider_spec){.label = "a", .length = 3.5f, .min = 0.2f, .max = 1.5f, .decimals = 2}, play);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  Ring r = ring_now(f, s);
  draw_plane(b, f, s);
  nb_fade(b, nb_cue(f, SHEET, 0.3f, 0.7f));
  if (f->step >= SHEET)
    draw_space(b, f, s, &r);
  draw_input(b, s, r.at);
  nb_end(b);
  draw_formulas(b, f, s, &r);
}

NB_SCENE(State, .title = "Parametric curves and surfaces", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/surfaces"},
         .state = &(const State){.time = 2.2f,
                                 .guess = {0.9f, 0.3f},
                                 .at = {4.4f, 0.9f},
                                 .thick = 0.75f,
                                 .camera = {.distance = 8.6f, .azimuth = -2.5f, .elevation = 0.6f}},
         NB_DRAW(draw))
