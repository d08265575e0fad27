// Contour maps.
//
// What a learner believes: the lines of a map go around things, and more lines mean higher ground. What mends it: a line
// is a level cut through the landscape, dropped to the floor; it is the shore that rising water would leave. Two hills of
// the same height are cut equally often, and yet their maps differ: where the cuts lie close together the ground is steep.
//
// The landscape is seen from the side at first; the eye then climbs until it looks straight down, and the cuts, which
// stood above each other, lie flat in one another (see `seen`).
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 pin;   // where the viewer thinks it is steepest
  nb_vec2 at;    // where the walker stands
  float water;   // how high the water stands
  float spacing; // from one level to the next
} State;

enum { LAND, CUT, DROP, WATER, ASK, CROWD, PASS, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The landscape: two hills of nearly the same height, one steep and one gentle, and a pass between them

static const nb_vec2 steep = {-1.9f, 0.25f}, gentle = {1.55f, -0.15f};
static const float steep_spread = 0.62f, gentle_spread = 1.15f, rise = 2;

static float bump(nb_vec2 p, nb_vec2 middle, float spread)
{
  nb_vec2 d = nb_sub(p, middle);
  return rise * expf(-nb_dot(d, d) / (2 * spread * spread));
}

static float height(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return bump(p, steep, steep_spread) + bump(p, gentle, gentle_spread);
}

static nb_vec2 slopes(nb_vec2 p)
{
  nb_vec2 one = nb_scale(bump(p, steep, steep_spread) / (steep_spread * steep_spread), nb_sub(steep, p));
  nb_vec2 other =
      nb_scale(bump(p, gentle, gentle_spread) / (gentle_spread * gentle_spread), nb_sub(gentle, p));
  return nb_add(one, other);
}

static float slope_at(nb_vec2 p)
{
  return nb_length(slopes(p));
}

// A hill of this shape is steepest one spread from its middle; here a little more on the side away from the other.
static nb_vec2 steepest_place(void)
{
  nb_vec2 best = steep;
  for (int k = 0; k < 90; k++) {
    nb_vec2 p = nb_add(steep, nb_polar(steep_spread, 6.2831853f * (float)k / 90));
    best = slope_at(p) > slope_at(best) ? p : best;
  }
  return best;
}

static void steepest(const void *state, void *truth)
{
  (void)state;
  *(nb_vec2 *)truth = steepest_place();
}

// Where the way east at y = 0 passes a level, between two places on one side of a hill.
static float crossing(float level, float low, float high)
{
  for (int k = 0; k < 30; k++) {
    float middle = (low + high) / 2;
    *(height(nb_at(middle, 0), NULL) < level ? &low : &high) = middle;
  }
  return low;
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LAND] = {"A landscape", .seconds = 5,
              .say = "Two hills: every point of the floor has a *height* above it.",
              .hear = {"Every point has a height"}, .needs = {"multivariable-calculus/surfaces"}},
    [CUT] = {"Cut it level", .seconds = 7,
             .say = "Cut them level, at equal steps: each cut leaves a *curve* on the hills.",
             .hear = {"A level cut leaves a curve of one height",
                      "The cuts are equally far apart in height"}},
    [DROP] = {"Drop the cuts", .seconds = 6,
              .say = "Now climb until you look straight *down*: the cuts lie flat, and are a map.",
              .hear = {"A contour line joins points of the same height",
                       "The map is the cuts seen from above"}},
    [WATER] = {"Let water rise", .seconds = 7,
               .say = "Flood it: the shore is always a *contour line*. Drag the water's level.",
               .hear = {"A contour line is the shore of rising water"}},
    [ASK] = {"Where is it steepest?", .seconds = 4, .wait = true, .answer = "pin", .truth = steepest,
             .ask = "Both hills are equally high. Where is the *steepest* climb? Put the pin there.",
             .say = "That is your guess. Now walk across."},
    [CROWD] = {"Where lines crowd", .seconds = 8,
               .say = "The same climb: a short way here, a long way there. Lines *crowd* where it is steep.",
               .hear = {"Lines close together mean steep ground", "Lines far apart mean gentle ground",
                        "From line to line the climb is the same"}},
    [PASS] = {"Rings and a crossing", .seconds = 7,
              .say = "Rings close around a summit; a line that *crosses* itself is a pass between two.",
              .hear = {"Closed rings shrink towards a summit or a hollow",
                       "A line crosses itself at a pass"}},
    [PLAY] = {"Read it yourself", .seconds = 8, .live = true,
              .say =
                  "Drag the walker and keep to a line: the height stays. Drag the *step* between the lines."},
};

