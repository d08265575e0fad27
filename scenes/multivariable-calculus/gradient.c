// The gradient.
//
// What a learner believes: a function of two variables has two slopes, one for x and one for y, and the way
// up leads towards the summit. What mends it: a step any other way is one along x and one along y, and their rises add up. That sum
// is the dot product of the way with one arrow, whose parts are the two slopes: its length times the shadow that the way casts on
// it. So along that arrow it is steepest, and square to it lies the contour line. Stepping against it, over and over, is how a
// network learns. How large a step may be is the one thing that has to be chosen.
//
// One point carries the picture: it stands still for its slopes, goes along a contour line, and then walks downhill.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/math/land.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 at;     // where the walker is dropped
  nb_vec2 needle; // which way the viewer thinks is steepest, from the walker
  float eta;      // the step size
  nb_camera camera;
} State;

enum { SLOPES, NEEDLE, SUM, PACK, TURN, EVERYWHERE, WALK, SIZES, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The landscape: a hill and a valley on sloping ground

// Of each: its middle, rise and spread.
static const nb_land land = {.slope = {0.16f, 0},
                             .hills = {{{1.22f, 0.66f}, 1.4f, 0.8944f}, {{-1.22f, -0.58f}, -1.4f, 0.8944f}}};

static void steepest(const void *state, void *truth)
{
  *(nb_vec2 *)truth = nb_unit(nb_land_gradient(((const State *)state)->at, &land));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [SLOPES] = {"Two slopes", .seconds = 14,
                .say = "A hill, a valley; at a point two *partial derivatives*: its slopes along x and y.",
                .hear = {"A partial derivative freezes the other input", "There is one for each input"},
                .needs = {"multivariable-calculus/contours", "multivariable-calculus/partial-derivatives"}},
    [NEEDLE] = {"Which way is up?", .seconds = 4, .wait = true, .answer = "needle", .truth = steepest,
                .ask = "Which way does the ground climb *fastest* from here? Turn the ring that way.",
                .moves = {{"needle", "0.602,0.799", .at = 2.3f, .seconds = 1.6f}},
                .say = "That is your guess. How steep is it that way?"},
    [SUM] = {"Any other way", .seconds = 10,
             .say = "By the slopes *here*, a step of length 1 climbs along x, then along y: the rises *add*.",
             .hear = {"The slope any way is the slope along x times the part along x, and the same for y"},
             .needs = {"linear-algebra/dot-product"}},
    [PACK] = {"The gradient", .seconds = 9,
              .say = "Pack them into an arrow, the *gradient*. Its *dot product* with your way is the slope.",
              .hear = {"The gradient is the vector of both slopes", "The slope any way is a dot product"}},
    [TURN] = {"Along it, and square to it", .seconds = 11.5f,
              .say = "Along ∇f the shadow is longest, the slope *highest*. Square to it, both are *zero*.",
              .hear = {"It points the steepest way", "Its length is how steep that way is",
                       "It is perpendicular to the contour line"}},
    [EVERYWHERE] = {"Everywhere", .seconds = 8.5f,
                    .say = "Square to it lies the *contour line*: all along it, and at *every* point.",
                    .hear = {"There is one at every point"},
                    .needs = {"multivariable-calculus/vector-fields"}},
    [WALK] = {"Walk downhill", .seconds = 11.5f,
              .say = "Steepest *down* is against it: step *−η* (minus eta) times the gradient. Look again.",
              .hear = {"Step against the gradient, and look again", "Steps shrink where it is flat"}},
    [SIZES] = {"Too small, too large", .seconds = 13.5f,
               .say = "Too small a step, and the walk *crawls*; too large: it *overshoots*, over and over.",
               .hear = {"Too small a step size takes forever", "Too large a step size overshoots"}},
    [PLAY] = {"Your own walk", .seconds = 10, .live = true,
              .say = "Drop the start anywhere and drag the step size *η*. Where does the walk end?",
              .moves = {{"start", "1.5,-0.6", .at = 0.6f}, {"step size", "0.5", .at = 0.6f}}},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -4, .max = 4),
    NB_POINT(State, needle, "needle", .min = -2, .max = 2),
    NB_NUMBER(State, eta, "step size", .min = 0.01f, .max = 2, .snap = 0.1f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.7f}, -4.12f, 4.12f, -2.68f, 2.68f};
