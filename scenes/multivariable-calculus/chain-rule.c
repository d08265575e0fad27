// The chain rule along a walk.
//
// What a learner believes: whoever walks fast on a steep hill gains height fast; and that the chain rule is letters that
// cancel. What breaks it: on a level line one may run as fast as one likes. What mends it: a moment's step has a part along x and
// a part along y, each changes the height by its own slope, and the two add up: the gradient *dot* the velocity.
//
// A walk is a loop, its time one turn of it; everything is about the walker at time `now`.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 middle; // of the loop
  float time;     // where the walker stands
  float guess;    // where the viewer thinks that the height stands still
} State;

enum { WALK, CLIMB, ASK, TOUCH, PARTS, DOT, ROUTES, PLAY };

static const float turn = 6.2831853f;

// ---------------------------------------------------------------------------------------------------------------
// A hill, and a walk over it

static const nb_vec2 hill = {0.9f, 0.45f};
static const float rise = 2, spread = 1.2f, tilt = 0.1f;

static float height(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  nb_vec2 d = nb_sub(p, hill);
  return 0.6f + tilt * p.x + rise * expf(-nb_dot(d, d) / (2 * spread * spread));
}

static nb_vec2 gradient(nb_vec2 p)
{
  float bump = height(p, NULL) - 0.6f - tilt * p.x;
  return nb_add(nb_at(tilt, 0), nb_scale(bump / (spread * spread), nb_sub(hill, p)));
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
  float best = t, least = turn;
  for (int k = 0; k < PARTS_OF_TURN; k++) {
    float from = turn * (float)k / PARTS_OF_TURN, to = turn * (float)(k + 1) / PARTS_OF_TURN,
          start = climb(middle, from);
    if (start * climb(middle, to) > 0)
      continue;
    for (int n = 0; n < 20; n++) {
      float half = (from + to) / 2;
      *(start * climb(middle, half) > 0 ? &from : &to) = half;
    }
    float away = fabsf(remainderf(from - t, turn));
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
               .say = "Every place has a height: so time goes in, and a *height* comes out.",
               .hear = {"Height along the walk is one function inside another"}},
    [ASK] = {"When does it stand still?", .seconds = 4, .wait = true, .answer = "guess",
             .truth = stands_still,
             .ask = "Where on the walk does the height, for a moment, *not change*? Put the ring there.",
             .say = "That is your guess. Now look closer."},
    [TOUCH] = {"Along the level line", .seconds = 7,
               .say = "It stands still where the walk *touches* a level line, however fast one runs.",
               .hear = {"Along a level line the height does not change"},
               .needs = {"multivariable-calculus/contours"}},
    [PARTS] = {"A step in two parts", .seconds = 8,
               .say = "A moment's step goes so far along x and so far along y; each has its own *slope*.",
               .hear = {"The change is the slope along x times the step along x",
                        "plus the slope along y times the step along y"},
               .needs = {"multivariable-calculus/partial-derivatives"}},
    [DOT] = {"Gradient dot velocity", .seconds = 8,
             .say = "Together they are a *dot product*: only what goes along the gradient counts.",
             .hear = {"The rate of change is the gradient dot the velocity", "At a right angle it is zero"},
             .needs = {"multivariable-calculus/gradient"}},
    [ROUTES] = {"Two routes", .seconds = 8,
                .say = "Time reaches the height by two *routes*: multiply along each, and add.",
                .hear = {"Multiply along a route, add over the routes"}},
    [PLAY] = {"Your own walk", .seconds = 8, .live = true,
              .say =
                  "Drag the walker along, or the whole loop by its *middle*: where does it climb fastest?"},
};

static const nb_param params[] = {
    NB_POINT(State, middle, "middle", .min = -1.2f, .max = 1.2f),
    NB_NUMBER(State, time, "time", .min = 0, .max = 6.2831853f),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 6.2831853f),
};

static float now(const nb_frame *f, const State *s)
{
  if (f->step <= CLIMB) // once around, twice
    return turn * (f->step == WALK ? nb_cue(f, WALK, 2, 4.5f) : nb_cue_linear(f, CLIMB, 1, 6));
  float first = turn * (1 - nb_cue(f, ASK, 0, 0.9f)) + s->time * nb_cue(f, ASK, 0, 0.9f);
  float still = still_near(s->middle, s->time),
        there = nb_cue(f, TOUCH, 0.6f, 1.6f) * (1 - nb_cue(f, PARTS, 0.2f, 1.2f));
  return first + there * remainderf(still - s->time, turn);
}

