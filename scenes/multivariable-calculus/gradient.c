// The gradient.
//
// What a learner believes: a function of two variables has two slopes, one for x and one for y, and the way
// up leads towards the summit. What mends it: try every way, and the slope is a wave. Where it is highest lies one arrow, whose
// parts are the two slopes; where it is zero lies the contour line, square to that arrow. Stepping against it, over and over, is
// how a network learns. How large a step may be is the one thing that has to be chosen.
//
// One point carries the picture: it stands still for its slopes, goes along a contour line, and then walks downhill.
#include <math.h>
#include <nabla/math/field.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 at;     // where the walker is dropped
  nb_vec2 needle; // which way the viewer thinks is steepest, from the walker
  float eta;      // the step size
  nb_camera camera;
} State;

enum { LAND, SLOPES, NEEDLE, PACK, SQUARE, FIELD, WALK, SIZES, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The landscape: a gentle slope, a hill and a valley

static const nb_vec2 hill = {1.22f, 0.66f}, valley = {-1.22f, -0.58f};
static const float tilt = 0.16f, rise = 1.4f, spread = 0.8f;

static float bump(nb_vec2 p, nb_vec2 middle)
{
  nb_vec2 d = nb_sub(p, middle);
  return rise * expf(-nb_dot(d, d) / (2 * spread));
}

static float height(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return tilt * p.x + bump(p, hill) - bump(p, valley);
}

static nb_vec2 gradient(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  nb_vec2 up = nb_scale(bump(p, hill) / spread, nb_sub(hill, p));
  nb_vec2 down = nb_scale(bump(p, valley) / spread, nb_sub(valley, p));
  return nb_add(nb_at(tilt, 0), nb_sub(up, down));
}

static nb_vec2 slopes_at(nb_vec2 p)
{
  return gradient(p, NULL);
}

// How deep the valley is.
static float bottom(void)
{
  nb_vec2 p = valley;
  for (int k = 0; k < 100; k++)
    p = nb_sub(p, nb_scale(0.2f, slopes_at(p)));
  return height(p, NULL);
}

static void steepest(const void *state, void *truth)
{
  *(nb_vec2 *)truth = nb_unit(slopes_at(((const State *)state)->at));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LAND] =
        {"A hill and a valley", .seconds = 5,
         .say = "A hill and a valley on sloping ground, from above: each line joins points of one *height*.",
         .hear = {"A level line joins points of the same height"},
         .needs = {"multivariable-calculus/contours"}},
    [SLOPES] = {"Two slopes", .seconds = 9,
                .say = "Freeze y: the slope along x is a *partial derivative*. Freeze x: another, along y.",
                .hear = {"A partial derivative freezes the other input",
                         "There is one along x and one along y"},
                .needs = {"multivariable-calculus/partial-derivatives"}},
    [NEEDLE] = {"Which way is up?", .seconds = 4, .wait = true, .answer = "needle", .truth = steepest,
                .ask = "Which way does the ground climb *fastest* from here? Turn the ring that way.",
                .say = "That is your guess. Now try every way."},
    [PACK] = {"The gradient", .seconds = 11,
              .say =
                  "The slope is a *wave*; the *gradient* points to its top, and is as long as that is high.",
              .hear = {"The gradient is the vector of the partial derivatives",
                       "It points the way the function climbs fastest",
                       "Its length is how steep that way is"},
              .needs = {"linear-algebra/dot-product"}},
    [SQUARE] =
        {"Square to the contour line", .seconds = 7,
         .say = "A quarter turn from the gradient the slope is *zero*: that is the way of the contour line.",
         .hear = {"The gradient is perpendicular to the level line",
                  "Along a level line the height does not change"}},
    [FIELD] =
        {"One at every point", .seconds = 5,
         .say =
             "Every point has its own gradient: a *field*. Its arrows are drawn short, so that none cross.",
         .hear = {"There is a gradient at every point, longer where it is steeper"},
         .needs = {"multivariable-calculus/vector-fields"}},
    [WALK] = {"Walk downhill", .seconds = 11.5f,
              .say = "Go the *other* way, by the *step size* η times the gradient; then look again.",
              .hear = {"Step against the gradient, and look again",
                       "The steps shrink where the ground is flat"}},
    [SIZES] = {"Too small, too large", .seconds = 12,
               .say = "If the step size is too small, the walk *crawls*. Too large, and it *overshoots*, "
                      "over and over.",
               .hear = {"Too small a step size takes forever", "Too large a step size overshoots"}},
    [PLAY] = {"Your own walk", .seconds = 10, .live = true,
              .say = "Drop the start anywhere and drag the step size *η*. Where does the walk end?"},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -4, .max = 4),
    NB_POINT(State, needle, "needle", .min = -2, .max = 2),
    NB_NUMBER(State, eta, "step size", .min = 0.02f, .max = 2, .snap = 0.1f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.7f}, -4.12f, 4.12f, -2.68f, 2.68f};