static const nb_plane record = {{3.75f, -2.75f, 2.5f, 1.75f}, 0, 20, -1.9f, 0};
// In the scale of the map: a slope is as high as its arrow is long.
static const nb_plane wave = {{3.85f, -2.6f, 3.15f, 3}, -NB_TURN / 2, NB_TURN / 2, -1.2f, 1.2f};
static const nb_rect hill_area = {3.3f, -3.2f, 4, 3.7f}, ground = {-2.9f, -2.1f, 5.8f, 4.2f};

// ---------------------------------------------------------------------------------------------------------------
// The walks

enum { WALKS = 4 };

// In which step each is made, from when on, how many steps a second, how many, and how large they are (0: as the viewer says).
static const struct {
  int step;
  float from, pace, steps, eta;
} walks[WALKS] = {{WALK, 3.4f, 2, 16, 0},
                  {SIZES, 1.6f, 7, 20, 0.01f},
                  {SIZES, 6, 2.2f, 15, 1.9f},
                  {PLAY, 1.6f, 3, NB_WALK_PLACES - 2, 0}};

// One of them as far as it has come. What the picture is about is the walker: before all walks it stands where they start.
static nb_walk walk(const nb_frame *f, const State *s, int k)
{
  float all = walks[k].steps, rate = walks[k].eta > 0 ? walks[k].eta : s->eta;
  nb_descent d = {nb_land_along(&land, s->at, 0.9f * nb_visit(f, EVERYWHERE, 0.6f, 4.4f)), rate,
                  all * nb_cue_linear(f, walks[k].step, walks[k].from, all / walks[k].pace), .aim = 0.45f};
  return nb_walk_down(nb_land_gradient, &land, d);
}

// How much shows of the walker and its way: they fade before another walk, and come back where that one starts.
static float seen(const nb_frame *f)
{
  float gone = 0;
  for (int k = 1; k < WALKS; k++)
    gone += nb_visit(f, walks[k].step, walks[k].from - 1.6f, 1);
  return 1 - gone;
}

// The walk that is made now: another's begins when nothing shows.
static int current(const nb_frame *f)
{
  int k = 0;
  while (k + 1 < WALKS && nb_cue(f, walks[k + 1].step, walks[k + 1].from - 1.1f, 0) > 0)
    k++;
  return k;
}

// ---------------------------------------------------------------------------------------------------------------
// The map

static void draw_map(nb_board *b, const nb_frame *f, const nb_walk *w)
{
  float here = nb_land_height(w->now, &land);
  nb_vector_field(b, plane, nb_land_gradient, &land, (nb_field_spec){.spacing = 0.336f, .typical = 0.6f},
                  nb_style(NB_FROM(f, EVERYWHERE, 5.2f, 2), .alpha = 0.9f - 0.4f * nb_cue(f, WALK, 0, 0.8f)));
  nb_style map =
      nb_style(NB_FROM(f, SLOPES, 0, 2), .color = NB_POSITIVE, .fill = NB_NEGATIVE, .alpha = 0.75f);
  nb_level_lines(b, plane, nb_land_height, &land, sizeof land, nb_levels(b, -1.4f, 0.2f, 15), 15, map);
  nb_level_lines(b, plane, nb_land_height, &land, sizeof land, &here, 1,
                 nb_style(NB_BETWEEN(f, TURN, EVERYWHERE, 9, 0.8f), .width = 3.5f));
  nb_style name = nb_style(NB_FROM(f, SLOPES, 2, 0.8f), .color = NB_DIM, .size = 26, .anchor = NB_CENTER);
  name.alpha = 1 - nb_cue(f, SLOPES, 4, 0.6f);
  nb_text(b, nb_on_plane(plane, land.hills[0].middle), "hill", name);
  nb_text(b, nb_on_plane(plane, land.hills[1].middle), "valley", name);
}