// ---------------------------------------------------------------------------------------------------------------
// The map

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.6f}, -4.12f, 4.12f, -2.64f, 2.64f};
static const nb_plane record = {{3.8f, -2.6f, 3.3f, 2.2f}, 0, 6.2831853f, 0, 2.9f};
static const float column = 3.66f, shown_speed = 0.45f;

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

static nb_vec2 loop(float t, const void *middle)
{
  return walk(*(const nb_vec2 *)middle, t);
}

enum { COLUMNS = 124, ROWS = 80 };

static void draw_map(nb_board *b, const nb_frame *f, const State *s)
{
  const float *values = nb_sample_plane(b, plane, height, NULL, 0, COLUMNS, ROWS);

  nb_contours(b, plane, values, COLUMNS, ROWS, nb_levels(b, 0.4f, 0.2f, 12), 12,
              nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE, .width = 2, .alpha = 0.7f,
                       .reveal = nb_cue(f, WALK, 0, 2)));
  float here = height(walk(s->middle, now(f, s)), NULL);
  nb_contours(b, plane, values, COLUMNS, ROWS, &here, 1,
              nb_style(.width = 4, .alpha = nb_cue(f, TOUCH, 1.4f, 0.8f) * (1 - nb_cue(f, PARTS, 0, 0.6f))));
  nb_parametric(b, plane, loop, &s->middle, 0, turn,
                nb_style(.color = NB_V, .width = 4, .reveal = nb_cue(f, WALK, 0.8f, 1.4f)));
}

// The two parts of a moment's step, tip to tail.
static void draw_parts(nb_board *b, const nb_frame *f, nb_vec2 at, nb_vec2 v)
{
  nb_vec2 along_x = nb_add(at, nb_at(shown_speed * v.x, 0)), end = nb_add(at, nb_scale(shown_speed, v));
  nb_style part = nb_style(.color = NB_I, .width = 6, .reveal = nb_cue(f, PARTS, 1.6f, 0.8f),
                           .alpha = nb_during(f, PARTS, PARTS));
  nb_arrow(b, place(at), place(along_x), part);
  part.color = NB_J, part.reveal = nb_cue(f, PARTS, 2.6f, 0.8f);
  nb_arrow(b, place(along_x), place(end), part);
}

static void draw_dot(nb_board *b, const nb_frame *f, nb_vec2 at, nb_vec2 v, nb_vec2 g)
{
  float shown = f->step == PLAY ? nb_cue(f, PLAY, 0.4f, 0.6f) : nb_during(f, DOT, DOT);
  float drawn = f->step == PLAY ? 1 : nb_cue(f, DOT, 0.6f, 0.8f);
  nb_arrow(b, place(at), place(nb_add(at, g)),
           nb_style(.color = NB_NEGATIVE, .width = 7, .alpha = shown, .reveal = drawn));
  nb_label(b, place(nb_add(at, g)), g, "∇f",
           nb_style(.color = NB_NEGATIVE, .size = 32, .alpha = shown * drawn));
  // The shadow of the velocity on the gradient is what counts.
  nb_vec2 tip = nb_add(at, nb_scale(shown_speed, v)), unit = nb_unit(g);
  nb_vec2 foot = nb_add(at, nb_scale(shown_speed * nb_dot(v, unit), unit));
  nb_style line = nb_style(.width = 2.5f, .dash = {5, 7}, .alpha = shown,
                           .reveal = f->step == PLAY ? 1 : nb_cue(f, DOT, 2, 0.8f));
  nb_line(b, place(tip), place(foot), line);
  line.dash[0] = 0, line.width = 9, line.color = NB_LEARNING;
  nb_line(b, place(at), place(foot), line);
}

static void draw_walker(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s), there = nb_cue(f, WALK, 1.8f, 0.4f), moving = nb_cue(f, WALK, 2.2f, 0.6f);
  nb_vec2 at = walk(s->middle, t), v = velocity(t), g = gradient(at),
          tip = nb_add(at, nb_scale(shown_speed, v));
  draw_parts(b, f, at, v);
  draw_dot(b, f, at, v, g);
  nb_arrow(b, place(at), place(tip), nb_style(.color = NB_V, .width = 7, .reveal = moving));
  nb_label(b, place(tip), v, "\\vec r\\,'",
           nb_style(.color = NB_V, .size = 34, .alpha = moving * (1 - nb_during(f, ASK, ASK))));
  nb_point(b, place(at), nb_style(.width = 20, .reveal = there));
  if (there >= 1 && (f->step == PARTS || f->step == DOT || f->step == ROUTES || f->step == PLAY))
    nb_grab_value(b, &s->time, place(walk(s->middle, s->time)),
                  nb_apply(nb_plane_scale(plane), velocity(s->time)));
}

