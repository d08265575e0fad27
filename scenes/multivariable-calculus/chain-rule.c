// The chain rule along a walk.
//
// What a learner believes: whoever walks fast on a steep hill gains height fast; and that the chain rule is letters that
// cancel. What breaks it: on a level line one may run as fast as one likes. What mends it: go the velocity's part along x, then
// that along y; each is a ramp of its own slope, and their rises add up: the gradient *dot* the velocity.
//
// A walk is a loop; everything is about the walker at time `now`, and time only goes on, lap by lap.
#include <math.h>
#include <nabla/math/land.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 middle; // of the loop
  float time;     // where the walker stands
  float guess;    // where the viewer thinks that the height stands still
} State;

enum { WALK, CLIMB, ASK, TOUCH, PARTS, ROUTES, DOT, STILL, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// A hill, and a walk over it

static const nb_land land = {
    .base = 1, .slope = {0.3f, 0}, .hills = {{{0.9f, 0.45f}, .rise = 2, .spread = 1.2f}}};

static const float lap = 12, begin = 4; // the time that it takes; the angle at which it begins

static nb_vec2 walk(float t, const void *middle)
{
  float a = begin + NB_TURN / lap * t;
  return nb_add(*(const nb_vec2 *)middle,
                nb_at(2.3f * cosf(a) + 0.35f * cosf(2 * a), 1.5f * sinf(a) + 0.4f * cosf(a)));
}

static nb_vec2 velocity(float t)
{
  float a = begin + NB_TURN / lap * t;
  return nb_scale(NB_TURN / lap,
                  nb_at(-2.3f * sinf(a) - 0.7f * sinf(2 * a), 1.5f * cosf(a) - 0.4f * sinf(a)));
}

// How fast the height changes on the walk: the chain rule.
static float climb(nb_vec2 middle, float t)
{
  return nb_dot(nb_land_gradient(walk(t, &middle), &land), velocity(t));
}

// The time nearest to t at which the height stands still: its climb changes sign.
static float still_near(nb_vec2 middle, float t)
{
  const float part = lap / 480;
  float best = t, least = lap;
  for (float from = 0; from < lap; from += part) {
    float start = climb(middle, from), end = climb(middle, from + part);
    float still = from + part * start / (start - end), away = fabsf(remainderf(still - t, lap));
    if (start * end <= 0 && away < least)
      least = away, best = still;
  }
  return best;
}

// The time at which the height falls fastest.
static float fastest_fall(nb_vec2 middle)
{
  float best = 0;
  for (float t = 0; t < lap; t += lap / 480)
    best = climb(middle, t) < climb(middle, best) ? t : best;
  return best;
}

// The time of the walk's highest place, where its loop is as at first, and of its lowest.
static float extreme(const State *s, bool high)
{
  return still_near(s->middle, high ? 5.39f : 10.48f);
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
              .hear = {"A place for every time"}, .needs = {"multivariable-calculus/parametric"}},
    [CLIMB] = {"Its height", .seconds = 8,
               .say = "Every place has a height. So time goes in, and a *height* comes out.",
               .hear = {"Height along the walk is one function inside another"}},
    [ASK] = {"Where does the height stand still?", .seconds = 5.5f, .wait = true, .answer = "guess",
             .truth = stands_still,
             .ask = "Where on the walk does the height *not change* for a moment? Put the ring there.",
             .moves = {{"guess", "5.39", .at = 3.8f, .seconds = 1.5f}},
             .say = "That is your guess. Now look closer."},
    [TOUCH] = {"Along the contour line", .seconds = 8,
               .say = "Highest or lowest, the height stands still: velocity runs *along* a contour line.",
               .hear = {"Along a contour line the height does not change"},
               .needs = {"multivariable-calculus/contours"}},
    [PARTS] =
        {"Two ramps", .seconds = 14,
         .say =
             "Along x, then along y: each climbs *slope times distance*. For a *tiny* step the hill agrees.",
         .hear = {"The change is the slope along x times the velocity along x",
                  "plus the slope along y times the velocity along y",
                  "For a tiny step the hill is as steep as the ramps"},
         .needs = {"multivariable-calculus/partial-derivatives"}},
    [ROUTES] = {"The chain rule", .seconds = 7,
                .say = "Time reaches the height by two *routes*. Multiply along each, and add.",
                .hear = {"Multiply along a route, add over the routes"}},
    [DOT] = {"Gradient dot velocity", .seconds = 7,
             .say = "That sum is gradient *dot* velocity: only the part *along* the gradient counts.",
             .hear = {"The rate is gradient dot velocity"}, .needs = {"multivariable-calculus/gradient"}},
    [STILL] = {"Why the height stood still", .seconds = 10,
               .say = "At the highest and the lowest place, velocity and gradient stand at a *right angle*.",
               .hear = {"At a right angle to the gradient the height stands still"}},
    [PLAY] = {"Your own walk", .seconds = 8, .live = true,
              .say = "Drag the walker, or the loop by its middle. Where does the height *fall* fastest?",
              .moves = {{"time", "6.64", .at = 2.2f, .seconds = 3.6f}}},
};

