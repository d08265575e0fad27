// The gradient.
//
// What a learner believes: a function of two variables has two slopes, one for x and one for y, and the way
// up leads towards the summit. What mends it: the two slopes are the parts of one arrow, which is square to
// the level line through its point and is the steepest way up *there*; stepping against it, over and over, is
// how a network learns. How large a step may be is the one thing that has to be chosen.
//
// One point carries the picture (see `walker`): it is nudged along x, along y, around a level line, and then
// walks downhill.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 at;     // where the walker is dropped
  nb_vec2 needle; // which way the viewer thinks is steepest, from the walker
  float eta;      // the step size
  nb_camera camera;
} State;

enum { LAND, EAST, NORTH, NEEDLE, PACK, SQUARE, FIELD, WALK, SMALL, LARGE, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The landscape: a gentle slope, a hill and a valley

static const nb_vec2 hill = {1.22f, 0.66f}, valley = {-1.22f, -0.58f};
static const float tilt = 0.16f, rise = 1.4f, spread = 0.8f;

static float bump(nb_vec2 p, nb_vec2 middle)
{
  nb_vec2 d = nb_sub(p, middle);
  return rise * expf(-nb_dot(d, d) / (2 * spread));
}

static float height(nb_vec2 p)
{
  return tilt * p.x + bump(p, hill) - bump(p, valley);
}

static nb_vec2 gradient(nb_vec2 p)
{
  nb_vec2 up = nb_scale(bump(p, hill) / spread, nb_sub(hill, p));
  nb_vec2 down = nb_scale(bump(p, valley) / spread, nb_sub(valley, p));
  return nb_add(nb_at(tilt, 0), nb_sub(up, down));
}

// How deep the valley is.
static float bottom(void)
{
  nb_vec2 p = valley;
  for (int k = 0; k < 100; k++)
    p = nb_sub(p, nb_scale(0.2f, gradient(p)));
  return height(p);
}

static void steepest(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_unit(gradient(s->at));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LAND] =
        {"A hill and a valley", .seconds = 5,
         .say = "A landscape from above, blue low and red high: each line joins points of the same *height*.",
         .hear = {"A level line joins points of the same height"},
         .needs = {"multivariable-calculus/contours"}},
    [EAST] = {"Along x alone", .seconds = 6,
              .say = "Freeze y and step along x: the slope is a *partial derivative*.",
              .hear = {"A partial derivative freezes the other input"},
              .needs = {"multivariable-calculus/partial-derivatives"}},
    [NORTH] = {"Along y alone", .seconds = 6,
               .say = "Freeze x and step along y: that way it has *another* slope."},
    [NEEDLE] = {"Which way is up?", .seconds = 4, .wait = true,
                .ask = "Which way does the hill climb *fastest* from here? Turn the needle.",
                .say = "That is your guess. Now watch.", .answer = "needle", .truth = steepest},
    [PACK] =
        {"The gradient", .seconds = 10,
         .say = "Try every way *uphill*: the steepest is both slopes packed into one arrow, the *gradient*.",
         .hear = {"The gradient is the vector of the partial derivatives",
                  "It points the way the function climbs fastest"}},
    [SQUARE] = {"Square to the contour line", .seconds = 7,
                .say = "Walk along a contour line: the gradient always stands at a *right angle* to it.",
                .hear = {"The gradient is perpendicular to the level line",
                         "Along a level line the height does not change"},
                .needs = {"linear-algebra/dot-product"}},
    [FIELD] =
        {"One at every point", .seconds = 5,
         .say =
             "Every point has its own gradient: a *field*. Its arrows are drawn short, so that none cross.",
         .hear = {"Its length is how steep the climb is"}, .needs = {"multivariable-calculus/vector-fields"}},
    [WALK] = {"Walk downhill", .seconds = 11.5f,
              .say = "The gradient points uphill. So step the *other* way, again and again.",
              .hear = {"Step against the gradient, and look again",
                       "The steps shrink where the ground is flat"}},
    [SMALL] = {"Too small a step", .seconds = 7, .say = "With too small a step size the walk only *crawls*.",
               .hear = {"Too small a step size takes forever"}},
    [LARGE] = {"Too large a step", .seconds = 8,
               .say = "With too large a step size the walk leaps over the bottom, and never *settles*.",
               .hear = {"Too large a step size overshoots"}},
    [PLAY] = {"Your own walk", .seconds = 10, .live = true,
              .say = "Drop the start anywhere and drag the step size *η*. Where does it end?"},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -4, .max = 4),
    NB_POINT(State, needle, "needle", .min = -2, .max = 2),
    NB_NUMBER(State, eta, "step size", .min = 0.02f, .max = 2, .logarithmic = true),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.7f}, -4.12f, 4.12f, -2.68f, 2.68f};
