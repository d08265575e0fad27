// Parametric curves and surfaces.
//
// What a learner believes: a curve is the graph of some y = f(x), a surface that of some z = f(x, y). What breaks it: a figure of
// eight, with two heights over one x and a point where it meets itself. What mends it: time goes in and a place comes out, two
// ordinary functions of one number; so each moment, not each place, has its velocity. Two numbers in, and a sheet of rubber
// becomes a tube and a ring, on which every point still has its two numbers, and two velocities that lie flat against it.
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

// The curve's time; from the ring's middle to the tube's; and how far u and v go to either side.
static const float round_trip = 2 * NB_TURN, wide = 1.7f;
#define HALF (NB_TURN / 2)
static const nb_rect numbers_in = {-HALF, -HALF, NB_TURN, NB_TURN};

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

// Flat it is (u, v, 0), rolled up (u, sin v, cos v), and bent ((wide + a sin v) sin u, (wide + a sin v) cos u, a cos v). On the
// way there the same lengths lie on larger circles; bending stretches the tube, and makes it thinner.
static nb_vec3 place(nb_vec2 at, const void *of)
{
  const Shape shape = *(const Shape *)of;
  float rolled = fmaxf(shape.rolled, 1e-3f), bent = fmaxf(shape.bent, 1e-3f);
  float a = 1 + (shape.thick - 1) * shape.bent, size = 1 + (wide - 1) * shape.bent;
  float along = bent * at.x, across = rolled * at.y, aside = a / rolled * sinf(across);
  float middle = 1 - sinf(NB_TURN / 2 * bent) / (NB_TURN / 2 * bent); // of the arc, which stays there
  float back = size / bent * (middle - 2 * powf(sinf(along / 2), 2));
  return nb_at3((size / bent + aside) * sinf(along), back + aside * cosf(along),
                a * rolled - 2 * a / rolled * powf(sinf(across / 2), 2));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LOOP] = {"No graph", .seconds = 6, .say = "No y = f(x) draws this: over one x it has *two* heights.",
              .hear = {"A graph has one height over each x, so it cannot turn back"}},
    [CLOCK] = {"Time in, a place out", .seconds = 7.5f, .hear = {"One number goes in, a point comes out"},
               .say = "Let *time* go in, and a *place* come out. The curve is everywhere the dot has been."},
    [PARTS] = {"Two ordinary functions", .seconds = 8.5f, .hear = {"x and y are each a function of t"},
               .say = "Each coordinate is a plain wave: in 4π of time x makes *one*, and y makes *two*."},
    [ASK] = {"Where is it heading?", .seconds = 6, .wait = true, .answer = "velocity", .truth = velocity_then,
             .ask = "If it kept going just as *now*, where is it one unit of time later? Put the ring there.",
             .say = "That is your guess. Now see how fast x and y change.",
             .moves = {{"velocity", "0.68,-1.06", 4.5f, 1.3f}}},
    [VELOCITY] = {"Velocity", .seconds = 10,
                  .say = "*Velocity* is how fast x and y change. Where a curve crosses itself it has *two*.",
                  .hear = {"Velocity: how fast each coordinate changes", "A crossing has two velocities"}},
    [SHEET] = {"Two numbers in", .seconds = 10.5f,
               .say = "Now *two* numbers go in, u and v. Hold one, and the other draws a *line*.",
               .hear = {"Two numbers in, a point of space out", "Holding one number leaves a curve"}},
    [ROLL] = {"Roll it up", .seconds = 12,
              .say = "Other formulas *roll* the sheet into a tube, and *stretch* and *bend* it into a ring.",
              .hear = {"Two numbers name each point of the ring", "Over one point the ring has two heights"}},
    [PATCH] = {"Two velocities", .seconds = 11,
               .say = "Move u alone, then v alone: two velocities. Their plane lies *flat* against the ring.",
               .hear = {"Each number has a velocity, a partial derivative", "They span a plane"}},
    [PLAY] = {"Your own ring", .seconds = 11, .live = true,
              .say = "Drag the point: where is the velocity for u *longest*, and where shortest?",
              .moves = {{"u, v", "0.7,1.57", .at = 2, .seconds = 1.4f}, {"u, v", "0.5,-1.57", 4.6f, 2.2f}}},
};

