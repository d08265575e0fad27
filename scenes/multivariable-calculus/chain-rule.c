// The chain rule along a walk.
//
// What a learner believes: whoever walks fast on a steep hill gains height fast; and that the chain rule is letters that
// cancel. What breaks it: on a level line one may run as fast as one likes. What mends it: a moment's step has a part along x and
// a part along y, each changes the height by its own slope, and the two add up: the gradient *dot* the velocity.
//
// A walk is a loop, its time one turn of it; everything is about the walker at time `now`, and time never runs back.
#include <math.h>
#include <nabla/math/land.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 middle; // of the loop
  float time;     // where the walker stands
  float guess;    // where the viewer thinks that the height stands still
} State;

enum { WALK, CLIMB, ASK, TOUCH, PARTS, DOT, ROUTES, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// A hill, and a walk over it

static const nb_land land = {
    .base = 0.6f, .slope = {0.1f, 0}, .hills = {{{0.9f, 0.45f}, .rise = 2, .spread = 1.2f}}};

static float height(nb_vec2 p)
{
  return nb_land_height(p, &land);
}

static nb_vec2 gradient(nb_vec2 p)
{
  return nb_land_gradient(p, &land);
}

static nb_vec2 walk(nb_vec2 middle, float t)
{
  return nb_add(middle, nb_at(2.3f * cosf(t) + 0.35f * cosf(2 * t), 1.5f * sinf(t)));
}

static nb_vec2 velocity(float t)
{
  return nb_at(-2.3f * sinf(t) - 0.7f * sinf(2 * t), 1.5f * cosf(t));
}

// How fast the height changes on the walk: the chain rule.
static float climb(nb_vec2 middle, float t)
{
  return nb_dot(gradient(walk(middle, t)), velocity(t));
}

// The time nearest to t at which the height stands still.
static float still_near(nb_vec2 middle, float t)
{
  enum { PARTS_OF_TURN = 240 };
  float best = t, least = NB_TURN;
  for (int k = 0; k < PARTS_OF_TURN; k++) {
    float from = NB_TURN * (float)k / PARTS_OF_TURN, to = NB_TURN * (float)(k + 1) / PARTS_OF_TURN,
          start = climb(middle, from);
    if (start * climb(middle, to) > 0)
      continue;
    for (int n = 0; n < 20; n++) {
      float half = (from + to) / 2;
      *(start * climb(middle, half) > 0 ? &from : &to) = half;
    }
    float away = fabsf(remainderf(from - t, NB_TURN));
    if (away < least)
      least = away, best = from;
  }
  return best;
}

static void stands_still(const void *state, void *truth)
{
  const State *s = state;
  *(float *)truth = still_near(s->middle, s->guess);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [WALK] = {"A walk", .seconds = 7, .say = "A walk over a hill: *time* goes in, a *place* comes out.",
              .hear = {"The walk gives a place for every time"},
              .needs = {"multivariable-calculus/parametric"}},
    [CLIMB] = {"Its height", .seconds = 8,
               .say = "Every place has a height. So time goes in, and a *height* comes out.",
               .hear = {"Height along the walk is one function inside another"}},
    [ASK] = {"Where does the height stand still?", .seconds = 4, .wait = true, .answer = "guess",
             .truth = stands_still,
             .ask = "Where on the walk does the height *not change* for a moment? Put the ring there.",
             .say = "That is your guess. Now look closer."},
    [TOUCH] = {"Along the contour line", .seconds = 8,
               .say = "Where the walk is highest, and where it is lowest, it runs *along* a contour line.",
               .hear = {"Along a contour line the height does not change"},
               .needs = {"multivariable-calculus/contours"}},
    [PARTS] =
        {"A velocity in two parts", .seconds = 10,
         .say = "The velocity has a part along x and a part along y. Each counts with the *slope* that way.",
         .hear = {"The change is the slope along x times the velocity along x",
                  "plus the slope along y times the velocity along y"},
         .needs = {"multivariable-calculus/partial-derivatives"}},
    [DOT] = {"Gradient dot velocity", .seconds = 9,
             .say = "That sum is gradient *dot* velocity: only the part along the gradient counts.",
             .hear = {"The rate of change is the gradient dot the velocity", "At a right angle it is zero"},
             .needs = {"multivariable-calculus/gradient"}},
    [ROUTES] = {"The chain rule", .seconds = 9,
                .say =
                    "Time reaches the height by two *routes*. Multiply along each, and add: the chain rule.",
                .hear = {"Multiply along a route, add over the routes"}},
    [PLAY] = {"Your own walk", .seconds = 8, .live = true,
              .say =
                  "Drag the walker, or the whole loop by its middle. Where does the height climb *fastest*?"},
};

static const nb_param params[] = {
    NB_POINT(State, middle, "middle", .min = -1.2f, .max = 1.2f),
    NB_NUMBER(State, time, "time", .min = 0, .max = NB_TURN),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = NB_TURN),
};

