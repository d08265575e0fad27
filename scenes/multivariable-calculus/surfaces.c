// Functions of two variables.
//
// What a learner believes: f(x, y) is a formula that one puts numbers into, and a picture of it is something that
// computers make. What mends it: two numbers are a point of the floor, the third is how high a post stands there, and
// the surface is what the tops of all posts make. It is looked into by cutting: hold one input, and an old curve of one
// variable appears. From straight above, with the heights written on it, it is a map.
//
// The surface is a saddle, for on it the two cuts through one point disagree; the last one is the viewer's own.
#include <math.h>
#include <nabla/math/expression.h>
#include <nabla/scene.h>
#include <string.h>

typedef struct {
  nb_vec2 at;    // the two numbers
  float guess;   // how high the viewer thinks the surface is one step on along y
  char text[80]; // the viewer's own function
  nb_camera camera;
} State;

enum { FLOOR, POST, SHEET, ALONG_X, ASK, ALONG_Y, SADDLE, MAP, YOURS };

static const float reach = 2.4f, most = 3.4f; // of the floor to each side, and of the heights

static float saddle(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return (6 + p.x * p.x - p.y * p.y) / 4;
}

// Where the guess is made: one step along y from the point, inwards.
static nb_vec2 one_on(nb_vec2 at)
{
  return nb_at(at.x, at.y + (at.y > 0.9f ? -1.5f : 1.5f));
}

static void height_there(const void *state, void *truth)
{
  *(float *)truth = saddle(one_on(((const State *)state)->at), NULL);
}

static const nb_step steps[] = {
    [FLOOR] = {"Two numbers in", .seconds = 6,
               .say = "Two numbers, x and y, together name *one point* of the floor.",
               .hear = {"Two inputs are a point of the plane"}},
    [POST] = {"One number out", .seconds = 6,
              .say = "The function answers with a third number: the height of a *post* on that point.",
              .hear = {"The output is how high it stands over that point"}},
    [SHEET] = {"A post everywhere", .seconds = 7.5f,
               .say = "Put a post on every point of the floor: together their tops are the *surface*.",
               .hear = {"The surface is the tops of all posts", "Every point has just one height"}},
    [ALONG_X] = {"Cut along x", .seconds = 9,
                 .say = "*Hold y still* and cut: a function of x alone. A new y *lifts or lowers* the curve.",
                 .hear = {"Holding one input leaves a function of the other"}},
    [ASK] = {"And along y?", .seconds = 6, .wait = true, .answer = "guess", .truth = height_there,
             .ask = "The rest of the surface is hidden. How *high* is it 1.5 further along y? Drag the ring.",
             .say = "That is your guess. Now cut.", .moves = {{"guess", "2.7", 4.4f, 1.4f}}},
    [ALONG_Y] = {"Cut along y", .seconds = 6,
                 .say = "Hold *x* still instead: minus y² bends the curve *down*.",
                 .hear = {"Two cuts through one point can bend opposite ways"}},
    [SADDLE] = {"A saddle", .seconds = 10,
                .say = "The middle is the *lowest* point along x, and the *highest* along y: a *saddle*.",
                .hear = {"A saddle is lowest one way and highest the other"}},
    [MAP] = {"Straight from above", .seconds = 8.5f,
             .say = "Join points of equal height, look *down*: a map. At the saddle two lines *cross*.",
             .hear = {"A level line joins points of the same height"}},
    [YOURS] = {"Your own function", .seconds = 9, .live = true,
               .say = "Drag the point to a *top*. Then press *V*, and type a function of your own.",
               .moves = {{"point", "0,0", 3, 1.6f}, {"f(x, y)", "sqrt(3 - x^2 - y^2)", 6.4f}}},
};

static const nb_param params[] = {
    NB_POINT(State, at, "point", .min = -2.3f, .max = 2.3f),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3.2f),
    NB_INPUT(State, text, "f(x, y)", .variables = "x y"),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// The function, on its way from the saddle to the viewer's own

typedef struct {
  nb_expression own;
  float share; // of it: 0 the saddle, 1 the viewer's
} Shape;