static const nb_param params[] = {
    NB_NUMBER(State, time, "time", .min = 0, .max = 2 * NB_TURN),
    NB_POINT(State, guess, "velocity", .min = -4, .max = 4),
    NB_POINT(State, at, "u, v", .min = -HALF, .max = HALF),
    NB_NUMBER(State, thick, "a", .min = 0.2f, .max = 1.5f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// What is where at this moment

static const nb_plane plane = {{-8, -3.3f, 11.1f, 7}, -4.32f, 4.2429f, -2.7f, 2.7f}; // the stage

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// Once round; once more; then anew, one unit in a second, to the viewer's time, which they may move; and at last to where the
// curve meets itself.
static float now(const nb_frame *f, const State *s)
{
  float t = round_trip * (nb_begun(f, PARTS) ? nb_cue(f, PARTS, 1, 6.5f) : nb_cue_linear(f, CLOCK, 1, 6));
  t = nb_begun(f, ASK) ? s->time * nb_cue_linear(f, ASK, 0.8f, 2.2f) : t;
  return t + (NB_TURN - t) * nb_cue(f, VELOCITY, 4.6f, 2);
}

// From a number to its least, to its greatest, drawing a line, and back.
static float swept(const nb_frame *f, float at, float home)
{
  return NB_COURSE(f, home, {SHEET, at, 0.7f, -HALF}, {SHEET, at + 0.8f, 1.8f, HALF},
                   {SHEET, at + 2.8f, 0.8f, home});
}

// At the viewer's point, and away along each line in turn.
static nb_vec2 numbers(const nb_frame *f, const State *s)
{
  float u = 1.2f * nb_visit(f, PATCH, 1, 2.4f), v = 1.2f * nb_visit(f, PATCH, 4, 2.4f);
  return nb_at(swept(f, 1.8f, s->at.x) + (s->at.x > 1.5f ? -u : u),
               swept(f, 6, s->at.y) - copysignf(v, s->at.y));
}

// The viewer's camera, farther away from the sheet, which is larger; and the patch it looks at from lower down, and aside.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera c = nb_camera_dolly(s->camera, 1.5f - 0.43f * nb_cue(f, ROLL, 5.8f, 2.9f));
  float aside = nb_cue(f, PATCH, 7.6f, 2) - nb_cue(f, PLAY, 0, 1.4f);
  return nb_look(nb_camera_orbit(c, -0.2f * aside, -0.1f * aside), nb_stage());
}

// The ring at this moment, or what is on its way to it: the point whose numbers are `at`, and its two velocities.
typedef struct {
  Shape shape;
  nb_vec2 at;
  nb_vec3 point, u, v;
} Ring;

static Ring ring_now(const nb_frame *f, const State *s)
{
  Ring r = {.shape = {nb_cue(f, ROLL, 0.6f, 3), nb_cue(f, ROLL, 5, 3.5f), s->thick}, .at = numbers(f, s)};
  nb_sheet sheet = {place, &r.shape, numbers_in};
  r.point = place(r.at, &r.shape);
  r.u = nb_sheet_slope(&sheet, r.at, nb_at(1, 0)), r.v = nb_sheet_slope(&sheet, r.at, nb_at(0, 1));
  return r;
}

// ---------------------------------------------------------------------------------------------------------------
// The curve

static void draw_velocity(nb_board *b, const nb_frame *f, const State *s, float t)
{
  nb_vec2 p = walk(t, NULL), v = velocity(t), across = nb_at(v.x, 0);
  nb_style part = nb_style(NB_FROM(f, VELOCITY, 0.4f, 0.8f), .color = NB_I, .width = 5);
  nb_style arrow = nb_style(NB_FROM(f, VELOCITY, 2.2f, 0.8f), .color = NB_V), moment = arrow;
  part.anchor = v.x * v.y < 0 ? NB_LEFT : NB_RIGHT; // their names outside of the triangle
  nb_fade(b, nb_cue(f, ASK, 2.8f, 0.4f) - nb_cue(f, VELOCITY, 4.2f, 0.4f));
  nb_vector_part(b, plane, p, across, "x\\,'", part);
  part.color = NB_J, part.reveal = nb_cue(f, VELOCITY, 1.2f, 0.8f);
  nb_vector_part(b, plane, nb_add(p, across), nb_at(0, v.y), "y\\,'", part);
  // The arrow's tip comes to stand there.
  nb_fade(b, nb_right_goes(f, VELOCITY, 1.6f, s->guess, velocity(s->time)));
  nb_guess_on_plane(b, f, ASK, plane, &s->guess, walk(s->time, NULL));
  nb_end(b);
  nb_label(b, nb_add(on(nb_add(p, v)), nb_at(copysignf(0.22f, v.x), 0)), nb_at(v.x, 0), "\\vec r\\,'", arrow);
  nb_end(b);
  nb_vector(b, plane, p, v, NULL, arrow);
  moment.reveal = nb_cue(f, VELOCITY, 6.8f, 0.8f), moment.anchor = NB_LEFT;
  nb_vector(b, plane, nb_origin(), velocity(0), "t = 0", moment);
  nb_label(b, on(nb_add(p, v)), v, "t = 2\\pi", moment);
}

// The curve, which a line straight up meets twice; and then who walks along it.
static void draw_curve(nb_board *b, const nb_frame *f, const State *s, float t)
{
  nb_vec2 p = walk(t, NULL), above = walk(0.6797f, NULL);
  nb_style mark = nb_style(NB_IN(f, LOOP, 3.8f, 0.5f), .color = NB_J, .width = 18);
  nb_parametric(b, plane, walk, NULL, 0,
                f->step == CLOCK && nb_begun(f, CLOCK) ? fmaxf(t, 1e-3f) : round_trip,
                nb_style(NB_FROM(f, LOOP, 0.6f, 2.4f), .width = 5, .alpha = NB_ANEW(f, CLOCK)));
  nb_line_at_x(b, plane, above.x, nb_style(NB_IN(f, LOOP, 3.2f, 0.8f), .color = NB_I, .dash = {8, 8}));
  nb_point(b, on(above), mark);
  nb_point(b, on(nb_at(above.x, -above.y)), mark);
  for (int k = 0; k < 2; k++) { // how far across it is, and how far up
    nb_vec2 foot = on(k ? nb_at(0, p.y) : nb_at(p.x, 0));
    nb_style line = nb_style(NB_IN(f, PARTS, 0.4f, 0.8f), .color = k ? NB_J : NB_I, .dash = {6, 7});
    nb_line(b, on(p), foot, line);
    nb_point(b, foot, line);
  }
  draw_velocity(b, f, s, t);
  nb_point(b, on(p), nb_style(NB_FROM(f, CLOCK, 0.4f, 0.5f), .width = 24, .color = NB_V));
  if (t == s->time)
    nb_grab_value_on_plane(b, plane, &s->time, p, velocity(t));
}

// x and y over time, and where on them the moment is: under the knob of the slider above them, which is as long. How fast they
// change is how steep they are.
static void draw_record(nb_board *b, const nb_frame *f, float t, bool is_y)
{
  nb_plane paper = {{NB_COLUMN, is_y ? -1.7f : 0.15f, 3.2f, 1.5f}, 0, round_trip, -3.4f, 3.4f};
  nb_style line = nb_style(NB_BETWEEN(f, PARTS, VELOCITY, 0.3f, 0.8f), .color = NB_DIM, .width = 2);
  nb_axes(b, paper, (nb_axes_spec){.step = {99, 3}, .x_label = "t"}, line);
  line.size = 22;
  nb_label(b, nb_on_plane(paper, nb_at(NB_TURN, 0)), nb_at(is_y ? -1 : 1, 1), "2\\pi", line);
  nb_label(b, nb_on_plane(paper, nb_at(round_trip, 0)), nb_at(0, 1), "4\\pi", line);
  line.color = is_y ? NB_J : NB_I, line.width = 4, line.size = 26;
  nb_curve(b, nb_plane_until(paper, f->step > PARTS ? round_trip : fmaxf(t, 1e-3f)), coordinate, &is_y, line);
  nb_tex(b, nb_on_plane(paper, nb_at(0.52f * round_trip, 2.6f)),
         is_y ? "y = 1.8 \\sin t" : "x = 3 \\sin (t/2)", line);
  line.alpha *= NB_ANEW(f, ASK), line.width = 16;
  nb_point(b, nb_on_curve(paper, coordinate, &is_y, t), line);
  line.reveal = nb_cue(f, VELOCITY, is_y ? 1.2f : 0.4f, 0.8f), line.width = 4, line.color = NB_TEXT;
  nb_tangent(b, paper, nb_at(t, coordinate(t, &is_y)), is_y ? velocity(t).y : velocity(t).x, 0.4f, line);
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 p = walk(t, NULL), v = velocity(t), tip = nb_add(p, v);
  nb_fade(b, 1 - nb_cue(f, SHEET, 0, 0.6f));
  nb_grid_spec grid = nb_plane_grid(plane);
  grid.axes_width = -1; // they would run off the stage
  nb_grid(b, nb_identity2(), grid, nb_style(NB_FROM(f, LOOP, 0, 1.2f), .color = NB_GRID));
  nb_axes(b, (nb_plane){{-7.4556f, -3.0148f, 10.1759f, 6.4296f}, -3.9f, 3.95f, -2.48f, 2.48f},
          (nb_axes_spec){.step = {2, 1}, .x_label = "x", .y_label = "y"},
          nb_style(NB_FROM(f, LOOP, 0.2f, 1), .color = NB_AXIS, .size = 24));
  nb_clip(b, nb_stage());
  draw_curve(b, f, s, t);
  nb_end(b);
  nb_tex(b, nb_at(NB_COLUMN, 0.4f), "f(\\textcolor{i}1) = \\textcolor{j}{1.1 \\text{ or } {-1.1}}\\;?",
         nb_style(NB_IN(f, LOOP, 4, 1), .size = 40));
  nb_tex(b, nb_at(NB_COLUMN, 3.3f), "\\vec r(t) = (\\textcolor{i}x, \\textcolor{j}y) = " NB_TEX_POINT("-1"),
         nb_style(NB_FROM(f, CLOCK, 1, 1), .size = 32), &p.x, &p.y);
  nb_facts(b, f, (nb_facts_spec){VELOCITY, .at = nb_at(NB_COLUMN, -1.95f), .gap = 0.14f, .size = 28},
           NB_FACTS({0.6f, "x\\,' = 3 \\cdot 0.5 \\cos (t/2) = \\val[-1]", NB_I, .values = {&v.x}},
                    {1.4f, "y\\,' = 1.8 \\cos t = \\val[-1]", NB_J, .values = {&v.y}},
                    {2.6f, "\\vec r + 1 \\cdot \\vec r\\,' = " NB_TEX_POINT("-1"), NB_V,
                     .values = {&tip.x, &tip.y}}));
  nb_tex(b, nb_at(NB_COLUMN, 1), "4\\pi \\approx 12.6\\text{: once around}", nb_style(NB_IN(f, CLOCK, 6, 1)));
  nb_slider(b, nb_at(NB_COLUMN, 2.4f), t == s->time ? &s->time : &t,
            (nb_slider_spec){"t", 3.2f, 0, round_trip, .decimals = 1},
            nb_style(NB_FROM(f, CLOCK, 0.4f, 0.6f), .color = NB_V, .alpha = NB_ANEW(f, PARTS, ASK)));
  draw_record(b, f, t, false);
  draw_record(b, f, t, true);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The surface

// The lines along which one number runs, each drawn by the point at first.
static void draw_space(nb_board *b, const nb_frame *f, const State *s, const Ring *r)
{
  nb_sheet sheet = {place, &r->shape, numbers_in};
  nb_view view = look(f, s);
  nb_style drawn = nb_style(NB_FROM(f, SHEET, 0.8f, 1.2f), .color = NB_GROUND, .width = 1.5f, .alpha = 0.5f);
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){.reach = 3.7f}, nb_style(NB_FROM(f, SHEET, 0.2f, 1)));
  nb_sheet_surface(b, &sheet, 73, 37,
                   nb_style(NB_FROM(f, SHEET, 0.4f, 1.4f), .fill = nb_mix(b, NB_K, NB_GROUND, 0.4f),
                            .alpha = 1 - 0.4f * nb_cue(f, ROLL, 8.4f, 0.8f) - 0.25f * nb_cue(f, PLAY, 0, 1)));
  nb_sheet_grid(b, &sheet, 24, 12, 49, drawn);
  nb_sheet_line(b, &sheet, nb_at(-HALF, r->at.y), nb_at(HALF, r->at.y), 97,
                nb_style(NB_FROM(f, SHEET, 2.6f, 1.8f), .color = NB_I, .width = 6));
  nb_sheet_line(b, &sheet, nb_at(r->at.x, -HALF), nb_at(r->at.x, HALF), 97,
                nb_style(NB_FROM(f, SHEET, 6.8f, 1.8f), .color = NB_J, .width = 6));
  nb_parallelogram(b, nb_sub3(nb_sub3(r->point, nb_scale3(0.4f, r->u)), nb_scale3(0.6f, r->v)),
                   nb_scale3(0.8f, r->u), nb_scale3(1.2f, r->v),
                   nb_style(.reveal = nb_cue(f, PATCH, 6.6f, 0.8f), .fill = NB_V, .color = NB_V,
                            .alpha = 0.5f * nb_during(f, PATCH, PATCH)));
  nb_arrow3(b, r->point, nb_add3(r->point, r->u), nb_style(NB_FROM(f, PATCH, 0.4f, 0.7f), .color = NB_I));
  nb_arrow3(b, r->point, nb_add3(r->point, r->v), nb_style(NB_IN(f, PATCH, 3.4f, 0.7f), .color = NB_J));
  // How far the tube's middle is from the z axis, and the point from there; and u, which is an angle.
  nb_vec3 middle = nb_at3(wide * sinf(r->at.x), wide * cosf(r->at.x), 0);
  nb_vec2 o = nb_on_view(view, nb_at3(0, 0, 0)), m = nb_on_view(view, middle), p = nb_on_view(view, r->point);
  nb_style spoke = nb_style(NB_FROM(f, ROLL, 8.5f, 0.8f), .width = 4, .size = 28);
  nb_polyline3(b, (nb_vec3[]){nb_at3(0, 0, 0), middle, r->point}, 3, spoke);
  spoke.alpha = 1 - nb_during(f, PATCH, PATCH); // the velocities go over their names
  nb_label3(b, view, nb_scale3(0.77f, middle), nb_perp(nb_sub(o, m)), "1.7", spoke);
  nb_label3(b, view, nb_mix3(middle, r->point, 0.5f), nb_perp(nb_sub(m, p)), "a", spoke);
  nb_sheet_line(b, &(nb_sheet){place, &(Shape){1, 1, 1.2f}, numbers_in}, nb_at(0, -HALF / 2),
                nb_at(r->at.x, -HALF / 2), 25, nb_style(NB_FROM(f, ROLL, 8.5f, 0.8f), .color = NB_I));
  nb_point3(b, r->point, nb_style(NB_FROM(f, SHEET, 1.4f, 0.5f), .color = NB_V, .width = 22));
  nb_end(b);
  if (f->step == PLAY)
    nb_grab_over(b, &s->at, r->point, r->u, r->v, view);
  nb_grab_camera(b, &s->camera, view);
}