static const nb_param params[] = {
    NB_POINT(State, pin, "pin", .min = -3.2f, .max = 3.2f),
    NB_POINT(State, at, "walker", .min = -3.2f, .max = 3.2f),
    NB_NUMBER(State, water, "water", .min = 0.05f, .max = 1.95f),
    NB_NUMBER(State, spacing, "step", .min = 0.1f, .max = 0.5f),
};

// ---------------------------------------------------------------------------------------------------------------
// The eye: at 1 it looks from the side, at 0 straight down

static const nb_plane plane = {{-7.2f, -3.1f, 10.3f, 6.6f}, -4.12f, 4.12f, -2.64f, 2.64f};
static const nb_plane side = {{3.9f, -0.2f, 3.2f, 2.3f}, -4.12f, 4.12f, 0, 2.3f};
static const float column = 3.66f;

static float looking_from_side(const nb_frame *f)
{
  return 1 - nb_cue(f, DROP, 0.6f, 3.4f);
}

// How a level of the landscape, drawn as on the map, is seen: turned, foreshortened, and raised.
static nb_affine seen(const nb_frame *f, float level)
{
  float from_side = looking_from_side(f), tilt = 1.05f * from_side;
  nb_mat2 turned = nb_rotation(-0.5f * from_side);
  float flat = cosf(tilt), size = 1 + 0.02f * from_side, lift = 1.25f * sinf(tilt);
  nb_vec2 middle =
      nb_add(nb_at(plane.area.x, plane.area.y), nb_at(plane.area.width / 2, plane.area.height / 2));
  nb_mat2 m = nb_columns(nb_at(size * turned.i.x, size * flat * turned.i.y),
                         nb_at(size * turned.j.x, size * flat * turned.j.y));
  // From the side it stands in the middle of the board, as nothing else does yet.
  nb_vec2 shift = nb_add(middle, nb_at(2 * from_side, size * (lift * level - 0.6f * sinf(tilt))));
  return (nb_affine){m.i, m.j, nb_sub(shift, nb_apply(m, middle))};
}

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// ---------------------------------------------------------------------------------------------------------------
// The hills as ridges, one behind the other, each hiding what is behind it

enum { RIDGES = 34, POINTS = 72, COLUMNS = 124, ROWS = 80 };