static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 0.3f, 0.5f);
  nb_vec2 at = place(walk(s->middle, s->guess));
  nb_circle(b, at, 0.2f, nb_style(.color = NB_V, .width = 4, .alpha = shown));
  if (f->step == ASK && shown > 0.9f)
    nb_grab_value(b, &s->guess, at, nb_apply(nb_plane_scale(plane), velocity(s->guess)));
  float middle = nb_cue(f, PLAY, 0.4f, 0.6f);
  nb_circle(b, place(s->middle), 0.1f, nb_style(.color = NB_V, .width = 3, .alpha = middle));
  if (middle >= 1)
    nb_grab(b, &s->middle, place(s->middle), nb_plane_scale(plane));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static float height_at_time(float t, const void *middle)
{
  return height(loop(t, middle), NULL);
}

// The height over one turn, and the walker on it with the slope that the chain rule gives.
static void draw_record(nb_board *b, const nb_frame *f, const State *s)
{
  float alpha = 1 - nb_during(f, ROUTES, ROUTES), t = now(f, s);
  float shown = nb_cue(f, CLIMB, 0.4f, 0.6f), into = t > turn ? t - turn : t < 0 ? t + turn : t;
  nb_group(b, nb_affine_identity(), alpha);
  nb_axes(b, record, (nb_axes_spec){.x_label = "t", .no_numbers = true, .no_ticks = true},
          nb_style(.reveal = shown));
  float done = nb_cue_linear(f, CLIMB, 1, 6); // as far as the walk has come
  nb_plane so_far = record;
  so_far.area.width *= done, so_far.x1 *= done;
  if (done > 0)
    nb_curve(b, so_far, height_at_time, &s->middle, nb_style(.color = NB_LEARNING, .width = 4));
  float z = height_at_time(into, &s->middle), slope = climb(s->middle, t),
        half = 0.9f / sqrtf(1 + slope * slope);
  float tangent = nb_cue(f, TOUCH, 2.2f, 0.6f);
  nb_line(b, nb_on_plane(record, nb_at(into - half, z - half * slope)),
          nb_on_plane(record, nb_at(into + half, z + half * slope)),
          nb_style(.width = 3.5f, .alpha = tangent));
  nb_point(b, nb_on_plane(record, nb_at(into, z)), nb_style(.width = 16, .reveal = shown));
  nb_end(b);
}

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 at = walk(s->middle, t), v = velocity(t), g = gradient(at);
  float z = height(at, NULL), rate = nb_dot(g, v), by_x = g.x * v.x, by_y = g.y * v.y;
  nb_style line =
      nb_style(.size = 38, .reveal = nb_cue(f, WALK, 2.6f, 0.8f), .alpha = 1 - nb_cue(f, PARTS, 0, 0.5f));
  nb_tex(b, nb_at(column, 2.8f), "\\textcolor{v}{\\vec r(t)} = (\\val, \\val)", line, &at.x, &at.y);
  line.reveal = nb_cue(f, CLIMB, 1.4f, 0.8f);
  nb_tex(b, nb_at(column, 1.9f), "f(\\textcolor{v}{\\vec r(t)}) = \\textcolor{learning}{\\val[-2]}", line,
         &z);
  line.reveal = nb_cue(f, TOUCH, 2.4f, 0.8f);
  nb_tex(b, nb_at(column, 0.8f), "\\frac{df}{dt} = \\val", line, &rate);

  line = nb_style(.size = 36, .alpha = nb_during(f, PARTS, PARTS), .reveal = nb_cue(f, PARTS, 1.8f, 1));
  nb_tex(b, nb_at(column, 2.8f),
         "df = \\textcolor{i}{\\frac{\\partial f}{\\partial x}\\,dx} + \\textcolor{j}{\\frac{\\partial "
         "f}{\\partial "
         "y}\\,dy}",
         line);
  line.size = 32, line.reveal = nb_cue(f, PARTS, 3.6f, 1);
  nb_tex(b, nb_at(column, 0.9f),
         "\\begin{aligned} \\frac{df}{dt} = {} &\\textcolor{i}{\\val \\cdot \\val} \\\\ {} + {} "
         "&\\textcolor{j}{\\val \\cdot \\val} \\\\ {} = {} &\\textcolor{learning}{\\val} \\end{aligned}",
         line, &g.x, &v.x, &g.y, &v.y, &rate);

  bool play = f->step == PLAY;
  line = nb_style(.size = 40, .alpha = play ? nb_cue(f, PLAY, 0.3f, 0.6f) : nb_during(f, DOT, DOT),
                  .reveal = play ? 1 : nb_cue(f, DOT, 0.8f, 1));
  nb_tex(b, nb_at(column, 2.7f),
         "\\frac{df}{dt} = \\textcolor{negative}{\\nabla f} \\cdot \\textcolor{v}{\\vec r\\,'}", line);
  line.size = 34, line.reveal = play ? 1 : nb_cue(f, DOT, 2.4f, 1);
  nb_tex(b, nb_at(column, 1.1f),
         "= \\textcolor{negative}{\\begin{bmatrix} \\val \\\\ \\val \\end{bmatrix}} \\cdot "
         "\\textcolor{v}{\\begin{bmatrix} \\val \\\\ \\val \\end{bmatrix}}",
         line, &g.x, &g.y, &v.x, &v.y);
  line.reveal = play ? 1 : nb_cue(f, DOT, 4, 0.8f);
  nb_tex(b, nb_at(column, 0.1f), "= \\textcolor{learning}{\\val}", line, &rate);

  line = nb_style(.size = 34, .alpha = nb_during(f, ROUTES, ROUTES), .reveal = nb_cue(f, ROUTES, 4.4f, 1));
  nb_tex(b, nb_at(column, -1.9f),
         "\\frac{df}{dt} = \\textcolor{i}{\\val} + \\textcolor{j}{\\val} = \\textcolor{learning}{\\val}",
         line, &by_x, &by_y, &rate);
}