static const nb_plane record = {{3.75f, -2.75f, 3.3f, 1.75f}, 0, 20, -1.7f, 1.2f};
static const float column = 3.66f; // where the formulas start
static const float packing = 5.2f; // seconds into PACK at which the slopes become one arrow
static const nb_rect hill_area = {3.3f, -3.2f, 4.5f, 3.5f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// ---------------------------------------------------------------------------------------------------------------
// The walker

enum { MOST_STEPS = 600 };

typedef struct {
  float eta;
  int made;                      // whole steps
  nb_vec2 stood[MOST_STEPS + 1]; // where the walker stood: the start, and after each step made
  nb_vec2 now;                   // where it is on the way to the next such place
  float aimed; // how much of the next step's arrow has been drawn: first it aims, then it goes
  float shown; // a walk fades before the next one begins
} Walk;

static float step_size(int step, const State *s)
{
  return step == SMALL ? 0.02f : step == LARGE ? 1.8f : s->eta;
}

// Steps made `seconds` into one of the walking steps, the last of them in part.
static float steps_made(float seconds)
{
  return fminf(2.5f * fmaxf(seconds - 3.2f, 0), MOST_STEPS);
}

static void walk(Walk *w, nb_vec2 start, float eta, float steps_and_part)
{
  w->eta = eta;
  w->made = (int)steps_and_part;
  w->stood[0] = start;
  for (int k = 0; k < w->made; k++)
    w->stood[k + 1] = nb_sub(w->stood[k], nb_scale(eta, gradient(w->stood[k])));
  nb_vec2 last = w->stood[w->made];
  float part = steps_and_part - (float)w->made;
  w->aimed = w->made == 0 ? 1 : nb_smooth(part / 0.45f);
  w->now = nb_sub(last, nb_scale(eta * nb_smooth((part - 0.45f) / 0.55f), gradient(last)));
}

// In each walking step the walk before fades at first; then another sets off, with its own step size.
static void walk_so_far(Walk *w, const nb_frame *f, const State *s)
{
  bool before = f->step > WALK && f->seconds < 0.6f;
  int step = before ? f->step - 1 : f->step;
  walk(w, s->at, step_size(step, s),
       f->step < WALK ? 0 : steps_made(before ? steps[step].seconds : f->seconds));
  w->shown = before ? 1 - nb_smooth(f->seconds / 0.6f) : f->step > WALK ? nb_cue(f, f->step, 0.6f, 0.6f) : 1;
}

// The point reached along the level line after `way`, by the midpoint rule.
static nb_vec2 along_level(nb_vec2 p, float way)
{
  for (int k = 0; k < 100; k++) {
    nb_vec2 half = nb_add(p, nb_scale(way / 200, nb_perp(nb_unit(gradient(p)))));
    p = nb_add(p, nb_scale(way / 100, nb_perp(nb_unit(gradient(half)))));
  }
  return p;
}

// Where the walker stands: everything in the picture is about this point.
static nb_vec2 walker(const nb_frame *f, const State *s, const Walk *w)
{
  if (f->step >= WALK)
    return w->now;
  nb_vec2 p =
      nb_add(s->at, nb_at(0.7f * nb_visit(f, EAST, 2.2f, 3.2f), -0.7f * nb_visit(f, NORTH, 2.2f, 3.2f)));
  return along_level(p, -2.2f * nb_visit(f, SQUARE, 1.6f, 5));
}

// ---------------------------------------------------------------------------------------------------------------
// The map

enum { COLUMNS = 134, ROWS = 88 };

static float sample(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return height(p);
}

static void draw_levels(nb_board *b, const nb_frame *f, nb_vec2 p)
{
  const float *values = nb_sample_plane(b, plane, sample, NULL, 0, COLUMNS, ROWS);

  nb_contours(b, plane, values, COLUMNS, ROWS, nb_levels(b, -1.4f, 0.2f, 15), 15,
              nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE, .width = 2, .alpha = 0.75f,
                       .reveal = nb_cue(f, LAND, 0, 2.4f)));
  const float here = height(p);
  nb_contours(b, plane, values, COLUMNS, ROWS, &here, 1,
              nb_style(.color = NB_TEXT, .width = 3.5f, .alpha = nb_during(f, SQUARE, SQUARE)));
}