static const nb_param params[] = {
    NB_POINT(State, middle, "middle", .min = -1.2f, .max = 1.2f),
    NB_NUMBER(State, time, "time", .min = 0, .max = 12),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 12),
};

// Once around, twice; on to the highest place and to the lowest; to the viewer's time, and once more to the highest and the lowest.
static float now(const nb_frame *f, const State *s)
{
  if (f->step <= ASK)
    return lap * (nb_begun(f, CLIMB) ? nb_cue_linear(f, CLIMB, 1, 6) : nb_cue(f, WALK, 2, 4.5f));
  if (nb_begun(f, PLAY))
    return s->time;
  float t = NB_COURSE(f, 0, {TOUCH, 0.4f, 1.4f, extreme(s, true)}, {TOUCH, 3.4f, 2, extreme(s, false)},
                      {PARTS, 0, 1.6f, s->time + lap});
  t += fmodf(extreme(s, true) - s->time + lap, lap) * nb_cue(f, STILL, 0.6f, 2.6f);
  t += fmodf(extreme(s, false) - extreme(s, true) + lap, lap) * nb_cue(f, STILL, 5.2f, 2.2f);
  return fmodf(t, lap);
}

// ---------------------------------------------------------------------------------------------------------------
// The map

static const nb_plane plane = {{-6.8f, -2.8f, 9.9f, 6.3f}, -3.8f, 4.12f, -2.4f, 2.64f};
static const nb_plane record = {{3.8f, -2.6f, 3.14f, 2.2f}, 0, 12, 0, 3.5f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

static float height_at_time(float t, const void *middle)
{
  return nb_land_height(walk(t, middle), &land);
}

static void draw_map(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style lines = nb_style(NB_FROM(f, WALK, 0, 2), .color = NB_POSITIVE, .fill = NB_NEGATIVE, .width = 2);
  lines.alpha = 0.7f - 0.25f * nb_during(f, TOUCH, PLAY);
  nb_level_lines(b, plane, nb_land_height, &land, sizeof land, nb_levels(b, 0.4f, 0.2f, 14), 14, lines);
  nb_axes(b, plane, (nb_axes_spec){.step = {1, 1}, .x_label = "x", .y_label = "y", .at_edges = true},
          nb_style(NB_FROM(f, WALK, 0, 1), .color = NB_DIM, .width = 2, .size = 22));
  // The level lines along which it runs where its height stands still.
  for (int k = 0; k < 2; k++) {
    nb_vec2 still = walk(extreme(s, k == 0), &s->middle);
    int step = f->step > PARTS ? STILL : TOUCH;
    float level = nb_land_height(still, &land), at = (step == STILL ? 3.3f : 1.6f) + (k == 0 ? 0 : 4);
    nb_level_lines(b, plane, nb_land_height, &land, sizeof land, &level, 1,
                   nb_style(NB_IN(f, step, at, 0.8f), .width = 4));
    nb_style word = nb_style(NB_IN(f, step, at + 0.4f, 0.6f), .font = NB_FONT_MEDIUM, .size = 24);
    nb_label(b, place(still), nb_scale(k ? -1 : 1, nb_at(1, 0.5f)), k ? "lowest" : "highest", word);
    nb_point(b, place(still), nb_style(NB_IN(f, step, at, 0.5f), .width = 14));
  }
  nb_style name = nb_style(NB_BETWEEN(f, WALK, ASK, 1, 1), .color = NB_DIM, .size = 26, .anchor = NB_CENTER);
  nb_text(b, place(land.hills[0].middle), "hill", name);
  name.alpha = 1, name.reveal = nb_cue(f, CLIMB, 0.4f, 0.8f), name.halo = NB_GROUND;
  nb_text(b, place(nb_at(-0.42f, -2.05f)), "1", name);
  nb_text(b, place(nb_at(3.21f, -2.05f)), "2", name);
  nb_parametric(b, plane, walk, &s->middle, 0, lap,
                nb_style(NB_FROM(f, WALK, 0.8f, 1.4f), .color = NB_V, .width = 3));
}

// The velocity with its parts along x and y; and along the gradient, on which it has a shadow.
static void draw_walker(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 at = walk(t, &s->middle), v = velocity(t), g = nb_land_gradient(at, &land), unit = nb_unit(g);
  nb_vec2 along = nb_scale(nb_dot(v, unit), unit), foot = place(nb_add(at, along));
  nb_fade(b, NB_ANEW(f, PLAY));
  nb_style part = nb_style(NB_BETWEEN(f, PARTS, ROUTES, 1.8f, 0.8f), .color = NB_I, .size = 26);
  nb_vector_part(b, plane, at, nb_at(v.x, 0), "\\frac{dx}{dt}", part);
  part.color = NB_J, part.reveal = nb_cue(f, PARTS, 3.9f, 0.8f);
  nb_vector_part(b, plane, nb_add(at, nb_at(v.x, 0)), nb_at(0, v.y), "\\frac{dy}{dt}", part);
  nb_shadow(b, plane, at, v, g, nb_style(NB_BETWEEN(f, DOT, PLAY, 2.4f, 1.4f), .color = NB_V));
  // The gradient's name stands at its tip, and goes aside where the shadow is as long.
  part = nb_style(NB_BETWEEN(f, DOT, PLAY, 0.6f, 0.8f), .size = 30, .halo_width = 9);
  float aside = fminf(fmaxf(2 * nb_dot(v, unit), 0), 1);
  nb_vec2 beside =
      nb_add(place(nb_add(at, nb_scale(1 - 0.5f * aside, g))), nb_scale(0.12f * aside, nb_perp(unit)));
  nb_label(b, beside, nb_mix2(unit, nb_perp(unit), aside), "∇f", part);
  nb_vector(b, plane, at, g, NULL, part);
  nb_style word = nb_style(NB_BETWEEN(f, DOT, PLAY, 3.6f, 0.6f), .color = NB_V, .size = 26);
  float beyond = nb_dot(v, g) < 0 ? 1 : 5 * (nb_length(along) - nb_length(g)); // the gradient's arrow
  word.alpha *= fminf(fmaxf(fminf(2 * nb_length(along) - 1, beyond), 0), 1);
  nb_label(b, foot, along, nb_dot(v, g) < 0 ? "\\text{against }\\nabla f" : "\\text{along }\\nabla f", word);
  nb_vector(b, plane, at, v, NULL, nb_style(NB_FROM(f, TOUCH, 1.8f, 0.8f), .color = NB_V));
  // Its name stands beside the level line along which it runs.
  nb_vec2 outward = nb_scale(nb_during(f, TOUCH, TOUCH) + nb_during(f, STILL, STILL), nb_at(v.y, -v.x));
  nb_label(b, place(nb_add(at, v)), nb_add(v, outward), "\\vec r\\,'",
           nb_style(NB_FROM(f, TOUCH, 2.2f, 0.6f), .color = NB_V, .size = 30));
  float near = 1 - fabsf(remainderf(t - fastest_fall(s->middle), lap)) / 0.3f;
  nb_label(b, place(at), nb_at(1, 0.5f), "it falls fastest here",
           nb_style(.font = NB_FONT_MEDIUM, .size = 24, .alpha = nb_during(f, PLAY, PLAY) * fmaxf(near, 0)));
  nb_point(b, place(at),
           nb_style(NB_FROM(f, WALK, 1.8f, 0.4f), .width = 20, .alpha = 1 - nb_during(f, ASK, ASK)));
  nb_end(b);
  if (f->step >= PARTS && fabsf(remainderf(t - s->time, lap)) < 1e-3f) // it is theirs
    nb_grab_value_on_plane(b, plane, &s->time, at, velocity(s->time));
}

// The ring on the walk, and where on the record it is.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 p = walk(s->guess, &s->middle), at = place(p);
  // Where it is right, it makes room for the truth.
  float off = fabsf(remainderf(still_near(s->middle, s->guess) - s->guess, lap));
  nb_fade(b, off < 0.15f ? 1 - nb_cue(f, TOUCH, 0.9f, 0.6f) : 1);
  nb_circle(b, nb_on_curve(record, height_at_time, &s->middle, s->guess), 0.12f,
            nb_style(.color = NB_DIM, .width = 3, .alpha = nb_guessed(f, ASK) * nb_cue(f, TOUCH, 0, 0.6f)));
  if (nb_guess_in(b, f, ASK, at, at))
    nb_grab_value_on_plane(b, plane, &s->guess, p, velocity(s->guess));
  nb_end(b);
  nb_ring(b, place(s->middle), "middle", nb_style(NB_FROM(f, PLAY, 0.4f, 0.6f)));
  if (f->step == PLAY && f->seconds > 1)
    nb_grab_on_plane(b, plane, &s->middle, nb_origin());
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The height over one lap as far as the walk has come, and the walker on it with the slope that the chain rule gives.
static void draw_record(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s), z = height_at_time(t, &s->middle), slope = climb(s->middle, t);
  // It makes room for the ramps, and comes back when they and the routes have left.
  nb_fade(b, NB_COURSE(f, 0, {CLIMB, 0.4f, 0.6f, 1}, {PARTS, 0, 0.5f, 0}, {DOT, 0.5f, 0.5f, 1}));
  nb_axes(b, record, (nb_axes_spec){.step = {3, 1}, .x_label = "t", .y_label = "f"}, nb_style(.size = 22));
  nb_curve(b, nb_plane_until(record, lap * nb_cue_linear(f, CLIMB, 1, 6)), height_at_time, &s->middle,
           nb_style(.color = NB_LEARNING, .width = 4, .alpha = 1 - nb_during(f, ASK, ASK))); // no hint
  nb_clip(b, record.area);
  nb_tangent(b, record, nb_at(t, z), slope, 0.6f, nb_style(NB_FROM(f, TOUCH, 1.6f, 0.6f), .width = 3.5f));
  nb_end(b);
  nb_fade(b, (1 - nb_during(f, ASK, ASK)) * NB_ANEW(f, PLAY));
  nb_line(b, nb_on_plane(record, nb_at(t, 0)), nb_on_plane(record, nb_at(t, z)),
          nb_style(.color = NB_DIM, .width = 2, .dash = {4, 5}));
  nb_point(b, nb_on_plane(record, nb_at(t, z)), nb_style(.width = 16));
  nb_tex(b, nb_on_plane(record, nb_at(12, 3.3f)), "\\text{slope }\\val[-2]",
         nb_style(NB_FROM(f, TOUCH, 2, 0.8f), .color = NB_LEARNING, .size = 26, .anchor = NB_RIGHT), &slope);
  nb_end(b);
  nb_end(b);
}

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 at = walk(t, &s->middle), v = velocity(t), g = nb_land_gradient(at, &land);
  float z = nb_land_height(at, &land), rate = nb_dot(g, v), steep = nb_length(g), along = rate / steep;
  nb_fade(b, NB_ANEW(f, CLIMB) * (1 - nb_during(f, ASK, ASK)) * (1 - nb_cue(f, PARTS, 8.4f, 0.6f)));
  nb_facts(b, f, (nb_facts_spec){WALK, PARTS, .at = nb_at(NB_COLUMN, 3.1f), .gap = 0.35f, .size = 36},
           NB_FACTS({1.8f, "t = \\val[-2]", .values = {&t}},
                    {2.6f, "\\textcolor{v}{\\vec r(t)} = (\\val[-2], \\val[-2])", .values = {&at.x, &at.y}}));
  nb_tex(b, nb_at(NB_COLUMN, 1.69f), "f(\\textcolor{v}{\\vec r(t)}) = \\textcolor{learning}{\\val[-2]}",
         nb_style(NB_BETWEEN(f, CLIMB, PARTS, 1.4f, 0.8f), .size = 36), &z);
  nb_tex(b, nb_at(NB_COLUMN, 0.95f),
         "\\text{rate of climb: }\\frac{df}{dt} = \\textcolor{learning}{\\val[-2]}",
         nb_style(NB_IN(f, TOUCH, 1.8f, 0.8f), .size = 30), &rate);
  nb_end(b);
  nb_text(b, nb_at(NB_COLUMN, 2.9f), "There are two such places.\nOne is enough.",
          nb_style(NB_IN(f, ASK, 1, 1), .size = 26));

  float by_x = g.x * v.x, by_y = g.y * v.y, kept = 1 - nb_cue(f, DOT, 1.3f, 0.5f);
  nb_tex(b, nb_at(NB_COLUMN, 3.1f),
         "\\begin{aligned} \\frac{df}{dt} &= \\textcolor{i}{\\frac{∂f}{∂x} \\, \\frac{dx}{dt}} + "
         "\\textcolor{j}{\\frac{∂f}{∂y} \\, \\frac{dy}{dt}} \\\\ "
         "&= " NB_TEX_PRODUCTS("-2") " \\\\ "
                                     "&= " NB_TEX_SUM " = \\textcolor{learning}{\\val[-2]} \\end{aligned}",
         nb_style(NB_FROM(f, PARTS, 9, 3), .alpha = kept, .size = 32, .anchor = NB_TOP_LEFT), &g.x, &v.x,
         &g.y, &v.y, &by_x, &by_y, &rate);
  nb_tex(b, nb_at(NB_COLUMN, 1.25f),
         "\\text{slope }\\frac{∂f}{∂x}\\text{ times velocity }\\frac{dx}{dt}\\text{; same for }y",
         nb_style(NB_BETWEEN(f, PARTS, ROUTES, 11, 1.4f), .size = 24));
  nb_facts(
      b, f, (nb_facts_spec){DOT, PLAY, .at = nb_at(NB_COLUMN, 3.1f), .gap = 0.3f, .size = 30},
      NB_FACTS(
          {1.8f, "\\frac{df}{dt} = ∇f \\cdot \\textcolor{v}{\\vec r\\,'} \\quad \\text{at }t = \\val[-2]",
           .size = 34, .values = {&t}},
          {2.3f, "= " NB_TEX_DOT("v", "2") " = \\textcolor{learning}{\\val[-2]}",
           .values = {&g.x, &g.y, &v.x, &v.y, &rate}},
          {3.8f,
           "= \\underbrace{\\val[-2]}_{|∇f|} \\cdot \\textcolor{v}{\\underbrace{\\val[-2]}_{\\text{velocity "
           "along }∇f}} = \\textcolor{learning}{\\val[-2]}",
           .values = {&steep, &along, &rate}}));
}