#define U "\\textcolor{i}u"
#define V "\\textcolor{j}v"

// The two numbers that go in.
static void draw_input(nb_board *b, const nb_frame *f, const State *s, nb_vec2 at)
{
  nb_plane paper = {{4.3f, -2.75f, 2.5f, 2.5f}, -HALF, HALF, -HALF, HALF};
  nb_axes(b, paper, (nb_axes_spec){.step = {1, 1}, .x_label = U, .y_label = V, .at_edges = true},
          nb_style(.color = NB_DIM, .width = 2, .size = 22));
  nb_line_at_y(b, paper, at.y, nb_style(NB_FROM(f, SHEET, 2.6f, 1.8f), .color = NB_I, .width = 4));
  nb_line_at_x(b, paper, at.x, nb_style(NB_FROM(f, SHEET, 6.8f, 1.8f), .color = NB_J, .width = 4));
  nb_point(b, nb_on_plane(paper, at), nb_style(.color = NB_V, .width = 20));
  nb_grab(b, &s->at, nb_on_plane(paper, at), nb_plane_scale(paper));
}

#define OUT "(1.7 + a \\sin " V ")"
#define RULE(x, y, z) "\\begin{aligned} x &= " x " \\\\ y &= " y " \\\\ z &= " z " \\end{aligned}"
#define POINT3 "(\\val[-1],\\; \\val[-1],\\; \\val[-1])"
#define PARTIAL(number) "\\partial\\,\\vec r / \\partial " number " = " POINT3