static Shape shape_of(const nb_frame *f, const State *s)
{
  Shape shape;
  memset(&shape, 0, sizeof shape);                             // its bytes say what is kept
  (void)nb_expression_parse(s->text, "x y", &shape.own, NULL); // as it was before it was taken
  shape.share = nb_cue(f, YOURS, 0.8f, 1.6f);
  return shape;
}

static float height(nb_vec2 p, const void *context)
{
  const Shape *shape = context;
  float old = saddle(p, NULL);
  nb_expression_at own = {.f = &shape->own};
  return shape->share <= 0 ? old : old + shape->share * (nb_expression_of_point(p, &own) - old);
}

// The slopes at a point, as steep as a hand can follow: the viewer's function may be anything.
static nb_vec2 slopes(nb_vec2 at, const Shape *shape)
{
  nb_cut x = {height, shape, at, false}, y = {height, shape, at, true};
  return nb_at(fmaxf(-9, fminf(9, nb_cut_slope(&x, 0))), fmaxf(-9, fminf(9, nb_cut_slope(&y, 0))));
}

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_rect ground = {-2.4f, -2.4f, 4.8f, 4.8f};
enum { SIDE = 17, GRID = 193 }; // posts along a side, and heights of the surface

// Where the wall along x stands: it slides, and in the end goes to the middle of the saddle.
static nb_vec2 first_cut(const nb_frame *f, const State *s)
{
  float slid = 1.2f * nb_visit(f, ALONG_X, 4.4f, 3.2f) * (s->at.y > 0 ? -1 : 1);
  float aside = 1 - nb_cue(f, SADDLE, 0.4f, 1.6f) + nb_cue(f, YOURS, 0.2f, 1.4f);
  return nb_scale(aside, nb_at(s->at.x, s->at.y + slid));
}

// The point goes along with it, but for the step to the second post.
static nb_vec2 looked_at(const nb_frame *f, const State *s)
{
  nb_vec2 at = first_cut(f, s), there = nb_at(at.x, one_on(s->at).y);
  return nb_mix2(at, there, nb_cue(f, ALONG_Y, 1.6f, 1.2f) - nb_cue(f, SADDLE, 0.4f, 1.6f));
}

static float looks_down(const nb_frame *f)
{
  return nb_cue(f, MAP, 2, 2.6f) - nb_cue(f, YOURS, 0, 1.6f);
}

// The viewer's camera, at first nearer to the floor; it faces either cut, so that the middle is seen to be its lowest point,
// and its highest; and then climbs to look straight down.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera near = s->camera, before = s->camera;
  near.distance *= 0.72f, near.target.z = 0;
  before.azimuth = NB_COURSE(f, -NB_TURN / 4, {SADDLE, 4.6f, 1.4f, 0}), before.elevation = 0.1f;
  nb_camera c = nb_camera_between(near, s->camera, nb_cue(f, POST, 0, 1.4f));
  c = nb_camera_between(c, before, NB_COURSE(f, 0, {SADDLE, 1.6f, 1.4f, 1}, {SADDLE, 7.6f, 1.4f, 0}));
  // Further round while one is asked, so that the cut's end does not stand before the ring's post; and into one's own hollows.
  c = nb_camera_orbit(c, NB_COURSE(f, 0, {ASK, 0, 1.4f, 0.42f}, {SADDLE, 0, 1.4f, 0}),
                      0.2f * nb_cue(f, YOURS, 0.8f, 1.6f));
  return nb_look(nb_camera_between(c, nb_camera_above(s->camera), looks_down(f)), nb_stage());
}

static nb_vec3 over(nb_vec2 p, float z)
{
  return nb_at3(p.x, p.y, z);
}

// ---------------------------------------------------------------------------------------------------------------
// The floor and the posts