// One input frozen: the line on which the other runs, and the slope there as an arrow. In the end that along y stands at the tip of
// that along x, and both are one arrow.
static void draw_slope(nb_board *b, const nb_frame *f, const nb_walk *w, bool along_y)
{
  float at = along_y ? 8 : 4.2f, packed = along_y ? nb_cue(f, PACK, 1, 1) : 0;
  nb_vec2 way = along_y ? nb_at(0, 1) : nb_at(1, 0), p = w->now;
  nb_color color = along_y ? NB_J : NB_I;
  nb_style dashes = nb_style(NB_IN(f, SLOPES, at, 1), .color = color, .width = 2, .size = 30, .dash = {6, 8});
  (along_y ? nb_line_at_x : nb_line_at_y)(b, plane, along_y ? p.x : p.y, dashes);
  nb_vec2 end = along_y ? nb_at(p.x, plane.y1 - 0.3f) : nb_at(plane.x1 - 0.3f, p.y);
  nb_label(b, nb_on_plane(plane, end), nb_at(way.y, way.x), along_y ? "y" : "x", dashes);
  nb_vector(b, plane, nb_add(p, nb_at(packed * w->slope.x, 0)), nb_scale(nb_dot(w->slope, way), way), NULL,
            nb_style(NB_FROM(f, SLOPES, at + 1.6f, 0.8f), .color = color, .width = 5,
                     .alpha = 1 - nb_cue(f, SUM, 0, 0.6f) + nb_cue(f, PACK, 0.2f, 0.6f) -
                              nb_cue(f, TURN, 0, 0.6f)));
}

// The viewer's way; then every way in turn, from straight back to straight back; the steepest; and a quarter turn from there.
static float way_tried(const nb_frame *f, const State *s, const nb_walk *w)
{
  float way = atan2f(s->needle.y, s->needle.x), steepest_way = atan2f(w->slope.y, w->slope.x);
  return NB_COURSE(f, way, {TURN, 0.3f, 1.6f, wave.x0}, {TURN, 2.1f, 4, wave.x0 + NB_TURN},
                   {TURN, 6.3f, 1, steepest_way}, {TURN, 9, 1.2f, steepest_way - NB_TURN / 4});
}

// The needle that the viewer turns to where they think it is steepest; the one that tries every way; and the gradient.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  nb_vec2 p = w->foot, g = w->slope, way = nb_polar(1, way_tried(f, s, w));
  if (nb_cue(f, SUM, 0.2f, 0.8f) < 1) // until the tip of that way has come there
    nb_guess_on_plane(b, f, NEEDLE, plane, &s->needle, p);
  nb_style part = nb_style(NB_IN(f, SUM, 1.2f, 0.8f), .color = NB_I, .width = 5);
  nb_vector(b, plane, p, nb_at(way.x, 0), NULL, part);
  part.color = NB_J, part.reveal = nb_cue(f, SUM, 3.4f, 0.8f);
  nb_vector(b, plane, nb_add(p, nb_at(way.x, 0)), nb_at(0, way.y), NULL, part);
  nb_shadow(b, plane, p, way, g, nb_style(NB_BETWEEN(f, PACK, EVERYWHERE, 5.4f, 1.4f), .color = NB_V));
  nb_style broad = nb_style(NB_FROM(f, PACK, 2, 1), .width = 8 + 6 * nb_during(f, TURN, TURN), .size = 34);
  nb_vector(b, plane, p, g, w->made > 0 ? NULL : "∇f", broad); // its name does not lie on the walk
  nb_vector(b, plane, p, way, NULL, nb_style(NB_BETWEEN(f, SUM, EVERYWHERE, 0.2f, 0.8f), .color = NB_V));
}

// Where the walker has stood, and its next step: at first as long as the gradient, and then η times as long.
static void draw_walk(nb_board *b, const nb_frame *f, const nb_walk *w)
{
  float scaled = nb_cue(f, WALK, 2, 0.8f);
  nb_vec2 step = nb_scale(-1 - (w->rate - 1) * scaled, w->slope);
  nb_style arrow = nb_style(NB_FROM(f, WALK, 0.4f, 0.8f), .color = NB_LEARNING, .width = 8, .size = 34);
  arrow.reveal *= w->aimed;
  nb_polyline_on_plane(b, plane, w->places, w->count, nb_style(.color = NB_LEARNING, .width = 2));
  for (int n = 0; n <= w->made && f->step >= WALK; n++)
    nb_circle(b, nb_on_plane(plane, w->places[n]), 0.065f, nb_style(.color = NB_LEARNING, .fill = NB_GROUND));
  nb_vector(b, plane, w->foot, step, NULL, arrow);
  arrow.alpha = nb_cue(f, WALK, 1, 0.4f) - nb_cue(f, WALK, 3, 0.4f), arrow.reveal = 1;
  nb_label(b, nb_on_plane(plane, nb_add(w->foot, step)), step, scaled < 0.5f ? "−∇f" : "−η∇f", arrow);
}