static void draw_ridges(nb_board *b, const nb_frame *f)
{
  float drawn = nb_cue(f, LAND, 0.2f, 3.2f) * RIDGES, gone = nb_cue(f, DROP, 0.4f, 1.8f);
  nb_clip(b, (nb_rect){-8, -3.25f, 16, 7});
  nb_group(b, nb_affine_identity(), 1 - gone);
  for (int k = 0; k < RIDGES && (float)k < drawn && gone < 1; k++) {
    nb_vec2 ridge[POINTS + 2];
    float y = plane.y1 + (plane.y0 - plane.y1) * (float)k / (RIDGES - 1), highest = 0;
    for (int n = 0; n < POINTS; n++) {
      nb_vec2 p = nb_at(plane.x0 + (plane.x1 - plane.x0) * (float)n / (POINTS - 1), y);
      float z = height(p, NULL);
      highest = fmaxf(highest, z);
      ridge[n] = nb_affine_apply(seen(f, z), place(p));
    }
    ridge[POINTS] = nb_affine_apply(seen(f, 0), place(nb_at(plane.x1, y)));
    ridge[POINTS + 1] = nb_affine_apply(seen(f, 0), place(nb_at(plane.x0, y)));
    float there = fminf(drawn - (float)k, 1);
    nb_polygon(b, ridge, POINTS + 2, nb_style(.fill = NB_GROUND, .width = -1, .alpha = there));
    nb_polyline(b, ridge, POINTS,
                nb_style(.color = nb_mix(b, NB_PLANE, NB_AXIS, highest / rise), .width = 2, .alpha = there));
  }
  nb_end(b);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The level lines

static float step_between(const nb_frame *f, const State *s)
{
  return f->step == PLAY ? s->spacing : 0.25f;
}

// When the rising cut comes by a level.
static float cut_at(float level)
{
  return 0.8f + 2.2f * level;
}

static void draw_levels(nb_board *b, const nb_frame *f, const State *s, const float *values)
{
  float step = step_between(f, s);
  for (float level = step; level < 2.1f; level += step) {
    nb_group(b, seen(f, level), 1);
    nb_contours(b, plane, values, COLUMNS, ROWS, &level, 1,
                nb_style(.color = nb_mix(b, NB_POSITIVE, NB_NEGATIVE, level / 2), .width = 2.5f,
                         .reveal = nb_cue(f, CUT, cut_at(level), 0.7f)));
    nb_end(b);
  }
}

// A level line that stands out.
static void draw_level(nb_board *b, const float *values, float level, nb_style style)
{
  style.width = 4.5f;
  nb_contours(b, plane, values, COLUMNS, ROWS, &level, 1, style);
}

// The sheet that cuts, on its way up.
static void draw_cut(nb_board *b, const nb_frame *f)
{
  float shown = nb_cue(f, CUT, 0.2f, 0.6f) * (1 - nb_cue(f, CUT, 5.4f, 0.8f));
  float level = (f->step > CUT ? 9 : f->seconds - 0.8f) / 2.2f;
  level = fminf(fmaxf(level, 0), 2.1f);
  nb_rect r = plane.area;
  nb_vec2 corners[] = {
      {r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
  for (int k = 0; k < 4; k++)
    corners[k] = nb_affine_apply(seen(f, level), corners[k]);
  nb_polygon(b, corners, 4, nb_style(.fill = NB_K, .width = -1, .alpha = 0.16f * shown));
  nb_polygon(b, corners, 4, nb_style(.color = NB_K, .width = 2, .alpha = 0.8f * shown));
}

static float water_level(const nb_frame *f, const State *s)
{
  return s->water * nb_cue(f, WATER, 0.6f, 3);
}

static void draw_water(nb_board *b, const nb_frame *f, const State *s, const float *values)
{
  float shown = nb_during(f, WATER, WATER), level = water_level(f, s);
  if (shown == 0)
    return;
  nb_heat_map(b, plane, values, COLUMNS, ROWS,
              (nb_heat_spec){.low = level - 0.015f, .high = level + 0.015f, .filter = NB_LINEAR},
              nb_style(.color = nb_mix(b, NB_GROUND, NB_K, 0.28f), .fill = NB_GROUND, .alpha = shown));
}

// ---------------------------------------------------------------------------------------------------------------
// What stands on the map

// The same climb on either hill, along the way east: between which places.
typedef struct {
  float low, high;
} Climb;

static const float climb_from = 0.5f, climb_to = 1.5f;

static Climb climb_on(nb_vec2 hill, float foot)
{
  return (Climb){crossing(climb_from, foot, hill.x), crossing(climb_to, foot, hill.x)};
}

static void draw_climb(nb_board *b, const nb_frame *f, Climb c, float at)
{
  nb_style style = nb_style(.color = NB_V, .width = 8, .reveal = nb_cue(f, CROWD, at, 0.9f),
                            .alpha = nb_during(f, CROWD, CROWD));
  nb_arrow(b, place(nb_at(c.low, 0)), place(nb_at(c.high, 0)), style);
  nb_vec2 foot = nb_on_plane(side, nb_at(c.low, climb_from)),
          corner = nb_on_plane(side, nb_at(c.high, climb_from));
  style.width = 5;
  nb_line(b, foot, corner, style);
  style.width = 2.5f, style.reveal = nb_cue(f, CROWD, at + 0.8f, 0.7f);
  nb_line(b, corner, nb_on_plane(side, nb_at(c.high, climb_to)), style);
}

static void draw_pin(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 0.3f, 0.6f);
  nb_vec2 at = place(s->pin);
  nb_circle(b, at, 0.2f, nb_style(.color = NB_V, .width = 4, .alpha = shown));
  nb_point(b, at, nb_style(.color = NB_V, .width = 9, .alpha = shown));
  if (f->step == ASK && shown >= 0.5f)
    nb_grab(b, &s->pin, at, nb_plane_scale(plane));
}

static void draw_walk(nb_board *b, const nb_frame *f)
{
  nb_style line = nb_style(.width = 2, .dash = {6, 8}, .reveal = nb_cue(f, CROWD, 0.3f, 1.6f),
                           .alpha = nb_during(f, CROWD, CROWD));
  nb_line(b, place(nb_at(plane.x0, 0)), place(nb_at(plane.x1, 0)), line);
  draw_climb(b, f, climb_on(steep, -3.9f), 2.2f);
  draw_climb(b, f, climb_on(gentle, 4.1f), 3.6f);
}

// The lowest point of the way from hill to hill: the pass.
static nb_vec2 pass(void)
{
  nb_vec2 p = nb_mix2(steep, gentle, 0.4f);
  for (int k = 0; k < 60; k++) { // downhill along x, uphill along y
    nb_vec2 g = slopes(p);
    p = nb_add(p, nb_at(-0.1f * g.x, 0.1f * g.y));
  }
  return p;
}

static void draw_names(nb_board *b, const nb_frame *f, const float *values)
{
  float shown = nb_during(f, PASS, PASS);
  nb_vec2 low = pass();
  draw_level(b, values, height(low, NULL),
             nb_style(.color = NB_V, .reveal = nb_cue(f, PASS, 2.4f, 1.6f), .alpha = shown));
  nb_style word = nb_style(.font = NB_FONT_MEDIUM, .size = 28, .anchor = NB_CENTER);
  word.alpha = shown * nb_cue(f, PASS, 0.5f, 0.6f);
  nb_vec2 above = nb_at(-2.75f, 3.2f);
  nb_text(b, above, "summits", word);
  nb_style arrow = nb_style(.width = 4, .alpha = shown, .reveal = nb_cue(f, PASS, 0.8f, 0.8f));
  nb_arrow(b, nb_add(above, nb_at(-0.5f, -0.25f)), place(steep), arrow);
  nb_arrow(b, nb_add(above, nb_at(0.5f, -0.25f)), place(gentle), arrow);
  word.alpha = shown * nb_cue(f, PASS, 3.8f, 0.6f), word.color = NB_V;
  arrow.reveal = nb_cue(f, PASS, 4, 0.8f), arrow.color = NB_V;
  nb_vec2 below = nb_add(place(low), nb_at(-0.35f, -2));
  nb_text(b, below, "pass", word);
  nb_arrow(b, nb_add(below, nb_at(0.05f, 0.25f)), nb_add(place(low), nb_at(0, -0.1f)), arrow);
  nb_point(b, place(low),
           nb_style(.color = NB_V, .width = 14, .alpha = shown, .reveal = nb_cue(f, PASS, 3.6f, 0.4f)));
}

static void draw_walker(nb_board *b, const nb_frame *f, const State *s, const float *values)
{
  float there = nb_cue(f, PLAY, 0.4f, 0.6f), z = height(s->at, NULL);
  draw_level(b, values, z, nb_style(.color = NB_V, .alpha = there));
  nb_point(b, place(s->at), nb_style(.width = 22, .reveal = there));
  if (there >= 1)
    nb_grab(b, &s->at, place(s->at), nb_plane_scale(plane));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column: heights, and the way east seen from the side

static float height_at_y(float x, const void *y)
{
  return height(nb_at(x, *(const float *)y), NULL);
}

static void draw_side(nb_board *b, float y, float shown, float drawn)
{
  nb_group(b, nb_affine_identity(), shown);
  for (int k = 1; k <= 8; k++)
    nb_line(b, nb_on_plane(side, nb_at(side.x0, 0.25f * (float)k)),
            nb_on_plane(side, nb_at(side.x1, 0.25f * (float)k)),
            nb_style(.color = nb_mix(b, NB_POSITIVE, NB_NEGATIVE, (float)k / 8), .width = 1.5f, .alpha = 0.8f,
                     .reveal = drawn));
  nb_curve(b, side, height_at_y, &y, nb_style(.width = 4, .reveal = drawn));
  nb_text(b, nb_at(side.area.x, side.area.y - 0.38f), "the way east, from the side",
          nb_style(.color = NB_DIM, .size = 22, .reveal = drawn));
  nb_end(b);
}

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  float level = f->step < WATER ? 1 : water_level(f, s);
  nb_style line = nb_style(.size = 46, .reveal = nb_cue(f, DROP, 3.4f, 1));
  line.alpha = 1 - nb_cue(f, ASK, 0, 0.5f);
  line.parts = NB_PARTS({"level", .color = NB_K});
  nb_tex(b, nb_at(column, 2.3f), "f(x, y) = \\part{level}{\\val[-2]}", line, &level);
  nb_group(b, nb_affine_identity(), nb_during(f, WATER, WATER));
  nb_slider(
      b, nb_at(column, 0.9f), &s->water,
      (nb_slider_spec){.label = "\\text{water}", .length = 3.4f, .min = 0.05f, .max = 1.95f, .decimals = 2},
      nb_style(.color = NB_K, .reveal = nb_cue(f, WATER, 0.4f, 0.8f)));
  nb_end(b);
}

// The facts of a step, one below the other.
static void draw_facts(nb_board *b, const nb_frame *f, const State *s)
{
  static const float summit = 2;
  Climb here = climb_on(steep, -3.9f), there = climb_on(gentle, 4.1f);
  float climb = climb_to - climb_from, low = height(pass(), NULL);
  float ways[] = {fabsf(here.high - here.low), fabsf(there.high - there.low)};
  float per_way[] = {climb / ways[0], climb / ways[1]};
  float share = 100 * slope_at(s->pin) / slope_at(steepest_place());
  nb_style line = nb_style(.size = 36);
  line.alpha = nb_during(f, ASK, ASK), line.reveal = nb_cue(f, ASK, 0.3f, 0.8f);
  nb_tex(b, nb_at(column, 2.3f), "f(\\text{summits}) = \\val[-1]", line, &summit);
  line.alpha = nb_during(f, PASS, PASS), line.reveal = nb_cue(f, PASS, 1, 0.8f);
  nb_tex(b, nb_at(column, 2.3f), "f(\\text{summits}) = \\val[-1]", line, &summit);
  line.reveal = nb_cue(f, PASS, 3.6f, 0.8f), line.color = NB_V;
  nb_tex(b, nb_at(column, 1.5f), "f(\\text{pass}) = \\val[-2]", line, &low);
  line = nb_style(.size = 32, .alpha = nb_during(f, CROWD, CROWD), .reveal = nb_cue(f, CROWD, 3.4f, 0.8f));
  nb_tex(b, nb_at(column, -1.35f), "\\text{here }\\frac{\\val[-2]}{\\val[-2]} = \\val[-2]", line, &climb,
         &ways[0], &per_way[0]);
  line.reveal = nb_cue(f, CROWD, 4.8f, 0.8f);
  nb_tex(b, nb_at(column, -2.25f), "\\text{there }\\frac{\\val[-2]}{\\val[-2]} = \\val[-2]", line, &climb,
         &ways[1], &per_way[1]);
  line.alpha = nb_answered(f, ASK) ? line.alpha : 0, line.reveal = nb_cue(f, CROWD, 0.8f, 0.8f);
  line.size = 28, line.color = NB_V;
  nb_tex(b, nb_at(column, 2.8f), "\\text{your pin: }\\val[-0]\\%\\text{ of the steepest}", line, &share);
}

static void draw_play(nb_board *b, const nb_frame *f, const State *s)
{
  float there = nb_cue(f, PLAY, 0.6f, 0.8f), z = height(s->at, NULL), slope = slope_at(s->at);
  nb_style line = nb_style(.size = 40, .reveal = there, .parts = NB_PARTS({"here", .color = NB_V}));
  nb_tex(b, nb_at(column, 2.9f), "f = \\part{here}{\\val[-2]}", line, &z);
  nb_tex(b, nb_at(column, 2.2f), "\\text{slope} = \\val[-2]", line, &slope);
  nb_slider(
      b, nb_at(column, -2), &s->spacing,
      (nb_slider_spec){.label = "\\text{step}", .length = 3.4f, .min = 0.1f, .max = 0.5f, .decimals = 2},
      nb_style(.reveal = there));
  draw_side(b, s->at.y, there, 1);
  if (there > 0)
    nb_point(b, nb_on_plane(side, nb_at(s->at.x, z)), nb_style(.color = NB_V, .width = 16, .alpha = there));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  const float *values = nb_sample_plane(b, plane, height, NULL, 0, COLUMNS, ROWS);
  draw_ridges(b, f);

  draw_water(b, f, s, values);
  draw_levels(b, f, s, values);
  draw_cut(b, f);
  if (f->step >= WATER)
    draw_level(b, values, water_level(f, s), nb_style(.color = NB_K, .alpha = nb_during(f, WATER, WATER)));
  draw_side(b, 0, nb_during(f, CROWD, CROWD), nb_cue(f, CROWD, 0.6f, 1.4f));
  draw_walk(b, f);
  draw_names(b, f, values);
  draw_walker(b, f, s, values);
  draw_pin(b, f, s);
  draw_formulas(b, f, s);
  draw_facts(b, f, s);
  draw_play(b, f, s);
}

NB_SCENE(State, .title = "Contour maps", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/surfaces"},
         .state = &(const State){.pin = {1.5f, 1.6f}, .at = {0.6f, 0.9f}, .water = 0.9f, .spacing = 0.25f},
         NB_DRAW(draw))