// Once around, twice; on to the highest place and to the lowest; and on to the viewer's time.
static float now(const nb_frame *f, const State *s)
{
  if (f->step <= ASK)
    return NB_TURN * (nb_begun(f, CLIMB) ? nb_cue_linear(f, CLIMB, 1, 6) : nb_cue(f, WALK, 2, 4.5f));
  float t = still_near(s->middle, 0.73f) * nb_cue(f, TOUCH, 0.4f, 1.4f);
  t += (still_near(s->middle, 3.3f) - t) * nb_cue(f, TOUCH, 3.4f, 2);
  return t + (s->time - t) * nb_cue(f, PARTS, 0.2f, 2);
}

static bool is_theirs(const nb_frame *f)
{
  return f->step > PARTS || (f->step == PARTS && f->seconds > 2.2f);
}

// ---------------------------------------------------------------------------------------------------------------
// The map. Arrows on it are half as long as they are, so that they stay on it

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.6f}, -4.12f, 4.12f, -2.64f, 2.64f};
static const nb_plane record = {{3.8f, -2.6f, 3.3f, 2.2f}, 0, NB_TURN, 0, 2.9f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

static nb_vec2 loop(float t, const void *middle)
{
  return walk(*(const nb_vec2 *)middle, t);
}

static float height_at_time(float t, const void *middle)
{
  return height(loop(t, middle));
}

static void draw_map(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style lines = nb_style(NB_FROM(f, WALK, 0, 2), .color = NB_POSITIVE, .fill = NB_NEGATIVE, .width = 2);
  lines.alpha = 0.7f - 0.25f * nb_during(f, TOUCH, TOUCH);
  nb_level_lines(b, plane, nb_land_height, &land, sizeof land, nb_levels(b, 0.4f, 0.2f, 12), 12, lines);
  // The level lines along which it runs where its height stands still.
  for (int k = 0; k < 2; k++) {
    nb_vec2 still = walk(s->middle, still_near(s->middle, k == 0 ? 0.73f : 3.3f));
    float level = height(still), at = k == 0 ? 1.6f : 5.2f;
    nb_level_lines(b, plane, nb_land_height, &land, sizeof land, &level, 1,
                   nb_style(NB_IN(f, TOUCH, at, 0.8f), .width = 4));
    nb_style word = nb_style(NB_IN(f, TOUCH, at + 0.4f, 0.6f), .font = NB_FONT_MEDIUM, .size = 24);
    nb_label(b, place(still), nb_sub(still, s->middle), k == 0 ? "highest of the walk" : "lowest of the walk",
             word);
    nb_point(b, place(still), nb_style(NB_IN(f, TOUCH, at, 0.5f), .width = 14));
  }
  nb_style name = nb_style(NB_IN(f, WALK, 1.4f, 0.6f), .color = NB_DIM, .size = 26, .anchor = NB_CENTER);
  nb_text(b, place(land.hills[0].middle), "hill", name);
  nb_parametric(b, plane, loop, &s->middle, 0, NB_TURN,
                nb_style(NB_FROM(f, WALK, 0.8f, 1.4f), .color = NB_V, .width = 3));
}

// An arrow at the walker, from `tail` on, and its name: beside its tip, or of a part beside its middle.
static void draw_arrow(nb_board *b, nb_vec2 tail, nb_vec2 way, const char *name, nb_style style)
{
  style.size = 30;
  nb_vector(b, plane, tail, nb_scale(0.5f, way), name, style);
}

static void draw_part(nb_board *b, nb_vec2 tail, nb_vec2 way, const char *name, nb_style style)
{
  style.size = 26;
  nb_vector_part(b, plane, tail, nb_scale(0.5f, way), name, style);
}

static void draw_walker(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s), there = nb_cue(f, WALK, 1.8f, 0.4f);
  nb_vec2 at = walk(s->middle, t), v = velocity(t), g = gradient(at), unit = nb_unit(g);
  nb_vec2 corner = nb_add(at, nb_at(0.5f * v.x, 0)), along = nb_scale(nb_dot(v, unit), unit);
  draw_arrow(b, at, v, NULL, nb_style(NB_FROM(f, TOUCH, 1.8f, 0.8f), .color = NB_V));
  nb_label(b, place(nb_add(at, nb_scale(0.5f, v))), v, "\\vec r\\,'",
           nb_style(NB_FROM(f, PARTS, 2.2f, 0.6f), .color = NB_V, .size = 30));
  draw_part(b, at, nb_at(v.x, 0), "\\frac{dx}{dt}", nb_style(NB_IN(f, PARTS, 2.4f, 0.8f), .color = NB_I));
  draw_part(b, corner, nb_at(0, v.y), "\\frac{dy}{dt}", nb_style(NB_IN(f, PARTS, 3.2f, 0.8f), .color = NB_J));
  for (int step = DOT; step <= PLAY; step += PLAY - DOT) {
    // The shadow of the velocity on the gradient, square to it.
    nb_style line = nb_style(NB_IN(f, step, 2.4f, 0.8f), .width = 2.5f, .dash = {5, 7});
    nb_vec2 foot = nb_add(at, nb_scale(0.5f, along));
    nb_line(b, place(nb_add(at, nb_scale(0.5f, v))), place(foot), line);
    line.width = 2, line.dash[0] = 0;
    nb_right_angle(b, place(foot), nb_scale(-1, along), nb_sub(v, along), 0.15f, line);
    draw_arrow(b, at, g, "∇f", nb_style(NB_IN(f, step, 0.6f, 0.8f)));
    draw_arrow(b, at, along, NULL, nb_style(NB_IN(f, step, 3, 0.8f), .color = NB_V, .width = 4));
  }
  nb_point(b, place(at), nb_style(.width = 20, .reveal = there, .alpha = 1 - nb_during(f, ASK, ASK)));
  if (is_theirs(f))
    nb_grab_value_on_plane(b, plane, &s->time, at, velocity(s->time));
}