static nb_vec2 field(nb_vec2 p, const void *context)
{
  (void)context;
  return gradient(p);
}

static void draw_map(nb_board *b, const nb_frame *f, nb_vec2 p)
{
  nb_vector_field(b, plane, field, NULL, (nb_field_spec){.spacing = 0.336f, .typical = 0.6f},
                  nb_style(NB_FROM(f, FIELD, 0.4f, 2.5f), .alpha = 0.9f));
  draw_levels(b, f, p);
  nb_style name = nb_style(NB_IN(f, LAND, 2, 0.8f), .color = NB_DIM, .size = 26, .anchor = NB_CENTER);
  nb_text(b, place(hill), "hill", name);
  nb_text(b, place(valley), "valley", name);
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows at the walker

// The two walks straight across the map, on which one input is frozen.
static void draw_cuts(nb_board *b, const nb_frame *f, nb_vec2 p)
{
  nb_line(b, place(nb_at(plane.x0, p.y)), place(nb_at(plane.x1, p.y)),
          nb_style(NB_IN(f, EAST, 0.2f, 1), .width = 2, .dash = {6, 8}));
  nb_line(b, place(nb_at(p.x, plane.y0)), place(nb_at(p.x, plane.y1)),
          nb_style(NB_IN(f, NORTH, 0.2f, 1), .width = 2, .dash = {6, 8}));
}

static void draw_partials(nb_board *b, const nb_frame *f, nb_vec2 p, nb_vec2 g)
{
  float gone = nb_cue(f, SQUARE, 0, 0.6f), packed = nb_cue(f, PACK, packing + 0.2f, 1);
  nb_style thin = nb_style(.color = NB_NEGATIVE, .width = 4.5f, .alpha = 1 - gone);
  nb_vec2 east = nb_at(g.x, 0), north = nb_at(0, g.y), shift = nb_scale(packed, east);
  thin.reveal = nb_cue(f, EAST, 1, 0.8f);
  nb_arrow(b, place(p), place(nb_add(p, east)), thin);
  thin.reveal = nb_cue(f, NORTH, 1, 0.8f);
  nb_arrow(b, place(nb_add(p, shift)), place(nb_add(p, nb_add(shift, north))), thin);
  nb_style name =
      nb_style(.color = NB_NEGATIVE, .size = 28, .alpha = nb_cue(f, EAST, 1.4f, 0.5f) * (1 - packed));
  nb_label(b, place(nb_add(p, nb_scale(0.5f, east))), nb_at(0, g.y > 0 ? -1 : 1), "∂f/∂x", name);
  name.alpha = nb_cue(f, NORTH, 1.4f, 0.5f) * (1 - packed);
  nb_label(b, place(nb_add(p, nb_scale(0.5f, north))), nb_at(g.x > 0 ? -1 : 1, 0), "∂f/∂y", name);
}

// Every way uphill in turn, from along the level line to along it again, and back to the steepest: the angle from the
// gradient.
static float way_tried(const nb_frame *f)
{
  return 1.57079633f * (2 * nb_cue(f, PACK, 0.6f, 3.2f) - 1 - nb_cue(f, PACK, 4.1f, 0.8f));
}

// An arrow as long as it is steep that way: its tips lie on a circle, and none is further away than the gradient's.
static void draw_ways(nb_board *b, const nb_frame *f, nb_vec2 p, nb_vec2 g)
{
  float half_turn = 3.14159265f, swept = nb_cue(f, PACK, 0.6f, 3.2f), start = atan2f(g.y, g.x) - half_turn;
  nb_style line = nb_style(NB_IN(f, PACK, 0.4f, 0.3f), .color = NB_V, .width = 3, .dash = {6, 6});
  line.alpha *= 1 - nb_cue(f, PACK, packing + 2.4f, 0.8f);
  nb_arc(b, place(nb_add(p, nb_scale(0.5f, g))), 0.5f * nb_length(g) * nb_plane_scale(plane).i.x, start,
         start + 2 * half_turn * swept, line);
  line.dash[0] = line.dash[1] = 0, line.width = 7;
  nb_vec2 way = nb_scale(cosf(way_tried(f)), nb_apply(nb_rotation(way_tried(f)), g));
  nb_arrow(b, place(p), place(nb_add(p, way)), line);
}

static void draw_gradient(nb_board *b, const nb_frame *f, nb_vec2 p, nb_vec2 g)
{
  nb_vec2 level = nb_perp(nb_unit(g));
  nb_line(b, place(nb_add(p, level)), place(nb_sub(p, level)),
          nb_style(.color = NB_DIM, .width = 2, .alpha = nb_during(f, SQUARE, SQUARE)));
  nb_right_angle(b, place(p), level, g, 0.2f, nb_style(NB_IN(f, SQUARE, 0.6f, 0.6f)));
  nb_style arrow = nb_style(NB_FROM(f, PACK, packing + 1.2f, 1), .color = NB_NEGATIVE, .width = 8);
  nb_arrow(b, place(p), place(nb_add(p, g)), arrow);
  arrow.size = 34, arrow.alpha = nb_cue(f, PACK, packing + 2, 0.5f) * (1 - nb_cue(f, WALK, 1.8f, 0.5f));
  nb_label(b, place(nb_add(p, g)), g, "∇f", arrow);
}

// The needle that the viewer turns to where they think it is steepest.
static void draw_needle(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 tip = place(nb_add(s->at, s->needle));
  if (nb_guess_in(b, f, NEEDLE, place(s->at), tip))
    nb_grab(b, &s->needle, tip, nb_plane_scale(plane));
}

// Where the walker has stood.
static void draw_trail(nb_board *b, const nb_frame *f, const Walk *w)
{
  int first = w->made > 120 ? w->made - 120 : 0;
  for (int k = first; k < w->made; k++)
    nb_line(b, place(w->stood[k]), place(w->stood[k + 1]),
            nb_style(.color = NB_LEARNING, .width = 2, .alpha = 0.6f));
  for (int k = first; k <= w->made; k++)
    nb_circle(b, place(w->stood[k]), 0.065f, nb_style(.color = NB_LEARNING, .fill = NB_GROUND));
  nb_label(
      b, place(w->stood[0]), gradient(w->stood[0]), "start",
      nb_style(.color = NB_LEARNING, .font = NB_FONT_MEDIUM, .size = 22, .alpha = nb_cue(f, PLAY, 3, 0.6f)));
}

// The arrow of the next step. It starts as long as the gradient, and shrinks to η times that.
static void draw_step(nb_board *b, const nb_frame *f, const Walk *w)
{
  nb_vec2 last = w->stood[w->made], way = gradient(last);
  float length = 1 + (w->eta - 1) * nb_cue(f, WALK, 1.7f, 0.8f);
  nb_vec2 tip = place(nb_sub(last, nb_scale(length, way)));
  nb_arrow(b, place(last), tip,
           nb_style(.color = NB_LEARNING, .width = 8, .reveal = w->aimed * nb_cue(f, WALK, 0.4f, 0.8f)));
  nb_label(b, tip, nb_scale(-1, way), "−∇f",
           nb_style(.color = NB_LEARNING, .size = 34,
                    .alpha = nb_cue(f, WALK, 0.9f, 0.4f) - nb_cue(f, WALK, 1.6f, 0.4f)));
  nb_label(b, tip, nb_scale(-1, way), "−η∇f",
           nb_style(.color = NB_LEARNING, .size = 34,
                    .alpha = nb_cue(f, WALK, 2.2f, 0.4f) - nb_cue(f, WALK, 4.6f, 0.4f)));
}

// ---------------------------------------------------------------------------------------------------------------
// The same land in space, under the map's numbers: one walker on both

// How much of it shows: it makes room for the slices, and later for the record.
static float hill_shown(const nb_frame *f)
{
  float slices = nb_during(f, EAST, NORTH);
  return nb_cue(f, LAND, 2.2f, 1) * (1 - slices) * (1 - nb_cue(f, SMALL, 0, 0.6f));
}

static nb_vec3 on_hill(nb_vec2 p)
{
  return nb_at3(p.x, p.y, height(p));
}

// Where the walker has stood, and the arrow uphill: its foot on the hill, its length and climb those of the gradient.
static void draw_walker_in_space(nb_board *b, const nb_frame *f, const Walk *w, nb_vec2 p, nb_vec2 g,
                                 float shown)
{
  nb_vec3 trail[MOST_STEPS + 2];
  for (int k = 0; k <= w->made; k++)
    trail[k] = on_hill(w->stood[k]);
  trail[w->made + 1] = on_hill(p);
  if (f->step >= WALK)
    nb_polyline3(b, trail, w->made + 2, nb_style(.color = NB_LEARNING, .width = 4, .alpha = shown));
  float uphill = nb_cue(f, PACK, packing + 1.2f, 1) * (1 - nb_cue(f, WALK, 0.2f, 0.6f));
  nb_vec3 climb = nb_at3(g.x, g.y, nb_dot(g, g));
  nb_arrow3(b, on_hill(p), nb_add3(on_hill(p), climb),
            nb_style(.color = NB_NEGATIVE, .width = 6, .reveal = uphill, .alpha = shown));
  nb_point3(b, on_hill(p), nb_style(.width = 18, .alpha = shown));
}

static void draw_hill(nb_board *b, const nb_frame *f, const State *s, const Walk *w, nb_vec2 p, nb_vec2 g)
{
  static const float levels[] = {-1.2f, -0.8f, -0.4f, 0, 0.4f, 0.8f, 1.2f};
  float shown = hill_shown(f);
  nb_view view = nb_look(s->camera, hill_area);
  nb_rect ground = {plane.x0, plane.y0, plane.x1 - plane.x0, plane.y1 - plane.y0};
  if (shown <= 0)
    return;
  nb_space(b, view, (nb_space_spec){.alpha = shown});
  nb_heights land = nb_keep_heights(b, sample, NULL, 0, ground, 66, 44, 0, 0);
  nb_surface(b, land,
             (nb_surface_spec){.low = nb_mix(b, NB_POSITIVE, NB_GROUND, 0.45f),
                               .high = nb_mix(b, NB_NEGATIVE, NB_GROUND, 0.45f)},
             nb_style(.alpha = 0.9f));
  nb_surface_levels(b, land, levels, 7, 0, 0, nb_style(.color = NB_TEXT, .width = 1.5f, .alpha = 0.5f));
  const float here = height(p);
  nb_surface_levels(b, land, &here, 1, 0, 0,
                    nb_style(.color = NB_TEXT, .width = 3.5f, .alpha = nb_during(f, SQUARE, SQUARE)));
  draw_walker_in_space(b, f, w, p, g, nb_cue(f, LAND, 2.6f, 0.5f));
  nb_end(b);
  if (f->step < WALK && shown > 0.9f)
    nb_grab_over(b, &s->at, on_hill(s->at), nb_at3(1, 0, gradient(s->at).x), nb_at3(0, 1, gradient(s->at).y),
                 view);
  nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// Two equations that become one: the partials are written in their turn, then packed between brackets.
static void draw_packing(nb_board *b, const nb_frame *f, nb_vec2 g)
{
  static const char *const apart =
      "\\begin{aligned}"
      "\\part{x}{∂f/∂x} &\\part{first}{=} \\part{east}{\\color{negative}\\val} \\\\"
      "\\part{y}{∂f/∂y} &\\part{second}{=} \\part{north}{\\color{negative}\\val}"
      "\\end{aligned}";
  static const char *const packed =
      "∇f = \\begin{bmatrix} \\part{x}{∂f/∂x} \\\\ \\part{y}{∂f/∂y} \\end{bmatrix} \\part{first}{=}"
      "\\begin{bmatrix} \\part{east}{\\color{negative}\\val} \\\\ \\part{north}{\\color{negative}\\val} "
      "\\end{bmatrix}";
  float east = 1 - nb_cue(f, EAST, 0.6f, 0.8f), north = 1 - nb_cue(f, NORTH, 0.6f, 0.8f);
  nb_vec2 at = nb_at(column, 2.55f);
  nb_style style = nb_style(.size = 36, .anchor = NB_LEFT);
  style.parts = NB_PARTS(
      {"x", .hidden = east}, {"first", .hidden = east}, {"east", .hidden = east}, {"y", .hidden = north},
      {"second", .hidden = fmaxf(north, nb_cue(f, PACK, packing - 0.4f, 0.4f))}, {"north", .hidden = north});
  nb_formula from = nb_formula_at(b, at, apart, style, &g.x, &g.y);
  style.parts = NULL;
  nb_formula_morph(b, from, nb_formula_at(b, at, packed, style, &g.x, &g.y), nb_cue(f, PACK, packing, 1.6f));
}

// The cut through the landscape along one axis, as wide as high, with its tangent where the walker stands.
static void draw_slice(nb_board *b, const nb_frame *f, int step, nb_vec2 p)
{
  nb_cut cut = {sample, NULL, p, step == NORTH};
  float way = nb_cut_way(&cut), slope = nb_cut_slope(&cut, 0), half = 0.9f / sqrtf(1 + slope * slope);
  nb_plane paper = {{3.8f, -2.7f, 3.3f, 3.3f}, way - 1.65f, way + 1.65f, -1.65f, 1.65f};
  nb_cut_paper(b, &cut, paper, nb_style(NB_IN(f, step, 0.4f, 1.2f), .color = NB_TEXT));
  nb_line(b, nb_on_plane(paper, nb_at(way - half, height(p) - half * slope)),
          nb_on_plane(paper, nb_at(way + half, height(p) + half * slope)),
          nb_style(NB_IN(f, step, 1.4f, 0.7f), .color = NB_NEGATIVE, .width = 5));
}

// How high the walker stood after each step: what a network calls its cost.
static void draw_record(nb_board *b, const nb_frame *f, const Walk *w)
{
  nb_plane r = record;
  r.x1 = fmaxf(r.x1, (float)w->made);
  float drawn = nb_cue(f, SMALL, 0.2f, 0.8f);
  nb_axes(b, r, (nb_axes_spec){.no_numbers = true, .no_ticks = true, .at_edges = true},
          nb_style(.color = NB_DIM, .width = 2, .reveal = drawn));
  nb_text(b, nb_at(column, r.area.y + r.area.height + 0.15f), "height after each step; dashed: the bottom",
          nb_style(.color = NB_DIM, .size = 20, .reveal = drawn));
  nb_vec2 deepest = nb_on_plane(r, nb_at(r.x0, bottom()));
  nb_line(b, deepest, nb_at(r.area.x + r.area.width, deepest.y),
          nb_style(.color = NB_DIM, .width = 1.5f, .dash = {4, 6}, .reveal = drawn));
  nb_vec2 points[MOST_STEPS + 1];
  for (int k = 0; k <= w->made; k++)
    points[k] = nb_on_plane(r, nb_at((float)k, height(w->stood[k])));
  nb_clip(b,
          (nb_rect){r.area.x, r.area.y, r.area.width + 0.1f, r.area.height}); // a walk may fall off the map
  nb_polyline(b, points, w->made + 1, nb_style(.color = NB_LEARNING, .width = 4, .alpha = drawn * w->shown));
  nb_point(b, points[w->made], nb_style(.color = NB_LEARNING, .width = 12, .alpha = drawn * w->shown));
  nb_end(b);
}

static void draw_rule(nb_board *b, const nb_frame *f, const State *s)
{
  nb_tex(b, nb_at(column, 1.35f), "\\vec x \\leftarrow \\vec x - \\textcolor{learning}{\\eta}\\,∇f(\\vec x)",
         nb_style(NB_FROM(f, WALK, 1, 1), .size = 46));
  nb_text(b, nb_at(column, 0.8f), "new place: the old one, less η times ∇f",
          nb_style(NB_IN(f, WALK, 2, 1), .color = NB_DIM, .size = 21));
  float before = step_size(f->step - 1, s), now = step_size(f->step, s);
  float shown = before * powf(now / before, nb_cue(f, f->step, 0.2f, 0.8f));
  bool theirs = f->step == WALK || (f->step == PLAY && f->seconds > 1);
  nb_slider(b, nb_at(column, 0), theirs ? &s->eta : &shown,
            (nb_slider_spec){.label = "\\text{step size } η",
                             .length = 3.4f,
                             .min = 0.02f,
                             .max = 2,
                             .logarithmic = true,
                             .decimals = 2},
            nb_style(NB_FROM(f, WALK, 1.8f, 0.8f)));
}

// The height at the walker: what the map is about, and what stays the same along a level line.
static void draw_height(nb_board *b, const nb_frame *f, nb_vec2 p)
{
  float first = nb_cue(f, LAND, 3, 0.8f), again = nb_cue(f, SQUARE, 1, 0.8f);
  nb_style style = nb_style(.size = 36, .reveal = f->step < SQUARE ? first : again);
  style.alpha = f->step < SQUARE ? 1 - nb_cue(f, EAST, 0, 0.5f) : 1 - nb_cue(f, FIELD, 0, 0.5f);
  nb_tex(b, nb_at(column, f->step < SQUARE ? 2.45f : 0.92f), "f(x, y) = \\val", style, &(float){height(p)});
}

// A word about the ways that are tried, and about the field.
static void draw_remark(nb_board *b, const nb_frame *f, nb_vec2 g)
{
  float slope = nb_length(nb_at(nb_shown(g.x, 2), nb_shown(g.y, 2))) * cosf(way_tried(f));
  nb_tex(b, nb_at(column, 0.92f), "\\text{slope this way: } \\val[-2]",
         nb_style(NB_IN(f, PACK, 0.4f, 0.6f), .color = NB_V, .size = 34), &slope);
  nb_text(b, nb_at(column, 0.92f), "short and faint where it is flat",
          nb_style(NB_IN(f, FIELD, 2, 0.8f), .color = NB_DIM, .size = 26));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  Walk w;
  walk_so_far(&w, f, s);
  // A step goes by the gradient where it set off, and by none on its way.
  nb_vec2 p = walker(f, s, &w), foot = f->step < WALK ? p : w.stood[w.made], g = gradient(foot);

  nb_clip(b, plane.area);
  draw_map(b, f, p);
  draw_cuts(b, f, p);
  draw_partials(b, f, p, g);
  draw_needle(b, f, s);
  draw_ways(b, f, p, g);
  nb_fade(b, w.shown);
  if (f->step >= WALK)
    draw_trail(b, f, &w);
  draw_gradient(b, f, foot, g);
  draw_step(b, f, &w);
  float walker_there = nb_cue(f, LAND, 2.6f, 0.5f);
  nb_point(b, place(p), nb_style(.color = NB_TEXT, .width = 22, .reveal = walker_there));
  nb_end(b);
  nb_end(b);
  if (walker_there > 0)
    nb_grab(b, &s->at, place(s->at), nb_plane_scale(plane));

  draw_hill(b, f, s, &w, p, g);
  draw_height(b, f, p);
  draw_packing(b, f, g);
  draw_remark(b, f, g);
  draw_slice(b, f, EAST, p);
  draw_slice(b, f, NORTH, p);
  draw_rule(b, f, s);
  draw_record(b, f, &w);
}

NB_SCENE(State, .title = "The gradient", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/partial-derivatives", "multivariable-calculus/contours",
                   "multivariable-calculus/vector-fields", "linear-algebra/dot-product"},
         .state = &(const State){.at = {-0.4f, 0.75f},
                                 .needle = {0, -1},
                                 .eta = 0.1f,
                                 .camera = {.target = {0.25f, 0, 0},
                                            .distance = 13.6f,
                                            .azimuth = -1.35f,
                                            .elevation = 0.62f}},
         NB_DRAW(draw))