static const nb_plane record = {{3.75f, -2.75f, 2.75f, 1.75f}, 0, 20, -1.7f, 0};
static const nb_plane wave = {{3.85f, -2.3f, 3.2f, 2.4f}, -3.14159265f, 3.14159265f, -1.7f, 1.7f};
static const nb_rect hill_area = {3.3f, -3.2f, 4, 3.7f}, ground = {-2.9f, -2.1f, 5.8f, 4.2f};
static const float quarter = 1.57079633f; // of a turn
static const float packing = 6.2f;        // seconds into PACK at which the slopes become one arrow

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// Along the contour line.
static nb_vec2 sideways(nb_vec2 p, const void *nothing)
{
  return nb_unit(nb_perp(gradient(p, nothing)));
}

static nb_vec2 along_level(nb_vec2 p, float way)
{
  for (int k = 0; k < 20; k++)
    p = nb_field_flow(sideways, NULL, p, way / 20);
  return p;
}

// ---------------------------------------------------------------------------------------------------------------
// The walks

enum { MOST = 200, WALKS = 4 };

// In which step each is made, from when on, how many steps a second, and how large they are (0: as the viewer says).
static const struct {
  int step;
  float from, pace, eta;
} walks[WALKS] = {{WALK, 3.2f, 2.5f, 0}, {SIZES, 1.6f, 7, 0.02f}, {SIZES, 6, 4, 1.9f}, {PLAY, 1.6f, 3, 0}};

// One of them as far as it has come. What the picture is about is the walker: before all walks it stands where they start.
typedef struct {
  float eta, aimed;     // how much of the next step's arrow has been drawn: first it aims, then it goes
  nb_vec2 places[MOST]; // the start, one after each whole step, and where it is on its way to the next
  int count, made;      // of places, of whole steps
  nb_vec2 now, foot,
      slope; // where the walker is, where it set off from, and the gradient there, by which it goes
} Walk;

static Walk walk(const nb_frame *f, const State *s, int k)
{
  int step = walks[k].step;
  float seconds = f->step < step ? 0 : f->step == step ? f->seconds : steps[step].seconds;
  float made = walks[k].pace * fmaxf(seconds - walks[k].from, 0), part = fmodf(made, 1);
  float last = step == PLAY ? MOST - 2 : 20;
  if (made >= last)
    made = last, part = 0;
  Walk w = {.eta = walks[k].eta > 0 ? walks[k].eta : s->eta, .made = (int)made};
  w.aimed = made < 1 || made == last ? 1 : nb_smooth(part / 0.45f);
  nb_descent descent = {.from = along_level(s->at, -2.2f * nb_visit(f, SQUARE, 1.6f, 5)), .rate = w.eta};
  descent.steps = made - part + nb_smooth((part - 0.45f) / 0.55f);
  w.count = nb_descend(gradient, NULL, descent, w.places, MOST);
  w.now = w.places[w.count - 1], w.foot = w.places[w.made], w.slope = gradient(w.foot, NULL);
  return w;
}