// What comes out, and by which of the three rules, the last one again for the viewer's own ring; and the two velocities.
static void draw_rules(nb_board *b, const nb_frame *f, const State *s, const Ring *r)
{
  float a = 1 + (s->thick - 1) * r->shape.bent, speed = nb_length3(r->u), own = nb_cue(f, PLAY, 0.3f, 0.6f);
  nb_tex(b, nb_at(NB_COLUMN, 3.2f), "\\vec r(\\textcolor{i}{\\val[-1]}, \\textcolor{j}{\\val[-1]}) = " POINT3,
         nb_style(NB_FROM(f, SHEET, 1.4f, 1), .size = 27), &r->at.x, &r->at.y, &r->point.x, &r->point.y,
         &r->point.z);
  nb_tex(b, nb_at(NB_COLUMN, 2.35f), RULE(U, V, "0"), nb_style(NB_IN(f, SHEET, 1.8f, 1)));
  nb_tex(b, nb_at(NB_COLUMN, 2.35f), RULE(U, "a \\sin " V, "a \\cos " V),
         nb_style(NB_FROM(f, ROLL, 2.6f, 1), .alpha = nb_during(f, ROLL, ROLL) - nb_cue(f, ROLL, 5, 0.6f)));
  nb_tex(b, nb_at(NB_COLUMN, 2.35f), RULE(OUT "\\sin " U, OUT "\\cos " U, "a \\cos " V),
         nb_style(NB_FROM(f, ROLL, 9, 1.2f)));
  nb_facts(b, f, (nb_facts_spec){ROLL, .at = nb_at(NB_COLUMN, 1.7f), .gap = 0.22f, .size = 28},
           NB_FACTS({3.4f, "a = \\val[-2]\\text{: the tube's radius}", .values = {&a}},
                    {9.6f, "1.7 + a \\sin " V "\\text{: how far from the } z\\text{ axis}", NB_DIM, 26},
                    {10.2f, U "\\text{: angle from } y;\\; " V "\\text{: from the top}", NB_DIM, 26}));
  nb_facts(b, f, (nb_facts_spec){PLAY, .at = nb_at(NB_COLUMN, 1.8f), .gap = 0.12f, .size = 28},
           NB_FACTS({0.3f, "|\\partial\\,\\vec r / \\partial " U "| = \\val[-2]", NB_I, .values = {&speed}},
                    {7.6f, "= 1.7 + a \\sin " V "\\text{, the circle's radius}"}));
  nb_slider(b, nb_at(NB_COLUMN, 0.48f), &s->thick, (nb_slider_spec){"a", 3.5f, 0.2f, 1.5f, .decimals = 2},
            nb_style(.color = NB_K, .alpha = own));
  nb_facts(b, f, (nb_facts_spec){PATCH, .at = nb_at(NB_COLUMN, 1.78f), .gap = 0.14f, .size = 26},
           NB_FACTS({0.6f, "\\partial\\text{: one number moves, one is held}", NB_DIM, 24},
                    {1, "\\partial x / \\partial u = " OUT "\\cos " U, NB_I},
                    {1.4f, PARTIAL("u"), NB_I, .values = {&r->u.x, &r->u.y, &r->u.z}},
                    {4, PARTIAL("v"), NB_J, .values = {&r->v.x, &r->v.y, &r->v.z}}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  Ring r = ring_now(f, s);
  draw_plane(b, f, s);
  nb_fade(b, nb_cue(f, SHEET, 0.3f, 0.7f));
  if (f->step >= SHEET)
    draw_space(b, f, s, &r);
  draw_input(b, f, s, r.at);
  nb_end(b);
  draw_rules(b, f, s, &r);
}

NB_SCENE(State, .title = "Parametric curves and surfaces", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/surfaces"}, NB_DRAW(draw),
         .state = &(const State){2.2f, {0.9f, 0.3f}, {0.7f, 0.4f}, 1, {{0, 0, 0.65f}, 9.8f, -1, 0.74f}})