// ---------------------------------------------------------------------------------------------------------------
// Two ramps, one after the other: as long as the way along x and along y, as steep as the ground that way

static void draw_ramps(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 at = walk(t, &s->middle), v = velocity(t), g = nb_land_gradient(at, &land), left = {3.75f, -1.35f};
  // How closely the hill is looked at: the closer, the less it bends away from the ramps.
  float closer = 1 + 9 * nb_cue(f, PARTS, 6.4f, 2.2f);
  nb_two_cuts(b, left, 1.3f * closer, nb_scale(1 / closer, v), g, (nb_ground){at, nb_land_height, &land},
              nb_style(NB_IN(f, PARTS, 2.2f, 3.6f), .color = NB_DIM, .width = 3));
  nb_two_ramps(b, left, 1.3f, v, g, nb_style(NB_IN(f, PARTS, 2.4f, 3.6f)));
  nb_text(b, nb_at(NB_COLUMN, 0.71f), "ramps: the slopes *at the dot*, kept up\nfor one unit of time",
          nb_style(NB_IN(f, PARTS, 2, 0.8f), .size = 24));
  nb_style grey = nb_style(NB_IN(f, PARTS, 4.4f, 0.8f), .color = NB_DIM, .size = 24);
  grey.alpha *= 1 - nb_visit(f, PARTS, 5.9f, 1);
  const char *hill = "grey: the hill from the dot, along x\nand along y; it bends away";
  if (closer > 1)
    hill = nb_words(b, "grey: the hill in 1/%.0f of that time,\nenlarged as much", fmax(2, (double)closer));
  nb_text(b, nb_at(NB_COLUMN, 0.14f), hill, grey);
}