// The walk that is made now: the next one's begins when this one's walker has faded.
static int current(const nb_frame *f)
{
  int k = WALKS - 1;
  while (k > 0 && nb_cue_linear(f, walks[k].step, walks[k].from - 1.1f, 0) == 0)
    k--;
  return k;
}

// How much shows of a walk's walker: it comes, and goes before the next one comes.
static float come(const nb_frame *f, int k)
{
  return k == 0 ? 1 : nb_cue(f, walks[k].step, walks[k].from - 1, 0.5f);
}

static float gone(const nb_frame *f, int k)
{
  return k == WALKS - 1 ? 0 : nb_cue(f, walks[k + 1].step, walks[k + 1].from - 1.6f, 0.5f);
}

// And of its way, which stays fainter beside the others, until the viewer's own.
static float kept(const nb_frame *f, int k)
{
  return come(f, k) * (1 - 0.4f * gone(f, k)) * (k == WALKS - 1 ? 1 : 1 - nb_cue(f, PLAY, 0, 0.5f));
}

// ---------------------------------------------------------------------------------------------------------------
// The map

enum { COLUMNS = 134, ROWS = 88 };

static void draw_map(nb_board *b, const nb_frame *f, const Walk *w)
{
  const float *values = nb_sample_plane(b, plane, height, NULL, 0, COLUMNS, ROWS),
              here = height(w->now, NULL);
  nb_vector_field(b, plane, gradient, NULL, (nb_field_spec){.spacing = 0.336f, .typical = 0.6f},
                  nb_style(NB_FROM(f, FIELD, 0.4f, 2.5f), .alpha = 0.9f));
  nb_contours(b, plane, values, COLUMNS, ROWS, nb_levels(b, -1.4f, 0.2f, 15), 15,
              nb_style(NB_FROM(f, LAND, 0, 2.4f), .color = NB_POSITIVE, .fill = NB_NEGATIVE, .alpha = 0.75f));
  nb_contours(b, plane, values, COLUMNS, ROWS, &here, 1,
              nb_style(.color = NB_TEXT, .width = 3.5f, .alpha = nb_during(f, SQUARE, SQUARE)));
  nb_style name = nb_style(NB_IN(f, LAND, 2, 0.8f), .color = NB_DIM, .size = 26, .anchor = NB_CENTER);
  nb_text(b, place(hill), "hill", name);
  nb_text(b, place(valley), "valley", name);
}

// One input frozen: the line on which the other runs, and the slope there as an arrow. In the end that along y stands at the tip of
// that along x, and both are one arrow.
static void draw_slope(nb_board *b, const nb_frame *f, const Walk *w, bool along_y)
{
  float at = along_y ? 4 : 0.2f, packed = along_y ? nb_cue(f, PACK, packing + 0.2f, 1) : 0;
  nb_vec2 way = along_y ? nb_at(0, 1) : nb_at(1, 0), far = nb_scale(9, way), p = w->now;
  nb_color color = along_y ? NB_J : NB_I;
  nb_line(b, place(nb_sub(p, far)), place(nb_add(p, far)),
          nb_style(NB_BETWEEN(f, SLOPES, SLOPES, at, 1), .color = color, .width = 2, .dash = {6, 8}));
  nb_label(b, place(along_y ? nb_at(p.x, plane.y1 - 0.3f) : nb_at(plane.x1 - 0.3f, p.y)), nb_at(way.y, way.x),
           along_y ? "y" : "x",
           nb_style(NB_BETWEEN(f, SLOPES, NEEDLE, at + 0.6f, 0.5f), .color = color, .size = 30));
  nb_vector(b, plane, nb_add(p, nb_at(packed * w->slope.x, 0)), nb_scale(nb_dot(w->slope, way), way), NULL,
            nb_style(NB_FROM(f, SLOPES, at + 1.6f, 0.8f), .color = color, .width = 5,
                     .alpha = 1 - nb_cue(f, SQUARE, 0, 0.6f)));
}