// From t to f by way of x and of y: a rate on each edge.
static void draw_routes(nb_board *b, const nb_frame *f, const State *s)
{
  float t = now(f, s);
  nb_vec2 v = velocity(t), g = gradient(walk(s->middle, t));
  nb_vec2 time = {3.95f, 1}, by_x = {5.4f, 2.6f}, by_y = {5.4f, -0.6f}, end = {6.85f, 1};
  nb_group(b, nb_affine_identity(), nb_during(f, ROUTES, ROUTES));
  const struct {
    nb_vec2 from, to;
    nb_color color;
    float at, rate;
    nb_vec2 beside;
  } edges[] = {{time, by_x, NB_I, 0.8f, v.x, {-0.62f, 0.3f}},
               {time, by_y, NB_J, 0.8f, v.y, {-0.62f, -0.3f}},
               {by_x, end, NB_I, 1.8f, g.x, {0.62f, 0.3f}},
               {by_y, end, NB_J, 1.8f, g.y, {0.62f, -0.3f}}};
  for (int k = 0; k < 4; k++) {
    float drawn = nb_cue(f, ROUTES, edges[k].at, 0.9f);
    nb_arrow(b, nb_mix2(edges[k].from, edges[k].to, 0.18f), nb_mix2(edges[k].from, edges[k].to, 0.82f),
             nb_style(.color = edges[k].color, .width = 5, .reveal = drawn));
    nb_number(b, nb_add(nb_mix2(edges[k].from, edges[k].to, 0.5f), edges[k].beside), edges[k].rate, 2,
              nb_style(.color = edges[k].color, .size = 28, .anchor = NB_CENTER,
                       .alpha = nb_cue(f, ROUTES, edges[k].at + 0.6f, 0.6f)));
  }
  nb_style name = nb_style(.size = 40, .anchor = NB_CENTER, .reveal = nb_cue(f, ROUTES, 0.3f, 0.7f));
  nb_tex(b, time, "t", name);
  nb_tex(b, end, "f", name);
  name.color = NB_I;
  nb_tex(b, by_x, "x", name);
  name.color = NB_J;
  nb_tex(b, by_y, "y", name);
  nb_end(b);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_map(b, f, s);
  draw_walker(b, f, s);
  draw_guess(b, f, s);
  draw_record(b, f, s);
  draw_formulas(b, f, s);
  draw_routes(b, f, s);
}

NB_SCENE(State, .title = "The chain rule along a walk", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/gradient", "multivariable-calculus/parametric"},
         // At this time what is shown adds up as it is rounded.
         .state = &(const State){.middle = {-0.6f, -0.2f}, .time = 5.61f, .guess = 2.6f}, NB_DRAW(draw))