// The ring on the walk, and where on the record it is.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 p = walk(s->middle, s->guess), at = place(p);
  nb_circle(b, nb_on_curve(record, height_at_time, &s->middle, s->guess), 0.12f,
            nb_style(.color = NB_V, .width = 3, .alpha = nb_guessed(f, ASK)));
  if (nb_guess_in(b, f, ASK, at, at))
    nb_grab_value_on_plane(b, plane, &s->guess, p, velocity(s->guess));
  nb_ring(b, place(s->middle), "middle", nb_style(NB_FROM(f, PLAY, 0.4f, 0.6f)));
  if (f->step == PLAY && f->seconds > 1)
    nb_grab_on_plane(b, plane, &s->middle, nb_origin());
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The height over one turn as far as the walk has come, and the walker on it with the slope that the chain rule gives.
static void draw_record(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s), z = height_at_time(t, &s->middle), slope = climb(s->middle, t);
  float done = nb_cue_linear(f, CLIMB, 1, 6);
  // It makes room for the routes, and comes back when they have left.
  nb_fade(b, nb_cue(f, CLIMB, 0.4f, 0.6f) - nb_cue(f, ROUTES, 0, 0.5f) + nb_cue(f, PLAY, 0.5f, 0.5f));
  nb_text(b, nb_at(NB_COLUMN, 0.2f), "Arrows are drawn at half their length.",
          nb_style(NB_FROM(f, TOUCH, 2.2f, 0.8f), .color = NB_DIM, .size = 22));
  nb_axes(b, record, (nb_axes_spec){.step = {7, 1}, .y_label = "f"}, nb_style());
  if (done > 0)
    nb_curve(b, nb_plane_until(record, NB_TURN * done), height_at_time, &s->middle,
             nb_style(.color = NB_LEARNING, .width = 4));
  nb_clip(b, record.area);
  nb_tangent(b, record, nb_at(t, z), slope, 0.6f, nb_style(NB_FROM(f, TOUCH, 1.6f, 0.6f), .width = 3.5f));
  nb_end(b);
  // Where a turn ends the next begins: the dot is not seen to go back.
  nb_vec2 dot = nb_on_plane(record, nb_at(t, z)), foot = nb_on_plane(record, nb_at(t, 0));
  nb_fade(b, 1 - nb_during(f, ASK, ASK));
  nb_line(b, dot, foot, nb_style(.color = NB_DIM, .width = 2, .dash = {4, 5}));
  nb_tex(b, nb_at(fminf(foot.x, 6.65f), foot.y - 0.15f), "t = \\val[-1]",
         nb_style(.size = 24, .anchor = NB_TOP), &t);
  nb_point(b, dot, nb_style(.width = 16));
  nb_end(b);
  nb_end(b);
}

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 at = walk(s->middle, t), v = velocity(t), g = gradient(at);
  float z = height(at), rate = nb_dot(g, v), steep = nb_length(g), along = rate / steep;
  nb_column walk_facts = {.at = nb_at(NB_COLUMN, 3.1f), .gap = 0.35f};
  nb_fade(b, NB_ANEW(f, CLIMB) * (1 - nb_during(f, ASK, ASK)));
  nb_tex_below(b, &walk_facts, "t = \\val[-1]", nb_style(NB_BETWEEN(f, WALK, TOUCH, 1.8f, 0.6f), .size = 36),
               &t);
  nb_tex_below(b, &walk_facts, "\\textcolor{v}{\\vec r(t)} = (\\val[-2], \\val[-2])",
               nb_style(NB_BETWEEN(f, WALK, TOUCH, 2.6f, 0.8f), .size = 36), &at.x, &at.y);
  nb_tex_below(b, &walk_facts, "f(\\textcolor{v}{\\vec r(t)}) = \\textcolor{learning}{\\val[-2]}",
               nb_style(NB_BETWEEN(f, CLIMB, TOUCH, 1.4f, 0.8f), .size = 36), &z);
  nb_tex_below(b, &walk_facts, "\\frac{df}{dt} = \\textcolor{learning}{\\val[-2]}",
               nb_style(NB_IN(f, TOUCH, 1.8f, 0.8f), .size = 36), &rate);
  nb_end(b);

  nb_column parts = {.at = nb_at(NB_COLUMN, 3.1f), .gap = 0.4f};
  nb_tex_below(b, &parts,
               "\\frac{df}{dt} = \\textcolor{i}{\\frac{\\partial f}{\\partial x} \\frac{dx}{dt}} + "
               "\\textcolor{j}{\\frac{\\partial f}{\\partial y} \\frac{dy}{dt}}",
               nb_style(NB_IN(f, PARTS, 4.2f, 1.2f), .size = 34));
  nb_tex_below(b, &parts,
               "\\begin{aligned} = {} &\\textcolor{i}{\\val[-2] \\cdot \\val[-2]} \\\\ {} + {} "
               "&\\textcolor{j}{\\val[-2] \\cdot \\val[-2]} \\\\ {} = {} &\\textcolor{learning}{\\val[-2]} "
               "\\end{aligned}",
               nb_style(NB_IN(f, PARTS, 6, 1.4f), .size = 32), &g.x, &v.x, &g.y, &v.y, &rate);

  for (int step = DOT; step <= PLAY; step += PLAY - DOT) {
    nb_column dot = {.at = nb_at(NB_COLUMN, 3.1f), .gap = 0.3f};
    nb_tex_below(b, &dot, "\\frac{df}{dt} = \\nabla f \\cdot \\textcolor{v}{\\vec r\\,'}",
                 nb_style(NB_IN(f, step, 0.8f, 0.8f), .size = 34));
    nb_tex_below(b, &dot,
                 "= " NB_TEX_COLUMN("text", "2") " \\cdot " NB_TEX_COLUMN(
                     "v", "2") " = \\textcolor{learning}{\\val[-2]}",
                 nb_style(NB_IN(f, step, 1.6f, 1), .size = 30), &g.x, &g.y, &v.x, &v.y, &rate);
    nb_tex_below(b, &dot,
                 "= \\underbrace{\\val[-2]}_{|\\nabla f|} \\cdot "
                 "\\textcolor{v}{\\underbrace{\\val[-2]}_{\\text{along it}}}",
                 nb_style(NB_IN(f, step, 3.6f, 1), .size = 30), &steep, &along);
  }
}