// Every way in turn, from straight back to straight back, then to the steepest, and a quarter turn from there: its angle.
static float way_tried(const nb_frame *f, const Walk *w)
{
  float round = wave.x0 + (wave.x1 - wave.x0) * nb_cue(f, PACK, 0.6f, 4),
        top = atan2f(w->slope.y, w->slope.x);
  float aside = -quarter * nb_cue(f, SQUARE, 0.4f, 1);
  return round + (top - round) * nb_cue(f, PACK, 4.8f, 1) + aside;
}

// The needle that the viewer turns to where they think it is steepest; the one that tries every way; and the gradient.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, const Walk *w)
{
  nb_vec2 p = w->foot, tip = place(nb_add(p, s->needle));
  if (nb_guess_in(b, f, NEEDLE, place(p), tip))
    nb_grab(b, &s->needle, tip, nb_plane_scale(plane));
  nb_style try = nb_style(NB_IN(f, PACK, 0.2f, 0.4f), .color = NB_V);
  try.alpha *= 1 - nb_cue(f, PACK, packing + 1.8f, 0.6f);
  try.alpha += nb_during(f, SQUARE, SQUARE);
  nb_vector(b, plane, p, nb_polar(1, way_tried(f, w)), NULL, try);
  nb_right_angle(b, place(p), sideways(p, NULL), w->slope, 0.2f, nb_style(NB_IN(f, SQUARE, 0.6f, 0.6f)));
  nb_vector(b, plane, p, w->slope, "∇f",
            nb_style(NB_FROM(f, PACK, packing + 1.2f, 1), .width = 8, .size = 34));
}

// Where a walker has stood.
static void draw_trail(nb_board *b, const nb_frame *f, const State *s, int k)
{
  Walk w = walk(f, s, k);
  nb_fade(b, kept(f, k));
  for (int n = 0; n + 1 < w.count; n++)
    nb_line(b, place(w.places[n]), place(w.places[n + 1]), nb_style(.color = NB_LEARNING, .width = 2));
  for (int n = 0; n <= w.made; n++)
    nb_circle(b, place(w.places[n]), 0.065f, nb_style(.color = NB_LEARNING, .fill = NB_GROUND));
  nb_end(b);
}

// The next step: at first as long as the gradient, and then η times as long.
static void draw_step(nb_board *b, const nb_frame *f, const Walk *w)
{
  float scaled = nb_cue(f, WALK, 2, 0.8f);
  nb_vec2 step = nb_scale(-1 - (w->eta - 1) * scaled, w->slope);
  nb_style arrow = nb_style(.color = NB_LEARNING, .width = 8, .size = 34);
  arrow.reveal = w->aimed * nb_cue(f, WALK, 0.4f, 0.8f);
  nb_vector(b, plane, w->foot, step, NULL, arrow);
  arrow.alpha = nb_cue(f, WALK, 1, 0.4f) - nb_cue(f, WALK, 3, 0.4f), arrow.reveal = 1;
  nb_label(b, place(nb_add(w->foot, step)), step, scaled < 0.5f ? "−∇f" : "−η∇f", arrow);
}

// ---------------------------------------------------------------------------------------------------------------
// The same land in space, under the map's numbers: one walker on both

static nb_vec3 on_hill(nb_vec2 p)
{
  return nb_at3(p.x, p.y, height(p, NULL));
}