// ---------------------------------------------------------------------------------------------------------------
// The same land in space, under the map's numbers: one walker on both

// With both cuts through the walker.
static void draw_hill(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  float shown = nb_cue(f, SLOPES, 1.6f, 1) * (1 - nb_during(f, SUM, TURN)) * (1 - nb_cue(f, SIZES, 0, 0.6f));
  nb_view view = nb_look(s->camera, hill_area);
  nb_heights h = nb_keep_heights(b, nb_land_height, &land, sizeof land, ground, 59, 43, 0, 0);
  nb_space(b, view, (nb_space_spec){.alpha = fmaxf(shown, 1e-4f)});
  nb_surface(b, h, nb_blue_to_red(b, 0.45f), nb_style(.alpha = 0.9f));
  nb_surface_levels(b, h, nb_levels(b, -1.4f, 0.4f, 8), 8, 0, 0, nb_style(.width = 1.5f, .alpha = 0.5f));
  if (nb_inside(ground, w->now)) {
    for (int k = 0; k < 2; k++)
      nb_cut_curve(b, &(nb_cut){nb_land_height, &land, w->now, k == 1}, ground,
                   nb_style(NB_BETWEEN(f, SLOPES, NEEDLE, k == 0 ? 4.6f : 8.4f, 1.2f), .width = 5));
    nb_point3(b, nb_on_surface(nb_land_height, &land, w->now),
              nb_style(NB_FROM(f, SLOPES, 2.6f, 0.5f), .width = 18));
  }
  nb_end(b);
  if (shown > 0.9f)
    nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// Two equations that become one: the partials are written in their turn, then packed between brackets. And the height, and what the
// field's arrows say.
static void draw_words(nb_board *b, const nb_frame *f, const nb_walk *w)
{
  static const char *const apart =
      "\\begin{aligned} \\part{x}{\\color{i}∂f/∂x} &\\part{first}{=} \\part{east}{\\color{i}\\val[-2]} \\\\"
      "\\part{y}{\\color{j}∂f/∂y} &\\part{second}{=} \\part{north}{\\color{j}\\val[-2]} \\end{aligned}";
  static const char *const packed =
      "\\part{name}{∇f =} \\begin{bmatrix} \\part{x}{\\color{i}∂f/∂x} \\\\ \\part{y}{\\color{j}∂f/∂y} "
      "\\end{bmatrix} \\part{first}{=}"
      "\\begin{bmatrix} \\part{east}{\\color{i}\\val} \\\\ \\part{north}{\\color{j}\\val} \\end{bmatrix}";
  const float *x = &w->slope.x, *y = &w->slope.y;
  float here = nb_land_height(w->now, &land), later = 1 - nb_cue(f, SLOPES, 9.3f, 0.1f);
  nb_style style = nb_style(.size = 36, .anchor = NB_LEFT);
  style.parts = NB_PARTS({"name", .hidden = 1 - nb_cue(f, PACK, 2.2f, 0.6f)}); // when there is room
  nb_formula to = nb_formula_at(b, nb_at(NB_COLUMN, 2.55f), packed, style, x, y);
  style.reveal = 0.5f * (nb_cue_linear(f, SLOPES, 5.6f, 0.8f) + nb_cue_linear(f, SLOPES, 9.4f, 0.8f));
  style.parts = NB_PARTS({"y", .hidden = later}, {"second", .hidden = later}, {"north", .hidden = later});
  nb_formula_morph(b, nb_formula_at(b, nb_at(NB_COLUMN, 2.55f), apart, style, x, y), to,
                   nb_cue(f, PACK, 1, 1.6f));
  nb_style ramp = nb_style(NB_BETWEEN(f, SLOPES, NEEDLE, 5.8f, 1.8f), .color = NB_I);
  nb_ramp(b, nb_at(3.85f, 0.9f), 1, 1, *x, ramp);
  ramp.color = NB_J, ramp.reveal = nb_cue(f, SLOPES, 9.6f, 1.8f);
  nb_ramp(b, nb_at(5.6f, 0.9f), 1, 1, *y, ramp);
  ramp.color = NB_DIM, ramp.size = 22, ramp.reveal = nb_cue(f, SLOPES, 11.4f, 0.8f);
  nb_text(b, nb_at(NB_COLUMN, 0.18f), "Each arrow is as long as its ramp is high.", ramp);
  nb_tex(b, nb_at(NB_COLUMN, 1.4f), "f(x, y) = \\val[-2]",
         nb_style(NB_IN(f, EVERYWHERE, 0.6f, 0.8f), .size = 36), &here);
}

// How steep it is that way: both slopes, each as far as the way goes along it.
static float slope_that_way(float angle, const void *slopes)
{
  return nb_dot(*(const nb_vec2 *)slopes, nb_polar(1, angle));
}

// One step the viewer's way, as two ramps: its slope.
static void draw_sum(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  nb_vec2 g = w->slope, way = nb_unit(s->needle);
  float by_x = g.x * way.x, by_y = g.y * way.y, slope = by_x + by_y;
  nb_two_ramps(b, nb_at(3.75f, -1.35f), 2, way, g, nb_style(NB_IN(f, SUM, 1.4f, 4)));
  nb_tex(b, nb_at(NB_COLUMN, 1.45f),
         "\\begin{aligned} \\text{slope} &= " NB_TEX_PRODUCTS("-2") " \\\\ &= " NB_TEX_SUM
                                                                    " = \\val[-2] \\end{aligned}",
         nb_style(NB_IN(f, SUM, 5.8f, 2.4f), .size = 28, .anchor = NB_LEFT), &g.x, &way.x, &g.y, &way.y,
         &by_x, &by_y, &slope);
}

// The slope as a dot product: the gradient's length times the shadow that the way casts on it; and over the ways that are tried, each
// named by an arrow below, with the viewer's among them.
static void draw_wave(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  float angle = way_tried(f, s, w), tried = wave.x0 + NB_TURN * nb_cue(f, TURN, 2.1f, 4);
  nb_vec2 g = w->slope, way = nb_polar(1, angle);
  float slope = slope_that_way(angle, &g), steep = nb_length(g), shadow = slope / steep;
  nb_facts(b, f, (nb_facts_spec){PACK, TURN, nb_at(NB_COLUMN, 1.78f), .gap = 0.16f, .size = 27},
           NB_FACTS({3.4f, "\\text{slope} = " NB_TEX_DOT("v", "2") " = \\val[-2]",
                     .values = {&g.x, &g.y, &way.x, &way.y, &slope}},
                    {6, "= |∇f| \\cdot \\text{shadow} ≈ \\val[-2] \\cdot \\textcolor{v}{\\val[-2]}",
                     .size = 24, .values = {&steep, &shadow}}));
  nb_style line = nb_style(NB_FROM(f, TURN, 0.2f, 0.8f), .size = 22), bold = line;
  bold.color = NB_V, bold.width = 4;
  nb_fade(b, nb_during(f, PACK, TURN));
  nb_axes(b, wave, (nb_axes_spec){.step = {9, 1}, .y_label = "\\text{slope}"}, line);
  for (int k = -2; k <= 2; k++) {
    nb_vec2 below = nb_on_plane(wave, nb_at(NB_TURN / 4 * (float)k, wave.y0 - 0.2f)),
            half = nb_polar(0.19f, NB_TURN / 4 * (float)k);
    nb_arrow(b, nb_sub(below, half), nb_add(below, half), bold);
  }
  nb_curve(b, nb_plane_until(wave, tried), slope_that_way, &g, bold);
  nb_style told = nb_style(NB_IN(f, TURN, 6.4f, 0.5f), .color = NB_V, .size = 22, .font = NB_FONT_MEDIUM);
  told.alpha *= (float)nb_answered(f, NEEDLE);
  float mine = atan2f(s->needle.y, s->needle.x);
  const char *words = nb_words(b, "you: %.2f", (double)slope_that_way(mine, &g));
  nb_vec2 ring = nb_on_curve(wave, slope_that_way, &g, mine);
  nb_ring(b, ring, NULL, told);
  nb_label(b, ring, nb_at(nb_cross(s->needle, g) < 0 ? 1 : -1, 0.5f), words, told); // beside the wave
  line.width = 16;
  nb_point(b, nb_on_curve(wave, slope_that_way, &g, remainderf(angle, NB_TURN)), line);
  nb_end(b);
}

// How high the walkers stood after each step: what a network calls its cost.
static void draw_record(nb_board *b, const nb_frame *f, const State *s, int k, int made)
{
  nb_plane all = record;
  all.x1 = fmaxf(all.x1, (float)made);
  all.y1 = fmaxf(nb_land_height(s->at, &land), 0) * nb_cue(f, PLAY, 0.2f, 0.8f);
  nb_style dim = nb_style(NB_FROM(f, SIZES, 0.2f, 0.8f), .color = NB_DIM, .width = 2, .size = 20);
  nb_axes(b, all, (nb_axes_spec){.step = {0, 9}, .at_edges = true}, dim);
  nb_text(b, nb_at(NB_COLUMN, -0.72f), "height after so many steps", dim);
  for (int n = 0; n <= k; n++) {
    nb_walk w = walk(f, s, n);
    float shown = dim.reveal * (n == k ? seen(f) : 1 - nb_cue(f, PLAY, 0, 0.5f));
    nb_walk_plot(b, all, nb_land_height, &land, &w, nb_style(.width = n == k ? 4 : 2, .alpha = shown));
  }
}

static void draw_rule(nb_board *b, const nb_frame *f, const State *s, int k, const nb_walk *w)
{
  nb_facts(b, f, (nb_facts_spec){WALK, PLAY, nb_at(NB_COLUMN, 1.75f), .gap = 0.3f, .size = 24},
           NB_FACTS({1, "\\vec p \\leftarrow \\vec p - \\textcolor{learning}{η}\\,∇f(\\vec p)", .size = 46},
                    {2, "\\vec p\\text{ is the place }(x, y);\\ \\leftarrow\\text{ says: becomes}", NB_DIM}));
  float now = w->rate, before = k > 0 ? walk(f, s, k - 1).rate : now;
  float shown = NB_COURSE(f, before, {walks[k].step, walks[k].from - 1.1f, 0.8f, now});
  bool theirs = walks[k].eta == 0 && shown == now;
  nb_slider_spec spec = {.label = "\\text{step size } η", .min = 0.01f, .max = 2, .decimals = 2};
  nb_slider(b, nb_at(NB_COLUMN, 0), theirs ? &s->eta : &shown, spec, nb_style(NB_FROM(f, WALK, 1.2f, 0.8f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  int k = current(f);
  nb_walk w = walk(f, s, k);
  nb_clip(b, plane.area);
  draw_map(b, f, &w);
  draw_slope(b, f, &w, false);
  draw_slope(b, f, &w, true);
  nb_fade(b, seen(f));
  draw_arrows(b, f, s, &w);
  draw_walk(b, f, &w);
  nb_point(b, nb_on_plane(plane, w.now), nb_style(NB_FROM(f, SLOPES, 2.6f, 0.5f), .width = 22));
  nb_style start = nb_style(NB_FROM(f, PLAY, 1.6f, 0.5f), .color = NB_LEARNING, .size = 26);
  nb_ring(b, nb_on_plane(plane, s->at), NULL, start);
  nb_label(b, nb_on_plane(plane, s->at), nb_land_gradient(s->at, &land), "\\text{start}", start);
  nb_end(b);
  nb_end(b);
  if (f->step != EVERYWHERE && nb_cue(f, SLOPES, 3.1f, 0) > 0)
    nb_grab_on_plane(b, plane, &s->at, nb_origin());
  draw_hill(b, f, s, &w);
  draw_words(b, f, &w);
  draw_sum(b, f, s, &w);
  draw_wave(b, f, s, &w);
  draw_rule(b, f, s, k, &w);
  draw_record(b, f, s, k, w.made);
}

NB_SCENE(State, .title = "The gradient", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/partial-derivatives", "multivariable-calculus/contours",
                   "multivariable-calculus/vector-fields", "linear-algebra/dot-product"},
         // From here what is shown adds up as it is rounded.
         .state = &(const State){{-0.41f, 0.75f}, {-0.6f, 0.8f}, 0.2f, {{0}, 9.9f, -1.35f, 0.62f}},
         NB_DRAW(draw))