static void draw_floor(nb_board *b, const nb_frame *f, nb_view view)
{
  nb_floor3(b, (nb_floor_spec){.reach = 3.4f}, // the viewer's own function may lie there
            nb_style(NB_FROM(f, FLOOR, 0, 1.4f), .color = NB_PLANE, .alpha = 1 - nb_cue(f, YOURS, 0, 0.8f)));
  const nb_vec3 ends[] = {{reach + 0.5f, 0, 0}, {0, reach + 0.5f, 0}, {0, 0, most}};
  const char *const names[] = {"x", "y", "f"};
  float bare = nb_during(f, FLOOR, POST), ask = nb_during(f, ASK, ASK), down = looks_down(f);
  // Later the surface hides y, but for then.
  float y = NB_COURSE(f, 0, {ASK, 0.8f, 1, 1}, {SADDLE, 0, 1, 0}, {SADDLE, 5, 1, 1}, {SADDLE, 7.6f, 1, 0});
  for (int k = 0; k < 3; k++) {
    float at = k == 2 ? nb_cue(f, POST, 0.2f, 0.8f) : nb_cue(f, FLOOR, 0.4f, 1);
    nb_style axis = nb_style(.color = NB_AXIS, .width = 3, .reveal = at, .size = 30, .halo_width = 3);
    axis.alpha = k == 2 ? 1 - fminf(1, 3 * down) : 1; // from above it would stand before the point
    nb_arrow3(b, k == 2 ? nb_at3(0, 0, 0) : nb_scale3(-reach / (reach + 0.5f), ends[k]), ends[k], axis);
    axis.alpha *= k == 1 ? fminf(at, bare + y + down + nb_cue(f, YOURS, 0, 0.8f)) : at;
    nb_label3(b, view, ends[k], nb_at(1, k == 2 ? 0 : -0.4f), names[k], axis);
    axis.size = 20, axis.alpha = at * (k == 2 ? bare + ask : nb_during(f, FLOOR, FLOOR));
    for (int n = 1; n <= 2 + k / 2; n++) // 1 and 2 on each, on f 3 too
      nb_label3(b, view, nb_scale3((float)n / nb_length3(ends[k]), ends[k]),
                k == 2 ? nb_at(1, 0) : nb_at(0, -1), nb_words(b, "%d", n), axis);
  }
}

// Seen from above, lines carry their heights: from the middle down along y, and up along x. Numbers stand along the edges.
static void draw_heights(nb_board *b, const nb_frame *f, nb_view view)
{
  nb_style name = nb_style(NB_IN(f, MAP, 4.8f, 0.6f), .size = 26, .halo_width = 9,
                           .color = f->theme == NB_CHALK ? NB_GROUND : NB_TEXT); // the map is light in both
  nb_style tick = nb_style(NB_IN(f, MAP, 4.8f, 0.6f), .size = 22, .color = NB_DIM);
  for (int k = -2; k <= 2; k++) {
    float at = (float)k, away = sqrtf(2 * fabsf(at));
    nb_vec2 p = k == 0 ? nb_at(0.9f, 0.9f) : k < 0 ? nb_at(0, -away) : nb_at(away, 0);
    name.halo = nb_mix(b, nb_rgb(0.84f, 0.79f, 0.82f), k < 0 ? NB_POSITIVE : NB_NEGATIVE, 0.25f * fabsf(at));
    nb_label3(b, view, nb_on_surface(saddle, NULL, p), nb_origin(), nb_words(b, "%.1f", 1.5 + 0.5 * k), name);
    nb_label3(b, view, nb_at3(at, -reach, 0), nb_at(0, -1), nb_words(b, "%d", k), tick);
    nb_label3(b, view, nb_at3(-reach, at, 0), nb_at(-1, 0), nb_words(b, "%d", k), tick);
  }
}

// The way to the point, and its post.
static void draw_point(nb_board *b, const nb_frame *f, nb_vec2 at, nb_view view, const Shape *shape)
{
  float z = height(at, shape), up = nb_cue(f, POST, 0.8f, 1.6f), own = nb_cue(f, YOURS, 0.4f, 1);
  nb_vec3 foot = over(at, 0), top = over(at, up * (isnan(z) ? z : fmaxf(-most, fminf(most, z))));
  nb_line3(b, over(nb_origin(), 0), nb_at3(at.x, 0, 0),
           nb_style(NB_BETWEEN(f, FLOOR, POST, 1.6f, 0.8f), .color = NB_I, .width = 6));
  nb_line3(b, nb_at3(at.x, 0, 0), foot,
           nb_style(NB_BETWEEN(f, FLOOR, POST, 2.4f, 0.8f), .color = NB_J, .width = 6));
  nb_line3(b, foot, top, nb_style(.color = NB_K, .width = 6, .alpha = fminf(1, 9 * up)));
  // Its height, carried over to the axis; with the line on the floor one sees that it is level.
  nb_polyline3(b, (nb_vec3[]){top, over(nb_origin(), top.z), over(nb_origin(), 0), foot}, 4,
               nb_style(NB_BETWEEN(f, POST, POST, 2.4f, 0.8f), .color = NB_K, .width = 2));
  nb_point3(b, foot, nb_style(.width = 10, .reveal = nb_cue(f, FLOOR, 3, 0.5f)));
  // The handle lies over the cuts that run through it, and shows through a hill of the viewer's own.
  float there = fabsf(z) <= most ? nb_cue(f, FLOOR, 3, 0.5f) : 0, dim = nb_cue(f, ALONG_X, 0, 1) - own / 2;
  nb_point3(b, top, nb_style(.color = NB_V, .width = 20, .reveal = there));
  if (nb_inside(view.area, nb_on_view(view, top)))
    nb_point(b, nb_on_view(view, top), nb_style(.color = NB_V, .width = 20, .reveal = there, .alpha = dim));
}