// From t to f by way of x and of y: a rate on each edge.
static void draw_routes(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 v = velocity(now(f, s)), g = nb_land_gradient(walk(now(f, s), &s->middle), &land);
  nb_vec2 ends[] = {{3.85f, -0.95f}, {5.4f, 0.65f}, {5.4f, -2.55f}, {6.95f, -0.95f}}; // t, x, y, f
  const char *names[] = {"t", "\\textcolor{i}{x}", "\\textcolor{j}{y}", "\\textcolor{learning}{f}"};
  const char *rates[] = {"\\frac{dx}{dt}", "\\frac{∂f}{∂x}", "\\frac{dy}{dt}", "\\frac{∂f}{∂y}"};
  const float values[] = {v.x, g.x, v.y, g.y}, begins[] = {0.8f, 1.8f, 3, 4};
  for (int k = 0; k < 4; k++) { // from t to x, from x to f, and the same by way of y
    int via = k < 2 ? 1 : 2;
    nb_vec2 from = ends[k % 2 ? via : 0], to = ends[k % 2 ? 3 : via], middle = nb_mix2(from, to, 0.5f);
    nb_vec2 outward = nb_scale(0.38f, nb_sub(middle, nb_at(ends[1].x, ends[0].y)));
    nb_style edge = nb_style(NB_IN(f, ROUTES, begins[k], 0.8f), .color = k < 2 ? NB_I : NB_J, .width = 5);
    nb_tex(b, ends[k], names[k], nb_style(NB_IN(f, ROUTES, 0.5f, 0.6f), .size = 40, .anchor = NB_CENTER));
    nb_arrow(b, nb_mix2(from, to, 0.18f), nb_mix2(from, to, 0.82f), edge);
    edge.size = 26, edge.anchor = NB_CENTER;
    nb_tex(b, nb_add(middle, outward), rates[k], edge);
    nb_number(b, nb_sub(middle, outward), values[k], 2, edge);
  }
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_map(b, f, s);
  draw_walker(b, f, s);
  draw_record(b, f, s);
  draw_guess(b, f, s);
  draw_formulas(b, f, s);
  draw_ramps(b, f, s);
  draw_routes(b, f, s);
}

NB_SCENE(State, .title = "The chain rule along a walk", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/gradient", "multivariable-calculus/parametric"},
         // At this time what is shown adds up as it is rounded.
         .state = &(const State){.middle = {-0.7f, -0.2f}, .time = 2.31f, .guess = 7.3f}, NB_DRAW(draw))