// From t to f by way of x and of y: a rate on each edge.
static void draw_routes(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 v = velocity(t), g = gradient(walk(s->middle, t));
  float by_x = g.x * v.x, by_y = g.y * v.y, rate = by_x + by_y;
  nb_vec2 ends[] = {{3.9f, 1.1f}, {5.4f, 2.6f}, {5.4f, -0.4f}, {6.9f, 1.1f}}; // t, x, y, f
  const struct {
    int from, to;
    nb_color color;
    const char *name;
    float at, rate;
    nb_vec2 beside;
  } edges[] = {{0, 1, NB_I, "\\frac{dx}{dt}", 0.8f, v.x, {-0.7f, 0.45f}},
               {1, 3, NB_I, "\\frac{\\partial f}{\\partial x}", 1.8f, g.x, {0.7f, 0.45f}},
               {0, 2, NB_J, "\\frac{dy}{dt}", 3, v.y, {-0.7f, -0.45f}},
               {2, 3, NB_J, "\\frac{\\partial f}{\\partial y}", 4, g.y, {0.7f, -0.45f}}};
  const char *names[] = {"t", "x", "y", "f"};
  const nb_color colors[] = {NB_TEXT, NB_I, NB_J, NB_LEARNING};
  for (int k = 0; k < 4; k++) {
    nb_vec2 from = ends[edges[k].from], to = ends[edges[k].to];
    nb_style edge = nb_style(NB_IN(f, ROUTES, edges[k].at, 0.8f), .color = edges[k].color, .width = 5);
    nb_tex(b, ends[k], names[k],
           nb_style(NB_IN(f, ROUTES, 0.5f, 0.6f), .size = 40, .color = colors[k], .anchor = NB_CENTER));
    nb_arrow(b, nb_mix2(from, to, 0.18f), nb_mix2(from, to, 0.82f), edge);
    edge.size = 26, edge.anchor = NB_CENTER;
    nb_vec2 beside = nb_add(nb_mix2(from, to, 0.5f), edges[k].beside);
    nb_tex(b, nb_add(beside, nb_at(0, 0.2f)), edges[k].name, edge);
    nb_number(b, nb_add(beside, nb_at(0, -0.28f)), edges[k].rate, 2, edge);
  }
  nb_tex(b, nb_at(NB_COLUMN, 3.1f), "t = \\val[-1]", nb_style(NB_IN(f, ROUTES, 0.6f, 0.6f), .size = 30), &t);
  nb_tex(b, nb_at(NB_COLUMN, -1.75f),
         "\\begin{aligned} \\frac{df}{dt} &= \\textcolor{i}{\\val[-2] \\cdot \\val[-2]} + "
         "\\textcolor{j}{\\val[-2] \\cdot \\val[-2]} \\\\ &= \\textcolor{i}{\\val[-2]} "
         "\\textcolor{j}{\\val[+2]} = \\textcolor{learning}{\\val[-2]} \\end{aligned}",
         nb_style(NB_IN(f, ROUTES, 5, 1.6f), .size = 26), &g.x, &v.x, &g.y, &v.y, &by_x, &by_y, &rate);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_map(b, f, s);
  draw_walker(b, f, s);
  draw_record(b, f, s);
  draw_guess(b, f, s);
  draw_formulas(b, f, s);
  draw_routes(b, f, s);
}

NB_SCENE(State, .title = "The chain rule along a walk", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/gradient", "multivariable-calculus/parametric"},
         // At this time what is shown adds up as it is rounded.
         .state = &(const State){.middle = {-0.6f, -0.2f}, .time = 5.19f, .guess = 1.7f}, NB_DRAW(draw))