// Posts all over the floor, from the far corner to the near one; then only their tops are left.
static void draw_posts(nb_board *b, const nb_frame *f, const Shape *shape)
{
  float shown = 1 - nb_cue(f, SHEET, 4.6f, 1.2f), tops = 1 - nb_cue(f, SHEET, 6, 1);
  for (int k = 0; k < SIDE * SIDE && f->step == SHEET; k++) {
    nb_vec2 p = nb_at(reach * (2 * (float)(k % SIDE) / (SIDE - 1) - 1),
                      reach * (2 * (float)(k / SIDE) / (SIDE - 1) - 1));
    float up = nb_cue(f, SHEET, 0.3f + 0.4f * (p.x - p.y + 2 * reach), 0.7f);
    nb_vec3 top = over(p, up * height(p, shape));
    nb_line3(b, over(p, 0), top, nb_style(.color = NB_K, .width = 2, .alpha = up * shown));
    nb_point3(b, top, nb_style(.color = NB_K, .width = 8, .alpha = up * tops));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The surface

// While one is asked, only a strip of it stands, on this side of the wall.
static void draw_surface(nb_board *b, const nb_frame *f, nb_vec2 wall, const Shape *shape)
{
  float cut = nb_cue(f, ALONG_X, 1, 0.8f) - nb_cue(f, MAP, 0, 0.8f), own = nb_cue(f, YOURS, 0.4f, 1);
  float ask = nb_during(f, ASK, ASK), low = -most * own, alpha = (0.92f - 0.4f * cut) * (1 - ask);
  // Kept, but for the moment in which it goes from the saddle to the viewer's own.
  nb_heights h =
      shape->share < 1 && low < 0
          ? nb_adapt_heights(b, height, shape, ground, GRID, GRID, low, most)
          : nb_keep_adapted_heights(b, height, shape, sizeof *shape, ground, GRID, GRID, low, most);
  nb_surface_spec colors = {.low = NB_POSITIVE, .high = NB_NEGATIVE, .shine = 0.12f};
  nb_surface(b, h, colors, nb_style(NB_FROM(f, SHEET, 4.4f, 2.4f), .alpha = alpha));
  alpha *= 0.55f * (1 - looks_down(f));
  nb_surface_grid(b, h, 16, nb_style(NB_FROM(f, SHEET, 4.4f, 2.4f), .alpha = alpha, .width = 1.2f));
  nb_rect strip = {-reach, wall.y - (one_on(wall).y > wall.y ? 0.9f : 0), 2 * reach, 0.9f};
  colors.high_at = 2.94f; // the saddle's
  nb_heights front = nb_sample_heights(b, height, shape, strip, 97, 33, 0, most);
  nb_surface(b, front, colors, nb_style(.alpha = 0.7f * ask));
  nb_surface_rim(b, h, nb_style(.color = NB_V, .alpha = own));
  nb_style line = nb_style(NB_FROM(f, MAP, 0.6f, 2.4f), .color = NB_TEXT, .width = 2.5f, .alpha = 1 - own);
  nb_surface_levels(b, h, nb_levels(b, 0, 0.25f, 13), 13, 0, 0, line);
}

// ---------------------------------------------------------------------------------------------------------------
// Cuts: walls of glass with the curve on them, and in the quiet column what one sees from before them

static void draw_cuts(nb_board *b, const nb_frame *f, const State *s, nb_view view, const Shape *shape)
{
  static const nb_plane papers[] = {{{4, -0.9f, 2.9f, 1.2f}, -2.4f, 2.4f, 0, 3.2f},
                                    {{4, -2.8f, 2.9f, 1.2f}, -2.4f, 2.4f, 0, 3.2f}};
  for (int k = 0; k < 2; k++) {
    int step = k ? ALONG_Y : ALONG_X;
    nb_cut cut = {height, shape, k ? looked_at(f, s) : first_cut(f, s), k};
    nb_cut_wall(b, &cut, ground, 0, 3.2f, nb_style(NB_IN(f, step, 0.4f, 1.2f)));
    nb_cut_curve(b, &cut, ground,
                 nb_style(NB_FROM(f, step, 1.4f, 1.2f), .alpha = 1 - nb_cue(f, MAP, 0, 0.6f)));
    nb_cut_paper(b, &cut, papers[k], nb_style(NB_BETWEEN(f, step, SADDLE, 2, 1.2f)));
    nb_cut_held(b, view, &cut, ground, 3.2f, nb_style(NB_IN(f, step, 1.2f, 0.6f), .size = 26));
  }
}

// How high the post stands; and the ring on its own post, one step along y.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec2 p = one_on(s->at);
  nb_vec3 ring = over(p, s->guess);
  nb_style post = nb_style(.color = NB_V, .width = 4, .alpha = nb_guessed(f, ASK), .size = 20);
  nb_line3(b, over(p, 0), over(p, 3.2f), post);
  post.alpha *= nb_during(f, ASK, ASK);
  for (int k = 1; k <= 3; k++)
    nb_label3(b, view, over(p, (float)k), nb_at(1, 0), nb_words(b, "%d", k), post);
  post.color = NB_J;
  nb_line3(b, over(s->at, 0), over(p, 0), post);
  nb_vec2 at = nb_on_view(view, ring);
  if (nb_inside(view.area, at) && nb_guess_in(b, f, ASK, at, at))
    nb_grab_value3(b, &s->guess, ring, nb_at3(0, 0, 1), view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The viewer's function as in print, no wider than the column.
static void draw_own(nb_board *b, const nb_frame *f, const Shape *shape)
{
  char tex[900];
  nb_style style = nb_style(.size = 38, .reveal = nb_cue(f, YOURS, 0.8f, 1));
  if (!nb_expression_tex(&shape->own, "x y", tex, sizeof tex))
    strcpy(tex, "\\ldots");
  nb_tex(b, nb_at(NB_COLUMN, 3.24f), "f(x, y) =", style);
  nb_formula_draw(b, nb_formula_within(nb_formula_at(b, nb_at(NB_COLUMN, 2.5f), tex, style), 3.5f));
  nb_text(b, nb_at(NB_COLUMN, 0.9f),
          "Type x*y, 1/x or\nsqrt(3 - x^2 - y^2).\n\nWhere f has no value,\nthe surface ends.",
          nb_style(NB_FROM(f, YOURS, 2, 1), .color = NB_DIM, .size = 24));
}

// The first row is the function of what runs alone; below it stands a value of it.
static void draw_formula(nb_board *b, const nb_frame *f, const State *s, const Shape *shape)
{
  static const nb_vec2 row = {NB_COLUMN, 1.75f}, below = {NB_COLUMN, 1};
  nb_vec2 at = looked_at(f, s), there = one_on(s->at);
  const nb_vec2 *shown = f->step < ALONG_X ? &s->at : &at;
  nb_vec2 near = nb_shown2(*shown, 1);
  float z = height(near, shape), held_y = 6 - near.y * near.y, held_x = 6 + near.x * near.x;
  nb_tex(b, nb_at(NB_COLUMN, 2.8f), "f(x, y) = \\frac{6 + x^2 - y^2}{4}",
         nb_style(NB_BETWEEN(f, POST, MAP, 2.2f, 1.2f), .size = 38));
  nb_style value = nb_style(NB_IN(f, FLOOR, 3.2f, 1), .size = 34);
  nb_tex(b, row, "(x, y) = " NB_TEX_POINT("-1"), value, &s->at.x, &s->at.y);
  value.reveal = nb_cue(f, POST, 2.8f, 1);
  value.alpha = NB_COURSE(f, 1, {ALONG_X, 0, 0.5f, 0}, {ASK, 0, 0.5f, 1}, {ALONG_Y, 0, 0.3f, 0},
                          {ALONG_Y, 0.8f, 0.5f, 1}, {SADDLE, 0, 0.3f, 0}, {SADDLE, 0.4f, 0.3f, 1},
                          {YOURS, 0, 0.5f, 0}, {YOURS, 2.4f, 0.5f, 1});
  nb_tex(b, nb_begun(f, ALONG_Y) && !nb_begun(f, SADDLE) ? below : row,
         "f" NB_TEX_POINT("-1") " = \\textcolor{k}{\\val[-2]}", value, &shown->x, &shown->y, &z);
  nb_tex(b, row, "f(x,\\, \\textcolor{j}{\\val[-1]}) = \\frac{\\val[-2] \\textcolor{i}{\\,+\\, x^2}}{4}",
         nb_style(NB_IN(f, ALONG_X, 2, 1), .size = 34), &near.y, &held_y);
  nb_tex(b, row, "f(\\textcolor{i}{\\val[-1]},\\, y) = \\frac{\\val[-2] \\textcolor{j}{\\,-\\, y^2}}{4}",
         nb_style(NB_IN(f, ALONG_Y, 0.6f, 1), .size = 34), &near.x, &held_x);
  nb_tex(b, below, "f" NB_TEX_POINT("-1") " = \\textcolor{v}{\\val[-1]}\\;?",
         nb_style(NB_IN(f, ASK, 0.5f, 0.8f), .size = 34), &there.x, &there.y, &s->guess);
  nb_tex(b, nb_add(below, nb_at(3.54f, 0.07f)), "\\text{guess: } \\val[-1]",
         nb_style(NB_IN(f, ALONG_Y, 3.2f, 0.6f), .color = NB_V, .size = 24, .anchor = NB_RIGHT), &s->guess);
  nb_style note = nb_style(NB_IN(f, SHEET, 5.6f, 0.8f), .color = NB_DIM, .size = 24);
  nb_text(b, below, "the surface is red where it\nis high, blue where it is low", note);
  note.reveal = nb_cue(f, MAP, 4.8f, 0.8f), note.alpha = nb_during(f, MAP, MAP);
  nb_text(b, below, "0.25 of height from line to line.\nTwo lines of 1.5 cross.", note);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_vec2 at = looked_at(f, s);
  Shape shape = shape_of(f, s);
  // On a map no side lies in the shade: there a colour is a height.
  float shade = f->theme == NB_CHALK ? 0.42f : 0.66f;

  nb_space(b, view, (nb_space_spec){.ambient = shade + (1 - shade) * looks_down(f)});
  draw_floor(b, f, view);
  draw_posts(b, f, &shape);
  draw_surface(b, f, s->at, &shape);
  draw_cuts(b, f, s, view, &shape);
  draw_point(b, f, at, view, &shape);
  draw_heights(b, f, view);
  draw_guess(b, f, s, view);
  nb_end(b);

  draw_formula(b, f, s, &shape);
  draw_own(b, f, &shape);
  nb_grab_camera(b, &s->camera, view);
  bool theirs = f->step == YOURS ? f->seconds > 1.6f : f->step < ASK;
  float up = nb_cue(f, POST, 0.8f, 1.6f), z = up * height(at, &shape);
  nb_vec2 slope = nb_scale(up, slopes(at, &shape));
  if (nb_cue(f, FLOOR, 3, 0.5f) > 0 && theirs && fabsf(z) < most)
    nb_grab_over(b, &s->at, over(at, z), nb_at3(1, 0, slope.x), nb_at3(0, 1, slope.y), view);
}

NB_SCENE(
    State, .title = "Functions of two variables", NB_STEPS(steps), NB_PARAMS(params),
    .needs = {"linear-algebra/vectors"},
    .state = &(const State){{1.8f, -1.4f}, 1.3f, "1+2cos(x^2+y^2)/(1+x^2+y^2)", {{0, 0, 0.9f}, 11, -1, 0.4f}},
    NB_DRAW(draw))