// Both cuts through the walker, and where it has stood.
static void draw_on_hill(nb_board *b, const nb_frame *f, const Walk *w)
{
  nb_vec3 at = on_hill(w->now), trail[MOST];
  for (int k = 0; k < 2; k++) {
    nb_cut cut = {height, NULL, w->now, k == 1};
    nb_cut_curve(b, &cut, ground,
                 nb_style(NB_BETWEEN(f, SLOPES, NEEDLE, k == 0 ? 0.6f : 4.4f, 1.2f), .width = 5));
  }
  for (int k = 0; k < w->count; k++)
    trail[k] = on_hill(w->places[k]);
  nb_polyline3(b, trail, w->count, nb_style(NB_IN(f, WALK, 0, 1), .color = NB_LEARNING, .width = 5));
  nb_point3(b, at, nb_style(NB_FROM(f, LAND, 2.6f, 0.5f), .width = 18));
}

static void draw_hill(nb_board *b, const nb_frame *f, const State *s, const Walk *w)
{
  float shown = nb_cue(f, LAND, 1.6f, 1) * (1 - nb_during(f, PACK, SQUARE)) * (1 - nb_cue(f, SIZES, 0, 0.6f));
  float here = height(w->now, NULL);
  nb_view view = nb_look(s->camera, hill_area);
  nb_heights land = nb_keep_heights(b, height, NULL, 0, ground, 59, 43, 0, 0);
  nb_space(b, view, (nb_space_spec){.alpha = fmaxf(shown, 1e-4f)});
  nb_surface_spec blue_to_red = {.low = nb_mix(b, NB_POSITIVE, NB_GROUND, 0.45f),
                                 .high = nb_mix(b, NB_NEGATIVE, NB_GROUND, 0.45f)};
  nb_surface(b, land, blue_to_red, nb_style(.alpha = 0.9f));
  nb_surface_levels(b, land, nb_levels(b, -1.4f, 0.4f, 8), 8, 0, 0, nb_style(.width = 1.5f, .alpha = 0.5f));
  nb_surface_levels(b, land, &here, 1, 0, 0, nb_style(.width = 4, .alpha = nb_during(f, SQUARE, SQUARE)));
  if (nb_inside(ground, w->now))
    draw_on_hill(b, f, w);
  nb_end(b);
  if (shown > 0.9f)
    nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// Two equations that become one: the partials are written in their turn, then packed between brackets.
static void draw_packing(nb_board *b, const nb_frame *f, const Walk *w)
{
  static const char *const apart =
      "\\begin{aligned}"
      "\\part{x}{\\color{i}∂f/∂x} &\\part{first}{=} \\part{east}{\\color{i}\\val[-2]} \\\\"
      "\\part{y}{\\color{j}∂f/∂y} &\\part{second}{=} \\part{north}{\\color{j}\\val[-2]}"
      "\\end{aligned}";
  static const char *const packed =
      "∇f = \\begin{bmatrix} \\part{x}{\\color{i}∂f/∂x} \\\\ \\part{y}{\\color{j}∂f/∂y} \\end{bmatrix} "
      "\\part{first}{=}"
      "\\begin{bmatrix} \\part{east}{\\color{i}\\val} \\\\ \\part{north}{\\color{j}\\val} \\end{bmatrix}";
  const float *x = &w->slope.x, *y = &w->slope.y;
  float east = 1 - nb_cue(f, SLOPES, 1.6f, 0.8f), north = 1 - nb_cue(f, SLOPES, 5.4f, 0.8f);
  nb_vec2 at = nb_at(NB_COLUMN, 2.55f);
  nb_style style = nb_style(.size = 36, .anchor = NB_LEFT);
  nb_formula to = nb_formula_at(b, at, packed, style, x, y);
  style.parts = NB_PARTS(
      {"x", .hidden = east}, {"first", .hidden = east}, {"east", .hidden = east}, {"y", .hidden = north},
      {"second", .hidden = fmaxf(north, nb_cue(f, PACK, packing - 0.4f, 0.4f))}, {"north", .hidden = north});
  nb_formula_morph(b, nb_formula_at(b, at, apart, style, x, y), to, nb_cue(f, PACK, packing, 1.6f));
}

// How steep it is that way: both slopes, each as far as the way goes along it.
static float slope_that_way(float angle, const void *slopes)
{
  return nb_dot(*(const nb_vec2 *)slopes, nb_polar(1, angle));
}

static nb_vec2 on_wave(const Walk *w, float angle)
{
  return nb_on_plane(wave, nb_at(angle, slope_that_way(angle, &w->slope)));
}

// The slope over the ways that are tried, each named by an arrow below; and the viewer's among them.
static void draw_wave(nb_board *b, const nb_frame *f, const State *s, const Walk *w)
{
  float angle = way_tried(f, w), tried = nb_cue_linear(f, PACK, 4.7f, 0) > 0 ? wave.x1 : angle;
  nb_vec2 g = w->slope, way = nb_polar(1, angle);
  float slope = slope_that_way(angle, &g);
  nb_style line = nb_style(NB_FROM(f, PACK, 0.2f, 0.8f), .size = 28), bold = line;
  bold.color = NB_V, bold.width = 4;
  nb_fade(b, nb_during(f, PACK, SQUARE));
  nb_tex(b, nb_at(NB_COLUMN, 1.2f),
         "\\begin{bmatrix} \\color{i}\\val \\\\ \\color{j}\\val \\end{bmatrix} \\cdot " NB_TEX_COLUMN(
             "v", "2") " = \\val[-2]",
         line, &g.x, &g.y, &way.x, &way.y, &slope);
  nb_text(b, nb_at(NB_COLUMN, 0.66f), "both slopes · a way of length 1",
          nb_style(.color = NB_DIM, .size = 20));
  nb_axes(b, wave, (nb_axes_spec){.y_label = "\\text{slope}", .no_numbers = true, .no_ticks = true}, line);
  for (int k = -2; k <= 2; k++) {
    nb_vec2 below = nb_on_plane(wave, nb_at(quarter * (float)k, wave.y0 - 0.2f)),
            half = nb_polar(0.19f, quarter * (float)k);
    nb_arrow(b, nb_sub(below, half), nb_add(below, half), bold);
  }
  nb_curve(b, nb_plane_until(wave, tried), slope_that_way, &g, nb_style(.color = NB_V, .width = 4));
  nb_tex(b, nb_at(6.32f, 1.2f), "= |∇f|", nb_style(NB_IN(f, PACK, packing + 2.4f, 0.6f), .size = 28));
  nb_ring(b, on_wave(w, atan2f(s->needle.y, s->needle.x)), "your way",
          nb_style(.width = 3, .alpha = nb_guessed(f, NEEDLE)));
  nb_point(b, on_wave(w, remainderf(angle, 4 * quarter)), nb_style(.width = 16));
  nb_end(b);
}

// How high the walkers stood after each step: what a network calls its cost.
static void draw_record(nb_board *b, const nb_frame *f, const State *s)
{
  int k = current(f);
  Walk now = walk(f, s, k);
  nb_plane all = record;
  all.x1 = fmaxf(all.x1, (float)now.made);
  nb_style dim = nb_style(NB_FROM(f, SIZES, 0.2f, 0.8f), .color = NB_DIM, .width = 2, .size = 20);
  nb_axes(b, all, (nb_axes_spec){.no_numbers = true, .no_ticks = true, .at_edges = true}, dim);
  nb_text(b, nb_at(NB_COLUMN, -0.72f), "height by steps; dashed: this valley's bottom", dim);
  nb_vec2 deepest = nb_on_plane(record, nb_at(0, bottom()));
  dim.dash[0] = 4, dim.dash[1] = 6;
  nb_line(b, deepest, nb_at(record.area.x + record.area.width, deepest.y), dim);
  for (int n = 0; n <= k; n++) {
    Walk w = walk(f, s, n);
    float heights[MOST];
    for (int m = 0; m <= w.made; m++)
      heights[m] = height(w.places[m], NULL);
    nb_style line = nb_style(.color = NB_LEARNING, .width = 4, .size = 22, .alpha = dim.reveal * kept(f, n));
    nb_plot(b, nb_plane_until(all, (float)w.made), heights, w.made + 1, line);
    line.alpha = fminf(2 * line.alpha, 1); // what is read is not faint
    nb_number(b, nb_add(nb_on_plane(all, nb_at((float)w.made, heights[w.made])), nb_at(0, -0.08f)), w.eta, 2,
              line);
  }
}

static void draw_rule(nb_board *b, const nb_frame *f, const State *s)
{
  nb_tex(b, nb_at(NB_COLUMN, 1.35f),
         "\\vec x \\leftarrow \\vec x - \\textcolor{learning}{\\eta}\\,∇f(\\vec x)",
         nb_style(NB_FROM(f, WALK, 1, 1), .size = 46));
  nb_tex(b, nb_at(NB_COLUMN, 0.75f),
         "\\vec x\\text{ is the place }(x, y);\\ \\leftarrow\\text{ says: becomes}",
         nb_style(NB_IN(f, WALK, 2, 1), .color = NB_DIM, .size = 24));
  int k = current(f);
  float now = walk(f, s, k).eta, before = k > 0 ? walk(f, s, k - 1).eta : now;
  float shown = before + (now - before) * nb_cue(f, walks[k].step, walks[k].from - 1.1f, 0.8f);
  bool theirs = walks[k].eta == 0 && shown == now;
  nb_slider(b, nb_at(NB_COLUMN, 0), theirs ? &s->eta : &shown,
            (nb_slider_spec){
                .label = "\\text{step size } η", .length = 3.4f, .min = 0.02f, .max = 2, .decimals = 2},
            nb_style(NB_FROM(f, WALK, 1.2f, 0.8f)));
}

static void draw_words(nb_board *b, const nb_frame *f, const Walk *w)
{
  float here = height(w->now, NULL);
  nb_tex(b, nb_at(NB_COLUMN, 2.45f), "f(x, y) = \\val[-2]", nb_style(NB_IN(f, LAND, 3, 0.8f), .size = 36),
         &here);
  nb_text(b, nb_at(NB_COLUMN, 0.92f), "faint where it is flat;\nthe white one at full length",
          nb_style(NB_IN(f, FIELD, 2, 0.8f), .color = NB_DIM, .size = 26));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  int k = current(f);
  Walk w = walk(f, s, k);
  nb_clip(b, plane.area);
  draw_map(b, f, &w);
  draw_slope(b, f, &w, false);
  draw_slope(b, f, &w, true);
  for (int n = 0; n <= k && f->step >= WALK; n++)
    draw_trail(b, f, s, n);
  nb_fade(b, come(f, k) * (1 - gone(f, k)));
  draw_arrows(b, f, s, &w);
  draw_step(b, f, &w);
  nb_point(b, place(w.now), nb_style(NB_FROM(f, LAND, 2.6f, 0.5f), .width = 22));
  nb_ring(b, place(s->at), "start", nb_style(NB_FROM(f, PLAY, 1.6f, 0.5f), .color = NB_LEARNING, .width = 3));
  nb_end(b);
  nb_end(b);
  if (f->step != LAND && f->step != SQUARE)
    nb_grab(b, &s->at, place(s->at), nb_plane_scale(plane));
  draw_hill(b, f, s, &w);
  draw_packing(b, f, &w);
  draw_wave(b, f, s, &w);
  draw_words(b, f, &w);
  draw_rule(b, f, s);
  draw_record(b, f, s);
}

NB_SCENE(State, .title = "The gradient", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/partial-derivatives", "multivariable-calculus/contours",
                   "multivariable-calculus/vector-fields", "linear-algebra/dot-product"},
         .state = &(const State){.at = {-0.41f, 0.75f}, // what is shown adds up as it is rounded
                                 .needle = {0, -1},
                                 .eta = 0.1f,
                                 .camera = {.target = {0, 0, 0},
                                            .distance = 9.9f,
                                            .azimuth = -1.35f,
                                            .elevation = 0.62f}},
         NB_DRAW(draw))
